"""`hallway programs outcome|season`: what came of applications."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from hallway.actions import program_outcomes, programs
from hallway.actions.program_lookups import choose_unit, name_of, name_of_code
from hallway.actions.program_outcomes import CLEARABLE, SeasonCounts
from hallway.cli import program_views, show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.domain.programs import Reply, Result

if TYPE_CHECKING:
    from hallway.app import App

app = commands()

_PARTS = ", ".join(CLEARABLE)
_SEASON = "The match year; your own when left out."


@command(
    app,
    "outcome",
    examples=[
        "hallway programs outcome 9991140 --applied 2026-09-28",
        "hallway programs outcome 9991140 --reply interview --replied 2026-10-20",
        "hallway programs outcome 9991140 --season 2026 --rank 3 --result not-matched",
        "hallway programs outcome 9991140 --clear reply --clear replied_on",
    ],
    json="{outcome: {id, unit, season, applied_on, reply, replied_on, interviewed_on, rank, result}}",
)
def outcome(
    context: typer.Context,
    program: str = typer.Argument(
        metavar="CODE|NAME", help="Its code, or words of institution, place and specialty."
    ),
    season: int | None = typer.Option(None, "--season", metavar="YEAR", help=_SEASON),
    applied: str | None = typer.Option(None, "--applied", metavar="DATE", help="When you applied."),
    reply: Reply | None = typer.Option(None, "--reply", help="What it answered."),
    replied: str | None = typer.Option(None, "--replied", metavar="DATE", help="When it answered."),
    interviewed: str | None = typer.Option(
        None, "--interviewed", metavar="DATE", help="When you were there."
    ),
    rank: int | None = typer.Option(None, "--rank", metavar="NUMBER", help="Its place on your own list."),
    result: Result | None = typer.Option(None, "--result", help="What came on Match Day."),
    clear: list[str] | None = typer.Option(
        None, "--clear", metavar="PART", help=f"Take a part back: {_PARTS}."
    ),
    remove: bool = typer.Option(False, "--remove", help="Remove all that was noted for that season."),
) -> None:
    """Write down how far an application has come; what you leave out stays."""
    record = open_record(context)
    days = {
        "applied_on": find_day(record, "--applied", applied),
        "replied_on": find_day(record, "--replied", replied),
        "interviewed_on": find_day(record, "--interviewed", interviewed),
    }
    is_said = bool(clear) or any(each is not None for each in (*days.values(), reply, rank, result))
    if remove == is_said:
        says = "--remove stands alone." if remove else "Say what came of it, such as --reply interview."
        raise NeedsMore(says)
    if remove:
        _remove(context, record, program, season)
        return
    made = program_outcomes.record_outcome(
        record.store,
        record.clock,
        unit=program,
        season=season,
        reply=reply,
        rank=rank,
        result=result,
        clear=clear or (),
        **days,
    )
    says = f"{name_of_code(made.unit)}, {made.season}: {program_views.outcome(made)}."
    answer(context, {"outcome": made}, show.wrap(says))


def _remove(context: typer.Context, record: "App", program: str, season: int | None) -> None:
    unit = choose_unit(program)
    known = programs.show_program(record.store, record.clock, unit=unit.code).outcomes
    fits = [each for each in known if season in {None, each.season}]
    if len(fits) != 1:
        seasons = ", ".join(str(each.season) for each in known) or "none"
        raise NeedsMore(f"Noted of {name_of(unit)}: {seasons}. Say which: --season YEAR.")
    gone = program_outcomes.remove_outcome(record.store, record.clock, outcome=fits[0].id)
    answer(
        context, {"outcome": gone}, show.wrap(f"Removed what was noted for {gone.season}: {name_of(unit)}.")
    )


@command(
    app,
    "season",
    examples=["hallway programs season", "hallway programs season --season 2026"],
    json="{season, applied, interviews, waitlists, rejections, silent, ranked, matched}",
)
def season_(
    context: typer.Context,
    season: int | None = typer.Option(None, "--season", metavar="YEAR", help=_SEASON),
) -> None:
    """Count how far the applications of a season have come."""
    counts = program_outcomes.count_season(open_record(context).store, season=season)
    answer(context, counts, _counted(counts))


def _counted(counts: SeasonCounts) -> Iterator[str]:
    if not counts.applied + counts.ranked + counts.matched:
        yield f"Nothing is noted for {counts.season}: hallway programs outcome CODE --applied DATE"
        return
    yield show.bold(f"Season {counts.season}")
    rows = [
        ("applied", counts.applied),
        ("interviews", counts.interviews),
        ("waitlists", counts.waitlists),
        ("rejections", counts.rejections),
        ("no answer yet", counts.silent),
        ("ranked", counts.ranked),
        ("matched", counts.matched),
    ]
    yield from show.table([(name, str(number)) for name, number in rows if number])
