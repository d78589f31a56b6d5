"""Institutions: listed with their doubles, renamed, merged after a preview."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.institutions import (
    find_institution_doubles,
    list_institutions,
    merge_institutions,
    plan_institution_merge,
    rename_institution,
)
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError, NotFound
from hallway.domain.ids import InstitutionId
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

_PER_PAGE = 50
_OFFERED = 12
_PAGES = range(1, 1_000_000)


@router.get("/institutions")
def show(visit: Here, words: str = "", page: str = "1") -> Response:
    """Show the institutions, and pairs of them that may be one."""
    found = list_institutions(visit.store, words)
    pages = max(1, -(-len(found) // _PER_PAGE))
    at = min(read_number("page", page, _PAGES) or 1, pages)
    return visit.show(
        "institutions.html",
        words_typed=words.strip(),
        lines=found[(at - 1) * _PER_PAGE : at * _PER_PAGE],
        total=len(found),
        page=at,
        pages=pages,
        pairs=[] if words.strip() else find_institution_doubles(visit.store),
    )


@router.get("/institutions/{institution}")
def show_one(visit: Here, institution: str, other: str = "", words: str | None = None) -> Response:
    """Show one institution: its name, and what it could be merged with; or what merging would do."""
    if other:
        keep, gone = InstitutionId(institution), InstitutionId(other)
        plan = plan_institution_merge(visit.store, keep=keep, other=gone)
        return visit.show("institution_merge.html", plan=plan)
    return _one(visit, InstitutionId(institution), words=words)


@router.post("/institutions/{institution}/rename")
def rename(visit: Here, form: Typed, institution: str) -> Response:
    """Give an institution another name."""
    try:
        rename_institution(
            visit.store, visit.app.clock, institution=InstitutionId(institution), name=form.text("name")
        )
    except NotFound:
        raise
    except HallwayError as error:
        return _one(visit, InstitutionId(institution), form=form, fault=error)
    return visit.done(f"/institutions/{institution}")


@router.post("/institutions/{institution}/merge")
def merge(visit: Here, form: Typed, institution: str) -> Response:
    """Make one institution of two."""
    if not form.text("other"):
        return RedirectResponse(f"/institutions/{institution}", status_code=303)
    merge_institutions(
        visit.store, visit.app.clock, keep=InstitutionId(institution), other=InstitutionId(form.text("other"))
    )
    return visit.done("/institutions")


def _one(
    visit: Visit,
    institution: InstitutionId,
    *,
    words: str | None = None,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    lines = list_institutions(visit.store)
    line = next((each for each in lines if each.id == institution), None)
    if line is None:
        raise NotFound("institution", institution)
    wanted = next(iter(line.name.split()), "") if words is None else words
    others = [each for each in list_institutions(visit.store, wanted) if each.id != institution]
    return visit.show(
        "institution.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        line=line,
        words_typed=wanted,
        others=others[:_OFFERED],
    )
