"""One market through one program, in a process of its own: `python -m bench.match_child PROGRAM FILE...`.

Prints one line of JSON: milliseconds of each part, who matched, and the peak of this process's memory.
Imports stand in the functions: what one program loads must not be counted for another.
"""
# ruff: noqa: PLC0415 - as the docstring says

import hashlib
import json
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Told = dict[str, Any]
DEEP = 100_000_000
STACK = 512 * 1024 * 1024


class Lists(NamedTuple):
    """A market as dictionaries, best first: everybody who ranks somebody."""

    applicants: dict[str, list[str]]
    programs: dict[str, list[str]]
    seats: dict[str, int]


def main(words: list[str]) -> None:
    """Run the program of the first word on the files of the others, and print what it told."""
    program, *files = words
    told = PROGRAMS[program](*map(Path, files))
    print(json.dumps(told | {"peak": peak_of_memory()}))


def peak_of_memory() -> float:
    """Return the most memory that this process held, in MB (Linux; 0 elsewhere)."""
    # getrusage would include what the parent held when it started us.
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return max((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0.0)


def milliseconds_since(begin: float) -> float:
    """Return how long ago an instant of the performance counter was."""
    return (time.perf_counter() - begin) * 1000


# -------------------------------------------------------------------------------------------- Hallway


def solve_arrays(path: Path) -> Told:
    """Match a market of arrays, as a program would that has them."""
    begin = time.perf_counter()
    import numpy as np

    from hallway.engine.markets import Market
    from hallway.engine.solving import solve_match

    loaded = milliseconds_since(begin)
    begin = time.perf_counter()
    with np.load(path) as arrays:
        market_arrays = {name: arrays[name] for name in arrays.files}
    read = milliseconds_since(begin)
    begin = time.perf_counter()
    market = Market(**market_arrays)
    made = milliseconds_since(begin)
    begin = time.perf_counter()
    answer = solve_match(market)
    solved = milliseconds_since(begin)
    return _answer(answer) | {"load": loaded, "read": read, "market": made, "solve": solved}


def solve_files(*paths: Path) -> Told:
    """Match a market of a JSON file, or of tables."""
    from hallway.engine.solving import solve_match
    from hallway.formats.markets import read_market

    begin = time.perf_counter()
    market = read_market({path.name: path.read_bytes() for path in paths}).market
    read = milliseconds_since(begin)
    begin = time.perf_counter()
    answer = solve_match(market)
    return _answer(answer) | {"read": read, "solve": milliseconds_since(begin)}


def solve_lists(path: Path) -> Told:
    """Match a market of dictionaries, then the same of arrays; kernels are loaded before the clock runs."""
    from hallway.engine.boards import join
    from hallway.engine.markets import Market
    from hallway.engine.matching import seat_by_applicants
    from hallway.engine.solving import solve_match

    solve_match(Market.from_lists({"a": ["p"]}, {"p": ["a"]}, {"p": 1}))
    lists = read_lists(path)
    begin = time.perf_counter()
    market = Market.from_lists(lists.applicants, lists.programs, lists.seats)
    programs = solve_match(market).matching.programs.tolist()
    taken = milliseconds_since(begin)
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        seat_by_applicants(join(market))
        times.append(milliseconds_since(begin))
    names, places = list(lists.applicants), list(lists.programs)
    return {"milliseconds": taken, "arrays": sorted(times)[2]} | _match(
        (names[one], places[program]) for one, program in enumerate(programs) if program >= 0
    )


def _answer(answer: Any) -> Told:  # noqa: ANN401 - its class is imported where it is needed
    return {
        "status": str(answer.status),
        "blocking": answer.counts.blocking,
        "matched": int((answer.matching.programs >= 0).sum()),
    }


# ---------------------------------------------------------------------------------------------- peers


def read_lists(path: Path) -> Lists:
    """Return a market of arrays as dictionaries; who has an empty list is left out, because peers stumble."""
    import numpy as np

    with np.load(path) as arrays:
        lists = _named(arrays["list_starts"], arrays["lists"], "a", "p")
        ranks = _named(arrays["rank_starts"], arrays["ranks"], "p", "a")
        seats = arrays["seats"].tolist()
    return Lists(lists, ranks, {name: seats[int(name[1:])] for name in ranks})


def _named(starts: Any, entries: Any, mine: str, theirs: str) -> dict[str, list[str]]:  # noqa: ANN401 - arrays
    places, numbers = starts.tolist(), entries.tolist()
    return {
        f"{mine}{row}": [f"{theirs}{each}" for each in numbers[start:end]]
        for row, (start, end) in enumerate(pairwise(places))
        if end > start
    }


def solve_with_matching(path: Path) -> Told:
    """Match with `matching`, which recurses as deep as the market is long."""
    lists = read_lists(path)
    return in_deep_thread(lambda: _matching(lists))


def _matching(lists: Lists) -> Told:
    from matching.games import HospitalResident

    warnings.simplefilter("ignore")
    begin = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(lists.applicants, lists.programs, lists.seats)
    match = game.solve(optimal="resident")
    taken = milliseconds_since(begin)
    return {"milliseconds": taken} | _match(
        (str(one), str(program)) for program, people in match.items() for one in people
    )


def solve_with_algmatch(path: Path) -> Told:
    """Match with `algmatch`, whose names are numbers."""
    from algmatch import HospitalResidentsProblem

    lists = read_lists(path)
    market = {
        "residents": _numbered(lists.applicants),
        "hospitals": {
            number: {"capacity": lists.seats[f"p{number}"], "preferences": people}
            for number, people in _numbered(lists.programs).items()
        },
    }
    begin = time.perf_counter()
    match = HospitalResidentsProblem(dictionary=market, optimised_side="residents").get_stable_matching()
    taken = milliseconds_since(begin)
    if match is None:
        return {"failure": "its own check found the match unstable"}
    return {"milliseconds": taken} | _match(
        (f"a{one[1:]}", f"p{program[1:]}") for one, program in match["resident_sided"].items() if program
    )


def _numbered(lists: Mapping[str, list[str]]) -> dict[int, list[int]]:
    return {int(name[1:]): [int(each[1:]) for each in entries] for name, entries in lists.items()}


def _match(pairs: Iterable[tuple[str, str]]) -> Told:
    lines = sorted(f"{one} {program}" for one, program in pairs)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return {"matched": len(lines), "match": digest}


def in_deep_thread(work: Callable[[], Told]) -> Told:
    """Run work with a stack and a limit of recursion that a whole market fits in."""
    told: list[Told] = []

    def run() -> None:
        try:
            told.append(work())
        except Exception as error:  # noqa: BLE001 - a peer may raise anything, and then that is its answer
            told.append({"failure": f"{type(error).__name__}: {error}"[:200]})

    sys.setrecursionlimit(DEEP)
    threading.stack_size(STACK)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return told[0]


PROGRAMS: dict[str, Callable[..., Told]] = {
    "arrays": solve_arrays,
    "files": solve_files,
    "hallway": solve_lists,
    "matching": solve_with_matching,
    "algmatch": solve_with_algmatch,
}

if __name__ == "__main__":
    main(sys.argv[1:])
