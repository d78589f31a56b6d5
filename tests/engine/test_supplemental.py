"""Supplemental lists: a PGY-1 year beside an advanced position, in markets small enough to work by hand.

Source of the rules: nrmp.org, "About Supplemental Rank Order Lists" and "Couples in the Match".
"""

import pytest

from hallway.engine.markets import Couple, Market
from hallway.engine.matchings import Status
from tests.engine.answers import first_years, lists, solve, where
from tests.engine.brute_force import find_all_stable


def test_an_advanced_position_comes_with_the_best_first_year_that_takes_the_applicant() -> None:
    """Medicine has one position and would rather have Omar."""
    market = Market.from_lists(
        lists("""
            Dana: Radiology
            Omar: Medicine
        """),
        lists("""
            Radiology: Dana
            Medicine: Omar Dana
            Transitional: Dana
        """),
        {"Radiology": 1, "Medicine": 1, "Transitional": 1},
        supplemental={"Dana": {"Radiology": ["Medicine", "Transitional"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Dana": "Radiology", "Omar": "Medicine"}
    assert first_years(market, answer.matching) == {"Dana": "Transitional"}


def test_the_advanced_match_stands_though_the_supplemental_list_fails() -> None:
    """Dana does not go down to Surgery, which would take her with no first year needed."""
    market = Market.from_lists(
        lists("""
            Dana: Radiology Surgery
            Omar: Medicine
        """),
        lists("""
            Radiology: Dana
            Medicine: Omar Dana
            Surgery: Dana
        """),
        {"Radiology": 1, "Medicine": 1, "Surgery": 1},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Dana": "Radiology", "Omar": "Medicine"}
    assert first_years(market, answer.matching) == {}


def test_whoever_loses_the_advanced_position_gives_back_the_first_year() -> None:
    """Eve takes Dana's place in Radiology; Medicine's position is free again, for Omar, refused before."""
    market = Market.from_lists(
        lists("""
            Dana: Radiology
            Omar: Medicine
            Eve: Surgery Radiology
            Finn: Surgery
        """),
        lists("""
            Radiology: Eve Dana
            Medicine: Dana Omar
            Surgery: Finn Eve
        """),
        {"Radiology": 1, "Medicine": 1, "Surgery": 1},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Eve": "Radiology", "Finn": "Surgery", "Omar": "Medicine"}
    assert first_years(market, answer.matching) == {}


def test_first_years_and_others_compete_for_the_same_positions() -> None:
    """Medicine prefers Dana, who comes by her supplemental list, to Omar, who ranks it first: he goes on."""
    market = Market.from_lists(
        lists("""
            Omar: Medicine Surgery
            Dana: Radiology
        """),
        lists("""
            Radiology: Dana
            Medicine: Dana Omar
            Surgery: Omar
        """),
        {"Radiology": 1, "Medicine": 1, "Surgery": 1},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Dana": "Radiology", "Omar": "Surgery"}
    assert first_years(market, answer.matching) == {"Dana": "Medicine"}


def test_two_first_years_compete_by_the_list_of_the_program() -> None:
    """Ida, bumped from Medicine, keeps Radiology and goes on along her supplemental list."""
    market = Market.from_lists(
        lists("""
            Ida: Radiology
            Dana: Radiology
        """),
        lists("""
            Radiology: Ida Dana
            Medicine: Dana Ida
            Transitional: Ida Dana
        """),
        {"Radiology": 2, "Medicine": 1, "Transitional": 1},
        supplemental={
            "Ida": {"Radiology": ["Medicine", "Transitional"]},
            "Dana": {"Radiology": ["Medicine", "Transitional"]},
        },
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert first_years(market, answer.matching) == {"Ida": "Transitional", "Dana": "Medicine"}


def test_each_advanced_program_has_its_own_supplemental_list() -> None:
    """Dana falls to Neurology, and her first years in that city count, not the ones near Radiology."""
    market = Market.from_lists(
        {"Dana": ["Radiology", "Neurology"], "Omar": ["Radiology"]},
        {"Radiology": ["Omar", "Dana"], "Neurology": ["Dana"], "North": ["Dana"], "South": ["Dana"]},
        {"Radiology": 1, "Neurology": 1, "North": 1, "South": 1},
        supplemental={"Dana": {"Radiology": ["North"], "Neurology": ["South"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert first_years(market, answer.matching) == {"Dana": "South"}


def test_a_supplemental_list_for_a_program_not_ranked_is_never_used() -> None:
    market = Market.from_lists(
        {"Dana": ["Surgery"]},
        {"Radiology": ["Dana"], "Surgery": ["Dana"], "Medicine": ["Dana"]},
        {"Radiology": 1, "Surgery": 1, "Medicine": 1},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Dana": "Surgery"}
    assert first_years(market, answer.matching) == {}


def test_a_program_may_be_on_the_primary_and_on_the_supplemental_list() -> None:
    """Medicine as her second choice, and as the first year before Radiology: never both at once."""
    market = Market.from_lists(
        {"Dana": ["Radiology", "Medicine"]},
        {"Radiology": ["Dana"], "Medicine": ["Dana"]},
        {"Radiology": 1, "Medicine": 2},
        supplemental={"Dana": {"Radiology": ["Medicine"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Dana": "Radiology"}
    assert first_years(market, answer.matching) == {"Dana": "Medicine"}
    assert answer.matching.unfilled(market).tolist() == [0, 1]


def test_partners_of_a_couple_have_supplemental_lists_of_their_own() -> None:
    """The couple counts for the advanced positions alone; Bo stays without a first year, Ana has one."""
    market = Market.from_lists(
        {},
        {"Radiology": ["Ana"], "Neurology": ["Bo"], "North": ["Ana"], "South": ["Ana"]},
        {"Radiology": 1, "Neurology": 1, "North": 1, "South": 1},
        couples=[Couple("Ana", "Bo", [("Radiology", "Neurology")])],
        supplemental={"Ana": {"Radiology": ["North", "South"]}, "Bo": {"Neurology": ["South", "North"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {"Ana": "Radiology", "Bo": "Neurology"}
    assert first_years(market, answer.matching) == {"Ana": "North"}


def test_a_couple_that_falls_gives_back_the_first_years_of_both() -> None:
    """Omar pushes Ana out of Radiology, so Bo leaves Neurology and his first year, which goes to Finn."""
    market = Market.from_lists(
        lists("""
            Omar: Surgery Radiology
            Gus: Surgery
            Finn: South
        """),
        lists("""
            Radiology: Omar Ana
            Neurology: Bo
            Surgery: Gus Omar
            South: Bo Finn
            Rural: Ana Bo
        """),
        {"Radiology": 1, "Neurology": 1, "Surgery": 1, "South": 1, "Rural": 2},
        couples=[Couple("Ana", "Bo", [("Radiology", "Neurology"), ("Rural", "Rural")])],
        supplemental={"Bo": {"Neurology": ["South"]}},
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    assert where(market, answer.matching) == {
        "Omar": "Radiology",
        "Gus": "Surgery",
        "Finn": "South",
        "Ana": "Rural",
        "Bo": "Rural",
    }
    assert first_years(market, answer.matching) == {}


ROUND_AND_ROUND = Market.from_lists(
    {"Ana": ["Medicine", "Radiology"], "Bo": ["Radiology"]},
    {"Radiology": ["Ana", "Bo"], "Medicine": ["Bo", "Ana"]},
    {"Radiology": 1, "Medicine": 1},
    supplemental={"Bo": {"Radiology": ["Medicine"]}},
)
"""Bo's first year pushes Ana into Radiology; that costs Bo his place and the first year; Ana goes back up."""


def test_supplemental_lists_alone_can_leave_no_stable_match() -> None:
    """Found by trying the smallest markets; enumeration shows that no match of it is stable."""
    assert find_all_stable(ROUND_AND_ROUND) == []


@pytest.mark.parametrize(("exactly", "status"), [(False, Status.UNDECIDED), (True, Status.NONE)])
def test_where_supplemental_lists_leave_no_stable_match_the_answer_says_so(
    *, exactly: bool, status: Status
) -> None:
    answer = solve(ROUND_AND_ROUND, exactly=exactly)
    assert answer.status is status
    assert answer.counts.blocking == 1
