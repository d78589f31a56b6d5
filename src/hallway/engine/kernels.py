"""How the engine's loops run: compiled by Numba where it is installed, as plain Python where it is not."""

import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bytes = NDArray[np.int8]
PLAIN_VARIABLE = "HALLWAY_PLAIN"
"""Set to 1, the engine runs uncompiled although Numba is there: for tests, and for reading along."""


@cache
def is_compiling() -> bool:
    """Tell whether kernels are compiled: Numba is installed and nobody asked for plain Python."""
    return find_spec("numba") is not None and os.environ.get(PLAIN_VARIABLE, "") != "1"


def kernel(loops: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function of loops over arrays fast: compiled on first use and kept, where that is possible.

    The function gets one-dimensional arrays, named tuples of them and whole numbers, writes into the arrays
    that are writeable, and gives back whole numbers. Uncompiled it gets lists instead, which Python reads
    three times as fast.
    """
    return _compile(loops) if is_compiling() else _on_lists(loops)


def helper(loops: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function that kernels call: compiled with them, or plain."""
    return _compile(loops) if is_compiling() else loops


def only_read(array: Ints) -> Ints:
    """Return an array that cannot be written: kernels know it as such, and copy nothing back."""
    seen = np.ascontiguousarray(array, np.int32).view()
    seen.flags.writeable = False
    return seen


def _compile(loops: Callable[..., Any]) -> Callable[..., Any]:
    from numba import njit  # noqa: PLC0415 - an extra that need not be there, and 0.3 s to load

    # Inlined and without reference counts, which cost eight times where loops hand arrays to each other
    # (Numba issue 2345). `_nrt` is Numba's own flag: nothing here may allocate, and compiling then says so.
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "inline": "always", "_nrt": False}
    compiled: Callable[..., Any] = njit(cache=True, **options)(loops)
    return compiled


def when_compiling(tell: Callable[[], None]) -> None:
    """Have `tell` called once, when the first kernel is really compiled and not found ready on the disk."""
    if not is_compiling():
        return
    from numba.core import event  # noqa: PLC0415 - as above

    class Teller(event.Listener):
        """Tells of the first compilation."""

        told = False

        def on_start(self, event: object) -> None:  # noqa: ARG002 - Numba's signature
            if not self.told:
                self.told = True
                tell()

        def on_end(self, event: object) -> None:
            """Say nothing."""

    event.register("numba:compile", Teller())  # type: ignore[no-untyped-call] # Numba's own


def _on_lists(loops: Callable[..., Any]) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:  # noqa: ANN401 - arrays and numbers, as each kernel takes them
        lists = [_listed(each) for each in arguments]
        answer = loops(*lists)
        for array, numbers in zip(arguments, lists, strict=True):
            _write_back(array, numbers)
        return answer

    return run


def _listed(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, np.ndarray):
        return value.tolist()
    return type(value)(*map(_listed, value)) if isinstance(value, tuple) else value


def _write_back(value: Any, numbers: Any) -> None:  # noqa: ANN401 - as above
    if isinstance(value, tuple):
        for array, each in zip(value, numbers, strict=True):
            _write_back(array, each)
    elif isinstance(value, np.ndarray) and value.flags.writeable:
        value[:] = numbers
