"""What a list is chosen from, as arrays: over all that is uncertain, or over some of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.engine.portfolios import Infeasible, Options, Portfolio
from hallway.smartpick.limits import fees_of, limits_of, with_usual_length
from hallway.smartpick.options import Offered, offer
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.scenes import chances_in, scenes_of
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import PickWishes

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

DIGITS = 12
"""Of a chance: programs of which the same is known are alike to the last one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is chosen from: the options, and the arrays that the optimizer sees.

    `wishes` have the usual length where none was named; `assumptions` say what was taken for granted.
    """

    offered: Offered
    portfolio: Portfolio
    wishes: PickWishes
    assumptions: tuple[str, ...]


def make_problem(
    profile: Profile,
    views: Sequence[ProgramView],
    parameters: Parameters,
    wishes: PickWishes,
    *,
    network: bool = True,
    preferred: Collection[UnitCode] = (),
) -> Problem:
    """Return what a list is chosen from, over all draws of what is uncertain.

    Raises:
        Infeasible: more applications were sent and turned down than the list may hold.
    """
    meant, said = with_usual_length(profile, views, parameters, wishes)
    offered = offer(profile, views, parameters, meant, network=network, preferred=preferred)
    return Problem(offered, _portfolio(offered, meant), meant, said)


def make_given(
    profile: Profile,
    views: Sequence[ProgramView],
    parameters: Parameters,
    wishes: PickWishes,
    programs: Mapping[UnitCode, Action],
    *,
    network: bool = True,
    preferred: Collection[UnitCode] = (),
) -> Problem:
    """Return the same with just one thing to do at each program of a given list, whatever the wishes say."""
    kept = {code: fate for code, fate in wishes.fates.items() if code not in programs}
    meant = replace(wishes, actions={**wishes.actions, **programs}, fates=kept)
    offered = offer(profile, views, parameters, meant, network=network, preferred=preferred)
    try:
        portfolio = _portfolio(offered, wishes)
    except Infeasible:
        portfolio = _portfolio(offered, replace(wishes, applications=None))
    return Problem(offered, portfolio, wishes, ())


def at_end(problem: Problem, draws: Longs) -> Portfolio:
    """Return the problem as it would be if only some draws were true; its limits and fees stay."""
    seen, middle = _seen(problem.offered, draws), problem.portfolio
    return replace(middle, weights=seen.weights, options=replace(middle.options, chance=seen.chance))


def _portfolio(offered: Offered, wishes: PickWishes) -> Portfolio:
    seen = _seen(offered)
    codes = {code: number for number, code in enumerate(dict.fromkeys(each.code for each in offered.options))}
    return Portfolio(
        weights=seen.weights,
        values=seen.values,
        options=Options(
            unit=np.array([codes[each.code] for each in offered.options], np.int64),
            chance=seen.chance,
            level=seen.level,
        ),
        limits=limits_of(offered, wishes, seen.interviews),
        fees=fees_of(offered, wishes),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the optimizer sees of the options: chances by node, levels, and expected interviews."""

    weights: Doubles
    values: Doubles
    chance: Doubles
    level: Longs
    interviews: Doubles


def _seen(offered: Offered, draws: Longs | None = None) -> _Seen:
    scenes = scenes_of(offered.ready, offered.planned, draws)
    interviews, chance = chances_in(scenes, offered.ready, offered.shifts)
    worth = np.array([each.value for each in offered.options], np.float64)
    chance[worth <= 0] = 0
    first_year = offered.first_year
    if first_year is not None:
        more, other = chances_in(scenes, offered.ready, first_year.shifts)
        interviews[first_year.numbers] = np.maximum(interviews[first_year.numbers], more)
        return _with_first_years(offered, scenes.weights, chance, worth, other, interviews)
    values = _levels(worth)
    level = np.minimum(np.searchsorted(-values, -worth), len(values) - 1).astype(np.int64)
    return _Seen(scenes.weights, values, np.round(chance, DIGITS), level, np.round(interviews, DIGITS))


def _with_first_years(  # noqa: PLR0917 - arrays of the options, in their order
    offered: Offered,
    weights: Doubles,
    chance: Doubles,
    worth: Doubles,
    other: Doubles,
    interviews: Doubles,
) -> _Seen:
    """Return the same where one application may end in two ways: a match, or else a preliminary year.

    Each level of value becomes a set of nodes of its own, in which the chance is that of an end worth so much
    or more; over all of them there is one level. Who is taken for one of both is not sooner taken for both.
    """
    first_year = offered.first_year
    assert first_year is not None  # noqa: S101 - asked by the caller
    late = np.zeros(len(worth))
    late[first_year.numbers] = [offered.options[each].preliminary for each in first_year.numbers]
    second = np.zeros_like(chance)
    second[first_year.numbers] = other
    values = _levels(np.concatenate([worth, late]))
    steps = values - np.append(values[1:], 0.0)
    ends = [
        np.maximum(chance * (worth >= each)[:, None], second * (late >= each)[:, None]) for each in values
    ]
    return _Seen(
        weights=(steps[:, None] / values[0] * weights).ravel(),
        values=values[:1],
        chance=np.round(np.concatenate(ends, axis=1), DIGITS),
        level=np.zeros(len(worth), np.int64),
        interviews=np.round(interviews, DIGITS),
    )


def _levels(worth: Doubles) -> Doubles:
    """Return the values above 0, the highest first; 1 where there is none."""
    values: Doubles = np.unique(worth[worth > 0])[::-1]
    return values if len(values) else np.ones(1)
