"""Opening a file works, or says in one message what is wrong, where, and what to do."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hallway.domain.ids import PersonId
from hallway.domain.people import Person
from hallway.storage import sqlite
from hallway.storage.errors import (
    DamagedFile,
    DiskFull,
    FileLocked,
    FileMoved,
    ForeignDatabase,
    NewerFile,
    NoPermission,
    NoPlace,
    NotADatabase,
    PathIsFolder,
    ReadOnlyFile,
    StorageError,
)
from hallway.storage.store import SqliteStore, open_store
from hallway.storage.writing import RecordWriting
from tests.cast import NOW, FixedClock
from tests.storage.files import ANA, BEN, as_somebody_without_rights, put


def opened(path: Path, *, busy_seconds: float = 5.0) -> SqliteStore:
    """Open a file with a clock that stands still."""
    return open_store(path, clock_now=FixedClock().now, busy_seconds=busy_seconds)


class TestNewFiles:
    """A missing file is made."""

    def test_a_new_file_and_its_folder_are_for_their_owner_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "deep" / "hallway.db"
        with opened(path) as store:
            put(store, ANA)
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
        assert modes == dict.fromkeys(("hallway.db", "hallway.db-wal", "hallway.db-shm"), 0o600)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_a_closed_store_is_one_file(self, path: Path) -> None:
        with opened(path) as store:
            put(store, ANA)
        assert [each.name for each in path.parent.iterdir()] == ["hallway.db"]

    def test_an_empty_file_becomes_a_record(self, path: Path) -> None:
        path.touch()
        with opened(path) as store:
            put(store, ANA)

    def test_what_was_written_is_there_again(self, path: Path) -> None:
        with opened(path) as store:
            put(store, ANA)
        with opened(path) as store, store.reading() as record:
            assert record.all(Person) == (ANA,)

    def test_odd_names_of_files_are_fine(self, tmp_path: Path) -> None:
        path = tmp_path / "Zoë's file #1 ?mode=ro&x=%20.db"
        with opened(path) as store:
            put(store, ANA)
        assert path.exists()

    def test_two_stores_on_one_file_see_each_other(self, path: Path) -> None:
        with opened(path) as one, opened(path) as other:
            put(one, ANA)
            put(other, BEN)
            with one.reading() as record:
                assert len(record.all(Person)) == 2


class TestWrongFiles:
    """What is not a usable record is left as it is."""

    def test_a_folder_is_not_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(PathIsFolder, match=f"is a folder, not a file.*--file {tmp_path}/hallway.db"):
            opened(tmp_path)

    def test_a_file_cannot_lie_inside_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(NoPlace, match="a part of the way is a file"):
            opened(tmp_path / "file" / "hallway.db")

    def test_a_name_can_be_too_long(self, tmp_path: Path) -> None:
        with pytest.raises(NoPlace, match="too long"):
            opened(tmp_path / ("x" * 300))

    @pytest.mark.parametrize("size", [30, 5_000])
    def test_a_text_is_not_a_database(self, path: Path, size: int) -> None:
        path.write_text("Dear diary\n" * size)
        before = path.read_bytes()
        with pytest.raises(NotADatabase, match=r"is not a Hallway file.*safety copy"):
            opened(path)
        assert path.read_bytes() == before

    def test_a_damaged_header_is_told(self, path: Path) -> None:
        opened(path).close()
        _overwrite(path, 0, b"x" * 100)
        with pytest.raises(NotADatabase, match="first bytes were overwritten"):
            opened(path)

    def test_damaged_pages_are_told_when_they_are_read(self, path: Path) -> None:
        with opened(path) as store:
            put(store, *(_numbered(each) for each in range(500)))
        _overwrite(path, 8192, os.urandom(path.stat().st_size - 16_384))
        with pytest.raises(DamagedFile, match=r"is damaged.*safety copy"):
            _read_everything(path)

    def test_half_a_file_is_damaged(self, path: Path) -> None:
        with opened(path) as store:
            put(store, *(_numbered(each) for each in range(500)))
        os.truncate(path, path.stat().st_size // 2 + 1000)
        with pytest.raises(DamagedFile):
            _read_everything(path)

    def test_the_database_of_another_program_is_left_alone(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE cookies (name TEXT)")
        before = path.read_bytes()
        with pytest.raises(ForeignDatabase, match="one of another program"):
            opened(path)
        assert path.read_bytes() == before

    def test_a_newer_file_is_refused(self, path: Path) -> None:
        opened(path).close()
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 99")
        with pytest.raises(NewerFile, match=r"written by a newer Hallway.*Update"):
            opened(path)


class TestRights:
    """What the user may not do."""

    def test_a_read_only_file_is_told(self, folder: Path) -> None:
        with as_somebody_without_rights():
            path = folder / "hallway.db"
            opened(path).close()
            path.chmod(0o400)
            with pytest.raises(ReadOnlyFile, match="cannot be written: the file, its folder or its disk"):
                opened(path)

    def test_a_read_only_folder_is_told(self, folder: Path) -> None:
        with as_somebody_without_rights():
            opened(folder / "hallway.db").close()
            folder.chmod(0o500)
            with pytest.raises(ReadOnlyFile):
                opened(folder / "hallway.db")

    def test_a_folder_that_takes_no_new_files_is_told(self, folder: Path) -> None:
        with as_somebody_without_rights():
            folder.chmod(0o500)
            with pytest.raises(NoPermission, match="may not enter the folder"):
                opened(folder / "hallway.db")

    def test_a_closed_folder_is_told(self, folder: Path) -> None:
        with as_somebody_without_rights():
            opened(folder / "hallway.db").close()
            folder.chmod(0o000)
            with pytest.raises(NoPermission):
                opened(folder / "hallway.db")

    def test_a_closed_file_is_told(self, folder: Path) -> None:
        with as_somebody_without_rights():
            path = folder / "hallway.db"
            opened(path).close()
            path.chmod(0o200)
            with pytest.raises(NoPermission):
                opened(path)


class TestTroubleWhileWorking:
    """A fault in the middle of an action leaves the record as it was before."""

    def test_a_full_disk_loses_nothing_that_was_there(self, path: Path) -> None:
        with opened(path) as store:
            put(store, ANA)
            _let_it_grow_no_more(store)
            with pytest.raises(DiskFull, match=r"no room left.*Free some disk space"):
                put(store, *(_numbered(each) for each in range(3_000)))
            with store.reading() as record:
                assert (record.all(Person), len(record.history())) == ((ANA,), 1)

    @pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk"
    )
    def test_a_truly_full_disk_loses_nothing_either(self, tmp_path: Path) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", tmp_path], check=True)
        try:
            with opened(tmp_path / "hallway.db") as store:
                put(store, ANA)
                with pytest.raises(DiskFull):
                    put(store, *(_numbered(each) for each in range(5_000)))
                with store.reading() as record:
                    assert record.all(Person) == (ANA,)
                put(store, BEN)
        finally:
            subprocess.run(["umount", tmp_path], check=True)

    def test_a_locked_file_is_told_after_a_while(self, path: Path) -> None:
        with opened(path, busy_seconds=0.1) as store, closing(_connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(FileLocked, match=r"Another program is writing.*try again"):
                put(store, ANA)
            with store.reading() as record:
                assert record.all(Person) == ()
            other.execute("COMMIT")
            put(store, ANA)

    def test_a_file_locked_for_reading_is_told_when_opened(self, path: Path) -> None:
        opened(path).close()
        with closing(_connect(path)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(FileLocked):
                opened(path, busy_seconds=0.1)

    def test_a_file_that_was_deleted_meanwhile_is_told(self, path: Path) -> None:
        with opened(path) as store:
            put(store, ANA)
            path.unlink()
            with pytest.raises(FileMoved, match=r"moved, replaced or deleted.*Start Hallway again"):
                put(store, BEN)

    def test_a_file_that_was_replaced_meanwhile_is_told(self, path: Path) -> None:
        with opened(path) as store:
            put(store, ANA)
            shutil.copy(path, path.with_suffix(".copy"))
            path.with_suffix(".copy").replace(path)
            with pytest.raises(FileMoved), store.reading() as record:
                record.revision()

    def test_every_message_says_where_and_what_to_do(self, path: Path) -> None:
        kinds = StorageError.__subclasses__()
        assert len(kinds) > 15
        for kind in kinds:
            told = str(kind(path))
            assert str(path) in told
            assert kind.remedy.format(path=path) in told
            assert "{" not in told


def _numbered(number: int) -> Person:
    return replace(ANA, id=PersonId(f"p{number}"), notes="x" * 500)


def _overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def _read_everything(path: Path) -> None:
    with opened(path) as store, store.reading() as record:
        record.dump()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _let_it_grow_no_more(store: SqliteStore) -> None:
    """Make the one connection of the store meet a limit, as on a full disk."""
    with store.writing("test", "nothing", now=NOW) as record:
        assert isinstance(record, RecordWriting)
        driver = sqlite.driver_of(record._connection)  # noqa: SLF001 - the limit belongs to a connection
        driver.execute(f"PRAGMA max_page_count = {sqlite.read_number(driver, 'page_count') + 20}").fetchone()
