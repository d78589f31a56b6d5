"""Whole processes: from the start of Python to the match, with warm and cold caches, and without Numba."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.children import Ended, run_module
from bench.match_figures import Figure, Spread, spread_of
from bench.match_sources import FIRST_SEED, Recipe, Tell, save_arrays
from hallway.engine.kernels import PLAIN_VARIABLE
from hallway.engine.markets import Market

Lists = dict[str, list[str]]

CHILD = "bench.match_child"
CACHE = "NUMBA_CACHE_DIR"
WALL_BUDGET, MEMORY_BUDGET = 1_000.0, 200.0  # ms, MB
PATIENCE = 300.0
"""Seconds that one process may take."""


class ChildFailed(RuntimeError):
    """A process of our own ended without a match."""


def process_figures(applicants: int, *, runs: int, is_national: bool, tell: Tell) -> list[Figure]:
    """Time whole processes on one market without couples."""
    with tempfile.TemporaryDirectory(prefix="hallway-bench-") as name:
        folder = Path(name)
        market = Recipe(applicants, FIRST_SEED).draw()
        arrays = save_arrays(market, folder / "market.npz")
        small = save_arrays(Recipe(400, FIRST_SEED).draw(), folder / "small.npz")
        cache = {CACHE: str(folder / "cache")}
        tell("processes: the first start, everything is compiled")
        cold = [_run(["arrays", str(small)], **cache)]
        tell("processes: arrays")
        warm = [_run(["arrays", str(arrays)], **cache) for _ in range(runs + 1)][1:]
        tell("processes: without Numba")
        plain = [_run(["arrays", str(arrays)], **{PLAIN_VARIABLE: "1"}) for _ in range(max(1, runs // 4))]
        figures = [
            *_of_arrays(warm, budget=is_national),
            Figure("first start, every kernel compiled (400 applicants)", _wall(cold)),
            Figure("without Numba: whole process", _wall(plain)),
            Figure("without Numba: `solve_match` in it", _part(plain, "solve")),
        ]
        for kind, write in (("JSON", write_json), ("CSV", write_tables)):
            tell(f"processes: {kind}")
            files = [str(each) for each in write(market, folder)]
            ended = [_run(["files", *files], **cache) for _ in range(max(1, runs // 3))]
            size = sum(Path(each).stat().st_size for each in files) / 1e6
            figures += [
                Figure(f"{kind} ({size:.0f} MB): reading it", _part(ended, "read")),
                Figure(f"{kind}: whole process", _wall(ended)),
                Figure(f"{kind}: most memory held", _part(ended, "peak"), "MB"),
            ]
    return figures


def _of_arrays(ended: Sequence[Ended], *, budget: bool) -> list[Figure]:
    return [
        Figure("arrays: whole process, by the clock", _wall(ended), budget=WALL_BUDGET if budget else None),
        Figure("arrays: whole process, of the processor", spread_of(each.processor for each in ended)),
        Figure(
            "arrays: most memory held", _part(ended, "peak"), "MB", budget=MEMORY_BUDGET if budget else None
        ),
        Figure("arrays: loading the engine", _part(ended, "load")),
        Figure("arrays: reading the file", _part(ended, "read")),
        Figure("arrays: `Market`", _part(ended, "market")),
        Figure("arrays: `solve_match`, the first in this process", _part(ended, "solve")),
    ]


def _wall(ended: Sequence[Ended]) -> Spread:
    return spread_of(each.wall for each in ended)


def _part(ended: Sequence[Ended], name: str) -> Spread:
    return spread_of(float(each.told[name]) for each in ended)


def _run(words: Sequence[str], **environment: str) -> Ended:
    ended = run_module([CHILD, *words], seconds=PATIENCE, **environment)
    if ended.failure or ended.told.get("blocking") != 0:
        raise ChildFailed(f"{' '.join(words[:1])}: {ended.failure or ended.told}")
    return ended


def write_json(market: Market, folder: Path) -> list[Path]:
    """Write a market as one JSON file."""
    lists, ranks = _named(market)
    path = folder / "market.json"
    content = {"applicants": lists, "programs": ranks, "capacity": _seats(market)}
    path.write_text(json.dumps(content), encoding="utf-8")
    return [path]


def write_tables(market: Market, folder: Path) -> list[Path]:
    """Write a market as three tables: both sides' lists, and the positions.

    A table has no line for who ranks nobody, so those who are only ranked by others are left out.
    """
    lists, ranks = _named(market)
    able = {name: [each for each in people if lists[each]] for name, people in ranks.items()}
    return [
        _table(folder / "lists.csv", ("applicant", "rank", "program"), _rows(lists)),
        _table(folder / "ranks.csv", ("program", "rank", "applicant"), _rows(able)),
        _table(folder / "positions.csv", ("program", "quota"), _seats(market).items()),
    ]


def _named(market: Market) -> tuple[Lists, Lists]:
    lists = {
        _one(row): [_at(each) for each in market.list_of(row).tolist()]
        for row in range(market.applicant_count)
    }
    ranks = {
        _at(row): [_one(each) for each in market.ranks_of(row).tolist()]
        for row in range(market.program_count)
    }
    return lists, ranks


def _seats(market: Market) -> dict[str, int]:
    return {_at(row): seats for row, seats in enumerate(market.seats.tolist())}


def _rows(lists: Lists) -> Iterator[tuple[object, ...]]:
    for name, entries in lists.items():
        for rank, entry in enumerate(entries, start=1):
            yield name, rank, entry


def _table(path: Path, heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows)
    return path


def _one(number: int) -> str:
    return f"Applicant {number}"


def _at(number: int) -> str:
    return f"Program {number}"
