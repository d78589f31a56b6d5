"""What the step rules need to know about everybody, asked of the database in one pass."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any  # the columns of three queries

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    func,
    select,
    text,
    type_coerce,
)

from hallway.actions.ports import WeekCount
from hallway.domain.digests import Digest
from hallway.domain.ids import PersonId
from hallway.domain.interactions import CONTACTS, TWO_WAY, Kind
from hallway.domain.people import Standing
from hallway.storage.images import chunks
from hallway.storage.schema import AFFILIATION, BARE_MEETING, INSTITUTION, INTERACTION, PERSON

_INTERACTION, _PERSON, _INSTITUTION = INTERACTION.c, PERSON.c, INSTITUTION.c
_AT = type_coerce(_INTERACTION.at, BigInteger)
"""The instant as it is stored: ten thousand people times twelve instants are not made into values."""

MAIN_INSTITUTION = (
    select(func.min(AFFILIATION.c.institution))
    .where(AFFILIATION.c.person == _PERSON.id, AFFILIATION.c.is_main)
    .correlate(PERSON)
    .scalar_subquery()
)
"""The institution of a person's main affiliation; should there be two by mistake, always the same of them."""


def values_of(kinds: Iterable[Kind]) -> list[str]:
    """Return kinds as they are stored."""
    return sorted(each.value for each in kinds)


def is_kind(kinds: Iterable[Kind]) -> ColumnElement[bool]:
    """Return the condition that an interaction is of one of these kinds."""
    return _INTERACTION.kind.in_(values_of(kinds))


is_contact = is_kind(CONTACTS)
_OWN = CONTACTS - {Kind.IMPORTED}
is_own_contact = is_kind(_OWN)
"""A contact that was logged as it happened."""


def read_digests(connection: Connection) -> tuple[Digest, ...]:
    """Return a digest for every active person, by id."""
    return _join(connection, _PEOPLE.where(_PERSON.standing == Standing.ACTIVE.value), _CONTACTS, _BARE)


def read_digest(connection: Connection, person: PersonId) -> Digest | None:
    """Return the digest of one person, whatever their standing."""
    is_theirs = _INTERACTION.person == person
    who, contacts, bare = (
        _PEOPLE.where(_PERSON.id == person),
        _CONTACTS.where(is_theirs),
        _BARE.where(is_theirs),
    )
    return next(iter(_join(connection, who, contacts, bare)), None)


def read_digests_of(connection: Connection, people: Sequence[str]) -> tuple[Digest, ...]:
    """Return the digests of those among these people who are active, by id."""
    found: list[Digest] = []
    for some in chunks(people):
        is_theirs = _INTERACTION.person.in_(some)
        who = _PEOPLE.where(_PERSON.standing == Standing.ACTIVE.value, _PERSON.id.in_(some))
        found += _join(connection, who, _CONTACTS.where(is_theirs), _BARE.where(is_theirs))
    return tuple(found)


def _join(connection: Connection, *parts: Select[Any]) -> tuple[Digest, ...]:
    """Put the parts of each digest together; a dictionary does it faster than the database."""
    people, contacts, bare = (connection.execute(part) for part in parts)
    contacts_of = {row[0]: row[1:] for row in contacts}
    bare_of = {row[0]: row[1] for row in bare}
    make, never, get_contacts, get_bare = Digest._make, _NEVER, contacts_of.get, bare_of.get
    return tuple(make((*row, *get_contacts(row[0], never), get_bare(row[0]))) for row in people)


def count_week(connection: Connection, since: datetime, silent_before: datetime) -> WeekCount:
    """Count the people contacted since `since`: for the first time, and after a silence.

    An imported contact from before shows that somebody is not new, but is no contact made since.
    """
    earlier = INTERACTION.alias()
    before = (
        select(func.max(earlier.c.at))
        .where(
            earlier.c.person == _INTERACTION.person,
            earlier.c.at < since,
            earlier.c.kind.in_(values_of(CONTACTS)),
        )
        .scalar_subquery()
    )
    contacted = (
        select(_INTERACTION.person, before.label("latest"))
        .join(PERSON, _PERSON.id == _INTERACTION.person)
        .where(_INTERACTION.at >= since, is_own_contact, _PERSON.standing != Standing.TRASHED.value)
        .distinct()
        .subquery()
    )
    new, revived = connection.execute(
        select(
            func.count().filter(contacted.c.latest.is_(None)),
            func.count().filter(contacted.c.latest < silent_before),
        ).select_from(contacted)
    ).one()
    return WeekCount(new, revived)


def count_contacts(connection: Connection, starts: Sequence[datetime]) -> tuple[int, ...]:
    """Return how many contacts fall between each start and the next, the last being open."""
    if not starts:
        return ()
    counted = select(func.count()).select_from(INTERACTION).where(is_own_contact)
    ends = [*(_INTERACTION.at < end for end in starts[1:]), _INTERACTION.at.is_not(None)]
    spans = zip(starts, ends, strict=True)
    counts = [counted.where(_INTERACTION.at >= start, before).scalar_subquery() for start, before in spans]
    return tuple(connection.execute(select(*counts)).one())


def _people() -> Select[tuple[object, ...]]:
    """Return the query for the first part of a digest: who and where somebody is."""
    return (
        select(
            _PERSON.id,
            _PERSON.name,
            _PERSON.role,
            func.coalesce(_INSTITUTION.name, ""),
            *(own_or_place(name) for name in ("zone", "state", "country")),
            _spaced(type_coerce(_PERSON.groups, Text)),
            _PERSON.introduced_by,
            _PERSON.is_alumnus,
            _PERSON.may_follow_up,
            _PERSON.next_follow_up,
            _PERSON.next_follow_up_why,
            type_coerce(_PERSON.created_at, BigInteger),
        )
        .outerjoin_from(PERSON, INSTITUTION, _INSTITUTION.id == MAIN_INSTITUTION)
        .order_by(_PERSON.id)
    )


def own_or_place(name: str) -> ColumnElement[str]:
    """Return what is known of the person, else of their institution."""
    return case((_PERSON[name] != "", _PERSON[name]), else_=func.coalesce(_INSTITUTION[name], ""))


def _spaced(listed: ColumnElement[str]) -> ColumnElement[str]:
    """Return a JSON list of plain words with spaces between them."""
    for old, new in (('["', ""), ('"]', ""), ('","', " "), ("[]", "")):
        listed = func.replace(listed, old, new)
    return listed


def _contacts() -> Select[tuple[object, ...]]:
    """Return the query for the second part: contacts of each person, read off one index."""
    is_mail, is_talk, is_own = (
        _INTERACTION.kind == Kind.MAILED.value,
        _is_none_but(TWO_WAY),
        _is_none_but(_OWN),
    )
    return select(
        _INTERACTION.person,
        *(func.max(_AT).filter(_INTERACTION.kind == kind.value) for kind in Kind if kind in CONTACTS),
        func.min(_AT).filter(is_mail),
        func.count().filter(is_mail),
        func.count().filter(is_talk),
        func.min(_AT).filter(is_talk),
        func.min(_AT).filter(is_own),
    ).group_by(_INTERACTION.person)


def _is_none_but(kinds: AbstractSet[Kind]) -> ColumnElement[bool]:
    """Return what `is_kind` says in single comparisons: faster than a long IN, and asked of every row."""
    return and_(*(_INTERACTION.kind != kind.value for kind in Kind if kind not in kinds))


_PEOPLE = _people()
_CONTACTS = _contacts()
_BARE = select(_INTERACTION.person, func.max(_AT)).where(text(BARE_MEETING)).group_by(_INTERACTION.person)
_NEVER = (None,) * 9 + (0, 0) + (None,) * 2
"""The second part of somebody whom nobody contacted yet."""
