"""How long a text is, against what its kind may take: words, lines, sentences, characters, seconds."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span, count_words, read_draft
from hallway.desk.findings import Hit
from hallway.desk.follow_ups import find_bare_nudge
from hallway.desk.templates import Limit
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium
from hallway.playbooks.cautions import Severity
from hallway.playbooks.rules import Playbook

_SCORE = re.compile(
    r"\b(?:step ?[123](?: ?ck| ?cs)?|level ?[123]|usmle|comlex|oet|ielts|toefl"
    r"|plab(?: ?[12])?|mccqe(?:1| part i)?|neet(?:-?pg)?"
    r"|gre|mcat|gpa|cgpa|nbme|shelf|aggregate|class rank|percentile|marks|score)\b"
    r"[^.\n;,()]{0,24}?\b\d{1,3}(?:[./]\d+)?(?:st|nd|rd|th)?\b"
    r"|\b\d{1,3}(?:\.\d+)?(?:(?:st|nd|rd|th) percentile| ?%| percent)\s*(?:in|marks|aggregate|on|for)\b"
)
_FAR = 1.2
"""A text that misses its length by a fifth or more is worth more than a note."""

_BARE_WORDS = 4
"""Words of a spoken "Thank you, Dr. Lee.", which nobody counts as a sentence."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CHAIN = 4
"""Steps in one sentence that make it a list of years; a pair of them is one fact."""

_OPENING = 2
"""Sentences in which thanks, answers and updates show what they are."""

_MEASURED = frozenset({"mail.cold.sentences.who", "mail.cold.sentences.why", "mail.cold.sentences.ask"})


def find_long_first_mail(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail has more words or lines than the guides allow; one finding says both numbers."""
    draft, playbook = reading.draft, reading.context.material.playbook
    if not _is_first(reading) or draft.words > playbook.number("mail.words.boundary"):
        return
    words, lines = draft.words, draft.body_lines
    many_lines = playbook.number("mail.cold.lines.max") if _judges_lines(playbook) else None
    is_far = words >= playbook.number("mail.cold.words.max") or (
        many_lines is not None and lines > playbook.number("mail.cold.lines.strong")
    )
    if is_far or words >= playbook.number("mail.cold.words.warn") or (many_lines and lines > many_lines):
        is_sure = is_far and reading.is_cold
        yield _long(draft, Severity.STRONG if is_sure else Severity.WARN, words=words, lines=lines)


def _is_first(reading: Reading) -> bool:
    """Tell whether a mail goes to a stranger: by its first words alone where the record cannot tell.

    A long mail says something sooner or later that thanks and updates say too; those say it at once.
    """
    draft, context = reading.draft, reading.context
    if reading.is_cold or reading.medium is not Medium.MAIL:
        return reading.is_cold
    if context.material.answers is not None or context.material.recipient is not None or draft.quoted:
        return False
    if context.template is not None or draft.folded.startswith("re:", (draft.subject or draft.body).start):
        return False
    begins = (*([draft.subject] if draft.subject else []), *draft.sentences[:_OPENING])
    warm = wordings("relations", "warm")
    introduces = wordings("structure", "introduction")
    if any(introduces.search(draft.folded, each.start, each.end) for each in draft.sentences[:_OPENING]):
        return True
    return not any(warm.search(draft.folded, each.start, each.end) for each in begins)


def _judges_lines(playbook: Playbook) -> bool:
    """Tell whether lines count for this audience: not where its guide counts words instead."""
    words, lines = playbook.values["mail.cold.words.max"], playbook.values["mail.cold.lines.max"]
    return playbook.base in lines.per_audience or playbook.base not in words.per_audience


def find_very_long_first_mail(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail is so long that it takes time nobody offered."""
    draft = reading.draft
    most = reading.context.material.playbook.number("mail.words.boundary")
    if draft.words > most and _is_first(reading):
        severity = None if reading.is_cold else Severity.WARN
        yield _long(draft, severity, words=draft.words, lines=draft.body_lines)


def find_long_later_mail(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a mail to somebody known is far too long."""
    draft, playbook = reading.draft, reading.context.material.playbook
    boundary = playbook.number("mail.words.boundary")
    if playbook.number("mail.later.words.max") < draft.words <= boundary and not _is_first(reading):
        yield _long(draft, None, words=draft.words)


def find_very_long_later_mail(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a mail to somebody known takes more time than a mail may."""
    draft = reading.draft
    most = reading.context.material.playbook.number("mail.words.boundary")
    if draft.words > most and not _is_first(reading):
        yield _long(draft, None, words=draft.words)


def find_long_paragraph(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when the longest paragraph of a mail is a wall of text."""
    draft = reading.draft
    counted = [(count_words(draft.text[each.start : each.end]), each) for each in draft.paragraphs]
    words, where = max(counted, default=(0, draft.body), key=lambda each: each[0])
    if words > reading.context.material.playbook.number("mail.paragraph.words"):
        yield Hit(start=where.start, end=where.end, words={"words": str(words)})


def find_own_story(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail tells the applicant's history at length."""
    if not reading.is_cold:
        return
    draft = reading.draft
    told = [each for each in draft.sentences if _is_history(draft, each)]
    weight = sum(_steps(draft, each) for each in told)
    if weight >= reading.context.material.playbook.number("mail.story.sentences"):
        words = {"sentences": "One sentence tells" if len(told) == 1 else f"{len(told)} sentences tell"}
        yield Hit(start=told[0].start, end=told[-1].end, words=words)


def _steps(draft: Draft, sentence: Span) -> int:
    """Return how much of a life a sentence tells: one fact, or as many steps as it strings together."""
    verbs = len(wordings("structure", "step").findall(draft.folded, sentence.start, sentence.end))
    steps = max(verbs, len(_YEAR.findall(draft.folded, sentence.start, sentence.end)))
    return steps if steps >= _CHAIN else max(1, steps - 1)


def _is_history(draft: Draft, sentence: Span) -> bool:
    tells = wordings("structure", "history").search(draft.folded, sentence.start, sentence.end)
    return bool(tells) and not wordings("structure", "yours").search(
        draft.folded, sentence.start, sentence.end
    )


def find_scores(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail lists scores that stand in the CV."""
    if not reading.is_cold:
        return
    draft = reading.draft
    found = [
        each for place in draft.paragraphs for each in _SCORE.finditer(draft.folded, place.start, place.end)
    ]
    if len(found) > reading.context.material.playbook.number("mail.scores"):
        yield Hit(start=found[0].start(), end=found[-1].end(), words={"scores": str(len(found))})


def find_long_note(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a connection note has more characters than its place takes."""
    bare = reading.draft.text.strip()
    most = reading.context.material.playbook.number("note.characters")
    if len(bare) > most:
        start = reading.draft.text.index(bare)
        yield Hit(
            start=start + most, end=start + len(bare), words={"characters": str(len(bare)), "most": str(most)}
        )


def find_pitch_length(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a pitch takes longer, or less, than the guides give it."""
    if not _is_pitch(reading):
        return
    seconds, playbook = _seconds(reading), reading.context.material.playbook
    least, most = playbook.number("pitch.seconds.min"), playbook.number("pitch.seconds.max")
    words = {"seconds": str(seconds), "least": str(least), "most": str(most)}
    body = _whole(reading.draft)
    if seconds > most:
        words["which"] = "longer than"
        yield Hit(start=body.start, end=body.end, words=words)
    elif seconds * _FAR < least and _is_whole_pitch(reading):
        words["which"] = "shorter than"
        yield Hit(start=body.start, end=body.end, words=words, severity=Severity.NOTE)


def _is_pitch(reading: Reading) -> bool:
    template = reading.context.template
    if template is None:
        return not _is_poster_talk(reading)
    keys = {each.key for each in template.limits}
    return not keys.isdisjoint({"pitch.seconds.min", "pitch.seconds.max"}) or template.id == "TPL-41"


def _is_whole_pitch(reading: Reading) -> bool:
    """Tell whether a text wants to be a whole pitch, not one line or a question after a talk."""
    draft, template = reading.draft, reading.context.template
    if template is not None and any(each.unit == "seconds" for each in template.limits):
        return True
    says_who = wordings("structure", "says-who").search(draft.folded)
    asks_them = wordings("structure", "about-talk").search(draft.folded)
    return template is None and bool(says_who) and asks_them is None and len(draft.sentences) > 1


def _is_poster_talk(reading: Reading) -> bool:
    template = reading.context.template
    if template is not None:
        return template.id == "TPL-42"
    return wordings("structure", "poster-talk").search(reading.draft.folded) is not None


def find_poster_talk_length(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when the talk at a poster takes longer than a passer-by stands."""
    most = reading.context.material.playbook.number("poster.talk.minutes")
    seconds = _seconds(reading)
    if _is_poster_talk(reading) and seconds > most * 60:
        body = _whole(reading.draft)
        yield Hit(start=body.start, end=body.end, words={"seconds": str(seconds), "most": str(most)})


def find_template_limits(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a text is longer or shorter than its template asks; the template's rows speak."""
    template = reading.context.template
    if template is None:
        return
    for limit in template.limits:
        if limit.key in _judged_elsewhere() or limit.key in _MEASURED:
            continue
        if reading.is_cold and reading.medium is Medium.MAIL and limit.unit in {"words", "lines"}:
            continue  # the length of first mails has a rule of its own
        hit = next(_limit_hit(limit, reading, template.rows), None)
        if hit is not None:
            yield hit
            return


@cache
def _judged_elsewhere() -> frozenset[str]:
    """Return the values that other rules measure by."""
    rules = (each for each in shipped_rules() if each.detects != "template-limits")
    return frozenset(key for each in rules for key in each.limits)


def _limit_hit(limit: Limit, reading: Reading, rows: tuple[str, ...]) -> Iterator[Hit]:
    least, most = _range(limit, reading.context.material.playbook)
    has = measure(limit.unit, reading)
    over, under = most is not None and has > most, least is not None and has < least
    if not (over or under):
        return
    body = _whole(reading.draft)
    bound = (most if over else least) or 0
    is_far = has > bound * _FAR if over else has * _FAR < bound
    words = {
        "has": str(has),
        "unit": limit.unit,
        "bound": str(bound),
        "which": "at most" if over else "at least",
    }
    severity = Severity.WARN if is_far and over else Severity.NOTE
    yield Hit(start=body.start, end=body.end, words=words, severity=severity, rows=rows)


def _range(limit: Limit, playbook: Playbook) -> tuple[int | None, int | None]:
    if not limit.key:
        return limit.least, limit.most
    content = playbook.values[limit.key].content
    if isinstance(content, tuple) and len(content) > 1 and isinstance(content[0], int):
        return limit.least if limit.least is not None else content[0], playbook.number(limit.key)
    return (
        (playbook.number(limit.key), limit.most)
        if limit.key.endswith(".min")
        else (limit.least, playbook.number(limit.key))
    )


def measure(unit: str, reading: Reading) -> int:
    """Return how much a text has of one unit: words, lines, questions, seconds and so on."""
    draft = reading.draft
    if unit == "words":
        return draft.words
    if unit == "lines":
        return draft.body_lines
    if unit == "sentences":
        said = (draft.text[each.start : each.end] for each in draft.sentences)
        return sum(reading.medium is not Medium.SPOKEN or count_words(each) > _BARE_WORDS for each in said)
    if unit == "characters":
        return len(draft.text.strip())
    if unit == "questions":
        return sum("?" in draft.text[each.start : each.end] for each in draft.sentences)
    return _seconds(reading) if unit == "seconds" else -(-_seconds(reading) // 60)


def find_longer_than_first(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a follow-up is longer than the mail that it follows up."""
    first = reading.context.material.answers
    if first is None or any(True for _ in find_bare_nudge(rule, reading)):
        return  # one finding for one second mail
    before = read_draft(first.text).words
    short = reading.context.material.playbook.number("follow-up.words.short")
    if reading.draft.words > max(before, short) and before > 0:
        body = _whole(reading.draft)
        words = {"words": str(reading.draft.words), "before": str(before)}
        yield Hit(start=body.start, end=body.end, words=words)


def _seconds(reading: Reading) -> int:
    return round(reading.draft.words * 60 / reading.context.material.playbook.number("speaking.rate"))


def _whole(draft: Draft) -> Span:
    """Return everything that is the applicant's own, from the first part to the last."""
    parts = [each for each in (draft.salutation, *draft.paragraphs, draft.closing) if each]
    return Span(parts[0].start, parts[-1].end) if parts else draft.body


def _long(draft: Draft, severity: Severity | None, **counts: int) -> Hit:
    body = draft.body
    return Hit(
        start=body.start,
        end=body.end,
        words={name: str(count) for name, count in counts.items()},
        severity=severity,
    )


DETECTORS: Mapping[str, Detector] = {
    "long-first-mail": find_long_first_mail,
    "very-long-first-mail": find_very_long_first_mail,
    "long-later-mail": find_long_later_mail,
    "very-long-later-mail": find_very_long_later_mail,
    "long-paragraph": find_long_paragraph,
    "own-story": find_own_story,
    "scores": find_scores,
    "long-note": find_long_note,
    "pitch-length": find_pitch_length,
    "poster-talk-length": find_poster_talk_length,
    "template-limits": find_template_limits,
    "longer-than-first": find_longer_than_first,
}
