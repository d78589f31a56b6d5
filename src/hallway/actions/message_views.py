"""Messages to look at: lists of the outbox, and one message with everything beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hallway.actions.desk import context_for, templates_in
from hallway.actions.materials import recipient_of
from hallway.actions.message_parts import as_mail
from hallway.actions.outbox import title_of
from hallway.actions.ports import Clock, OutboxRow, Reading, Store
from hallway.actions.send_moments import SendMoment, moment_in
from hallway.actions.warnings import playbook_in
from hallway.desk.checking import Report, check
from hallway.desk.context import Grammar
from hallway.desk.material import Recipient
from hallway.desk.templates import Template
from hallway.domain.documents import DocumentVersion
from hallway.domain.ids import MessageId, PersonId
from hallway.domain.messages import WAITING, Medium, Message, MessageState, Request
from hallway.domain.people import Person
from hallway.playbooks.reply_notes import reply_notes
from hallway.playbooks.rules import Playbook
from hallway.playbooks.windows import later_by

_GOES = frozenset({Medium.MAIL, Medium.NOTE})
_MAY_REST = frozenset({Request.ADVICE, Request.MEETING, Request.TASK})
"""What one follow-up is for; letters, rotations and advocacy are agreed on, not waited for in silence."""


class MessageLine(NamedTuple):
    """One line of the outbox; `name` is "" for a text to nobody, `when` the last thing that happened.

    `rest` is a kind word where its one follow-up has gone or is past its time, "" elsewhere.
    """

    message: Message
    name: str
    title: str
    template_name: str
    when: datetime
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message and what to know while writing it.

    `report` is about the whole of it, the subject as a line on top: what it finds in the text lies `shift`
    further than there. `moment` is None when it goes to nobody or has gone; `rest` as in `MessageLine`.
    """

    message: Message
    title: str
    template: Template | None
    recipient: Recipient | None
    cv: DocumentVersion | None
    documents: tuple[DocumentVersion, ...]
    answers: Message | None
    report: Report
    shift: int
    moment: SendMoment | None
    rest: str


def list_messages(
    store: Store,
    clock: Clock,
    *,
    state: MessageState | None = None,
    person: PersonId | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[MessageLine, ...]:
    """Return messages, the latest first: all of them, or a page of `limit` from `offset` on."""
    with store.reading() as reading:
        found = reading.outbox(state=state, person=person, limit=limit, offset=offset)
        known = {each.id: each for each in templates_in(reading)} if found else {}
        playbook = playbook_in(reading)
    return tuple(_line(row, known.get(row.message.template), playbook, clock.now()) for row in found)


def count_messages(store: Store) -> Mapping[MessageState, int]:
    """Return how many messages are in each state."""
    with store.reading() as reading:
        sizes = reading.outbox_sizes()
    return {each: sizes.get(each, 0) for each in MessageState}


def get_message_view(
    store: Store, clock: Clock, *, message: MessageId, grammar: Grammar | None = None
) -> MessageView:
    """Return one message with its findings, its recipient and the moment to send it.

    Args:
        store: the record.
        clock: tells the moment.
        message: which one.
        grammar: looks for slips of grammar, too.
    """
    with store.reading() as reading:
        return _view(reading, clock, reading.get(Message, message), grammar)


def _view(reading: Reading, clock: Clock, message: Message, grammar: Grammar | None) -> MessageView:
    whole = as_mail(message.subject, message.text)
    context = context_for(
        reading,
        clock,
        text=message.text,
        kept=message,
        person=message.person,
        template=message.template,
        medium=message.medium,
        answers=message.answers,
        cv=message.cv,
        grammar=grammar if message.state in WAITING else None,
    )
    recipient = recipient_of(reading, reading.get(Person, message.person)) if message.person else None
    goes = message.state in WAITING and message.medium in _GOES
    others = recipient.messages if recipient else ()
    is_followed_up = any(
        each.answers == message.id and each.state is not MessageState.BOUNCED for each in others
    )
    return MessageView(
        message=message,
        title=title_of(message, context.template),
        template=context.template,
        recipient=recipient,
        cv=reading.find(DocumentVersion, message.cv) if message.cv else None,
        documents=context.material.documents,
        answers=context.material.answers,
        report=check(whole, context),
        shift=len(whole) - len(message.text),
        moment=moment_in(reading, recipient, clock.now()) if recipient and goes else None,
        rest=_rest(message, context.material.playbook, clock.now(), is_followed_up=is_followed_up),
    )


def _line(row: OutboxRow, template: Template | None, playbook: Playbook, now: datetime) -> MessageLine:
    message = row.message
    return MessageLine(
        message,
        row.name,
        title_of(message, template),
        template.name if template else "",
        message.settled_at or message.sent_at or message.edited_at,
        _rest(message, playbook, now, is_followed_up=row.is_followed_up),
    )


def _rest(message: Message, playbook: Playbook, now: datetime, *, is_followed_up: bool) -> str:
    """Return a kind word once nothing is left to do for a thread but to let it rest (FUP-03).

    It stands at the last message of the thread: at the follow-up where one went.
    """
    is_follow_up = message.answers is not None
    if message.state is not MessageState.SENT or not message.person or not message.sent_at or is_followed_up:
        return ""
    if not is_follow_up and message.asks not in _MAY_REST:
        return ""
    span = playbook.values["followup.noreply.latest" if is_follow_up else "followup.noreply.last"]
    return reply_notes().rest.says if later_by(message.sent_at, span) < now else ""
