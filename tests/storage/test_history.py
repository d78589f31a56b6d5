"""Every action can be undone, across restarts, and never over a later one."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.ports import HistoryEntry, Store
from hallway.domain.errors import NotFound
from hallway.domain.gives import Give
from hallway.domain.ids import AffiliationId, EntryId, GiveId, InstitutionId
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.people import Person
from hallway.storage.errors import CannotUndo, TakenId
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NOW, FixedClock
from tests.storage.files import ANA, BEN, HARBOR, new_store, put
from tests.strategies import records, values

LATER = NOW + timedelta(days=1)
BOOK = Give(id=GiveId("book"), person=ANA.id, text="Lent a book", on=date(2026, 11, 1))


class TestUndo:
    """One action back."""

    def test_the_latest_action_is_undone(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        before = _dump(store)
        put(store, BEN, HARBOR, says="Added two")
        made = store.undo(None, now=LATER)
        assert _dump(store) == before
        assert (made.action, made.says, made.rows, made.at) == ("history.undo", "Undid: Added two", 2, LATER)

    def test_history_tells_what_was_undone_by_what(self, store: SqliteStore) -> None:
        put(store, ANA)
        made = store.undo(None, now=LATER)
        undo, added = _history(store)
        assert (undo, undo.undoes, undo.undone_by) == (made, added.id, None)
        assert (added.undone_by, added.undoes) == (undo.id, None)

    def test_undoing_again_goes_further_back(self, store: SqliteStore) -> None:
        put(store, ANA)
        put(store, HARBOR)
        store.undo(None, now=LATER)
        store.undo(None, now=LATER)
        assert not any(_dump(store).values())

    def test_a_change_and_a_removal_are_undone(self, store: SqliteStore) -> None:
        put(store, ANA, HARBOR)
        before = _dump(store)
        _rename(store, "Anna")
        with store.writing("test", "Removed", now=LATER) as record:
            record.remove(Institution, HARBOR.id)
        store.undo(None, now=LATER)
        store.undo(None, now=LATER)
        assert _dump(store) == before

    def test_people_who_introduced_one_another_go_together(self, store: SqliteStore) -> None:
        put(store, replace(ANA, introduced_by=BEN.id), BEN, BOOK)
        store.undo(None, now=LATER)
        assert not any(_dump(store).values())
        store.undo(_history(store)[0].id, now=LATER)
        with store.reading() as record:
            assert {each.id: each.introduced_by for each in record.all(Person)} == {
                "ana": "ben",
                "ben": "ana",
            }

    def test_a_link_that_was_moved_to_something_new_goes_back(self, store: SqliteStore) -> None:
        there = Affiliation(id=AffiliationId("a"), person=ANA.id, institution=HARBOR.id)
        put(store, ANA, HARBOR, there)
        before = _dump(store)
        with store.writing("person.edit", "Moved Ana", now=LATER) as record:
            record.add(replace(HARBOR, id=InstitutionId("new"), name="New"))
            record.replace(replace(there, institution=InstitutionId("new")))
        store.undo(None, now=LATER)
        assert _dump(store) == before

    def test_search_follows(self, store: SqliteStore) -> None:
        put(store, ANA)
        _rename(store, "Beatrix Lund")
        store.undo(None, now=LATER)
        with store.reading() as record:
            assert [each.name for each in record.match_names("novak")] == [ANA.name]
            assert record.match_names("lund") == ()

    def test_it_works_after_a_restart(self, path: Path, clock: FixedClock) -> None:
        with open_store(path, clock_now=clock.now) as store:
            put(store, ANA)
        with open_store(path, clock_now=clock.now) as store:
            store.undo(None, now=LATER)
            assert not any(_dump(store).values())


class TestRedo:
    """Undoing an undo does the action again."""

    def test_an_undone_action_is_done_again(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        before = _dump(store)
        undo = store.undo(None, now=LATER)
        redo = store.undo(undo.id, now=LATER)
        assert _dump(store) == before
        assert (redo.action, redo.says) == ("history.redo", "Did again: Added Ana")

    def test_an_action_done_again_is_in_force_and_can_be_undone_again(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        undo = store.undo(None, now=LATER)
        store.undo(undo.id, now=LATER)
        again = store.undo(None, now=LATER)
        assert again.says == "Undid: Added Ana"
        assert not any(_dump(store).values())

    def test_a_redo_can_be_undone_by_its_id(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        redo = store.undo(store.undo(None, now=LATER).id, now=LATER)
        made = store.undo(redo.id, now=LATER)
        assert made.says == "Undid: Added Ana"
        assert not any(_dump(store).values())
        added = _history(store)[-1]
        assert added.undone_by is not None


class TestRefusals:
    """What cannot be undone says why, and nothing changes."""

    def test_nothing_was_done_yet(self, store: SqliteStore) -> None:
        with pytest.raises(CannotUndo, match="nothing to undo"):
            store.undo(None, now=NOW)

    def test_there_is_no_such_entry(self, store: SqliteStore) -> None:
        with pytest.raises(NotFound, match="no history entry 'x'"):
            store.undo(EntryId("x"), now=NOW)

    def test_an_entry_is_undone_once(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        store.undo(None, now=LATER)
        with pytest.raises(CannotUndo, match="'Added Ana' was already undone"):
            store.undo(_history(store)[-1].id, now=LATER)

    def test_a_later_change_of_the_same_row_stands_in_the_way(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        _rename(store, "Anna")
        before = _dump(store), _history(store)
        with pytest.raises(CannotUndo, match=r"'Added Ana' was followed by 'Renamed to Anna'.*Undo that"):
            store.undo(_history(store)[-1].id, now=LATER)
        assert (_dump(store), _history(store)) == before

    def test_a_later_change_that_was_undone_does_not(self, store: SqliteStore) -> None:
        put(store, ANA)
        _rename(store, "Anna")
        store.undo(None, now=LATER)
        store.undo(_history(store)[-1].id, now=LATER)
        assert not any(_dump(store).values())

    def test_a_later_change_that_was_done_again_does(self, store: SqliteStore) -> None:
        put(store, ANA)
        _rename(store, "Anna")
        store.undo(store.undo(None, now=LATER).id, now=LATER)
        with pytest.raises(CannotUndo, match="Renamed to Anna"):
            store.undo(_history(store)[-1].id, now=LATER)

    def test_a_later_change_of_something_else_does_not(self, store: SqliteStore) -> None:
        put(store, ANA)
        put(store, HARBOR)
        store.undo(_history(store)[-1].id, now=LATER)
        with store.reading() as record:
            assert (record.all(Person), record.all(Institution)) == ((), (HARBOR,))

    def test_something_that_came_later_and_belongs_to_it_stands_in_the_way(self, store: SqliteStore) -> None:
        put(store, ANA, says="Added Ana")
        put(store, BOOK, says="Gave a book")
        with pytest.raises(CannotUndo, match=r"followed by 'Gave a book', which belongs to it"):
            store.undo(_history(store)[-1].id, now=LATER)

    def test_an_older_change_cannot_be_done_again_over_a_newer_one(self, store: SqliteStore) -> None:
        put(store, ANA)
        _rename(store, "Anna")
        undo = store.undo(None, now=LATER)
        _rename(store, "Hannah")
        with pytest.raises(CannotUndo, match="Renamed to Hannah"):
            store.undo(undo.id, now=LATER)

    def test_nothing_is_done_again_on_top_of_what_was_undone_since(self, store: SqliteStore) -> None:
        put(store, ANA)
        _rename(store, "Anna")
        _rename(store, "Hannah")
        undo = store.undo(None, now=LATER)
        store.undo(None, now=LATER)
        with pytest.raises(CannotUndo, match="Undid: Renamed to Anna"):
            store.undo(undo.id, now=LATER)


@settings(max_examples=25)
@given(st.lists(st.one_of(records(most=2), st.integers(0, 9), values(Institution)), max_size=4))
def test_undoing_everything_step_by_step_leads_through_every_earlier_state(steps: list[Any]) -> None:
    with new_store() as store:
        states = [_dump(store)]
        for step in steps:
            _do(store, step)
            if _dump(store) != states[-1]:
                states.append(_dump(store))
        for state in reversed(states[:-1]):
            store.undo(None, now=LATER)
            assert _dump(store) == state
        with pytest.raises(CannotUndo, match="nothing to undo"):
            store.undo(None, now=LATER)


@settings(max_examples=25)
@given(st.lists(st.one_of(values(Institution), st.integers(0, 9), st.integers(10, 30)), max_size=12))
def test_an_undo_is_refused_or_can_itself_be_undone(steps: list[Any]) -> None:
    """Steps: a value is added, 0 to 9 changes or removes a row, 10 to 30 undoes some entry."""
    with new_store() as store:
        for step in steps:
            history = _history(store)
            if not isinstance(step, int) or step < 10 or not history:
                _do(store, step)
                continue
            before = _dump(store)
            try:
                made = store.undo(history[step % len(history)].id, now=LATER)
            except CannotUndo:
                assert (_dump(store), _history(store)) == (before, history)
            else:
                after = _dump(store)
                redone = store.undo(made.id, now=LATER)
                assert _dump(store) == before
                store.undo(redone.id, now=LATER)
                assert _dump(store) == after


def _do(store: SqliteStore, step: Any) -> None:  # noqa: ANN401 - as drawn: values to add, or what to do to a row
    with suppress(TakenId), store.writing("test", f"Step {step!r:.40}", now=NOW) as record:
        if isinstance(step, int):
            rows = record.all(Institution)
            for row in rows[step % 3 : step % 3 + 1]:
                if step % 2 and not _is_used(record.dump(), row.id):
                    record.remove(Institution, row.id)
                else:
                    record.replace(replace(row, name=f"{row.name}{step}"))
        else:
            record.add_all(step if isinstance(step, tuple) else (step,))


def _is_used(tables: Mapping[str, Any], place: InstitutionId) -> bool:
    return any(row["institution"] == place for name in ("affiliation", "department") for row in tables[name])


def _rename(store: Store, name: str) -> None:
    with store.writing("person.edit", f"Renamed to {name}", now=NOW) as record:
        record.replace(replace(record.get(Person, ANA.id), name=name))


def _dump(store: Store) -> Mapping[str, Any]:
    with store.reading() as record:
        return record.dump()


def _history(store: Store) -> tuple[HistoryEntry, ...]:
    with store.reading() as record:
        return record.history()
