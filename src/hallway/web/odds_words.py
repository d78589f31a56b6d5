"""How chances, weights and factors read on a page: never more exact than they are."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hallway.actions.program_fact_forms import fact_name  # noqa: F401 - the templates call it
from hallway.facts.evidence import Shift
from hallway.facts.figures import ApplicantType

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for odds
    from hallway.smartpick.factors import Factor, Range
    from hallway.smartpick.odds import ProgramOdds

TYPES: Mapping[str, str] = {
    ApplicantType.US_MD: "US MD seniors",
    ApplicantType.US_DO: "US DO seniors",
    ApplicantType.US_IMG: "US-citizen IMGs",
    ApplicantType.NON_US_IMG: "IMGs who are not US citizens",
}
"""The kinds of applicants that published figures tell apart."""

_FAINT, _SURE = 0.01, 0.99
_NONE = 0.0001
"""What is surer than all but this was answered, not reckoned."""
_SCALES = (0.02, 0.05, 0.1, 0.2, 0.5)


def percent(share: float) -> str:
    """Return a chance in whole percents, or "under 1%"; 0% and 100% stand only for what is certain."""
    if 0 < share < _FAINT:
        return "under 1%"
    if _SURE < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def reach(chance: "Range") -> str:
    """Return a range such as "12% to 45%" or "up to 3%", or one number where both ends read alike."""
    low, high = percent(chance.low), percent(chance.high)
    if low == high:
        return low
    return f"up to {high}" if chance.low < _FAINT else f"{low} to {high}"


def weight(shift: "Range | Shift") -> str:
    """Return a weight in log-odds with its range."""
    mid = shift.central if isinstance(shift, Shift) else shift.mid
    low, high = _signed(shift.low), _signed(shift.high)
    return _signed(mid) if low == high else f"{_signed(mid)} ({low} to {high})"


def value_of(factor: "Factor") -> str:
    """Return what a factor is of this applicant or program, with the type of applicant in words."""
    head, _, tail = factor.value.rpartition(", ")
    return f"{head}, {TYPES[tail]}" if head and tail in TYPES else factor.value


def is_refused(one: "ProgramOdds") -> bool:
    """Tell whether a program has answered that there is no interview."""
    return one.band is None and not one.closed and one.p_interview.high < _NONE


def is_invited(one: "ProgramOdds") -> bool:
    """Tell whether a program has invited the applicant."""
    return one.p_interview.low > 1 - _NONE


def scale_for(most: float) -> float:
    """Return the least round share at which a scale may end, so that small chances can be told apart."""
    return next((each for each in _SCALES if most <= each), 1.0)


def _signed(number: float) -> str:
    text = f"{number:+.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")


def part(share: float) -> str:
    """Return which part of a range's width an answer would take away."""
    return percent(share) if share >= 0.01 else "hardly anything"  # noqa: PLR2004 - one percent
