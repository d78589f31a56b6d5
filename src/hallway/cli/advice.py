"""`hallway advice`: what mentors told the applicant, and what became of it."""

import typer

from hallway.actions import advice as actions
from hallway.actions import people
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day

app = commands()


@command(
    app,
    "advice",
    examples=[
        'hallway advice --from Novak "write to Dr. Rao about the registry"',
        'hallway advice --from Novak "write to Dr. Rao about the registry" --acted-on 2026-10-12',
        'hallway advice --from Novak "write to Dr. Rao about the registry" --reported 2026-10-14',
    ],
    json="{advice}",
)
def advice(
    context: typer.Context,
    text: str = typer.Argument(metavar="TEXT", help="What they advised; the same text again updates it."),
    giver: str = typer.Option(..., "--from", metavar="NAME", help="Who gave it."),
    given: str | None = typer.Option(None, "--given", metavar="DATE", help="When; today when left out."),
    acted_on: str | None = typer.Option(None, "--acted-on", metavar="DATE", help="When you did it."),
    result: str = typer.Option("", "--result", metavar="TEXT", help="What came of it.", show_default=False),
    reported: str | None = typer.Option(None, "--reported", metavar="DATE", help="When you told them."),
) -> None:
    """Record advice, what came of it, and that you reported back."""
    record = open_record(context)
    person = people.find_person(record.store, giver)
    kept = actions.record_advice(
        record.store,
        record.clock,
        person=person.id,
        text=text,
        given=find_day(record, "--given", given),
        acted_on=find_day(record, "--acted-on", acted_on),
        result=result,
        reported=find_day(record, "--reported", reported),
    )
    answer(context, {"advice": kept}, show.wrap(f"Recorded from {person.name}: {kept.text}"))
