"""Odds: the chance as a range, program by program in bands, with every reason; never a promise."""

from collections import Counter
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.ports import Store
from hallway.actions.program_fact_forms import FACT_FORMS
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError, NoApplicant
from hallway.domain.programs import FactKind
from hallway.facts.directory import units
from hallway.web import odds_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.odds_pictures import WIDTH, draw_ranges
from hallway.web.odds_words import TYPES
from hallway.web.visits import Here, Visit

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for odds
    from hallway.actions.odds import OddsAnswer, ProgramAnswer, Unasked

router = APIRouter()

_PER_PAGE = 40
_PAGES = range(1, 1_000_000)
_LONGEST = 100
_ANSWERS_KEPT = 6


class Asked(NamedTuple):
    """Which odds an address asks for."""

    specialty: str = ""
    everything: str = ""
    network: str = ""

    def at(self, **changes: str) -> str:
        """Return the address of the same odds with something changed."""
        asked = self._replace(**changes)
        names = {"specialty": asked.specialty, "all": asked.everything, "network": asked.network}
        pairs = [(name, value) for name, value in names.items() if value]
        return f"/odds?{urlencode(pairs)}" if pairs else "/odds"

    @property
    def query(self) -> str:
        """Return the address to which the number of a page is appended."""
        address = self.at()
        return address if "?" in address else f"{address}?"


class Band(NamedTuple):
    """Programs that what is known cannot tell apart; `number` is None for those closed or answered."""

    number: int | None
    total: int
    programs: tuple["ProgramAnswer", ...]


_kept: "WeakKeyDictionary[Store, dict[tuple[object, ...], OddsAnswer]]" = WeakKeyDictionary()
"""The latest answers by record: the same revision on the same day has the same odds."""
_lock = Lock()


@router.get("/odds")
def show(
    visit: Here,
    specialty: str = "",
    all: str = "",  # noqa: A002 - the name that stands in the address
    network: str = "",
    page: str = "1",
) -> Response:
    """Show the odds at the programs of the list, else at those of the specialty."""
    asked = Asked(specialty.strip()[:_LONGEST], "yes" if all else "", "off" if network == "off" else "")
    number = read_number("page", page, _PAGES) or 1
    try:
        answer = answer_to(visit, asked)
    except NoApplicant:
        raise
    except HallwayError as fault:
        return visit.show(
            "odds.html", status_of(fault) if asked != Asked() else 200, fault=fault, answer=None, asked=asked
        )
    pages = max(1, -(-len(answer.programs) // _PER_PAGE))
    number = min(number, pages)
    shown = answer.programs[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    return visit.show(
        "odds.html",
        answer=answer,
        asked=asked,
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
        specialties=sorted({each.specialty for each in units().values()}),
        speak=odds_words,
        types=TYPES,
        fact_name=_fact_name,
        days=days_of(visit),
    )


def answer_to(visit: Visit, asked: Asked) -> "OddsAnswer":
    """Return the odds, from memory while record and day are the same.

    Raises:
        HallwayError: there are none, or something asked for cannot be meant; the message says why.
    """
    from hallway.actions.odds import find_odds  # noqa: PLC0415 - numpy, which no other page needs at start

    with visit.store.reading() as reading:
        revision = reading.revision()
    key = (revision, days_of(visit).today, asked)
    with _lock:
        kept = _kept.setdefault(visit.store, {})
        if key in kept:
            return kept[key]
    answer = find_odds(
        visit.store,
        visit.app.clock,
        specialties=(asked.specialty,) if asked.specialty else (),
        everything=bool(asked.everything),
        network=not asked.network,
    )
    with _lock:
        if len(kept) >= _ANSWERS_KEPT or any(each[0] != revision for each in kept):
            kept.clear()
        kept[key] = answer
    return answer


def find_narrows(visit: Visit) -> tuple["Unasked", ...]:
    """Return what would narrow the applicant's odds most, nothing where there are no odds yet."""
    try:
        return answer_to(visit, Asked()).narrows
    except NoApplicant:
        raise
    except HallwayError:
        return ()


def _bands(answer: "OddsAnswer", shown: tuple["ProgramAnswer", ...]) -> tuple[Band, ...]:
    totals = Counter(each.odds.band for each in answer.programs)
    return tuple(
        Band(number, totals[number], tuple(some))
        for number, some in groupby(shown, lambda each: each.odds.band)
    )


def _fact_name(kind: str) -> str:
    """Return what a fact of a program is called."""
    form = FACT_FORMS.get(FactKind(kind)) if kind in set(FactKind) else None
    return form.label if form else kind
