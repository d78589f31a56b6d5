"""The verifier: what stands against a match. Written apart from the solvers, and twice: plainly, and fast."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from hallway.engine import _verifying
from hallway.engine.markets import ANY, EVEN, NOBODY, ODD, Market
from hallway.engine.matchings import Counts, Matching

Pair = tuple[int, int]
_Entry = TypeVar("_Entry")


class Kind(StrEnum):
    """What stands against a match; each is a field of `Counts`."""

    FAULTS = "faults"
    SINGLES = "singles"
    COUPLES = "couples"
    SUPPLEMENTAL = "supplemental"
    REVERSIONS = "reversions"
    PARITY = "parity"


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that stands against a match.

    Args:
        kind: which of the counts it belongs to.
        who: the applicants, both members of a couple.
        programs: the programs, in the order of `who`; -1 is "no program"; donor and receiver of a reversion.
        words: the sentence, with {who} and {where}, {first} and {second} for names.
        times: how often it counts: the positions that did not go over.
    """

    kind: Kind
    who: tuple[int, ...]
    programs: tuple[int, ...]
    words: str
    times: int = 1

    def says(self, market: Market) -> str:
        """Return a plain sentence with the names of the market."""
        where = [_name(each, market.program_count, market.name_program) for each in self.programs]
        first, second = (*where, "", "")[:2]
        return self.words.format(
            who=" and ".join(market.name_applicant(each) for each in self.who),
            where=" and ".join(where),
            first=first,
            second=second,
        )


class Lists(NamedTuple):
    """A market in Python's own lists: read once, where many matchings of it are verified plainly.

    Args:
        market: the market itself.
        singles: each applicant outside of couples, with the list.
        couples: both members, with the list of pairs.
        ranks: each program's rank of each applicant on its list, from 0.
        extras: the supplemental list of an applicant for an advanced program.
        reversions: donor, receiver and the most positions that go over.
    """

    market: Market
    singles: Mapping[int, Sequence[int]]
    couples: Mapping[Pair, Sequence[Pair]]
    ranks: Sequence[Mapping[int, int]]
    extras: Mapping[Pair, Sequence[int]]
    reversions: Sequence[tuple[int, int, int]]


def read_lists(market: Market) -> Lists:
    """Return a market in Python's own lists."""
    members = set(market.couples.ravel().tolist())
    return Lists(
        market,
        singles={
            who: market.list_of(who).tolist() for who in range(market.applicant_count) if who not in members
        },
        couples={
            (first, second): [(one, other) for one, other in market.pairs_of(row).tolist()]
            for row, (first, second) in enumerate(market.couples.tolist())
        },
        ranks=[
            {who: rank for rank, who in enumerate(market.ranks_of(program).tolist())}
            for program in range(market.program_count)
        ],
        extras={
            (who, program): market.extras_of(row).tolist()
            for row, (who, program) in enumerate(market.advanced.tolist())
        },
        reversions=[(donor, receiver, most) for donor, receiver, most in market.reversions.tolist()],
    )


def find_blocking(market: Market, matching: Matching) -> tuple[Block, ...]:
    """Name everything that stands against a match, slowly and plainly; empty when it is stable.

    A match with faults is not looked at further: what blocks it would mean nothing.
    """
    return tuple(each_block(read_lists(market), matching))


def count_plainly(market: Market, matching: Matching) -> Counts:
    """Count what `find_blocking` finds."""
    counts = dict.fromkeys(Counts._fields, 0)
    for block in each_block(read_lists(market), matching):
        counts[block.kind.value] += block.times
    return Counts(**counts)


def count_blocking(market: Market, matching: Matching) -> Counts:
    """Count what stands against a match, in one pass over the lists: for markets of any size."""
    if not _fits(market, matching):
        return Counts(faults=1)
    return Counts(*_verifying.count(market, matching))


def each_block(lists: Lists, matching: Matching) -> Iterator[Block]:
    """Name what stands against a match one by one: whoever only asks whether it is stable may stop early."""
    if not _fits(lists.market, matching):
        yield Block(Kind.FAULTS, (), (), "The arrays of the match do not fit those of the market.")
        return
    place = _Place.of(lists, matching)
    found = False
    for block in _faults(lists, place):
        found = True
        yield block
    if not found:
        yield from _singles(lists, place)
        yield from _couples(lists, place)
        yield from _supplemental(lists, place)
        yield from _kept_back(lists, place)
        yield from _parity(lists, place)


# --------------------------------------------------------------------------------------------- a match


class _Place(NamedTuple):
    """A match in Python's own lists."""

    programs: list[int]
    supplemental: list[int]
    seats: list[int]
    moved: list[int]
    held: list[set[int]]
    filled: list[int]
    offered: list[int]
    given: list[int]

    @classmethod
    def of(cls, lists: Lists, matching: Matching) -> "_Place":
        programs, supplemental = matching.programs.tolist(), matching.supplemental.tolist()
        held: list[set[int]] = [set() for _ in lists.ranks]
        filled = [0] * len(held)
        for seats in (programs, supplemental):
            for who, program in enumerate(seats):
                if 0 <= program < len(held):
                    held[program].add(who)
                    filled[program] += 1
        offered, given = lists.market.seats.tolist(), [0] * len(held)
        moved, asked = matching.moved.tolist(), lists.market.parity.tolist()
        for (donor, receiver, _), number in zip(lists.reversions, moved, strict=True):
            offered[donor] -= number
            offered[receiver] += number
            if not asked[donor]:  # whoever asked for an even or odd number turned the next one away itself
                given[donor] += number
        return cls(programs, supplemental, matching.seats.tolist(), moved, held, filled, offered, given)

    def unfilled(self, program: int) -> int:
        """Return the positions that stay empty; a closed one is empty, too."""
        return self.offered[program] - self.filled[program]


def _fits(market: Market, matching: Matching) -> bool:
    people = (market.applicant_count,)
    return (
        matching.programs.shape == people
        and matching.supplemental.shape == people
        and matching.seats.shape == market.seats.shape
        and matching.moved.shape == market.reversions.shape[:1]
    )


def _choice(lists: Lists, program: int, people: Iterable[int], seats: int) -> list[int]:
    """Return whom a program chooses among people: the best on its list, as many as it has seats."""
    ranks = lists.ranks[program]
    return sorted((who for who in people if who in ranks), key=ranks.__getitem__)[: max(seats, 0)]


def _would_take(lists: Lists, place: _Place, seats: Sequence[int], who: int, program: int) -> bool:
    """Tell whether a program that has so many seats would choose `who` beside those it holds."""
    return program == NOBODY or who in _choice(lists, program, place.held[program] | {who}, seats[program])


def _would_take_both(lists: Lists, place: _Place, seats: Sequence[int], couple: Pair, pair: Pair) -> bool:
    """Tell whether the programs of a pair would choose the members of a couple beside those they hold.

    The seats that the couple would leave are not counted as free: the programs do not know of them.
    """
    if pair[0] == pair[1]:
        chosen = _choice(lists, pair[0], place.held[pair[0]] | set(couple), seats[pair[0]])
        return set(couple) <= set(chosen)
    return all(
        _would_take(lists, place, seats, who, program) for who, program in zip(couple, pair, strict=True)
    )


def _above(entries: Sequence[_Entry], present: _Entry) -> Sequence[_Entry]:
    """Return the entries of a list above the present one: all, where it does not stand there."""
    return entries[: entries.index(present)] if present in entries else entries


# ---------------------------------------------------------------------------------------------- faults


def _faults(lists: Lists, place: _Place) -> Iterator[Block]:
    for programs in (place.programs, place.supplemental):
        for who, program in enumerate(programs):
            if program != NOBODY and not (0 <= program < len(lists.ranks) and who in lists.ranks[program]):
                yield _fault("{who} is at {where}, which does not rank {who}.", [who], [program])
    for who, entries in lists.singles.items():
        if place.programs[who] != NOBODY and place.programs[who] not in entries:
            yield _fault("{who} is at {where} without ranking it.", [who], [place.programs[who]])
    for couple, pairs in lists.couples.items():
        pair = place.programs[couple[0]], place.programs[couple[1]]
        if pair != (NOBODY, NOBODY) and pair not in pairs:
            yield _fault("{who} are at {where}, a pair that they do not rank.", couple, pair)
    for who, program in enumerate(place.supplemental):
        if program != NOBODY and program not in lists.extras.get((who, place.programs[who]), ()):
            words = "{who} has a supplemental seat at {where} without a list that leads there."
            yield _fault(words, [who], [program])
    yield from _faults_of_seats(lists, place)


def _faults_of_seats(lists: Lists, place: _Place) -> Iterator[Block]:
    parity = lists.market.parity.tolist()
    for program, (seats, offered) in enumerate(zip(place.seats, place.offered, strict=True)):
        if place.filled[program] > seats:
            yield _fault(f"{{where}} took {place.filled[program]} for {seats} positions.", [], [program])
        if not 0 <= seats <= offered or (seats != offered and parity[program] == ANY):
            words = f"{{where}} has {seats} positions in force where {offered} are offered."
            yield _fault(words, [], [program])
    for (donor, receiver, most), moved in zip(lists.reversions, place.moved, strict=True):
        if not 0 <= moved <= most:
            words = f"{moved} positions went from {{first}} to {{second}}; at most {most} may."
            yield _fault(words, [], [donor, receiver])


def _fault(words: str, who: Sequence[int], programs: Sequence[int]) -> Block:
    return Block(Kind.FAULTS, tuple(who), tuple(programs), words)


def _name(number: int, count: int, name_of: Callable[[int], str]) -> str:
    if number == NOBODY:
        return "no program"
    return name_of(number) if 0 <= number < count else f"a program that is not there ({number})"


# --------------------------------------------------------------------------------------------- blocking


_RATHER = "{who} would rather be at {where}, and {where} would take {who}."
_RATHER_BOTH = "{who} would rather be at {where}, and would be taken there."
_WITH_THE_POSITION_BACK = "{who} would rather be at {where}, where they would be, had no position gone over."


def _singles(lists: Lists, place: _Place) -> Iterator[Block]:
    with_all = _added(place.seats, place.given)
    for who, entries in lists.singles.items():
        for program in _above(entries, place.programs[who]):
            if _would_take(lists, place, place.seats, who, program):
                yield Block(Kind.SINGLES, (who,), (program,), _RATHER)
            elif _would_take(lists, place, with_all, who, program):
                yield Block(Kind.REVERSIONS, (who,), (program,), _WITH_THE_POSITION_BACK)


def _couples(lists: Lists, place: _Place) -> Iterator[Block]:
    with_all = _added(place.seats, place.given)
    for couple, entries in lists.couples.items():
        for pair in _above(entries, (place.programs[couple[0]], place.programs[couple[1]])):
            if _would_take_both(lists, place, place.seats, couple, pair):
                yield Block(Kind.COUPLES, couple, pair, _RATHER_BOTH)
            elif _would_take_both(lists, place, with_all, couple, pair):
                yield Block(Kind.REVERSIONS, couple, pair, _WITH_THE_POSITION_BACK)


def _supplemental(lists: Lists, place: _Place) -> Iterator[Block]:
    for (who, advanced), entries in lists.extras.items():
        if place.programs[who] == advanced:
            for program in _above(entries, place.supplemental[who]):
                if _would_take(lists, place, place.seats, who, program):
                    words = "{who} would rather have the PGY-1 year at {where}, and {where} would take {who}."
                    yield Block(Kind.SUPPLEMENTAL, (who,), (program,), words)


def _kept_back(lists: Lists, place: _Place) -> Iterator[Block]:
    """Name the unfilled positions that did not go over, although they could."""
    for (donor, receiver, most), moved in zip(lists.reversions, place.moved, strict=True):
        kept = min(place.unfilled(donor), most - moved)
        if kept > 0:
            words = f"{{first}} keeps {kept} unfilled where up to {most} should go over to {{second}}."
            yield Block(Kind.REVERSIONS, (), (donor, receiver), words, times=kept)


def _parity(lists: Lists, place: _Place) -> Iterator[Block]:
    for program, asked in enumerate(lists.market.parity.tolist()):
        filled = place.filled[program]
        if (asked == EVEN and filled % 2 == 1) or (asked == ODD and filled % 2 == 0 and filled > 0):
            word = "an even" if asked == EVEN else "an odd"
            yield Block(Kind.PARITY, (), (program,), f"{{where}} took {filled} and asked for {word} number.")


def _added(numbers: Sequence[int], more: Sequence[int]) -> list[int]:
    return [number + extra for number, extra in zip(numbers, more, strict=True)]
