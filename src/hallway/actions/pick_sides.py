"""Two lists beside each other: what is added, dropped and done otherwise, and how the chance moves."""

from collections.abc import Mapping, Sequence

import numpy as np

from hallway.actions.pick_answers import Compared, PickAnswer, PickSide, SideProgram
from hallway.actions.program_lookups import find_coded, name_of_code
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action, KeptPick
from hallway.smartpick.factors import Range, range_of_draws


def compare_answers(
    before: PickAnswer,
    after: PickAnswer,
    names: tuple[str, str],
    kept: tuple[KeptPick | None, KeptPick | None] = (None, None),
) -> Compared:
    """Return how one list differs from another."""
    one, other = _side(before, names[0], kept[0]), _side(after, names[1], kept[1])
    ours, theirs = dict(one.actions), dict(other.actions)
    every = [
        SideProgram(find_coded(code), code, name_of_code(code), ours.get(code), theirs.get(code))
        for code in dict.fromkeys((*ours, *theirs))
    ]
    both = [each for each in every if each.before is not None and each.after is not None]
    return Compared(
        before=one,
        after=other,
        added=tuple(each for each in every if each.before is None),
        dropped=tuple(each for each in every if each.after is None),
        changed=tuple(each for each in both if each.before is not each.after),
        kept=tuple(each for each in both if each.before is each.after),
        moves=_moves(before.picked.drawn, after.picked.drawn),
    )


def _side(answer: PickAnswer, name: str, kept: KeptPick | None) -> PickSide:
    picked = answer.picked
    return PickSide(
        name=name,
        kept=kept,
        p_match=picked.p_match,
        conditional=picked.conditional,
        value=picked.value,
        upper_bound=picked.upper_bound,
        cost=picked.cost,
        actions=tuple(actions_of(answer).items()),
    )


def actions_of(answer: PickAnswer) -> Mapping[UnitCode, Action]:
    """Return what the list does at each program, in its order."""
    return {each.pick.code: each.pick.action for each in answer.programs}


def _moves(before: Sequence[float], after: Sequence[float]) -> Range | None:
    """Return how the chance moves, draw by draw."""
    if not before or len(before) != len(after):
        return None
    return range_of_draws(np.array(after) - np.array(before))
