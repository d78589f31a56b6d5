"""The record leaves as an archive or a calendar, and an archive comes back as the same record."""

from pathlib import Path

import pytest

from hallway.actions.exports import export_archive, export_calendar
from hallway.actions.imports import load_archive
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person
from hallway.domain.errors import HallwayError
from hallway.domain.interactions import Kind
from hallway.formats.problems import UnreadableFile
from hallway.storage.store import SqliteStore, open_store
from tests.cast import PEOPLE, FixedClock


@pytest.fixture
def full_store(store: SqliteStore, clock: FixedClock) -> SqliteStore:
    for fields in PEOPLE:
        person = add_person(store, clock, fields=fields).person
        record_interaction(store, clock, people=[person.id], kind=Kind.MET, i_promised=["send my CV"])
    return store


def test_an_archive_loads_into_an_empty_file_as_the_same_record(
    full_store: SqliteStore, clock: FixedClock, tmp_path: Path
) -> None:
    archive = export_archive(full_store, clock)
    with open_store(tmp_path / "new.db", clock_now=clock.now) as fresh:
        rows = load_archive(fresh, clock, data=archive)
        assert export_archive(fresh, clock) == archive
    assert rows > len(PEOPLE) * 3


def test_an_archive_does_not_load_over_a_record(full_store: SqliteStore, clock: FixedClock) -> None:
    before = export_archive(full_store, clock)
    with pytest.raises(HallwayError, match="already holds a record"):
        load_archive(full_store, clock, data=before)
    assert export_archive(full_store, clock) == before


def test_half_an_archive_loads_nothing(full_store: SqliteStore, clock: FixedClock, tmp_path: Path) -> None:
    archive = export_archive(full_store, clock)
    with open_store(tmp_path / "new.db", clock_now=clock.now) as fresh:
        empty = export_archive(fresh, clock)
        with pytest.raises(UnreadableFile):
            load_archive(fresh, clock, data=archive[: len(archive) // 2])
        assert export_archive(fresh, clock) == empty


def test_steps_and_promises_stand_in_the_calendar(full_store: SqliteStore, clock: FixedClock) -> None:
    calendar = export_calendar(full_store, clock).decode()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") >= len(PEOPLE)
