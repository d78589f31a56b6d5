"""Chances in words for people: percentages no more exact than is meant."""

from math import ceil, floor, log10

_FINEST = 0.0001  # of a point, below which another digit tells nobody anything
_TENTH = 0.001
_ONE = 0.01
_SURE = 0.9999  # what single precision makes of 1
_NEARLY_ONE = 0.995


def percent(share: float) -> str:
    """Return a share (0..1) as a percentage: "under 0.1%", "0.6%", "24%", "over 99%"."""
    if share <= 0 or share >= _SURE:
        return "0%" if share <= 0 else "100%"
    if share < _TENTH:
        return "under 0.1%"
    if share > _NEARLY_ONE:
        return "over 99%"
    return f"{share * 100:.1f}%" if share < _ONE else f"{share * 100:.0f}%"


def ends(low: float, high: float) -> str:
    """Return the ends of a range: "4% to 59%", or one number where they are the same."""
    return percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"


def spread(low: float, mid: float, high: float) -> str:
    """Return a range with its middle: "4% to 59%, in the middle 24%"."""
    both = ends(low, high)
    return both if both == percent(mid) else f"{both}, in the middle {percent(mid)}"


def points(share: float) -> str:
    """Return a change of a chance in percentage points, with two digits that count: "0.31 points"."""
    much = abs(share) * 100
    if much < _FINEST:
        return "0 points"
    text = _bare(much, max(0, 1 - floor(log10(much))))
    sign = "-" if share < 0 else ""
    return f"{sign}{text} {'point' if text == '1' else 'points'}"


def points_at_most(share: float) -> str:
    """Return a bound in percentage points with two digits, rounded up: what is promised must hold."""
    much = max(share * 100, _FINEST)
    digits = 1 - floor(log10(much))
    scale: float = 10.0**digits
    text = _bare(ceil(much * scale - 1e-9) / scale, max(digits, 0))
    return f"{text} {'point' if text == '1' else 'points'}"


def _bare(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
