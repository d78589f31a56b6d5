"""Looking for phrases: words at word boundaries, over a text folded letter by letter."""

import re
from collections.abc import Iterator
from functools import cache

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Reading
from hallway.desk.drafts import Span
from hallway.desk.findings import Hit
from hallway.domain.names import fold

_GAP = r"(?:[^\w.!?]+[\w'-]+){0,3}?"


def find_phrases(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Yield the rule's phrases in a draft, from the first on; `most` of them are allowed."""
    draft, pattern = reading.draft, pattern_of(rule.phrases)
    spared = pattern_of(rule.unless) if rule.unless else None
    found = []
    for place in draft.places(rule.place):
        for match in pattern.finditer(draft.folded, place.start, place.end):
            around = draft.sentence_at(match.start()) or place
            if spared is None or not spared.search(draft.folded, around.start, around.end):
                found.append(Span(match.start(), match.end()))
    if len(found) > rule.most:
        for each in found[rule.most :]:
            yield _hit(rule, draft.text, each)


def _hit(rule: CheckRule, text: str, where: Span) -> Hit:
    quote = text[where.start : where.end]
    instead = rule.replace.get(" ".join(fold(quote).split()))
    if instead and quote[:1].isupper():
        instead = instead[0].upper() + instead[1:]
    return Hit(start=where.start, end=where.end, words={"quote": quote}, replacement=instead)


@cache
def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for all phrases; the longer stand first, so that they win."""
    parts = sorted((_pattern(each) for each in phrases), key=len, reverse=True)
    return re.compile("|".join(f"(?:{each})" for each in parts))


def _pattern(phrase: str) -> str:
    if phrase.startswith("re:"):
        return phrase.removeprefix("re:")
    words = fold(phrase).split()
    parts: list[str] = []
    for word in words:
        if word == "*":
            parts.append(_GAP)
        else:
            parts.append((r"[^\w.!?]+" if parts else "") + re.escape(word))
    body = "".join(parts)
    return rf"(?<!\w){body}(?!\w)"
