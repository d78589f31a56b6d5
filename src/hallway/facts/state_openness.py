"""How open the programs of a state are to international graduates, as we estimate it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hallway.facts.figures import Sourced, read_rows, sourced
from hallway.facts.places import HOME, find_region


@dataclass(frozen=True, slots=True)
class StateEffect:
    """The effect of a state on the odds that a filled position is held by an international graduate.

    `log_odds` is held apart from the mix of specialties and shrunken toward 0; `img_share` is the plain share
    of `filled` positions, from 0 to 1.
    """

    state: str
    log_odds: float
    standard_error: float
    img_share: float
    filled: int


def state_effect(state: str) -> Sourced[StateEffect] | None:
    """Return the effect of a state by its name or postal code; None where it is unknown."""
    place = find_region(state, HOME)
    return state_effects().get(place.code) if place else None


@cache
def state_effects() -> Mapping[str, Sourced[StateEffect]]:
    """Return every state's effect by its postal code."""
    return MappingProxyType(
        {
            row["state"]: sourced(
                StateEffect(
                    row["state"],
                    float(row["log_odds"]),
                    float(row["standard_error"]),
                    float(row["img_percent"]) / 100,
                    int(row["filled"]),
                ),
                row,
            )
            for row in read_rows("state_openness.csv")
        }
    )
