"""What mentors and residents say of programs on the list: typed, or read back from a sheet (PICK-11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.fields import choices_of
from hallway.actions.lookups import choose_person, get_by_start, get_person
from hallway.actions.pick_answers import ToldComment
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_lookups import choose_unit, current_code, find_coded, name_of_code
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import PersonId, ProgramCommentId, UnitCode
from hallway.domain.people import Person, Standing
from hallway.domain.picks import ProgramComment, Verdict
from hallway.facts.directory import Unit
from hallway.formats.pick_sheets import CommentRow, read_comments
from hallway.formats.problems import Problem
from hallway.formats.tables import read_table
from hallway.formats.workbooks import read_workbook

_WHOSE = "Say who said it: somebody who is in here, or a name in words."
_GONE = "somebody who is no longer here"
_ZIP = b"PK\x03\x04"  # what a workbook begins with


@dataclass(frozen=True, slots=True)
class UnitComments:
    """One program and what was said of it, the latest first; `unit` is None where the directory lost it."""

    unit: Unit | None
    code: UnitCode
    name: str
    comments: tuple[ToldComment, ...]


@dataclass(frozen=True, slots=True)
class PlannedComment:
    """A comment of a sheet as it would be kept; `line` is that of the file, `by` who made it, in words."""

    line: int
    code: UnitCode
    name: str
    text: str
    verdict: Verdict | None
    by: str
    person: PersonId | None


@dataclass(frozen=True, slots=True)
class CommentPlan:
    """What a sheet would bring, and what in it cannot be kept; `known` counts what is here already."""

    rows: tuple[PlannedComment, ...]
    problems: tuple[Problem, ...]
    known: int


# ---------------------------------------------------------------------------------------- one by one


def add_comment(
    store: Store,
    clock: Clock,
    *,
    unit: str,
    text: str = "",
    person: PersonId | None = None,
    who: str = "",
    verdict: Verdict | str | None = None,
    on: date | None = None,
) -> ProgramComment:
    """Note what somebody says of a program on the list; without a day it was said today.

    Raises:
        NotFound, InvalidValue: no such program, nothing said, nobody named, or the day lies ahead.
    """
    found = choose_unit(unit)
    with store.writing("program-comment.add", "Noted a comment", now=clock.now()) as writing:
        today = today_in(writing, clock)
        check_past("on", on, today)
        comment = ProgramComment(
            id=ProgramCommentId(writing.new_id()),
            unit=found.code,
            text=typed_text.read_text("comment", text),
            on=on or today,
            person=get_person(writing, person).id if person else None,
            who=typed_text.read_line("by", who),
            verdict=_verdict(verdict or ""),
        )
        _check(comment.text, comment.verdict, comment.person, comment.who)
        writing.add(comment)
        writing.says(f"Noted a comment on {name_of_code(found.code)}")
        return comment


def remove_comment(store: Store, clock: Clock, *, comment: str) -> ProgramComment:
    """Remove a comment by its id, or the start of it.

    Raises:
        NotFound, InvalidValue: there is none, or several fit.
    """
    with store.writing("program-comment.remove", "Removed a comment", now=clock.now()) as writing:
        found = get_by_start(
            writing, ProgramComment, comment, "comment", lambda each: f"{each.unit}: {each.text}"
        )
        writing.remove(ProgramComment, found.id)
        writing.says(f"Removed a comment on {name_of_code(found.unit)}")
        return found


def list_comments(store: Store, *, unit: str | None = None) -> tuple[UnitComments, ...]:
    """Return the programs that somebody commented on, by name, or one of them."""
    only = None if unit is None else choose_unit(unit).code
    with store.reading() as reading:
        found = comments_in(reading)
    told = (
        UnitComments(find_coded(code), code, name_of_code(code), comments)
        for code, comments in found.items()
        if only is None or code == only
    )
    return tuple(sorted(told, key=lambda each: (each.name.casefold(), each.code)))


def comments_in(reading: Reading) -> Mapping[UnitCode, tuple[ToldComment, ...]]:
    """Return all comments by program, the latest first; who lies in the trash is not named."""
    names: dict[PersonId, str] = {}
    told: dict[UnitCode, list[ToldComment]] = {}
    for each in sorted(reading.all(ProgramComment), key=lambda one: (one.on, one.id), reverse=True):
        if each.person and each.person not in names:
            found = reading.find(Person, each.person)
            names[each.person] = found.name if found and found.standing is not Standing.TRASHED else ""
        by = (names[each.person] if each.person else "") or each.who or _GONE
        told.setdefault(current_code(each.unit), []).append(ToldComment(each, by))
    return {code: tuple(comments) for code, comments in told.items()}


# ------------------------------------------------------------------------------------- a whole sheet


def plan_comments(store: Store, *, data: bytes, name: str = "the file", by: str = "") -> CommentPlan:
    """Return what a review sheet that came back would bring; nothing is written.

    Args:
        store: the record.
        data: a CSV file or a workbook with the columns code, comment, verdict and by.
        name: of the file.
        by: who filled it in, for rows that do not say; a name that one person of the record has means them.

    Raises:
        UnreadableFile: it is neither, or damaged.
    """
    table = read_workbook(data, name=name).table if data.startswith(_ZIP) else read_table(data, name=name)
    sheet = read_comments(table)
    usual = typed_text.read_line("by", by)
    problems = list(sheet.problems)
    rows: list[PlannedComment] = []
    with store.reading() as reading:
        here = {_key(each) for each in reading.all(ProgramComment)}
        for row in sheet.rows:
            try:
                planned = _planned(reading, row, usual)
            except HallwayError as cause:
                problems.append(Problem(row.line, None, str(cause), "The row is left out."))
                continue
            rows.append(planned)
    new = tuple({_planned_key(each): each for each in rows if _planned_key(each) not in here}.values())
    known = sum(_planned_key(each) in here for each in rows)
    return CommentPlan(new, tuple(sorted(problems, key=lambda each: each.line or 0)), known)


def apply_comments(store: Store, clock: Clock, plan: CommentPlan) -> tuple[ProgramComment, ...]:
    """Keep the comments of a plan in one entry that can be undone; those that came meanwhile stay once.

    Raises:
        InvalidValue: there is nothing to keep.
    """
    if not plan.rows:
        raise InvalidValue("sheet", "", _nothing_new(plan))
    with store.writing("program-comment.read", "Read comments from a sheet", now=clock.now()) as writing:
        today = today_in(writing, clock)
        here = {_key(each) for each in writing.all(ProgramComment)}
        made = tuple(
            ProgramComment(
                id=ProgramCommentId(writing.new_id()),
                unit=each.code,
                text=each.text,
                on=today,
                person=get_person(writing, each.person).id if each.person else None,
                who="" if each.person else each.by,
                verdict=each.verdict,
            )
            for each in plan.rows
            if _planned_key(each) not in here
        )
        writing.add_all(made)
        count = "1 comment" if len(made) == 1 else f"{len(made)} comments"
        writing.says(f"Read {count} from a sheet")
        return made


def _nothing_new(plan: CommentPlan) -> str:
    if plan.problems:
        first = plan.problems[0]
        where = f"Line {first.line}: " if first.line else ""
        return f"Nothing in it can be kept. {where}{first.says} {first.remedy}"
    if plan.known:
        return "All of its comments are here already."
    return "No row of it has a comment or a verdict."


def _planned(reading: Reading, row: CommentRow, usual: str) -> PlannedComment:
    unit = choose_unit(row.code)
    by = typed_text.read_line("by", row.by) or usual
    text = typed_text.read_text("comment", row.text)
    person = _person(reading, by)
    _check(text, row.verdict, person, by)
    name = reading.get(Person, person).name if person else by
    return PlannedComment(row.line, unit.code, name_of_code(unit.code), text, row.verdict, name, person)


def _person(reading: Reading, words: str) -> PersonId | None:
    """Return whom a name means, where one person of the record is called so; others stay words."""
    try:
        found = choose_person(reading, words) if words else None
    except HallwayError:
        return None
    is_here = found is not None and reading.get(Person, found).standing is not Standing.TRASHED
    return found if is_here else None


def _key(comment: ProgramComment) -> tuple[object, ...]:
    """Return what makes two comments one: the day does not, for a sheet may be read twice."""
    return current_code(comment.unit), comment.text, comment.person, comment.who, comment.verdict


def _planned_key(each: PlannedComment) -> tuple[object, ...]:
    return each.code, each.text, each.person, "" if each.person else each.by, each.verdict


def _verdict(text: str) -> Verdict | None:
    chosen = typed_text.read_choice("verdict", text, choices_of(Verdict))
    return Verdict(chosen) if chosen else None


def _check(text: str, verdict: Verdict | None, person: PersonId | None, who: str) -> None:
    if not text and verdict is None:
        raise InvalidValue("comment", "", "Write what was said, or give a verdict.")
    if person is None and not who:
        raise InvalidValue("by", "", _WHOSE)
