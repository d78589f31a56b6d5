"""Parts of an Excel workbook that every sheet of ours is made of; the same values give the same bytes."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hallway.formats.texts import clean_lines, neutralize

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | date | float | int
LISTS: Final = "Lists"
"""The hidden sheet that holds what cells suggest."""
_FIRST_DAY: Final = date(1900, 3, 1)  # before it, Excel counts a day that never was
_DAY_FORMAT: Final = "yyyy-mm-dd"
_NARROW: Final = 10  # characters
_HEADER_COLOR: Final = "DDE7F0"
_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # a workbook would take it for a control character
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def clean_cell(cell: str | date | None) -> str | date | None:
    """Return a cell that a workbook can hold, or None where it is empty."""
    if isinstance(cell, date):
        return cell if cell >= _FIRST_DAY else cell.isoformat()
    text = _NO_XML.sub("\ufffd", clean_lines(cell or ""))
    # Whoever reads this takes an apostrophe before a formula away: one that belongs there is doubled.
    return (neutralize(text) if text.startswith("'") else text) or None


def write_headers(sheet: "Worksheet", headers: Iterable[str]) -> None:
    """Write the first row, so that it looks like one."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above

    for place, header in enumerate(headers, start=1):
        cell = sheet.cell(1, place)
        fill(cell, header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=_HEADER_COLOR)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def fill(cell: "Cell | MergedCell", value: Value, number_format: str = "") -> None:
    """Write a day as a day, a number as one, and text so that it stays text whatever it begins with."""
    if isinstance(value, date):
        cell.value = datetime.combine(value, time())
        cell.number_format = _DAY_FORMAT
    elif isinstance(value, int | float):
        cell.value = value
        cell.number_format = number_format or cell.number_format
    else:
        cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)


def fit(header: str, cells: Iterable[Value | None], *, most: int) -> int:
    """Return the width that shows most of a column, in characters."""
    lines = (line for cell in cells if isinstance(cell, str) for line in cell.split("\n"))
    needed = max(max(map(len, lines), default=0), len(header) + 3, _NARROW)  # 3 for the filter button
    return min(needed, most) + 2


def suggest(sheet: "Worksheet", where: str, column: str, count: int) -> None:
    """Offer a list for cells, of a column of `LISTS`; something else may be typed, too."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    choices = f"{LISTS}!${column}$2:${column}${count + 1}"
    validation = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=False)
    validation.add(where)
    sheet.add_data_validation(validation)


def write_lists(book: "Workbook", lists: Mapping[str, Sequence[str]]) -> None:
    """Write the hidden sheet of what cells suggest."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    write_headers(sheet, lists)
    for place, items in enumerate(lists.values(), start=1):
        for line, item in enumerate(items, start=2):
            fill(sheet.cell(line, place), item)


def date_parts(saved: bytes, made: date) -> bytes:
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
