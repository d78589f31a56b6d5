"""`hallway write`: a message composed from the record, checked, and taken to where it is sent from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import typer

from hallway.actions import desk, documents, messages, people
from hallway.actions.message_parts import as_mail
from hallway.actions.send_moments import SendMoment, send_moment
from hallway.actions.today import find_step
from hallway.cli import findings, show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.leaving import address_of, copy_text, mail_of, open_address, write_eml
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import read_pairs
from hallway.desk.checking import Report
from hallway.desk.composing import Composed
from hallway.desk.template_reading import MOMENTS
from hallway.desk.templates import Template
from hallway.domain.documents import DocumentVersion
from hallway.domain.errors import NotFound
from hallway.domain.messages import Medium, Message, Way
from hallway.domain.names import fold
from hallway.domain.people import Person

if TYPE_CHECKING:
    from hallway.app import App

app = commands()

_GOES = frozenset({Medium.MAIL, Medium.NOTE})


@dataclass(frozen=True, slots=True)
class _Written:
    """What was composed, and what is to mind about it."""

    template: Template
    person: Person | None
    composed: Composed
    subject: str
    cv: DocumentVersion | None
    report: Report
    moment: SendMoment | None


@dataclass(frozen=True, slots=True)
class _Left:
    """How it was taken to where it is sent from, and the message that was kept."""

    message: Message | None = None
    file: str = ""
    mailto: str = ""
    copied: bool | None = None


@command(
    app,
    "write",
    examples=[
        "hallway write",
        "hallway write TPL-12 --to Novak",
        'hallway write 12 --to Novak --set "insight=why timing beats technique" --eml letter.eml',
        "hallway write TPL-15 --to Menon --mailto --open",
        "hallway write TPL-12 --to Novak --step 3f2a91c0 --copy",
    ],
    json="{template, person, subject, text, questions: [{slot, ask, kind, choices, example, value}], facts,\n"
    "  filled, request, medium, cv, moment, check, message, file, mailto, copied};\n"
    "  without TEMPLATE {templates: [{id, name, says, moment, medium, request, is_own}]}",
)
def write(
    context: typer.Context,
    template: str | None = typer.Argument(
        None, metavar="[TEMPLATE]", help="An id such as TPL-12, its number, or words of its name."
    ),
    to: str | None = typer.Option(None, "--to", metavar="NAME", help="Whom it is for."),
    slots: list[str] | None = typer.Option(
        None, "--set", metavar="SLOT=VALUE", help="Your answer to a question; repeat it."
    ),
    subject: str | None = typer.Option(None, "--subject", metavar="TEXT", help="Another subject."),
    eml: str | None = typer.Option(
        None, "--eml", metavar="FILE", help="Write a draft for your mail program."
    ),
    mailto: bool = typer.Option(False, "--mailto", help="Print the address that opens your mail program."),
    copy: bool = typer.Option(False, "--copy", help="Copy the text."),
    save: bool = typer.Option(False, "--save", help="Keep it as a draft in your outbox."),
    step: str | None = typer.Option(None, "--step", metavar="ID", help="The step that it settles when sent."),
    cv: str | None = typer.Option(
        None, "--cv", metavar="LABEL", help="The version of your CV that goes along."
    ),
    attach: list[str] | None = typer.Option(
        None, "--attach", metavar="FILE", help="With --eml: a paper that goes along; repeat it."
    ),
    open_: bool = typer.Option(False, "--open", help="With --mailto: open it."),
    force: bool = typer.Option(False, "--force", help="With --eml: write over a file that is there."),
) -> None:
    """Write a message from a template: filled from your record, checked, and never sent by itself.

    Without --eml, --mailto, --copy or --save it shows the text, the questions that are open, what is to
    mind, and when to send it; nothing is kept. Without TEMPLATE it lists them.
    """
    record = open_record(context)
    if template is None:
        _list(context, record)
        return
    way = _way(eml=eml, mailto=mailto, copy=copy)
    if (attach or force) and way is not Way.EML:
        raise NeedsMore("--attach and --force go with --eml FILE.")
    if open_ and way is not Way.MAILTO:
        raise NeedsMore("--open goes with --mailto.")
    found = _compose(record, template, to, slots or (), subject, cv)
    if way and found.composed.questions:
        raise NeedsMore(_missing(found.composed))
    key = find_step(record.store, record.clock, step).id if step else ""
    left = _leave(record, found, way, eml=eml or "", attach=attach or (), force=force)
    if way or save:
        left = replace(left, message=_keep(record, found, way, key))
    answer(context, _as_json(found, left), _shown(found, left))
    if open_:
        open_address(left.mailto)


def _way(*, eml: str | None, mailto: bool, copy: bool) -> Way | None:
    wanted = [
        way
        for way, is_wanted in ((Way.EML, eml is not None), (Way.MAILTO, mailto), (Way.COPIED, copy))
        if is_wanted
    ]
    if len(wanted) > 1:
        raise NeedsMore("Take one way: --eml FILE, --mailto or --copy.")
    return next(iter(wanted), None)


def _compose(
    record: "App",
    typed: str,
    to: str | None,
    slots: Sequence[str],
    subject: str | None,
    cv: str | None,
) -> _Written:
    """Compose, and look at the result as it would go now."""
    template = desk.find_template(record.store, typed)
    person = people.find_person(record.store, to) if to else None
    composed = desk.compose(
        record.store,
        record.clock,
        template=template.id,
        person=person.id if person else None,
        answers=read_pairs("--set", slots),
    )
    line = composed.subject if subject is None else subject
    version = _find_cv(record, cv) if cv else composed.cv
    report = desk.check_text(
        record.store,
        record.clock,
        text=as_mail(line, composed.text),
        person=person.id if person else None,
        template=template.id,
        medium=composed.medium,
        cv=version.id if version else None,
    )
    goes = person is not None and composed.medium in _GOES
    moment = send_moment(record.store, record.clock, person=person.id) if person and goes else None
    return _Written(template, person, composed, line, version, report, moment)


def _find_cv(record: "App", label: str) -> DocumentVersion:
    known = documents.list_documents(record.store)
    found = next((each for each in known if fold(each.label) == fold(label)), None)
    if found is None:
        named = ", ".join(each.label for each in known)
        raise NotFound("version", label, f"You have: {named}" if named else "Note one: hallway document add")
    return found


def _missing(composed: Composed) -> str:
    lines = "".join(f"\n  --set {each.slot}=...   {each.ask}" for each in composed.questions)
    return f"Some questions are open; answer them, or keep it as a draft with --save:{lines}"


def _leave(
    record: "App", found: _Written, way: Way | None, *, eml: str, attach: Sequence[str], force: bool
) -> _Left:
    person = found.person
    mail = mail_of(
        record,
        person=person.id if person else None,
        address=person.emails[0] if person and person.emails else "",
        subject=found.subject,
        text=found.composed.text,
    )
    match way:
        case Way.EML:
            return _Left(file=str(write_eml(mail, eml, attach, force=force)))
        case Way.MAILTO:
            return _Left(mailto=address_of(mail))
        case Way.COPIED:
            return _Left(copied=copy_text(found.composed.text))
        case _:
            return _Left()


def _keep(record: "App", found: _Written, way: Way | None, step: str) -> Message:
    composed = found.composed
    return messages.save_message(
        record.store,
        record.clock,
        text=composed.text,
        medium=composed.medium,
        person=found.person.id if found.person else None,
        template=found.template.id,
        subject=found.subject,
        facts=composed.facts,
        filled=dict(composed.filled),
        cv=found.cv.id if found.cv else None,
        step=step,
        way=way,
    )


# ------------------------------------------------------------------------------------------ answers


def _as_json(found: _Written, left: _Left) -> dict[str, object]:
    composed = found.composed
    return {
        "template": found.template.id,
        "person": found.person.id if found.person else None,
        "subject": found.subject,
        "text": composed.text,
        "questions": composed.questions,
        "facts": composed.facts,
        "filled": dict(composed.filled),
        "request": composed.request,
        "medium": composed.medium,
        "cv": found.cv,
        "moment": found.moment,
        "check": findings.as_json(found.report),
        "message": left.message,
        "file": left.file,
        "mailto": left.mailto,
        "copied": left.copied,
    }


def _shown(found: _Written, left: _Left) -> Iterator[str]:
    composed = found.composed
    if left.mailto:
        yield left.mailto
    elif left.file:
        yield f"Wrote {left.file}"
    elif left.copied:
        yield "Copied."
    else:
        yield from _letter(found)
    if composed.questions:
        yield ""
        yield show.bold("Still open")
        for each in composed.questions:
            hint = f" Such as: {each.example}" if each.example else ""
            yield from show.wrap(f"{each.ask}{hint}", indent=2)
            if each.choices:
                yield from show.wrap(f"One of: {', '.join(each.choices)}", indent=4)
            yield f"    --set {each.slot}=..."
        if any(each.slot.startswith("me.") for each in composed.questions):
            yield from show.wrap("What is about you is asked once in: hallway setup", indent=2)
    yield ""
    yield show.bold(findings.counts(found.report, composed.medium))
    gaps = {f"[{each.ask}]" for each in composed.questions}  # told as questions already
    rest = tuple(each for each in found.report.findings if each.quote not in gaps)
    yield from findings.findings(replace(found.report, findings=rest))
    if found.moment:
        yield ""
        yield from show.wrap(found.moment.says)
    if found.cv:
        yield from show.wrap(f"Attach your CV: {found.cv.label}.")
    yield from _next(left)


def _letter(found: _Written) -> Iterator[str]:
    person = found.person
    if found.composed.medium is Medium.MAIL and person:
        yield f"To:      {show.clean(person.emails[0] if person.emails else person.name)}"
    if found.subject:
        yield f"Subject: {show.clean(found.subject)}"
        yield ""
    yield from (show.clean(line) for line in found.composed.text.split("\n"))


def _next(left: _Left) -> Iterator[str]:
    if left.message is None:
        return
    yield ""
    if left.message.way is None:
        yield f"Kept as a draft: hallway outbox show {left.message.id}"
    else:
        yield f"When you have sent it: hallway outbox sent {left.message.id}"


def _list(context: typer.Context, record: "App") -> None:
    known = desk.templates(record.store)
    shape = [
        {
            "id": each.id,
            "name": each.name,
            "says": each.says,
            "moment": each.moment,
            "medium": each.medium,
            "request": each.request,
            "is_own": each.is_own,
        }
        for each in known
    ]
    answer(context, {"templates": shape}, _listed(known))


def _listed(known: Sequence[Template]) -> Iterator[str]:
    """List templates by the moment they are for."""
    used = {each.moment for each in known}
    for moment in (each for each in (*MOMENTS, "") if each in used):
        yield ""
        yield show.bold(moment.capitalize() or "Others")
        yield from show.table(
            [(each.id, each.name, "yours" if each.is_own else "") for each in known if each.moment == moment]
        )
    yield ""
    yield "Write one: hallway write TPL-12 --to NAME"
