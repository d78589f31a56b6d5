"""What can go wrong with the file, and the two tables that say so instead of a traceback."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hallway.domain.errors import HallwayError

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the plain one in their lowest byte."""


class StorageError(HallwayError):
    """The file cannot be used as it is; says what, where and what to do."""

    says = "The file {path} cannot be used."
    remedy = "Run `hallway doctor` to see what is wrong."

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = self.says.format(path=path)
        self.advice = self.remedy.format(path=path)
        super().__init__(f"{self.problem} {self.advice}")


class FileLocked(StorageError):
    """Another program held the file for longer than we wait."""

    says = "Another program is writing to {path} and did not finish in time."
    remedy = "Nothing was changed. Close the other program, or wait a moment, and try again."


class ReadOnlyFile(StorageError):
    """The file, its folder or its disk cannot be written."""

    says = "{path} cannot be written: the file, its folder or its disk is read-only for you."
    remedy = "Make both the file and its folder writable for your user, or choose another place with --file."


class NoPermission(StorageError):
    """The file or a folder on the way to it is closed to this user."""

    says = "{path} cannot be opened: your user may not enter the folder or may not read the file."
    remedy = "Give your user the right to read and write there, or choose another place with --file."


class PathIsFolder(StorageError):
    """A folder stands where the file should be."""

    says = "{path} is a folder, not a file."
    remedy = "Name a file inside of it, for example --file {path}/hallway.db."


class NoFile(StorageError):
    """There is no file yet."""

    says = "There is no file at {path}."
    remedy = "Run `hallway setup`, or name another with --file."


class NoPlace(StorageError):
    """There can be no file at this path."""

    says = "There can be no file at {path}: a part of the way is a file itself, or the name is too long."
    remedy = "Choose another place with --file."


class NotADatabase(StorageError):
    """The file holds something else than a database."""

    says = "{path} is not a Hallway file: it holds something else, or its first bytes were overwritten."
    remedy = "Choose the right file with --file, or bring back a safety copy: hallway restore FILE."


class ForeignDatabase(StorageError):
    """The file is a database of another program."""

    says = "{path} is a database, but one of another program."
    remedy = "Nothing was changed. Choose the right file with --file."


class DamagedFile(StorageError):
    """The database inside the file is broken."""

    says = "{path} is damaged: parts of the database cannot be read."
    remedy = "Bring back the newest good safety copy: hallway restore FILE. The damaged file is kept."


class DiskFull(StorageError):
    """There was no room left for the change."""

    says = "There is no room left to write {path}."
    remedy = "Nothing of this change was kept. Free some disk space and try again."


class DiskFault(StorageError):
    """The disk reported an error while reading or writing."""

    says = "The disk reported an error while {path} was in use."
    remedy = (
        "Nothing of this change was kept. Check the disk or the network drive, then run `hallway doctor`."
    )


class FileMoved(StorageError):
    """The file was renamed, replaced or deleted while it was open."""

    says = "{path} was moved, replaced or deleted while it was open."
    remedy = "Nothing of this change was kept. Start Hallway again."


class NewerFile(StorageError):
    """A newer Hallway wrote this file."""

    says = "{path} was written by a newer Hallway."
    remedy = "Nothing was changed. Update Hallway to the version that wrote it, and open it again."


class FileInUse(StorageError):
    """The file cannot be exchanged while a program has it open."""

    says = "{path} is open in another program."
    remedy = "Nothing was changed. Close Hallway everywhere (browser server too) and try again."


class BrokenLink(StorageError):
    """A value points to one that is not there, or one was removed that others still point to."""

    says = "This change to {path} would leave something pointing to a record that is not there."
    remedy = "Nothing was changed. Remove what belongs to it first, or use the trash."


class RefusedValue(StorageError):
    """The database refused a value."""

    says = "{path} refused a value that the record cannot hold."
    remedy = "Nothing was changed."


class UnwritableText(StorageError):
    """A text holds half of a character pair and cannot be written as UTF-8."""

    says = "A text that should go to {path} holds a broken character (half of a surrogate pair)."
    remedy = "Nothing was changed. Type or paste that text again."


class MigrationFailed(StorageError):
    """The file's structure could not be brought up to date."""

    says = "The structure of {path} could not be brought up to date; the file is as it was."
    remedy = "Go on with the Hallway you used before, and report this with what `hallway doctor` says."


class TakenId(HallwayError):
    """A different value already has this id."""

    def __init__(self, noun: str, key: str) -> None:
        super().__init__(
            f"There already is another {noun} with the id {key!r}. Nothing was changed. "
            "Replace it instead of adding it."
        )


class UnknownField(HallwayError):
    """A stored or archived row does not fit its table."""

    def __init__(self, table: str, field: str, why: str) -> None:
        super().__init__(
            f"A row of {table!r} cannot be read: {field!r} {why}. Nothing was changed. "
            "The archive may come from a newer Hallway, or was edited by hand."
        )


class UnknownTable(HallwayError):
    """An archive has a table that this version does not know."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"The archive has a table {table!r} that this Hallway does not know. Nothing was changed. "
            "Update Hallway to the version that wrote it."
        )


class NotEmpty(HallwayError):
    """An archive can only be loaded into an empty record."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} already holds a record. Nothing was changed. "
            "Load the archive into a new file: --file NEW.db."
        )


class CannotUndo(HallwayError):
    """An action cannot be undone; the message says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This cannot be undone: {reason}")
        self.reason = reason


class NotTrashed(HallwayError):
    """Only somebody in the trash can be purged."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not in the trash. Nothing was removed. Move them to the trash first.")


_BY_CODE: dict[int, Callable[[Path], StorageError]] = {
    sqlite3.SQLITE_PERM: NoPermission,
    sqlite3.SQLITE_BUSY: FileLocked,
    sqlite3.SQLITE_LOCKED: FileLocked,
    sqlite3.SQLITE_READONLY: ReadOnlyFile,
    sqlite3.SQLITE_READONLY_DBMOVED: FileMoved,
    sqlite3.SQLITE_IOERR: DiskFault,
    sqlite3.SQLITE_CORRUPT: DamagedFile,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CANTOPEN: NoPermission,
    sqlite3.SQLITE_AUTH: NoPermission,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CONSTRAINT: RefusedValue,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: BrokenLink,
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: BrokenLink,
    sqlite3.SQLITE_TOOBIG: RefusedValue,
}
"""One line for each result code of SQLite: the extended code counts first, then the plain one."""

_BY_NUMBER: dict[int | None, Callable[[Path], StorageError]] = {
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.EROFS: ReadOnlyFile,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EIO: DiskFault,
    errno.ENOTDIR: NoPlace,
    errno.EEXIST: NoPlace,
    errno.ELOOP: NoPlace,
    errno.ENAMETOOLONG: NoPlace,
    errno.EISDIR: PathIsFolder,
    errno.ENOENT: FileMoved,
}
"""One line for each error number of the operating system."""


def explain(fault: BaseException, path: Path) -> StorageError | None:
    """Return what to tell the user about a fault of the disk or of a value, or None for a fault of ours."""
    known: Callable[[Path], StorageError] | None = None
    if isinstance(fault, sqlite3.Error):
        code = getattr(fault, "sqlite_errorcode", 0)
        known = _BY_CODE.get(code) or _BY_CODE.get(code & _PRIMARY)
    elif isinstance(fault, OSError):
        known = _BY_NUMBER.get(fault.errno)
    elif isinstance(fault, UnicodeEncodeError):
        known = UnwritableText
    elif isinstance(fault, OverflowError):
        known = RefusedValue
    return known(path) if known else None


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turn faults of the disk into errors that say what to do; let all others through."""
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        if meant := explain(fault, path):
            raise meant from fault
        raise
