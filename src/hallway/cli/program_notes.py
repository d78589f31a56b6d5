"""`hallway program-note`: what people say of programs, kept private."""

from collections.abc import Iterator, Sequence

import typer

from hallway.actions import people, program_notes
from hallway.actions.program_notes import ProgramNotes
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.ids import PersonId
from hallway.domain.programs import ProgramTopic

app = commands()
note = commands("Keep what people say of programs: private, each with its source and day.")
app.add_typer(note, name="program-note")


@command(
    note,
    "add",
    examples=[
        'hallway program-note add "Harbor Medical Center" "Call every fourth night" --topic call --by Novak',
        'hallway program-note add "Lakeside" "They sponsor visas" --topic img-support --source "open house"',
    ],
    json="{note}",
)
def add(
    context: typer.Context,
    program: str = typer.Argument(metavar="PROGRAM", help="Which program."),
    text: str = typer.Argument(metavar="TEXT", help="What was said."),
    topic: ProgramTopic = typer.Option(ProgramTopic.OTHER, "--topic", help="What it is about."),
    by: str | None = typer.Option(None, "--by", metavar="NAME", help="Who said it, when they are in here."),
    source: str = typer.Option("", "--source", metavar="TEXT", help="Or the source in words."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
) -> None:
    """Note what somebody said of a program."""
    record = open_record(context)
    made = program_notes.add_program_note(
        record.store,
        record.clock,
        program=program,
        topic=topic,
        text=text,
        person=people.find_person(record.store, by).id if by else None,
        source=source,
        on=find_day(record, "--on", on),
    )
    answer(context, {"note": made}, [f"Noted about {show.clean(made.program)}. It stays private."])


@command(
    note,
    "list",
    examples=["hallway program-note list", "hallway program-note list harbor"],
    json="{programs: [{program, notes: [{note, source}]}]}",
)
def list_(
    context: typer.Context,
    words: str = typer.Argument(
        "", metavar="[WORDS]", help="Words of the program's name; none for all.", show_default=False
    ),
) -> None:
    """List what you heard of programs, the latest first."""
    found = program_notes.list_program_notes(open_record(context).store, words=words)
    answer(context, {"programs": found}, _listed(found))


def _listed(found: Sequence[ProgramNotes]) -> Iterator[str]:
    if not found:
        yield 'Nothing yet. Note something: hallway program-note add PROGRAM TEXT --source "a resident"'
        return
    short = show.short_ids([each.note.id for program in found for each in program.notes])
    for program in found:
        yield show.bold(show.clean(program.program))
        for each in program.notes:
            about = f"{each.note.text} ({each.note.topic.value}; {each.source}, {each.note.on.isoformat()})"
            yield from show.wrap(about, indent=12, first=f"  {short[each.note.id]}")


@command(
    note,
    "change",
    examples=[
        'hallway program-note change 0199ab12 --text "Call is every fifth night now"',
        "hallway program-note change 0199ab12 --unit 9991140",
    ],
    json="{note}",
)
def change(
    context: typer.Context,
    id_: str = typer.Argument(metavar="ID", help="The id, or its start."),
    program: str | None = typer.Option(None, "--program", metavar="TEXT", help="Another program."),
    unit: str | None = typer.Option(
        None, "--unit", metavar="CODE|NAME", help="Which program of the directory it is; empty for none."
    ),
    text: str | None = typer.Option(None, "--text", metavar="TEXT", help="What was said."),
    topic: ProgramTopic | None = typer.Option(None, "--topic", help="What it is about."),
    by: str | None = typer.Option(None, "--by", metavar="NAME", help="Who said it."),
    source: str | None = typer.Option(None, "--source", metavar="TEXT", help="The source in words."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day."),
) -> None:
    """Change a note; what you leave out stays."""
    record = open_record(context)
    person: PersonId | None = people.find_person(record.store, by).id if by else None
    changed = program_notes.change_program_note(
        record.store,
        record.clock,
        note=id_,
        program=program,
        unit=unit,
        topic=topic,
        text=text,
        person=person,
        source=source,
        on=find_day(record, "--on", on),
    )
    answer(context, {"note": changed}, [f"Changed a note about {show.clean(changed.program)}."])


@command(note, "remove", examples=["hallway program-note remove 0199ab12"], json="{note}")
def remove(
    context: typer.Context, id_: str = typer.Argument(metavar="ID", help="The id, or its start.")
) -> None:
    """Remove a note; undo brings it back."""
    record = open_record(context)
    gone = program_notes.remove_program_note(record.store, record.clock, note=id_)
    answer(context, {"note": gone}, [f"Removed a note about {show.clean(gone.program)}."])
