"""Search: people and pages from one line; the palette reads it too."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.people import list_people
from hallway.actions.ports import PeopleFilter
from hallway.domain.names import fold
from hallway.web.visits import Here

router = APIRouter()

_PEOPLE_SHOWN = 12

PAGES: tuple[tuple[str, str, str], ...] = (
    ("/", "Today", "what to do now"),
    ("/people", "People", "everybody you know"),
    ("/people/new", "Add a person", "a name is enough"),
    ("/people?order=silence", "Longest silent", "people by silence"),
    ("/people?open_encounter=yes", "Open encounters", "met, but no next step"),
    ("/capture", "Capture", "somebody you just met"),
    ("/promises", "Promises", "yours and theirs"),
    ("/milestones", "Good news", "a result, and whom to tell"),
    ("/import", "Import", "a list from a file"),
    ("/import/inbox", "Import inbox", "rows that need a decision"),
    ("/guides", "Guides", "every rule and number"),
    ("/guides/audiences/new", "Custom audience", "your own values in one file"),
    ("/history", "History", "undo any change"),
    ("/trash", "Trash", "bring back or purge"),
    ("/settings", "Settings", "profile, safety copies, downloads, looks"),
    ("/settings/documents", "Documents", "versions of CV and statement"),
    ("/settings/health", "Health of the file", "what hallway doctor finds"),
    ("/help", "Help", "words, keys, privacy, windows"),
)


@router.get("/search")
def show(visit: Here, words: str = "") -> Response:
    """Show the pages and people that fit."""
    wanted = fold(words)
    pages = [each for each in PAGES if all(part in fold(f"{each[1]} {each[2]}") for part in wanted.split())]
    people = (
        list_people(visit.store, visit.app.clock, PeopleFilter(words=words.strip()), per_page=_PEOPLE_SHOWN)
        if wanted
        else None
    )
    return visit.show("search.html", typed=words, pages=pages, people=people)
