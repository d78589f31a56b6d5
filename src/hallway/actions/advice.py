"""Advice of mentors: given, acted on, and reported back to them (LOG-04)."""

from dataclasses import replace
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_by_start, get_person
from hallway.actions.ports import Clock, Store, Writing
from hallway.domain.advice import Advice
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import AdviceId, PersonId
from hallway.domain.names import fold
from hallway.domain.people import Person


def record_advice(
    store: Store,
    clock: Clock,
    *,
    person: PersonId,
    text: str,
    given: date | None = None,
    acted_on: date | None = None,
    result: str = "",
    reported: date | None = None,
) -> Advice:
    """Write down a piece of advice; the same words from the same person again carry it on."""
    text = typed_text.read_needed("text", text, "Say what the advice was.")
    with store.writing("advice.record", "Noted advice", now=clock.now()) as writing:
        mentor = get_person(writing, person)
        known = next(
            (each for each in writing.all(Advice, person=person) if fold(each.text) == fold(text)), None
        )
        today = today_in(writing, clock)
        first = min(filter(None, (today, acted_on, reported)))  # what was acted on was given by then
        advice = known or Advice(
            id=AdviceId(writing.new_id()), person=person, text=text, given=given or first
        )
        advice = _carried_on(
            replace(advice, given=given or advice.given),
            acted_on=acted_on,
            result=result,
            reported=reported,
            today=today,
        )
        _keep(writing, advice, known)
        writing.says(f"Noted advice of {mentor.name}: {advice.text}")
        return advice


def change_advice(
    store: Store,
    clock: Clock,
    *,
    advice: str,
    text: str = "",
    acted_on: date | None = None,
    result: str = "",
    reported: date | None = None,
) -> Advice:
    """Note what became of a piece of advice; what is not named stays."""
    with store.writing("advice.change", "Carried advice on", now=clock.now()) as writing:
        known = get_by_start(writing, Advice, advice, "advice", lambda each: each.text)
        worded = replace(known, text=typed_text.read_line("text", text) or known.text)
        today = today_in(writing, clock)
        changed = _carried_on(worded, acted_on=acted_on, result=result, reported=reported, today=today)
        _keep(writing, changed, known)
        writing.says(f"Carried on advice of {writing.get(Person, changed.person).name}: {changed.text}")
        return changed


def _carried_on(
    advice: Advice, *, acted_on: date | None, result: str, reported: date | None, today: date
) -> Advice:
    carried = replace(
        advice,
        acted_on=acted_on or advice.acted_on,
        result=typed_text.read_text("result", result) or advice.result,
        reported=reported or advice.reported,
    )
    check_past("given", carried.given, today)
    for field, day in (("acted_on", carried.acted_on), ("reported", carried.reported)):
        check_past(field, day, today)
        if day is not None and day < carried.given:
            raise InvalidValue(field, day.isoformat(), f"The advice was given later, on {carried.given}.")
    return carried


def _keep(writing: Writing, advice: Advice, known: Advice | None) -> None:
    if known is None:
        writing.add(advice)
    elif advice != known:
        writing.replace(advice)
