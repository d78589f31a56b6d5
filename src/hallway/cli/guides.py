"""`hallway guides`: every rule and number with its source, and the applicant's own values."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from hallway.actions import audience_files as files
from hallway.actions import guides as actions
from hallway.actions import overrides as own
from hallway.actions.guides import GuidesView, LimitView, RuleView, Source, ValueView
from hallway.cli import disagreements, guide_changes, show
from hallway.cli.errors import refuse
from hallway.cli.exports import NotWritten, write_whole
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import read_pairs, read_text_file
from hallway.playbooks.values import with_unit

app = commands()
guides = commands("Read every rule and number with its source, and set your own.")
app.add_typer(guides, name="guides")
guides.add_typer(disagreements.app)
guides.add_typer(guide_changes.app)


@command(
    guides,
    "list",
    examples=["hallway guides list", "hallway guides list --values"],
    json="{audience, audiences, rules, values, cautions, limits, aside, refused}",
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
    yield from _kept_aside(view)
    for title, rules in (("Steps", view.rules), ("Cautions", view.cautions)):
        yield ""
        yield show.bold(title)
        for each in rules:
            yield from show.wrap(each.says, indent=30, first=f"  {each.id}")
    if with_values:
        yield ""
        yield show.bold("Limits")
        for limit in view.limits:
            yield from _limit(limit)
        yield ""
        yield show.bold("Numbers")
        rows = [
            (each.key, with_unit(each.value, each.unit), "yours" * each.is_changed) for each in view.values
        ]
        yield from show.table(rows)
    yield ""
    yield "One of them in full: hallway guides show RULE. All numbers: hallway guides list --values"


def _kept_aside(view: GuidesView) -> Iterator[str]:
    """Say what of the applicant's own is kept and not used."""
    if view.refused:
        instead = show.GUIDES.get(view.refused.instead, view.refused.instead)
        yield from map(show.alert, show.wrap(f"{view.refused.why} Until then {instead} holds.", indent=2))
        yield from show.wrap(view.refused.remedy, indent=2)
    if view.aside:
        yield ""
        yield show.bold("Kept, not used")
        for each in view.aside:
            yield from show.wrap(f"{each.key} = {each.value}: {each.why}", indent=2)
            yield from show.wrap(f"{each.remedy} hallway guides reset {each.key}", indent=4)
    for value in view.values:
        if value.has_moved:
            yield from show.wrap(_moved(value), indent=2)


def _limit(limit: LimitView) -> Iterator[str]:
    levels = [
        f"{word} {with_unit(each.value, each.unit)}"
        for word, each in (("careful from", limit.warn), ("strong from", limit.strong))
        if each
    ]
    yield from show.wrap(f"{limit.says} {', '.join(levels)}", indent=2)
    yield from show.wrap(limit.because, indent=4)


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
    edges = view.edges
    facts = [
        ("Says", view.says),
        ("Why", view.because),
        ("Guides", show.guides(view.guides)),
        ("Loudness", view.severity),
        ("Window", view.window),
        ("Zone", edges.zone if edges else ""),
        ("Settled by", view.settles),
        ("Template", view.template),
        ("Rows", ", ".join(view.rows)),
    ]
    for label, text in facts:
        if text:
            yield from show.wrap(text, indent=14, first=f"  {label}")
    for number in view.values:
        yield from show.wrap(with_unit(number.value, number.unit), indent=34, first=f"  {number.key}")
    for example in view.examples:
        yield from show.wrap(example, indent=14, first="  Example")


_SOURCES: Mapping[Source, str] = {
    Source.YOURS: "yours",
    Source.YOUR_AUDIENCE: "the file of your audience",
    Source.YOUR_GUIDE: "your guide",
    Source.OTHER_GUIDES: "our default: your guide states none, others do",
    Source.OURS: "our own choice: no guide states it",
}


def _value(view: ValueView) -> Iterator[str]:
    yield show.bold(view.key)
    audiences = "; ".join(f"{show.GUIDES.get(key, key)} {value}" for key, value in view.per_audience.items())
    wording = "; ".join(f"{show.GUIDES.get(key, key)}: {text}" for key, text in view.wording.items())
    now = with_unit(view.value, view.unit)
    facts = [
        ("Says", view.says),
        ("Now", now + (f" (yours; the guide's is {view.default})" * view.is_changed)),
        ("Unit", view.unit),
        ("For", show.GUIDES.get(view.audience, view.audience)),
        ("From", _SOURCES[view.source]),
        ("By guide", audiences),
        ("In words", wording),
        ("Source", "our own choice" if view.is_ours else show.guides(view.guides)),
        ("Limit", f"{view.level}: {view.because}" if view.level else ""),
        ("Used by", ", ".join(view.rules)),
        ("Moved", _moved(view) if view.has_moved else ""),
    ]
    for label, text in facts:
        if text:
            yield from show.wrap(text, indent=12, first=f"  {label}")
    yield f"Set your own: hallway guides override {view.key}=VALUE"


def _moved(view: ValueView) -> str:
    return (
        f"{view.key}: the guide's own value has changed from {view.instead_of} to {view.default} "
        f"since you set yours. Keep yours: hallway guides keep {view.key}. "
        f"Take theirs: hallway guides reset {view.key}."
    )


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
    view = own.override(record.store, record.clock, key=key, value=value)
    answer(
        context,
        {"value": view},
        [f"{view.key} is now {with_unit(view.value, view.unit)} (the guide's: {view.default})."],
    )


@command(
    guides,
    "reset",
    examples=["hallway guides reset followup.meeting.due"],
    json="{value}; null when the guides have no such number any more",
)
def reset(
    context: typer.Context,
    key: str = typer.Argument(metavar="KEY", help="The key of a number."),
) -> None:
    """Go back to the guide's own value; your own is let go, one that is set aside, too."""
    record = open_record(context)
    view = own.reset(record.store, record.clock, key=key)
    says = f"{view.key} is {with_unit(view.value, view.unit)} again." if view else f"Let go of your {key}."
    answer(context, {"value": view}, [says])


@command(guides, "keep", examples=["hallway guides keep followup.meeting.due"], json="{value}")
def keep(
    context: typer.Context,
    key: str = typer.Argument(metavar="KEY", help="The key of a number that you set."),
) -> None:
    """Keep your own value although the guide's has changed since you set it."""
    record = open_record(context)
    view = own.keep(record.store, record.clock, key=key)
    answer(context, {"value": view}, [f"{view.key} stays {with_unit(view.value, view.unit)}, as you set it."])


@command(guides, "check", examples=["hallway guides check my-guide.toml"], json="{file, problems}")
def check(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="A guide of your own, in TOML."),
) -> None:
    """Check a guide of your own: every fault with its line and the nearest known key."""
    problems = files.check_file(read_text_file(file))
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
    view = files.add_audience(record.store, record.clock, name=name or Path(file).stem, text=text)
    answer(context, {"audience": view}, [f"Added. To use it: hallway setup --audience {view.id}"])


@command(
    guides,
    "export-audience",
    examples=[
        "hallway guides export-audience img-neurology.toml --name 'IMG, neurology'",
        "hallway guides export-audience - --id img-neurology",
    ],
    json="{audience, file, text}",
)
def export_audience(
    context: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="Where to write it; - for the screen."),
    audience: str | None = typer.Option(
        None, "--id", metavar="ID", help="Its id; else as the file is called."
    ),
    name: str | None = typer.Option(None, "--name", metavar="NAME", help="How to call it; else as its id."),
    force: bool = typer.Option(False, "--force", help="Overwrite a file that is there."),
) -> None:
    """Write your present numbers and rules as a guide that somebody else can add."""
    key = audience or ("my-guide" if file == "-" else Path(file).stem)
    record = open_record(context)
    text = files.export_audience(record.store, audience=key, name=name or key)
    said = {"audience": key, "file": file, "text": text}
    if file == "-":
        answer(context, said, text.splitlines())
        return
    place = Path(file).expanduser()
    if place.exists() and not force:
        raise NotWritten(f"{file} is there already. Add --force to overwrite it, or choose another name.")
    write_whole(place, text.encode(), is_forced=force)
    answer(context, said, [f"Wrote {file}. Others add it with: hallway guides add {file}"])
