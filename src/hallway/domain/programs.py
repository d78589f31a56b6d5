"""What the applicant hears about programs: private notes, each with its source and day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.ids import PersonId, ProgramNoteId


class ProgramTopic(StrEnum):
    """What a note about a program is about."""

    CULTURE = "culture"
    CALL = "call"
    IMG_SUPPORT = "img-support"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramNote:
    """Something said about a program, by whom (a person of the record, or a source in words) and when."""

    id: ProgramNoteId
    program: str
    topic: ProgramTopic
    text: str
    on: date
    person: PersonId | None = None
    source: str = ""
