"""The whole network as a look at it needs it: one lean row for each person."""

from sqlalchemy import Connection, Text, func, select, type_coerce

from hallway.actions.ports import NetworkRow
from hallway.domain.interactions import TWO_WAY
from hallway.domain.people import Standing
from hallway.storage.digests import MAIN_INSTITUTION, is_kind, own_or_place
from hallway.storage.json_texts import from_json
from hallway.storage.schema import INSTITUTION, INTERACTION, PERSON

_P, _PLACE = PERSON.c, INSTITUTION.c
_NOTHING = "[]"

_NETWORK = (
    select(
        *(_P.id, _P.name, _P.role, _P.specialty),
        func.coalesce(_PLACE.name, ""),
        func.coalesce(_PLACE.kind, ""),
        *(own_or_place(name) for name in ("zone", "state", "country")),
        _P.how_met,
        type_coerce(_P.groups, Text),
        *(_P.relationship, func.coalesce(_P.level, "")),
        *(_P.is_img, _P.worked_with_imgs, _P.knows_story),
        *(type_coerce(each, Text) for each in (_P.mentor_roles, _P.mentor_merits)),
        func.coalesce(_P.peer_kind, ""),
        type_coerce(_P.reach, Text),
        _P.standing,
    )
    .outerjoin_from(PERSON, INSTITUTION, _PLACE.id == MAIN_INSTITUTION)
    .where(_P.standing != Standing.TRASHED.value)
    .order_by(_P.id)
)
TALKED = select(INTERACTION.c.person).where(is_kind(TWO_WAY)).distinct()
_ROLES = (
    select(type_coerce(_P.mentor_roles, Text))
    .where(_P.standing == Standing.ACTIVE.value, type_coerce(_P.mentor_roles, Text) != _NOTHING)
    .distinct()
)


class ListTexts:
    """Reads lists kept as text; few different ones stand in thousands of rows."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {_NOTHING: ()}

    def read(self, text: str) -> tuple[str, ...]:
        """Return the words of a list."""
        known = self._known.get(text)
        if known is None:
            read = from_json(text)
            known = self._known[text] = tuple(str(each) for each in read) if isinstance(read, list) else ()
        return known


def read_network(connection: Connection) -> tuple[NetworkRow, ...]:
    """Return a row for everybody who is active or archived, by id."""
    talked = set(connection.scalars(TALKED))
    words = ListTexts().read
    return tuple(
        NetworkRow._make(
            (
                *row[:10],
                words(row[10]),
                *row[11:16],
                words(row[16]),
                words(row[17]),
                row[18],
                words(row[19]),
                row[20],
                row[0] in talked,
            )
        )
        for row in connection.execute(_NETWORK)
    )


def read_mentor_roles(connection: Connection) -> frozenset[str]:
    """Return the mentor roles that somebody active fills."""
    lists = (from_json(each) for each in connection.scalars(_ROLES))
    return frozenset(str(role) for each in lists if isinstance(each, list) for role in each)
