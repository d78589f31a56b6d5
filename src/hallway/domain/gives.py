"""Help that the applicant gave."""

from dataclasses import dataclass
from datetime import date

from hallway.domain.ids import GiveId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """One piece of help given to one person, asked for or not."""

    id: GiveId
    person: PersonId
    text: str
    on: date
