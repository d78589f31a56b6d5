from pathlib import Path

import pytest

from tests.cli.runner import Hallway


def test_what_was_done_is_listed_newest_first(hallway: Hallway) -> None:
    hallway.does("person", "archive", "Menon")

    entries = hallway.tells("history")["entries"]

    assert [each["action"] for each in entries][:2] == ["person.archive", "person.add"]
    assert "Archived Ravi Menon" in hallway.does("history").splitlines()[0]


def test_history_is_read_in_pieces(hallway: Hallway) -> None:
    everything = hallway.tells("history")["entries"]

    assert hallway.tells("history", "--limit", "1", "--offset", "1")["entries"] == everything[1:2]


def test_the_latest_action_is_undone(hallway: Hallway) -> None:
    before = hallway.dump()
    hallway.does("person", "edit", "Novak", "--set", "role=chair")

    assert "Novak" in hallway.does("undo")
    assert hallway.dump() == before


def test_the_id_in_the_list_is_enough_to_undo_an_earlier_action(hallway: Hallway) -> None:
    hallway.does("person", "edit", "Novak", "--set", "role=chair")
    hallway.does("person", "edit", "Menon", "--set", "role=chair")
    entry = hallway.does("history").splitlines()[1].split()[0]

    hallway.does("undo", entry)

    assert hallway.tells("person", "show", "Novak")["person"]["role"] == "fellow"
    assert hallway.tells("person", "show", "Menon")["person"]["role"] == "chair"
    assert "undone" in hallway.does("history")


@pytest.mark.parametrize("entry", ["ffffffff", "ff", ""])
def test_an_entry_that_is_not_there_cannot_be_undone(hallway: Hallway, entry: str) -> None:
    hallway.refuses("undo", entry)


def test_nothing_to_undo_is_refused(empty: Hallway) -> None:
    assert empty.does("history") == "Nothing was done yet.\n"
    empty.refuses("undo")


def test_a_safety_copy_is_written_listed_and_restored(hallway: Hallway) -> None:
    before = hallway.dump()
    copy = hallway.tells("backup")["backup"]["path"]
    hallway.does("person", "archive", "Menon")
    changed = hallway.dump()

    restored = hallway.tells("restore", copy)

    assert hallway.dump() == before
    assert copy in [each["path"] for each in hallway.tells("backup", "--list")["backups"]]
    hallway.does("restore", restored["safety_copy"]["path"])
    assert hallway.dump() == changed


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00" + bytes(4096)])
def test_what_is_no_safety_copy_is_refused(hallway: Hallway, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "copy.db"
    if content is not None:
        path.write_bytes(content)

    assert "copy.db" in hallway.refuses("restore", str(path))


def test_a_folder_is_no_safety_copy(hallway: Hallway, tmp_path: Path) -> None:
    assert str(tmp_path) in hallway.refuses("restore", str(tmp_path))


def test_without_a_name_the_newest_safety_copy_is_restored(hallway: Hallway) -> None:
    hallway.refuses("restore")
    hallway.does("backup")
    hallway.does("person", "add", "Added after the copy")
    hallway.does("restore")
    assert "Added after the copy" not in hallway.does("person", "list")
