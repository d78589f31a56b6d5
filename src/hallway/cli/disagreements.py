"""`hallway guides disagreements`: what each guide says on a topic, and whose numbers hold."""

from collections.abc import Iterator

import typer

from hallway.actions import disagreements as actions
from hallway.actions.disagreements import Choice, Preview, TopicView
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import read_pairs
from hallway.playbooks.values import with_unit

app = commands()


@command(
    app,
    "disagreements",
    examples=[
        "hallway guides disagreements",
        "hallway guides disagreements no-reply",
        "hallway guides disagreements no-reply --choose us-img-pediatrics --preview",
        "hallway guides disagreements meeting-follow-up --choose default",
        "hallway guides disagreements weekly --set outreach.week.new=2",
    ],
    json="{topics} or {topic};\n  with --preview {topic, values: [{key, says, unit, now, then}], steps}",
)
def disagreements(
    context: typer.Context,
    topic: str | None = typer.Argument(None, metavar="TOPIC", help="The id of one topic, or its beginning."),
    choose: str | None = typer.Option(
        None, "--choose", metavar="GUIDE", help="Let this guide hold for the topic; default is our rule."
    ),
    own: list[str] | None = typer.Option(
        None, "--set", metavar="KEY=VALUE", help="A value of your own; repeat it."
    ),
    preview: bool = typer.Option(False, "--preview", help="Only say what a choice would change."),
) -> None:
    """Show where the guides disagree, and choose whose numbers hold for a topic."""
    take = _read_choice(topic, choose, own or [], is_preview=preview)
    record = open_record(context)
    if topic is None:
        topics = actions.list_topics(record.store)
        answer(context, {"topics": topics}, _listed(topics))
    elif take is None:
        view = actions.show_topic(record.store, topic)
        answer(context, {"topic": view}, _topic(view))
    elif preview:
        found = actions.preview(record.store, record.clock, topic=topic, take=take)
        answer(context, found, _preview(found))
    else:
        view = actions.choose(record.store, record.clock, topic=topic, take=take)
        answer(context, {"topic": view}, _holds(view))


def _read_choice(topic: str | None, choose: str | None, own: list[str], *, is_preview: bool) -> Choice | None:
    """Return what was chosen, None when nothing was."""
    if choose is not None and own:
        raise NeedsMore("Choose a guide or set your own values, not both: --choose or --set.")
    take = read_pairs("--set", own) if own else choose
    if topic is None and (take is not None or is_preview):
        raise NeedsMore("Name the topic. See them all: hallway guides disagreements")
    if take is None and is_preview:
        raise NeedsMore("Say what to try: --choose GUIDE or --set KEY=VALUE.")
    return take


def _name(chosen: str) -> str:
    return {"default": "our default", "own": "your own"}.get(chosen) or show.GUIDES.get(chosen, chosen)


def _listed(topics: tuple[TopicView, ...]) -> Iterator[str]:
    for each in topics:
        yield show.bold(f"{each.name} ({each.id})")
        yield from _says(each)
    yield ""
    yield "Choose for one of them: hallway guides disagreements TOPIC --choose GUIDE"


def _says(each: TopicView) -> Iterator[str]:
    for guide, text in each.says.items():
        yours = " (yours)" * (guide == each.guide)
        yield from show.wrap(text or "-", indent=34, first=f"  {_name(guide)}{yours}")
    yield from show.wrap(each.ours, indent=34, first="  Our default")
    yield from show.wrap(_now(each), indent=34, first="  Now")


def _now(each: TopicView) -> str:
    if not each.values:
        return "advice only, no number"
    return f"{_name(each.chosen)}: " + "; ".join(
        f"{value.key} {with_unit(value.value, value.unit)}" for value in each.values
    )


def _topic(each: TopicView) -> Iterator[str]:
    yield show.bold(each.name)
    yield from _says(each)
    for value in each.values:
        yield from show.wrap(value.says, indent=34, first=f"  {value.key}")
    if each.values:
        yield ""
        offers = ", ".join(("default", *each.offers))
        yield from show.wrap(
            f"To choose: hallway guides disagreements {each.id} --choose X, where X is {offers}."
        )


def _holds(each: TopicView) -> Iterator[str]:
    yield from show.wrap(f"{each.name}: {_now(each)}.")


def _preview(found: Preview) -> Iterator[str]:
    yield from _holds(found.topic)
    if not found.values:
        yield "This would change nothing."
    for each in found.values:
        before, after = (with_unit(text, each.unit) for text in (each.now, each.then))
        yield from show.wrap(f"{before} -> {after}", indent=34, first=f"  {each.key}")
    for title, some in (("would open", found.steps.opened), ("would go", found.steps.gone)):
        if some:
            yield f"{show.count(len(some), 'step')} {title}:"
            for step in some[:5]:
                yield from show.wrap(step.says, indent=2)
    if found.steps.moved:
        yield f"{show.count(len(found.steps.moved), 'open step')} would have another window."
    if found.values and not found.steps.count:
        yield "No open step would change today."
