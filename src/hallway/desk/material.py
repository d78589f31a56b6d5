"""What the record has to say about a message: who writes, to whom, and what lies between them."""

from dataclasses import dataclass
from datetime import date, datetime

from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask
from hallway.domain.documents import DocumentVersion
from hallway.domain.institutions import Department, Institution
from hallway.domain.interactions import Interaction
from hallway.domain.messages import Message
from hallway.domain.milestones import Milestone
from hallway.domain.people import Person, Work
from hallway.domain.promises import Promise
from hallway.playbooks.rules import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person and everything the record holds about them; lists run from the newest to the oldest.

    `introduced_by` is the name of whoever introduced them; `zone` and `country` are where they are, the
    person's own or else their institution's, "" when unknown; `unanswered` counts the mails since they last
    took part; `messages` are those that have gone to them.
    """

    person: Person
    institution: Institution | None = None
    department: Department | None = None
    introduced_by: str = ""
    zone: str = ""
    country: str = ""
    works: tuple[Work, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    asks: tuple[Ask, ...] = ()
    advice: tuple[Advice, ...] = ()
    promises: tuple[Promise, ...] = ()
    messages: tuple[Message, ...] = ()
    unanswered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A message that has gone to somebody else, as likeness looks at it."""

    name: str  # of whom it went to, to be told
    text: str
    template: str
    unit: str  # the institution and department, or the institution alone: equal units are one department
    institution: str
    sent_at: datetime
    words: tuple[str, ...] = ()  # what fills its slots: left out before texts are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a message is made of and measured by.

    `recipient` is None for a text to nobody in particular, `applicant` None where no record is open.
    `known_names` are the names of people who introduced the applicant to somebody, or whom the record knows:
    whoever else is named in a message is named without substance.
    """

    playbook: Playbook
    today: date
    applicant: Applicant | None = None
    recipient: Recipient | None = None
    answers: Message | None = None  # the earlier message that this one follows up
    milestones: tuple[Milestone, ...] = ()
    documents: tuple[DocumentVersion, ...] = ()
    known_names: tuple[str, ...] = ()
