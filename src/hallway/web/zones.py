"""The time zones one can choose from, by region."""

from functools import cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import available_timezones

_REGIONS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)


class Zones(NamedTuple):
    """Every zone that is named for a place, and the same by region with the place's own name."""

    all: frozenset[str]
    by_region: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@cache
def list_zones() -> Zones:
    """Return the zones this machine knows, without the abstract and historical ones."""
    names = sorted(each for each in available_timezones() if each.partition("/")[0] in _REGIONS)
    by_region = tuple(
        (region, tuple((each, each.partition("/")[2].replace("_", " ").replace("/", ", ")) for each in group))
        for region, group in groupby(names, key=lambda name: name.partition("/")[0])
    )
    # Some browsers tell UTC for privacy; then it must be there to be chosen.
    return Zones(frozenset({*names, "UTC"}), (*by_region, ("Other", (("UTC", "UTC"),))))
