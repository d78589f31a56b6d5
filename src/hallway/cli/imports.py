"""`hallway import`: people from other programs, previewed, then taken over."""

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from hallway.actions import archives, imports
from hallway.actions.history import list_history
from hallway.actions.import_decisions import RowPlan, Verdict
from hallway.actions.import_files import KINDS, ImportRequest
from hallway.actions.import_watch import ImportStopped
from hallway.actions.imports import Imported, ImportPlan
from hallway.actions.ports import HistoryEntry
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.captures import take_notes
from hallway.cli.errors import STOPPED, Failure, NeedsMore, tell
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.cli.progress import Bar
from hallway.cli.typed import ask_for_order, read_bytes
from hallway.formats.archives import is_archive
from hallway.formats.captures import is_captures
from hallway.formats.problems import Problem, UnreadableFile

if TYPE_CHECKING:
    from hallway.app import App

app = commands()

_SHOWN = 12
_TOLD = 20
_ENTRIES_LOOKED_AT = 20
_TAKEN_IN = frozenset({"import.apply", "capture.import", "archive.load"})
_LARGE = 1_000_000
"""Bytes of a file from which on reading it takes long enough to say so."""

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
        "hallway import contacts.vcf --yes",
        'hallway import mentors.xlsx --sheet "Fellows" --yes',
        'hallway import mentors.csv --map "Hospital=institution" --map "Seen=last_contact" --dates mdy --yes',
        "hallway import --paste",
        "hallway import hallway-notes-2026-11-22.json --yes",
        "hallway --file new.db import hallway.json --yes",
    ],
    json="{source, kind, sheet, sheets, mapping, counts, rows, problems, questions, applied}",
)
def import_(
    context: typer.Context,
    file: str = typer.Argument(
        "",
        metavar="FILE",
        help="A workbook (xlsx), CSV, vCard or text file, notes from your phone, or an archive; - is stdin.",
        show_default=False,
    ),
    kind: str = typer.Option("auto", "--kind", metavar="KIND", help=f"What it is: {', '.join(KINDS)}."),
    sheet: str = typer.Option(
        "",
        "--sheet",
        metavar="NAME",
        help="Which sheet of a workbook; else the best one.",
        show_default=False,
    ),
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
    paste: bool = typer.Option(False, "--paste", help="Paste a list, a card or a table instead of a file."),
    yes: bool = typer.Option(False, "--yes", help="Apply what was previewed."),
) -> None:
    """Read people from any list: LinkedIn, Google, Outlook, vCard, a workbook, a table, plain text.

    Shows first what would happen to every row and changes nothing; --yes applies it. Rows that need you are
    held in the inbox with their reason. Nothing you typed is overwritten, and undo takes a whole import back.
    Ctrl-C stops it at any moment and leaves nothing half-written. Notes taken offline and archives come in
    here, too.
    """
    request = ImportRequest(kind, tuple(map_ or ()), dates, sheet, is_pasted=paste or file == "-")
    record: App | None = None
    before = None
    try:
        what = _what(file, is_pasted=paste)
        record = open_record(context)
        before = _newest(record)
        _import(context, record, what, request, about=about or (), yes=yes)
    except (KeyboardInterrupt, typer.Abort, ImportStopped) as stopped:
        if isinstance(stopped, typer.Abort):
            typer.echo(err=True)  # the question is still on this line
        says = str(ImportStopped())
        if record is not None and _newest(record) != before:  # it was written as a whole just before
            says = "It was finished before it could be stopped. To take it all back: hallway undo"
        tell(Failure(says, "Stopped", STOPPED), stopped, as_json=is_json(context))
        raise typer.Exit(STOPPED) from None


class _What(NamedTuple):
    """What is imported: how it was typed, what to call it, and its bytes."""

    typed: str
    name: str
    data: bytes


def _what(file: str, *, is_pasted: bool) -> _What:
    if bool(file) == is_pasted:
        raise NeedsMore("Name a file, or - for stdin, or say --paste: one of them.")
    if not is_pasted:
        return _What(file, "stdin" if file == "-" else Path(file).name, read_bytes(file))
    if sys.stdin.isatty():
        typer.echo("Paste one person a line, or the text of a card. Then Enter and Ctrl-D.", err=True)
    return _What("--paste", "Pasted text", read_bytes("-"))


def _newest(record: "App") -> HistoryEntry | None:
    """Return the newest entry of history that took something in."""
    entries = list_history(record.store, limit=_ENTRIES_LOOKED_AT)
    return next((each for each in entries if each.action in _TAKEN_IN), None)


def _import(
    context: typer.Context,
    record: "App",
    what: _What,
    request: ImportRequest,
    *,
    about: Sequence[str],
    yes: bool,
) -> None:
    if is_captures(what.data):
        take_notes(context, record, what.data, name=what.name, about=about, yes=yes)
        return
    if is_archive(what.data) or request.kind == "archive":
        _load(context, record, what.data, file=what.typed, name=what.name, yes=yes)
        return
    plan = _plan(record, what, request)
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
        raise NeedsMore(f"Nothing was imported from {what.name}. {ask_for_order(plan.questions[0])}")
    bar = Bar()  # ends its line whatever happens
    try:
        done = imports.apply_import(record.store, record.clock, plan=plan, progress=bar.draw)
    finally:
        bar.close()
    answer(context, _shape(plan, done), _imported(plan, done))


def _plan(record: "App", what: _What, request: ImportRequest) -> ImportPlan:
    bar = Bar(" looked at", is_patient=True)
    try:
        if len(what.data) > _LARGE:
            bar.wait(f"Reading {show.clean(what.name)}")
        return imports.plan_import(
            record.store,
            record.clock,
            data=what.data,
            name=what.name,
            kind=request.kind,
            mapping=request.mapping,
            dates=request.dates,
            sheet=request.sheet,
            is_pasted=request.is_pasted,
            progress=bar.draw,
        )
    finally:
        bar.close()


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
        "sheet": plan.sheet,
        "sheets": plan.sheets,
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
    if len(plan.sheets) > 1:
        yield from show.wrap(
            f"Sheet {plan.sheet!r} of {', '.join(map(repr, plan.sheets))}. Another one: --sheet NAME",
            indent=2,
        )
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
    yield from _problems(plan.problems)


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    for each in problems[:_TOLD]:
        where = ", ".join(filter(None, [f"line {each.line}" * bool(each.line), each.field]))
        says = f"{each.says} {each.remedy}"
        yield from show.wrap(f"{where}: {says}" if where else says, indent=4, first="  ! ")
    if len(problems) > _TOLD:
        yield f"  ! and {show.count(len(problems) - _TOLD, 'remark')} more; all of them: --json"


def _rows(rows: Sequence[RowPlan]) -> Iterator[str]:
    """Show the rows that need a look first, and a few of the others."""
    pressing = [each for each in rows if each.verdict in {Verdict.NEEDS_YOU, Verdict.PROBLEM}]
    plain = [each for each in rows if each.verdict not in {Verdict.NEEDS_YOU, Verdict.PROBLEM}]
    shown = [*pressing[:_SHOWN], *plain[: max(_SHOWN - len(pressing), 3)]]
    yield from _told_rows(shown)
    if len(rows) > len(shown):
        yield f"  and {show.count(len(rows) - len(shown), 'row')} more; all of them: --json"


def _told_rows(rows: Iterable[RowPlan]) -> Iterator[str]:
    for each in rows:
        first = f"  {'line ' + str(each.line):<9}"
        yield from show.wrap(f"{each.name or '(no name)'}: {each.says}", indent=12, first=first)


def _how_to_apply(plan: ImportPlan) -> Iterator[str]:
    yield ""
    yield "Nothing was changed yet."
    if plan.questions:
        yield from show.wrap(ask_for_order(plan.questions[0]))
    else:
        yield "To apply this, type the same again with --yes."


def _imported(plan: ImportPlan, done: Imported) -> Iterator[str]:
    counts = f"{done.created} added, {done.filled} filled in, {done.same} already here"
    yield f"{show.clean(plan.source)}: {counts}."
    held = [each for each in plan.rows if each.verdict is Verdict.NEEDS_YOU]
    yield from _told_rows(held[:_TOLD])
    if len(held) > _TOLD:
        yield f"  and {show.count(len(held) - _TOLD, 'row')} more"
    if done.held:
        yield f"{show.count(done.held, 'row')} held for you: hallway inbox list"
    if done.problems:
        yield f"{show.count(done.problems, 'row')} could not be read; the file still has them."
    yield "To take it all back: hallway undo"


def _load(context: typer.Context, record: "App", data: bytes, *, file: str, name: str, yes: bool) -> None:
    """Load an archive as a whole into an empty record."""
    counts = {
        table: len(rows) for table, rows in archives.open_archive(data, name=name).tables.items() if rows
    }
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
    rows = archives.load_archive(record.store, record.clock, data=data, name=name)
    answer(context, {**shape, "applied": {"rows": rows}}, [f"Loaded {name}: {show.count(rows, 'row')}."])
