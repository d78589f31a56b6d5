"""Cards: scanned, photographed or sent as a file; read into a form, corrected, saved with the meeting."""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.cards import (
    CARD_FIELDS,
    CardPlan,
    Meeting,
    connect_link,
    plan_card,
    read_card,
    save_card,
)
from hallway.actions.people import describe_person
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.domain.errors import HallwayError, InvalidValue, NotFound
from hallway.domain.ids import PersonId
from hallway.formats.problems import Problem
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

_OPEN = ("name", "credentials", "role", "institution", "email", "phone", "profile_url")
"""Fields that stand on the form from the start; the others wait in a fold unless the card says them."""

_NEW = "new"


@router.get("/card")
def show(visit: Here, event: str = "") -> Response:
    """Show where to paste a card; the event stays for the next one."""
    return _start(visit, Form({"event": (event,)}))


def _start(visit: Visit, form: Form, fault: HallwayError | None = None) -> Response:
    return visit.show("card.html", status_of(fault) if fault else 200, form=form, fault=fault)


@router.post("/card")
def read(visit: Here, form: Typed) -> Response:
    """Show what was understood, ready to be corrected; nothing is written."""
    try:
        data = form.file.data if form.file and form.file.data else form.text("text").encode()
        if not data.strip():
            raise InvalidValue("text", "", "Paste the text of a card, or choose a card file.")
        card = read_card(visit.store, visit.app.clock, data=data)
        plan = plan_card(visit.store, fields=card.fields)
    except HallwayError as error:
        return _start(visit, form, error)
    values = {**card.fields, "met": "yes", "event": form.text("event")}
    return _form(visit, Form({name: (text,) for name, text in values.items()}), plan, card.problems)


@router.post("/card/save")
def save(visit: Here, form: Typed) -> Response:
    """Save the card; somebody it could be is asked about first."""
    fields = {name: text for name, text in form.fields(CARD_FIELDS).items() if text}
    into = form.text("into")
    try:
        if not into:
            plan = plan_card(visit.store, fields=fields)
            if plan.people:
                return _form(visit, form, plan)
        saved = save_card(
            visit.store,
            visit.app.clock,
            fields=fields,
            into=PersonId(into) if into not in {"", _NEW} else None,
            meeting=_meeting(visit, form),
        )
    except HallwayError as error:
        return _form(visit, form, _plan_again(visit, fields), fault=error)
    kept = urlencode({"event": form.text("event")}) if form.text("event") else ""
    return visit.done(f"/card/saved/{saved.person.id}?{kept}".rstrip("?"), cautions=saved.cautions)


def _meeting(visit: Visit, form: Form) -> Meeting | None:
    if form.text("met") != "yes":
        return None
    day = form.day("on")
    return Meeting(
        on=None if day == days_of(visit).today else day,
        event=form.text("event"),
        topics=form.text("topics"),
        next_step=form.text("next_step"),
    )


def _plan_again(visit: Visit, fields: Mapping[str, str]) -> CardPlan | None:
    try:
        return plan_card(visit.store, fields=fields)
    except HallwayError:  # the fault that is told already
        return None


def _form(
    visit: Visit,
    form: Form,
    plan: CardPlan | None,
    problems: tuple[Problem, ...] = (),
    *,
    fault: HallwayError | None = None,
) -> Response:
    values = {name: form.text(name) for name in CARD_FIELDS}
    opened = [each for each in CARD_FIELDS if each in _OPEN or (values[each] and each != "groups")]
    return visit.show(
        "card_form.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        plan=plan,
        problems=problems,
        values=values,
        opened=[PERSON_FIELDS[each] for each in opened],
        folded=[PERSON_FIELDS[each] for each in CARD_FIELDS if each not in opened],
        connect=connect_link(values),
        days=days_of(visit),
    )


@router.get("/card/saved/{person}")
def show_saved(visit: Here, person: str, event: str = "") -> Response:
    """Show that it is saved, and what one can do with it at once."""
    try:
        known = describe_person(visit.store, person=PersonId(person))
    except NotFound:  # undone since, from this very page
        return RedirectResponse(f"/card?{urlencode({'event': event})}" if event else "/card", status_code=303)
    return visit.show(
        "card_saved.html", person=person, known=known, connect=connect_link(known), form=EMPTY, event=event
    )
