"""Is this mail written for one person? A fact about them, or only praise that would fit anybody."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Hit
from hallway.desk.material import Recipient
from hallway.desk.word_lists import compile_phrases, phrase_lists, wordings
from hallway.domain.messages import Medium, Request
from hallway.domain.names import fold
from hallway.playbooks.cautions import Severity

_TOLD = ("fact.introduced", "fact.met", "fact.shared", "fact.known", "fact.place", "fact.seen")
_TITLE = re.compile(r'"[^"\n]{12,}"|\b(?:pmid|doi)\b')
_PLACE = re.compile(r"\b(?:universit|hospital|school|college|cent(?:er|re)|clinic|institut)")
_WORD = re.compile(r"[^\W_][\w'-]*")
_BEFORE = r"(?P<before>(?:(?!(?:is|are|was|were|has|have|had|will|would|can) )[\w'&/-]+,? ){0,6}?)"
_BEFORE_HOUSE = r"(?P<before>(?:(?!(?:at|in|of|and|program|residency|department|hospital) )[\w'&/-]+ ){0,3}?)"
_TAIL = r"[^\s.!?;]+(?: [^\s.!?;]+){0,8}"
_ABOUT = re.compile(r"\b(?:about|on|of|regarding|your) ")
_LEAST_LETTERS = 3
_LEAST_TITLE_WORDS = 2
_LEAST_ENGLISH = 0.12
_LEAST_WORDS = 6
_ABOUT = re.compile(r"\b(?:about|on|regarding|in|of) ([^\n]+)")
_OF_ONESELF = re.compile(
    r"\b(?:i|i'm|im|me|my|myself|mine|please|kindly|pls|thank|thanks|regards|hope|sir|sincerely)\b"
)
_YOURS = re.compile(r"\b(?:your|ur) ([\w'-]+)(?: ([\w'-]+))?")
_THING = re.compile(r"\b(?:with|on|about|of|in|for|to) (?:the|your) ([^\n:,;?]{3,60})")
_ADDRESSES = re.compile(r"\b(?:you|your|yours|u|ur|dr|prof|professor|doctor|sir|madam)\b")
_ENGLISH = re.compile(
    r"\b(?:the|and|to|of|in|my|i|a|you|your|for|is|am|im|i'm|with|me|please|at|on|it|this|need|any|got|have)\b"
)


def find_missing_fact(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail has nothing about its recipient, not even praise."""
    if is_judged(reading) and not has_fact(reading) and first_praise(reading.draft) is None:
        where = reading.draft.salutation or _first(reading.draft)
        is_sure = _introduces(reading.draft) and not _may_hold_fact(reading.draft)
        severity = None if is_sure else Severity.WARN
        yield Hit(start=where.start, end=where.end, severity=severity)


def find_empty_praise(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail praises its recipient and names nothing of theirs."""
    if is_judged(reading) and not has_fact(reading):
        found = first_praise(reading.draft)
        admires = found is not None and _admires(reading.draft, found)
        if found is not None and (
            admires or (_introduces(reading.draft) and not _subject_names(reading.draft))
        ):
            yield Hit(start=found.start, end=found.end)


def is_judged(reading: Reading) -> bool:
    """Tell whether this is a first mail that wants something, in a language that the words are known of."""
    draft = reading.draft
    wants = reading.request not in {Request.NONE, Request.INFORM} or _introduces(draft)
    return (
        reading.is_cold
        and reading.medium is Medium.MAIL
        and wants
        and _is_to_somebody(draft)
        and draft.words >= _LEAST_WORDS
        and is_english(draft)
    )


def _is_to_somebody(draft: Draft) -> bool:
    """Tell whether a text greets, closes or addresses anybody: a profile or a post does not."""
    if draft.subject or draft.salutation or draft.closing or draft.name:
        return True
    return _ADDRESSES.search(draft.folded) is not None


def is_english(draft: Draft) -> bool:
    """Tell whether a text has as many of the small words as English has: others are not judged."""
    body = draft.folded[draft.body.start : draft.body.end]
    return len(_ENGLISH.findall(body)) >= _LEAST_ENGLISH * len(body.split())


def has_fact(reading: Reading) -> bool:
    """Tell whether a text holds a fact about its recipient: one of the record, or one by its words."""
    if first_fact(reading.draft) is not None:
        return True
    other = reading.context.material.recipient
    return other is not None and _names_record(reading.draft, other)


@lru_cache(maxsize=8)
def first_fact(draft: Draft) -> Span | None:
    """Return the first words that fit one recipient only: a title, a meeting, a tie, a work and its topic."""
    places = [draft.subject] if draft.subject else []
    for place in (*draft.paragraphs, *places):
        found = fact_within(draft, place)
        if found:
            return found
    return _named_in_subject(draft)


def _named_in_subject(draft: Draft) -> Span | None:
    """Return "your paper" in a text whose subject says what it is about."""
    about = _ABOUT.search(draft.folded, *draft.subject) if draft.subject else None
    if draft.subject and (told := _told_of_subject(draft, draft.subject)):
        return told
    if about is None or not _has_substance(draft.text[about.start(1) : about.end(1)]):
        return None
    works = wordings("personal", "their-work")
    hits = (works.search(draft.folded, each.start, each.end) for each in draft.paragraphs)
    return next((Span(each.start(), each.end()) for each in hits if each), None)


def _told_of_subject(draft: Draft, subject: Span) -> Span | None:
    """Return where a statement takes up what the subject calls "the" or "your": "the LOL memory screen"."""
    named = _THING.search(draft.folded, *subject)
    words = [each for each in _words(named[1]) if each not in _hollow()] if named else []
    rare = [each for each in words if not wordings("personal", "benefit").fullmatch(each)]
    if len(rare) < _LEAST_TITLE_WORDS:
        return None
    for each in draft.sentences:
        said = frozenset(_WORD.findall(draft.folded[each.start : each.end]))
        is_asked = draft.folded.endswith("?", each.start, each.end)
        if not is_asked and sum(word in said for word in rare) >= _LEAST_TITLE_WORDS:
            return each
    return None


def fact_within(draft: Draft, place: Span) -> Span | None:
    """Return the first such words in one part of a text."""
    for pattern in (_TITLE, *(wordings("personal", name) for name in _TOLD)):
        found = pattern.search(draft.folded, place.start, place.end)
        if found:
            return Span(found.start(), found.end())
    works = (_of_theirs(), _of_their_house(), _was_told(), _was_read(), _of_any(), *_told_of_them())
    hits = (each for pattern in works for each in pattern.finditer(draft.folded, place.start, place.end))
    named = next((Span(each.start(), each.end()) for each in hits if _is_specific(draft, each)), None)
    return named or _rare_thing(draft, place)


def _rare_thing(draft: Draft, place: Span) -> Span | None:
    """Return a thing of theirs that two words single out, as in "your Tuesday gout conference"."""
    for found in _YOURS.finditer(draft.folded, *place):
        if not _is_rare(found[1]):
            continue
        if found[2] and _is_rare(found[2]) and found[2] not in _little():
            return Span(found.start(), found.end(2))
    return None


@cache
def _little() -> frozenset[str]:
    return frozenset(phrase_lists("personal")["leads"])


@lru_cache(maxsize=8)
def first_praise(draft: Draft) -> Span | None:
    """Return the first words of praise or interest that would fit anybody."""
    pattern = wordings("personal", "praise")
    for place in draft.paragraphs:
        found = pattern.search(draft.folded, place.start, place.end)
        if found:
            return Span(found.start(), found.end())
    return None


@cache
def _of_theirs() -> re.Pattern[str]:
    """Return what finds "your 2024 study of burns" with its topic."""
    return _work_pattern(rf"your {_BEFORE}")


@cache
def _of_their_house() -> re.Pattern[str]:
    """Return what finds "your cleft clinic"."""
    return compile_phrases((rf"your {_BEFORE_HOUSE}{{house}}",), phrase_lists("personal"))


@cache
def _was_told() -> re.Pattern[str]:
    """Return what finds "your talk in Omaha" and "your 2024 paper in a journal"."""
    return _work_pattern(rf"your {_BEFORE}", "told", "told.where")


@cache
def _of_any() -> re.Pattern[str]:
    """Return what finds "your letter to students about first nights", whatever it is called."""
    what = r"your (?P<before>)(?!(?:{asked})\b)[\w'-]+(?: (?!(?:{asked})\b)[\w'-]+){0,3}?"
    toward = "(?:on|about|of|for(?! (?:my|me|your|us|this|it|the|an?|any|all)\\b))"
    return compile_phrases((rf"{what} {toward} (?P<tail>{_TAIL})",), phrase_lists("personal"))


@cache
def _told_of_them() -> tuple[re.Pattern[str], ...]:
    """Return what finds "You let the children draw" and "In your aphasia choir a man sang"."""
    lists = phrase_lists("personal")
    did = compile_phrases((rf"you (?P<before>){{did}} (?P<tail>{_TAIL})",), lists)
    have = (
        r"your (?P<before>(?!(?:{asked})\b)[\w'-]+ )"
        r"(?P<tail>(?!(?:{asked}|{leads})\b)[\w'-]+(?: (?!(?:{leads})\b)[\w'-]+)?),? {tells}"
    )
    went_on = rf"your (?P<before>){{told}} {{went-on}} (?P<tail>{_TAIL})"
    return did, compile_phrases((have,), lists), compile_phrases((went_on,), lists)


@cache
def _was_read() -> re.Pattern[str]:
    """Return what finds "I read the paper on burns" with its topic."""
    return _work_pattern(rf"{{read}} {_BEFORE}")


def _work_pattern(lead: str, what: str = "work", toward: str = "toward") -> re.Pattern[str]:
    tail = rf"(?: (?P<toward>{{{toward}}}) (?P<tail>{_TAIL}))?"
    named = rf"(?:{{{what}}})(?:'s?)?(?: (?:{{{what}}}))*"
    return compile_phrases((lead + named + tail,), phrase_lists("personal"))


def _is_specific(draft: Draft, found: re.Match[str]) -> bool:
    """Tell whether the words around a work name it, rather than praise it."""
    parts = found.groupdict()
    groups = [each for each in ("before", "tail") if parts.get(each)]
    if "tail" in groups and parts.get("toward") == "at" and _PLACE.search(found["tail"]):
        groups.remove("tail")  # "your talk at the university" says where, not what
    return any(_has_substance(draft.text[found.start(group) : found.end(group)]) for group in groups)


def _has_substance(text: str) -> bool:
    """Tell whether words say more than praise, filler, a field or a kind of place."""
    hollow = _hollow()
    return any(
        len(word) >= _LEAST_LETTERS and not word.endswith("ing") and word not in hollow
        for word in map(fold, _WORD.findall(text))
    )


@cache
def _hollow() -> frozenset[str]:
    return frozenset(phrase_lists("personal")["hollow"])


def _may_hold_fact(draft: Draft) -> bool:
    """Tell whether a statement speaks of the reader, or of something else than the writer.

    The reader may find a fact in it that the lists of words do not know: then nothing is sure.
    """
    for each in draft.sentences:
        if draft.folded.endswith("?", each.start, each.end):
            continue
        said = draft.folded[each.start : each.end]
        if said.startswith(("you ", "you, ", "your ")) or not _OF_ONESELF.search(said):
            return True
        if any(_is_rare(found[1]) for found in _YOURS.finditer(said)):
            return True
    return False


def _is_rare(word: str) -> bool:
    """Tell whether a word says what thing is meant: no praise, filler or what one asks for."""
    is_asked = any(wordings("personal", name).fullmatch(word) for name in ("asked", "benefit", "polite"))
    is_work = wordings("personal", "work").fullmatch(word)
    return len(word) >= _LEAST_LETTERS and word not in _hollow() and not is_asked and not is_work


def _subject_names(draft: Draft) -> bool:
    """Tell whether the subject line names a topic, which "your paper" in the body then is about."""
    if draft.subject is None:
        return False
    found = _ABOUT.search(draft.folded, *draft.subject)
    return found is not None and _has_substance(draft.text[found.end() : draft.subject.end])


def _introduces(draft: Draft) -> bool:
    return any(
        wordings("personal", "introduces").search(draft.folded, each.start, each.end)
        for each in draft.sentences[:3]
    )


def _admires(draft: Draft, praise: Span) -> bool:
    sentence = draft.sentence_at(praise.start) or praise
    return wordings("personal", "admires").search(draft.folded, sentence.start, sentence.end) is not None


def _names_record(draft: Draft, other: Recipient) -> bool:
    """Tell whether a text names what the record holds: a work, a topic, an event, who introduced them."""
    said = frozenset(_WORD.findall(fold(draft.text[draft.body.start : draft.body.end])))
    works = (each.title for each in other.works)
    events = (each.event for each in other.interactions)
    place = other.institution.name if other.institution else ""
    topics = (*other.person.topics, other.person.subspecialty)
    whole = any(_all_said(each, said) for each in (*topics, *events))
    parts = any(_most_said(each, said) for each in (*works, place))
    return whole or parts or any(word in said for word in _words(other.introduced_by))


def _all_said(text: str, said: Iterable[str]) -> bool:
    words = _words(text)
    return bool(words) and all(word in said for word in words)


def _most_said(text: str, said: Iterable[str]) -> bool:
    words = [each for each in _words(text) if each not in _hollow()]
    wanted = min(len(words), _LEAST_TITLE_WORDS)
    return bool(wanted) and sum(word in said for word in words) >= wanted


def _words(text: str) -> list[str]:
    return [each for each in _WORD.findall(fold(text)) if len(each) >= _LEAST_LETTERS]


def _first(draft: Draft) -> Span:
    return draft.sentences[0] if draft.sentences else draft.body


DETECTORS: Mapping[str, Detector] = {
    "missing-fact": find_missing_fact,
    "empty-praise": find_empty_praise,
}
