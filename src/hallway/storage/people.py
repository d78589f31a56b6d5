"""Lists of people: filtered pages, what can be filtered by, people by name, and what an import compares."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any  # cells of every type stand in one row

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from hallway.actions.ports import IdentityRow, NameMatch, PeopleFilter, PeoplePage, PersonLine
from hallway.domain.interactions import Kind
from hallway.domain.names import fold
from hallway.domain.people import Group, Standing
from hallway.domain.promises import PromiseState
from hallway.storage.digests import MAIN_INSTITUTION, is_contact, is_kind
from hallway.storage.schema import AFFILIATION, INSTITUTION, INTERACTION, PERSON, PROMISE
from hallway.storage.searches import escape, folded_words, like

_P, _I = PERSON.c, INTERACTION.c
_ESCAPE = "\\"
_PLACE = func.coalesce(
    select(INSTITUTION.c.name)
    .where(INSTITUTION.c.id == MAIN_INSTITUTION)
    .correlate(PERSON)
    .scalar_subquery(),
    "",
)
_CONTACTS_OF_ONE = select(_I.at).where(_I.person == _P.id, is_contact).correlate(PERSON)
_LATEST = _CONTACTS_OF_ONE.with_only_columns(func.max(_I.at)).scalar_subquery()
_LATEST_KIND = (
    _CONTACTS_OF_ONE.with_only_columns(_I.kind)
    .order_by(_I.at.desc(), _I.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LATEST_OF_ALL = (
    select(_I.person, func.max(_I.at).label("at")).where(is_contact).group_by(_I.person).subquery()
)
_LAST = _LATEST_OF_ALL.c.at
_ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "name": (_P.search, _P.id),
    "silence": (_LAST.is_(None), _LAST, _P.search, _P.id),
    "recent": (_LAST.is_(None), _LAST.desc(), _P.search, _P.id),
}
"""Ways to order a list; people who were never contacted stand last in both orders by time."""


def read_people(
    connection: Connection, wanted: PeopleFilter, *, now: datetime, limit: int, offset: int
) -> PeoplePage:
    """Return one page of the people that fit, and how many fit in all."""
    order = wanted.order if wanted.order in _ORDERS else "name"
    page = select(
        *(_P.id, _P.name, _P.role, _P.specialty, _PLACE, _P.groups, _P.relationship, _P.standing),
        *(_LATEST, _LATEST_KIND, _P.next_follow_up),
    )
    count = select(func.count(_P.id))
    if order != "name" or wanted.silent_days is not None or wanted.is_open_encounter:
        page = page.outerjoin_from(PERSON, _LATEST_OF_ALL, _LATEST_OF_ALL.c.person == _P.id)
        count = count.outerjoin_from(PERSON, _LATEST_OF_ALL, _LATEST_OF_ALL.c.person == _P.id)
    conditions = _conditions(connection, wanted, now)
    rows = connection.execute(page.where(*conditions).order_by(*_ORDERS[order]).limit(limit).offset(offset))
    lines = tuple(
        PersonLine._make((*row[:5], tuple(row[5]), *row[6:9], row[9] or "", row[10])) for row in rows
    )
    return PeoplePage(lines, connection.scalar(count.where(*conditions)) or 0)


def read_facets(connection: Connection) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return what active people can be filtered by, with their numbers, largest first."""
    is_active = _P.standing == Standing.ACTIVE.value
    number = func.count(_P.id.distinct())
    sizes = connection.execute(
        select(*(func.count().filter(_is_in(each)) for each in Group)).where(is_active)
    )
    places = (
        select(INSTITUTION.c.name, number)
        .join(AFFILIATION, AFFILIATION.c.institution == INSTITUTION.c.id)
        .join(PERSON, _P.id == AFFILIATION.c.person)
        .where(is_active)
        .group_by(INSTITUTION.c.name)
    )
    stages = select(_P.relationship, number).where(is_active).group_by(_P.relationship)
    fields = select(_P.specialty, number).where(is_active, _P.specialty != "").group_by(_P.specialty)
    return {
        "group": _largest_first(zip(Group, sizes.one(), strict=True)),
        "relationship": _largest_first(connection.execute(stages)),
        "institution": _largest_first(connection.execute(places)),
        "specialty": _largest_first(connection.execute(fields)),
    }


def match_names(connection: Connection, words: str, *, limit: int) -> tuple[NameMatch, ...]:
    """Return people whose folded name holds every folded word, or whose id starts so; exact names first."""
    parts = folded_words(words)
    if not parts:
        return ()
    # The folded name is the first line of the search text: the newline keeps a match inside of the name.
    is_named = and_(*(_P.search.like(f"{like(word)}\n%", escape=_ESCAPE) for word in parts))
    is_exact = _P.search.like(f"{escape(fold(words))}\n%", escape=_ESCAPE)
    is_meant = _P.id.like(f"{escape(words.strip().lower())}%", escape=_ESCAPE)
    rows = connection.execute(
        select(_P.id, _P.name, _P.role, _PLACE)
        .where(_P.standing != Standing.TRASHED.value, or_(is_named, is_meant))
        .order_by(case((is_exact, 0), else_=1), _P.search, _P.id)
        .limit(limit)
    )
    return tuple(map(NameMatch._make, rows))


def read_identities(connection: Connection) -> tuple[IdentityRow, ...]:
    """Return what an import compares, for everybody."""
    rows = connection.execute(
        select(_P.id, _P.name, _PLACE, _P.emails, _P.profile_url, _P.standing).order_by(_P.id)
    )
    return tuple(
        IdentityRow(key, name, place, tuple(emails), *rest) for key, name, place, emails, *rest in rows
    )


def _conditions(connection: Connection, wanted: PeopleFilter, now: datetime) -> list[ColumnElement[bool]]:
    """Return what must hold for a person."""
    conditions: list[ColumnElement[bool]] = [
        _P.search.like(like(word), escape=_ESCAPE) for word in folded_words(wanted.words)
    ]
    if wanted.standing:
        conditions.append(_P.standing == wanted.standing)
    if wanted.relationship:
        conditions.append(_P.relationship == wanted.relationship)
    if wanted.group:
        conditions.append(_is_in(wanted.group))
    if wanted.mentor_role:
        conditions.append(
            type_coerce(_P.mentor_roles, Text).like(like(f'"{wanted.mentor_role}"'), escape=_ESCAPE)
        )
    if wanted.specialty:
        known = connection.execute(select(_P.specialty, _P.specialty.label("name")).distinct())
        conditions.append(_P.specialty.in_(_meant(known, wanted.specialty)))
    if wanted.institution:
        known = connection.execute(select(INSTITUTION.c.id, INSTITUTION.c.name))
        is_there = AFFILIATION.c.institution.in_(_meant(known, wanted.institution))
        conditions.append(_P.id.in_(select(AFFILIATION.c.person).where(is_there)))
    if wanted.silent_days is not None:
        silent_since = now - timedelta(days=wanted.silent_days)
        conditions.append(_LATEST_OF_ALL.c.at <= silent_since)
    if wanted.is_open_encounter:
        conditions += _is_open_encounter()
    return conditions


def _is_in(group: str) -> ColumnElement[bool]:
    return type_coerce(_P.groups, Text).like(like(f'"{group}"'), escape=_ESCAPE)


def _is_open_encounter() -> tuple[ColumnElement[bool], ...]:
    """Return: the last contact was a meeting or call without next step; nothing is planned or promised."""
    is_promised = (PROMISE.c.person == _P.id, PROMISE.c.state == PromiseState.OPEN.value)
    is_last = (_I.person == _P.id, _I.at == _LATEST_OF_ALL.c.at)
    return (
        _P.next_follow_up.is_(None),
        ~exists().where(*is_promised),
        exists()
        .where(*is_last, is_kind({Kind.MET, Kind.CALLED}), _I.next_step == "")
        .correlate(PERSON, _LATEST_OF_ALL),
    )


def _meant(known: Iterable[Sequence[Any]], wanted: str) -> list[str]:
    """Return the keys of the very name, else of every name that holds it whatever its accents and case."""
    names = [(str(each[0]), str(each[1])) for each in known]
    folded = fold(wanted)
    return [key for key, name in names if name == wanted] or [
        key for key, name in names if folded in fold(name)
    ]


def _largest_first(counts: Iterable[Sequence[Any]]) -> tuple[tuple[str, int], ...]:
    sizes = [(str(value), int(count)) for value, count in counts if count]
    return tuple(sorted(sizes, key=lambda each: (-each[1], each[0])))
