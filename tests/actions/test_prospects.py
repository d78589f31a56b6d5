"""Several people at once, from where they were found."""

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import undo
from hallway.actions.people import add_person, list_people
from hallway.actions.ports import Clock, PeopleFilter, Store
from hallway.actions.prospects import UnknownPlace, add_prospects, list_places
from hallway.domain.errors import InvalidValue
from hallway.domain.people import Person, Relationship
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

LINES = "Ana Novak, fellow, Harbor Medical Center\n\nChen Wei, PGY-2\n"


def names(store: Store, clock: Clock) -> list[str]:
    return [each.name for each in list_people(store, clock, PeopleFilter()).lines]


def counts(store: Store) -> dict[str, int]:
    return {each.entry.id: each.people for each in list_places(store) if each.people}


@pytest.mark.requirement("CON-20", "CON-03")
def test_every_line_becomes_somebody_met_through_the_source(store: SqliteStore, clock: FixedClock) -> None:
    added = add_prospects(store, clock, source="alumni-list", text=LINES)

    assert (added.imported.created, added.place.title) == (2, "Alumni of your medical school")
    with store.reading() as reading:
        ana, chen = sorted(reading.all(Person), key=lambda each: each.name)
    assert (ana.name, ana.role, ana.how_met) == ("Ana Novak", "fellow", "alumni list")
    assert (chen.name, chen.role, chen.relationship) == ("Chen Wei", "PGY-2", Relationship.UNKNOWN)


@pytest.mark.requirement("CON-21")
def test_a_prompt_ends_in_records_too(store: SqliteStore, clock: FixedClock) -> None:
    add_prospects(store, clock, source="matched-classmates", text="Chen Wei")

    with store.reading() as reading:
        assert [each.how_met for each in reading.all(Person)] == ["classmate"]


@pytest.mark.requirement("CON-20")
def test_people_are_counted_by_source_and_the_others_are_untried(
    store: SqliteStore, clock: FixedClock
) -> None:
    assert counts(store) == {}
    add_prospects(store, clock, source="pubmed-authors", text=LINES)
    add_person(store, clock, fields={"name": "Ines", "how_met": "pubmed"})
    add_person(store, clock, fields={"name": "Bolu", "how_met": "Family friend"})

    assert counts(store) == {"pubmed-authors": 3, "family-friends": 1, "family-circle": 1}


def test_all_lines_are_one_action(store: SqliteStore, clock: FixedClock) -> None:
    add_prospects(store, clock, source="match-lists", text=LINES)

    undo(store, clock)

    assert names(store, clock) == []


def test_somebody_who_is_here_is_not_added_again(store: SqliteStore, clock: FixedClock) -> None:
    add_prospects(store, clock, source="match-lists", text=LINES)

    again = add_prospects(store, clock, source="match-lists", text=LINES).imported

    assert again.created == 0
    assert len(names(store, clock)) == 2


def test_a_line_without_a_name_is_told_and_the_others_are_added(
    store: SqliteStore, clock: FixedClock
) -> None:
    added = add_prospects(store, clock, source="match-lists", text="Ana Novak, fellow\n, , \n")

    assert added.imported.created == 1


@pytest.mark.parametrize("text", ["", "  \n \n", "x" * 20_001])
def test_no_line_or_far_too_many_are_refused(store: SqliteStore, clock: FixedClock, text: str) -> None:
    with pytest.raises(InvalidValue):
        add_prospects(store, clock, source="match-lists", text=text)

    assert names(store, clock) == []


@pytest.mark.parametrize(
    ("wanted", "near"), [("alumny-list", "alumni-list"), ("nowhere at all", "home-faculty")]
)
def test_an_unknown_source_names_the_nearest(
    store: SqliteStore, clock: FixedClock, wanted: str, near: str
) -> None:
    with pytest.raises(UnknownPlace, match=near):
        add_prospects(store, clock, source=wanted, text=LINES)


def test_sources_that_do_not_concern_an_applicant_are_left_out(store: SqliteStore, clock: FixedClock) -> None:
    assert len(list_places(store)) == 18
    change_applicant(store, clock, fields={"audience": "md-plastics", "status": "us-md"})

    assert {"training-country", "former-colleagues"}.isdisjoint(each.entry.id for each in list_places(store))


def test_before_set_up_all_sources_are_shown(empty_store: SqliteStore) -> None:
    assert len(list_places(empty_store)) == 18
