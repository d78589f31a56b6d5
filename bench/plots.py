"""Plots with two logarithmic axes, as SVG: readable on light and dark pages, without script or fonts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

SVG = 'xmlns="http://www.w3.org/2000/svg"'
WIDTH, HEIGHT = 760, 480
LEFT, RIGHT, TOP, BOTTOM = 84, 200, 56, 64
DECADE_MARKS = (1, 2, 5)
# Color and dash and shape each tell a line alone: not everybody sees all three.
COLORS = (
    ("#9a3f1d", "#f0a878"),
    ("#2e6650", "#8cc9aa"),
    ("#31548c", "#9dbbf0"),
    ("#6b3d80", "#d3aee6"),
    ("#7d5300", "#e6bd6d"),
)
DASHES = ("", "7 4", "2 4", "10 4 2 4", "1 6")


class Line(NamedTuple):
    """A named line through points (x, y), both above zero."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Maps numbers of whole decades onto pixels."""

    low: int
    high: int
    start: float
    end: float

    def place(self, number: float) -> float:
        share = (log10(number) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def marks(self) -> Iterable[tuple[float, bool]]:
        """Yield the numbers of the grid, and whether they are whole decades."""
        for decade in range(self.low, self.high):
            for digit in DECADE_MARKS:
                yield digit * 10.0**decade, digit == 1
        yield 10.0**self.high, True


def draw_log_log(lines: Sequence[Line], *, title: str, x_label: str, y_label: str, words: str) -> str:
    """Return a plot of lines; `words` say in a sentence what is to be seen."""
    across = _axis([x for each in lines for x, _ in each.points], LEFT, WIDTH - RIGHT)
    up = _axis([y for each in lines for _, y in each.points], HEIGHT - BOTTOM, TOP)
    middle_x, middle_y = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
    parts = [
        f'<svg {SVG} viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title words">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="words">{escape(words)}</desc>',
        _style(len(lines)),
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        f'<text class="head" x="{LEFT}" y="30">{escape(title)}</text>',
        *_grid(across, up),
        f'<text class="label" x="{middle_x:.0f}" y="{HEIGHT - 16}">{escape(x_label)}</text>',
        f'<text class="label" transform="translate(20 {middle_y:.0f}) rotate(-90)">{escape(y_label)}</text>',
        *(part for number, line in enumerate(lines) for part in _line(number, line, across, up)),
        *_names(lines, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(numbers: Sequence[float], start: float, end: float) -> _Axis:
    low, high = floor(log10(min(numbers))), ceil(log10(max(numbers)))
    return _Axis(low, max(high, low + 1), start, end)


def _style(count: int) -> str:
    light = "".join(f".s{i}{{--c:{COLORS[i % len(COLORS)][0]}}}" for i in range(count))
    dark = "".join(f".s{i}{{--c:{COLORS[i % len(COLORS)][1]}}}" for i in range(count))
    return (
        "<style>"
        "svg{--paper:#fffdfa;--ink:#27231e;--soft:#625a4f;--rule:#e2d9cb;--faint:#f0e9de}"
        f"{light}"
        "@media (prefers-color-scheme:dark){"
        "svg{--paper:#211e1a;--ink:#ece5da;--soft:#b3a99a;--rule:#453f37;--faint:#2e2a25}"
        f"{dark}}}"
        "text{font:13px system-ui,sans-serif;fill:var(--soft)}"
        ".head{font-size:16px;fill:var(--ink)}.label{fill:var(--ink);text-anchor:middle}"
        ".paper{fill:var(--paper)}.rule{stroke:var(--rule)}.faint{stroke:var(--faint)}"
        ".line{fill:none;stroke:var(--c);stroke-width:2.5;stroke-linejoin:round}"
        ".dot{fill:var(--c);stroke:var(--paper);stroke-width:1}.name{fill:var(--c);font-weight:600;stroke:var(--paper);stroke-width:4;paint-order:stroke}"
        "</style>"
    )


def _grid(across: _Axis, up: _Axis) -> Iterable[str]:
    for number, is_decade in across.marks():
        x, kind = across.place(number), "rule" if is_decade else "faint"
        yield f'<line class="{kind}" x1="{x}" y1="{TOP}" x2="{x}" y2="{HEIGHT - BOTTOM}"/>'
        if is_decade:
            yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{_plain(number)}</text>'
    for number, is_decade in up.marks():
        y, kind = up.place(number), "rule" if is_decade else "faint"
        yield f'<line class="{kind}" x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}"/>'
        if is_decade:
            yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{_plain(number)}</text>'


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number >= 1 else f"{number:.{-floor(log10(number))}f}"


def _line(number: int, line: Line, across: _Axis, up: _Axis) -> Iterable[str]:
    places = [(across.place(x), up.place(y)) for x, y in sorted(line.points)]
    path = " ".join(f"{x},{y}" for x, y in places)
    dash = DASHES[number % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    yield f'<polyline class="line s{number}" points="{path}"{dashed}/>'
    for (x, y), (size, value) in zip(places, sorted(line.points), strict=True):
        told = f"{escape(line.name)}: {_plain(size)}, {value:.3g}"
        yield f'<g class="dot s{number}"><title>{told}</title>{_shape(number, x, y)}</g>'


def _shape(number: int, x: float, y: float) -> str:
    match number % 4:
        case 0:
            return f'<circle cx="{x}" cy="{y}" r="4.5"/>'
        case 1:
            return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'
        case 2:
            return f'<path d="M{x} {y - 5.5:.1f}l5 9h-10z"/>'
        case _:
            return f'<path d="M{x} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>'


def _names(lines: Sequence[Line], across: _Axis, up: _Axis) -> Iterable[str]:
    """Write each name where its line ends, pushed down where it would lie on another."""
    ends = sorted((up.place(max(line.points)[1]), number) for number, line in enumerate(lines))
    y = float(TOP)
    for at, number in ends:
        y = max(y + 18, at + 4)
        x = across.place(max(lines[number].points)[0]) + 12
        yield f'<text class="name s{number}" x="{x}" y="{y:.1f}">{escape(lines[number].name)}</text>'
