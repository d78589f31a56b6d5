"""Quick capture: somebody just met, on one screen, saved in one go."""

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.interactions import capture
from hallway.domain.errors import HallwayError
from hallway.domain.people import ROLES
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.people import find_offered
from hallway.web.visits import Here, Visit

router = APIRouter()

_KEPT_FOR_THE_NEXT = ("event", "institution")


@router.get("/capture")
def show(visit: Here, event: str = "", institution: str = "", name: str = "") -> Response:
    """Show the one screen; event and place stay for the next person."""
    return _form(visit, Form({"event": (event,), "institution": (institution,), "name": (name,)}))


@router.post("/capture")
def save(visit: Here, form: Typed) -> Response:
    """Write down a person and the meeting with them."""
    try:
        recorded = capture(
            visit.store,
            visit.app.clock,
            name=form.text("name"),
            institution=form.text("institution"),
            role=form.text("role"),
            topic=form.text("topic"),
            next_step=form.text("next_step"),
            i_promised=form.text("i_promised"),
            promised_me=form.text("promised_me"),
            due=form.day("due"),
            event=form.text("event"),
            may_follow_up=form.answer("may_follow_up"),
        )
    except HallwayError as error:
        return _form(visit, form, error)
    if form.text("then") == "next":
        kept = urlencode({name: form.text(name) for name in _KEPT_FOR_THE_NEXT if form.text(name)})
        return visit.done(f"/capture?{kept}", cautions=recorded.cautions)
    return visit.done(f"/people/{recorded.interactions[0].person}", cautions=recorded.cautions)


def _form(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    offered = find_offered(visit)
    return visit.show(
        "capture.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        known=offered.names,
        places=offered.places,
        roles=ROLES,
        days=days_of(visit),
    )
