"""From a start and a rule to the window's five instants, exactly as design.md section 5 says."""

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from math import inf
from typing import NamedTuple

from hallway.domain.times import day_of, get_zone, noon
from hallway.playbooks.rules import Frame, Playbook, Rule
from hallway.playbooks.sendable import Sendable, sendable_in
from hallway.playbooks.state import Cause
from hallway.playbooks.steps import Window, WindowState
from hallway.playbooks.values import Value

_LATER, _OPEN, _DUE, _CLOSING, _LATE, _LAPSED = WindowState
"""Looking a member up in its enum costs more than the comparisons that lead to it."""

_DAYS = {"days": 1, "weeks": 7}
_HOUR = 3600
_A_MOMENT = 0.001  # seconds
_SUGGESTED = Window._fields.index("suggested")
_FIRST, _PAST = Cause._fields.index("start"), Cause._fields.index("from_morning") + 1
"""The part of a cause that decides about its window."""

_MOST_FRAMES = 100_000
"""So many windows are remembered: several for everybody in a large record."""

_AFTER_CLOCK_CHANGES = 5
"""Clocks change in the small hours everywhere: a time of day from this hour on exists once on every day."""


class _Edges(NamedTuple):
    """The four spans of a rule as unit and amount, looked up once: thousands of windows share them."""

    opens: tuple[str, int]
    due: tuple[str, int]
    closes: tuple[str, int]
    last: tuple[str, int]


@dataclass(slots=True)
class Windows:
    """Computes windows for one playbook and one moment, remembering what people in one place share."""

    playbook: Playbook
    now: datetime
    home: str
    _places: dict[tuple[str, str], Sendable] = field(default_factory=dict)
    _moments: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _spans: dict[str, "_Edges"] = field(default_factory=dict)
    stamp: float = field(init=False)
    _closing: float = field(init=False)
    _soon: float = field(init=False)

    def __post_init__(self) -> None:
        """Work out once from when on a window counts as closing."""
        self.stamp = self.now.timestamp()
        self._closing = self.playbook.number("window.closing") * _HOUR
        self._soon = self.stamp + self._closing

    def place(self, zone: str, country: str) -> Sendable:
        """Return the sendable moments of a zone and country."""
        found = self._places.get((zone, country))
        if found is None:
            found = self._places[zone, country] = sendable_in(zone, country, self.playbook)
        return found

    def window(self, rule: Rule, cause: Cause, zone: str, country: str) -> Window:
        """Return the window of a rule for a cause, in the recipient's zone."""
        return self.look(rule, cause, zone, country)[0]

    def look(self, rule: Rule, cause: Cause, zone: str, country: str) -> tuple[Window, WindowState]:
        """Return the window of a rule for a cause, and where now lies in it."""
        frame = self.frame(rule, cause, zone, country)
        window, opens = frame[0], frame[1]
        if opens <= self.stamp:
            window = Window._make((*window[:_SUGGESTED], self.next_moment(zone, country)))
        return window, self.state_in(frame, cause.deadline)

    def frame(self, rule: Rule, cause: Cause, zone: str, country: str) -> Frame:
        """Return a window as it is before it opens, with its edges in seconds since 1970."""
        key = (rule.id, *cause[_FIRST:_PAST], zone, country, self.home)
        frames = self.playbook.frames
        found = frames.get(key)
        if found is None:
            found = self._frame(rule, cause, zone, country)
            if len(frames) >= _MOST_FRAMES:
                frames.clear()
            frames[key] = found
        return found

    def until(self, frame: Frame) -> float:
        """Return until when the state of a window without a deadline stays what it is, in seconds since 1970.

        A moment too early rather than too late: what is asked again then gets the same answer.
        """
        window, opens, due, closes, last = frame
        edges = [opens, due, closes, last, closes - self._closing]
        if self.stamp <= opens and window.opens == window.starts:  # open from the morning of its day on
            morning = datetime.combine(day_of(window.starts, self.home), time(), tzinfo=get_zone(self.home))
            edges.append(morning.timestamp())
        return min((each for each in edges if each >= self.stamp), default=inf) - _A_MOMENT

    def state(self, window: Window, deadline: date | None = None) -> WindowState:
        """Return where now lies in a window; closing means that little of it is left."""
        return self.state_in(_framed(window), deadline)

    def _frame(self, rule: Rule, cause: Cause, zone: str, country: str) -> Frame:
        place, edges = self.place(zone, country), self._edges(rule)
        starts = datetime.fromtimestamp(cause.start / 1000, place.zone)
        base = starts
        if cause.not_before > cause.start:
            base = datetime.fromtimestamp(cause.not_before / 1000, place.zone)
        opens = _later(base, *edges.opens)
        if cause.from_morning:
            opens = max(opens, datetime.combine(opens.date(), place.first, tzinfo=place.zone))
        if cause.deadline is None:
            due = place.roll(_later(base, *edges.due))
            closes = due if edges.closes == edges.due else place.roll(_later(base, *edges.closes))
            last = _later(base, *edges.last)
        else:
            due = place.roll(noon(cause.deadline, self.home))
            closes, last = place.end_of_day(due), _later(due, *edges.last)
        due = max(due, opens)
        closes = max(closes, due)
        last = max(last, closes)
        return _framed(Window(starts, opens, due, closes, last, zone, place.next_moment(opens)))

    def _edges(self, rule: Rule) -> "_Edges":
        found = self._spans.get(rule.id)
        if found is None:
            spans = (self.playbook.values[key] for key in (rule.opens, rule.due, rule.closes, rule.last))
            found = self._spans[rule.id] = _Edges(*((each.unit, each.number) for each in spans))
        return found

    def next_moment(self, zone: str, country: str) -> datetime:
        """Return the first moment from now on at which a message is welcome in a place."""
        found = self._moments.get((zone, country))
        if found is None:
            found = self._moments[zone, country] = self.place(zone, country).next_moment(self.now)
        return found

    def state_in(self, frame: Frame, deadline: date | None) -> WindowState:
        """Return where now lies in a window.

        A promised day on a weekend is closing from the day before, though its window rolls to Monday. What
        happened today without a time counts from noon, but is open in the morning already.
        """
        window, opens, due, closes, last = frame
        now = self.stamp
        if now < opens:
            return _OPEN if self._is_of_today(window) else _LATER
        if now > last:
            return _LAPSED
        if now > closes:
            return _LATE
        if closes <= self._soon or (deadline and noon(deadline, self.home).timestamp() <= self._soon):
            return _CLOSING
        return _DUE if now >= due else _OPEN

    def _is_of_today(self, window: Window) -> bool:
        return window.opens == window.starts and day_of(window.starts, self.home) == day_of(
            self.now, self.home
        )


def _framed(window: Window) -> Frame:
    opens, due, closes, last = (each.timestamp() for each in window[1:5])
    return window, opens, due, closes, last


def later_by(start: datetime, value: Value) -> datetime:
    """Return `start` plus a value: hours elapse, days and months are counted on the calendar of its zone."""
    return _later(start, value.unit, value.number)


def _later(start: datetime, unit: str, amount: int) -> datetime:
    if not amount:
        return start
    if unit == "hours":
        return (start.astimezone(UTC) + timedelta(hours=amount)).astimezone(start.tzinfo)
    if unit == "months":
        return _on_day(start, _months_later(start.date(), amount))
    return _on_day(start, start.date() + timedelta(days=amount * _DAYS[unit]))


def _on_day(start: datetime, day: date) -> datetime:
    """Return the time of day of `start` on another day; one that a clock change skips moves past the gap."""
    moved = datetime.combine(day, start.timetz())
    if start.hour < _AFTER_CLOCK_CHANGES:
        return moved.astimezone(UTC).astimezone(start.tzinfo)
    return moved


@cache
def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
