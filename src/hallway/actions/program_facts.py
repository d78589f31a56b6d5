"""What the applicant knows of programs: typed one by one, pasted or imported after a look, and forgotten."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_by_start
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.actions.program_fact_forms import FACT_FORMS, read_fact, write_fact
from hallway.actions.program_lookups import choose_unit, latest_facts, name_of
from hallway.domain.errors import HallwayError
from hallway.domain.ids import ProgramFactId, UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ProgramFact
from hallway.facts.directory import Unit, units
from hallway.formats.problems import Problem
from hallway.formats.program_facts import FactRow

_MANY = (FactKind.NOTE,)
"""Kinds of which several hold at once: none of them takes the place of another."""


class FactVerdict(StrEnum):
    """What taking over a fact changes."""

    NEW = "new"
    CHANGES = "changes"  # something else counted until now
    CONFIRMS = "confirms"  # the same, from another source or of another day
    OLDER = "older"  # something known since counts more
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact to be taken over: what counts now ("" for nothing), what would, and what that changes."""

    line: int
    unit: Unit
    kind: FactKind
    value: str
    source: str
    on: date
    before: str
    verdict: FactVerdict


@dataclass(frozen=True, slots=True)
class FactsPlan:
    """What an import of facts will do, and what of it cannot be used; `name` is what was read."""

    name: str
    changes: tuple[FactChange, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[FactVerdict, int]


class FactsImported(NamedTuple):
    """How many facts an import wrote, of how many programs, and how many rows could not be used."""

    written: int
    programs: int
    problems: int


class _Said(NamedTuple):
    """One fact, read."""

    unit: UnitCode
    kind: FactKind
    value: str
    source: str
    on: date


def record_fact(
    store: Store,
    clock: Clock,
    *,
    unit: str,
    kind: FactKind,
    text: str,
    source: str = "",
    on: date | None = None,
) -> ProgramFact:
    """Write down one thing known of a program, from whom and since when; without a day it is today.

    Of the same day and source a second value takes the place of the first; else both stay, and the later
    one counts.

    Raises:
        NotFound, InvalidValue: no such program, or a value that cannot be meant.
    """
    found = choose_unit(unit)
    value = read_fact(kind, text)
    with store.writing("program-fact.record", "Noted a fact of a program", now=clock.now()) as writing:
        today = today_in(writing, clock)
        check_past("on", on, today)
        said = _Said(found.code, kind, value, typed_text.read_line("source", source), on or today)
        fact = _write(writing, said)
        writing.says(f"Noted {_short(kind, value)} for {name_of(found)}")
        return fact


def correct_kind(
    store: Store, clock: Clock, *, unit: str, kind: InstitutionKind, everywhere: bool = False
) -> tuple[ProgramFact, ...]:
    """Say what kind of institution a program is at; `everywhere` says it of all its programs there.

    Raises:
        NotFound, InvalidValue: no such program, or a kind that does not tell programs apart.
    """
    found = choose_unit(unit)
    value = read_fact(FactKind.KIND, kind.value)
    meant = [found]
    if everywhere:
        meant = [each for each in units().values() if each.institution_code == found.institution_code]
    with store.writing("program-fact.kind", "Corrected a kind of institution", now=clock.now()) as writing:
        today = today_in(writing, clock)
        facts = tuple(_write(writing, _Said(each.code, FactKind.KIND, value, "you", today)) for each in meant)
        whose = f"{len(meant)} programs at {found.institution}" if everywhere else name_of(found)
        writing.says(f"Called {whose} {value}")
        return facts


def forget_fact(store: Store, clock: Clock, *, fact: str) -> ProgramFact:
    """Remove a fact by its id or the start of one; what was known before counts again."""
    with store.writing("program-fact.forget", "Forgot a fact of a program", now=clock.now()) as writing:
        found = get_by_start(
            writing, ProgramFact, fact, "fact", lambda each: f"{each.unit} {_short(each.kind, each.value)}"
        )
        writing.remove(ProgramFact, found.id)
        writing.says(f"Forgot {_short(found.kind, found.value)} of {found.unit}")
        return found


def plan_facts(
    store: Store,
    clock: Clock,
    *,
    rows: Sequence[FactRow],
    name: str,
    source: str = "",
    problems: Iterable[Problem] = (),
) -> FactsPlan:
    """Return what taking over these rows will do, fact by fact; nothing is written.

    Args:
        store: the record.
        clock: tells the day, for rows that have none.
        rows: what was read.
        name: what it was read from, for history and messages.
        source: who says so, for rows that do not say it themselves.
        problems: what the reader could not use already.
    """
    usual = typed_text.read_line("source", source)
    faults = list(problems)
    changes: list[FactChange] = []
    first: dict[tuple[UnitCode, FactKind, date], FactChange] = {}
    with store.reading() as reading:
        today = today_in(reading, clock)
        known, kept = latest_facts(reading), _kept(reading)
    for row in rows:
        try:
            unit, said = _read_row(row, usual, today)
        except HallwayError as error:
            label = FACT_FORMS[row.kind].label
            faults.append(Problem(row.line, label, str(error), "Nothing was taken from it."))
            continue
        now = known.get(unit.code, {}).get(said.kind)
        change = FactChange(
            line=row.line,
            unit=unit,
            kind=said.kind,
            value=said.value,
            source=said.source,
            on=said.on,
            before=now.value if now else "",
            verdict=_verdict(said, now, is_kept=said in kept),
        )
        before = first.setdefault((unit.code, said.kind, said.on), change)
        if before is change or said.kind in _MANY:
            changes.append(change)
        elif before.value != said.value:
            faults.append(_contradiction(before, change))
    counts = Counter(each.verdict for each in changes)
    return FactsPlan(name, tuple(changes), tuple(faults), {each: counts[each] for each in FactVerdict})


def apply_facts(store: Store, clock: Clock, *, plan: FactsPlan) -> FactsImported:
    """Write what a plan says, in one action; what changed since it was made is looked at again."""
    with store.writing("program-fact.import", f"Took facts from {plan.name}", now=clock.now()) as writing:
        kept = _kept(writing)
        written = []
        for each in plan.changes:
            said = _Said(each.unit.code, each.kind, each.value, each.source, each.on)
            if said not in kept:
                written.append(_write(writing, said))
        programs = len({each.unit for each in written})
        writing.says(f"Took {len(written)} facts of {programs} programs from {plan.name}")
        return FactsImported(len(written), programs, len(plan.problems))


def _read_row(row: FactRow, usual: str, today: date) -> tuple[Unit, _Said]:
    unit = choose_unit(row.unit)
    value = read_fact(row.kind, row.value)
    check_past("on", row.on, today)
    source = typed_text.read_line("source", row.source) or usual
    return unit, _Said(unit.code, row.kind, value, source, row.on or today)


def _contradiction(before: FactChange, change: FactChange) -> Problem:
    label = FACT_FORMS[change.kind].label
    says = (
        f"{label} of {change.unit.code} is {change.value!r} here and {before.value!r} in line {before.line}."
    )
    return Problem(change.line, label, says, "The first one was taken. Leave one of the two.")


def _verdict(said: _Said, now: ProgramFact | None, *, is_kept: bool) -> FactVerdict:
    if is_kept:
        return FactVerdict.SAME
    if now is None or said.kind in _MANY:
        return FactVerdict.NEW
    if said.on < now.on:
        return FactVerdict.OLDER
    return FactVerdict.CONFIRMS if said.value == now.value else FactVerdict.CHANGES


def _kept(reading: Reading) -> set[_Said]:
    return {
        _Said(each.unit, each.kind, each.value, each.source, each.on) for each in reading.all(ProgramFact)
    }


def _write(writing: Writing, said: _Said) -> ProgramFact:
    """Return the fact as it is kept now; a second one of the same day and source replaces the first."""
    same = writing.all(ProgramFact, unit=said.unit, kind=said.kind, on=said.on, source=said.source)
    if said.kind in _MANY:
        same = tuple(each for each in same if each.value == said.value)
    if same:
        fact = replace(same[-1], value=said.value)
        if fact != same[-1]:
            writing.replace(fact)
        return fact
    fact = ProgramFact(
        id=ProgramFactId(writing.new_id()),
        unit=said.unit,
        kind=said.kind,
        value=said.value,
        on=said.on,
        source=said.source,
    )
    writing.add(fact)
    return fact


def _short(kind: FactKind, value: str) -> str:
    label = FACT_FORMS[kind].label
    shown = write_fact(kind, value)
    return f"{label} {shown}" if "\n" not in shown and len(shown) < len(label) + 60 else label
