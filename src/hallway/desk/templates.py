"""Templates of messages: skeletons of our own words, with slots that the record or the applicant fills."""

from collections.abc import Mapping
from dataclasses import dataclass

from hallway.domain.messages import Medium, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One gap in a template: the question that fills it, and where the record may have the answer."""

    name: str
    ask: str  # the question, put to the applicant when the record has no answer
    source: str = ""  # "work.title": see desk/sources.py; "" when only the applicant knows
    kind: str = "line"  # line | text | number | day | choice
    choices: tuple[str, ...] = ()
    example: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sentence or paragraph: left out where a slot it needs is empty, or for other audiences."""

    role: str  # greeting | who | why | ask | body | thanks | closing | signature
    text: str
    text_for: Mapping[str, str]
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()  # left out where one of these is filled
    only: tuple[str, ...] = ()
    joins: bool = False  # goes on in the paragraph before


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long a text may be: a key of the guides' values, or numbers of the template itself.

    `unit` is words, lines, sentences, characters, seconds or questions.
    """

    unit: str
    key: str = ""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template: what it is for, what it asks, how long it may be, and what it records when sent.

    `records` is the kind of contact that sending writes down, "" for a text that goes to nobody. `moment`
    groups templates for the chooser. `cv` is the key of the value that says whether the CV goes along.
    """

    id: str
    name: str
    says: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    medium: Medium
    request: Request
    moment: str
    records: str = ""
    is_cold: bool = False
    cv: str = ""
    subject: str = ""
    subject_for: Mapping[str, str]
    slots: tuple[Slot, ...] = ()
    parts: tuple[Part, ...] = ()
    limits: tuple[Limit, ...] = ()
    is_own: bool = False
