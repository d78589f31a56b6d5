"""`hallway programs tie|untie|connections|coverage|reach|place`: what ties the applicant to programs."""

import shlex
from collections.abc import Iterator, Mapping, Sequence

import typer

from hallway.actions import connections as actions
from hallway.actions import people, program_coverage, program_places, program_ties
from hallway.actions.connections import Connection, Connections, real
from hallway.actions.program_coverage import Coverage, CoveredProgram, ReachMap, Speaker
from hallway.actions.program_lookups import choose_unit, name_of_code
from hallway.actions.program_meanings import Meaning, list_meanings
from hallway.actions.program_places import PlaceQuestion
from hallway.actions.program_ties import TIE_WORDS
from hallway.cli import program_views, show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.ids import UnitCode
from hallway.domain.names import fold
from hallway.domain.programs import TieKind

app = commands()

_KINDS = ", ".join(TieKind)
_MOST_PROGRAMS = 40
_MOST_NAMED = 6
_PROGRAM = typer.Argument(metavar="CODE|NAME", help="Its code, or words of institution, place and specialty.")


@command(
    app,
    "tie",
    examples=[
        "hallway programs tie 9991140 gold-signal",
        'hallway programs tie 9991140 rotation --with Novak --on 2026-09-30 --note "four weeks, wards"',
    ],
    json="{tie: {id, unit, kind, person, on, note}}",
)
def tie(
    context: typer.Context,
    program: str = _PROGRAM,
    kind: TieKind = typer.Argument(metavar="KIND", help=f"What it is: {_KINDS}."),
    with_: str | None = typer.Option(None, "--with", metavar="NAME", help="The person behind it."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day."),
    note: str = typer.Option("", "--note", metavar="TEXT", help="A few words.", show_default=False),
) -> None:
    """Write down a tie that your record cannot know: a signal, your home program, a rotation elsewhere."""
    record = open_record(context)
    made = program_ties.record_tie(
        record.store,
        record.clock,
        unit=program,
        kind=kind,
        person=people.find_person(record.store, with_).id if with_ else None,
        on=find_day(record, "--on", on),
        note=note,
    )
    says = f"Noted {TIE_WORDS[made.kind]}: {name_of_code(made.unit)}. To withdraw it: untie {made.id}"
    answer(context, {"tie": made}, show.wrap(says))


@command(
    app,
    "untie",
    examples=["hallway programs untie 0199ab12"],
    json="{tie: {id, unit, kind, person, on, note}}",
)
def untie(
    context: typer.Context,
    id_: str = typer.Argument(metavar="ID", help="The id of the tie, or its start: connections --ids."),
) -> None:
    """Withdraw a tie that you wrote down."""
    record = open_record(context)
    gone = program_ties.withdraw_tie(record.store, record.clock, tie=id_)
    answer(context, {"tie": gone}, show.wrap(f"Withdrew {TIE_WORDS[gone.kind]}: {name_of_code(gone.unit)}."))


@command(
    app,
    "connections",
    examples=["hallway programs connections", "hallway programs connections 9991140 --ids"],
    json="{programs: [{unit, name, connections}], questions}",
)
def connections(
    context: typer.Context,
    program: str = typer.Argument(
        "", metavar="[CODE|NAME]", help="One program; none for all with a connection.", show_default=False
    ),
    ids: bool = typer.Option(False, "--ids", help="With the ids of ties that you wrote down."),
) -> None:
    """Show what ties you to programs, the people behind it, and why: it follows from your record.

    A mere tie to a place is left out here unless you name a program; `hallway programs show` has it, too.
    """
    record = open_record(context)
    found = actions.find_connections(record.store, unit=program or None)
    kept = _in_order(found, keeps_all=bool(program))
    shape = {
        "programs": [
            {
                "unit": code,
                "name": name,
                "connections": [program_views.connection_shape(each) for each in ties],
            }
            for code, name, ties in kept
        ],
        "questions": found.questions,
    }
    answer(context, shape, _connected(kept, found.questions, with_ids=ids))


def _in_order(found: Connections, *, keeps_all: bool) -> list[tuple[UnitCode, str, tuple[Connection, ...]]]:
    """Return the programs with more than a tie to the place, those with most real connections first."""
    kept = [
        (code, name_of_code(code), ties)
        for code, ties in found.by_unit.items()
        if keeps_all or any(each.recorded or each.sureness is not actions.Sureness.PLACE for each in ties)
    ]
    return sorted(kept, key=lambda each: (-len(real(each[2])), each[1].casefold(), each[0]))


def _connected(
    kept: Sequence[tuple[UnitCode, str, tuple[Connection, ...]]],
    questions: Sequence[PlaceQuestion],
    *,
    with_ids: bool,
) -> Iterator[str]:
    if not any(ties for _, _, ties in kept):
        yield "No connection yet. Say where people work and whom they know: hallway person edit NAME"
        yield "One that only you know of: hallway programs tie CODE KIND"
    for code, name, ties in kept[:_MOST_PROGRAMS]:
        if ties:
            yield show.bold(f"{code}  {show.clean(name)}")
            yield from program_views.connections(ties, with_ids=with_ids)
    if len(kept) > _MOST_PROGRAMS:
        yield f"and {show.count(len(kept) - _MOST_PROGRAMS, 'program')} more; all of them: --json"
    yield from _below(questions)


# ----------------------------------------------------------------------------------------- over the list


@command(
    app,
    "coverage",
    examples=["hallway programs coverage"],
    json="{listed, share, connected, asked, place, none: [{unit, name, connections}], questions}",
)
def coverage(context: typer.Context) -> None:
    """Show how many programs of your list have a real connection, and which have none."""
    found = program_coverage.measure_coverage(open_record(context).store)
    groups = {"connected": found.connected, "asked": found.asked, "place": found.place, "none": found.none}
    shape = {
        "listed": found.listed,
        "share": found.share,
        **{name: [_covered_shape(each) for each in group] for name, group in groups.items()},
        "questions": found.questions,
    }
    answer(context, shape, _covered(found))


def _covered_shape(each: CoveredProgram) -> Mapping[str, object]:
    ties = [program_views.connection_shape(one) for one in each.connections]
    return {"unit": each.unit, "name": each.name, "connections": ties}


def _covered(found: Coverage) -> Iterator[str]:
    if found.share is None:
        yield 'Nothing is on your list yet. Put a program on it: hallway programs add CODE --why "Takes IMGs"'
        return
    yield show.bold(
        f"{len(found.connected)} of {show.count(found.listed, 'listed program')} with a real connection "
        f"({found.share:.0%})"
    )
    groups = {
        "Connected": found.connected,
        "To be asked: it holds if something is so that is not noted": found.asked,
        "Only a tie to the place, or a signal": found.place,
        "None yet": found.none,
    }
    for title, group in groups.items():
        if group:
            yield ""
            yield show.bold(title)
        for each in group:
            yield from show.wrap(f"{each.unit}  {each.name}", indent=2)
            yield from program_views.connections(each.connections)
    yield from _below(found.questions)


@command(
    app,
    "reach",
    examples=["hallway programs reach", "hallway programs reach Novak"],
    json="{programs: [[unit, name]], sponsors, others, silent, alone};\n"
    "  of one person {person, reaches, others, names, unknown}",
)
def reach(
    context: typer.Context,
    person: str = typer.Argument(
        "", metavar="[NAME]", help="One person: every program they can speak to.", show_default=False
    ),
) -> None:
    """Show which sponsor could speak to which program of your list, and which programs nobody reaches."""
    record = open_record(context)
    if person:
        whom = people.find_person(record.store, person)
        speaker = program_coverage.reach_of_person(record.store, person=whom.id)
        answer(context, speaker, _speaker(speaker, nothing="No program that the record shows."))
        return
    found = program_coverage.map_reach(record.store)
    shape = {
        "programs": found.programs,
        "sponsors": found.sponsors,
        "others": found.others,
        "silent": found.silent,
        "alone": found.alone,
    }
    answer(context, shape, _reach(found))


def _reach(found: ReachMap) -> Iterator[str]:
    if not found.programs:
        yield 'Nothing is on your list yet. Put a program on it: hallway programs add CODE --why "Takes IMGs"'
        return
    yield show.bold("Sponsors")
    for each in found.sponsors:
        yield from _speaker(each, nothing="No program of your list.")
    if not found.sponsors:
        yield '  None yet. Put somebody into the group: hallway person edit NAME --set "groups=sponsor"'
    if found.others:
        yield ""
        yield show.bold("Others who know somebody there")
    for each in found.others:
        yield from _speaker(each, nothing="")
    if found.silent:
        names = ", ".join(each.name for each in found.silent)
        yield ""
        yield from show.wrap(
            f"Not noted whom they know: {names}. Ask, then: "
            'hallway person edit NAME --set "reach=Harbor Medical Center"'
        )
    if found.alone:
        yield ""
        yield show.bold("Reached by no sponsor")
        yield from show.table(found.alone)


def _speaker(each: Speaker, *, nothing: str) -> Iterator[str]:
    about = ", ".join(filter(None, (each.person.name, each.person.role, each.person.institution)))
    yield from show.wrap(about, indent=2)
    for code, how in each.reaches.items():
        yield from show.wrap(f"{name_of_code(code)}: {how}", indent=6, first="    -")
    if not each.reaches and nothing:
        yield f"    {nothing}"
    if each.others:
        yield f"    and {show.count(each.others, 'program')} that are not on your list"
    for unknown in each.unknown:
        typed = shlex.quote(show.clean(unknown))
        yield from show.wrap(
            f'Not clear what "{unknown}" means: hallway programs place {typed}', indent=6, first="    ?"
        )


# ------------------------------------------------------------------------------------------- what is meant


@command(
    app,
    "place",
    examples=[
        "hallway programs place",
        'hallway programs place "Harbor Medical" --means 1234',
        'hallway programs place "Lakeside Clinic" --means none',
        'hallway programs place "Lakeside Clinic" --ask-again',
    ],
    json="{questions: [{name, people, candidates}], meanings: [{name, means}]} or {alias: {id, name, code}}",
)
def place(
    context: typer.Context,
    name: str = typer.Argument(
        "",
        metavar="[NAME]",
        help="A name of your record; none lists what is open and said.",
        show_default=False,
    ),
    means: str | None = typer.Option(
        None, "--means", metavar="CODE", help="Of the institution or program it means; none for neither."
    ),
    ask_again: bool = typer.Option(False, "--ask-again", help="Take back what was said of it."),
) -> None:
    """Say which institution of the directory a name of your record means; it is never assumed."""
    record = open_record(context)
    if means is not None and ask_again:
        raise NeedsMore("--means and --ask-again exclude each other. Keep one of them.")
    if ask_again:
        gone = program_places.take_back_place(record.store, record.clock, name=name)
        answer(context, {"alias": gone}, show.wrap(f"Took back what {gone.name} means."))
        return
    if means is not None:
        alias = program_places.say_place(record.store, record.clock, name=name, means=means)
        answer(context, {"alias": alias}, show.wrap(f"{alias.name}: {_meaning(alias.code)}."))
        return
    wanted = fold(name)
    questions = [
        each for each in actions.find_connections(record.store).questions if wanted in fold(each.name)
    ]
    meanings = [each for each in list_meanings(record.store) if wanted in fold(each.name)]
    if wanted and not questions and not meanings:
        raise NeedsMore(f"Nothing is open about {name!r}. Say what it means: --means CODE, or none.")
    told = {"questions": questions, "meanings": [each._asdict() for each in meanings]}
    answer(context, told, _open_and_said(questions, meanings))


def _open_and_said(questions: Sequence[PlaceQuestion], meanings: Sequence[Meaning]) -> Iterator[str]:
    yield from _asked(questions) if questions else ["No name is open."]
    if meanings:
        yield ""
        yield show.bold("What you said")
    for each in meanings:
        yield from show.wrap(f'"{each.name}": {each.means}', indent=4, first="  -")
    if meanings:
        yield show.faint("  To take one back: hallway programs place NAME --ask-again")


def _meaning(code: str) -> str:
    if not code:
        return "no place with programs"
    found = program_places.listed_institutions().get(code)
    return f"{found.name} ({found.city}, {found.state})" if found else name_of_code(choose_unit(code).code)


def _below(questions: Sequence[PlaceQuestion]) -> Iterator[str]:
    """Return open questions below something else."""
    if questions:
        yield ""
        yield from _asked(questions)


def _asked(questions: Sequence[PlaceQuestion]) -> Iterator[str]:
    if questions:
        yield show.bold("Which place is meant?")
    for each in questions:
        more = f" and {len(each.people) - _MOST_NAMED} more" if len(each.people) > _MOST_NAMED else ""
        whose = ", ".join(each.people[:_MOST_NAMED]) + more
        yield from show.wrap(f'"{each.name}" ({whose})', indent=4, first="  ?")
        yield from show.table(
            [
                (one.code, one.name, f"{one.city}, {one.state}", show.count(len(one.units), "program"))
                for one in each.candidates
            ],
            indent=6,
        )
        yield show.faint(f"      hallway programs place {shlex.quote(show.clean(each.name))} --means CODE")
