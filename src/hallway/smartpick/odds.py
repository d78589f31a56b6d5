"""The applicant's odds: at every program and as a whole, as ranges, with what they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hallway.domain.ids import UnitCode
from hallway.engine.odds import Units, chances, range_of
from hallway.smartpick.bands import bands_of
from hallway.smartpick.drawing import normals
from hallway.smartpick.factors import Factor, Range, range_of_draws
from hallway.smartpick.narrowing import Narrowing, WantedFact, narrowing_profile, wanted_facts
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.preparing import Prepared, base_factor, prepare
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import ProgramView


@dataclass(frozen=True, slots=True)
class ProgramOdds:
    """One program's odds.

    `p_match_there` is the chance of an interview there and of being ranked high enough to match, if it were
    ranked first. Programs of one `band` cannot be told apart by what is known; 1 is the best, None is closed
    or has answered.
    """

    code: UnitCode
    specialty: str
    p_interview: Range
    p_match_there: Range
    band: int | None
    factors: tuple[Factor, ...]
    unknown: tuple[str, ...]
    closed: tuple[str, ...]
    borrowed: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Odds:
    """All odds; the order of programs is that of their bands, then of their codes.

    `conditional` is the chance to match given at least one interview, as published rates are; `unconditional`
    knows that there may be none; `interviewed` is the chance of at least one. `without` names programs of
    specialties that nothing is known of. `narrows` and `wanted` say what to find out next: of the applicant,
    and of programs.
    """

    programs: tuple[ProgramOdds, ...]
    conditional: Range
    unconditional: Range
    interviewed: Range
    factors: tuple[Factor, ...]
    unknown: tuple[str, ...]
    without: tuple[UnitCode, ...]
    narrows: tuple[Narrowing, ...]
    wanted: tuple[WantedFact, ...]

    def program(self, code: UnitCode) -> ProgramOdds | None:
        """Return one program's odds, or None where it has none."""
        return next((each for each in self.programs if each.code == code), None)


def odds_of(
    profile: Profile,
    views: Sequence[ProgramView],
    parameters: Parameters,
    *,
    network: bool = True,
    ask: bool = True,
) -> Odds:
    """Return the odds at all programs and as a whole.

    Without `network`, ties count nothing; without `ask`, nobody works out what to find out next. Order does
    not matter, and the same input gives the same answer.
    """
    ready = prepare(profile, views, parameters, network=network)
    whole = chances(ready.cells, ready.units)
    each = chances(ready.cells, _alike(ready, parameters))
    bands = bands_of(ready)
    interview, there = range_of(each.interview).tolist(), range_of(each.there).tolist()
    bases = {name: base_factor(ready, name, parameters) for name in ready.rows}
    programs = [
        _program(ready, number, Range(*interview[number]), Range(*there[number]), band, bases)
        for number, band in enumerate(bands)
    ]
    ordered = sorted(programs, key=lambda one: (one.band is None, one.band or 0, one.code))
    return Odds(
        programs=tuple(ordered),
        conditional=range_of_draws(whole.matched_if_interviewed),
        unconditional=range_of_draws(whole.matched),
        interviewed=range_of_draws(whole.interviewed),
        factors=(*ready.score_factors, *(term.factor for term in ready.person.terms)),
        unknown=ready.person.unknown,
        without=ready.without,
        narrows=narrowing_profile(profile, ready.views, parameters, network=network) if ask else (),
        wanted=wanted_facts(ready, [mid for _, mid, _ in there], parameters) if ask else (),
    )


def facts_to_find(
    profile: Profile, views: Sequence[ProgramView], parameters: Parameters, *, most: int
) -> tuple[WantedFact, ...]:
    """Return the unknown facts of programs that would tell most about their chances, without the odds."""
    ready = prepare(profile, views, parameters)
    there = range_of(chances(ready.cells, _alike(ready, parameters)).there)
    return wanted_facts(ready, [mid for _, mid, _ in there.tolist()], parameters, most=most)


def _alike(ready: Prepared, parameters: Parameters) -> Units:
    """Return the units with the same draws of what nobody knows for all: equal facts give equal odds."""
    drawn = normals("any program", parameters.draws)
    return replace(
        ready.units, shift=ready.known + ready.rest * drawn, counted=np.zeros(len(ready.views), np.bool_)
    )


def _program(  # noqa: PLR0917 - what was computed of all, and which of them
    ready: Prepared,
    number: int,
    interview: Range,
    there: Range,
    band: int | None,
    bases: Mapping[str, Factor],
) -> ProgramOdds:
    view, terms = ready.views[number], ready.terms[number]
    return ProgramOdds(
        code=view.unit.code,
        specialty=view.unit.specialty,
        p_interview=interview,
        p_match_there=there,
        band=band,
        factors=(
            bases[view.unit.specialty],
            *(term.factor for term in terms.terms),
            *ready.tie_factors[number],
        ),
        unknown=tuple(kind.value for kind in terms.unknown),
        closed=terms.closed,
        borrowed=bases[view.unit.specialty].borrowed,
        counted=terms.counted,
    )
