"""Messages that have gone, in lean rows, and names: what the checks look at, kept while one types."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import BigInteger, Connection, Text, and_, exists, func, or_, select, type_coerce

from hallway.actions.ports import GoneRow
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Kind
from hallway.domain.messages import GONE, MessageState, Request
from hallway.domain.people import Standing
from hallway.domain.times import from_milliseconds
from hallway.storage.digests import is_own_contact
from hallway.storage.json_texts import from_json
from hallway.storage.schema import AFFILIATION, INTERACTION, MESSAGE, PERSON

_M, _A, _P = MESSAGE.c, AFFILIATION.c, PERSON.c
_ARRIVED = sorted(GONE - {MessageState.BOUNCED})  # what came back was read by nobody
_MOST_KEPT = 4


class GoneMemory:
    """What checks read of the latest revision: the same for every key stroke, until something is written."""

    def __init__(self) -> None:
        self._rows: tuple[int, dict[tuple[object, ...], Sequence[GoneRow]]] = (-1, {})
        self._names: tuple[int, Sequence[str]] = (-1, ())

    def rows(
        self, revision: int, key: tuple[object, ...], read: Callable[[], Sequence[GoneRow]]
    ) -> Sequence[GoneRow]:
        """Return the rows that were asked for with this key, as of a revision."""
        known, kept = self._rows
        if known == revision and key in kept:
            return kept[key]
        made = read()
        still = dict(list(kept.items())[1 - _MOST_KEPT :]) if known == revision else {}
        self._rows = (revision, {**still, key: made})
        return made

    def names(self, revision: int, read: Callable[[], Sequence[str]]) -> Sequence[str]:
        """Return the names of everybody, as of a revision."""
        known, kept = self._names
        if known != revision:
            kept = read()
            self._names = (revision, kept)
        return kept


def read_gone(
    connection: Connection, *, but: PersonId, institution: str, thanks: bool, limit: int
) -> Sequence[GoneRow]:
    """Return what has gone to others that a message may be too much like, the newest first."""
    near = [
        *([_A.institution == institution] if institution else []),
        *([_M.asks == Request.NONE.value] if thanks else []),
    ]
    if not near:
        return ()
    rows = connection.execute(
        select(
            *(_P.name, _M.text),
            *(func.coalesce(each, "") for each in (_A.institution, _A.department)),
            type_coerce(_M.sent_at, BigInteger),
            type_coerce(_M.filled, Text),
            _M.template,
        )
        .join_from(MESSAGE, PERSON, _P.id == _M.person)
        .outerjoin(AFFILIATION, and_(_A.person == _M.person, _A.is_main))
        .where(_M.state.in_(_ARRIVED), _M.sent_at.is_not(None), _M.person != but, or_(*near))
        .order_by(_M.sent_at.desc(), _M.id)
        .limit(limit)
    )
    return [GoneRow(*row[:4], from_milliseconds(row[4]), _words(row[5]), row[6]) for row in rows]


@lru_cache(maxsize=1024)
def _words(filled: str) -> tuple[str, ...]:
    pairs = from_json(filled)
    return tuple(str(each[1]) for each in pairs if isinstance(each, list)) if isinstance(pairs, list) else ()


def count_first_mails(connection: Connection, since: datetime, until: datetime) -> int:
    """Count the people to whom the first contact of all was a mail, and went within a span."""
    mail, earlier = INTERACTION.alias(), INTERACTION
    had_more = exists().where(
        earlier.c.person == mail.c.person, earlier.c.at < mail.c.at, earlier.c.id != mail.c.id, is_own_contact
    )
    found = select(func.count(mail.c.person.distinct())).where(
        mail.c.kind == Kind.MAILED.value, mail.c.at >= since, mail.c.at < until, ~had_more
    )
    return connection.scalar(found) or 0


def read_names(connection: Connection) -> tuple[str, ...]:
    """Return the names of everybody who is not in the trash."""
    return tuple(connection.scalars(select(_P.name).where(_P.standing != Standing.TRASHED.value)).all())
