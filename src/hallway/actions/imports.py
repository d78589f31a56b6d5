"""Imports: planned row by row, and applied in one action (CON-24)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hallway.actions.applicants import today_in, zone_of
from hallway.actions.contacts import last_days
from hallway.actions.import_decisions import Decider, Decision, RowPlan, Verdict
from hallway.actions.import_files import read_file
from hallway.actions.import_matches import Index, departments_in, known_people
from hallway.actions.import_rows import ImportRow, read_row
from hallway.actions.import_writing import ImportWriter
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.people import Person
from hallway.domain.settings import HeldRow
from hallway.formats.archives import read_archive
from hallway.formats.contacts import ContactFile, ContactRow, DateQuestion
from hallway.formats.problems import Problem


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do, row by row; `contacts` are the rows as they were read."""

    source: str
    kind: str
    mapping: tuple[tuple[str, str], ...]
    rows: tuple[RowPlan, ...]
    counts: Mapping[Verdict, int]
    problems: tuple[Problem, ...]
    questions: tuple[DateQuestion, ...]
    contacts: tuple[ContactRow, ...]


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
) -> ImportPlan:
    """Return what importing the file `data` called `name` will do; nothing is written.

    `kind` is csv, linkedin, or auto to let the columns tell; `mapping` holds words of the applicant about
    columns, each "Their column=field"; `dates` is dmy, mdy or ymd for columns that can be read in two ways.
    """
    file = read_file(data, name=name, kind=kind, mapping=mapping, dates=dates)
    with store.reading() as reading:
        today = today_in(reading, clock)
        rows = [read_row(each, today) for each in file.rows]
        decisions = list(_decider(reading, rows, lambda: "").decide())
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
    )


def _unusable(file: ContactFile) -> list[RowPlan]:
    """Return a plan for each line without name and address, of which no row could be made."""
    lines = {each.line for each in file.rows}
    return [
        RowPlan(each.line, "", Verdict.PROBLEM, f"{each.says} {each.remedy}")
        for each in file.problems
        if each.line is not None and each.line not in lines and each.field == "name"
    ]


def _decider(reading: Reading, rows: Sequence[ImportRow], new_id: Callable[[], str]) -> Decider:
    departments = departments_in(reading) if any(each.typed.department for each in rows) else {}
    return Decider(
        index=Index(known_people(reading.identities(), reading.all(Person), departments)),
        rows=rows,
        held=frozenset(each.fields for each in reading.all(HeldRow)),
        last_day=last_days(reading, zone_of(reading)),
        new_id=new_id,
    )


def apply_import(
    store: Store, clock: Clock, *, plan: ImportPlan, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Do what a plan says, in one action; rows that need the applicant wait in the inbox.

    The rows are decided anew inside of the action, so that what changed since the plan was made counts.
    """
    with store.writing("import.apply", f"Imported {plan.source}", now=clock.now()) as writing:
        today = today_in(writing, clock)
        rows = [read_row(each, today) for each in plan.contacts]
        decider = _decider(writing, rows, writing.new_id)
        decisions = list(decider.decide())
        ImportWriter(writing, clock, plan.source, decider.index).write(decisions, progress)
        imported = _count(decisions, problems=plan.counts[Verdict.PROBLEM])
        writing.says(
            f"Imported {plan.source}: {imported.created} new, {imported.filled} filled, {imported.held} held"
        )
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


def load_archive(store: Store, clock: Clock, *, data: bytes, name: str = "the file") -> int:
    """Load a whole record into an empty file; return how many rows came.

    Raises:
        UnreadableFile: it is not an archive, or a damaged one.
    """
    archive = read_archive(data, name=name)
    return store.load(archive.tables, says=f"Loaded {name}", now=clock.now())
