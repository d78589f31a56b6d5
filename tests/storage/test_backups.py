"""Safety copies are whole, private, few, and can be brought back."""

import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hallway.domain.ids import PersonId
from hallway.domain.people import Person
from hallway.storage.backups import restore
from hallway.storage.errors import (
    CannotUndo,
    DamagedFile,
    FileInUse,
    ForeignDatabase,
    NewerFile,
    NoFile,
    NoPlace,
    NotADatabase,
)
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NOW, FixedClock
from tests.storage.files import ANA, BEN, put

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def people_in(path: Path) -> set[str]:
    """Return who is in a file."""
    with open_store(path, clock_now=FixedClock().now) as store, store.reading() as record:
        return {each.id for each in record.all(Person)}


def backed_up(store: SqliteStore) -> Path:
    """Make a copy and return where it is."""
    made = store.back_up(now=NOW)
    assert made is not None
    return Path(made.path)


class TestMaking:
    """Copies beside the file."""

    def test_a_copy_holds_the_record_in_one_private_file(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        made = store.back_up(now=NOW)
        assert made is not None
        copy = path.parent / "backups" / "hallway-20261123T153000Z.db"
        assert (made.path, made.made, made.size, made.is_automatic) == (copy, NOW, copy.stat().st_size, False)
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert [each.name for each in copy.parent.iterdir()] == [copy.name]
        assert people_in(copy) == {"ana"}

    def test_two_copies_within_a_second_have_two_names(self, store: SqliteStore) -> None:
        assert len({store.back_up(now=NOW), store.back_up(now=NOW)}) == 2
        assert [each.made for each in store.backups()] == [NOW + timedelta(seconds=1), NOW]

    def test_the_last_ten_of_each_sort_are_kept_newest_first(self, store: SqliteStore) -> None:
        for day in range(0, 24, 2):
            put(store, _person(day))
            store.back_up(now=NOW + day * DAY, is_automatic=True)
            store.back_up(now=NOW + day * DAY + HOUR)
        copies = [(each.made, each.is_automatic) for each in store.backups()]
        last_ten = range(22, 2, -2)
        assert copies == [
            copy for day in last_ten for copy in ((NOW + day * DAY + HOUR, False), (NOW + day * DAY, True))
        ]

    def test_an_automatic_copy_is_made_once_a_day_and_after_a_change(self, store: SqliteStore) -> None:
        assert store.back_up(now=NOW, is_automatic=True) is None
        put(store, ANA)
        first = store.back_up(now=NOW, is_automatic=True)
        assert first is not None
        assert first.is_automatic
        assert store.back_up(now=NOW + 2 * DAY, is_automatic=True) is None
        put(store, BEN)
        assert store.back_up(now=NOW + 23 * HOUR, is_automatic=True) is None
        assert store.back_up(now=NOW + 24 * HOUR, is_automatic=True) is not None

    def test_a_copy_that_cannot_be_read_any_more_does_not_count_as_fresh(self, store: SqliteStore) -> None:
        put(store, ANA)
        backed_up(store).write_text("nothing of value")
        assert store.back_up(now=NOW + DAY, is_automatic=True) is not None

    def test_other_files_in_the_folder_are_not_copies(self, store: SqliteStore, path: Path) -> None:
        store.back_up(now=NOW)
        for name in ("hallway.db", "other-20261123T153000Z.db", "hallway-20261123.db", "notes.txt"):
            (path.parent / "backups" / name).touch()
        assert len(store.backups()) == 1

    def test_no_copy_is_kept_of_a_damaged_file(self, path: Path) -> None:
        with open_store(path, clock_now=FixedClock().now) as store:
            put(store, *map(_person, range(400)))
        _write(path, path.stat().st_size - 60_000, b"\xff" * 50_000)
        with open_store(path, clock_now=FixedClock().now) as store:
            with pytest.raises(DamagedFile):
                store.back_up(now=NOW)
            assert store.backups() == ()
            assert list((path.parent / "backups").iterdir()) == []

    def test_a_folder_that_takes_no_copies_is_told(self, store: SqliteStore, path: Path) -> None:
        (path.parent / "backups").touch()
        with pytest.raises(NoPlace):
            store.back_up(now=NOW)


class TestRestoring:
    """A copy in the place of the file."""

    def test_a_copy_comes_back_and_the_present_file_is_kept(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        put(store, BEN)
        store.close()
        kept = restore(copy, path, now=NOW + HOUR)
        assert people_in(path) == {"ana"}
        assert kept is not None
        assert people_in(Path(kept.path)) == {"ana", "ben"}
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_history_tells_of_it_and_the_revision_goes_on(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        for each in range(5):
            put(store, _person(each))
        store.close()
        restore(copy, path, now=NOW + HOUR)
        with open_store(path, clock_now=FixedClock().now) as again:
            with again.reading() as record:
                assert record.revision() == 7
                assert record.history()[0].says == "Brought back the safety copy hallway-20261123T153000Z.db"
            with pytest.raises(CannotUndo, match="bring back the copy that was made just before"):
                again.undo(None, now=NOW)

    def test_the_oldest_copy_can_be_brought_back_though_it_makes_room_for_a_new_one(
        self, store: SqliteStore, path: Path
    ) -> None:
        put(store, ANA)
        oldest = backed_up(store)
        put(store, BEN)
        for day in range(1, 10):
            store.back_up(now=NOW + day * DAY)
        store.close()
        restore(oldest, path, now=NOW + 10 * DAY)
        assert people_in(path) == {"ana"}
        assert sorted(each.name for each in path.parent.iterdir()) == ["backups", "hallway.db"]

    def test_a_missing_file_is_made_from_a_copy(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        store.close()
        path.unlink()
        assert restore(copy, path, now=NOW) is None
        assert people_in(path) == {"ana"}

    def test_a_damaged_file_is_replaced_and_kept_as_it_is(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        store.close()
        path.write_bytes(b"nothing of value")
        assert restore(copy, path, now=NOW) is None
        assert people_in(path) == {"ana"}
        kept = path.parent / "backups" / "hallway-20261123T153000Z-damaged.db"
        assert kept.read_bytes() == b"nothing of value"

    def test_a_log_left_by_a_crash_does_not_play_into_the_copy(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        put(store, BEN)
        crashed = {each: each.read_bytes() for each in path.parent.glob("hallway.db*")}
        store.close()
        for each, content in crashed.items():
            each.write_bytes(content)
        kept = restore(copy, path, now=NOW)
        assert people_in(path) == {"ana"}
        assert kept is not None
        assert people_in(Path(kept.path)) == {"ana", "ben"}

    def test_a_file_in_use_is_not_exchanged(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        put(store, BEN)
        with pytest.raises(FileInUse, match="Close Hallway everywhere"):
            restore(copy, path, now=NOW)
        with store.reading() as record:
            assert len(record.all(Person)) == 2

    def test_a_file_in_use_by_another_program_is_not_exchanged(self, store: SqliteStore, path: Path) -> None:
        put(store, ANA)
        copy = backed_up(store)
        store.close()
        program = textwrap.dedent(f"""
            import sqlite3
            held = sqlite3.connect({str(path)!r})
            held.execute("PRAGMA application_id").fetchone()
            print("open", flush=True)
            input()
        """)
        with subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "open\n"
            with pytest.raises(FileInUse):
                restore(copy, path, now=NOW)
            other.communicate("\n")
        assert restore(copy, path, now=NOW) is not None

    def test_what_is_no_good_copy_changes_nothing(
        self, store: SqliteStore, path: Path, tmp_path: Path
    ) -> None:
        put(store, *map(_person, range(400)))
        copy = backed_up(store)
        store.close()
        before = path.read_bytes()
        for spoil, error in (
            (lambda file: file.write_text("a diary"), NotADatabase),
            (lambda file: _write(file, 20_000, b"\xff" * 60_000), DamagedFile),
            (lambda file: _execute(file, "PRAGMA user_version = 99"), NewerFile),
            (lambda file: _execute(file, "PRAGMA application_id = 1"), ForeignDatabase),
            (Path.unlink, NoFile),
        ):
            spoiled = tmp_path / "spoiled.db"
            spoiled.write_bytes(copy.read_bytes())
            spoil(spoiled)
            with pytest.raises(error):
                restore(spoiled, path, now=NOW)
            assert path.read_bytes() == before

    def test_the_database_of_another_program_is_not_replaced(
        self, store: SqliteStore, tmp_path: Path
    ) -> None:
        copy = backed_up(store)
        other = tmp_path / "cookies.db"
        _execute(other, "CREATE TABLE cookies (name TEXT)")
        with pytest.raises(ForeignDatabase):
            restore(copy, other, now=NOW)


def _person(number: int) -> Person:
    return replace(ANA, id=PersonId(f"p{number}"), notes="x" * 400)


def _write(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def _execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as driver:
        driver.execute(statement)


class TestKeeping:
    """The first action of a process keeps a copy of what was there before, at most once in a day."""

    def test_the_first_action_of_a_day_keeps_a_copy_and_the_next_ones_do_not(self, tmp_path: Path) -> None:
        path, clock, found = tmp_path / "hallway.db", FixedClock(), []
        for hours in (0, 1, 1, 30):
            clock.wait(hours=hours)
            with open_store(path, clock_now=clock.now) as store:
                with store.writing("person.add", "Added somebody", now=clock.now()) as record:
                    record.add(replace(ANA, id=PersonId(record.new_id())))
                found.append(len(store.backups()))
        assert found == [0, 1, 1, 2]
