"""What every store promises, said once; each kind of store inherits it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.ports import Store
from hallway.domain.errors import NotFound
from hallway.domain.gives import Give
from hallway.domain.ids import GiveId, HeldRowId, PersonId, PromiseId, SnoozeId
from hallway.domain.institutions import Institution
from hallway.domain.people import Person, Standing
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.settings import HeldRow
from hallway.domain.snoozes import Snooze
from hallway.storage.errors import BrokenLink, RefusedValue, TakenId, UnwritableText
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, HARBOR, new_store, put
from tests.strategies import STANDALONE, values

LATER = NOW + timedelta(days=1)


class StoreContract:
    """Laws of `ports.Store`; a store under test is the fixture `store`."""

    def test_what_was_added_is_found(self, store: Store) -> None:
        put(store, ANA, HARBOR)
        with store.reading() as record:
            assert record.find(Person, ANA.id) == ANA
            assert record.get(Institution, HARBOR.id) == HARBOR

    def test_what_is_not_there_is_none_or_an_error_that_names_it(self, store: Store) -> None:
        with store.reading() as record:
            assert record.find(Person, "nobody") is None
            with pytest.raises(NotFound, match="no held row 'x' here"):
                record.get(HeldRow, "x")

    def test_all_returns_what_equals_oldest_first(self, store: Store) -> None:
        gifts = [Give(id=GiveId(key), person=PersonId("ana"), text=key, on=date(2026, 1, 1)) for key in "cab"]
        put(store, ANA, gifts[0])
        with store.writing("test", "Later", now=LATER) as record:
            record.add_all([*gifts[1:], BEN])
        with store.reading() as record:
            assert record.all(Give) == (gifts[0], gifts[1], gifts[2])
            assert record.all(Give, person=ANA.id, text="b") == (gifts[2],)
            assert record.all(Give, person=BEN.id) == ()

    def test_all_compares_fields_of_every_type(self, store: Store) -> None:
        kept = Promise(
            id=PromiseId("p"),
            person=ANA.id,
            by=By.ME,
            text="t",
            made_at=NOW,
            due=date(2026, 12, 1),
            closed_at=None,
        )
        held = HeldRow(
            id=HeldRowId("h"),
            source="s",
            line=1,
            reason="r",
            fields=(("Name", "Ana"),),
            candidates=(ANA.id,),
            at=NOW,
        )
        put(store, ANA, kept, held)
        with store.reading() as record:
            assert record.all(
                Promise, by=By.ME, made_at=NOW, due=date(2026, 12, 1), closed_at=None, state=PromiseState.OPEN
            ) == (kept,)
            assert record.all(Promise, state=PromiseState.KEPT) == ()
            assert record.all(HeldRow, candidates=(ANA.id,)) == (held,)
            assert record.all(Person, emails=("ana@example.org",)) == (ANA,)

    def test_an_equal_value_is_kept_once(self, store: Store) -> None:
        put(store, ANA, ANA)
        put(store, ANA)
        with store.reading() as record:
            assert record.all(Person) == (ANA,)
            assert len(record.history()) == 1

    def test_another_value_cannot_take_an_id(self, store: Store) -> None:
        put(store, ANA)
        with pytest.raises(TakenId, match="another person with the id 'ana'"):
            put(store, BEN, replace(ANA, name="Anna"))
        with pytest.raises(TakenId):
            put(store, replace(BEN, name="B"), BEN)
        with store.reading() as record:
            assert record.all(Person) == (ANA,)

    def test_values_are_added_in_any_order(self, store: Store) -> None:
        circle = (replace(ANA, introduced_by=BEN.id), BEN)
        put(store, Give(id=GiveId("g"), person=ANA.id, text="", on=date(2026, 1, 1)), *circle)
        with store.reading() as record:
            assert set(record.all(Person)) == set(circle)

    def test_a_value_is_replaced(self, store: Store) -> None:
        put(store, ANA)
        older = replace(ANA, name="Ana Novák-Li", standing=Standing.ARCHIVED, standing_since=NOW)
        with store.writing("test", "Renamed", now=LATER) as record:
            record.replace(older)
            assert record.get(Person, ANA.id) == older
        with store.reading() as record:
            assert record.all(Person) == (older,)

    def test_a_value_is_removed(self, store: Store) -> None:
        put(store, ANA, HARBOR)
        with store.writing("test", "Removed", now=LATER) as record:
            record.remove(Person, ANA.id)
        with store.reading() as record:
            assert record.all(Person) == ()
            assert record.all(Institution) == (HARBOR,)

    def test_nothing_can_be_replaced_or_removed_that_is_not_there(self, store: Store) -> None:
        with pytest.raises(NotFound), store.writing("test", "x", now=NOW) as record:
            record.replace(ANA)
        with pytest.raises(NotFound), store.writing("test", "x", now=NOW) as record:
            record.remove(Person, ANA.id)

    def test_a_failed_action_leaves_nothing_behind(self, store: Store) -> None:
        put(store, ANA)
        before = _state(store)
        with pytest.raises(ZeroDivisionError):
            _fail_half_way(store)
        assert _state(store) == before

    def test_a_link_to_nobody_is_refused_as_a_whole(self, store: Store) -> None:
        with pytest.raises(BrokenLink, match="pointing to a record that is not there"):
            put(store, HARBOR, BEN)
        with store.reading() as record:
            assert record.all(Institution) == ()

    def test_somebody_whom_others_point_to_cannot_be_removed(self, store: Store) -> None:
        put(store, ANA, BEN)
        with pytest.raises(BrokenLink), store.writing("test", "x", now=LATER) as record:
            record.remove(Person, ANA.id)

    def test_an_action_that_changes_nothing_is_not_history(self, store: Store) -> None:
        put(store, ANA)
        with store.writing("test", "Idle", now=LATER) as record:
            record.add(ANA)
            record.replace(ANA)
            record.add(HARBOR)
            record.remove(Institution, HARBOR.id)
        with store.reading() as record:
            assert [each.says for each in record.history()] == ["Added"]
            assert record.revision() == 1

    def test_an_action_may_say_later_what_it_did(self, store: Store) -> None:
        with store.writing("people.import", "Imported", now=NOW) as record:
            record.add(ANA)
            record.says("Imported 1 person")
        with store.reading() as record:
            (entry,) = record.history()
        assert (entry.action, entry.says, entry.at, entry.rows) == (
            "people.import",
            "Imported 1 person",
            NOW,
            1,
        )
        assert (entry.undoes, entry.undone_by, entry.is_before_migration) == (None, None, False)

    def test_history_is_told_newest_first_and_in_pages(self, store: Store) -> None:
        for each in (ANA, BEN, HARBOR):
            put(store, each, says=each.name)
        with store.reading() as record:
            assert [each.says for each in record.history()] == [HARBOR.name, BEN.name, ANA.name]
            assert [each.says for each in record.history(limit=1, offset=1)] == [BEN.name]

    def test_the_revision_grows_with_every_action(self, store: Store) -> None:
        seen = [_revision(store)]
        for each in (ANA, BEN, HARBOR):
            put(store, each)
            seen.append(_revision(store))
        assert seen == sorted(set(seen))

    def test_a_look_stays_the_same_while_others_write(self, store: Store) -> None:
        put(store, ANA)
        with store.reading() as record:
            before = record.all(Person)
            with ThreadPoolExecutor() as pool:
                pool.submit(put, store, BEN).result()
            assert record.all(Person) == before
        with store.reading() as record:
            assert len(record.all(Person)) == 2

    def test_an_action_sees_what_it_has_written(self, store: Store) -> None:
        with store.writing("test", "x", now=NOW) as record:
            record.add(ANA)
            assert record.find(Person, ANA.id) == ANA
            assert [each.id for each in record.match_names("novak")] == [ANA.id]
            assert [each.id for each in record.digests()] == [ANA.id]

    def test_ids_sort_in_the_order_of_their_making(self, store: Store) -> None:
        with store.writing("test", "x", now=NOW) as record:
            made = [record.new_id() for _ in range(10_000)]
        assert made == sorted(set(made))

    def test_a_broken_character_is_refused_with_a_message(self, store: Store) -> None:
        with pytest.raises(UnwritableText, match="broken character"):
            put(store, replace(ANA, name="Ana \ud83d"))

    def test_a_number_beyond_all_measure_is_refused(self, store: Store) -> None:
        with pytest.raises(RefusedValue):
            put(store, replace(held_row(), line=2**70))

    def test_a_snooze_may_belong_to_nobody(self, store: Store) -> None:
        snooze = Snooze(id=SnoozeId("s"), until=date(2026, 12, 1), why="travel", made_at=NOW)
        put(store, snooze)
        with store.reading() as record:
            assert record.all(Snooze, person=None, step=None) == (snooze,)

    def test_instants_are_told_in_utc_whatever_zone_they_came_in(self, store: Store) -> None:
        elsewhere = datetime.fromisoformat("2026-11-23T10:30:00.123-05:00")
        put(store, replace(ANA, standing_since=elsewhere))
        with store.reading() as record:
            found = record.get(Person, ANA.id).standing_since
        assert found is not None
        assert (found, found.tzinfo) == (elsewhere, UTC)


class TestSqliteStore(StoreContract):
    """One file."""


@given(st.one_of([values(kind) for kind in STANDALONE]))
def test_whatever_a_field_may_hold_comes_back_from_the_disk(value: Any) -> None:  # noqa: ANN401 - of every kind
    with new_store() as store:
        put(store, value)
        with store.reading() as record:
            assert record.get(type(value), value.id) == value


def test_a_sqlite_store_is_a_store(store: SqliteStore) -> None:
    as_actions_see_it: Store = store  # the type checker is the test: every method has the asked-for shape
    assert as_actions_see_it.backups() == ()


def held_row() -> HeldRow:
    """Return a row that an import left."""
    return HeldRow(id=HeldRowId("h"), source="s", line=1, reason="r", fields=(), candidates=(), at=NOW)


def _state(store: Store) -> tuple[object, ...]:
    with store.reading() as record:
        return record.dump(), record.history(), record.revision()


def _revision(store: Store) -> int:
    with store.reading() as record:
        return record.revision()


def _fail_half_way(store: Store) -> None:
    with store.writing("test", "Broken", now=LATER) as record:
        record.add(BEN)
        record.replace(replace(ANA, name="Someone else"))
        _ = 1 / 0
