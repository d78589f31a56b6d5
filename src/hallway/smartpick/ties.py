"""What ties to a program are worth: two questions with two answers, which are never mixed.

`predicted` says what goes along with ties, for the odds as things stand: associations as they were seen.
`added` says what an action would add: shrunken for selection, as people tie themselves to where they fit.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hallway.domain.programs import TieKind
from hallway.facts.evidence import Shift, Stage, effects_of, joint_rules, tie_effects
from hallway.facts.signals import signal_limit
from hallway.smartpick.drawing import between, split_normal
from hallway.smartpick.factors import Factor, range_of_draws
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.views import TieView

Doubles = npt.NDArray[np.float64]

SIGNALS = frozenset({TieKind.SIGNAL, TieKind.GOLD_SIGNAL})
OPENING = SIGNALS | {TieKind.HOME, TieKind.ROTATION}
"""Ties that open a program which interviews only those who signaled."""
NAMES = {
    TieKind.HOME: "home program",
    TieKind.ROTATION: "rotation there",
    TieKind.RESEARCH: "research there",
    TieKind.ALUMNI: "alumni of my school there",
    TieKind.MENTOR_REACH: "a mentor who knows them",
    TieKind.CONFERENCE: "met at a conference",
    TieKind.OPEN_HOUSE: "open house",
    TieKind.GEOGRAPHY: "tie to the place",
    TieKind.SIGNAL: "signal",
    TieKind.GOLD_SIGNAL: "gold signal",
    TieKind.LETTER: "letter from somebody they know",
}
PLANNED = "planned"
"""What stands as the value of a factor that is only an action of the list."""
WIDER = 1.25
"""How much further a tie reaches for IMGs at the high end, at both where signals are neither few nor many."""


@dataclass(frozen=True, slots=True)
class _Worth:
    interview: Shift | None
    rank: Shift | None
    source: str
    year: str
    is_unknown: bool


def predicted(
    ties: Sequence[TieView], *, specialty: str, is_img: bool, parameters: Parameters
) -> tuple[Doubles, Doubles, tuple[Factor, ...]]:
    """Return what ties go along with: shifts for interview and rank list in each draw, and factors."""
    worths = {kind: _associated(kind, parameters) for kind in _kinds(ties)}
    return _joined(worths, ties, specialty=specialty, is_img=is_img, parameters=parameters)


def added(
    kinds: Collection[TieKind],
    have: Sequence[TieView] = (),
    *,
    specialty: str,
    is_img: bool,
    parameters: Parameters,
) -> tuple[Doubles, Doubles]:
    """Return what new ties would add to those one has, shrunken for selection: for both stages."""
    before, after = set(_kinds(have)), set(_with_signal(kinds)) | set(_kinds(have))
    shifts = [
        _joined(
            {kind: _shrunken(kind) for kind in sorted(some)},
            (),
            specialty=specialty,
            is_img=is_img,
            parameters=parameters,
        )
        for some in (after, before)
    ]
    return shifts[0][0] - shifts[1][0], shifts[0][1] - shifts[1][1]


def is_measured(kind: TieKind) -> tuple[bool, bool]:
    """Tell whether anybody measured what a tie adds, and else whether there is not even a belief."""
    worth = _shrunken(kind)
    return not worth.is_unknown, worth.interview is None and worth.rank is None


def action_factor(kind: TieKind, drawn: Doubles, *, is_img: bool) -> Factor:
    """Return the factor of a tie that one is going to make, with the draws of what it adds."""
    worth = _shrunken(kind)
    return Factor(
        NAMES[kind],
        PLANNED,
        range_of_draws(drawn),
        worth.source,
        worth.year,
        borrowed=is_img,
        note="What doing it adds: less than what was seen, as people choose where they fit.",
    )


def many_signals(specialty: str) -> bool:
    """Tell whether a specialty has so many signals that programs hardly look at who sent none."""
    limit = signal_limit(specialty)
    return limit is not None and limit.value.total >= joint_rules().many_signals


def without_signal() -> tuple[tuple[float, float], str, str]:
    """Return which part of a chance is left without a signal there, its source and year."""
    effect = tie_effects()["signal-many"]
    return effect.value.without or (0.0, 0.02), effect.source, effect.year


def _kinds(ties: Iterable[TieView]) -> Iterable[TieKind]:
    return sorted(_with_signal(each.kind for each in ties))


def _with_signal(kinds: Iterable[TieKind]) -> Iterable[TieKind]:
    """Return each kind once; a gold signal is a signal, and more."""
    found = set(kinds)
    return found | {TieKind.SIGNAL} if TieKind.GOLD_SIGNAL in found else found


def _associated(kind: TieKind, parameters: Parameters) -> _Worth:
    seen = parameters.judgments.ties.get(kind)
    if seen is None:
        return _shrunken(kind)  # nobody measured it: the belief serves for both
    return _Worth(seen.interview, seen.rank, seen.reason.source, seen.reason.year, is_unknown=False)


def _shrunken(kind: TieKind) -> _Worth:
    interview = [each for each in effects_of(kind, Stage.INTERVIEW) if not each.value.is_gate]
    rank = effects_of(kind, Stage.RANK)
    known = (*interview, *rank)
    return _Worth(
        interview[0].value.shift if interview else None,
        rank[0].value.shift if rank else None,
        known[0].source if known else "",
        known[0].year if known else "",
        is_unknown=all(each.value.is_unknown for each in known),
    )


def _joined(
    worths: dict[TieKind, _Worth],
    ties: Sequence[TieView],
    *,
    specialty: str,
    is_img: bool,
    parameters: Parameters,
) -> tuple[Doubles, Doubles, tuple[Factor, ...]]:
    rules, draws = joint_rules(), parameters.draws
    inflated = between("ties inflated", rules.inflated, draws)
    interview, rank = np.zeros(draws), np.zeros(draws)
    factors = []
    for kind in sorted(worths):
        worth = worths[kind]
        shift = _drawn(worth.interview, f"tie {kind}", kind, specialty, is_img=is_img, draws=draws) * inflated
        later = _drawn(worth.rank, f"tie {kind} rank", kind, specialty, is_img=is_img, draws=draws) * inflated
        interview, rank = interview + shift, rank + later
        note = "" if worth.interview else "Nobody measured what it adds; it counts nothing."
        if worth.is_unknown and worth.interview:
            note = "Nobody measured it; this is a belief."
        factors.append(
            Factor(
                NAMES[kind],
                _people(ties, kind),
                range_of_draws(shift + later),
                worth.source,
                worth.year,
                borrowed=is_img,
                note=note,
            )
        )
    # Each stage has its own cap: one over both would let a further tie lower a chance.
    return np.minimum(interview, rules.most), np.minimum(rank, rules.most), tuple(factors)


def _drawn(
    shift: Shift | None, purpose: str, kind: TieKind, specialty: str, *, is_img: bool, draws: int
) -> Doubles:
    if shift is None:
        return np.zeros(draws)
    if is_img:  # measured in US graduates: the middle stays, the low end is halved, the range widened
        low = min(joint_rules().img_low * shift.low, shift.low)
        shift = Shift(low, shift.central, shift.central + WIDER * (shift.high - shift.central))
    if kind in SIGNALS and _neither_few_nor_many(specialty):
        shift = Shift(
            shift.central - WIDER * (shift.central - shift.low),
            shift.central,
            shift.central + WIDER * (shift.high - shift.central),
        )
    return split_normal(purpose, shift, draws)


def _neither_few_nor_many(specialty: str) -> bool:
    limit, rules = signal_limit(specialty), joint_rules()
    return limit is None or rules.few_signals < limit.value.total < rules.many_signals


def _people(ties: Sequence[TieView], kind: TieKind) -> str:
    named = [
        ", ".join(filter(None, (each.person, each.note, each.on.isoformat() if each.on else "")))
        for each in ties
        if each.kind is kind
    ]
    return "; ".join(filter(None, named))
