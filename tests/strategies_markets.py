"""Generated markets and matches: drawn rudely by Hypothesis, or many at once by a seeded generator."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar, cast

import numpy as np
from hypothesis import strategies as st

from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Matching, offered

_Entry = TypeVar("_Entry")
Lists = Sequence[Sequence[int]]
Pairs = Sequence[tuple[int, int]]
Rows = Sequence[tuple[int, int, int]]


def make_market(
    seats: Sequence[int],
    lists: Lists,
    ranks: Lists,
    *,
    couples: Sequence[tuple[int, int, Pairs]] = (),
    supplemental: Sequence[tuple[int, int, Sequence[int]]] = (),
    reversions: Rows = (),
    parity: Sequence[int] = (),
) -> Market:
    """Build a market from Python's own lists of numbers; members of couples have an empty list in `lists`."""
    pairs = [pair for _, _, each in couples for pair in each]
    return Market(
        seats=_ints(seats),
        list_starts=_starts(lists),
        lists=_ints([each for row in lists for each in row]),
        rank_starts=_starts(ranks),
        ranks=_ints([each for row in ranks for each in row]),
        couples=_ints([each[:2] for each in couples]),
        pair_starts=_starts([each[2] for each in couples]),
        pairs=_ints(pairs),
        advanced=_ints([each[:2] for each in supplemental]),
        extra_starts=_starts([each[2] for each in supplemental]),
        extras=_ints([each for _, _, row in supplemental for each in row]),
        reversions=_ints(reversions),
        parity=_ints(parity),
    )


def write_market(market: Market) -> str:
    """Write a market as the code that builds it: for the message of a test that fails."""

    def lists(starts: Ints, entries: Ints) -> list[object]:
        return [entries[start:end].tolist() for start, end in pairwise(starts.tolist())]

    pairs = [[tuple(pair) for pair in market.pairs_of(row).tolist()] for row in range(market.couple_count)]
    return (
        f"make_market({market.seats.tolist()}, {lists(market.list_starts, market.lists)}, "
        f"{lists(market.rank_starts, market.ranks)}, "
        f"couples={[(*two, row) for two, row in zip(market.couples.tolist(), pairs, strict=True)]}, "
        f"supplemental={_written_supplemental(market)}, "
        f"reversions={[tuple(each) for each in market.reversions.tolist()]}, "
        f"parity={market.parity.tolist()})"
    )


def _written_supplemental(market: Market) -> list[tuple[int, int, object]]:
    rows = market.advanced.tolist()
    return [(who, program, market.extras_of(row).tolist()) for row, (who, program) in enumerate(rows)]


def _ints(numbers: object) -> Ints:
    return np.array(numbers, np.int32)


def _starts(rows: Sequence[Sequence[object]]) -> Ints:
    return np.cumsum([0, *(len(each) for each in rows)], dtype=np.int32)


# ------------------------------------------------------------------------------------------ Hypothesis


def _orders(count: int, longest: int) -> st.SearchStrategy[list[int]]:
    """Draw a list that ranks some of so many."""
    if count == 0:
        return st.just([])
    return st.lists(st.integers(0, count - 1), unique=True, max_size=min(count, longest))


@st.composite
def markets(
    draw: st.DrawFn,
    *,
    most: int = 6,
    longest: int = 6,
    couples: bool = True,
    supplemental: bool = True,
    reversions: bool = True,
    parity: bool = True,
) -> Market:
    """Draw a market of at most so many applicants and programs, with everything that may stand in one.

    Sides may be empty, programs without positions, lists one-sided; couples may want one program twice, share
    programs, or want nothing; supplemental lists may belong to programs that nobody ranks; reversions may
    form chains and circles.
    """
    people, programs = draw(st.integers(0, most)), draw(st.integers(0, most))
    count = draw(st.integers(0, people // 2)) if couples else 0
    order = draw(st.permutations(range(people)))
    members = [(order[2 * each], order[2 * each + 1]) for each in range(count)]
    paired = {who for two in members for who in two}
    lists = [[] if who in paired else draw(_orders(programs, longest)) for who in range(people)]
    # Half of all programs rank everybody: otherwise lists drawn at random seldom meet.
    ranks = [
        draw(st.one_of(st.permutations(range(people)), _orders(people, people))) for _ in range(programs)
    ]
    program = st.integers(0, programs - 1) if programs else st.nothing()
    place = st.one_of(program, st.just(NOBODY))
    pairs = st.lists(
        st.tuples(place, place).filter(lambda pair: pair != (NOBODY, NOBODY)), unique=True, max_size=longest
    )
    return make_market(
        [draw(st.integers(0, 3)) for _ in range(programs)],
        lists,
        ranks,
        couples=[(*two, draw(pairs) if programs else []) for two in members],
        supplemental=draw(_supplemental(people, programs)) if supplemental and people and programs else [],
        reversions=draw(_reversions(programs)) if reversions and programs else [],
        parity=[draw(st.sampled_from([0, 0, 1, 2])) for _ in range(programs)] if parity else [],
    )


def _supplemental(people: int, programs: int) -> st.SearchStrategy[list[tuple[int, int, list[int]]]]:
    one = st.tuples(st.integers(0, people - 1), st.integers(0, programs - 1), _orders(programs, 3)).map(
        lambda each: (each[0], each[1], [program for program in each[2] if program != each[1]])
    )
    return st.lists(one, unique_by=lambda each: each[:2], max_size=4)


def _reversions(programs: int) -> st.SearchStrategy[list[tuple[int, int, int]]]:
    program = st.integers(0, programs - 1)
    one = st.tuples(program, program, st.integers(0, 3)).filter(lambda each: each[0] != each[1])
    return st.lists(one, unique_by=lambda each: each[:2], max_size=4)


seeds = st.integers(0, 2**32 - 1)


@st.composite
def markets_with_a_match(draw: st.DrawFn, /, **wanted: bool) -> tuple[Market, Matching]:
    """Draw a market and a match that respects its seats and lists, stable only by chance."""
    market = draw(markets(**wanted))
    return market, random_matching(market, np.random.default_rng(draw(seeds)))


@st.composite
def markets_with_nonsense(draw: st.DrawFn) -> tuple[Market, Matching]:
    """Draw a market and numbers that are no match of it, or one only by chance."""
    market = draw(markets())
    programs = st.integers(-2, market.program_count)
    people = market.applicant_count

    def numbers(one: st.SearchStrategy[int], count: int) -> Ints:
        return _ints(draw(st.lists(one, min_size=count, max_size=count)))

    return market, Matching(
        programs=numbers(programs, people),
        supplemental=numbers(st.one_of(st.just(NOBODY), programs), people),
        seats=numbers(st.integers(-1, 4), market.program_count),
        moved=numbers(st.integers(-1, 4), len(market.reversions)),
    )


# ----------------------------------------------------------------------------------------- many at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a random market is: at most so many, or exactly where `exactly` is set."""

    people: int = 5
    programs: int = 5
    couples: int = 2
    longest: int = 5
    seats: int = 2
    exactly: bool = False
    mutual: float = 0.8
    supplemental: int = 0
    reversions: int = 0
    parity: float = 0.0


def random_market(rng: np.random.Generator, size: Size) -> Market:
    """Make a random market, much faster than Hypothesis draws one."""
    people = size.people if size.exactly else int(rng.integers(2, size.people + 1))
    programs = size.programs if size.exactly else int(rng.integers(1, size.programs + 1))
    count = min(size.couples, people // 2) if size.exactly else _up_to(rng, min(size.couples, people // 2))
    order = rng.permutation(people).tolist()
    members = [(order[2 * each], order[2 * each + 1]) for each in range(count)]
    paired = {who for two in members for who in two}
    anywhere = range(programs)
    return make_market(
        rng.integers(0 if rng.random() < 0.2 else 1, size.seats + 1, programs).tolist(),
        [[] if who in paired else _some(rng, anywhere, size.longest) for who in range(people)],
        [_ranks(rng, people, size.mutual) for _ in range(programs)],
        couples=[(*two, _pairs(rng, programs, size.longest)) for two in members],
        supplemental=_random_supplemental(rng, people, programs, size.supplemental),
        reversions=_random_reversions(rng, programs, size.reversions),
        parity=(rng.integers(1, 3, programs) * (rng.random(programs) < size.parity)).tolist(),
    )


def _up_to(rng: np.random.Generator, most: int) -> int:
    return int(rng.integers(0, most + 1))


def _some(rng: np.random.Generator, entries: Sequence[int], most: int) -> list[int]:
    return _shuffled(rng, entries)[: 1 + _up_to(rng, min(most, len(entries)) - 1)]


def _ranks(rng: np.random.Generator, people: int, mutual: float) -> list[int]:
    order = rng.random(people).argsort()
    return cast("list[int]", order[rng.random(people) < mutual].tolist())


def _pairs(rng: np.random.Generator, programs: int, longest: int) -> list[tuple[int, int]]:
    drawn = rng.integers(-1 if rng.random() < 0.5 else 0, programs, (1 + _up_to(rng, longest - 1), 2))
    pairs = [(one, other) for one, other in drawn.tolist() if (one, other) != (NOBODY, NOBODY)]
    return list(dict.fromkeys(pairs))


def _random_supplemental(
    rng: np.random.Generator, people: int, programs: int, most: int
) -> list[tuple[int, int, list[int]]]:
    rows = {}
    for _ in range(_up_to(rng, most)):
        who, advanced = int(rng.integers(people)), int(rng.integers(programs))
        others = [each for each in range(programs) if each != advanced]
        if others:
            rows[who, advanced] = _some(rng, others, 3)
    return [(who, advanced, row) for (who, advanced), row in rows.items()]


def _random_reversions(rng: np.random.Generator, programs: int, most: int) -> list[tuple[int, int, int]]:
    rows = {}
    for _ in range(_up_to(rng, most)):
        donor, receiver = rng.integers(0, programs, 2).tolist()
        if donor != receiver:
            rows[donor, receiver] = int(rng.integers(0, 3))
    return [(donor, receiver, number) for (donor, receiver), number in rows.items()]


def random_matching(market: Market, rng: np.random.Generator) -> Matching:
    """Make a random match that respects seats, lists and limits: somebody is sent somewhere, or nowhere."""
    moved = np.zeros(len(market.reversions), np.int32)
    for row in rng.permutation(len(moved)):
        donor, _, most = market.reversions[row]
        moved[row] = rng.integers(0, min(int(offered(market, moved)[donor]), int(most)) + 1)
    seats = offered(market, moved)
    closed = (
        rng.integers(0, seats + 1).astype(np.int32) * (market.parity > 0) * (rng.random(len(seats)) < 0.6)
    )
    seats = (seats - closed).astype(np.int32)
    return _filled_at_random(market, rng, seats, moved)


def _filled_at_random(market: Market, rng: np.random.Generator, seats: Ints, moved: Ints) -> Matching:
    programs = np.full(market.applicant_count, NOBODY, np.int32)
    supplemental, free = programs.copy(), _Free(market, seats.tolist())
    units: list[tuple[list[int], list[list[int]]]] = [
        *(([who], market.list_of(who).reshape(-1, 1).tolist()) for who in range(market.applicant_count)),
        *((two, market.pairs_of(row).tolist()) for row, two in enumerate(market.couples.tolist())),
    ]
    for each in rng.permutation(len(units)):
        people, wishes = units[each]
        if people[0] in market.couples and len(people) == 1:
            continue
        for where in _shuffled(rng, wishes):
            if rng.random() < 0.7 and free.take(people, where):
                programs[people] = where
                break
    for row in rng.permutation(len(market.advanced)):
        who, advanced = market.advanced[row].tolist()
        for program in _shuffled(rng, market.extras_of(row).tolist()):
            seated = programs[who] != advanced or supplemental[who] != NOBODY
            if not seated and rng.random() < 0.7 and free.take([who], [program]):
                supplemental[who] = program
    return Matching(programs, supplemental, seats, moved)


def _shuffled(rng: np.random.Generator, entries: Sequence[_Entry]) -> list[_Entry]:
    return [entries[each] for each in rng.random(len(entries)).argsort()]


class _Free:
    """The positions that are still free."""

    def __init__(self, market: Market, seats: list[int]) -> None:
        self.seats = seats
        self.ranked = [set(market.ranks_of(program).tolist()) for program in range(len(seats))]

    def take(self, people: Sequence[int], where: Sequence[int]) -> bool:
        """Take a seat for everybody at the program beside them (-1 needs none), or for nobody."""
        wanted = Counter(program for program in where if program != NOBODY)
        free = all(self.seats[program] >= number for program, number in wanted.items())
        if not free or not all(
            program == NOBODY or who in self.ranked[program]
            for who, program in zip(people, where, strict=True)
        ):
            return False
        for program, number in wanted.items():
            self.seats[program] -= number
        return True
