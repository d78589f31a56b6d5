"""Looking for phrases: words at word boundaries, over a text folded letter by letter."""

import re
from collections.abc import Iterator
from functools import cache

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Hit
from hallway.domain.names import fold

_CUT = re.compile(r";|:(?=\s+(?:i|my|we|our)\b)")
_GAP = r"(?:[^\w.!?]+[\w'-]+){0,3}?"


def find_phrases(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Yield the rule's phrases in a draft, from the first on; `most` of them are allowed."""
    return (make_hit(rule, reading.draft, each) for each in find_places(rule, reading.draft))


def find_first_phrase(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Yield the first of the rule's phrases: the fault is the text's, and is told once."""
    return (make_hit(rule, reading.draft, each) for each in find_places(rule, reading.draft)[:1])


def find_places(rule: CheckRule, draft: Draft) -> list[Span]:
    """Return where the rule's phrases stand beyond those that are allowed.

    A sentence is told once, unless the rule knows a plain word for each of its phrases.
    """
    pattern = pattern_of(rule.phrases)
    spared = pattern_of(rule.unless) if rule.unless else None
    found: list[Span] = []
    told: set[Span] = set()
    for place in draft.places(rule.place):
        for match in pattern.finditer(draft.folded, place.start, place.end):
            around = draft.sentence_at(match.start()) or place
            if around in told or is_quoted(draft, match.start(), match.end()):
                continue
            if spared and spared.search(draft.folded, *_clause(draft, around, match.start())):
                continue
            found.append(Span(match.start(), match.end()))
            if not rule.replace and not rule.most:
                told.add(around)
    return found[rule.most :]


def _clause(draft: Draft, sentence: Span, position: int) -> Span:
    """Return the part of a sentence around a position that no other thought is set against."""
    start, end = sentence
    for cut in _CUT.finditer(draft.folded, *sentence):
        if cut.end() <= position:
            start = cut.end()
        else:
            end = cut.start()
            break
    return Span(start, end)


def is_quoted(draft: Draft, start: int, end: int) -> bool:
    """Tell whether words stand between double quotes in a sentence of their own: somebody else's words."""
    around = draft.sentence_at(start)
    if around is None or '"' not in draft.folded[around.start : around.end]:
        return False
    before = draft.folded.count('"', around.start, start)
    return before % 2 == 1 and draft.folded.find('"', end, around.end) >= 0


def make_hit(rule: CheckRule, draft: Draft, where: Span) -> Hit:
    """Return a phrase as a hit, with what may stand instead of it."""
    quote = draft.text[where.start : where.end]
    instead = rule.replace.get(" ".join(fold(quote).split()))
    if instead and quote[:1].isupper():
        instead = instead[0].upper() + instead[1:]
    return Hit(start=where.start, end=where.end, words={"quote": quote}, replacement=instead)


@cache
def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for all phrases; the longer stand first, so that they win."""
    plain = sorted((_plain(each) for each in phrases if not each.startswith("re:")), key=len, reverse=True)
    parts = [_spaced(each.removeprefix("re:")) for each in phrases if each.startswith("re:")]
    if plain:
        parts.insert(0, rf"(?<!\w)(?:{'|'.join(plain)})(?!\w)")  # looked around once, not once a phrase
    return re.compile("|".join(f"(?:{each})" for each in parts))


def _spaced(expression: str) -> str:
    return expression.replace(" ?", r"\s*").replace(" ", r"\s+")


def _plain(phrase: str) -> str:
    parts: list[str] = []
    for word in fold(phrase).split():
        if word == "*":
            parts.append(_GAP)
        else:
            parts.append((r"[^\w.!?]+" if parts else "") + re.escape(word))
    return "".join(parts)
