"""Steps put off and steps settled, by the applicant's own decision."""

from dataclasses import dataclass
from datetime import date, datetime

from hallway.domain.ids import PersonId, SettlementId, SnoozeId, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A step, or everything about a person, hidden until a day or until the world changes."""

    id: SnoozeId
    until: date
    why: str
    made_at: datetime
    step: StepId | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A step the applicant settled by hand; it does not come back for the same cause."""

    id: SettlementId
    step: StepId
    rule: str
    at: datetime
    says: str = ""
