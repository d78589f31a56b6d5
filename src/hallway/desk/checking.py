"""Checking a text: every rule that concerns it looks at it once, and says where and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hallway.desk import (
    ask_checks,
    follow_ups,
    gaps,
    haste_checks,
    ladder_checks,
    lengths,
    letter_checks,
    likeness,
    offers,
    order,
    personal,
    profiles,
    questions,
    recipients,
    sending,
    subjects,
    vagueness,
    wording,
)
from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.context import Context, Detector, Reading
from hallway.desk.drafts import Draft, read_draft
from hallway.desk.findings import Finding, Hit
from hallway.desk.phrases import find_first_phrase, find_phrases
from hallway.desk.understanding import understand
from hallway.domain.messages import Request
from hallway.playbooks.cautions import Severity

DETECTORS: Mapping[str, Detector] = {
    "phrases": find_phrases,
    "first-phrase": find_first_phrase,
    **sending.DETECTORS,
    **likeness.DETECTORS,
    **personal.DETECTORS,
    **order.DETECTORS,
    **lengths.DETECTORS,
    **recipients.DETECTORS,
    **follow_ups.DETECTORS,
    **offers.DETECTORS,
    **profiles.DETECTORS,
    **wording.DETECTORS,
    **gaps.DETECTORS,
    **subjects.DETECTORS,
    **vagueness.DETECTORS,
    **ask_checks.DETECTORS,
    **haste_checks.DETECTORS,
    **ladder_checks.DETECTORS,
    **letter_checks.DETECTORS,
    **questions.DETECTORS,
}
"""Every detector by the name that rules give it; each module of checks brings its own."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check tells: how long the text is, what it asks for, and what to mind, in the text's order.

    `words`, `lines` (76 columns wide, empty ones left out) and `sentences` leave out quoted text and the
    signature; `seconds` is how long it takes to say it.
    """

    draft: Draft
    words: int
    lines: int
    sentences: int
    seconds: int
    ask: Request
    findings: tuple[Finding, ...]


def check(text: str, context: Context) -> Report:
    """Check a text; the same text and context give the same report.

    Args:
        text: as typed, pasted or read from a file, with or without subject line, quoted mail, signature.
        context: what is known beside it.
    """
    return check_draft(read_draft(text), context)


def check_draft(draft: Draft, context: Context) -> Report:
    """Check a draft that was read already."""
    reading = understand(draft, context)
    found = [
        _finding(rule, hit, reading)
        for rule in shipped_rules()
        if rule.concerns(reading.medium, reading.request)
        for hit in DETECTORS[rule.detects](rule, reading)
    ]
    found = _told_once(found, draft)
    found += context.grammar(draft) if context.grammar else ()
    loudest = tuple(Severity)
    found.sort(key=lambda each: (each.start, -loudest.index(each.severity), each.end, each.rule))
    rate = context.material.playbook.number("speaking.rate")
    return Report(
        draft=draft,
        words=draft.words,
        lines=draft.lines,
        sentences=len(draft.sentences),
        seconds=round(draft.words * 60 / rate),
        ask=reading.request,
        findings=tuple(found),
    )


def _told_once(found: list[Finding], draft: Draft) -> list[Finding]:
    """Return the findings without those that yield to others, whose rows the others then carry.

    A finding that itself yields makes others yield all the same; its rows go on to whoever stays.
    """
    rules = {each.id: each for each in shipped_rules()}
    rows = {id(each): list(each.rows) for each in found}
    stronger = {id(each): _stronger(rules[each.rule], each, found, draft) for each in found}
    for each in found:
        for other in _staying(each, stronger):
            rows[id(other)] += each.rows
    return [
        replace(each, rows=tuple(dict.fromkeys(rows[id(each)]))) for each in found if not stronger[id(each)]
    ]


def _stronger(rule: CheckRule, one: Finding, found: list[Finding], draft: Draft) -> list[Finding]:
    """Return the findings that a finding yields to, the first of each rule."""
    if not rule.yields_to and not rule.yields_beside:
        return []
    here = draft.sentence_at(one.start)
    others: dict[str, Finding] = {}
    for each in found:
        beside = each.rule in rule.yields_beside and draft.sentence_at(each.start) == here
        if beside or each.rule in rule.yields_to:
            others.setdefault(each.rule, each)
    return list(others.values())


def _staying(one: Finding, stronger: Mapping[int, list[Finding]]) -> list[Finding]:
    """Return those that stay of the findings that one yields to, first or last."""
    staying: list[Finding] = []
    for each in stronger[id(one)]:
        staying += _staying(each, stronger) if stronger[id(each)] else [each]
    return staying


def _finding(rule: CheckRule, hit: Hit, reading: Reading) -> Finding:
    playbook = reading.context.material.playbook
    quote = reading.draft.text[hit.start : hit.end]
    words = {"quote": quote, **hit.words}

    def fill(text: str) -> str:
        for slot, word in words.items():
            text = text.replace("{" + slot + "}", word)
        return text

    return Finding(
        rule=rule.id,
        rows=hit.rows or rule.rows,
        severity=hit.severity or rule.severity,
        start=hit.start,
        end=hit.end,
        quote=quote,
        says=fill(rule.says),
        because=fill(rule.because),
        guide=playbook.base if playbook.base in rule.guides else next(iter(rule.guides), ""),
        remedy=fill(rule.remedy),
        replacement=hit.replacement,
    )
