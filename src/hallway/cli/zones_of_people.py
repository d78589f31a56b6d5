"""`hallway person find-zones`: time zones for people who have none."""

from collections.abc import Iterator

import typer

from hallway.actions import zones_of_people
from hallway.actions.zones_of_people import FoundZones
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import refuse
from hallway.cli.frame import command, is_json
from hallway.cli.opening import answer, is_terminal, open_record


def hang_on(person: typer.Typer) -> None:
    """Hang the command on `hallway person`."""
    command(
        person,
        "find-zones",
        examples=["hallway person find-zones", "hallway person find-zones --yes"],
        json="{people: [{who, zone, source}], left, applied}",
    )(find_zones)


def find_zones(
    context: typer.Context,
    yes: bool = typer.Option(False, "--yes", help="Keep them without asking."),
) -> None:
    """Find the time zone of people who have none, by city, state, country and phone.

    Shows first what would be kept; a zone that is there never changes, and undo takes it back.
    """
    record = open_record(context)
    plan = zones_of_people.plan_zones(record.store)
    if not plan.people:
        answer(context, {**_shape(plan), "applied": False}, _left(plan))
        return
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        answer(context, plan, _preview(plan))
    if yes or (asked and confirm("Keep these zones?")):
        done = zones_of_people.apply_zones(record.store, record.clock)
        count = show.count(len(done.people), "person", "people")
        says = f"Found the time zone of {count}. To take it back: hallway undo"
        answer(context, {**_shape(done), "applied": True}, [says])
        return
    if not asked:
        answer(context, {**_shape(plan), "applied": False}, _preview(plan))
    raise refuse("Nothing was changed. To keep these zones, add --yes.")


def _shape(plan: FoundZones) -> dict[str, object]:
    return {"people": plan.people, "left": plan.left}


def _preview(plan: FoundZones) -> Iterator[str]:
    yield show.bold(f"{show.count(len(plan.people), 'time zone')} found")
    for each in plan.people:
        yield from show.wrap(f"{each.who.name}: {each.zone}, from {each.source}", indent=4, first="  +")
    yield from _left(plan) if plan.left else ()


def _left(plan: FoundZones) -> Iterator[str]:
    if plan.left:
        who = "person stays" if plan.left == 1 else "people stay"
        yield f"{plan.left:,} {who} without: a city with its state, a country or a phone would tell."
    else:
        yield "Everybody has a time zone."
