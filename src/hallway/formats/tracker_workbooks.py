"""Write the tracker as an Excel workbook that looks as if a careful person had made it."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hallway.domain.people import ROLES, Group
from hallway.formats.texts import clean_lines, neutralize
from hallway.formats.trackers import HEADERS, TrackerRow, tracker_cells

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

GROUPS: Final = tuple(group.value for group in Group)
_LISTS: Final = "Lists"
_ALWAYS: Final = (
    8  # columns that every guide asks for; the others are written when somebody has something there
)
_NOTES: Final = HEADERS.index("Notes")
_NAME_PARTS: Final = {HEADERS.index("Given name"), HEADERS.index("Family name")}
_LONGEST: Final = 32_000  # characters; Excel cuts a cell off at 32,767
_FIRST_DAY: Final = date(1900, 3, 1)  # before it, Excel counts a day that never was
_DAY_FORMAT: Final = "yyyy-mm-dd"
_SPARE_ROWS: Final = 200  # below the last person, so that the lists are there for new ones
_NARROW, _WIDE, _WIDEST = 10, 34, 60  # characters
_WRAPPED: Final = frozenset({"Topics", "Notes"})
_HEADER_COLOR: Final = "DDE7F0"
_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # a workbook would take it for a control character
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_ABOUT: Final = (
    "This workbook lists the people of your professional network.",
    "Made with Hallway on {made}. Nothing in it is calculated, and nothing is sent anywhere.",
    'On the sheet "People" each row is one person. The filter buttons narrow the list down.',
    "Days are real days, so that you can sort by them; write new ones as 2026-01-31.",
    "The lists under Role and Groups are suggestions: type over them freely, several groups with ; between.",
    "Add columns as you like. When Hallway reads this again, what it has no field for goes to the notes.",
)


def write_tracker_workbook(
    rows: Iterable[TrackerRow],
    *,
    made: date,
    roles: Sequence[str] = ROLES,
    groups: Sequence[str] = GROUPS,
) -> bytes:
    """Return the tracker as a workbook (xlsx) without any formula; the same rows give the same bytes.

    Args:
        rows: the people, in their order.
        made: the day that the workbook names as its own.
        roles: what the list of roles suggests.
        groups: what the list of groups suggests.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and only workbooks need it

    headers, table = _lay_out(rows)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Hallway"
    book.properties.title = "Network tracker"
    book.properties.created = datetime.combine(made, time())
    lists = {"Role": roles, "Groups": groups}
    _write_people(book, headers, table, {header: len(each) for header, each in lists.items()})
    _write_about(book, made)
    _write_lists(book, lists)
    saved = io.BytesIO()
    book.save(saved)
    return _date_parts(saved.getvalue(), made)


def _lay_out(rows: Iterable[TrackerRow]) -> tuple[list[str], list[list[str | date | None]]]:
    """Return the columns that are needed, and the cells in them; long notes go on in further columns."""
    table = [[_clean(cell) for cell in tracker_cells(row)] for row in rows]
    more = 0
    for cells in table:
        cells[_NOTES], *others = _cut(cells[_NOTES])
        cells.extend(others)
        more = max(more, len(others))
    headers = [*HEADERS, *(f"Notes {number}" for number in range(2, more + 2))]
    used = {place for cells in table for place, cell in enumerate(cells) if cell} | set(range(_ALWAYS))
    if used & _NAME_PARTS:  # a given name alone beside the name would look like the other half of it
        used |= _NAME_PARTS
    kept = sorted(used)
    return [headers[place] for place in kept], [
        [cells[place] if place < len(cells) else None for place in kept] for cells in table
    ]


def _clean(cell: str | date | None) -> str | date | None:
    if isinstance(cell, date):
        return cell if cell >= _FIRST_DAY else cell.isoformat()
    text = _NO_XML.sub("\ufffd", clean_lines(cell or ""))
    # Whoever reads this takes an apostrophe before a formula away: one that belongs there is doubled.
    return (neutralize(text) if text.startswith("'") else text) or None


def _cut(notes: str | date | None) -> Iterator[str | date | None]:
    """Yield notes in pieces that a cell can hold, cut at a line end where there is one."""
    if not isinstance(notes, str):
        yield notes
        return
    while len(notes) > _LONGEST:
        end = notes.rfind("\n", 1, _LONGEST)
        end = _LONGEST if end < 0 else end
        yield notes[:end]
        notes = notes[end:].lstrip("\n")
    yield notes


# -------------------------------------------------------------------------------------------- sheets


def _write_people(
    book: "Workbook",
    headers: Sequence[str],
    table: Sequence[Sequence[str | date | None]],
    lists: Mapping[str, int],
) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet = book.create_sheet("People")
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    _write_headers(sheet, headers)
    for line, cells in enumerate(table, start=2):
        for place, value in enumerate(cells, start=1):
            if value is not None:
                cell = sheet.cell(line, place)
                _fill(cell, value)
                cell.alignment = wrapped if headers[place - 1] in _WRAPPED else top
    for place, header in enumerate(headers):
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = _fit(header, [cells[place] for cells in table])
        if header in lists:
            column = get_column_letter(list(lists).index(header) + 1)
            _suggest(sheet, f"{letter}2:{letter}{len(table) + _SPARE_ROWS}", column, lists[header])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(table) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _write_headers(sheet: "Worksheet", headers: Iterable[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above

    for place, header in enumerate(headers, start=1):
        cell = sheet.cell(1, place)
        _fill(cell, header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=_HEADER_COLOR)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _fill(cell: "Cell | MergedCell", value: str | date) -> None:
    """Write a day as a day, and text so that it stays text whatever it begins with."""
    if isinstance(value, date):
        cell.value = datetime.combine(value, time())
        cell.number_format = _DAY_FORMAT
    else:
        cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)


def _fit(header: str, cells: Iterable[str | date | None]) -> int:
    """Return the width that shows most of a column, in characters."""
    lines = (line for cell in cells if isinstance(cell, str) for line in cell.split("\n"))
    most = _WIDEST if header in _WRAPPED else _WIDE
    needed = max(max(map(len, lines), default=0), len(header) + 3, _NARROW)  # 3 for the filter button
    return min(needed, most) + 2


def _suggest(sheet: "Worksheet", where: str, column: str, count: int) -> None:
    """Offer a list for cells; something else may be typed, too."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    choices = f"{_LISTS}!${column}$2:${column}${count + 1}"
    validation = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=False)
    validation.add(where)
    sheet.add_data_validation(validation)


def _write_about(book: "Workbook", made: date) -> None:
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 110
    for line, text in enumerate(_ABOUT, start=1):
        _fill(sheet.cell(line, 1), text.format(made=made.isoformat()))


def _write_lists(book: "Workbook", lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    _write_headers(sheet, lists)
    for place, items in enumerate(lists.values(), start=1):
        for line, item in enumerate(items, start=2):
            _fill(sheet.cell(line, place), item)


def _date_parts(saved: bytes, made: date) -> bytes:
    """Return the container with one day on each part, where openpyxl writes the present instant."""
    dated = io.BytesIO()
    moment = f"{made.isoformat()}T00:00:00Z".encode()
    with ZipFile(io.BytesIO(saved)) as old, ZipFile(dated, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + moment, data)
            part = ZipInfo(entry.filename, (made.year, made.month, made.day, 0, 0, 0))
            new.writestr(part, data, ZIP_DEFLATED)
    return dated.getvalue()
