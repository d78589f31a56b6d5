"""Everything behind the odds as arrays, in the order of codes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.domain.programs import ProgramOutcome, Reply, Result
from hallway.engine.odds import INTERVIEWED, MATCHED, NOT_MATCHED, OPEN, REJECTED, Cells, Units
from hallway.smartpick.drawing import normals
from hallway.smartpick.factors import Factor, range_of_draws
from hallway.smartpick.parameters import Cell, Parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.program_terms import ProgramTerms, program_terms
from hallway.smartpick.strength import Person, draw_person, score_factor
from hallway.smartpick.ties import SIGNALS, predicted
from hallway.smartpick.views import ProgramView

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything as arrays, in the order of codes: what narrowing and list choosing start from."""

    profile: Profile
    person: Person
    views: tuple[ProgramView, ...]
    terms: tuple[ProgramTerms, ...]
    tie_factors: tuple[tuple[Factor, ...], ...]
    rows: Mapping[str, int]  # of cells, by specialty
    cells: Cells
    units: Units  # with each program's own draws of what nobody knows
    known: Doubles  # (units, draws): the shifts that are known
    rest: Doubles  # (units, draws): standard deviation of what nobody knows
    score_factors: tuple[Factor, ...]
    without: tuple[UnitCode, ...]


def prepare(
    profile: Profile,
    views: Iterable[ProgramView],
    parameters: Parameters,
    *,
    network: bool = True,
    signaling: Collection[str] = (),
) -> Prepared:
    """Return the arrays behind the odds; the order of `views` does not matter, and a unit counts once.

    `signaling` names specialties in which signals are going to be sent, beside those in which some were.
    """
    unique = {each.unit.code: each for each in views}
    kind = profile.type.value
    known = [view for _, view in sorted(unique.items()) if parameters.cell(view.unit.specialty, kind)]
    without = tuple(sorted(unique.keys() - {each.unit.code for each in known}))
    names = sorted({each.unit.specialty for each in known})
    cells = [cell for each in names if (cell := parameters.cell(each, kind)) is not None]
    rows = {each: row for row, each in enumerate(names)}
    person = draw_person(profile, cells, parameters)
    arrays, score_factors = _cells(profile, cells, person, parameters)
    signaled = {view.unit.specialty for view in known for tie in view.ties if tie.kind in SIGNALS}
    signaled |= set(signaling)
    terms = [
        program_terms(
            view,
            profile,
            person,
            parameters,
            network=network,
            signaling=view.unit.specialty in signaled,
        )
        for view in known
    ]
    draws = parameters.draws
    shift, rank_shift = np.zeros((len(known), draws)), np.zeros((len(known), draws))
    gate, rest = np.ones((len(known), draws)), np.zeros((len(known), draws))
    own = np.zeros((len(known), draws))
    tie_factors: list[tuple[Factor, ...]] = []
    for number, (view, each) in enumerate(zip(known, terms, strict=True)):
        for term in each.terms:
            if term.shift is not None:
                shift[number] += term.shift
            if term.gate is not None:
                gate[number] *= term.gate
        factors: tuple[Factor, ...] = ()
        if network and view.ties:
            interview, rank, factors = predicted(
                view.ties, specialty=view.unit.specialty, is_img=profile.is_img, parameters=parameters
            )
            shift[number] += interview
            rank_shift[number] += rank
        tie_factors.append(factors)
        rest[number] = each.rest
        own[number] = normals(f"program {view.unit.code}", draws)
    units = Units(
        cell=np.array([rows[each.unit.specialty] for each in known], np.int64),
        shift=shift + rest * own,
        rank_shift=rank_shift,
        gate=gate,
        state=np.array([state_of(each.outcome) for each in known], np.int8),
        counted=np.array([each.counted for each in terms], np.bool_),
    )
    return Prepared(
        profile=profile,
        person=person,
        views=tuple(known),
        terms=tuple(terms),
        tie_factors=tuple(tie_factors),
        rows=rows,
        cells=arrays,
        units=units,
        known=shift,
        rest=rest,
        score_factors=score_factors,
        without=without,
    )


def base_factor(ready: Prepared, specialty: str, parameters: Parameters) -> Factor:
    """Return where everything starts: the middling applicant at a middling program."""
    cell = parameters.cells[specialty, ready.profile.type.value]
    return Factor(
        "specialty and type of applicant",
        f"{specialty}, {ready.profile.type.value}",
        range_of_draws(ready.cells.interview[ready.rows[specialty]]),
        cell.source,
        cell.year,
        borrowed=cell.borrowed,
    )


def state_of(outcome: ProgramOutcome | None) -> int:
    """Return what is known of an application; a place on a waiting list tells neither way."""
    if outcome is None:
        return OPEN
    if outcome.result is Result.MATCHED:
        return MATCHED
    met = outcome.reply is Reply.INTERVIEW or outcome.interviewed_on is not None
    if outcome.result is Result.NOT_MATCHED:
        return NOT_MATCHED if met else REJECTED
    if met:
        return INTERVIEWED
    return REJECTED if outcome.reply is Reply.REJECTED else OPEN


def _cells(
    profile: Profile, cells: Sequence[Cell], person: Person, parameters: Parameters
) -> tuple[Cells, tuple[Factor, ...]]:
    draws = parameters.draws
    shared = sum((term.shift for term in person.terms if term.shift is not None), np.zeros(draws))
    interview, rank = np.zeros((len(cells), draws)), np.zeros((len(cells), draws))
    known, spread = np.zeros((len(cells), draws)), np.ones((len(cells), draws))
    factors = []
    for row, cell in enumerate(cells):
        # The same four draws for all cells: where figures err, they err alike.
        normal = np.array([normals(f"cell {each}", draws) for each in range(len(cell.values))])
        values = cell.values[:, None] + cell.root @ normal
        slope = np.exp(np.clip(values[2], -6.0, 2.0))
        interview[row], rank[row] = values[0], values[1]
        spread[row] = np.exp(np.clip(values[3], -4.0, 1.5))
        score, factor = score_factor(profile, cell, slope, parameters)
        known[row] = shared + score
        factors.append(replace(factor, name=f"{factor.name}, {cell.specialty}") if len(cells) > 1 else factor)
    link = np.full(draws, parameters.link)
    return Cells(interview, rank, known, spread, link), tuple(factors)
