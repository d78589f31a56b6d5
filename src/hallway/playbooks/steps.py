"""A step: what to do now, about whom, until when, and why."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from hallway.domain.ids import PersonId, StepId


class WindowState(StrEnum):
    """Where now lies in a window."""

    LATER = "later"
    OPEN = "open"
    DUE = "due"
    CLOSING = "closing"
    LATE = "late"
    LAPSED = "lapsed"


class Tier(StrEnum):
    """In which part of Today a step stands: promises first, then windows, then habits."""

    PROMISE = "promise"
    WINDOW = "window"
    HABIT = "habit"


class Window(NamedTuple):
    """When a step makes sense; every instant is aware and written in `zone`, the recipient's."""

    starts: datetime
    opens: datetime
    due: datetime
    closes: datetime
    last: datetime
    zone: str
    suggested: datetime


class Subject(NamedTuple):
    """What a step is about: a person, a promise, a piece of advice, or the applicant."""

    kind: str
    id: str
    name: str


class Step(NamedTuple):
    """One thing to do, with its window and its reason; the same record and instant give the same step."""

    id: StepId
    rule: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    subject: Subject
    person: PersonId | None
    says: str
    because: str
    window: Window
    state: WindowState
    template: str
    minutes: int
    settles: str
    tier: Tier
    is_outreach: bool
