"""Read what the applicant keeps of programs in a table of their own, and write it as one."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, get_args

from hallway.domain.errors import HallwayError
from hallway.domain.programs import FactKind
from hallway.formats.contacts import DateQuestion
from hallway.formats.dates import KnownOrder
from hallway.formats.headers import fold_header
from hallway.formats.mappings import find_column
from hallway.formats.problems import MalformedOverride, Problem
from hallway.formats.program_codes import name_unit, read_code
from hallway.formats.program_facts import (
    PROGRAM_FIELDS,
    Days,
    FactRow,
    ProgramField,
    find_program_field,
    read_days,
    unite_rows,
)
from hallway.formats.program_values import Unclear, join_visas, read_share, read_value, read_yes_no
from hallway.formats.tables import Row, Table, read_table
from hallway.formats.texts import clean_line, make_writable, neutralize, restore, shorten

ChosenField: TypeAlias = ProgramField | Literal["ignore"]
_Naming: TypeAlias = Literal["institution", "specialty", "city", "state"]

HEADERS: Final = ("Program code", "Program", "Fact", "Value", "Source", "Date")
_NAMING: Final[tuple[_Naming, ...]] = get_args(_Naming)
_SHARES: Final = (FactKind.IMG_SHARE, FactKind.US_IMG_SHARE)
_VISA_COLUMNS: Final[tuple[Literal["j-1", "h-1b"], ...]] = ("j-1", "h-1b")
_LABEL_AND_VALUE: Final = 2  # columns that may also be a block: what is known, and its value
_MOST_COLUMNS: Final = 500
_UNTIL_THEN: Final = "until then this fact is left out."


class UnknownProgramField(HallwayError):
    """A column is to be read as something that is not kept of programs."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"Nothing called {wanted!r} is kept of programs."
            f" Choose one of: {', '.join(PROGRAM_FIELDS)}, ignore."
        )


@dataclass(frozen=True, slots=True)
class ProgramColumn:
    """One column of a file, and what it is read as; without a field it is left out and told."""

    header: str
    field: ChosenField | None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ProgramSheet:
    """The facts of one file; `problems` are in the order of lines."""

    columns: tuple[ProgramColumn, ...]
    rows: tuple[FactRow, ...]
    problems: tuple[Problem, ...]
    questions: tuple[DateQuestion, ...]


def guess_program_columns(headers: Sequence[str]) -> tuple[ProgramColumn, ...]:
    """Guess from the column names which column holds what."""
    return tuple(ProgramColumn(header, find_program_field(header)) for header in headers)


def find_pasted_table(text: str, *, name: str = "the text") -> Table | None:
    """Return what was pasted as a table where its first line names columns, as rows of a spreadsheet do.

    One column must name programs and another one hold facts; beside tabs, three columns are enough, so that
    the applicant can say what they hold. Everything else is no table: lines, one fact each.

    Raises:
        UnreadableFile: its columns have names, and it cannot be read as a table.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    is_one = any(_names_columns(first.split(sign), is_wide=sign == "\t") for sign in "\t,;")
    return read_table(text.encode("utf-8", "replace"), name=name) if is_one else None


def _names_columns(cells: Sequence[str], *, is_wide: bool) -> bool:
    found = {each.field for each in guess_program_columns(cells[:_MOST_COLUMNS])}
    facts = {"fact", "value"} <= found or any(
        isinstance(each, FactKind) or each in _VISA_COLUMNS for each in found
    )
    return not {"code", "institution"}.isdisjoint(found) and (
        facts or (is_wide and len(cells) > _LABEL_AND_VALUE)
    )


def choose_program_columns(
    columns: Sequence[ProgramColumn], overrides: Iterable[str]
) -> tuple[ProgramColumn, ...]:
    """Return `columns` with the applicant's own words, each "Their column=field", laid over them.

    The field "ignore", or none after the sign, leaves a column out without a word.

    Raises:
        UnknownColumn: the file has no such column.
        UnknownProgramField: nothing of that name is kept of programs.
        MalformedOverride: there is no "=", or no column before it.
    """
    chosen = list(columns)
    for written in overrides:
        header, sign, word = written.rpartition("=")
        if not sign or not header.strip():
            raise MalformedOverride(written)
        place = find_column([column.header for column in chosen], header)
        chosen[place] = ProgramColumn(chosen[place].header, _get_field(word), chosen=True)
    return tuple(chosen)


def _get_field(word: str) -> ChosenField:
    folded = fold_header(word)
    if folded in {"", "ignore"}:
        return "ignore"
    for each in PROGRAM_FIELDS:
        if fold_header(each) == folded:
            return each
    found = find_program_field(word)
    if found is None:
        raise UnknownProgramField(clean_line(word))
    return found


def read_program_sheet(
    table: Table,
    columns: Sequence[ProgramColumn],
    *,
    source: str = "",
    date_order: KnownOrder | None = None,
) -> ProgramSheet:
    """Read every cell of `table` that says something of a program.

    Args:
        table: the rows, from a text file or a workbook.
        columns: what each column is read as.
        source: who says so, for rows that do not tell it themselves.
        date_order: the applicant's answer to an earlier question.
    """
    plan = _make_plan(table, columns, date_order)
    found: list[FactRow] = []
    problems = [*table.problems, *plan.problems]
    for row in table.rows if plan.can_read else ():
        if any(cell and not cell.isspace() for cell in row.cells):
            reader = _Reader(plan, row, source)
            found += reader.read()
            problems += reader.problems
    rows, doubts = unite_rows(found)
    problems += doubts
    problems.sort(key=lambda problem: problem.line or 0)
    questions = tuple(each.question for each in plan.days.values() if each.question is not None)
    return ProgramSheet(tuple(columns), rows, tuple(problems), questions)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do with each column of one file."""

    places: Mapping[ChosenField, tuple[int, ...]]
    headers: tuple[str, ...]
    shares: frozenset[int]  # columns with 0.6 for 60 %
    days: Mapping[int, Days]
    problems: tuple[Problem, ...]

    def of(self, wanted: ChosenField) -> tuple[int, ...]:
        """Return the places of the columns that hold this."""
        return self.places.get(wanted, ())

    @property
    def can_read(self) -> bool:
        """Tell whether columns name programs and say anything of them."""
        return self.names_programs and self.tells_facts

    @property
    def names_programs(self) -> bool:
        """Tell whether a column names programs."""
        return bool(self.of("code") or self.of("institution"))

    @property
    def tells_facts(self) -> bool:
        """Tell whether a column holds facts."""
        in_one = self.of("fact") and self.of("value")
        return bool(in_one or any(self.of(each) for each in (*FactKind, *_VISA_COLUMNS)))


def _make_plan(table: Table, columns: Sequence[ProgramColumn], answer: KnownOrder | None) -> _Plan:
    known = {column.header: column for column in columns}
    meant = [known.get(header, ProgramColumn(header, None)) for header in table.headers]
    # What the applicant chose comes before what was guessed.
    ranked = sorted(range(len(meant)), key=lambda place: not meant[place].chosen)
    places: dict[ChosenField, tuple[int, ...]] = {}
    for place in ranked:
        wanted = meant[place].field
        if wanted is not None:
            places[wanted] = (*places.get(wanted, ()), place)
    shares = frozenset(
        place for kind in _SHARES for place in places.get(kind, ()) if _holds_shares(table, place)
    )
    days = {
        place: read_days(
            table.headers[place], [restore(row.cells[place]).strip() for row in table.rows], answer
        )
        for place in places.get("date", ())
    }
    plan = _Plan(places, table.headers, shares, days, ())
    problems = (*_doubt_columns(plan), *_tell_left_out(meant, places), *_tell_shares(table, shares))
    return _Plan(places, table.headers, shares, days, problems)


def _holds_shares(table: Table, place: int) -> bool:
    """Tell whether every value of a column lies from 0 to 1, and some between: percent cells of a sheet."""
    cells = [restore(row.cells[place]).strip() for row in table.rows]
    shares = [read_share(cell) for cell in cells if cell]
    return None not in shares and any(share and 0 < share < 1 for share in shares)


def _doubt_columns(plan: _Plan) -> Iterator[Problem]:
    names = shorten(", ".join(plan.headers), 200)
    if not plan.names_programs:
        says = f"No column names the programs; the columns are {names}."
        yield Problem(
            None, "code", says, 'Say which one does, for example "NRMP=code" or "Hospital=institution".'
        )
    if not plan.tells_facts:
        says = f"No column holds a fact of a program; the columns are {names}."
        yield Problem(None, None, says, 'Say which one does, for example "Percent IMGs=img-share".')


def _tell_left_out(
    columns: Sequence[ProgramColumn], places: Mapping[ChosenField, tuple[int, ...]]
) -> Iterator[Problem]:
    left_out = [column.header for column in columns if column.field is None]
    if ("fact" in places) != ("value" in places):
        lone = places.get("fact") or places.get("value") or ()
        left_out += [columns[place].header for place in lone]
    if left_out:
        says = f"Not read, since nothing is known by that name: {shorten(', '.join(left_out), 200)}."
        yield Problem(None, None, says, f'Say what a column holds, for example "{left_out[0]}=note".')


def _tell_shares(table: Table, shares: Iterable[int]) -> Iterator[Problem]:
    for place in sorted(shares):
        says = f"The column {table.headers[place]!r} has shares from 0 to 1; 0.6 was read as 60 %."
        yield Problem(
            None, None, says, "If they are percentages below one, write them with their sign: 0.6 %."
        )


@dataclass(slots=True)
class _Reader:
    """Reads one row."""

    plan: _Plan
    row: Row
    source: str
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> list[FactRow]:
        """Return the facts of the row."""
        unit = self._unit()
        told = list(self._told())
        if not unit:
            if told:
                says = "This row names no program."
                self._tell("code", says, "Add its code, or its name.")
            return []
        source = (
            "; ".join(filter(None, (self._cell(place) for place in self.plan.of("source")))) or self.source
        )
        on = None
        for place in self.plan.of("date"):
            day = self.plan.days[place].read(self._cell(place), self.row.line)
            if isinstance(day, Problem):
                self.problems.append(day)
            elif on is None:
                on = day
        return [
            FactRow(line=self.row.line, unit=unit, kind=kind, value=value, source=source, on=on)
            for kind, value in told
        ]

    def _cell(self, place: int) -> str:
        return clean_line(restore(self.row.cells[place]))

    def _tell(self, name: str, says: str, remedy: str) -> None:
        self.problems.append(Problem(self.row.line, name, says, remedy))

    def _unit(self) -> str:
        """Return the code of the program, or else the words that name it."""
        words = [self._cell(place) for each in _NAMING for place in self.plan.of(each)]
        unread = []
        for place in self.plan.of("code"):
            written = self._cell(place)
            code = read_code(written)
            if isinstance(code, str):
                return code
            if isinstance(code, Unclear):
                self._tell("code", f"{code.says}.", code.remedy)
            elif written:
                unread.append(written)
        return name_unit([*unread, *words]) if unread or any(words) else ""

    def _told(self) -> Iterator[tuple[FactKind, str]]:
        for kind in FactKind:
            for place in self.plan.of(kind):
                yield from self._read(kind, restore(self.row.cells[place]), place)
        yield from self._visas()
        for at, place in zip(self.plan.of("fact"), self.plan.of("value"), strict=False):
            written = self._cell(at)
            found = find_program_field(written)
            if isinstance(found, FactKind):
                yield from self._read(found, restore(self.row.cells[place]), place)
            elif written:
                remedy = f"Write one of: {', '.join(FactKind)}; {_UNTIL_THEN}"
                self._tell("fact", f"{shorten(written)!r} is no fact that is kept of programs.", remedy)

    def _read(self, kind: FactKind, written: str, place: int) -> Iterator[tuple[FactKind, str]]:
        share = read_share(written) if place in self.plan.shares else None
        value = read_value(kind, written if share is None else f"{share * 100:.1f} %")
        if isinstance(value, Unclear):
            says = f"{self.plan.headers[place]}: {value.says}."
            self._tell(kind.value, says, f"{value.remedy.removesuffix('.')}; {_UNTIL_THEN}")
        elif value is not None:
            yield kind, value

    def _visas(self) -> Iterator[tuple[FactKind, str]]:
        """Read columns of their own for J-1 and H-1B, which say yes or no."""
        told: dict[str, bool] = {}
        written: list[str] = []
        for visa in _VISA_COLUMNS:
            for place in self.plan.of(visa):
                cell = self._cell(place)
                answer = read_yes_no(cell)
                if answer is not None:
                    told[visa] = answer
                    written.append(f"{self.plan.headers[place]}: {cell}")
                elif read_value(FactKind.NOTE, cell) is not None:
                    says = f"{self.plan.headers[place]}: {shorten(cell)!r} is neither yes nor no."
                    self._tell(visa, says, f"Write yes or no; {_UNTIL_THEN}")
        if told:
            value = join_visas(told, ", ".join(written))
            if isinstance(value, str):
                yield FactKind.VISAS, value
            elif value is not None:
                self._tell(
                    FactKind.VISAS.value, f"{value.says}.", f"{value.remedy.removesuffix('.')}; {_UNTIL_THEN}"
                )


# --------------------------------------------------------------------------------------------- writing


def write_program_sheet(rows: Iterable[FactRow], names: Mapping[str, str]) -> bytes:
    """Return facts as a CSV file that spreadsheets open and `read_program_sheet` reads back.

    Args:
        rows: the facts, in their order.
        names: what to call each program beside its code.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for row in rows:
        day = "" if row.on is None else row.on.isoformat()
        cells = (row.unit, names.get(row.unit, ""), row.kind.value, row.value, row.source, day)
        writer.writerow([neutralize(make_writable(cell)) for cell in cells])
    return made.getvalue().encode("utf-8-sig")
