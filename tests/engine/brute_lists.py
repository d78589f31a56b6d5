"""Rude small portfolios, and every list of one, valued slowly and plainly."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import inf

import numpy as np
from hypothesis import strategies as st

from hallway.engine.portfolios import Fees, Limit, Options, Portfolio

MOST_UNITS = 6


def a_portfolio(seed: int) -> Portfolio:
    """Return arrays as rude as lists may be: certain, hopeless, alike, free, dear, with limits that clash."""
    rng = np.random.default_rng(seed)
    units = int(rng.integers(0, MOST_UNITS))
    unit = np.repeat(np.arange(units), rng.integers(1, 4, units))
    count, nodes, levels, groups = len(unit), rng.integers(1, 4), rng.integers(1, 4), rng.integers(0, 3)
    rude = rng.choice([0, 1, 0.5, 0.1, 0.3], (count, nodes), p=[0.1, 0.1, 0.2, 0.3, 0.3])
    chance = rude if rng.random() < 0.5 else rng.random((count, nodes)) ** 2
    weights = rng.random(nodes) * (rng.random(nodes) < 0.9) + 1e-3
    values = np.sort(rng.random(levels) + 0.01)[::-1] * rng.choice([1, 100, 0.01])
    limits = []
    for number in range(rng.integers(0, 4)):
        many, some = rng.choice([0, 1, 2, 0.25], count), (rng.random(count) < 0.5).astype(np.float64)
        ends = float(rng.choice([0, 0, 0, 1, 2])), float(rng.choice([inf, 0, 1, 2, 3.5]))
        limits.append(Limit(f"limit {number}", many if rng.random() < 0.5 else some, *ends))
    tiers: tuple[tuple[float, float], ...] = ((2, 1.0), (1, 1.5), (inf, 3.0))
    fees = Fees(
        group=rng.integers(-1, groups, count),
        tiers=tiers if rng.random() < 0.5 else ((inf, float(rng.choice([0, 2]))),),
        already=tuple(rng.integers(0, 4, groups).tolist()),
        extra=rng.choice([0, 0, 5, 0.5], count),
        budget=float(rng.choice([inf, 0, 1, 4, 9.5])),
    )
    options = Options(unit, chance, rng.integers(0, levels, count))
    return Portfolio(weights / weights.sum(), values, options, tuple(limits), fees)


portfolios = st.builds(a_portfolio, st.integers(0, 1_000_000))


def all_lists(portfolio: Portfolio) -> Iterator[list[int]]:
    """Yield every list, whether it keeps the limits or not."""
    unit = portfolio.options.unit
    each = [[-1, *np.flatnonzero(unit == one).tolist()] for one in np.unique(unit)]
    for combined in product(*each):
        yield [option for option in combined if option >= 0]


def plain_value(portfolio: Portfolio, chosen: Sequence[int]) -> float:
    """Return what a list is worth, node by node and level by level."""
    options, ends = portfolio.options, [*portfolio.values.tolist(), 0.0]
    total = 0.0
    for node, weight in enumerate(portfolio.weights.tolist()):
        for level in range(len(portfolio.values)):
            missed = 1.0
            for option in chosen:
                if options.level[option] <= level:
                    missed *= 1 - options.chance[option, node]
            total += weight * (ends[level] - ends[level + 1]) * (1 - missed)
    return total


def plain_cost(portfolio: Portfolio, chosen: Iterable[int]) -> float:
    """Return dollars, application by application."""
    fees = portfolio.fees
    sent, total = list(fees.already), 0.0
    for option in chosen:
        total += float(fees.extra[option])
        if (group := int(fees.group[option])) >= 0:
            before = 0.0
            for size, price in fees.tiers:
                if before <= sent[group] < before + size:
                    total += price
                before += size
            sent[group] += 1
    return total


def is_kept(portfolio: Portfolio, chosen: Sequence[int]) -> bool:
    """Return whether a list keeps all limits and the budget."""
    used = [(each, sum(float(each.uses[option]) for option in chosen)) for each in portfolio.limits]
    return (
        all(each.least <= use <= each.most for each, use in used)
        and plain_cost(portfolio, chosen) <= portfolio.fees.budget
    )


def kept_lists(portfolio: Portfolio) -> list[list[int]]:
    """Return every list that keeps all limits."""
    return [each for each in all_lists(portfolio) if is_kept(portfolio, each)]


def a_season(
    units: int, seed: int, *, levels: int = 1, most: int = 40, budget: float = inf, kinds: int = 0
) -> Portfolio:
    """Return programs as an applicant meets them: apply, silver or gold; `kinds` where many are alike."""
    rng = np.random.default_rng(seed)
    place = np.linspace(-2.5, 2.5, 11)
    weights = np.exp(-(place**2) / 2)
    base, slope = rng.normal(-3.5, 1.3, units), rng.uniform(0.4, 1.6, units)
    if kinds:
        which = rng.integers(0, kinds, units)
        base, slope = base[which], slope[which]
    signal = np.array([0.0, 0.8, 1.5])
    strength = base[:, None, None] + signal[:, None] + slope[:, None, None] * place
    chance = 0.2 / (1 + np.exp(-strength.reshape(units * 3, -1)))
    tier = np.tile([0, 1, 2], units)
    limits = (
        Limit("applications", np.ones(units * 3), most=most),
        Limit("silver signals", (tier == 1).astype(np.float64), most=12),
        Limit("gold signals", (tier == 2).astype(np.float64), most=3),
    )
    fees = Fees(np.zeros(units * 3, np.int64), ((30, 11.0), (inf, 30.0)), (0,), np.zeros(units * 3), budget)
    level = np.repeat(rng.integers(0, levels, units), 3)
    options = Options(np.repeat(np.arange(units), 3), chance, level)
    return Portfolio(weights / weights.sum(), np.linspace(1, 0.2, levels), options, limits, fees)


def one_level(chance: list[float], fees: Fees, limits: tuple[Limit, ...] = ()) -> Portfolio:
    """Return units with one option each, independent of each other."""
    options = Options(np.arange(len(chance)), np.array(chance)[:, None], np.zeros(len(chance), np.int64))
    return Portfolio(np.ones(1), np.ones(1), options, limits, fees)


def no_fees(count: int) -> Fees:
    """Return fees of nothing."""
    return Fees(np.full(count, -1, np.int64), (), (), np.zeros(count))
