"""Relationships: what one more tie to a program adds to the chance, who could help, and what it costs."""

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import kept_worths, tie_efforts
from hallway.actions.pick_asked import read_amount
from hallway.actions.ports import Store
from hallway.actions.program_ties import TIE_WORDS
from hallway.domain.errors import HallwayError, NoApplicant
from hallway.domain.programs import TieKind
from hallway.web import odds_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.odds_pictures import WIDTH, draw_ranges
from hallway.web.visits import Here, Visit, own_path

if TYPE_CHECKING:  # they bring numpy, which the server does without until somebody asks
    from hallway.actions.relationships import Relationships

router = APIRouter()

_ORDERS = (("chance", "Added chance"), ("hour", "For each hour"), ("dollar", "For each dollar"))
_LONGEST = 100
_FEW, _MANY = 10, 60
_ANSWERS_KEPT = 6


class Asked(NamedTuple):
    """Which relationships an address asks for."""

    program: str = ""
    kind: str = ""
    by: str = "chance"
    mixed: str = ""
    network: str = ""
    more: str = ""

    def at(self, **changes: str) -> str:
        """Return the address of the same with something changed."""
        pairs = [(name, value) for name, value in self._replace(**changes)._asdict().items() if value]
        pairs = [each for each in pairs if each != ("by", "chance")]
        return f"/relationships?{urlencode(pairs)}" if pairs else "/relationships"


_kept: "WeakKeyDictionary[Store, dict[tuple[object, ...], Relationships]]" = WeakKeyDictionary()
"""The latest answers by record: the same revision on the same day has the same worth."""
_lock = Lock()


@router.get("/relationships")
def show(  # noqa: PLR0917 - the names that stand in the address
    visit: Here,
    program: str = "",
    kind: str = "",
    by: str = "",
    mixed: str = "",
    network: str = "",
    more: str = "",
) -> Response:
    """Show what one more relationship is worth."""
    asked = Asked(
        program.strip()[:_LONGEST],
        kind.strip()[:_LONGEST],
        by.strip()[:_LONGEST] or "chance",
        "yes" if mixed else "",
        "off" if network == "off" else "",
        "yes" if more else "",
    )
    return _page(visit, asked)


@router.post("/relationships/efforts/{kind}")
def set_effort(visit: Here, form: Typed, kind: str) -> Response:
    """Keep what a tie of a kind costs the applicant; both fields empty take the usual effort again."""
    back = own_path(form.text("back"), "/relationships")
    try:
        chosen = form_kind(kind)
        hours, dollars = (
            read_amount(name, form.text(name)) if form.text(name) else None for name in ("hours", "dollars")
        )
        if hours is None and dollars is None:
            tie_efforts.clear_effort(visit.store, visit.app.clock, kind=chosen)
        else:
            tie_efforts.set_effort(visit.store, visit.app.clock, kind=chosen, hours=hours, dollars=dollars)
    except HallwayError as fault:
        return _page(visit, Asked(), form, fault, failed=kind)
    return visit.done(f"{back}#efforts")


@router.post("/relationships/today")
def propose(visit: Here, form: Typed) -> Response:
    """Let Today propose the programs worth a conversation, or no more."""
    if form.text("do") == "forget":
        kept_worths.forget_worths(visit.store, visit.app.clock)
    else:
        from hallway.actions.relationships import rows_for_today  # noqa: PLC0415 - brings numpy

        found = answer_to(visit, Asked())
        kept_worths.keep_worths(visit.store, visit.app.clock, rows_for_today(found))
    return visit.done("/relationships#talks")


def form_kind(text: str) -> TieKind:
    """Return the kind of tie that an address names.

    Raises:
        InvalidValue: there is no such kind.
    """
    from hallway.actions.relationships import read_kind  # noqa: PLC0415 - brings numpy

    return read_kind(text) or TieKind.ROTATION


def answer_to(visit: Visit, asked: Asked) -> "Relationships":
    """Return the worth of relationships, from memory while record and day are the same.

    Raises:
        HallwayError: there is none, or something asked for cannot be meant; the message says why.
    """
    from hallway.actions.relationships import (  # noqa: PLC0415 - numpy, which few pages need
        find_relationships,
        read_kind,
    )

    with visit.store.reading() as reading:
        revision = reading.revision()
    key = (revision, days_of(visit).today, asked)
    with _lock:
        kept = _kept.setdefault(visit.store, {})
        if key in kept:
            return kept[key]
    answer = find_relationships(
        visit.store,
        visit.app.clock,
        program=asked.program,
        kind=read_kind(asked.kind),
        by=asked.by,
        limit=_MANY if asked.more else _FEW,
        network=not asked.network,
        mixed=bool(asked.mixed),
    )
    with _lock:
        if len(kept) >= _ANSWERS_KEPT or any(each[0] != revision for each in kept):
            kept.clear()
        kept[key] = answer
    return answer


def _page(
    visit: Visit, asked: Asked, form: Form = EMPTY, fault: HallwayError | None = None, *, failed: str = ""
) -> Response:
    answer, wrong = None, fault
    try:
        answer = answer_to(visit, asked)
    except NoApplicant:
        raise
    except HallwayError as error:
        wrong = wrong or error
    kept, is_old = kept_worths.find_kept(visit.store)
    is_plain = asked == Asked() and fault is None
    return visit.show(
        "relationships.html",
        200 if wrong is None or is_plain else status_of(wrong),
        form=form,
        fault=wrong,
        failed=failed,
        answer=answer,
        asked=asked,
        orders=_ORDERS,
        kinds=list(TieKind),
        ties=TIE_WORDS,
        speak=odds_words,
        points=kept_worths.points,
        picture=answer
        and draw_ranges(
            (
                ("As it stands", answer.chance),
                *([("Without your ties", answer.bare)] if answer.tied and answer.network else []),
            )
        ),
        picture_width=WIDTH,
        scale=odds_words.scale_for(_largest(answer)) if answer else 1.0,
        kept=kept,
        is_old=is_old,
        days=days_of(visit),
    )


def _largest(answer: "Relationships") -> float:
    groups = (answer.rows, answer.others, answer.talks, answer.beliefs, answer.truths)
    return max((each.worth.added.high for group in groups for each in group), default=1.0)
