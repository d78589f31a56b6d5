"""Draws that depend on nothing but their purpose: the same input gives the same answer, in any order."""

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hallway.facts.evidence import Shift

Doubles = npt.NDArray[np.float64]
PERCENTILE = 1.6449
"""Standard deviations from the middle to the 5th and 95th percentile."""


@lru_cache(maxsize=8192)
def normals(purpose: str, draws: int) -> Doubles:
    """Return standard normal draws of one purpose, such as "tie signal" or "program 1234567"."""
    answer: Doubles = _generator(purpose).standard_normal(draws)
    answer.flags.writeable = False
    return answer


@lru_cache(maxsize=256)
def evenly(purpose: str, draws: int) -> Doubles:
    """Return draws spread evenly over 0..1."""
    answer: Doubles = _generator(purpose).random(draws)
    answer.flags.writeable = False
    return answer


def between(purpose: str, ends: tuple[float, float], draws: int) -> Doubles:
    """Return draws spread evenly between two ends."""
    low, high = ends
    return low + (high - low) * evenly(purpose, draws)


def split_normal(purpose: str, shift: Shift, draws: int) -> Doubles:
    """Return draws whose 5th, 50th and 95th percentile are low, central and high."""
    normal = normals(purpose, draws)
    below, above = (shift.central - shift.low) / PERCENTILE, (shift.high - shift.central) / PERCENTILE
    return shift.central + np.where(normal < 0, below, above) * normal


def _generator(purpose: str) -> np.random.Generator:
    digest = hashlib.sha256(purpose.encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))
