"""Steps and promises as calendar entries, in a file or as a feed that calendar programs ask for (FUP-14)."""

from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from hallway.actions.applicants import find_applicant, get_in
from hallway.actions.ports import Clock, Store
from hallway.actions.today import all_steps
from hallway.domain.people import Person, Standing
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import get_zone
from hallway.formats.calendars import CalendarEntry, write_calendar
from hallway.playbooks.rules import REVIVE
from hallway.playbooks.steps import Step, Tier

NAME = "Hallway"
"""What calendar programs call it."""

_MOMENT = timedelta(minutes=30)


class Feed(NamedTuple):
    """A calendar for a program that asks again and again, and a mark that changes with what stands in it."""

    data: bytes
    mark: str


def calendar_feed(store: Store, clock: Clock) -> Feed:
    """Return the calendar as a feed; before set-up it is empty, because the program asks either way."""
    entries = calendar_entries(store, clock) if find_applicant(store) else ()
    told = "\n".join(sorted(map(repr, entries)))  # not the file: each says when it was made
    mark = sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
    return Feed(write_calendar(entries, name=NAME, made=clock.now()), mark)


def calendar_entries(store: Store, clock: Clock) -> tuple[CalendarEntry, ...]:
    """Return one entry for every step at its suggested moment, and one for every open promise on its day.

    Contacts that merely fell silent are left out: hundreds of them would bury the dated ones.
    """
    steps = [
        each for each in all_steps(store, clock) if each.rule != REVIVE and each.tier is not Tier.PROMISE
    ]
    return tuple(map(_of_step, steps)) + _of_promises(store)


def _of_step(step: Step) -> CalendarEntry:
    until = step.window.closes
    closes = f"{until:%a} {until.day} {until:%b %Y, %H:%M} ({step.window.zone})"
    says = f"{step.because}\nUntil {closes}. Settled by: {step.settles}."
    return CalendarEntry(
        uid=f"step-{step.id}@hallway",
        title=step.says,
        says=says,
        starts=step.window.suggested,
        ends=step.window.suggested + max(_MOMENT, timedelta(minutes=step.minutes)),
        zone=step.window.zone,
        alarm_minutes=0,
    )


def _of_promises(store: Store) -> tuple[CalendarEntry, ...]:
    with store.reading() as reading:
        zone = get_in(reading).zone
        promises = [each for each in reading.all(Promise, state=PromiseState.OPEN) if each.due]
        people = {each.person: reading.get(Person, each.person) for each in promises}
    found = []
    for each in promises:
        person = people[each.person]
        if each.due is None or person.standing is not Standing.ACTIVE:
            continue
        starts = datetime.combine(each.due, time(9), tzinfo=get_zone(zone))
        whose = f"You promised {person.name}" if each.by is By.ME else f"{person.name} offered"
        found.append(
            CalendarEntry(
                uid=f"promise-{each.id}@hallway",
                title=f"{whose}: {each.text}",
                says="Due on this day.",
                starts=starts,
                ends=starts + _MOMENT,
                zone=zone,
                alarm_minutes=24 * 60,
            )
        )
    return tuple(found)
