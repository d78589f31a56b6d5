"""The two sides of a market joined: what the solvers' loops read."""
# ruff: noqa: PLR0917 - a kernel gets its arrays by position

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hallway.engine.kernels import Ints, kernel, only_read
from hallway.engine.markets import NOBODY, Market


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """A market with acceptable entries only, each knowing its place in the other side's list; all int32.

    A *place* is an index into `ranks`, so the smaller of two places of one program is the better. Entries
    that the other side does not rank are left out; pairs need every program named in them.

    Args:
        seats: (P,) positions.
        starts: (A + 1,) with programs, places: (L,) each applicant's list, best first.
        extra_of: (L,) row of the supplemental list for this advanced program, or -1.
        rank_starts: (P + 1,) with ranks: (R,) applicants, each program's list as it was given.
        back: (R,) where the program stands in the applicant's list: an index into `programs`; for a member
            of a couple the first pair with it, an index into pairs; -1 when not ranked.
        seeks: (R,) 1 where the applicant has the program on a supplemental list.
        couple_of: (A,) couple of an applicant, or -1; members: (2 C,) the two of each couple.
        pair_starts: (C + 1,) with pair_programs, pair_places, pair_extra_of: (2 K,) both sides of each pair,
            -1 where the partner stays without.
        extra_starts: (S + 1,) with extras, extra_places: (X,) the supplemental lists.
    """

    seats: Ints
    starts: Ints
    programs: Ints
    places: Ints
    extra_of: Ints
    rank_starts: Ints
    ranks: Ints
    back: Ints
    seeks: Ints
    couple_of: Ints
    members: Ints
    pair_starts: Ints
    pair_programs: Ints
    pair_places: Ints
    pair_extra_of: Ints
    extra_starts: Ints
    extras: Ints
    extra_places: Ints

    @property
    def applicant_count(self) -> int:
        """How many applicants there are."""
        return len(self.couple_of)

    @property
    def couple_count(self) -> int:
        """How many couples there are."""
        return len(self.pair_starts) - 1


def join(market: Market) -> Board:
    """Join the two sides of a market; takes time in the number of entries."""
    members = market.couples.reshape(-1)
    couple_of = np.full(market.applicant_count, NOBODY, np.int32)
    couple_of[members] = np.repeat(np.arange(market.couple_count, dtype=np.int32), 2)
    singles, pair_places, extras = _find_places(market)
    starts, kept = _keep(market.list_starts, singles >= 0)
    asked = market.pairs >= 0
    pair_starts, pairs_kept = _keep(market.pair_starts, np.all((pair_places >= 0) | ~asked, axis=1))
    extra_starts, extras_kept = _keep(market.extra_starts, extras >= 0)
    programs, places = market.lists[kept], singles[kept]
    pair_programs, pair_places = market.pairs[pairs_kept], pair_places[pairs_kept]
    whose_pair = np.repeat(market.couples, np.diff(pair_starts), axis=0)
    back, seeks = np.full(len(market.ranks), NOBODY, np.int32), np.zeros(len(market.ranks), np.int32)
    back[places] = np.arange(len(places), dtype=np.int32)
    _first_pairs(back, pair_places)
    seeks[extras[extras_kept]] = 1
    finder = _ExtraFinder(market.advanced, market.program_count)
    return Board(
        *_shut(
            market.seats.copy(),
            starts,
            programs,
            places,
            finder.find(np.repeat(np.arange(market.applicant_count), np.diff(starts)), programs),
            market.rank_starts.copy(),
            market.ranks.copy(),
            back,
            seeks,
            couple_of,
            members.copy(),
            pair_starts,
            pair_programs.reshape(-1),
            pair_places.reshape(-1),
            finder.find(whose_pair.reshape(-1), pair_programs.reshape(-1)),
            extra_starts,
            market.extras[extras_kept],
            extras[extras_kept],
        )
    )


def _shut(*arrays: Ints) -> tuple[Ints, ...]:
    """Make the arrays of a board read-only: the loops may not write what the next solver reads."""
    return tuple(only_read(each) for each in arrays)


def _find_places(market: Market) -> tuple[Ints, Ints, Ints]:
    """Return the place of every entry of a list, a pair (K, 2) and a supplemental list, or -1."""
    whose_pair = np.repeat(market.couples, np.diff(market.pair_starts), axis=0)
    owners = np.concatenate(
        [
            np.repeat(np.arange(market.applicant_count, dtype=np.int32), np.diff(market.list_starts)),
            whose_pair.T.reshape(-1),  # all of the first members, then all of the second
            np.repeat(market.advanced[:, 0], np.diff(market.extra_starts)),
        ]
    )
    programs = np.concatenate([market.lists, market.pairs.T.reshape(-1), market.extras])
    places = np.full(len(programs), NOBODY, np.int32)
    ends = np.cumsum(np.bincount(market.ranks, minlength=market.applicant_count)).astype(np.int32)
    starts = np.concatenate([np.zeros(1, np.int32), ends])
    _place(
        only_read(owners),
        only_read(programs),
        market.rank_starts,
        market.ranks,
        only_read(starts),
        starts[:-1].copy(),
        np.empty_like(market.ranks),
        np.empty_like(market.ranks),
        np.full(market.program_count, NOBODY, np.int32),
        places,
    )
    first, second = len(market.lists), len(market.lists) + market.pairs.size
    return places[:first], places[first:second].reshape(2, -1).T, places[second:]


@kernel
def _place(
    owners: Ints,
    programs: Ints,
    rank_starts: Ints,
    ranks: Ints,
    by_starts: Ints,
    free: Ints,
    by_programs: Ints,
    by_places: Ints,
    stamp: Ints,
    places: Ints,
) -> int:
    """Write into `places` where `programs[e]` ranks `owners[e]`, leaving -1 where it does not.

    The programs' lists are turned into one list for each applicant, `by_programs` and `by_places`; `free` is
    the next room in it. The list of whoever owns the next entries is then spread over `stamp`, -1 elsewhere.
    """
    for program in range(len(rank_starts) - 1):
        for place in range(rank_starts[program], rank_starts[program + 1]):
            one = ranks[place]
            by_programs[free[one]] = program
            by_places[free[one]] = place
            free[one] += 1
    owner = -1
    for entry in range(len(owners)):
        if owners[entry] != owner:
            if owner >= 0:
                for at in range(by_starts[owner], by_starts[owner + 1]):
                    stamp[by_programs[at]] = -1
            owner = owners[entry]
            for at in range(by_starts[owner], by_starts[owner + 1]):
                stamp[by_programs[at]] = by_places[at]
        if programs[entry] >= 0:
            places[entry] = stamp[programs[entry]]
    return 0


def _keep(starts: Ints, wanted: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return where the lists start when only the wanted entries stay, and which those are."""
    kept = np.concatenate([[0], np.cumsum(wanted)])
    return kept[starts].astype(np.int32), np.flatnonzero(wanted).astype(np.int32)


def _first_pairs(back: Ints, pair_places: Ints) -> None:
    """Write for every place that a couple asks for the first pair that does."""
    rows = np.arange(len(pair_places), dtype=np.int32)[::-1]
    for side in (0, 1):
        asked = pair_places[::-1, side]
        back[asked[asked >= 0]] = rows[asked >= 0]  # the first pair is written last


class _ExtraFinder:
    """Finds the supplemental list of an applicant for an advanced program."""

    def __init__(self, advanced: Ints, program_count: int) -> None:
        self.width = max(1, program_count)
        keys = advanced[:, 0].astype(np.int64) * self.width + advanced[:, 1]
        self.order = np.argsort(keys)
        self.keys = keys[self.order]

    def find(self, owners: NDArray[np.integer], programs: Ints) -> Ints:
        """Return the row of the list of each owner and program, or -1."""
        rows = np.full(len(programs), NOBODY, np.int32)
        if self.keys.size:
            wanted = owners.astype(np.int64) * self.width + programs
            at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            found = (self.keys[at] == wanted) & (programs >= 0)
            rows[found] = self.order[at[found]]
        return rows
