"""From a start and a rule to the window's five instants, exactly as design.md section 5 says."""

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from hallway.domain.times import from_milliseconds, noon
from hallway.playbooks.rules import Playbook, Rule
from hallway.playbooks.sendable import Sendable, sendable_in
from hallway.playbooks.state import Cause
from hallway.playbooks.steps import Window, WindowState
from hallway.playbooks.values import Value


@dataclass(slots=True)
class Windows:
    """Computes windows for one playbook and one moment, remembering what people in one place share."""

    playbook: Playbook
    now: datetime
    home: str
    _places: dict[tuple[str, str], Sendable] = field(default_factory=dict)
    _frames: dict[tuple[object, ...], Window] = field(default_factory=dict)
    _moments: dict[tuple[str, str], datetime] = field(default_factory=dict)

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
        place, values = self.place(zone, country), self.playbook.values
        starts = from_milliseconds(cause.start).astimezone(place.zone)
        base = max(starts, from_milliseconds(cause.not_before).astimezone(place.zone))
        opens = later_by(base, values[rule.opens])
        if cause.from_morning:
            opens = max(opens, datetime.combine(opens.date(), place.first, tzinfo=place.zone))
        due, closes = (
            place.roll(later_by(base, values[rule.due])),
            place.roll(later_by(base, values[rule.closes])),
        )
        last = later_by(base, values[rule.last])
        if cause.deadline is not None:
            due = place.roll(noon(cause.deadline, self.home))
            closes, last = place.end_of_day(due), later_by(due, values[rule.last])
        due = max(due, opens)
        closes = max(closes, due)
        last = max(last, closes)
        return Window(starts, opens, due, closes, last, zone, self._suggest(place, opens, (zone, country)))

    def _suggest(self, place: Sendable, opens: datetime, key: tuple[str, str]) -> datetime:
        if opens > self.now:
            return place.next_moment(opens)
        if key not in self._moments:
            self._moments[key] = place.next_moment(self.now)
        return self._moments[key]

    def state(self, window: Window, deadline: date | None = None) -> WindowState:
        """Return where now lies in a window; closing means that little of it is left.

        A promised day on a weekend is closing from the day before, though its window rolls to Monday.
        """
        if self.now < window.opens:
            return WindowState.LATER
        if self.now > window.last:
            return WindowState.LAPSED
        if self.now > window.closes:
            return WindowState.LATE
        margin = timedelta(hours=self.playbook.number("window.closing"))
        if window.closes - self.now <= margin or (
            deadline and noon(deadline, self.home) - self.now <= margin
        ):
            return WindowState.CLOSING
        return WindowState.DUE if self.now >= window.due else WindowState.OPEN


def later_by(start: datetime, value: Value) -> datetime:
    """Return `start` plus a value: hours elapse, days and months are counted on the calendar of its zone."""
    amount = value.number
    match value.unit:
        case "hours":
            return (start.astimezone(UTC) + timedelta(hours=amount)).astimezone(start.tzinfo)
        case "days":
            return _on_wall(start, start.replace(tzinfo=None) + timedelta(days=amount))
        case "weeks":
            return _on_wall(start, start.replace(tzinfo=None) + timedelta(weeks=amount))
        case _:
            return _on_wall(start, _add_months(start.replace(tzinfo=None), amount))


def _on_wall(start: datetime, wall: datetime) -> datetime:
    """Return a wall-clock time in the zone of `start`; one that a clock change skips moves past the gap."""
    return wall.replace(tzinfo=start.tzinfo).astimezone(UTC).astimezone(start.tzinfo)


def _add_months(wall: datetime, months: int) -> datetime:
    years, month = divmod(wall.month - 1 + months, 12)
    year = wall.year + years
    day = min(wall.day, calendar.monthrange(year, month + 1)[1])
    return wall.replace(year=year, month=month + 1, day=day)


def midnight(day: datetime) -> datetime:
    """Return the beginning of an aware instant's local day."""
    return datetime.combine(day.date(), time(), tzinfo=day.tzinfo)
