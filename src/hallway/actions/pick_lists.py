"""A picked list as the applicant's own: what that adds and takes off, and why each program is on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hallway.actions.applicants import today_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_lookups import current_code, find_coded, name_of_code
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ListedProgramId, UnitCode
from hallway.domain.picks import Action
from hallway.domain.programs import ListedProgram
from hallway.facts.directory import Unit

if TYPE_CHECKING:
    from hallway.actions.pick_answers import PickAnswer, PickedAnswer  # numpy: see actions/kept_picks.py

ACTION_REASONS = {
    Action.APPLY: "Picked: apply",
    Action.SIGNAL: "Picked: apply with a signal",
    Action.GOLD_SIGNAL: "Picked: apply with a gold signal",
    Action.ROTATE: "Picked: rotate there and apply",
}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One program of the applicant's list; `unit` is None where the directory has lost it."""

    code: UnitCode
    unit: Unit | None
    name: str
    reasons: str


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What putting a picked list on the applicant's own does; `others` are listed and not picked."""

    added: tuple[ListLine, ...]
    removed: tuple[ListLine, ...]
    stay: tuple[ListLine, ...]
    others: tuple[ListLine, ...]


def plan_list(store: Store, answer: "PickAnswer", *, only: bool = False) -> ListPlan:
    """Return what putting a picked list on the applicant's own would do; nothing is written.

    Args:
        store: the record.
        answer: the picked list.
        only: take everything else off; else what the applicant has listed by hand stays there.
    """
    with store.reading() as reading:
        listed = _listed(reading)
    picked = {each.pick.code: each for each in answer.programs}
    others = tuple(_line(code, each.reasons) for code, each in listed.items() if code not in picked)
    return ListPlan(
        added=tuple(_line(code, _reasons(each)) for code, each in picked.items() if code not in listed),
        removed=others if only else (),
        stay=tuple(_line(code, listed[code].reasons) for code in picked if code in listed),
        others=() if only else others,
    )


def apply_list(store: Store, clock: Clock, plan: ListPlan) -> ListPlan:
    """Do what was planned, in one entry that can be undone.

    Raises:
        InvalidValue: there is nothing to do.
    """
    if not (plan.added or plan.removed):
        raise InvalidValue("list", "", "All of it is on your list already.")
    with store.writing("program.list", "Put a picked list on the list", now=clock.now()) as writing:
        today = today_in(writing, clock)
        listed = _listed(writing)
        writing.add_all(
            ListedProgram(
                id=ListedProgramId(writing.new_id()), unit=each.code, reasons=each.reasons, on=today
            )
            for each in plan.added
            if each.code not in listed
        )
        gone = {each.code for each in plan.removed}
        for row in writing.all(ListedProgram):
            if current_code(row.unit) in gone:
                writing.remove(ListedProgram, row.id)
        off = f", took {len(plan.removed)} off" if plan.removed else ""
        count = "1 picked program" if len(plan.added) == 1 else f"{len(plan.added)} picked programs"
        writing.says(f"Put {count} on the list{off}")
        return plan


def _listed(reading: Reading) -> dict[UnitCode, ListedProgram]:
    return {current_code(each.unit): each for each in reading.all(ListedProgram)}


def _line(code: UnitCode, reasons: str) -> ListLine:
    return ListLine(code, find_coded(code), name_of_code(code), reasons)


def _reasons(each: "PickedAnswer") -> str:
    """Return why a program is on the list, in a line that stays true when odds move."""
    people = f". {', '.join(each.people)} could help there" if each.people else ""
    return f"{ACTION_REASONS[each.pick.action]}{people}"
