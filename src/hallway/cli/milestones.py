"""`hallway milestone`: results worth telling the people who helped."""

import typer

from hallway.actions import milestones
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.milestones import MilestoneKind

app = commands()


@command(
    app,
    "milestone",
    examples=['hallway milestone "Step 2 CK passed" --kind exam --on 2026-10-12'],
    json="{milestone, tell: [{id, name, role, institution}]}",
)
def milestone(
    context: typer.Context,
    text: str = typer.Argument(metavar="TEXT", help="The result, as you would tell it."),
    kind: MilestoneKind = typer.Option(..., "--kind", help="What sort of result."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
) -> None:
    """Record a result and see whom to tell."""
    record = open_record(context)
    day = find_day(record, "--on", on)
    marked = milestones.record_milestone(record.store, record.clock, kind=kind, text=text, on=day)
    names = ", ".join(show.clean(each.name) for each in marked.tell)
    lines = [f"Recorded: {show.clean(marked.milestone.text)}"]
    answer(context, marked, [*lines, *(show.wrap(f"Tell them: {names}") if names else ())])
