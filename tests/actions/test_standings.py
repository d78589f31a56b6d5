"""Aside, into the trash, back, and away for good."""

import pytest

from hallway.actions.archives import export_archive
from hallway.actions.history import back_up, list_history, undo
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person, find_person, list_people
from hallway.actions.ports import PeopleFilter
from hallway.actions.standings import archive_person, bring_back, purge_person, trash, trash_person
from hallway.actions.today import steps_of
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Kind
from hallway.domain.people import Person, Standing
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


def test_an_archived_person_is_found_and_has_no_steps(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(store, clock, people=[ana.id], kind=Kind.MET)
    archived = archive_person(store, clock, person=ana.id)
    assert (archived.standing, archived.standing_since) == (Standing.ARCHIVED, clock.now())
    assert find_person(store, "novak") == archived
    assert steps_of(store, clock, ana.id) == ()
    assert bring_back(store, clock, person=ana.id).standing is Standing.ACTIVE
    assert steps_of(store, clock, ana.id) != ()


def test_the_trash_lists_the_latest_first_and_gives_people_back(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    trash_person(store, clock, person=ana.id)
    clock.wait(minutes=1)
    trash_person(store, clock, person=bolu.id)
    assert [each.id for each in trash(store)] == [bolu.id, ana.id]
    assert list_people(store, clock, PeopleFilter()).total == 0
    bring_back(store, clock, person=bolu.id)
    assert [each.id for each in trash(store)] == [ana.id]


def test_a_second_click_writes_no_second_entry(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    first = archive_person(store, clock, person=ana.id)
    entries = list_history(store)
    clock.wait(days=1)
    assert archive_person(store, clock, person=ana.id) == first
    assert list_history(store) == entries


def test_only_the_trash_can_be_purged(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    with pytest.raises(InvalidValue, match="Trash them first"):
        purge_person(store, clock, person=ana.id)
    with pytest.raises(NotFound):
        purge_person(store, clock, person=PersonId("nobody"))
    assert find_person(store, "novak") == ana


def test_a_purge_leaves_nothing_in_the_record_or_its_history_and_names_the_copies(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(store, clock, people=[ana.id], kind=Kind.MET, summary="Spoke of Zanzibar")
    copy = back_up(store, clock)
    trash_person(store, clock, person=ana.id)
    purged = purge_person(store, clock, person=ana.id)
    assert purged.rows >= 3
    assert [each.path for each in purged.backups] == [copy.path]
    assert trash(store) == ()
    left = export_archive(store, clock).decode()
    assert "Zanzibar" not in left
    assert "Novak" not in left
    assert not any("Novak" in each.says for each in list_history(store))


def test_trashing_can_be_undone(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    trash_person(store, clock, person=ana.id)
    undo(store, clock)
    assert find_person(store, ana.id) == ana
