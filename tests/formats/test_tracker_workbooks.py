import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from hallway.formats.contacts import ContactRow, read_contacts
from hallway.formats.mappings import guess_mapping
from hallway.formats.tracker_workbooks import write_tracker_workbook
from hallway.formats.trackers import HEADERS, TrackerRow
from hallway.formats.workbooks import read_workbook
from tests.formats.rude import tracker_rows
from tests.formats.test_trackers import expected

MADE = date(2026, 11, 22)
ANA = TrackerRow(
    name="Ana Ruiz",
    role="fellow",
    specialty="Plastic surgery",
    institution="Mercy Hill Medical Center",
    how_met="Poster session",
    last_contact=date(2026, 3, 7),
    topics=("flaps", "burns"),
    next_follow_up=date(2026, 12, 25),
    phones=("+1 555 0100",),
    groups=("mentor", "sponsor"),
    notes="=1+1\nsecond line",
)


def write(*rows: TrackerRow) -> bytes:
    return write_tracker_workbook(rows, made=MADE)


def read_back(data: bytes) -> tuple[ContactRow, ...]:
    table = read_workbook(data).table
    return read_contacts(table, guess_mapping(table.headers)).rows


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name).decode()


@pytest.mark.requirement("CON-24")
def test_what_was_written_is_read_back() -> None:
    assert read_back(write(ANA)) == (expected(ANA, 2),)


@pytest.mark.requirement("CON-24")
def test_a_second_reader_sees_the_columns_and_real_days() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write(ANA)))
    assert book.sheet_names == ["People", "About", "Lists"]
    [headers, cells] = book.get_sheet_by_name("People").to_python()
    assert headers == [*HEADERS[:8], "Phone", "Groups", "Notes"]
    assert cells == [
        "Ana Ruiz",
        "fellow",
        "Plastic surgery",
        "Mercy Hill Medical Center",
        "Poster session",
        date(2026, 3, 7),
        "flaps; burns",
        date(2026, 12, 25),
        "+1 555 0100",
        "mentor; sponsor",
        "=1+1\nsecond line",
    ]


def test_the_first_row_and_the_names_stay_in_sight_and_can_be_filtered() -> None:
    sheet = part(write(ANA), "xl/worksheets/sheet1.xml")
    assert 'topLeftCell="B2"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:K2"' in sheet


def test_the_look_is_that_of_a_careful_person() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(ANA, TrackerRow(name="Bo"))))
    people = book["People"]
    assert [people.cell(1, place).font.b for place in (1, 11)] == [True, True]
    assert people.cell(2, 6).number_format == "yyyy-mm-dd"
    assert people.cell(2, 6).value == datetime(2026, 3, 7)  # noqa: DTZ001 - cells carry no zone
    assert people.cell(2, 11).alignment.wrap_text
    widths = {name: column.width for name, column in people.column_dimensions.items()}
    assert (widths["A"], widths["D"]) == (12, 27)
    assert people.print_title_rows == "$1:$1"
    assert book["Lists"].sheet_state == "hidden"
    assert "2026-11-22" in str(book["About"]["A2"].value)


def test_roles_and_groups_are_offered_and_never_forced() -> None:
    data = write_tracker_workbook([ANA], made=MADE, roles=["fellow", "chair"], groups=["mentor"])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    lists = re.findall(
        r'<dataValidation sqref="([A-Z]+2:[A-Z]+\d+)"[^>]*>.*?<formula1>(.*?)</formula1>', sheet
    )
    assert lists == [("B2:B201", "Lists!$A$2:$A$3"), ("J2:J201", "Lists!$B$2:$B$2")]
    assert sheet.count('type="list"') == 2
    assert 'showErrorMessage="1"' not in sheet
    offered = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data))["Lists"]]
    assert offered == [["Role", "Groups"], ["fellow", "mentor"], ["chair", None]]


@pytest.mark.parametrize("text", ["=1+1", "+1 555 0100", "-x", "@x", "=HYPERLINK(1)", "'=1"])
def test_nothing_in_it_is_a_formula(text: str) -> None:
    data = write(TrackerRow(name=text, role=text, notes=text, topics=(text,)))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for row in book["People"] for cell in row if cell.value is not None} == {"s"}
    assert book["People"]["A2"].quotePrefix is (not text.startswith("'"))
    assert [row.name for row in read_back(data)] == [text]


def test_columns_that_nobody_fills_are_left_out_but_for_those_of_the_guides() -> None:
    assert read_workbook(write(TrackerRow(name="Bo"))).table.headers == HEADERS[:8]


def test_notes_longer_than_a_cell_go_on_in_the_next_column() -> None:
    row = TrackerRow(name="Ana", notes="\n".join(f"line {number} of long notes" for number in range(4000)))
    table = read_workbook(write(row)).table
    assert [header for header in table.headers if header.startswith("Notes")] == [
        "Notes",
        "Notes 2",
        "Notes 3",
    ]
    assert [each.notes for each in read_back(write(row))] == [row.notes]


def test_a_day_that_excel_cannot_count_is_written_as_text() -> None:
    row = TrackerRow(name="Ana", last_contact=date(1900, 1, 31))
    assert [each.last_contact for each in read_back(write(row))] == [date(1900, 1, 31)]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert write(ANA) == write(ANA)
    assert "2026-11-22T00:00:00Z" in part(write(ANA), "docProps/core.xml")


def test_a_tracker_of_nobody_still_has_its_columns() -> None:
    [headers] = CalamineWorkbook.from_filelike(io.BytesIO(write())).get_sheet_by_name("People").to_python()
    assert headers == list(HEADERS[:8])


def carried(row: TrackerRow) -> TrackerRow:
    """Return a row as XML can carry it: without the two letters that no text should hold."""

    def carry(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(carry, value))
        return re.sub("[\ufffe\uffff]", "\ufffd", value) if isinstance(value, str) else value

    changes: dict[str, Any] = {name: carry(getattr(row, name)) for name in row.__slots__}
    return replace(row, **changes)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.lists(tracker_rows, min_size=1, max_size=3))
def test_rude_text_survives_the_round_trip(rows: list[TrackerRow]) -> None:
    named = [row for row in rows if expected(row, 0).name]
    if named:
        found = [replace(row, line=0, problems=()) for row in read_back(write(*named))]
        assert found == [expected(carried(row), 0) for row in named]
