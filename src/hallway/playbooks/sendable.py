"""When a message is welcome: working hours in the recipient's zone, no weekend, no public holiday there."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hallway.domain.names import fold
from hallway.domain.times import get_zone
from hallway.playbooks.rules import Playbook

_DAY = timedelta(days=1)
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPOKEN = {
    "usa": "US",
    "united states": "US",
    "united states of america": "US",
    "uk": "GB",
    "united kingdom": "GB",
    "england": "GB",
    "great britain": "GB",
}


@dataclass(frozen=True, slots=True)
class Sendable:
    """The sendable moments of one place.

    `days` holds weekday numbers (Monday is 0); hours are local, `first` included, `end` as the last moment.
    Without a known country no day counts as a public holiday.
    """

    zone: ZoneInfo
    country: str
    days: frozenset[int]
    first: time
    end: time
    _closed: dict[date, bool] = field(default_factory=dict, compare=False, repr=False)

    def is_open_day(self, day: date) -> bool:
        """Tell whether messages are welcome on this local day."""
        known = self._closed.get(day)
        if known is None:
            known = day.weekday() not in self.days or is_holiday(self.country, day)
            self._closed[day] = known
        return not known

    def is_sendable(self, instant: datetime) -> bool:
        """Tell whether a message is welcome at this very moment."""
        local = instant.astimezone(self.zone)
        return self.first <= local.time() <= self.end and self.is_open_day(local.date())

    def next_moment(self, instant: datetime) -> datetime:
        """Return the first sendable moment at or after an aware instant, in the recipient's zone."""
        local = instant.astimezone(self.zone)
        if self.is_open_day(local.date()):
            if self.first <= local.time() <= self.end:
                return local
            if local.time() < self.first:
                return self._at(local.date(), self.first)
        return self._at(self._next_open_day(local.date() + _DAY), self.first)

    def roll(self, instant: datetime) -> datetime:
        """Return `instant` if it is sendable, else the end of the next sendable day (local)."""
        local = instant if instant.tzinfo is self.zone else instant.astimezone(self.zone)
        day, moment = local.date(), local.time()
        if self.first <= moment <= self.end and self.is_open_day(day):
            return local
        return self._at(self._next_open_day(day if moment < self.first else day + _DAY), self.end)

    def end_of_day(self, instant: datetime) -> datetime:
        """Return the last sendable moment of the local day of `instant`."""
        return self._at(instant.astimezone(self.zone).date(), self.end)

    def _next_open_day(self, day: date) -> date:
        while not self.is_open_day(day):
            day += _DAY
        return day

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, tzinfo=self.zone)


def sendable_in(zone: str, country: str, playbook: Playbook) -> Sendable:
    """Return the sendable moments for a recipient.

    Args:
        zone: an IANA zone.
        country: the recipient's country as written, or "" to take the zone's.
        playbook: gives `send.days` and `send.hours`.
    """
    days = playbook.values["send.days"].content
    hours = playbook.values["send.hours"].content
    names = days if isinstance(days, tuple) else (days,)
    wanted = frozenset(
        _DAY_NAMES.index(str(each)[:3].lower()) for each in names if str(each)[:3].lower() in _DAY_NAMES
    )
    low, high = hours if isinstance(hours, tuple) and len(hours) > 1 else (8, 18)
    code = country_code(country) or country_of_zone(zone)
    return Sendable(get_zone(zone), code, wanted or frozenset(range(5)), _hour(low), _hour(high))


def _hour(hour: int | str) -> time:
    return time(min(int(hour), 23)) if int(hour) < 24 else time(23, 59)  # noqa: PLR2004 - hours of a day


@cache
def is_holiday(country: str, day: date) -> bool:
    """Tell whether a day is a public holiday in a country (ISO code); federal holidays for the US."""
    return day in _holidays(country, day.year)


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    if country == "US" and year in _written_years():
        return _written_years()[year]
    import holidays  # noqa: PLC0415 - 130 ms, which an applicant with US contacts must not pay at every start

    try:
        found: Mapping[date, str] = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset()
    return frozenset(found)


@cache
def _written_years() -> Mapping[int, frozenset[date]]:
    """Return the US federal holidays that are written down, by year."""
    text = (importlib.resources.files("hallway.playbooks") / "data" / "us-federal-holidays.txt").read_text(
        "utf-8"
    )
    days = [date.fromisoformat(line) for line in text.splitlines() if not line.startswith("#")]
    return {
        year: frozenset(each for each in days if each.year == year) for year in {each.year for each in days}
    }


@cache
def _tz_table(name: str) -> tuple[tuple[str, ...], ...]:
    text = (importlib.resources.files("tzdata") / "zoneinfo" / name).read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def country_of_zone(zone: str) -> str:
    """Return the ISO code of a zone's country, or "" when the zone belongs to none or several."""
    for code, _, name, *_ in _tz_table("zone.tab"):
        if name == zone:
            return code
    return "US" if zone.startswith("US/") else ""


@cache
def country_code(country: str) -> str:
    """Return the ISO code of a country written as a code or in English, or "" when it is not known."""
    wanted = fold(country)
    if not wanted:
        return ""
    if wanted in _SPOKEN:
        return _SPOKEN[wanted]
    for code, name in _tz_table("iso3166.tab"):
        if wanted in {code.casefold(), fold(name)}:
            return code
    return ""
