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
    ("/family-names", "Family names written first", "the order of names"),
    ("/zones", "Time zones", "found for people who have none"),
    ("/people?open_encounter=yes", "Open encounters", "met, but no next step"),
    ("/duplicates", "Doubles", "people who may be here twice: find, merge"),
    ("/institutions", "Institutions", "hospitals and schools: rename, merge"),
    ("/write", "Write", "a mail, a note, a thank-you, an update, a request"),
    ("/outbox", "Outbox", "what you wrote, and who answered"),
    ("/check", "Check a text", "a mail, a post, a note or a pitch before it goes"),
    ("/templates", "Your templates", "your own letters beside ours"),
    ("/pitch", "Your pitch", "who you are: elevator pitch, its versions, said aloud"),
    ("/confidence", "Confidence", "introvert, accent, shy: small steps, phrases"),
    ("/capture", "Capture", "somebody you just met"),
    ("/network", "Network", "balance and gaps"),
    ("/network/roles", "Mentor roles", "filled and open"),
    ("/network/programs", "Known at", "programs, and what you heard of them"),
    ("/network/prompts", "Whom you know already", "your network is broader than you think"),
    ("/network/prospects", "Where to look", "sources of new people"),
    ("/network/offices", "Ask an office", "match lists, alumni directory, visiting faculty"),
    ("/programs", "Programs", "residency programs: the directory, by state and specialty"),
    ("/programs/list", "Your program list", "why each, coverage, who can speak to which: reach"),
    ("/programs/facts", "Facts to look up", "IMG share, visa, score: paste, table, NRMP report"),
    ("/odds", "Your odds", "chance to match: range, bands, reasons, SmartPick"),
    ("/relationships", "Worth of a relationship", "what one more tie adds, per hour, who could help"),
    ("/pick", "Pick a list", "SmartPick: which programs, signals, budget, proof, gain of each application"),
    ("/pick/what-if", "What would it change?", "another budget, number, program or signal"),
    ("/pick/review", "A sheet for a mentor", "your list on paper, with boxes for comments"),
    ("/pick/comments", "What others say", "comments on the programs of your list, sheets that come back"),
    ("/pick/kept", "Kept lists", "lists as they came out, your wishes, two compared"),
    ("/profile", "Profile", "scores, attempts, years, visa: what your odds know of you"),
    ("/how-smartpick-works", "How SmartPick works", "formulas, parameters, sources, calibration of the odds"),
    ("/promises", "Promises", "yours and theirs"),
    ("/milestones", "Good news", "a result, and whom to tell"),
    ("/goals", "Goals", "what to reach, and what your network became"),
    ("/goals/review", "Review your goals", "once a month"),
    ("/goals/guides", "The guides’ goals", "to start with"),
    ("/import", "Import", "a list from a file"),
    ("/import/inbox", "Import inbox", "rows that need a decision"),
    ("/card", "Read a card", "a business card, a code, a card file"),
    ("/export", "Export", "workbook, contact cards, Google, calendar, archive"),
    ("/guides", "Guides", "every rule and number"),
    ("/guides/audiences/new", "Custom audience", "your own values in one file"),
    ("/history", "History", "undo any change"),
    ("/trash", "Trash", "bring back or purge"),
    ("/match", "How the Match works", "rank order list, step by step: residency match, algorithm"),
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
