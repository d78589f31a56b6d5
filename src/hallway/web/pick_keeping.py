"""Lists that stay: kept under a name, put on the applicant's own list, on paper for a mentor."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.kept_picks import forget_kept, keep_pick, list_kept
from hallway.actions.pick_asked import PickAsked, from_query, to_query
from hallway.actions.pick_lists import apply_list, plan_list
from hallway.actions.pick_wishes import list_wishes
from hallway.domain.errors import HallwayError
from hallway.web import pick_forms, pick_words
from hallway.web.days import days_of
from hallway.web.forms import EMPTY, Typed
from hallway.web.odds_words import TYPES
from hallway.web.pick import certificate_of, context_of_wishes, show_list, with_gold
from hallway.web.pick_forms import at
from hallway.web.pick_memory import answer_to
from hallway.web.visits import Here

router = APIRouter()


@router.post("/pick/keep")
def keep(visit: Here, form: Typed) -> Response:
    """Keep a list under a name."""
    asked = from_query(form.text("asked"))
    try:
        keep_pick(visit.store, visit.app.clock, answer_to(visit, asked), name=form.text("name"))
    except HallwayError as fault:
        return show_list(visit, asked, form=form, fault=fault)
    return visit.done("/pick/kept")


@router.get("/pick/kept")
def show_kept(visit: Here) -> Response:
    """Show the kept lists and the applicant's wishes."""
    kept = list_kept(visit.store)
    context = context_of_wishes(PickAsked(), None)
    return visit.show(
        "pick_kept.html",
        form=EMPTY,
        fault=None,
        kept=kept,
        named=[(str(each.id), each.name) for each in kept],
        wishes=list_wishes(visit.store),
        days=days_of(visit),
        **context,
    )


@router.post("/pick/kept/{kept}/forget")
def forget(visit: Here, kept: str) -> Response:
    """Forget a kept list."""
    forget_kept(visit.store, visit.app.clock, kept)
    return visit.done("/pick/kept")


# ------------------------------------------------------------------------------------------ on the list


@router.get("/pick/put-on-list")
def preview(visit: Here, only: str = "") -> Response:
    """Show what putting this list on the applicant's own would do; nothing is written."""
    asked = pick_forms.read_asked(visit.request.query_params)
    more = {} if only == "yes" else {"only": "yes"}
    return visit.show(
        "pick_put.html",
        plan=plan_list(visit.store, answer_to(visit, asked), only=only == "yes"),
        asked_query=to_query(asked),
        list_address=at(pick_forms.PATH, asked),
        other_way=at("/pick/put-on-list", asked, **more),
    )


@router.post("/pick/put-on-list")
def put(visit: Here, form: Typed) -> Response:
    """Put the list on the applicant's own."""
    asked = from_query(form.text("asked"))
    plan = plan_list(visit.store, answer_to(visit, asked), only=form.text("only") == "yes")
    if plan.added or plan.removed:  # a second click finds it done
        apply_list(visit.store, visit.app.clock, plan)
    return visit.done("/programs/list")


# ------------------------------------------------------------------------------------------ on paper


@router.get("/pick/review")
def review(visit: Here) -> Response:
    """Show the list as a sheet that a mentor can write on."""
    from hallway.actions.pick_exports import reasons_of  # noqa: PLC0415 - numpy

    asked = pick_forms.read_asked(visit.request.query_params)
    answer = answer_to(visit, asked)
    return visit.show(
        "pick_review.html",
        answer=answer,
        rows=[(each, tuple(reasons_of(each))) for each in answer.programs],
        certificate=certificate_of(answer),
        gold=with_gold([each.pick.specialty for each in answer.programs]),
        types=TYPES,
        at=partial(at, asked=asked),
        list_address=at(pick_forms.PATH, asked),
        days=days_of(visit),
        speak=pick_words,
    )
