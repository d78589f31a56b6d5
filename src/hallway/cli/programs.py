"""`hallway programs`: the directory, the applicant's list, and all that is known of one program."""

import typer

from hallway.actions import people, program_notes, programs
from hallway.actions.program_lookups import choose_unit, name_of, name_of_code
from hallway.actions.programs import ProgramFilter
from hallway.cli import (
    program_connections,
    program_facts,
    program_gaps,
    program_outcomes,
    program_reports,
    program_views,
    show,
)
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.programs import ProgramTopic

app = commands()
group = commands("Find programs, keep what you know of each, and see what ties you to them.")
app.add_typer(group, name="programs")

_TRACKS = ", ".join(programs.TRACK_KINDS)
PROGRAM = typer.Argument(metavar="CODE|NAME", help="Its code, or words of institution, place and specialty.")


@command(
    group,
    "list",
    examples=[
        "hallway programs list westmark",
        'hallway programs list --specialty "general surgery" --state OH --state PA',
        "hallway programs list --listed",
        "hallway programs list --connected --kind community --json",
    ],
    json="{lines: [{unit, kind, is_guess, is_listed, reasons, facts, connections, outcome}], total, page,\n"
    "  pages, by_state, by_specialty, lost}",
)
def list_(
    context: typer.Context,
    words: list[str] | None = typer.Argument(
        None, metavar="[WORDS]", help="Words of name, city, state or specialty, or a code."
    ),
    specialty: list[str] | None = typer.Option(
        None, "--specialty", metavar="TEXT", help="Of this specialty; repeat it."
    ),
    state: list[str] | None = typer.Option(
        None, "--state", metavar="STATE", help="In this state; repeat it."
    ),
    kind: list[str] | None = typer.Option(
        None, "--kind", metavar="KIND", help="university, community or military; repeat it."
    ),
    track: list[str] | None = typer.Option(
        None, "--track", metavar="TRACK", help=f"With such a track: {_TRACKS}."
    ),
    listed: bool = typer.Option(False, "--listed", help="Only those on your list."),
    connected: bool = typer.Option(False, "--connected", help="Only those with a real connection."),
    page: int = typer.Option(1, "--page", metavar="NUMBER", min=1, help="Which page."),
    per_page: int = typer.Option(50, "--per-page", metavar="NUMBER", min=1, max=500, help="How many on it."),
) -> None:
    """Find programs of the directory by any mix of words and filters.

    Accents, case and short forms do not matter: "U", "Univ" and "University" are one word. A kind with a
    question mark is our guess.
    """
    wanted = ProgramFilter(
        words=" ".join(words or ()),
        specialties=tuple(specialty or ()),
        states=tuple(state or ()),
        kinds=tuple(kind or ()),
        tracks=tuple(track or ()),
        is_listed=True if listed else None,
        is_connected=True if connected else None,
    )
    store = open_record(context).store
    found = programs.list_programs(store, wanted, page=page, per_page=per_page)
    mine = programs.listed_programs(store)
    answer(context, program_views.list_shape(found, mine), program_views.listed(found, wanted, mine))


@command(
    group,
    "show",
    examples=["hallway programs show 9991140", "hallway programs show harbor medical family medicine"],
    json="all there is: {unit, name, kind, is_guess, listed, facts, missing, connections, questions, ties,\n"
    "  notes, notes_nearby, outcomes, counts, state, employers}",
)
def show_(
    context: typer.Context,
    program: list[str] = typer.Argument(
        metavar="CODE|NAME", help="Its code, or words of institution, place and specialty."
    ),
    ids: bool = typer.Option(False, "--ids", help="With the ids of facts, ties and notes."),
) -> None:
    """Show everything about one program, each fact with its source and its age."""
    record = open_record(context)
    view = programs.show_program(record.store, record.clock, unit=" ".join(program))
    answer(context, program_views.shape(view), program_views.shown(view, with_ids=ids))


@command(
    group,
    "add",
    examples=[
        'hallway programs add 9991140 --why "Takes IMGs; an alumna is PGY-2"',
        "hallway programs add 9991140 9992140",
    ],
    json="{listed: [{id, unit, reasons, on}]}",
)
def add(
    context: typer.Context,
    program: list[str] = typer.Argument(metavar="CODE|NAME", help="One or more programs."),
    why: str | None = typer.Option(None, "--why", metavar="TEXT", help="Why it is on your list."),
) -> None:
    """Put programs on your list, with why; typed again with --why it changes the reason."""
    record = open_record(context)
    listed = programs.list_program(record.store, record.clock, units=program, reasons=why)
    says = [f"On your list: {show.clean(name_of(choose_unit(each.unit)))}" for each in listed]
    answer(context, {"listed": listed}, says)


@command(group, "drop", examples=["hallway programs drop 9991140"], json="{unlisted}")
def drop(context: typer.Context, program: str = PROGRAM) -> None:
    """Take a program off your list; what you know of it stays."""
    record = open_record(context)
    gone = programs.unlist_program(record.store, record.clock, unit=program)
    answer(context, {"unlisted": gone}, [f"Off your list: {show.clean(name_of_code(gone.unit))}"])


@command(
    group,
    "note",
    examples=[
        'hallway programs note 9991140 "Residents teach each other well" --topic culture --by Novak',
        'hallway programs note 9991140 "Night float since July" --topic call --source "open house"',
    ],
    json="{note}",
)
def note(
    context: typer.Context,
    program: str = PROGRAM,
    text: str = typer.Argument(metavar="TEXT", help="What was said."),
    topic: ProgramTopic = typer.Option(ProgramTopic.OTHER, "--topic", help="What it is about."),
    by: str | None = typer.Option(None, "--by", metavar="NAME", help="Who said it, when they are in here."),
    source: str = typer.Option("", "--source", metavar="TEXT", help="Or the source in words."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
) -> None:
    """Note what somebody said of a program of the directory; it stays private.

    Such notes are changed and removed with `hallway program-note`, which also takes programs by any name.
    """
    record = open_record(context)
    unit = choose_unit(program)
    made = program_notes.add_program_note(
        record.store,
        record.clock,
        unit=unit.code,
        topic=topic,
        text=text,
        person=people.find_person(record.store, by).id if by else None,
        source=source,
        on=find_day(record, "--on", on),
    )
    answer(context, {"note": made}, [f"Noted about {show.clean(name_of(unit))}. It stays private."])


group.add_typer(program_facts.app)
group.add_typer(program_gaps.app)
group.add_typer(program_reports.app)
group.add_typer(program_connections.app)
group.add_typer(program_outcomes.app)
