"""What `hallway doctor` looks at: each check says how it is, and what to do when it is not well."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hallway.storage import sqlite
from hallway.storage.backups import find_backups
from hallway.storage.errors import (
    ForeignDatabase,
    NewerFile,
    NoFile,
    PathIsFolder,
    StorageError,
    translating,
)
from hallway.storage.schema import VERSION

_OLDEST_SQLITE = (3, 35, 0)
_MEGABYTE = 1024 * 1024
_LEAST_FREE = 100 * _MEGABYTE
_LARGE_LOG = 64 * _MEGABYTE
_OLD_BACKUP = timedelta(days=7)
_ZONES = ("UTC", "America/New_York", "America/Los_Angeles", "Europe/London", "Asia/Kolkata")


class Check(NamedTuple):
    """One thing that was looked at; `remedy` is what to do when it is not fine."""

    name: str
    is_fine: bool
    says: str
    remedy: str = ""


def examine(path: Path, *, now: datetime) -> tuple[Check, ...]:
    """Look at the file at `path` and what it needs, without changing anything."""
    return (*_examine_file(path), *_examine_folder(path, now), _check_zones(), _check_sqlite())


def _examine_file(path: Path) -> Iterator[Check]:
    try:
        with translating(path):
            if path.is_dir():
                raise PathIsFolder(path)
            if not path.exists():
                raise NoFile(path)
        with translating(path), closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as driver:
            yield _check_version(driver, path)
            yield _check_integrity(driver)
            yield _check_links(driver)
        with translating(path):
            sqlite.require_writable(path)
            yield _check_mode(path)
            yield _check_log(path)
    except StorageError as error:
        yield Check("file", is_fine=False, says=error.problem, remedy=error.advice)
    else:
        yield Check("file", is_fine=True, says=f"{path} can be read and written.")


def _examine_folder(path: Path, now: datetime) -> Iterator[Check]:
    try:
        with translating(path.parent):
            if path.parent.is_dir():
                yield _check_space(path)
                yield _check_backups(path, now)
    except StorageError as error:
        yield Check("folder", is_fine=False, says=error.problem, remedy=error.advice)


def _check_sqlite() -> Check:
    return Check(
        "sqlite",
        sqlite3.sqlite_version_info >= _OLDEST_SQLITE,
        f"SQLite {sqlite3.sqlite_version}.",
        f"Install a Python that brings SQLite {'.'.join(map(str, _OLDEST_SQLITE))} or newer.",
    )


def _check_version(driver: sqlite3.Connection, path: Path) -> Check:
    version = sqlite.read_number(driver, "user_version")
    if sqlite.read_number(driver, "application_id") != sqlite.APPLICATION_ID:
        raise ForeignDatabase(path)
    if version > VERSION:
        raise NewerFile(path)
    return Check(
        "schema",
        version == VERSION,
        f"The file has structure {version}; this Hallway writes {VERSION}.",
        "Open the file once: it is copied and then brought up to date.",
    )


def _check_integrity(driver: sqlite3.Connection) -> Check:
    faults = sqlite.find_faults(driver)
    return Check(
        "integrity",
        not faults,
        f"The database is damaged: {'; '.join(faults)}" if faults else "The database is whole.",
        "Bring back the newest good safety copy: hallway restore FILE.",
    )


def _check_links(driver: sqlite3.Connection) -> Check:
    broken = sqlite.find_broken_links(driver)
    return Check(
        "links",
        not broken,
        f"{len(broken)} rows point to something that is not there: {', '.join(sorted(set(broken)))}"
        if broken
        else "Every row points to something that is there.",
        "Bring back a safety copy: hallway restore FILE.",
    )


def _check_mode(path: Path) -> Check:
    mode = stat.S_IMODE(path.stat().st_mode)
    return Check(
        "privacy",
        not mode & (stat.S_IRWXG | stat.S_IRWXO),
        f"The file's mode is {mode:04o}.",
        f"Other users of this machine can read it. Run: chmod 600 {path}",
    )


def _check_log(path: Path) -> Check:
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    return Check(
        "log",
        size <= _LARGE_LOG,
        f"The write-ahead log holds {size // _MEGABYTE} MB.",
        "Close Hallway everywhere and open it again: the log is then written into the file.",
    )


def _check_space(path: Path) -> Check:
    size = path.stat().st_size if path.is_file() else 0
    free = shutil.disk_usage(path.parent).free
    return Check(
        "space",
        free >= max(_LEAST_FREE, 3 * size),
        f"{free // _MEGABYTE:,} MB are free.",
        "Free some disk space: a safety copy needs as much room as the file itself.",
    )


def _check_backups(path: Path, now: datetime) -> Check:
    newest = next(iter(find_backups(path)), None)
    if newest is None:
        return Check(
            "backup", is_fine=False, says="There is no safety copy yet.", remedy="Make one: hallway backup."
        )
    days = (now - newest.made).days
    return Check(
        "backup",
        now - newest.made <= _OLD_BACKUP,
        f"The newest safety copy is {days} {'day' if days == 1 else 'days'} old.",
        "Make one: hallway backup.",
    )


def _check_zones() -> Check:
    try:
        for name in _ZONES:
            ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as cause:
        return Check(
            "zones",
            is_fine=False,
            says=f"Time zones are missing ({cause}).",
            remedy="Install the Python package tzdata.",
        )
    return Check("zones", is_fine=True, says="Time zones are known.")
