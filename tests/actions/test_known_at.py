"""Programs where somebody would recognize the applicant's name."""

import pytest

from hallway.actions.interactions import record_interaction
from hallway.actions.known_at import KnownAt, known_at
from hallway.actions.people import add_person
from hallway.actions.ports import Clock, Store
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation, Institution, InstitutionKind
from hallway.domain.interactions import Kind
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock


def add(store: Store, clock: Clock, name: str, **fields: str) -> PersonId:
    return add_person(store, clock, fields={"name": name, **fields}).person.id


def look(store: Store) -> dict[str, list[str]]:
    with store.reading() as reading:
        return {each.program: [one.name for one in each.people] for each in known_at(reading)}


@pytest.mark.requirement("GOA-06")
def test_a_program_counts_where_somebody_who_knows_me_works_or_can_speak(
    store: SqliteStore, clock: FixedClock
) -> None:
    add(store, clock, "Ana", institution="Harbor", relationship="knows-me", reach="Lakeside; Bayfront")
    add(store, clock, "Bolu", institution="Prairie", relationship="advocates")
    add(store, clock, "Chen", institution="Nowhere General")  # does not know me

    assert look(store) == {"Bayfront": ["Ana"], "Harbor": ["Ana"], "Lakeside": ["Ana"], "Prairie": ["Bolu"]}


@pytest.mark.parametrize(
    ("kind", "is_known"), [(Kind.REPLIED, True), (Kind.CALLED, True), (Kind.MAILED, False)]
)
def test_a_contact_both_ways_makes_a_name_known_and_a_mail_alone_does_not(
    store: SqliteStore, clock: FixedClock, kind: Kind, *, is_known: bool
) -> None:
    ana = add(store, clock, "Ana", institution="Harbor")
    record_interaction(store, clock, people=[ana], kind=kind)

    assert look(store) == ({"Harbor": ["Ana"]} if is_known else {})


def test_a_program_written_in_two_ways_counts_once_and_who_works_there_comes_first(
    store: SqliteStore, clock: FixedClock
) -> None:
    add(store, clock, "Ana", relationship="knows-me", reach="São Lucas; sao lucas")
    add(store, clock, "Bolu", institution="SAO LUCAS", relationship="knows-me")

    with store.reading() as reading:
        found = known_at(reading)

    assert len(found) == 1
    assert [(each.name, each.works_there) for each in found[0].people] == [("Bolu", True), ("Ana", False)]


def test_a_place_abroad_and_a_school_are_no_programs(store: SqliteStore, clock: FixedClock) -> None:
    add(
        store,
        clock,
        "Ana",
        institution="Clínica del Sur",
        country="Chile",
        relationship="knows-me",
        reach="Harbor",
    )
    bolu = add(store, clock, "Bolu", institution="State Medical School", relationship="knows-me")
    with store.writing("test", "Told the kind", now=clock.now()) as writing:
        place = writing.all(Affiliation, person=bolu)[0]
        school = writing.get(Institution, place.institution)
        writing.replace(Institution(id=school.id, name=school.name, kind=InstitutionKind.SCHOOL))

    assert look(store) == {"Harbor": ["Ana"]}


def test_who_is_archived_or_trashed_makes_no_name_known(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, "Ana", institution="Harbor", relationship="knows-me")
    bolu = add(store, clock, "Bolu", institution="Lakeside", relationship="knows-me")
    archive_person(store, clock, person=ana)
    trash_person(store, clock, person=bolu)

    assert look(store) == {}


def test_nobody_is_known_at_no_program(store: SqliteStore) -> None:
    with store.reading() as reading:
        assert known_at(reading) == tuple[KnownAt]()
