"""`hallway ask`: requests on their rungs, and how they were answered."""

from collections.abc import Iterator

import typer

from hallway.actions import asks, people
from hallway.actions.asks import Asked
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.asks import Answer, Rung

app = commands()


@command(
    app,
    "ask",
    examples=[
        'hallway ask --of Novak --rung meeting --text "15 minutes on wound healing"',
        "hallway ask --of Novak --rung letter --needed-by 2027-08-15 --check",
        "hallway ask --id 0199ab12 --answer granted",
    ],
    json="{ask, cautions}; ask is null with --check",
)
def ask(
    context: typer.Context,
    of: str | None = typer.Option(None, "--of", metavar="NAME", help="Whom you ask."),
    rung: Rung | None = typer.Option(None, "--rung", help="What you ask for, from small to large."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
    answered: Answer | None = typer.Option(
        None, "--answer", help="How it was answered; pending when left out."
    ),
    needed_by: str | None = typer.Option(None, "--needed-by", metavar="DATE", help="By when you need it."),
    text: str = typer.Option("", "--text", metavar="TEXT", help="What you asked.", show_default=False),
    check: bool = typer.Option(False, "--check", help="Only say what to mind before asking; record nothing."),
    earlier: str | None = typer.Option(
        None, "--id", metavar="ID", help="An ask recorded earlier, to give its --answer."
    ),
) -> None:
    """Record a request on its rung and how it was answered; or check first what to mind.

    The ladder: advice, then a short meeting, then a small task, and after sustained work a letter, a rotation
    or advocacy. Hallway explains when a rung is skipped, and never blocks.
    """
    if earlier is not None:
        _answer_earlier(context, earlier, answered)
        return
    if of is None or rung is None:
        raise NeedsMore("Say of whom and for what, such as: hallway ask --of Novak --rung advice")
    record = open_record(context)
    person = people.find_person(record.store, of)
    day, deadline = find_day(record, "--on", on), find_day(record, "--needed-by", needed_by)
    if check:
        found = asks.plan_ask(
            record.store, record.clock, person=person.id, rung=rung, on=day, needed_by=deadline
        )
        lines = [*show.cautions(found)] or [f"Nothing speaks against it: ask {show.clean(person.name)}."]
        answer(context, {"ask": None, "cautions": found}, lines)
        return
    asked = asks.record_ask(
        record.store,
        record.clock,
        person=person.id,
        rung=rung,
        on=day,
        answer=answered or Answer.PENDING,
        text=text,
        needed_by=deadline,
    )
    answer(context, asked, _asked(person.name, asked))


def _asked(name: str, asked: Asked) -> Iterator[str]:
    yield f"Recorded: asked {show.clean(name)} for {asked.ask.rung.value}, {asked.ask.answer.value}."
    if asked.ask.answer is Answer.PENDING:
        yield f"When the answer comes: hallway ask --id {asked.ask.id} --answer granted"
    yield from show.cautions(asked.cautions)


def _answer_earlier(context: typer.Context, earlier: str, answered: Answer | None) -> None:
    if answered is None:
        raise NeedsMore("Say how it was answered, such as --answer granted.")
    record = open_record(context)
    changed = asks.answer_ask(record.store, record.clock, ask=earlier, answer=answered)
    answer(context, {"ask": changed, "cautions": []}, [f"Recorded: {changed.answer.value}."])
