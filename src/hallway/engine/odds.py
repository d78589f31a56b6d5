"""Chances at many programs at once, with their ranges: units x draws x nodes, all arrays.

For draw d, node q of the latent strength and unit u (one application each) of cell c (specialty and type):

    strength = known[c, d] + spread[c, d] * node[q]
    P(interview) = gate[u, d] * logistic(interview[c, d] + shift[u, d] + strength)
    P(ranked to match | interview) = logistic(rank[c, d] + rank_shift[u, d] + link[d] * strength)

Given the draw and the node, programs answer independently; over the nodes they do not. What programs have
answered so far reweights the nodes (Bayes).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import NODES, normal_nodes

Floats = npt.NDArray[np.floating]
Doubles = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]
Longs = npt.NDArray[np.int64]

OPEN, INTERVIEWED, REJECTED, NOT_MATCHED, MATCHED = 0, 1, 2, 3, 4
"""What is known of an application: nothing yet, an interview, none, an interview but no match, a match."""
RANGE = (0.1, 0.5, 0.9)
"""Which parts of the draws lie below low, mid and high."""
SMALL = 250_000  # entries up to which everything is computed in double precision
CHUNK = 160_000  # entries of a chunk, so that its arrays stay in the nearest memory
FARTHEST = 40.0  # log-odds beyond which a chance is 0 or 1 in single precision, too


class InvalidOdds(ValueError):
    """Arrays that do not belong together, or hold what cannot be meant."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What applies to all units of a cell (rows) in each draw (columns), on the log-odds scale."""

    interview: Doubles
    rank: Doubles
    known: Doubles  # the part of the applicant's strength that is known
    spread: Doubles  # standard deviation of the rest, > 0
    link: Doubles  # (draws,), >= 0


@dataclass(frozen=True, slots=True)
class Units:
    """One application each: its cell, and its own shifts in each draw.

    Args:
        cell: (units,) row of `Cells`.
        shift, rank_shift: (units, draws) log-odds.
        gate: (units, draws) factors in 0..1.
        state: (units,) OPEN, INTERVIEWED, REJECTED, NOT_MATCHED or MATCHED.
        counted: (units,) whether it counts in the whole.
    """

    cell: Longs
    shift: Doubles
    rank_shift: Doubles
    gate: Doubles
    state: Bytes
    counted: npt.NDArray[np.bool_]


class Chances(NamedTuple):
    """Chances in every draw; `range_of` makes low, mid and high of them."""

    interview: Floats  # (units, draws)
    there: Floats  # (units, draws) of an interview there and of being ranked to match
    interviewed: Doubles  # (draws,) of at least one interview at the counted units
    matched: Doubles  # (draws,) of matching at one of them
    matched_if_interviewed: Doubles  # (draws,)
    strength: Doubles  # (cells, draws) mean of the latent part after what was answered


def chances(cells: Cells, units: Units) -> Chances:
    """Return all chances.

    Raises:
        InvalidOdds: shapes differ, a spread is not positive, a link is negative, a gate is not in 0..1.
    """
    _refuse(cells, units)
    count, draws = units.shift.shape
    nodes, _ = normal_nodes(NODES)
    precise = count * draws * NODES <= SMALL
    kind: type[np.floating] = np.float64 if precise else np.float32
    strength, weight = after_answers(cells, units)
    none, unmatched = np.ones((draws, NODES)), np.ones((draws, NODES))
    interview, there = np.zeros((count, draws), kind), np.zeros((count, draws), kind)
    weight_kind: Floats = weight.astype(kind)
    for row in np.unique(units.cell):
        of_cell = np.flatnonzero(units.cell == row)
        power: Floats = _power(-strength[row]).astype(kind)
        rank_power: Floats = _power(-cells.link[:, None] * strength[row]).astype(kind)
        size = max(1, CHUNK // (draws * NODES))
        for start in range(0, len(of_cell), size):
            some = of_cell[start : start + size]
            base: Floats = _power(-(cells.interview[row] + units.shift[some])).astype(kind)
            gate: Floats = units.gate[some].astype(kind)
            invited: Floats = gate[:, :, None] / (base[:, :, None] * power + 1)
            _set_answered(invited, units.state[some])
            match: Floats = _ranked(cells, units, row, some, rank_power) * invited
            _set_results(match, units.state[some])
            interview[some] = np.einsum("udq,dq->ud", invited, weight_kind)
            there[some] = np.einsum("udq,dq->ud", match, weight_kind)
            counted = units.counted[some]
            if counted.any():
                none *= np.prod(1 - invited[counted], axis=0)
                unmatched *= np.prod(1 - match[counted], axis=0)
    interviewed = np.clip(1 - (weight * none).sum(1), 0.0, 1.0)
    matched = np.clip(1 - (weight * unmatched).sum(1), 0.0, interviewed)
    given = np.divide(matched, interviewed, out=np.zeros_like(matched), where=interviewed > 0)
    np.minimum(interview, 1, out=interview)  # weights sum to 1 but for rounding
    np.minimum(there, 1, out=there)
    latent = np.tile((weight * nodes).sum(1), (len(cells.interview), 1)) * cells.spread
    return Chances(interview, there, interviewed, matched, np.clip(given, matched, 1.0), latent)


def after_answers(cells: Cells, units: Units) -> tuple[Doubles, Doubles]:
    """Return the strength at each node (cells, draws, nodes), and the nodes' weights (draws, nodes).

    The weights sum to 1; they are those after what programs have answered.
    """
    nodes, weights = normal_nodes(NODES)
    strength = cells.known[:, :, None] + cells.spread[:, :, None] * nodes
    return strength, _posterior(cells, units, strength, weights)


def range_of(drawn: Floats) -> Doubles:
    """Return low, mid and high over the last axis: a tenth, half and nine tenths of the draws lie below."""
    ordered = np.sort(drawn, axis=-1).astype(np.float64)
    place = np.array(RANGE) * (ordered.shape[-1] - 1)
    below = place.astype(np.int64)
    above = np.minimum(below + 1, ordered.shape[-1] - 1)
    part = place - below
    answer: Doubles = ordered[..., below] * (1 - part) + ordered[..., above] * part
    return answer


def _refuse(cells: Cells, units: Units) -> None:
    rows, draws = cells.interview.shape
    count = len(units.cell)
    if any(each.shape != (rows, draws) for each in (cells.rank, cells.known, cells.spread)):
        raise InvalidOdds("cells: interview, rank, known and spread differ in shape")
    if cells.link.shape != (draws,) or not draws:
        raise InvalidOdds("cells: one link for each draw is needed, and at least one draw")
    if any(each.shape != (count, draws) for each in (units.shift, units.rank_shift, units.gate)):
        raise InvalidOdds(
            "units: shift, rank_shift and gate need a row for each unit and a column for each draw"
        )
    if units.state.shape != (count,) or units.counted.shape != (count,):
        raise InvalidOdds("units: one state and one mark for each unit are needed")
    if count and not (units.cell.min() >= 0 and units.cell.max() < rows):
        raise InvalidOdds("units: a cell is named that is not there")
    numbers = (
        cells.interview,
        cells.rank,
        cells.known,
        cells.spread,
        cells.link,
        units.shift,
        units.rank_shift,
    )
    if not all(np.isfinite(each).all() for each in numbers):
        raise InvalidOdds("a number is missing or not finite")
    if (cells.spread <= 0).any() or (cells.link < 0).any():
        raise InvalidOdds("cells: spreads must be positive, links must not be negative")
    if not ((units.gate >= 0) & (units.gate <= 1)).all():
        raise InvalidOdds("units: a gate is a factor from 0 to 1")


def _power(value: Doubles) -> Doubles:
    answer: Doubles = np.exp(np.clip(value, -FARTHEST, FARTHEST))
    return answer


def _ranked(cells: Cells, units: Units, row: int, some: Longs, rank_power: Floats) -> Floats:
    """Return P(ranked to match | interview); one row for all units where none has a shift of its own."""
    shift = units.rank_shift[some]
    if not shift.any():
        shift = shift[:1]
    power = _power(-(cells.rank[row] + shift)).astype(rank_power.dtype)
    answer: Floats = 1 / (1 + power[:, :, None] * rank_power)
    return answer


def _set_answered(invited: Floats, state: Bytes) -> None:
    """Write down in place what programs have answered."""
    invited[(state == INTERVIEWED) | (state == NOT_MATCHED) | (state == MATCHED)] = 1
    invited[state == REJECTED] = 0


def _set_results(match: Floats, state: Bytes) -> None:
    match[state == MATCHED] = 1
    match[state == NOT_MATCHED] = 0


def _posterior(cells: Cells, units: Units, strength: Doubles, weights: Doubles) -> Doubles:
    """Return the nodes' weights in each draw after what programs have answered."""
    log_weight = np.tile(np.log(weights), (units.shift.shape[1], 1))
    for unit in np.flatnonzero(units.state != OPEN):
        row, state = units.cell[unit], units.state[unit]
        invited = 1 / (1 + _power(-((cells.interview[row] + units.shift[unit])[:, None] + strength[row])))
        ranked = cells.rank[row] + units.rank_shift[unit]
        match = 1 / (1 + _power(-(ranked[:, None] + cells.link[:, None] * strength[row])))
        likely = {
            INTERVIEWED: invited,
            REJECTED: 1 - units.gate[unit][:, None] * invited,  # a closed gate tells nothing of the applicant
            NOT_MATCHED: invited * (1 - match),
            MATCHED: invited * match,
        }[int(state)]
        log_weight += np.log(np.maximum(likely, 1e-300))
    log_weight -= log_weight.max(1, keepdims=True)
    weight = np.exp(log_weight)
    answer: Doubles = weight / weight.sum(1, keepdims=True)
    return answer
