"""Splitting into sentences: a point after "Dr." or inside an address ends nothing."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|(?<=[。！？])")  # noqa: RUF001 - full-width marks end too
_NEVER = frozenset(
    [
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "mx",
        "st",
        "mt",
        "vs",
        "fig",
        "figs",
        "no",
        "nos",
        "vol",
        "pp",
        "pg",
        "approx",
        "ca",
        "cf",
        "eg",
        "ie",
        "e.g",
        "i.e",
        "al",
        "rev",
        "hon",
        "gen",
        "col",
        "lt",
        "sgt",
        "dept",
        "univ",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "asst",
        "assoc",
        "resp",
        "viz",
        "incl",
        "est",
    ]
)
_SOMETIMES = frozenset(
    [
        "etc",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "u.s",
        "u.s.a",
        "u.k",
        "m.d",
        "d.o",
        "ph.d",
        "m.b.b.s",
        "b.s",
        "m.s",
        "a.m",
        "p.m",
    ]
)
_ITEM = re.compile(r"[ \t]*(?:[-*•‣–·]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+", re.IGNORECASE)
_BEFORE = re.compile(r"([^\s(\"']+)$")


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph; every item of a list is at least one."""
    for first, last in _units(text, start, end):
        yield from _split(text, first, last)


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that no sentence crosses: list items, and what stands before a list."""
    begin, position = start, start
    for line in text[start:end].splitlines(keepends=True):
        item = _ITEM.match(line)
        if item and position > start:
            yield begin, position
            begin = position
        if item:
            begin = position + item.end()
        position += len(line)
    yield begin, end


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for found in _END.finditer(text, start, end):
        if found.end() <= begin or _goes_on(text, found, begin, end):
            continue
        yield from _trimmed(text, begin, found.end())
        begin = found.end()
    yield from _trimmed(text, begin, end)


def _goes_on(text: str, found: re.Match[str], begin: int, end: int) -> bool:
    """Tell whether the point belongs to an abbreviation, an initial or a number, and the sentence goes on."""
    if found[0][0] != ".":
        return False
    before = _BEFORE.search(text, begin, found.start())
    word = (before[1] if before else "").casefold().strip(".")
    after = text[found.end() : end].lstrip()
    if word in _NEVER:
        return bool(after)
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    if (word in _SOMETIMES or is_initial) and after:
        return is_initial or not after[:1].isupper()
    return bool(after) and after[:1].islower() and found[0] == "."


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bare = text[start:end].strip()
    if any(sign.isalnum() for sign in bare):
        first = start + text[start:end].index(bare)
        yield first, first + len(bare)
