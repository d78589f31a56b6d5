"""What a mentor told the applicant, and what became of it."""

from dataclasses import dataclass
from datetime import date

from hallway.domain.ids import AdviceId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One piece of advice: given, acted on, and reported back."""

    id: AdviceId
    person: PersonId
    text: str
    given: date
    acted_on: date | None = None
    result: str = ""
    reported: date | None = None
