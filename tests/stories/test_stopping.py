"""Ctrl-C stops an import at any moment: one line, exit code 130, and nothing half-written."""

import subprocess
import sys
from pathlib import Path

import pytest

from hallway.app import SystemClock, open_app
from hallway.domain.interactions import Interaction
from hallway.domain.people import Person
from hallway.storage.health import examine
from tests.cli.runner import environment_of
from tests.cli.terminals import stop_at

ROWS = 2_500
LONG = "a long note " * 40
STOPPED = "hallway: Stopped. Nothing was imported."
FINISHED = "hallway: It was finished before it could be stopped. To take it all back: hallway undo"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that takes seconds to read, to decide and to write."""
    path = tmp_path_factory.mktemp("list") / "people.csv"
    rows = (
        f"Given{each} Family{each},p{each}@example.org,Hospital {each % 97},Boston,MA,US,{LONG}"
        for each in range(ROWS)
    )
    path.write_text("\n".join(["Name,E-mail,Institution,City,State,Country,Notes", *rows]), encoding="utf-8")
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the file of a record with an applicant and nobody else."""
    words = ("setup", "--audience", "img-general", "--name", "Marisol Vega", "--zone", "America/New_York")
    subprocess.run(
        [sys.executable, "-m", "hallway", *words],
        env=environment_of(tmp_path),
        check=True,
        capture_output=True,
        timeout=60,
    )
    return tmp_path / "hallway.db"


def count(record: Path) -> tuple[int, int]:
    """Return how many people and contacts are there."""
    with open_app(record).store.reading() as reading:
        return len(reading.all(Person)), len(reading.all(Interaction))


@pytest.mark.parametrize(
    "moment",
    [
        "Reading people",
        r"\[#+\.+\] [\d,]+ of 2,500 looked at",
        r"\[#{1,9}\.+\] [\d,]+ of 2,500\r",
        r"\[#{16,19}\.+\] [\d,]+ of 2,500\r",
        r"\[#{24,29}\.*\] [\d,]+ of 2,500\r",
    ],
    ids=["reading", "looking", "begun", "half", "nearly"],
)
def test_ctrl_c_stops_an_import_at_any_moment(record: Path, people: Path, moment: str) -> None:
    left = stop_at(record.parent, ["import", str(people), "--yes"], moment)

    assert (left.code, left.last_line) == (130, STOPPED), left.seen[-400:]
    assert "Traceback" not in left.seen
    assert "Exception ignored" not in left.seen
    assert count(record) == (0, 0)
    faults = [each.says for each in examine(record, now=SystemClock().now()) if not each.is_fine]
    assert not [each for each in faults if "copy" not in each]


def test_ctrl_c_in_the_last_moment_tells_what_became_of_it(record: Path, people: Path) -> None:
    left = stop_at(record.parent, ["import", str(people), "--yes"], r"\[#{30}\] 2,500 of 2,500\r?\n")

    people_there, _ = count(record)
    assert people_there in {0, ROWS}
    if people_there:
        assert left.code == 0 or (left.code, left.last_line) == (130, FINISHED), left.seen[-400:]
    else:
        assert (left.code, left.last_line) == (130, STOPPED), left.seen[-400:]


def test_ctrl_c_at_the_question_imports_nothing(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("Name\nAna Novak\n", encoding="utf-8")

    left = stop_at(record.parent, ["import", str(path)], r"Apply this\? \[y/N\]: ", patience=0.5)

    assert (left.code, left.last_line) == (130, STOPPED), left.seen[-400:]
    assert count(record) == (0, 0)
