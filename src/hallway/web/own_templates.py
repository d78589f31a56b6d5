"""Templates of the applicant's own: looked at, added when they have no fault, taken away."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.own_templates import add_template, own_templates, remove_template
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.formats.encodings import decode
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

_PASTED = "Pasted text"


@router.get("/templates")
def show(visit: Here) -> Response:
    """Show the applicant's own templates, and where to add one."""
    return _page(visit)


@router.post("/templates")
def add(visit: Here, form: Typed) -> Response:
    """Keep a template that was pasted or chosen as a file; a faulty one is shown with its faults by line."""
    text = form.text("text")
    try:
        name = _PASTED
        if form.file is not None:
            name, text = form.file.name, decode(form.file.data, name=form.file.name).text
        if not text:
            raise InvalidValue("text", "", "Choose a file or paste the template.")
        add_template(visit.store, visit.app.clock, name=name, text=text)
    except HallwayError as error:
        return _page(visit, text, form, error)
    return visit.done("/templates")


@router.post("/templates/{template}/remove")
def remove(visit: Here, template: str) -> Response:
    """Remove a template; undo brings it back."""
    remove_template(visit.store, visit.app.clock, template=template)
    return visit.done("/templates")


def _page(visit: Visit, text: str = "", form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "templates.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        typed=text,
        own=own_templates(visit.store),
    )
