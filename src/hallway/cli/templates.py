"""`hallway templates`: every template, and those of one's own."""

from collections.abc import Iterator
from pathlib import Path

import typer

from hallway.actions import desk, own_templates
from hallway.actions.own_templates import OwnTemplate
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import read_text_file
from hallway.desk.sources import sources as known_sources
from hallway.desk.templates import Template

app = commands()
templates = commands("Read every template, and keep templates of your own.")
app.add_typer(templates, name="templates")

_ID = typer.Argument(metavar="ID", help="An id, its number, or words of its name.")


@command(
    templates,
    "list",
    examples=["hallway templates list", "hallway templates list --own"],
    json="{templates, faulty: [{name, problems}]}",
)
def list_(context: typer.Context, own: bool = typer.Option(False, "--own", help="Only your own.")) -> None:
    """List the templates by id; your own that can no longer be read are told with their faults."""
    store = open_record(context).store
    some = [each for each in desk.templates(store) if each.is_own or not own]
    faulty = [each for each in own_templates.own_templates(store) if each.problems]
    shape = {
        "templates": [_brief(each) for each in some],
        "faulty": [{"name": each.file.name, "problems": each.problems} for each in faulty],
    }
    answer(context, shape, _listed(some, faulty))


def _brief(each: Template) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "says": each.says,
        "rows": each.rows,
        "guides": each.guides,
        "medium": each.medium,
        "request": each.request,
        "moment": each.moment,
        "is_own": each.is_own,
    }


def _listed(some: list[Template], faulty: list[OwnTemplate]) -> Iterator[str]:
    yield from show.table([(each.id, each.name, "yours" if each.is_own else each.moment) for each in some])
    if not some:
        yield "You have no templates of your own. Begin with a copy: hallway templates show TPL-12"
    for each in faulty:
        for problem in each.problems:
            says = f"{each.file.name}, line {problem.line}: {problem.says} {problem.remedy}"
            yield from show.wrap(f"Cannot be used: {says}")


@command(templates, "show", examples=["hallway templates show TPL-12"], json="{template}")
def show_(context: typer.Context, template: str = _ID) -> None:
    """Show what a template says, asks and needs."""
    found = desk.find_template(open_record(context).store, template)
    answer(context, {"template": found}, _shown(found))


def _shown(one: Template) -> Iterator[str]:
    yield show.bold(show.clean(f"{one.id}  {one.name}"))
    yield from show.wrap(one.says)
    yield show.faint(f"{one.medium.value}, asks: {one.request.value} · {show.guides(one.guides)}")
    yield ""
    if one.subject:
        yield f"Subject: {show.clean(one.subject)}"
        yield ""
    for part in one.parts:
        marks = [f"if {', '.join(part.needs)}"] if part.needs else []
        marks += [f"only {', '.join(part.only)}"] if part.only else []
        yield from show.wrap(part.text or next(iter(part.text_for.values()), ""), indent=2)
        if marks:
            yield show.faint(f"    {'; '.join(marks)}")
    yield ""
    for slot in one.slots:
        where = f" From {slot.source}." if slot.source else ""
        needed = "" if slot.is_needed else " May stay empty."
        yield from show.wrap(f"{slot.ask}{where}{needed}", indent=2)
        yield f"    --set {slot.name}=..."


@command(
    templates,
    "add",
    examples=["hallway templates add my-thanks.toml"],
    json="{template}",
)
def add(
    context: typer.Context, file: str = typer.Argument(metavar="FILE", help="The template, as TOML.")
) -> None:
    """Keep a template of your own; one with faults is refused as a whole, each fault with its line."""
    text = read_text_file(file)
    record = open_record(context)
    kept = own_templates.add_template(record.store, record.clock, name=Path(file).name, text=text)
    lines = [f"Kept: {show.clean(kept.name)}", f"Write it: hallway write {kept.id}"]
    answer(context, {"template": kept}, lines)


@command(templates, "remove", examples=["hallway templates remove my-thanks"], json="{removed}")
def remove(context: typer.Context, template: str = _ID) -> None:
    """Remove a template of your own; what you wrote with it stays."""
    record = open_record(context)
    gone = own_templates.remove_template(record.store, record.clock, template=template)
    answer(context, {"removed": gone.name}, [f"Removed: {show.clean(gone.name)}"])


@command(templates, "sources", examples=["hallway templates sources"], json="{sources: {name: says}}")
def sources(context: typer.Context) -> None:
    """List where the slots of a template may be filled from."""
    known = {name: each.says for name, each in known_sources().items()}
    answer(context, {"sources": known}, show.table(list(known.items())))
