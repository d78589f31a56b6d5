"""`hallway today`: what to do now."""

from collections.abc import Iterator

import typer

from hallway.actions import today as actions
from hallway.actions.today import Today
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.jsons import shown_step, to_json
from hallway.cli.opening import answer, open_record
from hallway.domain.json_values import JsonValue
from hallway.domain.times import day_of

app = commands()


@command(
    app,
    "today",
    examples=[
        "hallway today",
        "hallway today --all",
        "hallway today --json",
        "hallway today --at 2026-10-05T09:00Z",
    ],
    json="{now, applicant, steps: [{id, shown, rule, ... window, state, ...}], week, week_targets, cadence,\n"
    "  reliability, counts, suggestions, notices}; steps holds every step, those that open later included",
)
def today(
    context: typer.Context,
    everything: bool = typer.Option(False, "--all", help="Show every step, those that open later included."),
) -> None:
    """Show what to do now, for whom, until when and why.

    At most seven steps are shown, the ones that close first on top; the rest is one --all away. Each says
    which rule of which guide made it.
    """
    record = open_record(context)
    result = actions.today(record.store, record.clock)
    answer(context, as_json(result), lines(result, everything=everything))


def as_json(result: Today) -> dict[str, JsonValue]:
    """Return Today in the shape that programs rely on."""
    return {
        "now": to_json(result.now),
        "applicant": to_json(result.applicant),
        "steps": [shown_step(each.step, is_shown=each.is_shown) for each in result.steps],
        "week": to_json(result.week),
        "week_targets": to_json(result.week_targets),
        "cadence": to_json(result.cadence),
        "reliability": to_json(result.reliability),
        "counts": to_json(result.counts),
        "suggestions": to_json(result.suggestions),
        "notices": to_json(result.notices),
    }


def lines(result: Today, *, everything: bool) -> Iterator[str]:
    """Return Today as it is read at a terminal."""
    home, now = result.applicant.zone, result.now
    on = show.day(day_of(now, home), day_of(now, home))
    guide = show.GUIDES.get(result.applicant.audience, result.applicant.audience)
    yield show.bold(f"{on} · {show.clean(result.applicant.name)} · {guide}")
    yield from show.wrap(_week(result))
    for each in result.notices:
        yield from map(show.alert, show.wrap(f"{each} See: hallway guides list"))
    some = (*result.shown, *result.rest, *result.later) if everything else result.shown
    yield from show.steps(some, now=now, home=home)
    yield ""
    if not some:
        yield from _nothing_open(result)
    if not everything and (result.rest or result.later):
        more = [
            f"{len(result.rest)} more open" * bool(result.rest),
            f"{len(result.later)} later" * bool(result.later),
        ]
        yield f"{' and '.join(filter(None, more))}: hallway today --all"
    if result.counts.held_rows:
        yield f"{show.count(result.counts.held_rows, 'row')} of an import need you: hallway inbox list"
    if some:
        yield "Done one? Log what you did (hallway log --help), or: hallway settle ID"
        yield 'Not now?  hallway snooze ID --until DATE --why "the reason"'


def _week(result: Today) -> str:
    new, revived = result.week_targets
    parts = [f"This week: {result.week.new} of {new} new, {result.week.revived} of {revived} revived."]
    kept = result.reliability
    if kept.open:
        overdue = f", {kept.overdue} overdue" if kept.overdue else ""
        parts.append(f"Your promises: {kept.open} open{overdue}.")
    return " ".join(parts)


def _nothing_open(result: Today) -> Iterator[str]:
    if result.counts.people == 0:
        yield "Nobody is in here yet. Begin with three people you already know:"
        yield '  hallway person add "Ana Novak" --role fellow --institution "Harbor Medical Center"'
        yield "or bring what you have:  hallway import connections.csv"
        return
    yield "Nothing is open. A quiet day is a good day to read a paper of somebody you admire."
    if result.suggestions:
        names = ", ".join(show.clean(each.name) for each in result.suggestions)
        yield from show.wrap(f"If you like, wake a contact: {names}.")
