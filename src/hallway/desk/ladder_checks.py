"""Checks of a request against the ladder, and of a mail against what the record has seen."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Span
from hallway.desk.findings import Hit
from hallway.desk.requests import Asked, Thing, requests_in
from hallway.desk.standing import Standing, situation_of, standing_of
from hallway.desk.understanding import shows
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium
from hallway.playbooks.cautions import Caution, Severity, cautions

_LARGE = frozenset({Thing.LETTER, Thing.ROTATION, Thing.ADVOCACY})
_NAMES = {
    Thing.LETTER: "a letter",
    Thing.ROTATION: "time in their clinic",
    Thing.ADVOCACY: "their word for you",
}
_ONCE, _TWICE = 1, 2
_WRITTEN = frozenset({Medium.MAIL, Medium.NOTE})


def find_skipped_rung(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where a letter, a rotation or advocacy is asked for before there was work together."""
    standing = standing_of(reading)
    if standing.is_sustained:
        return
    least = reading.context.material.playbook.number(rule.limits[0])
    large = [each for each in requests_in(reading) if each.thing in _LARGE]
    judged = [(_how_loud(each, standing, reading, least), each) for each in large]
    loud = [(severity, each) for severity, each in judged if severity is not None]
    if loud:
        severity, asked = max(loud, key=lambda pair: tuple(Severity).index(pair[0]))
        words = {"ask": _NAMES[asked.thing], "met": _met(standing), "instead": _instead(standing)}
        yield Hit(start=asked.span.start, end=asked.span.end, words=words, severity=severity)


def _how_loud(asked: Asked, standing: Standing, reading: Reading, least: int) -> Severity | None:
    if standing.talks is not None:
        if standing.is_trusted:
            return None
        return Severity.WARN if standing.is_grouped and not standing.talks else Severity.STRONG
    says_so = shows(reading.draft, "stranger")
    if not standing.is_early or (not says_so and reading.draft.words < least):
        return None
    if asked.thing is not Thing.ROTATION:
        return Severity.STRONG if says_so else Severity.WARN
    sentence = reading.draft.words_of(asked.sentence)
    if wordings("asks", "formal-rotation").search(sentence) and not wordings("asks", "arrange").search(
        sentence
    ):
        return None  # whether a school's visitors are taken is a fair question of a first mail
    return Severity.NOTE


def _met(standing: Standing) -> str:
    if standing.talks is None:
        return "by this text the two of you have not worked together yet"
    if standing.talks == 0:
        return "the record holds no talk between you yet"
    if standing.talks == _ONCE:
        return "you have talked once"
    times = "twice" if standing.talks == _TWICE else f"{standing.talks} times"
    return f"you have talked {times}, and not over a longer time"


def _instead(standing: Standing) -> str:
    return (
        "a small task that you could take on" if (standing.talks or 0) > _ONCE else "advice or a short talk"
    )


def find_caution(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Say what the guides' caution of the same name says about the record."""
    if reading.context.material.recipient is None or reading.medium not in _WRITTEN:
        return
    for each in _cautions(reading):
        if each.rule == rule.id:
            where = _place(reading)
            words = {"says": each.says, "because": each.because, "remedy": each.remedy}
            yield Hit(start=where.start, end=where.end, words=words)


def _cautions(reading: Reading) -> tuple[Caution, ...]:
    situation = situation_of(reading)
    if reading.request.rung is None and situation.talks:
        situation = replace(situation, mail_gap=None)  # news and thanks to somebody known are no nudge
    return cautions(situation, reading.context.material.playbook)


def _place(reading: Reading) -> Span:
    """Return where a finding about the whole mail stands: at its request, or else at its beginning."""
    asked, draft = requests_in(reading), reading.draft
    if asked:
        return asked[0].span
    return draft.salutation or next(iter(draft.sentences), draft.body)


def find_early_nudge(_: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a second mail goes before the first one had its time, though not within days of it."""
    playbook, situation = reading.context.material.playbook, situation_of(reading)
    gap = situation.mail_gap
    if reading.medium not in _WRITTEN or gap is None or situation.talks or situation.unanswered != _TWICE:
        return
    earliest = playbook.number("followup.noreply.earliest")
    if playbook.number("nudge.days") < gap < earliest:
        where = _place(reading)
        yield Hit(start=where.start, end=where.end, words={"gap": str(gap), "earliest": str(earliest)})


DETECTORS: Mapping[str, Detector] = {
    "skipped-rung": find_skipped_rung,
    "record": find_caution,
    "early-nudge": find_early_nudge,
}
"""The detectors of this module by the names that rules give them."""
