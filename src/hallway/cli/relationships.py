"""`hallway relationships`: what one more tie to a program would add to the chance, and who could help."""

import typer

from hallway.actions import kept_worths, tie_efforts
from hallway.cli import relationship_views, show
from hallway.cli.frame import HallwayGroup, command, commands, shown_below
from hallway.cli.opening import answer, open_record
from hallway.domain.programs import TieKind

app = commands()
group = typer.Typer(
    cls=HallwayGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)
app.add_typer(group, name="relationships")

_EXAMPLES = (
    "hallway relationships",
    "hallway relationships --by hour",
    "hallway relationships --program 9991140",
    "hallway relationships --kind rotation --limit 40 --json",
    "hallway relationships --keep",
)
_JSON = (
    "{chance: {low, mid, high}, bare, basis, by, rows: [{code, name, kind, added: {low, mid, high},\n"
    "  is_listed, applying, is_measured, alike, best, hours, dollars, per_hour, per_100_dollars,\n"
    "  people: [{id, name, why, is_question}]}], others, talks, beliefs, truths, spent, totals, instead,\n"
    "  by_score: [{score, is_own, bare, now, more}], efforts, evidence, warnings, assumptions, closed,\n"
    "  without, kept, input_hash}"
)


@group.callback(epilog=shown_below(_EXAMPLES, _JSON))
def relationships(
    context: typer.Context,
    program: str = typer.Option(
        "", "--program", metavar="CODE|NAME", help="Only at this program.", show_default=False
    ),
    kind: str = typer.Option(
        "", "--kind", metavar="KIND", help=f"Only of this kind: {', '.join(TieKind)}.", show_default=False
    ),
    by: str = typer.Option("chance", "--by", metavar="ORDER", help="In the order of chance, hour or dollar."),
    limit: int = typer.Option(12, "--limit", metavar="N", help="At most so many rows of each group."),
    no_network: bool = typer.Option(False, "--no-network", help="As if you had none of your ties yet."),
    mixed: bool = typer.Option(
        False, "--mixed", help="Let what nobody measured stand among what was measured."
    ),
    keep: bool = typer.Option(False, "--keep", help="Let Today propose the best where somebody could help."),
) -> None:
    """Show what one more tie to each program would add to your chance to match, and who could help there.

    It is reckoned for your list as it stands, as a range, from studies of such ties, shrunken because people
    tie themselves to where they fit. What nobody measured stands apart. Nothing is a promise.
    """
    if context.invoked_subcommand:
        return
    from hallway.actions.relationships import (  # noqa: PLC0415 - brings numpy; `effort` works without
        find_relationships,
        read_kind,
        rows_for_today,
    )

    record = open_record(context)
    found = find_relationships(
        record.store,
        record.clock,
        program=program,
        kind=read_kind(kind),
        by=by.strip().casefold(),
        limit=limit,
        network=not no_network,
        mixed=mixed,
    )
    kept = kept_worths.keep_worths(record.store, record.clock, rows_for_today(found)) if keep else None
    answer(
        context,
        relationship_views.shape(found) | {"kept": kept.rows if kept else None},
        relationship_views.told(found, kept=None if kept is None else len(kept.rows)),
    )


@command(
    group,
    "effort",
    examples=[
        "hallway relationships effort",
        "hallway relationships effort rotation --hours 200 --dollars 3500",
        "hallway relationships effort rotation --usual",
    ],
    json="{efforts: [{kind, hours, dollars, own_hours, own_dollars, usual_hours, usual_dollars, says}]}",
)
def effort(
    context: typer.Context,
    kind: TieKind | None = typer.Argument(None, metavar="[KIND]", help="Which kind of tie; none lists all."),
    hours: float | None = typer.Option(None, "--hours", metavar="H", help="Hours of yours that one costs."),
    dollars: float | None = typer.Option(None, "--dollars", metavar="D", help="US dollars that one costs."),
    usual: bool = typer.Option(False, "--usual", help="Take the usual effort again."),
) -> None:
    """Show or set what a tie costs you in hours and dollars: the usual numbers are only our estimate."""
    record = open_record(context)
    if kind is not None and usual:
        tie_efforts.clear_effort(record.store, record.clock, kind=kind)
    elif kind is not None and not (hours is None and dollars is None):
        tie_efforts.set_effort(record.store, record.clock, kind=kind, hours=hours, dollars=dollars)
    efforts = [each for each in tie_efforts.list_efforts(record.store) if kind is None or each.kind is kind]
    answer(context, {"efforts": efforts}, relationship_views.efforts(efforts))


@command(
    group,
    "forget",
    examples=["hallway relationships forget"],
    json="{forgotten}",
)
def forget(context: typer.Context) -> None:
    """Let Today propose no programs worth a conversation any more."""
    record = open_record(context)
    kept_worths.forget_worths(record.store, record.clock)
    answer(context, {"forgotten": True}, show.wrap("Today proposes no relationships any more."))
