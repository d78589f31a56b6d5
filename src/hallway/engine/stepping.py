"""Deferred acceptance one proposal at a time, on a market small enough to look at.

Plain lists, and nothing but the standard library: this shows how a match comes about. Real markets are
solved elsewhere in this room. Applicants and programs are numbers from 0; lists are best first.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple, TypeAlias

Lists: TypeAlias = Sequence[Sequence[int]]
Places: TypeAlias = tuple[int | None, ...]
"""Each applicant's program, or None."""


class Reply(StrEnum):
    """What a program does when somebody proposes."""

    UNRANKED = "unranked"
    FREE = "free"
    REPLACES = "replaces"
    FULL = "full"


class MatchState(NamedTuple):
    """Where everybody is between two proposals.

    Args:
        held: for each program whom it holds for now, best first by its own list.
        waiting: who has still to propose, the next one first.
        without: whose list is used up, in the order in which that happened.
    """

    held: tuple[tuple[int, ...], ...]
    waiting: tuple[int, ...]
    without: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchStep:
    """One proposal and what came of it; `rank` is the program's place on the applicant's list, from 1."""

    applicant: int
    program: int
    rank: int
    reply: Reply
    released: int | None
    after: MatchState


class Tries(NamedTuple):
    """What came of handing in other lists: how many led to a better, the same or a worse place."""

    better: int
    same: int
    worse: int


def first_state(lists: Lists, seats: Sequence[int], order: Sequence[int] = ()) -> MatchState:
    """Return where everybody is before the first proposal.

    Args:
        lists: each applicant's rank order list.
        seats: positions of each program, >= 0.
        order: all applicants in the order of their turns; empty for the order of the lists.
    """
    turns = tuple(order) or tuple(range(len(lists)))
    waiting = tuple(each for each in turns if lists[each])
    without = tuple(each for each in turns if not lists[each])
    return MatchState(((),) * len(seats), waiting, without)


def steps_of_match(
    lists: Lists, ranks: Lists, seats: Sequence[int], order: Sequence[int] = ()
) -> tuple[MatchStep, ...]:
    """Return every proposal of the applicant-proposing match, in the order in which they happen.

    Whoever is let go proposes next. The end is the same in any order; only the way there differs.

    Args:
        lists: each applicant's rank order list.
        ranks: each program's rank order list; whom it does not rank it does not take.
        seats: positions of each program, >= 0.
        order: all applicants in the order of their turns; empty for the order of the lists.

    Raises:
        ValueError: an index is out of range, something is ranked twice, seats are negative, or the order
            does not name everybody once.

    Source: Gale & Shapley (1962), American Mathematical Monthly 69(1), 9-15.
    """
    _refuse(lists, ranks, seats, order)
    first = first_state(lists, seats, order)
    held, without = list(first.held), list(first.without)
    steps: list[MatchStep] = []
    places = [_place_by(each) for each in ranks]
    for one in _proposals(lists, places, seats, first.waiting):
        held[one.program] = one.holders
        if one.is_out:
            without.append(one.refused)
        steps.append(
            MatchStep(
                applicant=one.applicant,
                program=one.program,
                rank=one.rank,
                reply=one.reply,
                released=one.refused if one.reply is Reply.REPLACES else None,
                after=MatchState(tuple(held), one.waiting, tuple(without)),
            )
        )
    return tuple(steps)


def places_of(lists: Lists, ranks: Lists, seats: Sequence[int]) -> Places:
    """Return where everybody is at the end; arguments and errors as for `steps_of_match`."""
    _refuse(lists, ranks, seats, ())
    return _run(lists, [_place_by(each) for each in ranks], seats)


def find_blocking(
    lists: Lists, ranks: Lists, seats: Sequence[int], places: Sequence[int | None]
) -> tuple[tuple[int, int], ...]:
    """Return every applicant and program that would both rather have each other; none in a stable match.

    This looks at the two lists alone and knows nothing of how the match was made.
    """
    return tuple(
        (applicant, program)
        for applicant, mine in enumerate(lists)
        for program in wanted_more(mine, places[applicant])
        if would_take(program, applicant, ranks, seats, places)
    )


def wanted_more(mine: Sequence[int], place: int | None) -> Sequence[int]:
    """Return the programs that stand above this place on a list: all of them for somebody without one."""
    return mine if place is None else mine[: list(mine).index(place)]


def would_take(
    program: int, applicant: int, ranks: Lists, seats: Sequence[int], places: Sequence[int | None]
) -> bool:
    """Tell whether a program would rather have this applicant than a free position, or than one it holds."""
    order = list(ranks[program])
    if applicant not in order:
        return False
    holders = [each for each, place in enumerate(places) if place == program]
    above = [each for each in holders if order.index(each) < order.index(applicant)]
    return len(above) < seats[program]


def other_lists(mine: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every other list that can be made of the same programs: any number of them, in any order.

    From n programs there are n! (1 + 1/1! + ... + 1/(n - 1)!) - 1 others: 63 from four, 324 from five.
    """
    for length in range(1, len(mine) + 1):
        for each in permutations(mine, length):
            if each != tuple(mine):
                yield each


def try_other_lists(lists: Lists, ranks: Lists, seats: Sequence[int], applicant: int) -> Tries:
    """Hand in every other list for one applicant, and count how each ends by the list they really mean.

    It takes one match a list: five programs are soon done, eight are not.
    """
    _refuse(lists, ranks, seats, ())
    places = [_place_by(each) for each in ranks]
    mine, handed_in = lists[applicant], list(lists)
    real = _worth(mine, _run(lists, places, seats)[applicant])
    better = same = worse = 0
    for other in other_lists(mine):
        handed_in[applicant] = other
        worth = _worth(mine, _run(handed_in, places, seats)[applicant])
        better += worth < real
        same += worth == real
        worse += worth > real
    return Tries(better, same, worse)


def can_be_had(program: int, lists: Lists, ranks: Lists, seats: Sequence[int], applicant: int) -> bool:
    """Tell whether any list at all would bring an applicant into a program.

    It is enough to hand in a list with nothing but this program: what any list reaches, this one does.
    """
    changed = [*lists[:applicant], (program,), *lists[applicant + 1 :]]
    return places_of(changed, ranks, seats)[applicant] == program


class _Proposal(NamedTuple):
    """One proposal: `refused` is whoever goes away, or -1; `is_out` tells whether their list is used up."""

    applicant: int
    program: int
    rank: int
    reply: Reply
    refused: int
    is_out: bool
    holders: tuple[int, ...]
    waiting: tuple[int, ...]


def _proposals(
    lists: Lists, places: Sequence[Mapping[int, int]], seats: Sequence[int], waiting: tuple[int, ...]
) -> Iterator[_Proposal]:
    reached = [0] * len(lists)
    held: list[tuple[int, ...]] = [()] * len(seats)
    while waiting:
        applicant, *others = waiting
        rank = reached[applicant] = reached[applicant] + 1
        program = lists[applicant][rank - 1]
        reply, refused, held[program] = _answer(applicant, held[program], seats[program], places[program])
        is_out = refused >= 0 and reached[refused] == len(lists[refused])
        waiting = (refused, *others) if refused >= 0 and not is_out else tuple(others)
        yield _Proposal(applicant, program, rank, reply, refused, is_out, held[program], waiting)


def _run(lists: Lists, places: Sequence[Mapping[int, int]], seats: Sequence[int]) -> Places:
    found: list[int | None] = [None] * len(lists)
    waiting = tuple(each for each, mine in enumerate(lists) if mine)
    for each in _proposals(lists, places, seats, waiting):
        if each.reply is Reply.FREE or each.reply is Reply.REPLACES:
            found[each.applicant] = each.program
        if each.reply is Reply.REPLACES:
            found[each.refused] = None
    return tuple(found)


def _worth(mine: Sequence[int], place: int | None) -> int:
    return len(mine) if place is None else list(mine).index(place)


def _place_by(order: Sequence[int]) -> dict[int, int]:
    return {applicant: place for place, applicant in enumerate(order)}


def _answer(
    applicant: int, holders: tuple[int, ...], seats: int, places: Mapping[int, int]
) -> tuple[Reply, int, tuple[int, ...]]:
    """Return a program's reply, who goes away (the applicant, another, or -1), and whom it holds now."""
    if applicant not in places:
        return Reply.UNRANKED, applicant, holders
    at = bisect(holders, places[applicant], key=places.__getitem__)
    now = (*holders[:at], applicant, *holders[at:])
    if len(now) <= seats:
        return Reply.FREE, -1, now
    if at == seats:  # last of all: it is the newcomer for whom there is no position
        return Reply.FULL, applicant, holders
    return Reply.REPLACES, now[-1], now[:-1]


def _refuse(lists: Lists, ranks: Lists, seats: Sequence[int], order: Sequence[int]) -> None:
    if len(ranks) != len(seats):
        raise ValueError(f"There are {len(ranks)} lists of programs and {len(seats)} numbers of positions.")
    if any(each < 0 for each in seats):
        raise ValueError(f"A program has {min(seats)} positions; write 0 or more.")
    if order and sorted(order) != list(range(len(lists))):
        raise ValueError("The order must name every applicant once.")
    for whose, some, others in (("applicant", lists, len(ranks)), ("program", ranks, len(lists))):
        for place, each in enumerate(some):
            if len(set(each)) != len(each):
                raise ValueError(f"The list of {whose} {place} names something twice.")
            if each and not (min(each) >= 0 and max(each) < others):
                raise ValueError(f"The list of {whose} {place} names something that is not there.")
