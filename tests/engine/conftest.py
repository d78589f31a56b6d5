"""What the tests of the engine share: kernels compiled once, before anything is timed or drawn."""

import pytest

from hallway.engine.markets import Couple, Market
from hallway.engine.solving import solve_match


@pytest.fixture(scope="session", autouse=True)
def compiled_kernels() -> None:
    """Compile what matches and verifies, or find it compiled."""
    market = Market.from_lists(
        {"Omar": ["Mesa"]},
        {"Mesa": ["Omar", "Dana"]},
        {"Mesa": 1},
        couples=[Couple("Dana", "Iris", [("Mesa", None)])],
    )
    solve_match(market)
    solve_match(market, proposing="programs")
