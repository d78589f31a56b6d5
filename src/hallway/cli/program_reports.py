"""`hallway programs import-nrmp|counts`: positions and fills from an official report of the applicant's."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.actions import program_counts, program_imports
from hallway.actions.program_counts import ACKNOWLEDGMENT, TERMS
from hallway.actions.program_lookups import find_coded
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import NeedsMore, refuse
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.cli.program_facts import problems
from hallway.cli.progress import Bar
from hallway.cli.typed import read_bytes
from hallway.domain.programs import ProgramCounts
from hallway.formats.pdf_pages import LARGEST, refuse_size
from hallway.formats.program_results import ProgramResults, read_program_results

if TYPE_CHECKING:
    from hallway.app import App

app = commands()


@command(
    app,
    "import-nrmp",
    examples=["hallway programs import-nrmp report.pdf", "hallway programs import-nrmp report.pdf --yes"],
    json="{report, years, pages, tracks, in_directory, unread, sums, totals, problems, terms, applied}",
)
def import_nrmp(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="The Program Results report, a PDF; - is stdin."),
    yes: bool = typer.Option(False, "--yes", help="Keep what was read."),
) -> None:
    """Read the official Program Results report that you have: positions and fills, for reference only.

    The numbers stay in your own file and out of the odds, until you say that you have read whose terms apply
    (`hallway programs counts use`). Rows that cannot be read are listed; sums are checked against the
    report's own totals. Ctrl-C stops it at any moment.
    """
    results = _read(file)
    _keep(context, open_record(context), results, yes=yes)


def _read(file: str) -> ProgramResults:
    name = "stdin" if file == "-" else Path(file).name
    place = Path(file).expanduser()
    if file != "-" and place.is_file():
        refuse_size(place.stat().st_size, name)
    data = read_bytes(file, largest=LARGEST)
    bar = Bar(" pages", is_patient=True)
    try:
        bar.wait(f"Reading {show.clean(name)}")
        return read_program_results(data, name=name, tell=bar.draw)
    finally:
        bar.close()


def _keep(context: typer.Context, record: "App", results: ProgramResults, *, yes: bool) -> None:
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        for line in _preview(results):
            typer.echo(line)
        yes = confirm("Keep these numbers for reference?")
    if not yes:
        lines = [] if asked else _preview(results)
        how = ["", "Nothing was kept yet.", "To keep it for reference, type the same again with --yes."]
        answer(context, _shape(results, None), [*lines, *how])
        return
    kept = program_imports.keep_program_results(record.store, record.clock, results=results)
    lines = [] if asked else [*_preview(results), ""]
    says = f"Kept for reference: {show.count(len(kept.rows), 'track')} of {show.clean(kept.report)}."
    use = "It does not enter the odds. To let it in: hallway programs counts use"
    answer(context, _shape(results, kept), [*lines, says, use, "To take it back: hallway undo"])


def _known(results: ProgramResults) -> int:
    return sum(find_coded(code) is not None for code in results.rows)


def _shape(results: ProgramResults, kept: ProgramCounts | None) -> dict[str, object]:
    return {
        "report": results.report,
        "years": results.years,
        "pages": results.pages,
        "tracks": len(results.rows),
        "in_directory": _known(results),
        "unread": results.unread,
        "sums": results.sums,
        "totals": results.totals_found,
        "problems": results.problems,
        "terms": TERMS,
        "applied": _counts_shape(kept) if kept else None,
    }


def _preview(results: ProgramResults) -> Iterator[str]:
    yield show.bold(show.clean(results.report))
    unread = f", {show.count(results.unread, 'row')} that cannot be read" if results.unread else ""
    tracks = show.count(len(results.rows), "track")
    yield f"  {show.count(results.pages, 'page')}, {tracks} ({_known(results):,} in the directory){unread}"
    rows = [("Year", "Positions", "Filled", "The report's own total")]
    totals = results.totals_found or (None,) * len(results.years)
    for year, own, printed in zip(results.years, results.sums, totals, strict=True):
        rows.append((str(year), f"{own[0]:,}", f"{own[1]:,}", _compare(own, printed)))
    yield from show.table(rows)
    yield from problems(results.problems)
    yield ""
    yield from show.wrap(TERMS)


def _compare(own: tuple[int, int], printed: tuple[int | None, int | None] | None) -> str:
    if printed is None:
        return "none is printed"
    if printed == own:
        return "agrees"
    told = " and ".join("nothing" if each is None else f"{each:,}" for each in printed)
    return f"differs: {told}"


# ---------------------------------------------------------------------------------------------- counts


class Deed(StrEnum):
    """What to do with the numbers of a report."""

    LIST = "list"
    USE = "use"
    STOP = "stop"
    FORGET = "forget"


@command(
    app,
    "counts",
    examples=[
        "hallway programs counts",
        "hallway programs counts use",
        f'hallway programs counts use --acknowledge "{ACKNOWLEDGMENT}"',
        "hallway programs counts stop 2021-2025",
        "hallway programs counts forget",
    ],
    json="{reports: [{id, report, years, on, in_odds, tracks}]}; of one report\n"
    "  {report: {id, report, years, on, in_odds, tracks}, terms, acknowledgment}",
)
def counts(
    context: typer.Context,
    deed: Deed = typer.Argument(
        Deed.LIST, metavar="[use|stop|forget]", help="What to do; none lists them.", show_default=False
    ),
    report: str = typer.Argument(
        "", metavar="[REPORT]", help="Its name or id; none when there is one only.", show_default=False
    ),
    acknowledge: str = typer.Option(
        "", "--acknowledge", metavar="TEXT", help=f'To use: the words "{ACKNOWLEDGMENT}".', show_default=False
    ),
) -> None:
    """Say whether the numbers of a report that you read in may enter your odds, or remove them.

    They may only once you have read whose terms apply: `use` shows that first.
    """
    record = open_record(context)
    if deed is Deed.LIST:
        found = program_counts.list_counts(record.store)
        answer(context, {"reports": [_counts_shape(each) for each in found]}, _listed(found))
        return
    chosen = _choose(record, report)
    if deed is Deed.USE:
        _use(context, record, chosen, acknowledge)
    elif deed is Deed.STOP:
        stopped = program_counts.stop_using_counts(record.store, record.clock, counts=chosen.id)
        _tell(context, stopped, f"{stopped.report} stays for reference, and out of your odds.")
    else:
        gone = program_counts.forget_counts(record.store, record.clock, counts=chosen.id)
        _tell(context, gone, f"Removed the numbers of {gone.report}. To bring them back: hallway undo")


def _use(context: typer.Context, record: "App", chosen: ProgramCounts, acknowledge: str) -> None:
    """Let the numbers in; without the words in which that is said, show what they are about."""
    asked = not acknowledge and not chosen.in_odds and is_terminal() and not is_json(context)
    if asked:
        for line in show.wrap(TERMS):
            typer.echo(line)
        acknowledge = typer.prompt(f"Type: {ACKNOWLEDGMENT}", default="", show_default=False, type=str)
    if not acknowledge and not chosen.in_odds:
        answer(context, _one_shape(chosen), [] if asked else show.wrap(TERMS))
        raise refuse(f'Nothing was changed. To let them in, add: --acknowledge "{ACKNOWLEDGMENT}"')
    if not chosen.in_odds:
        chosen = program_counts.use_counts(
            record.store, record.clock, counts=chosen.id, acknowledgment=acknowledge
        )
    _tell(context, chosen, f"{chosen.report} enters your odds. To stop it: hallway programs counts stop")


def _tell(context: typer.Context, each: ProgramCounts, says: str) -> None:
    answer(context, _one_shape(each), show.wrap(says))


def _one_shape(each: ProgramCounts) -> dict[str, object]:
    return {"report": _counts_shape(each), "terms": TERMS, "acknowledgment": ACKNOWLEDGMENT}


def _counts_shape(each: ProgramCounts) -> dict[str, object]:
    return {
        "id": each.id,
        "report": each.report,
        "years": each.years,
        "on": each.on,
        "in_odds": each.in_odds,
        "tracks": len(each.rows),
    }


def _listed(found: Sequence[ProgramCounts]) -> Iterator[str]:
    if not found:
        yield "No report yet. Read one that you have: hallway programs import-nrmp FILE.pdf"
    short = show.short_ids([each.id for each in found])
    for each in found:
        use = "in the odds" if each.in_odds else "for reference only"
        text = f"{each.report}: {show.count(len(each.rows), 'track')}, read {each.on.isoformat()}, {use}"
        yield from show.wrap(text, indent=12, first=f"  {short[each.id]}")


def _choose(record: "App", words: str) -> ProgramCounts:
    """Return the report that is meant: by name, by the start of its id, or the only one."""
    found = program_counts.list_counts(record.store)
    if not found:
        raise NeedsMore("No report was read in yet: hallway programs import-nrmp FILE.pdf")
    wanted = " ".join(words.casefold().split())
    fits = [
        each for each in found if wanted in each.report.casefold() or (wanted and each.id.startswith(wanted))
    ]
    if len(fits) == 1:
        return fits[0]
    told = "".join(f"\n  {each.id}  {each.report}" for each in fits or found)
    says = "Say which report" if fits else f"No report is called {words!r}"
    raise NeedsMore(f"{says}, by its name or id:{told}")
