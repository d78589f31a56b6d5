"""Templates of messages: skeletons of our own words, with slots that the record or the applicant fills."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hallway.domain.messages import Medium, Request

ROLES = ("greeting", "who", "why", "ask", "body", "thanks", "closing", "signature")
"""What a part of a text does."""

KINDS = ("line", "text", "number", "day", "choice")
"""What sort of answer a slot takes: `text` may have several lines, `day` is a date."""

UNITS = ("words", "lines", "sentences", "characters", "seconds", "minutes", "questions")
"""In what a text is measured."""

CV = "cv"
"""Stands in `needs` and `unless` for the CV that goes along: it is no slot."""

SLOT = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
GROUP = re.compile(r"\[([^\[\]]*)\]")
"""Words in square brackets: left out where a slot within is empty."""


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
    """One sentence or paragraph: left out where a slot it needs is empty, or for other audiences.

    `when` holds slots and the answers with which the part stands: variants that a choice decides.
    """

    role: str  # greeting | who | why | ask | body | thanks | closing | signature
    text: str
    text_for: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()  # left out where one of these is filled
    only: tuple[str, ...] = ()
    when: Mapping[str, str] = field(default_factory=dict)
    joins: bool = False  # goes on in the paragraph before

    def said_to(self, audience: str) -> str:
        """Return the text for one audience; "" where the part is none of theirs."""
        if self.only and audience not in self.only:
            return ""
        return self.text_for.get(audience, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long a text may be: a key of the guides' values, or numbers of the template itself.

    `unit` is words, lines, sentences, characters, seconds, minutes or questions.
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
    subject_for: Mapping[str, str] = field(default_factory=dict)
    slots: tuple[Slot, ...] = ()
    parts: tuple[Part, ...] = ()
    limits: tuple[Limit, ...] = ()
    is_own: bool = False

    def slots_for(self, audience: str) -> tuple[Slot, ...]:
        """Return the slots that the text of one audience has, and those that decide what stands in it."""
        texts = [self.subject_for.get(audience, self.subject)]
        named: set[str] = set()
        for part in self.parts:
            if text := part.said_to(audience):
                texts.append(text)
                named.update(part.needs, part.unless, part.when)
        named.update(slots_of(texts))
        return tuple(each for each in self.slots if each.name in named)


def slots_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the name of every slot in these texts, as often as it stands there."""
    for text in texts:
        yield from SLOT.findall(text)
