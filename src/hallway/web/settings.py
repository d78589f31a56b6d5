"""Settings: the applicant, their documents, safety copies, downloads, health, and how pages look."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions import guides, history
from hallway.actions.applicant_fields import APPLICANT_FIELDS
from hallway.actions.applicants import change_applicant, describe_applicant
from hallway.actions.documents import list_documents, record_document
from hallway.actions.fields import choices_of
from hallway.actions.typed_text import read_number
from hallway.app import examine
from hallway.domain.documents import DocumentKind
from hallway.domain.errors import HallwayError
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.labels import AUDIENCES
from hallway.web.notices import Notice
from hallway.web.visits import HIDES, THEME, THEMES, Here, Visit, own_path, remember
from hallway.web.zones import list_zones

router = APIRouter()

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Who you are", ("name", "audience", "status", "flags", "needs_visa", "visa")),
    ("School and stage", ("school", "school_country", "degree", "graduation_year", "stage")),
    ("Where and when", ("location", "zone", "match_year")),
    ("What you aim for", ("specialties", "sub_interests", "mentor_values")),
    ("Exams", ("exams",)),
    ("What programs ask for", ("publications", "us_months")),
    (
        "What you bring",
        (
            "strengths",
            "languages",
            "offers_translation",
            "research_skills",
            "hours_per_week",
            "works_remotely",
        ),
    ),
    ("Your story", ("why_specialty", "experiences", "why_abroad")),
    ("Ties to places", ("ties",)),
    ("Under your letters", ("email", "phone", "profile_url")),
)
"""How the fields of the applicant stand on the page."""

_COUNTS = range(1, 1_000)


@router.get("/settings")
def show(visit: Here) -> Response:
    """Show all settings."""
    return _page(visit)


@router.post("/settings/applicant")
def change(visit: Here, form: Typed) -> Response:
    """Change the fields of the applicant that were typed anew."""
    before = describe_applicant(visit.store)
    typed = form.fields(APPLICANT_FIELDS)
    changed = {name: text for name, text in typed.items() if text != before[name]}
    if not changed:
        return visit.leave("/settings")
    try:
        change_applicant(visit.store, visit.app.clock, fields=changed)
    except HallwayError as error:
        return _page(visit, form, error)
    return visit.done("/settings")


def _page(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    values = describe_applicant(visit.store) | form.fields(APPLICANT_FIELDS)
    audiences = [
        (each.id, AUDIENCES.get(each.id, each.name)) for each in guides.list_guides(visit.store).audiences
    ]
    return visit.show(
        "settings.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        sections=[(heading, [APPLICANT_FIELDS[each] for each in names]) for heading, names in SECTIONS],
        values=values,
        audiences=audiences,
        zones=list_zones(),
        backups=history.list_backups(visit.store),
        documents=list_documents(visit.store),
        days=days_of(visit),
    )


@router.get("/settings/documents")
def show_documents(visit: Here) -> Response:
    """Show every version of every document."""
    return _documents(visit)


@router.post("/settings/documents")
def add_document(visit: Here, form: Typed) -> Response:
    """Note a version of a document."""
    try:
        record_document(
            visit.store,
            visit.app.clock,
            kind=form.need("kind", DocumentKind),
            label=form.text("label"),
            on=form.day("on"),
            pages=read_number("pages", form.text("pages"), _COUNTS),
            note=form.text("note"),
        )
    except HallwayError as error:
        return _documents(visit, form, error)
    return visit.done("/settings/documents")


def _documents(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "documents.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        documents=list_documents(visit.store),
        kinds=choices_of(DocumentKind),
        days=days_of(visit),
    )


@router.get("/settings/health")
def show_health(visit: Here) -> Response:
    """Show what looking at the file found."""
    return visit.show("health.html", checks=examine(visit.app.path, visit.app.clock), path=visit.app.path)


@router.post("/settings/backup")
def back_up(visit: Here) -> Response:
    """Write a safety copy now."""
    made = history.back_up(visit.store, visit.app.clock)
    return visit.leave("/settings#backups", Notice(says=f"Wrote a checked safety copy: {made.path.name}"))


@router.post("/settings/look")
async def look(visit: Here, form: Typed) -> Response:
    """Keep how pages should look in this browser."""
    del visit
    response = RedirectResponse(own_path(form.text("back"), "/settings#look"), status_code=303)
    if "theme" in form.values and form.text("theme") in THEMES:
        remember(response, THEME, form.text("theme"))
    if "hide_names" in form.values:
        remember(response, HIDES, "1" if form.text("hide_names") == "yes" else "")
    return response
