"""Where programs lie, as people name places: whether at home, and in which state or city (PRO-10)."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from hallway.domain.applicants import Tie
from hallway.domain.names import fold
from hallway.facts.directory import Unit
from hallway.facts.places import HOME, TERRITORIES, find_country, find_region


@lru_cache(maxsize=4096)
def is_at_home(country: str) -> bool:
    """Tell whether a place can be one of the directory's: nothing says that it lies abroad."""
    found = find_country(country) if country else None
    return found is None or found.code in {HOME, *TERRITORIES}


def tied_by_place(ties: Iterable[Tie], among: Iterable[Unit]) -> dict[Unit, Tie]:
    """Return the programs in a state or city that the applicant is tied to, each with the first such tie."""
    among = tuple(among)
    found: dict[Unit, Tie] = {}
    for tie in ties:
        for unit in filter(_lies_in(tie.place), among):
            found.setdefault(unit, tie)
    return found


def _lies_in(place: str) -> Callable[[Unit], bool]:
    """Return what tells whether a program lies in a place such as "Ohio" or "Cleveland, Ohio"."""
    city, _, last = place.rpartition(",")
    whole, region = find_region(place, HOME), find_region(last, HOME)
    if whole is not None:
        state = whole.code
        return lambda unit: unit.state == state
    if city and region is not None:
        code, town = region.code, fold(city)
        return lambda unit: unit.state == code and fold(unit.city) == town
    name = fold(place)
    return lambda unit: fold(unit.city) == name
