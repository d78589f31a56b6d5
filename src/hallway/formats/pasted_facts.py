"""Read facts of programs that somebody typed or pasted: one a line, or a block for each program."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from hallway.domain.programs import FactKind
from hallway.formats.contacts import DateQuestion
from hallway.formats.dates import KnownOrder, possible_orders, read_date
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.program_codes import name_unit, read_code
from hallway.formats.program_facts import (
    Days,
    FactRow,
    ProgramField,
    find_program_field,
    read_days,
    unite_rows,
)
from hallway.formats.program_values import Unclear, join_visas, read_value, read_yes_no
from hallway.formats.texts import clean_line, clean_lines, shorten

_MOST_LINES: Final = 20_000
_LONGEST_LINE: Final = 5_000  # characters
_LONGEST_NAME: Final = 200  # characters of a line that names a program
_BULLET: Final = re.compile(r"(?:(?:[-*+>•‣▪◦·–—]+|\(?\d{1,3}[.)]|\[[ xX]?\])\s+)+")
_CODE: Final = re.compile(
    r"(?:(?:nrmp|acgme|program|track)\s+)?(?:(?:code|id)\s+)?#?"
    r"(\d{4}[ -]?\d{3}[ -]?[CPAMRF][ -]?\d{1,2}|\d{9,10}|\d{7})(?![\w-])[\s:,–—-]*",
    re.IGNORECASE,
)
_CELL: Final = re.compile(r"^([^\t\n:=]{1,200})\t+(?=\S)", re.MULTILINE)  # a name in a cell of its own
_ASIDE: Final = re.compile(r"(?P<before>.*?)\s*[(\[](?P<aside>[^()\[\]]*)[)\]]\s*\.?")
_LABELED: Final = re.compile(r"(?P<label>[^:=]{2,40}?)\s*[:=]\s*(?P<value>\S.*)")
_WORD: Final = re.compile(r"[^\s:=]+")
_AFTER_NAME: Final = " :=\t–—-"
_BREAKS: Final = re.compile(r"\s*(?::|,|\s[-–—]\s|\s)\s*")
_MOST_WORDS: Final = 8  # in the name of a fact
_VISA: Final = re.compile(r"\b[jh] ?-?1", re.IGNORECASE)
_FREE: Final = frozenset({FactKind.NOTE, FactKind.CONTACT_POLICY})
_HOW: Final = "Write it like: 9991140 IMG share 60 % (website, 2026-08-01)"

_Fact: TypeAlias = FactKind | Literal["j-1", "h-1b", "source", "date"]
_NAMING: Final = frozenset({"code", "institution", "specialty", "city", "state"})
_NO_FACTS: Final = _NAMING | {"fact", "value"}


@dataclass(frozen=True, slots=True)
class PastedFacts:
    """The facts of a text; `empty` counts those that were named and not filled in."""

    rows: tuple[FactRow, ...]
    problems: tuple[Problem, ...]
    questions: tuple[DateQuestion, ...]
    empty: int


def read_pasted_facts(
    text: str, *, name: str = "the text", source: str = "", date_order: KnownOrder | None = None
) -> PastedFacts:
    """Read lines such as "9991140 IMG share 60 % (website, 2026-08-01)", or blocks below a program's name.

    In a block, a line "Source: ..." or "Date: ..." holds for all of its facts. Several facts may stand on
    one line with semicolons between.

    Args:
        text: what was typed or pasted.
        name: what to call it in messages.
        source: who says so, for facts that do not tell it themselves.
        date_order: the applicant's answer to an earlier question.

    Raises:
        UnreadableFile: it has too many lines.
    """
    lines = clean_lines(_CELL.sub(r"\1: ", text)).split("\n")
    if len(lines) > _MOST_LINES:
        what = f"it has {len(lines):,} lines, and at most {_MOST_LINES:,} are read"
        raise UnreadableFile(what, name, "Paste it in several parts.")
    days = read_days("the dates", list(_days_in(lines)), date_order)
    reader = _Reader(days, source)
    for number, line in enumerate(lines, start=1):
        reader.read(number, line)
    reader.end_block()
    rows, doubts = unite_rows(reader.rows)
    problems = sorted((*reader.problems, *doubts), key=lambda problem: problem.line or 0)
    questions = () if days.question is None else (days.question,)
    return PastedFacts(rows, tuple(problems), questions, reader.empty)


def _days_in(lines: Sequence[str]) -> Iterator[str]:
    """Yield whatever looks like a day: what the order of all of them is told by."""
    for line in lines:
        aside = _ASIDE.fullmatch(line[:_LONGEST_LINE])
        found = _find_fact(line[:_LONGEST_LINE])
        pieces = re.split(r"[,;]", aside["aside"]) if aside else []
        if found is not None and found[0] == "date":
            pieces.append(found[1])
        yield from (piece.strip() for piece in pieces if possible_orders([piece.strip()]))


@dataclass(slots=True)
class _Block:
    """A program, and what was said of it so far."""

    unit: str = ""
    line: int = 0
    rows: list[FactRow] = field(default_factory=list)
    visas: dict[str, bool] = field(default_factory=dict)
    visa_line: int = 0
    source: str = ""
    day: str = ""
    day_line: int = 0
    said: bool = False  # a fact was named, read or not


@dataclass(slots=True)
class _Reader:
    """Reads line by line."""

    days: Days
    source: str
    rows: list[FactRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    empty: int = 0
    block: _Block = field(default_factory=_Block)

    def read(self, number: int, written: str) -> None:
        """Read one line."""
        line = _BULLET.sub("", written.strip(), count=1)
        if not line or not any(map(str.isalnum, line)):
            return
        if len(line) > _LONGEST_LINE:
            self._tell(number, None, f"This line has more than {_LONGEST_LINE:,} characters.", "Shorten it.")
            return
        line = self._name(line)
        if not line:
            return
        coded = _CODE.match(line)
        code = read_code(coded[1]) if coded else None
        rest = line[coded.end() :] if coded and isinstance(code, str) else line
        unit, told = self._divide(code if isinstance(code, str) else "", rest)
        if not told:
            self._begin(number, unit)
            return
        if unit:
            own = self.block
            if unit != own.unit:
                self._begin(number, unit)
        if not self.block.unit:
            if self._is_known(told):
                self._tell(number, "code", "This line names no program, and none above it does.", f"{_HOW}.")
            return
        self._read_facts(number, told)

    def _name(self, line: str) -> str:
        """Take a line such as "Program: ..." or "City: ..." as what it names; return what is left to read."""
        labeled = _LABELED.fullmatch(line)
        label = find_program_field(labeled["label"]) if labeled else None
        if labeled is None or label not in _NAMING:
            return line
        value, block = labeled["value"], self.block
        if not block.unit or (block.said and label in {"code", "institution"}):
            return value  # it begins a program
        if block.said:
            return ""  # where it is told last, it has told nothing new
        code = read_code(value) if label == "code" else None
        if isinstance(code, str):
            block.unit = code
        elif not isinstance(read_code(block.unit), str):
            block.unit = name_unit([f"{block.unit}, {value}"])
        return ""

    def _divide(self, code: str, rest: str) -> tuple[str, str]:
        """Return the program that a line names and the facts that it tells; either may be empty."""
        if _find_fact(rest) is not None:
            return code, rest
        for found in _BREAKS.finditer(rest[: 2 * _LONGEST_NAME]):
            is_break = found[0].strip() != ""
            if (code or is_break) and found.start() and _find_fact(rest[found.end() :]) is not None:
                return code or name_unit([rest[: found.start()]]), rest[found.end() :]
        return code or name_unit([rest[:_LONGEST_NAME]]), ""

    def _is_known(self, told: str) -> bool:
        found = _find_fact(told)
        return found is not None and found[0] not in {"source", "date"}

    def _begin(self, number: int, unit: str) -> None:
        self.end_block()
        self.block = _Block(unit, number)

    def end_block(self) -> None:
        """Take over the facts of a program, with the source and the day that hold for all of them."""
        block = self.block
        if block.visas:
            value = join_visas(block.visas, ", ".join(block.visas))
            self._keep(block.visa_line, FactKind.VISAS, value, "", "")
        day = self._day(block.day, block.day_line) if block.day else None
        for row in block.rows:
            self.rows.append(replace(row, source=row.source or block.source or self.source, on=row.on or day))
        if block.unit and not block.said:
            says = f"Nothing that is known by name is said of {shorten(block.unit)!r}."
            self._tell(block.line, None, says, f"{_HOW}.")
        self.block = _Block()

    def _read_facts(self, number: int, told: str) -> None:
        aside = _ASIDE.fullmatch(told)
        before, extra = (aside["before"], aside["aside"]) if aside else (told, "")
        facts: list[tuple[_Fact, str]] = []
        for piece in re.split(r"\s*;\s*", before):
            found = _find_fact(piece)
            if found is not None:
                facts.append(found)
            elif facts and facts[-1][0] in _FREE:
                facts[-1] = (facts[-1][0], f"{facts[-1][1]}; {piece}")
            elif piece:
                self._tell(number, None, f"{shorten(piece)!r} is no fact that is known by name.", f"{_HOW}.")
        source, day = self._read_aside(extra)
        if extra and facts and not day and facts[-1][0] is FactKind.VISAS and _VISA.search(extra):
            facts[-1] = (FactKind.VISAS, f"{facts[-1][1]} ({extra})")  # "J-1 (no H-1B)" names no source
            source = ""
        for kind, value in facts:
            self._read_fact(number, kind, value, source, day)

    def _read_aside(self, text: str) -> tuple[str, str]:
        """Return the source and the day between brackets."""
        pieces = [clean_line(piece) for piece in re.split(r"[,;]", text)]
        for at, piece in enumerate(pieces):
            for day, after in (
                (", ".join(pieces[at : at + 2]), 2),
                (piece, 1),
            ):  # "August 1, 2026" has a comma
                if possible_orders([day]) or read_date(day, self.days.order) is not None:
                    return ", ".join(filter(None, pieces[:at] + pieces[at + after :])), day
        return ", ".join(filter(None, pieces)), ""

    def _read_fact(self, number: int, kind: _Fact, value: str, source: str, day: str) -> None:
        block = self.block
        if isinstance(kind, FactKind):
            block.said = True
            self._keep(number, kind, read_value(kind, value) if value else None, source, day)
        elif kind == "source":
            block.source = ", ".join(filter(None, (value, source)))
            block.day, block.day_line = day or block.day, number
            self._split_source()
        elif kind == "date":
            block.day, block.day_line = value, number
        else:
            block.said = True
            answer = read_yes_no(value) if value else None
            if answer is not None:
                block.visas[kind] = answer
                block.visa_line = number
            elif value:
                says = f"{kind}: {shorten(value)!r} is neither yes nor no."
                self._tell(number, kind, says, "Write yes or no.")
            else:
                self.empty += 1

    def _split_source(self) -> None:
        """Take the day out of "Source: website, 2026-08-01"."""
        block = self.block
        source, day = self._read_aside(block.source)
        if day:
            block.source, block.day = source, day

    def _keep(self, number: int, kind: FactKind, value: str | Unclear | None, source: str, day: str) -> None:
        if value is None:
            self.empty += 1
        elif isinstance(value, Unclear):
            self._tell(number, kind.value, f"{kind.value}: {value.says}.", value.remedy)
        else:
            on = self._day(day, number) if day else None
            row = FactRow(line=number, unit=self.block.unit, kind=kind, value=value, source=source, on=on)
            self.block.rows.append(row)

    def _day(self, text: str, line: int) -> date | None:
        day = self.days.read(text, line)
        if isinstance(day, Problem):
            self.problems.append(day)
            return None
        return day

    def _tell(self, line: int, name: str | None, says: str, remedy: str) -> None:
        self.problems.append(Problem(line, name, says, remedy))


def _find_fact(text: str) -> tuple[_Fact, str] | None:
    """Return the fact that a text begins with and what is said of it: the longest name that is known."""
    words = list(_WORD.finditer(text))[:_MOST_WORDS]
    for last in reversed(words):
        found: ProgramField | None = find_program_field(text[: last.end()])
        if found is None or found in _NO_FACTS:
            continue
        value = text[last.end() :]
        # "Contact person Ana" and "Note taken" name no fact unless a sign or a value follows.
        return found, value.lstrip(_AFTER_NAME).strip()  # type: ignore[return-value] # _NO_FACTS are out
    return None
