"""What an odd is made of: each factor with its weight, its source, and whether it is borrowed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hallway.engine.odds import range_of

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """A chance or a weight: a tenth of the draws lies below low, a tenth above high."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for an odd.

    `weight` is what it adds to the log-odds of an interview beside the middling applicant or program; None
    where it closes or opens a gate.
    """

    name: str
    value: str
    weight: Range | None
    source: str
    year: str
    borrowed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A factor with its draws: log-odds for the interview and for the rank list, or a gate's factor."""

    factor: Factor
    shift: Doubles | None = None
    rank_shift: Doubles | None = None
    gate: Doubles | None = None


def range_of_draws(drawn: npt.NDArray[np.floating]) -> Range:
    """Return low, mid and high of some draws."""
    low, mid, high = range_of(drawn).tolist()
    return Range(low, mid, high)
