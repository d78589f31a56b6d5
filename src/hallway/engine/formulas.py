"""A market in yes-or-no sentences: from these a solver of logic finds a stable match, or that there is none.

Sources: Roth & Peranson (1999), American Economic Review 89(4), 748-780, for the rules; Drummond, Perrault &
Bacchus (2015), IJCAI, for the idea of asking a solver of logic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Matching

Literal = int
"""Variable v is written v, and its opposite ~v (which is -v - 1)."""


class Sum(NamedTuple):
    """So many of these variables are true: at least `low` where `only_if` holds, at most `high` always."""

    variables: list[Literal]
    low: int
    high: int
    only_if: Literal | None = None


@dataclass(slots=True)
class Formula:
    """Sentences over variables 0, 1, ...

    Args:
        guesses: each variable's value in the hinted match.
        clauses: of each at least one literal holds.
        choices: of each at most one literal holds.
        sums: how many are true.
        wishes: of each at least one literal holds, or else something blocks the match; each blocking single,
            couple or supplemental seeker with one entry of the list is one wish that failed.
        loose: which of the wishes are those of couples that may block.
    """

    guesses: list[bool] = field(default_factory=list)
    clauses: list[list[Literal]] = field(default_factory=list)
    choices: list[list[Literal]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    wishes: list[list[Literal]] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)

    def add_variable(self, guess: bool) -> Literal:  # noqa: FBT001 - the value itself
        """Return a new variable, with its value in the hinted match."""
        self.guesses.append(guess)
        return len(self.guesses) - 1

    def guess(self, literal: Literal) -> bool:
        """Return a literal's value in the hinted match."""
        return _holds(literal, self.guesses)

    def most_failing(self) -> int:
        """Return how many wishes can fail at most."""
        return len(self.loose or self.wishes)

    def fails(self, wish: list[Literal], values: Sequence[bool]) -> bool:
        """Tell whether a wish fails under these values of the variables."""
        return not any(_holds(each, values) for each in wish)


def _holds(literal: Literal, values: Sequence[bool]) -> bool:
    return values[literal] if literal >= 0 else not values[~literal]


class Place(NamedTuple):
    """One entry of somebody's list: the programs it needs, and the variable that says "this one"."""

    programs: tuple[int, ...]
    chosen: Literal


class Refusals:
    """For each program: who may hold a seat, and variables "it is full with better than this one".

    Such a variable may be true only where that is so. It need not be true: whoever needs it makes it so.
    """

    def __init__(self, formula: Formula, seats: Sequence[int]) -> None:
        """Begin with programs that nobody can come to."""
        self._formula = formula
        self._seats = seats
        self._seekers: list[dict[int, list[Literal]]] = [{} for _ in seats]
        self._full: list[dict[int, Literal]] = [{} for _ in seats]
        self._order: list[list[int]] = [[] for _ in seats]

    def may_hold(self, program: int, who: int, seat: Literal) -> None:
        """Let `seat` be a variable that says that `who` holds a seat in a program."""
        self._seekers[program].setdefault(who, []).append(seat)

    def close(self, ranks: Sequence[dict[int, int]]) -> None:
        """Write down seats and refusals, once everybody who may hold a seat is known."""
        for program, seekers in enumerate(self._seekers):
            self._order[program] = order = sorted(seekers, key=ranks[program].__getitem__)
            if len(order) > self._seats[program]:
                self._close(program, order)

    def _close(self, program: int, order: list[int]) -> None:
        formula, seats, seekers = self._formula, self._seats[program], self._seekers[program]
        everybody = [seat for who in order for seat in seekers[who]]
        formula.sums.append(Sum(everybody, 0, seats))
        better = sum(formula.guess(seat) for who in order[:seats] for seat in seekers[who])
        full = self._full[program]
        for who in order[seats:]:  # the best `seats` of the list are never refused
            full[who] = formula.add_variable(better >= seats)
            better += sum(formula.guess(seat) for seat in seekers[who])
            # Full with better ones leaves no seat for this one: a line for each, not a sum for each.
            formula.clauses += [[~full[who], ~seat] for seat in seekers[who]]
        marks = list(full.values())
        formula.clauses += [[~one, next_one] for one, next_one in pairwise(marks)]
        formula.sums.append(Sum(everybody, seats, seats, only_if=marks[-1]))

    def refusal(self, program: int, who: int) -> list[Literal]:
        """Return the literal that says that a program refuses somebody; none where it never does."""
        mark = self._full[program].get(who)
        return [] if mark is None else [mark]

    def refusal_of_both(self, program: int, who: tuple[int, int]) -> list[Literal]:
        """Return a literal that says that a program has no two seats for a couple; none where it always has.

        Both are chosen beside those who are there, so the better-ranked one counts as being there, too.
        """
        order, seats = self._order[program], self._seats[program]
        better = [each for each in order[: max(map(order.index, who))] if each not in who]
        held = [seat for each in better for seat in self._seekers[program][each]]
        if len(better) < seats - 1:
            return []
        mark = self._formula.add_variable(sum(map(self._formula.guess, held)) >= seats - 1)
        self._formula.sums.append(Sum(held, seats - 1, len(held), only_if=mark))
        return [mark]


@dataclass(frozen=True, slots=True)
class Model:
    """A formula with what its variables mean."""

    formula: Formula
    singles: dict[int, list[Place]]
    couples: dict[int, list[Place]]
    supplemental: dict[tuple[int, int], list[Place]]
    members: Ints

    def read(self, values: Sequence[bool], people: int) -> tuple[Ints, Ints]:
        """Return each applicant's program and supplemental program under these values of the variables."""
        programs = np.full(people, NOBODY, np.int32)
        beside = programs.copy()
        for who, places in self.singles.items():
            for place in _chosen(places, values):
                programs[who] = place.programs[0]
        for couple, places in self.couples.items():
            for place in _chosen(places, values):
                programs[self.members[couple]] = place.programs
        for (who, _advanced), places in self.supplemental.items():
            for place in _chosen(places, values):
                beside[who] = place.programs[0]
        return programs, beside


def _chosen(places: list[Place], values: Sequence[bool]) -> Iterator[Place]:
    return (each for each in places if values[each.chosen])


def write_formula(
    market: Market, seats: Ints, hint: Matching | None, loose: "Ints | tuple[int, ...]" = ()
) -> Model:
    """Write a market of fixed seats as sentences that hold together in its stable matches, and only there.

    One variable for each acceptable entry of a list, pair of a couple's list and supplemental entry; and
    "this program is full with better than her". A stable match makes all of them true that are true of it.
    An entry is safe when something at or above it is held, or the program is full with better ones.
    """
    return _Writer(market, seats.tolist(), hint).write({int(each) for each in loose})


class _Writer:
    """Writes one formula: first who may be where, then what would block."""

    def __init__(self, market: Market, seats: list[int], hint: Matching | None) -> None:
        self.market, self.seats = market, seats
        nowhere = [NOBODY] * market.applicant_count
        self.programs: list[int] = nowhere if hint is None else hint.programs.tolist()
        self.beside: list[int] = nowhere if hint is None else hint.supplemental.tolist()
        self.ranks = [
            {who: rank for rank, who in enumerate(market.ranks_of(program).tolist())}
            for program in range(market.program_count)
        ]
        self.formula = Formula()
        self.refusals = Refusals(self.formula, seats)
        self.at: dict[tuple[int, int], Literal] = {}

    def write(self, loose: set[int]) -> Model:
        """Return the formula with what its variables mean."""
        market = self.market
        members = set(market.couples.ravel().tolist())
        singles = {
            who: self._entries(who, market.list_of(who).tolist(), self.programs[who])
            for who in range(market.applicant_count)
            if who not in members
        }
        for who, places in singles.items():
            self.at |= {(who, each.programs[0]): each.chosen for each in places}
        couples = {
            row: self._pairs((one, other), market.pairs_of(row).tolist())
            for row, (one, other) in enumerate(market.couples.tolist())
        }
        for (who, program), seat in self.at.items():
            self.refusals.may_hold(program, who, seat)
        supplemental = dict(self._supplemental())
        self.refusals.close(self.ranks)
        for who, places in singles.items():
            self._wish(places, [], [self.refusals.refusal(each.programs[0], who) for each in places])
        for row, places in couples.items():
            if row in loose:
                self.formula.loose += range(len(self.formula.wishes), len(self.formula.wishes) + len(places))
            self._wish(places, [], [self._refusal_of_pair(row, each.programs) for each in places])
        for (who, advanced), places in supplemental.items():
            refused = [self.refusals.refusal(each.programs[0], who) for each in places]
            self._wish(places, [~self.at[who, advanced]], refused)
        return Model(self.formula, singles, couples, supplemental, market.couples)

    def _is_open(self, program: int, who: int) -> bool:
        return program == NOBODY or (self.seats[program] > 0 and who in self.ranks[program])

    def _entries(self, who: int, programs: list[int], present: int) -> list[Place]:
        places = [
            Place((each,), self.formula.add_variable(each == present))
            for each in programs
            if self._is_open(each, who)
        ]
        self._choose_one(places)
        return places

    def _pairs(self, who: tuple[int, int], pairs: list[list[int]]) -> list[Place]:
        present = (self.programs[who[0]], self.programs[who[1]])
        places = [
            Place((one, other), self.formula.add_variable((one, other) == present))
            for one, other in pairs
            if self._is_open(one, who[0]) and self._is_open(other, who[1])
            if one != other or self.seats[one] > 1
        ]
        self._choose_one(places)
        for side, member in enumerate(who):
            by_program: dict[int, list[Literal]] = {}
            for each in places:
                by_program.setdefault(each.programs[side], []).append(each.chosen)
            by_program.pop(NOBODY, None)
            for program, pairs_there in by_program.items():
                seat = self.formula.add_variable(any(map(self.formula.guess, pairs_there)))
                self.formula.clauses += [[~each, seat] for each in pairs_there]
                self.formula.clauses.append([~seat, *pairs_there])
                self.at[member, program] = seat
        return places

    def _supplemental(self) -> Iterator[tuple[tuple[int, int], list[Place]]]:
        starts = self.market.extra_starts.tolist()
        for row, (who, advanced) in enumerate(self.market.advanced.tolist()):
            holding = self.at.get((who, advanced))
            if holding is None:
                continue
            is_there = self.programs[who] == advanced
            programs = self.market.extras[starts[row] : starts[row + 1]].tolist()
            places = self._entries(who, programs, self.beside[who] if is_there else NOBODY)
            for each in places:
                self.formula.clauses.append([~each.chosen, holding])
                self.refusals.may_hold(each.programs[0], who, each.chosen)
            yield (who, advanced), places

    def _refusal_of_pair(self, row: int, programs: tuple[int, ...]) -> list[Literal]:
        one, other = self.market.couples[row].tolist()
        if programs[0] == programs[1]:
            return self.refusals.refusal_of_both(programs[0], (one, other))
        return [
            mark
            for who, program in zip((one, other), programs, strict=True)
            if program != NOBODY
            for mark in self.refusals.refusal(program, who)
        ]

    def _choose_one(self, places: list[Place]) -> None:
        if len(places) > 1:
            self.formula.choices.append([each.chosen for each in places])

    def _wish(self, places: list[Place], unless: list[Literal], refused: list[list[Literal]]) -> None:
        """Let each entry be safe: something at or above it is held, or a program refuses.

        A chain "something down to here is held" keeps long lists short: the pairs of a couple are hundreds.
        """
        reached: Literal | None = None
        for place, marks in zip(places, refused, strict=True):
            if reached is None:
                reached = place.chosen
            else:
                above, here = reached, place.chosen
                reached = self.formula.add_variable(self.formula.guess(above) or self.formula.guess(here))
                self.formula.clauses += [[~above, reached], [~here, reached], [~above, ~here]]
                self.formula.clauses.append([~reached, above, here])
            self.formula.wishes.append([reached, *unless, *marks])
