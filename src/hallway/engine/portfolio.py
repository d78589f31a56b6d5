"""The list of applications that is worth most, with a proof of how far it can be from the best.

    choice = solve(portfolio)            # in a fraction of a second, nearly always within 0.02 %
    for choice in closing(portfolio, choice): ...   # nearer and nearer, until nothing is left

No clock, no randomness: the same portfolio gives the same choice, in whatever order its units come.
"""

from collections.abc import Collection, Iterable, Iterator
from math import inf

import numpy as np

from hallway.engine.portfolio_limits import feasible_start
from hallway.engine.portfolio_merging import Merged, dollars, merge, risk_of
from hallway.engine.portfolio_moves import greedy
from hallway.engine.portfolio_searching import Found, Search, ever_better, first_answer
from hallway.engine.portfolios import SLACK, Choice, Doubles, Limit, Longs, Portfolio, check


def solve(portfolio: Portfolio) -> Choice:
    """Return a list that keeps all limits, never worse than greedy, with its certificate.

    Raises:
        InvalidPortfolio: arrays that do not belong together, or hold what cannot be meant.
        Infeasible: no list keeps all limits; says which would have to give way, and by how much.
    """
    check(portfolio)
    merged = merge(portfolio)
    start = _start(portfolio, merged)
    search = Search(merged, start)
    found = first_answer(search) if len(merged.kind) else search.found()
    return _choice(portfolio, merged, found, value_of(portfolio, merged.chosen(start)))


def closing(portfolio: Portfolio, choice: Choice) -> Iterator[Choice]:
    """Yield choices that are never worse, with bounds that never rise, until the list is proven.

    Each takes well under a second; the caller stops when it has waited enough.
    """
    merged = merge(portfolio)
    if not len(merged.kind):
        return
    for found in ever_better(Search(merged, merged.count(choice.chosen))):
        better = _choice(portfolio, merged, found, choice.greedy)
        bound = min(choice.upper_bound, better.upper_bound)
        if better.value <= choice.value:
            better = choice
        choice = Choice(better.chosen, better.value, max(bound, better.value), better.cost, choice.greedy)
        yield choice


def value_of(portfolio: Portfolio, chosen: Iterable[int]) -> float:
    """Return what a list is worth, whatever it costs."""
    which = np.array(sorted(chosen), np.int64)
    return float(portfolio.values[0] - _missed(portfolio, which).sum())


def cost_of(portfolio: Portfolio, chosen: Iterable[int]) -> float:
    """Return dollars: the fees of every group, and what is paid beside them."""
    which = np.array(sorted(chosen), np.int64)
    group = portfolio.fees.group[which]
    total = float(portfolio.fees.extra[which].sum())
    for each in range(len(portfolio.fees.already)):
        total += float(dollars(portfolio, each, int((group == each).sum()))[-1])
    return total


def losses(portfolio: Portfolio, chosen: Iterable[int]) -> Doubles:
    """Return for each chosen option, in the order given, the value lost without it."""
    which = np.array(list(chosen), np.int64)
    left = _missed(portfolio, np.sort(which))
    risk = risk_of(portfolio.options.chance[which])
    levels = np.arange(len(portfolio.values))
    answer = np.zeros(len(which))
    for place, option in enumerate(which):
        counts_at = levels >= portfolio.options.level[option]
        answer[place] = (left[counts_at] * np.expm1(risk[place])).sum()
    return answer


def gains(portfolio: Portfolio, chosen: Iterable[int]) -> Doubles:
    """Return for each option the value gained by adding it in place of its unit's other; limits ignored."""
    which = np.array(sorted(chosen), np.int64)
    options = portfolio.options
    now = _missed(portfolio, which)
    answer = _added(portfolio, now)
    for option in which:  # units that are on the list: what their option misses first comes back
        others = which[which != option]
        without = _missed(portfolio, others)
        of_unit = np.flatnonzero(options.unit == options.unit[option])
        answer[of_unit] = _added(portfolio, without)[of_unit] - (without.sum() - now.sum())
    answer[which] = 0.0
    return answer


def path(
    portfolio: Portfolio, most: int, beside: Collection[str] | None = None
) -> tuple[tuple[int, float, float], ...]:
    """Return the greedy list as it grows: option, value and cost after each step, at most `most` steps.

    What the least numbers want comes first. The budget and the limits named in `beside` are ignored; where
    nothing is named, those that count every application alike.
    """
    options = portfolio.options
    kept = [each for each in portfolio.limits if not _is_beside(portfolio, each, beside)]
    uses = np.array([each.uses for each in kept]).reshape(len(kept), len(options.unit))
    ceiling = np.array([each.most for each in kept]) + SLACK
    wanted = np.array([each.least for each in kept])
    left = _missed(portfolio, np.zeros(0, np.int64))
    free = np.ones(len(options.unit), np.bool_)
    steps: list[tuple[int, float, float]] = []
    chosen: list[int] = []
    while len(steps) < most:
        gain = _added(portfolio, left)
        fits = free & (uses <= ceiling[:, None]).all(axis=0)
        helps = fits & (np.minimum(uses, np.maximum(wanted, 0)[:, None]).sum(axis=0) > SLACK)
        can = helps if helps.any() else fits & (gain > 0)
        if not can.any():
            break
        best = int(np.argmax(np.where(can, gain, -inf)))
        left[options.level[best] :] *= 1 - options.chance[best]
        ceiling -= uses[:, best]
        wanted -= uses[:, best]
        free &= options.unit != options.unit[best]
        chosen.append(best)
        steps.append((best, float(portfolio.values[0] - left.sum()), cost_of(portfolio, chosen)))
    return tuple(steps)


def _start(portfolio: Portfolio, merged: Merged) -> Longs:
    """Return the better of the greedy lists, by gain and by gain for the dollar."""
    nothing = np.zeros(len(merged.kind), np.int64)
    ways = (False, True) if merged.budget < inf else (False,)
    lists = [greedy(merged, nothing, by_dollar=way) for way in ways]
    found = [each for each in lists if each is not None]
    if found:
        return max(found, key=merged.value)
    least = feasible_start(portfolio, merged)
    grown = greedy(merged, least, by_dollar=False)
    return least if grown is None else grown


def _choice(portfolio: Portfolio, merged: Merged, found: Found, greedy_value: float) -> Choice:
    chosen = merged.chosen(found.counts)
    value = value_of(portfolio, chosen)
    bound = max(min(found.bound, 1.0) * merged.scale, value)
    return Choice(chosen, value, bound, cost_of(portfolio, chosen), greedy_value)


def _missed(portfolio: Portfolio, which: Longs) -> Doubles:
    """Return the (levels, nodes) part of the best value that a list misses."""
    values, options = portfolio.values, portfolio.options
    by_level = np.zeros((len(values), len(portfolio.weights)))
    risk = risk_of(options.chance[which])
    np.add.at(by_level, options.level[which], risk)
    lost = values - np.append(values[1:], 0.0)
    answer: Doubles = lost[:, None] * portfolio.weights * np.exp(-np.cumsum(by_level, axis=0))
    return answer


def _added(portfolio: Portfolio, missed: Doubles) -> Doubles:
    """Return what each option adds where so much is missed."""
    from_level = np.cumsum(missed[::-1], axis=0)[::-1]
    answer: Doubles = np.einsum("oq,oq->o", from_level[portfolio.options.level], portfolio.options.chance)
    return answer


def _is_beside(portfolio: Portfolio, limit: Limit, beside: Collection[str] | None) -> bool:
    if beside is not None:
        return limit.name in beside
    return bool((limit.uses[portfolio.fees.group >= 0] == 1).all())
