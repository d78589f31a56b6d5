"""What may tie people to programs: one row for each person, with their places and some of their contacts."""

from collections import defaultdict

from sqlalchemy import Connection, Text, func, select, type_coerce

from hallway.actions.ports import ConnectionRow, ContactSeen, PlaceSeen
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Kind
from hallway.domain.people import Standing
from hallway.storage.networks import TALKED, ListTexts
from hallway.storage.schema import AFFILIATION, DEPARTMENT, INSTITUTION, INTERACTION, PERSON

_P, _I = PERSON.c, INTERACTION.c
_PEOPLE = (
    select(
        *(_P.id, _P.name, _P.role, _P.specialty, _P.how_met),
        type_coerce(_P.groups, Text),
        type_coerce(_P.mentor_roles, Text),
        *(_P.relationship, _P.is_alumnus),
        type_coerce(_P.reach, Text),
        _P.standing,
    )
    .where(_P.standing != Standing.TRASHED.value)
    .order_by(_P.id)
)
_PLACES = (
    select(
        AFFILIATION.c.person,
        INSTITUTION.c.name,
        func.coalesce(DEPARTMENT.c.name, ""),
        *(INSTITUTION.c.state, INSTITUTION.c.country),
    )
    .join(INSTITUTION, INSTITUTION.c.id == AFFILIATION.c.institution)
    .outerjoin(DEPARTMENT, DEPARTMENT.c.id == AFFILIATION.c.department)
    .order_by(AFFILIATION.c.is_main.desc(), AFFILIATION.c.id)
)
_CONTACTS = (
    select(_I.person, _I.kind, _I.event, func.coalesce(_I.channel, ""), func.max(_I.at))
    .where((_I.event != "") | (_I.kind == Kind.ROTATION_ENDED.value))
    .group_by(_I.person, _I.kind, _I.event, _I.channel)
    .order_by(func.max(_I.at).desc(), _I.kind, _I.event)
)


class ConnectionMemory:
    """The rows of the latest revision: a page of programs asks for them, and the next page again."""

    def __init__(self) -> None:
        self._kept: tuple[int, tuple[ConnectionRow, ...]] = (-1, ())

    def read(self, connection: Connection, revision: int) -> tuple[ConnectionRow, ...]:
        """Return the rows as of a revision."""
        known, rows = self._kept
        if known != revision:
            rows = read_connections(connection)
            self._kept = (revision, rows)
        return rows


def read_connections(connection: Connection) -> tuple[ConnectionRow, ...]:
    """Return a row for everybody who is active or archived, by id."""
    talked = set(connection.scalars(TALKED))
    places: dict[str, list[PlaceSeen]] = defaultdict(list)
    for person, *place in connection.execute(_PLACES):
        places[person].append(PlaceSeen._make(place))
    contacts: dict[str, list[ContactSeen]] = defaultdict(list)
    for person, *contact in connection.execute(_CONTACTS):
        contacts[person].append(ContactSeen._make(contact))
    words = ListTexts()
    return tuple(
        ConnectionRow(
            id=PersonId(key),
            name=name,
            role=role,
            specialty=specialty,
            how_met=how_met,
            groups=words.read(groups),
            mentor_roles=words.read(roles),
            relationship=relationship,
            is_alumnus=is_alumnus,
            reach=words.read(reach),
            standing=standing,
            has_talked=key in talked,
            places=tuple(places.get(key, ())),
            contacts=tuple(contacts.get(key, ())),
        )
        for (
            key,
            name,
            role,
            specialty,
            how_met,
            groups,
            roles,
            relationship,
            is_alumnus,
            reach,
            standing,
        ) in connection.execute(_PEOPLE)
    )
