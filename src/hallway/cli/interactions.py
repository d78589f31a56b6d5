"""`hallway log` and `hallway capture`: what happened between the applicant and people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from hallway.actions import interactions, people
from hallway.actions.applicants import get_applicant
from hallway.actions.interactions import Recorded
from hallway.actions.typed_text import read_yes_no
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day, find_moment
from hallway.domain.ids import InteractionId
from hallway.domain.interactions import Channel, Kind
from hallway.domain.promises import By

if TYPE_CHECKING:
    from hallway.app import App

app = commands()

SHAPE = "{interactions, promises, cautions, steps}"
_KINDS = "|".join(each.value for each in Kind if each is not Kind.IMPORTED)


@command(
    app,
    "log",
    examples=[
        'hallway log --with Novak --kind met --topic flaps --i-promised "send the poster" --due 2026-10-09',
        "hallway log --with Novak --with Menon --kind met --on 2026-10-05T18:30 --channel in-person",
        "hallway log --with Novak --kind mailed --on yesterday",
        'hallway log --with Novak --kind met --promised-me "introduce me to Dr. Rao" --may-follow-up yes',
    ],
    json=SHAPE,
)
def log(
    context: typer.Context,
    with_: list[str] | None = typer.Option(
        None, "--with", metavar="NAME", help="With whom; repeat it for several."
    ),
    kind: Kind | None = typer.Option(None, "--kind", metavar=_KINDS, help="What it was."),
    on: str | None = typer.Option(
        None, "--on", metavar="DATE", help="A day or an instant; now when left out."
    ),
    channel: Channel | None = typer.Option(None, "--channel", help="By which way."),
    topic: list[str] | None = typer.Option(None, "--topic", metavar="TEXT", help="What about; repeat it."),
    summary: str = typer.Option("", "--summary", metavar="TEXT", help="What happened.", show_default=False),
    learned: str = typer.Option(
        "", "--learned", metavar="TEXT", help="What you learned.", show_default=False
    ),
    next_step: str = typer.Option(
        "", "--next-step", metavar="TEXT", help="What comes next.", show_default=False
    ),
    event: str = typer.Option(
        "", "--event", metavar="TEXT", help="The conference or rotation.", show_default=False
    ),
    promised_me: list[str] | None = typer.Option(
        None, "--promised-me", metavar="TEXT", help="What they will do."
    ),
    i_promised: list[str] | None = typer.Option(
        None, "--i-promised", metavar="TEXT", help="What you will do."
    ),
    due: str | None = typer.Option(None, "--due", metavar="DATE", help="By when the promises are due."),
    may_follow_up: str | None = typer.Option(
        None, "--may-follow-up", metavar="yes|no", help="What they said when you asked to keep in touch."
    ),
    remove: str | None = typer.Option(
        None, "--remove", metavar="ID", help="Remove a contact that was logged by mistake."
    ),
) -> None:
    """Write down a contact: a meeting, a mail, a call, a reply, help.

    Help counts either way; the end of a rotation and a note to yourself are kept, too.
    Answers with what is open about these people from now on.
    """
    record = open_record(context)
    if remove is not None:
        if with_ or kind:
            raise NeedsMore("--remove stands alone: it takes one contact out, and nothing is logged with it.")
        interactions.remove_interaction(record.store, record.clock, interaction=InteractionId(remove))
        answer(context, {"removed": remove}, ["Removed. To take it back: hallway undo"])
        return
    if not with_ or kind is None:
        raise NeedsMore("Say with whom and what it was, such as: hallway log --with Novak --kind met")
    if kind is Kind.IMPORTED:
        raise NeedsMore(
            "A contact from a list is typed as a field: hallway person edit NAME --set last_contact=DATE"
        )
    _refuse_lonely_due(due, promised_me, i_promised)
    recorded = interactions.record_interaction(
        record.store,
        record.clock,
        people=[people.find_person(record.store, each).id for each in with_],
        kind=kind,
        on=find_moment(record, "--on", on),
        channel=channel,
        topics=topic or (),
        summary=summary,
        learned=learned,
        next_step=next_step,
        event=event,
        promised_me=promised_me or (),
        i_promised=i_promised or (),
        due=find_day(record, "--due", due),
        may_follow_up=None if may_follow_up is None else read_yes_no("--may-follow-up", may_follow_up),
    )
    answer(context, recorded, _recorded(record, recorded))


@command(
    app,
    "capture",
    examples=[
        'hallway capture "Lena Fischer" --institution "Lakeside Hospital" --next-step "send my poster"',
        'hallway capture "Omar Haddad" --promised-me "introduce me to the PD" --event ACAPS',
    ],
    json=SHAPE,
)
def capture(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="Whom you just met; somebody known is found again."),
    institution: str = typer.Option(
        "", "--institution", metavar="TEXT", help="Where they are.", show_default=False
    ),
    role: str = typer.Option("", "--role", metavar="TEXT", help="What they are there.", show_default=False),
    topic: str = typer.Option(
        "", "--topic", metavar="TEXT", help="What you talked about.", show_default=False
    ),
    next_step: str = typer.Option(
        "", "--next-step", metavar="TEXT", help="What comes next.", show_default=False
    ),
    promised_me: str = typer.Option(
        "", "--promised-me", metavar="TEXT", help="They will.", show_default=False
    ),
    i_promised: str = typer.Option("", "--i-promised", metavar="TEXT", help="You will.", show_default=False),
    due: str | None = typer.Option(None, "--due", metavar="DATE", help="By when."),
    event: str = typer.Option(
        "", "--event", metavar="TEXT", help="The conference or rotation.", show_default=False
    ),
    channel: Channel = typer.Option(Channel.IN_PERSON, "--channel", help="By which way."),
    person: str | None = typer.Option(
        None, "--person", metavar="NAME", help="It is somebody who is here already."
    ),
    may_follow_up: str | None = typer.Option(
        None, "--may-follow-up", metavar="yes|no", help="What they said."
    ),
) -> None:
    """Note somebody you just met, in one line: the person and the meeting together."""
    _refuse_lonely_due(due, promised_me, i_promised)
    record = open_record(context)
    recorded = interactions.capture(
        record.store,
        record.clock,
        name=name,
        institution=institution,
        role=role,
        topic=topic,
        next_step=next_step,
        i_promised=i_promised,
        promised_me=promised_me,
        due=find_day(record, "--due", due),
        event=event,
        channel=channel,
        person=people.find_person(record.store, person).id if person else None,
        may_follow_up=None if may_follow_up is None else read_yes_no("--may-follow-up", may_follow_up),
    )
    answer(context, recorded, _recorded(record, recorded))


def _refuse_lonely_due(due: str | None, *promised: object) -> None:
    if due is not None and not any(promised):
        raise NeedsMore("--due is the day of a promise. Add --i-promised TEXT or --promised-me TEXT.")


def _recorded(record: "App", recorded: Recorded) -> Iterator[str]:
    yield f"Logged {show.count(len(recorded.interactions), 'contact')}."
    for each in recorded.promises:
        who = "You promised" if each.by is By.ME else "They promised"
        by_when = f", due {each.due.isoformat()}" if each.due else ""
        yield from show.wrap(f"{who}: {each.text}{by_when}")
    yield from show.cautions(recorded.cautions)
    if recorded.steps:
        yield ""
        yield show.bold("Open from now on")
        home = get_applicant(record.store).zone
        yield from show.steps(recorded.steps, now=record.clock.now(), home=home)
