"""The list as files for mentors: a sheet whose comments come back, and a page to print."""

from collections.abc import Iterator
from typing import Literal

from hallway.actions.applicants import find_in, today_in
from hallway.actions.odds_inputs import TYPE_WORDS
from hallway.actions.pick_answers import PickAnswer, PickedAnswer
from hallway.actions.ports import Clock, Store
from hallway.actions.program_fact_forms import fact_name
from hallway.domain.picks import Action
from hallway.formats.chances import points_at_most, spread
from hallway.formats.pick_prints import PrintHead, write_pick_print
from hallway.formats.pick_sheets import PickRow, write_pick_sheet, write_pick_workbook
from hallway.smartpick.factors import Factor, Range
from hallway.smartpick.ties import PLANNED

PickFile = Literal["csv", "xlsx", "html"]
ACTION_WORDS = {
    Action.APPLY: "apply",
    Action.SIGNAL: "signal",
    Action.GOLD_SIGNAL: "gold signal",
    Action.ROTATE: "rotate there, then apply",
}
_PLEASE = (
    "Please tell which programs you know: which take graduates like me, where somebody should be asked,"
    " which one to drop, and which one is missing."
)
_AVERAGE = "on average over what nobody knows yet"
_WEIGHTY = 0.05  # log-odds; what moves less is no reason


def export_pick(store: Store, clock: Clock, answer: PickAnswer, *, kind: PickFile) -> bytes:
    """Return the list as a CSV sheet, a workbook or a page to print; the same list gives the same bytes."""
    rows = tuple(pick_rows(answer))
    if kind == "csv":
        return write_pick_sheet(rows)
    with store.reading() as reading:
        today, applicant = today_in(reading, clock), find_in(reading)
    if kind == "xlsx":
        return write_pick_workbook(rows, made=today)
    who = applicant.name if applicant else ""
    said = ", ".join(answer.specialties)
    head = PrintHead(
        title=", ".join(filter(None, (who, said, f"Match {answer.match_year}"))),
        about=f"{_counted(len(rows))} out of {answer.looked_at}, for {TYPE_WORDS[answer.profile.type]}.",
        please=_PLEASE,
        chance=f"Chance to match with this list: {_spread(answer.picked.p_match)}.",
        proof=certificate_of(answer),
        made=today,
        assumed=tuple(each.says for each in answer.assumptions),
        sources=tuple(", ".join(filter(None, (each.source, each.year))) for each in answer.sources),
    )
    return write_pick_print(head, rows)


def certificate_of(answer: PickAnswer) -> str:
    """Return the proof of a list in one sentence."""
    left = answer.picked.upper_bound - answer.picked.value
    if left <= 1e-9:  # noqa: PLR2004 - the last digit of the numbers themselves
        return f"No list within these limits is better than this one, {_AVERAGE}: proven."
    worth = "" if answer.asked.objective == "chance" else " of what a match is worth"
    return (
        f"No list within these limits can beat this one by more than {points_at_most(left)}{worth},"
        f" {_AVERAGE}."
    )


def pick_rows(answer: PickAnswer) -> Iterator[PickRow]:
    """Yield the programs of a list as rows of a sheet, in its order; what others said stays at home."""
    for each in answer.programs:
        pick = each.pick
        yield PickRow(
            code=each.unit.code,
            name=each.name,
            city=each.unit.city,
            state=each.unit.state,
            action="applied already" if pick.is_sent else ACTION_WORDS[pick.action],
            interview=_three(pick.p_interview),
            there=_three(pick.p_match_there),
            adds=pick.marginal,
            band=pick.band,
            robust=pick.robust,
            alike=pick.alike,
            dollars=pick.cost,
            why="; ".join(reasons_of(each)),
            unknown=", ".join(map(fact_name, pick.unknown)),
        )


def reasons_of(each: PickedAnswer) -> Iterator[str]:
    """Yield what speaks for or against a program, the weightiest first, and who ties the applicant to it."""
    weighty = [
        factor
        for factor in each.pick.factors[1:]  # the first one is where every program of its specialty starts
        if factor.weight is not None
        and abs(factor.weight.mid) >= _WEIGHTY
        and factor.value != PLANNED  # what is done there is said already
    ]
    for factor in sorted(weighty, key=_weight_of, reverse=True):
        sign = "for it" if factor.weight is not None and factor.weight.mid > 0 else "against it"
        value = f" ({factor.value})" if factor.value else ""
        yield f"{factor.name}{value}: {sign}"
    if each.people:
        yield f"known there: {', '.join(each.people)}"


def _weight_of(factor: Factor) -> float:
    return abs(factor.weight.mid) if factor.weight is not None else 0.0


def _counted(number: int) -> str:
    return "1 program" if number == 1 else f"{number} programs"


def _three(chance: Range) -> tuple[float, float, float]:
    return chance.low, chance.mid, chance.high


def _spread(chance: Range) -> str:
    return spread(chance.low, chance.mid, chance.high)
