"""What must hold of every match without couples, whichever side proposes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import permutations, product
from pathlib import Path
from typing import Literal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hallway.engine.kernels import PLAIN_VARIABLE
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Answer, Counts, Matching, Status
from hallway.engine.solving import solve_match
from hallway.engine.verify import count_blocking, count_plainly
from tests.engine.brute_force import Seats, find_all_stable, read_seats
from tests.strategies_markets import Size, make_market, markets, random_market, write_market

ROOT = Path(__file__).resolve().parents[2]
Side = Literal["applicants", "programs"]
sides = st.sampled_from(("applicants", "programs"))
plain_markets = markets(couples=False, supplemental=False, reversions=False, parity=False)
small_markets = markets(most=4, couples=False, supplemental=False, reversions=False, parity=False)


def matched(market: Market, *, proposing: Side = "applicants") -> Matching:
    """Return the match, after both verifiers found nothing against it."""
    answer = solve_match(market, proposing=proposing)
    assert answer.status == Status.STABLE, write_market(market)
    assert answer.counts == Counts()
    assert count_plainly(market, answer.matching) == count_blocking(market, answer.matching) == Counts()
    return answer.matching


def ranks_of(market: Market, programs: Sequence[int]) -> list[int]:
    """Return the rank that each applicant got, from 0; beyond the list for nowhere."""
    lists = [[*market.list_of(who).tolist(), NOBODY] for who in range(market.applicant_count)]
    return [entries.index(program) for entries, program in zip(lists, programs, strict=True)]


def held_ranks(market: Market, matching: Matching) -> list[list[int]]:
    """Return the ranks that each program got, from 0, best first."""
    programs = matching.programs.tolist()
    return [
        [rank for rank, who in enumerate(market.ranks_of(program).tolist()) if programs[who] == program]
        for program in range(market.program_count)
    ]


def fills(market: Market, seats: Seats) -> list[frozenset[int]]:
    """Return who is in each program."""
    return [
        frozenset(who for who, where in enumerate(seats.programs) if where == program)
        for program in range(market.program_count)
    ]


# ------------------------------------------------------------------------------------------ stable


@given(plain_markets, sides)
def test_without_couples_there_is_always_a_stable_match(market: Market, proposing: Side) -> None:
    matched(market, proposing=proposing)


def test_every_market_of_two_applicants_and_two_programs_agrees_with_trying_all_matches() -> None:
    """Every pair of lists on both sides, one-sided ones too, with none, one or two positions."""
    orders: list[tuple[int, ...]] = [each for length in range(3) for each in permutations(range(2), length)]
    for *lists, seats in product(orders, orders, orders, orders, ((0, 1), (1, 1), (2, 1))):
        market = make_market(seats, lists[:2], lists[2:])
        every = find_all_stable(market)
        best, worst = (
            read_seats(solve_match(market, proposing="applicants").matching),
            read_seats(solve_match(market, proposing="programs").matching),
        )
        assert best in every, write_market(market)
        assert worst in every, write_market(market)
        got = [ranks_of(market, each.programs) for each in every]
        assert ranks_of(market, best.programs) == [min(each) for each in zip(*got, strict=True)]
        assert ranks_of(market, worst.programs) == [max(each) for each in zip(*got, strict=True)]


# -------------------------------------------------------------------------------- best and worst


@given(plain_markets)
def test_every_applicant_does_at_least_as_well_where_applicants_propose(market: Market) -> None:
    best = ranks_of(market, matched(market).programs.tolist())
    worst = ranks_of(market, matched(market, proposing="programs").programs.tolist())

    assert all(one <= other for one, other in zip(best, worst, strict=True))


@given(plain_markets)
def test_every_program_does_at_least_as_well_where_programs_propose(market: Market) -> None:
    best = held_ranks(market, matched(market, proposing="programs"))
    worst = held_ranks(market, matched(market))

    for ones, others in zip(best, worst, strict=True):
        assert all(one <= other for one, other in zip(ones, others, strict=True))


@given(small_markets)
def test_no_stable_match_is_better_for_any_applicant_than_the_one_they_propose(market: Market) -> None:
    best = ranks_of(market, matched(market).programs.tolist())
    worst = ranks_of(market, matched(market, proposing="programs").programs.tolist())

    for every in find_all_stable(market):
        ranks = ranks_of(market, every.programs)
        assert all(low <= rank <= high for low, rank, high in zip(best, ranks, worst, strict=True))


# --------------------------------------------------------------------------------- rural hospitals


@given(small_markets)
def test_who_is_matched_and_how_many_each_program_fills_is_the_same_in_every_stable_match(
    market: Market,
) -> None:
    """And a program that stays with free positions gets the very same people."""
    first, *others = [fills(market, each) for each in find_all_stable(market)]

    for other in others:
        assert frozenset().union(*other) == frozenset().union(*first)
        assert [len(each) for each in other] == [len(each) for each in first]
        for held, in_other, seats in zip(first, other, market.seats.tolist(), strict=True):
            assert len(held) == seats or held == in_other


@given(plain_markets)
def test_both_sides_proposing_match_the_same_people_and_fill_the_same_positions(market: Market) -> None:
    ours, theirs = matched(market), matched(market, proposing="programs")

    assert ((ours.programs == NOBODY) == (theirs.programs == NOBODY)).all()
    assert (ours.filled(market.program_count) == theirs.filled(market.program_count)).all()


# ------------------------------------------------------------------------------ order and other names


def relabelled(market: Market, people: Sequence[int], programs: Sequence[int]) -> Market:
    """Return the market with applicant i as number people[i], program p as number programs[p]."""
    lists: list[list[int]] = [[] for _ in people]
    ranks: list[list[int]] = [[] for _ in programs]
    seats = [0] * len(programs)
    for who, number in enumerate(people):
        lists[number] = [programs[each] for each in market.list_of(who)]
    for program, number in enumerate(programs):
        ranks[number] = [people[each] for each in market.ranks_of(program)]
        seats[number] = int(market.seats[program])
    return make_market(seats, lists, ranks)


@given(plain_markets, sides, st.data())
def test_the_order_in_which_people_and_programs_stand_changes_nothing(
    market: Market, proposing: Side, data: st.DataObject
) -> None:
    people = data.draw(st.permutations(range(market.applicant_count)))
    programs = data.draw(st.permutations(range(market.program_count)))
    other = matched(relabelled(market, people, programs), proposing=proposing).programs.tolist()

    back = {number: program for program, number in enumerate(programs)} | {NOBODY: NOBODY}
    assert [back[other[number]] for number in people] == matched(
        market, proposing=proposing
    ).programs.tolist()


# -------------------------------------------------------------------------------- more or shorter lists


def with_list(market: Market, who: int, entries: Sequence[int]) -> Market:
    """Return the market with another rank order list of one applicant."""
    lists = [market.list_of(each).tolist() for each in range(market.applicant_count)]
    lists[who] = list(entries)
    ranks = [market.ranks_of(each).tolist() for each in range(market.program_count)]
    return make_market(market.seats.tolist(), lists, ranks)


@given(plain_markets.filter(lambda market: market.applicant_count > 0), sides, st.data())
def test_one_applicant_more_helps_no_other(market: Market, proposing: Side, data: st.DataObject) -> None:
    newcomer = data.draw(st.integers(0, market.applicant_count - 1))
    without = with_list(market, newcomer, [])
    before = ranks_of(market, matched(without, proposing=proposing).programs.tolist())
    after = ranks_of(market, matched(market, proposing=proposing).programs.tolist())

    assert all(
        one <= other for who, (one, other) in enumerate(zip(before, after, strict=True)) if who != newcomer
    )


@given(plain_markets.filter(lambda market: market.applicant_count > 0), sides, st.data())
def test_cutting_a_list_below_the_match_changes_nothing(
    market: Market, proposing: Side, data: st.DataObject
) -> None:
    match = matched(market, proposing=proposing)
    who = data.draw(st.integers(0, market.applicant_count - 1))
    entries = market.list_of(who).tolist()
    program = int(match.programs[who])
    cut = entries if program == NOBODY else entries[: entries.index(program) + 1]

    again = matched(with_list(market, who, cut), proposing=proposing)

    assert again.programs.tolist() == match.programs.tolist()


# ------------------------------------------------------------------------------------------- uncompiled


def answers_to_some() -> list[tuple[str, Seats, list[int], list[int], Counts]]:
    """Return the answers in some markets with everything in them: the same in every process."""
    size = Size(people=9, programs=5, couples=3, seats=3, supplemental=4, reversions=3, parity=0.4)
    return [
        _told(
            solve_match(random_market(np.random.default_rng(seed), size), proposing=proposing, max_retries=50)
        )
        for seed in range(60)
        for proposing in ("applicants", "programs")
    ]


def _told(answer: Answer) -> tuple[str, Seats, list[int], list[int], Counts]:
    match = answer.matching
    return answer.status.value, read_seats(match), match.seats.tolist(), match.moved.tolist(), answer.counts


def test_uncompiled_kernels_match_the_same() -> None:
    script = "from tests.engine.test_matching_laws import answers_to_some; print(answers_to_some())"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, PLAIN_VARIABLE: "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == str(answers_to_some())
