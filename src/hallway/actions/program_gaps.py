"""Which facts of the applicant's list are not known yet: what to look up first (PICK-07)."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hallway.actions.applicants import find_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_fact_forms import FACT_FORMS
from hallway.actions.program_lookups import find_coded, latest_facts, name_of
from hallway.domain.applicants import Applicant, Status
from hallway.domain.errors import InvalidValue
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
"""What sets programs apart before anything else is looked at, where nothing can be measured."""

_Gap = tuple[FactKind, Unit, float | None]


@dataclass(frozen=True, slots=True)
class ProgramGaps:
    """A program of the list, and the facts to look up of it, the weightiest first.

    `moves` tells how far the chance to match there may lie off without a fact; nothing where that is not
    measured.
    """

    unit: Unit
    name: str
    missing: tuple[FactKind, ...]
    moves: Mapping[FactKind, float]


@dataclass(frozen=True, slots=True)
class FactsToFind:
    """What to look up first, program by program; `more` facts can wait, `listed` programs are on the list.

    `is_measured` where the order is that of what would tell the applicant most about their chances.
    """

    programs: tuple[ProgramGaps, ...]
    more: int
    listed: int
    is_measured: bool = False


def find_gaps(store: Store, clock: Clock, *, most: int = 15) -> FactsToFind:
    """Return at most so many facts that are not known of listed programs, those that tell most first.

    What a fact tells is measured by the odds. Of programs that have none, and for an applicant who has not
    said enough for odds, it is kind after kind, by name.
    """
    with store.reading() as reading:
        applicant = find_in(reading)
        known = latest_facts(reading)
        listed = _listed(reading)
        measured = _measure(reading, clock, listed) if listed and applicant else None
    gaps: list[_Gap] = list(measured.gaps) if measured else []
    rest = measured.without if measured else listed
    gaps += [
        (kind, unit, None)
        for kind in _kinds_for(applicant)
        for unit in rest
        if kind not in known.get(unit.code, {})
    ]
    first = gaps[:most]
    return FactsToFind(
        programs=tuple(_by_program(first)),
        more=len(gaps) - len(first),
        listed=len(listed),
        is_measured=bool(measured and measured.gaps),
    )


def write_blank(gaps: FactsToFind) -> str:
    """Return lines to fill in and paste: a block for each program, its facts with nothing behind them."""
    blocks = (
        "\n".join((f"{each.unit.code} {each.name}", *(f"{FACT_FORMS[kind].label}:" for kind in each.missing)))
        for each in gaps.programs
    )
    return "\n\n".join(blocks)


def _listed(reading: Reading) -> tuple[Unit, ...]:
    found = {unit.code: unit for each in reading.all(ListedProgram) if (unit := find_coded(each.unit))}
    return tuple(sorted(found.values(), key=lambda each: (fold(name_of(each)), each.code)))


def _by_program(gaps: Sequence[_Gap]) -> Iterator[ProgramGaps]:
    """Yield what is to be looked up of each program, in the order of its first fact."""
    for unit in {unit.code: unit for _, unit, _ in gaps}.values():
        own = [(kind, moves) for kind, each, moves in gaps if each is unit]
        yield ProgramGaps(
            unit=unit,
            name=name_of(unit),
            missing=tuple(kind for kind, _ in own),
            moves={kind: moves for kind, moves in own if moves is not None},
        )


@dataclass(frozen=True, slots=True)
class _Measured:
    """Facts in the order in which they tell most, and the programs that have no odds."""

    gaps: tuple[_Gap, ...]
    without: tuple[Unit, ...]


def _measure(reading: Reading, clock: Clock, listed: Sequence[Unit]) -> _Measured | None:
    """Return what the odds say of unknown facts; None while too little is said of the applicant."""
    from hallway.actions.odds_inputs import read_asker, read_known  # noqa: PLC0415 - numpy, where odds are asked
    from hallway.smartpick.odds import facts_to_find  # noqa: PLC0415 - as above
    from hallway.smartpick.parameters import read_parameters  # noqa: PLC0415 - as above

    try:
        asker = read_asker(reading, clock)
    except InvalidValue:
        return None  # what they have to say first is said where they ask for odds
    known = read_known(reading, match_year=asker.match_year, use_counts=True)
    parameters = read_parameters()
    kind = asker.profile.type.value
    views = [known.view(each) for each in listed if parameters.cell(each.specialty, kind)]
    by_code = {each.unit.code: each.unit for each in views}
    wanted = facts_to_find(asker.profile, views, parameters, most=sys.maxsize) if views else ()
    return _Measured(
        tuple((each.fact, by_code[each.code], each.moves) for each in wanted),
        tuple(each for each in listed if each.code not in by_code),
    )


def _kinds_for(applicant: Applicant | None) -> Iterator[FactKind]:
    """Yield the kinds of facts that concern an applicant."""
    for kind in _ASKED_FIRST:
        is_own = applicant is not None and applicant.status is Status.US_MD
        if kind is FactKind.IMG_SHARE and is_own:
            continue
        if kind is FactKind.VISAS and applicant is not None and applicant.needs_visa is False:
            continue
        yield kind
