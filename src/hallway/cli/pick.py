"""`hallway pick`: the list of programs that maximizes the chance to match, with a proof of how close."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

import typer

from hallway.cli import pick_notes, show
from hallway.cli.errors import NeedsMore
from hallway.cli.exports import check_place, write_whole
from hallway.cli.frame import command, commands, is_json, shown_below
from hallway.cli.opening import answer, open_record
from hallway.cli.pick_options import PickCommand, PickGroup, read_asked
from hallway.cli.progress import Bar
from hallway.domain.errors import InvalidValue

if TYPE_CHECKING:
    from hallway.actions.pick_answers import PickAnswer
    from hallway.actions.pick_asked import PickAsked
    from hallway.actions.pick_exports import PickFile
    from hallway.app import App
    from hallway.engine.portfolios import Choice

app = commands()
group = typer.Typer(cls=PickGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True)
app.add_typer(group, name="pick")
group.add_typer(pick_notes.app)

_MOST_SECONDS = 3600.0
_EXAMPLES = (
    "hallway pick",
    'hallway pick --specialty "internal medicine" --budget 800 --signals gold=3,silver=12',
    'hallway pick --specialty "internal medicine" --specialty "family medicine=0.6" --value preference',
    'hallway pick --applications 60 --state OH --state PA --mix "community>=20" --must 9991140',
    "hallway pick --seconds 20 --json",
    "hallway pick --print list.html",
)
_JSON = (
    "{p_match: {low, mid, high}, conditional, interviewed, objective, value, upper_bound, gap, cost,\n"
    "  programs: [{code, name, city, state, specialty, action, p_interview, p_match_there, marginal, band,\n"
    "  robust, alike, is_sent, is_listed, cost, factors, unknown, people, comments}],\n"
    "  excluded: [{code, name, why, gain}], curve: [{applications, value, cost}], fallback, assumptions,\n"
    "  sources, without, input_hash, seconds}"
)
PROGRAM = typer.Argument(metavar="CODE|NAME", help="Its code, or words of institution, place and specialty.")


@group.callback(epilog=shown_below(_EXAMPLES, _JSON))
def pick(
    context: typer.Context,
    seconds: float = typer.Option(
        0.0, "--seconds", metavar="S", help="Go on proving for so long; Ctrl-C keeps the best so far."
    ),
    csv: str = typer.Option("", "--csv", metavar="FILE", help="Write it as a sheet.", show_default=False),
    xlsx: str = typer.Option("", "--xlsx", metavar="FILE", help="Or as a workbook.", show_default=False),
    print_: str = typer.Option(
        "", "--print", metavar="FILE", help="Or as a page (HTML) for mentors to write on.", show_default=False
    ),
    force: bool = typer.Option(False, "--force", help="Overwrite the file when it is there."),
) -> None:
    """Choose the programs that maximize your chance to match, within your limits, with a proof.

    Without any option it takes your specialties, as many applications as one usually sends, and the signals
    of the season. Every program says what it adds; a proof says how much better any other list could be.
    Chances are ranges, and nothing is a promise. Nothing is kept unless you say so.
    """
    if context.invoked_subcommand is not None:
        return
    places = [(kind, Path(name).expanduser()) for kind, name in _files(csv, xlsx, print_) if name]
    for kind, place in places:
        check_place(place, is_forced=force, such_as=f"list.{kind}")
    record = open_record(context)
    asked = read_asked(context)
    began = monotonic()
    found = _find(record, asked, seconds=seconds)
    from hallway.actions.pick_exports import export_pick  # noqa: PLC0415 - brings numpy, which help does without
    from hallway.cli import pick_views  # noqa: PLC0415 - as above

    for kind, place in places:
        data = export_pick(record.store, record.clock, found, kind=kind)
        write_whole(place, data, is_forced=force)
    if places and not is_json(context):
        for _, place in places:
            typer.echo(f"Wrote {place}: {show.count(len(found.programs), 'program')}.")
        return
    shape = pick_views.shape(found, round(monotonic() - began, 3))
    answer(context, shape, pick_views.told(found))


def _files(csv: str, xlsx: str, print_: str) -> "Sequence[tuple[PickFile, str]]":
    return (("csv", csv), ("xlsx", xlsx), ("html", print_))


def _find(record: "App", asked: "PickAsked", *, seconds: float = 0.0) -> "PickAnswer":
    from hallway.actions.picks import find_pick  # noqa: PLC0415 - brings numpy, which help does without

    if not 0 <= seconds <= _MOST_SECONDS:
        raise InvalidValue("--seconds", f"{seconds:g}", f"Type a number from 0 to {_MOST_SECONDS:.0f}.")
    if not seconds:
        return find_pick(record.store, record.clock, asked)
    with patience(seconds) as go_on:
        return find_pick(record.store, record.clock, asked, go_on=go_on)


@contextmanager
def patience(seconds: float) -> "Iterator[Callable[[Choice], bool]]":
    """Give what tells whether to go on proving: until the time is over, or somebody has had enough."""
    is_over = False
    until = monotonic() + seconds
    bar = Bar()

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal is_over
        is_over = True
        signal.signal(signal.SIGINT, before)  # the second Ctrl-C stops at once

    def go_on(choice: "Choice") -> bool:
        left = until - monotonic()
        says = f"Proving: {choice.gap:.4%} left, {max(0.0, left):.0f} s; Ctrl-C keeps the best so far"
        bar.wait(says)
        return not is_over and left > 0

    before = signal.signal(signal.SIGINT, end)
    try:
        yield go_on
    finally:
        signal.signal(signal.SIGINT, before)
        bar.close()


@command(
    group,
    "explain",
    examples=["hallway pick explain 9991140", "hallway pick explain 9991140 --applications 60 --json"],
    json="{code, name, is_picked, program, why_not, gain, odds, people, comments, wish, p_match, otherwise}",
    kind=PickCommand,
)
def explain(context: typer.Context, program: str = PROGRAM) -> None:
    """Say why one program is on the list or not, and what the opposite would do to the whole."""
    record = open_record(context)
    from hallway.actions.picks import explain_pick  # noqa: PLC0415 - as above
    from hallway.cli import pick_views  # noqa: PLC0415 - as above

    found = explain_pick(record.store, record.clock, read_asked(context), program)
    answer(context, pick_views.shape_explained(found), pick_views.explained(found))


@command(
    group,
    "what-if",
    examples=[
        "hallway pick what-if --add 9991140",
        "hallway pick what-if --drop 9991140 --budget 600",
        "hallway pick what-if --applications 80 --json",
    ],
    json="{before: {name, p_match, conditional, value, upper_bound, cost, programs}, after, moves,\n"
    "  added: [{code, name, before, after}], dropped, changed, kept}",
    kind=PickCommand,
)
def what_if(
    context: typer.Context,
    add: list[str] | None = typer.Option(None, "--add", metavar="CODE", help="With this one; repeat it."),
    drop: list[str] | None = typer.Option(
        None, "--drop", metavar="CODE", help="Without this one; repeat it."
    ),
    by_hand: list[str] | None = typer.Option(
        None, "--by-hand", metavar="TEXT", help="With this done there: CODE=gold-signal; repeat it."
    ),
    budget: float | None = typer.Option(None, "--budget", metavar="USD", help="With this budget."),
    applications: int | None = typer.Option(
        None, "--applications", metavar="N", help="With so many applications at most."
    ),
    signals: list[str] | None = typer.Option(
        None, "--signals", metavar="TEXT", help="With these signals to send."
    ),
    rotations: int | None = typer.Option(None, "--rotations", metavar="N", help="With so many rotations."),
    interviews: float | None = typer.Option(
        None, "--interviews", metavar="N", help="With so many interviews at most."
    ),
) -> None:
    """Show the list as it is beside the one it would be; nothing is kept.

    Limits after the verb are those of the second list; to set them for the first one, put them before it:
    hallway pick --budget 800 what-if --budget 600
    """
    limits = (budget, applications, rotations, interviews)
    if not (add or drop or by_hand or signals) and all(each is None for each in limits):
        raise NeedsMore("Say what to change: --add, --drop, --by-hand, --budget, --applications, --signals.")
    record = open_record(context)
    from hallway.actions import picks  # noqa: PLC0415 - as above
    from hallway.cli import pick_views  # noqa: PLC0415 - as above

    found = picks.what_if(
        record.store,
        record.clock,
        read_asked(context),
        add=add or (),
        drop=drop or (),
        by_hand=by_hand or (),
        budget=budget,
        applications=applications,
        signals=signals or None,
        rotations=rotations,
        interviews=interviews,
    )
    answer(context, pick_views.shape_compared(found), pick_views.compared(found))


@command(
    group,
    "compare",
    examples=["hallway pick compare September October", "hallway pick compare 9991140 9991141"],
    json="two lists: {before, after, moves, added, dropped, changed, kept}; two programs: {programs: [..]}",
    kind=PickCommand,
)
def compare(
    context: typer.Context,
    one: str = typer.Argument(metavar="A", help="A kept list, by its name, or a program."),
    other: str = typer.Argument(metavar="B", help="Another kept list, or another program."),
) -> None:
    """Show two kept lists, or two programs, side by side."""
    record = open_record(context)
    asked = read_asked(context)
    from hallway.actions import kept_picks, picks  # noqa: PLC0415 - as above
    from hallway.cli import pick_views  # noqa: PLC0415 - as above

    if kept_picks.is_kept(record.store, one) and kept_picks.is_kept(record.store, other):
        found = picks.compare_picks(record.store, record.clock, one, other, asked)
        answer(context, pick_views.shape_compared(found), pick_views.compared(found))
        return
    both = picks.compare_programs(record.store, record.clock, asked, one, other)
    shape = {"programs": [pick_views.shape_explained(each) for each in both]}
    answer(context, shape, pick_views.beside(*both))


@command(
    group,
    "keep",
    examples=["hallway pick keep September", "hallway pick --budget 800 keep small"],
    json="{kept: {id, name, made_at, asked, low, mid, high, value, upper_bound, cost, programs}}",
    kind=PickCommand,
)
def keep(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="What to call it."),
) -> None:
    """Keep the list as it comes out now, to compare it with another one later."""
    record = open_record(context)
    found = _find(record, read_asked(context))
    from hallway.actions.kept_picks import keep_pick  # noqa: PLC0415 - as above

    kept = keep_pick(record.store, record.clock, found, name=name)
    answer(context, {"kept": kept}, [f"Kept {name}: {show.count(len(kept.programs), 'program')}."])


@command(
    group,
    "put-on-list",
    examples=["hallway pick put-on-list", "hallway pick --budget 800 put-on-list --yes"],
    json="{added: [{code, name, reasons}], removed, stay, others, is_applied}",
    kind=PickCommand,
)
def put_on_list(
    context: typer.Context,
    only: bool = typer.Option(False, "--only", help="Take everything else off your list."),
    yes: bool = typer.Option(False, "--yes", help="Do what was previewed; undo takes it back."),
) -> None:
    """Put the picked programs on your own list; shows first what would change."""
    record = open_record(context)
    found = _find(record, read_asked(context))
    from hallway.actions import pick_lists  # noqa: PLC0415 - as above

    plan = pick_lists.plan_list(record.store, found, only=only)
    if yes:
        plan = pick_lists.apply_list(record.store, record.clock, plan)
    counts = (
        f"{show.count(len(plan.added), 'program')} new on your list, {len(plan.stay)} on it already,"
        f" {len(plan.removed)} taken off it."
    )
    lines = [counts, *(line for each in plan.added for line in show.wrap(each.name, indent=4, first="  +"))]
    lines += (line for each in plan.removed for line in show.wrap(each.name, indent=4, first="  -"))
    if plan.others and not only:
        lines.append(
            f"  {show.count(len(plan.others), 'other program')} that you listed stay: --only takes them off."
        )
    lines.append("Done. To take it back: hallway undo" if yes else "Nothing changed yet. To do it: --yes")
    parts = {"added": plan.added, "removed": plan.removed, "stay": plan.stay, "others": plan.others}
    shape: dict[str, object] = {
        name: [{"code": each.code, "name": each.name, "reasons": each.reasons} for each in some]
        for name, some in parts.items()
    }
    answer(context, shape | {"is_applied": yes}, lines)
