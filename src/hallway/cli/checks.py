"""`hallway check`: any text looked at before it goes; nothing is kept and nothing is blocked."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import TextIOWrapper

import typer

from hallway.actions import desk, people
from hallway.actions.ports import Clock, Store
from hallway.cli import findings, show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import AT, command, commands, is_json
from hallway.cli.opening import answer, named_clock, named_path, open_record
from hallway.cli.typed import read_bytes
from hallway.desk.checking import Report
from hallway.desk.findings import Finding
from hallway.desk.grammar import find_grammar
from hallway.desk.remedies import apply_remedies
from hallway.domain.errors import InvalidValue
from hallway.domain.messages import Medium
from hallway.formats.mail_texts import read_mail_text
from hallway.playbooks.cautions import Severity

app = commands()

_LOUD = frozenset({Severity.WARN, Severity.STRONG})


@command(
    app,
    "check",
    examples=[
        "hallway check letter.txt",
        "hallway check letter.txt --to Novak --template 15 --at 2026-11-23T22:30-05:00",
        "pbpaste | hallway check - --medium note --json",
        "hallway check draft.eml --audience md-plastics --strict",
        "hallway check letter.txt --fix 2 --fix 5 > mended.txt",
        "hallway check letter.txt --fix-all",
    ],
    json="{words, lines, sentences, seconds, ask, findings: [{rule, rows, severity, start, end, quote,\n"
    "  says, because, guide, remedy, replacement}]}; start and end count characters; with `text`\n"
    "  when it was taken out of a mail file or out of HTML; with --fix it is about the mended text,\n"
    "  which `text` holds",
)
def check(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="Text, .eml or HTML; - reads what comes in."),
    to: str | None = typer.Option(None, "--to", metavar="NAME", help="Whom it is for."),
    template: str = typer.Option(
        "", "--template", metavar="ID", help="What it was made of, such as TPL-12.", show_default=False
    ),
    audience: str = typer.Option(
        "",
        "--audience",
        metavar="AUDIENCE",
        help="Whose guide counts; yours when left out.",
        show_default=False,
    ),
    medium: Medium | None = typer.Option(None, "--medium", help="What it is; told from the text else."),
    strict: bool = typer.Option(False, "--strict", help="Leave with 1 when something is to mind."),
    fix: list[int] | None = typer.Option(
        None, "--fix", metavar="N", help="Print the text with the remedy of finding N in it; repeat it."
    ),
    fix_all: bool = typer.Option(False, "--fix-all", help="Print the text with every ready remedy in it."),
) -> None:
    """Check a text before it goes: length, one modest ask, tone, order, a fact about this person, and more.

    Works without a record; with yours it knows whom you write to, what you asked before, and what others
    got. With --at the moment of sending is looked at, too. Quoted mail and the signature are left out.
    With --fix the mended text goes to stdout and FILE stays as it is; what was done goes to stderr.
    """
    data = read_bytes(file)
    read = read_mail_text(data, name="stdin" if file == "-" else file)
    store, clock = _find_record(context)
    if store is None and to is not None:
        raise NeedsMore("--to names somebody of your record, and there is no record yet: hallway setup")
    if fix and fix_all:
        raise NeedsMore("Take one: --fix N, or --fix-all.")
    person = people.find_person(store, to).id if store and to else None
    made_of = desk.find_template(store, template).id if template else ""

    def look(text: str) -> Report:
        return desk.check_text(
            store,
            clock,
            text=text,
            person=person,
            template=made_of,
            audience=audience.strip().casefold(),
            medium=medium,
            at=_moment(context),
            grammar=find_grammar(),
        )

    report = look(read.text)
    if fix or fix_all:
        chosen = report.findings if fix_all else [_numbered(report, each) for each in fix or ()]
        mended, done = apply_remedies(read.text, chosen)
        report = look(mended)
        _print_mended(context, report, mended, len(done))
    else:
        shape = findings.as_json(report) | ({"text": read.text} if read.is_converted else {})
        answer(context, shape, _shown(report, medium))
    if strict and any(each.severity in _LOUD for each in report.findings):
        raise typer.Exit(1)


def _shown(report: Report, medium: Medium | None) -> Iterator[str]:
    yield show.bold(findings.counts(report, medium))
    yield from findings.findings(report, is_numbered=True)
    if not report.findings:
        yield "Nothing to mind."


def _numbered(report: Report, number: int) -> Finding:
    """Return the finding with this number, as the report counts them.

    Raises:
        InvalidValue: there is none, or nothing ready to write in its place.
    """
    known = range(1, len(report.findings) + 1)
    if number not in known:
        says = f"The findings have the numbers 1 to {known[-1]}." if known else "Nothing was found."
        raise InvalidValue("--fix", str(number), says)
    found = report.findings[number - 1]
    if found.replacement is None:
        raise InvalidValue("--fix", str(number), f"It needs your own words: {found.remedy}")
    return found


def _print_mended(context: typer.Context, report: Report, mended: str, done: int) -> None:
    """Print a mended text as it is, so that it can go into a file; what was done goes to stderr."""
    if is_json(context):
        answer(context, findings.as_json(report) | {"text": mended}, ())
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # its own line ends go out as they came in
    sys.stdout.write(show.clean(mended) if sys.stdout.isatty() else mended)
    left = show.count(len(report.findings), "thing")
    sys.stderr.write(f"hallway: {show.count(done, 'remedy', 'remedies')} written in; {left} left to mind.\n")


def _find_record(context: typer.Context) -> tuple[Store | None, Clock]:
    """Return the record that is there; none is made for a check."""
    from hallway.app import SystemClock, default_path  # noqa: PLC0415 -- loads the database; `--help` works without

    path = named_path(context) or default_path()
    if path.exists():
        record = open_record(context)
        return record.store, record.clock
    return None, named_clock(context) or SystemClock()


def _moment(context: typer.Context) -> datetime | None:
    """Return the instant that --at names as it was written, its own offset kept; None without it."""
    if AT not in context.meta or named_clock(context) is None:
        return None
    typed = datetime.fromisoformat(context.meta[AT].strip())
    return typed if typed.tzinfo else typed.replace(tzinfo=UTC)
