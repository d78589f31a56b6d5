"""Dates of a season: when applications, ranking and rank order lists open and close."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias, cast

from hallway.facts.figures import Sourced, read_rows, sourced

SeasonEvent: TypeAlias = Literal["apply-opens", "review-begins", "ranking-opens", "rank-list-closes"]


@dataclass(frozen=True, slots=True)
class SeasonDate:
    """One date of a season; `time` such as 21:00 is that of `zone`, both "" where only the day is known."""

    event: SeasonEvent
    on: date
    time: str
    zone: str


def season_date(event: SeasonEvent, year: int) -> Sourced[SeasonDate] | None:
    """Return when something happens on the way to the Match of a year; None where nobody said."""
    return _dates().get((event, year))


@cache
def _dates() -> Mapping[tuple[SeasonEvent, int], Sourced[SeasonDate]]:
    known: dict[tuple[SeasonEvent, int], Sourced[SeasonDate]] = {}
    for row in read_rows("season_dates.csv"):
        event = cast("SeasonEvent", row["event"])
        found = SeasonDate(event, date.fromisoformat(row["date"]), row["time"], row["zone"])
        known[event, int(row["year"])] = sourced(found, row)
    return MappingProxyType(known)
