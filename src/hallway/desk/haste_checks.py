"""Checks of time: a request for today or tomorrow, a letter asked for late."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from hallway.desk.ask_checks import asking_sentences
from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Span
from hallway.desk.findings import Hit
from hallway.desk.requests import Thing, requests_in
from hallway.desk.standing import day_of_sending
from hallway.desk.understanding import shows
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium, Request
from hallway.playbooks.cautions import Severity

_WORDS = "asks"
_BESIDE = 1  # sentences between a request and the words that say how soon
_CALM = 20  # letters
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "(?P<{}>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_DATE = re.compile(
    rf"\s*(?:the\s+)?(?:(?:{'|'.join(_WEEKDAYS)}),?\s+)?(?:{_MONTH.format('first')}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('second')}"
    r"|(?P<number>\d{1,2})/(?P<other>\d{1,2})\b|(?P<iso>\d{4}-\d{2}-\d{2})\b"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})\b)(?:,?\s*(?P<year>20\d\d))?"
)


def find_haste(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell where something is needed today or tomorrow, by words or by a date."""
    asked = requests_in(reading)
    if not asked or reading.medium is Medium.PAPER:
        return
    found = _urgent(reading) or _due_within(reading, rule.limits[0])
    if found is not None:
        yield Hit(start=found.start, end=found.end)
    elif reading.medium is not Medium.SPOKEN and not shows(reading.draft, "event"):
        for each in asked:
            soon = wordings(_WORDS, "soon").search(reading.draft.folded, *each.sentence)
            if each.thing is Thing.MEETING and soon and not _is_calm(reading, soon.start(), each.sentence):
                yield Hit(start=soon.start(), end=soon.end(), severity=Severity.WARN)
                return


def _urgent(reading: Reading) -> Span | None:
    """Return the words of haste in the sentences that ask, and in those close by."""
    pattern = wordings(_WORDS, "urgent")
    for sentence in _beside_requests(reading):
        for found in pattern.finditer(reading.draft.folded, *sentence):
            if not _is_calm(reading, found.start(), sentence):
                return Span(*found.span())
    return None


def _beside_requests(reading: Reading) -> list[Span]:
    places = list(reading.draft.sentences)
    asking = asking_sentences(requests_in(reading))
    near = {places.index(each) for each in asking if each in places}
    beside = [each for at, each in enumerate(places) if near & set(range(at - _BESIDE, at + _BESIDE + 1))]
    return [*(each for each in asking if each not in places), *beside]


def _is_calm(reading: Reading, position: int, sentence: Span) -> bool:
    calm = wordings(_WORDS, "not-urgent").finditer(reading.draft.folded, *sentence)
    return any(
        each.start() <= position < each.end() or position <= each.start() < position + _CALM for each in calm
    )


def _due_within(reading: Reading, key: str) -> Span | None:
    most = reading.context.material.playbook.number(key)
    for when, where in _days_due(reading):
        if 0 <= (when - day_of_sending(reading.context)).days <= most:
            return where
    return None


def _days_due(reading: Reading) -> Iterator[tuple[date, Span]]:
    """Yield the days by which something is needed, with the words that say so."""
    text, today = reading.draft.folded, day_of_sending(reading.context)
    for place in reading.draft.places("body"):
        for due in wordings(_WORDS, "due").finditer(text, *place):
            found = _DATE.match(text, due.end(), place.end)
            when = _read_date(found, today) if found else None
            if found and when is not None:
                yield when, Span(due.start(), found.end())


def _read_date(found: re.Match[str], today: date) -> date | None:
    """Return the day that a match names, the nearest one where the year is left out; None for no such day."""
    if found["iso"]:
        return _make(*map(int, found["iso"].split("-")))
    if found["weekday"]:
        ahead = (_WEEKDAYS.index(found["weekday"]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    name = found["first"] or found["second"]
    month = _MONTHS.index(name) + 1 if name else int(found["number"])
    day = int(found["day"] or found["before"] or found["other"])
    if found["year"]:
        return _make(int(found["year"]), month, day)
    near = [_make(today.year + shift, month, day) for shift in (-1, 0, 1)]
    return min((each for each in near if each), key=lambda each: abs((each - today).days), default=None)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_late_letter(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a letter is asked for less than the guides' weeks before the day that is named."""
    if reading.request is not Request.LETTER:
        return
    playbook, today = reading.context.material.playbook, day_of_sending(reading.context)
    weeks, last_minute = playbook.number(rule.limits[0]), playbook.number(rule.limits[1])
    for when, where in _days_due(reading):
        days = (when - today).days
        if last_minute < days < weeks * 7:
            yield Hit(start=where.start, end=where.end, words={"days": str(days), "weeks": str(weeks)})
            return


DETECTORS: Mapping[str, Detector] = {"haste": find_haste, "late-letter": find_late_letter}
"""The detectors of this module by the names that rules give them."""
