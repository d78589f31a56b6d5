"""`hallway give`: help that the applicant gave."""

import typer

from hallway.actions import gives, people
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day

app = commands()


@command(
    app,
    "give",
    examples=['hallway give --to Menon "proofread his abstract"'],
    json="{give}",
)
def give(
    context: typer.Context,
    text: str = typer.Argument(metavar="TEXT", help="What you did for them."),
    to: str = typer.Option(..., "--to", metavar="NAME", help="Whom you helped."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
) -> None:
    """Record help that you gave: data, edits, slides, translation, an opening you shared."""
    record = open_record(context)
    person = people.find_person(record.store, to)
    made = gives.record_give(
        record.store, record.clock, person=person.id, text=text, on=find_day(record, "--on", on)
    )
    answer(context, {"give": made}, [f"Recorded for {show.clean(person.name)}: {show.clean(made.text)}"])
