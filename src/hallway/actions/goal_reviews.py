"""The monthly look at all goals: what moved since the last one, what to adjust, and one sentence (GOA-03)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hallway.actions import typed_text
from hallway.actions.applicants import get_in
from hallway.actions.fields import Field, FieldKind, choices_of, read_field
from hallway.actions.goals import (
    GOAL_FIELDS,
    GoalView,
    find_goal,
    in_state,
    last_review,
    read_goal,
    say_progress,
    start_counting,
    view_goals,
    with_values,
)
from hallway.actions.measures import Behind
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.domain.applicants import Applicant
from hallway.domain.errors import InvalidValue
from hallway.domain.goals import Goal, GoalReview, GoalState
from hallway.domain.ids import GoalId, GoalReviewId, SettlementId, StepId
from hallway.domain.snoozes import Settlement
from hallway.domain.times import day_of
from hallway.playbooks.state import Cause
from hallway.playbooks.stepping import step_id

REVIEW_RULE = "habit.month.review"
"""The rule whose step a review settles for its month."""

STATE = Field(
    name="state",
    label="How it stands",
    help="Reached and dropped goals stay on record.",
    kind=FieldKind.CHOICE,
    choices=choices_of(GoalState),
    of=GoalState,
)
REVIEW_FIELDS: Mapping[str, Field] = {
    **{name: GOAL_FIELDS[name] for name in ("target", "counted", "by", "note")},
    "state": STATE,
}
"""What a review may adjust of each goal."""

_LINE = re.compile(r"(\d+|\?) of (\d+|\?) \[([^\]]+)\] (.*)")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one goal stood at a review; None for what nobody knew or had set."""

    goal: GoalId
    text: str
    number: int | None
    target: int | None

    @property
    def says(self) -> str:
        """Return "2 of 3", or "" when there was nothing to count."""
        return say_progress(self.number, self.target)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review: its sentence, and where the goals stood then."""

    review: GoalReview
    conclusion: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A goal as a review walks past it: where it stands, how that moved, and what is new behind it."""

    view: GoalView
    moved: str
    news: tuple[Behind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlan:
    """What there is to look at this month."""

    today: date
    lines: tuple[ReviewLine, ...]
    last: ReviewView | None
    is_done: bool


def plan_review(store: Store, clock: Clock) -> ReviewPlan:
    """Return every open goal with its progress since the last review; nothing is written.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    with store.reading() as reading:
        today = day_of(clock.now(), get_in(reading).zone)
        kept = last_review(reading)
        last = read_review(kept) if kept else None
        views = view_goals(reading.all(Goal), start_counting(reading))
        return ReviewPlan(
            today=today,
            lines=tuple(_line(each, last) for each in views),
            last=last,
            is_done=kept is not None and _is_same_month(kept.on, today),
        )


def _line(view: GoalView, last: ReviewView | None) -> ReviewLine:
    if last is None:
        return ReviewLine(view=view, moved="", news=())
    then = next((each for each in last.standings if each.goal == view.goal.id), None)
    count = view.progress.count
    behind = count.behind if count else ()
    return ReviewLine(
        view=view,
        moved=_say_moved(then, view, last.review.on),
        news=tuple(each for each in behind if each.on and each.on > last.review.on),
    )


def _say_moved(then: Standing | None, view: GoalView, on: date) -> str:
    """Return how a number moved, plainly: fewer is a fact like any other."""
    number = view.progress.number
    if then is None:
        return "New since your last review." if view.goal.made_on > on else ""
    if number is None or then.number is None:
        return ""
    if number == then.number:
        return "As it was at your last review."
    more = number - then.number
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than at your last review."


def _is_same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def save_review(
    store: Store, clock: Clock, *, text: str, changes: Mapping[str, Mapping[str, str]] | None = None
) -> ReviewView:
    """Keep a look at all goals with its adjustments, and settle this month's step, in one action.

    Args:
        store: the record.
        clock: tells the day.
        text: the conclusion, one sentence for the next month.
        changes: by goal, the typed fields to adjust: target, counted, by, state, note.

    Raises:
        InvalidValue: there is no conclusion, or a value cannot be meant.
        NotFound: no goal has this id.
    """
    conclusion = typed_text.read_needed(
        "conclusion", text, "Write one sentence that you want to read next month."
    )
    with store.writing("goal.review", "Reviewed the goals", now=clock.now()) as writing:
        now = clock.now()
        applicant = get_in(writing)
        today = day_of(now, applicant.zone)
        changed = [_adjust(writing, key, fields, today) for key, fields in (changes or {}).items()]
        said = write_review(conclusion, stand(view_goals(writing.all(Goal), start_counting(writing))))
        known = last_review(writing)
        if known and (known.on, known.text) == (today, said):
            return read_review(known)  # a second click does not do it twice
        review = GoalReview(id=GoalReviewId(writing.new_id()), on=today, text=said)
        writing.add(review)
        _settle(writing, applicant, now, today)
        number = sum(changed)
        more = f", {number} adjusted" if number else ""
        writing.says(f"Reviewed the goals of {today:%B}{more}")
        return read_review(review)


def _adjust(writing: Writing, key: str, fields: Mapping[str, str], today: date) -> bool:
    known = find_goal(writing, key)
    unknown = fields.keys() - REVIEW_FIELDS.keys()
    if unknown:
        raise InvalidValue(min(unknown), "", f"A review adjusts {', '.join(REVIEW_FIELDS)}.")
    changed = with_values(known, read_goal({name: each for name, each in fields.items() if name != "state"}))
    state = read_field(STATE, fields.get("state", ""))
    if isinstance(state, GoalState):
        changed = in_state(changed, state, today)
    if changed == known:
        return False
    writing.replace(changed)
    return True


def _settle(writing: Writing, applicant: Applicant, now: datetime, today: date) -> None:
    step = month_step(applicant, today)
    if writing.all(Settlement, step=step):
        return
    writing.add(
        Settlement(
            id=SettlementId(writing.new_id()), step=step, rule=REVIEW_RULE, at=now, says="Reviewed the goals"
        )
    )


def month_step(applicant: Applicant, today: date) -> StepId:
    """Return the id of this month's review step, as the playbook makes it."""
    cause = Cause("applicant", applicant.id, applicant.name, None, f"{today:%Y-%m}", 0)
    return step_id(REVIEW_RULE, cause)


def list_reviews(store: Store) -> tuple[ReviewView, ...]:
    """Return every review, the latest first."""
    with store.reading() as reading:
        return _reviews(reading)


def _reviews(reading: Reading) -> tuple[ReviewView, ...]:
    kept = sorted(reading.all(GoalReview), key=lambda each: (each.on, each.id), reverse=True)
    return tuple(read_review(each) for each in kept)


def stand(views: Iterable[GoalView]) -> tuple[Standing, ...]:
    """Return where open goals stand now."""
    return tuple(
        Standing(each.goal.id, " ".join(each.goal.text.split()), each.progress.number, each.progress.target)
        for each in views
    )


def write_review(conclusion: str, standings: Iterable[Standing]) -> str:
    """Return the text of a review: its sentence, then a line for each goal as it stood."""
    lines = (
        f"{_number(each.number)} of {_number(each.target)} [{each.goal}] {each.text}" for each in standings
    )
    return "\n".join([conclusion, *lines])


def read_review(review: GoalReview) -> ReviewView:
    """Return what the text of a review says: the first line is its sentence, others may be standings."""
    lines = review.text.split("\n")
    found = [None, *(_LINE.fullmatch(line) for line in lines[1:])]
    standings = tuple(
        Standing(GoalId(each[3]), each[4], _read(each[1]), _read(each[2])) for each in found if each
    )
    words = [line for line, each in zip(lines, found, strict=True) if each is None]
    return ReviewView(review, "\n".join(words), standings)


def _number(each: int | None) -> str:
    return "?" if each is None else str(each)


def _read(text: str) -> int | None:
    return None if text == "?" else int(text)
