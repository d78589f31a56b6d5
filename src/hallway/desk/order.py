"""In which order a first mail says things: their work before one's own need."""

from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Hit
from hallway.desk.personal import fact_within, is_english
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium
from hallway.playbooks.cautions import Severity

_LEADING = 3
"""Sentences at the start, pleasantries left out, in which a need comes too early."""


def find_need_before_interest(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail or note wants something before it shows an interest in its reader."""
    if (
        not reading.is_cold
        or reading.medium not in {Medium.MAIL, Medium.NOTE}
        or not is_english(reading.draft)
    ):
        return
    draft = reading.draft
    for sentence in _leading(draft):
        loud = wordings("personal", "need.loud").search(draft.folded, sentence.start, sentence.end)
        plain = wordings("personal", "need.plain").search(draft.folded, sentence.start, sentence.end)
        need = loud or plain
        interest = fact_within(draft, sentence)
        if interest and (need is None or plain or interest.start < need.start()):
            return
        if need:
            severity = Severity.STRONG if loud else Severity.WARN
            yield Hit(start=need.start(), end=need.end(), severity=severity)
            return


def _leading(draft: Draft) -> Iterator[Span]:
    left = _LEADING
    for each in draft.sentences:
        pleasantry = wordings("personal", "pleasantry").search(draft.folded, each.start, each.end)
        if pleasantry and pleasantry.start() - each.start < _NEAR_START:
            continue
        if left == 0:
            return
        left -= 1
        yield each


_NEAR_START = 12
"""Letters after which a pleasantry is no longer what a sentence is about."""

DETECTORS: Mapping[str, Detector] = {"need-before-interest": find_need_before_interest}
