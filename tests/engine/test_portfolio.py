from dataclasses import replace
from math import inf
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from hallway.engine.portfolio import closing, cost_of, gains, losses, path, solve, value_of
from hallway.engine.portfolios import Choice, Fees, Infeasible, Limit, Options, Portfolio
from tests.engine.brute_lists import (
    a_season,
    all_lists,
    is_kept,
    kept_lists,
    no_fees,
    one_level,
    plain_cost,
    plain_value,
    portfolios,
)

ROUNDING = 1e-12
PROVEN = 1e-9


def solved(portfolio: Portfolio) -> Choice:
    """Return the choice; a portfolio without any list is of no interest here."""
    try:
        return solve(portfolio)
    except Infeasible:
        assume(condition=False)
        raise


def proven(portfolio: Portfolio) -> Choice:
    """Return the best list, proven."""
    choice = solved(portfolio)
    for better in closing(portfolio, choice):
        choice = better
    return choice


# ------------------------------------------------------------------------------------ against every list


@given(portfolios)
@settings(max_examples=60)
@pytest.mark.requirement("PICK-04", "PICK-05")
def test_no_list_of_all_beats_the_bound_and_closing_finds_the_best(portfolio: Portfolio) -> None:
    choice, scale = solved(portfolio), portfolio.values[0]
    best = max(plain_value(portfolio, each) for each in kept_lists(portfolio))
    assert choice.upper_bound >= best - ROUNDING * scale
    last = choice
    for better in closing(portfolio, choice):
        assert better.upper_bound >= best - ROUNDING * scale
        assert better.value >= last.value
        assert better.upper_bound <= last.upper_bound
        last = better
    assert last.upper_bound - last.value <= PROVEN * scale
    assert last.value >= best - PROVEN * scale


@given(portfolios)
def test_a_choice_keeps_every_limit_and_says_its_true_value_and_cost(portfolio: Portfolio) -> None:
    choice, scale = solved(portfolio), portfolio.values[0]
    units = portfolio.options.unit[list(choice.chosen)].tolist()
    assert len(units) == len(set(units))
    assert is_kept(portfolio, choice.chosen)
    assert choice.greedy <= choice.value <= choice.upper_bound
    assert_allclose(choice.value, plain_value(portfolio, choice.chosen), atol=ROUNDING * scale)
    assert_allclose(choice.cost, plain_cost(portfolio, choice.chosen), atol=ROUNDING)


# ------------------------------------------------------------------------------------------ laws


@given(portfolios, st.randoms(use_true_random=False))
def test_the_order_of_options_and_units_changes_nothing(portfolio: Portfolio, random: Random) -> None:
    choice = solved(portfolio)
    count = len(portfolio.options.unit)
    order = list(range(count))
    random.shuffle(order)
    mixed = shuffled(portfolio, order)
    again = solve(mixed)
    assert_allclose(again.value, choice.value, atol=ROUNDING * portfolio.values[0])
    assert_allclose(again.upper_bound, choice.upper_bound, atol=ROUNDING * portfolio.values[0])
    ours, theirs = rows(portfolio, choice.chosen), rows(mixed, again.chosen)
    assert ours == theirs


def shuffled(portfolio: Portfolio, order: list[int]) -> Portfolio:
    """Return the options in another order, and the units under other numbers."""
    options, fees = portfolio.options, portfolio.fees
    units = options.unit.max(initial=0) - options.unit
    return replace(
        portfolio,
        options=Options(units[order], options.chance[order], options.level[order]),
        limits=tuple(replace(each, uses=each.uses[order]) for each in portfolio.limits),
        fees=replace(fees, group=fees.group[order], extra=fees.extra[order]),
    )


def rows(portfolio: Portfolio, chosen: tuple[int, ...]) -> list[tuple[float, ...]]:
    """Return what is known of the chosen options, without their numbers."""
    options, fees = portfolio.options, portfolio.fees
    return sorted(
        (
            *options.chance[each].tolist(),
            float(options.level[each]),
            float(fees.group[each]),
            float(fees.extra[each]),
            *(float(limit.uses[each]) for limit in portfolio.limits),
        )
        for each in chosen
    )


@given(st.integers(0, 10_000), st.sampled_from([1, 3]), st.sampled_from([0, 5]))
@settings(max_examples=15)
@pytest.mark.requirement("PICK-14")
def test_the_same_portfolio_gives_the_same_list(seed: int, levels: int, kinds: int) -> None:
    season = a_season(40, seed, levels=levels, most=12, kinds=kinds)
    first, second = solve(season), solve(season)
    assert first == second
    assert [*closing(season, first)] == [*closing(season, second)]


@given(portfolios, st.floats(0, 20))
def test_a_larger_budget_never_gives_less_but_for_the_gap(portfolio: Portfolio, more: float) -> None:
    portfolio = replace(portfolio, fees=replace(portfolio.fees, budget=6.0))
    choice = solved(portfolio)
    richer = replace(portfolio, fees=replace(portfolio.fees, budget=6.0 + more))
    assert solve(richer).upper_bound >= choice.value - ROUNDING * portfolio.values[0]
    assert proven(richer).value >= choice.value - PROVEN * portfolio.values[0]


@given(st.integers(0, 10_000), st.integers(1, 12), st.sampled_from([1, 3]))
@settings(max_examples=20)
def test_one_more_unit_never_lowers_the_value_beyond_the_gap(seed: int, units: int, levels: int) -> None:
    season = a_season(units + 1, seed, levels=levels, most=5)
    options, count = season.options, 3 * units
    fewer = replace(
        season,
        options=Options(options.unit[:count], options.chance[:count], options.level[:count]),
        limits=tuple(replace(each, uses=each.uses[:count]) for each in season.limits),
        fees=replace(season.fees, group=season.fees.group[:count], extra=season.fees.extra[:count]),
    )
    with_fewer, with_more = solve(fewer), solve(season)
    assert with_more.upper_bound >= with_fewer.value - ROUNDING
    assert with_more.value >= with_fewer.value - (with_more.upper_bound - with_more.value) - ROUNDING


# ---------------------------------------------------------------------------------- published figures


CHANCES, WORTHS = np.array([0.39, 0.61, 0.03, 0.73, 0.1]), np.array([1.0, 6.0, 3.0, 7.0, 2.0])


def five_schools(most: float) -> Portfolio:
    """Return the market that OptimalApplication.jl is tested with: independent, equal costs, worth 1 to 7."""
    values = np.sort(WORTHS)[::-1]
    options = Options(np.arange(5), CHANCES[:, None], np.searchsorted(-values, -WORTHS))
    return Portfolio(np.ones(1), values, options, (Limit("count", np.ones(5), most=most),), no_fees(5))


def test_the_value_of_a_published_list_is_the_published_one() -> None:
    assert_allclose(value_of(five_schools(5), (0, 2, 4)), 0.62447, atol=1e-12)


def test_with_equal_costs_and_independence_greedy_is_best_and_lists_are_nested() -> None:
    before: set[int] = set()
    for most in range(1, 6):
        choice = proven(five_schools(most))
        best = max(plain_value(five_schools(most), each) for each in kept_lists(five_schools(most)))
        assert_allclose([choice.value, choice.greedy], best, atol=1e-12)
        assert before < set(choice.chosen)
        before = set(choice.chosen)


# ------------------------------------------------------------------------------------------- fees


@pytest.mark.parametrize(
    ("counts", "dollars"),
    [((30,), 330), ((43, 7), 797), ((32, 32), 780)],
    ids=["30 in one specialty", "43 and 7", "32 and 32"],
)
def test_fees_are_counted_by_specialty_as_published(counts: tuple[int, ...], dollars: float) -> None:
    group = np.repeat(np.arange(len(counts)), counts)
    fees = Fees(group, ((30, 11.0), (inf, 30.0)), (0,) * len(counts), np.zeros(len(group)))
    portfolio = one_level([0.1] * len(group), fees)
    assert cost_of(portfolio, range(len(group))) == dollars
    assert solve(portfolio).cost == dollars
    short = replace(portfolio, fees=replace(fees, budget=dollars - 0.5))
    assert len(solve(short).chosen) == len(group) - 1


def test_what_was_paid_before_counts_in_the_tiers_but_not_again() -> None:
    fees = Fees(np.array([0, 0, -1]), ((30, 11.0), (inf, 30.0)), (29,), np.array([0.0, 0.0, 5.0]))
    portfolio = one_level([0.1, 0.1, 0.1], fees)
    assert [cost_of(portfolio, each) for each in ((), (0,), (0, 1), (2,))] == [0, 11, 41, 5]


# ---------------------------------------------------------------------------------- ends of what can be


def test_nothing_to_choose_from_is_a_list_worth_nothing_and_proven() -> None:
    choice = solve(one_level([], no_fees(0)))
    assert choice == Choice((), 0.0, 0.0, 0.0, 0.0)
    assert choice.gap == 0
    assert list(closing(one_level([], no_fees(0)), choice)) == []


@pytest.mark.parametrize(
    ("chances", "value", "chosen"),
    [([0.0, 0.0], 0.0, ()), ([1.0, 1.0], 1.0, (0,)), ([0.5], 0.5, (0,))],
    ids=["hopeless", "certain", "one"],
)
def test_chances_at_the_ends_are_taken_as_they_are(
    chances: list[float], value: float, chosen: tuple[int, ...]
) -> None:
    choice = solve(one_level(chances, no_fees(len(chances))))
    assert_allclose([choice.value, choice.upper_bound], value, atol=ROUNDING)
    assert choice.chosen == chosen


def test_a_budget_of_nothing_leaves_what_is_free() -> None:
    fees = Fees(np.array([0, -1]), ((inf, 11.0),), (0,), np.zeros(2), budget=0)
    assert solve(one_level([0.9, 0.1], fees)).chosen == (1,)


@pytest.mark.requirement("PICK-06")
def test_an_application_that_adds_nothing_is_not_on_the_list() -> None:
    assert solve(one_level([0.0, 0.2, 0.0], no_fees(3))).chosen == (1,)


def test_of_units_that_are_alike_the_first_are_taken() -> None:
    limit = Limit("applications", np.ones(4), most=2)
    assert solve(one_level([0.1, 0.3, 0.3, 0.3], no_fees(4), (limit,))).chosen == (1, 2)


# --------------------------------------------------------------------------- what one more or less does


@given(portfolios, st.randoms(use_true_random=False))
def test_gains_and_losses_are_what_values_say(portfolio: Portfolio, random: Random) -> None:
    chosen = random.choice(list(all_lists(portfolio)))
    scale = portfolio.values[0]
    now = plain_value(portfolio, chosen)
    assert_allclose(value_of(portfolio, chosen), now, atol=ROUNDING * scale)
    for option, loss in zip(chosen, losses(portfolio, chosen), strict=True):
        without = plain_value(portfolio, [each for each in chosen if each != option])
        assert_allclose(loss, now - without, atol=ROUNDING * scale)
    unit = portfolio.options.unit
    for option, gain in enumerate(gains(portfolio, chosen)):
        others = [each for each in chosen if unit[each] != unit[option]]
        assert_allclose(gain, plain_value(portfolio, [*others, option]) - now, atol=ROUNDING * scale)


@given(portfolios)
def test_a_path_grows_by_less_and_less_beside_budget_and_count(portfolio: Portfolio) -> None:
    portfolio = replace(portfolio, limits=(), fees=replace(portfolio.fees, budget=0.0))
    steps = path(portfolio, 4)
    options = [option for option, _, _ in steps]
    for number, (_, value, cost) in enumerate(steps, start=1):
        assert_allclose(value, plain_value(portfolio, options[:number]), atol=1e-9 * portfolio.values[0])
        assert_allclose(cost, plain_cost(portfolio, options[:number]), atol=ROUNDING)
    step = np.diff([0.0, *(value for _, value, _ in steps)])
    assert (np.diff(step) <= 1e-9 * portfolio.values[0]).all()


def test_a_path_begins_with_what_must_be_and_keeps_the_number_of_signals() -> None:
    season = a_season(20, 3, most=5)
    must = Limit("must", (season.options.unit == 7).astype(np.float64), least=1)
    season = replace(season, limits=(*season.limits, must))
    steps = path(season, 18)
    assert len(steps) == 18
    assert season.options.unit[steps[0][0]] == 7
    tiers = [option % 3 for option, _, _ in steps]
    assert (tiers.count(1), tiers.count(2)) == (12, 3)
    assert len(path(season, 18, beside=())) == 5


# ------------------------------------------------------------------------------------- a whole season


@pytest.mark.parametrize("levels", [1, 5])
@pytest.mark.parametrize("kinds", [0, 8])
def test_a_season_is_within_the_promised_gap_and_closes(levels: int, kinds: int) -> None:
    season = a_season(150, 7, levels=levels, kinds=kinds)
    choice = solve(season)
    assert choice.gap <= 2e-4
    last = proven(season)
    assert last.upper_bound - last.value <= PROVEN
    assert choice.value <= last.value <= choice.upper_bound


def test_a_tight_budget_is_spent_well() -> None:
    season = a_season(100, 8, levels=3, most=100, budget=500)
    last = proven(season)
    assert last.cost <= 500
    assert last.upper_bound - last.value <= PROVEN


def test_dollars_that_buy_no_further_application_do_not_loosen_the_proof() -> None:
    chance = [0.01 + 0.002 * each for each in range(60)]
    fees = Fees(
        group=np.zeros(60, np.int64),
        tiers=((30, 11.0), (inf, 30.0)),
        already=(0,),
        extra=np.zeros(60),
        budget=700.0,
    )
    choice = solve(one_level(chance, fees))
    assert choice.cost == 690  # 30 at $11 and 12 at $30: ten dollars are left over
    assert len(choice.chosen) == 42
    assert choice.gap < 1e-6
