"""Today: what to do now, in order, each with its reason; done, snoozed, and undone."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.settling import settle_step, snooze_step
from hallway.actions.today import today
from hallway.actions.typed_text import read_choice, read_date, read_number
from hallway.domain.errors import InvalidValue
from hallway.web.days import days_of
from hallway.web.forms import Typed
from hallway.web.visits import Here, own_path

router = APIRouter()

_AT_A_GLANCE = 10
"""How many of the further steps are folded into Today; the others stand on their own page."""

_STEPS_A_PAGE = 50
_PAGES = range(1, 1_000_000)


@router.get("/")
def show(visit: Here) -> Response:
    """Show what to do today."""
    day = today(visit.store, visit.app.clock, visit.app.memory)
    return visit.show("today.html", day=day, days=days_of(visit), glance=_AT_A_GLANCE)


@router.get("/steps")
def show_all(visit: Here, which: str = "open", page: str = "1") -> Response:
    """Show every step that is open now, or every one that comes later."""
    kind = read_choice("which", which, ("open", "later"))
    day = today(visit.store, visit.app.clock, visit.app.memory)
    steps = day.later if kind == "later" else (*day.shown, *day.rest)
    pages = max(1, -(-len(steps) // _STEPS_A_PAGE))
    at = min(read_number("page", page, _PAGES) or 1, pages)
    return visit.show(
        "steps.html",
        steps=steps[(at - 1) * _STEPS_A_PAGE : at * _STEPS_A_PAGE],
        total=len(steps),
        kind=kind,
        page=at,
        pages=pages,
        days=days_of(visit),
    )


@router.post("/steps/{step}/settle")
def settle(visit: Here, form: Typed, step: str) -> Response:
    """Settle a step: it does not come back for the same cause."""
    settle_step(visit.store, visit.app.clock, step=step)
    return visit.done(own_path(form.text("back"), "/"))


@router.post("/steps/{step}/snooze")
def snooze(visit: Here, form: Typed, step: str) -> Response:
    """Put a step off until a day, with the reason."""
    until = read_date("until", form.text("day") if form.text("until") in {"", "day"} else form.text("until"))
    if until is None:
        raise InvalidValue("until", "", "Choose the day on which this should come back.")
    why = form.text("why") or "Not the right moment"
    snooze_step(visit.store, visit.app.clock, step=step, until=until, why=why)
    return visit.done(own_path(form.text("back"), "/"))
