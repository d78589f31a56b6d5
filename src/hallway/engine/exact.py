"""Exact existence: a stable match of fixed seats, or the proof that there is none."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np

from hallway.engine.formulas import write_formula
from hallway.engine.kernels import Ints
from hallway.engine.markets import Market
from hallway.engine.matchings import Matching, Status
from hallway.engine.reductions import reduce_market
from hallway.engine.verify import count_blocking

MOST_ENTRIES = 60_000
"""A market with more entries and pairs is not searched for the least-blocking match."""


@dataclass(frozen=True, slots=True, eq=False)
class ExactAnswer:
    """What is proven of a market of fixed seats.

    Args:
        status: "stable": `matching` is; "none": proven that nothing is; "undecided": the time was up.
        matching: the stable match; or, where there is none and it was asked for, the one with the fewest
            singles, couples and supplemental seekers blocking it that was found; or None.
        blocking: how many block `matching`; None without one.
        bound: proven: every match of these seats has at least so many.
    """

    status: Status
    matching: Matching | None
    blocking: int | None
    bound: int

    def is_least(self) -> bool:
        """Tell whether no match has fewer that block it."""
        return self.blocking is not None and self.blocking == self.bound


class Aim(NamedTuple):
    """What a search is for.

    Args:
        least: False: a stable match, or the proof that there is none. True: it is known that there is none;
            find the match with the fewest that block it.
        loose: couples, by number: with `least`, only they may block; everybody may where there are none.
    """

    least: bool = False
    loose: tuple[int, ...] = ()


def never() -> bool:
    """Say that nobody wants to stop."""
    return False


class ExactSolver(Protocol):
    """Somebody who decides a market exactly; in another process, if need be."""

    def __call__(
        self,
        market: Market,
        *,
        seats: Ints,
        hint: Matching | None,
        seconds: float,
        least: bool,
        should_stop: Callable[[], bool] = never,
    ) -> ExactAnswer:
        """Decide as `solve_exactly`, within `seconds`; "undecided" when `should_stop()` becomes true."""
        ...


class Search(Protocol):
    """Somebody who searches a market that is reduced already."""

    def __call__(self, market: Market, *, hint: Matching | None, seconds: float, aim: Aim) -> ExactAnswer:
        """Search as `search_exactly`."""
        ...


def solve_exactly(
    market: Market,
    *,
    seats: Ints,
    hint: Matching | None,
    seconds: float,
    least: bool,
    should_stop: Callable[[], bool] = never,
) -> ExactAnswer:
    """Find a stable match in which program p has `seats[p]` positions, or prove that there is none.

    Reversions and even or odd requests are not looked at: they are in the seats, or they are not. The same
    arguments give the same answer, as long as the time suffices. Runs in this process: see `workers` for
    another one, where it can be stopped at any moment.

    Args:
        market: of any size; what counts is how many stay open after `reduce_market`.
        seats: (P,) positions in force, >= 0.
        hint: a match to begin from, need not be stable; its `moved` is the one of the answer.
        seconds: to search for, > 0.
        least: where there is none, look for the match with the fewest that block it. That it is the least is
            only proven where `bound` says so.
        should_stop: asked between the steps.

    Raises:
        ImportError: somebody stays open and the solver (OR-tools) is not installed.
    """
    return solve_with(
        search_exactly,
        market,
        seats=seats,
        hint=hint,
        seconds=seconds,
        least=least,
        should_stop=should_stop,
    )


def solve_with(
    search: Search,
    market: Market,
    *,
    seats: Ints,
    hint: Matching | None,
    seconds: float,
    least: bool,
    should_stop: Callable[[], bool] = never,
) -> ExactAnswer:
    """Do as `solve_exactly`, and have `search` look at what stays open."""
    ends = time.monotonic() + seconds
    moved = np.zeros(len(market.reversions), np.int32) if hint is None else hint.moved
    reduced = reduce_market(market, seats)
    if reduced.is_settled():
        return ExactAnswer(Status.STABLE, reduced.put_together(moved=moved), 0, 0)
    if should_stop():
        return ExactAnswer(Status.UNDECIDED, None, None, 0)
    part = search(
        reduced.market,
        hint=None if hint is None else reduced.part_of(hint),
        seconds=max(0.0, ends - time.monotonic()),
        aim=Aim(),
    )
    if part.status is Status.STABLE and part.matching is not None:
        return ExactAnswer(Status.STABLE, reduced.put_together(part.matching, moved), 0, 0)
    if part.status is not Status.NONE or not least:
        return ExactAnswer(part.status, None, None, part.bound)
    fixed = replace(market, seats=seats, reversions=np.zeros((0, 3), np.int32), parity=np.zeros_like(seats))
    answer = _count(fixed, hint)
    everyone = tuple(range(market.couple_count))
    for look in (
        partial(_look_at_couples, loose=tuple(reduced.couples.tolist())),
        partial(_look_at_couples, loose=everyone),
        _look_everywhere,
    ):
        if not answer.is_least() and not should_stop() and time.monotonic() < ends:
            answer = look(search, fixed, answer, ends)
    if answer.matching is None:
        return answer
    return replace(answer, matching=replace(answer.matching, moved=moved.copy()))


def _count(fixed: Market, matching: Matching | None) -> ExactAnswer:
    """Return what is known of a match where none is stable; without it where it does not fit the seats."""
    if matching is not None:
        matching = replace(matching, seats=fixed.seats, moved=np.zeros(0, np.int32))
        counts = count_blocking(fixed, matching)
        if not counts.faults:
            return ExactAnswer(Status.NONE, matching, counts.blocking, 1)
    return ExactAnswer(Status.NONE, None, None, 1)


def _look_at_couples(
    search: Search, fixed: Market, best: ExactAnswer, ends: float, *, loose: tuple[int, ...]
) -> ExactAnswer:
    """Look for the match that the fewest block, among those that only loose couples block.

    The market of the proof is of no help here: where somebody blocks, what was crossed out need not hold. It
    holds where loose couples crossed nothing out; and mostly one couple is all it takes.
    """
    reduced = reduce_market(fixed, fixed.seats, loose)
    numbers = np.flatnonzero(np.isin(reduced.couples, loose)).tolist()
    if not numbers or _entries(reduced.market) > MOST_ENTRIES:
        return best
    part = search(
        reduced.market,
        hint=None if best.matching is None else reduced.part_of(best.matching),
        seconds=ends - time.monotonic(),
        aim=Aim(least=True, loose=tuple(numbers)),
    )
    if part.matching is None:
        return best
    return _better(best, _count(fixed, reduced.put_together(part.matching)))


def _look_everywhere(search: Search, fixed: Market, best: ExactAnswer, ends: float) -> ExactAnswer:
    """Look for the match that the fewest block among all."""
    if _entries(fixed) > MOST_ENTRIES:
        return best
    found = search(fixed, hint=best.matching, seconds=ends - time.monotonic(), aim=Aim(least=True))
    return replace(_better(best, found), bound=max(1, found.bound))


def _entries(market: Market) -> int:
    return len(market.lists) + len(market.pairs) + len(market.extras)


def _better(one: ExactAnswer, other: ExactAnswer) -> ExactAnswer:
    if other.blocking is None or (one.blocking is not None and one.blocking <= other.blocking):
        return one
    return other


def search_exactly(market: Market, *, hint: Matching | None, seconds: float, aim: Aim) -> ExactAnswer:
    """Decide a market as it is with `market.seats`, without making it smaller first.

    Args:
        market: with up to about 100,000 entries; more take minutes and gigabytes.
        hint: as in `solve_exactly`.
        seconds: as there.
        aim: what is wanted; `bound` is proven of the matches that it speaks of.

    Raises:
        ImportError: the solver (OR-tools) is not installed.
    """
    from hallway.engine.searching import search  # noqa: PLC0415 - loads OR-tools: an extra, and heavy

    ends = time.monotonic() + seconds
    model = write_formula(market, market.seats, hint, aim.loose)
    most = 1 if aim.least else 0
    while True:
        found = search(model.formula, ends, most=most)
        if found.values is not None:
            programs, beside = model.read(found.values, market.applicant_count)
            moved = np.zeros(len(market.reversions), np.int32)
            matching = Matching(programs, beside, market.seats.copy(), moved)
            return ExactAnswer(Status.NONE if most else Status.STABLE, matching, most, most)
        most += found.is_impossible
        is_over = not aim.least or most > model.formula.most_failing() or time.monotonic() >= ends
        if is_over or not found.is_impossible:
            return ExactAnswer(Status.NONE if most else Status.UNDECIDED, None, None, most)
