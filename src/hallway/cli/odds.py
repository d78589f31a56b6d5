"""`hallway odds`: the chance to match and to be interviewed, as ranges, with all that they are made of."""

import typer

from hallway.actions.odds import find_odds
from hallway.cli import odds_views
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record

app = commands()


@command(
    app,
    "odds",
    examples=[
        "hallway odds",
        "hallway odds 9991140",
        'hallway odds --specialty "family medicine" --all',
        "hallway odds --state Ohio --kind community",
        "hallway odds --no-network --json",
    ],
    json="{conditional: {low, mid, high}, unconditional, interviewed, basis, profile,\n"
    "  programs: [{code, name, specialty, is_listed, is_connected, outcome, p_interview, p_match_there,\n"
    "  band, factors: [{name, value, weight, source, year, borrowed, note}], unknown, closed, borrowed}],\n"
    "  factors, unknown, what_narrows: {you: [{fact, field, part}], programs: [{code, name, fact, moves}]},\n"
    "  otherwise, fallback, assumptions, sources, borrowed, without, input_hash}",
)
def odds(
    context: typer.Context,
    program: list[str] | None = typer.Argument(
        None, metavar="[CODE|NAME]", help="Tell about these programs in full, with every factor and source."
    ),
    specialty: list[str] | None = typer.Option(
        None, "--specialty", metavar="TEXT", help="Of this specialty; repeat it. Without it, your own."
    ),
    state: list[str] | None = typer.Option(
        None, "--state", metavar="STATE", help="Only in this state; repeat it."
    ),
    kind: list[str] | None = typer.Option(
        None, "--kind", metavar="KIND", help="Only at university, community or military ones; repeat it."
    ),
    no_network: bool = typer.Option(
        False, "--no-network", help="Leave out what ties and signals go along with."
    ),
    everything: bool = typer.Option(
        False, "--all", help="Every program of the specialty, not only those on your list."
    ),
) -> None:
    """Show your chance to match, and at each program, as ranges with their reasons.

    It looks at the programs on your list; while there is none, at all of your specialty. Programs that the
    known facts cannot tell apart share a band. Every number names its source; nothing is a promise.
    """
    record = open_record(context)
    found = find_odds(
        record.store,
        record.clock,
        specialties=specialty or (),
        units=program or (),
        states=state or (),
        kinds=kind or (),
        everything=everything,
        network=not no_network,
    )
    lines = odds_views.told(found, everything=everything, is_named=bool(program))
    answer(context, odds_views.shape(found), lines)
