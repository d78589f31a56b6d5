"""Measure the Match engine: `./run bench match`. Prints the page; `--write` keeps it in docs/reference.

Figures depend on the machine and on what else it does. Ends with 1 when a budget was missed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.machines import describe_machine
from bench.markets import NATIONAL
from bench.match_figures import Family, Measured
from bench.match_peers import peer_points, peer_runs
from bench.match_processes import process_figures
from bench.match_report import draw_growth, write_report
from bench.match_sources import FIRST_SEED, Recipe, Tell, couples_among
from bench.match_timing import (
    COUPLES_BUDGET,
    COUPLES_BUDGET_P95,
    family,
    growth_points,
    plain_figures,
    warm_up,
)
from hallway.engine.markets import Market
from hallway.workers.exact_matches import find_exact

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
PAGE, PLOT = "match-bench.md", "match-bench.svg"
PACKAGES = ("numpy", "numba", "ortools", "matching", "algmatch")
PATIENCE = 90.0
"""Seconds for the markets with further rules, which have no budget: the whole bench is to end in minutes."""
ADVANCED, REVERSIONS, PARITY = 0.08, 300, 0.05
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, NATIONAL, 100_000)
PEER_SIZES = (500, 1_000, 2_000, 5_000, 10_000, 20_000)
INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print the page and, with `--write`, keep it; return 1 when a budget was missed."""
    chosen = _read(words)
    try:
        measured = measure(chosen, _tell)
    except KeyboardInterrupt:
        print("\nInterrupted. Nothing was written.", file=sys.stderr)
        return INTERRUPTED
    page = write_report(measured, plot=PLOT)
    if chosen.write:
        keep({FOLDER / PAGE: page, FOLDER / PLOT: draw_growth(measured.growth)})
    print(page)
    return int(bool(measured.missed()))


def _read(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench match", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer markets and rounds: two minutes")
    parser.add_argument(
        "--seeds", type=int, metavar="N", help="national markets with couples (100; quick: 10)"
    )
    parser.add_argument("--write", action="store_true", help=f"keep the page in docs/reference/{PAGE}")
    parser.add_argument(
        "--applicants",
        type=int,
        default=NATIONAL,
        metavar="N",
        help="a trial with smaller markets than national",
    )
    parser.add_argument(
        "--peer-seconds", type=float, default=60.0, metavar="S", help="how long another program may take (60)"
    )
    chosen = parser.parse_args(words)
    if chosen.seeds is not None and chosen.seeds < 1:
        parser.error("--seeds: at least one market is needed")
    if chosen.applicants < 100:  # noqa: PLR2004 - less is no market
        parser.error("--applicants: at least 100 are needed")
    if chosen.write and chosen.applicants != NATIONAL:
        parser.error("--write keeps figures of national size only; leave --applicants out")
    return chosen


def _tell(what: str) -> None:
    is_screen = sys.stderr.isatty()
    print(
        f"\r\033[K{what}" if is_screen else what, end="" if is_screen else "\n", file=sys.stderr, flush=True
    )


def measure(chosen: argparse.Namespace, tell: Tell) -> Measured:
    """Measure everything, the engine in this process and the rest in others."""
    quick, size = chosen.quick, chosen.applicants
    tell("compiling, or loading what was compiled")
    warm_up()
    sizes = [each for each in SIZES if each <= max(size, 1_000) or size == NATIONAL]
    peer_sizes = [each for each in PEER_SIZES if each <= size]
    peers = peer_runs(
        peer_sizes[:3] if quick else peer_sizes, rounds=3, seconds=chosen.peer_seconds, tell=tell
    )
    plain = plain_figures(size, seeds=3 if quick else 8, runs=3 if quick else 9, tell=tell)
    families = couples_families(size, chosen.seeds or (10 if quick else 100), quick=quick, tell=tell)
    processes = process_figures(size, runs=4 if quick else 9, is_national=size == NATIONAL, tell=tell)
    growth = growth_points(
        sizes[:3] if quick else sizes, seeds=1 if quick else 3, runs=2 if quick else 3, tell=tell
    )
    tell("")
    return Measured(
        machine=describe_machine(PACKAGES),
        quick=quick,
        market=describe_market(Recipe(size, FIRST_SEED).draw()),
        plain=tuple(plain),
        families=tuple(families),
        processes=tuple(processes),
        peers=tuple(peers),
        growth=(*growth, *peer_points(peers)),
    )


def describe_market(market: Market) -> str:
    """Say how large a market is."""
    return (
        f"{market.applicant_count:,} applicants, {market.program_count:,} programs, "
        f"{int(market.seats.sum()):,} positions, {len(market.lists):,} ranks."
    )


def couples_families(size: int, seeds: int, *, quick: bool, tell: Tell) -> list[Family]:
    """Solve markets with couples, then with supplemental lists, reversions and even or odd requests, too."""
    base = Recipe(size, FIRST_SEED, couples_among(size))
    moving = base._replace(advanced=ADVANCED, reversions=round(REVERSIONS * size / NATIONAL))
    asking = moving._replace(parity=PARITY)
    few = 4 if quick else 20
    told = f"{base.couples:,} couples"
    told_moving = f"{told}, 8 % advanced programs, {moving.reversions} reversions"
    kinds = (
        (told, base, seeds, size == NATIONAL),
        (told_moving, moving, few, False),
        (f"{told_moving}, 5 % even or odd requests", asking, few, False),
    )
    exact = find_exact()
    return [
        family(
            what,
            [recipe._replace(seed=FIRST_SEED + each) for each in range(count)],
            tell=tell,
            patience=float("inf") if recipe is base else PATIENCE,
            budget=COUPLES_BUDGET if has_budget else None,
            budget_p95=COUPLES_BUDGET_P95 if has_budget else None,
            fallback=exact,
        )
        for what, recipe, count, has_budget in kinds
    ]


def keep(files: dict[Path, str]) -> None:
    """Write files whole or not at all."""
    for path, text in files.items():
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


if __name__ == "__main__":
    sys.exit(main())
