import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from hallway.formats.contacts import read_contacts
from hallway.formats.mappings import guess_mapping
from hallway.formats.problems import UnknownSheet, UnreadableFile
from hallway.formats.tables import Limits, Row
from hallway.formats.workbooks import Sheet, is_workbook, read_sheet, read_workbook, sheets_of, show_value

Cells = Sequence[str | float | date | datetime | time | bool | None]


def save(*sheets: tuple[str, Iterable[Cells]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """Return a workbook of these sheets; `change` may still do something to each."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
        if change is not None:
            change(sheet)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def repack(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook in which one part says something else."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return changed.getvalue()


PEOPLE: list[Cells] = [["Name", "Institution", "Last contact"], ["Ana", "Mercy", date(2026, 3, 7)]]
SHEET = "xl/worksheets/sheet1.xml"


def cells_of(data: bytes, sheet: str | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(data, sheet).rows]


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_sheet(data, None, name="people.xlsx", limits=limits or Limits())
    return str(caught.value)


# -------------------------------------------------------------------------------------------- values


def test_a_sheet_is_a_table_whose_lines_are_its_rows() -> None:
    data = save(("People", [["My network"], [], ["Name", "City"], [], ["Ana", "Dallas"], ["Bo", None]]))
    table = read_sheet(data, None)
    assert (table.headers, table.encoding, table.problems) == (("Name", "City"), "xlsx", ())
    assert table.rows == (Row(5, ("Ana", "Dallas")), Row(6, ("Bo", "")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb", "a\nb"),
        (5550100, "5550100"),
        (15550100000.0, "15550100000"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (date(2026, 3, 7), "2026-03-07"),
        (datetime(2026, 3, 7), "2026-03-07"),  # noqa: DTZ001 - cells carry no zone
        (datetime(2026, 3, 7, 10, 30), "2026-03-07 10:30"),  # noqa: DTZ001 - as above
        (time(10, 30), "10:30:00"),
    ],
)
def test_a_value_is_read_as_the_text_that_it_shows(value: str | float | date, text: str) -> None:
    assert cells_of(save(("People", [["Name", "Thing"], ["Ana", value]]))) == [("Ana", text)]


def test_days_reach_the_contacts_as_days() -> None:
    table = read_sheet(save(("People", PEOPLE)), None)
    [row] = read_contacts(table, guess_mapping(table.headers)).rows
    assert (row.line, row.last_contact) == (2, date(2026, 3, 7))


def test_a_formula_is_read_by_the_result_that_was_stored_with_it() -> None:
    data = save(("People", [["Name", "City"], ["Ana", "=1+1"]]))
    data = repack(data, SHEET, "<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    assert cells_of(data) == [("Ana", "2")]


def test_the_error_of_a_formula_is_read_as_empty_and_told() -> None:
    data = save(("People", [["Name", "City"], ["Ana", "#N/A"], ["Bo", "#REF!"]]))
    table = read_sheet(data, None)
    assert [row.cells for row in table.rows] == [("Ana", ""), ("Bo", "")]
    [problem] = table.problems
    assert (problem.line, problem.says) == (
        2,
        "A cell of this row (and 1 more below) holds the error of a formula; it was read as empty.",
    )


def test_control_characters_that_a_workbook_escapes_are_read() -> None:
    assert show_value("a_x000D_\nb_x005F_x000D_") == "a\r\nb_x000D_"


def test_a_cell_merged_downwards_counts_for_every_row() -> None:
    rows: list[Cells] = [
        ["Name", "Institution"],
        ["Ana", "Mercy"],
        ["Bo"],
        ["Cy"],
        ["Di", "Grace"],
        ["Title", None],
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B4")
        sheet.merge_cells("A6:B6")

    assert cells_of(save(("People", rows), change=merge)) == [
        ("Ana", "Mercy"),
        ("Bo", "Mercy"),
        ("Cy", "Mercy"),
        ("Di", "Grace"),
        ("Title", ""),
    ]


# -------------------------------------------------------------------------------------------- sheets


def several() -> bytes:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden" if sheet.title == "Old" else "visible"

    return save(
        ("Cover", [["My network, spring 2026"]]),
        ("Empty", []),
        ("Budget", [("Item", "Cost"), *(("Travel", each) for each in range(20))]),
        ("People", [*PEOPLE, ["Bo", "Grace", None]]),
        ("Residents", [["First name", "Last name", "E-mail"], ["Cy", "Young", "cy@example.org"]]),
        ("Old", [["Name", "Phone", "City"], *[[f"P{each}", "555 0100", "Dallas"] for each in range(9)]]),
        change=hide,
    )


def test_the_sheets_are_told_with_their_sizes() -> None:
    assert sheets_of(several()) == (
        Sheet("Cover", 0, 1),
        Sheet("Budget", 20, 2),
        Sheet("People", 2, 3),
        Sheet("Residents", 1, 3),
        Sheet("Old", 9, 3, is_hidden=True),
    )


def test_the_rows_of_a_long_sheet_are_told_without_reading_them_all() -> None:
    data = save(("People", [["Name", "City"], *[[f"P{each}", "x"] for each in range(500)]]))
    assert sheets_of(data) == (Sheet("People", 500, 2),)


def test_the_sheet_with_most_people_is_read_and_the_others_are_told() -> None:
    book = read_workbook(several(), name="network.xlsx")
    assert (book.chosen, [row.cells[0] for row in book.table.rows]) == ("People", ["Ana", "Bo"])
    [problem] = book.table.problems
    assert problem.says == (
        "Only the sheet 'People' was read; people stand in others, too: 'Residents', 'Old'."
    )
    assert problem.remedy == "Read them with --sheet NAME."


def test_a_sheet_is_read_by_its_name_even_a_hidden_one() -> None:
    assert [cells[0] for cells in cells_of(several(), "Residents")] == ["Cy"]
    assert len(cells_of(several(), " old ")) == 9
    assert read_sheet(several(), "Residents").problems == ()


def test_an_unknown_sheet_is_an_error_with_the_nearest_names() -> None:
    with pytest.raises(UnknownSheet) as caught:
        read_sheet(several(), "Poeple")
    assert str(caught.value) == "The workbook has no sheet 'Poeple'. Did you mean 'People'?"


def test_messages_name_the_sheet_and_the_row() -> None:
    data = save(("People", [["Name", "Name"], ["Ana", "x"]]), ("Notes", [["x"]]))
    assert "people.xlsx, sheet 'People', row 1: columns 1 and 2 are both called 'Name'" in refusal(data)


# ------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Name,City\nAna,Dallas\n", "it is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Office file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a password protects it"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument"),
        (b"PK\x03\x04Index/Document.iwa", "an Apple Numbers document"),
        (b"PK\x03\x04 xl/workbook.bin", "a binary Excel workbook"),
        (b"PK\x03\x04 xl/workbook.xml", "its container is damaged"),
        (save(("People", PEOPLE))[:-30], "its container is damaged"),
        (save(("Empty", [])), "it is empty"),
        (save(("People", [["Name", "City"]])), "column names but no rows"),
        (repack(save(("People", PEOPLE)), SHEET, "<row", "<raw"), "it is damaged"),
        (repack(save(("People", PEOPLE)), SHEET, 'r="A1"', 'r="ZZZZZZ1"'), "it is damaged"),
        (repack(save(("People", PEOPLE)), "xl/workbook.xml", "<sheets>", "<!DOCTYPE a><sheets>"), "declares"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_way_out(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_the_limits_of_tables_hold() -> None:
    rows: list[Cells] = [["Name", "Notes"], ["Ana", "x" * 200], ["Bo", "y"], ["Cy", "z"]]
    data = save(("People", rows))
    assert "row 4: it has more than 2 rows" in refusal(data, Limits(rows=2))
    assert "row 2: a cell is longer than 100 characters" in refusal(data, Limits(cell=100))
    assert "row 1: it has more than 1 columns" in refusal(data, Limits(columns=1))
    assert "at most 0.0 MB are read" in refusal(data, Limits(size=100))


def test_a_row_at_the_end_of_the_world_is_reached_at_once() -> None:
    data = repack(save(("People", PEOPLE)), SHEET, '<row r="2">', '<row r="99999999999">')
    assert read_sheet(data, None).rows == (Row(99999999999, ("Ana", "Mercy", "2026-03-07")),)


def test_openpyxl_reads_xml_through_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


def test_a_workbook_is_known_by_its_bytes() -> None:
    assert is_workbook(save(("People", PEOPLE)))
    assert not is_workbook(b"PK\x03\x04word/document.xml")


# --------------------------------------------------------------------------------------------- laws

_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=20),
    st.sampled_from(["Name", "E-mail", "#N/A", "=1+1", "ana@example.org"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.lists(st.lists(_values, max_size=5), max_size=8))
def test_whatever_the_cells_the_answer_is_a_table_or_a_refusal(rows: list[list[str | float | date]]) -> None:
    data = save(("People", rows), ("More", rows[::-1]))
    assert all(sheet.rows >= 0 for sheet in sheets_of(data))
    try:
        table = read_sheet(data, None)
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)


BOOK = save(("People", PEOPLE), ("More", PEOPLE))
PARTS = ("xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")


@settings(max_examples=60)
@given(st.sampled_from(PARTS), st.integers(0, 3000), st.binary(max_size=12), st.integers(0, 40))
def test_whatever_the_parts_say_the_answer_is_a_table_or_a_refusal(
    part: str, place: int, change: bytes, length: int
) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as before, zipfile.ZipFile(broken, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            cut = place % (len(text) + 1)
            after.writestr(name, text[:cut] + change + text[cut + length :] if name == part else text)
    try:
        table = read_sheet(broken.getvalue(), None)
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)
