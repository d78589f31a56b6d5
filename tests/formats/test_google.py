import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.contacts import ContactFile, ContactRow
from hallway.formats.google import is_google, read_google
from hallway.formats.google_writing import write_google
from hallway.formats.problems import UnreadableFile
from hallway.formats.tables import Row, Table, read_table
from hallway.formats.texts import clean_line
from hallway.formats.trackers import TrackerRow
from tests.formats.rude import rude_text, tracker_rows
from tests.formats.test_trackers import expected

GOLDEN = Path(__file__).parents[1] / "golden"


def golden(name: str) -> ContactFile:
    return read_google(read_table((GOLDEN / name).read_bytes(), name=name))


def read(headers: str, cells: str) -> ContactRow:
    [row] = read_google(read_table(f"{headers}\n{cells}\n".encode())).rows
    return row


def test_an_export_as_google_writes_it_since_2024() -> None:
    file = golden("google_contacts_2024.csv")
    assert (file.kind, file.questions) == ("google", ())
    assert [replace(row, problems=()) for row in file.rows] == [
        ContactRow(
            line=2,
            name="Ines María Calloway",
            given="Ines",
            family="Calloway",
            credentials="MD",
            role="Associate Program Director",
            institution="Lakeside University Hospital",
            department="Plastic Surgery",
            emails=("i.calloway@example.edu", "ines@example.edu", "ines@example.org"),
            phones=("+1 555-0100", "+1 555-0101"),
            profile_url="https://www.linkedin.com/in/ines-calloway-0001",
            city="Boston",
            state="MA",
            country="USA",
            how_met="Poster session",
            groups=("mentor",),
            notes=(
                'Met at the poster wall.\nLikes "free flaps", burns\n'
                "Nickname: Nes\n"
                "Work Fax: 555-0102\n"
                "Blog: https://blog.example.org\n"
                "Work address: 200 Lake Dr, Boston, MA 02115\n"
                "Home address: 1 Elm St, Dallas, TX 75201, US\n"
                "Groups: burns club\n"
                "Anniversary: 2015-06-01\n"
                "Spouse: Bo Calloway\n"
                "Birthday: 1980-02-29"
            ),
        ),
        ContactRow(line=8, emails=("office@example.edu",)),
        ContactRow(
            line=9,
            name="怡君 陳 Jr.",
            given="怡君",
            family="陳",
            city="Taipei",
            country="Taiwan",
            notes="Title: Prof.\nParking: P2\nPhonetic First Name: Yijun\nPhonetic Last Name: Chen",
        ),
        ContactRow(
            line=10,
            name="Coach",
            phones=("+1 555-0103",),
            notes="Website: javascript:alert(1)\nGroups: friends",
        ),
    ]
    assert [(problem.line, problem.field, problem.says) for problem in file.problems] == [
        (7, "name", "Empty row: neither a name nor an e-mail address, only Mercy Hill Medical Center."),
        (8, "name", "No name, only the e-mail address office@example.edu."),
        (10, "profile_url", "'javascript:alert(1)' is not a web address (Website)."),
    ]


def test_an_export_as_google_wrote_it_before_2024() -> None:
    file = golden("google_contacts_2023.csv")
    assert file.rows == (
        ContactRow(
            line=2,
            name="José Núñez-Ferrer",
            given="José",
            family="Núñez-Ferrer",
            credentials="PhD",
            role="Chief Resident",
            institution="Mercy Hill Medical Center",
            emails=("jose.nunez@example.edu",),
            phones=("555 0104",),
            profile_url="https://example.edu/jose",
            city="Cleveland",
            state="OH",
            country="United States",
            introduced_by="Ines Calloway",
            groups=("peer",),
            notes=(
                "kind\nOrganization: Riverbend General\nHobby: Chess\n"
                "Organization 1 - Job Description: Nights"
            ),
        ),
        ContactRow(line=4, name="Zofia Łukowska"),
    )
    [problem] = file.problems
    assert (problem.line, problem.field) == (5, "name")
    assert "only Northfield Pharmacy" in problem.says


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("First Name,Last Name,Labels,File As", True),
        ("First Name,Last Name,Organization Name,Organization Title", True),
        ("Name,Given Name,Family Name,Group Membership", True),
        ("First Name,Last Name,URL,Company,Position,Connected On", False),
        ("First Name,Last Name,Organization Name", False),
        ("Name,E-mail 1 - Value", False),
    ],
)
def test_an_export_is_known_by_its_header(header: str, answer: bool) -> None:  # noqa: FBT001 - an expected value
    assert is_google(read_table(f"{header}\na,b,c,d,e,f\n".encode())) is answer


@pytest.mark.parametrize(
    ("cells", "name", "notes"),
    [
        (",,Riverbend,,", "Riverbend", None),
        (",,,Coach,", "Coach", None),
        ('Ana,Ruiz,"Ruiz, Ana",,', "Ana Ruiz", None),
        ("Ana,Ruiz,Burns club,,", "Ana Ruiz", "File As: Burns club"),
        ('Ana,"Ruiz, MD",,,', "Ana Ruiz, MD", None),
        ("Ana,Ruiz,,,III", "Ana Ruiz III", None),
    ],
)
def test_a_display_name_or_nickname_stands_in_for_a_missing_name(
    cells: str, name: str, notes: str | None
) -> None:
    row = read("First Name,Last Name,File As,Nickname,Name Suffix", cells)
    assert (row.name, row.notes) == (name, notes)


def test_columns_that_somebody_added_are_read_by_their_names() -> None:
    row = read(
        "First Name,Last Name,File As,Labels,Specialty,Last contact,Follow up on,Zone",
        "Ana,Ruiz,,,Surgery,2026-03-07,03/04/2026,america/chicago",
    )
    assert (row.specialty, row.last_contact, row.zone) == ("Surgery", date(2026, 3, 7), "America/Chicago")
    assert row.notes == "Follow up on: 03/04/2026"
    assert [problem.field for problem in row.problems] == ["next_follow_up"]


@given(
    st.lists(
        st.sampled_from(
            [
                "First Name",
                "Last Name",
                "File As",
                "Name Suffix",
                "Labels",
                "Organization Name",
                "E-mail 1 - Label",
                "E-mail 1 - Value",
                "Phone 1 - Value",
                "Address 1 - Label",
                "Address 1 - Formatted",
                "Address 1 - City",
                "Website 1 - Value",
                "Event 1 - Label",
                "Custom Field 1 - Label",
                "Custom Field 1 - Value",
                "Notes",
            ]
        ),
        min_size=1,
        unique=True,
    ),
    st.data(),
)
def test_whatever_the_cells_rows_are_people_and_problems_speak(
    headers: list[str], data: st.DataObject
) -> None:
    cells = st.lists(rude_text, min_size=len(headers), max_size=len(headers)).map(tuple)
    rows = tuple(Row(line, data.draw(cells)) for line in range(2, 5))
    file = read_google(Table(tuple(headers), rows, "utf-8", ","))
    assert all(row.name or row.emails or row.phones for row in file.rows)
    assert all(row.name == clean_line(row.name or "") for row in file.rows if row.name)
    assert all(problem.says and problem.remedy for problem in file.problems)


# ------------------------------------------------------------------------------------------- writing


FULL = TrackerRow(
    name="Ana Berta Ruiz",
    given="Ana",
    family="Ruiz",
    credentials="MD, PhD",
    role="Chair",
    specialty="Plastic surgery",
    subspecialty="Hand",
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
    notes="one\n\ntwo; three",
)


def test_what_was_written_is_read_back() -> None:
    data = write_google([FULL])
    table = read_table(data)
    assert is_google(table)
    assert read_google(table).rows == (expected(FULL, 2),)


def test_python_reads_the_columns_that_google_expects() -> None:
    """A second reader: the one of the standard library."""
    text = write_google([FULL, TrackerRow(name="Chen Yijun", given="Yijun", family="Chen")]).decode(
        "utf-8-sig"
    )
    [first, second] = csv.DictReader(io.StringIO(text, newline=""))
    assert {name: cell for name, cell in first.items() if cell} == {
        "First Name": "Ana",
        "Middle Name": "Berta",
        "Last Name": "Ruiz",
        "Name Suffix": "MD, PhD",
        "Organization Name": 'Mercy "Hill", Inc.',
        "Organization Title": "Chair",
        "Organization Department": "Burns",
        "Notes": "one\n\ntwo; three",
        "Labels": "mentor ::: sponsor ::: * myContacts",
        "E-mail 1 - Value": "ana@example.org",
        "E-mail 2 - Value": "ruiz@mercy.example.edu",
        "Phone 1 - Value": "+1 555 0100",
        "Phone 2 - Value": "555 0101, ext. 7",
        "Address 1 - City": "Dallas",
        "Address 1 - Region": "TX",
        "Address 1 - Country": "USA",
        "Website 1 - Value": "https://example.org/ana",
        "Custom Field 1 - Label": "Specialty",
        "Custom Field 1 - Value": "Plastic surgery",
        "Custom Field 2 - Label": "Subspecialty",
        "Custom Field 2 - Value": "Hand",
        "Custom Field 3 - Label": "How met",
        "Custom Field 3 - Value": "Poster session",
        "Custom Field 4 - Label": "Introduced by",
        "Custom Field 4 - Value": "Bo Li",
        "Custom Field 5 - Label": "Last contact",
        "Custom Field 5 - Value": "2026-03-07",
        "Custom Field 6 - Label": "Next follow-up",
        "Custom Field 6 - Value": "2026-12-25",
        "Custom Field 7 - Label": "Topics",
        "Custom Field 7 - Value": "flaps, free; burns",
        "Custom Field 8 - Label": "Zone",
        "Custom Field 8 - Value": "America/Chicago",
    }
    # A name in another order than given, family is not torn apart.
    assert (second["First Name"], second["Last Name"]) == ("Chen Yijun", "")


@pytest.mark.parametrize("text", ["=1+1", "+x", "-1", "@x", "\tx", "'=1"])
def test_no_cell_is_one_that_a_spreadsheet_would_run(text: str) -> None:
    row = TrackerRow(name=text, institution=text, notes=text, phones=(text,), how_met=text)
    for cells in csv.reader(io.StringIO(write_google([row]).decode("utf-8-sig"), newline="")):
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_telephone_number_of_digits_stays_one_that_can_be_dialed() -> None:
    text = write_google([TrackerRow(name="Ana", phones=("+1 (555) 010-0100", "+1-2*3"))]).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["Phone 1 - Value"], row["Phone 2 - Value"]) == ("+1 (555) 010-0100", "'+1-2*3")


def without_middle(row: ContactRow) -> ContactRow:
    return replace(row, line=0, problems=())


@given(st.lists(tracker_rows, min_size=1, max_size=3))
def test_rude_text_survives_the_round_trip(rows: list[TrackerRow]) -> None:
    named = [row for row in rows if clean_line(row.name)]
    if not named:
        return
    try:
        table = read_table(write_google(named))
    except UnreadableFile as refusal:
        raise AssertionError(refusal) from None
    found = [without_middle(row) for row in read_google(table).rows]
    assert found == [expected(row, 0) for row in named]
