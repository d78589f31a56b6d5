"""What a list should be like: limits, wishes for single programs, and what counts as a good outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.picks import Action, Fate

Objective = Literal["chance", "preference"]
LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Mix:
    """How many programs of one kind of institution a list has, at least and at most."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PickWishes:
    """Limits and wishes; None is no limit.

    Args:
        budget: US dollars for fees of applications not sent yet, and for rotations.
        applications: the most, those already sent included.
        signals: by specialty, how many of SIGNAL and GOLD_SIGNAL at most; a specialty that is missing has as
            many as its newest published limit.
        rotations: the most; 0 means that the list proposes none.
        rotation_cost: US dollars for one.
        interviews: the most that one could attend; the expected number stays below.
        fates: programs that must be or must never be on the list.
        actions: what is done by hand at single programs; they are on the list then, unless never.
        mix: by kind of institution; a guess of the kind counts until corrected.
        objective: the chance to match at all, or the expected value over the applicant's own preference.
        levels: how much single programs are liked, 1 most to 5 least; others lie in the middle (3).
        specialty_values: what a match in a specialty is worth, 0..1; 1 where nothing is said. It counts for
            the preference only; a preliminary year counts only where it is named here, as
            "General Surgery (preliminary)".
    """

    budget: float | None = None
    applications: int | None = None
    signals: Mapping[str, Mapping[Action, int]] = field(default_factory=dict)
    rotations: int = 0
    rotation_cost: float = 0.0
    interviews: float | None = None
    fates: Mapping[UnitCode, Fate] = field(default_factory=dict)
    actions: Mapping[UnitCode, Action] = field(default_factory=dict)
    mix: Mapping[InstitutionKind, Mix] = field(default_factory=dict)
    objective: Objective = "chance"
    levels: Mapping[UnitCode, int] = field(default_factory=dict)
    specialty_values: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        for what, number in (
            ("budget", self.budget),
            ("applications", self.applications),
            ("rotations", self.rotations),
            ("rotation cost", self.rotation_cost),
            ("interviews", self.interviews),
            *(
                (f"{tier} in {name}", count)
                for name, tiers in self.signals.items()
                for tier, count in tiers.items()
            ),
        ):
            if number is not None and not 0 <= number < inf:
                raise InvalidValue(what, f"{number:g}", "Type a number of 0 or more, or leave it out.")
        for kind, mix in self.mix.items():
            if mix.least < 0 or (mix.most is not None and mix.most < mix.least):
                between = f"{mix.least} to {mix.most}"
                raise InvalidValue(
                    f"{kind} programs", between, "Least is 0 or more, and most is not below it."
                )
        for code, level in self.levels.items():
            if level not in LEVELS:
                raise InvalidValue(f"level of {code}", str(level), "It is 1 (most liked) to 5.")
        for name, value in self.specialty_values.items():
            if not 0 <= value <= 1:
                raise InvalidValue(f"value of {name}", f"{value:g}", "It lies between 0 and 1.")
