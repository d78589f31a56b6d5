"""The days a page offers: today, and the presets of a snooze."""

from datetime import date, timedelta
from typing import NamedTuple

from hallway.domain.times import day_of
from hallway.web.visits import Visit
from hallway.web.words import next_monday


class Days(NamedTuple):
    """Days in the applicant's zone."""

    today: date
    tomorrow: date
    next_week: date


def days_of(visit: Visit) -> Days:
    """Return the days as they are for the applicant now."""
    today = day_of(visit.now, visit.applicant.zone)
    return Days(today, today + timedelta(days=1), next_monday(today))
