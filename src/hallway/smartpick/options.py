"""What may be done at each program, and what it would do to the chance there."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action, Fate
from hallway.domain.programs import TieKind
from hallway.engine.odds import OPEN, REJECTED
from hallway.facts.signals import signal_limit
from hallway.smartpick.factors import Factor
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.preliminary import preliminary_shift
from hallway.smartpick.preliminary_names import has_preliminary, preliminary_of
from hallway.smartpick.preparing import Prepared, prepare
from hallway.smartpick.profiles import Profile
from hallway.smartpick.program_terms import POSITIONS_GATE, SIGNAL_GATE
from hallway.smartpick.scenes import Planned, Shifts
from hallway.smartpick.ties import (
    OPENING,
    SIGNALS,
    action_factor,
    added,
    many_signals,
    predicted,
    without_signal,
)
from hallway.smartpick.views import ProgramView, TieView
from hallway.smartpick.wishes import PickWishes

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

TIE_OF: Mapping[Action, TieKind] = MappingProxyType(
    {
        Action.SIGNAL: TieKind.SIGNAL,
        Action.GOLD_SIGNAL: TieKind.GOLD_SIGNAL,
        Action.ROTATE: TieKind.ROTATION,
    }
)
"""The tie that an action makes."""
MIDDLE = 3
"""How much a program is liked of which nothing was said."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done at one program.

    `is_new` says that the action still has to be taken: a signal that was recorded is there already.
    `value` is what a match there is worth, 0..1, and `preliminary` what a preliminary year there is.
    """

    row: int  # in `Prepared`
    code: UnitCode
    specialty: str
    action: Action
    is_new: bool
    is_sent: bool
    value: float
    preliminary: float

    @property
    def counts(self) -> bool:
        """Whether it can be worth anything."""
        return self.value > 0 or self.preliminary > 0


@dataclass(frozen=True, slots=True)
class FirstYear:
    """The chance of a preliminary year at some options: their numbers, shifts, and why, by specialty."""

    numbers: Longs
    shifts: Shifts
    factors: Mapping[str, Factor]


@dataclass(frozen=True, slots=True)
class Offered:
    """All options, in the order in which equals are taken; why some programs have none."""

    ready: Prepared
    options: tuple[Option, ...]
    shifts: Shifts
    first_year: FirstYear | None  # of options where a preliminary year counts
    added: tuple[tuple[Doubles, Doubles] | None, ...]  # what each new action adds to both stages
    allowed: Mapping[str, Mapping[Action, int]]  # new signals, by specialty
    shut: Mapping[UnitCode, str]
    planned: tuple[Planned, ...]

    def action_factors(self, number: int) -> tuple[Factor, ...]:
        """Return the factor of an option's action, none where nothing new is done."""
        what = self.added[number]
        if what is None:
            return ()
        kind = TIE_OF[self.options[number].action]
        return (action_factor(kind, what[0] + what[1], is_img=self.ready.profile.is_img),)

    def opens(self, number: int) -> bool:
        """Tell whether an option opens a program that interviews only those who signaled or rotated."""
        option = self.options[number]
        return option.is_new and TIE_OF[option.action] in OPENING


def offer(
    profile: Profile,
    views: Sequence[ProgramView],
    parameters: Parameters,
    wishes: PickWishes,
    *,
    network: bool,
    preferred: Collection[UnitCode] = (),
) -> Offered:
    """Return what may be done at each program.

    Without the network the list is that of somebody without any recorded tie, who has all signals to send.
    """
    seen = views if network else [replace(each, ties=()) for each in views]
    specialties = {each.unit.specialty for each in seen}
    most = {each: signals_of(each, wishes) for each in specialties}
    by_hand = {code for code, action in wishes.actions.items() if TIE_OF.get(action) in SIGNALS}
    signaling = {each for each, tiers in most.items() if sum(tiers.values())}
    signaling |= {each.unit.specialty for each in seen if each.unit.code in by_hand}
    ready = prepare(profile, seen, parameters, signaling=signaling)
    allowed = {name: _left(name, tiers, ready.views) for name, tiers in most.items()}
    shut: dict[UnitCode, str] = {}
    options: list[Option] = []
    for row in _in_order(ready, wishes, preferred):
        view = ready.views[row]
        code, value = view.unit.code, worth_of(view, wishes)
        first_year = preliminary_worth(view, wishes)
        why = _why_shut(ready, row, max(value, first_year), wishes, with_first_year=first_year > 0)
        if why:
            value = first_year = 0.0
        if why and not (is_must(code, wishes) or _holds(ready, row)):
            shut[code] = why
            continue
        for action, is_new in _actions(view, allowed[view.unit.specialty], wishes):
            options.append(
                Option(row, code, view.unit.specialty, action, is_new, is_sent(view), value, first_year)
            )
    changes = _changes(ready, options, parameters)
    shifts = _shifts(ready, options, changes)
    first_years = _first_years(ready, options, shifts)
    planned = tuple(_planned(ready, most, wishes, parameters))
    return Offered(ready, tuple(options), shifts, first_years, changes, allowed, shut, planned)


def _planned(
    ready: Prepared, most: Mapping[str, Mapping[Action, int]], wishes: PickWishes, parameters: Parameters
) -> Iterator[Planned]:
    """Yield what a usual list within the wishes does, in each specialty, and the ties that are there."""
    nothing, is_img = np.zeros(parameters.draws), ready.profile.is_img
    usual = parameters.judgments.applications.value[ready.profile.type.value]
    length = usual if wishes.applications is None else wishes.applications
    ties = Counter(
        (view.unit.specialty, tuple(sorted({each.kind for each in view.ties})))
        for view in ready.views
        if view.ties
    )
    part = min(1.0, length / max(1, ties.total()))
    for (name, kinds), count in sorted(ties.items()):
        interview, rank, _ = predicted(
            [TieView(each) for each in kinds], specialty=name, is_img=is_img, parameters=parameters
        )
        yield Planned(ready.rows[name], part * count, interview, rank)
    length -= part * ties.total()
    for name, cell in ready.rows.items():
        counts: dict[Action, float] = {Action.ROTATE: wishes.rotations / len(ready.rows), **most[name]}
        rest = max(1.0, length / len(ready.rows) - sum(counts.values()))
        if many_signals(name) and any(most[name].values()):
            rest *= sum(without_signal()[0]) / 2  # such programs hardly look at the others
        yield Planned(cell, rest, nothing, nothing)
        for action in sorted(each for each, count in counts.items() if count):
            interview, rank = added({TIE_OF[action]}, specialty=name, is_img=is_img, parameters=parameters)
            yield Planned(cell, float(counts[action]), interview, rank)


def is_sent(view: ProgramView) -> bool:
    """Tell whether the application has been sent: it was written down, or the program has answered."""
    known = view.outcome
    return known is not None and any((known.applied_on, known.reply, known.interviewed_on, known.result))


def is_must(code: UnitCode, wishes: PickWishes) -> bool:
    """Tell whether a program is on the list in any case: wished so, or something is done there by hand."""
    fate = wishes.fates.get(code)
    return fate is Fate.MUST or (fate is None and code in wishes.actions)


def signals_of(specialty: str, wishes: PickWishes) -> dict[Action, int]:
    """Return how many signals of each tier may be sent in all: as wished, else as published."""
    asked = wishes.signals.get(specialty)
    if asked is not None:
        return {each: asked.get(each, 0) for each in (Action.SIGNAL, Action.GOLD_SIGNAL)}
    limit = signal_limit(specialty)
    if limit is None:
        return {Action.SIGNAL: 0, Action.GOLD_SIGNAL: 0}
    gold = limit.value.gold or 0
    return {Action.SIGNAL: limit.value.total - gold, Action.GOLD_SIGNAL: gold}


def worth_of(view: ProgramView, wishes: PickWishes) -> float:
    """Return what a match at a program is worth, 0..1: 1 wherever only the chance counts."""
    if wishes.objective == "chance":
        return 1.0
    return _level(view, wishes) * wishes.specialty_values.get(view.unit.specialty, 1.0)


def preliminary_worth(view: ProgramView, wishes: PickWishes) -> float:
    """Return what a preliminary year at a program is worth, 0..1: nothing where only the chance counts."""
    if wishes.objective == "chance" or not has_preliminary(view.unit):
        return 0.0
    return _level(view, wishes) * wishes.specialty_values.get(preliminary_of(view.unit.specialty), 0.0)


def _level(view: ProgramView, wishes: PickWishes) -> float:
    return picking_choices().levels.values[wishes.levels.get(view.unit.code, MIDDLE) - 1]


def _left(specialty: str, most: Mapping[Action, int], views: Sequence[ProgramView]) -> dict[Action, int]:
    """Return how many signals of each tier are left to send."""
    sent = [_signal_sent(each) for each in views if each.unit.specialty == specialty]
    return {action: max(0, count - sent.count(action)) for action, count in most.items()}


def _signal_sent(view: ProgramView) -> Action | None:
    kinds = {each.kind for each in view.ties}
    if TieKind.GOLD_SIGNAL in kinds:
        return Action.GOLD_SIGNAL
    return Action.SIGNAL if TieKind.SIGNAL in kinds else None


def _in_order(ready: Prepared, wishes: PickWishes, preferred: Collection[UnitCode]) -> list[int]:
    """Return the units in the order in which equals are taken: tied, listed, liked, then by code."""
    return sorted(
        range(len(ready.views)),
        key=lambda row: (
            not ready.views[row].ties,
            ready.views[row].unit.code not in preferred,
            wishes.levels.get(ready.views[row].unit.code, MIDDLE),
            ready.views[row].unit.code,
        ),
    )


def _why_shut(ready: Prepared, row: int, value: float, wishes: PickWishes, *, with_first_year: bool) -> str:
    """Return why a program is not to be chosen, "" where it may be."""
    view, terms = ready.views[row], ready.terms[row]
    if wishes.fates.get(view.unit.code) is Fate.NEVER and not is_sent(view):
        return "You said never."
    if ready.units.state[row] != OPEN:
        return "It has rejected you." if ready.units.state[row] == REJECTED else ""
    closed = [
        each.factor.note
        for each in terms.terms
        if each.gate is not None and not each.gate.any()
        if not (with_first_year and each.factor.name == POSITIONS_GATE)
    ]
    if closed:
        return closed[0]
    if not (terms.counted or with_first_year):
        return "One does not train in the specialty there."
    return "" if value > 0 else "A match in this specialty is worth nothing to you."


def _holds(ready: Prepared, row: int) -> bool:
    """Tell whether the application is sent and has not been turned down: it stays on the list."""
    return is_sent(ready.views[row]) and ready.units.state[row] != REJECTED


def _actions(
    view: ProgramView, allowed: Mapping[Action, int], wishes: PickWishes
) -> Iterator[tuple[Action, bool]]:
    """Yield the actions at a program, the least first, and whether each still has to be taken."""
    signaled = _signal_sent(view)
    as_it_is = (signaled or Action.APPLY, False)
    has_rotated = any(each.kind is TieKind.ROTATION for each in view.ties)
    may_rotate = not has_rotated and not is_sent(view)
    by_hand = wishes.actions.get(view.unit.code)
    if is_sent(view):
        yield as_it_is
    elif by_hand is not None:
        can = may_rotate if by_hand is Action.ROTATE else by_hand is not Action.APPLY and signaled is None
        yield (by_hand, True) if can else as_it_is
    else:
        yield as_it_is
        if signaled is None:
            yield from ((each, True) for each in (Action.SIGNAL, Action.GOLD_SIGNAL) if allowed[each])
        if may_rotate and wishes.rotations:
            yield Action.ROTATE, True


def _changes(
    ready: Prepared, options: Sequence[Option], parameters: Parameters
) -> tuple[tuple[Doubles, Doubles] | None, ...]:
    """Return what each new action adds; programs alike in specialty and ties share the draws."""
    known: dict[tuple[str, Action, tuple[TieKind, ...]], tuple[Doubles, Doubles]] = {}
    answer: list[tuple[Doubles, Doubles] | None] = []
    for each in options:
        ties = ready.views[each.row].ties
        case = (each.specialty, each.action, tuple(sorted({tie.kind for tie in ties})))
        if each.is_new and case not in known:
            known[case] = added(
                {TIE_OF[each.action]},
                ties,
                specialty=each.specialty,
                is_img=ready.profile.is_img,
                parameters=parameters,
            )
        answer.append(known[case] if each.is_new else None)
    return tuple(answer)


def _shifts(
    ready: Prepared, options: Sequence[Option], changes: Sequence[tuple[Doubles, Doubles] | None]
) -> Shifts:
    rows = np.array([each.row for each in options], np.int64)
    interview, rank = ready.known[rows], ready.units.rank_shift[rows]
    gate = ready.units.gate[rows]
    for number, (option, change) in enumerate(zip(options, changes, strict=True)):
        if change is not None:
            interview[number] += change[0]
            rank[number] += change[1]
            if TIE_OF[option.action] in OPENING:
                gate[number] = gate_without(ready, option.row, SIGNAL_GATE)
    return Shifts(rows, interview, rank, gate)


def _first_years(ready: Prepared, options: Sequence[Option], shifts: Shifts) -> FirstYear | None:
    """Return what a preliminary year does to the chances, where one counts and figures are known."""
    draws = ready.units.gate.shape[1]
    wanted = sorted({each.specialty for each in options if each.preliminary > 0})
    known = {
        name: shift
        for name in wanted
        if (shift := preliminary_shift(name, ready.profile.type, draws)) is not None
    }
    some = [number for number, each in enumerate(options) if each.preliminary > 0 and each.specialty in known]
    if not some:
        return None
    easier = np.array([known[options[each].specialty][0] for each in some])
    gate = shifts.gate[some]
    for place, number in enumerate(some):
        if not gate[place].any():  # closed only as one does not train in the specialty there
            gate[place] = gate_without(ready, options[number].row, POSITIONS_GATE, SIGNAL_GATE)
    return FirstYear(
        numbers=np.array(some, np.int64),
        shifts=Shifts(shifts.row[some], shifts.interview[some] + easier, shifts.rank[some], gate),
        factors={name: factor for name, (_, factor) in known.items()},
    )


def gate_without(ready: Prepared, row: int, *opened: str) -> Doubles:
    """Return a program's gate where those named stand open."""
    gate = np.ones(ready.units.gate.shape[1])
    for term in ready.terms[row].terms:
        if term.gate is not None and term.factor.name not in opened:
            gate = gate * term.gate
    return gate
