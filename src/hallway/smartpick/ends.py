"""Which programs stay on the list whatever turns out: it is chosen anew at both ends of what is unknown."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.engine.portfolio import solve
from hallway.engine.portfolios import Portfolio
from hallway.smartpick.limits import MUST
from hallway.smartpick.problems import Problem, at_end

Floats = npt.NDArray[np.floating]
Longs = npt.NDArray[np.int64]

PART = 0.2
"""Of the draws, at either end."""


def draws_at_ends(drawn: Floats) -> tuple[Longs, Longs]:
    """Return the fifth of the draws in which a list does worst, and the fifth in which it does best."""
    order = np.argsort(drawn, kind="stable")
    count = max(1, round(PART * len(order)))
    return np.sort(order[:count]), np.sort(order[-count:])


def classes_of(problem: Problem) -> dict[UnitCode, bytes]:
    """Return for each program what is the same of all that are alike as far as anybody knows."""
    portfolio, options = problem.portfolio, problem.offered.options
    uses = [each.uses for each in portfolio.limits if not each.name.endswith(MUST)]
    fees = portfolio.fees
    rows = np.column_stack(
        [portfolio.options.chance, portfolio.options.level, fees.group, fees.extra, *uses]
    ).astype(np.float64)
    found: dict[UnitCode, bytes] = {}
    for number, option in enumerate(options):
        found[option.code] = found.get(option.code, b"") + option.action.encode() + rows[number].tobytes()
    return found


def robust_of(
    problem: Problem | None, given: Problem, chosen: Sequence[int], drawn: Floats
) -> frozenset[UnitCode]:
    """Return the programs of a list that are on the best list at both ends, too, or one there that is alike.

    `given` holds the options that `chosen` counts; without a `problem`, as no list keeps its limits, none is.
    """
    if problem is None or not chosen:
        return frozenset()
    classes = classes_of(problem)
    codes = {given.offered.options[each].code for each in chosen}
    robust = codes & classes.keys()
    of_class = Counter(classes[each] for each in robust)
    for draws in draws_at_ends(drawn):
        there = _codes(problem, at_end(problem, draws))
        of_class_there = Counter(classes[each] for each in there)
        robust -= {each for each in robust - there if of_class_there[classes[each]] < of_class[classes[each]]}
    return frozenset(robust)


def _codes(problem: Problem, portfolio: Portfolio) -> set[UnitCode]:
    return {problem.offered.options[each].code for each in solve(portfolio).chosen}
