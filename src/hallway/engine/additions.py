"""What a change at one unit adds to the chance over a list, in every draw.

Given the draw and the node, units answer independently: for a list with the chance p_u at each unit, a change
of one of them to p'_u adds sum over nodes q of w_q * prod over the others (1 - p) * (p'_u - p_u). The weights
are those after what programs have answered; a change does not alter what they have answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hallway.engine.odds import FARTHEST, INTERVIEWED, MATCHED, OPEN, Cells, Units, after_answers

Doubles = npt.NDArray[np.float64]
LEAST = 1e-12
"""The least chance of not matching at a unit: one is divided by it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A unit as it is, or as it would be: log-odds and gates in each draw."""

    shift: Doubles  # (draws,) or (changes, draws)
    rank_shift: Doubles
    gate: Doubles


class Additions:
    """A list of units in view of which changes are measured; all arrays are (draws, nodes) unless told."""

    def __init__(self, cells: Cells, units: Units) -> None:
        self.cells = cells
        self.units = units
        strength, self.weight = after_answers(cells, units)
        self._power = _power(-strength)
        self._rank_power = _power(-cells.link[:, None] * strength)

    def at(self, unit: int, changed: Changed) -> Doubles:
        """Return the chance of matching at a unit, were it the only one, with its shifts and gates changed.

        It has a leading axis of changes where `changed` has one. What the unit has answered stays: a shift
        of the interview means nothing any more where there was one.
        """
        state, row = self.units.state[unit], self.units.cell[unit]
        shape = (*changed.shift.shape, self.weight.shape[1])
        if state not in {OPEN, INTERVIEWED}:
            return np.full(shape, 1.0 if state == MATCHED else 0.0)
        base = _power(-(self.cells.rank[row] + changed.rank_shift))
        answer: Doubles = 1 / (1 + base[..., None] * self._rank_power[row])
        if state == OPEN:
            invited = _power(-(self.cells.interview[row] + changed.shift))
            answer = answer * (changed.gate[..., None] / (1 + invited[..., None] * self._power[row]))
        return np.broadcast_to(answer, shape)

    def unmatched(self, chances: Sequence[Doubles]) -> Doubles:
        """Return the chance of matching at none of the units with these chances."""
        left = np.ones_like(self.weight)
        for each in chances:
            left = left * (1 - each)
        return left

    def chance(self, unmatched: Doubles) -> Doubles:
        """Return the chance of matching in each draw."""
        answer: Doubles = np.clip(1 - (self.weight * unmatched).sum(-1), 0.0, 1.0)
        return answer

    def added(self, others: Doubles, now: Doubles, then: Doubles) -> Doubles:
        """Return what a change adds in each draw, where `others` is the chance of not matching elsewhere."""
        answer: Doubles = np.einsum("dq,...dq->...d", self.weight * others, then - now)
        return answer


def without(unmatched: Doubles, chance: Doubles) -> Doubles:
    """Return the chance of matching at none of the other units of a list."""
    return unmatched / np.maximum(1 - chance, LEAST)


def _power(value: Doubles) -> Doubles:
    answer: Doubles = np.exp(np.clip(value, -FARTHEST, FARTHEST))
    return answer
