"""The verifier: what stands against a match, found plainly and fast, and both the same."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from hallway.engine.kernels import PLAIN_VARIABLE
from hallway.engine.markets import Couple, Market, Reversion
from hallway.engine.matchings import Counts, Matching, empty_matching, offered
from hallway.engine.verify import Kind, count_blocking, count_plainly, find_blocking
from tests.strategies_markets import (
    Size,
    make_market,
    markets,
    markets_with_a_match,
    markets_with_nonsense,
    random_market,
    random_matching,
    write_market,
)

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = None
CROWDED = Size(
    people=8, programs=3, couples=4, seats=3, longest=6, mutual=0.9, supplemental=3, reversions=3, parity=0.5
)


def match(
    market: Market,
    where: dict[str, str],
    *,
    supplemental: dict[str, str] | None = None,
    seats: dict[str, int] | None = None,
    moved: tuple[int, ...] = (),
) -> Matching:
    """Build a match from names; whoever is not named is nowhere."""
    went = np.array(moved or [0] * len(market.reversions), np.int32)
    in_force = offered(market, went)
    for name, number in (seats or {}).items():
        in_force[market.program_names.index(name)] = number

    def numbers(names: dict[str, str]) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
        programs = [names.get(each) for each in market.applicant_names]
        found = [-1 if each is NOWHERE else market.program_names.index(each) for each in programs]
        return np.array(found, np.int32)

    return Matching(numbers(where), numbers(supplemental or {}), in_force, went)


def says(market: Market, matching: Matching) -> list[str]:
    """Return the sentences, after both verifiers counted the same."""
    assert count_blocking(market, matching) == count_plainly(market, matching)
    return [each.says(market) for each in find_blocking(market, matching)]


# ----------------------------------------------------------------------------------------- each kind


def test_nothing_stands_against_a_stable_match() -> None:
    market = Market.from_lists({"Dana": ["Mesa"], "Iris": ["Mesa"]}, {"Mesa": ["Iris", "Dana"]}, {"Mesa": 1})

    assert says(market, match(market, {"Iris": "Mesa"})) == []


def test_an_applicant_and_a_program_that_would_rather_have_each_other_block() -> None:
    market = Market.from_lists({"Dana": ["Mesa"], "Iris": ["Mesa"]}, {"Mesa": ["Iris", "Dana"]}, {"Mesa": 1})

    assert says(market, match(market, {"Dana": "Mesa"})) == [
        "Iris would rather be at Mesa, and Mesa would take Iris."
    ]


def test_a_free_position_blocks_with_everybody_who_would_rather_have_it() -> None:
    market = Market.from_lists({"Dana": ["Mesa"], "Iris": ["Mesa"]}, {"Mesa": ["Iris", "Dana"]}, {"Mesa": 1})

    assert count_blocking(market, empty_matching(market)) == Counts(singles=2)


def test_a_rank_that_only_one_side_gave_never_blocks() -> None:
    market = Market.from_lists(
        {"Dana": ["Mesa", "Harbor"], "Iris": []},
        {"Mesa": ["Iris"], "Harbor": ["Iris"]},
        {"Mesa": 1, "Harbor": 1},
    )

    assert says(market, empty_matching(market)) == []


def test_a_program_without_positions_never_blocks() -> None:
    market = Market.from_lists({"Dana": ["Mesa"]}, {"Mesa": ["Dana"]}, {"Mesa": 0})

    assert says(market, empty_matching(market)) == []


def couple_market(*pairs: tuple[str | None, str | None], seats: int = 1) -> Market:
    return Market.from_lists(
        {"Omar": ["Mesa", "Harbor"]},
        {"Harbor": ["Dana", "Omar", "Iris"], "Mesa": ["Iris", "Omar", "Dana"]},
        {"Harbor": seats, "Mesa": seats},
        couples=[Couple("Dana", "Iris", list(pairs))],
    )


def test_a_couple_blocks_where_both_would_be_taken() -> None:
    market = couple_market(("Harbor", "Mesa"), ("Mesa", "Harbor"))

    assert says(market, match(market, {"Omar": "Mesa"})) == [
        "Dana and Iris would rather be at Harbor and Mesa, and would be taken there."
    ]


def test_a_partner_who_stays_without_a_program_needs_nobody_to_agree() -> None:
    market = couple_market((None, "Mesa"))

    assert says(market, match(market, {"Omar": "Mesa"})) == [
        "Dana and Iris would rather be at no program and Mesa, and would be taken there."
    ]


def test_the_seats_that_a_couple_would_leave_are_not_counted_as_free() -> None:
    """Mesa holds Iris and is full; that she would leave does not make it take Dana, whom it ranks last."""
    market = couple_market(("Mesa", "Harbor"), ("Harbor", "Mesa"))

    assert says(market, match(market, {"Dana": "Harbor", "Iris": "Mesa"})) == []


def test_one_partner_may_stay_where_she_is_while_the_other_moves_up() -> None:
    market = couple_market(("Harbor", "Mesa"), (None, "Mesa"))

    assert count_blocking(market, match(market, {"Iris": "Mesa", "Omar": "Harbor"})) == Counts(couples=1)


def test_two_members_need_two_positions_of_one_program() -> None:
    market = couple_market(("Mesa", "Mesa"))

    assert says(market, empty_matching(market)) == [
        "Omar would rather be at Mesa, and Mesa would take Omar.",
        "Omar would rather be at Harbor, and Harbor would take Omar.",
    ]


def test_two_members_in_one_program_must_both_be_among_its_best() -> None:
    """Mesa ranks Iris, Omar, Dana: with Omar at one of two positions it would take Iris, but not Dana."""
    two, three = couple_market(("Mesa", "Mesa"), seats=2), couple_market(("Mesa", "Mesa"), seats=3)

    assert says(two, match(two, {"Omar": "Mesa"})) == []
    assert count_blocking(three, match(three, {"Omar": "Mesa"})) == Counts(couples=1)


ADVANCED = Market.from_lists(
    {"Dana": ["Radiology"], "Omar": ["Medicine"]},
    {"Radiology": ["Dana"], "Medicine": ["Dana", "Omar"], "Surgery": ["Dana"]},
    {"Radiology": 1, "Medicine": 1, "Surgery": 1},
    supplemental={"Dana": {"Radiology": ["Medicine", "Surgery"]}},
)


def test_an_advanced_match_stands_with_its_first_year_or_without_where_nobody_offers_one() -> None:
    alone = Market.from_lists(
        {"Dana": ["Radiology"]},
        {"Radiology": ["Dana"]},
        {"Radiology": 1},
        supplemental={"Dana": {"Radiology": []}},
    )

    assert says(alone, match(alone, {"Dana": "Radiology"})) == []
    assert says(ADVANCED, match(ADVANCED, {"Dana": "Radiology"}, supplemental={"Dana": "Medicine"})) == []


def test_a_first_year_that_both_would_rather_have_blocks() -> None:
    taken = match(ADVANCED, {"Dana": "Radiology", "Omar": "Medicine"}, supplemental={"Dana": "Surgery"})

    assert says(ADVANCED, taken) == [
        "Dana would rather have the PGY-1 year at Medicine, and Medicine would take Dana."
    ]


def test_a_supplemental_list_says_nothing_without_the_advanced_position() -> None:
    found = find_blocking(ADVANCED, match(ADVANCED, {"Omar": "Medicine"}))

    assert [each.kind for each in found] == [Kind.SINGLES]


def reverting(*, most: int = 2) -> Market:
    return Market.from_lists(
        {"Dana": ["Prelim", "Medicine"], "Omar": ["Medicine"]},
        {"Prelim": ["Dana"], "Medicine": ["Dana", "Omar"]},
        {"Prelim": 2, "Medicine": 1},
        reversions=[Reversion("Prelim", "Medicine", most)],
    )


def test_an_unfilled_position_that_did_not_go_over_counts() -> None:
    market = reverting()

    assert says(market, match(market, {"Dana": "Prelim", "Omar": "Medicine"})) == [
        "Prelim keeps 1 unfilled where up to 2 should go over to Medicine."
    ]
    assert says(market, match(market, {"Dana": "Prelim", "Omar": "Medicine"}, moved=(1,))) == []


def test_a_position_that_somebody_would_rather_have_back_counts() -> None:
    market = reverting()

    assert says(market, match(market, {"Dana": "Medicine", "Omar": "Medicine"}, moved=(2,))) == [
        "Dana would rather be at Prelim, where they would be, had no position gone over."
    ]


def even(*, seats: int, **lists: list[str]) -> Market:
    return Market.from_lists(lists, {"Mesa": list(lists)}, {"Mesa": seats}, parity={"Mesa": "even"})


def test_an_odd_number_where_an_even_one_was_asked_for_counts() -> None:
    market = even(seats=3, Dana=["Mesa"])

    assert says(market, match(market, {"Dana": "Mesa"})) == ["Mesa took 1 and asked for an even number."]
    assert says(market, match(market, {}, seats={"Mesa": 0})) == []


def test_a_program_that_asks_for_an_odd_number_may_take_nobody() -> None:
    market = Market.from_lists({}, {"Mesa": []}, {"Mesa": 2}, parity={"Mesa": "odd"})

    assert says(market, empty_matching(market)) == []


def test_what_a_match_does_not_respect_is_named_and_the_rest_is_not_looked_at() -> None:
    market = couple_market(("Mesa", "Mesa"))

    assert says(
        market, match(market, {"Dana": "Harbor", "Iris": "Mesa", "Omar": "Mesa"}, seats={"Harbor": 2})
    ) == [
        "Dana and Iris are at Harbor and Mesa, a pair that they do not rank.",
        "Harbor has 2 positions in force where 1 are offered.",
        "Mesa took 2 for 1 positions.",
    ]


def test_a_first_year_without_the_advanced_position_is_a_fault() -> None:
    assert says(ADVANCED, match(ADVANCED, {}, supplemental={"Dana": "Surgery"})) == [
        "Dana has a supplemental seat at Surgery without a list that leads there."
    ]


def test_more_positions_than_may_go_over_are_a_fault() -> None:
    market = reverting(most=1)

    assert says(market, match(market, {}, moved=(2,))) == [
        "2 positions went from Prelim to Medicine; at most 1 may."
    ]


def test_a_number_that_is_no_program_is_a_fault() -> None:
    market = Market.from_lists({"Dana": ["Mesa"]}, {"Mesa": ["Dana"]}, {"Mesa": 1})
    nowhere = empty_matching(market)
    wrong = Matching(np.array([7], np.int32), nowhere.supplemental, nowhere.seats, nowhere.moved)

    assert says(market, wrong)[0] == "Dana is at a program that is not there (7), which does not rank Dana."


def test_arrays_of_another_market_are_a_fault() -> None:
    market = Market.from_lists({"Dana": ["Mesa"]}, {"Mesa": ["Dana"]}, {"Mesa": 1})
    other = Market.from_lists({}, {}, {})

    assert says(market, empty_matching(other)) == ["The arrays of the match do not fit those of the market."]


# ---------------------------------------------------------------------------------------- both agree


@given(markets_with_a_match())
def test_both_verifiers_count_the_same_in_any_match(both: tuple[Market, Matching]) -> None:
    assert count_blocking(*both) == count_plainly(*both)


@given(markets_with_nonsense())
def test_both_verifiers_count_the_same_in_nonsense(both: tuple[Market, Matching]) -> None:
    assert count_blocking(*both) == count_plainly(*both)


@given(markets())
def test_both_verifiers_count_the_same_where_nobody_is_anywhere(market: Market) -> None:
    assert count_blocking(market, empty_matching(market)) == count_plainly(market, empty_matching(market))


def test_both_verifiers_count_the_same_in_thousands_of_crowded_markets() -> None:
    """Many at once, so that pairs of one program, reverted and closed positions really meet."""
    seen = dict.fromkeys(Counts._fields, 0)
    for seed in range(2_000):
        rng = np.random.default_rng(seed)
        market = random_market(rng, CROWDED)
        matching = random_matching(market, rng)
        counts = count_blocking(market, matching)
        assert counts == count_plainly(market, matching), write_market(market)
        for name, number in counts._asdict().items():
            seen[name] += number > 0

    assert {name: number for name, number in seen.items() if number < 20} == {"faults": 0}


@given(markets_with_a_match())
def test_every_block_has_a_sentence(both: tuple[Market, Matching]) -> None:
    market, matching = both

    for block in find_blocking(market, matching):
        assert block.says(market).endswith(".")
        assert block.times >= 1


def counts_of_some() -> list[Counts]:
    """Return what the fast verifier counts in some markets: the same in every process."""
    both = [(random_market(rng, CROWDED), rng) for rng in map(np.random.default_rng, range(300))]
    return [count_blocking(market, random_matching(market, rng)) for market, rng in both]


def test_the_verifier_counts_the_same_uncompiled() -> None:
    script = "from tests.engine.test_verify import counts_of_some; print(counts_of_some())"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, PLAIN_VARIABLE: "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == str(counts_of_some())


@pytest.mark.parametrize("bad_seats", [-1, 4])
def test_positions_outside_their_limits_are_a_fault(bad_seats: int) -> None:
    market = make_market([3], [[0]], [[0]], parity=[2])
    nowhere = empty_matching(market)
    seats = np.array([bad_seats], np.int32)

    assert (
        count_blocking(market, Matching(nowhere.programs, nowhere.supplemental, seats, nowhere.moved)).faults
        > 0
    )
