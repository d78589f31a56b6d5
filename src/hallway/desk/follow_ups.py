"""What a follow-up has to say: after no reply, after a conference, as thanks for a rotation or interview."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Hit
from hallway.desk.personal import is_english
from hallway.desk.word_lists import wordings
from hallway.domain.interactions import TWO_WAY
from hallway.playbooks.cautions import Severity

_NO_REPLY = "TPL-15"
_AFTER_CONFERENCE = frozenset({"TPL-11", "TPL-12", "TPL-13", "TPL-14"})
_THANKS = frozenset({"TPL-25", "TPL-33"})
_LASTED = re.compile(r"\b(?:interview|rotation|elective|clerkship|sub-?internship|observership)")
_LEAST_WORDS = 8
_GRATEFUL = re.compile(r"thank|grateful|gratitude|appreciat|honou?r to interview|pleasure to interview")
_SOCIETY = re.compile(r"\b(?:at|during|from) (?:the )?[A-Z]{3,}\b")
_AT_NAME = re.compile(r"\b(?:at|during|after|from) (?:the )?(?:[A-Z]{3,}|[A-Z][\w'&-]+ (?:[A-Z0-9][\w'&-]*))")


def find_bare_nudge(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell what a second mail after no reply lacks: date and topic of the first, a way out, somebody else."""
    draft = reading.draft
    begins = _follows_silence(reading)
    if begins is None or not is_english(draft):
        return
    dated, named = _says(draft, "date"), _says_topic(draft)
    leaves, points = _says(draft, "exit"), _says(draft, "alternative")
    told = (
        (dated, "the day of your first mail"),
        (named, "what it was about"),
        (leaves, "a way out for a busy reader"),
        (points, "a resident or fellow whom you could ask instead"),
    )
    lacks = [what for is_there, what in told if not is_there]
    if lacks:
        severity = Severity.NOTE if leaves and (dated or named) else Severity.WARN
        yield Hit(start=begins.start, end=begins.end, words={"lacks": _and(lacks)}, severity=severity)


def _follows_silence(reading: Reading) -> Span | None:
    """Return where a text shows that it follows up a mail without an answer, None when it does not."""
    draft, context = reading.draft, reading.context
    whole = draft.sentences[0] if draft.sentences else draft.body
    if context.template is not None:
        return whole if context.template.id == _NO_REPLY else None
    if _says(draft, "after-talking"):
        return None
    first = context.material.answers
    other = context.material.recipient
    if first is not None and first.sent_at is not None and other is not None:
        answered = any(each.kind in TWO_WAY and each.at >= first.sent_at for each in other.interactions)
        return None if answered else whole
    places = (*draft.sentences, *([draft.subject] if draft.subject else []))
    return next(
        (each for each in places if wordings("follow-ups", "again").search(draft.folded, *each)), None
    )


def _says_topic(draft: Draft) -> bool:
    subject = draft.words_of(draft.subject) if draft.subject else ""
    return subject.startswith("re:") or _says(draft, "topic")


def find_bare_greeting_after_event(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell what a mail after a conference lacks: where they met, what stayed, who writes, what comes next."""
    draft = reading.draft
    begins = _follows_event(reading)
    if begins is None or not is_english(draft) or draft.words < _LEAST_WORDS:
        return
    told = (
        (_names_event(draft), "where you met"),
        (_says(draft, "insight"), "one specific thing you took with you"),
        (_says(draft, "who") or draft.signature is not None or _is_known(reading), "who you are"),
        (_says(draft, "onward") or "?" in draft.words_of(draft.body), "what you would like next"),
    )
    lacks = [what for is_there, what in told if not is_there]
    if lacks and lacks != [told[-1][1]]:  # thanks for one thing that stayed may end there
        severity = Severity.NOTE if told[1][0] else Severity.WARN
        yield Hit(start=begins.start, end=begins.end, words={"lacks": _and(lacks)}, severity=severity)


def _follows_event(reading: Reading) -> Span | None:
    draft, template = reading.draft, reading.context.template
    if template is not None:
        whole = draft.sentences[0] if draft.sentences else draft.body
        return whole if template.id in _AFTER_CONFERENCE else None
    if _says(draft, "later") or not (
        _says(draft, "event")
        or _says_subject(draft, "event")
        or _SOCIETY.search(draft.text)
        or _met_at_event(reading)
    ):
        return None
    return next(
        (each for each in draft.sentences[:3] if wordings("follow-ups", "met").search(draft.folded, *each)),
        None,
    )


def _met_at_event(reading: Reading) -> bool:
    """Tell whether the record's last talk with them was at an event."""
    other = reading.context.material.recipient
    talks = [each for each in other.interactions if each.kind in TWO_WAY] if other is not None else []
    return bool(talks) and bool(max(talks, key=lambda each: each.at).event)


def find_empty_thanks(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when thanks after a rotation or an interview name no case, moment or topic."""
    draft, template = reading.draft, reading.context.template
    is_thanks = template.id in _THANKS if template else _thanks_for_interview(draft)
    if is_thanks and is_english(draft) and draft.sentences and not _tells_moment(draft):
        first = draft.sentences[0]
        yield Hit(start=first.start, end=first.end, rows=template.rows if template else ())


def _tells_moment(draft: Draft) -> bool:
    """Tell whether thanks name something that happened or was said; "I learned a lot" names nothing."""
    if _says(draft, "moment"):
        return True
    hollow, insight = wordings("follow-ups", "insight.hollow"), wordings("follow-ups", "insight")
    for place in draft.paragraphs:
        empty = [each.span() for each in hollow.finditer(draft.folded, *place)]
        for found in insight.finditer(draft.folded, *place):
            if not any(start < found.end() and found.start() < end for start, end in empty):
                return True
    return False


def _thanks_for_interview(draft: Draft) -> bool:
    """Tell whether the subject or the first sentence gives thanks for an interview or a rotation."""
    parts = (*draft.sentences[:1], *([draft.subject] if draft.subject else []))
    return any(_GRATEFUL.search(said) and _LASTED.search(said) for said in map(draft.words_of, parts))


def _is_known(reading: Reading) -> bool:
    """Tell whether the record has this meeting: then the reader has a name for the face."""
    other = reading.context.material.recipient
    return other is not None and any(each.kind in TWO_WAY for each in other.interactions)


def _names_event(draft: Draft) -> bool:
    """Tell whether a text names where both met: an event by its kind, or by a name with capitals."""
    if _says(draft, "event.named") or _says_subject(draft, "event"):
        return True
    return any(_AT_NAME.search(draft.text, each.start, each.end) for each in draft.paragraphs)


def _says(draft: Draft, name: str) -> bool:
    pattern = wordings("follow-ups", name)
    return any(pattern.search(draft.folded, each.start, each.end) for each in draft.paragraphs)


def _says_subject(draft: Draft, name: str) -> bool:
    return draft.subject is not None and bool(
        wordings("follow-ups", name).search(draft.folded, *draft.subject)
    )


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


DETECTORS: Mapping[str, Detector] = {
    "bare-nudge": find_bare_nudge,
    "bare-after-event": find_bare_greeting_after_event,
    "empty-thanks": find_empty_thanks,
}
