"""`hallway update`: a progress update to one person, ready to copy."""

import sys
from collections.abc import Iterator

import typer

from hallway.actions import people
from hallway.actions.progress_updates import ProgressUpdate, progress_update, record_update
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, open_record

app = commands()


@command(
    app,
    "update",
    examples=["hallway update Novak", "hallway update Novak --text", "hallway update Novak --sent"],
    json="{person, name, emails, since, news: [{kind, text, on, result, advice}], left_out, missing, minds,\n"
    "  subject, text, words, says, next_says}; with --sent {interaction, reported, cautions} or null",
)
def update(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="A name, part of it, or the id."),
    text: bool = typer.Option(False, "--text", help="Print the text alone, to copy or to pipe."),
    sent: bool = typer.Option(False, "--sent", help="Log that you sent it."),
) -> None:
    """Write an update to a mentor: your news since they last heard from you, and thanks.

    Only what is on record stands in it; what is missing is told beside it. Hallway sends nothing.
    """
    if text and sent:
        raise NeedsMore("--text prints, --sent logs: take one of the two.")
    record = open_record(context)
    person = people.find_person(record.store, name)
    if sent:
        logged = record_update(record.store, record.clock, person=person.id)
        told = (
            f"Logged: you wrote to {show.clean(person.name)}." if logged else "Nothing new: nothing logged."
        )
        answer(context, logged, [told, *(show.cautions(logged.cautions) if logged else ())])
        return
    found = progress_update(record.store, record.clock, person=person.id)
    if text and not is_json(context):
        if not found.is_ready:
            raise NeedsMore(f"There is no text to print. {found.says}")
        sys.stdout.write(found.text + "\n")
        return
    answer(context, found, _shown(found))


def _shown(found: ProgressUpdate) -> Iterator[str]:
    yield from show.wrap(found.says)
    if found.is_ready:
        yield ""
        if found.emails:
            yield f"To:      {show.clean(found.emails[0])}"
        yield f"Subject: {show.clean(found.subject)}"
        yield ""
        yield from (show.clean(line) for line in found.text.split("\n"))
        yield ""
        yield show.faint(f"{found.words} words")
    for title, some in (("Missing", found.missing), ("Mind", found.minds)):
        for each in some:
            yield from show.wrap(f"{title}: {each}")
    for item in found.left_out:
        yield from show.wrap(f"No room for: {item.text}")
    yield from show.wrap(found.next_says)
    if found.is_ready:
        yield from show.wrap(f"When you have sent it: hallway update {found.person} --sent")
