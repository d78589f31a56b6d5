"""Markets of books, papers, manuals and other programs' tests, with the outcomes printed there.

Names are invented; the lists are those of the source. Where a source gives no outcome, or could not be read
whole, the docstring says what was found by enumerating every match of the market instead.
"""

from hallway.engine.markets import Couple, Market
from hallway.engine.matchings import Status
from tests.engine.answers import by_name, lists, solve, where
from tests.engine.brute_force import find_all_stable


def stable_outcomes(market: Market) -> list[dict[str, str]]:
    return [by_name(market, each.programs) for each in find_all_stable(market)]


def one_each(programs: dict[str, list[str]]) -> dict[str, int]:
    return dict.fromkeys(programs, 1)


def without_couples(applicants: str, programs: str, seats: dict[str, int] | None = None) -> Market:
    lists_of_programs = lists(programs)
    return Market.from_lists(lists(applicants), lists_of_programs, seats or one_each(lists_of_programs))


def best_for_each_side(market: Market) -> tuple[dict[str, str], dict[str, str]]:
    by_applicants, by_programs = solve(market), solve(market, proposing="programs")
    assert by_applicants.status is by_programs.status is Status.STABLE
    return where(market, by_applicants.matching), where(market, by_programs.matching)


# ------------------------------------------------------------------------------------------ Gale and Shapley


def test_gale_and_shapley_three_and_three() -> None:
    """Gale & Shapley (1962), American Mathematical Monthly 69(1), 9-15, Example 1.

    Three of the six matches are stable: everybody on one side first, everybody on the other, all second.
    """
    market = without_couples(
        """
        Ana: Harbor Mesa Lakeside
        Bo: Mesa Lakeside Harbor
        Cy: Lakeside Harbor Mesa
        """,
        """
        Harbor: Bo Cy Ana
        Mesa: Cy Ana Bo
        Lakeside: Ana Bo Cy
        """,
    )
    first = {"Ana": "Harbor", "Bo": "Mesa", "Cy": "Lakeside"}
    second = {"Ana": "Mesa", "Bo": "Lakeside", "Cy": "Harbor"}
    third = {"Ana": "Lakeside", "Bo": "Harbor", "Cy": "Mesa"}
    assert best_for_each_side(market) == (first, third)
    outcomes = stable_outcomes(market)
    assert len(outcomes) == 3
    assert all(each in outcomes for each in (first, second, third))


def test_gale_and_shapley_four_and_four() -> None:
    """Gale & Shapley (1962), Example 2: one stable match alone, in which nobody has a first choice."""
    market = without_couples(
        """
        Ana: Harbor Mesa Lakeside Prairie
        Bo: Harbor Prairie Lakeside Mesa
        Cy: Mesa Harbor Lakeside Prairie
        Di: Prairie Mesa Lakeside Harbor
        """,
        """
        Harbor: Di Cy Ana Bo
        Mesa: Bo Di Ana Cy
        Lakeside: Di Ana Bo Cy
        Prairie: Cy Bo Ana Di
        """,
    )
    outcome = {"Ana": "Lakeside", "Bo": "Prairie", "Cy": "Harbor", "Di": "Mesa"}
    assert best_for_each_side(market) == (outcome, outcome)
    assert stable_outcomes(market) == [outcome]
    assert all(
        market.name_program(market.list_of(each)[0]) != outcome[["Ana", "Bo", "Cy", "Di"][each]]
        for each in range(4)
    )


# ----------------------------------------------------------------------------------------- Roth and Sotomayor


def test_roth_and_sotomayor_somebody_stays_without_in_every_stable_match() -> None:
    """Roth & Sotomayor (1990), Two-Sided Matching, Example 2.9.

    Lists and outcomes as in the tests of MatchingMarkets.jl. The two sides' best matches differ for
    everybody, and all leave out the same person.
    """
    market = without_couples(
        """
        Ana: P1 P2 P3 P4
        Bo: P4 P2 P3 P1
        Cy: P4 P3 P1 P2
        Di: P1 P4 P3 P2
        Ed: P1 P2 P4
        """,
        """
        P1: Bo Cy Ana Di Ed
        P2: Cy Ana Bo Di Ed
        P3: Ed Di Ana Bo Cy
        P4: Ana Di Ed Bo Cy
        """,
    )
    assert best_for_each_side(market) == (
        {"Ana": "P1", "Bo": "P2", "Cy": "P3", "Di": "P4"},
        {"Ana": "P4", "Bo": "P1", "Cy": "P2", "Di": "P3"},
    )
    assert all("Ed" not in each for each in stable_outcomes(market))


def test_roth_and_sotomayor_ten_stable_matches_of_four_and_four() -> None:
    """Roth & Sotomayor (1990), Example 2.17 (after Knuth): ten stable matches, from first to last choices."""
    market = without_couples(
        """
        Ana: P1 P2 P3 P4
        Bo: P2 P1 P4 P3
        Cy: P3 P4 P1 P2
        Di: P4 P3 P2 P1
        """,
        """
        P1: Di Cy Bo Ana
        P2: Cy Di Ana Bo
        P3: Bo Ana Di Cy
        P4: Ana Bo Cy Di
        """,
    )
    assert best_for_each_side(market) == (
        {"Ana": "P1", "Bo": "P2", "Cy": "P3", "Di": "P4"},
        {"Ana": "P4", "Bo": "P3", "Cy": "P2", "Di": "P1"},
    )
    assert len(stable_outcomes(market)) == 10


def test_roth_and_sotomayor_a_program_of_three_positions() -> None:
    """Roth & Sotomayor (1990), page 16; lists and outcomes as in the tests of MatchingMarkets.jl.

    Four stable matches, found by enumeration, and the same positions filled in each.
    """
    market = without_couples(
        """
        Ana: P5 P1
        Bo: P2 P5 P1
        Cy: P3 P1
        Di: P4 P1
        Ed: P1 P2
        Flo: P1 P3
        Gus: P1 P3 P4
        """,
        """
        P1: Ana Bo Cy Di Ed Flo Gus
        P2: Ed Bo
        P3: Flo Gus Cy
        P4: Gus Di
        P5: Bo Ana
        """,
        {"P1": 3, "P2": 1, "P3": 1, "P4": 1, "P5": 1},
    )
    assert best_for_each_side(market) == (
        {"Ana": "P5", "Bo": "P2", "Cy": "P3", "Di": "P4", "Ed": "P1", "Flo": "P1", "Gus": "P1"},
        {"Ana": "P1", "Bo": "P5", "Cy": "P1", "Di": "P1", "Ed": "P2", "Flo": "P3", "Gus": "P4"},
    )
    outcomes = stable_outcomes(market)
    assert len(outcomes) == 4
    assert {tuple(sorted(each.values())) for each in outcomes} == {("P1", "P1", "P1", "P2", "P3", "P4", "P5")}


def test_gusfield_and_irving_eleven_residents_and_five_hospitals() -> None:
    """Gusfield & Irving (1989), The Stable Marriage Problem, section 1.6.5.

    Lists and outcomes as in the tests of MatchingMarkets.jl, which also found that the match printed as the
    hospitals' best is not their best; ours is the corrected one.
    """
    market = without_couples(
        """
        R1: H3 H1 H5 H4
        R2: H1 H3 H4 H2 H5
        R3: H4 H5 H3 H1 H2
        R4: H3 H4 H1 H5
        R5: H1 H4 H2
        R6: H4 H3 H2 H1 H5
        R7: H2 H5 H1 H3
        R8: H1 H3 H2 H5 H4
        R9: H4 H1 H5
        R10: H3 H1 H5 H2 H4
        R11: H5 H4 H1 H3 H2
        """,
        """
        H1: R3 R7 R9 R11 R5 R4 R10 R8 R6 R1 R2
        H2: R5 R7 R10 R6 R8 R2 R3 R11
        H3: R11 R6 R8 R3 R2 R4 R7 R1 R10
        H4: R10 R1 R2 R11 R4 R9 R5 R3 R6 R8
        H5: R2 R4 R10 R7 R6 R1 R8 R3 R11 R9
        """,
        {"H1": 4, "H2": 1, "H3": 3, "H4": 2, "H5": 1},
    )
    numbers_by_applicants = (3, 1, 4, 3, 1, 3, 2, 1, 4, 1, 5)
    numbers_by_programs = (4, 5, 3, 1, 1, 3, 2, 3, 1, 4, 1)
    assert best_for_each_side(market) == (
        {f"R{each}": f"H{number}" for each, number in enumerate(numbers_by_applicants, 1)},
        {f"R{each}": f"H{number}" for each, number in enumerate(numbers_by_programs, 1)},
    )


# ------------------------------------------------------------------------------------------------- the NRMP


def test_the_example_of_the_nrmp_with_eight_applicants() -> None:
    """NRMP, "How the Matching Algorithm Works": eight applicants, four programs of two positions each.

    Lists and outcome as computed from that page by J. Aghion (2010). Two who ranked only the programs that
    everybody wants stay without one, while two positions stay unfilled.
    """
    market = without_couples(
        """
        Ana: City
        Bo: City Mercy
        Cy: City Mercy
        Di: Mercy City General State
        Ed: City Mercy State General
        Flo: City General Mercy State
        Gus: City Mercy State General
        Hal: State City Mercy General
        """,
        """
        Mercy: Cy Gus
        City: Gus Hal Ed Ana Bo Cy Di Flo
        General: Bo Ed Hal Ana Cy Di Gus
        State: Bo Ed Ana Cy Hal Flo Di Gus
        """,
        {"Mercy": 2, "City": 2, "General": 2, "State": 2},
    )
    outcome = {"Gus": "City", "Ed": "City", "Cy": "Mercy", "Di": "General", "Flo": "State", "Hal": "State"}
    assert best_for_each_side(market)[0] == outcome
    answer = solve(market)
    assert answer.matching.unfilled(market).tolist() == [1, 0, 1, 0]


def test_the_example_of_the_nrmp_with_five_applicants() -> None:
    """NRMP, "Run a Match" (2014): five applicants, three programs of two positions each.

    Outcome as in the README of matchy_matchy, which carries the same lists.
    """
    market = without_couples(
        """
        Ana: City
        Bo: City Mercy
        Cy: City General Mercy
        Di: Mercy City General
        Ed: City Mercy General
        """,
        """
        Mercy: Ed Cy
        City: Ed Ana Bo Di Cy
        General: Ed Ana Cy Di
        """,
        {"Mercy": 2, "City": 2, "General": 2},
    )
    outcome = {"Ana": "City", "Cy": "General", "Di": "General", "Ed": "City"}
    assert best_for_each_side(market)[0] == outcome


def test_no_stable_match_fills_a_rural_hospital() -> None:
    """Roth (1986), Econometrica 54(2), 425-427: every stable match fills the same number in each program.

    The lists are those of a teaching page on the theorem; enumeration finds the rest.
    """
    market = without_couples(
        """
        R1: Urban Suburban Rural
        R2: Urban Suburban Rural
        R3: Suburban Urban Rural
        R4: Urban Rural Suburban
        R5: Suburban Rural Urban
        """,
        """
        Urban: R1 R2 R3 R4 R5
        Suburban: R2 R3 R1 R5 R4
        Rural: R3 R5 R4 R1 R2
        """,
        {"Urban": 2, "Suburban": 2, "Rural": 2},
    )
    outcomes = stable_outcomes(market)
    assert {tuple(sorted(each.values())) for each in outcomes} == {
        ("Rural", "Suburban", "Suburban", "Urban", "Urban")
    }
    for outcome in best_for_each_side(market):
        assert [who for who, program in outcome.items() if program == "Rural"] == ["R4"]


# ---------------------------------------------------------------------------------------------------- couples


NO_STABLE_MATCH = Market.from_lists(
    {"Sam": ["Harbor", "Mesa"]},
    {"Harbor": ["Mia", "Sam"], "Mesa": ["Sam", "Will"]},
    {"Harbor": 1, "Mesa": 1},
    couples=[Couple("Mia", "Will", [("Harbor", "Mesa")])],
)


def test_one_couple_and_one_single_may_have_no_stable_match() -> None:
    """The market with which Klaus & Klijn (2005), Journal of Economic Theory 121(1), 75-106, is taught.

    Found in lecture notes; enumeration agrees. The couple pushes Sam out of Harbor, Sam pushes Will out of
    Mesa, the couple leaves, Sam goes up to Harbor, and so on.
    """
    assert stable_outcomes(NO_STABLE_MATCH) == []


def test_without_a_stable_match_chaining_ends_and_says_so() -> None:
    answer = solve(NO_STABLE_MATCH)
    assert answer.status is Status.UNDECIDED
    assert answer.counts.faults == 0
    assert answer.counts.blocking == 1


def test_without_a_stable_match_the_exact_solver_proves_it() -> None:
    answer = solve(NO_STABLE_MATCH, exactly=True)
    assert answer.status is Status.NONE
    assert answer.counts.blocking == 1


def test_with_couples_stable_matches_may_fill_different_numbers() -> None:
    """A fact of Aldershof & Carducci (1996), Discrete Applied Mathematics 68, in a market of our own.

    Both matches are stable: Mesa's only position is not free for Bo while Ana herself holds it, because a
    couple's own seats do not count as vacated. Found by enumeration.
    """
    market = Market.from_lists(
        {},
        {"Harbor": ["Ana", "Bo"], "Mesa": ["Ana", "Bo"]},
        {"Harbor": 1, "Mesa": 1},
        couples=[Couple("Ana", "Bo", [("Harbor", "Mesa"), ("Mesa", None)])],
    )
    assert stable_outcomes(market) == [{"Ana": "Harbor", "Bo": "Mesa"}, {"Ana": "Mesa"}]
    assert where(market, solve(market).matching) == {"Ana": "Harbor", "Bo": "Mesa"}


def test_couples_who_want_both_positions_of_a_program() -> None:
    """Bacchus, Drummond & Perrault, stable-matching-suite, Tests/test4 with its match in matchfor_test4.

    Three couples who want pairs of one program, and eight singles who all rank alike.
    """
    everywhere = " ".join(f"P{each}" for each in range(8))
    singles = " ".join(f"R{each}" for each in range(7, -1, -1))
    programs = lists(
        f"""
        P0: R13 R11 R10 R9 R8 {singles}
        P1: R13 R12 R11 R9 R8 {singles}
        P2: R9 R8 {singles}
        P3: {singles}
        P4: {singles}
        P5: {singles}
        P6: {singles}
        P7: {singles}
        """
    )
    market = Market.from_lists(
        {f"R{each}": everywhere.split() for each in range(8)},
        programs,
        dict.fromkeys(programs, 2),
        couples=[
            Couple("R8", "R9", [("P0", "P0"), ("P1", "P1"), ("P2", "P2")]),
            Couple("R10", "R11", [("P0", "P0"), ("P0", "P1")]),
            Couple("R12", "R13", [("P1", "P1"), ("P1", "P0")]),
        ],
    )
    answer = solve(market)
    assert answer.status is Status.STABLE
    numbers = (6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 0, 0, 1, 1)
    assert where(market, answer.matching) == {f"R{each}": f"P{number}" for each, number in enumerate(numbers)}


def test_three_couples_who_rank_every_pair() -> None:
    """Bacchus, Drummond & Perrault, stable-matching-suite, RPmatcher/testinst with the match in testrp."""

    def pairs(text: str) -> list[tuple[str | None, str | None]]:
        return [(f"P{each[0]}", f"P{each[1]}") for each in text.split()]

    market = Market.from_lists(
        {},
        lists("""
            P0: R1 R5 R3 R2 R4 R0
            P1: R2 R5 R1 R3 R4 R0
            P2: R0 R5 R3 R4 R2 R1
        """),
        {"P0": 2, "P1": 2, "P2": 2},
        couples=[
            Couple("R1", "R5", pairs("11 20 12 00 01 02 22 21 10")),
            Couple("R2", "R0", pairs("00 11 21 02 12 22 20 10 01")),
            Couple("R3", "R4", pairs("20 02 21 00 11 22 12 10 01")),
        ],
    )
    outcome = {"R0": "P2", "R1": "P1", "R2": "P0", "R3": "P2", "R4": "P0", "R5": "P1"}
    assert outcome in stable_outcomes(market)
    assert where(market, solve(market).matching) in stable_outcomes(market)
