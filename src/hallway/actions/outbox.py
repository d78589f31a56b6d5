"""What sending a message writes down, and what a bounce takes back: contact, ask, step, news."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from hallway.actions.applicants import get_in
from hallway.actions.interactions import write_contact
from hallway.actions.ports import Clock, Reading, Writing
from hallway.actions.progress_updates import TOPIC
from hallway.actions.states import gather_around
from hallway.desk.templates import Template
from hallway.domain.advice import Advice
from hallway.domain.asks import Answer, Ask
from hallway.domain.ids import AskId, InteractionId, PersonId, SettlementId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.messages import Medium, Message
from hallway.domain.milestones import Milestone
from hallway.domain.names import fold
from hallway.domain.people import Person
from hallway.domain.promises import Promise, PromiseState
from hallway.domain.snoozes import Settlement
from hallway.domain.times import day_of
from hallway.playbooks.stepping import steps
from hallway.playbooks.steps import Step

_KINDS = {Medium.MAIL: Kind.MAILED, Medium.NOTE: Kind.MAILED, Medium.SPOKEN: Kind.MET}
_CHANNELS = {Medium.MAIL: Channel.E_MAIL, Medium.NOTE: Channel.LINKEDIN, Medium.SPOKEN: Channel.IN_PERSON}
_KEEPS = frozenset({"promise.mine.keep", "promise.theirs.take-up"})
_NO_REPLY = frozenset({"follow-up.no-reply", "follow-up.unanswered"})
_PLANNED = "follow-up.planned"
_AFTER_MEETING = "follow-up.after-meeting"
_AT_WORK = "rotations"
"""The moment of templates at which one sees each other daily: what is said then is no talk to thank for."""
_REPORTS = "advice.report"
_ADVICE = "advice.text"
_NEWS = frozenset({"news.items", "news.latest"})
"""Sources of slots that tell advice followed, and results: what such a text says has then been told."""


class Written(NamedTuple):
    """What sending wrote down; None and empty for what it did not."""

    interaction: Interaction | None
    ask: Ask | None
    settled: str
    reported: tuple[Advice, ...]


def record_sending(
    writing: Writing, clock: Clock, message: Message, template: Template | None, at: datetime
) -> Written:
    """Write down that a message went to its person: the contact, the ask, what it reports, the step."""
    kind = _kind(message, template)
    if message.person is None or kind is None:
        return Written(None, None, "", ())
    person = writing.get(Person, message.person)
    zone = get_in(writing).zone
    told = list(_milestones_told(writing, message)) if _sources(template) & _NEWS else []
    contact = Interaction(
        id=InteractionId(writing.new_id()),
        person=person.id,
        at=at,
        zone=zone,
        kind=kind,
        channel=_CHANNELS.get(message.medium),
        topics=(TOPIC,) if told else (),
        summary="; ".join(told) or f"{_did(kind)}: {title_of(message, template)}",
    )
    is_at_work = kind is Kind.MET and template is not None and template.moment == _AT_WORK
    before = _steps_about(writing, clock, person.id) if message.step or is_at_work else ()
    step = next((each for each in before if each.id == message.step), None)
    write_contact(writing, person, contact)
    if is_at_work:
        _ask_for_no_thanks(writing, clock, person.id, at, before)
    ask = _record_ask(writing, message, title_of(message, template), at, zone)
    reported = tuple(_report_advice(writing, message, template, at, zone))
    if step is not None:
        _settle(writing, step, at, zone)
    return Written(contact, ask, step.says if step else "", reported)


def take_back_sending(writing: Writing, message: Message) -> None:
    """Take back what sending wrote down: a message that bounced reached nobody."""
    if message.interaction and writing.find(Interaction, message.interaction):
        writing.remove(Interaction, message.interaction)
    if message.person is None or message.sent_at is None:
        return
    zone = get_in(writing).zone
    day = day_of(message.sent_at, zone)
    rung = message.asks.rung
    if rung is not None and message.answers is None:  # a follow-up recorded none
        for ask in writing.all(Ask, person=message.person, rung=rung, on=day, answer=Answer.PENDING)[:1]:
            writing.remove(Ask, ask.id)
    for advice in writing.all(Advice, person=message.person, reported=day):
        writing.replace(replace(advice, reported=None))
    for settled in writing.all(Settlement, step=message.step) if message.step else ():
        writing.remove(Settlement, settled.id)


def stop_waiting(writing: Writing, clock: Clock, person: PersonId) -> None:
    """Settle what still asks the applicant to follow up on an unanswered message."""
    zone = get_in(writing).zone
    for each in _steps_about(writing, clock, person):
        if each.rule in _NO_REPLY:
            _settle(writing, each, clock.now(), zone)


def title_of(message: Message, template: Template | None) -> str:
    """Return what to call a message: its subject, its template's name, or its first words."""
    named = message.subject or (template.name if template else "")
    words = message.text.split()
    return named or " ".join(words[:8]) + ("…" if len(words) > 8 else "")  # noqa: PLR2004 - a line's worth


def _sources(template: Template | None) -> frozenset[str]:
    return frozenset(each.source for each in template.slots) if template else frozenset()


def _kind(message: Message, template: Template | None) -> Kind | None:
    """Return the kind of contact that sending is, None for a text that goes to nobody in particular."""
    if template is not None and template.records:
        return Kind(template.records)
    return _KINDS.get(message.medium)


def _did(kind: Kind) -> str:
    return "Wrote" if kind is Kind.MAILED else "Said"


def _record_ask(writing: Writing, message: Message, text: str, at: datetime, zone: str) -> Ask | None:
    """Write down what was asked, unless the same request is still open; a follow-up asks nothing new."""
    rung, person = message.asks.rung, message.person
    if rung is None or person is None or message.answers is not None:
        return None
    if writing.all(Ask, person=person, rung=rung, answer=Answer.PENDING):
        return None
    ask = Ask(id=AskId(writing.new_id()), person=person, rung=rung, on=day_of(at, zone), text=text)
    writing.add(ask)
    return ask


def _milestones_told(reading: Reading, message: Message) -> Iterator[str]:
    text = fold(message.text)
    for each in reading.all(Milestone):
        if fold(each.text) in text:
            yield each.text


def _report_advice(
    writing: Writing, message: Message, template: Template | None, at: datetime, zone: str
) -> Iterator[Advice]:
    """Mark the advice that a message reports back on: what it names, or the last that was followed."""
    wanted = _sources(template)
    if _ADVICE not in wanted and not wanted & _NEWS:
        return
    followed = [
        each
        for each in writing.all(Advice, person=message.person, reported=None)
        if each.acted_on is not None and each.acted_on <= day_of(at, zone)
    ]
    text = fold(message.text)
    told = [each for each in followed if fold(each.text.rstrip(".")) in text]
    if not told and _ADVICE in wanted:
        told = sorted(followed, key=lambda each: (str(each.acted_on), each.id))[-1:]
    for each in told:
        done = replace(each, reported=day_of(at, zone))
        writing.replace(done)
        yield done


def _ask_for_no_thanks(
    writing: Writing, clock: Clock, person: PersonId, at: datetime, before: Sequence[Step]
) -> None:
    """Settle the thank-you that a few words at work would start; one that a talk has started stays open.

    Who works beside somebody for weeks thanks them at the end, not by a mail after every sentence.
    """
    if any(each.rule == _AFTER_MEETING for each in before):
        return
    zone = get_in(writing).zone
    for each in _steps_about(writing, clock, person):
        if each.rule == _AFTER_MEETING:
            _settle(writing, each, at, zone)


def _steps_about(reading: Reading, clock: Clock, person: PersonId) -> tuple[Step, ...]:
    state, playbook = gather_around(reading, person)
    return tuple(each for each in steps(state, playbook, clock.now()) if each.person == person)


def _settle(writing: Writing, step: Step, at: datetime, zone: str) -> None:
    """Settle a step the way it is settled by hand: a promise is kept, advice is reported back."""
    today = day_of(at, zone)
    if step.rule in _KEEPS:
        promise = writing.get(Promise, step.subject.id)
        if promise.state is PromiseState.OPEN:
            kept = replace(promise, state=PromiseState.KEPT, closed_at=at, closed_on=today)
            writing.replace(kept)
    elif step.rule == _REPORTS:
        advice = writing.get(Advice, step.subject.id)
        writing.replace(replace(advice, reported=advice.reported or today))
    elif step.subject.kind != "advice":  # a mail does not follow advice, it only tells of it
        if step.rule == _PLANNED and step.person:
            person = writing.get(Person, step.person)
            writing.replace(replace(person, next_follow_up=None, next_follow_up_why=""))
        writing.add(
            Settlement(id=SettlementId(writing.new_id()), step=step.id, rule=step.rule, at=at, says=step.says)
        )
