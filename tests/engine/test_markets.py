"""The door: what a market may be, and how one that cannot be meant is refused, with its place."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # arrays drawn rudely hold anything

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.engine.markets import EVEN, NOBODY, ODD, Couple, InvalidMarket, Market, Reversion


@dataclass(frozen=True)
class Lists:
    """A market by names, as somebody types it."""

    applicants: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {"Dana": ["Harbor", "Mesa"], "Iris": ["Mesa"], "Omar": []}
    )
    programs: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {"Harbor": ["Iris", "Dana"], "Mesa": ["Dana"], "Lakeside": []}
    )
    seats: Mapping[str, int] = field(default_factory=lambda: {"Harbor": 1, "Mesa": 2, "Lakeside": 0})
    couples: Sequence[Couple] = ()
    supplemental: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    reversions: Sequence[Reversion] = ()
    parity: Mapping[str, str] | None = None

    def market(self) -> Market:
        return Market.from_lists(
            self.applicants,
            self.programs,
            self.seats,
            couples=self.couples,
            supplemental=self.supplemental,
            reversions=self.reversions,
            parity=self.parity,
        )


def couple(*ranks: tuple[str | None, str | None]) -> list[Couple]:
    return [Couple("Ana", "Bo", ranks)]


# ------------------------------------------------------------------------------------------- what is legal


def test_names_become_numbers_in_the_order_in_which_they_are_given() -> None:
    market = Lists().market()
    assert market.applicant_names == ("Dana", "Iris", "Omar")
    assert market.program_names == ("Harbor", "Mesa", "Lakeside")
    assert market.list_of(0).tolist() == [0, 1]
    assert market.ranks_of(0).tolist() == [1, 0]
    assert market.seats.tolist() == [1, 2, 0]
    assert (market.applicant_count, market.program_count, market.couple_count) == (3, 3, 0)


def test_one_sided_ranks_are_legal() -> None:
    """Iris ranks Mesa, which does not rank her; Harbor ranks her and is not ranked."""
    assert Lists().market().list_of(1).tolist() == [1]


def test_nobody_and_nothing_are_a_market() -> None:
    market = Lists({}, {}, {}).market()
    assert (market.applicant_count, market.program_count) == (0, 0)


def test_applicants_without_programs_and_programs_without_applicants_are_legal() -> None:
    assert Lists({"Dana": []}, {}, {}).market().applicant_count == 1
    assert Lists({}, {"Mesa": []}, {"Mesa": 3}).market().seats.tolist() == [3]


def test_members_of_couples_need_no_entry_among_the_applicants() -> None:
    market = Lists(couples=couple(("Harbor", "Mesa"), (None, "Mesa"))).market()
    assert market.applicant_names == ("Dana", "Iris", "Omar", "Ana", "Bo")
    assert market.couples.tolist() == [[3, 4]]
    assert market.pairs_of(0).tolist() == [[0, 1], [NOBODY, 1]]
    assert market.list_of(3).size == 0


def test_members_of_couples_may_stand_among_the_applicants_with_an_empty_list() -> None:
    market = Lists(
        {"Bo": [], "Ana": []}, {"Mesa": ["Ana"]}, {"Mesa": 1}, couples=couple(("Mesa", None))
    ).market()
    assert market.couples.tolist() == [[1, 0]]


def test_both_partners_may_want_the_same_program_and_a_couple_may_want_nothing() -> None:
    market = Lists(couples=[Couple("Ana", "Bo", [("Mesa", "Mesa")]), Couple("Cy", "Di", [])]).market()
    assert market.pairs_of(0).tolist() == [[1, 1]]
    assert market.pairs_of(1).shape == (0, 2)


def test_a_supplemental_list_for_a_program_that_is_not_ranked_is_legal() -> None:
    market = Lists(supplemental={"Omar": {"Lakeside": ["Mesa", "Harbor"]}}).market()
    assert market.advanced.tolist() == [[2, 2]]
    assert market.extras_of(0).tolist() == [1, 0]


def test_reversions_may_form_a_circle_and_promise_more_than_there_is() -> None:
    market = Lists(reversions=[Reversion("Mesa", "Harbor", 99), Reversion("Harbor", "Mesa", 1)]).market()
    assert market.reversions.tolist() == [[1, 0, 99], [0, 1, 1]]


def test_parity_is_asked_by_a_word() -> None:
    assert Lists(parity={"Mesa": "even", "Harbor": "odd"}).market().parity.tolist() == [ODD, EVEN, 0]


def test_positions_may_be_numbers_of_numpy() -> None:
    seats: Mapping[str, Any] = {"Harbor": np.int64(4), "Mesa": np.uint8(2), "Lakeside": 0}
    assert Lists(seats=seats).market().seats.tolist() == [4, 2, 0]


def test_the_arrays_of_a_market_cannot_be_changed() -> None:
    """A solver that wrote into them would change the question; and the caller's own arrays stay theirs."""
    seats = np.array([1], np.int32)
    market = Market(seats=seats, list_starts=[0, 1], lists=[0], rank_starts=[0, 1], ranks=[0])  # type: ignore[arg-type] # lists do as well
    seats[0] = 9
    assert market.seats.tolist() == [1]
    with pytest.raises(ValueError, match="read-only"):
        market.lists[0] = 1


def test_without_names_people_and_programs_are_called_by_number() -> None:
    market = Market(
        seats=np.ones(1, np.int32),
        list_starts=np.array([0, 1]),
        lists=np.array([0]),
        rank_starts=np.array([0, 1]),
        ranks=np.array([0]),
    )
    assert (market.name_applicant(0), market.name_program(0)) == ("#0", "#0")


# ----------------------------------------------------------------------------------------- what is refused

REFUSED: Sequence[tuple[str, Lists, str]] = [
    (
        "an unknown program, with what was probably meant",
        Lists({"Dana": ["Mesa", "Habor"]}),
        "applicants > Dana, rank 2: there is no program 'Habor'. Did you mean 'Harbor'?",
    ),
    (
        "an unknown program that is like no other",
        Lists({"Dana": ["xyz"]}),
        "applicants > Dana, rank 1: there is no program 'xyz'. Add it to the programs, or take it out here.",
    ),
    (
        "an unknown applicant",
        Lists(programs={"Harbor": ["Dana", "Irsi"], "Mesa": [], "Lakeside": []}),
        "programs > Harbor, rank 2: there is no applicant 'Irsi'. Did you mean 'Iris'?",
    ),
    (
        "a program ranked twice",
        Lists({"Dana": ["Harbor", "Mesa", "Harbor"], "Iris": []}),
        "applicants > Dana, rank 3: 'Harbor' is ranked twice. Keep the better rank only.",
    ),
    (
        "an applicant ranked twice",
        Lists(programs={"Harbor": [], "Mesa": ["Omar", "Omar"], "Lakeside": []}),
        "programs > Mesa, rank 2: 'Omar' is ranked twice. Keep the better rank only.",
    ),
    (
        "one text in place of a list",
        Lists({"Dana": "Harbor"}),
        "applicants > Dana: a list of names belongs here, not one text.",
    ),
    (
        "a program without positions",
        Lists(seats={"Harbor": 1, "Lakeside": 1}),
        "capacity > Mesa: say how many positions this program has.",
    ),
    (
        "positions of a program that is not there",
        Lists(seats={"Harbor": 1, "Mesa": 1, "Lakesid": 1, "Lakeside": 0}),
        "capacity: there is no program 'Lakesid'. Did you mean 'Lakeside'?",
    ),
    (
        "fewer than no positions",
        Lists(seats={"Harbor": 1, "Mesa": -1, "Lakeside": 1}),
        "capacity > Mesa: -1 is no number of positions (0 or more).",
    ),
    (
        "more positions than numbers hold",
        Lists(seats={"Harbor": 1, "Mesa": 2**31, "Lakeside": 1}),
        "capacity > Mesa: 2147483648 is no number of positions (0 or more).",
    ),
    (
        "more positions together than numbers hold",
        Lists(seats={"Harbor": 2**30, "Mesa": 2**30, "Lakeside": 0}),
        "capacity: all positions together are more than 2,147,483,647.",
    ),
    (
        "a person in two couples",
        Lists(couples=[*couple(("Mesa", None)), Couple("Cy", "Ana", [("Mesa", None)])]),
        "couples > Ana: this applicant is in two couples; keep one.",
    ),
    (
        "a person in the same couple twice",
        Lists(couples=[Couple("Ana", "Ana", [("Mesa", "Harbor")])]),
        "couples > Ana and Ana: a couple is two people.",
    ),
    (
        "a member of a couple with a list beside it",
        Lists(couples=[Couple("Omar", "Dana", [("Mesa", None)])]),
        "applicants > Dana: a member of a couple has no rank order list beside the couple's pairs.",
    ),
    (
        "an unknown program in a pair",
        Lists(couples=couple(("Mesa", "Harbor"), ("Mesa", "Harbr"))),
        "couples > Ana and Bo, rank 2: there is no program 'Harbr'. Did you mean 'Harbor'?",
    ),
    (
        "a pair without any program",
        Lists(couples=couple(("Mesa", "Harbor"), (None, None))),
        "couples > Ana and Bo, rank 2: a pair needs at least one program.",
    ),
    (
        "a pair ranked twice",
        Lists(couples=couple(("Mesa", None), (None, "Mesa"), ("Mesa", None))),
        "couples > Ana and Bo, rank 3: this pair is ranked twice. Keep the better rank only.",
    ),
    (
        "a supplemental list of somebody who is not there",
        Lists(supplemental={"Dnaa": {"Mesa": []}}),
        "supplemental: there is no applicant 'Dnaa'. Did you mean 'Dana'?",
    ),
    (
        "a supplemental list for a program that is not there",
        Lists(supplemental={"Dana": {"Messa": []}}),
        "supplemental > Dana: there is no program 'Messa'. Did you mean 'Mesa'?",
    ),
    (
        "an unknown program on a supplemental list",
        Lists(supplemental={"Dana": {"Mesa": ["Harbor", "Lakesid"]}}),
        "supplemental > Dana > Mesa, rank 2: there is no program 'Lakesid'. Did you mean 'Lakeside'?",
    ),
    (
        "a program twice on a supplemental list",
        Lists(supplemental={"Omar": {}, "Dana": {"Harbor": [], "Mesa": ["Harbor", "Harbor"]}}),
        "supplemental > Dana > Mesa, rank 2: 'Harbor' is ranked twice. Keep the better rank only.",
    ),
    (
        "an advanced program on its own supplemental list",
        Lists(supplemental={"Dana": {"Mesa": ["Harbor", "Mesa"]}}),
        "supplemental > Dana > Mesa, rank 2: the advanced program cannot stand on its own supplemental list.",
    ),
    (
        "a reversion from a program that is not there",
        Lists(reversions=[Reversion("Harbour", "Mesa", 1)]),
        "reversions: there is no program 'Harbour'. Did you mean 'Harbor'?",
    ),
    (
        "a reversion to the program itself",
        Lists(reversions=[Reversion("Mesa", "Mesa", 1)]),
        "reversions > Mesa to Mesa: positions cannot revert to the same program.",
    ),
    (
        "a reversion of fewer than no positions",
        Lists(reversions=[Reversion("Mesa", "Harbor", -2)]),
        "reversions > Mesa to Harbor: -2 is no number of positions (0 or more).",
    ),
    (
        "the same reversion twice",
        Lists(reversions=[Reversion("Mesa", "Harbor", 1), Reversion("Mesa", "Harbor", 2)]),
        "reversions > Mesa to Harbor: this reversion is asked for twice.",
    ),
    (
        "a request that is neither even nor odd",
        Lists(parity={"Mesa": "evn"}),
        "parity > Mesa: 'evn' is neither 'even' nor 'odd'.",
    ),
    (
        "a request of a program that is not there",
        Lists(parity={"Messa": "even"}),
        "parity: there is no program 'Messa'. Did you mean 'Mesa'?",
    ),
]


@pytest.mark.parametrize(
    ("lists", "words"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_what_cannot_be_meant_is_refused_with_its_place(lists: Lists, words: str) -> None:
    with pytest.raises(InvalidMarket) as refused:
        lists.market()
    assert str(refused.value) == words


def test_a_refusal_carries_its_place_in_parts() -> None:
    """So that a file's reader can say the line, or a page can mark the field."""
    with pytest.raises(InvalidMarket) as refused:
        Lists({"Dana": ["Mesa", "Habor"]}).market()
    fault = refused.value
    assert (fault.part, fault.name, fault.index) == ("applicants", "Dana", 1)
    assert isinstance(fault, ValueError)


@pytest.mark.parametrize("number", [True, 1.0, 1.5, "2", None, [1]])
def test_positions_that_are_no_whole_number_are_refused(number: Any) -> None:  # noqa: ANN401 - rude
    with pytest.raises(InvalidMarket, match="no number of positions"):
        Lists(seats={"Harbor": number, "Mesa": 1, "Lakeside": 1}).market()


@pytest.mark.parametrize("entry", [None, 3, ["Mesa"]])
def test_a_rank_that_is_no_name_is_refused(entry: Any) -> None:  # noqa: ANN401 - rude
    with pytest.raises(InvalidMarket, match="applicants > Dana, rank 2: there is no program"):
        Lists({"Dana": ["Mesa", entry]}).market()


@pytest.mark.parametrize("pair", [(), ("Mesa",), ("Mesa", "Harbor", "Lakeside")])
def test_a_pair_of_one_or_three_is_refused(pair: Any) -> None:  # noqa: ANN401 - rude
    with pytest.raises(InvalidMarket, match=r"couples > Ana and Bo, rank 1: .* is no pair of programs"):
        Lists(couples=couple(pair)).market()


def test_the_first_of_several_faults_is_the_same_in_every_run() -> None:
    """Sets come in another order in every process; a message must not."""
    seats = {**Lists().seats, "b": 1, "a": 1, "c": 1}
    with pytest.raises(InvalidMarket, match="no program 'b'"):
        Lists(seats=seats).market()


# ------------------------------------------------------------------------------------------------ arrays

Arrays = dict[str, Any]


def arrays(**changed: object) -> Arrays:
    """Return a market of two applicants, two programs, a couple, in arrays; some of them changed."""
    return {
        "seats": np.array([1, 1]),
        "list_starts": np.array([0, 2, 3, 3, 3]),
        "lists": np.array([0, 1, 1]),
        "rank_starts": np.array([0, 2, 5]),
        "ranks": np.array([1, 0, 0, 2, 3]),
        "couples": np.array([[2, 3]]),
        "pair_starts": np.array([0, 1]),
        "pairs": np.array([[1, NOBODY]]),
        "advanced": np.array([[0, 0]]),
        "extra_starts": np.array([0, 1]),
        "extras": np.array([1]),
        "reversions": np.array([[0, 1, 1]]),
        "parity": np.array([0, EVEN]),
        "applicant_names": ("Dana", "Iris", "Ana", "Bo"),
        "program_names": ("Harbor", "Mesa"),
        **changed,
    }


WRAPS = np.array([0, 2**31 - 1, -(2**31), -1, 3], np.int32)
"""Goes backward, although no difference of two neighbors is negative in 32 bits."""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seats": [1.5, 1]}, "seats: values of type float64 are no whole numbers."),
        ({"seats": [float("nan"), 1]}, "seats: values of type float64 are no whole numbers."),
        ({"seats": ["1", "2"]}, "seats: values of type <U1 are no whole numbers."),
        ({"seats": [True, True]}, "seats: values of type bool are no whole numbers."),
        ({"seats": None}, "seats: values of type object are no whole numbers."),
        ({"seats": 2}, "seats: an array of shape () does not fit."),
        ({"seats": [[1, 1]]}, "seats: an array of shape (1, 2) does not fit."),
        ({"seats": [1, 1, 1]}, "programs: seats, ranks and parity are of unequal length."),
        ({"seats": [1, -1]}, "capacity > Mesa: -1 is no number of positions (0 or more)."),
        ({"lists": [0, 1, 2**32]}, "lists: a number is beyond 2,147,483,647."),
        ({"lists": np.array([0, 1, 2**63], np.uint64)}, "lists: a number is beyond 2,147,483,647."),
        ({"lists": [0, 1, 2**64]}, "lists: values of type object are no whole numbers."),
        ({"lists": [[0, 1], [1]]}, "lists: rows of unequal length do not fit."),
        ({"lists": [0, 2, 1]}, "applicants > Dana, rank 2: there is no number 2; they go from 0 to 1."),
        ({"lists": [0, 1, -1]}, "applicants > Iris, rank 1: there is no number -1; they go from 0 to 1."),
        (
            {"lists": [1, 1, 1]},
            "applicants > Dana, rank 2: 'Mesa' is ranked twice. Keep the better rank only.",
        ),
        ({"list_starts": []}, "applicants: the places where lists start are missing; nobody's are [0]."),
        (
            {"list_starts": [0, 2, 1, 3, 3]},
            "applicants: the places where lists start do not fit the entries.",
        ),
        (
            {"list_starts": [0, 2, 3, 3, 4]},
            "applicants: the places where lists start do not fit the entries.",
        ),
        (
            {"list_starts": [1, 2, 3, 3, 3]},
            "applicants: the places where lists start do not fit the entries.",
        ),
        ({"list_starts": WRAPS}, "applicants: the places where lists start do not fit the entries."),
        ({"rank_starts": [0, 5]}, "programs: seats, ranks and parity are of unequal length."),
        ({"ranks": [1, 0, 0, 2, 4]}, "programs > Mesa, rank 3: there is no number 4; they go from 0 to 3."),
        ({"couples": [2, 3]}, "couples: an array of shape (2,) does not fit."),
        ({"couples": [[2, 3, 1]]}, "couples: an array of shape (1, 3) does not fit."),
        ({"couples": [[2, 4]]}, "couples: a member is no applicant; they go from 0 to 3."),
        ({"couples": [[2, -1]]}, "couples: a member is no applicant; they go from 0 to 3."),
        ({"pair_starts": [0]}, "couples: couples and their lists are of unequal length."),
        (
            {"pairs": [[1, -2]]},
            "couples > Ana and Bo, rank 1: this is no program; they go from 0 to 1, or -1 for none.",
        ),
        (
            {"pairs": [[2, 0]]},
            "couples > Ana and Bo, rank 1: this is no program; they go from 0 to 1, or -1 for none.",
        ),
        (
            {"advanced": [[0, 2]], "extras": [7]},
            "supplemental: an applicant or an advanced program is out of range.",
        ),
        (
            {"advanced": [[-9, 0]], "extras": [7]},
            "supplemental: an applicant or an advanced program is out of range.",
        ),
        ({"extras": [2]}, "supplemental > Dana > Harbor, rank 1: there is no number 2; they go from 0 to 1."),
        (
            {"extra_starts": [0, 1, 1]},
            "supplemental: advanced programs and their lists are of unequal length.",
        ),
        (
            {"advanced": [[0, 0], [0, 0]], "extra_starts": [0, 1, 1]},
            "supplemental > Dana > Harbor: there are two lists for this advanced program.",
        ),
        ({"reversions": [[0, 2, 1]]}, "reversions: donor or receiver is no program; they go from 0 to 1."),
        (
            {"reversions": [[0, 1, -1]]},
            "reversions > Harbor to Mesa: -1 is no number of positions (0 or more).",
        ),
        ({"reversions": [[0, 1]]}, "reversions: an array of shape (1, 2) does not fit."),
        ({"parity": [0, 3]}, "parity > Mesa: 3 is neither even (2) nor odd (1)."),
        ({"parity": [0]}, "programs: seats, ranks and parity are of unequal length."),
        ({"applicant_names": ("Dana",)}, "applicants: there are 4 and 1 names."),
        ({"program_names": ("Mesa", "Mesa")}, "programs > Mesa: two have this name; tell them apart."),
    ],
    ids=repr,
)
def test_arrays_that_cannot_be_meant_are_refused_with_their_place(changed: Arrays, words: str) -> None:
    with pytest.raises(InvalidMarket) as refused:
        Market(**arrays(**changed))
    assert str(refused.value) == words


@pytest.mark.parametrize("of", [np.int8, np.uint8, np.int64, np.uint64, ">i4"])
def test_whole_numbers_of_every_width_are_read(of: str) -> None:
    given = {
        name: value.astype(of) for name, value in arrays().items() if name in {"seats", "lists", "ranks"}
    }
    market = Market(**arrays(**given))
    assert market.lists.dtype == np.int32
    assert market.ranks.tolist() == [1, 0, 0, 2, 3]


def test_empty_arrays_of_any_kind_mean_nothing_there() -> None:
    nothing = np.array([])
    couples = {"couples": nothing, "pairs": nothing, "pair_starts": [0]}
    rest = {"advanced": nothing, "extras": [], "extra_starts": [0], "reversions": [], "parity": []}
    market = Market(**arrays(**couples, **rest))
    assert market.couples.shape == (0, 2)
    assert market.reversions.shape == (0, 3)
    assert market.parity.tolist() == [0, 0]


# --------------------------------------------------------------------------------------------- properties

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


@st.composite
def lists_by_name(draw: st.DrawFn) -> Lists:
    """Draw a market that can be meant, with names of any script."""
    people = draw(st.lists(NAMES, max_size=6, unique=True))
    programs = draw(st.lists(NAMES, max_size=4, unique=True))

    def some(names: Sequence[str], most: int = 6) -> list[str]:
        return draw(st.lists(st.sampled_from(names), max_size=most, unique=True)) if names else []

    pairs = st.tuples(st.sampled_from([None, *programs]), st.sampled_from([None, *programs]))
    wanted = st.lists(pairs.filter(lambda each: each != (None, None)), max_size=4, unique=True)
    members = some(people)
    couples = [
        Couple(first, second, draw(wanted) if programs else [])
        for first, second in zip(members[::2], members[1::2], strict=False)
    ]
    coupled = {name for each in couples for name in each[:2]}
    return Lists(
        {name: [] if name in coupled else some(programs) for name in people},
        {name: some(people) for name in programs},
        {name: draw(st.integers(0, 3)) for name in programs},
        couples,
        {who: {a: [s for s in some(programs) if s != a] for a in some(programs)} for who in some(people, 2)},
        [
            Reversion(donor, receiver, draw(st.integers(0, 3)))
            for donor in some(programs, 2)
            for receiver in some(programs, 2)
            if donor != receiver
        ],
        {name: draw(st.sampled_from(["even", "odd"])) for name in some(programs)},
    )


def by_name(market: Market) -> Lists:
    """Return a market's lists by name again."""
    who, where = market.name_applicant, market.name_program

    def or_none(program: int) -> str | None:
        return None if program == NOBODY else where(program)

    supplemental: dict[str, dict[str, Sequence[str]]] = {}
    for row, (applicant, program) in enumerate(market.advanced.tolist()):
        extras = [where(each) for each in market.extras_of(row).tolist()]
        supplemental.setdefault(who(applicant), {})[where(program)] = extras
    return Lists(
        {who(a): [where(p) for p in market.list_of(a).tolist()] for a in range(market.applicant_count)},
        {where(p): [who(a) for a in market.ranks_of(p).tolist()] for p in range(market.program_count)},
        {where(p): int(market.seats[p]) for p in range(market.program_count)},
        [
            Couple(who(a), who(b), [(or_none(p), or_none(q)) for p, q in market.pairs_of(c).tolist()])
            for c, (a, b) in enumerate(market.couples.tolist())
        ],
        supplemental,
        [
            Reversion(where(donor), where(receiver), most)
            for donor, receiver, most in market.reversions.tolist()
        ],
        {
            where(p): "odd" if asked == ODD else "even"
            for p, asked in enumerate(market.parity.tolist())
            if asked
        },
    )


@given(lists_by_name())
def test_names_survive_the_way_through_numbers(lists: Lists) -> None:
    market = lists.market()
    again = by_name(market)
    assert again.applicants == lists.applicants
    assert again.programs == lists.programs
    assert again.seats == lists.seats
    assert list(again.couples) == list(lists.couples)
    assert again.supplemental == {who: each for who, each in (lists.supplemental or {}).items() if each}
    assert list(again.reversions) == list(lists.reversions)
    assert again.parity == lists.parity


@given(lists_by_name())
def test_numbers_survive_the_way_through_names(lists: Lists) -> None:
    market = lists.market()
    again = by_name(market).market()
    for name in ("seats", "list_starts", "lists", "rank_starts", "ranks", "couples", "pairs", "pair_starts"):
        assert np.array_equal(getattr(again, name), getattr(market, name)), name
    for name in ("advanced", "extra_starts", "extras", "reversions", "parity"):
        assert np.array_equal(getattr(again, name), getattr(market, name)), name


@given(lists_by_name(), st.randoms(use_true_random=False))
def test_renaming_everybody_and_another_order_change_no_list(lists: Lists, random: Any) -> None:  # noqa: ANN401 - Hypothesis carries no type for it
    """Who stands first among the applicants says nothing; only lists do."""
    shuffled: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda each: dict(  # noqa: E731 - one line
        random.sample(list(each.items()), len(each))
    )
    other = Lists(
        shuffled(lists.applicants),
        shuffled(lists.programs),
        shuffled(lists.seats),
        lists.couples,
        lists.supplemental,
        lists.reversions,
        lists.parity,
    )
    again = by_name(other.market())
    assert again.applicants == lists.applicants
    assert again.programs == lists.programs
    assert list(again.couples) == list(lists.couples)


KINDS = [np.int8, np.int32, np.int64, np.uint64, np.float64, np.bool_, np.complex128, np.str_, np.object_]
NUMBERS = st.one_of(
    st.integers(-3, 6),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.none(),
    st.text(max_size=2),
)


@st.composite
def rude(draw: st.DrawFn) -> object:
    """Draw something that may stand in place of an array: too deep, too flat, ragged, of any kind."""
    flat = draw(st.lists(st.one_of(st.integers(-2, 5), NUMBERS), max_size=6))
    small = draw(st.lists(st.integers(-2, 5), max_size=6))
    rows = draw(st.lists(st.lists(st.integers(-2, 5), min_size=2, max_size=3), max_size=3))
    kind = draw(st.sampled_from(KINDS))
    return draw(
        st.sampled_from(
            [flat, small, rows, [[*rows]], np.array(small).astype(kind), np.zeros((0, 3)), 7, None, flat[:1]]
        )
    )


@given(
    st.dictionaries(st.sampled_from([name for name in arrays() if "names" not in name]), rude(), min_size=1)
)
def test_rude_arrays_give_a_market_or_a_refusal_and_nothing_else(changed: Arrays) -> None:
    with contextlib.suppress(InvalidMarket):
        market = Market(**arrays(**changed))
        again = by_name(market).market()
        assert np.array_equal(again.lists, market.lists)
        assert np.array_equal(again.pairs, market.pairs)
