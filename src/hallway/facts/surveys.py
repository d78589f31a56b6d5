"""What surveys and application services counted: applications, interviews, and what directors weigh."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.facts.figures import Sourced, number, read_rows, sourced, whole
from hallway.facts.specialties import find_specialty


@dataclass(frozen=True, slots=True)
class Count:
    """One figure about applications or interviews; `value` is in `unit`, percentages from 0 to 100.

    `specialties` is ("all",) where it holds for all together; `statistic` says whether it is a mean or else.
    """

    season: str
    specialties: tuple[str, ...]
    applicant_type: str
    measure: str
    statistic: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Weight:
    """What program directors said of one factor; opinions of those who answered, not effects."""

    specialty: str
    stage: str
    factor: str
    statistic: str
    value: float
    unit: str
    respondents: int | None
    response_percent: float | None


@cache
def counts() -> tuple[Sourced[Count], ...]:
    """Return every figure about applications and interviews, newest first; some contradict each other."""
    return tuple(sourced(_count(row), row) for row in read_rows("applications.csv"))


def counts_of(specialty: str, measure: str) -> tuple[Sourced[Count], ...]:
    """Return one measure of a specialty, such as "applications-per-applicant"; "all" for all together."""
    found = find_specialty(specialty)
    name = found.name if found else specialty
    return tuple(
        each for each in counts() if each.value.measure == measure and name in each.value.specialties
    )


@cache
def director_weights() -> tuple[Sourced[Weight], ...]:
    """Return what program directors said they weigh, newest first."""
    return tuple(
        sourced(
            Weight(
                row["specialty"],
                row["stage"],
                row["factor"],
                row["statistic"],
                float(row["value"]),
                row["unit"],
                whole(row["respondents"]),
                number(row["response_percent"]),
            ),
            row,
        )
        for row in read_rows("director_surveys.csv")
    )


def _count(row: Mapping[str, str]) -> Count:
    return Count(
        row["season"],
        tuple(row["specialties"].split("|")),
        row["type"],
        row["measure"],
        row["statistic"],
        float(row["value"]),
        row["unit"],
    )
