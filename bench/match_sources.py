"""The markets that the bench measures on: drawn beside each other, never while something is timed."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.machines import count_cores
from bench.markets import NATIONAL, NATIONAL_COUPLES, make_market
from hallway.engine.kernels import Ints
from hallway.engine.markets import Market

FIRST_SEED = 900
Tell = Callable[[str], None]
"""Says what is being done."""


class Recipe(NamedTuple):
    """What a market is drawn from."""

    applicants: int
    seed: int
    couples: int = 0
    advanced: float = 0.0
    reversions: int = 0
    parity: float = 0.0
    one_sided: float = 0.05

    def draw(self) -> Market:
        """Draw the market: the same recipe gives the same one."""
        return make_market(**self._asdict())


def couples_among(applicants: int) -> int:
    """Return how many couples a market has that is as full of them as the national one."""
    return round(applicants * NATIONAL_COUPLES / NATIONAL)


def drawn(recipes: Sequence[Recipe]) -> Iterator[tuple[Recipe, Market]]:
    """Yield markets, drawn a few at a time on all cores; while the caller works with one, none is drawn."""
    cores = min(count_cores(), 4)
    spawn = multiprocessing.get_context("spawn")  # a fork would carry the threads of compiled kernels along
    with ProcessPoolExecutor(cores, mp_context=spawn, initializer=_leave_interrupts) as pool:
        for first in range(0, len(recipes), cores):
            some = recipes[first : first + cores]
            markets = list(pool.map(Recipe.draw, some))
            yield from zip(some, markets, strict=True)


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that waits for the markets."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def save_arrays(market: Market, path: Path) -> Path:
    """Write a market's arrays into one file."""
    np.savez(path, **arrays_of(market))  # type: ignore[arg-type] # its own flags are not among the names
    return path


def arrays_of(market: Market) -> dict[str, Ints]:
    """Return a market's arrays by name."""
    values = {each.name: getattr(market, each.name) for each in fields(market)}
    return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
