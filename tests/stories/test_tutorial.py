"""The pages with commands are true: every command runs, in order, and says what the page shows."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"<!-- (at|file): (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)


class Command(NamedTuple):
    """One command of the page, the moment it is typed, and what the page shows of its answer."""

    words: list[str]
    at: str
    shows: list[str]


def commands(body: str, at: str) -> Iterator[Command]:
    for part in body.split("$ hallway ")[1:]:
        line, *shows = part.strip().splitlines()
        yield Command(shlex.split(line), at, shows)


def run(command: Command, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "hallway", "--at", command.at, *command.words],
        cwd=folder,
        env={**os.environ, "HALLWAY_FILE": str(folder / "record" / "hallway.db"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (command.words, done.stderr)
    return " ".join((done.stdout + done.stderr).split())  # a narrow terminal wraps anywhere


@pytest.mark.parametrize(
    ("page", "written", "begins"),
    [
        ("tutorial.md", "tracker.csv", "Name,"),
        ("how-to/clean-network.md", "people.vcf", "BEGIN:VCARD"),
        ("how-to/write-a-message.md", "novak.eml", "X-Unsent: 1"),
        ("how-to/run-a-match.md", "answer.csv", "applicant,program,supplemental"),
        ("how-to/pick-a-list.md", "list.html", "<!doctype html>"),
    ],
)
def test_every_command_of_a_page_runs_and_says_what_the_page_shows(
    tmp_path: Path, page: str, written: str, begins: str
) -> None:
    text = (DOCS / page).read_text("utf-8")
    ran = 0
    for kind, argument, body in BLOCK.findall(text):
        if kind == "file":
            (tmp_path / argument).write_text(body, encoding="utf-8")
            continue
        for command in commands(body, argument):
            said = run(command, tmp_path)
            ran += 1
            for wanted in command.shows:
                assert wanted in said, (command.words, wanted, said)
    assert ran == text.count("$ hallway ")
    assert (tmp_path / written).read_text("utf-8-sig").startswith(begins)
