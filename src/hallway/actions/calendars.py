"""Steps and promises as calendar entries (FUP-14)."""

from datetime import datetime, time, timedelta

from hallway.actions.applicants import get_in
from hallway.actions.ports import Clock, Store
from hallway.actions.today import all_steps
from hallway.domain.people import Person, Standing
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import get_zone
from hallway.formats.calendars import CalendarEntry
from hallway.playbooks.rules import REVIVE
from hallway.playbooks.steps import Step, Tier

_MOMENT = timedelta(minutes=30)


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
