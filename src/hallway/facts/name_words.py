"""The words of names as programs and employers write them: without signs, with what they are short for."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from hallway.domain.names import fold
from hallway.facts.figures import read_rows

SMALL_WORDS = frozenset({"of", "the", "and", "at", "for", "in", "program", "programs", "residency"})
"""Words that tell no name from another."""

_NO_WORD = re.compile(r"[^a-z0-9]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text without accents, case and signs; "Mary's" is one word."""
    return _NO_WORD.sub(" ", fold(text).replace("'", "").replace("’", "")).split()


@cache
def long_forms() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return what each short word may stand for: one or several readings, each of one or several words."""
    return {
        row["short"]: tuple(
            tuple(each for each in long.split() if each not in SMALL_WORDS) for long in row["long"].split("|")
        )
        for row in read_rows("name_words.csv")
    }


def spread(*texts: str) -> frozenset[str]:
    """Return the words of texts, and what they are short for; of two whole names, neither is assumed."""
    return frozenset(word for text in texts for word in _spread(text))


@lru_cache(maxsize=2048)
def _spread(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words_of(text):
        found.append(word)
        ways = long_forms().get(word, ())
        if len(ways) == 1 or all(len(way) == 1 for way in ways):
            found.extend(part for way in ways for part in way)
    return tuple(found)
