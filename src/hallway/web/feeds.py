"""The calendar at its private address, for calendar programs on this machine."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hallway.actions.calendars import Feed, calendar_feed
from hallway.app import App, find_feed_token, is_feed_token, make_feed_token
from hallway.web.notices import Notice
from hallway.web.site import Site
from hallway.web.visits import Here, Visit

router = APIRouter()

_MEDIA_TYPE = "text/calendar; charset=utf-8"


def find_address(visit: Visit) -> str:
    """Return the private address of the calendar, "" when none was made."""
    token = find_feed_token(visit.app)
    return f"http://{visit.request.url.netloc}/calendar/{token}.ics" if token else ""


@router.post("/calendar/address")
def make_address(visit: Here) -> Response:
    """Make a private address; the one before leads nowhere from now on."""
    if visit.is_sample:  # its address would lead to the record itself
        return visit.leave("/export#calendar")
    had_one = find_feed_token(visit.app) is not None
    make_feed_token(visit.app)
    says = "The calendar has a new address. The old one leads nowhere now." if had_one else ""
    return visit.leave("/export#calendar", Notice(says=says or "The calendar has a private address now."))


@router.api_route("/calendar/{token}.ics", methods=["GET", "HEAD"])
async def show(request: Request, token: str) -> Response:
    """Hand over the calendar to whoever knows its address; there is no other key to it.

    It is always the record's own: a calendar program has no cookie that could ask for sample data.
    """
    site: Site = request.app.state.site
    feed = await run_in_threadpool(_read, site.app, token)
    tag = f'W/"{feed.mark}"'  # weak: two answers with the same entries differ in the time they were made
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(feed.data, media_type=_MEDIA_TYPE, headers=headers)


def _read(app: App, token: str) -> Feed:
    if not is_feed_token(app, token):
        raise HTTPException(404)
    return calendar_feed(app.store, app.clock)
