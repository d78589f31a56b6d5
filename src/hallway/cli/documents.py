"""`hallway document`: versions of the applicant's papers."""

import typer

from hallway.actions import documents
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.documents import DocumentKind

app = commands()
document = commands("Keep track of the versions of your CV and other papers.")
app.add_typer(document, name="document")


@command(
    document,
    "add",
    examples=['hallway document add --kind cv-short --label "one page, October" --pages 1'],
    json="{document}",
)
def add(
    context: typer.Context,
    kind: DocumentKind = typer.Option(..., "--kind", help="Which paper."),
    label: str = typer.Option(..., "--label", metavar="TEXT", help="How you tell this version from others."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="Its day; today when left out."),
    pages: int | None = typer.Option(None, "--pages", metavar="NUMBER", min=1, max=500, help="How long."),
    note: str = typer.Option("", "--note", metavar="TEXT", help="What changed.", show_default=False),
) -> None:
    """Note a new version of a paper; the file itself stays where you keep it."""
    record = open_record(context)
    made = documents.record_document(
        record.store,
        record.clock,
        kind=kind,
        label=label,
        on=find_day(record, "--on", on),
        pages=pages,
        note=note,
    )
    answer(context, {"document": made}, [f"Noted: {made.kind.value}, {show.clean(made.label)}"])


@command(document, "list", examples=["hallway document list"], json="{documents}")
def list_(context: typer.Context) -> None:
    """List the versions you noted."""
    record = open_record(context)
    some = documents.list_documents(record.store)
    rows = [(each.on.isoformat(), each.kind.value, each.label, each.note) for each in some]
    answer(context, {"documents": some}, [*show.table(rows)] or ["No papers noted yet: hallway document add"])
