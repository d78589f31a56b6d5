"""Guides: every rule with its reason, every number with its source, each changeable in its place."""

from itertools import groupby

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import audience_files, overrides
from hallway.actions import guides as actions
from hallway.actions.guides import RuleView, ValueView
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()


@router.get("/guides")
def show(visit: Here) -> Response:
    """Show every rule, caution and number."""
    return _all(visit)


@router.get("/guides/audiences/new")
def show_new_audience(visit: Here) -> Response:
    """Show the form for a custom audience."""
    return _audience_form(visit)


@router.post("/guides/audiences/new")
def add_audience(visit: Here, form: Typed) -> Response:
    """Keep a custom audience, or show each fault with its line."""
    name, text = form.text("name"), form.text("text")
    if form.file is not None and form.file.data:
        name = name or form.file.name.rpartition(".")[0]
        text = form.file.data.decode("utf-8", errors="replace")
    typed = Form({"name": (name,), "text": (text,)})
    try:
        if not text:
            raise InvalidValue("text", "", "Paste the file, or choose it.")
        audience_files.add_audience(visit.store, visit.app.clock, name=name or "my audience", text=text)
    except HallwayError as error:
        return _audience_form(visit, typed, error)
    return visit.done("/guides")


@router.get("/guides/{key}")
def show_one(visit: Here, key: str) -> Response:
    """Show one rule or number whole."""
    return _one(visit, key)


@router.post("/guides/values/{key}")
def change(visit: Here, form: Typed, key: str) -> Response:
    """Lay the applicant's own value over the guides', or take it away again."""
    back = own_path(form.text("back"), f"/guides/{key}")
    try:
        match form.text("do"):
            case "reset":
                overrides.reset(visit.store, visit.app.clock, key=key)
            case "keep":
                overrides.keep(visit.store, visit.app.clock, key=key)
            case _:
                overrides.override(visit.store, visit.app.clock, key=key, value=form.text("value"))
    except HallwayError as error:
        return _one(visit, key, form, error)
    return visit.done(back)


def _all(visit: Visit) -> Response:
    view = actions.list_guides(visit.store)
    numbers = [
        (topic, list(values))
        for topic, values in groupby(
            sorted(view.values, key=lambda each: each.key), key=lambda each: each.key.partition(".")[0]
        )
    ]
    return visit.show("guides.html", view=view, numbers=numbers)


def _one(visit: Visit, key: str, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    found = actions.show_guide(visit.store, key)
    rule = found if isinstance(found, RuleView) else None
    values = found.values if isinstance(found, RuleView) else (found,)
    status = status_of(fault) if fault else 200
    return visit.show(
        "guide.html", status, form=form, fault=fault, rule=rule, values=values, key=key, title=_title(found)
    )


def _title(found: RuleView | ValueView) -> str:
    return found.says


def _audience_form(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    status = status_of(fault) if fault else 200
    return visit.show("audience_new.html", status, form=form, fault=fault)
