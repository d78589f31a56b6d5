"""Where the guides disagree: a table of what each says, and a choice for each topic."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import disagreements as actions
from hallway.actions.disagreements import Choice, Preview, TopicView
from hallway.domain.errors import HallwayError
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()


@router.get("/guides/disagreements")
def show(visit: Here) -> Response:
    """Show every topic with what each guide says and what holds now."""
    topics = actions.list_topics(visit.store)
    return visit.show("disagreements.html", topics=topics)


@router.get("/guides/disagreements/{topic}")
def show_one(visit: Here, topic: str) -> Response:
    """Show one topic with the choices it leaves."""
    return _one(visit, actions.show_topic(visit.store, topic))


@router.post("/guides/disagreements/{topic}")
def choose(visit: Here, form: Typed, topic: str) -> Response:
    """Let our default or one guide hold for a topic, or only say what that would change."""
    return _choose(visit, form, actions.show_topic(visit.store, topic), form.text("take"))


@router.post("/guides/disagreements/{topic}/own")
def set_own(visit: Here, form: Typed, topic: str) -> Response:
    """Let the applicant's own values hold for a topic, or only say what that would change."""
    view = actions.show_topic(visit.store, topic)
    return _choose(visit, form, view, {each.key: form.text(each.key) for each in view.values})


def _choose(visit: Visit, form: Form, view: TopicView, take: Choice) -> Response:
    try:
        if form.text("do") == "preview":
            found = actions.preview(visit.store, visit.app.clock, topic=view.id, take=take)
            return _one(visit, view, form, found=found)
        actions.choose(visit.store, visit.app.clock, topic=view.id, take=take)
    except HallwayError as error:
        return _one(visit, view, form, fault=error)
    return visit.done(f"/guides/disagreements#{view.id}")


def _one(
    visit: Visit,
    view: TopicView,
    form: Form = EMPTY,
    *,
    fault: HallwayError | None = None,
    found: Preview | None = None,
) -> Response:
    status = status_of(fault) if fault else 200
    return visit.show("disagreement.html", status, form=form, fault=fault, topic=view, found=found)
