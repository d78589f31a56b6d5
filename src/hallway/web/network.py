"""The network at a glance, mentor roles, and the guided pages that end in records."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.history import list_history
from hallway.actions.network import look_at_network
from hallway.actions.offices import WAYS, ask_office, list_offices
from hallway.actions.prospects import AddedProspects, add_prospects, list_places
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError
from hallway.web import words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.notices import Notice
from hallway.web.people import find_offered
from hallway.web.pictures import draw_shares
from hallway.web.visits import Here, Visit

router = APIRouter()

_LINES = range(10_000)
_FEW = 3


@router.get("/network")
def show(visit: Here) -> Response:
    """Show who is in the network, what it lacks, and where to look."""
    view = look_at_network(visit.store)
    pictures = [
        (each, draw_shares([*(share.people for share in each.shares), each.others, each.unknown]))
        for each in view.balances
    ]
    return visit.show("network.html", view=view, pictures=pictures)


@router.get("/network/roles")
def show_roles(visit: Here) -> Response:
    """Show which mentor fills which role, and which roles are open."""
    return visit.show("network_roles.html", view=look_at_network(visit.store))


@router.get("/network/prompts")
def show_prompts(visit: Here, held: str = "") -> Response:
    """Show questions that bring names back."""
    return _places(visit, is_prompt=True, held=held)


@router.get("/network/prospects")
def show_prospects(visit: Here, held: str = "") -> Response:
    """Show where new people are found."""
    return _places(visit, is_prompt=False, held=held)


@router.post("/network/prompts/{source}")
def add_remembered(visit: Here, form: Typed, source: str) -> Response:
    """Add the people who came to mind."""
    return _add(visit, form, source, is_prompt=True)


@router.post("/network/prospects/{source}")
def add_found(visit: Here, form: Typed, source: str) -> Response:
    """Add the people who were found."""
    return _add(visit, form, source, is_prompt=False)


@router.get("/network/offices")
def show_offices(visit: Here) -> Response:
    """Show what to ask offices for, with a text to copy."""
    return _offices(visit)


@router.post("/network/offices/{office}")
def ask(visit: Here, form: Typed, office: str) -> Response:
    """Write down that an office was asked."""
    try:
        asked = ask_office(
            visit.store,
            visit.app.clock,
            office=office,
            who=form.text("who"),
            way=form.text("way"),
            on=form.day("on"),
            promised=form.text("promised"),
            due=form.day("due"),
        )
    except HallwayError as error:
        return _offices(visit, form, error, at=office)
    return visit.done(f"/network/offices#{office}", cautions=asked.cautions)


def _add(visit: Visit, form: Form, source: str, *, is_prompt: bool) -> Response:
    try:
        added = add_prospects(visit.store, visit.app.clock, source=source, text=form.text("people"))
    except HallwayError as error:
        return _places(visit, form, error, is_prompt=is_prompt, at=source)
    page = "prompts" if is_prompt else "prospects"
    query = f"?held={added.imported.held}" if added.imported.held else ""
    return visit.leave(f"/network/{page}{query}#{source}", _told(visit, added))


def _told(visit: Visit, added: AddedProspects) -> Notice:
    """Say what became of the lines, with the first remarks on them."""
    done = added.imported
    parts = [f"Added {words.count(done.created, 'person', 'people')}."]
    if done.same or done.filled:
        parts.append(f"{words.count(done.same + done.filled, 'person', 'people')} known already.")
    parts += [f"Line {each.line}: {each.says}" for each in added.problems[:_FEW]]
    latest = next(iter(list_history(visit.store, limit=1)), None)
    is_new = latest is not None and latest.id != visit.before
    return Notice(says=" ".join(parts), entry=latest.id if latest and is_new else None)


def _places(
    visit: Visit,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
    *,
    is_prompt: bool,
    at: str = "",
    held: str = "",
) -> Response:
    places = [each for each in list_places(visit.store) if each.is_prompt is is_prompt]
    return visit.show(
        "network_places.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        is_prompt=is_prompt,
        untried=[each for each in places if not each.people],
        places=places,
        opened=at,
        held=read_number("held", held, _LINES) or 0,
    )


def _offices(
    visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None, *, at: str = ""
) -> Response:
    return visit.show(
        "network_offices.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        opened=at,
        kits=list_offices(visit.store),
        ways=list(WAYS),
        known=find_offered(visit).names,
        days=days_of(visit),
    )
