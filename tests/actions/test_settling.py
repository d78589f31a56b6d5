"""Settling and snoozing: what the applicant decides about a step holds."""

from datetime import date

import pytest

from hallway.actions.advice import record_advice
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person
from hallway.actions.promises import make_promise
from hallway.actions.settling import settle_step, snooze_person, snooze_step
from hallway.actions.today import steps_of, today
from hallway.domain.advice import Advice
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.interactions import Kind
from hallway.domain.people import Person
from hallway.domain.promises import By, Promise, PromiseState
from hallway.playbooks.steps import Step
from hallway.storage.store import SqliteStore
from tests.cast import CHEN, NOW, FixedClock


@pytest.fixture
def chen(store: SqliteStore, clock: FixedClock) -> Person:
    person = add_person(store, clock, fields=CHEN).person
    record_interaction(store, clock, people=[person.id], kind=Kind.MET, topics=["flaps"])
    return person


def follow_up(store: SqliteStore, clock: FixedClock, person: Person) -> Step | None:
    rule = "follow-up.after-meeting"
    return next((each for each in steps_of(store, clock, person.id) if each.rule == rule), None)


def get_follow_up(store: SqliteStore, clock: FixedClock, person: Person) -> Step:
    found = follow_up(store, clock, person)
    assert found is not None
    return found


def test_a_settled_step_is_gone_until_there_is_a_new_cause(
    store: SqliteStore, clock: FixedClock, chen: Person
) -> None:
    settle_step(store, clock, step=get_follow_up(store, clock, chen).id)
    assert follow_up(store, clock, chen) is None
    clock.wait(days=1)
    record_interaction(store, clock, people=[chen.id], kind=Kind.MET, topics=["skin"])
    assert follow_up(store, clock, chen) is not None


def test_settling_can_be_undone(store: SqliteStore, clock: FixedClock, chen: Person) -> None:
    before = get_follow_up(store, clock, chen)
    settle_step(store, clock, step=before.id)
    undo(store, clock)
    assert follow_up(store, clock, chen) == before


def test_settling_twice_says_that_the_step_is_gone(
    store: SqliteStore, clock: FixedClock, chen: Person
) -> None:
    step = get_follow_up(store, clock, chen).id
    settle_step(store, clock, step=step)
    with pytest.raises(NotFound, match="settled, snoozed or lapsed"):
        settle_step(store, clock, step=step)


@pytest.mark.requirement("CON-14", "LOG-12")
def test_settling_a_promise_keeps_it(store: SqliteStore, clock: FixedClock, chen: Person) -> None:
    make_promise(store, clock, person=chen.id, by=By.ME, text="send slides", due=NOW.date())
    step = next(each for each in steps_of(store, clock, chen.id) if each.rule == "promise.mine.keep")
    kept = settle_step(store, clock, step=step.id)
    assert isinstance(kept, Promise)
    assert kept.state is PromiseState.KEPT
    assert today(store, clock).reliability.on_time == 1


def test_settling_advice_marks_it_acted_on_and_then_reported(
    store: SqliteStore, clock: FixedClock, chen: Person
) -> None:
    record_advice(store, clock, person=chen.id, text="Read the trial")
    for rule in ("advice.act", "advice.report"):
        step = next(each for each in steps_of(store, clock, chen.id) if each.rule == rule)
        assert isinstance(settle_step(store, clock, step=step.id), Advice)
    with store.reading() as reading:
        carried = reading.all(Advice, person=chen.id)[0]
    assert (carried.acted_on, carried.reported) == (NOW.date(), NOW.date())


def test_a_snoozed_step_comes_back_on_its_day(store: SqliteStore, clock: FixedClock, chen: Person) -> None:
    step = get_follow_up(store, clock, chen)
    snooze_step(store, clock, step=step.id, until=date(2026, 11, 25), why="he is on call")
    assert follow_up(store, clock, chen) is None
    clock.wait(days=2)
    back = follow_up(store, clock, chen)
    assert back is not None
    assert back.id == step.id


def test_a_snoozed_person_is_quiet_until_something_happens(
    store: SqliteStore, clock: FixedClock, chen: Person
) -> None:
    snooze_person(store, clock, person=chen.id, until=date(2026, 12, 20), why="he moves house")
    assert steps_of(store, clock, chen.id) == ()
    clock.wait(days=1)
    record_interaction(store, clock, people=[chen.id], kind=Kind.REPLIED)
    assert steps_of(store, clock, chen.id) != ()


def test_a_snooze_needs_a_day_ahead_and_a_reason(store: SqliteStore, clock: FixedClock, chen: Person) -> None:
    step = get_follow_up(store, clock, chen)
    with pytest.raises(InvalidValue, match="2026-11-24"):
        snooze_step(store, clock, step=step.id, until=NOW.date(), why="busy")
    with pytest.raises(InvalidValue, match="reason"):
        snooze_step(store, clock, step=step.id, until=date(2026, 12, 1), why=" ")
