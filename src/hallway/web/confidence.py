"""Confidence: thoughts for those who find this hard, phrases to keep ready, small steps to tick off."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.practice import log_practice, look_at_confidence, remove_practice
from hallway.web.days import days_of
from hallway.web.forms import Typed
from hallway.web.visits import Here, own_path

router = APIRouter()

WAYS = {
    "prospects": ("/network/prospects", "Where to look"),
    "capture": ("/capture", "Note whom you met"),
    "outbox": ("/outbox#rates", "How many answered you"),
    "goals": ("/goals#week", "Your week"),
    "rehearsal": ("/pitch/base/rehearse", "Say it with the watch"),
    "conference": ("/pitch/conference", "Your version for a conference"),
    "phrases": ("#phrases", "The phrases"),
}


@router.get("/confidence")
def show(visit: Here, path: str = "") -> Response:
    """Show the cards and the paths, those of the applicant's own circumstances first."""
    view = look_at_confidence(visit.store, visit.app.clock, path=path)
    return visit.show("confidence.html", view=view, ways=WAYS, chosen=path, days=days_of(visit))


@router.post("/practice")
def log(visit: Here, form: Typed) -> Response:
    """Write down that a step was done."""
    log_practice(visit.store, visit.app.clock, exercise=form.text("exercise"), note=form.text("note"))
    return visit.done(own_path(form.text("back"), "/confidence"))


@router.post("/practice/{practice}/remove")
def remove(visit: Here, form: Typed, practice: str) -> Response:
    """Remove one entry."""
    remove_practice(visit.store, visit.app.clock, practice=practice)
    return visit.done(own_path(form.text("back"), "/confidence"))
