"""Read tables that people and programs saved as text, whatever the signs between the cells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from statistics import median, multimode
from typing import Final, TypeAlias

from hallway.formats.encodings import decode
from hallway.formats.headers import find_field, is_ours
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.records import split_records
from hallway.formats.texts import clean_line, shorten, unify_line_ends

_DELIMITERS: Final = (",", ";", "\t")
_SAMPLE: Final = 60  # records
_HEADER_WITHIN: Final = 30  # records; LinkedIn needs three, a hand-made title page a few more
_LONGEST_VALUE: Final = 320  # characters of an address that stands where a column name belongs
_FEW_WORDS, _SOME_WORDS = 2, 3
_MOST: Final = 0.5
_SEP_LINE: Final = re.compile(r"sep=([,;\t])[,;\t ]*")  # a hint that Excel writes and understands
_VALUE: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://\S+", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"[A-Za-z][A-Za-z -]* \d{1,3} - [A-Za-z][A-Za-z -]*"
)  # Google's "E-mail 1 - Label"
_DOS_END: Final = "\x1a"


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest table that is read; more than this is a mistake, or an attack."""

    size: int = 50_000_000  # bytes
    rows: int = 100_000
    lines: int = 2_000_000
    columns: int = 500
    cell: int = 100_000  # characters


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table, and the line of the file where it begins (from 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What stood in a file of rows and columns; every row has one cell for each header."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    problems: tuple[Problem, ...] = ()


Record: TypeAlias = tuple[int, list[str]]
"""The cells of one record, and the line (or the row of a sheet) where it begins."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What to call a file in messages, and how much of it is read."""

    name: str
    limits: Limits
    unit: str = "line"
    surplus: str = "Put quotation marks around a cell that holds the sign between the cells."

    def at(self, line: int) -> str:
        """Name a line for a message."""
        return f"{self.name}, {self.unit} {line}"


@dataclass(frozen=True, slots=True)
class _TextSource(_Source):
    """The lines of a text file, which no sign divides yet."""

    lines: Sequence[str] = ()

    def records(self, delimiter: str) -> Iterator[Record]:
        """Yield each record with its line."""
        limits = self.limits
        return split_records(
            self.lines, delimiter, name=self.name, widest=limits.columns, longest=limits.cell
        )


def read_table(data: bytes, *, name: str = "the file", limits: Limits = DEFAULT_LIMITS) -> Table:
    """Read a comma-, semicolon- or tab-separated file in any encoding that spreadsheets write.

    Lines above the column names (titles, the notes of a LinkedIn export) are skipped.

    Raises:
        UnreadableFile: it is empty, no text, too large or damaged, or no line names each column.
    """
    refuse_large(data, name=name, limits=limits)
    decoded = decode(data, name=name)
    lines = unify_line_ends(decoded.text).rstrip(_DOS_END).split("\n")
    if not any(line and not line.isspace() for line in lines):
        raise _empty_file(name)
    if len(lines) > limits.lines:
        what = f"it has {len(lines):,} lines, and at most {limits.lines:,} are read"
        raise UnreadableFile(what, name, "Delete the empty lines, or split it into several files.")
    hint = _SEP_LINE.fullmatch(lines[0].strip(" "))
    if hint is not None:
        lines[0] = ""
    source = _TextSource(name, limits, lines=lines)
    delimiter, header = _find_layout(source, _DELIMITERS if hint is None else (hint[1],))
    headers, rows, problems = _read_rows(source, source.records(delimiter), header, delimiter)
    return Table(headers, rows, decoded.encoding, delimiter, (*decoded.problems, *problems))


def tabulate(
    records: Iterable[Record], *, name: str, encoding: str, limits: Limits = DEFAULT_LIMITS
) -> Table:
    """Make a table of the rows of a sheet: its column names are found as those of a text file are.

    Raises:
        UnreadableFile: it is empty or too large, or no row names each column.
    """
    source = _Source(name, limits, "row", "Give that column a name in the row of column names.")
    left = iter(records)
    sample = list(islice(left, _SAMPLE))
    if not sample:
        raise _empty_file(name)
    header = find_header([cells for _, cells in sample])
    headers, rows, problems = _read_rows(source, chain(sample, left), header, "")
    return Table(headers, rows, encoding, "", tuple(problems))


def refuse_large(data: bytes, *, name: str, limits: Limits) -> None:
    """Refuse a file of more bytes than are read.

    Raises:
        UnreadableFile: it has more.
    """
    if len(data) > limits.size:
        what = f"it has {_megabytes(len(data))}, and at most {_megabytes(limits.size)} are read"
        raise UnreadableFile(what, name, "Split it into several files.")


def _empty_file(name: str) -> UnreadableFile:
    return UnreadableFile("it is empty", name, "Choose a file that has column names and rows.")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


# ------------------------------------------------------------------------------------------- layout


def _find_layout(source: _TextSource, delimiters: Sequence[str]) -> tuple[str, int]:
    """Return the delimiter that explains the beginning of the file best, and the place of the header."""
    best: tuple[float, ...] = ()
    layout = (delimiters[0], 0)
    for delimiter in delimiters:
        sample: list[Record] = []
        with suppress(UnreadableFile):  # told when the rows are read
            records = islice(source.records(delimiter), _SAMPLE)
            sample.extend((line, cells[: source.limits.columns]) for line, cells in records)
        if not sample:
            continue
        header = find_header([cells for _, cells in sample])
        worth = _worth(sample, header)
        if worth > best:
            best, layout = worth, (delimiter, header)
    return layout


def find_header(sample: Sequence[Sequence[str]]) -> int:
    """Return the place of the record that names the columns, among the first ones of a file."""
    filled = [sum(1 for cell in cells if cell.strip()) for cells in sample]
    for place, cells in enumerate(sample[:_HEADER_WITHIN]):
        known = known_words(cells)
        if is_ours(cells):
            return place
        if known == filled[place] >= _FEW_WORDS or known >= max(_SOME_WORDS, filled[place] / 2):
            return place
    # Titles and notes fill one or two cells; the header is the first record about as wide as what follows.
    usual = max(multimode(len(cells) for cells in sample if len(cells) > 1), default=0)
    for place, count in enumerate(filled[:_HEADER_WITHIN]):
        if count > 1 and len(sample[place]) >= usual:
            below = median(each for each in filled[place:] if each > 1)
            if 2 * count > below:
                return place
    return next((place for place, count in enumerate(filled) if count), 0)


def _worth(sample: Sequence[tuple[int, Sequence[str]]], header: int) -> tuple[float, ...]:
    """Return how well a delimiter explains a sample: words we know, an early header, columns that agree."""
    line, names = sample[header]
    width = len(names)
    if width == 1:  # a list of names alone, which no sign may split
        return float(find_field(names[0]) in {"name", "given", "family", "email"}), 0.0, 0.0, 0.0
    split = sum(1 for _, cells in sample[header:] if len(cells) > 1) / len(sample[header:])
    agreeing = sum(1 for _, cells in sample if len(cells) == width) / len(sample)
    return float(known_words(names)), float(split >= _MOST), float(-line), (width - 1) * agreeing


def known_words(cells: Iterable[str]) -> int:
    """Return how many of these cells can be nothing but the name of a column of contacts."""
    return sum(
        1 for cell in cells if find_field(cell) is not None or _NUMBERED.fullmatch(cell, 0, _LONGEST_VALUE)
    )


# --------------------------------------------------------------------------------------------- rows


def _read_rows(
    source: _Source, records: Iterator[Record], header: int, delimiter: str
) -> tuple[tuple[str, ...], tuple[Row, ...], list[Problem]]:
    line, names = next(islice(records, header, None), (0, []))
    if not names:
        raise _empty_file(source.name)
    headers = _read_headers(names, delimiter, source, line)
    width = len(headers)
    rows: list[Row] = []
    problems: list[Problem] = []
    for begins, cells in records:
        if len(rows) == source.limits.rows:
            what = f"it has more than {source.limits.rows:,} rows"
            raise UnreadableFile(what, source.at(begins), "Split it into several files.")
        if cells == names:
            problems.append(
                Problem(begins, None, "This line repeats the column names.", "Nothing: it was left out.")
            )
            continue
        if len(cells) > width:
            problems += _tell_surplus(begins, cells, width, source.surplus)
        rows.append(Row(begins, (*cells[:width], *[""] * (width - len(cells)))))
    if not any(cell and not cell.isspace() for row in rows for cell in row.cells):
        remedy = "Add at least one row below them, or choose another file."
        raise UnreadableFile("it has column names but no rows", source.at(line), remedy)
    return *_name_columns(headers, rows), problems


def _read_headers(names: Sequence[str], delimiter: str, source: _Source, line: int) -> list[str]:
    limit = source.limits.columns
    if any(name.strip(delimiter + " ") for name in names[limit:]):
        what = f"it has more than {limit} columns"
        raise UnreadableFile(what, source.at(line), "Delete the columns that are not needed.")
    headers = [clean_line(name) for name in names[:limit]]
    value = next((header for header in headers if _VALUE.fullmatch(header, 0, _LONGEST_VALUE)), None)
    if value is not None:
        what = f"{shorten(value)!r} stands where a column name is expected"
        remedy = "Put a line above the first row that names each column, such as Name,E-mail."
        raise UnreadableFile(what, source.at(line), remedy)
    counts = Counter(header.casefold() for header in headers if header)
    for word, count in counts.items():
        if count > 1:
            places = [place for place, header in enumerate(headers, start=1) if header.casefold() == word]
            what = f"columns {places[0]} and {places[1]} are both called {shorten(headers[places[0] - 1])!r}"
            raise UnreadableFile(what, source.at(line), "Rename one of them, or delete it.")
    return headers


def _tell_surplus(line: int, cells: Sequence[str], width: int, remedy: str) -> Iterator[Problem]:
    surplus = [cell for cell in cells[width:] if cell.strip()]
    if surplus:
        says = (
            f"This line has {len(cells)} cells for {width} columns; left out: {shorten(' | '.join(surplus))}"
        )
        yield Problem(line, None, says, remedy)


def _name_columns(headers: Sequence[str], rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Leave out columns without a name and without a value; number those that have values."""
    nameless = [place for place, header in enumerate(headers) if not header]
    if not nameless:
        return tuple(headers), tuple(rows)
    used = {place for place in nameless if any(row.cells[place].strip() for row in rows)}
    kept = [place for place, header in enumerate(headers) if header or place in used]
    taken = set(headers)
    names = []
    for place in kept:
        name = headers[place] or f"Column {place + 1}"
        while not headers[place] and name in taken:
            name += "*"
        names.append(name)
    return tuple(names), tuple(Row(row.line, tuple(row.cells[place] for place in kept)) for row in rows)
