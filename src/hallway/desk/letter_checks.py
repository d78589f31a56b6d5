"""Checks of a request for a letter: the one word that lets a lukewarm writer decline."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Span
from hallway.desk.findings import Hit
from hallway.desk.requests import Asked, Thing, requests_in
from hallway.desk.word_lists import wordings

_NOUN = re.compile(
    r"(?:(?P<article>an?|the|your|my|one|another)\s+)?"
    r"(?P<noun>(?:(?:recommendation|reference|support|eras|residency|short|personal)\s+)?(?:letters?|lors?)|recommendation|reference)\b"
)


def find_missing_strong(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where a letter is asked for, and nowhere a strong one."""
    letters = [each for each in requests_in(reading) if each.thing is Thing.LETTER]
    if not letters or any(_is_strong(reading, each) for each in _places(reading, letters)):
        return
    asked = letters[0]
    found = next(iter(_NOUN.finditer(reading.draft.folded, *asked.span)), None)
    if found is None:
        found = next(iter(_NOUN.finditer(reading.draft.folded, *asked.sentence)), None)
    if found is None:
        yield Hit(start=asked.span.start, end=asked.span.end)
    else:
        yield Hit(start=found.start(), end=found.end(), replacement=_with_strong(reading.draft.text, found))


def _places(reading: Reading, letters: list[Asked]) -> list[Span]:
    """Return the sentences that ask for the letter, those beside them, and others that speak of it."""
    nouns, draft = wordings("asks", "letter.noun"), reading.draft
    asking = {each.sentence for each in letters}
    near = {at + step for at, each in enumerate(draft.sentences) if each in asking for step in (-1, 1)}
    beside = [
        each for at, each in enumerate(draft.sentences) if at in near or nouns.search(draft.folded, *each)
    ]
    return [*asking, *beside]


def _is_strong(reading: Reading, sentence: Span) -> bool:
    return wordings("asks", "strong").search(reading.draft.folded, *sentence) is not None


def _with_strong(text: str, found: re.Match[str]) -> str:
    noun = text[found.start("noun") : found.end("noun")]
    if found["article"] is None:
        return f"strong {noun}"
    article = text[found.start("article") : found.end("article")]
    return f"{article[:1] if found['article'] == 'an' else article} strong {noun}"


DETECTORS: Mapping[str, Detector] = {"missing-strong": find_missing_strong}
"""The detectors of this module by the names that rules give them."""
