"""Safety copies beside the file: made, checked, thinned out, and brought back."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from hallway.actions.ports import BackupFile
from hallway.domain.ids import make_id
from hallway.domain.times import to_milliseconds
from hallway.storage import sqlite
from hallway.storage.errors import (
    DamagedFile,
    FileInUse,
    FileLocked,
    ForeignDatabase,
    NewerFile,
    NoFile,
    NotADatabase,
    translating,
)
from hallway.storage.schema import VERSION

KEPT = 10
"""How many copies of each sort are kept."""

DAY = timedelta(hours=24)
_STAMP = "%Y%m%dT%H%M%SZ"


class Sort(StrEnum):
    """Why a copy was made, as its file name ends."""

    MANUAL = ""
    AUTOMATIC = "-auto"
    MIGRATION = "-migration"


def find_backups(path: Path) -> tuple[BackupFile, ...]:
    """Return the copies of the file at `path`, newest first."""
    return tuple(backup for _, backup in _listed(path))


def make_backup(driver: sqlite3.Connection, path: Path, *, now: datetime, sort: Sort) -> BackupFile:
    """Copy the open database, check the copy, and let the oldest of its sort go.

    Raises:
        DamagedFile: the copy does not pass SQLite's check, so the file itself is damaged; no copy is kept.
    """
    with translating(path):
        folder = path.parent / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        made = now.astimezone(UTC).replace(microsecond=0)
        while (target := folder / f"{path.stem}-{made.strftime(_STAMP)}{sort.value}.db").exists():
            made += timedelta(seconds=1)  # two copies within a second: the name must stay unique and readable
        _copy(driver, target, path)
        _thin_out(path)
        return BackupFile(target, made, target.stat().st_size, sort is not Sort.MANUAL)


def make_automatic_backup(driver: sqlite3.Connection, path: Path, *, now: datetime) -> BackupFile | None:
    """Make a copy unless there is one of the last day, or nothing was done since the newest."""
    with translating(path):
        newest = next(iter(find_backups(path)), None)
        revision = _revision(driver)
        if newest is None:
            is_due = revision > 0
        else:
            is_due = now - newest.made >= DAY and revision != _revision_of(Path(newest.path))
    return make_backup(driver, path, now=now, sort=Sort.AUTOMATIC) if is_due else None


def restore(backup: Path, path: Path, *, now: datetime) -> BackupFile | None:
    """Put a copy in the place of the file at `path`, and return the copy kept of what was there.

    Raises:
        FileInUse: some program has the file open.
        NotADatabase, ForeignDatabase, DamagedFile, NewerFile: the copy cannot be used; nothing was changed.
    """
    _check(backup)
    fresh = path.with_name(f"{path.name}.restoring")
    with translating(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
    try:
        # Before the present file is kept: the oldest copy goes then, and it may be the one to bring back.
        with translating(path), closing(sqlite3.connect(backup)) as source:
            faults = sqlite.copy(source, fresh)
        if faults:
            raise DamagedFile(backup)
        kept = _keep_present(path, now) if path.exists() else None
        with translating(path):
            _remember_restoring(fresh, backup, 0 if kept is None else _revision_of(Path(kept.path)), now)
            _exchange(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _exchange(fresh: Path, path: Path) -> None:
    _flush(fresh)
    for rest in ("-wal", "-shm"):  # a log of the old file would be played into the new one
        path.with_name(path.name + rest).unlink(missing_ok=True)
    fresh.replace(path)
    _flush(path.parent)


def _listed(path: Path) -> list[tuple[Sort, BackupFile]]:
    shape = re.compile(rf"{re.escape(path.stem)}-(\d{{8}}T\d{{6}}Z)(-auto|-migration|)\.db")
    found: list[tuple[Sort, BackupFile]] = []
    for each in (path.parent / "backups").glob("*.db"):
        if fits := shape.fullmatch(each.name):
            made = datetime.strptime(fits[1], _STAMP).replace(tzinfo=UTC)
            sort = Sort(fits[2])
            found.append((sort, BackupFile(each, made, each.stat().st_size, sort is not Sort.MANUAL)))
    return sorted(found, key=lambda pair: (pair[1].made, pair[1].path), reverse=True)


def _copy(driver: sqlite3.Connection, target: Path, path: Path) -> None:
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    try:
        if sqlite.copy(driver, unfinished):
            raise DamagedFile(path)
        _flush(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _thin_out(path: Path) -> None:
    copies = _listed(path)
    for sort in Sort:
        for _, old in [each for each in copies if each[0] is sort][KEPT:]:
            Path(old.path).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Make sure that a file, or the names in a folder, have reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(backup: Path) -> None:
    with translating(backup):
        if not backup.is_file():
            raise NoFile(backup)
    with (
        translating(backup),
        closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as driver,
    ):
        if sqlite.read_number(driver, "application_id") != sqlite.APPLICATION_ID:
            raise ForeignDatabase(backup)
        if sqlite.read_number(driver, "user_version") > VERSION:
            raise NewerFile(backup)
        if sqlite.find_faults(driver):
            raise DamagedFile(backup)


def _keep_present(path: Path, now: datetime) -> BackupFile | None:
    """Copy what is there now and leave it without a log; a file that cannot be read is kept as it is."""
    try:
        with translating(path), closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as driver:
            is_ours = sqlite.read_number(driver, "application_id") == sqlite.APPLICATION_ID
            if not is_ours and not sqlite.is_empty(driver):
                raise ForeignDatabase(path)
            driver.execute("PRAGMA journal_mode=DELETE").fetchone()  # works only while nobody else is there
            return make_backup(driver, path, now=now, sort=Sort.MANUAL)
    except FileLocked as cause:
        raise FileInUse(path) from cause
    except (NotADatabase, DamagedFile):
        with translating(path):
            _keep_damaged(path, now)
        return None


def _keep_damaged(path: Path, now: datetime) -> None:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    for each in (path, path.with_name(f"{path.name}-wal")):
        if each.exists():
            name = f"{path.stem}-{now.astimezone(UTC).strftime(_STAMP)}-damaged{each.suffix}"
            shutil.copy2(each, folder / name)


def _revision(driver: sqlite3.Connection) -> int:
    (number,) = driver.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()
    return int(number)


def _revision_of(backup: Path) -> int:
    """Return how far the record of a copy goes; -1 when the copy cannot be read any more."""
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as driver:
            return _revision(driver)
    except sqlite3.Error:
        return -1


def _remember_restoring(fresh: Path, backup: Path, least: int, now: datetime) -> None:
    """Let history say where the record comes from, under a number that no earlier state of the file had."""
    with closing(sqlite3.connect(fresh, isolation_level=None)) as driver:
        if sqlite.read_number(driver, "user_version") == VERSION:
            driver.execute(
                "INSERT INTO entry (id, number, action, says, at, schema, rows, sealed)"
                " VALUES (?, ?, 'backup.restore', ?, ?, ?, 0, ?)",
                (
                    make_id(now, os.urandom(10)),
                    max(_revision(driver), least) + 1,
                    f"Brought back the safety copy {backup.name}",
                    to_milliseconds(now),
                    VERSION,
                    "bring back the copy that was made just before it.",
                ),
            )
