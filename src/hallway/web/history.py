"""History and trash: what was done, undone, thrown away, brought back."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import history as actions
from hallway.actions.people import describe_person
from hallway.actions.ports import HistoryEntry
from hallway.actions.standings import purge_person, trash
from hallway.actions.typed_text import read_number
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import PersonId
from hallway.domain.names import fold
from hallway.domain.people import Person
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.notices import Notice
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()

_ENTRIES_A_PAGE = 50
_PAGES = range(1, 1_000_000)


@router.get("/history")
def show(visit: Here, page: str = "1") -> Response:
    """Show what was done, the newest first."""
    at = read_number("page", page, _PAGES) or 1
    found = actions.list_history(visit.store, limit=_ENTRIES_A_PAGE + 1, offset=(at - 1) * _ENTRIES_A_PAGE)
    return visit.show(
        "history.html",
        entries=found[:_ENTRIES_A_PAGE],
        has_more=len(found) > _ENTRIES_A_PAGE,
        page=at,
        days=days_of(visit),
    )


@router.post("/history/{entry}/undo")
def undo(visit: Here, form: Typed, entry: str) -> Response:
    """Undo one entry; undoing an undo does it again."""
    undone = actions.undo(visit.store, visit.app.clock, entry=entry)
    return _after_undo(visit, own_path(form.text("back"), "/history"), undone)


@router.post("/undo")
def undo_latest(visit: Here, form: Typed) -> Response:
    """Undo the latest change that still can be."""
    undone = actions.undo(visit.store, visit.app.clock)
    return _after_undo(visit, own_path(form.text("back"), "/"), undone)


def _after_undo(visit: Visit, path: str, undone: HistoryEntry) -> Response:
    """Lead back, or to the list when the person whose page it was is no longer there."""
    room, _, key = path.removeprefix("/").partition("?")[0].partition("/")
    if room == "people" and key:
        try:
            describe_person(visit.store, person=PersonId(key.partition("/")[0]))
        except NotFound:
            path = "/people"
    return visit.leave(path, Notice(says=undone.says, entry=undone.id))


@router.get("/trash")
def show_trash(visit: Here) -> Response:
    """Show who is in the trash."""
    return visit.show("trash.html", people=trash(visit.store), days=days_of(visit))


@router.get("/trash/{person}/purge")
def show_purge(visit: Here, person: str) -> Response:
    """Show what purging means, and ask for the name."""
    return _purge_form(visit, _get_trashed(visit, person))


@router.post("/trash/{person}/purge")
def purge(visit: Here, form: Typed, person: str) -> Response:
    """Remove a person for good, once their name was typed."""
    found = _get_trashed(visit, person)
    if fold(form.text("name")) != fold(found.name):
        fault = InvalidValue(
            "name", form.text("name"), "Type the name as it stands above, or leave them in the trash."
        )
        return _purge_form(visit, found, form, fault)
    purged = purge_person(visit.store, visit.app.clock, person=found.id)
    return visit.show("purged.html", purged=purged)


def _get_trashed(visit: Visit, person: str) -> Person:
    key = PersonId(person)
    found = next((each for each in trash(visit.store) if each.id == key), None)
    if found is None:
        raise NotFound("person in the trash", person, "They may have been brought back or purged.")
    return found


def _purge_form(
    visit: Visit, person: Person, form: Form = EMPTY, fault: InvalidValue | None = None
) -> Response:
    return visit.show(
        "purge.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        person=person,
        backups=actions.list_backups(visit.store),
        days=days_of(visit),
    )
