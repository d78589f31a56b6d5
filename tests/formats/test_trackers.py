import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hallway.formats.contacts import ContactRow, read_contacts
from hallway.formats.mappings import guess_mapping
from hallway.formats.tables import read_table
from hallway.formats.texts import clean_line, clean_lines
from hallway.formats.trackers import HEADERS, TrackerRow, write_tracker
from tests.formats.rude import tracker_rows


def one_line(text: str | None) -> str | None:
    return clean_line(text or "") or None


def expected(row: TrackerRow, line: int) -> ContactRow:
    """Return what must be read back: the same values, cleaned as everything is."""
    return ContactRow(
        line=line,
        name=one_line(row.name),
        given=one_line(row.given),
        family=one_line(row.family),
        credentials=one_line(row.credentials),
        role=one_line(row.role),
        specialty=one_line(row.specialty),
        subspecialty=one_line(row.subspecialty),
        institution=one_line(row.institution),
        department=one_line(row.department),
        emails=row.emails,
        phones=tuple(dict.fromkeys(filter(None, map(clean_line, row.phones)))),
        profile_url=row.profile_url,
        city=one_line(row.city),
        state=one_line(row.state),
        country=one_line(row.country),
        zone=row.zone,
        how_met=one_line(row.how_met),
        introduced_by=one_line(row.introduced_by),
        last_contact=row.last_contact,
        topics=tuple(dict.fromkeys(filter(None, map(clean_line, row.topics)))),
        next_follow_up=row.next_follow_up,
        groups=row.groups,
        notes=clean_lines(row.notes or "") or None,
    )


def read_back(data: bytes) -> tuple[ContactRow, ...]:
    table = read_table(data)
    return read_contacts(table, guess_mapping(table.headers)).rows


def test_the_file_is_as_excel_wants_it() -> None:
    data = write_tracker([TrackerRow(name="José", notes="a\nb"), TrackerRow(name="Bo", city="Dallas, TX")])
    assert data.startswith(
        b"\xef\xbb\xbfName,Role,Specialty,Institution,How met,Last contact,Topics,Next follow-up,"
    )
    assert data.count(b"\r\n") == 3
    assert read_table(data).encoding == "utf-8-sig"


@pytest.mark.requirement("CON-24")
def test_the_columns_of_the_guides_come_first() -> None:
    assert (
        read_table(write_tracker([TrackerRow(name="Ana")])).headers
        == HEADERS
        == (
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
    )


@pytest.mark.parametrize("text", ["=1+1", "+1 555 0100", "-x", "@x", "\tx", "\rx", "=HYPERLINK(1)", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralized(text: str) -> None:
    data = write_tracker([TrackerRow(name="Ana", role=text, notes=text)])
    [_, cells] = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (cells[1], cells[-1]) == (f"'{text}", f"'{text}")


@pytest.mark.requirement("CON-24")
def test_what_was_written_is_read_back() -> None:
    row = TrackerRow(
        name="Ana Ruiz, MD",
        role="Chair",
        specialty="Plastic surgery",
        institution='Mercy "Hill", Inc.',
        how_met="Poster session",
        last_contact=date(2026, 3, 7),
        topics=("flaps, free", "burns"),
        next_follow_up=date(2026, 12, 25),
        department="Burns",
        emails=("ana@example.org", "ruiz@mercy.example.edu"),
        phones=("+1 555 0100", "555 0101, ext. 7"),
        profile_url="https://example.org/ana",
        city="Dallas",
        state="TX",
        country="USA",
        zone="America/Chicago",
        introduced_by="Bo Li",
        groups=("mentor", "sponsor"),
        given="Ana",
        family="Ruiz",
        credentials="MD",
        subspecialty="Burns",
        notes="one\n\ntwo; three",
    )
    assert read_back(write_tracker([row])) == (expected(row, 2),)


@pytest.mark.requirement("CON-24")
@given(st.lists(tracker_rows, min_size=1, max_size=4))
def test_rude_text_survives_the_round_trip(rows: list[TrackerRow]) -> None:
    # Nobody in a record has a part of a name but no name; such a row would get one.
    rows = [row for row in rows if one_line(row.name) or not (one_line(row.given) or one_line(row.family))]
    assume(any(clean_line(row.name) for row in rows))
    data = write_tracker(rows)
    found = [replace(row, line=0, problems=()) for row in read_back(data)]
    wanted = [expected(row, 0) for row in rows]
    assert found == [row for row in wanted if row.name or row.emails or row.phones]


@given(st.lists(tracker_rows, max_size=3))
def test_the_same_rows_give_the_same_bytes(rows: list[TrackerRow]) -> None:
    assert write_tracker(rows) == write_tracker(iter(rows))
