"""Asks on the rungs of the ladder: planned, recorded, answered. Etiquette warns and never blocks."""

from dataclasses import dataclass, replace
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_by_start, get_person
from hallway.actions.ports import Clock, Store
from hallway.actions.warnings import before_ask
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.ids import AskId, PersonId
from hallway.domain.people import Person
from hallway.playbooks.cautions import Caution


@dataclass(frozen=True, slots=True)
class Asked:
    """A recorded ask, and what would have been worth minding before it."""

    ask: Ask
    cautions: tuple[Caution, ...]


def plan_ask(
    store: Store,
    clock: Clock,
    *,
    person: PersonId,
    rung: Rung,
    on: date | None = None,
    needed_by: date | None = None,
) -> tuple[Caution, ...]:
    """Return what to mind before asking; nothing is written."""
    with store.reading() as reading:
        day = on or today_in(reading, clock)
        get_person(reading, person)
        return before_ask(reading, Ask(id=AskId(""), person=person, rung=rung, on=day, needed_by=needed_by))


def record_ask(
    store: Store,
    clock: Clock,
    *,
    person: PersonId,
    rung: Rung,
    on: date | None = None,
    answer: Answer = Answer.PENDING,
    text: str = "",
    needed_by: date | None = None,
) -> Asked:
    """Write down that the applicant asked a person for something."""
    with store.writing("ask.record", "Noted an ask", now=clock.now()) as writing:
        other = get_person(writing, person)
        today = today_in(writing, clock)
        check_past("on", on, today)
        ask = Ask(
            id=AskId(writing.new_id()),
            person=person,
            rung=rung,
            on=on or today,
            answer=answer,
            text=typed_text.read_line("text", text),
            needed_by=needed_by,
        )
        cautions = before_ask(writing, ask)  # first, so that the ask does not count as its own history
        writing.add(ask)
        writing.says(f"Asked {other.name} for {rung.value}")
        return Asked(ask, cautions)


def answer_ask(store: Store, clock: Clock, *, ask: str, answer: Answer) -> Ask:
    """Note how an ask was answered."""
    with store.reading() as reading:
        found = get_by_start(reading, Ask, ask, "ask", lambda each: f"{each.rung} {each.on}")
    if found.answer is answer:
        return found  # a second click does not do it twice
    with store.writing("ask.answer", "Noted an answer", now=clock.now()) as writing:
        answered = replace(writing.get(Ask, found.id), answer=answer)
        writing.replace(answered)
        writing.says(
            f"{writing.get(Person, answered.person).name} answered ({answered.rung.value}): {answer.value}"
        )
        return answered
