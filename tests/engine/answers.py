"""What tests of hand-made markets share: lists as text, answers by name, every answer verified twice."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from hallway.engine.exact import ExactAnswer, solve_exactly
from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Answer, Matching, Status
from hallway.engine.solving import solve_match
from hallway.engine.verify import count_blocking, count_plainly, find_blocking


def lists(text: str) -> dict[str, list[str]]:
    """Return lists typed one a line, "Dana: Harbor Mesa"."""
    rows = (line.partition(":") for line in text.strip().splitlines())
    return {name.strip(): entries.split() for name, _, entries in rows}


def exact_here(
    market: Market,
    *,
    seats: Ints,
    hint: Matching | None,
    seconds: float,
    least: bool,
    should_stop: Callable[[], bool] = bool,
) -> ExactAnswer:
    """Decide a small market in this process."""
    assert not should_stop()
    return solve_exactly(market, seats=seats, hint=hint, seconds=seconds, least=least)


def solve(
    market: Market,
    *,
    proposing: Literal["applicants", "programs"] = "applicants",
    seed: int = 0,
    exactly: bool = False,
) -> Answer:
    """Return a match whose counts both verifiers share."""
    exact = exact_here if exactly else None
    answer = solve_match(market, proposing=proposing, seed=seed, exact=exact)
    found = [each.says(market) for each in find_blocking(market, answer.matching)]
    assert (
        answer.counts == count_plainly(market, answer.matching) == count_blocking(market, answer.matching)
    ), found
    assert (answer.status is Status.STABLE) == (answer.counts.blocking == 0), found
    return answer


def where(market: Market, matching: Matching) -> dict[str, str]:
    """Return who holds which program; those without one are left out."""
    return by_name(market, matching.programs.tolist())


def first_years(market: Market, matching: Matching) -> dict[str, str]:
    """Return who holds which PGY-1 program beside an advanced one."""
    return by_name(market, matching.supplemental.tolist())


def by_name(market: Market, programs: Sequence[int]) -> dict[str, str]:
    """Return who is where; those who are nowhere are left out."""
    return {
        market.name_applicant(applicant): market.name_program(program)
        for applicant, program in enumerate(programs)
        if program != NOBODY
    }


def seats(market: Market, matching: Matching) -> Mapping[str, int]:
    """Return the positions in force at the end."""
    return {market.name_program(each): int(number) for each, number in enumerate(matching.seats)}


def who_would_rather(market: Market, matching: Matching) -> list[str]:
    """Return everything that stands against a match, in words."""
    return sorted(each.says(market) for each in find_blocking(market, matching))
