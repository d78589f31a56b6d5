"""Remedies that are one press away: a finding's own words put in the place of what it found."""

from collections.abc import Iterable

from hallway.desk.findings import Finding
from hallway.playbooks.cautions import Severity

_BEFORE_A_SENTENCE = frozenset("\n.!?")
_LEFT_BEHIND = " \t,;:"


def apply_remedy(text: str, finding: Finding) -> str:
    """Return a text with a finding's replacement in it; where words only go, what they leave is tidied.

    Args:
        text: the text that was checked, unchanged since.
        finding: one that has a replacement.
    """
    before, after = text[: finding.start], text[finding.end :]
    if finding.replacement:
        return before + finding.replacement + after
    return before + _tidy(before, after)


def apply_remedies(text: str, findings: Iterable[Finding]) -> tuple[str, tuple[Finding, ...]]:
    """Return a text with the replacements of several findings in it, and the findings that were mended.

    Findings without a replacement are left out. Where two concern the same words, the louder one counts, of
    equally loud ones the one that comes first.

    Args:
        text: the text that was checked, unchanged since.
        findings: of that check.
    """
    loudest = tuple(Severity)
    able = [each for each in findings if each.replacement is not None]
    chosen: list[Finding] = []
    for each in sorted(able, key=lambda one: (-loudest.index(one.severity), one.start, one.end)):
        if all(each.end <= other.start or other.end <= each.start for other in chosen):
            chosen.append(each)
    chosen.sort(key=lambda one: one.start)
    for each in reversed(chosen):  # from the end, so that what comes before stays where it was
        text = apply_remedy(text, each)
    return text, tuple(chosen)


def _tidy(before: str, after: str) -> str:
    """Return what follows words that were taken out: no doubled space, no comma without a sentence."""
    if _begins_a_sentence(before):
        after = after.lstrip(_LEFT_BEHIND)
        return after[:1].upper() + after[1:]
    return after.lstrip(" \t") if before.endswith((" ", "\t")) else after


def _begins_a_sentence(before: str) -> bool:
    bare = before.rstrip(" \t")
    return not bare or (bare[-1] in _BEFORE_A_SENTENCE and (bare != before or bare[-1] == "\n"))
