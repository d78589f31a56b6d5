"""The picture of a range as geometry: a template draws it, with the numbers in a table beneath."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for odds
    from hallway.smartpick.factors import Range

WIDTH = 360
_SIDE = 6  # so that the numbers of the scale do not stick out
_HEAD = 30  # of a row: its name and numbers
_BAR = 16
_ROW = 58
_THIN = 3  # a range that is nearly a point is still drawn
_MARK = 3


class Row(NamedTuple):
    """One range: its name, where it is drawn, and its track, bar and middle."""

    name: str
    chance: "Range"
    y: float
    bar_y: float
    x: float
    width: float
    mid: float


class Picture(NamedTuple):
    """Ranges beneath one another over a scale from 0; `ticks` are its places and what stands there."""

    height: float
    left: float
    span: float
    bar: float
    mark: float
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    scale_y: float


def draw_ranges(named: Iterable[tuple[str, "Range"]], most: float = 1.0) -> Picture:
    """Draw ranges one beneath the other, lengths in units of a picture 360 wide.

    The scale ends at the share `most`, so that small chances can be told apart.
    """
    span = WIDTH - 2 * _SIDE
    rows = []
    for number, (name, chance) in enumerate(named):
        x, end = _SIDE + span * chance.low / most, _SIDE + span * chance.high / most
        width = max(_THIN, end - x)
        x = min(x, _SIDE + span - width)
        mid = min(max(_SIDE + span * chance.mid / most - _MARK / 2, _SIDE), _SIDE + span - _MARK)
        top = _ROW * number
        rows.append(Row(name, chance, top + 20, top + _HEAD, round(x, 1), round(width, 1), round(mid, 1)))
    bottom = _ROW * len(rows)
    ticks = tuple((_SIDE + span * each / 4, f"{25 * each * most:g}%") for each in range(5))
    return Picture(bottom + 16, _SIDE, span, _BAR, _MARK, tuple(rows), ticks, bottom + 8)
