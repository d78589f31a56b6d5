"""A market made small keeps all its stable matches, and no others."""

import numpy as np
import pytest
from hypothesis import assume, given

from bench.markets import make_market as make_national
from hallway.engine.exact import Aim, search_exactly
from hallway.engine.markets import Couple, Market
from hallway.engine.matchings import Counts, Matching
from hallway.engine.reductions import Reduced, reduce_market
from hallway.engine.solving import solve_match
from hallway.engine.verify import count_blocking
from tests.engine.brute_force import Seats, count_matches, find_all_stable, read_seats
from tests.strategies_markets import Size, markets, markets_with_a_match, random_market, write_market

TINY = Size(people=6, programs=4, couples=2, longest=4, seats=2, mutual=0.9, supplemental=4)
TRIABLE = 3000


def put_together(reduced: Reduced, part: Seats) -> Seats:
    """Return the match of the whole market that one of the open market belongs to."""
    programs, supplemental = (np.array(each, np.int32) for each in part)
    none_moved = np.zeros(0, np.int32)
    return read_seats(
        reduced.put_together(Matching(programs, supplemental, reduced.market.seats, none_moved))
    )


def test_the_open_market_has_the_stable_matches_of_the_whole_one() -> None:
    rng = np.random.default_rng(12)
    several = 0
    for _ in range(300):
        market = random_market(rng, TINY)
        if count_matches(market) > TRIABLE:
            continue
        reduced = reduce_market(market, market.seats)
        found = [put_together(reduced, each) for each in find_all_stable(reduced.market)]
        stable = find_all_stable(market)
        assert sorted(found) == sorted(stable), write_market(market)
        several += len(stable) > 1
    assert several >= 5


@given(markets(reversions=False, parity=False))
def test_what_was_made_small_is_not_made_smaller_a_second_time(market: Market) -> None:
    assume((market.pairs[:, 0] != market.pairs[:, 1]).all())  # of two seats in one program, less is known
    reduced = reduce_market(market, market.seats)

    again = reduce_market(reduced.market, reduced.market.seats)

    assert again.applicants.tolist() == list(range(reduced.market.applicant_count))
    assert len(again.market.lists) == len(reduced.market.lists)
    assert len(again.market.pairs) == len(reduced.market.pairs)


@given(markets(couples=False, supplemental=False, reversions=False, parity=False))
def test_of_singles_those_stay_open_whose_places_differ_when_programs_propose(market: Market) -> None:
    reduced = reduce_market(market, market.seats)

    best = solve_match(market).matching.programs
    worst = solve_match(market, proposing="programs").matching.programs

    assert sorted(reduced.applicants.tolist()) == np.flatnonzero(best != worst).tolist()
    same = best == worst
    assert reduced.programs[same].tolist() == best[same].tolist()


def test_where_only_loose_couples_block_as_many_block_the_open_market_as_the_whole() -> None:
    rng = np.random.default_rng(5)
    seen = 0
    for _ in range(150):
        market = random_market(rng, TINY)
        loose = np.flatnonzero(rng.random(market.couple_count) < 0.7)
        reduced = reduce_market(market, market.seats, tuple(loose.tolist()))
        numbers = tuple(np.flatnonzero(np.isin(reduced.couples, loose)).tolist())
        if not numbers:
            continue
        answer = search_exactly(reduced.market, hint=None, seconds=20, aim=Aim(least=True, loose=numbers))
        if answer.matching is not None:
            counts = count_blocking(market, reduced.put_together(answer.matching))
            assert counts == count_blocking(reduced.market, answer.matching), write_market(market)
            assert counts == Counts(couples=counts.couples), write_market(market)
            seen += 1
    assert seen >= 20


@given(markets_with_a_match(reversions=False, parity=False))
def test_a_hint_for_the_open_market_says_where_the_match_has_them(drawn: tuple[Market, Matching]) -> None:
    market, match = drawn
    reduced = reduce_market(market, market.seats)

    hint = reduced.part_of(match)

    back = reduced.put_together(hint)
    kept = set(reduced.originals.tolist())
    for who, is_beside in zip(reduced.applicants.tolist(), reduced.is_beside.tolist(), strict=True):
        place, was = (back.supplemental, match.supplemental) if is_beside else (back.programs, match.programs)
        assert place[who] == (was[who] if was[who] in kept else -1)


def test_a_settled_advanced_position_leaves_its_supplemental_list_to_a_single() -> None:
    market = Market.from_lists(
        {"Noor": ["Radiology"], "Omar": ["Mesa", "Harbor"]},
        {"Radiology": ["Noor"], "Harbor": ["Omar", "Noor"], "Mesa": ["Noor", "Omar"]},
        {"Radiology": 1, "Harbor": 1, "Mesa": 1},
        supplemental={"Noor": {"Radiology": ["Harbor", "Mesa"]}},
    )

    reduced = reduce_market(market, market.seats)

    assert reduced.programs.tolist() == [0, -1]
    assert reduced.is_beside.tolist() == [True, False]
    assert [reduced.originals[each] for each in reduced.market.list_of(0)] == [1, 2]
    assert len(reduced.market.advanced) == 0


def test_a_couple_that_is_welcome_at_its_first_pair_is_settled() -> None:
    market = Market.from_lists(
        {"Omar": ["Harbor"]},
        {"Harbor": ["Dana", "Iris", "Omar"]},
        {"Harbor": 2},
        couples=[Couple("Dana", "Iris", [("Harbor", None), ("Harbor", "Harbor")])],
    )

    reduced = reduce_market(market, market.seats)

    assert reduced.is_settled()
    assert count_blocking(market, reduced.put_together()) == Counts()


@pytest.mark.parametrize("seed", [900, 901])
def test_of_a_market_like_the_national_one_few_stay_open(seed: int) -> None:
    market = make_national(2_000, seed=seed, couples=50, advanced=0.1)

    reduced = reduce_market(market, market.seats)

    assert reduced.market.applicant_count < 100
