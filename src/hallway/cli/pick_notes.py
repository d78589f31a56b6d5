"""`hallway pick wish|comment|kept …`: what the applicant and their mentors want of a list."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from hallway.actions import kept_picks, people, pick_comments, pick_wishes
from hallway.actions.pick_comments import CommentPlan, UnitComments
from hallway.actions.program_lookups import name_of_code
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day, read_bytes
from hallway.domain.picks import Action, Fate, KeptPick, ProgramWish, Verdict
from hallway.formats.chances import spread

app = commands()

_PROGRAM = typer.Argument(metavar="CODE|NAME", help="Its code, or words of institution, place and specialty.")
_FATES = {Fate.MUST: "always on the list", Fate.NEVER: "never on the list"}


# --------------------------------------------------------------------------------------------- wishes


@command(
    app,
    "wish",
    examples=[
        "hallway pick wish 9991140 --level 1",
        "hallway pick wish 9991140 --must --action gold-signal",
        "hallway pick wish 9991140 --never",
        "hallway pick wish 9991140 --clear",
    ],
    json="{wish: {id, unit, level, fate, action} or null}",
)
def wish(
    context: typer.Context,
    program: str = _PROGRAM,
    level: str | None = typer.Option(
        None, "--level", metavar="1-5", help="How much you would like to train there, 1 most."
    ),
    must: bool = typer.Option(False, "--must", help="It has to be on every list."),
    never: bool = typer.Option(False, "--never", help="It must not be on any list."),
    action: Action | None = typer.Option(None, "--action", help="What you do there, whatever the list says."),
    clear: bool = typer.Option(False, "--clear", help="Forget what you wished of it."),
) -> None:
    """Say what you want of one program; every list keeps to it, and what you leave out stays."""
    if must + never + clear > 1:
        raise NeedsMore("Take one: --must, --never, or --clear.")
    record = open_record(context)
    if clear:
        gone = pick_wishes.clear_wish(record.store, record.clock, unit=program)
        answer(context, {"wish": None}, show.wrap(f"Forgot what you wished of {name_of_code(gone.unit)}."))
        return
    fate = Fate.MUST.value if must else Fate.NEVER.value if never else None
    made = pick_wishes.set_wish(
        record.store,
        record.clock,
        unit=program,
        level=level,
        fate=fate,
        action=action.value if action else None,
    )
    answer(context, {"wish": made}, show.wrap(_told(made) if made else "Nothing is wished of it now."))


@command(
    app,
    "wishes",
    examples=["hallway pick wishes", "hallway pick wishes --json"],
    json="{wishes: [{id, unit, level, fate, action}]}",
)
def wishes(context: typer.Context) -> None:
    """List what you want of single programs."""
    record = open_record(context)
    found = [each.wish for each in pick_wishes.list_wishes(record.store)]
    lines = [line for each in found for line in show.wrap(_told(each), indent=2)]
    answer(context, {"wishes": found}, lines or ["No wishes yet: hallway pick wish CODE --level 1"])


def _told(each: ProgramWish) -> str:
    parts = (
        _FATES[each.fate] if each.fate else "",
        f"you do there: {each.action.value}" if each.action else "",
        f"liked {each.level} of 5, 1 most" if each.level else "",
    )
    return f"{name_of_code(each.unit)} ({each.unit}): {'; '.join(filter(None, parts))}"


# ------------------------------------------------------------------------------------------- comments


@command(
    app,
    "comment",
    examples=[
        'hallway pick comment 9991140 "They sponsor visas late" --by "Imani Okafor" --verdict doubt',
        'hallway pick comment 9991140 "Good place" --with Imani --verdict keep',
        "hallway pick comment --remove 0199ab12",
    ],
    json="{comment: {id, unit, text, on, person, who, verdict}}",
)
def comment(
    context: typer.Context,
    program: str = typer.Argument("", metavar="[CODE|NAME]", help="Which program.", show_default=False),
    text: str = typer.Argument("", metavar="[TEXT]", help="What was said.", show_default=False),
    by: str = typer.Option("", "--by", metavar="NAME", help="Who said it, in words.", show_default=False),
    with_: str = typer.Option(
        "", "--with", metavar="PERSON", help="Who said it, somebody of your record.", show_default=False
    ),
    verdict: Verdict | None = typer.Option(None, "--verdict", help="What they would do with it."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
    remove: str = typer.Option(
        "", "--remove", metavar="ID", help="Remove a comment instead.", show_default=False
    ),
) -> None:
    """Write down what a mentor or resident said of a program on your list."""
    record = open_record(context)
    if remove:
        gone = pick_comments.remove_comment(record.store, record.clock, comment=remove)
        answer(context, {"comment": gone}, [f"Removed a comment on {name_of_code(gone.unit)}."])
        return
    if not program:
        raise NeedsMore("Name the program, and what was said of it.")
    if by and with_:
        raise NeedsMore("Take one: --by, or --with.")
    person = people.find_person(record.store, with_) if with_ else None
    made = pick_comments.add_comment(
        record.store,
        record.clock,
        unit=program,
        text=text,
        person=person.id if person else None,
        who=by,
        verdict=verdict,
        on=find_day(record, "--on", on),
    )
    answer(context, {"comment": made}, show.wrap(f"Noted on {name_of_code(made.unit)}: {made.text}"))


@command(
    app,
    "comments",
    examples=[
        "hallway pick comments",
        "hallway pick comments list.xlsx",
        'hallway pick comments list.csv --by "Imani Okafor" --yes',
    ],
    json="{comments: [{id, unit, text, on, person, who, verdict}]};\n"
    "  of a file {comments: [{line, code, name, text, verdict, by}], problems, is_applied}",
)
def comments(
    context: typer.Context,
    sheet: str = typer.Argument(
        "", metavar="[SHEET]", help="A sheet that came back: CSV or xlsx.", show_default=False
    ),
    by: str = typer.Option(
        "", "--by", metavar="NAME", help="Who wrote it, where the sheet does not say.", show_default=False
    ),
    yes: bool = typer.Option(False, "--yes", help="Take over what was previewed; undo takes it back."),
) -> None:
    """List the comments on your programs, or read those of a sheet that a mentor sent back."""
    record = open_record(context)
    if not sheet:
        found = pick_comments.list_comments(record.store)
        nothing = ["No comments yet. Let mentors look your list through: hallway pick --print list.html"]
        every = [one.comment for each in found for one in each.comments]
        answer(context, {"comments": every}, list(_told_comments(found)) or nothing)
        return
    plan = pick_comments.plan_comments(record.store, data=read_bytes(sheet), name=Path(sheet).name, by=by)
    if yes:
        pick_comments.apply_comments(record.store, record.clock, plan)
    answer(
        context,
        {"comments": plan.rows, "problems": plan.problems, "is_applied": yes},
        _planned(plan, is_applied=yes),
    )


def _told_comments(found: Sequence[UnitComments]) -> Iterator[str]:
    for unit in found:
        yield from show.wrap(f"{unit.name}  {unit.code}", indent=4, first="  ")
        for each in unit.comments:
            said = f"{each.by}{_verdict(each.comment.verdict)}: {each.comment.text}"
            yield from show.wrap(said.removesuffix(": "), indent=6, first="    -")


def _planned(plan: CommentPlan, *, is_applied: bool) -> Iterator[str]:
    for row in plan.rows:
        text = f"{row.by or 'somebody'}{_verdict(row.verdict)}: {row.text}"
        yield from show.wrap(text, indent=4, first=f"  {row.name}. ")
    for problem in plan.problems:
        where = f"Line {problem.line}: " if problem.line else ""
        yield from show.wrap(f"{where}{problem.says} {problem.remedy}", indent=4, first="  ! ")
    count = show.count(len(plan.rows), "comment")
    if plan.known:
        yield f"  {show.count(plan.known, 'comment')} of it here already."
    if is_applied:
        yield f"Took over {count}. To take them back: hallway undo"
    elif plan.rows:
        yield f"{count} to take over; nothing changed yet. To do it: --yes"
    else:
        yield "No comment in it."


def _verdict(verdict: Verdict | None) -> str:
    return f" ({verdict.value})" if verdict else ""


# ----------------------------------------------------------------------------------------- kept lists


@command(
    app,
    "kept",
    examples=["hallway pick kept", "hallway pick kept --json"],
    json="{kept: [{id, name, made_at, asked, low, mid, high, value, upper_bound, cost, programs}]}",
)
def kept(context: typer.Context) -> None:
    """List the lists that you kept, the newest first."""
    record = open_record(context)
    found = kept_picks.list_kept(record.store)
    nothing = ["No list is kept yet: hallway pick keep NAME"]
    answer(context, {"kept": found}, list(show.table(_rows(found))) if found else nothing)


def _rows(found: Sequence[KeptPick]) -> list[tuple[str, ...]]:
    head = ("Name", "Kept", "Programs", "Chance then", "Fees")
    return [
        head,
        *(
            (
                each.name,
                each.made_at.date().isoformat(),
                str(len(each.programs)),
                spread(each.low, each.mid, each.high),
                f"${each.cost:,.0f}",
            )
            for each in found
        ),
    ]


@command(
    app,
    "forget",
    examples=["hallway pick forget September"],
    json="{kept: {id, name, made_at, asked, low, mid, high, value, upper_bound, cost, programs}}",
)
def forget(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME|ID", help="Which kept list."),
) -> None:
    """Forget a kept list; undo brings it back."""
    record = open_record(context)
    gone = kept_picks.forget_kept(record.store, record.clock, kept=name)
    answer(context, {"kept": gone}, [f"Forgot the list {gone.name}."])
