"""Goals: named, counted by the record or by hand, reached, dropped and brought back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from hallway.actions.applicants import get_in
from hallway.actions.fields import Field, FieldKind, choices_of, get_field, read_field, table, write_field
from hallway.actions.lookups import get_by_start
from hallway.actions.measures import Count, Counting
from hallway.actions.ports import Clock, Reading, Store, WeekCount, Writing
from hallway.actions.states import playbook_of, week_count, week_start
from hallway.actions.today import CADENCE_WEEKS
from hallway.domain.errors import InvalidValue
from hallway.domain.goals import Goal, GoalReview, GoalState, Horizon, Measure
from hallway.domain.ids import GoalId
from hallway.domain.times import day_of

MOST = 9999

GOAL_FIELDS: Mapping[str, Field] = table(
    [
        Field(
            name="text",
            label="Goal",
            help="What you want to have reached, in one line.",
            is_needed=True,
        ),
        Field(
            name="horizon",
            label="How far ahead",
            help="early: the least to have soon; short: within a year; medium: within three years.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Horizon),
            of=Horizon,
            is_needed=True,
        ),
        Field(
            name="measure",
            label="What your record counts",
            help="Leave it empty to count by hand, or not at all.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Measure),
            of=Measure,
        ),
        Field(
            name="target",
            label="How many",
            help="The number at which it is reached.",
            kind=FieldKind.NUMBER,
            allowed=range(1, MOST + 1),
        ),
        Field(
            name="counted",
            label="So far, by hand",
            help="Only where your record does not count it.",
            kind=FieldKind.NUMBER,
            allowed=range(MOST + 1),
        ),
        Field(name="by", label="By when", help="The day to have it by.", kind=FieldKind.DATE),
        Field(name="note", label="Note", help="Anything you want to read beside it.", kind=FieldKind.TEXT),
    ]
)
"""Every field of a goal, for command line and browser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a goal has come: `number` is None when nobody knows, `count` when no measure counts it."""

    number: int | None
    target: int | None
    count: Count | None
    says: str

    @property
    def is_met(self) -> bool:
        """Tell whether the number has come to the target."""
        return self.number is not None and self.target is not None and self.number >= self.target


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal and how far it has come."""

    goal: Goal
    progress: Progress


@dataclass(frozen=True, slots=True)
class Week:
    """The week's outreach, what was aimed for, and the contacts of the last weeks, oldest first."""

    done: WeekCount
    targets: tuple[int, int]
    cadence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView:
    """All goals: open ones by how far ahead they lie, then those reached or dropped, latest first."""

    today: date
    open: tuple[tuple[Horizon, tuple[GoalView, ...]], ...]
    closed: tuple[Goal, ...]
    week: Week
    last_review: GoalReview | None
    is_reviewed: bool


def list_goals(store: Store, clock: Clock) -> GoalsView:
    """Return every goal with what the record shows toward it, and how the last weeks went.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    with store.reading() as reading:
        return look_at_goals(reading, clock.now(), start_counting(reading))


def start_counting(reading: Reading) -> Counting:
    """Return what counts measures in this look at the record, for this applicant."""
    applicant = get_in(reading)
    return Counting(reading, playbook_of(reading, applicant), applicant.zone)


def look_at_goals(reading: Reading, now: datetime, counting: Counting) -> GoalsView:
    """Return the same within a look at the record."""
    applicant = get_in(reading)
    today = day_of(now, applicant.zone)
    goals = reading.all(Goal)
    views = view_goals(goals, counting)
    by_horizon = ((each, tuple(one for one in views if one.goal.horizon is each)) for each in Horizon)
    closed = [each for each in goals if each.state is not GoalState.OPEN]
    last = last_review(reading)
    return GoalsView(
        today=today,
        open=tuple(pair for pair in by_horizon if pair[1]),
        closed=tuple(sorted(closed, key=lambda each: (each.closed_on or date.min, each.id), reverse=True)),
        week=_look_at_week(reading, now),
        last_review=last,
        is_reviewed=last is not None and (last.on.year, last.on.month) == (today.year, today.month),
    )


def _look_at_week(reading: Reading, now: datetime) -> Week:
    applicant = get_in(reading)
    playbook = playbook_of(reading, applicant)
    monday = week_start(now, applicant.zone)
    return Week(
        done=week_count(reading, playbook, now, applicant.zone),
        targets=(playbook.number("outreach.week.new"), playbook.number("outreach.week.revive")),
        cadence=reading.cadence([monday - timedelta(weeks=back) for back in reversed(range(CADENCE_WEEKS))]),
    )


def last_review(reading: Reading) -> GoalReview | None:
    """Return the latest look at all goals."""
    return max(reading.all(GoalReview), key=lambda each: (each.on, each.id), default=None)


def view_goals(goals: Iterable[Goal], counting: Counting) -> tuple[GoalView, ...]:
    """Return the open ones of these goals with how far they have come, the nearest first."""
    wanted = [each for each in goals if each.state is GoalState.OPEN]
    horizons = tuple(Horizon)
    wanted.sort(key=lambda each: (horizons.index(each.horizon), each.by or date.max, each.made_on, each.id))
    return tuple(GoalView(each, progress_of(each, counting)) for each in wanted)


def progress_of(goal: Goal, counting: Counting) -> Progress:
    """Return how far a goal has come: by its measure, else by the applicant's own count."""
    count = counting.count(goal.measure) if goal.measure else None
    number = count.number if count else goal.counted
    return Progress(number=number, target=goal.target, count=count, says=say_progress(number, goal.target))


def say_progress(number: int | None, target: int | None) -> str:
    """Return "2 of 3", "2 so far", or that it is not known; nothing is made up."""
    if number is None:
        return "" if target is None else f"not known yet, of {target}"
    return f"{number} so far" if target is None else f"{number} of {target}"


def add_goal(store: Store, clock: Clock, *, fields: Mapping[str, str]) -> Goal:
    """Write down a goal of the applicant's own.

    Raises:
        InvalidValue: its text or how far ahead it lies is missing, or a value cannot be meant.
    """
    values = read_goal(fields)
    for name in ("text", "horizon"):
        if not values.get(name):
            raise InvalidValue(name, "", f"It is needed. {GOAL_FIELDS[name].help}")
    with store.writing("goal.add", "Added a goal", now=clock.now()) as writing:
        goal = make_goal(writing, clock, values)
        writing.add(goal)
        writing.says(f"Added the goal: {goal.text}")
        return goal


def make_goal(writing: Writing, clock: Clock, values: Mapping[str, object]) -> Goal:
    """Return a new goal, made today, with these values; the caller keeps it."""
    blank = Goal(
        id=GoalId(writing.new_id()),
        horizon=Horizon.SHORT,
        text="",
        made_on=day_of(clock.now(), get_in(writing).zone),
    )
    return with_values(blank, values)


def change_goal(store: Store, clock: Clock, *, goal: str, fields: Mapping[str, str]) -> Goal:
    """Change the typed fields of a goal and leave the others; empty text clears one.

    Raises:
        NotFound: no goal has this id.
        InvalidValue: a needed field is emptied, or a value cannot be meant.
    """
    values = read_goal(fields)
    with store.writing("goal.change", "Changed a goal", now=clock.now()) as writing:
        known = find_goal(writing, goal)
        changed = with_values(known, values)
        if changed != known:
            writing.replace(changed)
            writing.says(f"Changed the goal: {changed.text}")
        return changed


def reach_goal(store: Store, clock: Clock, *, goal: str) -> Goal:
    """Mark a goal as reached; only the applicant decides that."""
    return _close(store, clock, goal, GoalState.REACHED)


def drop_goal(store: Store, clock: Clock, *, goal: str) -> Goal:
    """Let a goal go; it stays on record and can be brought back."""
    return _close(store, clock, goal, GoalState.DROPPED)


def bring_goal_back(store: Store, clock: Clock, *, goal: str) -> Goal:
    """Open a goal again that was reached or dropped."""
    return _close(store, clock, goal, GoalState.OPEN)


_DEEDS: Mapping[GoalState, tuple[str, str]] = {
    GoalState.OPEN: ("goal.bring-back", "Brought back the goal"),
    GoalState.REACHED: ("goal.reach", "Reached the goal"),
    GoalState.DROPPED: ("goal.drop", "Dropped the goal"),
}


def _close(store: Store, clock: Clock, goal: str, state: GoalState) -> Goal:
    with store.reading() as reading:
        known = find_goal(reading, goal)
    if known.state is state:
        return known  # a second click does not do it twice
    action, did = _DEEDS[state]
    with store.writing(action, f"{did}: {known.text}", now=clock.now()) as writing:
        today = day_of(clock.now(), get_in(writing).zone)
        changed = in_state(writing.get(Goal, known.id), state, today)
        writing.replace(changed)
        return changed


def in_state(goal: Goal, state: GoalState, today: date) -> Goal:
    """Return a goal in this state; a closed one remembers the day."""
    if goal.state is state:
        return goal
    return replace(goal, state=state, closed_on=None if state is GoalState.OPEN else today)


def find_goal(reading: Reading, words: str) -> Goal:
    """Return the goal with this id, or the only one whose id starts so.

    Raises:
        NotFound: there is none.
        InvalidValue: the start is too short or fits several.
    """
    return get_by_start(reading, Goal, words, "goal", lambda each: each.text)


def read_goal(fields: Mapping[str, str]) -> dict[str, object]:
    """Return the values of typed fields.

    Raises:
        InvalidValue: a field is not one of a goal, cannot be meant, or is needed and empty.
    """
    values: dict[str, object] = {}
    for name, text in fields.items():
        field = get_field(GOAL_FIELDS, name)
        value = read_field(field, text)
        if field.is_needed and not value:
            raise InvalidValue(field.name, text, f"It is needed. {field.help}")
        values[field.name] = value
    return values


def write_goal(goal: Goal) -> dict[str, str]:
    """Return every field of a goal as the text that reads back as the same value."""
    return {name: write_field(getattr(goal, name)) for name in GOAL_FIELDS}


def with_values(goal: Goal, values: Mapping[str, object]) -> Goal:
    """Return a goal with these values, each of which its own field has read."""
    return replace(goal, **cast("dict[str, Any]", dict(values)))
