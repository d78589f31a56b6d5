"""Time zones: of US states, and of people by what is known of where they work."""

import csv
import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hallway.facts.cities import zone_named_for, zone_of_us_city
from hallway.facts.places import HOME, TERRITORIES, Place, find_country, find_region

_MOST = ", most of which keeps this time"
_US_NUMBERS = 1  # the country code that the United States share with Canada and the Caribbean


class FoundZone(NamedTuple):
    """An IANA zone, and where it was found in words that follow "from"."""

    zone: str
    source: str


@cache
def zone_of_state() -> Mapping[str, str]:
    """Return the IANA zone for a state's code or name, as written in the United States.

    A split state (such as Indiana or Texas) gets the zone of most of its people: better than none, and
    corrected by the zone that the applicant writes down. Source: the IANA time zone database.
    """
    text = (importlib.resources.files("hallway.facts") / "data" / "us_state_zones.csv").read_text("utf-8")
    zones: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        zones[row["state"]] = zones[row["name"]] = row["zone"]
    return MappingProxyType(zones)


def find_zone(
    *, city: str = "", state: str = "", country: str = "", phones: Sequence[str] = ()
) -> FoundZone | None:
    """Return the zone that follows from where somebody works and from their phone numbers, or None.

    The surest sign counts: a city, then a country or state that has one zone, then the zone of most of a
    split state, a phone number of a city abroad, the zone of most of a country, and last a US number,
    which people keep when they move. Numbers must be written with their country code, and of a country
    other than the one that is typed they say nothing.
    """
    return (
        _zone_of_place(city.strip(), state.strip(), country.strip())
        or _zone_of_phones(country, phones, at_home=False)
        or _zone_of_most(country.strip())
        or _zone_of_phones(country, phones, at_home=True)
    )


@lru_cache(maxsize=8192)
def _zone_of_place(city: str, state: str, country: str) -> FoundZone | None:
    if not state and "," in city:  # "El Paso, TX" typed as the city
        city, _, state = (part.strip() for part in city.rpartition(","))
    nation = find_country(country)
    code = nation.code if nation else ""
    if country and not code:
        return None
    # Puerto Rico is a country on some forms and a state on others.
    region = find_region(code, "") if code in TERRITORIES else find_region(state, code)
    return next(_signs(city, region, nation), None)


def _signs(city: str, region: Place | None, nation: Place | None) -> Iterator[FoundZone]:
    """Yield what a place says, the surest first."""
    where = region.country if region else nation.code if nation else ""
    if city and region and where == HOME and (zone := zone_of_us_city(city, region.code)):
        yield FoundZone(zone, f"the city {city}, {region.code}")
    if city and where and (region is None or where != HOME) and (zone := zone_named_for(city, where)):
        yield FoundZone(zone, f"the city {city}, {region.code if region else nation.name if nation else ''}")
    if nation and nation.zone and not nation.is_split:
        yield FoundZone(nation.zone, f"the country {nation.name}")
    if region:
        kind = "province" if region.country == "CA" else "state"
        split = _MOST if region.is_split else ""
        yield FoundZone(region.zone, f"the {kind} {region.name}{split}")


def _zone_of_most(country: str) -> FoundZone | None:
    nation = find_country(country)
    if nation is None or not nation.zone:
        return None
    return FoundZone(nation.zone, f"the country {nation.name}{_MOST}")


def _zone_of_phones(country: str, phones: Sequence[str], *, at_home: bool) -> FoundZone | None:
    """Return the zone of the first number that has exactly one."""
    nation = find_country(country)
    if country.strip() and nation is None:
        return None
    found = (_zone_of_phone(each, nation.code if nation else "", at_home=at_home) for each in phones)
    return next(filter(None, found), None)


@lru_cache(maxsize=8192)
def _zone_of_phone(phone: str, country: str, *, at_home: bool) -> FoundZone | None:
    if not phone.startswith("+"):
        return None
    import phonenumbers  # noqa: PLC0415 -- 20 MB of data that most commands never look at
    from phonenumbers import timezone  # noqa: PLC0415 -- as above

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return None
    is_home = number.country_code == _US_NUMBERS
    if is_home is not at_home or not phonenumbers.is_valid_number(number):
        return None
    if country and phonenumbers.region_code_for_number(number) != country:
        return None
    zones = timezone.time_zones_for_number(number)
    if len(zones) != 1 or not _is_known(zones[0]):
        return None
    weak = ", a weak sign: people keep US numbers when they move" if is_home else ""
    return FoundZone(zones[0], f"the phone {phone}{weak}")


def _is_known(zone: str) -> bool:
    try:
        return bool(ZoneInfo(zone).key)
    except (KeyError, ValueError, OSError):
        return False  # "Etc/Unknown", as the table of numbers says where it does not know
