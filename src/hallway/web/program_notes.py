"""Programs where the name is known, and private notes about programs."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import program_notes as actions
from hallway.actions.network import look_at_network
from hallway.actions.people import find_person
from hallway.domain.errors import HallwayError
from hallway.domain.ids import PersonId
from hallway.domain.programs import ProgramTopic
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.people import find_offered
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()


@router.get("/network/programs")
def show(visit: Here, person: str = "", program: str = "") -> Response:
    """Show the programs where somebody knows the applicant, and what was heard of programs."""
    name = find_person(visit.store, person).name if person else ""
    return _page(visit, Form({"person": (name,), "program": (program,)}))


@router.post("/network/programs")
def add(visit: Here, form: Typed) -> Response:
    """Note what somebody said of a program."""
    try:
        note = actions.add_program_note(
            visit.store,
            visit.app.clock,
            program=form.text("program"),
            topic=form.need("topic", ProgramTopic),
            text=form.text("text"),
            person=_source(visit, form),
            source=form.text("source"),
            on=form.day("on"),
        )
    except HallwayError as error:
        return _page(visit, form, error)
    return visit.done(f"/network/programs#n-{note.id}")


@router.post("/network/programs/notes/{note}")
def change(visit: Here, form: Typed, note: str) -> Response:
    """Change a note."""
    changed = actions.change_program_note(
        visit.store,
        visit.app.clock,
        note=note,
        topic=form.choice("topic", ProgramTopic),
        text=form.text("text"),
        source=form.text("source"),
        on=form.day("on"),
    )
    return visit.done(f"/network/programs#n-{changed.id}")


@router.post("/network/programs/notes/{note}/remove")
def remove(visit: Here, form: Typed, note: str) -> Response:
    """Remove a note."""
    actions.remove_program_note(visit.store, visit.app.clock, note=note)
    return visit.done(own_path(form.text("back"), "/network/programs"))


def _source(visit: Visit, form: Form) -> PersonId | None:
    words = form.text("person")
    return find_person(visit.store, words).id if words else None


def _page(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    known = look_at_network(visit.store).known_at
    noted = actions.list_program_notes(visit.store)
    programs = dict.fromkeys([*(each.program for each in noted), *(each.program for each in known)])
    return visit.show(
        "network_programs.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        known_at=known,
        noted=noted,
        programs=list(programs),
        topics=list(ProgramTopic),
        known=find_offered(visit).names,
        days=days_of(visit),
    )
