"""A market made small: everybody is settled whose place is the same in every stable match.

Two steps, repeated until nothing changes, cross out entries that no stable match uses:

* Where fewer than its seats stand before somebody on a program's list, she is never refused there. Whatever
  she ranks below it is crossed out.
* Where as many as its seats come to a program first of all (it is the best entry that they have left), and
  all stand before somebody, she is always refused there. That entry is crossed out.

Entries of couples need both partners' programs. What is crossed out moves others up, so the steps go on. They
need not come to the end (whether a market with couples has a stable match is a hard problem), but couples are
few, and of the national market some hundreds of applicants stay open, in place of 47,000. A match of the
open market is stable exactly when, put together with the settled places, it is stable in the whole one: the
one has a stable match if and only if the other has.

Why that holds: whoever is never refused gets that entry or a better one, so what stands below cannot block.
Whoever comes first to a program holds a seat there, or it is full with better ones; where as many of these as
there are seats stand before somebody, it is full with better ones than her either way, so she neither holds a
seat there nor blocks.

The steps on single applicants are those that shorten lists in Gusfield & Irving (1989), The Stable Marriage
Problem, with many seats; couples and supplemental lists are put beside them here.
"""
# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 - a kernel gets its arrays by position, and calls no functions

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hallway.engine.boards import Board, join
from hallway.engine.kernels import Bytes, Ints, kernel
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Matching

CLOSED, OPEN, CERTAIN = 0, 1, 2
"""Whether a list comes to be used: a supplemental one is when its advanced position is held."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """What is settled of a market, and the market of what stays open.

    Args:
        programs, supplemental: (A,) the settled places, the same in every stable match; -1 is none or open.
        seats: (P,) positions of the whole market.
        market: those who are open, with the entries that are left and the seats that nobody settled holds. It
            has a stable match exactly where the whole market has.
        applicants: (a,) number in the whole market of each applicant of `market`.
        couples: (c,) number in the whole market of each couple of `market`.
        originals: (p,) number in the whole market of each program of `market`.
        is_beside: (a,) her advanced position is settled, and her list in `market` is the supplemental one.
    """

    programs: Ints
    supplemental: Ints
    seats: Ints
    market: Market
    applicants: Ints
    couples: Ints
    originals: Ints
    is_beside: Flags

    def is_settled(self) -> bool:
        """Tell whether nobody is open: then the settled places are the only stable match."""
        return not self.applicants.size

    def put_together(self, part: Matching | None = None, moved: Ints | None = None) -> Matching:
        """Return the match of the whole market that a match of the open one belongs to.

        Args:
            part: of the open market; None leaves everybody open nowhere.
            moved: (V,) positions that reversions moved to come to these seats.
        """
        programs, beside = self.programs.copy(), self.supplemental.copy()
        if part is not None:
            names = np.append(self.originals, NOBODY)  # -1 stays -1
            mine = self.applicants[~self.is_beside]
            programs[mine] = names[part.programs[~self.is_beside]]
            beside[mine] = names[part.supplemental[~self.is_beside]]
            beside[self.applicants[self.is_beside]] = names[part.programs[self.is_beside]]
        none_moved = np.zeros(0, np.int32)
        return Matching(programs, beside, self.seats.copy(), none_moved if moved is None else moved.copy())

    def part_of(self, matching: Matching) -> Matching:
        """Return where a match of the whole market has those who are open, if there: for a hint."""
        numbers = np.full(len(self.seats) + 1, NOBODY, np.int32)
        numbers[self.originals] = np.arange(len(self.originals), dtype=np.int32)
        held = np.where(
            self.is_beside, matching.supplemental[self.applicants], matching.programs[self.applicants]
        )
        beside = np.where(self.is_beside, NOBODY, matching.supplemental[self.applicants])
        return Matching(
            numbers[held], numbers[beside], self.market.seats.copy(), np.zeros(0, np.int32)
        )  # numbers[-1] is -1


def reduce_market(market: Market, seats: Ints, loose: "Ints | tuple[int, ...]" = ()) -> Reduced:
    """Settle whose place is the same in every stable match of these seats, and return what stays open.

    With loose couples, "stable" is said of matches that nobody else blocks: what they themselves would rather
    have settles nothing. A match of the open market is then blocked by as many as in the whole market, where
    only loose couples block it.

    Reversions and even or odd requests are not looked at. Takes time in the number of entries, about thirty
    times over.

    Args:
        market: of any size.
        seats: (P,) positions in force, >= 0.
        loose: couples, by number.
    """
    lists = _Lists.of(join(market), seats)
    is_used, held, gates = lists.cross_out(loose)
    return _Splitter(market, seats, lists, is_used, held, gates).split()


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """All lists in one row: A of applicants, C of couples, S supplemental ones; starts[i] begins list i.

    Args:
        programs, places, rows: (2 E,) both sides of each entry: program, place in its list, supplemental list
            that holding it opens; -1 is none.
        owners: (R,) the list from which whoever stands at a place comes to the program.
    """

    seats: Ints
    starts: Ints
    programs: Ints
    places: Ints
    rows: Ints
    rank_starts: Ints
    ranks: Ints
    owners: Ints
    people: int
    couples: int

    @classmethod
    def of(cls, board: Board, seats: Ints) -> "_Lists":
        """Return the lists of a board."""
        people, couples = board.applicant_count, board.couple_count
        supplemental = people + couples
        starts = np.concatenate(
            [
                board.starts,
                board.starts[-1] + board.pair_starts[1:],
                board.starts[-1] + board.pair_starts[-1] + board.extra_starts[1:],
            ]
        )

        def in_one(singles: Ints, pairs: Ints, extras: Ints) -> Ints:
            alone = [
                np.column_stack([each, np.full_like(each, NOBODY)]).ravel() for each in (singles, extras)
            ]
            return np.concatenate([alone[0], pairs, alone[1]]).astype(np.int32)

        rows = in_one(board.extra_of, board.pair_extra_of, np.full_like(board.extras, NOBODY))
        unit = np.where(board.couple_of >= 0, people + board.couple_of, np.arange(people))
        return cls(
            seats=seats.astype(np.int32),
            starts=starts.astype(np.int32),
            programs=in_one(board.programs, board.pair_programs, board.extras),
            places=in_one(board.places, board.pair_places, board.extra_places),
            rows=np.where(rows >= 0, rows + supplemental, NOBODY).astype(np.int32),
            rank_starts=board.rank_starts,
            ranks=board.ranks,
            owners=unit.astype(np.int32)[board.ranks],
            people=people,
            couples=couples,
        )

    def cross_out(self, loose: "Ints | tuple[int, ...]") -> tuple[Flags, Ints, Bytes]:
        """Return which entries are left (E,), on which one each list is settled, or -1, and the gates."""
        count = len(self.starts) - 1
        is_left, held = np.ones(len(self.places) // 2, np.int8), np.full(count, NOBODY, np.int32)
        gates = np.full(count, CERTAIN, np.int8)
        gates[self.people + self.couples :] = CLOSED  # opened by the entries that need them
        places = len(self.owners)
        is_loose = np.zeros(count, np.int8)
        is_loose[np.asarray(loose, np.int32) + self.people] = 1
        _cross_out(
            self.seats,
            self.starts,
            self.programs,
            self.places,
            self.rows,
            np.ascontiguousarray(self.rank_starts),
            self.owners,
            np.bincount(self.places[self.places >= 0], minlength=places).astype(np.int32),
            *(np.zeros(places, np.int8) for _ in range(3)),
            np.ones(len(self.seats), np.int8),
            np.ones(count, np.int8),
            is_loose,
            is_left,
            held,
            gates,
        )
        return is_left != 0, held, gates


@kernel
def _cross_out(
    seats: Ints,
    starts: Ints,
    programs: Ints,
    places: Ints,
    rows: Ints,
    rank_starts: Ints,
    owners: Ints,
    uses: Ints,
    is_safe: Bytes,
    is_refused: Bytes,
    comes_first: Bytes,
    program_waits: Bytes,
    list_waits: Bytes,
    is_loose: Bytes,
    is_left: Bytes,
    held: Ints,
    gates: Bytes,
) -> int:
    """Cross out entries until nothing changes; return how many rounds that took.

    `uses` counts for each place the entries left that need it; the flags after it are of places; `held`
    becomes the entry that a list is settled on. Only programs and lists that wait are looked at again.
    """
    rounds = 0
    is_moving = True
    while is_moving:
        is_moving = False
        rounds += 1
        for program in range(len(seats)):
            if program_waits[program] == 0:
                continue
            program_waits[program] = 0
            before = 0
            first = 0
            for place in range(rank_starts[program], rank_starts[program + 1]):
                if uses[place] == 0:
                    continue
                if first >= seats[program]:
                    if is_refused[place] == 0:
                        is_refused[place] = 1
                        list_waits[owners[place]] = 1
                        is_moving = True
                    continue
                if before < seats[program] and is_safe[place] == 0:
                    is_safe[place] = 1
                    list_waits[owners[place]] = 1
                    is_moving = True
                before += 1
                first += comes_first[place]
        for row in range(len(starts) - 1):
            if list_waits[row] == 0:
                continue
            list_waits[row] = 0
            for side in range(2 * starts[row], 2 * starts[row + 1]):
                if rows[side] >= 0:
                    gates[rows[side]] = CLOSED  # opened again below, by the entries that are left
                    list_waits[rows[side]] = 1
            is_done = gates[row] == CLOSED
            is_first = gates[row] == CERTAIN and is_loose[row] == 0
            for entry in range(starts[row], starts[row + 1]):
                if is_left[entry] == 0:
                    continue
                one = places[2 * entry]
                other = places[2 * entry + 1]
                is_same = programs[2 * entry] == programs[2 * entry + 1]
                is_out = is_done or (is_same and seats[programs[2 * entry]] <= 1)
                is_out = is_out or (one >= 0 and is_refused[one] == 1)
                is_out = is_out or (other >= 0 and is_refused[other] == 1)
                if is_out:
                    is_left[entry] = 0
                    for side in range(2 * entry, 2 * entry + 2):
                        if places[side] >= 0:
                            uses[places[side]] -= 1
                            if uses[places[side]] == 0:
                                program_waits[programs[side]] = 1
                                is_moving = True
                    continue
                one_is_safe = one < 0 or is_safe[one] == 1
                other_is_safe = other < 0 or is_safe[other] == 1
                if is_same and not (one_is_safe and other_is_safe):
                    one_is_safe = other_is_safe = False  # two seats of one program: both partners or neither
                if is_first:
                    if other_is_safe and one >= 0 and comes_first[one] == 0:
                        comes_first[one] = 1
                        program_waits[programs[2 * entry]] = 1
                        is_moving = True
                    if one_is_safe and other >= 0 and comes_first[other] == 0:
                        comes_first[other] = 1
                        program_waits[programs[2 * entry + 1]] = 1
                        is_moving = True
                    if one_is_safe and other_is_safe:
                        held[row] = entry
                for side in range(2 * entry, 2 * entry + 2):
                    if rows[side] >= 0 and gates[rows[side]] == CLOSED:
                        gates[rows[side]] = CERTAIN if held[row] == entry else OPEN
                is_first = False
                is_done = one_is_safe and other_is_safe and is_loose[row] == 0
    return rounds


class _Splitter:
    """Takes what is settled out of a market, once entries are crossed out."""

    def __init__(
        self, market: Market, seats: Ints, lists: _Lists, is_left: Flags, held: Ints, gates: Bytes
    ) -> None:
        self.market, self.seats, self.lists, self.held = market, seats, lists, held
        sizes = np.diff(lists.starts)
        self.row_of = np.repeat(np.arange(len(sizes)), sizes)
        is_open = (held < 0) & (gates != CLOSED)
        self.is_left = is_left & is_open[self.row_of]
        self.is_certain = gates == CERTAIN
        self.first_extra = lists.people + lists.couples
        self.sides = lists.programs.reshape(-1, 2)

    def split(self) -> Reduced:
        """Return both parts."""
        lists, market = self.lists, self.market
        programs = np.full(market.applicant_count, NOBODY, np.int32)
        beside = programs.copy()
        settled = np.flatnonzero(self.held >= 0)
        couples = settled[(settled >= lists.people) & (settled < self.first_extra)]
        singles, extras = settled[settled < lists.people], settled[settled >= self.first_extra]
        programs[singles] = self.sides[self.held[singles], 0]
        programs[market.couples[couples - lists.people]] = self.sides[self.held[couples]]
        beside[market.advanced[extras - self.first_extra, 0]] = self.sides[self.held[extras], 0]
        taken = np.concatenate([programs, beside])
        free = self.seats - np.bincount(taken[taken >= 0], minlength=len(self.seats)).astype(np.int32)
        return self._open(programs, beside, free)

    def _open(self, programs: Ints, beside: Ints, free: Ints) -> Reduced:
        lists, market = self.lists, self.market
        rows = np.unique(self.row_of[self.is_left])
        couples = rows[(rows >= lists.people) & (rows < self.first_extra)] - lists.people
        extras = rows[rows >= self.first_extra]
        certain = self.is_certain[extras]
        alone, after = extras[certain] - self.first_extra, extras[~certain] - self.first_extra
        members = market.couples[couples]
        seekers = market.advanced[alone, 0]
        people = np.unique(np.concatenate([rows[rows < lists.people], members.ravel(), seekers]))
        kept = np.unique(self.sides[self.is_left])
        kept = kept[kept >= 0]
        number = np.full(market.applicant_count, NOBODY, np.int32)
        number[people] = np.arange(len(people))
        renamed = np.full(len(self.seats) + 1, NOBODY, np.int32)  # the last one, at -1, stays -1
        renamed[kept] = np.arange(len(kept))

        list_of = people.copy()  # the list each open applicant comes with; the own one of a member is empty
        list_of[number[seekers]] = alone + self.first_extra
        starts, entries = self._take(list_of)
        pair_starts, pairs = self._take(couples + lists.people)
        extra_starts, beside_entries = self._take(after + self.first_extra)
        rank_starts, ranks = self._ranks(kept, number)
        advanced = market.advanced[after]
        part = Market(
            seats=free[kept],
            list_starts=starts,
            lists=renamed[self.sides[entries, 0]],
            rank_starts=rank_starts,
            ranks=ranks,
            couples=number[members],
            pair_starts=pair_starts,
            pairs=renamed[self.sides[pairs]],
            advanced=np.column_stack([number[advanced[:, 0]], renamed[advanced[:, 1]]]),
            extra_starts=extra_starts,
            extras=renamed[self.sides[beside_entries, 0]],
        )
        is_beside = np.zeros(len(people), np.bool_)
        is_beside[number[seekers]] = True
        return Reduced(
            programs,
            beside,
            self.seats.astype(np.int32),
            part,
            people.astype(np.int32),
            couples.astype(np.int32),
            kept.astype(np.int32),
            is_beside,
        )

    def _take(self, wanted: "NDArray[np.int64] | Ints") -> "tuple[Ints, NDArray[np.int64]]":
        """Return where the wanted lists start when only they are kept, and which entries are left of them."""
        sizes = np.bincount(self.row_of[self.is_left], minlength=len(self.held))[wanted]
        begins, ends = self.lists.starts[wanted], self.lists.starts[np.asarray(wanted) + 1]
        parts = [np.arange(one, end)[self.is_left[one:end]] for one, end in zip(begins, ends, strict=True)]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        return starts, np.concatenate([*parts, np.zeros(0, np.int64)])

    def _ranks(self, kept: "NDArray[np.int64] | Ints", number: Ints) -> tuple[Ints, Ints]:
        """Return the lists of the kept programs with those who still come to them."""
        lists = self.lists
        needed = lists.places.reshape(-1, 2)[self.is_left].ravel()
        is_needed = np.zeros(len(lists.ranks) + 1, np.bool_)
        is_needed[needed] = True
        before = np.concatenate([[0], np.cumsum(is_needed[:-1])])
        sizes = (before[lists.rank_starts[1:]] - before[lists.rank_starts[:-1]])[kept]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        return starts, number[lists.ranks[is_needed[:-1]]]
