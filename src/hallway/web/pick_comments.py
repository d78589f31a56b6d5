"""What mentors and residents say of the list: typed, or read from the sheet that they send back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.people import find_person
from hallway.actions.pick_asked import from_query
from hallway.actions.program_lookups import find_coded
from hallway.domain.errors import HallwayError, InvalidValue, PersonNotFound
from hallway.domain.ids import PersonId, UnitCode
from hallway.web import pick_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.people import find_offered
from hallway.web.pick_programs import show_explained
from hallway.web.uploads import Upload, UploadGone
from hallway.web.visits import Here, Visit, own_path

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for a list
    from hallway.actions.pick_comments import CommentPlan

router = APIRouter()

_PATH = "/pick/comments"
_TOLD = 60


@dataclass(slots=True, kw_only=True)
class SheetUpload(Upload):
    """A sheet that came back, and what it would bring."""

    found: "CommentPlan"


@router.get("/pick/comments")
def show(visit: Here) -> Response:
    """Show what others said, program by program, and where a sheet comes back."""
    return _page(visit)


def _page(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    from hallway.actions.pick_comments import list_comments  # noqa: PLC0415 - numpy

    return visit.show(
        "pick_comments.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        groups=list_comments(visit.store),
        verdicts={key.value: says for key, says in pick_words.VERDICTS.items()},
        known_people=find_offered(visit).names,
        days=days_of(visit),
    )


@router.post("/pick/comments")
def add(visit: Here, form: Typed) -> Response:
    """Note what somebody said of a program."""
    from hallway.actions.pick_comments import add_comment  # noqa: PLC0415 - numpy

    words = form.text("by")
    try:
        person = _person(visit, words)
        add_comment(
            visit.store,
            visit.app.clock,
            unit=form.text("unit"),
            text=form.text("text"),
            person=person,
            who="" if person else words,
            verdict=form.text("verdict"),
        )
    except HallwayError as fault:
        code = UnitCode(form.text("unit"))
        if find_coded(code) is None or own_path(form.text("back"), _PATH) == _PATH:
            return _page(visit, form, fault)
        return show_explained(visit, from_query(form.text("asked")), code, form, fault)
    return visit.done(own_path(form.text("back"), _PATH))


def _person(visit: Visit, words: str) -> PersonId | None:
    """Return whom a name means; a name that nobody of the record has stays words."""
    if not words:
        return None
    try:
        return find_person(visit.store, words).id
    except PersonNotFound:
        return None


@router.post("/pick/comments/{comment}/remove")
def remove(visit: Here, form: Typed, comment: str) -> Response:
    """Remove a comment."""
    from hallway.actions.pick_comments import remove_comment  # noqa: PLC0415 - numpy

    remove_comment(visit.store, visit.app.clock, comment=comment)
    return visit.done(own_path(form.text("back"), _PATH))


# ------------------------------------------------------------------------------------- a whole sheet


@router.post("/pick/comments/file")
def upload(visit: Here, form: Typed) -> Response:
    """Look at a sheet; nothing is written."""
    from hallway.actions.pick_comments import plan_comments  # noqa: PLC0415 - numpy

    try:
        if form.file is None or not form.file.data:
            raise InvalidValue("file", "", "Choose the workbook or CSV file that came back.")
        name, data = form.file.name, form.file.data
        found = plan_comments(visit.store, data=data, name=name, by=form.text("by"))
    except HallwayError as fault:
        return _page(visit, form, fault)
    token = visit.site.uploads.keep(SheetUpload(name, b"", found=found))
    return RedirectResponse(f"{_PATH}/files/{token}", status_code=303)


def _get(visit: Visit, token: str) -> SheetUpload:
    found = visit.site.uploads.get(token)
    if not isinstance(found, SheetUpload):
        raise UploadGone
    return found


@router.get("/pick/comments/files/{token}")
def preview(visit: Here, token: str) -> Response:
    """Show comment by comment what would be kept."""
    kept = _get(visit, token)
    return visit.show(
        "pick_comments_preview.html",
        name=kept.name,
        plan=kept.found,
        problems=kept.found.problems[:_TOLD],
        more_problems=max(0, len(kept.found.problems) - _TOLD),
        address=f"{_PATH}/files/{token}",
        verdicts={key.value: says for key, says in pick_words.VERDICTS.items()},
    )


@router.post("/pick/comments/files/{token}/apply")
def apply(visit: Here, token: str) -> Response:
    """Keep the comments of a sheet; a second click finds them there."""
    from hallway.actions.pick_comments import apply_comments  # noqa: PLC0415 - numpy

    apply_comments(visit.store, visit.app.clock, _get(visit, token).found)
    visit.site.uploads.forget(token)
    return visit.done(_PATH)
