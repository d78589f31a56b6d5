"""Pieces of what is done with messages: their words as checks read them, and what history calls them."""

from datetime import datetime

from hallway.actions import typed_text
from hallway.actions.desk import context_for, templates_in
from hallway.actions.materials import material_for
from hallway.actions.outbox import title_of
from hallway.actions.ports import Clock, NameMatch, PeopleFilter, Reading, Writing
from hallway.desk.context import Context
from hallway.desk.drafts import read_draft
from hallway.desk.templates import Template
from hallway.desk.understanding import understand
from hallway.domain.errors import InvalidValue
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.messages import WAITING, Message, MessageState, Request
from hallway.domain.people import Person

_MOST_OTHERS = 5
_STANDS = {
    MessageState.SENT: "It was sent already.",
    MessageState.REPLIED: "It was answered already.",
    MessageState.CLOSED: "It was closed kindly already.",
    MessageState.BOUNCED: "It bounced already.",
}


def as_mail(subject: str, text: str) -> str:
    """Return a text with its subject as a line on top: how checks read a mail.

    What stands in the text lies `len(as_mail(subject, ""))` further than there.
    """
    return f"Subject: {subject}\n\n{text}" if subject else text


def whole(message: Message) -> str:
    """Return the whole of a message, as checks read it."""
    return as_mail(message.subject, message.text)


def context_of(reading: Reading, clock: Clock, message: Message, *, at: datetime) -> Context:
    """Return what the record knows beside a message that goes at `at`."""
    return context_for(
        reading,
        clock,
        text=message.text,
        kept=message,
        person=message.person,
        template=message.template,
        medium=message.medium,
        at=at,
        answers=message.answers,
        cv=message.cv,
    )


def recognize(reading: Reading, clock: Clock, message: Message) -> Request:
    """Return what a message asks for, by its words."""
    material = material_for(reading, clock, person=message.person, answers=message.answers)
    return understand(read_draft(message.text), Context(material=material, medium=message.medium)).request


def read_body(text: str) -> str:
    """Return a text without what cannot be one."""
    body = typed_text.read_text("text", text)
    if not body:
        raise InvalidValue("text", "", "Write something first.")
    return body


def require_waiting(message: Message) -> None:
    """Raise unless a message is still in the applicant's hands."""
    if message.state not in WAITING:
        says = "It has gone and stays as it went; write a new one instead."
        raise InvalidValue("message", message.id[:8], says)


def require_gone(message: Message, states: set[MessageState]) -> None:
    """Raise unless a message has gone and is in one of these states."""
    if message.state in WAITING:
        says = f"It has not gone yet. When you have sent it: hallway outbox sent {message.id}"
        raise InvalidValue("message", message.id[:8], says)
    if message.state not in states:
        raise InvalidValue("message", message.id[:8], _STANDS[message.state])


def template_of(reading: Reading, message: Message) -> Template | None:
    """Return the template a message was made of, None for none and for one that was removed."""
    if not message.template:
        return None
    return next((each for each in templates_in(reading) if each.id == message.template), None)


def title_in(reading: Reading, message: Message) -> str:
    """Return what to call a message."""
    return title_of(message, template_of(reading, message))


def person_of(reading: Reading, message: Message) -> Person | None:
    """Return whom a message is for."""
    return reading.get(Person, message.person) if message.person else None


def to(person: Person | None) -> str:
    """Return " to Ana Novak", or nothing for a text to nobody."""
    return f" to {person.name}" if person else ""


def from_whom(person: Person | None) -> str:
    """Return " from Ana Novak", or nothing."""
    return f" from {person.name}" if person else ""


def put(writing: Writing, known: Message, changed: Message) -> Message:
    """Keep a message as changed, and return it."""
    if changed != known:
        writing.replace(changed)
    return changed


def same_thread(reading: Reading, message: Message) -> tuple[Message, ...]:
    """Return the other messages that wait for the same answer: what it follows up, and what follows it up."""
    if message.person is None:
        return ()
    first = message.answers or message.id
    sent = reading.all(Message, person=message.person, state=MessageState.SENT)
    return tuple(each for each in sent if each.id != message.id and first in {each.id, each.answers})


def others_there(reading: Reading, clock: Clock, message: Message) -> tuple[NameMatch, ...]:
    """Return active people at the same place who can be asked instead."""
    places = reading.all(Affiliation, person=message.person) if message.person else ()
    main = next((each for each in places if each.is_main), None)
    house = reading.find(Institution, main.institution) if main else None
    if house is None:
        return ()
    page = reading.people(PeopleFilter(institution=house.name), now=clock.now(), limit=_MOST_OTHERS + 1)
    others = [each for each in page.lines if each.id != message.person]
    return tuple(NameMatch(each.id, each.name, each.role, each.institution) for each in others[:_MOST_OTHERS])
