"""Dates that press where there is a list: Today tells them, and only where somebody published them."""

from datetime import UTC, date, datetime

import pytest

from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.kept_picks import keep_pick
from hallway.actions.pick_asked import PickAsked
from hallway.actions.picks import find_pick
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.programs import list_program
from hallway.actions.today import all_steps
from hallway.domain.programs import Reply
from hallway.facts.directory import units
from hallway.facts.season_dates import season_date
from hallway.playbooks.steps import Step, WindowState
from hallway.storage.store import SqliteStore
from tests.cast import TOMAS, FixedClock

HERE = [each.code for each in units().values() if each.specialty == "General Surgery"][:3]


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock in the days in which applications are sent."""
    return FixedClock(datetime(2026, 9, 10, 15, tzinfo=UTC))


@pytest.fixture
def tomas(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a record of somebody who takes part in the Match of 2027."""
    set_up(empty_store, clock, fields={**TOMAS, "match_year": "2027"})
    return empty_store


def dated(store: SqliteStore, clock: FixedClock) -> list[Step]:
    return [each for each in all_steps(store, clock) if each.rule.startswith("list.")]


def test_without_a_list_nothing_presses(tomas: SqliteStore, clock: FixedClock) -> None:
    assert dated(tomas, clock) == []


def test_applications_of_the_list_wait_until_they_are_sent(tomas: SqliteStore, clock: FixedClock) -> None:
    list_program(tomas, clock, units=HERE)
    record_outcome(tomas, clock, unit=HERE[0], applied_on=date(2026, 9, 5))
    (step,) = dated(tomas, clock)
    assert step.says == (
        "Send your applications: 2 of your list are not noted as sent. Programs begin to look at them on"
        " 23 Sep 2026 (2027 season, second-hand: check with AAMC and NRMP)."
    )
    assert step.state is WindowState.OPEN
    assert step.window.due.date() == date(2026, 9, 23)
    for code in HERE[1:]:
        record_outcome(tomas, clock, unit=code, applied_on=date(2026, 9, 9))
    assert dated(tomas, clock) == []


def test_a_kept_list_counts_too(tomas: SqliteStore, clock: FixedClock) -> None:
    answer = find_pick(tomas, clock, PickAsked(states=("IA",), applications=2))
    keep_pick(tomas, clock, answer, name="First")
    (step,) = dated(tomas, clock)
    assert "2 of your list" in step.says


def test_who_was_interviewed_certifies_a_rank_order_list_in_time(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    record_outcome(tomas, clock, unit=HERE[0], reply=Reply.INTERVIEW)
    clock.instant = datetime(2027, 3, 2, 18, tzinfo=UTC)
    (step,) = dated(tomas, clock)
    assert step.rule == "list.rank"
    assert "by 3 Mar 2027" in step.says
    assert step.state is WindowState.CLOSING
    clock.wait(days=5)
    assert dated(tomas, clock) == []


@pytest.mark.parametrize("year", ["2028", ""])
def test_of_a_season_without_published_dates_nothing_is_said(
    tomas: SqliteStore, clock: FixedClock, year: str
) -> None:
    list_program(tomas, clock, units=HERE)
    change_applicant(tomas, clock, fields={"match_year": year})
    assert dated(tomas, clock) == []


def test_a_date_that_ships_is_on_a_day_on_which_steps_fall_due() -> None:
    """A window rolls past weekends, which a date of the season does not."""
    for event in ("review-begins", "rank-list-closes"):
        found = season_date(event, 2027)
        assert found is not None
        assert found.value.on.isoweekday() in {2, 3, 4}
    assert season_date("ranking-opens", 2031) is None
