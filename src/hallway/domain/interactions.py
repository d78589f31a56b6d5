"""What happened between the applicant and one person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hallway.domain.ids import InteractionId, PersonId


class Kind(StrEnum):
    """What sort of contact it was."""

    MET = "met"
    MAILED = "mailed"
    CALLED = "called"
    REPLIED = "replied"
    HELPED_ME = "helped-me"
    HELPED_THEM = "helped-them"
    ROTATION_ENDED = "rotation-ended"
    NOTE = "note"
    IMPORTED = "imported"


class Channel(StrEnum):
    """By which way the contact went."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"
    E_MAIL = "e-mail"
    LINKEDIN = "linkedin"
    POSTER = "poster"
    CHAT = "chat"


TWO_WAY: frozenset[Kind] = frozenset(
    {Kind.MET, Kind.CALLED, Kind.REPLIED, Kind.HELPED_ME, Kind.ROTATION_ENDED}
)
"""Kinds that show that the person took part: after one of them a mail is no longer cold."""

CONTACTS: frozenset[Kind] = frozenset(set(Kind) - {Kind.NOTE})
"""Kinds that count as contact; a note to oneself does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One contact with one person, as it happened.

    A dinner with three people is three interactions that share an `occasion`.
    `is_timed` is False when only the day is known: then `at` is noon in `zone`, or the moment of writing it
    down when that was before noon of the same day.
    """

    id: InteractionId
    person: PersonId
    at: datetime
    zone: str
    kind: Kind
    is_timed: bool = True
    channel: Channel | None = None
    topics: tuple[str, ...] = ()
    summary: str = ""
    learned: str = ""
    next_step: str = ""
    event: str = ""
    occasion: str = ""
