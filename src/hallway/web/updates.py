"""A progress update to one person: read, copied, opened in the mail program, noted as sent."""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.progress_updates import ProgressUpdate, progress_update, record_update
from hallway.domain.ids import PersonId
from hallway.web.days import days_of
from hallway.web.visits import Here

router = APIRouter()


@router.get("/people/{person}/update")
def show(visit: Here, person: str) -> Response:
    """Show an update, ready to copy, or why there is none."""
    found = progress_update(visit.store, visit.app.clock, person=PersonId(person))
    return visit.show(
        "update.html", update=found, mail=mail_address(found), lines=_lines(found.text), days=days_of(visit)
    )


@router.post("/people/{person}/update")
def send(visit: Here, person: str) -> Response:
    """Note that the applicant sent it."""
    sent = record_update(visit.store, visit.app.clock, person=PersonId(person))
    return visit.done(f"/people/{person}", cautions=sent.cautions if sent else ())


def mail_address(found: ProgressUpdate) -> str:
    """Return what opens the applicant's own mail program with the text in it."""
    to = quote(found.emails[0], safe="@") if found.emails else ""
    body = quote(found.text.replace("\n", "\r\n"), safe="")
    return f"mailto:{to}?subject={quote(found.subject, safe='')}&body={body}"


_WIDE = 72


def _lines(text: str) -> int:
    """Return how many lines a field needs to show the whole text."""
    return sum(-(-len(line) // _WIDE) or 1 for line in text.split("\n")) + 1
