"""Measure the list: `./run bench pick`. The optimizer beside greedy and sampled scenarios; then a whole pick.

Times are of the processor, not of the wall, so that other work on the machine counts less. Ends with 1 when a
budget was missed. `--quick` measures fewer lists.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from bench.pick_scenarios import choose_by_scenarios
from bench.seasons import make_season
from hallway.engine.portfolio import closing, solve
from hallway.engine.portfolios import Choice, Portfolio
from hallway.facts.directory import units
from hallway.facts.figures import ApplicantType
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.picking import pick
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import PickWishes

SIZES = (100, 300, 700)
OBJECTIVES = {"chance": 1, "preference": 8}
ROUNDS, QUICK_ROUNDS = 20, 6
BUDGET, GAP = 200.0, 0.02  # milliseconds for 19 of 20 lists; percent of the bound
PICK_BUDGET = 1000.0  # milliseconds, odds and both ends of what is unknown included
LONGEST = 20.0  # seconds for a proof, and for a sampled list
SEED = 500
SCENARIOS = (500, 2000)
SPECIALTIES = {"Internal Medicine": 700, "General Surgery": 350}
Result = TypeVar("Result")


class Solved(NamedTuple):
    """One list: milliseconds, what came out, and how the proof went on."""

    took: float
    choice: Choice
    proof_took: float
    left: float  # percent of the bound


def main() -> int:
    """Print every figure beside the budget; return 1 when one is over it."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true", help="measure fewer lists")
    quick = words.parse_args().quick
    rounds = QUICK_ROUNDS if quick else ROUNDS
    missed = False
    for objective, levels in OBJECTIVES.items():
        for size in SIZES:
            missed |= print_size(objective, size, levels, rounds)
    print_scenarios(quick=quick)
    return int(print_whole(QUICK_ROUNDS) or missed)


def print_size(objective: str, size: int, levels: int, rounds: int) -> bool:
    """Print what lists of one size took; return whether that was too much."""
    solve(make_season(size, SEED - 1, levels=levels))  # loads the solver
    lists = [solved(make_season(size, SEED + each, levels=levels)) for each in range(rounds)]
    times = sorted(each.took for each in lists)
    high = times[min(len(times) - 1, round(0.95 * len(times)))]
    gaps = [100 * each.choice.gap for each in lists]
    losses = [100 * (1 - each.choice.greedy / each.choice.value) for each in lists]
    proofs = [each.proof_took / 1000 for each in lists]
    print(
        f"{objective:<10} {size} units  {statistics.median(times):>6.0f} ms, p95 {high:>4.0f} of {BUDGET:.0f}"
        f"  gap {statistics.median(gaps):.4f} %, most {max(gaps):.4f} of {GAP}"
        f"  greedy loses {statistics.median(losses):.3f} %, most {max(losses):.3f}"
        f"  proven in {statistics.median(proofs):.2f} s, most {max(proofs):.2f}"
        f" (left: {max(each.left for each in lists):.0e} %)",
        flush=True,
    )
    return high > BUDGET or max(gaps) > GAP


def solved(portfolio: Portfolio) -> Solved:
    """Measure one list and its proof."""
    took, choice = timed(lambda: solve(portfolio))
    begin, last = time.process_time(), choice
    for better in closing(portfolio, choice):
        last = better
        if time.process_time() - begin > LONGEST:
            break
    return Solved(took, choice, (time.process_time() - begin) * 1000, 100 * last.gap)


def print_scenarios(*, quick: bool) -> None:
    """Print what a plain mixed-integer program over sampled scenarios claims, and what its list is worth."""
    portfolio = make_season(100, SEED, levels=1)
    took, ours = timed(lambda: solve(portfolio))
    most, greedy = ours.upper_bound, ours.greedy
    print(f"100 units, chance: {ours.value:.4f} in {took:.0f} ms, at most {most:.4f}; greedy {greedy:.4f}")
    for scenarios in SCENARIOS[: 1 if quick else None]:
        found = choose_by_scenarios(portfolio, scenarios, seed=1, seconds=LONGEST)
        how = "solved" if found.is_done else "stopped"
        print(
            f"  {scenarios:>5} sampled scenarios: claims {found.claimed:.4f}, is worth {found.true:.4f};"
            f" {how} after {found.seconds:.1f} s",
            flush=True,
        )


def print_whole(rounds: int) -> bool:
    """Print what a whole pick takes, from an applicant to a list; return whether that was too much."""
    parameters, views = read_parameters(), list(some_views())
    profile = Profile(type=ApplicantType.NON_US_IMG, step2=245, attempts=1, years_since=3, visa="j-1")
    missed = False
    for what, wishes in (
        ("40 applications", PickWishes(applications=40)),
        ("a budget of $2,000", PickWishes(budget=2000)),
        ("preference", PickWishes(applications=40, objective="preference", levels=levels_of(views))),
    ):
        runs = [timed(lambda w=wishes: pick(profile, views, parameters, w)) for _ in range(rounds + 1)][1:]
        middle = statistics.median(took for took, _ in runs)
        missed |= middle > PICK_BUDGET
        name = f"whole pick with odds, {len(views)} units, {what}"
        ratio, gap = middle / PICK_BUDGET, 100 * runs[0][1].gap
        print(
            f"{name:<58} {middle:>6.0f} ms of {PICK_BUDGET:.0f}  ratio {ratio:.2f}  gap {gap:.4f} %",
            flush=True,
        )
    return missed


def some_views() -> Iterator[ProgramView]:
    """Yield programs of two specialties."""
    for specialty, most in SPECIALTIES.items():
        of_specialty = [each for each in units().values() if each.specialty == specialty]
        yield from (ProgramView(unit, facts={}, ties=()) for unit in of_specialty[:most])


def levels_of(views: list[ProgramView]) -> dict[str, int]:
    """Return how much programs are liked: all five levels in turn."""
    return {each.unit.code: number % 5 + 1 for number, each in enumerate(views)}


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the processor's milliseconds and what came out."""
    begin = time.process_time()
    answer = work()
    return (time.process_time() - begin) * 1000, answer


if __name__ == "__main__":
    sys.exit(main())
