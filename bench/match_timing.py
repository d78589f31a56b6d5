"""Times of the match engine inside one process, one thread: the national market with and without couples."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import numpy as np

from bench.markets import NATIONAL
from bench.match_figures import SEARCH_SECONDS, Case, Family, Figure, Point, spread_of
from bench.match_sources import FIRST_SEED, Recipe, Tell, arrays_of, couples_among, drawn
from hallway.engine.boards import Board, join
from hallway.engine.exact import ExactSolver
from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matching import Seating, read_seating, seat_by_applicants, seat_by_programs
from hallway.engine.matchings import Counts, Matching, Status
from hallway.engine.solving import solve_match
from hallway.engine.verify import count_blocking

KERNEL_BUDGET, COUPLES_BUDGET, COUPLES_BUDGET_P95 = 10.0, 150.0, 2_000.0  # ms

EXACT_SECONDS = 60.0
"""What the exact fallback may take for one market, and after how many in a family no further one is asked."""
WITHOUT, WITH = "Hallway, no couples", "Hallway, couples"

T = TypeVar("T")


class WrongMatch(RuntimeError):
    """The bench would time a wrong answer."""


def warm_up() -> None:
    """Have every kernel compiled or loaded before the clock runs."""
    for recipe in (Recipe(400, 1), Recipe(400, 1, couples=12, advanced=0.1, reversions=10, parity=0.1)):
        market = recipe.draw()
        board = join(market)
        seat_by_applicants(board)
        seat_by_programs(board)
        for proposing in ("applicants", "programs"):
            count_blocking(market, solve_match(market, proposing=proposing).matching)


def milliseconds(work: Callable[[], T]) -> tuple[float, T]:
    """Return how long work took, and what came of it."""
    begin = time.perf_counter_ns()
    result = work()
    return (time.perf_counter_ns() - begin) / 1e6, result


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector of garbage, which would walk over everything else we hold, out of a measurement."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# --------------------------------------------------------------------------------- without couples


def plain_figures(applicants: int, *, seeds: int, runs: int, tell: Tell) -> list[Figure]:
    """Time markets without couples, part by part, in turns; each result is checked by the verifier."""
    parts: dict[str, list[float]] = {name: [] for name in PARTS}
    recipes = [Recipe(applicants, FIRST_SEED + each) for each in range(seeds)]
    for recipe, market in drawn(recipes):
        tell(f"without couples: seed {recipe.seed}")
        _time_parts(market, runs, parts)
    budget = KERNEL_BUDGET if applicants == NATIONAL else None
    return [
        Figure(PARTS[name], spread_of(times), budget=budget if name in KERNELS else None)
        for name, times in parts.items()
    ]


PARTS = {
    "applicants": "matching, applicants proposing, inputs ready",
    "programs": "matching, programs proposing, inputs ready",
    "join": "joining both sides' lists",
    "market": "making and refusing: `Market` from arrays",
    "verify": "counting what blocks",
    "whole": "`solve_match`: joining, matching, counting",
}
KERNELS = {"applicants", "programs"}


def _time_parts(market: Market, runs: int, parts: dict[str, list[float]]) -> None:
    arrays = arrays_of(market)
    with no_collection():
        for turn in range(runs + 1):
            made, _market = milliseconds(partial(_make, arrays))
            joined, board = milliseconds(partial(join, market))
            by_applicants, seating = milliseconds(partial(seat_by_applicants, board))
            by_programs, other = milliseconds(partial(seat_by_programs, board))
            matching = matching_of(market, board, seating)
            verified, counts = milliseconds(partial(count_blocking, market, matching))
            whole, answer = milliseconds(partial(solve_match, market))
            insist(counts, "applicants proposing")
            insist(count_blocking(market, matching_of(market, board, other)), "programs proposing")
            insist(answer.counts, "solve_match")
            if not np.array_equal(answer.matching.programs, matching.programs):
                raise WrongMatch("The loop alone and solve_match differ.")
            times = (by_applicants, by_programs, joined, made, verified, whole)
            if turn:  # the first one finds its memory for the first time, and does not count
                for name, taken in zip(PARTS, times, strict=True):
                    parts[name].append(taken)


def _make(arrays: Mapping[str, Ints]) -> Market:
    return Market(**arrays)  # type: ignore[arg-type] # the names are not among the arrays


def matching_of(market: Market, board: Board, seating: Seating) -> Matching:
    """Return what a seating says, as a matching."""
    programs = read_seating(board, seating)
    nowhere, moved = np.full_like(programs, NOBODY), np.zeros(len(market.reversions), np.int32)
    return Matching(programs, nowhere, market.seats.copy(), moved)


def insist(counts: Counts, what: str) -> None:
    """Stop when a market without couples, which always has a stable match, was not solved."""
    if counts.blocking:
        raise WrongMatch(f"The verifier counts {counts} against the match of {what}.")


# ------------------------------------------------------------------------------------ with couples


def family(
    what: str,
    recipes: Sequence[Recipe],
    *,
    tell: Tell,
    patience: float = float("inf"),
    budget: float | None = None,
    budget_p95: float | None = None,
    fallback: ExactSolver | None = None,
) -> Family:
    """Solve markets with couples one by one; what chaining leaves open may go to the exact fallback.

    After `patience` seconds of solving no further market is begun.
    """
    cases: list[Case] = []
    spent = asked = 0.0
    for recipe, market in drawn(recipes):
        case = solve_case(recipe.seed, market)
        tell(f"{what}: seed {recipe.seed}, {case.milliseconds:,.0f} ms, {case.status}")
        if case.status != Status.STABLE and fallback is not None and asked < EXACT_SECONDS:
            tell(f"{what}: seed {recipe.seed}, the exact fallback")
            case = decide(case, market, fallback)
            asked += case.exact_seconds
        cases.append(case)
        spent += case.milliseconds / 1000
        if spent > patience:
            break
    return Family(what, tuple(cases), len(recipes), budget, budget_p95)


def solve_case(seed: int, market: Market) -> Case:
    """Solve one market by chaining, and count again what stands against the answer."""
    with no_collection():
        end = time.monotonic() + SEARCH_SECONDS
        taken, answer = milliseconds(lambda: solve_match(market, should_stop=lambda: time.monotonic() > end))
    blocking = count_blocking(market, answer.matching).blocking
    return Case(seed, taken, answer.effort.retries, answer.effort.proposals, str(answer.status), blocking)


def decide(case: Case, market: Market, exact: ExactSolver) -> Case:
    """Solve a market again with the exact fallback, and write down how that ended."""
    taken, answer = milliseconds(lambda: solve_match(market, exact=exact, exact_seconds=EXACT_SECONDS))
    against = count_blocking(market, answer.matching).blocking
    return case._replace(exact=f"{answer.status}, {against} against it", exact_seconds=taken / 1000)


# ---------------------------------------------------------------------------------------- growing


def growth_points(sizes: Sequence[int], *, seeds: int, runs: int, tell: Tell) -> list[Point]:
    """Time `solve_match` on ever larger markets, with and without couples."""
    points = []
    for size in sizes:
        for series, couples in ((WITHOUT, 0), (WITH, couples_among(size))):
            tell(f"growing: {series}, {size:,} applicants")
            recipes = [Recipe(size, FIRST_SEED + each, couples) for each in range(seeds)]
            times: list[float] = []
            for _, market in drawn(recipes):
                with no_collection():
                    times += [milliseconds(partial(solve_match, market))[0] for _ in range(runs)]
            points.append(Point(series, size, spread_of(times).p50))
    return points
