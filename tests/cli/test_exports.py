import json
import os
import stat
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from tests.cli.runner import Hallway, environment_of


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("csv", b""),
        ("ics", b"BEGIN:VCALENDAR\r\n"),
        ("json", b"{"),
        ("vcf", b"BEGIN:VCARD\r\nVERSION:4.0\r\n"),
        ("xlsx", b"PK\x03\x04"),
    ],
    ids=["csv", "ics", "json", "vcf", "xlsx"],
)
def test_the_ending_tells_what_to_write(hallway: Hallway, tmp_path: Path, ending: str, start: bytes) -> None:
    out = tmp_path / f"hallway.{ending}"

    answer = hallway.tells("export", str(out))

    assert answer == {"kind": ending, "path": str(out), "bytes": out.stat().st_size}
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("kind", "start"),
    [("vcf3", "BEGIN:VCARD\r\nVERSION:3.0"), ("google", "\ufeffFirst Name,"), ("csv", "\ufeffName,Role,")],
)
def test_a_kind_that_is_said_counts(hallway: Hallway, kind: str, start: str) -> None:
    assert hallway.tells("export", "--kind", kind, "-")["text"].startswith(start)


def test_a_workbook_on_stdout_is_told_as_base64(hallway: Hallway) -> None:
    answer = hallway.tells("export", "--kind", "xlsx", "-")
    data = b64decode(answer["text"])
    assert (len(data), data[:2]) == (answer["bytes"], b"PK")


def test_one_group_leaves_alone(hallway: Hallway) -> None:
    text = hallway.tells("export", "--kind", "vcf", "-", "--group", "mentor")["text"]
    assert ("Ana Novak" in text, "Ravi Menon" in text) == (True, False)


def test_the_calendar_holds_what_is_open(hallway: Hallway) -> None:
    hallway.does("log", "--with", "Ana", "--kind", "met", "--topic", "flaps")

    text = hallway.does("export", "--kind", "ics", "-").replace("\r\n ", "").replace("\n ", "")

    assert "BEGIN:VEVENT" in text
    assert "Write to Ana Novak" in text


def test_a_hyphen_writes_to_stdout_and_nothing_else(hallway: Hallway) -> None:
    content = json.loads(hallway.does("export", "--kind", "json", "-"))

    assert content["format"] == "hallway-archive"


def test_a_hyphen_with_json_holds_the_text(hallway: Hallway) -> None:
    answer = hallway.tells("export", "--kind", "csv", "-")

    assert "Ana Novak" in answer["text"]
    assert answer["bytes"] == len(answer["text"].encode())


def test_an_export_is_for_the_applicant_alone(hallway: Hallway, tmp_path: Path) -> None:
    hallway.does("export", str(tmp_path / "out.json"))

    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_overwritten(hallway: Hallway, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")

    assert "--force" in hallway.refuses("export", str(out))
    assert out.read_text() == "mine"


def test_force_spares_the_record(hallway: Hallway, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(hallway.path.read_bytes())

    for out in (hallway.path, copy):
        assert "is a database" in hallway.refuses("export", "--kind", "csv", str(out), "--force")
    assert copy.read_bytes().startswith(b"SQLite")


def test_force_overwrites(hallway: Hallway, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")

    hallway.does("export", str(out), "--force")

    assert "Ana Novak" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["out"], "--kind csv"),
        (["-"], "--kind csv"),
        (["out.pdf"], "--kind csv"),
        (["out.csv", "--kind", "pdf"], "xlsx, csv, vcf, vcf3, google, ics, json"),
        (["out.ics", "--group", "mentor"], "--group"),
        (["out.csv", "--group", "friends"], "friends"),
        (["no/such/folder/out.csv"], "no/such/folder"),
        ([".", "--kind", "csv"], "is a folder"),
        ([".", "--kind", "csv", "--force"], "is a folder"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_by_name(
    hallway: Hallway, tmp_path: Path, words: list[str], names: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert names in hallway.refuses("export", *words)


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    hallway: Hallway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "here" / "out.csv"
    out.parent.mkdir()
    out.write_text("mine")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    assert "no space left on device" in hallway.refuses("export", str(out), "--force")
    assert [each.name for each in out.parent.iterdir()] == ["out.csv"]
    assert out.read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_refused(hallway: Hallway, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    assert "could not be written" in hallway.refuses("export", str(closed / "out.csv"))


def test_stdout_takes_the_bytes_as_they_are(hallway: Hallway) -> None:
    """A pipe must get the same bytes as a file, whatever encoding the terminal has."""
    hallway.does("person", "add", "José Núñez")
    words = [sys.executable, "-m", "hallway", "--at", hallway.now, "export", "--kind", "json", "-"]

    done = subprocess.run(
        words,
        env={**environment_of(hallway.path.parent), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert "José Núñez" in done.stdout.decode("utf-8")
