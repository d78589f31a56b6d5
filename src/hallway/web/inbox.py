"""The import inbox: rows that need a decision, taken over or left out."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import held as inbox
from hallway.actions.people import describe_person
from hallway.domain.errors import HallwayError
from hallway.domain.ids import PersonId
from hallway.domain.settings import HeldRow
from hallway.web.forms import Typed
from hallway.web.imports import FIELD_NAMES
from hallway.web.visits import Here, Visit

router = APIRouter()


_ROWS_A_PAGE = 40


@router.get("/import/inbox")
def show_inbox(visit: Here, page: int = 1) -> Response:
    """Show the rows that need a decision."""
    held = inbox.held_rows(visit.store)
    pages = max(1, -(-len(held) // _ROWS_A_PAGE))
    at = min(max(page, 1), pages)
    shown = held[(at - 1) * _ROWS_A_PAGE : at * _ROWS_A_PAGE]
    return visit.show(
        "import_inbox.html",
        held=shown,
        total=len(held),
        names=_names_of(visit, shown),
        fields=FIELD_NAMES,
        page=at,
        pages=pages,
    )


def _names_of(visit: Visit, held: tuple[HeldRow, ...]) -> dict[PersonId, str]:
    wanted = {each for row in held for each in row.candidates}
    found: dict[PersonId, str] = {}
    for each in wanted:
        try:
            known = describe_person(visit.store, person=each)
        except HallwayError:  # purged or merged away since
            continue
        found[each] = ", ".join(filter(None, (known["name"], known["role"], known["institution"])))
    return found


@router.post("/import/inbox/{row}/take")
def take(visit: Here, form: Typed, row: str) -> Response:
    """Take a row over as somebody new, or into somebody who is here."""
    into = form.text("into")
    inbox.take_held(
        visit.store,
        visit.app.clock,
        row=row,
        as_new=not into,
        into=PersonId(into) if into else None,
        name=form.text("name"),
    )
    return visit.done("/import/inbox")


@router.post("/import/inbox/{row}/drop")
def drop(visit: Here, row: str) -> Response:
    """Leave a row out."""
    inbox.drop_held(visit.store, visit.app.clock, row=row)
    return visit.done("/import/inbox")
