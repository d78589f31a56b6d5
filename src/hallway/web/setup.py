"""The first run: four questions, or a look around with sample data."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from hallway.actions.applicants import find_applicant, set_up
from hallway.actions.archives import load_archive
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.labels import AUDIENCES
from hallway.web.visits import SAMPLE, Here, Visit, remember
from hallway.web.zones import list_zones

router = APIRouter()

QUESTIONS = ("name", "audience", "zone", "match_year", "specialties")


@router.get("/setup")
def show(visit: Here) -> Response:
    """Show the four questions; whoever has answered them goes to Today."""
    if find_applicant(visit.store) is not None:
        return RedirectResponse("/", status_code=303)
    return _ask(visit)


@router.post("/setup")
def answer(visit: Here, form: Typed) -> Response:
    """Set up the applicant."""
    fields = {name: text for name, text in form.fields(QUESTIONS).items() if text or name in QUESTIONS[:3]}
    for needed in QUESTIONS[:3]:
        fields.setdefault(needed, "")
    try:
        set_up(visit.store, visit.app.clock, fields=fields)
    except HallwayError as error:
        return _ask(visit, form, error)
    return RedirectResponse("/", status_code=303)


@router.post("/setup/archive")
def bring_back(visit: Here, form: Typed) -> Response:
    """Fill an empty record from an archive."""
    try:
        if form.file is None:
            raise InvalidValue("archive", "", "Choose the archive that another Hallway wrote.")
        load_archive(visit.store, visit.app.clock, data=form.file.data, name=form.file.name)
    except HallwayError as error:
        return _ask(visit, fault=error)
    return visit.done("/")


@router.post("/setup/sample")
async def look_around(visit: Here) -> Response:
    """Show invented people in a throw-away copy to this browser."""
    await run_in_threadpool(visit.site.sample)
    response = RedirectResponse("/", status_code=303)
    remember(response, SAMPLE, "1")
    return response


@router.post("/setup/sample/leave")
async def leave(visit: Here) -> Response:
    """Show the applicant's own record again."""
    del visit
    response = RedirectResponse("/", status_code=303)
    remember(response, SAMPLE, "")
    return response


def _ask(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    status = status_of(fault) if fault else 200
    return visit.show(
        "setup.html", status, form=form, fault=fault, audiences=tuple(AUDIENCES.items()), zones=list_zones()
    )
