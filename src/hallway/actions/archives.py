"""The archive: the whole record as one file, and back into an empty one."""

from hallway.actions.ports import Clock, Store
from hallway.formats.archives import Archive, read_archive, write_archive

ARCHIVE_VERSION = 5
"""The shape of the tables in an archive: the number of the newest structure of the record."""


def export_archive(store: Store, clock: Clock) -> bytes:
    """Return the whole record as one file that loads back to an equal record; history is left out."""
    with store.reading() as reading:
        tables = reading.dump()
    return write_archive(tables, made=clock.now(), version=ARCHIVE_VERSION)


def open_archive(data: bytes, *, name: str = "the file") -> Archive:
    """Return what an archive holds.

    Raises:
        UnreadableFile: it is not an archive, a damaged one, or one of a newer Hallway.
    """
    return read_archive(data, name=name, newest=ARCHIVE_VERSION)


def load_archive(store: Store, clock: Clock, *, data: bytes, name: str = "the file") -> int:
    """Load a whole record into an empty file; return how many rows came.

    What an archive of an older Hallway lacks gets its default.

    Raises:
        UnreadableFile: it is not an archive, a damaged one, or one of a newer Hallway.
    """
    archive = open_archive(data, name=name)
    return store.load(archive.tables, says=f"Loaded {name}", now=clock.now())
