"""Time zones for people who have none: previewed, then kept."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.zones_of_people import apply_zones, plan_zones
from hallway.web.visits import Here

router = APIRouter()

_MOST_SHOWN = 200


@router.get("/zones")
def show(visit: Here) -> Response:
    """Show whose zone can be found, and where."""
    return visit.show("found_zones.html", plan=plan_zones(visit.store), most=_MOST_SHOWN)


@router.post("/zones")
def apply(visit: Here) -> Response:
    """Keep the zones that can be found."""
    apply_zones(visit.store, visit.app.clock)
    return visit.done("/zones")
