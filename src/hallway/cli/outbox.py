"""`hallway outbox`: messages that are drafts, ready, sent, answered, closed kindly or came back."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from hallway.actions import message_views, messages, reply_rates
from hallway.actions.message_parts import as_mail
from hallway.actions.message_views import MessageLine, MessageView
from hallway.actions.messages import Closed, Sent
from hallway.actions.reply_rates import RateLine, ReplyRates
from hallway.cli import findings, show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import HallwayGroup, command, commands
from hallway.cli.leaving import address_of, copy_text, mail_of, open_address, write_eml
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_moment, read_bytes
from hallway.domain.messages import GONE, Message, MessageState, Way
from hallway.formats.mail_texts import read_mail_text
from hallway.formats.mails import Mail
from hallway.playbooks.reply_notes import reply_notes

if TYPE_CHECKING:
    from hallway.app import App

app = commands()
outbox = typer.Typer(
    cls=HallwayGroup,
    help="See what you wrote, take it to your mail program, and note what became of it.",
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
)
app.add_typer(outbox, name="outbox")

_STATES = {
    MessageState.DRAFT: "draft",
    MessageState.READY: "ready",
    MessageState.SENT: "sent",
    MessageState.REPLIED: "replied",
    MessageState.CLOSED: "closed kindly",
    MessageState.BOUNCED: "came back",
}
_STATE = typer.Option(None, "--state", help="Only those in this state.")
_ID = typer.Argument(metavar="ID", help="The id of a message, its start, or a name: the latest one to them.")
_FORCE = typer.Option(False, "--force", help="Write over a file that is there.")
_OPEN = typer.Option(False, "--open", help="Open it in your mail program.")
_LIST_JSON = "{messages: [{message, name, title, template_name, when, rest}]}"


@outbox.callback()
def _default(context: typer.Context) -> None:
    """See what you wrote, take it to your mail program, and note what became of it."""
    if context.invoked_subcommand is None:
        _list(context, None)


@command(
    outbox, "list", examples=["hallway outbox list", "hallway outbox list --state sent"], json=_LIST_JSON
)
def list_(context: typer.Context, state: MessageState | None = _STATE) -> None:
    """List your messages, the latest first."""
    _list(context, state)


def _list(context: typer.Context, state: MessageState | None) -> None:
    record = open_record(context)
    some = message_views.list_messages(record.store, record.clock, state=state)
    answer(context, {"messages": some}, _listed(some))


def _listed(some: Sequence[MessageLine]) -> Iterator[str]:
    if not some:
        yield "Nothing here. Write something: hallway write"
        return
    ids = show.short_ids([each.message.id for each in some])
    yield from show.table(
        [
            (
                ids[each.message.id],
                each.when.date().isoformat(),
                _STATES[each.message.state],
                each.name or "-",
                each.title,
            )
            for each in some
        ],
        indent=0,
    )
    resting = [each for each in some if each.rest]
    if resting:
        first = ids[resting[0].message.id]
        named = ", ".join(ids[each.message.id] for each in resting)
        yield ""
        yield from show.wrap(f"{named}: {resting[0].rest}")
        yield from show.wrap(f"{reply_notes().rest.because} To close one: hallway outbox close {first}")


@command(outbox, "show", examples=["hallway outbox show 0199ab12"], json="{message, title, moment, ...}")
def show_(context: typer.Context, message: str = _ID) -> None:
    """Show a message, what to mind about it, and when to send it."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    view = message_views.get_message_view(record.store, record.clock, message=found.id)
    shape = {
        "message": view.message,
        "title": view.title,
        "name": view.recipient.person.name if view.recipient else "",
        "template": view.template.id if view.template else "",
        "cv": view.cv,
        "moment": view.moment,
        "text": as_mail(view.message.subject, view.message.text),
        **findings.as_json(view.report),
    }
    answer(context, shape, _viewed(view))


def _viewed(view: MessageView) -> Iterator[str]:
    one = view.message
    to = f" to {view.recipient.person.name}" if view.recipient else ""
    yield show.bold(show.clean(f"{view.title}{to}, {_STATES[one.state]}"))
    if one.address:
        yield f"To:      {show.clean(one.address)}"
    if one.subject:
        yield f"Subject: {show.clean(one.subject)}"
    if view.cv:
        yield f"CV:      {show.clean(view.cv.label)}"
    yield ""
    yield from (show.clean(line) for line in one.text.split("\n"))
    yield ""
    yield show.faint(findings.counts(view.report, one.medium))
    if one.state not in GONE:
        yield from findings.findings(view.report)
        if view.moment:
            yield ""
            yield from show.wrap(view.moment.says)
        yield from show.wrap(f"When you have sent it: hallway outbox sent {one.id}")
        return
    if one.note:
        yield from show.wrap(f"Note: {one.note}")
    if view.rest:
        yield from show.wrap(f"{view.rest} To do so: hallway outbox close {one.id}")


@command(
    outbox,
    "edit",
    examples=[
        "hallway outbox edit 0199ab12 --text letter.txt",
        'hallway outbox edit 0199ab12 --subject "..."',
    ],
    json="{message}",
)
def edit(
    context: typer.Context,
    message: str = _ID,
    text: str | None = typer.Option(
        None, "--text", metavar="FILE", help="The new text; - reads what comes in."
    ),
    subject: str | None = typer.Option(None, "--subject", metavar="TEXT", help="The new subject."),
    address: str | None = typer.Option(None, "--address", metavar="ADDRESS", help="Where it goes."),
    note: str | None = typer.Option(None, "--note", metavar="TEXT", help="A note to yourself."),
) -> None:
    """Change a message that has not gone yet."""
    if text is subject is address is note is None:
        raise NeedsMore("Say what to change: --text FILE, --subject TEXT, --address ADDRESS or --note TEXT.")
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    changed = messages.change_message(
        record.store,
        record.clock,
        message=found.id,
        text=None if text is None else read_mail_text(read_bytes(text), name=text).text,
        subject=subject,
        address=address,
        note=note,
    )
    answer(context, {"message": changed}, [f"Changed: {_name(changed)}"])


@command(outbox, "ready", examples=["hallway outbox ready 0199ab12"], json="{message}")
def ready(
    context: typer.Context,
    message: str = _ID,
    way: Way = typer.Option(Way.ELSEWHERE, "--way", help="How it is about to go."),
) -> None:
    """Note that a message is about to go: you took it to where you send it from."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    done = messages.make_ready(record.store, record.clock, message=found.id, way=way)
    lines = [f"Ready: {_name(done)}", f"When you have sent it: hallway outbox sent {done.id}"]
    answer(context, {"message": done}, lines)


@command(
    outbox,
    "sent",
    examples=["hallway outbox sent 0199ab12", "hallway outbox sent 0199ab12 --on 2026-11-20T09:15"],
    json="{message, is_news, interaction, ask, settled, reported, findings, cautions}",
)
def sent(
    context: typer.Context,
    message: str = _ID,
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="When; now when left out."),
) -> None:
    """Note that you sent a message: the contact is logged, its windows start, and its step is closed."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    done = messages.mark_sent(
        record.store, record.clock, message=found.id, at=find_moment(record, "--on", on)
    )
    answer(context, done, _sent(done))


def _sent(done: Sent) -> Iterator[str]:
    if not done.is_news:
        yield f"It had gone already: {_STATES[done.message.state]}. Nothing was logged again."
        return
    yield f"Sent: {_name(done.message)}"
    if done.interaction:
        yield "Logged as a contact; its windows run from now on."
    if done.ask:
        yield f"Recorded: an ask for {done.ask.rung.value}."
        yield f"When the answer comes: hallway ask --id {done.ask.id} --answer granted"
    if done.settled:
        yield from show.wrap(f"Done: {done.settled}")
    for each in done.reported:
        yield from show.wrap(f"Reported back on: {each.text}")
    for finding in done.findings:
        if finding.start == finding.end:  # about the moment and the whole, not about words that have gone
            yield ""
            yield from show.wrap(f"Mind: {finding.says} {finding.remedy}", indent=2)
    yield from show.cautions(done.cautions)


@command(
    outbox, "replied", examples=['hallway outbox replied 0199ab12 --note "in January"'], json="{message}"
)
def replied(
    context: typer.Context,
    message: str = _ID,
    note: str = typer.Option("", "--note", metavar="TEXT", help="What they answered.", show_default=False),
) -> None:
    """Note that they answered: logged as their reply."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    done = messages.note_reply(record.store, record.clock, message=found.id, note=note)
    answer(context, {"message": done}, [f"They replied: {_name(done)}"])


@command(outbox, "close", examples=["hallway outbox close 0199ab12"], json="{message, others}")
def close(context: typer.Context, message: str = _ID) -> None:
    """Close a message kindly: you wait for no answer, and nothing asks you to follow up."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    answer(
        context, done := messages.close_kindly(record.store, record.clock, message=found.id), _closed(done)
    )


def _closed(done: Closed) -> Iterator[str]:
    yield f"Closed kindly: {_name(done.message)}"
    if done.others:
        named = "; ".join(f"{each.name}{f', {each.role}' if each.role else ''}" for each in done.others)
        yield from show.wrap(f"Others you know there: {named}")


@command(outbox, "bounced", examples=["hallway outbox bounced 0199ab12"], json="{message}")
def bounced(context: typer.Context, message: str = _ID) -> None:
    """Note that a message came back: it reached nobody, so the logged contact is taken back."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    done = messages.note_bounce(record.store, record.clock, message=found.id)
    lines = [f"It came back: {_name(done)}", "The contact it logged is taken back; no window waits on it."]
    if done.address:
        lines.append(f"The address {done.address} did not work: mend it with hallway person edit.")
    answer(context, {"message": done}, lines)


@command(outbox, "remove", examples=["hallway outbox remove 0199ab12"], json="{message}")
def remove(context: typer.Context, message: str = _ID) -> None:
    """Remove a message; a contact that sending it logged stays."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    done = messages.remove_message(record.store, record.clock, message=found.id)
    answer(context, {"message": done}, [f"Removed: {_name(done)}. To bring it back: hallway undo"])


@command(outbox, "eml", examples=["hallway outbox eml 0199ab12 letter.eml"], json="{message, file}")
def eml(
    context: typer.Context,
    message: str = _ID,
    file: str = typer.Argument(metavar="FILE", help="Where to write it."),
    attach: list[str] | None = typer.Option(
        None, "--attach", metavar="FILE", help="A paper that goes along, such as your CV; repeat it."
    ),
    force: bool = _FORCE,
) -> None:
    """Write a message as a draft for your mail program, and note that it is ready."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    path = write_eml(_mail(record, found), file, attach or (), force=force)
    done = _made_ready(record, found, Way.EML)
    answer(context, {"message": done, "file": str(path)}, [f"Wrote {path}", *_next(done)])


@command(outbox, "mailto", examples=["hallway outbox mailto 0199ab12 --open"], json="{message, mailto}")
def mailto(context: typer.Context, message: str = _ID, open_: bool = _OPEN) -> None:
    """Print the address that opens a message in your mail program, and note that it is ready."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    address = address_of(_mail(record, found))
    done = _made_ready(record, found, Way.MAILTO)
    answer(context, {"message": done, "mailto": address}, [address, *_next(done)])
    if open_:
        open_address(address)


@command(outbox, "copy", examples=["hallway outbox copy 0199ab12"], json="{message, copied}")
def copy(context: typer.Context, message: str = _ID) -> None:
    """Copy the text of a message, and note that it is ready."""
    record = open_record(context)
    found = messages.choose_message(record.store, message)
    copied = copy_text(found.text)
    done = _made_ready(record, found, Way.COPIED)
    lines = ["Copied."] if copied else [*found.text.split("\n"), ""]
    answer(context, {"message": done, "copied": copied}, [*lines, *_next(done)])


def _mail(record: "App", one: Message) -> Mail:
    return mail_of(record, person=one.person, address=one.address, subject=one.subject, text=one.text)


def _made_ready(record: "App", one: Message, way: Way) -> Message:
    """Note that a message was taken along; one that has gone can be taken once more and stays as it is."""
    if one.state in GONE:
        return one
    return messages.make_ready(record.store, record.clock, message=one.id, way=way)


def _next(done: Message) -> Iterator[str]:
    if done.state not in GONE:
        yield f"When you have sent it: hallway outbox sent {done.id}"


@command(
    outbox,
    "rates",
    examples=["hallway outbox rates"],
    json="{overall, by_template, by_kind, by_week, says, because, guides, volume}",
)
def rates(context: typer.Context) -> None:
    """See how many of your messages were answered, by template, by kind of recipient and by week."""
    found = reply_rates.reply_rates(open_record(context).store)
    answer(context, found, _rates(found))


def _rates(found: ReplyRates) -> Iterator[str]:
    if not found.overall.sent:
        yield "Nothing has gone yet, so there is nothing to count."
    else:
        all_ = found.overall
        sent = show.count(all_.sent, "message")
        yield show.bold(f"{sent} sent; {all_.asking} asked for something, {all_.replied} answered")
    for title, lines in (
        ("By template", found.by_template),
        ("By recipient", found.by_kind),
        ("By week", found.by_week),
    ):
        if lines:
            yield ""
            yield show.bold(title)
            yield from show.table([_rate(each) for each in lines])
    yield ""
    yield from show.wrap(found.says)
    yield from show.wrap(found.because)
    if found.volume:
        yield from show.wrap(found.volume)
    yield from (show.faint(line) for line in show.wrap(show.guides(found.guides)))


def _rate(each: RateLine) -> tuple[str, ...]:
    share = f"{each.percent} %" if each.percent is not None else ""
    waiting = f"{each.waiting} waiting" if each.waiting else ""
    return each.name, f"{each.sent} sent", f"{each.asking} asked", f"{each.replied} answered", waiting, share


def _name(one: Message) -> str:
    return show.clean(one.subject or one.template or one.text.split("\n", 1)[0][:60])
