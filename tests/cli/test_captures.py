"""Notes from a phone at the command line: previewed, told apart, taken over once."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import Hallway

IDS = ("0199aa00-7c3b-7a70-a681-7fa631097771", "0199aa00-7c3b-7a70-a681-7fa631097772")
NOTES = {
    "format": "hallway-notes",
    "version": 1,
    "made": "2026-10-04T19:00:00-04:00",
    "notes": [
        {"id": IDS[0], "at": "2026-10-04T18:04:09-04:00", "name": "Elif Kaya", "institution": "Cedar Valley"},
        {"id": IDS[1], "at": "2026-10-04T18:05:09-04:00", "name": "Ana Novak"},
    ],
}


@pytest.fixture
def notes(hallway: Hallway, tmp_path: Path) -> str:
    """Return the path of two notes; one of them is about one of two people."""
    hallway.does("person", "add", "Ana Novak", "--institution", "Bayfront")
    path = tmp_path / "hallway-notes-2026-10-04.json"
    path.write_text(json.dumps(NOTES), encoding="utf-8")
    return str(path)


def test_notes_are_previewed_and_change_nothing(hallway: Hallway, notes: str) -> None:
    before = hallway.dump()

    text = hallway.does("import", notes)

    assert "2 notes\n  1 about somebody new, 1 need you\n" in text
    assert text.count("--about 2=") == 2
    assert "Nothing was changed yet." in text
    assert hallway.dump() == before


def test_whom_a_note_is_about_is_said_and_then_it_counts_once(hallway: Hallway, notes: str) -> None:
    first = hallway.tells("import", notes, "--yes")["applied"]
    assert first == {"created": 1, "recorded": 1, "same": 0, "held": 1}

    assert "1 met, 1 of them new, 1 already here." in hallway.does(
        "import", notes, "--about", "2=new", "--yes"
    )
    assert hallway.tells("import", notes, "--yes")["applied"]["same"] == 2


def test_what_cannot_be_meant_is_refused(hallway: Hallway, notes: str) -> None:
    assert "number of a note" in hallway.refuses("import", notes, "--about", "Ana=new", "--yes")
    assert "2 notes, counted from 1" in hallway.refuses("import", notes, "--about", "7=new", "--yes")
