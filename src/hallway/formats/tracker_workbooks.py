"""Write the tracker as an Excel workbook that looks as if a careful person had made it."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from hallway.domain.people import ROLES, Group
from hallway.formats.trackers import HEADERS, TrackerRow, tracker_cells
from hallway.formats.workbook_parts import (
    clean_cell,
    date_parts,
    fill,
    fit,
    suggest,
    write_headers,
    write_lists,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

GROUPS: Final = tuple(group.value for group in Group)
_ALWAYS: Final = (
    8  # columns that every guide asks for; the others are written when somebody has something there
)
_NOTES: Final = HEADERS.index("Notes")
_NAME_PARTS: Final = {HEADERS.index("Given name"), HEADERS.index("Family name")}
_LONGEST: Final = 32_000  # characters; Excel cuts a cell off at 32,767
_SPARE_ROWS: Final = 200  # below the last person, so that the lists are there for new ones
_WIDE, _WIDEST = 34, 60  # characters
_WRAPPED: Final = frozenset({"Topics", "Notes"})
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
    write_lists(book, lists)
    saved = io.BytesIO()
    book.save(saved)
    return date_parts(saved.getvalue(), made)


def _lay_out(rows: Iterable[TrackerRow]) -> tuple[list[str], list[list[str | date | None]]]:
    """Return the columns that are needed, and the cells in them; long notes go on in further columns."""
    table = [[clean_cell(cell) for cell in tracker_cells(row)] for row in rows]
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
    write_headers(sheet, headers)
    for line, cells in enumerate(table, start=2):
        for place, value in enumerate(cells, start=1):
            if value is not None:
                cell = sheet.cell(line, place)
                fill(cell, value)
                cell.alignment = wrapped if headers[place - 1] in _WRAPPED else top
    for place, header in enumerate(headers):
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = fit(
            header, [cells[place] for cells in table], most=_WIDEST if header in _WRAPPED else _WIDE
        )
        if header in lists:
            column = get_column_letter(list(lists).index(header) + 1)
            suggest(sheet, f"{letter}2:{letter}{len(table) + _SPARE_ROWS}", column, lists[header])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(table) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _write_about(book: "Workbook", made: date) -> None:
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 110
    for line, text in enumerate(_ABOUT, start=1):
        fill(sheet.cell(line, 1), text.format(made=made.isoformat()))
