"""What no list can beat: the concave value over parts of units, from above by tangents, in a linear program.

The solver's answer is a hint only. Bounds are computed here from its multipliers by weak duality, which holds
for any multipliers, so that no tolerance of a solver can make a bound too low.
"""

from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hallway.engine.portfolio_merging import NONE, Merged
from hallway.engine.portfolios import Doubles, Longs

if TYPE_CHECKING:
    from highspy import Highs

ROUNDING = 1e-13  # added to every bound: more than its sums can round off
MOST_CUTS = 320  # from where on tangents that were of no use lately are dropped
TOLERANCE = 1e-9
FAR = 1e6


class Box(NamedTuple):
    """How many units get each variable, at least and at most."""

    low: Longs
    high: Longs


class Bound(NamedTuple):
    """What no list within the box exceeds.

    `more` is what that loses for each unit of a variable above the low end of the box, `fewer` for each below
    the high end; 0 or more.
    """

    value: float
    more: Doubles
    fewer: Doubles


class Tangents:
    """Tangents gathered so far: level `levels[i]` is at most `heights[i] + slopes[i] @ counts`."""

    def __init__(self, merged: Merged) -> None:
        """Begin with none."""
        self._merged = merged
        self._part = merged.weight.sum(axis=1)
        self.slopes = np.zeros((0, len(merged.kind)))
        self.heights = np.zeros(0)
        self.levels = np.zeros(0, np.int64)
        self.idle = np.zeros(0, np.int64)  # for how many solutions each was of no use

    def touch(self, counts: Doubles | Longs) -> None:
        """Add the tangents at counts, one for each level."""
        merged = self._merged
        risks = merged.risks(counts)
        left = merged.left(risks)
        slopes = (left @ merged.risk.T) * merged.covers.T
        self.slopes = np.append(self.slopes, slopes, axis=0)
        self.heights = np.append(self.heights, self._part - left.sum(axis=1) - (left * risks).sum(axis=1))
        self.levels = np.append(self.levels, np.arange(len(left)))
        self.idle = np.append(self.idle, np.zeros(len(left), np.int64))

    def forget_idle(self) -> None:
        """Drop the half that was of no use for longest; the newest of each level stay."""
        newest = len(self.idle) - len(self._part)
        keep = np.sort(np.argsort(self.idle, kind="stable")[: MOST_CUTS // 2])
        keep = np.union1d(keep, np.arange(newest, len(self.idle)))
        self.slopes, self.heights = self.slopes[keep], self.heights[keep]
        self.levels, self.idle = self.levels[keep], self.idle[keep]

    def shares(self, price: Doubles) -> Doubles:
        """Return multipliers of the tangents, those of each level summing to 1; note which were of use."""
        price = np.maximum(price, 0)
        self.idle = np.where(price > 0, 0, self.idle + 1)
        count = len(self._part)
        total = np.bincount(self.levels, price, count)
        share = np.where(total[self.levels] > 0, price, 0.0)
        for level in np.flatnonzero(total <= 0):
            share[len(price) - count + level] = total[level] = 1.0
        answer: Doubles = share / total[self.levels]
        return answer


class Relaxation:
    """The linear program: parts of units within all limits, under the tangents."""

    def __init__(self, merged: Merged) -> None:
        """Begin without tangents."""
        self.merged = merged
        self.tangents = Tangents(merged)
        self._solver: Highs | None = None
        self._columns = np.zeros(0, np.int64)  # variables that the program has
        self._shared = np.zeros(0, np.int64)  # kinds that have several columns
        self._cuts = 0  # tangents that the program has

    def solve(self, box: Box) -> tuple[Doubles, Bound] | None:
        """Return the best parts of units within the box and their bound, or None where no part fits."""
        if (box.low > box.high).any():
            return None
        from highspy import HighsModelStatus, HighsStatus  # noqa: PLC0415 - loads a solver that few commands need

        solver = self._ready(box)
        solver.run()
        status, solution = solver.getModelStatus(), solver.getSolution()
        rows = self._first_cut + self._cuts
        if status != HighsModelStatus.kOptimal:
            found, has_ray, ray = solver.getDualRay()  # type: ignore[attr-defined] # missing in its stubs
            price = np.array(ray) if has_ray and found == HighsStatus.kOk else np.zeros(rows)
            if status == HighsModelStatus.kInfeasible and self._is_empty(box, price):
                return None
            return (box.low + box.high) / 2, self._bound(box, np.zeros(rows))
        parts = np.zeros(len(self.merged.kind))
        parts[self._columns] = np.array(solution.col_value)[: len(self._columns)]
        return np.clip(parts, box.low, box.high), self._bound(box, -np.array(solution.row_dual))

    def _is_empty(self, box: Box, ray: Doubles) -> bool:
        """Return whether the ray proves that no list in the box keeps all limits: it bounds them below 0."""
        return any(self._bound(box, sign * FAR * ray).value < 0 for sign in (1, -1))

    def _bound(self, box: Box, price: Doubles) -> Bound:
        """Return the bound that the multipliers of the program's rows give."""
        merged = self.merged
        kinds, limits, groups = len(self._shared), len(merged.least), len(merged.fee)
        on_limits = price[kinds : kinds + limits]
        above = np.where(merged.most < inf, np.maximum(on_limits, 0), 0)
        below = np.where(merged.least > 0, np.maximum(-on_limits, 0), 0)
        share = self.tangents.shares(price[self._first_cut :])
        value = float(share @ self.tangents.heights + above @ np.where(above > 0, merged.most, 0))
        value -= float(below @ merged.least)
        worth = share @ self.tangents.slopes - (above - below) @ merged.uses
        if merged.budget < inf:
            on_budget = max(float(price[kinds + limits]), 0.0)
            on_groups = np.maximum(price[kinds + limits + 1 :][:groups], 0)
            value += on_budget * merged.budget
            value += float(
                (np.maximum(on_groups[:, None] - on_budget * merged.prices, 0) * merged.room).sum()
            )
            worth = worth - on_budget * merged.extra - np.append(on_groups, 0.0)[merged.group]
        brought, more, fewer = _fill(merged, worth, box)
        return Bound(value + brought + ROUNDING, more, fewer)

    # --------------------------------------------------------------------- the program in the solver's hands

    @property
    def _first_cut(self) -> int:
        merged = self.merged
        fees = 1 + len(merged.fee) if merged.budget < inf else 0
        return len(self._shared) + len(merged.least) + fees

    def _ready(self, box: Box) -> "Highs":
        """Return the program with the box as its bounds, made anew where much has been closed since."""
        needed = box.high > 0
        if len(self.tangents.idle) > MOST_CUTS:
            self.tangents.forget_idle()
            self._solver = None
        has = np.zeros(len(needed), np.bool_)
        has[self._columns] = True
        if self._solver is None or (needed & ~has).any() or 2 * needed.sum() < len(self._columns):
            self._columns = np.flatnonzero(needed)
            self._solver = self._built()
            self._cuts = 0
        columns = self._columns
        index = np.arange(len(columns), dtype=np.int32)
        low, high = box.low[columns].astype(np.float64), box.high[columns].astype(np.float64)
        self._solver.changeColsBounds(len(columns), index, low, high)
        self._add_cuts(self._solver)
        return self._solver

    def _built(self) -> "Highs":
        """Return a program of the columns, without tangents: kinds, limits, budget and fees by group."""
        merged, columns = self.merged, self._columns
        solver = new_solver()
        tiers = merged.room.size if merged.budget < inf else 0
        levels = len(merged.weight)
        count = len(columns) + tiers + levels
        cost = np.append(np.zeros(len(columns) + tiers), -np.ones(levels))
        low = np.append(np.zeros(len(columns) + tiers), np.full(levels, -inf))
        high = np.concatenate(
            [
                merged.most_of[columns].astype(np.float64),
                merged.room.reshape(-1)[:tiers],
                merged.weight.sum(axis=1),
            ]
        )
        none = np.zeros(0, np.int32)
        solver.addCols(count, cost, low, high, 0, np.zeros(count, np.int32), none, np.zeros(0))
        in_kind = np.bincount(merged.kind[columns], minlength=len(merged.size))
        self._shared = np.flatnonzero(in_kind > 1)
        rows = np.zeros((self._first_cut, count))
        least, most = np.full(len(rows), -inf), np.zeros(len(rows))
        kinds, limits = len(self._shared), len(merged.least)
        rows[:kinds, : len(columns)] = merged.kind[columns] == self._shared[:, None]
        most[:kinds] = merged.size[self._shared]
        rows[kinds : kinds + limits, : len(columns)] = merged.uses[:, columns]
        least[kinds : kinds + limits], most[kinds : kinds + limits] = merged.least, merged.most
        if tiers:
            budget = kinds + limits
            rows[budget, : len(columns)] = merged.extra[columns]
            rows[budget, len(columns) : len(columns) + tiers] = np.tile(merged.prices, len(merged.fee))
            most[budget] = merged.budget
            for group in range(len(merged.fee)):
                rows[budget + 1 + group, : len(columns)] = merged.group[columns] == group
                of_group = len(columns) + group * len(merged.prices)
                rows[budget + 1 + group, of_group : of_group + len(merged.prices)] = -1
        elif merged.budget < inf:
            rows[kinds + limits, : len(columns)], most[kinds + limits] = merged.extra[columns], merged.budget
        add_rows(solver, rows, least, most)
        return solver

    def _add_cuts(self, solver: "Highs") -> None:
        tangents, columns = self.tangents, self._columns
        new = slice(self._cuts, len(tangents.heights))
        slopes, levels = tangents.slopes[new][:, columns], tangents.levels[new]
        if not len(levels):
            return
        count = solver.getNumCol()
        rows = np.zeros((len(levels), count))
        rows[:, : len(columns)] = -slopes
        rows[np.arange(len(levels)), count - len(self.merged.weight) + levels] = 1
        add_rows(solver, rows, np.full(len(levels), -inf), tangents.heights[new])
        self._cuts = len(tangents.heights)


def new_solver() -> "Highs":
    """Return a solver that is silent, on one thread and always the same."""
    from highspy import Highs  # noqa: PLC0415 - loads a solver that few commands need

    solver = Highs()  # type: ignore[no-untyped-call] # its constructor carries no types
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("primal_feasibility_tolerance", TOLERANCE),
        ("dual_feasibility_tolerance", TOLERANCE),
    ):
        solver.setOptionValue(name, value)
    return solver


def add_rows(solver: "Highs", rows: Doubles, least: Doubles, most: Doubles) -> None:
    """Add least <= rows @ columns <= most."""
    row, column = np.nonzero(rows)
    starts = np.searchsorted(row, np.arange(len(rows))).astype(np.int32)
    solver.addRows(len(rows), least, most, len(row), starts, column.astype(np.int32), rows[row, column])


def _padded(merged: Merged, values: Doubles | Longs, filler: float) -> Doubles:
    """Return values by kind and option."""
    answer: Doubles = np.where(merged.slots == NONE, filler, np.append(values, filler)[merged.slots])
    return answer


def _fill(merged: Merged, worth: Doubles, box: Box) -> tuple[float, Doubles, Doubles]:
    """Return the most that the units of all kinds bring at these worths, and what one more or fewer loses.

    Units of a kind go to the best options, until no unit is left or no option is worth more than 0.
    """
    each = _padded(merged, worth, -1.0)
    order = np.argsort(-each, axis=1, kind="stable")
    each = np.take_along_axis(each, order, axis=1)
    low = np.take_along_axis(_padded(merged, box.low, 0), order, axis=1)
    high = np.take_along_axis(_padded(merged, box.high, 0), order, axis=1)
    wanted = np.where(each > 0, high - low, 0)
    room = merged.size[:, None] - low.sum(axis=1, keepdims=True)
    taken = np.clip(room - (np.cumsum(wanted, axis=1) - wanted), 0, wanted)
    is_full = taken.sum(axis=1) >= room[:, 0]
    last = np.where(is_full, np.where(taken > 0, each, inf).min(axis=1, initial=inf), 0.0)
    next_one = np.where(is_full, np.where(taken < wanted, each, 0.0).max(axis=1, initial=0.0), 0.0)
    more = np.maximum(last[merged.kind] - worth, 0)
    return float((each * (low + taken)).sum()), more, np.maximum(worth - next_one[merged.kind], 0)
