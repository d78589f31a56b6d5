"""Published Match figures by specialty and kind of applicant; what nobody published is None or ().

Rates are shares from 0 to 1, of those who ranked a program: who got no interview is in no denominator.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hallway.domain.applicants import Applicant, Status
from hallway.facts.figures import ApplicantType, Sourced, number, read_rows, sourced, whole
from hallway.facts.specialties import find_specialty

ALL = "all"
"""The specialty of a row that holds for all of them together."""

MATCH_RATE = "match-rate"
"""The measure of `national_totals` that `national_rates` reads."""

_TYPES: Mapping[Status, ApplicantType] = {
    Status.US_MD: ApplicantType.US_MD,
    Status.US_CITIZEN_IMG: ApplicantType.US_IMG,
    Status.NON_US_IMG: ApplicantType.NON_US_IMG,
}

T = TypeVar("T")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spread:
    """How one measure lay in a group of `n` people whose records were known."""

    n: int | None
    mean: float | None
    sd: float | None
    q1: float | None
    median: float | None
    q3: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Applicants of one outcome; a measure that was not printed, as for few people, is None."""

    applicants: int | None
    step2: Spread | None
    ranks: Spread | None
    publications: Spread | None
    research: Spread | None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Who matched to their preferred specialty, and who ranked programs in it and did not."""

    matched: Group
    not_matched: Group

    @property
    def rate(self) -> float | None:
        """The share of those who ranked a program that matched to the specialty."""
        good, bad = self.matched.applicants, self.not_matched.applicants
        return None if good is None or bad is None or not good + bad else good / (good + bad)


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """The chance of matching to the preferred specialty by Step 2 CK; bounds are included, None is open."""

    low: int | None
    high: int | None
    n: int | None
    matched: int | None
    not_matched: int | None
    rate: float | None


@dataclass(frozen=True, slots=True)
class ListLengths:
    """How many programs were ranked on average, by people who matched and did not."""

    matched: float
    matched_count: int | None
    unmatched: float
    unmatched_count: int | None


@dataclass(frozen=True, slots=True)
class Size:
    """Positions of one kind in a specialty, and who filled them.

    `kind` is a kind of track, or "pgy-1" and "pgy-2" for all kinds of a year together, preliminary included.
    `ranking` counts a person in every specialty that they ranked: filled by ranking is no match rate.
    """

    kind: str
    tracks: int | None
    offered: int | None
    filled: int | None
    filled_by: Mapping[ApplicantType, int | None]
    ranking: Mapping[ApplicantType, int | None]


def type_of(status: Status) -> ApplicantType:
    """Return the kind of applicant that figures call somebody of this status."""
    return _TYPES[status]


def type_of_applicant(applicant: Applicant) -> ApplicantType | None:
    """Return the kind of applicant that figures would call them, or None while their status is not said."""
    if applicant.status is None:
        return None
    return ApplicantType.US_DO if applicant.is_us_do else type_of(applicant.status)


def outcomes(specialty: str, applicant_type: str) -> Sourced[Outcomes] | None:
    """Return who matched to a specialty ("all" for all together) and who did not, or None."""
    return _outcomes().get((_name(specialty), applicant_type))


def score_bands(specialty: str, applicant_type: str) -> tuple[Sourced[ScoreBand], ...]:
    """Return the chance by Step 2 CK band, from the lowest; bands of several editions may overlap."""
    return _bands().get((_name(specialty), applicant_type), ())


def list_lengths(applicant_type: str, year: int | None = None) -> Sourced[ListLengths] | None:
    """Return mean list lengths over all specialties, of a match year or the latest."""
    known = _lists().get(applicant_type, {})
    return known.get(str(year) if year else max(known, default=""))


def list_length_years(applicant_type: str) -> tuple[int, ...]:
    """Return the match years of which list lengths are known, newest first."""
    return tuple(sorted(map(int, _lists().get(applicant_type, {})), reverse=True))


def national_rates(applicant_type: str) -> tuple[Sourced[float], ...]:
    """Return the share that matched to a first year, of those who ranked programs; newest year first."""
    found = national_totals(MATCH_RATE, applicant_type)
    return tuple(
        Sourced(each.value / 100, each.source, each.year, each.confidence, each.note, each.url)
        for each in found
    )


def national_totals(measure: str, group: str = ApplicantType.ALL) -> tuple[Sourced[float], ...]:
    """Return a national total by year, newest first; two of one year where sources contradict each other.

    Args:
        measure: such as "positions-offered" or "applicants-active"; see docs/reference/facts.md.
        group: a kind of applicant, or a finer group of the table.
    """
    return _totals().get((measure, str(group)), ())


def specialty_sizes(specialty: str) -> tuple[Sourced[Size], ...]:
    """Return positions and fills of a specialty by kind of position."""
    return _sizes().get(_name(specialty), ())


def _name(specialty: str) -> str:
    found = find_specialty(specialty)
    return found.name if found else specialty


def _rate(text: str) -> float | None:
    percent = number(text)
    return None if percent is None else percent / 100


def _grouped(file: str, key: Callable[[Row], T]) -> dict[T, list[Row]]:
    grouped: defaultdict[T, list[Row]] = defaultdict(list)
    for row in read_rows(file):
        grouped[key(row)].append(row)
    return dict(grouped)


@cache
def _outcomes() -> Mapping[tuple[str, str], Sourced[Outcomes]]:
    grouped = _grouped("match_outcomes.csv", lambda row: (row["specialty"], row["type"]))
    return {
        key: sourced(Outcomes(_group(rows, "matched"), _group(rows, "not-matched")), rows[0])
        for key, rows in grouped.items()
    }


def _group(rows: list[Row], outcome: str) -> Group:
    known = {row["measure"]: row for row in rows if row["outcome"] == outcome}
    spreads = {
        measure: Spread(
            whole(row["n"]), *(number(row[part]) for part in ("mean", "sd", "q1", "median", "q3"))
        )
        for measure, row in known.items()
    }
    applicants = spreads.get("applicants")
    return Group(
        applicants.n if applicants else None,
        spreads.get("step2"),
        spreads.get("ranks"),
        spreads.get("publications"),
        spreads.get("research"),
    )


@cache
def _bands() -> Mapping[tuple[str, str], tuple[Sourced[ScoreBand], ...]]:
    grouped = _grouped("match_bands.csv", lambda row: (row["specialty"], row["type"]))
    return {key: tuple(map(_band, rows)) for key, rows in grouped.items()}


def _band(row: Row) -> Sourced[ScoreBand]:
    return sourced(
        ScoreBand(
            whole(row["low"]),
            whole(row["high"]),
            whole(row["n"]),
            whole(row["matched"]),
            whole(row["not_matched"]),
            _rate(row["percent"]),
        ),
        row,
    )


@cache
def _lists() -> Mapping[str, Mapping[str, Sourced[ListLengths]]]:
    grouped = _grouped("match_lists.csv", lambda row: (row["type"], row["year"]))
    known: defaultdict[str, dict[str, Sourced[ListLengths]]] = defaultdict(dict)
    for (group, year), rows in grouped.items():
        sides = {row["outcome"]: row for row in rows}
        if {"matched", "unmatched"} <= sides.keys():
            good, bad = sides["matched"], sides["unmatched"]
            known[group][year] = sourced(
                ListLengths(
                    float(good["mean_length"]),
                    whole(good["count"]),
                    float(bad["mean_length"]),
                    whole(bad["count"]),
                ),
                good,
            )
    return known


@cache
def _totals() -> Mapping[tuple[str, str], tuple[Sourced[float], ...]]:
    grouped = _grouped("match_totals.csv", lambda row: (row["measure"], row["type"]))
    return {
        key: tuple(sourced(float(row["value"]), row) for row in sorted(rows, key=_newest))
        for key, rows in grouped.items()
    }


def _newest(row: Row) -> int:
    return -int(row["year"])


@cache
def _sizes() -> Mapping[str, tuple[Sourced[Size], ...]]:
    grouped = _grouped("match_sizes.csv", lambda row: row["specialty"])
    return {key: tuple(_each_size(rows)) for key, rows in grouped.items()}


def _each_size(rows: list[Row]) -> Iterator[Sourced[Size]]:
    for row in rows:
        names = {
            each: each.value.replace("-", "_") for each in ApplicantType if each is not ApplicantType.ALL
        }
        filled = {each: whole(row[name]) for each, name in names.items()}
        ranking = {each: whole(row[f"ranking_{name}"]) for each, name in names.items()}
        yield sourced(
            Size(
                row["kind"],
                whole(row["tracks"]),
                whole(row["offered"]),
                whole(row["filled"]),
                {ApplicantType.ALL: whole(row["filled"])} | filled,
                {ApplicantType.ALL: whole(row["ranking"])} | ranking,
            ),
            row,
        )
