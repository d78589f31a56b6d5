"""Countries, provinces and states by any of their names."""

import csv
import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from hallway.domain.names import fold

HOME = "US"
"""The country whose states, cities and numbers are meant where none is named."""

TERRITORIES = frozenset({"PR", "VI", "GU", "AS", "MP"})
"""Codes that are both a country's and, like a state's, a part of American addresses."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a part of one, with the zone of all or most of its people; "" where no zone is usual.

    `code` is the ISO 3166 code of a country, or the postal code of a state or province.
    """

    country: str
    code: str
    name: str
    zone: str
    is_split: bool


def find_country(text: str) -> Place | None:
    """Return the country that `text` names by a code, or by its name in English or often its own language."""
    return _countries().get(_bare(text))


@lru_cache(maxsize=4096)
def find_region(text: str, country: str) -> Place | None:
    """Return the US state, or the province of Canada or Australia, that `text` names.

    Args:
        text: its name or postal code.
        country: the ISO code of the country it must lie in; "" for the United States, or else for any of
            the three by its whole name (a code alone could mean several).
    """
    wanted = _bare(text)
    if not wanted:
        return None
    if country:
        return _regions().get((country, wanted))
    home = _regions().get((HOME, wanted))
    if home is not None or len(wanted) <= len("NSW"):
        return home
    return next((each for (_, name), each in _regions().items() if name == wanted), None)


def _bare(text: str) -> str:
    """Return a name without accents, case, dots and a leading "the"."""
    words = fold(text).replace(".", "").replace("’", "'").removeprefix("the ")
    return " ".join(words.split())


@cache
def _countries() -> Mapping[str, Place]:
    known: dict[str, Place] = {}
    for row in _rows("countries.csv"):
        place = Place(row["code"], row["code"], row["name"], row["zone"], row["is_split"] == "yes")
        others = filter(None, row["others"].split("|"))
        known |= dict.fromkeys(map(_bare, (row["code"], row["three"], row["name"], *others)), place)
    return known


@cache
def _regions() -> Mapping[tuple[str, str], Place]:
    known: dict[tuple[str, str], Place] = {}
    rows = [{"country": HOME, "code": row["state"]} | row for row in _rows("us_state_zones.csv")]
    for row in (*rows, *_rows("provinces.csv")):
        place = Place(row["country"], row["code"], row["name"], row["zone"], row["is_split"] == "yes")
        known |= {(place.country, _bare(each)): place for each in (place.code, place.name)}
    return known


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = (importlib.resources.files("hallway.facts") / "data" / file).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())
