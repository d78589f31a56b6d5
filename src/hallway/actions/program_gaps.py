"""Which facts of the applicant's list are not known yet: what to look up next (PICK-10)."""

from collections.abc import Iterator
from dataclasses import dataclass

from hallway.actions.applicants import find_in
from hallway.actions.ports import Store
from hallway.actions.program_lookups import find_coded, latest_facts, name_of
from hallway.domain.applicants import Applicant, Status
from hallway.domain.names import fold
from hallway.domain.programs import FactKind, ListedProgram
from hallway.facts.directory import Unit

_ASKED_FIRST: tuple[FactKind, ...] = (
    FactKind.IMG_SHARE,
    FactKind.VISAS,
    FactKind.STEP2_MIN,
    FactKind.MOST_YEARS,
    FactKind.MOST_ATTEMPTS,
)
"""What sets programs apart before anything else is looked at: shares and limits that close a door."""


@dataclass(frozen=True, slots=True)
class ProgramGaps:
    """A program of the list, and the facts to look up of it."""

    unit: Unit
    name: str
    missing: tuple[FactKind, ...]


@dataclass(frozen=True, slots=True)
class FactsToFind:
    """What to look up first, program by program; `more` facts can wait, `listed` programs are on the list."""

    programs: tuple[ProgramGaps, ...]
    more: int
    listed: int


def find_gaps(store: Store, *, most: int = 15) -> FactsToFind:
    """Return at most so many facts that are not known of listed programs: kind after kind, by name."""
    with store.reading() as reading:
        applicant = find_in(reading)
        known = latest_facts(reading)
        found = {unit.code: unit for each in reading.all(ListedProgram) if (unit := find_coded(each.unit))}
    listed = sorted(found.values(), key=lambda each: (fold(name_of(each)), each.code))
    gaps = [
        (kind, unit)
        for kind in _kinds_for(applicant)
        for unit in listed
        if kind not in known.get(unit.code, {})
    ]
    first = gaps[:most]
    programs = tuple(
        ProgramGaps(unit, name_of(unit), missing)
        for unit in listed
        if (missing := tuple(kind for kind, each in first if each is unit))
    )
    return FactsToFind(programs, len(gaps) - len(first), len(listed))


def _kinds_for(applicant: Applicant | None) -> Iterator[FactKind]:
    """Yield the kinds of facts that concern an applicant."""
    for kind in _ASKED_FIRST:
        is_own = applicant is not None and applicant.status is Status.US_MD
        if kind is FactKind.IMG_SHARE and is_own:
            continue
        if kind is FactKind.VISAS and applicant is not None and applicant.needs_visa is False:
            continue
        yield kind
