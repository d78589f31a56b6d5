"""The file: opened and checked, read and written in transactions."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from hallway.actions.ports import BackupFile, HistoryEntry, Reading, Writing
from hallway.domain.ids import EntryId, PersonId
from hallway.domain.json_values import JsonValue
from hallway.storage import archives, backups, history, purges, sqlite
from hallway.storage.columns import METADATA
from hallway.storage.connections import ConnectionMemory
from hallway.storage.digest_memory import DigestMemory
from hallway.storage.errors import (
    BrokenLink,
    CannotUndo,
    FileMoved,
    ForeignDatabase,
    NewerFile,
    PathIsFolder,
    StorageError,
    translating,
)
from hallway.storage.fresh_ids import IdMaker
from hallway.storage.ledgers import Heading, Ledger
from hallway.storage.lineages import OURS, Lineage
from hallway.storage.reading import RecordReading
from hallway.storage.schema import VERSION
from hallway.storage.sent_messages import GoneMemory
from hallway.storage.writing import RecordWriting


class SqliteStore:
    """Implements `ports.Store` on one SQLite file."""

    def __init__(self, path: Path, engine: Engine, new_id: Callable[[], str], *, schema: int) -> None:
        self.path = path
        self._engine = engine
        self._writer = sqlite.writer(engine)
        self._new_id = new_id
        self._schema = schema
        self._memory = DigestMemory()
        self._gone = GoneMemory()
        self._ties = ConnectionMemory()
        self._identity = _identity(path)
        self._has_looked = False  # whether an automatic copy is due

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Open a consistent look."""
        self._require_same_file()
        with self._engine.begin() as connection:
            yield RecordReading(
                connection, schema=self._schema, memory=self._memory, gone=self._gone, ties=self._ties
            )

    @contextmanager
    def writing(self, action: str, says: str, *, now: datetime) -> Iterator[Writing]:
        """Open one action; leaving by an exception undoes everything.

        The first action of a process looks whether the day's automatic safety copy is due.
        """
        self._keep_copy(now)
        with self._begin() as connection:
            writing = RecordWriting(connection, schema=self._schema, says=says, now=now, new_id=self._new_id)
            yield writing
            writing.ledger.close(self._heading(action, writing.last_words, now))

    def undo(self, entry: EntryId | None, *, now: datetime) -> HistoryEntry:
        """Undo one entry, or the latest action; raise CannotUndo with the reason."""
        try:
            with self._begin() as connection:
                return history.undo(connection, entry, now=now, schema=self._schema, new_id=self._new_id)
        except BrokenLink as cause:
            raise CannotUndo("it would bring back a link to something that is gone for good.") from cause

    def load(
        self, tables: Mapping[str, Sequence[Mapping[str, JsonValue]]], *, says: str, now: datetime
    ) -> int:
        """Add every row of an archive to an empty record in one action; return how many."""
        with self._begin() as connection:
            ledger = archives.load(connection, tables, path=self.path, now=now)
            return ledger.close(self._heading("archive.load", says, now))

    def purge(self, person: PersonId, *, now: datetime) -> int:
        """Remove a trashed person for good, scrub them from history, and return how many rows went."""
        with self._begin() as connection:
            gone = purges.purge(connection, person)
            heading = self._heading("person.purge", "Purged somebody", now, sealed=purges.SEALED)
            Ledger(connection).close(heading)
        with closing(self._engine.raw_connection()) as pooled, suppress(sqlite3.OperationalError):
            # The purge is done; only a disk too full to rewrite the file leaves traces in free pages.
            sqlite.compact(sqlite.driver_of(pooled))
        return gone

    def back_up(self, *, now: datetime, is_automatic: bool = False) -> BackupFile | None:
        """Write a checked safety copy; an automatic one at most once in a day, and only after a change."""
        with closing(self._engine.raw_connection()) as pooled:
            driver = sqlite.driver_of(pooled)
            if is_automatic:
                return backups.make_automatic_backup(driver, self.path, now=now)
            return backups.make_backup(driver, self.path, now=now, sort=backups.Sort.MANUAL)

    def backups(self) -> tuple[BackupFile, ...]:
        """Return the safety copies, newest first."""
        return backups.find_backups(self.path)

    def close(self) -> None:
        """Close every connection; the last one empties the log into the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _keep_copy(self, now: datetime) -> None:
        if self._has_looked:
            return
        self._has_looked = True
        with suppress(StorageError, sqlite3.Error):  # a copy that fails must not stop the work; doctor tells
            self.back_up(now=now, is_automatic=True)

    def _begin(self) -> AbstractContextManager[Connection]:
        self._require_same_file()
        return self._writer.begin()

    def _require_same_file(self) -> None:
        """Raise FileMoved when another file lies at our path: what we would write there would be lost."""
        with translating(self.path):
            if _identity(self.path) != self._identity:
                raise FileMoved(self.path)

    def _heading(self, action: str, says: str, now: datetime, *, sealed: str = "") -> Heading:
        made = EntryId(self._new_id())
        return Heading(id=made, action=action, says=says, at=now, schema=self._schema, sealed=sealed)


def open_store(
    path: Path,
    *,
    clock_now: Callable[[], datetime],
    random_bytes: Callable[[int], bytes] = os.urandom,
    busy_seconds: float = sqlite.BUSY_SECONDS,
    lineage: Lineage = OURS,
) -> SqliteStore:
    """Open the file at `path`; a missing one is created, readable and writable for its owner alone.

    Raises:
        StorageError: one of its kinds, each saying what is wrong, where, and what to do.
    """
    path = path.expanduser().absolute()
    with translating(path):
        if path.is_dir():
            raise PathIsFolder(path)
        _make_file(path)
        sqlite.require_writable(path)
        engine = sqlite.connect(path, busy_seconds=busy_seconds)
        try:
            _prepare(path, engine, lineage, clock_now)
        except BaseException:
            engine.dispose()
            raise
    return SqliteStore(path, engine, IdMaker(clock_now, random_bytes), schema=lineage.version)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return  # another process was faster: then it is its file that we open


def _prepare(path: Path, engine: Engine, lineage: Lineage, clock_now: Callable[[], datetime]) -> None:
    """Compare the file's version with ours; create or migrate what is behind."""
    with closing(engine.raw_connection()) as pooled:
        driver = sqlite.driver_of(pooled)
        version = sqlite.read_number(driver, "user_version")
        is_ours = sqlite.read_number(driver, "application_id") == sqlite.APPLICATION_ID
        is_new = not is_ours and sqlite.is_empty(driver)
        if is_ours or is_new:
            sqlite.use_log(driver)
    if is_new:
        _create(engine)
    elif not is_ours:
        raise ForeignDatabase(path)
    elif version > lineage.version:
        raise NewerFile(path)
    elif version < lineage.version:
        from hallway.storage.migrating import migrate  # noqa: PLC0415 - imports Alembic, which most starts never need

        migrate(path, engine, lineage=lineage, now=clock_now())


def _create(engine: Engine) -> None:
    with sqlite.writer(engine).begin() as connection:
        driver = sqlite.driver_of(connection)
        if sqlite.is_empty(driver):  # two programs may start at once; the second finds the work done
            METADATA.create_all(connection, checkfirst=False)
            sqlite.mark(driver, VERSION)
