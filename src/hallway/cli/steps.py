"""`hallway settle` and `hallway snooze`: what the applicant decides about a step."""

import typer

from hallway.actions import people, settling
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import read_day
from hallway.domain.snoozes import Settlement

app = commands()


@command(
    app,
    "settle",
    examples=["hallway settle 3f2a91c0"],
    json="{settled}: the settlement, the promise that was kept, or the advice that was reported",
)
def settle(
    context: typer.Context, step: str = typer.Argument(metavar="STEP", help="The id, or its start.")
) -> None:
    """Mark a step done by hand; it does not come back for the same cause.

    A step about your own promise marks the promise kept. What you log settles most steps by itself.
    """
    record = open_record(context)
    settled = settling.settle_step(record.store, record.clock, step=step)
    says = settled.says if isinstance(settled, Settlement) else settled.text
    answer(context, {"settled": settled}, show.wrap(f"Settled: {says}"))


@command(
    app,
    "snooze",
    examples=[
        'hallway snooze 3f2a91c0 --until 2026-12-01 --why "she is on leave"',
        'hallway snooze --person "Ana Novak" --until 2027-01-05 --why "boards in December"',
    ],
    json="{snooze}",
)
def snooze(
    context: typer.Context,
    step: str | None = typer.Argument(None, metavar="[STEP]", help="The id of a step, or its start."),
    person: str | None = typer.Option(None, "--person", metavar="NAME", help="Everything about this person."),
    until: str = typer.Option(..., "--until", metavar="DATE", help="The day it comes back."),
    why: str = typer.Option(..., "--why", metavar="TEXT", help="Your reason, for the day it comes back."),
) -> None:
    """Put a step, or everything about a person, off until a day or until the world changes."""
    if (step is None) == (person is None):
        raise NeedsMore("Name one of the two: the id of a step, or --person NAME.")
    record = open_record(context)
    day = read_day(record, "--until", until)
    if person is not None:
        found = people.find_person(record.store, person)
        made = settling.snooze_person(record.store, record.clock, person=found.id, until=day, why=why)
        what = f"everything about {found.name}"
    else:
        made = settling.snooze_step(record.store, record.clock, step=step or "", until=day, why=why)
        what = "the step"
    on = show.day(made.until, record.clock.now().date())
    answer(context, {"snooze": made}, show.wrap(f"Put off until {on}: {what}."))
