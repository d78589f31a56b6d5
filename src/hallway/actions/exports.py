"""The record as files: the tracker for spreadsheets, the archive, the calendar."""

from hallway.actions.applicants import zone_of
from hallway.actions.calendars import calendar_entries
from hallway.actions.contacts import last_days
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.people import Person, Standing
from hallway.formats.archives import write_archive
from hallway.formats.calendars import write_calendar
from hallway.formats.trackers import TrackerRow, write_tracker

ARCHIVE_VERSION = 1
"""The shape of the tables in an archive: it grows when a table changes."""


def export_tracker(store: Store, clock: Clock) -> bytes:
    """Return everybody active as a spreadsheet, with the columns every guide asks for (CON-24).

    A person's first e-mail address goes along; the archive keeps them all.
    """
    del clock  # a tracker carries no day of its own
    with store.reading() as reading:
        return write_tracker(_rows(reading))


def _rows(reading: Reading) -> list[TrackerRow]:
    everybody = {each.id: each for each in reading.all(Person)}
    places = _places(reading)
    last_day = last_days(reading, zone_of(reading))
    rows = []
    for each in sorted(everybody.values(), key=lambda one: (one.name.casefold(), one.id)):
        if each.standing is not Standing.ACTIVE:
            continue
        institution, department = places.get(each.id, ("", ""))
        introducer = everybody.get(each.introduced_by) if each.introduced_by else None
        rows.append(
            TrackerRow(
                name=each.name,
                role=each.role or None,
                specialty=each.specialty or None,
                institution=institution or None,
                how_met=each.how_met or None,
                last_contact=last_day(each.id),
                topics=each.topics,
                next_follow_up=each.next_follow_up,
                department=department or None,
                email=each.emails[0] if each.emails else None,
                phone="; ".join(each.phones) or None,
                profile_url=each.profile_url or None,
                city=each.city or None,
                state=each.state or None,
                country=each.country or None,
                zone=each.zone or None,
                introduced_by=introducer.name if introducer else None,
                groups=tuple(group.value for group in each.groups),
                notes=each.notes or None,
            )
        )
    return rows


def _places(reading: Reading) -> dict[PersonId, tuple[str, str]]:
    institutions = {each.id: each.name for each in reading.all(Institution)}
    departments = {each.id: each.name for each in reading.all(Department)}
    return {
        each.person: (institutions[each.institution], departments[each.department] if each.department else "")
        for each in reading.all(Affiliation, is_main=True)
    }


def export_archive(store: Store, clock: Clock) -> bytes:
    """Return the whole record as one file that loads back to an equal record; history is left out."""
    with store.reading() as reading:
        tables = reading.dump()
    return write_archive(tables, made=clock.now(), version=ARCHIVE_VERSION)


def export_calendar(store: Store, clock: Clock) -> bytes:
    """Return steps and promises as a calendar (FUP-14)."""
    return write_calendar(calendar_entries(store, clock), name="Hallway", made=clock.now())
