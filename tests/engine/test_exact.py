"""What is proven exactly: against every match of a tiny market, and against the verifier everywhere."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from hallway.engine.exact import Aim, ExactAnswer, search_exactly, solve_exactly
from hallway.engine.markets import NOBODY, Couple, Market
from hallway.engine.matchings import Matching, Status, empty_matching
from hallway.engine.verify import count_blocking, count_plainly
from tests.engine.brute_force import count_matches, find_all_stable, read_seats
from tests.strategies_markets import (
    Size,
    make_market,
    markets,
    markets_with_a_match,
    random_market,
    write_market,
)

TINY = Size(people=5, programs=4, couples=2, longest=4, seats=2, mutual=0.9, supplemental=3)
TRIABLE = 3000
"""So many matches of one market are tried in a test."""

CHASED = Market.from_lists(
    {"Omar": ["Harbor", "Mesa"]},
    {"Harbor": ["Dana", "Omar"], "Mesa": ["Omar", "Iris"]},
    {"Harbor": 1, "Mesa": 1},
    couples=[Couple("Dana", "Iris", [("Harbor", "Mesa")])],
)
"""One couple and one single without a stable match: after Klaus & Klijn (2005), with shorter lists.

The couple puts Omar out of Harbor, he puts Iris out of Mesa, and then Harbor is free for him again.
"""

ROTH = make_market(
    [1, 1, 1, 1],
    [[], [], [], []],
    [[3, 1], [1, 2], [0, 2], [0, 3]],
    couples=[(0, 1, [(2, 0), (3, 1), (2, 1)]), (2, 3, [(2, 3), (1, 0)])],
)
"""Two couples who chase each other through four programs, in the manner of Roth (1984)."""


def decide(market: Market, hint: Matching | None = None, seconds: float = 20.0) -> ExactAnswer:
    """Decide a market and return the answer, after the verifiers counted what it says."""
    answer = solve_exactly(market, seats=market.seats, hint=hint, seconds=seconds, least=True)
    assert answer.status is not Status.UNDECIDED, write_market(market)
    assert answer.matching is not None
    assert answer.blocking is not None
    counts = count_plainly(market, answer.matching)
    assert counts == count_blocking(market, answer.matching), write_market(market)
    assert (counts.faults, counts.blocking) == (0, answer.blocking), write_market(market)
    assert answer.bound <= answer.blocking, write_market(market)
    assert (answer.status is Status.STABLE) == (answer.blocking == 0), write_market(market)
    return answer


def least_by_trying(market: Market) -> int:
    """Return the fewest that block any match of a market without supplemental lists."""
    members = market.couples.ravel().tolist()
    singles = [who for who in range(market.applicant_count) if who not in members]
    choices = [
        *([(NOBODY,), *((each,) for each in market.list_of(who).tolist())] for who in singles),
        *(
            [(NOBODY, NOBODY), *map(tuple, market.pairs_of(row).tolist())]
            for row in range(market.couple_count)
        ),
    ]
    people = [*singles, *members]
    found = []
    for chosen in product(*choices):
        match = empty_matching(market)
        match.programs[people] = [program for each in chosen for program in each]
        counts = count_blocking(market, match)
        if not counts.faults:
            found.append(counts.blocking)
    return min(found)


@pytest.mark.parametrize("market", [CHASED, ROTH], ids=["one couple, one single", "two couples"])
def test_that_no_match_is_stable_is_proven_and_the_least_blocked_one_found(market: Market) -> None:
    assert find_all_stable(market) == []

    answer = decide(market)

    assert answer.status is Status.NONE
    assert answer.is_least()
    assert answer.blocking == answer.bound == least_by_trying(market)


def test_what_blocks_adds_up_over_markets_that_have_nothing_in_common() -> None:
    both = make_market(
        [1, 1, 1, 1],
        [[], [], [0, 1], [], [], [2, 3]],
        [[0, 2], [2, 1], [3, 5], [5, 4]],
        couples=[(0, 1, [(0, 1)]), (3, 4, [(2, 3)])],
    )

    answer = decide(both)

    assert (answer.status, answer.blocking, answer.bound) == (Status.NONE, 2, 2)


def test_whether_a_stable_match_exists_is_what_trying_all_matches_says() -> None:
    """Couples, pairs of one program, supplemental lists, one-sided entries, programs without positions."""
    rng = np.random.default_rng(20_261_122)
    without = 0
    for _ in range(250):
        market = random_market(rng, TINY)
        if count_matches(market) > TRIABLE:
            continue
        stable = find_all_stable(market)
        answer = decide(market)
        assert (answer.status is Status.STABLE) == bool(stable), write_market(market)
        if stable and answer.matching is not None:
            assert read_seats(answer.matching) in stable, write_market(market)
        without += not stable
    assert without


def test_the_fewest_that_block_are_what_trying_all_matches_says() -> None:
    rng = np.random.default_rng(7)
    size = Size(people=6, programs=3, couples=2, longest=4, seats=1, mutual=1.0, exactly=True)
    without = 0
    for _ in range(150):
        market = random_market(rng, size)
        if count_matches(market) > TRIABLE:
            continue
        answer = decide(market)
        if answer.status is Status.NONE:
            without += 1
            assert answer.is_least()
            assert answer.blocking == least_by_trying(market), write_market(market)
    assert without


@settings(max_examples=40)
@given(markets_with_a_match(reversions=False, parity=False))
def test_a_hint_changes_nothing_in_what_is_proven(drawn: tuple[Market, Matching]) -> None:
    market, hint = drawn

    with_hint, without = decide(market, hint), decide(market)

    assert with_hint.status is without.status
    assert with_hint.blocking == without.blocking


@settings(max_examples=40)
@given(markets())
def test_the_seats_in_force_count_and_not_those_of_the_market(market: Market) -> None:
    seats = np.maximum(market.seats - 1, 0)

    answer = solve_exactly(market, seats=seats, hint=None, seconds=20, least=True)

    assert answer.matching is not None
    assert (answer.matching.filled(market.program_count) <= seats).all()
    assert answer.matching.seats.tolist() == seats.tolist()
    assert answer.matching.moved.tolist() == [0] * len(market.reversions)


@settings(max_examples=40)
@given(markets(reversions=False, parity=False))
def test_what_was_not_made_smaller_first_is_decided_alike(market: Market) -> None:
    answer = decide(market)

    whole = search_exactly(market, hint=None, seconds=20, aim=Aim())

    assert whole.status is answer.status
    if whole.matching is not None:
        assert count_plainly(market, whole.matching).blocking == 0


def test_the_same_market_has_the_same_answer_every_time() -> None:
    market = random_market(
        np.random.default_rng(4), Size(people=40, programs=12, couples=10, longest=8, seats=3, exactly=True)
    )

    one, two = decide(market), decide(market)

    assert one.matching is not None
    assert two.matching is not None
    assert read_seats(one.matching) == read_seats(two.matching)


def test_without_time_nothing_is_claimed() -> None:
    answer = solve_exactly(CHASED, seats=CHASED.seats, hint=None, seconds=0.0, least=True)

    assert answer.status is Status.UNDECIDED
    assert (answer.matching, answer.blocking, answer.bound) == (None, None, 0)


def test_whoever_wants_to_stop_is_heard() -> None:
    answer = solve_exactly(
        CHASED, seats=CHASED.seats, hint=None, seconds=20, least=True, should_stop=lambda: True
    )

    assert answer.status is Status.UNDECIDED
