"""`hallway guides diff`: what changed in the guides between versions, and how yours differ."""

from collections.abc import Iterator

import typer

from hallway.actions import guide_changes as actions
from hallway.actions.guide_changes import GuideChanges, OwnDifferences, ValueChangeView
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.playbooks.values import with_unit

app = commands()


@command(
    app,
    "diff",
    examples=["hallway guides diff", "hallway guides diff 0.1.0 0.2.0", "hallway guides diff --mine"],
    json="{old, new, versions, audience, values, rules}; with --mine {audience, base, values, rules, aside}",
)
def diff(
    context: typer.Context,
    old: str | None = typer.Argument(None, metavar="FROM", help="A version; else the one before."),
    new: str | None = typer.Argument(None, metavar="TO", help="A version; else this one."),
    mine: bool = typer.Option(
        False, "--mine", help="Compare your own numbers with the shipped ones instead."
    ),
    everybody: bool = typer.Option(False, "--all", help="List what changed for other audiences, too."),
) -> None:
    """Show what changed in the guides between versions, and which of it concerns you."""
    if mine and (old or new):
        raise NeedsMore("--mine compares with this version. Leave FROM and TO out.")
    record = open_record(context)
    if mine:
        found = actions.list_own_differences(record.store, record.clock)
        answer(context, found, _own(found))
        return
    changes = actions.list_changes(record.store, record.clock, old=old or "", new=new or "")
    answer(context, changes, _changes(changes, everybody=everybody))


def _changes(view: GuideChanges, *, everybody: bool) -> Iterator[str]:
    yield show.bold(f"The guides from {view.old} to {view.new}")
    if not view.values and not view.rules:
        yield "Nothing changed."
    shown = [each for each in view.values if everybody or each.is_yours]
    for sort in ("changed", "added", "removed"):
        some = [each for each in shown if each.sort == sort]
        if some:
            yield ""
            yield show.bold(f"Numbers {sort}")
        for each in some:
            yield from _value(each, view.audience, everybody=everybody)
    for sort in ("changed", "added", "removed"):
        rules = [each for each in view.rules if each.sort == sort]
        if rules:
            yield ""
            yield show.bold(f"Rules {sort}")
        for rule in rules:
            what = f" ({', '.join(rule.parts)})" if sort == "changed" else ""
            yield from show.wrap(
                f"{rule.says.new or rule.says.old}{what}{_concerned(rule.steps)}",
                indent=30,
                first=f"  {rule.id}",
            )
    if len(shown) < len(view.values):
        yield ""
        others = show.count(len(view.values) - len(shown), "change")
        yield f"{others} for other audiences: hallway guides diff --all"


def _value(each: ValueChangeView, audience: str, *, everybody: bool) -> Iterator[str]:
    yield from show.wrap(f"{each.says}{_concerned(each.steps)}", indent=30, first=f"  {each.key}")
    for name, pair in each.audiences.items():
        if everybody or name == audience:
            says = f"{show.GUIDES.get(name, name)}: {pair.old or 'none'} -> {pair.new or 'none'}"
            yield from show.wrap(says, indent=30)
    if each.own:
        yield from show.wrap(f"Yours is {each.own}.", indent=30)


def _concerned(steps: int) -> str:
    return f" {show.count(steps, 'open step')} of yours." if steps else ""


def _own(view: OwnDifferences) -> Iterator[str]:
    yield show.bold(f"Yours against {show.GUIDES.get(view.base, view.base)}")
    if not (view.values or view.rules or view.aside):
        yield "Nothing differs: every number is the guide's."
    for each in view.values:
        pair = f"{with_unit(each.shipped, each.unit) or 'none'} -> {with_unit(each.yours, each.unit)}"
        yield from show.wrap(f"{pair}.{_concerned(each.steps)}", indent=30, first=f"  {each.key}")
    if view.rules:
        yield from show.wrap(", ".join(view.rules), indent=30, first="  Rules of your own")
    for aside in view.aside:
        yield from show.wrap(
            f"{aside.value}, kept and not used: {aside.why}", indent=30, first=f"  {aside.key}"
        )
