"""Specialties: one list, and every name and code that programs and figures call them by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType

from hallway.domain.names import fold
from hallway.facts.figures import read_rows

_NEAR = 0.84  # as difflib measures likeness: one wrong letter in six, or two in twelve
_SHORTEST_NEAR = 5  # letters: shorter texts are abbreviations, in which one letter makes another specialty
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty that one enters after medical school.

    `code` is the three digits of its NRMP program codes, "" where it is matched elsewhere; `acgme_code` the
    first three of its ACGME ids, "" where not known to us.
    """

    name: str
    code: str
    acgme_code: str
    aliases: tuple[str, ...]


@cache
def specialties() -> Mapping[str, Specialty]:
    """Return every specialty by its name, in the order of the alphabet."""
    known = (
        Specialty(row["name"], row["code"], row["acgme"], tuple(filter(None, row["aliases"].split("|"))))
        for row in read_rows("specialties.csv")
    )
    return MappingProxyType({each.name: each for each in sorted(known, key=lambda each: each.name)})


@lru_cache(maxsize=4096)
def find_specialty(text: str) -> Specialty | None:
    """Return the specialty that a text names: a name of any table, a usual abbreviation or a code.

    A word that is written nearly as one name, and as no other, counts as that name.
    """
    wanted = _bare(text)
    found = _names().get(wanted)
    if found or len(wanted) < _SHORTEST_NEAR:
        return found
    close = {_names()[each].name for each in get_close_matches(wanted, _names(), n=3, cutoff=_NEAR)}
    return specialties()[close.pop()] if len(close) == 1 else None


def near_specialties(text: str, count: int = 3) -> tuple[str, ...]:
    """Return the names most like a text, for a question such as "did you mean"."""
    close = get_close_matches(_bare(text), _names(), n=4 * count, cutoff=0.4)
    return tuple(dict.fromkeys(_names()[each].name for each in close))[:count]


@cache
def _names() -> Mapping[str, Specialty]:
    known: dict[str, Specialty] = {}
    for each in specialties().values():
        for name in (each.name, each.code, *each.aliases):
            if name:
                known[_bare(name)] = each
    return known


def _bare(text: str) -> str:
    """Return a name without accents, case, brackets and the signs between its words."""
    return _SIGNS.sub(" ", fold(text).replace("&", " and ")).strip()
