from pathlib import Path

import pytest

from tests.cli.runner import Hallway


def test_a_healthy_record_is_told_so(hallway: Hallway) -> None:
    answer = hallway.type("doctor", "--json")

    assert answer.code == 0
    assert answer.data["path"] == str(hallway.path)
    assert [each["name"] for each in answer.data["checks"] if not each["is_fine"]] in ([], ["backup"])


def test_a_missing_safety_copy_is_a_note_and_no_fault(hallway: Hallway) -> None:
    text = hallway.does("doctor")

    assert "note  There is no safety copy yet." in text
    assert "MEND" not in text


def test_a_damaged_record_is_told_with_its_remedy(hallway: Hallway) -> None:
    content = bytearray(hallway.path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    hallway.path.write_bytes(content)

    answer = hallway.type("doctor")

    assert answer.code == 2
    assert "MEND" in answer.out
    assert "hallway backup" in answer.out or "hallway restore" in answer.out


def test_a_record_that_is_not_there_is_told(empty: Hallway) -> None:
    answer = empty.type("doctor")

    assert answer.code == 2
    assert "hallway setup" in answer.out
    assert not empty.path.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["today"],
        ["person", "list"],
        ["setup", "--name", "x"],
        ["history"],
        ["export", "--kind", "csv", "-"],
        ["backup"],
    ],
    ids=" ".join,
)
def test_a_place_that_is_no_record_is_refused_by_every_command(tmp_path: Path, words: list[str]) -> None:
    folder, text, missing = tmp_path / "folder", tmp_path / "text.db", tmp_path / "text.db" / "below.db"
    folder.mkdir()
    text.write_text("not a database, and long enough to be read as one" * 100)

    for path in (folder, text, missing):
        answer = Hallway(path).type(*words)

        assert answer.code == 2, (path, answer)
        assert str(path) in answer.err
    assert text.read_text().startswith("not a database")
