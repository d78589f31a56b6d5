"""A match is run on what a file says, within limits, and explained."""

import pytest

from hallway.actions import matches
from hallway.actions.matches import MatchRun, run_match
from hallway.domain.errors import InvalidValue
from hallway.engine.markets import Couple, Market
from hallway.engine.matchings import Status
from hallway.formats.market_parts import MarketFile

# Gale and Shapley's smallest market with two stable matches: each side gets its first choice by proposing.
CROSSED = Market.from_lists(
    {"Ana": ["Harbor", "City"], "Ben": ["City", "Harbor"]},
    {"Harbor": ["Ben", "Ana"], "City": ["Ana", "Ben"]},
    {"Harbor": 1, "City": 1},
)


def unstable() -> Market:
    """Make a market in which a couple and a single chase each other for ever."""
    return Market.from_lists(
        {"Ravi": ["Harbor", "City"]},
        {"Harbor": ["Dana", "Ravi"], "City": ["Ravi", "Emil"]},
        {"Harbor": 1, "City": 1},
        couples=[Couple("Dana", "Emil", [("Harbor", "City")])],
    )


def matched(run: MatchRun) -> object:
    return run.shape["matches"]


def test_who_proposes_gets_the_better_match() -> None:
    by_applicants = run_match(MarketFile(CROSSED))
    by_programs = run_match(MarketFile(CROSSED), proposing="programs")

    assert matched(by_applicants) == {"Ana": "Harbor", "Ben": "City"}
    assert matched(by_programs) == {"Ana": "City", "Ben": "Harbor"}
    assert by_applicants.answer.status is by_programs.answer.status is Status.STABLE
    assert by_applicants.blocking_pairs == ()
    assert by_applicants.matched == 2


def test_the_readers_notes_stay_with_the_answer() -> None:
    run = run_match(MarketFile(CROSSED, ("a note",)))

    assert run.shape["notes"] == ["a note"]


def test_a_market_without_a_stable_match_is_never_called_stable() -> None:
    run = run_match(MarketFile(unstable()), max_retries=5)

    assert run.answer.status is Status.UNDECIDED
    assert run.answer.counts.blocking == len(run.blocking_pairs) > 0
    assert run.shape["blocking_pairs"] == list(run.blocking_pairs)


def test_the_same_seed_gives_the_same_answer() -> None:
    shapes = [run_match(MarketFile(unstable()), max_retries=20, seed=7).shape for _ in range(2)]

    assert [each | {"seconds": 0} for each in shapes] == [shapes[0] | {"seconds": 0}] * 2


def test_who_asks_to_stop_gets_the_best_match_so_far() -> None:
    run = run_match(MarketFile(unstable()), max_retries=1_000_000, should_stop=lambda: True)

    assert run.answer.status is Status.UNDECIDED


@pytest.mark.parametrize(
    ("retries", "seconds", "seed", "option"),
    [
        (-1, 1.0, 0, "--max-retries"),
        (10**9, 1.0, 0, "--max-retries"),
        (1, 0.0, 0, "--seconds"),
        (1, float("nan"), 0, "--seconds"),
        (1, float("inf"), 0, "--seconds"),
        (1, 1.0, -1, "--seed"),
        (1, 1.0, 2**64, "--seed"),
    ],
)
def test_a_limit_out_of_range_is_refused_by_its_name(
    retries: int, seconds: float, seed: int, option: str
) -> None:
    with pytest.raises(InvalidValue, match=option):
        run_match(MarketFile(CROSSED), max_retries=retries, exact_seconds=seconds, seed=seed)


def test_the_way_to_a_fast_engine_is_told_only_for_large_markets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert matches.how_to_speed_up(CROSSED) is None

    monkeypatch.setattr(matches, "_LARGE", 1)
    monkeypatch.setattr(matches, "is_compiling", lambda: False)

    assert "hallway[fast]" in (matches.how_to_speed_up(CROSSED) or "")
