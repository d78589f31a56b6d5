"""Promises of both sides: made, kept, withdrawn, listed (CON-14, LOG-12)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_by_start, get_person
from hallway.actions.ports import Clock, Store
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId, PromiseId
from hallway.domain.people import Person, Standing
from hallway.domain.promises import By, Promise, PromiseState, Reliability, reliability


@dataclass(frozen=True, slots=True)
class PromiseList:
    """Promises with the other person's name: open ones by due day, then closed ones, latest first."""

    mine: tuple[tuple[Promise, str], ...]
    theirs: tuple[tuple[Promise, str], ...]
    reliability: Reliability


def make_promise(
    store: Store, clock: Clock, *, person: PersonId, by: By, text: str, due: date | None = None
) -> Promise:
    """Write down what one side said they would do."""
    text = typed_text.read_needed("promise", text, "Say what was promised.")
    with store.writing("promise.make", "Noted a promise", now=clock.now()) as writing:
        other = get_person(writing, person)
        promise = Promise(
            id=PromiseId(writing.new_id()), person=person, by=by, text=text, made_at=clock.now(), due=due
        )
        writing.add(promise)
        writing.says(f"{'Promised' if by is By.ME else 'Was promised by'} {other.name}: {text}")
        return promise


def keep_promise(store: Store, clock: Clock, *, promise: str, on: date | None = None) -> Promise:
    """Mark a promise as kept, today or on an earlier day; a kept one stays as it is."""
    return _close(store, clock, promise, PromiseState.KEPT, on=on)


def withdraw_promise(store: Store, clock: Clock, *, promise: str, why: str) -> Promise:
    """Mark a promise as withdrawn, with the reason."""
    return _close(store, clock, promise, PromiseState.WITHDRAWN, why=typed_text.read_line("why", why))


def _close(
    store: Store, clock: Clock, words: str, state: PromiseState, *, on: date | None = None, why: str = ""
) -> Promise:
    with store.reading() as reading:
        found = get_by_start(reading, Promise, words, "promise", lambda each: each.text)
        today = today_in(reading, clock)
    if found.state is state:
        return found  # a second click does not do it twice
    check_past("on", on, today)
    with store.writing(f"promise.{state}", "Closed a promise", now=clock.now()) as writing:
        current = writing.get(Promise, found.id)
        if current.state is not PromiseState.OPEN:
            raise InvalidValue("promise", current.text, f"It was {current.state} on {current.closed_on}.")
        closed = replace(current, state=state, closed_at=clock.now(), closed_on=on or today, why=why)
        writing.replace(closed)
        writing.says(f"{state.capitalize()}: {closed.text} ({writing.get(Person, closed.person).name})")
        return closed


def list_promises(store: Store, clock: Clock) -> PromiseList:
    """Return all promises with people who are not in the trash, and how the applicant's own ones went."""
    with store.reading() as reading:
        promises = reading.all(Promise)
        names = {each.id: each.name for each in reading.identities() if each.standing != Standing.TRASHED}
        shown = [each for each in promises if each.person in names]
        return PromiseList(
            tuple((each, names[each.person]) for each in in_order(shown) if each.by is By.ME),
            tuple((each, names[each.person]) for each in in_order(shown) if each.by is By.THEM),
            reliability(shown, today_in(reading, clock)),
        )


def in_order(promises: Iterable[Promise]) -> list[Promise]:
    """Return open promises by due day, those without one after them, then closed ones, latest first."""
    ordered = sorted(promises, key=lambda each: each.closed_on or date.min, reverse=True)
    return sorted(ordered, key=lambda each: (each.state is not PromiseState.OPEN, _due(each)))


def _due(promise: Promise) -> date:
    if promise.state is not PromiseState.OPEN:
        return date.min
    return promise.due or date.max
