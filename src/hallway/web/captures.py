"""Notes from a phone: looked at, decided where a name fits several people, taken over in one go."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import captures as actions
from hallway.actions.captures import CapturePlan, NoteVerdict
from hallway.domain.errors import HallwayError
from hallway.domain.ids import PersonId
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.uploads import Upload
from hallway.web.visits import Here, Visit

router = APIRouter()

_NEW = "new"


@router.get("/import/notes/{token}")
def preview(visit: Here, token: str) -> Response:
    """Show note by note what would happen."""
    return _preview(visit, token, visit.site.uploads.get(token))


@router.post("/import/notes/{token}")
def take_over(visit: Here, form: Typed, token: str) -> Response:
    """Take the notes over; a note that still fits several people stays on the phone."""
    waiting = visit.site.uploads.get(token)
    try:
        plan = plan_notes(visit, waiting, _answers(form))
        done = actions.apply_captures(visit.store, visit.app.clock, plan=plan)
    except HallwayError as error:
        return _preview(visit, token, waiting, form, error)
    visit.site.uploads.forget(token)
    if not done.recorded:
        return visit.leave("/import")  # nothing was written, so there is nothing to undo
    return visit.done("/people?order=recent")


def plan_notes(visit: Visit, waiting: Upload, people: Mapping[int, PersonId | None]) -> CapturePlan:
    """Return what taking over the notes of a file would do."""
    return actions.plan_captures(
        visit.store, visit.app.clock, data=waiting.data, name=waiting.name, people=people
    )


def _answers(form: Form) -> dict[int, PersonId | None]:
    """Return whom the applicant named, by the number of the note; None is somebody new."""
    chosen = {name.removeprefix("note-"): form.text(name) for name in form.values if name.startswith("note-")}
    return {
        int(number): None if whom == _NEW else PersonId(whom)
        for number, whom in chosen.items()
        if whom and number.isdecimal()
    }


def _preview(
    visit: Visit, token: str, waiting: Upload, form: Form = EMPTY, fault: HallwayError | None = None
) -> Response:
    plan = plan_notes(visit, waiting, {})
    will_count = plan.counts[NoteVerdict.CREATE] + plan.counts[NoteVerdict.KNOWN]
    return visit.show(
        "import_notes.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        token=token,
        plan=plan,
        will_count=will_count + plan.counts[NoteVerdict.NEEDS_YOU],
        asks=any(each.candidates for each in plan.rows),
    )
