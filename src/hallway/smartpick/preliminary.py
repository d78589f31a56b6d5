"""A preliminary year beside the specialty: never a match in it, but worth something to who wants it.

Its chance is reckoned from that of the specialty itself, by how often published figures show such positions
filled by people of the applicant's type: our own estimate, with a wide range.
"""

from math import log

import numpy as np
import numpy.typing as npt

from hallway.facts.evidence import Shift
from hallway.facts.figures import ApplicantType
from hallway.facts.match_figures import Size, specialty_sizes
from hallway.smartpick.drawing import split_normal
from hallway.smartpick.factors import Factor, range_of_draws
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.preliminary_names import PRELIMINARY

Doubles = npt.NDArray[np.float64]


def preliminary_shift(specialty: str, kind: ApplicantType, draws: int) -> tuple[Doubles, Factor] | None:
    """Return how much easier an interview for the preliminary year is, in log-odds; None where nobody knows.

    Of those who ranked such positions as many are taken to have matched in the specialty itself as of all who
    ranked it, and are left out.
    """
    sizes = {each.value.kind: each for each in specialty_sizes(specialty)}
    first, own = sizes.get(PRELIMINARY), sizes.get("categorical")
    choice = picking_choices().preliminary
    if first is None or own is None:
        return None
    rate, main = _rate(first.value, kind), _rate(own.value, kind)
    if rate is None or main is None:
        return None
    middle = _spread(min(choice.most, rate / (1 - main))) - _spread(main)
    drawn = split_normal(
        "preliminary year", Shift(middle - choice.apart, middle, middle + choice.apart), draws
    )
    value = f"{rate:.0%} of those who ranked one hold one, {main:.0%} in the specialty itself"
    return drawn, Factor(
        "preliminary year",
        value,
        range_of_draws(drawn),
        f"{choice.reason.source}; {first.source}",
        first.year,
        borrowed=True,
        note="It is no match in the specialty: it counts by what it is worth to you, not in the chance.",
    )


def _rate(size: Size, kind: ApplicantType) -> float | None:
    filled, ranking = size.filled_by.get(kind), size.ranking.get(kind)
    if not filled or not ranking or filled >= ranking:
        return None
    return filled / ranking


def _spread(rate: float) -> float:
    """Return the logarithm of how many positions one would expect: where chances are small, as log-odds."""
    return log(-log(1 - rate))
