"""Checks of what a text asks for: one thing, modest, with time to answer it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Span
from hallway.desk.findings import Hit
from hallway.desk.requests import Asked, Thing, requests_in
from hallway.desk.standing import standing_of
from hallway.desk.understanding import shows
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium, Request
from hallway.playbooks.cautions import Severity

_WORDS = "asks"
_HOUR = 60
_MANY = 3
_SEPARATE = frozenset(
    {Thing.LETTER, Thing.ADVOCACY, Thing.POSITION, Thing.ROTATION, Thing.REVIEW, Thing.JOIN}
)
_ONE_MATTER = {Thing.POSITION: Thing.ADVOCACY}
_NAMES = {
    Thing.LETTER: "a letter",
    Thing.ADVOCACY: "a word with others",
    Thing.ROTATION: "time in their clinic",
    Thing.REVIEW: "a review of your papers",
    Thing.JOIN: "work to take part in",
    Thing.MEETING: "a talk",
}
_MINUTES = re.compile(r"(?:(\d{1,3})\s*(?:-|to|or)\s*)?(\d{1,3})[\s-]*min(?:ute)?s?\b")


def find_several(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where a second thing is asked for; alternatives and a talk about the first are one with it."""
    first: dict[Thing, Asked] = {}
    for each in requests_in(reading):
        if not each.is_other_way:
            first.setdefault(_ONE_MATTER.get(each.thing, each.thing), each)
    asked = {thing: each for thing, each in first.items() if thing in _SEPARATE}
    talk = first.get(Thing.MEETING)
    if (
        talk is not None
        and asked
        and set(asked) != {Thing.JOIN}
        and _stands_alone(reading, talk, asked.values())
    ):
        asked[Thing.MEETING] = talk
    if len(asked) > 1:
        inorder = sorted(asked.items(), key=lambda item: item[1].span)
        second = inorder[1][1].span
        words = {"asks": " and ".join(_NAMES[thing] for thing, _ in inorder)}
        severity = Severity.STRONG if len(asked) >= _MANY else None
        yield Hit(start=second.start, end=second.end, words=words, severity=severity)


def _stands_alone(reading: Reading, talk: Asked, others: Iterable[Asked]) -> bool:
    """Tell whether a talk is asked for beside something else, and not to talk about that."""
    if any(each.sentence == talk.sentence for each in others):
        between = reading.draft.words_of(talk.sentence)
        return (
            " also " in between
            or "as well as" in between
            or " and could" in between
            or " and would" in between
        )
    return not wordings(_WORDS, "deictic").search(reading.draft.words_of(talk.sentence))


def find_no_request(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when somebody introduces themselves in a first mail and asks for nothing."""
    draft, template = reading.draft, reading.context.template
    if reading.medium is not Medium.MAIL or not reading.is_cold or reading.request is not Request.NONE:
        return
    if template is not None or draft.words < reading.context.material.playbook.number(rule.limits[0]):
        return
    is_news = wordings(_WORDS, "no-request-needed").search(draft.folded, draft.body.start, draft.body.end)
    if shows(draft, "introduces") and draft.sentences and not is_news:
        last = draft.sentences[-1]
        yield Hit(start=last.start, end=last.end)


def find_long_talk(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where more minutes are asked for than a first talk takes, an hour left to the rule about hours."""
    most = reading.context.material.playbook.number(rule.limits[0])
    for sentence in _talks(reading):
        found = _longest(reading.draft.folded, sentence)
        if found is not None and most < found[0] < _HOUR:
            yield Hit(start=found[1].start, end=found[1].end, words={"most": str(most)})
            return


def find_hour(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where an hour or more of somebody's time is asked for."""
    for sentence in _talks(reading):
        found = _longest(reading.draft.folded, sentence)
        if found is not None and found[0] >= _HOUR:
            yield Hit(start=found[1].start, end=found[1].end)
            return


def _talks(reading: Reading) -> Iterator[Span]:
    for each in requests_in(reading):
        if each.thing is Thing.MEETING:
            yield each.sentence


def _longest(text: str, sentence: Span) -> tuple[int, Span] | None:
    """Return the longest time that a sentence names, in minutes."""
    found = [(int(each[2]), Span(*each.span())) for each in _MINUTES.finditer(text, *sentence)]
    for name, minutes in (("long", _HOUR - 1), ("hour", _HOUR)):
        each = wordings(_WORDS, name).search(text, *sentence)
        if each:
            found.append((minutes, Span(*each.span())))
    return max(found, default=None)


def find_heavy_task(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where somebody whom the applicant hardly knows is asked to work on the applicant's papers."""
    if not standing_of(reading).is_early:
        return
    for each in requests_in(reading):
        if each.thing is Thing.REVIEW:
            near = Span(_sentence_before(reading, each.sentence).start, each.sentence.end)
            is_heavy = wordings(_WORDS, "heavy").search(reading.draft.folded, *near)
            if not is_heavy and any(find_several(rule, reading)):
                return  # one of several things that are asked for, told there
            severity = Severity.STRONG if is_heavy else None
            yield Hit(start=each.span.start, end=each.span.end, severity=severity)
            return


def _sentence_before(reading: Reading, sentence: Span) -> Span:
    before = [each for each in reading.draft.sentences if each.end <= sentence.start]
    return before[-1] if before else sentence


def find_place_in_program(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where a place, a job or an interview is asked for; to consider an application is mass mail."""
    if standing_of(reading).is_sustained:
        return
    opening = reading.draft.places("opening") if reading.medium is Medium.SPOKEN else ()
    for each in requests_in(reading):
        is_told_elsewhere = each.sentence in opening or wordings(_WORDS, "consider").search(
            reading.draft.folded, *each.span
        )
        if each.thing is Thing.POSITION and not is_told_elsewhere:
            yield Hit(start=each.span.start, end=each.span.end)
            return


def find_mentor_from_stranger(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where a stranger is asked to be a mentor."""
    if standing_of(reading).is_early:
        for each in requests_in(reading):
            if each.thing is Thing.MENTOR:
                yield Hit(start=each.span.start, end=each.span.end)
                return


def find_standing_date(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where time every week or month is asked for at the beginning of an acquaintance."""
    if standing_of(reading).is_early:
        yield from _in_asking_sentences(reading, "regular")


def find_vast_help(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where help without an edge is asked for."""
    yield from _in_asking_sentences(reading, "vast")


def _in_asking_sentences(reading: Reading, name: str) -> Iterator[Hit]:
    for sentence in asking_sentences(requests_in(reading)):
        found = wordings(_WORDS, name).search(reading.draft.folded, *sentence)
        if found:
            yield Hit(start=found.start(), end=found.end())
            return


def asking_sentences(asked: Sequence[Asked]) -> tuple[Span, ...]:
    """Return the sentences that ask, each once, in the text's order."""
    return tuple(dict.fromkeys(each.sentence for each in asked))


def find_own_need_first(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when something to say to a person begins with a request for help into residency."""
    draft = reading.draft
    opening = set(draft.places("opening"))
    for each in requests_in(reading):
        if each.sentence in opening and each.thing in {Thing.POSITION, Thing.LETTER, Thing.ADVOCACY}:
            yield Hit(start=each.span.start, end=each.span.end)
            return
    for place in draft.places("opening"):
        found = wordings(_WORDS, "residency-help").search(draft.folded, *place)
        if found:
            yield Hit(start=found.start(), end=found.end())
            return


DETECTORS: Mapping[str, Detector] = {
    "several-requests": find_several,
    "no-request": find_no_request,
    "long-talk": find_long_talk,
    "hour": find_hour,
    "heavy-task": find_heavy_task,
    "place-in-program": find_place_in_program,
    "mentor-from-stranger": find_mentor_from_stranger,
    "standing-date": find_standing_date,
    "vast-help": find_vast_help,
    "own-need-first": find_own_need_first,
}
"""The detectors of this module by the names that rules give them."""
