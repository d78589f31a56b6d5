"""Split lines into the cells of records, cells of several lines included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hallway.formats.problems import UnreadableFile

_CLOSE_IT: Final = 'Close it with ", or write "" for a quotation mark that belongs to the text.'
_SHORTEN_IT: Final = "Shorten it. If it is not long, a quotation mark is missing there."


def split_records(
    lines: Sequence[str], delimiter: str, *, name: str, widest: int, longest: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line where it begins (from 1); blank lines are no records.

    Cells after the `widest`-th may stay together in one more cell.

    Raises:
        UnreadableFile: a quotation mark is never closed, or a cell has more than `longest` characters.
    """
    reader = _QuotedReader(lines, delimiter, name, longest)
    place = 0
    while place < len(lines):
        line, begins = lines[place], place + 1
        if '"' in line:
            cells = reader.read(place)
            place = reader.place
        else:
            cells = line.split(delimiter, widest)
            if len(line) > longest and max(map(len, cells[:widest])) > longest:
                raise _long_cell(name, begins, longest)
        if len(cells) > 1 or not (cells[0] == "" or cells[0].isspace()):
            yield begins, cells
        place += 1


def _long_cell(name: str, line: int, longest: int) -> UnreadableFile:
    what = f"a cell that begins here is longer than {longest:,} characters"
    return UnreadableFile(what, f"{name}, line {line}", _SHORTEN_IT)


@dataclass(slots=True)
class _QuotedReader:
    """Reads records that hold quotation marks; `place` is the line (from 0) it has reached.

    Python's own reader either lets a quotation mark that is never closed swallow the rest of the file, or
    refuses any text after a closing one, which people do write.
    """

    lines: Sequence[str]
    delimiter: str
    name: str
    longest: int
    place: int = 0

    def read(self, place: int) -> list[str]:
        """Return the cells of the record that begins in this line."""
        self.place = place
        cells: list[str] = []
        at = 0
        while True:
            line = self.lines[self.place]
            begin = _skip_spaces(line, at)
            quoted = ""
            opened = self.place
            if line.startswith('"', begin):
                quoted, at = self._read_quoted(begin + 1)
                line = self.lines[self.place]
            end = line.find(self.delimiter, at)
            rest = line[at:] if end < 0 else line[at:end]
            if quoted and rest.isspace():
                rest = ""
            if rest and self.place > opened:
                # A forgotten mark pairs up with the first one of a later cell, whose text then follows: to go
                # on would hide the people of these lines inside of one cell.
                raise self._open_quote(opened)
            cells.append(quoted + rest)
            if len(cells[-1]) > self.longest:
                raise _long_cell(self.name, opened + 1, self.longest)
            if end < 0:
                return cells
            at = end + 1

    def _read_quoted(self, at: int) -> tuple[str, int]:
        """Return the text up to the closing mark, and where the line goes on after it."""
        opened = self.place
        pieces: list[str] = []
        size = 0
        while True:
            line = self.lines[self.place]
            close = line.find('"', at)
            doubled = line.startswith('"', close + 1)
            piece = line[at:] + "\n" if close < 0 else line[at : close + doubled]
            pieces.append(piece)
            size += len(piece)
            if size > self.longest:
                raise _long_cell(self.name, opened + 1, self.longest)
            if close < 0:
                self.place += 1
                at = 0
                if self.place == len(self.lines):
                    raise self._open_quote(opened)
            elif doubled:
                at = close + 2
            else:
                return "".join(pieces), close + 1

    def _open_quote(self, opened: int) -> UnreadableFile:
        what = "a quotation mark is opened here and never closed"
        return UnreadableFile(what, f"{self.name}, line {opened + 1}", _CLOSE_IT)


def _skip_spaces(line: str, at: int) -> int:
    while line.startswith(" ", at):
        at += 1
    return at
