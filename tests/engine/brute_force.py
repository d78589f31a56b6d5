"""Every stable match of a tiny market, by trying every match there is."""

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple

import numpy as np

from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Matching
from hallway.engine.verify import Lists, each_block, read_lists


class Seats(NamedTuple):
    """Who is where: each applicant's program and PGY-1 program, -1 for none."""

    programs: tuple[int, ...]
    supplemental: tuple[int, ...]


def find_all_stable(market: Market) -> list[Seats]:
    """Return every stable match of a market without reversions and parity requests.

    The time grows with the product of the lengths of all lists.
    """
    assert not len(market.reversions)
    assert not market.parity.any()
    lists = read_lists(market)
    return [
        seats
        for seats in _each_match(lists)
        if next(each_block(lists, _matching(market, seats)), None) is None
    ]


def count_matches(market: Market) -> int:
    """Return how many matches would be tried at most, supplemental seats aside."""
    lists = read_lists(market)
    number = 1
    for entries in (*lists.singles.values(), *lists.couples.values()):
        number *= len(entries) + 1
    return number


def read_seats(matching: Matching) -> Seats:
    """Return who is where in a match."""
    return Seats(tuple(matching.programs.tolist()), tuple(matching.supplemental.tolist()))


def _matching(market: Market, seats: Seats) -> Matching:
    return Matching(
        np.array(seats.programs, np.int32),
        np.array(seats.supplemental, np.int32),
        market.seats,
        np.zeros(0, np.int32),
    )


def _each_match(lists: Lists) -> Iterator[Seats]:
    """Go through all matches that lists and seats allow."""
    free = lists.market.seats.tolist()
    units: list[tuple[Sequence[int], Sequence[Sequence[int]]]] = [
        *(([who], [(NOBODY,), *((each,) for each in entries)]) for who, entries in lists.singles.items()),
        *((couple, [(NOBODY, NOBODY), *pairs]) for couple, pairs in lists.couples.items()),
    ]
    people = list(chain.from_iterable(each for each, _ in units))
    for programs in product(*(_allowed(lists, *unit) for unit in units)):
        where = dict(zip(people, chain.from_iterable(programs), strict=True))
        primary = [where[who] for who in range(len(people))]
        if any(primary.count(program) > seats for program, seats in enumerate(free)):
            continue
        wishes = [lists.extras.get((who, program), []) for who, program in enumerate(primary)]
        for supplemental in product(
            *([NOBODY, *_ranking(lists, who, each)] for who, each in enumerate(wishes))
        ):
            held = [*primary, *supplemental]
            if all(held.count(program) <= seats for program, seats in enumerate(free)):
                yield Seats(tuple(primary), supplemental)


def _allowed(lists: Lists, people: Sequence[int], wishes: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    return [
        where
        for where in wishes
        if all(
            program == NOBODY or who in lists.ranks[program]
            for who, program in zip(people, where, strict=True)
        )
    ]


def _ranking(lists: Lists, who: int, programs: Sequence[int]) -> list[int]:
    return [program for program in programs if who in lists.ranks[program]]
