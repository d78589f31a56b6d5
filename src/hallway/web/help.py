"""Help: words, keys, privacy, how the windows work; and the list of all pages."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.playbooks.steps import WindowState
from hallway.web.visits import Here

router = APIRouter()

_SHOWN_STATES = (
    WindowState.LATER,
    WindowState.OPEN,
    WindowState.DUE,
    WindowState.CLOSING,
    WindowState.LATE,
)


@router.get("/help")
def show(visit: Here) -> Response:
    """Show the help page."""
    return visit.show("help.html", states=_SHOWN_STATES)


@router.get("/more")
def show_more(visit: Here) -> Response:
    """Show every page there is, for small screens."""
    return visit.show("more.html")
