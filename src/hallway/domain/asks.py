"""Asks: requests on the rungs of a ladder, and how they were answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.ids import AskId, PersonId


class Rung(StrEnum):
    """What is asked for; the last three stand on the same, highest rung."""

    ADVICE = "advice"
    MEETING = "meeting"
    TASK = "task"
    LETTER = "letter"
    ROTATION = "rotation"
    ADVOCACY = "advocacy"

    @property
    def height(self) -> int:
        """Return 1 for advice, 2 for a meeting, 3 for a task, 4 for a letter, rotation or advocacy."""
        return min(tuple(Rung).index(self) + 1, 4)


class Answer(StrEnum):
    """How an ask was answered."""

    PENDING = "pending"
    GRANTED = "granted"
    DECLINED = "declined"
    HESITATED = "hesitated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request to one person."""

    id: AskId
    person: PersonId
    rung: Rung
    on: date
    answer: Answer = Answer.PENDING
    text: str = ""
    needed_by: date | None = None
