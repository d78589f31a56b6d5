"""Limits that do not go together: which must give way, and by how much; else a list that keeps all."""

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from hallway.engine.portfolio_merging import Merged
from hallway.engine.portfolio_relaxing import add_rows, new_solver
from hallway.engine.portfolios import SLACK, Binding, Doubles, Infeasible, Longs, Portfolio

if TYPE_CHECKING:
    from highspy import Highs

BUDGET = "budget"
CLEARLY = 1e-6
NOISE = 1e-5


def feasible_start(portfolio: Portfolio, merged: Merged) -> Longs:
    """Return counts that keep all limits.

    Raises:
        Infeasible: there are none; names each limit that alone could give way, or the cheapest set of them.
    """
    names = [each.name for each in portfolio.limits] + ([BUDGET] if merged.budget < inf else [])
    ends = _ends(merged)
    solved = _solve(merged, np.zeros(0, np.int64), np.ones(len(names)))
    if solved is not None and merged.is_allowed(solved[0]):
        return solved[0]
    alone = []
    for number in range(len(names)):
        solved = _solve(merged, np.array([number], np.int64), np.ones(len(names)))
        if solved is not None and solved[1][number] > CLEARLY:
            alone.append(Binding(names[number], _told(solved[1][number])))
    if alone:
        raise Infeasible(tuple(alone))
    together = _solve(merged, np.arange(len(names)), 1 / np.maximum(ends, 1.0))
    moved = np.zeros(len(names)) if together is None else together[1]
    raise Infeasible(
        tuple(Binding(name, _told(by)) for name, by in zip(names, moved, strict=True) if by > CLEARLY)
    )


def _told(by: float) -> float:
    """Return a move without the noise of a solver."""
    return float(round(by)) if abs(by - round(by)) < NOISE else float(np.round(by, 6))


def _ends(merged: Merged) -> Doubles:
    """Return how large each limit is, the budget last."""
    ends = np.where(merged.most < inf, np.maximum(merged.most, merged.least), merged.least)
    return np.append(ends, merged.given) if merged.budget < inf else ends


def _solve(merged: Merged, movable: Longs, price: Doubles) -> tuple[Longs, Doubles] | None:
    """Return counts and how far each limit is moved, at the least price in all; None where there are none."""
    from highspy import HighsModelStatus  # noqa: PLC0415 - loads a solver that few commands need

    solver = new_solver()
    for name in ("mip_feasibility_tolerance", "mip_rel_gap", "mip_abs_gap"):
        solver.setOptionValue(name, 1e-9)
    variables, limits = len(merged.kind), len(merged.least)
    with_budget = merged.budget < inf
    tiers = merged.room.size if with_budget else 0
    count = variables + tiers + 2 * (limits + with_budget)
    moves = variables + tiers  # first the moves upward of every limit, then those downward
    high = np.zeros(count)
    high[:variables], high[variables:moves] = merged.most_of, merged.room.reshape(-1)[:tiers]
    cost = np.zeros(count)
    for shift in (0, limits + with_budget):
        high[moves + shift + movable] = inf
        cost[moves + shift : moves + shift + limits + with_budget] = price
    none = np.zeros(0, np.int32)
    solver.addCols(count, cost, np.zeros(count), high, 0, np.zeros(count, np.int32), none, np.zeros(0))
    whole = np.arange(variables, dtype=np.int32)
    solver.changeColsIntegrality(variables, whole, np.ones(variables, np.uint8))
    _add_rows(solver, merged, count, moves)
    solver.run()
    if solver.getModelStatus() != HighsModelStatus.kOptimal:
        return None
    found = np.array(solver.getSolution().col_value)
    moved = found[moves:].reshape(2, -1).sum(axis=0)
    return np.rint(found[:variables]).astype(np.int64), moved


def _add_rows(solver: "Highs", merged: Merged, count: int, moves: int) -> None:
    variables, limits, groups = len(merged.kind), len(merged.least), len(merged.fee)
    with_budget = int(merged.budget < inf)
    kinds = len(merged.size)
    rows = np.zeros((kinds + limits * 2 + with_budget * (1 + groups), count))
    least, most = np.full(len(rows), -inf), np.full(len(rows), inf)
    rows[:kinds, :variables] = merged.kind == np.arange(kinds)[:, None]
    most[:kinds] = merged.size
    numbers = np.arange(limits)
    over, under = rows[kinds : kinds + limits], rows[kinds + limits : kinds + 2 * limits]
    over[:, :variables] = under[:, :variables] = merged.uses
    over[numbers, moves + numbers] = -1
    under[numbers, moves + limits + with_budget + numbers] = 1
    most[kinds : kinds + limits] = _exact(merged.most)  # so that what the solver lets pass is within our room
    least[kinds + limits : kinds + 2 * limits] = merged.least
    if with_budget:
        budget = kinds + 2 * limits
        rows[budget, :variables] = merged.extra
        rows[budget, variables:moves] = np.tile(merged.prices, groups)
        rows[budget, moves + limits] = -1
        most[budget] = _exact(np.array([merged.given]))[0]
        tiers = len(merged.prices)
        for group in range(groups):
            rows[budget + 1 + group, :variables] = merged.group == group
            rows[budget + 1 + group, variables + group * tiers : variables + (group + 1) * tiers] = -1
            most[budget + 1 + group] = 0
    add_rows(solver, rows, least, most)


def _exact(most: Doubles) -> Doubles:
    """Return ends without their room for rounding."""
    answer: Doubles = np.where(most < inf, np.maximum((most - SLACK) / (1 + SLACK), 0), inf)
    return answer
