"""Splitting into sentences: a point after "Dr." or inside an address ends nothing."""

import re
from collections.abc import Iterator

from hallway.desk.word_lists import phrase_lists

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？]+")  # noqa: RUF001 - full-width marks end too
_ITEM = re.compile(r"[ \t]*(?:[-*•‣–·]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+", re.IGNORECASE)
_AFTER = re.compile(r"\s*(\S{1,40})")
_NEAR = 200
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
    lists = phrase_lists("sentences")
    near = max(begin, found.start() - _NEAR)  # what lies further back decides nothing, and costs time
    before = _BEFORE.search(text, near, found.start())
    word = (before[1] if before else "").casefold().strip(".")
    after = _AFTER.match(text, found.end(), end)
    if not after:
        return False
    if word in lists["goes_on"] or (after[1][0].islower() and found[0] == "."):
        return True
    if text.count("(", near, found.start()) > text.count(")", near, found.end()):
        return True
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    if is_initial or word in lists["may_end"]:
        return after[1].casefold().strip(",'\"") not in lists["begins"]
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bare = text[start:end].strip()
    if any(sign.isalnum() for sign in bare):
        first = start + text[start:end].index(bare)
        yield first, first + len(bare)
