"""What the bench of the match engine measured, as values: words and pictures are made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SEARCH_SECONDS = 30.0
"""After so long a search without the exact fallback is stopped: undecided."""


class Spread(NamedTuple):
    """How measurements lie, all in one unit."""

    p5: float
    p50: float
    p95: float
    most: float
    runs: int


def spread_of(values: Iterable[float]) -> Spread:
    """Return how measurements lie; at least one is needed."""
    ordered = sorted(values)
    return Spread(
        quantile(ordered, 0.05), quantile(ordered, 0.5), quantile(ordered, 0.95), ordered[-1], len(ordered)
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which a share of ordered measurements lies, between two of them if need be."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


class Figure(NamedTuple):
    """One thing that was measured, beside what it may be.

    Args:
        what: in words.
        spread: in `unit`.
        unit: "ms" or "MB".
        budget: what the middle measurement may be at most.
        budget_p95: what 95 of 100 may be at most.
    """

    what: str
    spread: Spread
    unit: str = "ms"
    budget: float | None = None
    budget_p95: float | None = None

    def budgets(self) -> list[tuple[str, float, float]]:
        """Return each budget as its name, the measurement and the budget."""
        beside = (("p50", self.spread.p50, self.budget), ("p95", self.spread.p95, self.budget_p95))
        return [(name, measured, budget) for name, measured, budget in beside if budget is not None]

    def missed(self) -> list[str]:
        """Say of each budget that was missed by how much."""
        return [
            f"{self.what}: {name} {show(measured)} {self.unit}, budget {show(budget)} {self.unit} "
            f"({measured / budget:.2f} times)"
            for name, measured, budget in self.budgets()
            if measured > budget
        ]


class Case(NamedTuple):
    """How one market with couples ended.

    Args:
        seed: the market's.
        milliseconds: of the whole search, join and check included.
        retries: how often a couple was taken out of a loop.
        proposals: how often somebody asked a program.
        status: "stable", "none" or "undecided", as chaining alone ended.
        blocking: what an independent count found in the answer.
        exact: how the search ended with the exact fallback ("" where it was not needed), and
        exact_seconds: how long that took.
    """

    seed: int
    milliseconds: float
    retries: int
    proposals: int
    status: str
    blocking: int
    exact: str = ""
    exact_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Family:
    """Markets of one kind, solved one by one; `planned` is how many there were to be."""

    what: str
    cases: tuple[Case, ...]
    planned: int
    budget: float | None = None
    budget_p95: float | None = None

    def figure(self) -> Figure:
        """Return how long they took."""
        times = spread_of(each.milliseconds for each in self.cases)
        return Figure(self.what, times, budget=self.budget, budget_p95=self.budget_p95)


class PeerRun(NamedTuple):
    """One program on one market: build and solve, in milliseconds, or why not.

    Args:
        program: its name.
        applicants: how many there were.
        milliseconds: from dictionaries to the match, inside a running process.
        process: the whole process in milliseconds, with reading the market and turning it into dictionaries.
        matched: how many were matched.
        match: a digest of who is where.
        failure: why there is no answer.
        arrays: ours only: joining and matching from arrays in place of dictionaries, in milliseconds.
    """

    program: str
    applicants: int
    milliseconds: float = 0.0
    process: float = 0.0
    matched: int = 0
    match: str = ""
    failure: str = ""
    arrays: float = 0.0


class Point(NamedTuple):
    """The middle time of one program at one size, in milliseconds."""

    series: str
    applicants: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that one run of the bench found."""

    machine: tuple[tuple[str, str], ...]
    quick: bool
    market: str
    plain: tuple[Figure, ...]
    families: tuple[Family, ...]
    processes: tuple[Figure, ...]
    peers: tuple[PeerRun, ...]
    growth: tuple[Point, ...]
    notes: tuple[str, ...] = field(default=())

    def figures(self) -> tuple[Figure, ...]:
        """Return all figures that may have a budget."""
        return (*self.plain, *(each.figure() for each in self.families), *self.processes)

    def missed(self) -> list[str]:
        """Say what missed its budget, and which answers of ours were wrong."""
        late = [line for each in self.figures() for line in each.missed()]
        wrong = [
            f"{family.what}: seed {each.seed} was called stable with {each.blocking} against it"
            for family in self.families
            for each in family.cases
            if each.status == "stable" and each.blocking
        ]
        return late + wrong


def show(number: float) -> str:
    """Write a number with three digits that mean something."""
    if number == 0:
        return "0"
    if number >= 100:  # noqa: PLR2004 - three digits stand before the point
        return f"{number:,.0f}"
    digits = 1 if number >= 10 else 2 if number >= 1 else 3  # noqa: PLR2004 - three digits in all
    return f"{number:.{digits}f}"
