"""Fees of applying: by season, with their tiers."""

from dataclasses import dataclass
from functools import cache

from hallway.facts.figures import Sourced, number, read_rows, sourced, whole

APPLICATION = "Residency application"
"""The fee that is counted by program within one specialty."""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee, or one tier of it; `tier_high` None means and more, both None that there are no tiers.

    `amount` is in `currency`: US dollars, or percent for a discount.
    """

    payee: str
    name: str
    tier_low: int | None
    tier_high: int | None
    amount: float | None
    currency: str
    per: str


@cache
def fees() -> tuple[Sourced[Fee], ...]:
    """Return every fee, of the newest season first; the year of each is that of the Match."""
    return tuple(
        sourced(
            Fee(
                row["payee"],
                row["fee"],
                whole(row["tier_low"]),
                whole(row["tier_high"]),
                number(row["amount"]),
                row["currency"],
                row["per"],
            ),
            row,
        )
        for row in read_rows("fees.csv")
    )


@cache
def application_tiers() -> tuple[Sourced[Fee], ...]:
    """Return the tiers of the application fee, of the newest season of which all of them are known."""
    rows = [each for each in fees() if each.value.name == APPLICATION]
    whole_years = [each.year for each in rows if each.value.tier_high is None]
    newest = max(whole_years)
    return tuple(each for each in rows if each.year == newest)


def application_fee(number: int) -> float:
    """Return what the application of this number (from 1) costs within one specialty, in US dollars."""
    for tier in application_tiers():
        low, high = tier.value.tier_low or 1, tier.value.tier_high
        if low <= number and (high is None or number <= high):
            return tier.value.amount or 0.0
    return 0.0
