"""`hallway person family-first`: family names that are written first."""

from collections.abc import Iterator

import typer

from hallway.actions import name_orders
from hallway.actions.name_orders import FamilyFirst, NameChange
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import refuse
from hallway.cli.frame import command, is_json
from hallway.cli.opening import answer, is_terminal, open_record


def hang_on(person: typer.Typer) -> None:
    """Hang the command on `hallway person`."""
    command(
        person,
        "family-first",
        examples=[
            "hallway person family-first",
            "hallway person family-first Nguyễn",
            "hallway person family-first Nguyễn --yes",
            "hallway person family-first Nguyễn --forget",
        ],
        json="{word, is_remembered, people: [{who, given, family, new_given, new_family}], applied}",
    )(family_first)


def family_first(
    context: typer.Context,
    word: str = typer.Argument(
        "", metavar="[WORD]", help="The family name; without one, list those remembered.", show_default=False
    ),
    yes: bool = typer.Option(False, "--yes", help="Change the names without asking."),
    forget: bool = typer.Option(False, "--forget", help="Forget this family name."),
) -> None:
    """Say that a family name is written first, and read the names that begin with it so.

    Shows first whose given and family name would change, and undo brings them back. Somebody you corrected
    yourself stays as they are.
    """
    record = open_record(context)
    if not word:
        known = name_orders.list_family_first(record.store)
        lines = [show.clean(each.name) for each in known] or ["None is remembered yet."]
        answer(context, {"words": [each.name for each in known]}, lines)
        return
    if forget:
        name = name_orders.forget_family_first(record.store, record.clock, word=word)
        answer(context, {"forgot": name}, [f"Forgot that {show.clean(name)} is written first."])
        return
    plan = name_orders.plan_family_first(record.store, word=word)
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        answer(context, plan, _preview(plan))
    if yes or (asked and confirm("Read them so?")):
        done = name_orders.apply_family_first(record.store, record.clock, word=word)
        answer(context, {**_shape(done), "applied": True}, _done(done))
        return
    if not asked:
        answer(context, {**_shape(plan), "applied": False}, _preview(plan))
    raise refuse("Nothing was changed. To change them, add --yes.")


def _shape(plan: FamilyFirst) -> dict[str, object]:
    return {"word": plan.word, "is_remembered": plan.is_remembered, "people": plan.people}


def _preview(plan: FamilyFirst) -> Iterator[str]:
    yield show.bold(show.clean(plan.says))
    yield from show.table([("Name", "Given and family now", "Then"), *map(_row, plan.people)])


def _row(change: NameChange) -> tuple[str, str, str]:
    now = " | ".join(filter(None, (change.given, change.family)))
    return change.who.name, now, f"{change.new_given} | {change.new_family}"


def _done(done: FamilyFirst) -> Iterator[str]:
    count = show.count(len(done.people), "name")
    yield f"{show.clean(done.word)} is written first; changed {count}. To take it back: hallway undo"
