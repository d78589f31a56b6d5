"""A list and its proof: the relaxation with ever more tangents, rounding, changes; then branch and bound."""

import heapq
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from hallway.engine.portfolio_merging import Merged
from hallway.engine.portfolio_moves import improve, round_off
from hallway.engine.portfolio_relaxing import Bound, Box, Relaxation
from hallway.engine.portfolios import Doubles, Longs

MOST_ROUNDS = 40
NEAR = 1e-5  # of the bound: a relaxation that is known so well is not made better at first
PROVEN = 5e-10
WHOLE = 1e-6
ENOUGH = 2e-4  # of the bound: a gap that a first answer may have without looking further
NODES_AT_FIRST, NODES_IN_A_STEP = 40, 60
NODES_TO_A_ROUNDING = 4  # rounding costs as much as a bound, and seldom finds a better list


class Found(NamedTuple):
    """The best counts so far, and what none exceeds; both as parts of the best value."""

    counts: Longs
    value: float
    bound: float


class Search:
    """What a search knows: the best list, the bound, and what may still be better."""

    def __init__(self, merged: Merged, start: Longs) -> None:
        """Begin from a list that keeps all limits."""
        self.merged = merged
        self.counts, self.value = start, merged.value(start)
        self.box = Box(np.zeros_like(start), merged.most_of)
        self.bound = 1.0 if len(merged.kind) else self.value
        self.relaxation = Relaxation(merged)
        self.relaxation.tangents.touch(start)
        self.parts: Doubles = start.astype(np.float64)
        self.loss: Doubles | None = None

    def found(self) -> Found:
        """Return the best list so far."""
        return Found(self.counts, self.value, max(self.bound, self.value))

    def offer(self, counts: Longs | None) -> None:
        """Take a list that keeps all limits, if it is better."""
        if counts is not None and (value := self.merged.value(counts)) > self.value:
            self.counts, self.value = counts, value

    def relax(self) -> None:
        """Bring the bound down as far as the relaxation goes, and the list up by what it hints at."""
        for number in range(MOST_ROUNDS):
            solved = self.relaxation.solve(self.box)
            if solved is None:  # nothing better than the list fits into the box
                self.bound = self.value
                return
            parts, bound = solved
            self.parts = parts
            if bound.value < self.bound:
                self.bound, self.loss = bound.value, bound.more
            self.box = narrowed(self.box, bound, self.value)
            if bound.value <= self.value:
                return
            if self.bound - self.merged.value(parts) <= NEAR * self.bound:
                break
            if self.bound - self.value <= PROVEN:
                return
            if number in {0, 2, 5}:
                self.offer(round_off(self.merged, parts))
            self.relaxation.tangents.touch(parts)
        self.offer(round_off(self.merged, self.parts))
        self.offer(improve(self.merged, self.counts, self.loss))


def narrowed(box: Box, bound: Bound, value: float) -> Box:
    """Return the part of the box in which lists better than `value` can lie, by what the bound would lose."""
    spare = max(bound.value - value, 0.0)
    widest = box.high - box.low
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        more = np.where(bound.more > 0, np.minimum(np.floor(spare / bound.more), widest), widest)
        fewer = np.where(bound.fewer > 0, np.minimum(np.floor(spare / bound.fewer), widest), widest)
    return Box(box.high - fewer.astype(np.int64), box.low + more.astype(np.int64))


class Node(NamedTuple):
    """A box whose lists do not exceed `bound`; `number` tells equals apart."""

    minus_bound: float
    number: int
    box: Box


def first_answer(search: Search) -> Found:
    """Return a list with its bound, in the time that a page has."""
    search.relax()
    found = search.found()
    if found.bound - found.value > ENOUGH * found.bound:
        found = next(_branches(search, NODES_AT_FIRST), found)
    return found


def ever_better(search: Search) -> Iterator[Found]:
    """Yield better and better bounds and lists, until the list is proven."""
    search.relax()
    yield search.found()
    yield from _branches(search, NODES_IN_A_STEP)


def _branches(search: Search, nodes: int) -> Iterator[Found]:
    """Yield what is known after each so many nodes of branch and bound, until the list is proven."""
    heap, number = [Node(-search.bound, 0, search.box)], 0
    while heap and search.bound - search.value > PROVEN:
        for _ in range(nodes):
            if not heap or -heap[0].minus_bound - search.value <= PROVEN:
                break
            node = heapq.heappop(heap)
            for each, bound in _halves(search, node):
                number += 1
                heapq.heappush(heap, Node(-bound, number, each))
        open_bound = -heap[0].minus_bound if heap else search.value
        search.bound = min(search.bound, max(open_bound, search.value))
        yield search.found()


def _halves(search: Search, node: Node) -> list[tuple[Box, float]]:
    """Return the parts of a node in which better lists may lie, with their bounds."""
    box, least = node.box, -node.minus_bound
    parts, worth = search.parts, least
    for _ in range(MOST_ROUNDS):
        solved = search.relaxation.solve(box)
        if solved is None:
            return []
        parts, bound = solved
        least = min(least, bound.value)
        if least - search.value <= PROVEN:
            return []
        box = narrowed(box, bound, search.value)
        worth = search.merged.value(parts)
        is_whole = (np.abs(parts - np.rint(parts)) < WHOLE).all()
        if is_whole:
            whole = np.rint(parts).astype(np.int64)
            if search.merged.is_allowed(whole):
                search.offer(whole)
        if bound.value - worth <= max(PROVEN / 2, (least - search.value) / 10):
            break
        search.relaxation.tangents.touch(parts)
    if node.number % NODES_TO_A_ROUNDING == 0:
        search.offer(round_off(search.merged, parts))
    if (box.low > box.high).any() or least - search.value <= PROVEN:
        return []
    rest = np.abs(parts - np.rint(parts))
    rest[box.low == box.high] = -1
    which = int(np.argmax(rest))
    if rest[which] < 0:
        return []
    at = int(np.floor(parts[which] + WHOLE))
    at = min(max(at, int(box.low[which])), int(box.high[which]) - 1)
    lower, upper = box.high.copy(), box.low.copy()
    lower[which], upper[which] = at, at + 1
    return [(Box(box.low, lower), least), (Box(upper, box.high), least)]
