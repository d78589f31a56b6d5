"""The log: what happened with a person, written down or taken back."""

from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.fields import choices_of
from hallway.actions.interactions import record_interaction, remove_interaction
from hallway.actions.people import find_person
from hallway.actions.person_views import show_person
from hallway.actions.typed_text import read_list
from hallway.domain.errors import HallwayError
from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Channel, Kind
from hallway.playbooks.steps import Step
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import Form, Typed
from hallway.web.people import find_offered
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()

_KINDS = tuple(each.value for each in Kind if each is not Kind.IMPORTED)


@router.get("/people/{person}/log")
def show(visit: Here, person: str, step: str = "", back: str = "") -> Response:
    """Show the form for logging a contact, filled from the step that led here."""
    return _form(visit, PersonId(person), Form({"step": (step,), "back": (back,)}))


@router.post("/people/{person}/log")
def log(visit: Here, form: Typed, person: str) -> Response:
    """Write a contact down, with the promises made in it."""
    try:
        recorded = record_interaction(
            visit.store,
            visit.app.clock,
            people=[PersonId(person), *_others(visit, form, PersonId(person))],
            kind=form.need("kind", Kind),
            on=_past_day(visit, form),
            channel=form.choice("channel", Channel),
            topics=read_list("topics", form.text("topics")),
            summary=form.text("summary"),
            learned=form.text("learned"),
            next_step=form.text("next_step"),
            event=form.text("event"),
            promised_me=form.lines("promised_me"),
            i_promised=form.lines("i_promised"),
            due=form.day("due"),
            may_follow_up=form.answer("may_follow_up"),
        )
    except HallwayError as error:
        return _form(visit, PersonId(person), form, error)
    return visit.done(own_path(form.text("back"), f"/people/{person}"), cautions=recorded.cautions)


@router.post("/people/{person}/interactions/{interaction}/remove")
def remove(visit: Here, person: str, interaction: str) -> Response:
    """Take back a contact that was not so."""
    remove_interaction(visit.store, visit.app.clock, interaction=InteractionId(interaction))
    return visit.done(f"/people/{person}#timeline")


def _others(visit: Visit, form: Form, person: PersonId) -> list[PersonId]:
    """Return who else was there, by the names that were typed."""
    typed = form.text("also").replace("\n", ";").split(";")
    found = (find_person(visit.store, each).id for each in typed if each.strip())
    return [each for each in dict.fromkeys(found) if each != person]


def _past_day(visit: Visit, form: Form) -> date | None:
    """Return the day that was typed, or None for today: then the hour is known too."""
    day = form.day("on")
    return None if day == days_of(visit).today else day


def _by_mail(step: Step | None) -> str:
    return Channel.E_MAIL if step and step.is_outreach else ""


def _form(visit: Visit, person: PersonId, form: Form, fault: HallwayError | None = None) -> Response:
    view = show_person(visit.store, visit.app.clock, person=person)
    wanted = form.text("step")
    step = next((each for each in view.steps if each.id == wanted), None) if wanted else None
    guess = Kind.MAILED if step and step.is_outreach else Kind.MET
    return visit.show(
        "log.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        view=view,
        step=step,
        kind=form.text("kind", guess),
        channel=form.text("channel", _by_mail(step)),
        kinds=_KINDS,
        channels=choices_of(Channel),
        known=find_offered(visit).names,
        days=days_of(visit),
    )
