"""`hallway guides`: every rule and number with its source, and the applicant's own values."""

from collections.abc import Iterator
from pathlib import Path

import typer

from hallway.actions import guides as actions
from hallway.actions.guides import GuidesView, RuleView, ValueView
from hallway.cli import show
from hallway.cli.errors import refuse
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import read_pairs, read_text_file

app = commands()
guides = commands("Read every rule and number with its source, and set your own.")
app.add_typer(guides, name="guides")


@command(
    guides,
    "list",
    examples=["hallway guides list", "hallway guides list --values"],
    json="{audience, audiences, rules, values, cautions}",
)
def list_(
    context: typer.Context,
    values: bool = typer.Option(False, "--values", help="List the numbers, too."),
) -> None:
    """List every rule that makes a step or a caution, by what it says."""
    record = open_record(context)
    view = actions.list_guides(record.store)
    answer(context, view, _listed(view, with_values=values))


def _listed(view: GuidesView, *, with_values: bool) -> Iterator[str]:
    yield f"Your guide: {show.GUIDES.get(view.audience, view.audience)}"
    for title, rules in (("Steps", view.rules), ("Cautions", view.cautions)):
        yield ""
        yield show.bold(title)
        for each in rules:
            yield from show.wrap(each.says, indent=30, first=f"  {each.id}")
    if with_values:
        yield ""
        yield show.bold("Numbers")
        rows = [
            (each.key, _with_unit(each.value, each.unit), "yours" * each.is_changed) for each in view.values
        ]
        yield from show.table(rows)
    yield ""
    yield "One of them in full: hallway guides show RULE. All numbers: hallway guides list --values"


@command(
    guides,
    "show",
    examples=["hallway guides show follow-up.after-meeting", "hallway guides show followup.meeting.due"],
    json="{rule} or {value}, everything about it",
)
def show_(
    context: typer.Context,
    words: str = typer.Argument(metavar="RULE", help="The id of a rule or the key of a number."),
) -> None:
    """Show one rule or one number: what it says, why, in which guide, and its window."""
    record = open_record(context)
    view = actions.show_guide(record.store, words)
    if isinstance(view, ValueView):
        answer(context, {"value": view}, _value(view))
    else:
        answer(context, {"rule": view}, _rule(view))


def _rule(view: RuleView) -> Iterator[str]:
    yield show.bold(view.id)
    facts = [
        ("Says", view.says),
        ("Why", view.because),
        ("Guides", show.guides(view.guides)),
        ("Window", view.window),
        ("Settled by", view.settles),
        ("Template", view.template),
        ("Rows", ", ".join(view.rows)),
    ]
    for label, text in facts:
        if text:
            yield from show.wrap(text, indent=14, first=f"  {label}")
    for number in view.values:
        yield from show.wrap(_with_unit(number.value, number.unit), indent=34, first=f"  {number.key}")
    for example in view.examples:
        yield from show.wrap(example, indent=14, first="  Example")


def _with_unit(value: str, unit: str) -> str:
    return value if unit == "count" else f"{value} {unit}"


def _value(view: ValueView) -> Iterator[str]:
    yield show.bold(view.key)
    audiences = "; ".join(f"{show.GUIDES.get(key, key)} {value}" for key, value in view.per_audience.items())
    wording = "; ".join(f"{show.GUIDES.get(key, key)}: {text}" for key, text in view.wording.items())
    facts = [
        ("Says", view.says),
        (
            "Now",
            _with_unit(view.value, view.unit)
            + (f" (yours; the guide's is {view.default})" * view.is_changed),
        ),
        ("By guide", audiences),
        ("In words", wording),
        ("Source", "our own choice" if view.is_ours else show.guides(view.guides)),
        ("Used by", ", ".join(view.rules)),
    ]
    for label, text in facts:
        if text:
            yield from show.wrap(text, indent=12, first=f"  {label}")
    yield f"Set your own: hallway guides override {view.key}=VALUE"


@command(
    guides,
    "override",
    examples=[
        "hallway guides override followup.meeting.due=60",
        "hallway guides override outreach.week.new=2",
    ],
    json="{value}",
)
def override(
    context: typer.Context,
    setting: str = typer.Argument(metavar="KEY=VALUE", help="The key of a number and your own value."),
) -> None:
    """Put your own value over the guide's; the guide's stays, and reset brings it back."""
    [(key, value)] = read_pairs("KEY=VALUE", [setting]).items()
    record = open_record(context)
    view = actions.override(record.store, record.clock, key=key, value=value)
    answer(
        context,
        {"value": view},
        [f"{view.key} is now {_with_unit(view.value, view.unit)} (the guide's: {view.default})."],
    )


@command(guides, "reset", examples=["hallway guides reset followup.meeting.due"], json="{value}")
def reset(
    context: typer.Context,
    key: str = typer.Argument(metavar="KEY", help="The key of a number."),
) -> None:
    """Go back to the guide's own value."""
    record = open_record(context)
    view = actions.reset(record.store, record.clock, key=key)
    answer(context, {"value": view}, [f"{view.key} is {_with_unit(view.value, view.unit)} again."])


@command(guides, "check", examples=["hallway guides check my-guide.toml"], json="{file, problems}")
def check(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="A guide of your own, in TOML."),
) -> None:
    """Check a guide of your own: every fault with its line and the nearest known key."""
    problems = actions.check_file(read_text_file(file), Path(file).name)
    lines = [f"{file}, line {each.line}: {each.key}: {each.says} {each.remedy}" for each in problems]
    answer(context, {"file": file, "problems": problems}, lines or [f"{file} has no faults."])
    if problems:
        count = show.count(len(problems), "fault")
        raise refuse(f"{file} has {count}. Mend what is listed and check again.")


@command(
    guides,
    "add",
    examples=["hallway guides add my-guide.toml", "hallway guides add my-guide.toml --name img-neurology"],
    json="{audience}",
)
def add(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="A guide of your own, in TOML."),
    name: str | None = typer.Option(None, "--name", metavar="NAME", help="How to call it; else as the file."),
) -> None:
    """Add a guide of your own; choose it with hallway setup --audience NAME."""
    text = read_text_file(file)
    record = open_record(context)
    view = actions.add_audience(record.store, record.clock, name=name or Path(file).stem, text=text)
    answer(context, {"audience": view}, [f"Added. To use it: hallway setup --audience {view.id}"])
