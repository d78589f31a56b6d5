"""Instability chaining after Roth and Peranson: couples and supplemental lists."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hallway.engine._chaining import (
    GOAL_UNIT,
    LEAVING,
    OPENING,
    OVER,
    PROPOSALS,
    RETRIES,
    SEEKING,
    SIZES,
    TURNS,
    WAITING,
    WALKING,
    Lists,
    Sitting,
    Work,
    chain,
)
from hallway.engine.boards import Board
from hallway.engine.kernels import Bytes, Ints, only_read
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matching import Seating
from hallway.engine.matchings import Matching

TURNS_EACH = 20
"""How often a couple may be processed before it is taken to run in a loop (algorithms.md 1.4: 12 to 20)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give up.

    Args:
        retries: how many times a couple in a loop is put aside.
        turns: how many times anybody walks down a list, in all.
        turns_each: how many times one couple may, before it is put aside.
        adjustments: how many times reversions or even and odd requests change quotas.
    """

    retries: int = 1000
    turns: int = 200_000_000
    adjustments: int = 1000
    turns_each: int = TURNS_EACH


class Chaining:
    """A match in the making: who holds which seat, and whom the loop still has to look at."""

    def __init__(self, market: Market, board: Board, seating: Seating, draws: Ints) -> None:
        """Begin with the seats that singles hold; couples come in one after the other.

        Args:
            market: the market.
            board: the same, joined.
            seating: who holds what among singles, as deferred acceptance left it.
            draws: whole numbers >= 0 that choose whom to put aside; used round and round.
        """
        people, couples = board.applicant_count, board.couple_count
        units = np.arange(people, people + couples, dtype=np.int32)
        self.market, self.board = market, board
        self.moved = np.zeros(len(market.reversions), np.int32)
        self.adjustments = 0
        self.reopened: set[int] = set()
        self.lists = _lists(market, board, draws)
        self.sitting = _sitting(board, seating)
        self.work = _work(board)
        self.work.waiting[:couples] = units
        self.work.is_waiting[units] = 1
        self.work.sizes[WAITING] = couples
        seekers = np.flatnonzero(self.sitting.extra_row >= 0).astype(np.int32)
        self._push(SEEKING, self.work.seeking, self.work.is_seeking, seekers)

    def run(self, limits: Limits) -> bool:
        """Go on until nobody has a reason to move, and tell whether that was reached within the limits."""
        return not chain(self.lists, self.sitting, self.work, limits.turns_each, limits.retries, limits.turns)

    @property
    def seats(self) -> Ints:
        """Positions in force, (P,)."""
        return self.sitting.seats

    @property
    def filled(self) -> Ints:
        """Positions held, (P,)."""
        return self.sitting.filled

    @property
    def retries(self) -> int:
        """How many times a couple was put aside."""
        return int(self.work.sizes[RETRIES])

    @property
    def turns_taken(self) -> int:
        """How many times anybody walked down a list."""
        return int(self.work.sizes[TURNS])

    @property
    def proposals(self) -> int:
        """How many entries of lists were tried."""
        return int(self.work.sizes[PROPOSALS])

    def matching(self) -> Matching:
        """Return who is where now."""
        sitting = self.sitting
        extra = _nobody(len(sitting.extra_at))
        seated = np.flatnonzero(sitting.extra_at >= 0)
        extra[seated] = self.board.extras[sitting.extra_at[seated]]
        programs = np.where(sitting.place >= 0, sitting.program, NOBODY).astype(np.int32)
        return Matching(programs, extra, self.seats.copy(), self.moved.copy())

    # --------------------------------------------------------------------------- from outside the loop

    def change_seats(self, program: int, seats: int) -> None:
        """Give a program another number of positions; the loop then fills them, or lets go of the worst."""
        work = self.work
        self.sitting.seats[program] = seats
        if self.filled[program] > seats:
            work.over[work.sizes[OVER]] = program
            work.sizes[OVER] += 1
        work.open_at[program] = self.board.rank_starts[program]
        self._push(OPENING, work.opening, work.is_opening, np.array([program], np.int32))

    def keep_out(self) -> list[int]:
        """Leave those out who are put aside, and return them; else they would come in when all is quiet."""
        self.work.sizes[WAITING] = 0
        return [int(unit) for unit in np.flatnonzero(self.work.is_waiting)]

    def looping(self) -> int | None:
        """Return the unit at which the loop stopped because it goes round, or None."""
        depth = self.work.sizes[WALKING]
        unit = int(self.work.walking[depth - 1]) if depth else NOBODY
        return unit if unit >= 0 and self.lists.may_loop[unit] else None

    def put_out(self, unit: int) -> None:
        """Take a unit out of the match until it is let in again."""
        people, board, work = self.board.applicant_count, self.board, self.work
        work.is_waiting[unit] = 1
        if unit >= people:
            couple = unit - people
            self.sitting.pair_at[couple] = board.pair_starts[couple + 1]
            leaving = board.members[2 * couple : 2 * couple + 2].tolist()
        else:
            self.sitting.at[unit] = board.starts[unit + 1]
            leaving = [unit]
        depth = int(work.sizes[LEAVING])
        work.leaving[depth : depth + len(leaving)] = leaving
        work.sizes[LEAVING] = depth + len(leaving)

    def let_in(self, unit: int) -> None:
        """Let a unit that was put out walk down its list."""
        self.work.is_waiting[unit] = 0
        self._push(WALKING, self.work.walking, self.work.is_walking, np.array([unit], np.int32))

    def is_wanted(self, program: int) -> bool:
        """Tell whether somebody may rather be in a program: a quick look, before `comers` looks exactly."""
        board, sitting = self.board, self.sitting
        places = slice(board.rank_starts[program], board.rank_starts[program + 1])
        people = board.ranks[places]
        couples = board.couple_of[people]
        now = sitting.at[people]
        now[couples >= 0] = sitting.pair_at[couples[couples >= 0]]
        back = board.back[places]
        return bool(((back >= 0) & (back < now) & (sitting.held[places] == 0)).any())

    def comers(self, program: int, more: int) -> Iterator[tuple[int, int]]:
        """Yield each unit that would come if a program had `more` positions, and how many it brings."""
        board, sitting = self.board, self.sitting
        couples = set()
        for place in range(board.rank_starts[program], board.rank_starts[program + 1]):
            one = int(board.ranks[place])
            couple = int(board.couple_of[one])
            if sitting.held[place] or board.back[place] < 0:
                continue
            if couple < 0:
                if board.back[place] < sitting.at[one] and self._takes(program, place, program, more):
                    yield one, 1
            elif board.back[place] < sitting.pair_at[couple]:
                couples.add(couple)
        for couple in sorted(couples):
            brings = max(self._brings(couple, program, more), default=0)
            if brings:
                yield board.applicant_count + couple, brings

    def _brings(self, couple: int, program: int, more: int) -> Iterator[int]:
        """Yield how many new people each pair that a couple would then get brings to a program."""
        board = self.board
        begin, end = board.pair_starts[couple], self.sitting.pair_at[couple]
        asked = board.pair_programs[2 * begin : 2 * end].reshape(-1, 2) == program
        for pair in (np.flatnonzero(asked.any(axis=1)) + begin).tolist():
            programs = board.pair_programs[2 * pair : 2 * pair + 2].tolist()
            places = board.pair_places[2 * pair : 2 * pair + 2].tolist()
            if programs[0] == programs[1]:
                able = self._takes_both(program, places, more)
            else:
                able = all(
                    self._takes(where, place, program, more)
                    for where, place in zip(programs, places, strict=True)
                )
            if able:
                yield sum(
                    where == program and not self.sitting.held[place]
                    for where, place in zip(programs, places, strict=True)
                )

    def _takes(self, where: int, place: int, program: int, more: int) -> bool:
        if where < 0 or self.sitting.held[place]:
            return True
        seats = self.seats[where] + (more if where == program else 0)
        return bool(self.filled[where] < seats or place < self.sitting.worst[where])

    def _takes_both(self, program: int, places: list[int], more: int) -> bool:
        begin, end = self.board.rank_starts[program], self.board.rank_starts[program + 1]
        among = np.flatnonzero(self.sitting.held[begin:end]) + begin
        chosen = np.union1d(among, places)[: self.seats[program] + more]
        return bool(np.isin(places, chosen).all())

    def _push(self, slot: int, stack: Ints, flags: Bytes, items: Ints) -> None:
        fresh = items[flags[items] == 0]
        depth = int(self.work.sizes[slot])
        stack[depth : depth + len(fresh)] = fresh
        flags[fresh] = 1
        self.work.sizes[slot] = depth + len(fresh)


def _lists(market: Market, board: Board, draws: Ints) -> Lists:
    may_loop = np.zeros(board.applicant_count + board.couple_count, np.int8)
    may_loop[board.applicant_count :] = 1
    may_loop[market.advanced[:, 0]] = 1
    may_loop.flags.writeable = False
    return Lists(
        board.starts,
        board.programs,
        board.places,
        board.extra_of,
        board.rank_starts,
        board.ranks,
        board.back,
        board.seeks,
        board.couple_of,
        board.members,
        board.pair_starts,
        board.pair_programs,
        board.pair_places,
        board.pair_extra_of,
        board.extra_starts,
        board.extras,
        board.extra_places,
        only_read(draws),
        may_loop,
    )


def _sitting(board: Board, seating: Seating) -> Sitting:
    people = board.applicant_count
    seated = np.flatnonzero(seating.at < board.starts[1:])
    entries = seating.at[seated]
    place, program, extra_row = _nobody(people), _nobody(people), _nobody(people)
    place[seated] = board.places[entries]
    program[seated] = board.programs[entries]
    extra_row[seated] = board.extra_of[entries]
    return Sitting(
        board.seats.copy(),
        seating.filled,
        seating.worst,
        seating.held,
        seating.at,
        board.pair_starts[1:].copy(),
        place,
        program,
        extra_row,
        _nobody(people),
    )


def _work(board: Board) -> Work:
    people, programs = board.applicant_count, len(board.seats)
    units = people + board.couple_count
    sizes = np.zeros(SIZES, np.int64)
    sizes[GOAL_UNIT] = NOBODY
    return Work(
        leaving=np.zeros(8, np.int32),  # emptied before anything else is done: two couples at most
        over=np.zeros(programs + 8, np.int32),
        walking=np.zeros(units + 1, np.int32),
        is_walking=np.zeros(units, np.int8),
        seeking=np.zeros(people + 1, np.int32),
        is_seeking=np.zeros(people, np.int8),
        opening=np.zeros(programs + 1, np.int32),
        is_opening=np.zeros(programs, np.int8),
        open_at=board.rank_starts[:-1].copy(),
        waiting=np.zeros(units + 1, np.int32),
        is_waiting=np.zeros(units, np.int8),
        turns=np.zeros(units, np.int32),
        active=np.zeros(units + 1, np.int32),
        sizes=sizes,
    )


def _nobody(count: int) -> Ints:
    return np.full(count, NOBODY, np.int32)
