"""`hallway match`: who matches where, for a whole market from files; nothing of it is kept."""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.cli import show
from hallway.cli.errors import STOPPED, Failure, NeedsMore, tell
from hallway.cli.exports import check_place, write_whole
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer
from hallway.cli.progress import Bar
from hallway.cli.typed import read_bytes
from hallway.formats.problems import UnreadableFile

if TYPE_CHECKING:
    from hallway.actions.matches import MatchRun
    from hallway.engine.exact import ExactSolver

app = commands()

_EXIT = {"stable": 0, "none": 3, "undecided": 4}
_LARGEST = 200_000_000  # bytes of a file: three times the national Match with long names
_LARGE = 5_000_000
"""Bytes of all files from which on reading them takes long enough to say so."""
_SHOWN = 20  # applicants
_TOLD = 10  # programs, positions that went over, notes
_TABLES = frozenset({".csv", ".tsv"})


class Proposing(StrEnum):
    """Who proposes."""

    APPLICANTS = "applicants"
    PROGRAMS = "programs"


@command(
    app,
    "match",
    examples=[
        "hallway match market.json",
        "hallway match applicants.csv programs.csv positions.csv",
        "hallway match season/ --csv > matches.csv",
        "hallway match market.json --proposing programs --json",
        "hallway match market.json --exact --seconds 120 --out answer.json",
        "cat market.json | hallway match - --json",
    ],
    json="{status, matches: {applicant: program or null}, unfilled: {program: n}, blocking,\n"
    "  proof: {verifier, says, exact}, seconds, supplemental, reversions: [{from, to, moved}], closed,\n"
    "  retries, notes}; with `blocking_pairs` when it is not stable. It leaves with 0 when the match is\n"
    "  stable, 3 when no stable match exists, 4 when that is undecided",
)
def match(
    context: typer.Context,
    files: list[str] = typer.Argument(
        metavar="FILE", help="A market as JSON (- for stdin), or its tables (CSV), or a folder of tables."
    ),
    proposing: Proposing = typer.Option(
        Proposing.APPLICANTS, "--proposing", help="Who proposes; the Match lets applicants propose."
    ),
    exact: bool = typer.Option(
        False, "--exact", help="Prove what the algorithm leaves open; needs the extra `exact`."
    ),
    max_retries: int = typer.Option(
        1000, "--max-retries", metavar="N", help="How often couples in a loop are put aside and tried again."
    ),
    seed: int = typer.Option(
        0, "--seed", metavar="N", help="Chooses which; the same seed gives the same match."
    ),
    seconds: float = typer.Option(60.0, "--seconds", metavar="N", help="How long --exact may search."),
    csv: bool = typer.Option(False, "--csv", help="Print applicant,program,supplemental as a table."),
    out: str = typer.Option(
        "",
        "--out",
        metavar="OUT",
        help="Write the whole answer there, too: JSON or CSV, by its ending.",
        show_default=False,
    ),
    force: bool = typer.Option(False, "--force", help="Overwrite OUT when it is there."),
) -> None:
    """Run the Match on rank order lists: who matches where, what stays empty, and whether it is stable.

    Honors couples, supplemental lists, reversions and even or odd requests. Every match is checked by a
    verifier apart. Your record is neither read nor changed. It leaves with 0 when the match is stable, 3 when
    it is proven that none is, 4 when that stays undecided, 2 when the lists cannot be meant.
    """
    if csv and is_json(context):
        raise NeedsMore("Take one: --json, or --csv.")
    place = Path(out).expanduser() if out else None
    if place is not None:
        if place.suffix.casefold() not in {".json", ".csv"}:
            raise NeedsMore("Let OUT end in .json or .csv; that says what to write.")
        check_place(place, is_forced=force, such_as="answer.json")
    solver = _find_exact() if exact else None
    bar = Bar(is_patient=True)
    try:
        run = _run(
            files, bar, proposing=proposing, exact=solver, seconds=seconds, max_retries=max_retries, seed=seed
        )
    except (KeyboardInterrupt, typer.Abort) as stopped:
        bar.close()
        tell(Failure("Stopped. No match was made.", "Stopped", STOPPED), stopped, as_json=is_json(context))
        raise typer.Exit(STOPPED) from None
    finally:
        bar.close()
    _print(context, run, as_csv=csv)
    if place is not None:
        write_whole(place, _file_of(run, as_csv=place.suffix.casefold() == ".csv"), is_forced=force)
        sys.stderr.write(f"hallway: wrote {out}\n")
    raise typer.Exit(_EXIT[run.answer.status.value])


def _find_exact() -> "ExactSolver":
    from hallway.workers.exact_matches import ExactSolverMissing, find_exact  # noqa: PLC0415 - only for --exact

    found = find_exact()
    if found is None:
        raise ExactSolverMissing
    return found


def _run(
    files: Sequence[str],
    bar: Bar,
    *,
    proposing: Proposing,
    exact: "ExactSolver | None",
    seconds: float,
    max_retries: int,
    seed: int,
) -> "MatchRun":
    from hallway.actions.matches import how_to_speed_up, run_match  # noqa: PLC0415 - loads the engine
    from hallway.engine.kernels import when_compiling  # noqa: PLC0415 - as above
    from hallway.formats.markets import read_market  # noqa: PLC0415 - as above

    when_compiling(lambda: bar.wait("Preparing the match engine, once ..."))
    data = _read(files)
    if sum(map(len, data.values())) > _LARGE:
        bar.wait("Reading the lists ...")
    market_file = read_market(data)
    del data  # not needed while the match runs, and large
    slow = how_to_speed_up(market_file.market)
    if slow and sys.stderr.isatty():
        bar.close()
        sys.stderr.write(f"hallway: {slow}\n")

    def show_progress(done: int, of: int, what: str) -> None:
        bar.says = f" {what}"
        bar.draw(done, of)

    return run_match(
        market_file,
        proposing="programs" if proposing is Proposing.PROGRAMS else "applicants",
        exact=exact,
        exact_seconds=seconds,
        max_retries=max_retries,
        seed=seed,
        tell=show_progress,
    )


def _read(files: Sequence[str]) -> Mapping[str, bytes]:
    """Return what each file holds, by its name; a folder stands for the tables in it."""
    paths = [path for each in files for path in _inside(each)]
    names = [Path(each).name for each in paths]
    data: dict[str, bytes] = {}
    for path, name in zip(paths, names, strict=True):
        label = "stdin" if path == "-" else path if names.count(name) > 1 else name
        if label in data:
            raise NeedsMore(f"{label} is named twice. Name it once.")
        data[show.clean(label)] = read_bytes(path, largest=_LARGEST)
    return data


def _inside(typed: str) -> Sequence[str]:
    folder = Path(typed).expanduser()
    try:
        if typed == "-" or not folder.is_dir():
            return [typed]
        found = sorted(str(each) for each in folder.iterdir() if each.suffix.casefold() in _TABLES)
    except (OSError, ValueError):
        return [typed]  # reading it tells
    if not found:
        raise UnreadableFile("no table (.csv) lies in this folder", typed, "Name the folder of the tables.")
    return found


# --------------------------------------------------------------------------------------------- showing


def _file_of(run: "MatchRun", *, as_csv: bool) -> bytes:
    from hallway.formats.matchings import write_match_csv, write_match_json  # noqa: PLC0415 - loaded already

    if as_csv:
        return write_match_csv(run.market, run.answer.matching)
    return write_match_json(run.shape)


def _print(context: typer.Context, run: "MatchRun", *, as_csv: bool) -> None:
    if not as_csv:
        answer(context, run.shape if is_json(context) else None, _shown(run))
        return
    # The mark that Excel wants at the start of a file would stand before the first word in a pipe.
    sys.stdout.buffer.write(_file_of(run, as_csv=True).removeprefix(BOM_UTF8))
    if run.answer.status.value != "stable":  # the table alone does not tell
        sys.stderr.write(f"hallway: {_headline(run)}\n")


def _headline(run: "MatchRun") -> str:
    blocking = show.count(run.answer.counts.blocking, "thing blocks", "things block")
    match run.answer.status.value:
        case "stable":
            return "A stable match."
        case "none":
            return f"No stable match exists, and that is proven. {blocking} the match that came closest."
        case _:
            return f"Undecided: no stable match was found, and none is ruled out. {blocking} the one shown."


def _shown(run: "MatchRun") -> Iterator[str]:
    shape = run.shape
    yield show.bold(_headline(run))
    people = run.market.applicant_count
    unfilled = shape["unfilled"]
    empty = unfilled if isinstance(unfilled, dict) else {}
    positions = sum(number for number in empty.values() if isinstance(number, int))
    yield f"  {run.matched:,} of {show.count(people, 'applicant')} matched, {people - run.matched:,} not."
    yield f"  {show.count(positions, 'position')} unfilled in {show.count(len(empty), 'program')}."
    yield from show.wrap(run.answer.proof, indent=2)
    effort = run.answer.effort
    retries = f", {show.count(effort.retries, 'retry', 'retries')} of couples" if effort.retries else ""
    yield show.faint(f"  {show.count(effort.proposals, 'proposal')}{retries}, {effort.seconds:.2f} seconds")
    yield from _blocking(run)
    yield from _moves(run)
    yield from _table(run)
    if empty:
        yield ""
        yield show.bold("Unfilled positions")
        yield from show.table([(name, str(number)) for name, number in list(empty.items())[:_TOLD]])
        yield from _more(len(empty), _TOLD, "program", "--json")
    if run.notes:
        yield ""
        yield show.bold("About the lists")
        for each in run.notes[:_TOLD]:
            yield from show.wrap(each, indent=2)
        yield from _more(len(run.notes), _TOLD, "remark", "--json")


def _blocking(run: "MatchRun") -> Iterator[str]:
    if run.blocking_pairs:
        yield ""
        yield show.bold("What blocks it")
        for each in run.blocking_pairs:
            yield from show.wrap(each, indent=4, first="  - ")
        yield from _more(run.answer.counts.blocking, len(run.blocking_pairs), "thing")


def _moves(run: "MatchRun") -> Iterator[str]:
    from hallway.formats.matchings import list_moves  # noqa: PLC0415 - loaded already

    moves = list_moves(run.market, run.answer.matching)
    if moves:
        yield ""
        yield show.bold("Positions that went over")
        rows = [(each.donor, "->", each.receiver, str(each.moved)) for each in moves[:_TOLD]]
        yield from show.table(rows)
        yield from _more(len(moves), _TOLD, "reversion", "--json")


def _table(run: "MatchRun") -> Iterator[str]:
    from hallway.formats.matchings import list_matches  # noqa: PLC0415 - loaded already

    rows = list(list_matches(run.market, run.answer.matching, most=_SHOWN))
    if not rows:
        return
    yield ""
    yield show.bold("Who is where")
    yield from show.table(
        [(who, where or "(unmatched)", f"PGY-1: {beside}" if beside else "") for who, where, beside in rows]
    )
    yield from _more(run.market.applicant_count, len(rows), "applicant", "--csv")


def _more(all_of_them: int, shown: int, noun: str, option: str = "") -> Iterator[str]:
    if all_of_them > shown:
        where = f"; all of them: {option}" if option else ""
        yield f"  and {show.count(all_of_them - shown, noun)} more{where}"
