"""One door to all solvers: a market in, a verified answer out."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, get_args

import numpy as np

from hallway.engine.adjusting import settle
from hallway.engine.boards import join
from hallway.engine.calming import find_calmest
from hallway.engine.couples import Chaining, Limits
from hallway.engine.exact import ExactAnswer, ExactSolver
from hallway.engine.markets import Market
from hallway.engine.matching import read_seating, seat_by_applicants, seat_by_programs
from hallway.engine.matchings import Answer, Effort, Matching, Status, empty_matching
from hallway.engine.verify import count_blocking

Proposing = Literal["applicants", "programs"]
Tell = Callable[[int, int, str], None]
"""Takes what is done, of how much, and in words what."""

_ADJUSTMENTS, _EACH = 1000, 3
"""How many times quotas may change: in all, and more for each reversion and each even or odd request."""
_DRAWS = 4096
_SLICE_RETRIES, _SLICE_TURNS = 50, 300_000
"""After so much work the loop looks up: may it go on, and how far is it?"""


def solve_match(
    market: Market,
    *,
    proposing: Proposing = "applicants",
    max_retries: int = 1000,
    max_turns: int = 200_000_000,
    seed: int = 0,
    exact: ExactSolver | None = None,
    exact_seconds: float = 60.0,
    should_stop: Callable[[], bool] = lambda: False,
    tell: Tell | None = None,
) -> Answer:
    """Find a stable match, verify it, and say what is proven.

    Without couples, supplemental lists, reversions and even or odd requests this is deferred acceptance,
    which always ends stable. With them it is instability chaining; a couple in a loop is put aside, at most
    `max_retries` times. What chaining leaves open goes to `exact`, if there is one.

    Args:
        market: the lists.
        proposing: who proposes; with couples, only the singles' match that they come into is made so.
        max_retries: >= 0.
        max_turns: how many times anybody walks down a list, in all; >= 1.
        seed: chooses whom to put aside; the same seed gives the same answer.
        exact: decides what chaining leaves open; None leaves it undecided.
        exact_seconds: that it may take, > 0.
        should_stop: asked now and then; when true, the best match so far comes back undecided.
        tell: told now and then how far the search is.

    Returns:
        Stable, with the verifier's count of zero; or none, proven, with the match that the fewest block; or
        undecided, with how many block the match that came closest.

    Raises:
        ValueError: `proposing` is neither word, or a number is out of range.

    Source: Roth & Peranson (1999), American Economic Review 89(4), 748-780.
    """
    if proposing not in get_args(Proposing):
        raise ValueError(f"proposing: {proposing!r} is neither 'applicants' nor 'programs'.")
    if seed < 0 or max_retries < 0 or max_turns < 1:
        raise ValueError("seed and max_retries are 0 or more, max_turns 1 or more.")
    began = time.perf_counter()
    board = join(market)
    seating = seat_by_applicants(board) if proposing == "applicants" else seat_by_programs(board)
    if is_plain(market):
        matching = replace(empty_matching(market), programs=read_seating(board, seating))
        effort = Effort(seating.proposals, 0, time.perf_counter() - began)
        return _verified(market, matching, effort)
    draws = np.random.Generator(np.random.Philox(key=seed)).integers(0, 2**31 - 1, _DRAWS, np.int32)
    chaining = Chaining(market, board, seating, draws)
    asking = len(market.reversions) + int(np.count_nonzero(market.parity))
    limits = Limits(retries=max_retries, turns=max_turns, adjustments=_ADJUSTMENTS + _EACH * asking)
    tell = tell or _say_nothing
    if _search(chaining, limits, should_stop, tell):
        matching = chaining.matching()
    else:
        matching, _ = find_calmest(market, chaining, limits)
    effort = Effort(seating.proposals + chaining.proposals, chaining.retries, time.perf_counter() - began)
    answer = _verified(market, matching, effort)
    if answer.status is Status.STABLE or exact is None or should_stop():
        return answer
    tell(0, 1, "asking for a proof")
    proven = exact(
        market,
        seats=matching.seats,
        hint=matching,
        seconds=exact_seconds,
        least=True,
        should_stop=should_stop,
    )
    tell(1, 1, "asking for a proof")
    return _with_proof(market, answer, proven, time.perf_counter() - began)


def is_plain(market: Market) -> bool:
    """Tell whether a market has only singles and fixed quotas: then a stable match always exists."""
    return not (market.couple_count or len(market.advanced) or len(market.reversions) or market.parity.any())


def _say_nothing(done: int, of: int, what: str) -> None:
    """Tell nobody."""


def _search(chaining: Chaining, limits: Limits, should_stop: Callable[[], bool], tell: Tell) -> bool:
    """Chain in slices until all is quiet, a limit is reached or somebody says stop."""
    while True:
        part = Limits(
            retries=min(limits.retries, chaining.retries + _SLICE_RETRIES),
            turns=min(limits.turns, chaining.turns_taken + _SLICE_TURNS),
            adjustments=limits.adjustments,
            turns_each=limits.turns_each,
        )
        if settle(chaining, part):
            return True
        tell(chaining.retries, limits.retries, "couples in a loop put aside and tried again")
        is_spent = (
            chaining.retries >= limits.retries
            or chaining.turns_taken >= limits.turns
            or chaining.adjustments >= limits.adjustments
        )
        if is_spent or should_stop():
            return False


def _verified(market: Market, matching: Matching, effort: Effort) -> Answer:
    counts = count_blocking(market, matching)
    if counts.blocking:
        says = f"Not decided within the limits; {counts.blocking} would block this match."
        return Answer(Status.UNDECIDED, matching, counts, says, effort)
    return Answer(Status.STABLE, matching, counts, _STABLE, effort)


def _with_proof(market: Market, answer: Answer, proven: ExactAnswer, seconds: float) -> Answer:
    """Return the answer with what an exact solver says of its seats; the verifier has the last word."""
    best = answer
    if proven.matching is not None:
        found = replace(proven.matching, moved=answer.matching.moved)
        best = min(best, _verified(market, found, answer.effort), key=lambda each: each.counts.blocking)
    best = replace(best, effort=answer.effort._replace(seconds=seconds))
    if best.status is Status.STABLE or proven.status is not Status.NONE:
        return best
    if len(market.reversions) or market.parity.any():
        says = f"{_NONE_FOR_THESE_SEATS} {best.counts.blocking} would block this match."
        return replace(best, proof=says)
    least = "no match has fewer" if proven.is_least() else f"every match has at least {proven.bound}"
    says = f"{_NONE} {best.counts.blocking} would block this match; {least}."
    return replace(best, status=Status.NONE, proof=says)


_STABLE = "Verified: no applicant, couple or program would rather have each other than what they got."
_NONE = "Proven: these lists have no stable match."
_NONE_FOR_THESE_SEATS = (
    "Proven: there is no stable match with these positions; whether other reversions, or other even and odd"
    " numbers, have one is not decided."
)
