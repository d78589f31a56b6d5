"""Good news: recorded, with the people who helped and would like to hear it."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.milestones import record_milestone
from hallway.domain.errors import HallwayError
from hallway.domain.milestones import MilestoneKind
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

KINDS = {
    MilestoneKind.EXAM: "exam",
    MilestoneKind.RESEARCH: "research or quality project",
    MilestoneKind.PUBLICATION: "paper or abstract",
    MilestoneKind.PRESENTATION: "talk or poster",
    MilestoneKind.ROTATION: "rotation or observership",
    MilestoneKind.INTERVIEW: "interview",
    MilestoneKind.MATCH: "Match",
}


@router.get("/milestones")
def show(visit: Here) -> Response:
    """Show the form for a result."""
    return _form(visit)


@router.post("/milestones")
def record(visit: Here, form: Typed) -> Response:
    """Record a result and say whom to tell."""
    try:
        marked = record_milestone(
            visit.store,
            visit.app.clock,
            kind=form.need("kind", MilestoneKind),
            text=form.text("text"),
            on=form.day("on"),
        )
    except HallwayError as error:
        return _form(visit, form, error)
    return visit.done(
        "/milestones", people=marked.tell, people_say="These people had a part in it and would like to hear:"
    )


def _form(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "milestones.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        kinds=[(key.value, says) for key, says in KINDS.items()],
        days=days_of(visit),
    )
