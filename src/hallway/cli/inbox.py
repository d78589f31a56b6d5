"""`hallway inbox`: rows that an import held back for the applicant."""

from collections.abc import Iterator, Sequence

import typer

from hallway.actions import held, people
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.domain.settings import HeldRow

app = commands()
inbox = commands("Decide about rows that an import held back for you.")
app.add_typer(inbox, name="inbox")


@command(
    inbox,
    "list",
    examples=["hallway inbox list"],
    json="{rows: [{id, source, line, reason, fields, candidates, at}]}",
)
def list_(context: typer.Context) -> None:
    """List the rows that wait for you, each with its reason."""
    record = open_record(context)
    rows = held.held_rows(record.store)
    answer(context, {"rows": rows}, _held(rows))


def _held(rows: Sequence[HeldRow]) -> Iterator[str]:
    if not rows:
        yield "The inbox is empty."
        return
    short = show.short_ids([each.id for each in rows])
    for each in rows:
        values = ", ".join(f"{field} {value}" for field, value in each.fields)
        yield show.bold(f"{short[each.id]}  {show.clean(each.source)}, line {each.line}")
        yield from show.wrap(values, indent=4)
        yield from show.wrap(each.reason, indent=4)
        for candidate in each.candidates:
            yield f"    hallway inbox take {short[each.id]} --into {candidate}"
    yield "New after all: hallway inbox take ID --as-new. Not wanted: hallway inbox drop ID"


ROW = typer.Argument(metavar="ROW", help="The id from the list, or its start.")


@command(
    inbox,
    "take",
    examples=[
        "hallway inbox take 0199ab12",
        "hallway inbox take 0199ab12 --into Novak",
        "hallway inbox take 0199ab12 --as-new",
    ],
    json="{person}",
)
def take(
    context: typer.Context,
    row: str = ROW,
    into: str | None = typer.Option(None, "--into", metavar="NAME", help="It is this person."),
    as_new: bool = typer.Option(False, "--as-new", help="It is somebody new."),
    name: str = typer.Option(
        "", "--name", metavar="NAME", help="A name, for a row that has none.", show_default=False
    ),
) -> None:
    """Take a held row: into somebody who is here, or as somebody new.

    Without --into and --as-new it goes to the one person it fits, and is refused when there are several.
    """
    if as_new and into is not None:
        raise NeedsMore("--into and --as-new exclude each other. Keep one of them.")
    record = open_record(context)
    person = held.take_held(
        record.store,
        record.clock,
        row=row,
        as_new=as_new,
        into=people.find_person(record.store, into).id if into else None,
        name=name,
    )
    answer(context, {"person": person}, [f"Taken: {show.clean(person.name)}."])


@command(inbox, "drop", examples=["hallway inbox drop 0199ab12"], json="{dropped}")
def drop(context: typer.Context, row: str = ROW) -> None:
    """Drop a held row; undo brings it back."""
    record = open_record(context)
    held.drop_held(record.store, record.clock, row=row)
    answer(context, {"dropped": row}, ["Dropped. To take it back: hallway undo"])
