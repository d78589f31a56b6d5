"""Deferred acceptance with quotas: the market without couples, either side proposing."""
# ruff: noqa: PLR0917 - a kernel gets its arrays by position, and calls no functions

from dataclasses import dataclass

import numpy as np

from hallway.engine.boards import Board
from hallway.engine.kernels import Bytes, Ints, kernel, only_read
from hallway.engine.markets import NOBODY


@dataclass(frozen=True, slots=True, eq=False)
class Seating:
    """Who holds which seat while a match is being made.

    Args:
        at: (A,) index into the board's `programs` of what an applicant holds, or the end of the list.
        held: (R,) int8, 1 at each place of a program's list whose applicant holds a seat there.
        filled: (P,) seats held.
        worst: (P,) place of the last one held, or -1.
        proposals: how many were made.
    """

    at: Ints
    held: Bytes
    filled: Ints
    worst: Ints
    proposals: int


def seat_by_applicants(board: Board, seats: Ints | None = None) -> Seating:
    """Let every single applicant propose from the top of the list; members of couples stay out.

    The result is stable among singles and the best stable one for each of them. O(L) proposals, each
    program's list read once.

    Args:
        board: the joined market.
        seats: (P,) positions, if others than the board's.

    Source: Gale & Shapley (1962), American Mathematical Monthly 69(1), 9-15.
    """
    seats = board.seats if seats is None else only_read(seats)
    at, held, filled, worst = board.starts[:-1].copy(), *_empty(board)
    proposals = _propose(
        board.starts, board.programs, board.places, board.ranks, seats, at, held, filled, worst
    )
    return Seating(at, held, filled, worst, proposals)


def seat_by_programs(board: Board, seats: Ints | None = None) -> Seating:
    """Let every program propose from the top of its list; the best stable result for programs.

    Args:
        board: the joined market; members of couples stay out.
        seats: (P,) positions, if others than the board's.
    """
    seats = board.seats if seats is None else only_read(seats)
    at, held, filled, worst = board.starts[1:].copy(), *_empty(board)
    at[board.members] = NOBODY  # they have something better than any entry
    proposals = _offer(
        board.programs,
        board.places,
        board.rank_starts,
        board.ranks,
        board.back,
        seats,
        at,
        held,
        filled,
        worst,
        board.starts,
        np.empty(len(board.seats), np.int32),
        np.zeros(len(board.seats), np.int8),
        board.rank_starts[:-1].copy(),
    )
    at[board.members] = board.starts[board.members + 1]
    return Seating(at, held, filled, worst, proposals)


def read_seating(board: Board, seating: Seating) -> Ints:
    """Return each applicant's program, (A,); -1 is none."""
    programs = np.full(board.applicant_count, NOBODY, np.int32)
    seated = np.flatnonzero(seating.at < board.starts[1:])
    programs[seated] = board.programs[seating.at[seated]]
    return programs


def _empty(board: Board) -> tuple[Bytes, Ints, Ints]:
    programs = len(board.seats)
    return (
        np.zeros(len(board.ranks), np.int8),
        np.zeros(programs, np.int32),
        np.full(programs, NOBODY, np.int32),
    )


@kernel
def _propose(
    starts: Ints,
    programs: Ints,
    places: Ints,
    ranks: Ints,
    seats: Ints,
    at: Ints,
    held: Bytes,
    filled: Ints,
    worst: Ints,
) -> int:
    """Run applicant-proposing deferred acceptance; `at` comes in as the tops of the lists.

    No heap is needed: once a program is full its worst place only gets better, so looking for the next worst
    walks down each list once in all.
    """
    proposals = 0
    for first in range(len(at)):
        one = first
        while one >= 0:
            entry = at[one]
            end = starts[one + 1]
            bumped = -1
            while entry < end:
                program = programs[entry]
                place = places[entry]
                proposals += 1
                if filled[program] < seats[program]:
                    filled[program] += 1
                    held[place] = 1
                    worst[program] = max(worst[program], place)
                    break
                last = worst[program]
                if place < last:
                    held[place] = 1
                    held[last] = 0
                    bumped = ranks[last]
                    last -= 1
                    while held[last] == 0:
                        last -= 1
                    worst[program] = last
                    break
                entry += 1
            at[one] = entry
            if bumped >= 0:
                at[bumped] += 1
            one = bumped
    return proposals


@kernel
def _offer(
    programs: Ints,
    places: Ints,
    rank_starts: Ints,
    ranks: Ints,
    back: Ints,
    seats: Ints,
    at: Ints,
    held: Bytes,
    filled: Ints,
    worst: Ints,
    starts: Ints,
    waiting: Ints,
    is_waiting: Bytes,
    following: Ints,
) -> int:
    """Run program-proposing deferred acceptance; `at` comes in as the ends of the lists."""
    proposals = 0
    for first in range(len(seats)):
        waiting[0] = first
        is_waiting[first] = 1
        depth = 1
        while depth > 0:
            program = waiting[depth - 1]
            place = following[program]
            if filled[program] >= seats[program] or place >= rank_starts[program + 1]:
                depth -= 1
                is_waiting[program] = 0
                continue
            following[program] = place + 1
            one = ranks[place]
            entry = back[place]
            proposals += 1
            if 0 <= entry < at[one]:
                left = at[one]
                at[one] = entry
                held[place] = 1
                filled[program] += 1
                worst[program] = place
                if left < starts[one + 1]:
                    old = programs[left]
                    held[places[left]] = 0
                    filled[old] -= 1
                    if old > first:  # its own turn comes
                        continue
                    if is_waiting[old] == 0:
                        is_waiting[old] = 1
                        waiting[depth] = old
                        depth += 1
    for program in range(len(seats)):  # somebody may have left from the middle or the end
        last = worst[program]
        while last >= rank_starts[program] and held[last] == 0:
            last -= 1
        worst[program] = last if last >= rank_starts[program] else -1
    return proposals
