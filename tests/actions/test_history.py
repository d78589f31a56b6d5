"""What was done can be listed, undone by part of its id, and kept safe."""

import pytest

from hallway.actions.history import back_up, list_backups, list_history, undo
from hallway.actions.people import add_person, edit_person, find_person
from hallway.domain.errors import HallwayError, InvalidValue, NotFound
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, FixedClock


def test_history_tells_the_newest_first_page_by_page(store: SqliteStore, clock: FixedClock) -> None:
    add_person(store, clock, fields=ANA)
    add_person(store, clock, fields=BOLU)
    assert [each.says for each in list_history(store)] == [
        "Added Bolu Adeyemi",
        "Added Ana Novak",
        "Set up Nadia Brandt",
    ]
    assert [each.says for each in list_history(store, limit=1, offset=1)] == ["Added Ana Novak"]
    assert list_history(store, limit=-1, offset=-5) == ()


def test_an_entry_is_undone_by_the_start_of_its_id(store: SqliteStore, clock: FixedClock) -> None:
    for each in (ANA, CHEN):
        clock.wait(hours=1)
        add_person(store, clock, fields=each)
    entry = list_history(store)[1]
    undone = undo(store, clock, entry=entry.id[:13])
    assert undone.undoes == entry.id
    assert find_person(store, "陈").name == "陈 伟"
    with pytest.raises(HallwayError):
        find_person(store, "Ana Novak")


def test_an_entry_that_is_not_clear_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    add_person(store, clock, fields=ANA)
    start = list_history(store)[0].id[:8]
    with pytest.raises(InvalidValue, match=r"(?s)fits 2.*Added Ana Novak"):
        undo(store, clock, entry=start)
    with pytest.raises(InvalidValue, match="at least 4"):
        undo(store, clock, entry="01")
    with pytest.raises(NotFound, match="hallway history"):
        undo(store, clock, entry="ffffffff")


def test_a_later_change_in_the_way_is_told(store: SqliteStore, clock: FixedClock) -> None:
    ana = add_person(store, clock, fields=ANA).person
    added = list_history(store)[0]
    edit_person(store, clock, person=ana.id, fields={"city": "Boston"})
    with pytest.raises(HallwayError, match="cannot be undone"):
        undo(store, clock, entry=added.id)
    assert find_person(store, ana.id).city == "Boston"


def test_a_safety_copy_is_written_and_listed(store: SqliteStore, clock: FixedClock) -> None:
    made = back_up(store, clock)
    assert [each.path for each in list_backups(store)] == [made.path]
    assert made.size > 0
