"""Promises: both ways, kept or withdrawn."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import promises as actions
from hallway.domain.ids import PersonId
from hallway.domain.promises import By
from hallway.web.days import days_of
from hallway.web.forms import Typed
from hallway.web.visits import Here, own_path

router = APIRouter()


@router.get("/promises")
def show(visit: Here) -> Response:
    """Show every open promise, mine and theirs, and how mine went."""
    found = actions.list_promises(visit.store, visit.app.clock)
    return visit.show("promises.html", found=found, days=days_of(visit))


@router.post("/people/{person}/promises")
def make(visit: Here, form: Typed, person: str) -> Response:
    """Write a promise down."""
    actions.make_promise(
        visit.store,
        visit.app.clock,
        person=PersonId(person),
        by=form.need("by", By),
        text=form.text("text"),
        due=form.day("due"),
    )
    return visit.done(f"/people/{person}#promises")


@router.post("/promises/{promise}/keep")
def keep(visit: Here, form: Typed, promise: str) -> Response:
    """Note that a promise was kept."""
    actions.keep_promise(visit.store, visit.app.clock, promise=promise)
    return visit.done(own_path(form.text("back"), "/promises"))


@router.post("/promises/{promise}/withdraw")
def withdraw(visit: Here, form: Typed, promise: str) -> Response:
    """Note that a promise was taken back, and why."""
    actions.withdraw_promise(visit.store, visit.app.clock, promise=promise, why=form.text("why"))
    return visit.done(own_path(form.text("back"), "/promises"))
