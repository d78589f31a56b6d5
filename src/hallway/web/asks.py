"""Asks: planned with what to mind before it, then recorded and answered."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.asks import answer_ask, plan_ask, record_ask
from hallway.actions.fields import choices_of
from hallway.actions.person_views import show_person
from hallway.domain.asks import Answer, Rung
from hallway.domain.errors import HallwayError
from hallway.domain.ids import PersonId
from hallway.playbooks.cautions import Caution
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()


@router.get("/people/{person}/ask")
def show(visit: Here, person: str) -> Response:
    """Show the form for an ask."""
    return _form(visit, PersonId(person))


@router.post("/people/{person}/ask")
def ask(visit: Here, form: Typed, person: str) -> Response:
    """Show what to mind first; record the ask once the applicant confirms it."""
    key = PersonId(person)
    try:
        rung = form.need("rung", Rung)
        day, needed_by = form.day("on"), form.day("needed_by")
        if form.text("sure") != "yes":
            cautions = plan_ask(
                visit.store, visit.app.clock, person=key, rung=rung, on=day, needed_by=needed_by
            )
            return _form(visit, key, form, cautions=cautions)
        record_ask(
            visit.store,
            visit.app.clock,
            person=key,
            rung=rung,
            on=day,
            answer=form.choice("answer", Answer) or Answer.PENDING,
            text=form.text("text"),
            needed_by=needed_by,
        )
    except HallwayError as error:
        return _form(visit, key, form, fault=error)
    return visit.done(f"/people/{person}#give-and-ask")


@router.post("/asks/{ask}/answer")
def answer(visit: Here, form: Typed, ask: str) -> Response:
    """Note how an ask was answered."""
    answer_ask(visit.store, visit.app.clock, ask=ask, answer=form.need("answer", Answer))
    return visit.done(own_path(form.text("back"), "/"))


def _form(
    visit: Visit,
    person: PersonId,
    form: Form = EMPTY,
    *,
    cautions: tuple[Caution, ...] | None = None,
    fault: HallwayError | None = None,
) -> Response:
    return visit.show(
        "ask.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        view=show_person(visit.store, visit.app.clock, person=person),
        cautions=cautions,
        rungs=choices_of(Rung),
        answers=choices_of(Answer),
        days=days_of(visit),
    )
