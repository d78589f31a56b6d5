"""Writing: a template chosen for a moment, its questions answered, and the letter growing beneath them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter
from markupsafe import Markup, escape
from starlette.responses import RedirectResponse, Response

from hallway.actions import desk
from hallway.actions.message_views import MessageLine, list_messages
from hallway.actions.messages import save_message
from hallway.actions.people import find_person
from hallway.actions.today import steps_of, today
from hallway.actions.warnings import playbook_in
from hallway.desk.composing import Composed
from hallway.desk.template_reading import MOMENTS
from hallway.desk.templates import Slot, Template
from hallway.domain.errors import HallwayError
from hallway.domain.ids import MessageId
from hallway.domain.messages import WAITING, Message
from hallway.domain.names import fold
from hallway.domain.people import Person
from hallway.playbooks.steps import Step, WindowState
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.recent import recent_names
from hallway.web.visits import Here, Visit

router = APIRouter()

SLOT = "slot-"
"""How the fields of slots begin: a slot may be called as a field of the page is."""

_MOST_FITTING = 6
_OWN = "your own"


class Fit(NamedTuple):
    """A template that fits now, and the step that it is for."""

    template: Template
    step: Step


@dataclass(frozen=True, slots=True)
class Around:
    """What a letter is written around: to whom, for which step, following up which message."""

    person: Person | None = None
    step: str = ""
    answers: str = ""

    @property
    def query(self) -> str:
        """Return it as the end of an address, "" when there is nothing."""
        given = {
            "person": self.person.id if self.person else "",
            "step": self.step,
            "answers": self.answers,
        }
        filled = {name: each for name, each in given.items() if each}
        return f"?{urlencode(filled)}" if filled else ""


@router.get("/write")
def show(visit: Here, person: str = "", step: str = "", to: str = "", words: str = "") -> Response:
    """Show the templates by the moment they are for, those that fit now first."""
    if to.strip():
        try:
            found = find_person(visit.store, to)
        except HallwayError as error:
            return _choose(visit, Around(step=step), words, Form({"to": (to,)}), error)
        return RedirectResponse(f"/write{Around(found, step).query}", status_code=303)
    return _choose(visit, _around(visit, person, step), words)


def _choose(
    visit: Visit, around: Around, words: str, form: Form = EMPTY, fault: HallwayError | None = None
) -> Response:
    everything = desk.templates(visit.store)
    wanted = fold(words).split()
    found = [each for each in everything if all(word in _searched(each) for word in wanted)]
    return visit.show(
        "write.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        around=around,
        words_typed=words,
        fitting=[] if wanted else list(_fitting(visit, around, everything)),
        drafts=[] if wanted else _begun(visit, around),
        moments=_by_moment(found),
        known=recent_names(visit),
    )


def _begun(visit: Visit, around: Around) -> list[MessageLine]:
    """Return what was begun for this person and has not gone yet."""
    if around.person is None:
        return []
    lines = list_messages(visit.store, visit.app.clock, person=around.person.id)
    return [each for each in lines if each.message.state in WAITING]


def _searched(template: Template) -> str:
    return fold(f"{template.id} {template.name} {template.says} {template.moment}")


def _by_moment(found: Sequence[Template]) -> list[tuple[str, list[Template]]]:
    groups: dict[str, list[Template]] = {}
    for each in found:
        groups.setdefault(_OWN if each.is_own else each.moment, []).append(each)
    order = (_OWN, *MOMENTS)
    return sorted(
        groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order)
    )


def _fitting(visit: Visit, around: Around, everything: Sequence[Template]) -> Iterator[Fit]:
    """Yield the templates that open steps call for, that of the chosen step first."""
    by_id = {each.id: each for each in everything}
    steps = (
        steps_of(visit.store, visit.app.clock, around.person.id)
        if around.person
        else today(visit.store, visit.app.clock, visit.app.memory).shown
    )
    open_ones = [
        each
        for each in steps
        if each.template in by_id and each.state is not WindowState.LATER and each.person
    ]
    open_ones.sort(key=lambda each: each.id != around.step)
    for each in open_ones[:_MOST_FITTING]:
        yield Fit(by_id[each.template], each)


def _around(visit: Visit, person: str, step: str, answers: str = "") -> Around:
    if not person:
        return Around(None, step, answers)
    with visit.store.reading() as reading:
        return Around(reading.get(Person, person), step, answers)


@router.get("/write/{template}")
def show_letter(visit: Here, template: str, person: str = "", step: str = "", answers: str = "") -> Response:
    """Show the questions of a template and the letter as far as the record fills it."""
    return _letter(visit, template, _around(visit, person, step, answers))


@router.post("/write/{template}")
def answer(visit: Here, form: Typed, template: str) -> Response:
    """Show the letter with the answers in it, or keep it as a draft."""
    around = _around(visit, form.text("person"), form.text("step"), form.text("answers"))
    try:
        if form.text("to") and (around.person is None or form.text("to") != around.person.name):
            found = find_person(visit.store, form.text("to"))
            around = Around(found, "", "")
        if form.text("do") == "keep":
            return _keep(visit, form, template, around)
    except HallwayError as error:
        return _letter(visit, template, around, form, error)
    return _letter(visit, template, around, form)


def _keep(visit: Visit, form: Form, template: str, around: Around) -> Response:
    letter = _compose(visit, template, around, form)
    kept = save_message(
        visit.store,
        visit.app.clock,
        text=letter.text,
        medium=letter.medium,
        person=around.person.id if around.person else None,
        template=letter.template.id,
        subject=letter.subject,
        facts=letter.facts,
        filled=dict(letter.filled),
        cv=letter.cv.id if letter.cv else None,
        answers=MessageId(around.answers) if around.answers else None,
        step=around.step,
    )
    return visit.done(f"/messages/{kept.id}")


def _compose(visit: Visit, template: str, around: Around, form: Form) -> Composed:
    return desk.compose(
        visit.store,
        visit.app.clock,
        template=template,
        person=around.person.id if around.person else None,
        answers=_answers(form),
        message=MessageId(around.answers) if around.answers else None,
    )


def _answers(form: Form) -> Mapping[str, str]:
    typed = {name.removeprefix(SLOT): form.text(name) for name in form.values if name.startswith(SLOT)}
    return {name: text for name, text in typed.items() if text}


def _letter(
    visit: Visit,
    template: str,
    around: Around,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    letter = _compose(visit, template, around, form)
    asked = {each.slot for each in letter.questions} | _answers(form).keys()
    filled = dict(letter.filled)
    with visit.store.reading() as reading:
        slots = letter.template.slots_for(playbook_in(reading).base)
        answered = reading.find(Message, around.answers) if around.answers else None
    return visit.show(
        "write_letter.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        around=around,
        answered=answered,
        letter=letter,
        subject=show_gaps(letter.subject, letter),
        text=show_gaps(letter.text, letter),
        asked=[each for each in slots if each.name in asked],
        known_slots=[(each, filled[each.name]) for each in slots if _is_from_record(each, filled, asked)],
        more=[each for each in slots if each.name not in asked and not filled.get(each.name)],
        known=recent_names(visit),
    )


def _is_from_record(slot: Slot, filled: Mapping[str, str], asked: set[str]) -> bool:
    return slot.name not in asked and bool(filled.get(slot.name))


def show_gaps(text: str, letter: Composed) -> Markup:
    """Return a text with the questions that are still open set apart."""
    shown = escape(text)
    for each in letter.questions:
        gap = escape(f"[{each.ask}]")
        shown = shown.replace(gap, Markup('<mark class="gap">{}</mark>').format(f"[{each.ask}]"))
    return shown
