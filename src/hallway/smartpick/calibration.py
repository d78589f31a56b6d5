"""How well the packaged parameters say what was published, as `./run calibrate` wrote it down."""

import importlib.resources
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Miss:
    """A published figure beside the model's, which lies outside low to high, the tolerance."""

    specialty: str
    type: str
    figure: str
    people: int
    published: float
    model: float
    low: float
    high: float

    @property
    def is_share(self) -> bool:
        """Tell whether the figure is a share of 1, no length of a list and no difference of scores."""
        return not (self.figure.startswith("ranks") or self.figure.endswith("gap"))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Guesses of a type's specialties, each left out in turn, beside a plain baseline.

    `width` and `error` are shares of 1; a lower interval `score` is better. `outside` names the specialties
    whose published rate lay outside the range.
    """

    type: str
    specialties: int
    width: float
    score: float
    error: float
    outside: tuple[str, ...]
    baseline_width: float
    baseline_score: float
    baseline_outside: int

    @property
    def is_better(self) -> bool:
        """Tell whether the model beats the baseline."""
        return self.score < self.baseline_score


@dataclass(frozen=True, slots=True)
class Calibration:
    """How many published figures the model says within their tolerance, and which it misses."""

    inputs: str
    targets: int
    missed: tuple[Miss, ...]
    held: tuple[HeldOut, ...]

    @property
    def met(self) -> int:
        """Return how many targets are met."""
        return self.targets - len(self.missed)


@cache
def read_calibration() -> Calibration:
    """Return how the last calibration went."""
    packaged = importlib.resources.files("hallway.smartpick") / "data" / "calibration.toml"
    tree: dict[str, Any] = tomllib.loads(packaged.read_text("utf-8"))
    return Calibration(
        inputs=tree["inputs"],
        targets=tree["targets"],
        missed=tuple(Miss(**row) for row in tree.get("missed", ())),
        held=tuple(HeldOut(**row | {"outside": tuple(row["outside"])}) for row in tree["held"]),
    )
