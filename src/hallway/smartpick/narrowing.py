"""What to find out next: the unknown facts of profile and programs that would narrow the odds most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hallway.domain.ids import UnitCode
from hallway.domain.programs import FactKind
from hallway.engine.odds import OPEN, chances, range_of
from hallway.facts.figures import ApplicantType
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.preparing import Prepared, prepare
from hallway.smartpick.profiles import HIGHEST, Profile
from hallway.smartpick.strength import ATTEMPTS, PUBLICATIONS, SCORE, VISA, YEARS
from hallway.smartpick.views import ProgramView

ASKED = 15
"""How many program facts are asked for at once."""
SAMPLE = 24
"""Programs that the effect of a profile's fact is measured on, evenly over the list."""
ABOUT_EVEN = 0.5
"""Standard deviation of what is either there or not, when nothing is known: the widest there is."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """An unknown fact of the profile, and the part of the range's width that knowing it would take away."""

    fact: str
    part: float


@dataclass(frozen=True, slots=True)
class WantedFact:
    """An unknown fact of a program, and by how much the chance to match there may lie off without it."""

    code: UnitCode
    fact: FactKind
    moves: float


def narrowing_profile(
    profile: Profile, views: Sequence[ProgramView], parameters: Parameters, *, network: bool = True
) -> tuple[Narrowing, ...]:
    """Return the unknown facts of a profile, the one that would narrow the chance most first."""
    some = _sample(views)
    now = _width(profile, some, parameters, network=network)
    found = []
    for name, known in _answers(profile, some, parameters).items():
        widths = [_width(each, some, parameters, network=network) for each in known]
        part = 1 - sum(widths) / len(widths) / now if now > 0 else 0.0
        found.append(Narrowing(name, max(0.0, part)))
    return tuple(sorted(found, key=lambda each: (-each.part, each.fact)))


def wanted_facts(
    ready: Prepared, chance: Sequence[float], parameters: Parameters, *, most: int = ASKED
) -> tuple[WantedFact, ...]:
    """Return the facts of programs worth looking up first: those that would separate programs most.

    One fact for each program at first: the weightiest that is unknown; then the next ones. `chance` is that
    of matching there, in the order of `ready`.
    """
    found: list[tuple[int, WantedFact]] = []
    for number, view in enumerate(ready.views):
        terms = ready.terms[number]
        if terms.closed or not terms.counted or ready.units.state[number] != OPEN:
            continue
        spread = _spreads(ready, number, parameters)
        facts = [
            WantedFact(view.unit.code, kind, chance[number] * spread.get(kind, 0.0)) for kind in terms.unknown
        ]
        ordered = sorted(facts, key=lambda fact: (-fact.moves, fact.fact))
        found.extend(enumerate(fact for fact in ordered if fact.moves > 0))
    found.sort(key=lambda each: (each[0], -each[1].moves, each[1].code))
    return tuple(fact for _, fact in found[:most])


def _sample(views: Sequence[ProgramView]) -> tuple[ProgramView, ...]:
    ordered = sorted(views, key=lambda each: each.unit.code)
    step = max(1, -(-len(ordered) // SAMPLE))
    return tuple(ordered[::step])


def _width(profile: Profile, views: Sequence[ProgramView], parameters: Parameters, *, network: bool) -> float:
    """Return how wide the range of the chance to match is, in log-odds: near 0 and 1 all are short."""
    ready = prepare(profile, views, parameters, network=network)
    matched = np.clip(chances(ready.cells, ready.units).matched, 1e-9, 1 - 1e-9)
    low, _, high = range_of(np.log(matched / (1 - matched))).tolist()
    return float(high - low)


def _answers(
    profile: Profile, views: Sequence[ProgramView], parameters: Parameters
) -> dict[str, tuple[Profile, ...]]:
    """Return, for each unknown fact, the profile with answers that are likely."""
    cell = next(
        (
            cell
            for view in views
            if (cell := parameters.cell(view.unit.specialty, profile.type.value)) is not None
        ),
        None,
    )
    answers: dict[str, tuple[Profile, ...]] = {}
    if profile.step2 is None and cell is not None:
        answers[SCORE] = (replace(profile, step2=min(HIGHEST, round(cell.score_mean))),)
    if profile.attempts is None:
        answers[ATTEMPTS] = (replace(profile, attempts=1),)
    if profile.years_since is None and profile.is_img:
        middle = parameters.judgments.years.middle
        answers[YEARS] = (replace(profile, years_since=round(middle)),)
    if profile.visa is None and profile.type is ApplicantType.NON_US_IMG:
        answers[VISA] = (replace(profile, visa="j-1"), replace(profile, visa="none"))
    if profile.publications is None:
        many = parameters.judgments.publications.from_
        answers[PUBLICATIONS] = (replace(profile, publications=0), replace(profile, publications=many))
    return answers


def _spreads(ready: Prepared, number: int, parameters: Parameters) -> dict[FactKind, float]:
    """Return how far each unknown fact may put a chance off: in log-odds, or as a part of it."""
    rest, guessed = float(ready.rest[number].mean()), float(ready.known[number].std())
    measured = {
        FactKind.IMG_SHARE: (rest**2 + guessed**2) ** 0.5,
        FactKind.KIND: guessed,
        FactKind.VISAS: ABOUT_EVEN * float(ready.person.needs_visa.mean()),
    }
    return dict(parameters.judgments.asking) | measured
