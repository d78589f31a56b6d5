"""What only a list needs: our own choices, packaged, each with its reason."""

import importlib.resources
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from hallway.smartpick.judgments import Reason


@dataclass(frozen=True, slots=True)
class Levels:
    """What a match is worth at a program liked most (first) to least (last), 0..1."""

    values: tuple[float, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Curve:
    """How far the curve goes: so many times the list, and applications at least and at most."""

    beyond: float
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PreliminaryYear:
    """What one is worth by default, how far its chance may lie off (log-odds), the highest rate believed."""

    value: float
    apart: float
    most: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class PickingChoices:
    """Our choices; `waste` is the gain, 0..1, below which a program is said to add next to nothing."""

    levels: Levels
    curve: Curve
    preliminary: PreliminaryYear
    waste: float


@cache
def picking_choices() -> PickingChoices:
    """Return the packaged choices."""
    file = importlib.resources.files("hallway.smartpick") / "data" / "picking.toml"
    tree: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    levels, curve, year = tree["levels"], tree["curve"], tree["preliminary"]
    return PickingChoices(
        levels=Levels(tuple(levels["value"]), _reason(levels)),
        curve=Curve(curve["beyond"], curve["least"], curve["most"]),
        preliminary=PreliminaryYear(year["value"], year["apart"], year["most"], _reason(year)),
        waste=tree["waste"]["gain"],
    )


def _reason(row: dict[str, Any]) -> Reason:
    return Reason(row["says"], row["source"], row["year"])
