"""Single programs beside a list: why it is on it or not, what a wish would change, two side by side."""

from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.responses import Response

from hallway.actions.kept_picks import is_kept, list_kept
from hallway.actions.pick_asked import PickAsked, from_query, to_query
from hallway.actions.pick_wishes import list_wishes, set_wish
from hallway.actions.program_lookups import choose_unit
from hallway.domain.errors import HallwayError
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action, Fate
from hallway.web import pick_forms, pick_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.odds_words import scale_for
from hallway.web.people import find_offered
from hallway.web.pick import context_of_wishes, explain_address, with_gold
from hallway.web.pick_forms import at
from hallway.web.pick_memory import answer_to, recall
from hallway.web.visits import Here, Visit, own_path

if TYPE_CHECKING:  # they bring numpy, which the server does without until somebody asks for a list
    from hallway.actions.pick_answers import Compared, Explained, PickAnswer
    from hallway.smartpick.factors import Factor
    from hallway.smartpick.odds import ProgramOdds
    from hallway.smartpick.picked import PickedProgram

router = APIRouter()


@router.get("/pick/program/{code}")
def show_program(visit: Here, code: str) -> Response:
    """Show why a program is on the list or not, and what changes with it or without it."""
    asked = pick_forms.read_asked(visit.request.query_params)
    return show_explained(visit, asked, UnitCode(code))


def show_explained(
    visit: Visit, asked: PickAsked, code: UnitCode, form: Form = EMPTY, fault: HallwayError | None = None
) -> Response:
    """Show one program beside the list; `fault` is of a form on its page."""
    told = _explain(visit, asked, code)
    unit = told.unit.code
    fate = Fate.NEVER if told.picked else Fate.MUST
    after = pick_forms.with_change(asked, unit, fate, None)
    return visit.show(
        "pick_program.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        told=told,
        list_address=at(pick_forms.PATH, asked),
        address=explain_address(asked, unit),
        what_if=at("/pick/what-if", after, before=to_query(asked)),
        offered=_offered(told.whole),
        gold=with_gold([told.unit.specialty]),
        known_people=find_offered(visit).names,
        days=days_of(visit),
        **(context_of_wishes(asked, told.whole) | {"asked_query": to_query(asked)}),
    )


def _explain(visit: Visit, asked: PickAsked, words: str) -> "Explained":
    chosen = choose_unit(words)

    def work_out() -> "Explained":
        from hallway.actions.pick_looks import look  # noqa: PLC0415 - numpy and the solver
        from hallway.actions.picks import explain  # noqa: PLC0415 - as above

        return explain(look(visit.store, visit.app.clock, asked), answer_to(visit, asked), chosen)

    return recall(visit, ("program", asked, chosen.code), work_out)


def _offered(answer: "PickAnswer | None") -> tuple[tuple[str, str], ...]:
    """Return what a field for a program offers: the list, then what came nearest to it."""
    if answer is None:
        return ()
    near = [(each.unit.code, each.name) for each in answer.left_out[:100]]
    return (*((each.unit.code, each.name) for each in answer.programs), *near)


# ------------------------------------------------------------------------------------------ wishes


@router.post("/pick/wishes")
def wish(visit: Here, form: Typed) -> Response:
    """Keep what the applicant wants of a program; with nothing chosen it is taken back."""
    said = {name: form.text(name) for name in ("level", "fate", "action")}
    unit = form.text("unit")
    is_kept = any(each.unit and each.unit.code == unit for each in list_wishes(visit.store))
    if any(said.values()) or is_kept:
        set_wish(visit.store, visit.app.clock, unit=unit, **said)
    return visit.done(own_path(form.text("back"), pick_forms.PATH))


# ------------------------------------------------------------------------------------------ what if


@router.get("/pick/what-if")
def what_if(visit: Here) -> Response:
    """Show the list as it is and as it would be, side by side; nothing is taken over."""
    params = visit.request.query_params
    before = PickAsked()
    try:
        before = from_query(params.get("asked", "") or params.get("before", ""))
        after = _after(params, before)
    except HallwayError as fault:
        return _trial(visit, before, None, fault=fault)
    if after == before:
        return _trial(visit, before, None)
    try:
        compared = _compare(visit, before, after)
    except HallwayError as fault:
        return _trial(visit, before, after, fault=fault)
    return _trial(visit, before, after, compared=compared)


def _after(params: QueryParams, before: PickAsked) -> PickAsked:
    """Return what is asked once what is tried is taken over."""
    after = before if "asked" in params else pick_forms.read_asked(params)
    if params.get("unit"):
        form = Form({name: (params.get(name, ""),) for name in ("fate", "action")})
        unit = choose_unit(params["unit"]).code
        after = pick_forms.with_change(after, unit, form.choice("fate", Fate), form.choice("action", Action))
    for name, fate in (("add", Fate.MUST), ("drop", Fate.NEVER)):
        if params.get(name, "").strip():
            after = pick_forms.with_change(after, choose_unit(params[name]).code, fate, None)
    return after


def _compare(visit: Visit, before: PickAsked, after: PickAsked) -> "Compared":
    def work_out() -> "Compared":
        from hallway.actions.pick_sides import compare_answers  # noqa: PLC0415 - numpy

        return compare_answers(
            answer_to(visit, before), answer_to(visit, after), ("As it is", "What you try")
        )

    return recall(visit, ("what-if", before, after), work_out)


def _trial(
    visit: Visit,
    before: PickAsked,
    after: PickAsked | None,
    *,
    compared: "Compared | None" = None,
    fault: HallwayError | None = None,
) -> Response:
    params = visit.request.query_params
    try:
        answer: PickAnswer | None = answer_to(visit, after if compared and after else before)
    except HallwayError as none:
        answer, fault = None, fault or none
    told = set(pick_forms.describe(before))
    wanted = pick_forms.describe(after or before)
    old_says = {says for says, _ in told}
    new_says = {says for says, _ in wanted}
    context = context_of_wishes(after or before, answer)
    if fault and "asked" not in params and len(params) > 1:
        context["filled"] = pick_forms.typed_in(params)
    is_wish = compared and params.get("unit") and (params.get("fate") or params.get("action"))
    return visit.show(
        "pick_what_if.html",
        status_of(fault) if fault else 200,
        form=EMPTY,
        fault=fault,
        at_fault=pick_forms.field_of(fault),
        compared=compared,
        said=[says for says, _ in wanted if says not in old_says],
        taken=[says for says, _ in pick_forms.describe(before) if says not in new_says],
        take=at(pick_forms.PATH, after or before),
        back=own_path(params.get("back", ""), at(pick_forms.PATH, before)),
        wish={name: params.get(name, "") for name in ("unit", "level", "fate", "action")} if is_wish else {},
        before_query=to_query(before),
        typed_add=params.get("add", "") if fault else "",
        typed_drop=params.get("drop", "") if fault else "",
        offered=_offered(answer),
        **context,
    )


# ------------------------------------------------------------------------------------------ two of a sort


@router.get("/pick/compare")
def compare(visit: Here, a: str = "", b: str = "", asked: str = "") -> Response:
    """Put two kept lists, or two programs, side by side."""
    wanted = PickAsked()
    try:
        wanted = from_query(asked)
        if not (a.strip() and b.strip()):
            return _beside(visit, wanted, a, b)
        if is_kept(visit.store, a) and is_kept(visit.store, b):
            return _beside(visit, wanted, a, b, compared=_compare_kept(visit, wanted, a, b))
        two = (_explain(visit, wanted, a), _explain(visit, wanted, b))
        return _beside(visit, wanted, a, b, two=two)
    except HallwayError as fault:
        return _beside(visit, wanted, a, b, fault=fault)


def _compare_kept(visit: Visit, asked: PickAsked, a: str, b: str) -> "Compared":
    def work_out() -> "Compared":
        from hallway.actions.picks import compare_picks  # noqa: PLC0415 - numpy and the solver

        return compare_picks(visit.store, visit.app.clock, a, b, asked)

    return recall(visit, ("kept", a, b, asked), work_out)


def _beside(
    visit: Visit,
    asked: PickAsked,
    a: str,
    b: str,
    *,
    compared: "Compared | None" = None,
    two: "tuple[Explained, ...]" = (),
    fault: HallwayError | None = None,
) -> Response:
    kept = [(str(each.id), each.name) for each in list_kept(visit.store)]
    return visit.show(
        "pick_compare.html",
        status_of(fault) if fault else 200,
        fault=fault,
        compared=compared,
        two=[(each, _chances(each)) for each in two],
        factors=_factors_of(two),
        scale=scale_for(
            max((found.p_match_there.high for each in two if (found := _chances(each))), default=1.0)
        ),
        gold=with_gold([each.unit.specialty for each in two]),
        explain=partial(explain_address, asked),
        asked_query=to_query(asked),
        typed_a=a,
        typed_b=b,
        offered=kept,
        actions={key.value: says for key, says in pick_words.ACTIONS.items()},
        verdicts={key.value: says for key, says in pick_words.VERDICTS.items()},
        speak=pick_words,
    )


def _chances(told: "Explained") -> "PickedProgram | ProgramOdds | None":
    """Return the chances there: with what the list does there, else as they are without the list."""
    return told.picked.pick if told.picked else told.odds


def _factors_of(two: "tuple[Explained, ...]") -> "list[tuple[str, list[Factor | None]]]":
    """Return the factors of both by name, None where one of them has none."""
    sides = [
        {each.name: each for each in chances.factors} if (chances := _chances(told)) else {} for told in two
    ]
    names = dict.fromkeys(name for side in sides for name in side)
    return [(name, [side.get(name) for side in sides]) for name in names]
