"""Odds: the chance as a range, program by program in bands, with every reason; never a promise."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, NamedTuple

from fastapi import APIRouter, Query
from starlette.responses import Response

from hallway.actions.program_fact_forms import KINDS
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError, NoApplicant
from hallway.facts.places import HOME, find_region
from hallway.facts.specialties import find_specialty
from hallway.web import odds_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY
from hallway.web.odds_answers import Asked, answer_to
from hallway.web.odds_pictures import WIDTH, draw_ranges
from hallway.web.odds_words import TYPES
from hallway.web.program_choices import own_specialties, specialties_listed, states_listed
from hallway.web.state_tiles import name_of_state
from hallway.web.visits import Here, Visit

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for odds
    from hallway.actions.odds import OddsAnswer, ProgramAnswer

router = APIRouter()

_PER_PAGE = 40
_PAGES = range(1, 1_000_000)
_LONGEST = 100
_MOST_WORDS = 60
"""How many values of one kind an address may name: as many as there are states, and some more."""


class Band(NamedTuple):
    """Programs that what is known cannot tell apart; `number` is None for those closed or answered."""

    number: int | None
    total: int
    programs: tuple["ProgramAnswer", ...]


Words = Annotated[list[str] | None, Query()]
"""A filter of the address that may stand there several times."""


@router.get("/odds")
def show(  # noqa: PLR0917 -- one parameter for each filter of the address
    visit: Here,
    specialty: Words = None,
    state: Words = None,
    kind: Words = None,
    all: str = "",  # noqa: A002 - the name that stands in the address
    network: str = "",
    page: str = "1",
) -> Response:
    """Show the odds at the programs of the list, else at those of the specialty."""
    asked = Asked(
        _specialties(visit, specialty),
        _unique(map(_state, state or ())),
        _unique(each.strip().casefold() for each in kind or ()),
        everything=bool(all),
        network=network != "off",
    )
    number = read_number("page", page, _PAGES) or 1
    try:
        answer = answer_to(visit, asked)
    except NoApplicant:
        raise
    except HallwayError as fault:
        return _page(visit, asked, status_of(fault) if asked != Asked() else 200, fault=fault, answer=None)
    pages = max(1, -(-len(answer.programs) // _PER_PAGE))
    number = min(number, pages)
    shown = answer.programs[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    return _page(
        visit,
        asked,
        answer=answer,
        picture=draw_ranges(
            (
                ("In all", answer.whole.unconditional),
                ("Once interviewed", answer.whole.conditional),
            )
        ),
        picture_width=WIDTH,
        bands=_bands(answer, shown),
        page=number,
        pages=pages,
        scale=odds_words.scale_for(
            max((each.odds.p_match_there.high for each in answer.programs), default=1.0)
        ),
        types=TYPES,
        days=days_of(visit),
    )


def _page(
    visit: Visit, asked: Asked, status: int = 200, *, fault: HallwayError | None = None, **context: object
) -> Response:
    own = own_specialties(visit)
    return visit.show(
        "odds.html",
        status,
        form=EMPTY,
        fault=fault,
        asked=asked,
        own=own,
        boxes=_unique((*own, *asked.specialties)),
        specialties=specialties_listed(),
        states=states_listed(),
        kinds=[each.value for each in KINDS],
        name_of_state=name_of_state,
        speak=odds_words,
        **context,
    )


def _specialties(visit: Visit, typed: list[str] | None) -> tuple[str, ...]:
    """Return the specialties of an address by their names; the applicant's own go without saying."""
    named = _unique(found.name if (found := find_specialty(each)) else each for each in typed or ())
    return () if set(named) == set(own_specialties(visit)) else named


def _state(text: str) -> str:
    found = find_region(text, HOME)
    return found.code if found else text


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    kept = (each.strip()[:_LONGEST] for each in words)
    return tuple(dict.fromkeys(each for each in kept if each))[:_MOST_WORDS]


def _bands(answer: "OddsAnswer", shown: tuple["ProgramAnswer", ...]) -> tuple[Band, ...]:
    totals = Counter(each.odds.band for each in answer.programs)
    return tuple(
        Band(number, totals[number], tuple(some))
        for number, some in groupby(shown, lambda each: each.odds.band)
    )
