"""No false order: programs that the known facts cannot tell apart share a band."""

import numpy as np
import numpy.typing as npt

from hallway.engine.odds import OPEN
from hallway.smartpick.preparing import Prepared

Doubles = npt.NDArray[np.float64]
SURE = 0.8
"""How surely the first program of a band must be better before another opens the next band."""
FAINTEST = 1e-9


def bands_of(ready: Prepared) -> list[int | None]:
    """Return each unit's band, 1 for the best; None for units that are closed or have answered.

    A unit shares the band of its first member until that one is better in eight draws of ten. What nobody
    knows of two programs is compared as a distribution, not by draws: equal facts share a band for sure.
    """
    units = ready.units
    bands: list[int | None] = [None] * len(units.cell)
    if not bands:
        return bands
    worth = ready.known + units.rank_shift + ready.cells.interview[units.cell] + ready.cells.rank[units.cell]
    worth = worth + np.log(np.maximum(units.gate.mean(1), FAINTEST))[:, None]
    middle = np.round(np.median(worth, axis=1), 6)
    is_open = (units.state == OPEN) & (units.gate.max(1) > 0)
    best_first = np.lexsort((np.arange(len(worth)), -middle))  # units lie in the order of their codes
    left = best_first[is_open[best_first]]
    band = 0
    while len(left):
        leader, band = left[0], band + 1
        surely = _above(worth[leader] - worth[left], ready.rest[leader], ready.rest[left]) >= SURE
        end = int(surely.argmax()) if surely.any() else len(left)
        for number in left[:end]:
            bands[number] = band
        left = left[end:]
    return bands


def _above(apart: Doubles, one: Doubles, others: Doubles) -> Doubles:
    """Return the chance that the first is better than each other, what nobody knows of both included."""
    z = apart / np.sqrt(one**2 + others**2)
    # The logistic curve, made so much steeper, lies within 0.01 of the normal one.
    answer: Doubles = (1 / (1 + np.exp(-1.702 * z))).mean(axis=1)
    return answer
