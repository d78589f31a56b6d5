"""The list: the programs that together give the best chance, with a proof, and every reason in place."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.applicants import change_applicant, describe_applicant
from hallway.actions.fields import choices_of
from hallway.actions.pick_asked import PickAsked, from_query, to_query
from hallway.actions.pick_wishes import list_wishes
from hallway.actions.program_fact_forms import KINDS
from hallway.actions.typed_text import read_number
from hallway.domain.applicants import Status
from hallway.domain.errors import HallwayError, InvalidValue, NoApplicant
from hallway.domain.ids import UnitCode
from hallway.facts.signals import signal_limit
from hallway.web import pick_forms, pick_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.labels import label
from hallway.web.odds_pictures import WIDTH, draw_ranges
from hallway.web.odds_words import TYPES, scale_for
from hallway.web.people import find_offered
from hallway.web.pick_forms import at
from hallway.web.pick_memory import answer_to, begin_proof, gap_so_far, proof_of, stop_proof
from hallway.web.pick_pictures import HEIGHT, draw_curve
from hallway.web.program_choices import own_specialties, specialties_listed
from hallway.web.visits import Here, Visit
from hallway.web.words import count

if TYPE_CHECKING:  # they bring numpy, which the server does without until somebody asks for a list
    from hallway.actions.pick_answers import PickAnswer

router = APIRouter()

_PER_PAGE = 40
_LEFT_OUT_A_PAGE = 100
_PAGES = range(1, 1_000_000)
_PATIENCE = 1.0
"""Seconds that a click waits for the proof before it shows progress."""


@router.get("/pick")
def show(visit: Here, page: str = "1") -> Response:
    """Show the list for what the address asks."""
    params = visit.request.query_params
    try:
        asked = pick_forms.read_asked(params)
        number = read_number("page", page, _PAGES) or 1
    except HallwayError as fault:
        return _page(visit, PickAsked(), filled=pick_forms.typed_in(params), fault=fault)
    if not asked.specialties and not own_specialties(visit) and not visit.applicant.specialties:
        return _start(visit)
    if not pick_forms.is_plain(params, asked):
        return RedirectResponse(at(pick_forms.PATH, asked), status_code=303)
    return show_list(visit, asked, number=number)


def show_list(
    visit: Visit,
    asked: PickAsked,
    *,
    number: int = 1,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    """Show a list, or say why there is none; `fault` is of a form on its page."""
    try:
        answer = answer_to(visit, asked)
    except NoApplicant:
        raise
    except HallwayError as none:
        return _page(visit, asked, filled=pick_forms.fill(asked, None), fault=none)
    return _page(visit, asked, answer=answer, number=number, form=form, fault=fault)


def _page(
    visit: Visit,
    asked: PickAsked,
    *,
    answer: "PickAnswer | None" = None,
    number: int = 1,
    filled: dict[str, str] | None = None,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    if filled is None:
        filled = pick_forms.fill(asked, answer)
    own = answer.specialties if answer else (*asked.specialties, *own_specialties(visit))
    beside = _around(visit, asked, answer, number) if answer else {}
    return visit.show(
        "pick.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        answer=answer,
        is_new=False,
        asked=asked,
        filled=filled,
        at_fault=pick_forms.field_of(fault),
        signals=pick_forms.signal_fields(own),
        said=pick_forms.describe(asked),
        specialties=specialties_listed(),
        known_people=find_offered(visit).names,
        **(_FIELDS | _SPEECH | beside | {"asked_query": to_query(asked)}),
    )


_FIELDS: dict[str, object] = {
    "objectives": pick_forms.OBJECTIVES,
    "regions": pick_forms.REGIONS,
    "kinds": [each.value for each in KINDS],
    "mixed": [each.value for each in pick_forms.MIXED],
}
"""What the form of the wishes offers."""

_SPEECH: dict[str, object] = {
    "speak": pick_words,
    "types": TYPES,
    "levels": pick_words.LEVELS,
    "fates": {key.value: says for key, says in pick_words.FATES.items()},
    "actions": {key.value: says for key, says in pick_words.ACTIONS.items()},
    "verdicts": {key.value: says for key, says in pick_words.VERDICTS.items()},
}
"""How values read."""


def context_of_wishes(asked: PickAsked, answer: "PickAnswer | None") -> dict[str, object]:
    """Return what another page needs to show the form of the wishes and words of the list."""
    return (
        _FIELDS
        | _SPEECH
        | {
            "filled": pick_forms.fill(asked, answer),
            "signals": pick_forms.signal_fields(answer.specialties if answer else asked.specialties),
            "specialties": specialties_listed(),
        }
    )


def _around(visit: Visit, asked: PickAsked, answer: "PickAnswer", number: int) -> dict[str, object]:
    """Return what only a list needs: pictures, paging, addresses."""
    picked, programs = answer.picked, answer.programs
    pages = max(1, -(-len(programs) // _PER_PAGE))
    number = min(number, pages)
    start = (number - 1) * _PER_PAGE
    address = at(pick_forms.PATH, asked)
    return {
        "certificate": certificate_of(answer),
        "picture": draw_ranges((("In all", picked.p_match), ("Once interviewed", picked.conditional))),
        "picture_width": WIDTH,
        "curve": draw_curve(picked.curve, len(programs), picked.value),
        "curve_height": HEIGHT,
        "counted": tuple(_counted(answer)),
        "robust": sum(each.pick.robust or each.pick.is_sent for each in programs),
        "network": _network(asked),
        "shown": programs[start : start + _PER_PAGE],
        "start": start,
        "page": number,
        "pages": pages,
        "paged": address if "?" in address else f"{address}?",
        "back": visit.address,
        "at": partial(at, asked=asked),
        "explain": partial(explain_address, asked),
        "gold": with_gold(each.pick.specialty for each in programs),
        "scale": scale_for(max((each.pick.p_match_there.high for each in programs), default=1.0)),
        "work": proof_of(visit, asked),
        "so_far": gap_so_far(visit, asked),
        "own_wishes": len(list_wishes(visit.store)),
        "days": days_of(visit),
    }


def explain_address(asked: PickAsked, code: UnitCode) -> str:
    """Return the address of a program beside a list."""
    return at(f"/pick/program/{code}", asked)


def with_gold(specialties: Iterator[str] | Collection[str]) -> frozenset[str]:
    """Return those of these specialties whose signals are gold and silver."""
    found = {each: signal_limit(each) for each in set(specialties)}
    return frozenset(each for each, limit in found.items() if limit and limit.value.gold is not None)


def certificate_of(answer: "PickAnswer") -> str:
    """Return the proof of a list in one sentence."""
    from hallway.actions import pick_exports  # noqa: PLC0415 - numpy

    return pick_exports.certificate_of(answer)


_DONE = (
    ("gold signal", "gold signal", "gold signals"),
    ("silver signal", "silver signal", "silver signals"),
    ("signal", "signal", "signals"),
    ("rotate there first", "rotation", "rotations"),
    ("apply", "application with nothing more", "applications with nothing more"),
)
"""What is done at programs as a chip says it, and how several read."""


def _counted(answer: "PickAnswer") -> Iterator[tuple[int, str]]:
    """Yield what is done how often, in words."""
    sent = sum(each.pick.is_sent for each in answer.programs)
    if sent:
        yield sent, "applied to already"
    gold = with_gold([each.pick.specialty for each in answer.programs])
    done = Counter(
        pick_words.action(each.pick.action, has_gold=each.pick.specialty in gold)
        for each in answer.programs
        if not each.pick.is_sent
    )
    for says, one, many in _DONE:
        if done[says]:
            yield done[says], count(done[says], one, many).partition(" ")[2]


def _network(asked: PickAsked) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (at(pick_forms.PATH, replace(asked, network=is_on)), says, asked.network is is_on)
        for is_on, says in ((True, "count"), (False, "left out"))
    )


# ------------------------------------------------------------------------------------------ beginning


@router.post("/pick/start")
def begin(visit: Here, form: Typed) -> Response:
    """Take the first answers and lead to a list."""
    try:
        fields = {
            name: form.text(name) for name in ("specialties", "status", "needs_visa") if form.text(name)
        }
        if "specialties" not in fields:
            raise InvalidValue("specialties", "", "Name one, such as internal medicine.")
        score = form.text("score")
        if score:
            if not score.isdecimal():
                raise InvalidValue("score", score[:20], "Write the three digits, such as 245.")
            before = describe_applicant(visit.store)["exams"]
            fields["exams"] = "\n".join(filter(None, [before, f"Step 2 CK; passed; {score}"]))
        change_applicant(visit.store, visit.app.clock, fields=fields)
    except HallwayError as fault:
        return _start(visit, form, fault)
    return visit.done(pick_forms.PATH)


def _start(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "pick.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        answer=None,
        is_new=True,
        asked=PickAsked(),
        asked_query="",
        status=visit.applicant.status.value if visit.applicant.status else "",
        statuses=[(each, label(each)) for each in choices_of(Status)],
        known_people=(),
        specialties=specialties_listed(),
        speak=pick_words,
    )


# ------------------------------------------------------------------------------------------ left out


@router.get("/pick/left-out")
def show_left_out(visit: Here, page: str = "1") -> Response:
    """Show every program that is not on the list, and why."""
    asked = pick_forms.read_asked(visit.request.query_params)
    answer = answer_to(visit, asked)
    pages = max(1, -(-len(answer.left_out) // _LEFT_OUT_A_PAGE))
    number = min(read_number("page", page, _PAGES) or 1, pages)
    address = at("/pick/left-out", asked)
    return visit.show(
        "pick_left_out.html",
        answer=answer,
        shown=answer.left_out[(number - 1) * _LEFT_OUT_A_PAGE : number * _LEFT_OUT_A_PAGE],
        page=number,
        pages=pages,
        paged=address if "?" in address else f"{address}?",
        list_address=at(pick_forms.PATH, asked),
        explain=partial(explain_address, asked),
        speak=pick_words,
    )


# ------------------------------------------------------------------------------------------ the proof


@router.get("/pick/proof")
def show_proof(visit: Here) -> Response:
    """Show how far the proof is."""
    asked = pick_forms.read_asked(visit.request.query_params)
    work = proof_of(visit, asked)
    answer = answer_to(visit, asked)
    return visit.show(
        "pick_proof.html",
        answer=answer,
        certificate=certificate_of(answer),
        asked_query=to_query(asked),
        work=work,
        so_far=gap_so_far(visit, asked),
        list_address=at(pick_forms.PATH, asked),
        speak=pick_words,
    )


@router.post("/pick/proof")
def prove(visit: Here, form: Typed) -> Response:
    """Close the gap further in the background."""
    asked = from_query(form.text("asked"))
    begin_proof(visit, asked, patience=_PATIENCE)
    return visit.leave(f"{at(pick_forms.PATH, asked)}#proof")


@router.post("/pick/proof/stop")
def stop(visit: Here, form: Typed) -> Response:
    """Stop closing the gap; the best so far stays."""
    asked = from_query(form.text("asked"))
    stop_proof(visit, asked, patience=_PATIENCE)
    return visit.leave(f"{at(pick_forms.PATH, asked)}#proof")


# ------------------------------------------------------------------------------------------ as files

_FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


@router.get("/pick/list.{kind}")
def download(visit: Here, kind: str) -> Response:
    """Hand over the list as a file."""
    from hallway.actions.pick_exports import export_pick  # noqa: PLC0415 - numpy

    asked = pick_forms.read_asked(visit.request.query_params)
    if kind not in {"csv", "xlsx", "html"}:
        return RedirectResponse(at(pick_forms.PATH, asked), status_code=303)
    body = export_pick(visit.store, visit.app.clock, answer_to(visit, asked), kind=kind)  # type: ignore[arg-type] # one of the three
    return Response(
        body,
        media_type=_FILES[kind],
        headers={"Content-Disposition": f'attachment; filename="hallway-list.{kind}"'},
    )
