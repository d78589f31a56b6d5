"""Notes taken offline, for `hallway import`: previewed, then taken over."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from hallway.actions import captures, people
from hallway.actions.captures import Captured, CapturePlan, NoteVerdict
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.frame import is_json
from hallway.cli.opening import answer, is_terminal
from hallway.cli.typed import read_pairs
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId

if TYPE_CHECKING:
    from hallway.app import App

_NEW = "new"
_WORDS = {
    NoteVerdict.CREATE: "about somebody new",
    NoteVerdict.KNOWN: "about somebody here",
    NoteVerdict.SAME: "already here",
    NoteVerdict.NEEDS_YOU: "need you",
    NoteVerdict.PROBLEM: "cannot be used",
}


def take_notes(
    context: typer.Context, record: "App", data: bytes, *, name: str, about: Sequence[str], yes: bool
) -> None:
    """Preview notes taken offline, and take them over once that is wanted."""
    plan = captures.plan_captures(
        record.store, record.clock, data=data, name=name, people=_read_about(record, about)
    )
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        for line in _preview(plan):
            typer.echo(line)
        yes = confirm("Apply this?")
    if not yes:
        lines = ["", "Nothing was changed yet.", "To apply this, type the same again with --yes."]
        answer(context, _shape(plan, None), [*([] if asked else _preview(plan)), *lines])
        return
    done = captures.apply_captures(record.store, record.clock, plan=plan)
    answer(context, _shape(plan, done), _done(plan, done))


def _read_about(record: "App", words: Sequence[str]) -> dict[int, PersonId | None]:
    about: dict[int, PersonId | None] = {}
    for number, whom in read_pairs("--about", words).items():
        if not number.isdecimal():
            raise InvalidValue("--about", number, 'Begin with the number of a note, such as "3=Ana Novak".')
        about[int(number)] = None if whom == _NEW else people.find_person(record.store, whom).id
    return about


def _shape(plan: CapturePlan, done: Captured | None) -> dict[str, object]:
    return {
        "source": plan.source,
        "kind": "notes",
        "mapping": [],
        "counts": plan.counts,
        "rows": plan.rows,
        "problems": plan.problems,
        "questions": [],
        "applied": done,
    }


def _preview(plan: CapturePlan) -> Iterator[str]:
    yield show.bold(f"{show.clean(plan.source)}: {show.count(len(plan.rows), 'note')}")
    yield "  " + ", ".join(f"{number} {_WORDS[verdict]}" for verdict, number in plan.counts.items() if number)
    yield from _rows(plan, set(NoteVerdict))


def _rows(plan: CapturePlan, wanted: set[NoteVerdict]) -> Iterator[str]:
    for each in plan.rows:
        if each.verdict in wanted:
            says = each.says if each.name in each.says else f"{each.name}: {each.says}"
            yield from show.wrap(says, indent=12, first=f"  {'note ' + str(each.number):<9}")
            for candidate in each.candidates:
                yield f"            --about {each.number}={candidate.id}"


def _done(plan: CapturePlan, done: Captured) -> Iterator[str]:
    counts = f"{done.recorded} met, {done.created} of them new, {done.same} already here"
    yield f"{show.clean(plan.source)}: {counts}."
    yield from _rows(plan, {NoteVerdict.NEEDS_YOU, NoteVerdict.PROBLEM})
    if done.recorded:
        yield "To take it all back: hallway undo"
