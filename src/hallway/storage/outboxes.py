"""The outbox: a page of messages with whom they are for, and lean rows to count answers by."""

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from hallway.actions.ports import AnswerRow, OutboxRow
from hallway.domain.ids import PersonId
from hallway.domain.messages import GONE, Medium, Message, MessageState
from hallway.domain.times import from_milliseconds
from hallway.storage.rows import rows_of
from hallway.storage.schema import MESSAGE, PERSON

_M, _P, _LATER = MESSAGE.c, PERSON.c, MESSAGE.alias().c
_ARRIVED = sorted(GONE - {MessageState.BOUNCED})
_AWAIT = (Medium.MAIL.value, Medium.NOTE.value)
_LATEST = func.coalesce(_M.settled_at, _M.sent_at, _M.edited_at)
_ORDER = (_LATEST.desc(), _M.id.desc())
_FOLLOWED_UP = _M.id.in_(
    select(_LATER.answers).where(_LATER.answers.is_not(None), _LATER.state.in_(_ARRIVED))
)


def read_outbox(
    connection: Connection, *, state: str | None, person: PersonId | None, limit: int | None, offset: int
) -> Sequence[OutboxRow]:
    """Return messages, the one to which something happened last first."""
    meant = [column == wanted for column, wanted in ((_M.state, state), (_M.person, person)) if wanted]
    page = select(_M.id).where(*meant).order_by(*_ORDER).limit(limit).offset(offset)  # texts are not sorted
    rows = rows_of(Message)
    found = connection.execute(
        select(*rows.columns, func.coalesce(_P.name, ""), _FOLLOWED_UP)
        .outerjoin_from(MESSAGE, PERSON, _P.id == _M.person)
        .where(_M.id.in_(page))
        .order_by(*_ORDER)
    )
    return [OutboxRow(rows.from_cells(row[:-2]), row[-2], bool(row[-1])) for row in found]


def count_states(connection: Connection) -> Mapping[str, int]:
    """Return how many messages are in each state that any is in."""
    found = connection.execute(select(_M.state, func.count(_M.id)).group_by(_M.state))
    return {str(state): int(number) for state, number in found}


def read_answers(connection: Connection) -> Sequence[AnswerRow]:
    """Return the mails and notes that reached somebody, the oldest first."""
    at = func.coalesce(_M.sent_at, _M.edited_at)
    found = connection.execute(
        select(_M.template, _M.state, _M.asks, _P.role, type_coerce(at, BigInteger))
        .join_from(MESSAGE, PERSON, _P.id == _M.person)
        .where(_M.state.in_(_ARRIVED), _M.medium.in_(_AWAIT))
        .order_by(at, _M.id)
    )
    return [AnswerRow(row[0], row[1], row[2], row[3], from_milliseconds(row[4])) for row in found]
