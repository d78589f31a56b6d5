"""Goals: named, counted, reviewed once a month; and what networking became."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import goals as actions
from hallway.actions.goal_proposals import propose_goals, take_goals
from hallway.actions.goal_reviews import REVIEW_FIELDS, list_reviews, plan_review, save_review
from hallway.actions.goals import GOAL_FIELDS, write_goal
from hallway.actions.outcomes import OutcomeKind, look_at_both
from hallway.domain.errors import HallwayError
from hallway.domain.goals import Goal, GoalState, Horizon, Measure
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

HORIZONS = {
    Horizon.EARLY: "The least to have early on",
    Horizon.SHORT: "Within a year",
    Horizon.MEDIUM: "Within one to three years",
}
MEASURES = {
    Measure.MENTORS: "mentors",
    Measure.LONG_MENTORS: "mentors over a longer time",
    Measure.REFERENCES: "people in the US who would speak for you",
    Measure.KNOWN_AT: "programs that know your name",
    Measure.ROTATIONS: "rotations and observerships",
    Measure.RESEARCH: "projects, papers and abstracts",
    Measure.PRESENTATIONS: "talks and posters",
    Measure.CONFERENCES: "conferences",
    Measure.LETTERS: "letters promised",
}
OUTCOMES = {
    OutcomeKind.RESEARCH: "Research",
    OutcomeKind.PRESENTATIONS: "Presentations",
    OutcomeKind.CLINICAL: "US clinical experience",
    OutcomeKind.LETTERS: "US letters",
    OutcomeKind.ADVOCATES: "Advocates",
}
_SHOWN_BEHIND = 20
"""How many people or results are named behind one number; of further ones the number is told."""

_STATES = (
    (GoalState.OPEN.value, "Stays open"),
    (GoalState.REACHED.value, "Reached"),
    (GoalState.DROPPED.value, "Let it go"),
)


@router.get("/goals")
def show(visit: Here) -> Response:
    """Show every goal, the week, and what networking became."""
    view, outcomes = look_at_both(visit.store, visit.app.clock)
    return visit.show(
        "goals.html",
        view=view,
        outcomes=outcomes,
        most=_SHOWN_BEHIND,
        horizons=HORIZONS,
        kinds=OUTCOMES,
        days=days_of(visit),
    )


@router.get("/goals/guides")
def show_proposals(visit: Here) -> Response:
    """Show the goals that the guides name."""
    return _proposals(visit)


@router.post("/goals/guides")
def take(visit: Here, form: Typed) -> Response:
    """Add the chosen goals of the guides."""
    try:
        take_goals(visit.store, visit.app.clock, chosen=form.values.get("goal", ()))
    except HallwayError as error:
        return _proposals(visit, error)
    return visit.done("/goals")


def _proposals(visit: Visit, fault: HallwayError | None = None) -> Response:
    proposals = propose_goals(visit.store, visit.app.clock)
    return visit.show(
        "goal_proposals.html",
        status_of(fault) if fault else 200,
        fault=fault,
        groups=[
            (says, [each for each in proposals if each.horizon is key]) for key, says in HORIZONS.items()
        ],
        is_any_left=any(not each.taken for each in proposals),
        days=days_of(visit),
    )


@router.get("/goals/new")
def show_new(visit: Here) -> Response:
    """Show the form for a goal of one's own."""
    return _form(visit, None)


@router.post("/goals/new")
def add(visit: Here, form: Typed) -> Response:
    """Add a goal of one's own."""
    try:
        actions.add_goal(visit.store, visit.app.clock, fields=form.fields(GOAL_FIELDS))
    except HallwayError as error:
        return _form(visit, None, form, error)
    return visit.done("/goals")


@router.get("/goals/review")
def show_review(visit: Here) -> Response:
    """Show the month's look at every goal."""
    return _review(visit)


@router.post("/goals/review")
def review(visit: Here, form: Typed) -> Response:
    """Keep a review with its adjustments, and settle this month's step."""
    plan = plan_review(visit.store, visit.app.clock)
    changes = {each.view.goal.id: _changed(each.view.goal, form) for each in plan.lines}
    try:
        save_review(
            visit.store,
            visit.app.clock,
            text=form.text("conclusion"),
            changes={key: each for key, each in changes.items() if each},
        )
    except HallwayError as error:
        return _review(visit, form, error)
    return visit.done("/goals")


def _changed(goal: Goal, form: Form) -> dict[str, str]:
    """Return what was typed anew for one goal."""
    before = {**write_goal(goal), "state": goal.state.value}
    typed = {name: form.text(f"{name}-{goal.id}", before[name]) for name in REVIEW_FIELDS}
    return {name: text for name, text in typed.items() if text != before[name]}


def _review(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "goal_review.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        plan=plan_review(visit.store, visit.app.clock),
        reviews=list_reviews(visit.store),
        states=_STATES,
        days=days_of(visit),
    )


@router.get("/goals/{goal}/edit")
def show_edit(visit: Here, goal: str) -> Response:
    """Show all fields of a goal."""
    return _form(visit, _get(visit, goal))


@router.post("/goals/{goal}/edit")
def edit(visit: Here, form: Typed, goal: str) -> Response:
    """Change the fields that were typed anew."""
    known = _get(visit, goal)
    before = write_goal(known)
    typed = {name: text for name, text in form.fields(GOAL_FIELDS).items() if text != before[name]}
    try:
        actions.change_goal(visit.store, visit.app.clock, goal=goal, fields=typed)
    except HallwayError as error:
        return _form(visit, known, form, error)
    return visit.done("/goals")


def _get(visit: Visit, goal: str) -> Goal:
    with visit.store.reading() as reading:
        return reading.get(Goal, goal)


def _form(visit: Visit, goal: Goal | None, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    before = write_goal(goal) if goal else dict.fromkeys(GOAL_FIELDS, "")
    return visit.show(
        "goal_form.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        goal=goal,
        values=before | form.fields(GOAL_FIELDS),
        fields=GOAL_FIELDS,
        horizons=[(key.value, says) for key, says in HORIZONS.items()],
        measures=[(key.value, says) for key, says in MEASURES.items()],
    )


@router.post("/goals/{goal}/reach")
def reach(visit: Here, goal: str) -> Response:
    """Mark a goal as reached."""
    actions.reach_goal(visit.store, visit.app.clock, goal=goal)
    return visit.done("/goals")


@router.post("/goals/{goal}/drop")
def drop(visit: Here, goal: str) -> Response:
    """Let a goal go."""
    actions.drop_goal(visit.store, visit.app.clock, goal=goal)
    return visit.done("/goals")


@router.post("/goals/{goal}/bring-back")
def bring_back(visit: Here, goal: str) -> Response:
    """Open a goal again."""
    actions.bring_goal_back(visit.store, visit.app.clock, goal=goal)
    return visit.done("/goals")
