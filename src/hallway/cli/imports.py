"""`hallway import` and `hallway inbox`: people from other programs, and rows that need the applicant."""

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.actions import held, imports, people
from hallway.actions.import_decisions import RowPlan, Verdict
from hallway.actions.imports import Imported, ImportPlan
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.captures import take_notes
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.cli.typed import read_bytes
from hallway.domain.settings import HeldRow
from hallway.formats.archives import is_archive, read_archive
from hallway.formats.captures import is_captures
from hallway.formats.problems import UnreadableFile

if TYPE_CHECKING:
    from hallway.app import App

app = commands()
inbox = commands("Decide about rows that an import held back for you.")
app.add_typer(inbox, name="inbox")

_SHOWN = 12
_BAR = 30
_WORDS = {
    Verdict.CREATE: "to add",
    Verdict.FILL: "to fill in",
    Verdict.SAME: "already here",
    Verdict.NEEDS_YOU: "need you",
    Verdict.PROBLEM: "cannot be read",
}


@command(
    app,
    "import",
    examples=[
        "hallway import Connections.csv",
        "hallway import Connections.csv --yes",
        'hallway import mentors.csv --map "Hospital=institution" --map "Seen=last_contact" --dates mdy --yes',
        "hallway import hallway-notes-2026-11-22.json --yes",
        "hallway --file new.db import hallway.json --yes",
    ],
    json="{source, kind, mapping, counts, rows, problems, questions, applied}",
)
def import_(
    context: typer.Context,
    file: str = typer.Argument(
        metavar="FILE",
        help="A LinkedIn export, a spreadsheet as CSV, notes from your phone, or an archive; - is stdin.",
    ),
    kind: str = typer.Option("auto", "--kind", metavar="auto|linkedin|csv", help="What it is."),
    map_: list[str] | None = typer.Option(
        None,
        "--map",
        metavar="THEIRS=OURS",
        help='Their column and our field, such as "Hospital=institution".',
    ),
    dates: str = typer.Option(
        "", "--dates", metavar="dmy|mdy|ymd", help="How its dates are written.", show_default=False
    ),
    about: list[str] | None = typer.Option(
        None,
        "--about",
        metavar="NOTE=NAME",
        help='Whom a note from your phone is about, such as "3=Ana Novak" or "3=new".',
    ),
    yes: bool = typer.Option(False, "--yes", help="Apply what was previewed."),
) -> None:
    """Read people from a LinkedIn export, a spreadsheet, notes taken offline or an archive.

    Shows first what would happen to every row and changes nothing; --yes applies it. Rows that need you are
    held in the inbox with their reason. Nothing you typed is overwritten, and undo takes a whole import back.
    """
    data = read_bytes(file)
    name = "stdin" if file == "-" else Path(file).name
    record = open_record(context)
    if is_captures(data):
        take_notes(context, record, data, name=name, about=about or (), yes=yes)
        return
    if is_archive(data):
        _load(context, record, data, file=file, name=name, yes=yes)
        return
    plan = imports.plan_import(
        record.store, record.clock, data=data, name=name, kind=kind, mapping=map_ or (), dates=dates
    )
    _refuse_nameless(plan)
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        for line in _preview(plan):
            typer.echo(line)
        yes = not plan.questions and confirm("Apply this?")
    if not yes:
        answer(context, _shape(plan, None), [*([] if asked else _preview(plan)), *_how_to_apply(plan)])
        return
    if plan.questions:
        raise NeedsMore(f"Nothing was imported from {name}. {_ask_for_order(plan)}")
    done = imports.apply_import(record.store, record.clock, plan=plan, progress=_progress())
    answer(context, _shape(plan, done), _imported(plan, done))


def _refuse_nameless(plan: ImportPlan) -> None:
    """Refuse a file of which nothing can be read because no column holds names."""
    whole = [each for each in plan.problems if each.line is None and each.field == "name"]
    if not plan.rows and whole:
        theirs = shlex.quote(f"{plan.mapping[0][0]}=name") if plan.mapping else "THEIRS=name"
        raise UnreadableFile(whole[0].says.rstrip("."), plan.source, f"Name it, such as --map {theirs}.")


def _shape(plan: ImportPlan, done: Imported | None) -> dict[str, object]:
    return {
        "source": plan.source,
        "kind": plan.kind,
        "mapping": plan.mapping,
        "counts": plan.counts,
        "rows": plan.rows,
        "problems": plan.problems,
        "questions": plan.questions,
        "applied": done,
    }


def _preview(plan: ImportPlan) -> Iterator[str]:
    yield show.bold(f"{show.clean(plan.source)}: {show.count(len(plan.rows), 'row')}")
    yield "  " + ", ".join(f"{number} {_WORDS[verdict]}" for verdict, number in plan.counts.items() if number)
    unread = [theirs for theirs, ours in plan.mapping if not ours]
    read = [(theirs, "->", ours) for theirs, ours in plan.mapping if ours]
    if read:
        yield "Columns"
        yield from show.table(read)
    if unread:
        yield from show.wrap(
            f'Kept in the notes: {", ".join(unread)}. To read one: --map "{unread[0]}=FIELD"', indent=2
        )
    yield from _rows(plan.rows)
    for each in plan.problems:
        where = ", ".join(filter(None, [f"line {each.line}" * bool(each.line), each.field]))
        yield from (
            show.wrap(f"{each.says} {each.remedy}", indent=4, first="  ! ")
            if not where
            else show.wrap(f"{where}: {each.says} {each.remedy}", indent=4, first="  ! ")
        )


def _rows(rows: Sequence[RowPlan]) -> Iterator[str]:
    """Show the rows that need a look first, and a few of the others."""
    pressing = [each for each in rows if each.verdict in {Verdict.NEEDS_YOU, Verdict.PROBLEM}]
    plain = [each for each in rows if each.verdict not in {Verdict.NEEDS_YOU, Verdict.PROBLEM}]
    shown = [*pressing[:_SHOWN], *plain[: max(_SHOWN - len(pressing), 3)]]
    for each in shown:
        yield from show.wrap(
            f"{each.name or '(no name)'}: {each.says}", indent=12, first=f"  {'line ' + str(each.line):<9}"
        )
    if len(rows) > len(shown):
        yield f"  and {show.count(len(rows) - len(shown), 'row')} more; all of them: --json"


def _how_to_apply(plan: ImportPlan) -> Iterator[str]:
    yield ""
    yield "Nothing was changed yet."
    if plan.questions:
        yield from show.wrap(_ask_for_order(plan))
    else:
        yield "To apply this, type the same again with --yes."


def _ask_for_order(plan: ImportPlan) -> str:
    first = plan.questions[0]
    choices = " or ".join(f"--dates {each}" for each in first.choices)
    return (
        f"The dates in {first.column!r} ({', '.join(first.examples)}) can be read in more than one way. "
        f"Say which comes first, day, month or year: {choices}."
    )


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None

    def draw(done: int, whole: int) -> None:
        filled = _BAR * done // max(whole, 1)
        end = "\n" if done >= whole else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {whole:,}{end}")
        sys.stderr.flush()

    return draw


def _imported(plan: ImportPlan, done: Imported) -> Iterator[str]:
    counts = f"{done.created} added, {done.filled} filled in, {done.same} already here"
    yield f"{show.clean(plan.source)}: {counts}."
    for each in plan.rows:
        if each.verdict is Verdict.NEEDS_YOU:
            yield from show.wrap(
                f"{each.name or '(no name)'}: {each.says}",
                indent=12,
                first=f"  {'line ' + str(each.line):<9}",
            )
    if done.held:
        yield f"{show.count(done.held, 'row')} held for you: hallway inbox list"
    if done.problems:
        yield f"{show.count(done.problems, 'row')} could not be read; the file still has them."
    yield "To take it all back: hallway undo"


def _load(context: typer.Context, record: "App", data: bytes, *, file: str, name: str, yes: bool) -> None:
    """Load an archive as a whole into an empty record."""
    counts = {table: len(rows) for table, rows in read_archive(data, name=name).tables.items() if rows}
    shape: dict[str, object] = {
        "source": name,
        "kind": "archive",
        "mapping": [],
        "counts": counts,
        "rows": [],
        "problems": [],
        "questions": [],
        "applied": None,
    }
    whole = f"{name} is an archive of a whole record with {show.count(sum(counts.values()), 'row')}."
    if not yes and is_terminal() and not is_json(context):
        yes = confirm(f"{whole} Load it into {record.path}?")
    if not yes:
        lines = [
            f"{whole} It loads into an empty record.",
            "",
            "Nothing was changed yet.",
            f"To load it: hallway --file NEW.db import {shlex.quote(file)} --yes",
        ]
        answer(context, shape, lines)
        return
    rows = imports.load_archive(record.store, record.clock, data=data, name=name)
    answer(context, {**shape, "applied": {"rows": rows}}, [f"Loaded {name}: {show.count(rows, 'row')}."])


@command(
    inbox,
    "list",
    examples=["hallway inbox list"],
    json="{rows: [{id, source, line, reason, fields, candidates, at}]}",
)
def list_(context: typer.Context) -> None:
    """List the rows that wait for you, each with its reason."""
    record = open_record(context)
    rows = held.held_rows(record.store)
    answer(context, {"rows": rows}, _held(rows))


def _held(rows: Sequence[HeldRow]) -> Iterator[str]:
    if not rows:
        yield "The inbox is empty."
        return
    short = show.short_ids([each.id for each in rows])
    for each in rows:
        values = ", ".join(f"{field} {value}" for field, value in each.fields)
        yield show.bold(f"{short[each.id]}  {show.clean(each.source)}, line {each.line}")
        yield from show.wrap(values, indent=4)
        yield from show.wrap(each.reason, indent=4)
        for candidate in each.candidates:
            yield f"    hallway inbox take {short[each.id]} --into {candidate}"
    yield "New after all: hallway inbox take ID --as-new. Not wanted: hallway inbox drop ID"


ROW = typer.Argument(metavar="ROW", help="The id from the list, or its start.")


@command(
    inbox,
    "take",
    examples=[
        "hallway inbox take 0199ab12",
        "hallway inbox take 0199ab12 --into Novak",
        "hallway inbox take 0199ab12 --as-new",
    ],
    json="{person}",
)
def take(
    context: typer.Context,
    row: str = ROW,
    into: str | None = typer.Option(None, "--into", metavar="NAME", help="It is this person."),
    as_new: bool = typer.Option(False, "--as-new", help="It is somebody new."),
    name: str = typer.Option(
        "", "--name", metavar="NAME", help="A name, for a row that has none.", show_default=False
    ),
) -> None:
    """Take a held row: into somebody who is here, or as somebody new.

    Without --into and --as-new it goes to the one person it fits, and is refused when there are several.
    """
    if as_new and into is not None:
        raise NeedsMore("--into and --as-new exclude each other. Keep one of them.")
    record = open_record(context)
    person = held.take_held(
        record.store,
        record.clock,
        row=row,
        as_new=as_new,
        into=people.find_person(record.store, into).id if into else None,
        name=name,
    )
    answer(context, {"person": person}, [f"Taken: {show.clean(person.name)}."])


@command(inbox, "drop", examples=["hallway inbox drop 0199ab12"], json="{dropped}")
def drop(context: typer.Context, row: str = ROW) -> None:
    """Drop a held row; undo brings it back."""
    record = open_record(context)
    held.drop_held(record.store, record.clock, row=row)
    answer(context, {"dropped": row}, ["Dropped. To take it back: hallway undo"])
