"""Goals, and the looks at them once a month."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.ids import GoalId, GoalReviewId


class Horizon(StrEnum):
    """How far ahead a goal lies."""

    EARLY = "early"  # the least to have early on
    SHORT = "short"  # within 12 months
    MEDIUM = "medium"  # within one to three years


class Measure(StrEnum):
    """What the record itself can count toward a goal."""

    MENTORS = "mentors"
    LONG_MENTORS = "long-mentors"
    REFERENCES = "references"
    KNOWN_AT = "known-at"
    ROTATIONS = "rotations"
    RESEARCH = "research"
    PRESENTATIONS = "presentations"
    CONFERENCES = "conferences"
    LETTERS = "letters"


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something to reach: counted by the record where a measure is named, else by the applicant's hand."""

    id: GoalId
    horizon: Horizon
    text: str
    made_on: date
    measure: Measure | None = None
    target: int | None = None
    counted: int | None = None  # by hand
    by: date | None = None
    state: GoalState = GoalState.OPEN
    closed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReview:
    """One look at all goals, and what the applicant concluded."""

    id: GoalReviewId
    on: date
    text: str = ""
