"""Today: the right steps, in the order of the day, at most seven at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from hallway.actions.advice import record_advice
from hallway.actions.asks import record_ask
from hallway.actions.calendars import calendar_entries
from hallway.actions.interactions import record_interaction
from hallway.actions.milestones import record_milestone
from hallway.actions.overrides import override
from hallway.actions.people import add_person, edit_person
from hallway.actions.person_views import show_person
from hallway.actions.promises import make_promise, withdraw_promise
from hallway.actions.samples import fill_sample
from hallway.actions.standings import archive_person, trash_person
from hallway.actions.today import TodayMemory, find_step, steps_of, today
from hallway.domain.asks import Rung
from hallway.domain.errors import NoApplicant, NotFound
from hallway.domain.interactions import Kind
from hallway.domain.milestones import MilestoneKind
from hallway.domain.people import Person
from hallway.domain.promises import By
from hallway.playbooks.steps import WindowState
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, NOW, FixedClock

if TYPE_CHECKING:
    from hallway.domain.ids import PersonId

HABITS = {"habit.week.new", "habit.week.revive", "habit.month.review"}


def add(store: SqliteStore, clock: FixedClock, fields: Mapping[str, str]) -> Person:
    return add_person(store, clock, fields=fields).person


def log(store: SqliteStore, clock: FixedClock, person: Person, kind: Kind, days_ago: int) -> None:
    on = (NOW - timedelta(days=days_ago)).date()
    record_interaction(store, clock, people=[person.id], kind=kind, on=on, topics=["flaps"])


def about(store: SqliteStore, clock: FixedClock) -> dict[str, str]:
    """Return rule -> state of everything that is not a habit."""
    found = {each.step.rule: each.step.state.value for each in today(store, clock).steps}
    return {rule: state for rule, state in found.items() if rule not in HABITS}


def test_without_an_applicant_it_says_how_to_begin(empty_store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NoApplicant, match="hallway setup"):
        today(empty_store, clock)


@pytest.mark.requirement("FUP-09", "PIT-09")
def test_help_is_thanked_for_within_days(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    log(store, clock, ana, Kind.HELPED_ME, 1)
    assert about(store, clock)["follow-up.after-help"] == "open"
    log(store, clock, ana, Kind.MAILED, 0)
    assert "follow-up.after-help" not in about(store, clock)


@pytest.mark.requirement("FUP-10")
def test_a_rotation_is_thanked_for_soon_and_followed_up_weeks_later(
    store: SqliteStore, clock: FixedClock
) -> None:
    chen = add(store, clock, CHEN)
    log(store, clock, chen, Kind.ROTATION_ENDED, 1)
    assert about(store, clock) == {"follow-up.rotation-thanks": "open", "follow-up.rotation-update": "later"}
    log(store, clock, chen, Kind.MAILED, 0)
    clock.wait(days=22)
    assert about(store, clock) == {"follow-up.rotation-update": "open"}


@pytest.mark.requirement("FUP-08", "PIT-03")
def test_an_offer_is_to_be_taken_up_at_once_and_stays_when_overdue(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add(store, clock, ANA)
    make_promise(store, clock, person=ana.id, by=By.THEM, text="introduce me to the lab", due=None)
    assert about(store, clock)["promise.theirs.take-up"] == "open"
    clock.wait(days=20)
    assert about(store, clock)["promise.theirs.take-up"] == "late"
    assert today(store, clock).shown[0].rule == "promise.theirs.take-up", "overdue offers come first"


@pytest.mark.requirement("PIT-06", "LOG-10")
def test_silence_past_a_promised_day_is_a_step_of_its_own(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    make_promise(store, clock, person=ana.id, by=By.ME, text="send the tables", due=date(2026, 11, 24))
    assert "promise.mine.overdue" not in about(store, clock)
    clock.wait(days=4)
    assert about(store, clock)["promise.mine.overdue"] in {"open", "due"}
    record_interaction(store, clock, people=[ana.id], kind=Kind.MAILED)
    assert "promise.mine.overdue" not in about(store, clock), "they have been told"
    assert about(store, clock)["promise.mine.keep"] == "late"


@pytest.mark.requirement("LOG-10")
def test_a_withdrawn_promise_is_to_be_told_respectfully(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    promise = make_promise(
        store, clock, person=ana.id, by=By.ME, text="review the charts", due=date(2026, 12, 1)
    )
    withdraw_promise(store, clock, promise=promise.id, why="exam")
    step = next(each for each in steps_of(store, clock, ana.id) if each.rule == "promise.mine.withdrawn")
    assert step.template == "TPL-39"


@pytest.mark.requirement("LOG-04", "LOG-05")
def test_advice_is_acted_on_and_then_reported_back(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    record_advice(store, clock, person=ana.id, text="Read the trial")
    assert about(store, clock)["advice.act"] == "open"
    record_advice(store, clock, person=ana.id, text="Read the trial", acted_on=NOW.date())
    found = about(store, clock)
    assert found["advice.report"] == "open"
    assert "advice.act" not in found
    record_advice(store, clock, person=ana.id, text="Read the trial", reported=NOW.date())
    assert "advice.report" not in about(store, clock)


@pytest.mark.requirement("LOG-06")
def test_an_introduction_is_a_loop_that_is_closed(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    bolu = add(store, clock, {**BOLU, "groups": "", "introduced_by": "Ana Novak"})
    first = steps_of(store, clock, bolu.id)
    assert [each.rule for each in first] == ["introduction.contact"]
    assert "Ana Novak" in first[0].says
    log(store, clock, bolu, Kind.CALLED, 0)
    report = next(each for each in steps_of(store, clock, ana.id) if each.rule == "introduction.report")
    assert "Bolu Adeyemi" in report.says
    record_interaction(store, clock, people=[ana.id], kind=Kind.MAILED)
    assert "introduction.report" not in {each.rule for each in steps_of(store, clock, ana.id)}


@pytest.mark.requirement("LOG-08")
def test_several_open_questions_to_one_person_become_one_message(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add(store, clock, ANA)
    record_ask(store, clock, person=ana.id, rung=Rung.ADVICE, text="Which elective?")
    assert "ask.batch" not in about(store, clock)
    second = record_ask(store, clock, person=ana.id, rung=Rung.ADVICE, text="Which journal?")
    assert "caution.many-questions" in {each.rule for each in second.cautions}
    assert about(store, clock)["ask.batch"] == "open"


@pytest.mark.requirement("MEN-17")
def test_a_result_is_told_to_the_people_who_helped(store: SqliteStore, clock: FixedClock) -> None:
    ana, chen = add(store, clock, ANA), add(store, clock, CHEN)
    for each in (ana, chen):
        log(store, clock, each, Kind.MET, 200)
    marked = record_milestone(store, clock, kind=MilestoneKind.EXAM, text="Step 2 CK passed", on=NOW.date())
    assert [each.name for each in marked.tell] == ["Ana Novak"]
    told = [
        each.step.subject.name for each in today(store, clock).steps if each.step.rule == "update.milestone"
    ]
    assert told == ["Ana Novak"], "she is a mentor, Chen a peer"


def test_who_was_told_on_the_morning_of_a_result_has_been_told(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    log(store, clock, ana, Kind.MET, 200)
    record_milestone(store, clock, kind=MilestoneKind.EXAM, text="Step 2 CK passed", on=NOW.date())
    assert about(store, clock)["update.milestone"] == "open"
    log(store, clock, ana, Kind.MAILED, 0)  # at 10:30; the window of a day's result starts at noon
    assert "update.milestone" not in about(store, clock)


@pytest.mark.requirement("CON-06")
def test_a_planned_follow_up_comes_on_its_day_with_its_reason(store: SqliteStore, clock: FixedClock) -> None:
    chen = add(store, clock, CHEN)
    fields = {"next_follow_up": "2026-11-25", "next_follow_up_why": "her rotation starts"}
    edit_person(store, clock, person=chen.id, fields=fields)
    assert about(store, clock) == {"follow-up.planned": "later"}
    clock.wait(days=2)
    assert about(store, clock) == {"follow-up.planned": "open"}
    assert "her rotation starts" in steps_of(store, clock, chen.id)[0].says


@pytest.mark.requirement("CON-25")
def test_a_chance_meeting_without_topic_or_next_step_stays_open(
    store: SqliteStore, clock: FixedClock
) -> None:
    chen = add(store, clock, CHEN)
    record_interaction(store, clock, people=[chen.id], kind=Kind.MET)
    assert "follow-up.bare-encounter" in about(store, clock)
    assert show_person(store, clock, person=chen.id).is_open_encounter
    edit_person(store, clock, person=chen.id, fields={"next_follow_up": "2026-12-01"})
    assert "follow-up.bare-encounter" not in about(store, clock)


@pytest.mark.requirement("FUP-13")
def test_at_most_seven_are_shown_promises_that_press_first_and_habits_last(
    store: SqliteStore, clock: FixedClock
) -> None:
    people = [add(store, clock, {"name": f"Person {each}", "zone": "America/New_York"}) for each in range(9)]
    for each in people:
        log(store, clock, each, Kind.MET, 1)
    make_promise(store, clock, person=people[0].id, by=By.ME, text="send slides", due=NOW.date())
    found = today(store, clock)
    assert len(found.shown) == 7
    assert found.shown[0].rule == "promise.mine.keep"
    assert {each.rule for each in found.shown[1:]} == {"follow-up.after-meeting"}
    assert {each.rule for each in found.rest} >= {"habit.week.revive"} & {
        each.step.rule for each in found.steps
    }
    assert all(step.because and step.rule and step.guides for step in found.shown)


@pytest.mark.requirement("GOA-04")
def test_the_week_asks_for_three_new_people_and_one_revived(store: SqliteStore, clock: FixedClock) -> None:
    silent = add(store, clock, CHEN)
    log(store, clock, silent, Kind.MET, 120)
    found = today(store, clock)
    rules = {each.step.rule for each in found.steps}
    assert {"habit.week.new", "habit.week.revive", "update.revive"} <= rules
    assert (found.week, found.week_targets) == ((0, 0), (3, 1))
    assert [each.name for each in found.revivals] == [silent.name]
    log(store, clock, silent, Kind.MAILED, 0)
    for index in range(3):
        log(store, clock, add(store, clock, {"name": f"New {index}"}), Kind.MAILED, 0)
    after = today(store, clock)
    assert after.week == (3, 1)
    assert not HABITS - {"habit.month.review"} & {each.step.rule for each in after.steps}


@pytest.mark.requirement("GOA-03")
def test_goals_are_reread_once_a_month(store: SqliteStore, clock: FixedClock) -> None:
    review = next(each.step for each in today(store, clock).steps if each.step.rule == "habit.month.review")
    assert review.window.starts.date() == date(2026, 11, 1)
    assert review.state is not WindowState.LATER


@pytest.mark.requirement("GOA-07")
def test_cadence_is_eight_weeks_of_contacts_and_no_streak(store: SqliteStore, clock: FixedClock) -> None:
    chen = add(store, clock, CHEN)
    for weeks in (0, 2, 2):
        log(store, clock, chen, Kind.MAILED, 7 * weeks)
    assert today(store, clock).cadence == (0, 0, 0, 0, 0, 2, 0, 1)


def test_archived_and_trashed_people_have_no_steps(store: SqliteStore, clock: FixedClock) -> None:
    ana, bolu = add(store, clock, ANA), add(store, clock, BOLU)
    for each in (ana, bolu):
        log(store, clock, each, Kind.MET, 1)
        make_promise(store, clock, person=each.id, by=By.ME, text="send it", due=NOW.date())
    archive_person(store, clock, person=ana.id)
    trash_person(store, clock, person=bolu.id)
    assert about(store, clock) == {}
    assert steps_of(store, clock, ana.id) == ()


def test_one_persons_steps_are_those_of_the_whole_record(store: SqliteStore, clock: FixedClock) -> None:
    """The person page looks at a part of the record and must not see anything else in it."""
    fill_sample(store, clock)
    whole: dict[PersonId, list[str]] = {}
    for each in today(store, clock).steps:
        if each.step.person:
            whole.setdefault(each.step.person, []).append(each.step.id)
    assert whole
    for person, ids in whole.items():
        assert sorted(each.id for each in steps_of(store, clock, person)) == sorted(ids)


def test_what_is_remembered_is_forgotten_with_the_next_action_and_the_next_minute(
    store: SqliteStore, clock: FixedClock
) -> None:
    memory = TodayMemory()
    first = today(store, clock, memory)
    assert today(store, clock, memory) is first
    chen = add(store, clock, CHEN)
    log(store, clock, chen, Kind.MET, 1)
    second = today(store, clock, memory)
    assert "follow-up.after-meeting" in {each.step.rule for each in second.steps}
    clock.wait(minutes=1)
    third = today(store, clock, memory)
    assert third is not second
    assert third.now == clock.now()


def test_a_step_is_found_by_the_start_of_its_id(store: SqliteStore, clock: FixedClock) -> None:
    wanted = today(store, clock).steps[0].step
    assert find_step(store, clock, wanted.id[:8]) == wanted
    with pytest.raises(NotFound, match="hallway today"):
        find_step(store, clock, "zzzz")
    with pytest.raises(NotFound):
        find_step(store, clock, "")


def test_an_own_value_moves_the_window(store: SqliteStore, clock: FixedClock) -> None:
    chen = add(store, clock, {**CHEN, "groups": ""})
    log(store, clock, chen, Kind.MAILED, 8)
    assert about(store, clock) == {"follow-up.no-reply": "later"}
    override(store, clock, key="followup.noreply.earliest", value="7")
    assert about(store, clock) == {"follow-up.no-reply": "open"}


@pytest.mark.requirement("FUP-14")
def test_the_calendar_has_steps_at_their_moment_and_promises_on_their_day(
    store: SqliteStore, clock: FixedClock
) -> None:
    chen = add(store, clock, CHEN)
    log(store, clock, chen, Kind.MET, 1)
    make_promise(store, clock, person=chen.id, by=By.ME, text="send slides", due=date(2026, 12, 1))
    entries = {each.title: each for each in calendar_entries(store, clock)}
    follow_up = next(each for title, each in entries.items() if title.startswith("Write to"))
    assert follow_up.starts == next(
        each.window.suggested
        for each in steps_of(store, clock, chen.id)
        if each.rule == "follow-up.after-meeting"
    )
    promise = next(each for title, each in entries.items() if "send slides" in title)
    assert promise.starts.date() == date(2026, 12, 1)
