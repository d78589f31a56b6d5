"""The outbox: what was written to whom, how far it has come, and who answers."""

from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.message_views import count_messages, list_messages
from hallway.actions.reply_rates import reply_rates
from hallway.actions.typed_text import read_choice, read_number
from hallway.domain.messages import MessageState
from hallway.playbooks.reply_notes import reply_notes
from hallway.web import words
from hallway.web.days import days_of
from hallway.web.messages import when_of
from hallway.web.visits import Here

router = APIRouter()

_A_PAGE = 40
_WEEKS = 8
_PAGES = range(1, 1_000_000)


@router.get("/outbox")
def show(visit: Here, state: str = "", page: str = "1") -> Response:
    """Show messages of one state, or all, the latest first."""
    wanted = read_choice("state", state, tuple(each.value for each in MessageState)) if state else ""
    sizes = count_messages(visit.store)
    of_state = MessageState(wanted) if wanted else None
    pages = max(1, -(-(sizes[of_state] if of_state else sum(sizes.values())) // _A_PAGE))
    at = min(read_number("page", page, _PAGES) or 1, pages)
    lines = list_messages(
        visit.store, visit.app.clock, state=of_state, limit=_A_PAGE, offset=(at - 1) * _A_PAGE
    )
    today = days_of(visit).today
    return visit.show(
        "outbox.html",
        total=sum(sizes.values()),
        counts=[(each.value, number) for each, number in sizes.items()],
        state=wanted,
        lines=[(each, when_of(visit, each.message)) for each in lines],
        resting=any(each.rest for each in lines),
        rest=reply_notes().rest,
        page=at,
        pages=pages,
        rates=reply_rates(visit.store),
        weeks=_WEEKS,
        week_of=lambda day: f"from {words.plain_day(date.fromisoformat(day), today)}",
    )
