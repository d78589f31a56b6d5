"""Settling a step by hand, and putting it off."""

from dataclasses import replace
from datetime import date, timedelta

from hallway.actions.advice import change_advice
from hallway.actions.applicants import today_in
from hallway.actions.lookups import get_person
from hallway.actions.ports import Clock, Store
from hallway.actions.promises import keep_promise
from hallway.actions.today import find_step
from hallway.domain.advice import Advice
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId, SettlementId, SnoozeId, StepId
from hallway.domain.people import Person
from hallway.domain.promises import Promise
from hallway.domain.snoozes import Settlement, Snooze
from hallway.playbooks.steps import Step

_KEEPS = frozenset({"promise.mine.keep", "promise.theirs.take-up"})
_PLANNED = "follow-up.planned"


def settle_step(store: Store, clock: Clock, *, step: str) -> Settlement | Promise | Advice:
    """Mark a step done; a promise is kept by it, advice is acted on or reported, everything else is settled.

    Raises:
        NotFound: no open step has this id, or several have.
    """
    found = find_step(store, clock, step)
    if found.rule in _KEEPS:
        return keep_promise(store, clock, promise=found.subject.id)
    if found.subject.kind == "advice":
        return _carry_on_advice(store, clock, found)
    with store.writing("step.settle", f"Settled: {found.says}", now=clock.now()) as writing:
        if found.rule == _PLANNED and found.person:
            person = writing.get(Person, found.person)
            writing.replace(replace(person, next_follow_up=None, next_follow_up_why=""))
        settlement = Settlement(
            id=SettlementId(writing.new_id()), step=found.id, rule=found.rule, at=clock.now(), says=found.says
        )
        writing.add(settlement)
        return settlement


def _carry_on_advice(store: Store, clock: Clock, step: Step) -> Advice:
    with store.reading() as reading:
        today = today_in(reading, clock)
    if step.rule == "advice.report":
        return change_advice(store, clock, advice=step.subject.id, reported=today)
    return change_advice(store, clock, advice=step.subject.id, acted_on=today)


def snooze_step(store: Store, clock: Clock, *, step: str, until: date, why: str) -> Snooze:
    """Hide a step until a day, or until its cause changes.

    Raises:
        NotFound: no open step has this id.
        InvalidValue: the day is not ahead, or no reason is given.
    """
    found = find_step(store, clock, step)
    return _snooze(store, clock, until=until, why=why, says=found.says, step=found.id)


def snooze_person(store: Store, clock: Clock, *, person: PersonId, until: date, why: str) -> Snooze:
    """Hide everything about a person until a day, or until something new happens with them."""
    with store.reading() as reading:
        name = get_person(reading, person).name
    return _snooze(store, clock, until=until, why=why, says=f"everything about {name}", person=person)


def _snooze(
    store: Store,
    clock: Clock,
    *,
    until: date,
    why: str,
    says: str,
    step: StepId | None = None,
    person: PersonId | None = None,
) -> Snooze:
    with store.writing("step.snooze", "Put off a step", now=clock.now()) as writing:
        today = today_in(writing, clock)
        if until <= today:
            raise InvalidValue(
                "until", str(until), f"Name a day ahead, {today + timedelta(days=1)} or later."
            )
        if not why.strip():
            raise InvalidValue(
                "why", why, "Give yourself a reason; you will see it when the step comes back."
            )
        snooze = Snooze(
            id=SnoozeId(writing.new_id()),
            until=until,
            why=why.strip(),
            made_at=clock.now(),
            step=step,
            person=person,
        )
        writing.add(snooze)
        writing.says(f"Put off until {until}: {says}")
        return snooze
