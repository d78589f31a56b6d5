"""The picture of the gain curve as geometry: how far lists of each length get, and what they cost."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for a list
    from hallway.smartpick.picked import CurvePoint

WIDTH = 360
HEIGHT = 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 342, 14, 146
_ROWS_SHOWN = 12
_TICKS = 5

FLAT = 0.01
"""Ten more programs that add less than this, one point, are called flat."""

TEN = 10


class Tick(NamedTuple):
    """A place on an axis: where, and what stands there; `below` is a second line."""

    at: float
    says: str
    below: str = ""


class Step(NamedTuple):
    """A row of the table: a list of so many, how far it gets, and what the row before lacks."""

    point: "CurvePoint"
    gained: float
    is_yours: bool


class Curve(NamedTuple):
    """The curve, the place of the list on it, and the rows of the table beneath."""

    path: str
    area: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    left: float
    right: float
    bottom: float
    top: float
    yours: tuple[float, float] | None
    flat_at: float | None
    flat_from: int | None
    steps: tuple[Step, ...]


def draw_curve(points: "Sequence[CurvePoint]", applications: int, value: float) -> Curve | None:
    """Draw how the value grows with each application; None where there is nothing to draw.

    Args:
        points: the curve, one point for each length.
        applications: how many programs the list has.
        value: how far that list gets.
    """
    known = sorted(points, key=lambda each: each.applications)
    if not known or known[-1].applications < 2:  # noqa: PLR2004 - a line needs two ends
        return None
    most = max(known[-1].applications, applications)
    top = _round_up(max(value, *(each.value for each in known)))

    def x_of(number: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * number / most, 1)

    def y_of(share: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * share / top, 1)

    start = (0, 0.0) if known[0].applications > 0 else None
    placed = [(each.applications, each.value) for each in known]
    line = [(x_of(number), y_of(share)) for number, share in ([start] if start else []) + placed]
    path = "M" + " L".join(f"{x} {y}" for x, y in line)
    flat_from = find_flat(known)
    return Curve(
        path=path,
        area=f"{path} L{line[-1][0]} {_BOTTOM} L{line[0][0]} {_BOTTOM} Z",
        across=tuple(
            Tick(x_of(number), str(number), _short_dollars(_cost_at(known, number)) if number else "")
            for number in _even(most)
        ),
        up=tuple(Tick(y_of(top * each / 4), _percent(top * each / 4)) for each in (0, 2, 4)),
        left=_LEFT,
        right=_RIGHT,
        bottom=_BOTTOM,
        top=_TOP,
        yours=(x_of(applications), y_of(value)) if applications else None,
        flat_at=x_of(flat_from) if flat_from is not None and flat_from <= most else None,
        flat_from=flat_from,
        steps=_table(known, applications),
    )


def find_flat(points: "Sequence[CurvePoint]") -> int | None:
    """Return the length from which on ten more add less than a point; None where it never gets flat."""
    by_length = {each.applications: each.value for each in points}
    for number in sorted(by_length):
        further = by_length.get(number + TEN)
        if further is not None and further - by_length[number] < FLAT:
            return number
    return None


def _table(known: "Sequence[CurvePoint]", applications: int) -> tuple[Step, ...]:
    """Return about a dozen lengths, evenly, the list's own and the last among them."""
    every = max(1, ceil(len(known) / _ROWS_SHOWN))
    wanted = {each.applications for each in known[every - 1 :: every]}
    wanted |= {known[0].applications, known[-1].applications, applications}
    shown = [each for each in known if each.applications in wanted]
    gains = [shown[0].value, *(after.value - before.value for before, after in pairwise(shown))]
    return tuple(
        Step(each, gained, each.applications == applications)
        for each, gained in zip(shown, gains, strict=True)
    )


def _even(most: int) -> tuple[int, ...]:
    """Return about five round numbers from 0 to `most`."""
    raw = max(1.0, most / _TICKS)
    size = 10 ** floor(log10(raw))
    every = int(next((size * each for each in (1, 2, 5, 10) if size * each >= raw), size * 10))
    return tuple(range(0, most + 1, max(1, every)))


def _round_up(share: float) -> float:
    """Return the least round share that holds a value, so that small chances are drawn large."""
    sizes = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
    return next((each for each in sizes if share <= each), 1.0)


def _cost_at(known: "Sequence[CurvePoint]", number: int) -> float | None:
    return next((each.cost for each in known if each.applications == number), None)


def _short_dollars(amount: float | None) -> str:
    if amount is None:
        return ""
    return f"${amount / 1000:.1f}k".replace(".0k", "k") if amount >= 1000 else f"${amount:.0f}"  # noqa: PLR2004 - a thousand


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
