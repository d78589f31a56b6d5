"""Records for the tests of the command line."""

import shutil
from pathlib import Path

import pytest

from tests.cli.runner import Hallway


@pytest.fixture(scope="session")
def finished_setup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a record with an applicant and two people."""
    hallway = Hallway(tmp_path_factory.mktemp("cli") / "hallway.db", "2026-10-01T09:00-04:00")
    hallway.does("setup", "--name", "Dana Reyes", "--audience", "img-general", "--zone", "America/New_York")
    hallway.does(
        *("person", "add", "Ana Novak", "--role", "fellow", "--institution", "Harbor Medical Center"),
        *("--zone", "America/Chicago", "--group", "mentor", "--group", "sponsor"),
    )
    hallway.does("person", "add", "Ravi Menon", "--role", "program director", "--specialty", "medicine")
    return hallway.path


@pytest.fixture
def hallway(finished_setup: Path, tmp_path: Path) -> Hallway:
    """Return Hallway on a copy of the finished set-up, on Monday, October 5, 2026, 9 am in New York."""
    return Hallway(Path(shutil.copy(finished_setup, tmp_path / "hallway.db")))


@pytest.fixture
def empty(tmp_path: Path) -> Hallway:
    """Return Hallway before set-up."""
    return Hallway(tmp_path / "empty.db")


@pytest.fixture(autouse=True)
def _without_the_real_record(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep a test that forgets --file away from the record of whoever runs it."""
    monkeypatch.setenv("HALLWAY_FILE", str(tmp_path / "default.db"))
    monkeypatch.setenv("COLUMNS", "100")
