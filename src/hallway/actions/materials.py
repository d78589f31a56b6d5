"""Gathering what a message is made of and measured by: who writes, to whom, and what lies between them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from hallway.actions.applicants import find_in, zone_of
from hallway.actions.lookups import near_names
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, Reading
from hallway.actions.states import laid_over
from hallway.desk.material import Gone, Material, Recipient
from hallway.desk.templates import Template
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask
from hallway.domain.documents import DocumentVersion
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import MessageId, PersonId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.interactions import TWO_WAY, Interaction, Kind
from hallway.domain.messages import GONE, Message, MessageState
from hallway.domain.milestones import Milestone
from hallway.domain.people import Person, Work
from hallway.domain.promises import Promise
from hallway.domain.settings import AudienceFile
from hallway.domain.times import day_of, get_zone
from hallway.facts.zones import zone_of_state
from hallway.playbooks.library import ANY_AUDIENCE, make_playbook
from hallway.playbooks.rules import Playbook
from hallway.playbooks.values import AUDIENCES

Dated = TypeVar("Dated", Milestone, DocumentVersion, Ask)

_MOST_NEAR, _MOST_THANKS = 1000, 300
"""How many messages are looked at, the latest: to the same house, and thanks to anybody."""
_EARLIER = "first."
"""How the sources begin that look at the earlier message."""


def material_for(
    reading: Reading,
    clock: Clock,
    *,
    person: PersonId | None = None,
    answers: MessageId | None = None,
    audience: str = "",
) -> Material:
    """Return what the record has for a message.

    Args:
        reading: a look at the record.
        clock: tells the day.
        person: whom it is for; None for nobody in particular.
        answers: the earlier message that it follows up; left out, a cold one that still waits for its answer.
        audience: whose guide counts; the applicant's own when left out.

    Raises:
        InvalidValue: there is no such audience.
    """
    applicant = find_in(reading)
    recipient = recipient_of(reading, reading.get(Person, person)) if person else None
    earlier = reading.get(Message, answers) if answers else _waiting_cold(recipient)
    return Material(
        playbook=_playbook(reading, applicant, audience),
        today=day_of(clock.now(), applicant.zone if applicant else "UTC"),
        applicant=applicant,
        recipient=recipient,
        answers=earlier,
        milestones=_newest(reading.all(Milestone)),
        documents=_newest(reading.all(DocumentVersion)),
        known_names=tuple(reading.names()),
    )


def bare_material(clock: Clock, *, audience: str = "", zone: str = "UTC") -> Material:
    """Return what is known without a record: what a guide says, and the day.

    Raises:
        InvalidValue: there is no such audience.
    """
    if audience and audience not in AUDIENCES:
        raise _unknown_audience(audience, tuple(AUDIENCES))
    playbook = make_playbook(audience or ANY_AUDIENCE, overrides={})
    return Material(playbook=playbook, today=day_of(clock.now(), zone))


def recipient_of(reading: Reading, person: Person) -> Recipient:
    """Return one person with everything the record holds about them."""
    digest = reading.digest(person.id)
    place = main_affiliation(reading.all(Affiliation, person=person.id))
    introducer = reading.find(Person, person.introduced_by) if person.introduced_by else None
    contacts = sorted(
        reading.all(Interaction, person=person.id), key=lambda each: (each.at, each.id), reverse=True
    )
    gone = [each for each in reading.all(Message, person=person.id) if each.state in GONE]
    state = digest.state if digest else person.state
    return Recipient(
        person=person,
        institution=reading.find(Institution, place.institution) if place else None,
        department=reading.find(Department, place.department) if place and place.department else None,
        introduced_by=introducer.name if introducer else "",
        zone=(digest.zone if digest else person.zone) or zone_of_state().get(state, ""),
        country=digest.country if digest else person.country,
        works=tuple(reversed(reading.all(Work, person=person.id))),
        interactions=tuple(contacts),
        asks=_newest(reading.all(Ask, person=person.id)),
        advice=tuple(
            sorted(reading.all(Advice, person=person.id), key=lambda each: each.given, reverse=True)
        ),
        promises=tuple(
            sorted(reading.all(Promise, person=person.id), key=lambda each: each.made_at, reverse=True)
        ),
        messages=tuple(sorted(gone, key=_when, reverse=True)),
        unanswered=unanswered(contacts),
    )


def _when(message: Message) -> tuple[datetime, str]:
    return message.sent_at or message.edited_at, message.id


def unanswered(contacts: Sequence[Interaction]) -> int:
    """Return how many mails went since somebody last took part."""
    last = max((each.at for each in contacts if each.kind in TWO_WAY), default=None)
    return sum(each.kind is Kind.MAILED and (last is None or each.at > last) for each in contacts)


def gone_near(reading: Reading, material: Material, text: str) -> tuple[Gone, ...]:
    """Return the messages to others that a text may be too much like, the newest first."""
    other = material.recipient
    who = other.person.id if other else PersonId("")
    house = other.institution.id if other and other.institution else ""
    rows = list(reading.gone(but=who, institution=house, thanks=False, limit=_MOST_NEAR)) if house else []
    if "thank" in text.casefold() or "grateful" in text.casefold():
        rows += reading.gone(but=who, institution="", thanks=True, limit=_MOST_THANKS)
    return tuple(
        Gone(
            name=row.name,
            text=row.text,
            template=row.template,
            unit=f"{row.institution}/{row.department}" if row.department else row.institution,
            institution=row.institution,
            sent_at=row.sent_at,
            words=(row.name, *row.name.split(), *row.words),
        )
        for row in dict.fromkeys(rows)
    )


def first_mails_on(reading: Reading, at: datetime) -> int:
    """Return how many people got their first message on the applicant's day of `at`."""
    local = at.astimezone(get_zone(zone_of(reading)))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return reading.first_mails(midnight, midnight + timedelta(days=1))


def without(material: Material, message: Message) -> Material:
    """Return the material as it is without one message and what sending it wrote down.

    A message is not its own history: its ask is no earlier one, and its contact no earlier mail.
    """
    other = material.recipient
    if other is None or message.sent_at is None:
        return material
    zone = material.applicant.zone if material.applicant else "UTC"
    day = day_of(message.sent_at, zone)
    asks = [each for each in other.asks if (each.rung, each.on) == (message.asks.rung, day)][:1]
    contacts = tuple(each for each in other.interactions if each.id != message.interaction)
    left = replace(
        other,
        messages=tuple(each for each in other.messages if each.id != message.id),
        asks=tuple(each for each in other.asks if each not in asks),
        interactions=contacts,
        unanswered=unanswered(contacts),
    )
    answers = None if material.answers and material.answers.id == message.id else material.answers
    return replace(material, recipient=left, answers=answers)


def earlier_for(reading: Reading, person: PersonId, template: Template | None) -> MessageId | None:
    """Return the message that a follow-up template follows up: the last to them that waits for an answer."""
    if template is None or not any(each.source.startswith(_EARLIER) for each in template.slots):
        return None
    sent = reading.all(Message, person=person, state=MessageState.SENT)
    last = max(sent, key=lambda each: (each.sent_at or each.edited_at, each.id), default=None)
    return last.id if last else None


def _waiting_cold(recipient: Recipient | None) -> Message | None:
    """Return the last message to somebody who never took part, while no answer has come."""
    if recipient is None or recipient.person.groups:
        return None
    if any(each.kind in TWO_WAY for each in recipient.interactions):
        return None
    return next((each for each in recipient.messages if each.state is MessageState.SENT), None)


def _playbook(reading: Reading, applicant: Applicant | None, audience: str) -> Playbook:
    wanted = audience or (applicant.audience if applicant else ANY_AUDIENCE)
    own = [each.name for each in reading.all(AudienceFile)]
    if audience and audience not in {*AUDIENCES, *own}:
        raise _unknown_audience(audience, (*AUDIENCES, *own))
    return laid_over(reading, wanted).playbook


def _unknown_audience(wanted: str, known: Sequence[str]) -> InvalidValue:
    near = near_names(wanted, known) or list(known)
    return InvalidValue("audience", wanted, f"It is one of: {', '.join(near)}.")


def _newest(kept: Sequence[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(kept, key=lambda each: (each.on, each.id), reverse=True))
