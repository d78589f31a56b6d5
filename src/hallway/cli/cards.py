"""`hallway card`: somebody's card, scanned, photographed or sent as a file."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.actions import people
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.cli.typed import find_day, read_bytes, read_pairs

if TYPE_CHECKING:
    from hallway.actions.cards import Card, CardPlan, SavedCard
    from hallway.app import App
    from hallway.domain.ids import PersonId

app = commands()


@command(
    app,
    "card",
    examples=[
        'hallway card "MECARD:N:Novak,Ana;ORG:Harbor Medical Center;EMAIL:ana@example.org;;"',
        'hallway card "MECARD:N:Novak,Ana;EMAIL:ana@example.org;;" --yes --event ACAPS --topic flaps',
        "hallway card -",
        'hallway card ana.vcf --set "how_met=rotation" --yes',
    ],
    json="{fields, problems, says, people, fills, connect, saved: {person, is_new, meeting, cautions}}",
)
def card(
    context: typer.Context,
    text: str = typer.Argument(
        metavar="TEXT", help="The text of the card or its code, a card file, or - for stdin."
    ),
    set_: list[str] | None = typer.Option(
        None, "--set", metavar="FIELD=VALUE", help="Correct or add a field; repeat it."
    ),
    met: bool = typer.Option(False, "--met", help="Write down that you met, now or on --on."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day you met."),
    event: str = typer.Option(
        "", "--event", metavar="TEXT", help="The conference or rotation.", show_default=False
    ),
    topic: list[str] | None = typer.Option(None, "--topic", metavar="TEXT", help="What about; repeat it."),
    into: str | None = typer.Option(None, "--into", metavar="NAME", help="It is this person."),
    as_new: bool = typer.Option(False, "--as-new", help="It is somebody new."),
    yes: bool = typer.Option(False, "--yes", help="Save what was shown."),
) -> None:
    """Read a card: the text of its QR code, of a photo of it, or a card file; --yes saves the person.

    With --met, --on, --event or --topic the meeting is written down, too. Somebody with the same address is
    filled in, never doubled. The link to connect on LinkedIn is shown; nothing is sent.
    """
    from hallway.actions import cards  # noqa: PLC0415 -- loads the readers of files, which --help does without

    if as_new and into is not None:
        raise NeedsMore("--into and --as-new exclude each other. Keep one of them.")
    record = open_record(context)
    read = cards.read_card(record.store, record.clock, data=_bytes_of(text))
    read = cards.Card({**read.fields, **read_pairs("--set", set_ or ())}, read.problems)
    plan = cards.plan_card(record.store, fields=read.fields)
    shape: dict[str, object] = {
        "fields": read.fields,
        "problems": read.problems,
        "says": plan.says,
        "people": plan.people,
        "fills": plan.fills,
        "connect": cards.connect_link(read.fields),
        "saved": None,
    }
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        for line in _lines(read, plan, cards.connect_link(read.fields)):
            typer.echo(line)
        yes = (as_new or into is not None or plan.is_same or not plan.people) and confirm("Save this?")
    if not yes:
        shown = [] if asked else _lines(read, plan, cards.connect_link(read.fields))
        answer(context, shape, [*shown, "", *_how_to_save(plan)])
        return
    meeting = None
    if met or event or topic or on:
        meeting = cards.Meeting(find_day(record, "--on", on), event, "; ".join(topic or ()))
    saved = cards.save_card(
        record.store,
        record.clock,
        fields=read.fields,
        into=_whom(record, plan, into, as_new=as_new),
        meeting=meeting,
    )
    answer(context, {**shape, "saved": saved}, _saved(saved, cards.connect_link(read.fields)))


def _bytes_of(text: str) -> bytes:
    if text == "-":
        return read_bytes(text)
    with suppress(OSError, ValueError):  # a text is often too long for a path, or none at all
        if Path(text).expanduser().is_file():
            return read_bytes(text)
    return text.encode()


def _whom(record: "App", plan: "CardPlan", into: str | None, *, as_new: bool) -> "PersonId | None":
    """Return whom the card goes to, None for somebody new; what is in doubt is asked back."""
    if as_new:
        return None
    if into is not None:
        return people.find_person(record.store, into).id
    if plan.is_same:
        return plan.people[0].id
    if plan.people:
        raise NeedsMore(f"Nothing was saved. {plan.says} Say it with --into NAME or --as-new.")
    return None


def _lines(read: "Card", plan: "CardPlan", link: str) -> Iterator[str]:
    yield show.bold("The card")
    rows = [(PERSON_FIELDS[name].label, show.clean(text)) for name, text in read.fields.items() if text]
    yield from show.table(rows)
    for each in read.problems:
        yield from show.wrap(f"{each.says} {each.remedy}", indent=4, first="  ! ")
    if plan.says:
        yield from show.wrap(plan.says)
    if link:
        yield f"Connect on LinkedIn: {link}"


def _how_to_save(plan: "CardPlan") -> Iterator[str]:
    yield "Nothing was changed yet."
    if plan.people and not plan.is_same:
        for each in plan.people:
            yield f"It is {show.clean(each.name)}: type the same again with --yes --into {each.id}"
        yield "It is somebody new: type the same again with --yes --as-new."
    else:
        yield "To save this, type the same again with --yes; with --met the meeting, too."


def _saved(saved: "SavedCard", link: str) -> Iterator[str]:
    name = show.clean(saved.person.name)
    yield f"Added {name}." if saved.is_new else f"Filled in what was empty of {name}."
    if saved.meeting is not None:
        yield f"Noted that you met{' at ' + show.clean(saved.meeting.event) if saved.meeting.event else ''}."
    if link:
        yield f"Connect on LinkedIn: {link}"
    yield from show.cautions(saved.cautions)
    yield "To take it back: hallway undo"
