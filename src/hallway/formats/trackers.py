"""Write the tracker: a spreadsheet of contacts that reads back to equal values."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from hallway.formats.fields import join_list, join_phones
from hallway.formats.texts import clean_line, make_writable, neutralize

HEADERS: Final = (
    "Name",
    "Role",
    "Specialty",
    "Institution",
    "How met",
    "Last contact",
    "Topics",
    "Next follow-up",
    "Department",
    "E-mail",
    "Phone",
    "Profile URL",
    "City",
    "State",
    "Country",
    "Zone",
    "Introduced by",
    "Groups",
    "Given name",
    "Family name",
    "Credentials",
    "Subspecialty",
    "Notes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerRow:
    """One person as a line of the tracker."""

    name: str
    role: str | None = None
    specialty: str | None = None
    institution: str | None = None
    how_met: str | None = None
    last_contact: date | None = None
    topics: tuple[str, ...] = ()
    next_follow_up: date | None = None
    department: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile_url: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    zone: str | None = None
    introduced_by: str | None = None
    groups: tuple[str, ...] = ()
    given: str | None = None
    family: str | None = None
    credentials: str | None = None
    subspecialty: str | None = None
    notes: str | None = None


def write_tracker(rows: Iterable[TrackerRow]) -> bytes:
    """Return a CSV file that Excel opens as it is: UTF-8 with a mark, CRLF, and no cell that it would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([_write_cell(cell) for cell in tracker_cells(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def tracker_cells(row: TrackerRow) -> tuple[str | date | None, ...]:
    """Return the cells in the order of `HEADERS`."""
    return (
        row.name,
        row.role,
        row.specialty,
        row.institution,
        row.how_met,
        row.last_contact,
        join_list(filter(None, map(clean_line, row.topics))),
        row.next_follow_up,
        row.department,
        "; ".join(row.emails),
        join_phones(filter(None, map(clean_line, row.phones))),
        row.profile_url,
        row.city,
        row.state,
        row.country,
        row.zone,
        row.introduced_by,
        join_list(row.groups),
        row.given,
        row.family,
        row.credentials,
        row.subspecialty,
        row.notes,
    )


def _write_cell(cell: str | date | None) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else neutralize(make_writable(cell))
