"""Parts of the world in which a network lies: the census regions of the United States, else the country."""

import csv
import importlib.resources
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hallway.facts.places import find_country, find_region

US_ELSEWHERE = "United States, state not known"


@cache
def _regions() -> Mapping[str, str]:
    """Return the census region of every state by its code.

    Source: US Census Bureau, Census Regions and Divisions of the United States; the territories, which
    belong to none of the four, are a region of their own here.
    """
    text = (importlib.resources.files("hallway.facts") / "data" / "us_state_regions.csv").read_text("utf-8")
    return MappingProxyType({row["state"]: row["region"] for row in csv.DictReader(text.splitlines())})


@cache
def us_region(state: str) -> str:
    """Return the census region of a US state by its code or name; of any other text that it is not known."""
    found = find_region(state, "US")
    return _regions().get(found.code if found else state.strip().upper(), US_ELSEWHERE)


@cache
def country_name(country: str) -> str:
    """Return the usual name of a country, or the text as it was written."""
    found = find_country(country)
    return found.name if found else " ".join(country.split())


@cache
def region_states() -> Mapping[str, frozenset[str]]:
    """Return the codes of the states of every region, by its name."""
    names = sorted(set(_regions().values()))
    return MappingProxyType(
        {name: frozenset(code for code, each in _regions().items() if each == name) for name in names}
    )
