"""The published figures that the odds are calibrated to, by specialty and applicant type."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log

from hallway.facts.directory import units
from hallway.facts.figures import ApplicantType, Sourced
from hallway.facts.match_figures import (
    ScoreBand,
    Size,
    Spread,
    list_lengths,
    national_rates,
    national_totals,
    outcomes,
    score_bands,
    specialty_sizes,
)
from hallway.facts.specialties import specialties

TYPES = ("non-us-img", "us-img", "us-md", "us-do")
POOLED = "2020-2024"
"""The edition of score bands that is fitted; others overlap it."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A published mean with its standard deviation and number of people."""

    mean: float
    sd: float
    n: int


@dataclass(frozen=True, slots=True)
class Band:
    """The people of one score band who ranked a program, and the share of them that matched (0-1)."""

    low: int | None
    high: int | None
    n: int
    rate: float


@dataclass(frozen=True, slots=True)
class CellFigures:
    """What was published of one specialty and type; None or empty: nothing."""

    matched: int | None = None
    unmatched: int | None = None
    ranks_matched: Mean | None = None
    ranks_unmatched: Mean | None = None
    score_matched: Mean | None = None
    score_unmatched: Mean | None = None
    bands: tuple[Band, ...] = ()
    source: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class National:
    """What was published of all applicants of one type, whatever their specialty."""

    rate: float  # share of those who ranked a program that matched
    ranks_matched: float
    ranks_unmatched: float
    year: str


@dataclass(frozen=True, slots=True)
class Graduates:
    """Positions of a specialty held by US graduates of earlier years, and how many of them rank it."""

    held: int
    ranking: int
    seniors_held: int
    seniors_ranking: int


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that calibration reads."""

    cells: Mapping[tuple[str, str], CellFigures]
    filled: Mapping[tuple[str, str], tuple[float, float | None]]  # positions held, applicants ranking
    md_share: Mapping[str, float]  # of filled positions, held by US MD seniors
    programs: Mapping[str, int]  # application units
    national: Mapping[str, National]
    visa_rates: tuple[float, float, float]  # visa needed, none needed, all (non-US IMGs)
    graduates: Mapping[str, Graduates] = field(default_factory=dict)

    @property
    def specialties(self) -> tuple[str, ...]:
        """Return every specialty that odds are wanted for, in the order of the alphabet."""
        return tuple(sorted(self.md_share))


def logit(share: float) -> float:
    """Return log odds."""
    return log(share / (1 - share))


def read_published() -> Published:
    """Return the packaged figures, arranged for calibration."""
    names = [name for name in specialties() if name != "Transitional Year" and specialty_sizes(name)]
    cells: dict[tuple[str, str], CellFigures] = {}
    filled: dict[tuple[str, str], tuple[float, float | None]] = {}
    shares: dict[str, float] = {}
    graduates: dict[str, Graduates] = {}
    for name in names:
        sizes = [each.value for each in specialty_sizes(name)]
        share = _md_share(sizes)
        if share is None:
            continue
        shares[name] = share
        earlier = _graduates(sizes)
        if earlier is not None:
            graduates[name] = earlier
        for kind in TYPES:
            figures = _cell(name, ApplicantType(kind))
            if figures is not None:
                cells[name, kind] = figures
            held = _held(sizes, ApplicantType(kind))
            if held is not None:
                filled[name, kind] = held
    national = {kind: _national(ApplicantType(kind)) for kind in TYPES}
    rates = [
        national_totals("match-rate", group)[0].value / 100
        for group in ("foreign-born-img-visa", "foreign-born-img-no-visa", "non-us-img")
    ]
    count = Counter(each.specialty for each in units().values() if each.open_tracks)
    return Published(
        cells=cells,
        filled=filled,
        md_share=shares,
        programs={name: max(count[name], 1) for name in shares},
        national=national,
        visa_rates=(rates[0], rates[1], rates[2]),
        graduates=graduates,
    )


def _national(kind: ApplicantType) -> National:
    lists = list_lengths(kind)
    if lists is None:
        raise LookupError(f"no list lengths of {kind}")
    rates = {each.year: each.value for each in national_rates(kind)}
    return National(rates[lists.year], lists.value.matched, lists.value.unmatched, lists.year)


def _cell(name: str, kind: ApplicantType) -> CellFigures | None:
    found = outcomes(name, kind)
    if found is not None and found.value.rate is not None:
        good, bad = found.value.matched, found.value.not_matched
        return CellFigures(
            matched=good.applicants,
            unmatched=bad.applicants,
            ranks_matched=_mean(good.ranks),
            ranks_unmatched=_mean(bad.ranks),
            score_matched=_mean(good.step2),
            score_unmatched=_mean(bad.step2),
            source=found.source,
            year=found.year,
        )
    bands = [each for each in score_bands(name, kind) if each.year == POOLED]
    known = tuple(_band(each) for each in bands if each.value.n and each.value.rate is not None)
    if not known:
        return None
    return CellFigures(bands=known, source=bands[0].source, year=bands[0].year)


def _mean(spread: Spread | None) -> Mean | None:
    if spread is None or spread.mean is None or spread.sd is None or not spread.n:
        return None
    return Mean(spread.mean, spread.sd, spread.n)


def _band(found: Sourced[ScoreBand]) -> Band:
    each = found.value
    return Band(each.low, each.high, each.n or 0, each.rate or 0.0)


def _held(sizes: list[Size], kind: ApplicantType) -> tuple[float, float | None] | None:
    """Return positions held by a type and how many of it rank the specialty.

    Who ranks second-year positions is not published by type: taken to be as many more as of all applicants.
    """
    by_kind = {each.kind: each for each in sizes}
    categorical = by_kind.get("categorical")
    if categorical and categorical.filled_by[kind] is not None and categorical.ranking[kind] is not None:
        return float(categorical.filled_by[kind] or 0), float(categorical.ranking[kind] or 0)
    first, second = by_kind.get("pgy-1"), by_kind.get("pgy-2")
    if first is None or first.filled_by[kind] is None:
        return None
    held = float(first.filled_by[kind] or 0)
    held += float(second.filled_by[kind] or 0) if second else 0.0
    ranking = first.ranking[kind]
    if ranking is None:
        return held, None
    everybody = first.ranking[ApplicantType.ALL], second.ranking[ApplicantType.ALL] if second else None
    more = everybody[1] / everybody[0] if everybody[0] and everybody[1] else 1.0
    return held, ranking * max(1.0, more)


def _md_share(sizes: list[Size]) -> float | None:
    """Return the share of filled positions that US MD seniors hold, or None where nobody tells."""
    by_kind = {each.kind: each for each in sizes}
    parts = [by_kind.get("categorical")]
    if parts[0] is None or parts[0].filled_by[ApplicantType.US_MD] is None:
        parts = [by_kind.get("pgy-1"), by_kind.get("pgy-2")]
    known = [
        each for each in parts if each and each.filled and each.filled_by[ApplicantType.US_MD] is not None
    ]
    total = sum(each.filled or 0 for each in known)
    held = sum(each.filled_by[ApplicantType.US_MD] or 0 for each in known)
    return (held + 0.5) / (total + 1) if total else None


def _graduates(sizes: list[Size]) -> Graduates | None:
    """Return what is left of a specialty's figures when seniors and IMGs are taken off, or None.

    What is left are US graduates of earlier years, MD and DO together, and a handful of others. Where many
    positions begin in the second year, first-year ones are ranked beside them and tell nothing.
    """
    by_kind = {each.kind: each for each in sizes}
    first, second = by_kind.get("pgy-1"), by_kind.get("pgy-2")
    if first and second and (second.offered or 0) > 0.5 * (first.offered or 0):
        return None
    for name in ("categorical", "pgy-1"):
        each = by_kind.get(name)
        if each is None or each.filled is None or (everybody := each.ranking[ApplicantType.ALL]) is None:
            continue
        held = [each.filled_by[ApplicantType(kind)] for kind in TYPES]
        ranking = [each.ranking[ApplicantType(kind)] for kind in TYPES]
        known, ranked = [one for one in held if one is not None], [one for one in ranking if one is not None]
        if len(known) < len(TYPES) or len(ranked) < len(TYPES):
            continue
        left = Graduates(each.filled - sum(known), everybody - sum(ranked), sum(known[2:]), sum(ranked[2:]))
        if 0 <= left.held <= left.ranking and left.seniors_held <= left.seniors_ranking:
            return left
    return None
