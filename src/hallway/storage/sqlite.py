"""All that is said to SQLite alone: connecting, transactions, versions. Elsewhere the SQL is plain."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from hallway.storage.errors import ReadOnlyFile, explain

APPLICATION_ID = 0x48414C57
"""The letters HALW: tells a Hallway file from the database of another program."""

BUSY_SECONDS = 5.0
_WRITES = "hallway_writes"


def connect(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine for the file at `path`, with our transactions and our errors."""
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        driver = cast("sqlite3.Connection", connection)
        driver.isolation_level = None  # the driver would begin transactions on its own, late and deferred
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute("PRAGMA synchronous=FULL")
        driver.execute("PRAGMA trusted_schema=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that starts as a reader can be refused half-way.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def _explain(context: ExceptionContext) -> None:
        if meant := explain(context.original_exception, path):
            raise meant from context.original_exception

    return engine


def writer(engine: Engine) -> Engine:
    """Return the same engine for writing blocks."""
    return engine.execution_options(**{_WRITES: True})


def driver_of(connection: Connection | PoolProxiedConnection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    pooled = connection.connection if isinstance(connection, Connection) else connection
    return cast("sqlite3.Connection", pooled.driver_connection)


def read_number(driver: sqlite3.Connection, pragma: str) -> int:
    """Return the number that a PRAGMA answers."""
    (number,) = driver.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


def is_empty(driver: sqlite3.Connection) -> bool:
    """Tell whether the database has no tables at all."""
    (tables,) = driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(tables) == 0


def mark(driver: sqlite3.Connection, version: int) -> None:
    """Write into the file's header that it is ours, and of which schema."""
    driver.execute(f"PRAGMA application_id={APPLICATION_ID}")
    driver.execute(f"PRAGMA user_version={version}")


def use_log(driver: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, so that readers and a writer work side by side."""
    (mode,) = driver.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        driver.execute("PRAGMA journal_mode=WAL").fetchone()


def compact(driver: sqlite3.Connection) -> None:
    """Rewrite the file without its free pages and empty the log: removed rows leave no traces."""
    driver.execute("VACUUM")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def find_faults(driver: sqlite3.Connection) -> list[str]:
    """Return what SQLite's own check finds wrong; nothing when all is well."""
    lines = [str(line) for (line,) in driver.execute("PRAGMA integrity_check(20)")]
    return [] if lines == ["ok"] else lines


def find_broken_links(driver: sqlite3.Connection) -> list[str]:
    """Return "table -> table" for every row that points to one that is not there."""
    return [f"{child} -> {parent}" for child, _, parent, _ in driver.execute("PRAGMA foreign_key_check")]


def copy(source: sqlite3.Connection, target: Path) -> list[str]:
    """Copy a live database into the new file `target` and return the faults of the copy."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        source.backup(made)
        made.execute("PRAGMA journal_mode=DELETE").fetchone()  # one file, no log beside it
        return find_faults(made)


def require_writable(path: Path) -> None:
    """Raise ReadOnlyFile unless the file and its folder can be written.

    The file is not opened for this: closing it again would drop this process's locks on it.
    """
    effective = os.access in os.supports_effective_ids
    if not all(os.access(each, os.W_OK, effective_ids=effective) for each in (path, path.parent)):
        raise ReadOnlyFile(path)
