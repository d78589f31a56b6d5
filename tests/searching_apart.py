"""The exact solver's search in a process of its own, as `workers` has it.

Its library and the one that optimizes lists cannot live in one process, and a test run loads both.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from types import ModuleType
from typing import NamedTuple

from hallway.engine.formulas import Formula

MODULE = "hallway.engine.searching"


class Found(NamedTuple):
    """What the module's own `Found` is."""

    values: list[bool] | None
    is_impossible: bool


def search_here(formula: Formula, ends: float, most: int) -> tuple[list[bool] | None, bool]:
    """Search in this process: the child runs it."""
    found = import_module(MODULE).search(formula, ends, most=most)
    return found.values, found.is_impossible


@contextmanager
def searching_apart() -> Iterator[None]:
    """Put a module in the place of the search that asks a child; it starts with the first question."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:

        def search(formula: Formula, ends: float, *, most: int) -> Found:
            return Found(*child.submit(search_here, formula, ends, most).result())

        stand_in = ModuleType(MODULE)
        stand_in.search = search  # type: ignore[attr-defined] # a module takes any name
        sys.modules[MODULE] = stand_in
        yield
        del sys.modules[MODULE]
