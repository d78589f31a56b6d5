"""`hallway programs fact|correct|forget|paste|import`: what the applicant knows of programs."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.actions import program_facts, program_imports, programs
from hallway.actions.program_fact_forms import FACT_FORMS, KINDS, read_kind, write_fact
from hallway.actions.program_facts import FactChange, FactsImported, FactVerdict
from hallway.actions.program_imports import FactsImport
from hallway.actions.program_lookups import choose_unit, name_of, name_of_code
from hallway.actions.typed_text import read_choice
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.cli.typed import ask_for_order, find_day, read_bytes
from hallway.domain.errors import InvalidValue
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind
from hallway.formats.encodings import decode
from hallway.formats.problems import Problem

if TYPE_CHECKING:
    from hallway.app import App

app = commands()

_SHOWN = 15
_TOLD = 20
_KINDS = ", ".join(each.value for each in FactKind)
_PLAN = "{name, columns, sheet, sheets, counts, changes, problems, questions, applied}"
_WORDS = {
    FactVerdict.NEW: "new",
    FactVerdict.CHANGES: "would change what counts",
    FactVerdict.CONFIRMS: "from another source or day",
    FactVerdict.OLDER: "older than what counts",
    FactVerdict.SAME: "already here",
}
_MAP = typer.Option(
    None,
    "--map",
    metavar="THEIRS=OURS",
    help='Their column and our fact, such as "Percent IMGs=img-share".',
)
_PROGRAM = typer.Argument(metavar="CODE|NAME", help="Its code, or words of institution, place and specialty.")


@command(
    app,
    "fact",
    examples=[
        "hallway programs fact 9991140 img-share 60 --source website",
        'hallway programs fact 9991140 visas "j-1, h-1b" --source "open house" --on 2026-10-02',
        'hallway programs fact 9991140 contact-policy "No mails before interviews" --source website',
    ],
    json="{fact: {id, unit, kind, value, on, source}}",
)
def fact(
    context: typer.Context,
    program: str = _PROGRAM,
    kind: str = typer.Argument(metavar="KIND", help=f"What you know: {_KINDS}."),
    value: str = typer.Argument(metavar="VALUE", help="What it is."),
    source: str = typer.Option(..., "--source", metavar="TEXT", help="Where you have it from."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
) -> None:
    """Write down one thing you know of a program, with where and when you found it; a later one counts."""
    if not source.strip():
        raise InvalidValue("source", source, "Say where you have it from, such as website or open house.")
    record = open_record(context)
    made = program_facts.record_fact(
        record.store,
        record.clock,
        unit=program,
        kind=read_kind(kind),
        text=value,
        source=source,
        on=find_day(record, "--on", on),
    )
    says = f"{FACT_FORMS[made.kind].label} of {name_of_code(made.unit)}: {write_fact(made.kind, made.value)}"
    answer(context, {"fact": made}, [*show.wrap(says)])


@command(
    app,
    "correct",
    examples=[
        "hallway programs correct 9991140 --kind community",
        "hallway programs correct 9991140 --kind university --everywhere",
    ],
    json="{facts: [{id, unit, kind, value, on, source}]}",
)
def correct(
    context: typer.Context,
    program: str = _PROGRAM,
    kind: str = typer.Option(..., "--kind", metavar="KIND", help="university, community or military."),
    everywhere: bool = typer.Option(False, "--everywhere", help="For all programs of the institution."),
) -> None:
    """Correct our guess of what kind of institution it is; your word counts from then on."""
    record = open_record(context)
    chosen = read_choice("kind", kind, [each.value for each in KINDS])
    if not chosen:
        raise InvalidValue("kind", kind, "Choose university, community or military.")
    made = program_facts.correct_kind(
        record.store, record.clock, unit=program, kind=InstitutionKind(chosen), everywhere=everywhere
    )
    whose = name_of_code(made[0].unit) if len(made) == 1 else show.count(len(made), "program")
    answer(context, {"facts": made}, [*show.wrap(f"{whose}: {chosen}.")])


@command(
    app,
    "forget",
    examples=["hallway programs forget 9991140 img-share", "hallway programs forget 0199ab12"],
    json="{fact: {id, unit, kind, value, on, source}}",
)
def forget(
    context: typer.Context,
    what: str = typer.Argument(metavar="CODE|NAME|ID", help="A program, or the id of a fact (show --ids)."),
    kind: str = typer.Argument(
        "", metavar="[KIND]", help="Of a program: which fact; the one that counts.", show_default=False
    ),
) -> None:
    """Remove one fact; what was known before it counts again."""
    record = open_record(context)
    gone = program_facts.forget_fact(
        record.store, record.clock, fact=_fact_id(record, what, kind) if kind else what
    )
    label = FACT_FORMS[gone.kind].label
    value = show.cut(write_fact(gone.kind, gone.value), 60)
    answer(context, {"fact": gone}, [*show.wrap(f"Forgot of {name_of_code(gone.unit)}: {label} {value}")])


def _fact_id(record: "App", program: str, kind: str) -> str:
    """Return the id of the fact of this kind that counts."""
    wanted = read_kind(kind)
    unit = choose_unit(program)
    known = programs.show_program(record.store, record.clock, unit=unit.code).facts.get(wanted)
    if known is None:
        raise InvalidValue("fact", kind, f"Nothing of this kind is known of {name_of(unit)}.")
    return known.fact.id


# ------------------------------------------------------------------------------------------ many at once


@command(
    app,
    "paste",
    examples=[
        "hallway programs paste",
        "hallway programs paste facts.txt --source website --yes",
        "echo '9991140 IMG share 60 % (website, 2026-08-01)' | hallway programs paste - --yes",
    ],
    json=_PLAN,
)
def paste(
    context: typer.Context,
    file: str = typer.Argument("-", metavar="[FILE]", help="A text file; - or none is stdin."),
    source: str = typer.Option(
        "", "--source", metavar="TEXT", help="Where you have them from.", show_default=False
    ),
    dates: str = typer.Option(
        "", "--dates", metavar="dmy|mdy|ymd", help="How its dates are written.", show_default=False
    ),
    map_: list[str] | None = _MAP,
    yes: bool = typer.Option(False, "--yes", help="Apply what was previewed."),
) -> None:
    """Read facts from text: one a line, a block below each program's name or code, or rows of a spreadsheet.

    A line such as "9991140 IMG share 60 % (website, 2026-08-01)" is enough; rows need their column names
    above them. Shows first what would change; --yes applies it, and undo takes all of it back.
    """
    if file == "-" and sys.stdin.isatty():
        typer.echo("Paste one fact a line, such as: 9991140 IMG share 60 % (website, 2026-08-01)", err=True)
        typer.echo("Then Enter and Ctrl-D.", err=True)
    data = read_bytes(file)
    text = decode(data, name="stdin" if file == "-" else Path(file).name).text if data else ""
    record = open_record(context)
    found = program_imports.plan_pasted_facts(
        record.store, record.clock, text=text, source=source, dates=dates, mapping=tuple(map_ or ())
    )
    _take_over(context, record, found, yes=yes)


@command(
    app,
    "import",
    examples=[
        "hallway programs import programs.xlsx",
        'hallway programs import programs.csv --map "NRMP=code" --map "Percent IMGs=img-share" --yes',
        'hallway programs import programs.csv --source "program websites" --dates mdy --yes',
    ],
    json=_PLAN,
)
def import_(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="A CSV file or a workbook (xlsx); - is stdin."),
    map_: list[str] | None = _MAP,
    sheet: str = typer.Option(
        "",
        "--sheet",
        metavar="NAME",
        help="Which sheet of a workbook; else the best one.",
        show_default=False,
    ),
    dates: str = typer.Option(
        "", "--dates", metavar="dmy|mdy|ymd", help="How its dates are written.", show_default=False
    ),
    source: str = typer.Option(
        "",
        "--source",
        metavar="TEXT",
        help="Where you have it from; else the file's name.",
        show_default=False,
    ),
    yes: bool = typer.Option(False, "--yes", help="Apply what was previewed."),
) -> None:
    """Read facts from a table of your own: one program a row, or one fact a row.

    Shows first what would change, column by column and fact by fact; --yes applies it. Rows that cannot be
    used are listed with what to do. Undo takes a whole import back.
    """
    data = read_bytes(file)
    record = open_record(context)
    found = program_imports.plan_fact_sheet(
        record.store,
        record.clock,
        data=data,
        name="stdin" if file == "-" else Path(file).name,
        mapping=tuple(map_ or ()),
        dates=dates,
        sheet=sheet,
        source=source,
    )
    _take_over(context, record, found, yes=yes)


def _take_over(context: typer.Context, record: "App", found: FactsImport, *, yes: bool) -> None:
    """Show what would change; apply it when that is wanted."""
    asked = not yes and bool(found.plan.changes) and is_terminal() and not is_json(context)
    if asked:
        for line in _preview(found):
            typer.echo(line)
        yes = not found.questions and confirm("Apply this?")
    if not yes:
        answer(context, _shape(found, None), [*([] if asked else _preview(found)), *_how_to_apply(found)])
        return
    if found.questions:
        raise NeedsMore(f"Nothing was taken over. {ask_for_order(found.questions[0])}")
    if not found.plan.changes:
        raise NeedsMore(f"Nothing was taken over. {_why_nothing(found)}")
    done = program_facts.apply_facts(record.store, record.clock, plan=found.plan)
    answer(context, _shape(found, done), _applied(found, done))


def _shape(found: FactsImport, done: FactsImported | None) -> dict[str, object]:
    plan = found.plan
    return {
        "name": plan.name,
        "columns": found.columns,
        "sheet": found.sheet,
        "sheets": found.sheets,
        "counts": plan.counts,
        "changes": [
            {
                "line": each.line,
                "unit": each.unit.code,
                "program": name_of(each.unit),
                "kind": each.kind,
                "value": each.value,
                "before": each.before,
                "verdict": each.verdict,
                "source": each.source,
                "on": each.on,
            }
            for each in plan.changes
        ],
        "problems": plan.problems,
        "questions": found.questions,
        "applied": done,
    }


def _preview(found: FactsImport) -> Iterator[str]:
    plan = found.plan
    whole = f"{show.clean(plan.name)}: {show.count(len(plan.changes), 'fact')}"
    yield show.bold(f"{whole} of {show.count(len({each.unit.code for each in plan.changes}), 'program')}")
    counted = [f"{number} {_WORDS[verdict]}" for verdict, number in plan.counts.items() if number]
    if counted:
        yield "  " + ", ".join(counted)
    if len(found.sheets) > 1:
        yield from show.wrap(
            f"Sheet {found.sheet!r} of {', '.join(map(repr, found.sheets))}. Another one: --sheet NAME",
            indent=2,
        )
    read = [(each.header, "->", each.field) for each in found.columns if each.field]
    if read:
        yield "Columns"
        yield from show.table(read)
    yield from _changes(plan.changes)
    yield from problems(plan.problems)


def _changes(changes: Sequence[FactChange]) -> Iterator[str]:
    """Show what would take something's place first, then a few of the others."""
    pressing = [each for each in changes if each.verdict is FactVerdict.CHANGES]
    plain = [each for each in changes if each.verdict is not FactVerdict.CHANGES]
    told = [*pressing[:_SHOWN], *plain[: max(_SHOWN - len(pressing), 3)]]
    unit = None
    for each in told:
        if each.unit is not unit:
            unit = each.unit
            yield from show.wrap(name_of(unit), indent=4, first="  ")
        yield from show.wrap(_change(each), indent=6, first=f"    {_sign(each.verdict)}")
    if len(changes) > len(told):
        yield f"  and {show.count(len(changes) - len(told), 'fact')} more; all of them: --json"


def _sign(verdict: FactVerdict) -> str:
    return {FactVerdict.NEW: "+", FactVerdict.CHANGES: "~"}.get(verdict, "=")


def _change(each: FactChange) -> str:
    label = FACT_FORMS[each.kind].label
    value = show.cut(write_fact(each.kind, each.value), 60)
    if each.verdict is FactVerdict.CHANGES:
        value = f"{show.cut(write_fact(each.kind, each.before), 40)} -> {value}"
    state = "" if each.verdict in {FactVerdict.NEW, FactVerdict.CHANGES} else f"; {_WORDS[each.verdict]}"
    return f"{label} {value} ({each.source or 'source not noted'}, {each.on.isoformat()}{state})"


def problems(found: Iterable[Problem]) -> Iterator[str]:
    """Return what could not be used, each with where and what to do."""
    every = sorted(found, key=lambda each: each.line or 0)
    for each in every[:_TOLD]:
        where = ", ".join(filter(None, [f"line {each.line}" * bool(each.line), each.field]))
        says = f"{each.says} {each.remedy}"
        yield from show.wrap(f"{where}: {says}" if where else says, indent=4, first="  ! ")
    if len(every) > _TOLD:
        yield f"  ! and {show.count(len(every) - _TOLD, 'remark')} more; all of them: --json"


def _how_to_apply(found: FactsImport) -> Iterator[str]:
    yield ""
    yield "Nothing was changed yet."
    if found.questions:
        yield from show.wrap(ask_for_order(found.questions[0]))
    elif found.plan.changes:
        yield "To apply this, type the same again with --yes."
    elif found.plan.problems:
        yield "No fact of it can be used."  # why stands above
    else:
        yield from show.wrap(_why_nothing(found))


def _why_nothing(found: FactsImport) -> str:
    first = next(iter(found.plan.problems), None)
    if first is None:
        return "No fact was found in it. Write lines such as: 9991140 IMG share 60 % (website)"
    return f"No fact of it can be used. {first.says} {first.remedy}"


def _applied(found: FactsImport, done: FactsImported) -> Iterator[str]:
    facts = show.count(done.written, "fact")
    yield f"{show.clean(found.plan.name)}: took {facts} of {show.count(done.programs, 'program')}."
    if done.problems:
        yield f"{show.count(done.problems, 'remark')} on what could not be used:"
        yield from problems(found.plan.problems)
    yield "To take it all back: hallway undo"
