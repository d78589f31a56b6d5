"""Time zones of cities: in the United States by zip codes, elsewhere where a zone bears a city's name."""

import importlib.resources
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypedDict, cast

from hallway.domain.names import fold

_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "n": "north", "s": "south"}
_NO_WORD = re.compile(r"[^\w]+")
_NOWHERE = "0"  # how the zip codes of army and navy write that they lie in no place


class _ZipCode(TypedDict):
    """What is read of a zip code."""

    city: str
    acceptable_cities: list[str]
    unacceptable_cities: list[str]
    lat: str
    long: str


def zone_of_us_city(city: str, state: str) -> str:
    """Return the zone of most zip codes of a city, "" where none has its name; `state` is a postal code."""
    zones = _zones_in(state)
    wanted = _bare(city)
    return zones.get(wanted) or zones.get(wanted.removesuffix(" city")) or ""


def zone_named_for(city: str, country: str) -> str:
    """Return the zone of a country (by its ISO code) that bears the name of this city, or ""."""
    wanted = _bare(city)
    known = _named().get(country, {})
    return known.get(wanted) or known.get(wanted.removesuffix(" city")) or ""


def _bare(city: str) -> str:
    """Return a city without accents, case and signs, and with Saint, Fort and Mount written out."""
    words = _NO_WORD.sub(" ", fold(city).replace("'", "")).split()
    return " ".join(_SHORT.get(each, each) for each in words)


@cache
def _zones_in(state: str) -> Mapping[str, str]:
    """Return the zone of each city of a state: its own zip codes first, then those it shares a name with.

    The zones come from latitude and longitude; those written beside the zip codes differ from the borders
    in one of fifty places.
    """
    # Both hold data of some megabytes that most commands never look at.
    import tzfpy  # noqa: PLC0415 -- as above
    import zipcodes  # noqa: PLC0415 -- as above

    counts: tuple[defaultdict[str, Counter[str]], ...] = (
        defaultdict(Counter),
        defaultdict(Counter),
        defaultdict(Counter),
    )
    rows = zipcodes.filter_by(state=state)  # type: ignore[no-untyped-call]  # typed inside only
    for row in cast("list[_ZipCode]", rows):
        latitude, longitude = row["lat"], row["long"]
        if latitude.partition(".")[0] == _NOWHERE and longitude.partition(".")[0] == _NOWHERE:
            continue
        zone = tzfpy.get_tz(float(longitude), float(latitude))
        if zone.startswith("Etc/"):
            continue  # a point at sea
        names = ([row["city"]], row["acceptable_cities"], row["unacceptable_cities"])
        for count, each in zip(counts, names, strict=True):
            for name in each:
                count[_bare(name)][zone] += 1
    zones: dict[str, str] = {}
    for count in counts:
        for name, found in count.items():
            zones.setdefault(name, found.most_common(1)[0][0])
    return zones


@cache
def _named() -> Mapping[str, Mapping[str, str]]:
    """Return the zones of each country by the city they are named for."""
    known: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for country, zone in _zone_table():
        known[country][_bare(zone.rpartition("/")[2].replace("_", " "))] = zone
    return known


def _zone_table() -> Iterator[tuple[str, str]]:
    """Yield country and zone of each line of the IANA database's own table."""
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    for line in table.read_text("ascii").splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            yield country, zone
