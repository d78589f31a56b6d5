"""Rows of the worth of relationships: put in order, with what each costs and the people who could help."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal, get_args

from hallway.actions.connections import Sureness
from hallway.actions.odds_inputs import Known
from hallway.actions.ports import NameMatch
from hallway.actions.program_lookups import name_of, name_of_code
from hallway.actions.standing_lists import Standing
from hallway.actions.tie_efforts import Effort
from hallway.domain.programs import TieKind
from hallway.facts.directory import Unit
from hallway.facts.directory import units as all_units
from hallway.smartpick.factors import Range
from hallway.smartpick.worth import Standing as TieStanding
from hallway.smartpick.worth import TieWorth, Worths

By = Literal["chance", "hour", "dollar"]
BYS: tuple[By, ...] = get_args(By)
OF_ONE_KIND = 4
"""Rows of one kind that are shown while no kind is asked for: else one kind would fill the page."""
_HELPERS = 4
_NOBODY_HELPS = frozenset({TieKind.HOME, TieKind.GEOGRAPHY, TieKind.SIGNAL, TieKind.GOLD_SIGNAL})
_FINE = 8


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who could help at a program, and why; a question where something is not noted yet."""

    person: NameMatch
    why: str
    is_question: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One tie that could be made: its worth, what it costs, and who could help.

    `per_hour` and `per_dollar` are added chance for one hour and for a hundred dollars; None where it costs
    none. `fee` is what applying there costs, 0 on the list.
    """

    unit: Unit
    name: str
    worth: TieWorth
    hours: float
    dollars: float
    fee: float
    per_hour: Range | None
    per_dollar: Range | None
    people: tuple[Helper, ...]


class Meant:
    """The rows that are asked for, with people and effort."""

    def __init__(
        self,
        found: Worths,
        known: Known,
        efforts: Mapping[TieKind, Effort],
        standing: Standing,
        *,
        only: Unit | None,
        kind: TieKind | None,
        by: By,
    ) -> None:
        self.wanted = [
            each
            for each in found.rows
            if (only is None or each.code == only.code) and (kind is None or each.kind is kind)
        ]
        self._known, self._efforts, self._standing, self._by = known, efforts, standing, by
        self._keeps_all = only is not None or kind is not None

    def actions(self, *, mixed: bool, is_listed: bool) -> Iterator[TieWorth]:
        """Yield what one can do on the list or elsewhere, measured, or with beliefs among it."""
        for each in self._of(TieStanding.ACTION):
            if each.is_listed is is_listed and (each.is_measured or mixed):
                yield each

    def talks(self, limit: int) -> tuple[Relationship, ...]:
        """Return the best measured action of each program where somebody could help."""
        found: dict[str, TieWorth] = {}
        for each in sorted(self._of(TieStanding.ACTION), key=self._order):
            if each.is_measured and each.added.mid > 0 and self._helpers(each):
                found.setdefault(each.code, each)
        return tuple(self._told(each) for each in list(found.values())[:limit])

    def beliefs(self) -> Iterator[TieWorth]:
        """Yield what nobody measured, on the list, where somebody could help, or what was asked for."""
        for each in self._of(TieStanding.ACTION):
            if not each.is_measured and (self._keeps_all or each.is_listed or self._helpers(each)):
                yield each

    def truths(self) -> Iterator[TieWorth]:
        """Yield what cannot be made, on the list or where it was asked for."""
        return (each for each in self._of(TieStanding.TRUTH) if self._keeps_all or each.is_listed)

    def _of(self, standing: TieStanding) -> Iterator[TieWorth]:
        return (each for each in self.wanted if each.standing is standing)

    def first(
        self, limit: int, some: Iterable[TieWorth], *, of_one_kind: int = OF_ONE_KIND
    ) -> tuple[Relationship, ...]:
        """Return the first of some, few of each kind while no kind was asked for."""
        kinds: Counter[TieKind] = Counter()
        shown: list[Relationship] = []
        for each in sorted(some, key=self._order):
            kinds[each.kind] += 1
            if len(shown) < limit and (self._keeps_all or kinds[each.kind] <= of_one_kind):
                shown.append(self._told(each))
        return tuple(shown)

    def _order(self, each: TieWorth) -> tuple[object, ...]:
        per = {"chance": 1.0, "hour": self._efforts[each.kind].hours, "dollar": self._cost(each)}[self._by]
        mid = round(each.added.mid, 4)
        rate = inf if not per and mid > 0 else mid / per if per else 0.0
        helpers = self._helpers(each)
        return (
            each.is_blank,
            -round(rate, _FINE),
            -mid,
            not any(not one.is_question for one in helpers),
            not helpers,
            not each.is_listed,
            list(TieKind).index(each.kind),
            name_of_code(each.code).casefold(),
            each.code,
        )

    def _cost(self, each: TieWorth) -> float:
        return self._efforts[each.kind].dollars + self._fee(each)

    def _fee(self, each: TieWorth) -> float:
        return (
            0.0
            if each.is_listed or each.instead
            else self._standing.next_fee(all_units()[each.code].specialty)
        )

    def _told(self, each: TieWorth) -> Relationship:
        unit, hours, dollars = all_units()[each.code], self._efforts[each.kind].hours, self._cost(each)
        can_cost = each.standing is TieStanding.ACTION and not each.is_blank
        return Relationship(
            unit=unit,
            name=name_of(unit),
            worth=each,
            hours=hours,
            dollars=dollars,
            fee=self._fee(each),
            per_hour=_divided(each.added, hours) if can_cost else None,
            per_dollar=_divided(each.added, dollars / 100) if can_cost else None,
            people=self._helpers(each)[:_HELPERS],
        )

    def _helpers(self, each: TieWorth) -> tuple[Helper, ...]:
        """Return who could help there: those first who lead to just this kind of tie, questions last."""
        if each.kind in _NOBODY_HELPS:
            return ()
        ties = sorted(
            self._known.connections.get(each.code, ()),
            key=lambda one: (one.sureness is Sureness.ASKED, one.kind is not each.kind),
        )
        found: dict[str, Helper] = {}
        for tie in ties:
            for person in tie.people:
                found.setdefault(person.id, Helper(person, tie.why, tie.sureness is Sureness.ASKED))
        return tuple(found.values())


def _divided(added: Range, by: float) -> Range | None:
    return Range(added.low / by, added.mid / by, added.high / by) if by > 0 else None
