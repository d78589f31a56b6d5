"""Other Python programs on the same markets, in turns with ours, each in a process of its own."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.children import run_module
from bench.match_figures import PeerRun, Point, quantile
from bench.match_processes import CHILD, ChildFailed
from bench.match_sources import FIRST_SEED, Recipe, Tell, save_arrays

OURS = "hallway"
PEERS = ("matching", "algmatch")
DIFFERS = "another match than the other programs"
MANY = 5_000
"""Applicants of the largest market that is worth repeating: beyond, a run of a peer takes half a minute."""
GROWTH_OF_PEERS = 2.0
"""Both test every applicant against every program, so twice the market takes four times as long."""


def peer_runs(sizes: Sequence[int], *, rounds: int, seconds: float, tell: Tell) -> list[PeerRun]:
    """Match growing markets with every program, in turns; who will not end in time is not started.

    Args:
        sizes: applicants, growing.
        rounds: how often each program runs on each market that is not large.
        seconds: how long one process may take.
        tell: is told what is being done.
    """
    runs: list[PeerRun] = []
    with tempfile.TemporaryDirectory(prefix="hallway-bench-") as folder:
        for size in sizes:
            path = save_arrays(Recipe(size, FIRST_SEED, one_sided=0.0).draw(), Path(folder) / f"{size}.npz")
            turns = rounds if size <= MANY else 1
            runs += _at_one_size(path, size, runs, rounds=turns, seconds=seconds, tell=tell)
    return runs


def _at_one_size(
    path: Path, size: int, before: Sequence[PeerRun], *, rounds: int, seconds: float, tell: Tell
) -> Iterator[PeerRun]:
    able = [OURS]
    for program in PEERS:
        expected = expect(before, program, size) / 1000
        if expected == float("inf"):
            yield PeerRun(program, size, failure="not started: it failed on a smaller market")
        elif expected > seconds:
            reason = f"not started: by its growth about {expected:,.0f} s, and {seconds:.0f} s are allowed"
            yield PeerRun(program, size, failure=reason)
        else:
            able.append(program)
    if len(able) == 1:
        return
    match = ""
    for number in range(rounds):
        for program in able if number % 2 == 0 else able[::-1]:
            tell(f"peers: {program}, {size:,} applicants, round {number + 1} of {rounds}")
            run = run_program(program, path, size, seconds)
            if not run.failure:
                match = match or run.match
                if run.match != match:
                    run = run._replace(failure=DIFFERS)
            if program == OURS and run.failure:
                raise ChildFailed(f"{program}, {size} applicants: {run.failure}")
            yield run


def run_program(program: str, path: Path, size: int, seconds: float) -> PeerRun:
    """Run one program on one market; a failure is a result."""
    ended = run_module([CHILD, program, str(path)], seconds=seconds)
    if ended.failure:
        return PeerRun(program, size, process=ended.wall, failure=ended.failure)
    told = ended.told
    return PeerRun(
        program,
        size,
        told["milliseconds"],
        ended.wall,
        told["matched"],
        told["match"],
        arrays=told.get("arrays", 0.0),
    )


def expect(before: Sequence[PeerRun], program: str, size: int) -> float:
    """Return the milliseconds that a program should take by the largest size it finished.

    0 when it has not been tried, infinity when it failed at every size.
    """
    mine = [each for each in before if each.program == program]
    done = [each for each in mine if not each.failure]
    if not done:
        return float("inf") if mine else 0.0
    last = max(each.applicants for each in done)
    fastest = min(each.process for each in done if each.applicants == last)
    return fastest * float((size / last) ** GROWTH_OF_PEERS)


def middle(runs: Sequence[PeerRun], program: str, size: int) -> PeerRun | None:
    """Return the middle of a program's runs at one size as one run, or None without an answer."""
    done = [each for each in runs if (each.program, each.applicants) == (program, size) and not each.failure]
    if not done:
        return None
    return done[0]._replace(
        milliseconds=quantile(sorted(each.milliseconds for each in done), 0.5),
        process=quantile(sorted(each.process for each in done), 0.5),
        arrays=quantile(sorted(each.arrays for each in done), 0.5),
    )


def peer_points(runs: Sequence[PeerRun]) -> list[Point]:
    """Return the middle time of each peer at each size that it finished."""
    sizes = sorted({each.applicants for each in runs})
    middles = [middle(runs, program, size) for program in PEERS for size in sizes]
    return [Point(each.program, each.applicants, each.milliseconds) for each in middles if each]
