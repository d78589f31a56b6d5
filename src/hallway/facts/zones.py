"""Time zones of US states: the one most people there live in; split states are marked."""

import csv
import importlib.resources
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType


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
