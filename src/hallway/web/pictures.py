"""Small pictures as geometry; a template draws them, with their numbers in a table beneath."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 232
HEIGHT = 56
_GAP = 6
_STUB = 2  # a week without contacts is drawn as a line, so that nothing looks missing


SHARE = 100  # the length of the longest bar of shares


class Bar(NamedTuple):
    """One week of a bar picture."""

    x: float
    y: float
    width: float
    height: float
    contacts: int
    says: str


def draw_bars(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Return one bar a week, oldest first, the tallest as high as the picture."""
    if not counts:
        return ()
    width = (WIDTH - _GAP * (len(counts) - 1)) / len(counts)
    tallest = max(*counts, 1)
    bars = []
    for place, each in enumerate(counts):
        height = max(_STUB, round((HEIGHT - _STUB) * each / tallest))
        back = len(counts) - 1 - place
        says = "this week" if back == 0 else "last week" if back == 1 else f"{back} weeks ago"
        bars.append(
            Bar(round(place * (width + _GAP), 2), HEIGHT - height, round(width, 2), height, each, says)
        )
    return tuple(bars)


def draw_shares(counts: Sequence[int]) -> tuple[float, ...]:
    """Return the length of one bar for each count, the largest as long as the picture is wide."""
    largest = max((*counts, 1))
    return tuple(round(SHARE * each / largest, 1) for each in counts)
