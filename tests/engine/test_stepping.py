"""A match one proposal at a time: every step and every state between, against plain rules and the engine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.engine.markets import NOBODY
from hallway.engine.matchings import Matching
from hallway.engine.solving import solve_match
from hallway.engine.stepping import (
    MatchState,
    MatchStep,
    Reply,
    Tries,
    can_be_had,
    find_blocking,
    first_state,
    other_lists,
    places_of,
    steps_of_match,
    try_other_lists,
    wanted_more,
)
from hallway.engine.verify import count_plainly
from tests.strategies_markets import make_market

Small = tuple[list[list[int]], list[list[int]], list[int]]

LISTS = [[0, 1], [0, 1], [0], [1, 0]]
RANKS = [[1, 0, 3], [0, 1]]
SEATS = [1, 1]
"""Program 0 does not rank applicant 2, and program 1 ranks neither 2 nor 3."""


@st.composite
def small_markets(draw: st.DrawFn) -> Small:
    """Draw lists of any length, one-sided ones and empty ones too, and programs without a position."""
    people = draw(st.integers(0, 6))
    programs = draw(st.integers(0, 5))

    def lists(count: int, among: int) -> list[list[int]]:
        return [
            draw(st.permutations(range(among)).map(list))[: draw(st.integers(0, among))] for _ in range(count)
        ]

    seats = [draw(st.integers(0, 3)) for _ in range(programs)]
    return lists(people, programs), lists(programs, people), seats


def simplest_match(market: Small) -> tuple[int | None, ...]:
    """Run the match in the other way: all at once in rounds, and every program keeps the best of its pile."""
    lists, ranks, seats = market
    struck: set[tuple[int, int]] = set()
    while True:
        asked = [next((p for p in mine if (a, p) not in struck), None) for a, mine in enumerate(lists)]
        kept = {
            p: [a for a in order if asked[a] == p][: seats[p]] for p, order in enumerate(ranks)
        }  # best first
        refused = {(a, p) for a, p in enumerate(asked) if p is not None and a not in kept[p]}
        if not refused:
            return tuple(asked)
        struck |= refused


@given(small_markets())
def test_the_last_state_is_what_rounds_lead_to(market: Small) -> None:
    assert places_of(*market) == simplest_match(market)
    assert places_in(last_state(market), len(market[0])) == simplest_match(market)


@given(small_markets())
def test_the_last_state_is_what_the_engine_finds_and_its_verifier_counts_nothing(market: Small) -> None:
    lists, ranks, seats = market
    places = np.array([NOBODY if each is None else each for each in places_of(*market)], np.int32)
    whole = make_market(seats, lists, ranks)
    nobody = np.full(len(lists), NOBODY, np.int32)
    match = Matching(places, nobody, np.array(seats, np.int32), np.zeros(0, np.int32))

    assert count_plainly(whole, match).blocking == 0
    assert solve_match(whole).matching.programs.tolist() == places.tolist()
    assert find_blocking(lists, ranks, seats, places_of(*market)) == ()


@given(small_markets(), st.randoms(use_true_random=False))
def test_the_order_of_turns_changes_the_way_and_not_the_end(market: Small, random: object) -> None:
    order = list(range(len(market[0])))
    random.shuffle(order)  # type: ignore[attr-defined] # hypothesis hands in a random.Random

    steps = steps_of_match(*market, order)

    end = steps[-1].after if steps else first_state(market[0], market[2], order)
    assert places_in(end, len(market[0])) == places_of(*market)


@given(small_markets())
def test_every_state_between_two_steps_is_whole(market: Small) -> None:
    lists, ranks, seats = market
    states = [first_state(lists, seats), *(each.after for each in steps_of_match(*market))]

    for state in states:
        somewhere = [each for holders in state.held for each in holders]
        assert sorted([*somewhere, *state.waiting, *state.without]) == list(range(len(lists)))
        for program, holders in enumerate(state.held):
            assert len(holders) <= seats[program]
            assert [each for each in ranks[program] if each in holders] == list(holders)
    assert states[-1].waiting == ()


@given(small_markets())
def test_every_step_follows_from_the_state_before(market: Small) -> None:
    lists, _, seats = market
    steps = steps_of_match(*market)
    asked = [(each.applicant, each.program) for each in steps]
    before = first_state(lists, seats)

    for step in steps:
        assert step.applicant == before.waiting[0]
        assert lists[step.applicant][step.rank - 1] == step.program
        holders, now = before.held[step.program], step.after.held[step.program]
        if step.reply is Reply.FREE:
            assert set(now) == {*holders, step.applicant}
        elif step.reply is Reply.REPLACES:
            assert step.released == holders[-1]
            assert set(now) == {*holders[:-1], step.applicant}
        else:
            assert now == holders
        before = step.after
    assert len(set(asked)) == len(asked)
    for applicant in range(len(lists)):
        ranks_asked = [each.rank for each in steps if each.applicant == applicant]
        assert ranks_asked == list(range(1, len(ranks_asked) + 1))


@given(small_markets())
def test_no_other_list_brings_an_applicant_further(market: Small) -> None:
    lists, ranks, seats = market
    for applicant, mine in enumerate(lists):
        place = places_of(*market)[applicant]
        assert try_other_lists(lists, ranks, seats, applicant).better == 0
        for program in wanted_more(mine, place):
            assert not can_be_had(program, lists, ranks, seats, applicant)


@given(small_markets(), st.data())
def test_a_list_alone_reaches_what_any_list_reaches(market: Small, data: st.DataObject) -> None:
    lists, ranks, seats = market
    if not lists:
        return
    applicant = data.draw(st.integers(0, len(lists) - 1))
    reached = set()
    for other in (range(len(seats)), *other_lists(range(len(seats)))):
        place = places_of([*lists[:applicant], list(other), *lists[applicant + 1 :]], ranks, seats)[applicant]
        reached.add(place)

    alone = {each for each in range(len(seats)) if can_be_had(each, lists, ranks, seats, applicant)}
    assert reached - {None} == alone


@given(small_markets())
def test_a_longer_list_never_hurts(market: Small) -> None:
    lists, ranks, seats = market
    for applicant, mine in enumerate(lists):
        places = [
            places_of([*lists[:applicant], mine[:length], *lists[applicant + 1 :]], ranks, seats)[applicant]
            for length in range(len(mine) + 1)
        ]
        worth = [len(mine) if each is None else mine.index(each) for each in places]
        assert worth == sorted(worth, reverse=True)


def test_each_reply_is_told_with_the_state_after_it() -> None:
    free, bumps, takes_the_next, not_ranked, also_not, full = steps_of_match(LISTS, RANKS, SEATS)

    assert free == MatchStep(
        applicant=0,
        program=0,
        rank=1,
        reply=Reply.FREE,
        released=None,
        after=MatchState(((0,), ()), (1, 2, 3), ()),
    )
    assert (bumps.applicant, bumps.reply, bumps.released) == (1, Reply.REPLACES, 0)
    assert bumps.after == MatchState(((1,), ()), (0, 2, 3), ())
    assert (takes_the_next.applicant, takes_the_next.program, takes_the_next.rank) == (0, 1, 2)
    assert (not_ranked.applicant, not_ranked.reply) == (2, Reply.UNRANKED)
    assert not_ranked.after.without == (2,)
    assert (also_not.applicant, also_not.program, also_not.reply) == (3, 1, Reply.UNRANKED)
    assert (full.applicant, full.program, full.reply) == (3, 0, Reply.FULL)


def test_a_match_that_is_not_stable_names_who_would_both_rather() -> None:
    assert find_blocking(LISTS, RANKS, SEATS, (1, None, None, 0)) == ((0, 0), (1, 0))
    assert find_blocking(LISTS, RANKS, SEATS, places_of(LISTS, RANKS, SEATS)) == ()


def test_all_other_lists_are_tried_once() -> None:
    assert list(other_lists((4, 7))) == [(4,), (7,), (7, 4)]
    assert [len(list(other_lists(range(each)))) for each in range(6)] == [0, 0, 3, 14, 63, 324]
    assert try_other_lists(LISTS, RANKS, SEATS, 0) == Tries(better=0, same=2, worse=1)


@pytest.mark.parametrize(
    ("market", "says"),
    [
        (([[0, 0]], [[0]], [1]), "applicant 0 names something twice"),
        (([[0]], [[0, 0]], [1]), "program 0 names something twice"),
        (([[1]], [[0]], [1]), "applicant 0 names something that is not there"),
        (([[-1]], [[0]], [1]), "applicant 0 names something that is not there"),
        (([[0]], [[1]], [1]), "program 0 names something that is not there"),
        (([[0]], [[0]], [-1]), "-1 positions"),
        (([[0]], [[0]], [1, 1]), "1 lists of programs and 2 numbers of positions"),
        (([[0]], [[0]], [1], [1]), "every applicant once"),
    ],
)
def test_what_cannot_be_meant_is_refused(market: tuple[list[list[int]], ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        steps_of_match(*market)  # type: ignore[arg-type] # seats and order stand in the same tuple


def test_nobody_and_nothing_make_no_step() -> None:
    assert steps_of_match([], [], []) == ()
    assert steps_of_match([[]], [[0]], [1]) == ()
    assert places_of([[]], [[0]], [1]) == (None,)


def last_state(market: Small) -> MatchState:
    """Return the state after the last step."""
    steps = steps_of_match(*market)
    return steps[-1].after if steps else first_state(market[0], market[2])


def places_in(state: MatchState, people: int) -> tuple[int | None, ...]:
    """Return each applicant's program in a state."""
    found = {each: program for program, holders in enumerate(state.held) for each in holders}
    return tuple(found.get(each) for each in range(people))
