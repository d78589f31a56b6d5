"""Run a match on lists from a file; nothing of it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from hallway.domain.errors import InvalidValue
from hallway.domain.json_values import JsonValue
from hallway.engine.exact import ExactSolver
from hallway.engine.kernels import is_compiling
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Answer, Status
from hallway.engine.solving import Proposing, Tell, solve_match
from hallway.engine.verify import each_block, read_lists
from hallway.formats.market_parts import MarketFile
from hallway.formats.matchings import shape_match

MOST_RETRIES: Final = 1_000_000
MOST_SECONDS: Final = 86_400.0
"""A day: whoever needs longer needs a smaller question."""
MOST_SEED: Final = 2**64 - 1
_TOLD: Final = 20  # blocking pairs
_LARGE: Final = 20_000
"""Entries of all lists from which on a compiled engine is worth a word."""
_COMPILE: Final = (
    "Numba is not installed, so a market of this size takes several times as long: "
    'pip install "hallway[fast]"'
)


@dataclass(frozen=True, slots=True, eq=False)
class MatchRun:
    """A match that was run: on what, what came of it, and what stands against it.

    Args:
        market: the lists.
        answer: the verified answer.
        is_exact: the exact solver was there to be asked.
        notes: what the file's reader had to say.
        blocking_pairs: sentences, where the match is not stable; the first 20.
    """

    market: Market
    answer: Answer
    is_exact: bool
    notes: tuple[str, ...]
    blocking_pairs: tuple[str, ...]

    @property
    def shape(self) -> dict[str, JsonValue]:
        """The answer as programs read it."""
        return shape_match(
            self.market,
            self.answer,
            is_exact=self.is_exact,
            notes=self.notes,
            blocking_pairs=self.blocking_pairs,
        )

    @property
    def matched(self) -> int:
        """How many applicants have a program."""
        return int((self.answer.matching.programs != NOBODY).sum())


def run_match(
    market_file: MarketFile,
    *,
    proposing: Proposing = "applicants",
    exact: ExactSolver | None = None,
    exact_seconds: float = 60.0,
    max_retries: int = 1000,
    seed: int = 0,
    should_stop: Callable[[], bool] = lambda: False,
    tell: Tell | None = None,
) -> MatchRun:
    """Match a market, have the answer verified, and say in words what stands against it.

    Args:
        market_file: the lists, read.
        proposing: who proposes.
        exact: decides what chaining leaves open; None leaves it undecided.
        exact_seconds: that it may take.
        max_retries: how often a couple in a loop is put aside and tried again.
        seed: chooses which one; the same seed gives the same answer.
        should_stop: asked now and then; when true, the best match so far comes back undecided.
        tell: told how far it is, of how much, and what is being done.

    Raises:
        InvalidValue: a limit or the seed is out of range.
    """
    if not 0 <= max_retries <= MOST_RETRIES:
        raise InvalidValue("--max-retries", str(max_retries), f"Take 0 to {MOST_RETRIES:,}.")
    if not 0 < exact_seconds <= MOST_SECONDS:
        raise InvalidValue(
            "--seconds", f"{exact_seconds:g}", f"Take more than 0, at most {MOST_SECONDS:,.0f}."
        )
    if not 0 <= seed <= MOST_SEED:
        raise InvalidValue("--seed", str(seed), f"Take 0 to {MOST_SEED}.")
    answer = solve_match(
        market_file.market,
        proposing=proposing,
        exact=exact,
        exact_seconds=exact_seconds,
        max_retries=max_retries,
        seed=seed,
        should_stop=should_stop,
        tell=tell,
    )
    return MatchRun(
        market_file.market,
        answer,
        exact is not None,
        market_file.notes,
        tuple(_sentences(market_file.market, answer)) if answer.status is not Status.STABLE else (),
    )


def how_to_speed_up(market: Market) -> str | None:
    """Return how to make the engine fast, where it is slow and the market large."""
    entries = len(market.lists) + len(market.pairs) + len(market.extras)
    return _COMPILE if entries > _LARGE and not is_compiling() else None


def _sentences(market: Market, answer: Answer) -> Sequence[str]:
    blocks = each_block(read_lists(market), answer.matching)
    return [each.says(market) for each in islice(blocks, _TOLD)]
