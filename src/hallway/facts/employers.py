"""Employers whose certified H-1B applications carry titles of residents or fellows.

This is evidence about an employer, never a program's visa policy: residents are often paid by somebody else
than the institution that lists the program, and a title says neither when nor in which program.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hallway.facts.directory import NO_NAME, units
from hallway.facts.figures import Sourced, read_rows, sourced
from hallway.facts.name_words import SMALL_WORDS, long_forms, words_of

WHAT_IT_IS = "evidence about an employer"
"""How it is to be labeled wherever it is shown."""

_COMPANY_WORDS = frozenset({"inc", "llc", "corp", "corporation", "incorporated", "pc", "the"})


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer in one place, with how many positions of physicians it had certified in the period."""

    name: str
    city: str
    state: str
    positions: int
    has_residents: bool
    has_fellows: bool
    titles: tuple[str, ...]


@cache
def employers() -> tuple[Sourced[Employer], ...]:
    """Return every employer; the year is the period of the disclosure."""
    return tuple(
        sourced(
            Employer(
                row["name"],
                row["city"],
                row["state"],
                int(row["positions"]),
                row["resident"] == "yes",
                row["fellow"] == "yes",
                tuple(row["titles"].split("|")),
            ),
            row,
        )
        for row in read_rows("employers.csv")
    )


def employers_named_like(institution_code: str) -> tuple[Sourced[Employer], ...]:
    """Return the employers that bear an institution's whole name in its state, short forms written out.

    Nothing less counts as the same: most institutions are therefore not found, which says nothing about them.
    """
    return _matches().get(institution_code, ())


@cache
def _matches() -> Mapping[str, tuple[Sourced[Employer], ...]]:
    known: defaultdict[tuple[str, ...], list[Sourced[Employer]]] = defaultdict(list)
    for each in employers():
        known[each.value.state, *_full(each.value.name)].append(each)
    found: dict[str, tuple[Sourced[Employer], ...]] = {}
    for unit in units().values():
        if unit.institution_code in found or unit.institution == NO_NAME:
            continue
        name = _without_state(_full(unit.institution), unit.state)
        same = known.get((unit.state, *name))
        if same:
            found[unit.institution_code] = tuple(same)
    return MappingProxyType(found)


def _full(name: str) -> tuple[str, ...]:
    """Return the words of a name with short forms written out in their first reading, and no small words."""
    forms = long_forms()
    full = (part for word in words_of(name) for part in forms.get(word, ((word,),))[0])
    return tuple(each for each in full if each not in SMALL_WORDS and each not in _COMPANY_WORDS)


def _without_state(words: tuple[str, ...], state: str) -> tuple[str, ...]:
    """Return a name without the postal code that the listing ends many with, such as -NY."""
    return words[:-1] if len(words) > 1 and words[-1] == state.lower() else words
