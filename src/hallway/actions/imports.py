"""Imports: planned row by row, and applied in one action (CON-24)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from hallway.actions.applicants import today_in, zone_of
from hallway.actions.contacts import last_days
from hallway.actions.import_decisions import Decider, Decision, RowPlan, Verdict
from hallway.actions.import_files import ImportRequest, read_file
from hallway.actions.import_matches import Index, departments_in, known_people
from hallway.actions.import_rows import ImportRow, read_row
from hallway.actions.import_watch import Progress, ShouldStop, Watch
from hallway.actions.import_writing import ImportWriter
from hallway.actions.person_guesses import family_first_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.people import Person
from hallway.domain.settings import HeldRow
from hallway.formats.contacts import ContactFile, ContactRow, DateQuestion
from hallway.formats.problems import Problem

_PLANNED_IN, _APPLIED_IN = 2, 2
"""Passes over the rows: they are read and decided; then decided again and written."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do, row by row; `contacts` are the rows as they were read, `typed` what they mean.

    What a row means can change with the day: `day` is the one it was read on.
    """

    source: str
    kind: str
    mapping: tuple[tuple[str, str], ...]
    rows: tuple[RowPlan, ...]
    counts: Mapping[Verdict, int]
    problems: tuple[Problem, ...]
    questions: tuple[DateQuestion, ...]
    contacts: tuple[ContactRow, ...]
    typed: tuple[ImportRow, ...]
    day: date
    sheet: str = ""
    sheets: tuple[str, ...] = ()


class Imported(NamedTuple):
    """What an import did; `held` counts the rows that newly wait for the applicant."""

    created: int
    filled: int
    same: int
    held: int
    problems: int


def plan_import(
    store: Store,
    clock: Clock,
    *,
    data: bytes,
    name: str,
    kind: str = "auto",
    mapping: Sequence[str] = (),
    dates: str = "",
    sheet: str = "",
    is_pasted: bool = False,
    how_met: str = "",
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> ImportPlan:
    """Return what importing the file `data` called `name` will do; nothing is written.

    Args:
        store: the record.
        clock: tells the day.
        data: the file.
        name: what it is called, for messages and history.
        kind: one of `import_files.KINDS`; auto lets the file tell.
        mapping: words of the applicant about columns, each "Their column=field".
        dates: dmy, mdy or ymd, for columns that can be read in two ways.
        sheet: which sheet of a workbook; "" takes the one that fits best.
        is_pasted: somebody pasted it, so that a card or a plain list of people may have no columns.
        how_met: how all of them were met, for rows that do not say it themselves.
        progress: told how many of all rows are through.
        should_stop: asked between rows.

    Raises:
        ImportStopped: `should_stop` said so.
        UnreadableFile: the file cannot be read at all.
        InvalidValue: what is said about the file does not fit it.
    """
    request = ImportRequest(kind, tuple(mapping), dates, sheet, is_pasted)
    read = read_file(data, name=name, request=request)
    file = read.contacts
    if how_met:
        file = replace(file, rows=tuple(replace(each, how_met=each.how_met or how_met) for each in file.rows))
    watch = Watch(len(file.rows), _PLANNED_IN, progress, should_stop)
    with store.reading() as reading:
        today = today_in(reading, clock)
        rows = [read_row(each, today) for each in watch.over(file.rows)]
        decisions = list(watch.over(make_decider(reading, rows, lambda: "").decide()))
    plans = [*(each.plan for each in decisions), *_unusable(file)]
    counts = Counter(each.verdict for each in plans)
    return ImportPlan(
        source=name,
        kind=file.kind,
        mapping=tuple((each.header, each.field or "") for each in file.mapping.columns),
        rows=tuple(sorted(plans, key=lambda each: each.line)),
        counts={each: counts[each] for each in Verdict},
        problems=(*file.problems, *(problem for row in rows for problem in row.problems)),
        questions=file.questions,
        contacts=file.rows,
        typed=tuple(rows),
        day=today,
        sheet=read.sheet,
        sheets=read.sheets,
    )


def _unusable(file: ContactFile) -> list[RowPlan]:
    """Return a plan for each line without name and address, of which no row could be made."""
    lines = {each.line for each in file.rows}
    return [
        RowPlan(each.line, "", Verdict.PROBLEM, f"{each.says} {each.remedy}")
        for each in file.problems
        if each.line is not None and each.line not in lines and each.field == "name"
    ]


def make_decider(reading: Reading, rows: Sequence[ImportRow], new_id: Callable[[], str]) -> Decider:
    """Return what decides about these rows, with everybody in mind who is in the record now."""
    departments = departments_in(reading) if any(each.typed.department for each in rows) else {}
    return Decider(
        index=Index(known_people(reading.identities(), reading.all(Person), departments)),
        rows=rows,
        held=frozenset(each.fields for each in reading.all(HeldRow)),
        last_day=last_days(reading, zone_of(reading)),
        new_id=new_id,
        family_first=family_first_in(reading),
    )


def apply_import(
    store: Store,
    clock: Clock,
    *,
    plan: ImportPlan,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Imported:
    """Do what a plan says, in one action; rows that need the applicant wait in the inbox.

    The rows are decided anew inside of the action, so that what changed since the plan was made counts.

    Raises:
        ImportStopped: `should_stop` said so; nothing of the import is kept.
    """
    with store.writing("import.apply", f"Imported {plan.source}", now=clock.now()) as writing:
        watch = Watch(len(plan.contacts), _APPLIED_IN, progress, should_stop)
        today = today_in(writing, clock)
        is_fresh = today == plan.day
        rows = plan.typed if is_fresh else [read_row(each, today) for each in plan.contacts]
        watch.look()
        decider = make_decider(writing, rows, writing.new_id)
        decisions = list(watch.over(decider.decide()))
        ImportWriter(writing, clock, plan.source, decider.index).write(decisions, watch.note)
        imported = _count(decisions, problems=plan.counts[Verdict.PROBLEM])
        writing.says(
            f"Imported {plan.source}: {imported.created} new, {imported.filled} filled, {imported.held} held"
        )
        watch.finish()
        return imported


def _count(decisions: Iterable[Decision], *, problems: int) -> Imported:
    counts = Counter(each.plan.verdict for each in decisions)
    return Imported(
        created=counts[Verdict.CREATE],
        filled=counts[Verdict.FILL],
        same=counts[Verdict.SAME],
        held=counts[Verdict.NEEDS_YOU],
        problems=problems,
    )
