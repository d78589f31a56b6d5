"""A new file for each test, and a clock that stands still until a test moves it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hallway.storage.store import SqliteStore, open_store
from tests.cast import FixedClock
from tests.storage.files import NOBODY


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock on a Monday."""
    return FixedClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file will be."""
    return tmp_path / "hallway.db"


@pytest.fixture
def store(path: Path, clock: FixedClock) -> Iterator[SqliteStore]:
    """Open a new, empty file."""
    with open_store(path, clock_now=clock.now) as opened:
        yield opened


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that somebody without rights owns and can reach."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() == 0:
            os.chown(name, NOBODY, NOBODY)
        yield Path(name)
        Path(name).chmod(0o700)
