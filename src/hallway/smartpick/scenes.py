"""Everything uncertain, gathered into a few scenes: given one, programs answer (nearly) independently.

A scene is a narrow band of the latent strength, with all that nobody knows of the applicant's figures. It is
made of points, each a draw of the parameters with a node of the latent strength, weighted by what programs
have answered so far; so the mean over scenes is the mean over all draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, pi
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import normal_nodes
from hallway.engine.odds import INTERVIEWED, MATCHED, NOT_MATCHED, REJECTED, after_answers
from hallway.smartpick.preparing import Prepared

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

SCENES = 21
APART = 0.32
"""Standard deviations from the middle of one scene to the next."""
OWN_NODES, COMMON_NODES = 5, 3
"""Quadrature nodes of what nobody knows of one program, and of what is left common inside a scene."""
FAINTEST = 1e-12


@dataclass(frozen=True, slots=True)
class Scenes:
    """Scenes with their weights, which sum to 1, and what holds in each.

    `which` are the draws that they are made of, and `draws` (which, scenes) says how much of a scene each of
    them makes up; its columns sum to 1. The others are sums over the points of a scene, by cell: of the
    log-odds of the middling program in both stages (cells, which, scenes), their squares and their product
    (cells, scenes).
    """

    weights: Doubles  # (scenes,)
    which: Longs
    draws: Doubles
    interview: Doubles
    rank: Doubles
    interview_square: Doubles
    rank_square: Doubles
    product: Doubles


@dataclass(frozen=True, slots=True)
class Shifts:
    """Some options at units: the row of each in `Prepared`, and its own shifts and gates in each draw."""

    row: Longs  # (options,)
    interview: Doubles  # (options, draws)
    rank: Doubles
    gate: Doubles


@dataclass(frozen=True, slots=True)
class Planned:
    """What a usual list does at programs of one cell: how often, and what that adds in each draw."""

    cell: int
    count: float
    interview: Doubles
    rank: Doubles


def scenes_of(ready: Prepared, planned: Sequence[Planned], draws: Longs | None = None) -> Scenes:
    """Return the scenes over all draws, or over some of them."""
    cells = ready.cells
    strength, weight = after_answers(cells, ready.units)
    interview = cells.interview[:, :, None] + strength
    rank = cells.rank[:, :, None] + cells.link[:, None] * strength
    some = np.arange(weight.shape[0]) if draws is None else draws
    points, place = np.repeat(some, weight.shape[1]), np.repeat(np.arange(len(some)), weight.shape[1])
    mass = weight[some].ravel() / len(some)
    interview, rank = (each[:, some].reshape(len(each), len(points)) for each in (interview, rank))
    order = np.argsort(_lead(interview, rank, planned, points), kind="stable")
    middle = np.cumsum(mass[order]) - mass[order] / 2
    ends = [(1 + erf((each - (SCENES - 2) / 2) * APART / 2**0.5)) / 2 for each in range(SCENES - 1)]
    scene = np.empty(len(order), np.int64)
    scene[order] = np.searchsorted(ends, middle)
    _, scene = np.unique(scene, return_inverse=True)  # empty ones are left out
    weights = np.bincount(scene, mass).astype(np.float64)
    share = mass / weights[scene]
    shape = (len(some), len(weights))

    def gathered(of_points: Doubles) -> Doubles:
        summed = np.bincount(place * shape[1] + scene, share * of_points, shape[0] * shape[1])
        return summed.astype(np.float64).reshape(shape)

    return Scenes(
        weights=weights / weights.sum(),
        which=some,
        draws=gathered(np.ones(len(points))),
        interview=_stacked([gathered(each) for each in interview], shape),
        rank=_stacked([gathered(each) for each in rank], shape),
        interview_square=_stacked([gathered(each**2).sum(0) for each in interview], shape[1:]),
        rank_square=_stacked([gathered(each**2).sum(0) for each in rank], shape[1:]),
        product=_stacked([gathered(x * y).sum(0) for x, y in zip(interview, rank, strict=True)], shape[1:]),
    )


def chances_in(scenes: Scenes, ready: Prepared, options: Shifts) -> tuple[Doubles, Doubles]:
    """Return for each option the chance of an interview (options,), and in each scene that of matching there.

    What nobody knows of a program is its own; what else differs inside a scene, in both stages together, is
    taken so, too, as little as is left. What the program has answered holds.
    """
    state = ready.units.state[options.row]
    stages = _inside(scenes, ready, options)
    own = np.sqrt((ready.rest[np.ix_(options.row, scenes.which)] ** 2) @ scenes.draws)
    gate = options.gate[:, scenes.which] @ scenes.draws
    has_met = (state == INTERVIEWED) | (state == NOT_MATCHED) | (state == MATCHED)
    invited, matched = np.zeros_like(own), np.zeros_like(own)
    for common, weight in zip(*normal_nodes(COMMON_NODES), strict=True):
        at = stages.interview + stages.spread * common
        there = np.zeros_like(at)
        for node, part in zip(*normal_nodes(OWN_NODES), strict=True):
            there += part * _logistic(at + own * node)
        there *= gate
        there[has_met] = 1
        there[state == REJECTED] = 0
        invited += weight * there
        matched += weight * there * _logistic((stages.rank + stages.along * common) / stages.flatter)
    matched[state == MATCHED] = 1
    matched[state == NOT_MATCHED] = 0
    return np.clip(invited @ scenes.weights, 0.0, 1.0), np.clip(matched, 0.0, 1.0)


def _stacked(each: Sequence[Doubles], shape: tuple[int, ...]) -> Doubles:
    return np.array(each, np.float64).reshape(len(each), *shape)


def _lead(interview: Doubles, rank: Doubles, planned: Sequence[Planned], points: Longs) -> Doubles:
    """Return what points are ordered by: how many programs of a usual list would take the applicant.

    Ordered by less, what is left out would be common to all programs of a scene. Which programs there are
    does not matter: one more to choose from must not change what is said of others.
    """
    answer = np.zeros(len(points))
    for each in planned:
        at = interview[each.cell] + each.interview[points]
        answer += each.count * _logistic(at) * _logistic(rank[each.cell] + each.rank[points])
    return answer


class _Inside(NamedTuple):
    """Both stages of options (rows) inside scenes (columns), as two normal variables."""

    interview: Doubles  # mean log-odds
    spread: Doubles  # standard deviation
    rank: Doubles  # mean log-odds
    along: Doubles  # what it rises by with one such deviation
    flatter: Doubles  # by how much the rest of it flattens the logistic curve


def _inside(scenes: Scenes, ready: Prepared, options: Shifts) -> _Inside:
    """Return means and spreads of both stages, with how programs' shifts go along with what is common."""
    cell, draws = ready.units.cell[options.row], scenes.draws
    first, second = options.interview[:, scenes.which], options.rank[:, scenes.which]
    interview, interview_square = np.empty((2, len(cell), draws.shape[1]))
    rank, rank_square, product = np.empty((3, *interview.shape))
    for row in np.unique(cell):
        one, two = scenes.interview[row], scenes.rank[row]
        common = (one.sum(0), two.sum(0), scenes.product[row])
        some = np.flatnonzero(cell == row)
        mean, with_one, with_two = _products(first[some], draws, one, two)
        interview[some] = common[0] + mean
        interview_square[some] = scenes.interview_square[row] + 2 * with_one + first[some] ** 2 @ draws
        rank[some], rank_square[some], product[some] = (
            common[1],
            scenes.rank_square[row],
            common[2] + with_two,
        )
        some = some[second[some].any(axis=1)]  # the others have no shift of their own there
        mean, with_one, with_two = _products(second[some], draws, one, two)
        rank[some] += mean
        rank_square[some] += 2 * with_two + second[some] ** 2 @ draws
        product[some] += with_one + (first[some] * second[some]) @ draws
    spread = np.sqrt(np.maximum(FAINTEST, interview_square - interview**2))
    along = (product - interview * rank) / spread
    left = np.maximum(0.0, rank_square - rank**2 - along**2)
    # A logistic curve smeared by a normal one is flatter by this factor, to within 0.005 of a chance.
    return _Inside(interview, spread, rank, along, np.sqrt(1 + pi / 8 * left))


def _products(drawn: Doubles, *others: Doubles) -> list[Doubles]:
    """Return the product of some draws with each of others, computed at once."""
    return np.split(drawn @ np.hstack(others), len(others), axis=1)


def _logistic(value: Doubles) -> Doubles:
    answer: Doubles = 1 / (1 + np.exp(-np.clip(value, -40.0, 40.0)))
    return answer
