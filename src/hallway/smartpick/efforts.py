"""What ties usually cost in hours and dollars: packaged, our own judgment, each with its reason."""

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypedDict, cast

from hallway.domain.programs import TieKind


@dataclass(frozen=True, slots=True)
class UsualEffort:
    """What one tie of a kind usually costs the applicant; `is_action` is False for what can only be true."""

    hours: float
    dollars: float  # US dollars
    is_action: bool
    says: str
    source: str
    year: str


class _Row(TypedDict):
    way: str
    hours: float
    dollars: float
    says: str


@cache
def usual_efforts() -> Mapping[TieKind, UsualEffort]:
    """Return the usual effort for every kind of tie."""
    text = (importlib.resources.files("hallway.smartpick") / "data" / "efforts.toml").read_text("utf-8")
    tree = tomllib.loads(text)
    rows = {TieKind(name): cast("_Row", row) for name, row in tree.items() if name not in {"source", "year"}}
    return MappingProxyType(
        {
            kind: UsualEffort(
                float(rows[kind]["hours"]),
                float(rows[kind]["dollars"]),
                rows[kind]["way"] == "action",
                rows[kind]["says"],
                tree["source"],
                tree["year"],
            )
            for kind in TieKind
        }
    )
