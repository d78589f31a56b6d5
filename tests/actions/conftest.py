"""A real file with an applicant in it, and a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hallway.actions.applicants import set_up
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NADIA, FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock at half past ten on a Monday in New York."""
    return FixedClock()


@pytest.fixture
def empty_store(tmp_path: Path, clock: FixedClock) -> Iterator[SqliteStore]:
    """Open a new file without an applicant."""
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        yield store


@pytest.fixture
def store(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a file in which Nadia has set herself up."""
    set_up(empty_store, clock, fields=NADIA)
    return empty_store
