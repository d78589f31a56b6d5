"""Windows lie where design.md section 5 says: elapsed time, sendable moments, the recipient's zone."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given

from hallway.domain.times import get_zone, noon, to_milliseconds
from hallway.playbooks.library import make_playbook
from hallway.playbooks.sendable import country_code, country_of_zone, is_holiday, sendable_in
from hallway.playbooks.state import Cause
from hallway.playbooks.steps import Window, WindowState
from hallway.playbooks.windows import Windows, later_by
from tests.playbooks.strategies import instants, zones

PLAYBOOK = make_playbook("img-general", overrides={})
RULES = {each.id: each for each in PLAYBOOK.rules}
NEW_YORK = "America/New_York"


def window(rule: str, start: datetime, *, zone: str = NEW_YORK, now: datetime | None = None) -> Window:
    cause = Cause(kind="person", subject="a", name="A", person=None, key="1", start=to_milliseconds(start))
    return Windows(PLAYBOOK, now or start, NEW_YORK).window(RULES[rule], cause, zone, "")


def local(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=get_zone(zone))  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


@pytest.mark.requirement("FUP-01")
def test_a_follow_up_opens_at_once_and_is_due_after_48_hours() -> None:
    found = window("follow-up.after-meeting", noon(date(2026, 10, 5), NEW_YORK))
    assert found.opens == local(NEW_YORK, 2026, 10, 5, 12)
    assert found.due == local(NEW_YORK, 2026, 10, 7, 12)
    assert found.closes == local(NEW_YORK, 2026, 10, 8, 12)
    assert found.last == local(NEW_YORK, 2026, 10, 19, 12)


def test_what_falls_on_a_weekend_rolls_to_the_end_of_the_next_sendable_day() -> None:
    found = window("follow-up.after-meeting", noon(date(2026, 10, 1), NEW_YORK))
    assert found.due == found.closes == local(NEW_YORK, 2026, 10, 5, 18)


def test_what_falls_on_a_public_holiday_rolls_on() -> None:
    found = window("follow-up.after-meeting", noon(date(2026, 11, 24), NEW_YORK))
    assert found.due == local(NEW_YORK, 2026, 11, 27, 18), "26 November 2026 is Thanksgiving"


def test_a_due_moment_at_night_rolls_to_the_end_of_the_day_that_follows() -> None:
    found = window("follow-up.after-meeting", local(NEW_YORK, 2026, 10, 5, 22))
    assert found.due == local(NEW_YORK, 2026, 10, 8, 18)
    early = window("follow-up.after-meeting", local(NEW_YORK, 2026, 10, 5, 6))
    assert early.due == local(NEW_YORK, 2026, 10, 7, 18)


@pytest.mark.requirement("CON-12")
def test_the_suggested_moment_lies_in_the_recipients_working_hours() -> None:
    met = local("Asia/Kolkata", 2026, 10, 5, 9)
    found = window("follow-up.after-meeting", met, zone="America/Chicago", now=met)
    assert found.suggested == local("America/Chicago", 2026, 10, 5, 8), "9 am in Kolkata is night in Chicago"
    assert found.zone == "America/Chicago"


def test_the_suggested_moment_skips_a_weekend() -> None:
    saturday = local(NEW_YORK, 2026, 10, 3, 15)
    found = window("follow-up.after-meeting", saturday, now=saturday)
    assert found.suggested == local(NEW_YORK, 2026, 10, 5, 8)


def test_hours_elapse_and_days_are_counted_on_the_wall_across_a_clock_change() -> None:
    start = local(NEW_YORK, 2026, 10, 30, 12)
    day, hour = PLAYBOOK.values["followup.meeting.last"], PLAYBOOK.values["followup.meeting.due"]
    assert later_by(start, day) == local(NEW_YORK, 2026, 11, 13, 12)
    assert later_by(start, hour) == local(NEW_YORK, 2026, 11, 1, 11), "the night of 1 November has 25 hours"


def test_two_months_after_the_last_of_december_is_the_last_of_february() -> None:
    start = local(NEW_YORK, 2026, 12, 31, 12)
    assert later_by(start, PLAYBOOK.values["update.mentor.min"]) == local(NEW_YORK, 2027, 2, 28, 12)


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        (-13, "later"),
        (-1, "open"),
        (0, "open"),
        (40, "open"),
        (49, "closing"),
        (73, "late"),
        (15 * 24, "lapsed"),
    ],
)
def test_the_state_tells_where_now_lies(hours: int, state: str) -> None:
    met = noon(date(2026, 10, 5), NEW_YORK)
    now = met + timedelta(hours=hours)
    assert Windows(PLAYBOOK, now, NEW_YORK).state(window("follow-up.after-meeting", met)) == state


def test_a_window_past_its_due_day_with_days_to_spare_is_due() -> None:
    playbook = make_playbook("md-plastics", overrides={})
    met = noon(date(2026, 10, 5), NEW_YORK)
    cause = Cause(kind="person", subject="a", name="A", person=None, key="1", start=to_milliseconds(met))
    windows = Windows(playbook, met + timedelta(hours=80), NEW_YORK)
    found = windows.window(
        next(each for each in playbook.rules if each.id == "follow-up.after-meeting"), cause, NEW_YORK, ""
    )
    assert windows.state(found) is WindowState.DUE


def test_a_promised_saturday_is_closing_on_friday_and_late_after_its_roll() -> None:
    """12 October 2026, a Monday, is Columbus Day: the Saturday before it rolls to Tuesday evening."""
    made, due = noon(date(2026, 10, 1), NEW_YORK), date(2026, 10, 10)
    cause = Cause(
        kind="promise", subject="p", name="A", person=None, key="1", start=to_milliseconds(made), deadline=due
    )
    at = {day: Windows(PLAYBOOK, local(NEW_YORK, 2026, 10, day, 19), NEW_YORK) for day in (6, 9, 12, 13)}
    states = {
        day: each.state(each.window(RULES["promise.mine.keep"], cause, NEW_YORK, ""), due)
        for day, each in at.items()
    }
    assert states == {
        6: WindowState.OPEN,
        9: WindowState.CLOSING,
        12: WindowState.CLOSING,
        13: WindowState.LATE,
    }


@given(instants, zones, instants)
def test_the_edges_of_every_window_come_in_order(start: datetime, zone: str, now: datetime) -> None:
    for rule in RULES:
        found = window(rule, start, zone=zone, now=now)
        assert found.starts <= found.opens <= found.due <= found.closes <= found.last


@given(instants, zones)
def test_due_closing_and_suggestion_never_fall_outside_sendable_time(start: datetime, zone: str) -> None:
    place = sendable_in(zone, "", PLAYBOOK)
    for rule in RULES:
        found = window(rule, start, zone=zone)
        assert place.is_sendable(found.suggested)
        for edge in (found.due, found.closes):
            assert place.is_sendable(edge) or edge == found.opens


@given(instants, zones)
def test_the_next_sendable_moment_is_sendable_and_not_before(start: datetime, zone: str) -> None:
    place = sendable_in(zone, "US", PLAYBOOK)
    found = place.next_moment(start)
    assert place.is_sendable(found)
    assert found >= start
    assert (found == start) == place.is_sendable(start)


def test_public_holidays_are_those_of_the_recipients_country() -> None:
    independence = date(2026, 7, 3)
    assert is_holiday("US", independence)
    assert not is_holiday("IN", independence)
    assert is_holiday("IN", date(2026, 1, 26))
    assert not is_holiday("", independence)


def test_the_written_federal_holidays_are_those_of_the_holidays_package() -> None:
    for year in range(2015, 2046):
        known = set(holidays.country_holidays("US", years=year))
        days = [date(year, 1, 1) + timedelta(days=each) for each in range(366)]
        assert {each for each in days if each.year == year and is_holiday("US", each)} == {
            each for each in known if each.year == year
        }


def test_a_year_that_is_not_written_down_is_asked_of_the_package() -> None:
    assert is_holiday("US", date(2048, 7, 4))
    assert not is_holiday("US", date(2048, 7, 7))


def test_a_zone_and_a_written_country_name_the_holidays() -> None:
    assert country_of_zone("America/Chicago") == "US"
    assert country_of_zone("UTC") == ""
    assert country_code("United States") == country_code("usa") == country_code("US") == "US"
    assert country_code("México") == "MX"
    assert country_code("Atlantis") == ""


def test_sending_hours_are_the_applicants_to_change() -> None:
    playbook = make_playbook(
        "img-general", overrides={"send.hours": "9-17", "send.days": "mon, tue, wed, thu"}
    )
    place = sendable_in(NEW_YORK, "US", playbook)
    friday = local(NEW_YORK, 2026, 10, 2, 12)
    assert place.next_moment(friday) == local(NEW_YORK, 2026, 10, 5, 9)
    assert friday.astimezone(UTC) < place.next_moment(friday)
