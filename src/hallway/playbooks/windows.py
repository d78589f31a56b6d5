"""From a start and a rule to the window's five instants, exactly as design.md section 5 says."""

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from hallway.domain.times import day_of, noon
from hallway.playbooks.rules import Playbook, Rule
from hallway.playbooks.sendable import Sendable, sendable_in
from hallway.playbooks.state import Cause
from hallway.playbooks.steps import Window, WindowState
from hallway.playbooks.values import Value

_DAYS = {"days": 1, "weeks": 7}
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
    _frames: dict[tuple[object, ...], Window] = field(default_factory=dict)
    _moments: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _spans: dict[str, "_Edges"] = field(default_factory=dict)
    _soon: datetime = field(init=False)

    def __post_init__(self) -> None:
        """Work out once from when on a window counts as closing."""
        self._soon = self.now + timedelta(hours=self.playbook.number("window.closing"))

    def place(self, zone: str, country: str) -> Sendable:
        """Return the sendable moments of a zone and country."""
        found = self._places.get((zone, country))
        if found is None:
            found = self._places[zone, country] = sendable_in(zone, country, self.playbook)
        return found

    def window(self, rule: Rule, cause: Cause, zone: str, country: str) -> Window:
        """Return the window of a rule for a cause, in the recipient's zone."""
        key = (rule.id, cause.start, cause.not_before, cause.deadline, cause.from_morning, zone, country)
        found = self._frames.get(key)
        if found is None:
            found = self._frames[key] = self._frame(rule, cause, zone, country)
        return found

    def _frame(self, rule: Rule, cause: Cause, zone: str, country: str) -> Window:
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
        return Window(starts, opens, due, closes, last, zone, self._suggest(place, opens, (zone, country)))

    def _edges(self, rule: Rule) -> "_Edges":
        found = self._spans.get(rule.id)
        if found is None:
            spans = (self.playbook.values[key] for key in (rule.opens, rule.due, rule.closes, rule.last))
            found = self._spans[rule.id] = _Edges(*((each.unit, each.number) for each in spans))
        return found

    def _suggest(self, place: Sendable, opens: datetime, key: tuple[str, str]) -> datetime:
        if opens > self.now:
            return place.next_moment(opens)
        if key not in self._moments:
            self._moments[key] = place.next_moment(self.now)
        return self._moments[key]

    def state(self, window: Window, deadline: date | None = None) -> WindowState:
        """Return where now lies in a window; closing means that little of it is left.

        A promised day on a weekend is closing from the day before, though its window rolls to Monday. What
        happened today without a time counts from noon, but is open in the morning already.
        """
        if self.now < window.opens:
            return WindowState.OPEN if self._is_of_today(window) else WindowState.LATER
        if self.now > window.last:
            return WindowState.LAPSED
        if self.now > window.closes:
            return WindowState.LATE
        if window.closes <= self._soon or (deadline and noon(deadline, self.home) <= self._soon):
            return WindowState.CLOSING
        return WindowState.DUE if self.now >= window.due else WindowState.OPEN

    def _is_of_today(self, window: Window) -> bool:
        return window.opens == window.starts and day_of(window.starts, self.home) == day_of(
            self.now, self.home
        )


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
