"""Brings an older file up to date: a copy first, then every missing migration in one transaction.

This is the only module that imports Alembic, and opening a file imports it only when the file is behind.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine

from hallway.storage import sqlite
from hallway.storage.backups import Sort, make_backup
from hallway.storage.errors import MigrationFailed, StorageError
from hallway.storage.lineages import OWN_FOLDER, Lineage


def migrate(path: Path, engine: Engine, *, lineage: Lineage, now: datetime) -> None:
    """Bring the file at `path` to the lineage's version; on any failure it stays as it was.

    Raises:
        MigrationFailed: a migration did not work, or left rows that point to nothing.
    """
    with closing(engine.raw_connection()) as pooled:
        make_backup(sqlite.driver_of(pooled), path, now=now, sort=Sort.MIGRATION)
    with closing(sqlite.writer(engine).connect()) as connection:
        driver = sqlite.driver_of(connection)
        # Rebuilding a table deletes the old one, which RESTRICT refuses; links are checked below instead.
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                for step in find_missing(lineage, sqlite.read_number(driver, "user_version")):
                    run(connection, step)
                    sqlite.mark(driver, int(step.revision))
                _require_links(driver, path)
        except StorageError:
            raise
        except Exception as cause:  # whatever a migration raises, the user is told what became of the file
            raise MigrationFailed(path) from cause
        finally:
            connection.invalidate()  # the next user of a pooled connection must find foreign keys switched on


def find_missing(lineage: Lineage, version: int) -> list[Script]:
    """Return the migrations that lead from `version` to the newest, oldest first."""
    scripts = ScriptDirectory(
        str(OWN_FOLDER.parent), version_locations=[str(each) for each in lineage.folders]
    )
    missing = [each for each in scripts.walk_revisions() if int(each.revision) > version]
    return sorted(missing, key=lambda each: int(each.revision))


def run(connection: Connection, step: Script) -> None:
    """Run one migration on an open transaction."""
    with Operations.context(MigrationContext.configure(connection)):
        step.module.upgrade()


def _require_links(driver: sqlite3.Connection, path: Path) -> None:
    if broken := sqlite.find_broken_links(driver):
        raise MigrationFailed(path) from ValueError(*broken)
