"""`hallway promise`: who said they would do what, and by when."""

from collections.abc import Iterator, Sequence

import typer

from hallway.actions import people, promises
from hallway.actions.promises import PromiseList
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.promises import By, Promise, PromiseState

app = commands()


@command(
    app,
    "promise",
    examples=[
        'hallway promise --by me --person Novak "send the poster" --due 2026-10-09',
        'hallway promise --by them --person Novak "introduce me to Dr. Rao"',
        "hallway promise --list",
        "hallway promise --keep 0199ab12",
        'hallway promise --withdraw 0199ab12 --why "the project ended"',
    ],
    json="{promise}; with --list {mine: [{promise, name}], theirs: [...], reliability}",
)
def promise(
    context: typer.Context,
    text: str | None = typer.Argument(None, metavar="[TEXT]", help="What was promised."),
    by: By | None = typer.Option(None, "--by", help="Whose word it is."),
    person: str | None = typer.Option(None, "--person", metavar="NAME", help="The other side."),
    due: str | None = typer.Option(None, "--due", metavar="DATE", help="By when."),
    list_: bool = typer.Option(False, "--list", help="List all promises, the open ones first."),
    keep: str | None = typer.Option(None, "--keep", metavar="ID", help="It was kept."),
    on: str | None = typer.Option(
        None, "--on", metavar="DATE", help="The day it was kept; today when left out."
    ),
    withdraw: str | None = typer.Option(None, "--withdraw", metavar="ID", help="It is off."),
    why: str = typer.Option("", "--why", metavar="TEXT", help="Why it is off.", show_default=False),
) -> None:
    """Record a promise, list them all, or say that one was kept or withdrawn."""
    wanted = [list_, keep is not None, withdraw is not None, text is not None]
    if wanted.count(True) != 1:
        raise NeedsMore(
            "Do one thing: record a promise (--by me --person NAME TEXT), --list, --keep ID or --withdraw ID."
        )
    record = open_record(context)
    if list_:
        found = promises.list_promises(record.store, record.clock)
        answer(context, _shape(found), _listed(found))
        return
    if keep is not None:
        kept = promises.keep_promise(
            record.store, record.clock, promise=keep, on=find_day(record, "--on", on)
        )
        answer(context, {"promise": kept}, [f"Kept: {show.clean(kept.text)}"])
        return
    if withdraw is not None:
        dropped = promises.withdraw_promise(record.store, record.clock, promise=withdraw, why=why)
        answer(context, {"promise": dropped}, [f"Withdrawn: {show.clean(dropped.text)}"])
        return
    if by is None or person is None:
        raise NeedsMore("Say whose word it is and the other side, such as: --by me --person Novak")
    other = people.find_person(record.store, person)
    made = promises.make_promise(
        record.store,
        record.clock,
        person=other.id,
        by=by,
        text=text or "",
        due=find_day(record, "--due", due),
    )
    answer(context, {"promise": made}, _made(made, other.name))


def _made(made: Promise, name: str) -> Iterator[str]:
    who = f"You promised {name}" if made.by is By.ME else f"{name} promised you"
    yield from show.wrap(f"{who}: {made.text}" + (f", due {made.due.isoformat()}" if made.due else ""))
    yield f"When it is done: hallway promise --keep {made.id}"


def _shape(found: PromiseList) -> dict[str, object]:
    return {
        "mine": [{"promise": each, "name": name} for each, name in found.mine],
        "theirs": [{"promise": each, "name": name} for each, name in found.theirs],
        "reliability": found.reliability,
    }


def _listed(found: PromiseList) -> Iterator[str]:
    everything = [*found.mine, *found.theirs]
    if not everything:
        yield "No promises yet. Record one: hallway promise --by me --person NAME TEXT --due DATE"
        return
    short = show.short_ids([each.id for each, _ in everything])
    for title, some in (("Yours", found.mine), ("Theirs", found.theirs)):
        if some:
            yield show.bold(title)
            yield from show.table([*_rows(some, short)])
    kept = found.reliability
    yield f"Yours so far: {kept.on_time} on time, {kept.late} late, {kept.open} open, {kept.overdue} overdue."


def _rows(
    some: Sequence[tuple[Promise, str]], short: dict[str, str]
) -> Iterator[tuple[str, str, str, str, str]]:
    for each, name in sorted(some, key=lambda pair: pair[0].state is not PromiseState.OPEN):
        yield (short[each.id], each.state.value, each.due.isoformat() if each.due else "", name, each.text)
