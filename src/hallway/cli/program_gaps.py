"""`hallway programs look-up`: which facts of the list to find out first, ready to be filled in."""

from collections.abc import Iterator

import typer

from hallway.actions.program_fact_forms import FACT_FORMS
from hallway.actions.program_gaps import FactsToFind, ProgramGaps, find_gaps, write_blank
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.domain.programs import FactKind
from hallway.formats.chances import points

app = commands()


@command(
    app,
    "look-up",
    examples=[
        "hallway programs look-up",
        "hallway programs look-up --blank > facts.txt",
        "hallway programs look-up --most 30 --json",
    ],
    json="{programs: [{unit, name, facts: [{kind, label, moves}]}], more, listed, is_measured, blank}",
)
def look_up(
    context: typer.Context,
    most: int = typer.Option(15, "--most", metavar="NUMBER", min=1, max=5000, help="How many facts."),
    blank: bool = typer.Option(
        False, "--blank", help="Print lines to fill in, for `hallway programs paste`."
    ),
) -> None:
    """Show which unknown facts of your list are worth looking up first, and where they go.

    Those come first without which your chance there may lie off most: the weightiest of each program, then
    the next ones. What nobody knows stays unknown.
    """
    record = open_record(context)
    found = find_gaps(record.store, record.clock, most=most)
    answer(context, _shape(found), write_blank(found).splitlines() if blank else _told(found))


def _shape(found: FactsToFind) -> dict[str, object]:
    return {
        "programs": [
            {
                "unit": each.unit.code,
                "name": each.name,
                "facts": [
                    {"kind": kind, "label": FACT_FORMS[kind].label, "moves": each.moves.get(kind)}
                    for kind in each.missing
                ],
            }
            for each in found.programs
        ],
        "more": found.more,
        "listed": found.listed,
        "is_measured": found.is_measured,
        "blank": write_blank(found),
    }


def _told(found: FactsToFind) -> Iterator[str]:
    if not found.listed:
        yield 'Nothing is on your list yet. Put a program on it: hallway programs add CODE --why "Takes IMGs"'
        return
    if not found.programs:
        yield "Nothing more is worth looking up about the programs of your list."
        return
    count = sum(len(each.missing) for each in found.programs)
    yield show.bold(f"{show.count(count, 'fact')} worth looking up first")
    for each in found.programs:
        yield from show.wrap(each.name, indent=14, first=f"  {each.unit.code}")
        for kind in each.missing:
            yield from show.wrap(_fact(each, kind), indent=6, first="    -")
    if found.more:
        yield f"  and {show.count(found.more, 'fact')} that can wait: --most {count + found.more}"
    if found.is_measured:
        says = (
            "Beside a fact: by how many percentage points your chance to match there may lie off without it."
        )
        yield from (show.faint(each) for each in show.wrap(says, indent=2))
    yield ""
    yield "One by one:     hallway programs fact CODE KIND VALUE --source website"
    yield "All in one go:  hallway programs look-up --blank > facts.txt"
    yield "                hallway programs paste facts.txt --source website"


def _fact(program: ProgramGaps, kind: FactKind) -> str:
    label = f"{FACT_FORMS[kind].label} ({kind.value})"
    moves = program.moves.get(kind)
    return label if moves is None else f"{label}: {points(moves)}"
