"""Times and counts in plain words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.web import words

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
CHICAGO, NEW_YORK = "America/Chicago", "America/New_York"


@pytest.mark.parametrize(
    ("instant", "zone", "says"),
    [
        (datetime(2026, 11, 25, 0, tzinfo=UTC), CHICAGO, "tomorrow, 6 pm in Chicago"),
        (datetime(2026, 11, 25, 0, tzinfo=UTC), NEW_YORK, "tomorrow, 7 pm"),
        (datetime(2026, 11, 23, 18, tzinfo=UTC), CHICAGO, "today, noon in Chicago"),
        (datetime(2026, 11, 27, 14, 30, tzinfo=UTC), CHICAGO, "Friday, 8:30 am in Chicago"),
        (datetime(2026, 12, 1, 6, 5, tzinfo=UTC), CHICAGO, "Tue, Dec 1, 12:05 am in Chicago"),
        (datetime(2027, 1, 4, 15, tzinfo=UTC), CHICAGO, "Mon, Jan 4, 2027, 9 am in Chicago"),
    ],
)
def test_a_moment_is_told_in_the_recipients_day(instant: datetime, zone: str, says: str) -> None:
    assert words.moment(instant, NOW, zone, NEW_YORK) == says


def test_the_own_clock_is_added_only_where_it_differs() -> None:
    instant = datetime(2026, 11, 24, 14, tzinfo=UTC)

    assert words.at_home(instant, NOW, CHICAGO, NEW_YORK) == "tomorrow, 9 am"
    assert words.at_home(instant, NOW, NEW_YORK, NEW_YORK) == ""


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (20, "2 weeks ago"),
        (90, "3 months ago"),
        (800, "2 years ago"),
        (-1, "in 1 day"),
    ],
)
def test_silence_is_told_at_a_glance(days: int, says: str) -> None:
    assert words.ago(days) == says


@given(st.integers(-3000, 3000))
def test_every_distance_has_words(distance: int) -> None:
    today = date(2026, 11, 23)

    assert words.near_day(today + timedelta(days=distance), today)
    assert words.ago(distance)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 -- wall clock
def test_an_hour_reads_back_as_the_same_hour(instant: datetime) -> None:
    said = words.hour(instant)

    if said == "noon":
        assert (instant.hour, instant.minute) == (12, 0)
    else:
        clock, half = said.split()
        hours, _, minutes = clock.partition(":")
        assert int(hours) % 12 + (12 if half == "pm" else 0) == instant.hour
        assert int(minutes or 0) == instant.minute


def test_next_week_begins_on_a_monday() -> None:
    for offset in range(7):
        day = date(2026, 11, 23) + timedelta(days=offset)
        assert words.next_monday(day) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("minutes", "says"), [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (125, "2 hours 5 minutes")]
)
def test_minutes_add_up(minutes: int, says: str) -> None:
    assert words.span_of_minutes(minutes) == says
