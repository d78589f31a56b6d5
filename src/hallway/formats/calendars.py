"""Write calendars that other programs subscribe to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from hallway.domain.errors import HallwayError
from hallway.domain.times import get_zone
from hallway.formats.texts import clean_line, clean_lines

_PRODUCT: Final = "-//Hallway//Hallway//EN"
_YEARS: Final = range(1900, 2200)  # that zones are described for


class ImpossibleEntry(HallwayError):
    """A calendar entry cannot be written as it is."""

    def __init__(self, uid: str, why: str) -> None:
        super().__init__(f"The calendar entry {uid!r} cannot be written: {why}.")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something at a time: what, when, in which zone, and how long before to remind."""

    uid: str
    title: str
    says: str
    starts: datetime
    ends: datetime
    zone: str
    url: str | None = None
    alarm_minutes: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar program could show."""
        if not self.uid or clean_line(self.uid) != self.uid:
            raise ImpossibleEntry(self.uid, "its id is empty or has spaces or control characters at its ends")
        if self.starts.utcoffset() is None or self.ends.utcoffset() is None:
            raise ImpossibleEntry(self.uid, "its start or end has no time zone")
        if self.ends < self.starts:
            raise ImpossibleEntry(self.uid, "it ends before it starts")
        if self.alarm_minutes is not None and self.alarm_minutes < 0:
            raise ImpossibleEntry(self.uid, "its reminder comes after the start")
        get_zone(self.zone)


def write_calendar(entries: Iterable[CalendarEntry], *, name: str, made: datetime) -> bytes:
    """Return an iCalendar file; the same entries give the same bytes, in whatever order they come.

    Raises:
        ImpossibleEntry: two entries share an id.
        InvalidValue: an entry names no IANA zone.
    """
    sorted_entries = sorted(entries, key=lambda entry: (entry.starts, entry.uid))
    _refuse_doubles(sorted_entries)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.calendar_name = clean_line(name)
    for entry in sorted_entries:
        calendar.add_component(_write_event(entry, made.astimezone(UTC)))
    years = {each.year for entry in sorted_entries for each in (entry.starts, entry.ends)}
    zones = [_write_zone(name, min(years), max(years)) for name in sorted(calendar.get_missing_tzids())]
    calendar.subcomponents[:0] = zones
    return bytes(calendar.to_ical())


def _refuse_doubles(entries: Sequence[CalendarEntry]) -> None:
    for uid, count in Counter(entry.uid for entry in entries).items():
        if count > 1:
            raise ImpossibleEntry(uid, f"{count} entries share this id")


def _write_event(entry: CalendarEntry, made: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made)
    event.add("dtstart", _in_zone(entry.starts, entry.zone))
    event.add("dtend", _in_zone(entry.ends, entry.zone))
    event.add("summary", clean_line(entry.title))
    if entry.says.strip():
        event.add("description", clean_lines(entry.says))
    if entry.url is not None:
        event.add("url", clean_line(entry.url))
    if entry.alarm_minutes is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean_line(entry.title))
        alarm.add("trigger", timedelta(minutes=-entry.alarm_minutes))
        event.add_component(alarm)
    return event


def _in_zone(instant: datetime, zone: str) -> datetime:
    """Return the wall time in `zone`; in the hour that fall repeats, which it cannot tell apart, UTC."""
    local = instant.replace(microsecond=0).astimezone(get_zone(zone))
    return local.astimezone(UTC) if local.fold else local


# icalendar can describe zones too (`add_missing_timezones`), but in 7.3 it lets clocks jump forward an hour
# late, passes over periods shorter than 64 days (Morocco's Ramadan), and orders zones by chance.


@dataclass(frozen=True, slots=True)
class _Offset:
    """What clocks show in a zone for some time: their distance from UTC, and its name."""

    distance: timedelta
    name: str
    is_daylight: bool


def _write_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """Describe a zone from the year before its first entry to the year after its last one."""
    begin = datetime(max(first_year - 1, _YEARS.start), 1, 1, tzinfo=UTC)
    end = datetime(min(last_year + 2, _YEARS.stop), 1, 1, tzinfo=UTC)
    onsets: dict[tuple[_Offset, _Offset], list[datetime]] = {}
    for instant, before, after in _find_changes(name, begin, end):
        # RFC 5545, 3.6.5: an onset is told in the time that clocks showed before it.
        onsets.setdefault((before, after), []).append((instant + before.distance).replace(tzinfo=None))
    zone = Timezone()
    zone.add("tzid", name)
    for (before, after), starts in onsets.items():
        observance = TimezoneDaylight() if after.is_daylight else TimezoneStandard()
        observance.add("tzname", after.name)
        observance.add("tzoffsetfrom", before.distance)
        observance.add("tzoffsetto", after.distance)
        observance.add("dtstart", starts[0])
        if len(starts) > 1:
            observance.add("rdate", starts[1:])
        zone.add_component(observance)
    return zone


def _find_changes(name: str, begin: datetime, end: datetime) -> Iterator[tuple[datetime, _Offset, _Offset]]:
    """Yield each instant when clocks change, with what they show before and after; first, the beginning."""
    here = begin
    now = _offset_at(here, name)
    yield here, now, now
    while here < end:
        earlier, later = here, here + timedelta(days=1)
        coming = _offset_at(later, name)
        here = later
        if coming != now:
            while later - earlier > timedelta(seconds=1):
                middle = earlier + (later - earlier) // 2
                earlier, later = (middle, later) if _offset_at(middle, name) == now else (earlier, middle)
            yield later.replace(microsecond=0), now, coming
            now = coming


def _offset_at(instant: datetime, zone: str) -> _Offset:
    local = instant.astimezone(get_zone(zone))
    return _Offset(local.utcoffset() or timedelta(), local.tzname() or zone, bool(local.dst()))
