from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, settings

from hallway.engine.portfolio import solve
from hallway.engine.portfolios import Fees, Infeasible, InvalidPortfolio, Limit, Portfolio
from tests.engine.brute_lists import (
    a_season,
    all_lists,
    kept_lists,
    one_level,
    plain_cost,
    portfolios,
)


@given(portfolios)
def test_what_cannot_be_kept_is_refused_and_only_that(portfolio: Portfolio) -> None:
    lists = kept_lists(portfolio)
    if lists:
        solve(portfolio)
    else:
        with pytest.raises(Infeasible) as refused:
            solve(portfolio)
        assert refused.value.bindings


def away(portfolio: Portfolio, chosen: list[int]) -> dict[str, float]:
    """Return by how much a list misses each limit, of those that it misses."""
    missed = {"budget": plain_cost(portfolio, chosen) - portfolio.fees.budget}
    for each in portfolio.limits:
        used = sum(float(each.uses[option]) for option in chosen)
        missed[each.name] = max(used - each.most, 0) + max(each.least - used, 0)
    return {name: by for name, by in missed.items() if by > 0}


@given(portfolios)
@settings(max_examples=100)
def test_each_limit_that_alone_could_give_way_is_named_with_the_least_that_suffices(
    portfolio: Portfolio,
) -> None:
    missed = [away(portfolio, each) for each in all_lists(portfolio)]
    assume(all(missed))
    alone: dict[str, float] = {}
    for each in missed:
        if len(each) == 1:
            ((name, by),) = each.items()
            alone[name] = min(by, alone.get(name, inf))
    with pytest.raises(Infeasible) as refused:
        solve(portfolio)
    named = {each.name: each.by for each in refused.value.bindings}
    if alone:
        assert named == pytest.approx(alone)
    else:
        assert any(set(each) <= set(named) for each in missed)


def test_musts_that_cost_more_than_the_budget_name_both_with_what_is_missing() -> None:
    fees = Fees(np.zeros(3, np.int64), ((inf, 30.0),), (0,), np.zeros(3), budget=50)
    must = Limit("must", np.array([1.0, 1.0, 0.0]), least=2)
    with pytest.raises(Infeasible, match="must by 1, budget by 10") as refused:
        solve(one_level([0.1, 0.2, 0.3], fees, (must,)))
    assert [(each.name, each.by) for each in refused.value.bindings] == [("must", 1), ("budget", 10)]


def test_limits_of_which_none_alone_could_give_way_are_named_together() -> None:
    limits = tuple(
        Limit(name, np.ones(2), least=least, most=most)
        for name, least, most in (("some", 2, inf), ("few", 0, 1), ("none", 0, 0))
    )
    dear = Fees(np.zeros(2, np.int64), ((inf, 30.0),), (0,), np.zeros(2), budget=50)
    with pytest.raises(Infeasible) as refused:
        solve(one_level([0.1, 0.2], dear, limits))
    assert [(each.name, each.by) for each in refused.value.bindings] == [("some", 2)]
    first = Limit("first", np.array([1.0, 0.0]), least=1, most=inf)
    with pytest.raises(Infeasible) as refused:
        solve(one_level([0.1, 0.2], replace(dear, budget=10), (first, *limits[2:])))
    assert {each.name for each in refused.value.bindings} == {"first"}
    other = Limit("other", np.array([0.0, 1.0]), least=1, most=inf)
    with pytest.raises(Infeasible) as refused:
        solve(one_level([0.1, 0.2], replace(dear, budget=10), (first, other)))
    assert {each.name for each in refused.value.bindings} == {"budget"}
    with pytest.raises(Infeasible) as refused:
        solve(one_level([0.1, 0.2], replace(dear, budget=10), (first, other, *limits[2:])))
    assert len(refused.value.bindings) == 2


# ------------------------------------------------------------------------------------------- the door


def faulty(what: str) -> Portfolio:
    """Return a portfolio with one fault."""
    good = a_season(3, 1)
    options, fees, limit = good.options, good.fees, good.limits[0]
    chance = options.chance.copy()
    chance[0, 0] = np.nan if what == "no number" else 1.5
    changed: dict[str, Portfolio] = {
        "no number": replace(good, options=replace(options, chance=chance)),
        "too sure": replace(good, options=replace(options, chance=chance)),
        "shapes": replace(good, options=replace(options, unit=options.unit[:-1])),
        "weights": replace(good, weights=good.weights * 2),
        "no values": replace(good, values=np.zeros(0)),
        "rising values": replace(good, values=np.array([0.5, 1.0])),
        "worthless": replace(good, values=np.array([1.0, 0.0])),
        "no such level": replace(good, options=replace(options, level=options.level + 1)),
        "uses": replace(good, limits=(replace(limit, uses=-limit.uses),)),
        "ends": replace(good, limits=(replace(limit, most=-1.0),)),
        "no such group": replace(good, fees=replace(fees, already=())),
        "negative extra": replace(good, fees=replace(fees, extra=fees.extra - 1)),
        "negative budget": replace(good, fees=replace(fees, budget=-1.0)),
        "few groups": replace(good, fees=replace(fees, group=fees.group[:-1])),
        "negative count": replace(good, fees=replace(fees, already=(-1,))),
        "no tiers": replace(good, fees=replace(fees, tiers=())),
        "an end": replace(good, fees=replace(fees, tiers=((30, 11.0),))),
        "half an application": replace(good, fees=replace(fees, tiers=((1.5, 1.0), (inf, 2.0)))),
        "falling prices": replace(good, fees=replace(fees, tiers=((30, 30.0), (inf, 11.0)))),
    }
    return changed[what]


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("no number", "a chance is a number from 0 to 1"),
        ("too sure", "a chance is a number from 0 to 1"),
        ("shapes", "differ in shape"),
        ("weights", "sum to 1"),
        ("no values", "at least one level"),
        ("rising values", "worth less than the one before"),
        ("worthless", "each above 0"),
        ("no such level", "a unit or level is named"),
        ("uses", "limit applications: one finite use"),
        ("ends", "limit applications: its ends"),
        ("no such group", "a group is named"),
        ("negative extra", "dollars of 0 or more"),
        ("negative budget", "dollars of 0 or more"),
        ("few groups", "one group and one extra"),
        ("negative count", "fewer than no applications"),
        ("no tiers", "the last tier must be endless"),
        ("an end", "the last tier must be endless"),
        ("half an application", "a whole number of applications"),
        ("falling prices", "do not fall"),
    ],
)
def test_what_cannot_be_meant_is_refused(what: str, says: str) -> None:
    with pytest.raises(InvalidPortfolio, match=says):
        solve(faulty(what))
