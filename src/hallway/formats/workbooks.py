"""Read the sheets of an Excel workbook as tables."""

import io
import re
import warnings
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import IO, Final, Protocol, cast
from xml.etree.ElementTree import Element, iterparse

from hallway.formats.encodings import refuse_other_kinds
from hallway.formats.headers import find_field
from hallway.formats.problems import Problem, UnknownSheet, UnreadableFile
from hallway.formats.tables import (
    DEFAULT_LIMITS,
    Limits,
    Record,
    Table,
    find_header,
    known_words,
    refuse_large,
    tabulate,
)
from hallway.formats.texts import shorten
from hallway.formats.zips import check_zip

_ZIP: Final = b"PK\x03\x04"
_WORKBOOK: Final = b"xl/workbook.xml"
_SAMPLE: Final = 60  # rows
_PEOPLE: Final = frozenset({"name", "given", "family", "email"})
_SAVE_AGAIN: Final = "Open it in a spreadsheet program and save it again as xlsx."
_MOST_MERGED: Final = 1_000_000  # cells
_EXACT: Final = 1e15  # above, a number of a sheet is no longer exact
_ESCAPED: Final = re.compile(r"_x00([01][0-9A-Fa-f]|5[Ff])_")  # how a workbook writes control characters
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _MERGED = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}mergeCell"
_SHOWN: Final = frozenset({f"{_MAIN}t", f"{_MAIN}r"})
_STORED, _INLINE, _TEXT, _RUN = f"{_MAIN}v", f"{_MAIN}is", f"{_MAIN}t", f"{_MAIN}r"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: the rows it stores below its column names, and the columns that have one."""

    name: str
    rows: int
    columns: int
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook, and the one that was read."""

    sheets: tuple[Sheet, ...]
    chosen: str
    table: Table


def is_workbook(data: bytes) -> bool:
    """Tell whether `data` looks like an Excel workbook since 2007, without reading it."""
    return data.startswith(_ZIP) and _WORKBOOK in data


def sheets_of(data: bytes, *, name: str = "the file", limits: Limits = DEFAULT_LIMITS) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order; those without a cell are left out.

    Raises:
        UnreadableFile: it is no workbook, too large or damaged.
    """
    return tuple(each.sheet for each in _Book(data, name, limits).readers())


def read_sheet(
    data: bytes, sheet: str | None, *, name: str = "the file", limits: Limits = DEFAULT_LIMITS
) -> Table:
    """Read one sheet as a table; see `read_workbook`."""
    return read_workbook(data, sheet, name=name, limits=limits).table


def read_workbook(
    data: bytes, sheet: str | None = None, *, name: str = "the file", limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    """Read one sheet as a table, its cells as the text they show: days as 2026-01-31, formulas as results.

    Without a name the sheet with the most rows under known column names is read, and a problem tells which
    other sheets hold people. The line of a row is its number in the sheet. A cell merged downwards counts
    for every row that it covers.

    Raises:
        UnreadableFile: it is no workbook, too large or damaged, or the sheet has no column names or no rows.
        UnknownSheet: it has no sheet of that name.
    """
    book = _Book(data, name, limits)
    readers = tuple(book.readers())
    if not readers:
        raise UnreadableFile("it is empty", name, "Choose a file that has column names and rows.")
    chosen = _choose(readers) if sheet is None else _find(readers, sheet)
    records = chosen.read_all()
    where = name if len(readers) == 1 else f"{name}, sheet {chosen.sheet.name!r}"
    table = tabulate(records, name=where, encoding="xlsx", limits=limits)
    problems = [*chosen.tell_errors(), *table.problems]
    if sheet is None:
        problems += _tell_others(readers, chosen)
    table = Table(table.headers, table.rows, table.encoding, table.delimiter, tuple(problems))
    return Workbook(tuple(each.sheet for each in readers), chosen.sheet.name, table)


def _choose(readers: tuple["_SheetReader", ...]) -> "_SheetReader":
    """Return the sheet that most likely lists people; a hidden one only when all are."""
    return max(readers, key=lambda each: (not each.sheet.is_hidden, each.worth, each.sheet.rows))


def _find(readers: tuple["_SheetReader", ...], wanted: str) -> "_SheetReader":
    exact = [each for each in readers if each.sheet.name == wanted]
    folded = wanted.strip().casefold()
    alike = exact or [each for each in readers if each.sheet.name.strip().casefold() == folded]
    if not alike:
        raise UnknownSheet(wanted, [each.sheet.name for each in readers])
    return alike[0]


def _tell_others(readers: tuple["_SheetReader", ...], chosen: "_SheetReader") -> Iterator[Problem]:
    others = [each.sheet.name for each in readers if each is not chosen and each.holds_people]
    if others:
        names = ", ".join(map(repr, others))
        says = f"Only the sheet {chosen.sheet.name!r} was read; people stand in others, too: {names}."
        yield Problem(None, None, says, "Read them with --sheet NAME.")


class _Book:
    """A workbook that has passed every check, opened."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        refuse_large(data, name=name, limits=limits)
        if not is_workbook(data):
            refuse_other_kinds(data, name)
            raise UnreadableFile("it is no Excel workbook", name, "Choose an xlsx file.")
        self._rows = check_zip(data, name=name)
        self._name = name
        self._limits = limits
        with _reading(name):
            self._book = _open(data)

    def readers(self) -> Iterator["_SheetReader"]:
        """Yield a reader for each sheet that has a cell."""
        for sheet in self._book.worksheets:
            with _reading(self._name):
                reader = _SheetReader(self._book, sheet, self._rows, self._name, self._limits)
            if reader.sample:
                yield reader


class _SheetReader:
    """One sheet, of which the first rows were read."""

    def __init__(
        self,
        book: "_OpenBook",
        sheet: "_OpenSheet",
        stored: Mapping[str, int],
        name: str,
        limits: Limits,
    ) -> None:
        self._where = f"{name}, sheet {sheet.title!r}"
        self._limits = limits
        self._cells = _Cells(book, sheet)
        self._records = self._read()
        self.sample = list(islice(self._records, _SAMPLE))
        cells = [cells for _, cells in self.sample]
        header = find_header(cells) if cells else 0
        names = cells[header] if cells else []
        below = len(cells) - header - 1
        if len(cells) == _SAMPLE:
            below = max(below, stored.get(_path_of(sheet), 0) - header - 1)
        self.sheet = Sheet(
            name=sheet.title,
            rows=max(below, 0),
            columns=sum(1 for each in names if each),
            is_hidden=sheet.sheet_state != "visible",
        )
        self.worth = known_words(names) * self.sheet.rows
        self.holds_people = below > 0 and not _PEOPLE.isdisjoint(filter(None, map(find_field, names)))

    def read_all(self) -> list[Record]:
        """Return all rows that have a cell, merged cells filled in."""
        most = self._limits.rows + _SAMPLE  # one more than can be rows beside a header is told as too many
        with _reading(self._where):
            records = [*self.sample, *islice(self._records, most)]
            _fill_merged(records, self._cells.merged)
        return records

    def tell_errors(self) -> Iterator[Problem]:
        """Yield a problem for cells whose formula failed."""
        errors = self._cells.errors
        if errors:
            more = f" (and {len(errors) - 1} more below)" if len(errors) > 1 else ""
            says = f"A cell of this row{more} holds the error of a formula; it was read as empty."
            yield Problem(errors[0], None, says, "Repair the formula, or type the value in its place.")

    def _read(self) -> Iterator[Record]:
        for line, filled in self._cells.rows():
            where = f"{self._where}, row {line}"
            width = max(column for column, _ in filled)
            if width > self._limits.columns:
                what = f"it has more than {self._limits.columns} columns"
                raise UnreadableFile(what, where, "Delete the columns that are not needed.")
            cells = [""] * width
            for column, text in filled:
                if len(text) > self._limits.cell:
                    what = f"a cell is longer than {self._limits.cell:,} characters"
                    raise UnreadableFile(what, where, "Shorten it.")
                cells[column - 1] = text
            yield line, cells


class _Cells:
    """Reads the cells that a sheet stores.

    openpyxl's own reader fills up every row to the widest one and every gap between rows, a million of them
    when the file says so; it does not tell which cells are merged, and it is three times as slow.
    """

    def __init__(self, book: "_OpenBook", sheet: "_OpenSheet") -> None:
        from openpyxl.utils import column_index_from_string  # noqa: PLC0415 - slow to load
        from openpyxl.utils.datetime import from_excel, from_ISO8601  # noqa: PLC0415 - as above

        self._source = sheet._get_source()  # noqa: SLF001 - what the public reader itself begins with
        self._strings = sheet._shared_strings  # noqa: SLF001 - as above
        self._day_formats = book._date_formats  # noqa: SLF001 - as above
        self._span_formats = book._timedelta_formats  # noqa: SLF001 - as above
        self._epoch = book.epoch
        self._column_of = cache(column_index_from_string)
        self._from_number = from_excel
        self._from_iso: Callable[[str], object] = from_ISO8601
        self.errors: list[int] = []
        self.merged: list[str] = []

    def rows(self) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """Yield the number of each row that has a filled cell, and column and text of those cells."""
        line = 0
        for _, element in iterparse(self._source):  # noqa: S314 - `check_zip` has refused every declaration
            if element.tag == _ROW:
                line = int(float(element.get("r", line + 1)))
                filled = list(self._row(line, element))
                element.clear()
                if filled:
                    yield line, filled
            elif element.tag == _MERGED:
                self.merged.append(element.get("ref", ""))

    def _row(self, line: int, row: Element) -> Iterator[tuple[int, str]]:
        column = 0
        for cell in row:
            if cell.tag != _CELL:
                continue
            letters = cell.get("r", "").rstrip("0123456789")
            column = self._column_of(letters) if letters else column + 1
            kind = cell.get("t", "n")
            stored = _inline_text(cell) if kind == "inlineStr" else cell.findtext(_STORED)
            if stored and kind == "e":
                self.errors.append(line)
            elif stored and (text := show_value(self._value(kind, stored, cell.get("s", "0")))):
                yield column, text

    def _value(self, kind: str, stored: str, style: str) -> object:
        match kind:
            case "s":
                return self._strings[int(stored)]
            case "b":
                return bool(int(stored))
            case "d":
                return self._from_iso(stored)
            case "n":
                number = float(stored)
                with suppress(OverflowError, ValueError):  # a number out of the calendar is shown as it is
                    if int(style) in self._day_formats:
                        return self._from_number(
                            number, self._epoch, timedelta=int(style) in self._span_formats
                        )
                return int(stored) if stored.isdecimal() else number
            case _:
                return stored


def _inline_text(cell: Element) -> str:
    """Return the text that a cell holds itself, its formats and its reading aids aside."""
    inline = cell.find(_INLINE)
    if inline is None:
        return ""
    if len(inline) == 1 and inline[0].tag == _TEXT:
        return inline[0].text or ""
    runs = (each.findtext(_TEXT) if each.tag == _RUN else each.text for each in inline if each.tag in _SHOWN)
    return "".join(filter(None, runs))


def show_value(value: object) -> str:
    """Return a value of a cell as text: a day as 2026-01-31, a whole number without a point."""
    match value:
        case str():
            return _ESCAPED.sub(_unescape, value)
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _fill_merged(records: list[Record], merged: Iterable[str]) -> None:
    """Write a cell that is merged downwards into every row that it covers: it holds for all of them."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - slow to load

    lines = [line for line, _ in records]
    left = _MOST_MERGED if lines == sorted(lines) else 0
    for where in merged:
        column, top, _, bottom = range_boundaries(where)
        if column is None or top is None or bottom is None:
            continue
        first, last = bisect_left(lines, top), bisect_left(lines, bottom + 1)
        left -= last - first
        if left < 0:
            return
        if last - first > 1 and lines[first] == top and column <= len(records[first][1]):
            text = records[first][1][column - 1]
            for _, cells in records[first + 1 : last]:
                cells.extend([""] * (column - len(cells)))
                cells[column - 1] = cells[column - 1] or text


# ------------------------------------------------------------------------------------------ openpyxl


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turn whatever a damaged workbook makes openpyxl stumble over into the one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that it leaves out hold no contacts
            yield
    except UnreadableFile:
        raise
    except Exception as error:  # noqa: BLE001 - it raises KeyError, TypeError, ParseError and many more
        what = f"it is damaged ({shorten(str(error).partition(chr(10))[0] or type(error).__name__)})"
        raise UnreadableFile(what, name, _SAVE_AGAIN) from None


class _OpenSheet(Protocol):
    """What is needed of a sheet of openpyxl that is open for reading only."""

    title: str
    sheet_state: str
    _worksheet_path: str
    _shared_strings: Sequence[str]

    def _get_source(self) -> IO[bytes]: ...


class _OpenBook(Protocol):
    """What is needed of a workbook of openpyxl that is open for reading only."""

    worksheets: Sequence[_OpenSheet]
    epoch: datetime
    _date_formats: Container[int]
    _timedelta_formats: Container[int]


def _open(data: bytes) -> _OpenBook:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and only workbooks need it

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return cast("_OpenBook", book)


def _path_of(sheet: _OpenSheet) -> str:
    return sheet._worksheet_path  # noqa: SLF001 - see `_Cells`
