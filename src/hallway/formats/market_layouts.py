"""One table of a market: what it holds, told by its column names, and its cells with their lines."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import islice, repeat
from typing import Final

from hallway.engine.kernels import Ints
from hallway.formats.headers import fold_header
from hallway.formats.market_parts import (
    MOST_POSITIONS,
    Numbers,
    UnusableMarket,
    did_you_mean,
    quote,
    read_text,
)
from hallway.formats.problems import UnreadableFile
from hallway.formats.records import split_records
from hallway.formats.texts import clean_line, unify_line_ends

_DELIMITERS: Final = (",", ";", "\t")
_SEP_LINE: Final = re.compile(r"sep=([,;\t])[,;\t ]*")  # a hint that Excel writes and understands
_WIDEST, _LONGEST = 50, 10_000  # columns, characters of a cell
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_BY_QUOTING: Final = "Put quotation marks around a cell that holds the sign between the cells."


class Kind(Enum):
    """What a table holds: its columns, in the order in which they are written."""

    APPLICANTS = ("applicant", "rank", "program")
    PROGRAMS = ("program", "rank", "applicant")
    QUOTAS = ("program", "quota")
    COUPLES = ("applicant", "partner")
    SUPPLEMENTAL = ("applicant", "advanced_program", "rank", "program")
    REVERSIONS = ("from", "to", "max")
    PARITY = ("program", "parity")


_WORDS: Final = {
    "applicant": "applicant applicants applicantname applicantid doctor resident candidate",
    "program": "program programs programme programname programid programcode hospital",
    "rank": "rank ranks rankorder ranknumber choice preference",
    "quota": "quota quotas capacity capacities positions seats slots",
    "partner": "partner partners partnername partnerid",
    "advanced_program": "advancedprogram advanced advancedprogramname advancedprogramid",
    "from": "from donor",
    "to": "to receiver",
    "max": "max most maximum",
    "parity": "parity evenodd evenorodd oddeven",
}
_FIELDS: Final = {word: each for each, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class MarketTable:
    """One file: what it holds, column by column, and the line where each row begins (from 1)."""

    name: str
    kind: Kind
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    remarks: tuple[str, ...] = ()

    def at(self, row: int) -> str:
        """Name a row for a message."""
        return f"{self.name}, line {self.lines[row]}"

    def refusal(self, row: int, reason: str) -> UnusableMarket:
        """Return what is wrong with a row."""
        return UnusableMarket(self.at(row), reason)


def read_market_table(name: str, data: bytes) -> MarketTable:
    """Read one table and tell what it holds.

    Raises:
        UnreadableFile: it is no table of a market.
        UnusableMarket: a row has more cells than there are columns.
    """
    decoded = read_text(data, name)
    text = decoded.text.replace("\r\n", "\n")  # the usual ones, five times as fast as all of them
    lines = unify_line_ends(text).rstrip("\x1a").split("\n")
    if not any(line and not line.isspace() for line in lines):
        raise UnreadableFile("it is empty", name, "Choose a file that has column names and rows.")
    hint = _SEP_LINE.fullmatch(lines[0].strip(" "))
    if hint is not None:
        lines[0] = ""
    delimiter, kind, fields = _find_layout(name, lines, _DELIMITERS if hint is None else (hint[1],))
    begins, cells = _read_cells(name, lines, delimiter, len(fields))
    if not all(map(str.strip, cells[0])):
        begins, cells = _without_empty_rows(begins, cells)
    columns = {each: column for each, column in zip(fields, cells, strict=True) if each in kind.value}
    remarks = [f"{name}, line {each.line}: {each.says}" for each in decoded.problems]
    unread = [each.removeprefix("?") for each in fields if each.startswith("?") and each != "?"]
    remarks += [f"{name}: the column {quote(each)} was not read." for each in unread]
    return MarketTable(name, kind, columns, begins, tuple(remarks))


def _find_layout(name: str, lines: Sequence[str], delimiters: Sequence[str]) -> tuple[str, Kind, list[str]]:
    """Return the sign between the cells, what the table holds, and what each column means.

    A column whose name is not known means "?" and that name.
    """
    headers: list[list[str]] = []
    for delimiter in delimiters:
        with suppress(UnreadableFile):  # a quotation mark that is never closed: told below
            records = split_records(lines, delimiter, name=name, widest=_WIDEST, longest=_LONGEST)
            for _, header in islice(records, 1):
                headers.append([clean_line(cell) for cell in header[:_WIDEST]])
                fields = [_FIELDS.get(fold_header(cell), f"?{cell}") for cell in headers[-1]]
                known = [each for each in fields if not each.startswith("?")]
                kind = _find_kind(known)
                if kind is not None and len(set(known)) == len(known):
                    return delimiter, kind, fields
    kinds = "; ".join(",".join(each.value) for each in Kind)
    if not headers:
        what = "its first line names no columns, or opens a quotation mark that is never closed"
        raise UnreadableFile(what, name, f"Let the first line name the columns, as one of: {kinds}.")
    widest = max(headers, key=len)
    found = ", ".join(map(quote, widest[:6]))
    guesses = [did_you_mean(cell, _WORDS, "") for cell in widest if fold_header(cell) not in _FIELDS]
    guess = " ".join(dict.fromkeys(each for each in guesses if each))
    remedy = f"{guess} The first line names the columns, as one of: {kinds}. Or name one JSON file.".strip()
    raise UnreadableFile(f"no table of a market has the columns {found}", name, remedy)


def _find_kind(known: Sequence[str]) -> Kind | None:
    """Return what a table with these columns holds; of a list, its first column says whose it is."""
    fitting = [each for each in Kind if set(each.value) == set(known)]
    whose = next((each for each in known if each != "rank"), "")
    return next((each for each in fitting if len(fitting) == 1 or each.value[0] == whose), None)


def _read_cells(
    name: str, lines: Sequence[str], delimiter: str, width: int
) -> tuple[Sequence[int], Sequence[Sequence[str]]]:
    """Return the line of each row, and the columns."""
    first = next(at for at, line in enumerate(lines) if line and not line.isspace())
    end = len(lines)
    while lines[end - 1] == "":
        end -= 1
    body = lines[first + 1 : end]
    whole = delimiter.join(body)
    if (
        '"' not in lines[first]
        and '"' not in whole
        and set(map(str.count, body, repeat(delimiter))) == {width - 1}
    ):
        cells = whole.split(delimiter)  # the plain table of the national Match: four times as fast
        cells = list(map(dict[str, str]().setdefault, cells, cells))  # equal ones once: a third of the memory
        return range(first + 2, end + 1), [cells[at::width] for at in range(width)]
    records = list(split_records(lines, delimiter, name=name, widest=_WIDEST, longest=_LONGEST))[1:]
    rows = [_even(name, line, cells, width) for line, cells in records]
    return [line for line, _ in records], list(zip(*rows, strict=True)) if rows else [()] * width


def _without_empty_rows(
    begins: Sequence[int], cells: Sequence[Sequence[str]]
) -> tuple[Sequence[int], Sequence[Sequence[str]]]:
    """Leave out rows of separators alone, as spreadsheets write them below a table."""
    kept = [at for at, row in enumerate(zip(*cells, strict=True)) if any(cell.strip() for cell in row)]
    return [begins[at] for at in kept], [[column[at] for at in kept] for column in cells]


def _even(name: str, line: int, cells: Sequence[str], width: int) -> Sequence[str]:
    """Return the cells of a row, as many as there are columns."""
    surplus = [cell for cell in cells[width:] if cell.strip()]
    if surplus:
        reason = f"{len(cells)} cells for {width} columns; too many: {quote(' | '.join(surplus))}."
        raise UnusableMarket(f"{name}, line {line}", f"{reason} {_BY_QUOTING}")
    return [*cells[:width], *[""] * (width - len(cells))]


def read_positions(table: MarketTable, row: int, written: str) -> int:
    """Return a number of positions.

    Raises:
        UnusableMarket: it is none.
    """
    text = clean_line(written)
    number = int(text) if _WHOLE.fullmatch(text) else MOST_POSITIONS + 1
    if number > MOST_POSITIONS:
        reason = (
            f"{quote(text)} is no number of positions. Write a whole number from 0 to {MOST_POSITIONS:,}."
        )
        raise table.refusal(row, reason)
    return number


def read_ranks(table: MarketTable) -> Ints:
    """Return the ranks, (rows,); 0 where the cell is empty.

    Raises:
        UnusableMarket: one is no whole number from 1 on.
    """
    raws = table.columns["rank"]

    def read(raw: str | None) -> int:
        text = clean_line(raw or "")
        number = int(text) if _WHOLE.fullmatch(text) else 0
        if text and not number:
            reason = f"{quote(text)} is no rank. Ranks are whole numbers; 1 is the first choice."
            raise table.refusal(raws.index(raw or ""), reason)
        return number

    return Numbers(read).of(raws)
