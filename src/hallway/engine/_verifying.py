"""The fast verifier: each list is read once. Shares nothing with the solvers but the market itself."""
# ruff: noqa: C901, PLR0912, PLR0917 - a kernel gets its arrays by position, and calls no functions: see kernels

import numpy as np
from numpy.typing import NDArray

from hallway.engine.kernels import Ints, kernel, only_read
from hallway.engine.markets import EVEN, NOBODY, ODD, Market
from hallway.engine.matchings import Matching

Longs = NDArray[np.int64]
FREE = 2**31 - 1
"""In place of the rank that somebody must stay under to be taken: there is a free position."""


def count(market: Market, matching: Matching) -> tuple[int, int, int, int, int, int]:
    """Count faults; where there are none, blocking singles, couples, supplemental, reversions and parity.

    The arrays of the match have the lengths that the market asks for.
    """
    people, programs = market.applicant_count, market.program_count
    held, extra, seats, moved = (
        only_read(each) for each in (matching.programs, matching.supplemental, matching.seats, matching.moved)
    )
    ranked = _by_applicant(market)
    filled, last, last_but_one = np.zeros(programs, np.int32), _nowhere(programs), _nowhere(programs)
    wishes = (market.list_starts, market.lists)
    couples = (only_read(market.couples.ravel()), market.pair_starts, only_read(market.pairs.ravel()))
    advanced = (market.advanced.ravel(), market.extra_starts, market.extras)
    donors, receivers, most = market.reversions.T.astype(np.int64)
    given, taken = np.zeros(programs, np.int64), np.zeros(programs, np.int64)
    np.add.at(given, donors, moved)
    np.add.at(taken, receivers, moved)
    offered = market.seats - given + taken

    faults = _hold(held, extra, *ranked, filled, last, last_but_one)
    faults += _count_unlisted(held, extra, *wishes, *couples, *advanced, np.zeros(people, np.int32))
    faults += int(np.count_nonzero(filled > seats))
    odd_seats = (seats < 0) | (seats > offered) | ((seats != offered) & (market.parity == 0))
    faults += int(np.count_nonzero(odd_seats)) + int(np.count_nonzero((moved < 0) | (moved > most)))
    if faults:
        return faults, 0, 0, 0, 0, 0

    bars = np.where(filled < seats, FREE, np.where(seats > 0, last, 0)).astype(np.int32)
    given[market.parity != 0] = 0  # whoever asked for an even or odd number turned the next one away itself
    gave = (given > 0).astype(np.int32)
    rank, counts = _nowhere(programs), np.zeros(4, np.int64)
    _count_singles(held, extra, *wishes, *ranked, bars, gave, rank, counts)
    _count_couples(
        held, extra, *couples, *ranked, bars, seats, filled, last, last_but_one, gave,
        given.astype(np.int32), rank, _nowhere(programs), counts,
    )  # fmt: skip
    _count_supplemental(held, extra, *advanced, *ranked, bars, rank, counts)
    kept = np.minimum(offered[donors] - filled[donors], most - moved)
    odd = (market.parity == EVEN) & (filled % 2 == 1) | (market.parity == ODD) & (filled % 2 == 0) & (
        filled > 0
    )
    singles, in_couples, supplemental, back = counts.tolist()
    kept_back = int(kept[kept > 0].sum())
    return 0, singles, in_couples, supplemental, back + kept_back, int(np.count_nonzero(odd))


def _nowhere(length: int) -> Ints:
    return np.full(length, NOBODY, np.int32)


def _by_applicant(market: Market) -> tuple[Ints, Ints, Ints]:
    """Return the programs that rank each applicant, and at which rank, as lists of the applicant."""
    ends = np.cumsum(np.bincount(market.ranks, minlength=market.applicant_count)).astype(np.int32)
    starts = np.concatenate([np.zeros(1, np.int32), ends])
    programs, ranks = np.empty_like(market.ranks), np.empty_like(market.ranks)
    _turn(market.rank_starts, market.ranks, starts[:-1].copy(), programs, ranks)
    return only_read(starts), only_read(programs), only_read(ranks)


@kernel
def _turn(rank_starts: Ints, ranks: Ints, free: Ints, programs: Ints, at_ranks: Ints) -> int:
    """Write each program and rank into the list of the applicant; `free` is the next place there."""
    for program in range(len(rank_starts) - 1):
        start = rank_starts[program]
        for at in range(start, rank_starts[program + 1]):
            who = ranks[at]
            place = free[who]
            programs[place] = program
            at_ranks[place] = at - start
            free[who] = place + 1
    return 0


@kernel
def _hold(
    held: Ints,
    extra: Ints,
    by_starts: Ints,
    by_programs: Ints,
    by_ranks: Ints,
    filled: Ints,
    last: Ints,
    last_but_one: Ints,
) -> int:
    """Write how many each program holds and the ranks of the last two; return how many it does not rank."""
    unranked = 0
    for who in range(len(held)):
        for seat in range(2):
            program = held[who] if seat == 0 else extra[who]
            if program == -1:
                continue
            if program < 0 or program >= len(filled):
                unranked += 1
                continue
            filled[program] += 1
            rank = -1
            for at in range(by_starts[who], by_starts[who + 1]):
                if by_programs[at] == program:
                    rank = by_ranks[at]
                    break
            if rank < 0:
                unranked += 1
            elif rank > last[program]:
                last_but_one[program] = last[program]
                last[program] = rank
            elif rank > last_but_one[program]:
                last_but_one[program] = rank
    return unranked


@kernel
def _count_unlisted(
    held: Ints,
    extra: Ints,
    list_starts: Ints,
    lists: Ints,
    couples: Ints,
    pair_starts: Ints,
    pairs: Ints,
    advanced: Ints,
    extra_starts: Ints,
    extras: Ints,
    listed: Ints,
) -> int:
    """Count singles, couples and supplemental seats where no list of theirs leads; `listed` starts at 0."""
    unlisted = 0
    for couple in range(len(couples) // 2):
        one, other = couples[2 * couple], couples[2 * couple + 1]
        listed[one] = 1
        listed[other] = 1
        found = held[one] == -1 and held[other] == -1
        for at in range(pair_starts[couple], pair_starts[couple + 1]):
            if pairs[2 * at] == held[one] and pairs[2 * at + 1] == held[other]:
                found = True
        if not found:
            unlisted += 1
    for who in range(len(held)):
        if held[who] != -1 and listed[who] == 0:
            unlisted += 1
            for at in range(list_starts[who], list_starts[who + 1]):
                if lists[at] == held[who]:
                    unlisted -= 1
                    break
    for row in range(len(extra_starts) - 1):
        who = advanced[2 * row]
        if extra[who] != -1 and held[who] == advanced[2 * row + 1]:
            for at in range(extra_starts[row], extra_starts[row + 1]):
                if extras[at] == extra[who]:
                    listed[who] = 2
    for who in range(len(held)):
        if extra[who] != -1 and listed[who] < 2:  # noqa: PLR2004 - set above
            unlisted += 1
    return unlisted


@kernel
def _count_singles(
    held: Ints,
    extra: Ints,
    list_starts: Ints,
    lists: Ints,
    by_starts: Ints,
    by_programs: Ints,
    by_ranks: Ints,
    bars: Ints,
    gave: Ints,
    ranks: Ints,
    counts: Longs,
) -> int:
    """Count what blocks with one applicant into counts 0, and 3 with a position back; `ranks` holds -1."""
    blocking, back = 0, 0
    for who in range(len(held)):
        if list_starts[who] == list_starts[who + 1]:
            continue
        # The ranks of one applicant, by program: few enough programs for the nearest memory.
        for at in range(by_starts[who], by_starts[who + 1]):
            ranks[by_programs[at]] = by_ranks[at]
        for at in range(list_starts[who], list_starts[who + 1]):
            program = lists[at]
            if program == held[who]:
                break
            rank = ranks[program]
            if rank < 0:
                continue
            within = extra[who] == program
            if within or rank < bars[program]:
                blocking += 1
            elif gave[program]:
                back += 1
        for at in range(by_starts[who], by_starts[who + 1]):
            ranks[by_programs[at]] = -1
    counts[0] += blocking
    counts[3] += back
    return 0


@kernel
def _count_couples(
    held: Ints,
    extra: Ints,
    couples: Ints,
    pair_starts: Ints,
    pairs: Ints,
    by_starts: Ints,
    by_programs: Ints,
    by_ranks: Ints,
    bars: Ints,
    seats: Ints,
    filled: Ints,
    last: Ints,
    last_but_one: Ints,
    gave: Ints,
    given: Ints,
    ranks: Ints,
    other_ranks: Ints,
    counts: Longs,
) -> int:
    """Count what blocks with a couple into counts 1, and 3 with positions back; both ranks hold -1."""
    blocking, back = 0, 0
    for couple in range(len(couples) // 2):
        one, other = couples[2 * couple], couples[2 * couple + 1]
        for at in range(by_starts[one], by_starts[one + 1]):
            ranks[by_programs[at]] = by_ranks[at]
        for at in range(by_starts[other], by_starts[other + 1]):
            other_ranks[by_programs[at]] = by_ranks[at]
        for at in range(pair_starts[couple], pair_starts[couple + 1]):
            first, second = pairs[2 * at], pairs[2 * at + 1]
            if first == held[one] and second == held[other]:
                break
            if (first >= 0 and ranks[first] < 0) or (second >= 0 and other_ranks[second] < 0):
                continue
            one_within = first >= 0 and (held[one] == first or extra[one] == first)
            other_within = second >= 0 and (held[other] == second or extra[other] == second)
            if first == second:
                # Both must be among the best of those held and themselves: the lower of the two decides.
                # Whoever is held and lower than that gives way; of these, no more than two matter.
                lower = max(ranks[first], other_ranks[first])
                lower_held = (1 if last[first] > lower else 0) + (1 if last_but_one[first] > lower else 0)
                above = filled[first] - lower_held - (1 if one_within else 0) - (1 if other_within else 0)
                taken = above + 2 <= seats[first]
                taken_back = above + 2 <= seats[first] + given[first]
            else:
                one_taken = first < 0 or one_within or ranks[first] < bars[first]
                other_taken = second < 0 or other_within or other_ranks[second] < bars[second]
                taken = one_taken and other_taken
                taken_back = (one_taken or gave[first] > 0) and (other_taken or gave[second] > 0)
            if taken:
                blocking += 1
            elif taken_back:
                back += 1
        for at in range(by_starts[one], by_starts[one + 1]):
            ranks[by_programs[at]] = -1
        for at in range(by_starts[other], by_starts[other + 1]):
            other_ranks[by_programs[at]] = -1
    counts[1] += blocking
    counts[3] += back
    return 0


@kernel
def _count_supplemental(
    held: Ints,
    extra: Ints,
    advanced: Ints,
    extra_starts: Ints,
    extras: Ints,
    by_starts: Ints,
    by_programs: Ints,
    by_ranks: Ints,
    bars: Ints,
    ranks: Ints,
    counts: Longs,
) -> int:
    """Count what blocks with the supplemental list of somebody in an advanced position into counts 2."""
    blocking = 0
    for row in range(len(extra_starts) - 1):
        who = advanced[2 * row]
        if held[who] != advanced[2 * row + 1]:
            continue
        for at in range(by_starts[who], by_starts[who + 1]):
            ranks[by_programs[at]] = by_ranks[at]
        for at in range(extra_starts[row], extra_starts[row + 1]):
            program = extras[at]
            if program == extra[who]:
                break
            if ranks[program] >= 0 and ranks[program] < bars[program]:
                blocking += 1
        for at in range(by_starts[who], by_starts[who + 1]):
            ranks[by_programs[at]] = -1
    counts[2] += blocking
    return 0
