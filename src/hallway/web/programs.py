"""The directory of programs: searched, filtered, by state; and the applicant's own list of them."""

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import programs as actions
from hallway.actions.program_coverage import map_reach, measure_coverage
from hallway.actions.program_fact_forms import KINDS
from hallway.actions.program_meanings import list_meanings
from hallway.actions.program_outcomes import tell_outcome
from hallway.actions.program_places import say_place, take_back_place
from hallway.actions.programs import TRACK_KINDS, ProgramFilter, ProgramList
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError
from hallway.web import odds_words
from hallway.web.errors import status_of
from hallway.web.forms import Typed
from hallway.web.odds_answers import Asked, find_chances
from hallway.web.program_choices import own_specialties, specialties_listed, states_listed
from hallway.web.program_words import name_tie
from hallway.web.state_tiles import HEIGHT, WIDTH, draw_states, name_of_state
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()

ALL = "all"
"""What stands for every specialty: without a choice the applicant's own are shown."""

_PER_PAGE = 50
_PAGES = range(1, 1_000_000)
_SPECIALTIES_SHOWN = 10
_LONGEST_WORDS = 200


class Chosen(NamedTuple):
    """The filters of an address, as they were chosen."""

    words: str = ""
    specialty: str = ""
    state: str = ""
    kind: str = ""
    track: str = ""
    mine: str = ""
    connected: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Tell whether any filter but the words is set."""
        return any(self[1:])

    def at(self, **changes: str) -> str:
        """Return the address of the same list with some filters changed."""
        pairs = [(name, value) for name, value in self._replace(**changes)._asdict().items() if value]
        return f"/programs?{urlencode(pairs)}" if pairs else "/programs"

    @property
    def query(self) -> str:
        """Return the address to which a number of a page is appended."""
        address = self.at()
        return address if "?" in address else f"{address}?"

    def filter(self, own: tuple[str, ...]) -> ProgramFilter:
        """Return what is looked for; `own` are the applicant's specialties."""
        named = () if self.specialty == ALL else (self.specialty,)
        return ProgramFilter(
            words=self.words,
            specialties=named if self.specialty else own,
            states=(self.state,) if self.state else (),
            kinds=(self.kind,) if self.kind else (),
            tracks=(self.track,) if self.track else (),
            is_listed=True if self.mine == "yes" else None,
            is_connected=True if self.connected == "yes" else None,
        )


@router.get("/programs")
def show(  # noqa: PLR0917 -- one parameter for each filter of the address
    visit: Here,
    words: str = "",
    specialty: str = "",
    state: str = "",
    kind: str = "",
    track: str = "",
    mine: str = "",
    connected: str = "",
    page: str = "1",
    odds: str = "",
) -> Response:
    """Show the programs that fit, with the states they lie in; with `odds` those are waited for."""
    chosen = Chosen(
        words.strip()[:_LONGEST_WORDS], specialty.strip(), state.strip(), kind, track, mine, connected
    )
    try:
        return _directory(visit, chosen, read_number("page", page, _PAGES) or 1, reckon=bool(odds))
    except HallwayError as fault:
        return _directory(visit, Chosen(words=chosen.words), 1, reckon=bool(odds), fault=fault)


def _directory(
    visit: Visit, chosen: Chosen, page: int, *, reckon: bool, fault: HallwayError | None = None
) -> Response:
    own = own_specialties(visit)
    wanted = chosen.filter(own)
    found = actions.list_programs(visit.store, wanted, page=page, per_page=_PER_PAGE)
    everywhere = found if not chosen.state else _without_state(visit, chosen, own)
    state = next(iter(found.by_state), "") if chosen.state and len(found.by_state) == 1 else chosen.state
    return visit.show(
        "programs.html",
        status_of(fault) if fault else 200,
        fault=fault,
        found=found,
        chosen=chosen,
        own=own,
        specialties=[(each, each) for each in specialties_listed()],
        states=list(states_listed()),
        kinds=[each.value for each in KINDS],
        tracks=list(TRACK_KINDS),
        tiles=draw_states(everywhere.by_state, state, lambda code: chosen.at(state=code)),
        width=WIDTH,
        height=HEIGHT,
        by_specialty=_largest(found),
        chances=find_chances(visit, found.by_specialty, reckon=reckon),
        every_odd=Asked(tuple(found.by_specialty), everything=True).at(),
        speak=odds_words,
        tell_outcome=tell_outcome,
        name_tie=name_tie,
        name_of_state=name_of_state,
    )


def _without_state(visit: Visit, chosen: Chosen, own: tuple[str, ...]) -> ProgramList:
    """Return the same list in all states: what the tiles count."""
    return actions.list_programs(visit.store, chosen._replace(state="").filter(own), per_page=1)


def _largest(found: ProgramList) -> list[tuple[str, int]]:
    ranked = sorted(found.by_specialty.items(), key=lambda each: (-each[1], each[0]))
    return ranked[:_SPECIALTIES_SHOWN]


# ------------------------------------------------------------------------------------------ the list


@router.get("/programs/list")
def show_list(visit: Here) -> Response:
    """Show the applicant's list with its reasons, how it is connected, and who can speak to which of it."""
    return visit.show(
        "programs_list.html",
        lines=actions.listed_programs(visit.store),
        coverage=measure_coverage(visit.store),
        reach=map_reach(visit.store),
        meanings=list_meanings(visit.store),
        name_tie=name_tie,
    )


@router.post("/programs/places")
def answer_place(visit: Here, form: Typed) -> Response:
    """Say what a name of the record means."""
    say_place(visit.store, visit.app.clock, name=form.text("name"), means=form.text("means"))
    return visit.done(own_path(form.text("back"), "/programs/list#places"))


@router.post("/programs/places/take-back")
def ask_again(visit: Here, form: Typed) -> Response:
    """Take back what a name means."""
    take_back_place(visit.store, visit.app.clock, name=form.text("name"))
    return visit.done(own_path(form.text("back"), "/programs/list#places"))
