"""Program signals: how many an applicant may send, by specialty and season, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hallway.facts.figures import Sourced, number, read_rows, sourced, whole
from hallway.facts.specialties import find_specialty


@dataclass(frozen=True, slots=True)
class SignalLimit:
    """Signals that an applicant may send in a specialty: 0 where it uses none; gold None where all are alike.

    `system` is the application service that carries them, "" where that is not known.
    """

    specialty: str
    system: str
    gold: int | None
    silver: int | None
    total: int


@dataclass(frozen=True, slots=True)
class SignalResult:
    """What somebody counted about signals; `value` is in `unit`, and a percentage there is from 0 to 100."""

    specialties: tuple[str, ...]
    applicant_type: str
    tier: str
    measure: str
    value: float
    low: float | None
    high: float | None
    n: int | None
    unit: str


def signal_limit(specialty: str, year: int | None = None) -> Sourced[SignalLimit] | None:
    """Return the limit of a match year, or the newest known; None where it is unknown."""
    found = find_specialty(specialty)
    known = _limits().get(found.name, ()) if found else ()
    return next((each for each in known if year is None or each.year == str(year)), None)


def signal_limits() -> tuple[Sourced[SignalLimit], ...]:
    """Return every limit by specialty, newest season first; two of one season contradict each other."""
    return tuple(each for limits in _limits().values() for each in limits)


@cache
def signal_results() -> tuple[Sourced[SignalResult], ...]:
    """Return everything that was counted about signals."""
    return tuple(
        sourced(
            SignalResult(
                tuple(row["specialties"].split("|")),
                row["type"],
                row["tier"],
                row["measure"],
                float(row["value"]),
                number(row["low"]),
                number(row["high"]),
                whole(row["n"]),
                row["unit"],
            ),
            row,
        )
        for row in read_rows("signal_results.csv")
    )


def results_of(specialty: str) -> tuple[Sourced[SignalResult], ...]:
    """Return what was counted in a specialty, pooled studies included."""
    found = find_specialty(specialty)
    return tuple(each for each in signal_results() if found and found.name in each.value.specialties)


@cache
def _limits() -> Mapping[str, tuple[Sourced[SignalLimit], ...]]:
    known: dict[str, tuple[Sourced[SignalLimit], ...]] = {}
    for row in read_rows("signal_limits.csv"):
        limit = SignalLimit(
            row["specialty"], row["system"], whole(row["gold"]), whole(row["silver"]), int(row["total"])
        )
        known[limit.specialty] = (*known.get(limit.specialty, ()), sourced(limit, row))
    return MappingProxyType(dict(sorted(known.items())))
