"""Lists to choose from, drawn at random: what the bench of the list is measured on."""

from math import inf

import numpy as np

from hallway.engine.cohorts import NODES, normal_nodes
from hallway.engine.portfolios import Fees, Limit, Options, Portfolio

SIGNALS = np.array([0.0, 0.8, 1.5])  # log-odds of applying alone, with a silver and with a gold signal
MOST, SILVER, GOLD = 40, 12, 3
TIERS = ((30.0, 11.0), (inf, 30.0))


def make_season(units: int, seed: int, *, levels: int) -> Portfolio:
    """Return units that all differ, each with three options: the hardest case, as alike ones are counted."""
    rng = np.random.default_rng(seed)
    nodes, weights = normal_nodes(NODES)
    base, slope = rng.normal(-3.5, 1.3, units), rng.uniform(0.4, 1.6, units)
    rank = rng.normal(-1.7, 0.6, units)
    invited = logistic(base[:, None, None] + SIGNALS[:, None] + slope[:, None, None] * nodes)
    chance = (invited * logistic(rank[:, None, None] + 0.3 * nodes)).reshape(units * 3, -1)
    signal = np.tile([0, 1, 2], units)
    limits = (
        Limit("applications", np.ones(units * 3), most=MOST),
        Limit("silver", (signal == 1).astype(np.float64), most=SILVER),
        Limit("gold", (signal == 2).astype(np.float64), most=GOLD),  # noqa: PLR2004 - the third option
    )
    level = np.repeat(rng.integers(0, levels, units), 3)
    options = Options(np.repeat(np.arange(units), 3), chance, level)
    fees = Fees(np.zeros(units * 3, np.int64), TIERS, (0,), np.zeros(units * 3))
    return Portfolio(np.array(weights), np.linspace(1, 0.2, levels), options, limits, fees)


def logistic(value: np.ndarray) -> np.ndarray:
    """Return the chance of log-odds."""
    return 1 / (1 + np.exp(-value))
