"""People as files for other programs: spreadsheets and contact cards; and steps as a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hallway.actions import typed_text
from hallway.actions.applicants import today_in, zone_of
from hallway.actions.calendars import NAME, calendar_entries
from hallway.actions.contacts import last_days
from hallway.actions.fields import choices_of
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.people import Group, Person, Standing
from hallway.formats.calendars import write_calendar
from hallway.formats.trackers import TrackerRow, write_tracker


@dataclass(frozen=True, slots=True)
class _Leaving:
    """One person who goes into a file, with what stands elsewhere in the record."""

    person: Person
    institution: str
    department: str
    introducer: str
    last_contact: date | None


def export_tracker(store: Store, clock: Clock, *, group: str = "") -> bytes:
    """Return everybody active, or of one group, as CSV with the columns every guide asks for (CON-24)."""
    del clock  # a tracker carries no day of its own
    with store.reading() as reading:
        return write_tracker(map(_tracker_row, _leaving(reading, group)))


def export_workbook(store: Store, clock: Clock, *, group: str = "") -> bytes:
    """Return everybody active, or of one group, as a workbook (xlsx) with the columns of the tracker."""
    from hallway.formats.tracker_workbooks import write_tracker_workbook  # noqa: PLC0415 - loads openpyxl

    with store.reading() as reading:
        rows = [_tracker_row(each) for each in _leaving(reading, group)]
        return write_tracker_workbook(rows, made=today_in(reading, clock))


def export_vcards(
    store: Store, clock: Clock, *, version: Literal["4.0", "3.0"] = "4.0", group: str = ""
) -> bytes:
    """Return everybody active, or of one group, as contact cards for phones and mail programs."""
    from hallway.formats.vcard_writing import VCardPerson, write_vcards  # noqa: PLC0415 - only for this file

    del clock  # a card carries no day of its own
    with store.reading() as reading:
        cards = [
            VCardPerson(
                id=each.person.id,
                name=each.person.name,
                given=each.person.given,
                family=each.person.family,
                credentials=each.person.credentials,
                role=each.person.role,
                specialty=each.person.specialty,
                subspecialty=each.person.subspecialty,
                institution=each.institution,
                department=each.department,
                emails=each.person.emails,
                phones=each.person.phones,
                profile_url=each.person.profile_url,
                city=each.person.city,
                state=each.person.state,
                country=each.person.country,
                zone=each.person.zone,
                groups=tuple(group.value for group in each.person.groups),
                topics=each.person.topics,
                how_met=each.person.how_met,
                introduced_by=each.introducer,
                last_contact=each.last_contact,
                next_follow_up=each.person.next_follow_up,
                notes=each.person.notes,
            )
            for each in _leaving(reading, group)
        ]
    return write_vcards(cards, version=version)


def export_google(store: Store, clock: Clock, *, group: str = "") -> bytes:
    """Return everybody active, or of one group, as the CSV file that Google Contacts imports."""
    from hallway.formats.google_writing import write_google  # noqa: PLC0415 - only for this file

    del clock  # as above
    with store.reading() as reading:
        return write_google(map(_tracker_row, _leaving(reading, group)))


def export_calendar(store: Store, clock: Clock) -> bytes:
    """Return steps and promises as a calendar (FUP-14)."""
    return write_calendar(calendar_entries(store, clock), name=NAME, made=clock.now())


def _leaving(reading: Reading, group: str) -> Iterator[_Leaving]:
    """Yield who is active and of the group, by name.

    Raises:
        InvalidValue: there is no such group.
    """
    wanted = typed_text.read_choice("group", group, choices_of(Group))
    everybody = {each.id: each for each in reading.all(Person)}
    places = _places(reading)
    last_day = last_days(reading, zone_of(reading))
    for each in sorted(everybody.values(), key=lambda one: (one.name.casefold(), one.id)):
        if each.standing is not Standing.ACTIVE or (wanted and Group(wanted) not in each.groups):
            continue
        institution, department = places.get(each.id, ("", ""))
        introducer = everybody.get(each.introduced_by) if each.introduced_by else None
        yield _Leaving(
            each, institution, department, introducer.name if introducer else "", last_day(each.id)
        )


def _tracker_row(leaving: _Leaving) -> TrackerRow:
    person = leaving.person
    return TrackerRow(
        name=person.name,
        role=person.role or None,
        specialty=person.specialty or None,
        institution=leaving.institution or None,
        how_met=person.how_met or None,
        last_contact=leaving.last_contact,
        topics=person.topics,
        next_follow_up=person.next_follow_up,
        department=leaving.department or None,
        emails=person.emails,
        phones=person.phones,
        profile_url=person.profile_url or None,
        city=person.city or None,
        state=person.state or None,
        country=person.country or None,
        zone=person.zone or None,
        introduced_by=leaving.introducer or None,
        groups=tuple(group.value for group in person.groups),
        notes=person.notes or None,
        given=person.given or None,
        family=person.family or None,
        credentials=person.credentials or None,
        subspecialty=person.subspecialty or None,
    )


def _places(reading: Reading) -> dict[PersonId, tuple[str, str]]:
    institutions = {each.id: each.name for each in reading.all(Institution)}
    departments = {each.id: each.name for each in reading.all(Department)}
    return {
        each.person: (institutions[each.institution], departments[each.department] if each.department else "")
        for each in reading.all(Affiliation, is_main=True)
    }
