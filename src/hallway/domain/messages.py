"""Messages: what the applicant writes or says to somebody, from the first draft to the answer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hallway.domain.asks import Rung
from hallway.domain.ids import (
    DocumentId,
    InteractionId,
    MessageId,
    PersonId,
    PitchId,
    PracticeId,
    TemplateFileId,
)


class Medium(StrEnum):
    """What sort of text it is: each has limits and manners of its own."""

    MAIL = "mail"
    NOTE = "note"  # LinkedIn and the like: no subject, counted in characters
    SPOKEN = "spoken"  # a pitch, a question, an offer: counted in seconds
    POST = "post"  # for everybody to see
    PROFILE = "profile"  # headline, About, bio, signature
    PAPER = "paper"  # an agenda, a list


class Request(StrEnum):
    """What a text asks for: a rung of the ladder, news to pass on, or nothing."""

    ADVICE = "advice"
    MEETING = "meeting"
    TASK = "task"
    LETTER = "letter"
    ROTATION = "rotation"
    ADVOCACY = "advocacy"
    INFORM = "inform"
    NONE = "none"

    @property
    def rung(self) -> Rung | None:
        """Return the rung of the ladder, None when nothing is asked."""
        return None if self in {Request.INFORM, Request.NONE} else Rung(self.value)


class MessageState(StrEnum):
    """How far a message has come."""

    DRAFT = "draft"
    READY = "ready"  # taken to the mail program, or copied: about to go
    SENT = "sent"
    REPLIED = "replied"
    CLOSED = "closed"  # closed kindly: no answer came, and none is waited for
    BOUNCED = "bounced"


WAITING: frozenset[MessageState] = frozenset({MessageState.DRAFT, MessageState.READY})
"""States in which a message is still in the applicant's hands."""

GONE: frozenset[MessageState] = frozenset(set(MessageState) - WAITING)
"""States in which a message has left the house."""


class Way(StrEnum):
    """How a message leaves Hallway: always by the applicant's own hand."""

    COPIED = "copied"
    MAILTO = "mailto"
    EML = "eml"
    ELSEWHERE = "elsewhere"  # written or said elsewhere, and noted here


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text of the applicant, to one person or to nobody in particular (a pitch, a bio, a post).

    `facts` are the personal facts about the recipient that it uses (OUT-22); `answers` is the earlier
    message that it follows up; `step` is the id of the step that it settles when it goes; `cv` is the version
    that goes with it; `interaction` is the contact that sending wrote down.
    """

    id: MessageId
    medium: Medium
    text: str
    person: PersonId | None = None
    template: str = ""
    subject: str = ""
    address: str = ""
    asks: Request = Request.NONE
    facts: tuple[str, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()  # slots as the applicant answered them, by name
    cv: DocumentId | None = None
    answers: MessageId | None = None
    step: str = ""
    state: MessageState = MessageState.DRAFT
    way: Way | None = None
    made_at: datetime
    edited_at: datetime
    sent_at: datetime | None = None
    settled_at: datetime | None = None  # replied, closed or bounced
    interaction: InteractionId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A template of the applicant's own: its TOML text, checked before it was kept."""

    id: TemplateFileId
    name: str
    text: str


class PitchUse(StrEnum):
    """Where a version of the applicant's base statement is used."""

    BASE = "base"
    MAIL = "mail"
    CONFERENCE = "conference"
    NEW_FACULTY = "new-faculty"
    ALUMNI = "alumni"
    LINKEDIN = "linkedin"
    OPEN_HOUSE = "open-house"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitch:
    """One version of how the applicant says who they are: the base, kept once, or one made from it.

    `base_text` is the base as it was when this version was made: when the base has changed since, it is told.
    """

    id: PitchId
    use: PitchUse
    text: str
    base_text: str = ""
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One rehearsal or one small exposure: what was practiced, and how long it took when it was timed."""

    id: PracticeId
    exercise: str
    on: date
    seconds: int | None = None
    note: str = ""
