"""People leave as spreadsheets and cards, steps as a calendar, and everything as an archive."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from hallway.actions.archives import ARCHIVE_VERSION, export_archive, load_archive, open_archive
from hallway.actions.calendars import calendar_feed
from hallway.actions.exports import (
    export_calendar,
    export_google,
    export_tracker,
    export_vcards,
    export_workbook,
)
from hallway.actions.import_decisions import Verdict
from hallway.actions.imports import apply_import, plan_import
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person, find_person, list_people
from hallway.actions.person_views import show_person
from hallway.actions.ports import Clock, PeopleFilter, Store
from hallway.actions.promises import make_promise
from hallway.actions.standings import archive_person
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import PersonId, ProgramNoteId
from hallway.domain.interactions import Kind
from hallway.domain.people import Person
from hallway.domain.programs import ProgramNote, ProgramTopic
from hallway.domain.promises import By
from hallway.formats.problems import UnreadableFile
from hallway.storage.schema import VERSION
from hallway.storage.store import SqliteStore, open_store
from tests.cast import ANA, BOLU, PEOPLE, FixedClock

SECRET = "Residents say that call is hard"

OF_PEOPLE: dict[str, tuple[str, Callable[..., bytes]]] = {
    "csv": ("people.csv", export_tracker),
    "xlsx": ("people.xlsx", export_workbook),
    "vcard": ("people.vcf", export_vcards),
    "google": ("google.csv", export_google),
}


def export_old_vcards(store: Store, clock: Clock, *, group: str = "") -> bytes:
    return export_vcards(store, clock, version="3.0", group=group)


@pytest.fixture
def full_store(store: SqliteStore, clock: FixedClock) -> SqliteStore:
    for fields in PEOPLE:
        person = add_person(store, clock, fields=fields).person
        record_interaction(store, clock, people=[person.id], kind=Kind.MET, i_promised=["send my CV"])
    with store.writing("program-note.add", "Noted something", now=clock.now()) as writing:
        note = ProgramNote(
            id=ProgramNoteId(writing.new_id()),
            program="Harbor",
            topic=ProgramTopic.CALL,
            text=SECRET,
            on=date(2026, 11, 1),
        )
        writing.add(note)
    return store


def names(store: SqliteStore, clock: FixedClock) -> set[str]:
    return {each.name for each in list_people(store, clock, PeopleFilter(), per_page=500).lines}


# ------------------------------------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("file", "write"), [*OF_PEOPLE.values(), ("old.vcf", export_old_vcards)], ids=[*OF_PEOPLE, "vcard-3"]
)
def test_people_come_back_from_every_file_as_who_they_are(
    full_store: SqliteStore, clock: FixedClock, tmp_path: Path, file: str, write: Callable[..., bytes]
) -> None:
    data = write(full_store, clock)
    again = plan_import(full_store, clock, data=data, name=file)
    assert {each.verdict for each in again.rows} == {Verdict.SAME}, again.rows
    with open_store(tmp_path / "new.db", clock_now=clock.now) as fresh:
        apply_import(fresh, clock, plan=plan_import(fresh, clock, data=data, name=file))
        assert names(fresh, clock) == names(full_store, clock) == {each["name"] for each in PEOPLE}
        ana, before = find_person(fresh, "Ana Novak"), find_person(full_store, "Ana Novak")
        assert kept(ana) == kept(before)
        assert show_person(fresh, clock, person=ana.id).institution == ANA["institution"]


def kept(person: Person) -> tuple[object, ...]:
    return (person.given, person.family, person.role, person.specialty, person.emails, person.phones,
            person.groups, person.state, person.country)  # fmt: skip


@pytest.mark.parametrize("write", [write for _, write in OF_PEOPLE.values()], ids=OF_PEOPLE)
def test_only_the_active_and_only_the_wanted_group_leave(
    full_store: SqliteStore, clock: FixedClock, write: Callable[..., bytes]
) -> None:
    archive_person(full_store, clock, person=find_person(full_store, "Ana Novak").id)

    def leaving(group: str) -> set[str]:
        data = write(full_store, clock, group=group)
        return {each.name for each in plan_import(full_store, clock, data=data, name="people").rows}

    everybody = leaving("")
    mentors = leaving("mentor")

    assert "Ana Novak" not in everybody
    assert mentors == {"Diego Núñez"}
    with pytest.raises(InvalidValue, match="mentor"):
        write(full_store, clock, group="friends")


@pytest.mark.parametrize("write", [write for _, write in OF_PEOPLE.values()], ids=OF_PEOPLE)
def test_notes_about_programs_never_leave_but_in_the_archive(
    full_store: SqliteStore, clock: FixedClock, write: Callable[..., bytes]
) -> None:
    assert SECRET.encode() not in write(full_store, clock)
    assert SECRET.encode() not in export_calendar(full_store, clock)
    assert SECRET.encode() in export_archive(full_store, clock)


def test_another_reader_finds_the_people_in_the_file_for_google(
    full_store: SqliteStore, clock: FixedClock
) -> None:
    rows = list(csv.DictReader(io.StringIO(export_google(full_store, clock).decode("utf-8-sig"))))
    ana = next(each for each in rows if each["First Name"] == "Ana")
    assert (ana["Last Name"], ana["E-mail 1 - Value"]) == ("Novak", ANA["email"])


def test_nobody_makes_files_without_people(store: SqliteStore, clock: FixedClock) -> None:
    for _, write in OF_PEOPLE.values():
        assert isinstance(write(store, clock), bytes)


# ------------------------------------------------------------------------------------------ archive


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


def test_the_archive_has_the_number_of_the_structure() -> None:
    assert ARCHIVE_VERSION == VERSION


def test_an_archive_of_the_first_structure_loads_with_defaults(store: SqliteStore, clock: FixedClock) -> None:
    """It has neither the tables nor the fields that came since."""
    data = b"""{"format": "hallway-archive", "version": 1, "made": "2026-11-22T09:30:00Z", "tables": {
        "person": [{"id": "018f0000-0000-7000-8000-000000000001", "name": "Ana Novak", "role": "fellow"}]}}"""
    with open_empty(store) as fresh:
        assert load_archive(fresh, clock, data=data) == 1
        ana = find_person(fresh, "Ana Novak")
        assert (ana.role, ana.zone_source, ana.mentor_roles, ana.peer_kind) == ("fellow", "", (), None)


def open_empty(store: SqliteStore) -> SqliteStore:
    return open_store(store.path.with_name("fresh.db"), clock_now=FixedClock().now)


@pytest.mark.parametrize("more", [b"", b', "cipher": "none"'], ids=["known keys", "new keys"])
def test_an_archive_of_a_newer_hallway_is_refused_in_one_sentence(
    store: SqliteStore, clock: FixedClock, more: bytes
) -> None:
    newer = ARCHIVE_VERSION + 1
    data = (
        b'{"format": "hallway-archive", "version": %d, "made": "2027-01-01T00:00:00Z", "tables": {}' % newer
    )
    with (
        open_empty(store) as fresh,
        pytest.raises(UnreadableFile, match=rf"a newer Hallway wrote it \(version {newer}.*Update Hallway"),
    ):
        load_archive(fresh, clock, data=data + more + b"}")
    with pytest.raises(UnreadableFile):
        open_archive(data + more + b"}", name="hallway.json")


# ----------------------------------------------------------------------------------------- calendar


def test_steps_and_promises_stand_in_the_calendar(full_store: SqliteStore, clock: FixedClock) -> None:
    calendar = export_calendar(full_store, clock).decode()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") >= len(PEOPLE)


def test_another_reader_finds_single_events_in_the_feed(full_store: SqliteStore, clock: FixedClock) -> None:
    events = Calendar.from_ical(calendar_feed(full_store, clock).data).walk("VEVENT")
    assert len(events) >= len(PEOPLE)
    assert not any("RRULE" in each or "RDATE" in each for each in events)
    assert len({str(each["UID"]) for each in events}) == len(events)


def test_the_mark_of_the_feed_changes_with_what_stands_in_it(store: SqliteStore, clock: FixedClock) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    first = calendar_feed(store, clock)
    assert calendar_feed(store, clock).mark == first.mark
    promise(store, clock, bolu.id)
    assert calendar_feed(store, clock).mark != first.mark


def promise(store: SqliteStore, clock: FixedClock, person: PersonId) -> None:
    make_promise(store, clock, person=person, by=By.ME, text="Send my CV", due=date(2026, 12, 1))


def test_before_set_up_the_feed_is_an_empty_calendar(empty_store: SqliteStore, clock: FixedClock) -> None:
    assert not Calendar.from_ical(calendar_feed(empty_store, clock).data).walk("VEVENT")
