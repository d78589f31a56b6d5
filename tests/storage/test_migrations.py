"""An older file is copied and brought up to date, or stays as it was."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from hallway.domain.people import Person
from hallway.storage import schema, sqlite
from hallway.storage.errors import CannotUndo, MigrationFailed, NewerFile
from hallway.storage.lineages import OURS, OWN_FOLDER, Lineage
from hallway.storage.migrating import find_missing, run
from hallway.storage.reading import RecordReading
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NOW, FixedClock
from tests.storage.files import ANA, BEN, put

ADDS_A_COLUMN = '''
"""People get a color."""

import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    op.add_column("person", sa.Column("color", sa.Text(), nullable=False, server_default="blue"))
'''
REBUILDS_A_TABLE = '''
"""A step that SQLite can only take by building the table anew."""

import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.alter_column("color", new_column_name="hue", existing_type=sa.Text())
        table.drop_column("credentials")
'''
FAILS_HALF_WAY = '''
"""Something goes wrong."""

from alembic import op

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    op.execute("UPDATE person SET name = 'Overwritten'")
    op.execute("ALTER TABLE nowhere ADD COLUMN x")
'''
LEAVES_A_BROKEN_LINK = '''
"""Somebody is forgotten."""

from alembic import op

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    op.execute("DELETE FROM person WHERE id = 'ana'")
'''


@pytest.fixture
def lineage(tmp_path: Path) -> Lineage:
    """Return a future of two more structures, without its migrations yet."""
    folder = tmp_path / "versions"
    folder.mkdir()
    return Lineage(version=OURS.version + 1, folders=(OWN_FOLDER, folder))


@pytest.fixture
def old(path: Path) -> Path:
    """Return a file of today's structure with two people in it."""
    with open_store(path, clock_now=FixedClock().now) as store:
        put(store, ANA, BEN, says="Added two")
    return path


def later(path: Path, lineage: Lineage) -> SqliteStore:
    """Open a file with a program of the future."""
    return open_store(path, clock_now=FixedClock().now, lineage=lineage)


def write(lineage: Lineage, *migrations: str) -> Lineage:
    """Write migrations and return the lineage that ends with them."""
    for number, text in enumerate(migrations, start=OURS.version + 1):
        numbered = text.replace("NEXT", f"{number:04}").replace("LAST", f"{number - 1:04}")
        (lineage.folders[-1] / f"{number:04}_test.py").write_text(numbered)
    return Lineage(version=OURS.version + len(migrations), folders=lineage.folders)


class TestUpdating:
    """A file with data meets a newer program."""

    def test_what_was_there_is_kept(self, old: Path, lineage: Lineage) -> None:
        with later(old, write(lineage, ADDS_A_COLUMN)) as store, store.reading() as record:
            assert record.all(Person) == (ANA, BEN)
        assert _ask(old, "SELECT DISTINCT color FROM person") == [("blue",)]
        assert _ask(old, "PRAGMA user_version") == [(OURS.version + 1,)]

    def test_a_copy_is_made_first(self, old: Path, lineage: Lineage) -> None:
        with later(old, write(lineage, ADDS_A_COLUMN)) as store:
            (copy,) = store.backups()
        assert Path(copy.path).name == "hallway-20261123T153000Z-migration.db"
        assert _ask(Path(copy.path), "PRAGMA user_version") == [(OURS.version,)]

    def test_undo_does_not_reach_back_and_says_so(self, old: Path, lineage: Lineage) -> None:
        with later(old, write(lineage, ADDS_A_COLUMN)) as store:
            with pytest.raises(CannotUndo, match="'Added two' lies before an update of the file's structure"):
                store.undo(None, now=NOW)
            with store.reading() as record:
                assert [each.is_before_migration for each in record.history()] == [True]

    def test_what_is_done_afterwards_can_be_undone(self, old: Path, lineage: Lineage) -> None:
        with later(old, write(lineage, ADDS_A_COLUMN)) as store:
            with store.writing("test", "Removed Ben", now=NOW) as record:
                record.remove(Person, BEN.id)
            store.undo(None, now=NOW)
            with store.reading() as reading:
                assert reading.all(Person) == (ANA, BEN)

    def test_several_steps_and_a_rebuilt_table_keep_links_and_rows(self, old: Path, lineage: Lineage) -> None:
        later(old, write(lineage, ADDS_A_COLUMN, REBUILDS_A_TABLE)).close()
        assert _ask(old, "SELECT id, introduced_by, hue FROM person ORDER BY id") == [
            ("ana", None, "blue"),
            ("ben", "ana", "blue"),
        ]
        assert _ask(old, "PRAGMA foreign_key_list(affiliation)")
        assert _ask(old, "PRAGMA user_version") == [(OURS.version + 2,)]

    def test_links_are_guarded_again_afterwards(self, old: Path, lineage: Lineage) -> None:
        with later(old, write(lineage, ADDS_A_COLUMN)) as store, store.reading() as record:
            assert isinstance(record, RecordReading)
            driver = sqlite.driver_of(record._connection)  # noqa: SLF001 - the setting belongs to a connection
            assert sqlite.read_number(driver, "foreign_keys") == 1

    def test_an_older_program_refuses_the_updated_file(self, old: Path, lineage: Lineage) -> None:
        later(old, write(lineage, ADDS_A_COLUMN)).close()
        with pytest.raises(NewerFile):
            open_store(old, clock_now=FixedClock().now)

    @pytest.mark.parametrize(
        "migration", [FAILS_HALF_WAY, LEAVES_A_BROKEN_LINK], ids=["fails", "breaks-links"]
    )
    def test_a_failed_update_leaves_the_file_as_it_was(
        self, old: Path, lineage: Lineage, migration: str
    ) -> None:
        before = _ask(old, "SELECT * FROM person")
        with pytest.raises(MigrationFailed, match="the file is as it was"):
            later(old, write(lineage, migration))
        assert _ask(old, "SELECT * FROM person") == before
        assert _ask(old, "PRAGMA user_version") == [(OURS.version,)]
        with open_store(old, clock_now=FixedClock().now) as store, store.reading() as record:
            assert record.all(Person) == (ANA, BEN)


class TestLineage:
    """The program's own migrations."""

    def test_they_end_at_the_structure_it_writes(self) -> None:
        assert [int(each.revision) for each in find_missing(OURS, 0)] == list(range(1, schema.VERSION + 1))

    def test_they_lead_to_the_same_structure_as_a_new_file(self, tmp_path: Path, store: SqliteStore) -> None:
        migrated = tmp_path / "migrated.db"
        engine = create_engine(f"sqlite:///{migrated}")
        with engine.begin() as connection:
            for step in find_missing(OURS, 0):
                run(connection, step)
        engine.dispose()
        assert _structure(migrated) == _structure(store.path)


def test_opening_a_file_of_today_does_not_load_what_migrates(path: Path) -> None:
    program = (
        "import sys, datetime, pathlib\n"
        "from hallway.storage.store import open_store\n"
        "now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)\n"
        f"store = open_store(pathlib.Path({str(path)!r}), clock_now=lambda: now)\n"
        "with store.reading() as record: record.digests()\n"
        "heavy = {'alembic', 'mako', 'sqlalchemy.orm', 'sqlalchemy.dialects.postgresql'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def _structure(path: Path) -> dict[str, object]:
    """Return what every table and index demands, in whatever order columns came and constraints stand."""
    found: dict[str, object] = {}
    made = _ask(path, "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    for kind, name, sql in made:
        words = " ".join(sql.replace('"', "").split())
        if kind == "index":
            found[name] = words
            continue
        columns = _ask(path, 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', name)
        links = _ask(path, 'SELECT "from", "table", on_delete FROM pragma_foreign_key_list(?)', name)
        named = re.findall(
            r"CONSTRAINT (\w+) (PRIMARY KEY|FOREIGN KEY|CHECK \((?:[^()]|\([^()]*\))*\))", words
        )
        found[name] = (
            sorted(columns),
            sorted(links),
            sorted(named),
            words.count("DEFERRABLE INITIALLY DEFERRED"),
        )
    return found


def _ask(path: Path, statement: str, *about: str) -> list[tuple[Any, ...]]:  # Any: cells of every type
    with closing(sqlite3.connect(path)) as driver:
        return driver.execute(statement, about).fetchall()
