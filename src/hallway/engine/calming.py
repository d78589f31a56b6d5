"""The best that is left where chaining found no rest: the match with the fewest reasons to complain."""

from hallway.engine.adjusting import settle
from hallway.engine.couples import Chaining, Limits
from hallway.engine.markets import Market
from hallway.engine.matchings import Counts, Matching
from hallway.engine.verify import count_blocking

_ADJUSTMENTS = 2000
"""How many times quotas may change until the rest is quiet."""
_STEPS_EACH, _STEPS_IN_ALL = 12, 60
"""How many single turns are looked at after one unit is let in, and for all of them."""


def find_calmest(market: Market, chaining: Chaining, limits: Limits) -> tuple[Matching, Counts]:
    """Return the match with the fewest blocking that a few dozen looks find, and what blocks it.

    The first look is at the match without those who run in the loop; then each of them is let in again, and
    every turn of the following ones is looked at: somewhere in a loop there is often a moment when a single
    pair is discontented.

    Args:
        market: the lists.
        chaining: stopped by a limit; it is used up.
        limits: those it had.
    """
    best = _look(market, chaining)
    looks = 1
    for unit in _rest(chaining, limits):
        best = min(best, _look(market, chaining), key=_blocking)
        chaining.let_in(unit)
        for _ in range(_STEPS_EACH):
            looks += 1
            is_quiet = chaining.run(
                Limits(retries=chaining.retries, turns=chaining.turns_taken + 1, turns_each=limits.turns_each)
            )
            best = min(best, _look(market, chaining), key=_blocking)
            if is_quiet or looks >= _STEPS_IN_ALL:
                break
        if looks >= _STEPS_IN_ALL or not best[1].blocking:
            break
        chaining.put_out(unit)
        _rest(chaining, limits)
    return best


def _rest(chaining: Chaining, limits: Limits) -> list[int]:
    """Leave everybody out who keeps the match from coming to rest, and return those units.

    What is left is quiet: only the units that are out have reasons to complain.
    """
    out = chaining.keep_out()
    turns, adjustments = chaining.turns_taken + limits.turns, chaining.adjustments + _ADJUSTMENTS
    part = Limits(
        retries=chaining.retries, turns=turns, adjustments=adjustments, turns_each=limits.turns_each
    )
    while not settle(chaining, part):
        unit = chaining.looping()
        if unit is None or chaining.adjustments >= adjustments:
            break
        chaining.put_out(unit)
        out.append(unit)
    return out


def _look(market: Market, chaining: Chaining) -> tuple[Matching, Counts]:
    matching = chaining.matching()
    return matching, count_blocking(market, matching)


def _blocking(look: tuple[Matching, Counts]) -> tuple[bool, int]:
    return look[1].faults > 0, look[1].blocking
