"""Results worth telling the people who helped."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.ids import MilestoneId


class MilestoneKind(StrEnum):
    """What sort of result it is."""

    EXAM = "exam"
    RESEARCH = "research"
    PUBLICATION = "publication"
    PRESENTATION = "presentation"
    ROTATION = "rotation"
    INTERVIEW = "interview"
    MATCH = "match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One result, on one day."""

    id: MilestoneId
    kind: MilestoneKind
    text: str
    on: date
