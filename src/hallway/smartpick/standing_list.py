"""A list with its candidates in every draw and at every node: what further ties would change there.

What is planned on the list (signals, rotations) counts as an action that adds to the prediction; ties that
are there are in the prediction already.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.domain.programs import TieKind
from hallway.engine.additions import Additions, Changed, without
from hallway.engine.odds import INTERVIEWED, OPEN
from hallway.facts.signals import SignalLimit, signal_limit
from hallway.smartpick.drawing import between, normals
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.preparing import Prepared, prepare
from hallway.smartpick.profiles import Profile
from hallway.smartpick.program_terms import SIGNAL_GATE
from hallway.smartpick.ties import OPENING, SIGNALS, added, many_signals, without_signal
from hallway.smartpick.views import ProgramView, TieView

Doubles = npt.NDArray[np.float64]
SAME = 4
"""Decimals of a chance to which two are alike: finer differences come from the draws."""
PLANNED: Mapping[Action, TieKind] = {
    Action.SIGNAL: TieKind.SIGNAL,
    Action.GOLD_SIGNAL: TieKind.GOLD_SIGNAL,
    Action.ROTATE: TieKind.ROTATION,
}
"""Which tie an action of the list makes."""


class StandingList:
    """The list and its candidates in every draw and at every node."""

    def __init__(
        self,
        profile: Profile,
        views: Sequence[ProgramView],
        parameters: Parameters,
        listed: Mapping[UnitCode, Action],
        *,
        network: bool,
    ) -> None:
        self.profile, self.parameters, self.listed, self.network = profile, parameters, listed, network
        signaling = {
            each.unit.specialty
            for each in views
            if PLANNED.get(listed.get(each.unit.code, Action.APPLY)) in SIGNALS
        }
        self.ready: Prepared = prepare(profile, views, parameters, network=network, signaling=signaling)
        self.codes = [each.unit.code for each in self.ready.views]
        self.on_list = tuple(each for each in self.ready.views if each.unit.code in listed)
        self.numbers = [
            number
            for number, code in enumerate(self.codes)
            if code in listed and self.ready.units.counted[number]
        ]
        self.additions = Additions(self.ready.cells, self.ready.units)
        alike = normals("any program", parameters.draws)
        self._alike = self.ready.known + self.ready.rest * alike
        self._memo: dict[tuple[object, ...], tuple[Doubles, Doubles]] = {}
        self._signaling = {
            view.unit.specialty
            for number, view in enumerate(self.ready.views)
            if SIGNALS & self._have(number)
        }
        self.own = {number: self.there(number, alike=False) for number in self.numbers}
        self.unmatched = self.additions.unmatched(list(self.own.values()))
        self.chance = self.additions.chance(self.unmatched)

    @cached_property
    def weakest(self) -> int | None:
        """The program of the list that adds least and has not been applied to, the later code of equals."""
        losses = {
            number: float(np.median(self._added(number, np.zeros_like(self.own[number]), self.own[number])))
            for number in self.numbers
            if self.ready.views[number].outcome is None
        }
        return min(losses, key=lambda each: (round(losses[each], SAME), -each), default=None)

    def is_closed(self, number: int) -> bool:
        """Tell whether nothing that is done would give a chance there."""
        is_answered = self.ready.units.state[number] not in {OPEN, INTERVIEWED}
        return (
            is_answered or not self.ready.units.counted[number] or not self._gate(number, opened=True).any()
        )

    def is_applied(self, number: int) -> bool:
        """Tell whether the application has gone: signals go with it."""
        return self.ready.views[number].outcome is not None

    def _have(self, number: int) -> frozenset[TieKind]:
        """Return the ties that count there, planned ones included."""
        view = self.ready.views[number]
        planned = PLANNED.get(self.listed.get(view.unit.code, Action.APPLY))
        have = {each.kind for each in view.ties} if self.network else set()
        return frozenset(have | ({planned} if planned else set()))

    def missing(self, number: int) -> Iterator[TieKind]:
        """Yield the kinds of ties that could be made there."""
        have, state = self._have(number), self.ready.units.state[number]
        have |= {TieKind.SIGNAL} if TieKind.GOLD_SIGNAL in have else set()
        limit = limit_of(self.ready.views[number].unit.specialty)
        for kind in TieKind:
            if kind in have or (kind in SIGNALS and (self.is_applied(number) or state != OPEN)):
                continue
            if (kind is TieKind.SIGNAL and not (limit and limit.total)) or (
                kind is TieKind.GOLD_SIGNAL and not (limit and limit.gold)
            ):
                continue
            yield kind

    def spent(self) -> Mapping[str, Counter[TieKind]]:
        """Return how many signals of each tier are sent or planned, by specialty."""
        counts: dict[str, Counter[TieKind]] = {}
        for number, view in enumerate(self.ready.views):
            sent = best_signal(self._have(number))
            if sent:
                counts.setdefault(view.unit.specialty, Counter())[sent] += 1
        return counts

    # ------------------------------------------------------------------------------- chances there

    def there(self, number: int, more: Collection[TieKind] = (), *, alike: bool = True) -> Doubles:
        """Return the chance of matching there, in each draw and node, with further ties.

        With `alike`, what nobody knows is drawn alike for all programs: equal facts give equal worth.
        """
        answer: Doubles = self.additions.at(number, self._changed(number, [frozenset(more)], alike=alike))[0]
        return answer

    def gains(self, number: int, kinds: Sequence[TieKind], *, instead: int | None) -> Doubles:
        """Return what each of these ties adds to the chance over the list: (kinds, draws)."""
        is_listed = number in self.own
        now = self.there(number)
        then = self.additions.at(number, self._changed(number, [frozenset({each}) for each in kinds]))
        if is_listed:
            base = np.broadcast_to(now, then.shape)
            for place, kind in enumerate(kinds):
                if kind in SIGNALS and self._is_gated_only_without(number):
                    base = base.copy() if not base.flags.writeable else base
                    base[place] = self._unsignaled(number)
            return self._added(number, base, then)
        if instead is None:
            return self.additions.added(self.unmatched, np.zeros_like(then), then)
        left = without(self.unmatched, self.own[instead])
        return self.additions.added(left, np.broadcast_to(self.there(instead), then.shape), then)

    def applying(self, number: int, *, instead: int | None) -> float:
        """Return the middle of what applying there adds, without a further tie."""
        now = self.there(number)
        if instead is None:
            drawn = self.additions.added(self.unmatched, np.zeros_like(now), now)
        else:
            drawn = self.additions.added(without(self.unmatched, self.own[instead]), self.there(instead), now)
        return float(np.median(drawn))

    def together(self, more: Mapping[UnitCode, Collection[TieKind]]) -> Doubles:
        """Return the chance of the list in each draw with several further ties."""
        chances = [
            self.there(number, more.get(self.codes[number], ()), alike=False) for number in self.numbers
        ]
        return self.additions.chance(self.additions.unmatched(chances))

    def _added(self, number: int, now: Doubles, then: Doubles) -> Doubles:
        return self.additions.added(without(self.unmatched, self.own[number]), now, then)

    def _changed(self, number: int, changes: Sequence[frozenset[TieKind]], *, alike: bool = True) -> Changed:
        """Return a unit with planned and further ties, one row for each of the changes."""
        base = self._alike[number] if alike else self.ready.units.shift[number]
        ties = [self._shifts(number, each) for each in changes]
        has_way_in = [bool(OPENING & (each | self._have(number))) for each in changes]
        return Changed(
            np.array([base + shift for shift, _ in ties]),
            np.array([self.ready.units.rank_shift[number] + rank for _, rank in ties]),
            np.array([self._gate(number, opened=each) for each in has_way_in]),
        )

    def _shifts(self, number: int, more: frozenset[TieKind]) -> tuple[Doubles, Doubles]:
        """Return what planned and further ties add to those that the prediction has already."""
        view = self.ready.views[number]
        real = frozenset(each.kind for each in view.ties) if self.network else frozenset()
        new = (self._have(number) | more) - real
        key = (view.unit.specialty, real, new)
        if key not in self._memo:
            self._memo[key] = added(
                sorted(new),
                [TieView(each) for each in sorted(real)],
                specialty=view.unit.specialty,
                is_img=self.profile.is_img,
                parameters=self.parameters,
            )
        return self._memo[key]

    def _gate(self, number: int, *, opened: bool) -> Doubles:
        """Return the gate there; a signal, a rotation or the home program opens that of signals."""
        gate = np.ones(self.parameters.draws)
        for each in self.ready.terms[number].terms:
            if each.gate is not None and not (opened and each.factor.name == SIGNAL_GATE):
                gate = gate * each.gate
        return gate

    @cached_property
    def _many(self) -> frozenset[str]:
        return frozenset(each for each in self.ready.rows if many_signals(each))

    @cached_property
    def _left(self) -> Doubles:
        ends, _, _ = without_signal()
        return between("without signal", ends, self.parameters.draws)

    def _is_gated_only_without(self, number: int) -> bool:
        """Tell whether a signal here is a gate of which nobody has said yet whether it is shut."""
        specialty = self.ready.views[number].unit.specialty
        is_open = specialty in self._many and specialty not in self._signaling
        return is_open and not OPENING & self._have(number)

    def _unsignaled(self, number: int) -> Doubles:
        changed = self._changed(number, [frozenset()])
        answer: Doubles = self.additions.at(number, replace(changed, gate=changed.gate * self._left))[0]
        return answer


def limit_of(specialty: str) -> SignalLimit | None:
    """Return how many signals a specialty allows, by its newest published limit."""
    found = signal_limit(specialty)
    return found.value if found else None


def best_signal(have: Collection[TieKind]) -> TieKind | None:
    """Return the signal among some ties; a gold one is a signal, and more."""
    return next((each for each in (TieKind.GOLD_SIGNAL, TieKind.SIGNAL) if each in have), None)
