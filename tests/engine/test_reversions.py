"""Reversions: positions that a donor leaves unfilled go to a receiver, in markets worked by hand.

Source of the rules: nrmp.org, "Creating Reversions for Programs"; Roth, interim report (1996), on the match
variations. The NRMP refuses circles of reversions; the engine ends with them, too.
"""

from collections.abc import Sequence

import pytest

from hallway.engine.markets import Couple, Market, Reversion
from hallway.engine.matchings import Answer, Status
from tests.engine.answers import lists, seats, solve, where


def two_tracks(*reversions: Reversion, research: int = 2, clinical: int = 1) -> Market:
    """Return a market of two tracks: one applicant for Research, three for Clinical."""
    return Market.from_lists(
        lists("""
            Dana: Research
            Omar: Clinical
            Iris: Clinical
            Finn: Clinical
        """),
        lists("""
            Research: Dana
            Clinical: Omar Iris Finn
        """),
        {"Research": research, "Clinical": clinical},
        reversions=reversions,
    )


def test_an_unfilled_position_goes_over_and_is_filled() -> None:
    market = two_tracks(Reversion("Research", "Clinical", 1))
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.moved.tolist() == [1]
    assert seats(market, answer.matching) == {"Research": 1, "Clinical": 2}
    assert where(market, answer.matching) == {"Dana": "Research", "Omar": "Clinical", "Iris": "Clinical"}


def test_without_the_reversion_the_position_stays_unfilled() -> None:
    market = two_tracks()
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Dana": "Research", "Omar": "Clinical"}
    assert answer.matching.unfilled(market).tolist() == [1, 0]


@pytest.mark.parametrize(("most", "moved", "clinical"), [(0, 0, 1), (1, 1, 2), (2, 2, 3), (9, 4, 5)])
def test_no_more_positions_go_over_than_were_asked_for_or_are_unfilled(
    most: int, moved: int, clinical: int
) -> None:
    market = two_tracks(Reversion("Research", "Clinical", most), research=5)
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.moved.tolist() == [moved]
    assert seats(market, answer.matching) == {"Research": 5 - moved, "Clinical": clinical}


def test_a_donor_that_fills_keeps_its_positions() -> None:
    market = two_tracks(Reversion("Clinical", "Research", 1))
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.moved.tolist() == [0]


def chain_of(*reversions: Reversion) -> tuple[Market, Answer]:
    """Solve a market of North, Middle and South, of which North has two positions that nobody wants."""
    market = Market.from_lists(
        lists("""
            Dana: Middle
            Omar: South
            Iris: South
        """),
        lists("""
            North:
            Middle: Dana
            South: Omar Iris
        """),
        {"North": 2, "Middle": 0, "South": 0},
        reversions=reversions,
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    return market, answer


def test_positions_go_on_from_a_receiver_that_is_a_donor_itself() -> None:
    """One of North's two stays with Middle, for Dana; the other goes on to South."""
    market, answer = chain_of(Reversion("North", "Middle", 2), Reversion("Middle", "South", 2))
    assert answer.matching.moved.tolist() == [2, 1]
    assert seats(market, answer.matching) == {"North": 0, "Middle": 1, "South": 1}
    assert where(market, answer.matching) == {"Dana": "Middle", "Omar": "South"}


def test_a_chain_may_be_written_from_its_end() -> None:
    market, answer = chain_of(Reversion("Middle", "South", 2), Reversion("North", "Middle", 2))
    assert answer.matching.moved.tolist() == [1, 2]
    assert where(market, answer.matching) == {"Dana": "Middle", "Omar": "South"}


@pytest.mark.parametrize(
    ("reversions", "moved", "has_one"),
    [
        ([Reversion("North", "Middle", 1), Reversion("North", "South", 1)], [1, 1], {"Dana", "Omar"}),
        ([Reversion("North", "Middle", 2), Reversion("North", "South", 2)], [2, 0], {"Dana"}),
        ([Reversion("North", "South", 2), Reversion("North", "Middle", 2)], [2, 0], {"Omar", "Iris"}),
    ],
)
def test_receivers_of_the_same_donor_are_served_in_the_order_of_the_file(
    reversions: Sequence[Reversion], moved: list[int], has_one: set[str]
) -> None:
    market, answer = chain_of(*reversions)
    assert answer.matching.moved.tolist() == moved
    assert set(where(market, answer.matching)) == has_one


def test_a_circle_of_reversions_ends() -> None:
    """Nobody wants either program; each gives what it may, once."""
    market = Market.from_lists(
        {},
        {"North": [], "South": []},
        {"North": 2, "South": 1},
        reversions=[Reversion("North", "South", 2), Reversion("South", "North", 3)],
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.moved.tolist() == [2, 3]
    assert seats(market, answer.matching) == {"North": 3, "South": 0}


def test_a_position_goes_round_until_somebody_takes_it() -> None:
    """North's position passes Middle, where nobody waits, and is taken in South, which would pass it on."""
    market = Market.from_lists(
        {"Omar": ["South"]},
        {"North": [], "Middle": [], "South": ["Omar"]},
        {"North": 1, "Middle": 0, "South": 0},
        reversions=[
            Reversion("North", "Middle", 5),
            Reversion("Middle", "South", 5),
            Reversion("South", "North", 5),
        ],
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.moved.tolist() == [1, 1, 0]
    assert where(market, answer.matching) == {"Omar": "South"}


def test_whoever_a_receiver_takes_leaves_room_for_others() -> None:
    """Iris goes up to Clinical on Research's position; Rural, which she leaves, takes Finn."""
    market = Market.from_lists(
        lists("""
            Omar: Clinical
            Iris: Clinical Rural
            Finn: Rural
        """),
        lists("""
            Research:
            Clinical: Omar Iris
            Rural: Iris Finn
        """),
        {"Research": 1, "Clinical": 1, "Rural": 1},
        reversions=[Reversion("Research", "Clinical", 1)],
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Omar": "Clinical", "Iris": "Clinical", "Finn": "Rural"}


def test_a_donor_that_wants_its_position_back_is_told() -> None:
    """Research's position lets the couple in, who push Sam out of Rural; Sam would now take that position.

    Left where it was, it would stay unfilled while Clinical waits for it: no match of this market is stable.
    """
    market = Market.from_lists(
        {"Sam": ["Rural", "Research"]},
        {"Research": ["Sam"], "Clinical": ["Ana"], "Rural": ["Bo", "Sam"]},
        {"Research": 1, "Clinical": 0, "Rural": 1},
        couples=[Couple("Ana", "Bo", [("Clinical", "Rural")])],
        reversions=[Reversion("Research", "Clinical", 1)],
    )
    answer = solve(market)
    assert answer.status is Status.UNDECIDED
    assert answer.counts.faults == 0
    assert answer.counts.blocking == 1


def test_a_couple_may_fill_a_reverted_position() -> None:
    market = Market.from_lists(
        {"Sam": ["Rural"]},
        {"Research": [], "Clinical": ["Ana", "Bo"], "Rural": ["Sam", "Ana", "Bo"]},
        {"Research": 1, "Clinical": 1, "Rural": 3},
        couples=[Couple("Ana", "Bo", [("Clinical", "Clinical"), ("Rural", "Rural")])],
        reversions=[Reversion("Research", "Clinical", 1)],
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Sam": "Rural", "Ana": "Clinical", "Bo": "Clinical"}


def test_a_first_year_may_stand_on_a_reverted_position() -> None:
    market = Market.from_lists(
        {"Dana": ["Radiology"]},
        {"Radiology": ["Dana"], "Research": [], "Medicine": ["Dana"]},
        {"Radiology": 1, "Research": 1, "Medicine": 0},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
        reversions=[Reversion("Research", "Medicine", 1)],
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.supplemental.tolist() == [2]
