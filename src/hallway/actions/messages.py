"""The applicant's messages: kept, made ready, sent by their own hand, answered, closed kindly (OUT-22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from hallway.actions import typed_text
from hallway.actions.applicants import get_in, zone_of
from hallway.actions.interactions import instant_of, write_contact
from hallway.actions.lookups import choose_person, get_by_start, get_person
from hallway.actions.materials import earlier_for
from hallway.actions.message_parts import (
    context_of,
    from_whom,
    others_there,
    person_of,
    put,
    read_body,
    recognize,
    require_gone,
    require_waiting,
    same_thread,
    template_of,
    title_in,
    to,
    whole,
)
from hallway.actions.outbox import record_sending, stop_waiting, take_back_sending, title_of
from hallway.actions.ports import Clock, NameMatch, Store
from hallway.actions.warnings import after_interaction
from hallway.desk.checking import check
from hallway.desk.findings import Finding
from hallway.domain.advice import Advice
from hallway.domain.asks import Ask
from hallway.domain.documents import DocumentVersion
from hallway.domain.ids import DocumentId, InteractionId, MessageId, PersonId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.messages import WAITING, Medium, Message, MessageState, Request, Way
from hallway.playbooks.cautions import Caution

_NO_WORDS: Mapping[str, str] = MappingProxyType({})
_OF_IDS = frozenset("0123456789abcdef-")
_CHANNELS = {Medium.MAIL: Channel.E_MAIL, Medium.NOTE: Channel.LINKEDIN, Medium.SPOKEN: Channel.IN_PERSON}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that went: what sending wrote down, and what a look at that moment found.

    `is_news` is False when it had gone before: nothing was written then. `settled` is what its step said.
    """

    message: Message
    is_news: bool
    interaction: Interaction | None = None
    ask: Ask | None = None
    settled: str = ""
    reported: tuple[Advice, ...] = ()
    findings: tuple[Finding, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """A message for whose answer nobody waits any more, and whom else to ask at the same place (FUP-03)."""

    message: Message
    others: tuple[NameMatch, ...]


# ------------------------------------------------------------------------------------------- drafts


def save_message(
    store: Store,
    clock: Clock,
    *,
    text: str,
    medium: Medium = Medium.MAIL,
    person: PersonId | None = None,
    template: str = "",
    subject: str = "",
    address: str = "",
    facts: Sequence[str] = (),
    filled: Mapping[str, str] = _NO_WORDS,
    cv: DocumentId | None = None,
    answers: MessageId | None = None,
    step: str = "",
    way: Way | None = None,
) -> Message:
    """Keep a text as a draft; what it asks for is recognized from its words.

    Args:
        store: the record.
        clock: tells the moment.
        text: the text without its subject.
        medium: what sort of text it is.
        person: whom it is for; None for nobody in particular.
        template: the id of the template it was made of.
        subject: its subject, of a mail.
        address: where it goes; the person's first address when left out, of a mail.
        facts: the personal facts about the recipient that it uses (OUT-22).
        filled: slots as the applicant answered them.
        cv: the version of the CV that goes along.
        answers: the earlier message that it follows up; the last that waits when its template needs one.
        step: the id of the step that it settles when it goes.
        way: how it is about to go; then it is ready and no draft.

    Raises:
        InvalidValue: it has no text, or the person lies in the trash.
    """
    body = read_body(text)
    with store.writing("message.save", "Kept a draft", now=clock.now()) as writing:
        other = get_person(writing, person) if person else None
        first = other.emails[0] if other and other.emails and medium is Medium.MAIL else ""
        if cv is not None:
            writing.get(DocumentVersion, cv)
        message = Message(
            id=MessageId(writing.new_id()),
            medium=medium,
            text=body,
            person=person,
            template=template,
            subject=typed_text.read_line("subject", subject),
            address=typed_text.read_line("address", address) or first,
            asks=Request.NONE,
            facts=tuple(facts),
            filled=tuple(filled.items()),
            cv=cv,
            answers=answers,
            step=step,
            state=MessageState.READY if way else MessageState.DRAFT,
            way=way,
            made_at=clock.now(),
            edited_at=clock.now(),
        )
        if answers is None and person:
            made_of = template_of(writing, message)
            message = replace(message, answers=earlier_for(writing, person, made_of))
        message = replace(message, asks=recognize(writing, clock, message))
        writing.add(message)
        writing.says(f"Kept a draft{to(other)}: {title_of(message, template_of(writing, message))}")
        return message


def change_message(
    store: Store,
    clock: Clock,
    *,
    message: MessageId,
    text: str | None = None,
    subject: str | None = None,
    address: str | None = None,
    cv: DocumentId | str | None = None,
    note: str | None = None,
) -> Message:
    """Change a message that has not gone yet; what is not named stays, and an empty `cv` takes it out.

    A ready one whose words change is a draft again: what lies in the mail program is not what stands here.

    Raises:
        InvalidValue: it has gone, or would have no text.
    """
    with store.writing("message.change", "Changed a draft", now=clock.now()) as writing:
        known = writing.get(Message, message)
        if note is not None and text is subject is address is cv is None:
            return put(writing, known, replace(known, note=typed_text.read_text("note", note)))
        require_waiting(known)
        body = known.text if text is None else read_body(text)
        if cv:
            writing.get(DocumentVersion, cv)
        changed = replace(
            known,
            text=body,
            subject=known.subject if subject is None else typed_text.read_line("subject", subject),
            address=known.address if address is None else typed_text.read_line("address", address),
            cv=known.cv if cv is None else DocumentId(cv) if cv else None,
            note=known.note if note is None else typed_text.read_text("note", note),
        )
        if changed == known:
            return known
        if (changed.text, changed.subject) != (known.text, known.subject):
            asks = recognize(writing, clock, changed)
            changed = replace(changed, asks=asks, state=MessageState.DRAFT, way=None)
        changed = replace(changed, edited_at=clock.now())
        writing.says(f"Changed a draft{to(person_of(writing, known))}: {title_in(writing, changed)}")
        return put(writing, known, changed)


def make_ready(
    store: Store, clock: Clock, *, message: MessageId, way: Way, cv: DocumentId | None = None
) -> Message:
    """Note that a message was taken to where it is sent from; nothing has gone by that.

    Raises:
        InvalidValue: it has gone before.
    """
    with store.writing("message.ready", "Made a message ready", now=clock.now()) as writing:
        known = writing.get(Message, message)
        require_waiting(known)
        if cv is not None:
            writing.get(DocumentVersion, cv)
        ready = replace(known, state=MessageState.READY, way=way, cv=cv or known.cv)
        writing.says(f"Made ready{to(person_of(writing, known))}: {title_in(writing, known)}")
        return put(writing, known, ready)


def remove_message(store: Store, clock: Clock, *, message: MessageId) -> Message:
    """Remove a message; a contact that sending it wrote down stays."""
    with store.writing("message.remove", "Removed a message", now=clock.now()) as writing:
        known = writing.get(Message, message)
        writing.says(f"Removed a message{to(person_of(writing, known))}: {title_in(writing, known)}")
        writing.remove(Message, known.id)
        return known


# -------------------------------------------------------------------------------- going and coming back


def mark_sent(
    store: Store,
    clock: Clock,
    *,
    message: MessageId,
    at: date | datetime | None = None,
    way: Way | None = None,
) -> Sent:
    """Note that the applicant sent a message: the contact, the ask and the step follow, all one action.

    The moment is looked at once more and what speaks against it is told; nothing is blocked. One that went
    before stays as it is.

    Raises:
        NoApplicant: nobody is set up yet.
        InvalidValue: `at` lies years ahead.
    """
    with store.reading() as reading:
        known = reading.get(Message, message)
        zone = get_in(reading).zone
    if known.state not in WAITING:
        return Sent(message=known, is_news=False)  # a second click does not do it twice
    moment = instant_of(at, zone, clock.now())
    with store.writing("message.send", "Sent a message", now=clock.now()) as writing:
        known = writing.get(Message, message)
        template = template_of(writing, known)
        report = check(whole(known), context_of(writing, clock, known, at=moment))
        asks = report.ask
        known = replace(known, asks=asks)
        done = record_sending(writing, clock, known, template, moment)
        sent = replace(
            known,
            state=MessageState.SENT,
            way=way or known.way or Way.ELSEWHERE,
            sent_at=moment,
            interaction=done.interaction.id if done.interaction else None,
        )
        writing.replace(sent)
        other = person_of(writing, known)
        writing.says(f"Sent a message{to(other)}: {title_of(sent, template)}")
        cautions = after_interaction(writing, done.interaction, clock.now()) if done.interaction else ()
        return Sent(
            message=sent,
            is_news=True,
            interaction=done.interaction,
            ask=done.ask,
            settled=done.settled,
            reported=done.reported,
            findings=report.findings,
            cautions=cautions,
        )


def note_reply(
    store: Store, clock: Clock, *, message: MessageId, note: str = "", at: date | datetime | None = None
) -> Message:
    """Note that an answer came: logged as their reply, which settles what waited for it.

    Raises:
        InvalidValue: the message has not gone, or came back.
    """
    with store.reading() as reading:
        known = reading.get(Message, message)
    if known.state is MessageState.REPLIED:
        return known  # a second click does not do it twice
    require_gone(known, {MessageState.SENT, MessageState.CLOSED})
    with store.writing("message.reply", "Noted a reply", now=clock.now()) as writing:
        zone = zone_of(writing)
        moment = max(instant_of(at, zone, clock.now()), known.sent_at or known.made_at)
        words = typed_text.read_text("note", note)
        other = person_of(writing, known)
        if other is not None:
            reply = Interaction(
                id=InteractionId(writing.new_id()),
                person=other.id,
                at=moment,
                zone=zone,
                kind=Kind.REPLIED,
                channel=_CHANNELS.get(known.medium),
                summary=words or f"Answered: {title_in(writing, known)}",
            )
            write_contact(writing, other, reply, answered=known)  # moves what it answers, this one too
        current = writing.get(Message, message)
        replied = replace(current, state=MessageState.REPLIED, settled_at=moment, note=words or current.note)
        writing.says(f"Had a reply{from_whom(other)}: {title_in(writing, known)}")
        return put(writing, current, replied)


def close_kindly(store: Store, clock: Clock, *, message: MessageId) -> Closed:
    """Stop waiting for an answer: no contact is logged, and no follow-up is asked for any more (FUP-03).

    What it follows up is closed with it, and so is what follows it up: they are one thread.

    Raises:
        InvalidValue: the message has not gone, or was settled otherwise.
    """
    with store.reading() as reading:
        known = reading.get(Message, message)
        others = others_there(reading, clock, known)
    if known.state is MessageState.CLOSED:
        return Closed(known, others)
    require_gone(known, {MessageState.SENT})
    with store.writing("message.close", "Closed a message kindly", now=clock.now()) as writing:
        current = writing.get(Message, message)
        closed = replace(current, state=MessageState.CLOSED, settled_at=clock.now())
        for each in (current, *same_thread(writing, current)):
            writing.replace(replace(each, state=MessageState.CLOSED, settled_at=clock.now()))
        if current.person:
            stop_waiting(writing, clock, current.person)
        writing.says(f"Closed kindly{to(person_of(writing, current))}: {title_in(writing, current)}")
        return Closed(closed, others)


def note_bounce(store: Store, clock: Clock, *, message: MessageId) -> Message:
    """Note that a message came back: what sending wrote down is taken back, for it reached nobody.

    Raises:
        InvalidValue: the message has not gone, or was answered.
    """
    with store.reading() as reading:
        known = reading.get(Message, message)
    if known.state is MessageState.BOUNCED:
        return known
    require_gone(known, {MessageState.SENT, MessageState.CLOSED})
    with store.writing("message.bounce", "Noted a bounce", now=clock.now()) as writing:
        current = writing.get(Message, message)
        take_back_sending(writing, current)
        bounced = replace(current, state=MessageState.BOUNCED, settled_at=clock.now(), interaction=None)
        writing.says(f"Came back{to(person_of(writing, current))}: {title_in(writing, current)}")
        return put(writing, current, bounced)


def choose_message(store: Store, words: str) -> Message:
    """Return the message of this id or of its start, or the latest one to whoever is named.

    Raises:
        NotFound: there is none.
        InvalidValue: several ids start so.
        AmbiguousPerson: several people are called so.
    """
    with store.reading() as reading:
        fits = () if set(words.strip().casefold()) <= _OF_IDS else reading.match_names(words)
        if fits:
            theirs = reading.all(Message, person=choose_person(reading, words))
            if theirs:
                return max(theirs, key=lambda each: (each.edited_at, each.id))
        return get_by_start(reading, Message, words, "message", lambda each: each.subject or each.text[:40])
