"""Checking a text: every rule that concerns it looks at it once, and says where and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.context import Context, Detector, Reading
from hallway.desk.drafts import Draft, read_draft
from hallway.desk.findings import Finding, Hit
from hallway.desk.phrases import find_phrases
from hallway.desk.understanding import understand
from hallway.domain.messages import Request
from hallway.playbooks.cautions import Severity

DETECTORS: Mapping[str, Detector] = {"phrases": find_phrases}
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
        text: as typed, pasted or read from a file: a subject line, quoted mail and a signature may stand in it.
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
        rows=rule.rows,
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
