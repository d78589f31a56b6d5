"""A list as SmartPick answers it: programs with what each adds, the chance of the whole, and its proof."""

from dataclasses import dataclass, field

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.smartpick.factors import Factor, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedProgram:
    """One program of the list.

    `marginal` is what the whole would lose without it, in the units of the objective (for the chance: 0..1).
    `robust`: it is on the list at both ends of what is unknown, too. `alike` counts programs left out that
    are as good as far as anybody knows: wishes may decide between them. `is_sent`: applied already.
    """

    code: UnitCode
    specialty: str
    action: Action
    p_interview: Range
    p_match_there: Range
    marginal: float
    band: int | None
    robust: bool
    alike: int
    is_sent: bool
    cost: float  # US dollars that leaving it out would save
    factors: tuple[Factor, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A program that is not on the list, and why; `gain` is what adding it would bring beside all limits."""

    code: UnitCode
    why: str
    gain: float | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How far a list of this length gets, on average over what nobody knows; `cost` in US dollars."""

    applications: int
    value: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The answer: `value`, `upper_bound` and `gap` are the certificate, in the units of the objective.

    `p_match` and `conditional` are over draws of all that is uncertain; `conditional` is given an interview.
    """

    p_match: Range
    conditional: Range
    interviewed: Range
    value: float
    upper_bound: float
    gap: float
    greedy: float
    cost: float
    programs: tuple[PickedProgram, ...]  # by what each adds, the most first
    left_out: tuple[LeftOut, ...]  # the best first
    curve: tuple[CurvePoint, ...]
    without: tuple[UnitCode, ...]  # programs nothing was published of
    assumptions: tuple[str, ...] = ()  # what was taken for granted, in words
    drawn: tuple[float, ...] = field(
        default=(), repr=False, compare=False
    )  # the chance in every draw: p_match
