"""The list: from an applicant, programs and wishes to the best list, with its proof and its ranges."""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.engine.portfolio import closing, cost_of, solve, value_of
from hallway.engine.portfolios import Choice, Infeasible, Portfolio
from hallway.smartpick.assumptions import assumptions_of
from hallway.smartpick.ends import robust_of
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.picked import Picked
from hallway.smartpick.problems import Problem, make_given, make_problem
from hallway.smartpick.profiles import Profile
from hallway.smartpick.telling import drawn_list, tell
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import PickWishes

Doubles = npt.NDArray[np.float64]


def never(choice: Choice) -> bool:
    """Ask for no better proof than the first."""
    del choice
    return False


def pick(
    profile: Profile,
    views: Sequence[ProgramView],
    parameters: Parameters,
    wishes: PickWishes,
    *,
    network: bool = True,
    go_on: Callable[[Choice], bool] = never,
    preferred: Collection[UnitCode] = (),
) -> Picked:
    """Return the list that does best within the wishes, with the proof of how much better any could be.

    Args:
        profile: who applies.
        views: the programs to choose from, and those that were applied to.
        parameters: of the odds.
        wishes: limits, and what counts as good.
        network: whether recorded ties count; signals to send are a part of the list either way.
        go_on: asked after the first answer and after each better proof; True closes the gap further.
        preferred: programs taken first among equals, beside those with ties.

    Raises:
        Infeasible: no list keeps all limits; its bindings say which would have to give way, and by how much.
    """
    problem = make_problem(profile, views, parameters, wishes, network=network, preferred=preferred)
    choice = solve(problem.portfolio)
    if go_on(choice):
        for better in closing(problem.portfolio, choice):
            choice = better
            if not go_on(choice):
                break
    whole = drawn_list(problem.offered, choice.chosen)
    return tell(
        problem,
        choice,
        parameters,
        whole=whole,
        robust=robust_of(problem, problem, choice.chosen, whole.matched),
        assumptions=assumptions_of(problem, choice.chosen, network=network),
    )


def evaluate(
    profile: Profile,
    views: Sequence[ProgramView],
    parameters: Parameters,
    wishes: PickWishes,
    programs: Mapping[UnitCode, Action],
    *,
    network: bool = True,
    preferred: Collection[UnitCode] = (),
) -> Picked:
    """Return what a given list is worth, limits or no limits, beside the best that the wishes allow.

    `upper_bound` is that of the best list within the wishes, or the list's own value where that is higher.
    """
    given = make_given(profile, views, parameters, wishes, programs, network=network, preferred=preferred)
    chosen = _chosen(given, programs)
    value = value_of(given.portfolio, chosen)
    problem: Problem | None = None
    try:
        problem = make_problem(profile, views, parameters, wishes, network=network, preferred=preferred)
        best = solve(problem.portfolio)
        bound, greedy = best.upper_bound, best.greedy
    except Infeasible:  # then nothing is better that keeps the limits: any list at all is the bound
        problem, bound, greedy = None, _everything(given.portfolio), value
    choice = Choice(chosen, value, max(value, bound), cost_of(given.portfolio, chosen), greedy)
    whole = drawn_list(given.offered, chosen)
    return tell(
        given,
        choice,
        parameters,
        whole=whole,
        robust=robust_of(problem, given, chosen, whole.matched),
        assumptions=assumptions_of(given, chosen, network=network),
    )


def _chosen(given: Problem, programs: Mapping[UnitCode, Action]) -> tuple[int, ...]:
    """Return the options of a given list; what has been sent is a part of every list."""
    return tuple(
        number for number, each in enumerate(given.offered.options) if each.code in programs or each.is_sent
    )


def _everything(portfolio: Portfolio) -> float:
    """Return what no list can beat: a match at the best level for sure, where any is possible."""
    return float(portfolio.values[0]) if portfolio.options.chance.any() else 0.0
