"""Family names that are written first: listed, previewed, laid over people, forgotten."""

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.name_orders import (
    apply_family_first,
    forget_family_first,
    list_family_first,
    plan_family_first,
)
from hallway.domain.errors import HallwayError
from hallway.domain.ids import PersonId
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

_PAGE = "/family-names"


def preview_address(word: str) -> str:
    """Return the page that tells what it means that a family name is written first."""
    return f"{_PAGE}?{urlencode({'word': word})}"


@router.get("/family-names")
def show(visit: Here, word: str = "") -> Response:
    """Show the names remembered, and what one more would change."""
    return _page(visit, word)


@router.post("/family-names")
def apply(visit: Here, form: Typed) -> Response:
    """Remember a family name, and change the people who were ticked."""
    word = form.text("word")
    chosen = frozenset(PersonId(each) for each in form.values.get("person", ()))
    try:
        apply_family_first(visit.store, visit.app.clock, word=word, people=chosen)
    except HallwayError as error:
        return _page(visit, "", form, error)
    return visit.done(_PAGE)


@router.post("/family-names/forget")
def forget(visit: Here, form: Typed) -> Response:
    """Forget a family name."""
    if not form.text("word"):
        return RedirectResponse(_PAGE, status_code=303)
    forget_family_first(visit.store, visit.app.clock, word=form.text("word"))
    return visit.done(_PAGE)


def _page(visit: Visit, word: str, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "family_names.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        word=word or form.text("word"),
        plan=plan_family_first(visit.store, word=word) if word.strip() else None,
        names=list_family_first(visit.store),
    )
