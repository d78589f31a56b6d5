"""How a list reads on a page: its proof, what each program adds, what is sure and what is not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hallway.actions.program_fact_forms import fact_name
from hallway.domain.picks import Action, Fate, Verdict
from hallway.formats.chances import points
from hallway.web.odds_words import percent, reach, value_of, weight
from hallway.web.words import count

if TYPE_CHECKING:  # they bring numpy, which the server does without until somebody asks for a list
    from hallway.smartpick.factors import Range
    from hallway.smartpick.picked import Picked, PickedProgram

ACTIONS: Mapping[Action, str] = {
    Action.APPLY: "apply",
    Action.SIGNAL: "signal",
    Action.GOLD_SIGNAL: "gold signal",
    Action.ROTATE: "rotate there first",
}
"""What to do about a program, in a chip."""

FATES: Mapping[Fate, str] = {Fate.MUST: "must be on it", Fate.NEVER: "never on it"}

VERDICTS: Mapping[Verdict, str] = {
    Verdict.KEEP: "keep it",
    Verdict.DOUBT: "doubtful",
    Verdict.DROP: "drop it",
}

LEVELS: tuple[tuple[str, str], ...] = (
    ("1", "1, most of all"),
    ("2", "2"),
    ("3", "3, in the middle"),
    ("4", "4"),
    ("5", "5, least"),
)

PROVEN = 1e-9
"""A gap below which nothing is left to prove: the last digit of the numbers themselves."""

_SHOWN_FROM = 1e-4  # a hundredth of a point


def added(marginal: float) -> str:
    """Return what a program adds to the whole."""
    return points(marginal) if marginal >= _SHOWN_FROM else "under 0.01 points"


def shift(change: "Range") -> str:
    """Return by how much a chance moves, with its range: "+1.2 points (+0.4 to +2.1)"."""
    low, high = signed(change.low), signed(change.high)
    mid = f"{signed(change.mid)} points"
    return mid if low == high else f"{mid} ({low} to {high})"


def signed(share: float) -> str:
    """Return points with their sign and without the word."""
    text = points(abs(share)).partition(" ")[0]
    return text if text == "0" else f"{'+' if share > 0 else '−'}{text}"


def is_proven(picked: "Picked") -> bool:
    """Tell whether nothing is left between the list and its bound."""
    return picked.upper_bound - picked.value <= PROVEN


def dollars(amount: float) -> str:
    """Return US dollars without cents where there are none: "$1,254"."""
    return f"${amount:,.0f}" if abs(amount - round(amount)) < 0.005 else f"${amount:,.2f}"  # noqa: PLR2004 - half a cent


def action(value: Action, *, has_gold: bool = False) -> str:
    """Return what to do; where a specialty has gold ones the other signals are silver."""
    return "silver signal" if value is Action.SIGNAL and has_gold else ACTIONS[value]


def sureness(program: "PickedProgram") -> str:
    """Return whether a program stays on the list whatever turns out."""
    if program.is_sent:
        return "you have applied"
    return "stays on the list whatever turns out" if program.robust else "depends on what nobody knows yet"


def alike(number: int) -> str:
    """Return what follows from programs that nobody can tell apart; "" where there are none."""
    if number == 0:
        return ""
    others, verb = count(number, "other"), "is" if number == 1 else "are"
    return f"{others} {verb} as good as far as anybody knows: your wishes decide."


__all__ = [
    "action",
    "added",
    "alike",
    "dollars",
    "fact_name",
    "is_proven",
    "percent",
    "points",
    "reach",
    "shift",
    "signed",
    "sureness",
    "value_of",
    "weight",
]
