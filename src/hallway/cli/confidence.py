"""`hallway confidence`: thoughts for those who find this hard, and paths of small steps."""

from collections.abc import Iterator

import typer

from hallway.actions.practice import ConfidenceView, PathView, StepView, look_at_confidence
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record

app = commands()

WAYS = {
    "prospects": "hallway network prospects",
    "capture": "hallway capture",
    "outbox": "hallway outbox list",
    "goals": "hallway goals list",
    "rehearsal": "hallway pitch show base, then hallway practice log base --seconds N",
    "conference": "hallway pitch show conference",
    "phrases": "hallway confidence --path accent",
}


@command(
    app,
    "confidence",
    examples=[
        "hallway confidence",
        "hallway confidence --path introvert",
        "hallway confidence --path accent",
    ],
    json="{today, cards, paths: [{path, is_mine, steps: [{step, done}]}], rehearsals}",
)
def confidence(
    context: typer.Context,
    path: str = typer.Option(
        "", "--path", metavar="PATH", help="Only this one: introvert or accent.", show_default=False
    ),
) -> None:
    """Read what helps when this is hard: thoughts, phrases to keep ready, small steps that you tick off."""
    record = open_record(context)
    view = look_at_confidence(record.store, record.clock, path=path)
    answer(context, view, _shown(view, is_whole=bool(path)))


def _shown(view: ConfidenceView, *, is_whole: bool) -> Iterator[str]:
    if not is_whole:
        for card in view.cards:
            yield show.bold(card.title)
            yield from show.wrap(card.says, indent=2)
            way = f" · {WAYS[card.page]}" if card.page else ""
            yield from (show.faint(line) for line in show.wrap(f"{show.guides(card.guides)}{way}", indent=2))
            yield ""
    for each in view.paths:
        yield from _path(each, is_whole=is_whole or each.is_mine)


def _path(view: PathView, *, is_whole: bool) -> Iterator[str]:
    done = sum(bool(each.done) for each in view.steps)
    yield show.bold(f"{view.path.name}: {done} of {len(view.steps)} steps done")
    yield from show.wrap(view.path.says, indent=2)
    if not is_whole:
        yield f"  The whole path: hallway confidence --path {view.path.id}"
        return
    for phrases in view.path.phrases:
        yield ""
        yield f"  {phrases.title}"
        for each in phrases.says:
            yield from show.wrap(f"“{each}”", indent=4)
    yield ""
    for number, step in enumerate(view.steps, start=1):
        yield from _step(number, step)
    yield from (show.faint(line) for line in show.wrap(show.guides(view.path.guides), indent=2))


def _step(number: int, view: StepView) -> Iterator[str]:
    step = view.step
    times = "once" if len(view.done) == 1 else f"{len(view.done)} times"
    mark = f"done {times}" if view.done else "open"
    yield from show.wrap(f"{step.title} ({mark})", indent=6, first=f"  {number}.")
    yield from show.wrap(step.says, indent=6)
    way = f"hallway write {step.template}" if step.template else WAYS.get(step.page, "")
    lines = [way] if way else []
    lines.append(f"When you have done it: hallway practice log {step.id}")
    for each in lines:
        yield from (show.faint(line) for line in show.wrap(each, indent=6))
