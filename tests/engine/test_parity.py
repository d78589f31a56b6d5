"""Even and odd requests: a program that would fill the other number closes a position, in small markets."""

import pytest

from hallway.engine.markets import Couple, Market, Reversion
from hallway.engine.matchings import Status
from tests.engine.answers import seats, solve, where

PEOPLE = ["Ana", "Bo", "Cy", "Di", "Ed"]


def one_program(asks: str, positions: int, applicants: int) -> Market:
    """Return a market in which so many applicants want Surgery, and then Rural, which takes all."""
    people = PEOPLE[:applicants]
    return Market.from_lists(
        {name: ["Surgery", "Rural"] for name in people},
        {"Surgery": people, "Rural": people},
        {"Surgery": positions, "Rural": 9},
        parity={"Surgery": asks},
    )


@pytest.mark.parametrize(
    ("asks", "positions", "applicants", "filled"),
    [
        ("even", 4, 5, 4),
        ("even", 3, 5, 2),
        ("even", 4, 3, 2),
        ("even", 3, 2, 2),
        ("even", 1, 5, 0),
        ("even", 5, 1, 0),
        ("even", 3, 0, 0),
        ("even", 0, 2, 0),
        ("odd", 3, 5, 3),
        ("odd", 4, 5, 3),
        ("odd", 4, 2, 1),
        ("odd", 1, 5, 1),
        ("odd", 3, 0, 0),
        ("odd", 0, 2, 0),
    ],
)
def test_a_program_fills_the_number_it_asked_for(
    asks: str, positions: int, applicants: int, filled: int
) -> None:
    """The best of its list stay; the last one goes to the next program."""
    market = one_program(asks, positions, applicants)
    answer = solve(market)
    assert answer.status is Status.STABLE
    people = PEOPLE[:applicants]
    wanted = dict.fromkeys(people[:filled], "Surgery") | dict.fromkeys(people[filled:], "Rural")
    assert where(market, answer.matching) == wanted


def test_nothing_is_closed_where_the_number_is_right_anyway() -> None:
    """Two of three positions fill: even, with the third one open."""
    market = one_program("even", 3, 2)
    answer = solve(market)
    assert seats(market, answer.matching)["Surgery"] == 3


def test_without_a_request_all_positions_fill() -> None:
    market = Market.from_lists({name: ["Surgery"] for name in PEOPLE}, {"Surgery": PEOPLE}, {"Surgery": 3})
    answer = solve(market)
    assert where(market, answer.matching) == dict.fromkeys(PEOPLE[:3], "Surgery")


def test_a_position_closed_here_may_make_the_number_wrong_there() -> None:
    """Surgery sends Cy away, who makes three in Medicine, which sends Ed away."""
    market = Market.from_lists(
        {
            "Ana": ["Surgery"],
            "Bo": ["Surgery"],
            "Cy": ["Surgery", "Medicine"],
            "Di": ["Medicine"],
            "Ed": ["Medicine"],
        },
        {"Surgery": ["Ana", "Bo", "Cy"], "Medicine": ["Cy", "Di", "Ed"]},
        {"Surgery": 3, "Medicine": 3},
        parity={"Surgery": "even", "Medicine": "even"},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {
        "Ana": "Surgery",
        "Bo": "Surgery",
        "Cy": "Medicine",
        "Di": "Medicine",
    }


def test_a_couple_counts_as_two() -> None:
    """Ana and Bo are an even number; Cy would make three, and goes."""
    market = Market.from_lists(
        {"Cy": ["Surgery"]},
        {"Surgery": ["Ana", "Bo", "Cy"]},
        {"Surgery": 3},
        couples=[Couple("Ana", "Bo", [("Surgery", "Surgery")])],
        parity={"Surgery": "even"},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Ana": "Surgery", "Bo": "Surgery"}


def test_positions_close_until_the_number_is_right() -> None:
    """Of three positions all fill. Of two, Cy takes Bo's, Ana leaves with him, one fills; none is even."""
    market = Market.from_lists(
        {"Cy": ["Surgery"]},
        {"Surgery": ["Ana", "Cy", "Bo"]},
        {"Surgery": 3},
        couples=[Couple("Ana", "Bo", [("Surgery", "Surgery")])],
        parity={"Surgery": "even"},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.filled(1).tolist() == [0]


def test_a_closed_position_is_unfilled_and_goes_over() -> None:
    """Research asks for an even number and closes its third position, which Clinical has asked for.

    Cy would rather be in Research; but Research itself turned Cy away, and does not want the position back.
    """
    market = Market.from_lists(
        {"Ana": ["Research"], "Bo": ["Research"], "Cy": ["Research", "Clinical"], "Di": ["Clinical"]},
        {"Research": ["Ana", "Bo", "Cy"], "Clinical": ["Di", "Cy"]},
        {"Research": 3, "Clinical": 1},
        reversions=[Reversion("Research", "Clinical", 1)],
        parity={"Research": "even"},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.moved.tolist() == [1]
    assert seats(market, answer.matching) == {"Research": 2, "Clinical": 2}
    assert where(market, answer.matching) == {
        "Ana": "Research",
        "Bo": "Research",
        "Cy": "Clinical",
        "Di": "Clinical",
    }


def test_first_years_count_in_the_number_of_a_program() -> None:
    """Medicine fills one position by a primary list and one by a supplemental list: two, even."""
    market = Market.from_lists(
        {"Omar": ["Medicine"], "Dana": ["Radiology"]},
        {"Medicine": ["Omar", "Dana"], "Radiology": ["Dana"]},
        {"Medicine": 2, "Radiology": 1},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
        parity={"Medicine": "even"},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert answer.matching.filled(2).tolist() == [2, 1]
    assert answer.matching.supplemental.tolist() == [-1, 0]
