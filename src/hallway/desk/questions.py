"""Checks of how many questions a text puts."""

import re
from collections.abc import Iterator, Mapping, Sequence

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Hit
from hallway.desk.requests import Thing, requests_in
from hallway.desk.understanding import shows
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium

_FAR = 1_000  # letters before a sentence in which a quotation may have begun
_ITEM = re.compile(r"(?m)^[ \t]*(?:[-*•]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+$")
_CLAUSE = re.compile(r",?\s+(?:and\s+|or\s+)?(?:who|whether|if|what|how|why|which|when|where)\s")
_NEXT_QUESTION = re.compile(
    r"[,;]\s+(?:and\s+|or\s+)?((?:who|what|how|why|which|when|where|whom)\s+(?:\w+\s+)?(?:is|are|was|were|do|does|did|would|should|could|can|will|has|have|had)\s"
    r"|(?:who|what)\s+(?:did|made|scored|paid|read|wrote|decided|chose|happened)\s"
    r"|(?:is|are|was|were|do|does|did|would|could|can|will|has|have|had)\s+(?:it|you|they|he|she|we|there|the|that|this|your|their|these|those)\s)"
)
_STRUNG = 2  # further questions in one sentence from which they count one by one
_AFTER_EVENT = frozenset({"TPL-11", "TPL-12", "TPL-13", "TPL-14"})


def questions_of(reading: Reading) -> tuple[Span, ...]:
    """Return the questions that want an answer: no formula, and no request for time, a letter or a task.

    A statement that asks to be told several things ("tell me which, and whether, and how") holds several.
    """
    draft = reading.draft
    others = {each.sentence for each in requests_in(reading) if each.thing is not Thing.ADVICE}
    formula = wordings("requests", "formula")
    found: list[Span] = []
    for each in draft.sentences:
        if each in others or formula.search(draft.folded, *each) or _is_quoted(draft, each):
            continue
        if draft.words_of(each).rstrip("\"') ").endswith("?"):
            found += _parts(draft, each)
        elif told := wordings("requests", "told").search(draft.folded, *each):
            clauses = tuple(_CLAUSE.finditer(draft.folded, told.start(), each.end))
            if len(clauses) > 1:
                found += [Span(clause.start(), each.end) for clause in clauses]
    return tuple(found)


def _parts(draft: Draft, question: Span) -> Sequence[Span]:
    """Return the questions that one sentence strings together; two that hang together are one."""
    starts = [each.start(1) for each in _NEXT_QUESTION.finditer(draft.folded, question.start, question.end)]
    if len(starts) < _STRUNG:
        return (question,)
    return [question, *(Span(each, question.end) for each in starts)]


def _is_quoted(draft: Draft, sentence: Span) -> bool:
    """Tell whether a sentence stands between quotation marks: a question of somebody else's."""
    start = draft.folded.rfind("\n", 0, sentence.start) + 1
    return draft.folded.count('"', max(start, sentence.start - _FAR), sentence.end - 1) % 2 == 1


def find_many_at_event(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when one encounter, or the mail after it, holds more questions than the guides' number."""
    if is_of_event(reading):
        spoken, written = rule.limits
        yield from _too_many(spoken if reading.medium is Medium.SPOKEN else written, reading)


def is_of_event(reading: Reading) -> bool:
    """Tell whether a text is said at a meeting of many, or written after one."""
    template = reading.context.template
    if reading.medium is Medium.SPOKEN:
        return True
    is_after = template.id in _AFTER_EVENT if template else _is_after_event(reading)
    return reading.medium in {Medium.MAIL, Medium.NOTE} and is_after


def _is_after_event(reading: Reading) -> bool:
    return shows(reading.draft, "after-event") and shows(reading.draft, "event")


def find_many_in_first_mail(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail holds more questions than one modest request is."""
    if reading.medium is Medium.MAIL and reading.is_cold and not is_of_event(reading):
        yield from _too_many(rule.limits[0], reading)


def find_many_loose(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a mail holds several questions that stand in no list."""
    if reading.medium is not Medium.MAIL or reading.is_cold or is_of_event(reading):
        return
    asked = questions_of(reading)
    listed = sum(_is_listed(reading.draft.text, each) for each in asked)
    if listed * 2 < len(asked):
        yield from _too_many(rule.limits[0], reading)


def find_many_on_paper(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when an agenda holds more questions than one talk takes."""
    if reading.medium is Medium.PAPER:
        yield from _too_many(rule.limits[0], reading)


def _is_listed(text: str, sentence: Span) -> bool:
    line = text.rfind("\n", 0, sentence.start) + 1
    return _ITEM.match(text[line : sentence.start]) is not None


def _too_many(key: str, reading: Reading) -> Iterator[Hit]:
    asked = questions_of(reading)
    most = reading.context.material.playbook.number(key)
    if len(asked) > most:
        beyond = asked[most]
        words = {"count": str(len(asked)), "most": str(most)}
        yield Hit(start=beyond.start, end=beyond.end, words=words)


DETECTORS: Mapping[str, Detector] = {
    "many-questions-at-event": find_many_at_event,
    "many-questions-in-first-mail": find_many_in_first_mail,
    "many-loose-questions": find_many_loose,
    "many-questions-on-paper": find_many_on_paper,
}
"""The detectors of this module by the names that rules give them."""
