"""`doctor` sees what is wrong with a file and says the remedy, without changing anything."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hallway.domain.ids import PersonId
from hallway.storage.health import Check, examine
from hallway.storage.schema import VERSION
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, as_somebody_without_rights, put


def troubles(path: Path) -> dict[str, Check]:
    """Return the checks that are not fine, by name."""
    return {each.name: each for each in examine(path, now=NOW) if not each.is_fine}


def test_a_sound_file_with_a_fresh_copy_is_fine(store: SqliteStore, path: Path) -> None:
    put(store, ANA)
    store.back_up(now=NOW - timedelta(days=2))
    checks = examine(path, now=NOW)
    assert [each.name for each in checks] == [
        *("schema", "integrity", "links", "privacy", "log", "file", "space", "backup", "zones", "sqlite"),
    ]
    assert {each.name for each in checks if not each.is_fine} == set()
    assert (
        next(each.says for each in checks if each.name == "backup") == "The newest safety copy is 2 days old."
    )


def test_a_missing_file_is_told(path: Path) -> None:
    assert "There is no file at" in troubles(path)["file"].says
    assert not path.exists()


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "is a folder" in troubles(tmp_path)["file"].says


def test_a_missing_or_old_copy_is_told(store: SqliteStore, path: Path) -> None:
    assert troubles(path)["backup"].says == "There is no safety copy yet."
    store.back_up(now=NOW - timedelta(days=8))
    assert troubles(path)["backup"].says == "The newest safety copy is 8 days old."


def test_a_file_that_others_can_read_is_told_with_the_command(store: SqliteStore, path: Path) -> None:
    store.back_up(now=NOW)
    path.chmod(0o644)
    assert list(troubles(path)) == ["privacy"]
    assert troubles(path)["privacy"].remedy.endswith(f"Run: chmod 600 {path}")


def test_a_closed_folder_is_told(folder: Path) -> None:
    with as_somebody_without_rights():
        folder.chmod(0o000)
        found = troubles(folder / "hallway.db")
    assert list(found) == ["file", "folder"]
    assert all("may not enter the folder" in each.says for each in found.values())


def test_damage_is_told(store: SqliteStore, path: Path) -> None:
    put(store, *(replace(ANA, id=PersonId(f"p{each}"), notes="x" * 400) for each in range(400)))
    store.close()
    with path.open("r+b") as file:
        file.seek(-60_000, os.SEEK_END)
        file.write(b"\xff" * 50_000)
    found = troubles(path)
    assert {"integrity", "file"} & found.keys()
    assert any("damaged" in each.says and "hallway restore" in each.remedy for each in found.values())


def test_a_text_in_its_place_is_told(path: Path) -> None:
    path.write_text("Dear diary\n" * 500)
    assert "is not a Hallway file" in troubles(path)["file"].says


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("PRAGMA user_version = 99", "written by a newer Hallway"),
        ("PRAGMA application_id = 1", "one of another program"),
    ],
    ids=["newer", "foreign"],
)
def test_a_file_of_another_program_or_version_is_told(
    store: SqliteStore, path: Path, statement: str, says: str
) -> None:
    store.close()
    _execute(path, statement)
    assert says in troubles(path)["file"].says


def test_an_older_structure_is_told(store: SqliteStore, path: Path) -> None:
    store.close()
    _execute(path, f"PRAGMA user_version = {VERSION - 1}")
    assert troubles(path)["schema"].remedy.startswith("Open the file once")


def test_a_link_to_nothing_is_told(store: SqliteStore, path: Path) -> None:
    put(store, ANA)
    store.close()
    _execute(path, "UPDATE person SET introduced_by = 'nobody'")
    assert troubles(path)["links"].says == "1 rows point to something that is not there: person -> person"


def test_a_locked_file_is_told(store: SqliteStore, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "Another program is writing" in troubles(path)["file"].says


def _execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as driver:
        driver.execute(statement)
