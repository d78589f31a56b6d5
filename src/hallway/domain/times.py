"""Instants and days: the only place that turns one into the other."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hallway.domain.errors import InvalidValue

NOON = time(12)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@cache
def get_zone(name: str) -> ZoneInfo:
    """Return the IANA zone of this name.

    Raises:
        InvalidValue: no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        raise InvalidValue("Time zone", name, "Use an IANA name such as America/New_York.") from cause


def noon(day: date, zone: str) -> datetime:
    """Return noon of `day` in `zone`, in UTC: what a date without a time means."""
    return datetime.combine(day, NOON, tzinfo=get_zone(zone)).astimezone(UTC)


def day_of(instant: datetime, zone: str) -> date:
    """Return the calendar day of an aware `instant` in `zone`."""
    return instant.astimezone(get_zone(zone)).date()


def to_milliseconds(instant: datetime) -> int:
    """Return an aware instant as whole milliseconds since 1970 (UTC): how it is stored and compared."""
    return (instant - _EPOCH) // _MILLISECOND


def from_milliseconds(stamp: int) -> datetime:
    """Return the UTC instant of a count of milliseconds."""
    return _EPOCH + stamp * _MILLISECOND
