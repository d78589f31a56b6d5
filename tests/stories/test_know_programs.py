"""The page on programs and odds is true, with real codes in the place of those that are nobody's."""

from pathlib import Path

import pytest

from hallway.facts.directory import units
from tests.cli.runner import Hallway
from tests.stories.test_tutorial import BLOCK, DOCS, commands

PLACEHOLDERS = ("9991140", "9992140", "9993140")
CODES = [each.code for each in units().values() if each.specialty == "Internal Medicine" and each.open_tracks]


def test_no_program_has_the_codes_that_stand_for_ones_own() -> None:
    assert not {*PLACEHOLDERS} & {each.tracks[0].code[:7] for each in units().values()}


def test_every_command_of_the_page_runs_and_says_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    text = (DOCS / "how-to" / "know-programs-and-odds.md").read_text("utf-8")
    for placeholder, code in zip(PLACEHOLDERS, CODES[::100], strict=False):
        text = text.replace(placeholder, code)
    assert not any(each in text for each in PLACEHOLDERS)
    ran = 0
    for kind, argument, body in BLOCK.findall(text):
        if kind == "file":
            (tmp_path / argument).write_text(body, encoding="utf-8")
            continue
        for command in commands(body, argument):
            said = " ".join(Hallway(tmp_path / "hallway.db", command.at).does(*command.words).split())
            ran += 1
            for wanted in command.shows:
                assert wanted in said, (command.words, wanted, said)
    assert ran == text.count("$ hallway ")
