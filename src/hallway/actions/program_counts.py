"""Positions and fills from an official report of the applicant's: for reference, used only on their word.

The report belongs to its publisher. Its numbers come in only from the applicant's own copy, stay in their
record, and enter the odds only after they have said that they read whose terms apply.
"""

from collections.abc import Mapping
from dataclasses import replace

from hallway.actions import typed_text
from hallway.actions.applicants import today_in
from hallway.actions.lookups import get_by_start
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ProgramCountsId
from hallway.domain.names import fold
from hallway.domain.programs import ProgramCounts

Rows = Mapping[str, tuple[tuple[int | None, int | None], ...]]

TERMS = (
    "These numbers stand in a report of the National Resident Matching Program, which asks for its written "
    "permission before its reports are reproduced or fed to algorithms. They stay in your own file. Whether "
    "you may use them in the odds is between you and the publisher: read the terms on the report's cover and "
    "on the publisher's site first."
)
"""What is shown before the numbers may enter the odds."""

ACKNOWLEDGMENT = "I have read the terms of this report"
"""What the applicant types or ticks to let them in."""

_YEARS = range(1952, 2101)
_MOST = 100_000  # positions or fills of one track in one year: more is a misread line


def import_counts(
    store: Store, clock: Clock, *, report: str, years: tuple[int, ...], rows: Rows
) -> ProgramCounts:
    """Keep the counts of a report; the same report read again takes the place of the first, switched off.

    Args:
        store: the record.
        clock: tells the day.
        report: how the report calls itself.
        years: the years it gives, newest first.
        rows: (quota, filled) of each year by track code; None where the report gives none.

    Raises:
        InvalidValue: there is nothing in it, or a row does not fit its years.
    """
    name = typed_text.read_needed("report", report, "Say which report it is.")
    _check(years, rows)
    with store.writing("program-counts.import", f"Read {name}", now=clock.now()) as writing:
        known = next((each for each in writing.all(ProgramCounts) if fold(each.report) == fold(name)), None)
        counts = ProgramCounts(
            id=known.id if known else ProgramCountsId(writing.new_id()),
            report=name,
            years=tuple(years),
            on=today_in(writing, clock),
            rows={code: tuple((quota, filled) for quota, filled in rows[code]) for code in sorted(rows)},
        )
        if known is None:
            writing.add(counts)
        elif not _says_the_same(known, counts):
            writing.replace(counts)
        else:
            counts = known
        writing.says(f"Read {name}: {len(rows)} tracks, {years[-1]}-{years[0]}")
        return counts


def list_counts(store: Store) -> tuple[ProgramCounts, ...]:
    """Return what was read from reports, the newest years first."""
    with store.reading() as reading:
        return tuple(sorted(reading.all(ProgramCounts), key=lambda each: each.years, reverse=True))


def use_counts(store: Store, clock: Clock, *, counts: str, acknowledgment: str) -> ProgramCounts:
    """Let the counts of a report enter the odds, once its terms were read.

    Raises:
        InvalidValue: the acknowledgment is not given in its words.
    """
    if fold(acknowledgment).rstrip(". ") != fold(ACKNOWLEDGMENT):
        raise InvalidValue(
            "acknowledgment", acknowledgment[:60], f"Read this first. {TERMS} Then say: {ACKNOWLEDGMENT}."
        )
    return _switch(store, clock, counts, in_odds=True)


def stop_using_counts(store: Store, clock: Clock, *, counts: str) -> ProgramCounts:
    """Keep the counts of a report out of the odds again."""
    return _switch(store, clock, counts, in_odds=False)


def forget_counts(store: Store, clock: Clock, *, counts: str) -> ProgramCounts:
    """Remove the counts of a report."""
    with store.writing("program-counts.forget", "Removed a report's counts", now=clock.now()) as writing:
        found = _get(writing, counts)
        writing.remove(ProgramCounts, found.id)
        writing.says(f"Removed the counts of {found.report}")
        return found


def _switch(store: Store, clock: Clock, counts: str, *, in_odds: bool) -> ProgramCounts:
    with store.reading() as reading:
        found = _get(reading, counts)
    if found.in_odds is in_odds:
        return found  # a second click does not do it twice
    with store.writing("program-counts.switch", "Switched a report", now=clock.now()) as writing:
        switched = replace(writing.get(ProgramCounts, found.id), in_odds=in_odds)
        writing.replace(switched)
        where = "into the odds" if in_odds else "out of the odds"
        writing.says(f"Took the counts of {found.report} {where}")
        return switched


def _get(reading: Reading, words: str) -> ProgramCounts:
    named = [each for each in reading.all(ProgramCounts) if words and fold(each.report) == fold(words)]
    if len(named) == 1:
        return named[0]
    return get_by_start(reading, ProgramCounts, words, "report", lambda each: each.report)


def _says_the_same(known: ProgramCounts, counts: ProgramCounts) -> bool:
    return (known.years, dict(known.rows)) == (counts.years, dict(counts.rows))


def _check(years: tuple[int, ...], rows: Rows) -> None:
    if not rows or not years:
        raise InvalidValue("report", "", "No program was read from it.")
    if any(each not in _YEARS for each in years) or list(years) != sorted(set(years), reverse=True):
        told = ", ".join(map(str, years))
        raise InvalidValue("years", told[:60], "They must be years of the Match, each once, newest first.")
    for code, pairs in rows.items():
        numbers = [number for pair in pairs for number in pair if number is not None]
        if len(pairs) != len(years) or any(number not in range(_MOST) for number in numbers):
            raise InvalidValue("row", code[:20], f"It must hold quota and filled of {len(years)} years.")
