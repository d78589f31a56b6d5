"""A portfolio with alike units made one: how many units of a kind get which option, instead of which units.

Of most programs little is known, so many are alike to the last digit. Counting them makes the problem smaller
and keeps a search from trying the same list under many names. Kinds are put in an order of their own, so that
the answer is the same in whatever order units come.
"""

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from hallway.engine.portfolios import SLACK, Doubles, Longs, Portfolio

Flags = npt.NDArray[np.bool_]
CERTAIN = 40.0
"""-ln(1 - chance) of what is as good as certain: 4e-18 is left."""
MOST_SUMS, CENTS = 2_000_000, 6
"""Sums of fees that are looked through, and the digits that they are told apart by."""
NONE = -1


@dataclass(frozen=True, slots=True)
class Merged:
    """Kinds of units, and variables: one for each option of a kind, counting the units that get it.

    Args:
        chance, risk: (variables, nodes) the chance and -ln(1 - chance).
        covers: (variables, levels) whether a match there counts at that level.
        level, kind, group: (variables,).
        extra: (variables,) dollars beside the fee.
        uses: (limits, variables); least, most: (limits,), `most` with room for rounding.
        size: (kinds,) units of each.
        slots: (kinds, options) variables of each kind, NONE where it has fewer.
        weight: (levels, nodes) the node's weight times the level's part of the value, which sum to 1.
        scale: what a value here is multiplied with to be one of the portfolio.
        fee: (groups, count) dollars for so many more applications; prices, room: the tiers, (groups, tiers).
        budget: dollars that can be spent, with room for rounding; inf where there is none.
        given: dollars as they were given.
        members: for each variable the option numbers of the kind's units, units in ascending order.
    """

    chance: Doubles
    risk: Doubles
    covers: Flags
    level: Longs
    kind: Longs
    group: Longs
    extra: Doubles
    uses: Doubles
    least: Doubles
    most: Doubles
    size: Longs
    slots: Longs
    weight: Doubles
    scale: float
    fee: Doubles
    prices: Doubles
    room: Doubles
    budget: float
    given: float
    members: tuple[Longs, ...]

    @property
    def most_of(self) -> Longs:
        """Return how many units could get each variable."""
        return self.size[self.kind]

    def risks(self, counts: Doubles | Longs) -> Doubles:
        """Return the (levels, nodes) sums of risks that count at each level."""
        by_level = np.zeros(self.weight.shape)
        used = np.flatnonzero(counts)
        np.add.at(by_level, self.level[used], counts[used, None] * self.risk[used])
        answer: Doubles = np.cumsum(by_level, axis=0)
        return answer

    def left(self, risks: Doubles) -> Doubles:
        """Return the (levels, nodes) part of the value that is missed."""
        answer: Doubles = self.weight * np.exp(-risks)
        return answer

    def value(self, counts: Doubles | Longs) -> float:
        """Return the value of counts, between 0 and 1; of parts of units, too."""
        return 1.0 - float(self.left(self.risks(counts)).sum())

    def sent(self, counts: Longs) -> Longs:
        """Return how many more applications each group has."""
        paid = self.group >= 0
        return np.bincount(self.group[paid], counts[paid], len(self.fee)).astype(np.int64)

    def cost(self, counts: Longs) -> float:
        """Return dollars."""
        fees = self.fee[np.arange(len(self.fee)), self.sent(counts)].sum()
        return float(fees + self.extra @ counts)

    def is_allowed(self, counts: Longs) -> bool:
        """Return whether all limits are kept."""
        used = self.uses @ counts
        return bool(
            (used <= self.most).all()
            and (used >= self.least - SLACK * (1 + self.least)).all()
            and (self.budget == inf or self.cost(counts) <= self.budget)
        )

    def chosen(self, counts: Longs) -> tuple[int, ...]:
        """Return option numbers: of alike units the first are taken first, with the best options."""
        worth = self.chance.sum(axis=1)
        found: list[int] = []
        for slots in self.slots[np.unique(self.kind[counts > 0])]:
            place = 0
            for slot in sorted((int(each) for each in slots if each != NONE), key=lambda v: (-worth[v], v)):
                found += self.members[slot][place : place + counts[slot]].tolist()
                place += int(counts[slot])
        return tuple(sorted(found))

    def count(self, chosen: tuple[int, ...]) -> Longs:
        """Return the counts of option numbers."""
        place = {int(option): v for v, options in enumerate(self.members) for option in options}
        return np.bincount([place[each] for each in chosen], minlength=len(self.kind)).astype(np.int64)


def merge(portfolio: Portfolio) -> Merged:
    """Return the portfolio by kinds of units; `check` has let it pass."""
    options, fees, values = portfolio.options, portfolio.fees, portfolio.values
    uses = np.array([each.uses for each in portfolio.limits]).reshape(
        len(portfolio.limits), len(options.unit)
    )
    numbers = np.column_stack([options.level, fees.group, fees.extra, uses.T, options.chance]) + 0.0
    _, row_of = np.unique(numbers, axis=0, return_inverse=True)
    kinds = _kinds(options.unit, row_of)
    first = [[units[0][place] for place in range(len(units[0]))] for units in kinds]
    variables = np.array([option for each in first for option in each], np.int64)
    width = max((len(each) for each in first), default=0)
    slots = np.full((len(kinds), width), NONE, np.int64)
    start = 0
    for kind, each in enumerate(first):
        slots[kind, : len(each)] = range(start, start + len(each))
        start += len(each)
    values_lost = values - np.append(values[1:], 0.0)
    level = options.level[variables]
    chance = options.chance[variables]
    least = np.array([each.least for each in portfolio.limits])
    most = np.array([each.most for each in portfolio.limits])
    return Merged(
        chance=chance,
        risk=risk_of(chance),
        covers=level[:, None] <= np.arange(len(values)),
        level=level,
        kind=np.repeat(np.arange(len(kinds)), [len(each) for each in first]),
        group=fees.group[variables],
        extra=fees.extra[variables],
        uses=uses[:, variables],
        least=least,
        most=most + SLACK * (1 + np.where(most < inf, most, 0)),
        size=np.array([len(units) for units in kinds], np.int64),
        slots=slots,
        weight=values_lost[:, None] / values[0] * portfolio.weights,
        scale=float(values[0]),
        fee=_fee_table(portfolio),
        prices=np.array([price for _, price in fees.tiers]),
        room=_rooms(portfolio),
        budget=_spendable(portfolio),
        given=fees.budget * (1 + SLACK) + SLACK,
        members=tuple(
            np.array([options[place] for options in units], np.int64)
            for units in kinds
            for place in range(len(units[0]))
        ),
    )


def _spendable(portfolio: Portfolio) -> float:
    """Return the most dollars within the budget that fees can add up to, with room for rounding.

    A budget of $700 buys what $690 buy where the next fee is $30: said so, the relaxed list cannot spend the
    rest on a part of an application, and the bound is that much nearer.
    """
    fees, unit = portfolio.fees, portfolio.options.unit
    room = fees.budget * (1 + SLACK) + SLACK
    if room == inf:
        return inf
    ways = [
        dollars(portfolio, group, len(np.unique(unit[fees.group == group])))
        for group in range(len(fees.already))
    ]
    for each in np.unique(fees.extra[fees.extra > 0]).tolist():
        most = min(len(np.unique(unit[fees.extra == each])), int(room // each))
        ways.append(each * np.arange(most + 1))
    sums = np.zeros(1)
    for way in ways:
        if len(sums) * len(way) > MOST_SUMS:
            return room
        sums = np.unique(np.round(np.add.outer(sums, way[way <= room]), CENTS))
        sums = sums[sums <= room]
    return min(room, float(sums[-1]) + 10.0**-CENTS)


def risk_of(chance: Doubles) -> Doubles:
    """Return -ln(1 - chance), at most CERTAIN."""
    with np.errstate(divide="ignore"):
        answer: Doubles = np.minimum(-np.log1p(-chance), CERTAIN) + 0.0
    return answer


def dollars(portfolio: Portfolio, group: int, most: int) -> Doubles:
    """Return the fees of a group's next 0, 1, 2 ... `most` applications."""
    fees = portfolio.fees
    ends = np.cumsum([size for size, _ in fees.tiers])
    prices = np.array([price for _, price in fees.tiers])
    number = fees.already[group] + np.arange(most)
    return np.append(0.0, np.cumsum(prices[np.searchsorted(ends, number, side="right")]))


def _kinds(unit: Longs, row_of: Longs) -> list[list[list[int]]]:
    """Return for each kind its units, each with its options in the order of the kind's rows."""
    of_unit: dict[int, list[tuple[int, int]]] = {}
    for option, (each, row) in enumerate(zip(unit.tolist(), row_of.tolist(), strict=True)):
        of_unit.setdefault(each, []).append((row, option))
    alike: dict[tuple[int, ...], list[list[int]]] = {}
    for pairs in of_unit.values():  # in the order of their first options
        pairs.sort()
        alike.setdefault(tuple(row for row, _ in pairs), []).append([option for _, option in pairs])
    return [alike[key] for key in sorted(alike)]


def _fee_table(portfolio: Portfolio) -> Doubles:
    group = portfolio.fees.group
    longest = int(np.bincount(group[group >= 0], minlength=1).max())
    rows = [dollars(portfolio, each, longest) for each in range(len(portfolio.fees.already))]
    return np.array(rows).reshape(len(rows), longest + 1)


def _rooms(portfolio: Portfolio) -> Doubles:
    """Return how many more applications each tier of each group can hold."""
    fees = portfolio.fees
    rooms = np.zeros((len(fees.already), len(fees.tiers)))
    for group, paid in enumerate(fees.already):
        start = paid
        for tier, (size, _) in enumerate(fees.tiers):
            skipped = min(start, size)
            start -= int(skipped)
            rooms[group, tier] = min(size - skipped, len(fees.group))
    return rooms
