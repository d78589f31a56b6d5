"""The other way to choose a list: sample what may happen, and have a solver find the best for the sample."""

import time
from typing import NamedTuple

import numpy as np
from highspy import Highs, HighsModelStatus

from hallway.engine.portfolio import value_of
from hallway.engine.portfolios import Portfolio


class Sampled(NamedTuple):
    """What the solver claims of its list, what that is worth, and how long it took."""

    claimed: float
    true: float
    seconds: float
    is_done: bool


def choose_by_scenarios(portfolio: Portfolio, scenarios: int, *, seed: int, seconds: float) -> Sampled:
    """Maximize the part of the scenarios in which at least one application of the list succeeds."""
    rng = np.random.default_rng(seed)
    options = portfolio.options
    node = rng.choice(len(portfolio.weights), scenarios, p=portfolio.weights / portfolio.weights.sum())
    luck = rng.random((options.unit.max() + 1, scenarios))  # one draw for a unit: a signal can only help
    succeeds = luck[options.unit] < options.chance[:, node]
    count = len(options.unit)
    solver = Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("time_limit", seconds)):
        solver.setOptionValue(name, value)
    cost = np.append(np.zeros(count), np.full(scenarios, -1 / scenarios))
    none = np.zeros(0, np.int32)
    columns = count + scenarios
    starts = np.zeros(columns, np.int32)
    solver.addCols(columns, cost, np.zeros(columns), np.ones(columns), 0, starts, none, np.zeros(0))
    solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.ones(count, np.uint8))
    for unit in range(options.unit.max() + 1):
        of_unit = np.flatnonzero(options.unit == unit).astype(np.int32)
        solver.addRow(-np.inf, 1, len(of_unit), of_unit, np.ones(len(of_unit)))
    for limit in portfolio.limits:
        used = np.flatnonzero(limit.uses).astype(np.int32)
        solver.addRow(limit.least, limit.most, len(used), used, limit.uses[used])
    for scenario in range(scenarios):
        helps = np.append(np.flatnonzero(succeeds[:, scenario]), count + scenario).astype(np.int32)
        solver.addRow(-np.inf, 0, len(helps), helps, np.append(-np.ones(len(helps) - 1), 1.0))
    begin = time.process_time()
    solver.run()
    took = time.process_time() - begin
    found = np.array(solver.getSolution().col_value)
    chosen = np.flatnonzero(found[:count] > 0.5).tolist()  # noqa: PLR2004 - yes or no
    is_done = solver.getModelStatus() == HighsModelStatus.kOptimal
    return Sampled(float(found[count:].mean()), value_of(portfolio, chosen), took, is_done)
