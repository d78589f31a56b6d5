"""From published figures to what each cohort is to show, borrowed where nothing was published."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import erf, hypot, log, sqrt

import numpy as np
import numpy.typing as npt

from tools.odds_borrowing import Line, Seen, fit_line, shrink
from tools.odds_figures import Band, CellFigures, Mean, Published, logit
from tools.odds_fitting import BandTarget, Targets

Floats = npt.NDArray[np.float64]
Key = tuple[str, str]
"""A specialty and an applicant type: one cohort."""

FEWEST = 10  # people in a band that is fitted at all
TYPICAL_SD = 14.0
"""Standard deviation of Step 2 CK within a cohort, in points: the middle of the published ones."""
IMG_TYPES = ("non-us-img", "us-img")
BORROWED_FROM = {"us-img": "non-us-img", "us-do": "us-md"}
LIST_SPREAD = 0.12
"""How far a specialty's mean list lies from the national one, in logs, where unpublished: our estimate."""
CLOSENESS = 0.2
"""Standard error of carrying a level from one type to another by their national figures: our estimate."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Step 2 CK of those who ranked a program, in points."""

    mean: Seen
    sd: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one cohort is to show, and whether any of it was published for this specialty and type."""

    targets: Targets
    scores: Scores
    borrowed: bool


def wanted_of(
    published: Published, *, without: Iterable[Key] = (), slope: Seen | None = None
) -> Mapping[Key, Wanted]:
    """Return what every cohort is to show; `without` leaves the figures of some cohorts out.

    `slope` is what cohorts with figures by score tell of the others of US graduates.
    """
    held_out = frozenset(without)
    cells = {key: each for key, each in published.cells.items() if key not in held_out}
    wanted: dict[Key, Wanted] = {}
    for kind in ("non-us-img", "us-md"):
        lines = _lines(published, cells, kind)
        for specialty in published.specialties:
            figures = cells.get((specialty, kind), CellFigures())
            wanted[specialty, kind] = _own(published, lines, figures, (specialty, kind), slope)
        for other, source in BORROWED_FROM.items():
            if source != kind:
                continue
            shifts = _Shifts.between(published, lines, kind, other)
            for specialty in published.specialties:
                wanted[specialty, other] = _carried(published, lines, (specialty, other), shifts, slope)
    return wanted


# ------------------------------------------------------------------------------------------- predictors


def _predictors(published: Published, specialty: str, kind: str) -> Floats:
    """Return 1, how many of those who rank the specialty hold a place in it, and how many US MDs hold one."""
    filled, ranking = published.filled.get((specialty, kind), (0.0, None))
    held = 0.0  # unknown: the middle
    if ranking is not None and ranking >= filled > 0:
        held = float(np.clip(logit((filled + 1) / (ranking + 2)), -2, 2.5)) - _HELD_CENTER[kind]
    md_share = float(np.clip(logit(published.md_share[specialty]), -2, 2.5))
    return np.array([1.0, held, md_share - _MD_CENTER])


_HELD_CENTER = {"non-us-img": -0.5, "us-img": -0.5, "us-md": 1.5, "us-do": 1.5}
_MD_CENTER = 0.8


# ------------------------------------------------------------------------------------------------ lines


@dataclass(frozen=True, slots=True)
class _Lines:
    rate: Line
    ranks_matched: Line
    ranks_unmatched: Line
    gap: Line | None  # points
    score: Line  # points
    score_sd: Mapping[str, float]


def _lines(published: Published, cells: Mapping[Key, CellFigures], kind: str) -> _Lines:
    own = {specialty: each for (specialty, other), each in cells.items() if other == kind}
    rows = {each: _predictors(published, each, kind) for each in published.specialties}
    plain = {each: row[:1] for each, row in rows.items()}
    by_share = {each: row[[0, 2]] for each, row in rows.items()}
    national = published.national[kind]
    matched, unmatched = _seen(own, _log_ranks_matched), _seen(own, _log_ranks_unmatched)
    gaps = _seen(own, _gap)
    return _Lines(
        rate=fit_line(_seen(own, rate_of), rows, scale=0.5),
        ranks_matched=fit_line(matched, by_share, scale=0.3)
        if matched
        else _flat(log(national.ranks_matched)),
        ranks_unmatched=fit_line(unmatched, plain, scale=1)
        if matched
        else _flat(log(national.ranks_unmatched)),
        gap=fit_line(gaps, plain, scale=5, unit=5) if gaps else None,
        score=fit_line(_seen(own, _score), by_share, scale=5, unit=10),
        score_sd={specialty: _score_sd(each) for specialty, each in own.items()},
    )


def _flat(level: float) -> Line:
    """Return a line without predictors: the national list length, of which nothing is known by specialty."""
    return Line(np.array([level]), np.zeros((1, 1)), LIST_SPREAD)


def _seen(cells: Mapping[str, CellFigures], read: Callable[[CellFigures], Seen | None]) -> dict[str, Seen]:
    found = {specialty: read(each) for specialty, each in cells.items()}
    return {specialty: each for specialty, each in found.items() if each is not None}


def rate_of(figures: CellFigures) -> Seen | None:
    """Return the log-odds to match of those who ranked a program, with its binomial error."""
    if figures.matched is not None and figures.unmatched is not None:
        people = figures.matched + figures.unmatched
        rate = (figures.matched + 0.5) / (people + 1)
    elif figures.bands:
        bands = filled_bands(figures.bands)
        people = sum(each.n for each in bands)
        rate = (sum(each.n * each.rate for each in bands) + 0.5) / (people + 1)
    else:
        return None
    return Seen(logit(rate), hypot(((people + 1) * rate * (1 - rate)) ** -0.5, 0.02))


def _log_ranks_matched(figures: CellFigures) -> Seen | None:
    return _log_mean(figures.ranks_matched)


def _log_ranks_unmatched(figures: CellFigures) -> Seen | None:
    return _log_mean(figures.ranks_unmatched)


def _log_mean(mean: Mean | None) -> Seen | None:
    if mean is None or not mean.n:
        return None
    spread = max(mean.sd / mean.mean, 0.8)  # five lists of one rank each do not prove that all are so short
    return Seen(log(mean.mean), hypot(spread / sqrt(mean.n), 0.03))


def _gap(figures: CellFigures) -> Seen | None:
    high, low = figures.score_matched, figures.score_unmatched
    if high is None or low is None:
        return None
    return Seen(high.mean - low.mean, hypot(high.sd / sqrt(high.n), low.sd / sqrt(low.n), 0.5))


def _score(figures: CellFigures) -> Seen | None:
    if figures.bands:
        mean, sd, people = band_scores(figures.bands)
        return Seen(mean, hypot(sd / sqrt(people), 0.5))
    known = [each for each in (figures.score_matched, figures.score_unmatched) if each is not None]
    weights = [figures.matched, figures.unmatched] if len(known) > 1 else [1]
    if not known or None in weights:
        return None
    total = float(sum(each for each in weights if each))
    mean = sum(each.mean * (weight or 0) for each, weight in zip(known, weights, strict=True)) / total
    return Seen(mean, hypot(TYPICAL_SD / sqrt(sum(each.n for each in known)), 0.5))


def _score_sd(figures: CellFigures) -> float:
    """Return the spread of the scores, drawn towards the typical one where few people stand behind it."""
    if figures.bands:
        _, sd, people = band_scores(figures.bands)
    else:
        known = [each for each in (figures.score_matched, figures.score_unmatched) if each is not None]
        people = sum(each.n for each in known)
        sd = sqrt(sum(each.n * each.sd**2 for each in known) / people) if people else TYPICAL_SD
    return (people * sd + 50 * TYPICAL_SD) / (people + 50)


# ------------------------------------------------------------------------------------------ score bands


def filled_bands(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Return the bands with those of the table's gaps put in: people by the normal curve, rate between."""
    mean, sd, _ = band_scores(bands)
    people = sum(each.n for each in bands)
    seen = sum(_normal_share(each, mean, sd) for each in bands)
    filled: list[Band] = []
    for each in sorted(bands, key=lambda one: one.low or 0):
        last = filled[-1] if filled else None
        if last and last.high is not None and each.low is not None and each.low > last.high + 1:
            gap = Band(last.high + 1, each.low - 1, 0, (last.rate + each.rate) / 2)
            count = round(people * _normal_share(gap, mean, sd) / seen)
            filled.append(Band(gap.low, gap.high, count, gap.rate))
        filled.append(each)
    return tuple(filled)


@cache
def band_scores(bands: tuple[Band, ...]) -> tuple[float, float, int]:
    """Return mean and standard deviation of the normal curve that fits the counts, and the people."""
    known = [each for each in bands if each.n]
    counts = np.array([each.n for each in known], np.float64)
    best, answer = -np.inf, (250.0, TYPICAL_SD)
    for mean in np.arange(225, 266, 0.5):
        for sd in np.arange(8, 22, 0.5):
            shares = np.array([_normal_share(each, mean, sd) for each in known])
            fit = float(counts @ np.log(shares / shares.sum()))
            if fit > best:
                best, answer = fit, (float(mean), float(sd))
    return (*answer, int(counts.sum()))


def band_middle(band: Band, mean: float, sd: float) -> float:
    """Return the mean score within a band under the normal curve."""
    grid = np.linspace(
        band.low if band.low is not None else mean - 5 * sd, (band.high or mean + 5 * sd) + 1, 101
    )
    weight = np.exp(-0.5 * ((grid - mean) / sd) ** 2)
    return float((grid * weight).sum() / weight.sum())


def _normal_share(band: Band, mean: float, sd: float) -> float:
    low = -np.inf if band.low is None else band.low
    high = np.inf if band.high is None else band.high + 1
    return max(_below((high - mean) / sd) - _below((low - mean) / sd), 1e-12)


def _below(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


def band_error(n: int, rate: float) -> float:
    """Return the standard error of a band's log-odds; a rate of 0 or 1 counts half a person."""
    smooth = (n * rate + 0.5) / (n + 1)
    return hypot(((n + 1) * smooth * (1 - smooth)) ** -0.5, 0.1)


def _band_targets(figures: CellFigures, scores: Scores) -> tuple[BandTarget, ...]:
    if not figures.bands:
        return ()
    mean, sd, _ = band_scores(figures.bands)
    return tuple(
        BandTarget(
            (band_middle(each, mean, sd) - scores.mean.value) / scores.sd,
            Seen(logit((each.n * each.rate + 0.5) / (each.n + 1)), band_error(each.n, each.rate)),
        )
        for each in figures.bands
        if each.n >= FEWEST
    )


# ---------------------------------------------------------------------------------------- joining it all


def _own(published: Published, lines: _Lines, figures: CellFigures, key: Key, slope: Seen | None) -> Wanted:
    """Return what a cohort of a type with figures is to show: its own figures, drawn to the line."""
    specialty, kind = key
    row = _predictors(published, specialty, kind)
    scores = Scores(
        shrink(_score(figures), lines.score.expect(row[[0, 2]])), lines.score_sd.get(specialty, TYPICAL_SD)
    )
    gap = None
    if lines.gap is not None:
        joined = shrink(_gap(figures), lines.gap.expect(row[:1]))
        gap = Seen(joined.value / scores.sd, joined.error / scores.sd)
    targets = Targets(
        rate=shrink(rate_of(figures), lines.rate.expect(row)),
        ranks_matched=shrink(_log_ranks_matched(figures), _expect(lines.ranks_matched, row)),
        ranks_unmatched=shrink(_log_ranks_unmatched(figures), _expect(lines.ranks_unmatched, row)),
        gap=gap,
        bands=_band_targets(figures, scores),
        slope=None if figures.bands else slope if kind == "us-md" else None,
    )
    return Wanted(targets, scores, borrowed=rate_of(figures) is None)


def _expect(line: Line, row: Floats) -> Seen:
    """Return what a line with one or two predictors says: 1, and the share of US MDs."""
    return line.expect(row[[0, 2]] if len(line.coefficients) > 1 else row[:1])


@dataclass(frozen=True, slots=True)
class _Shifts:
    """From one type to another, by national figures: log-odds to match, logs of list lengths."""

    rate: float
    ranks_matched: float
    ranks_unmatched: float
    score: Seen

    @classmethod
    def between(cls, published: Published, lines: _Lines, source: str, other: str) -> "_Shifts":
        """Choose the level so that the mean over specialties differs as the national rates do."""
        apart = logit(published.national[other].rate) - logit(published.national[source].rate)
        means = []
        for kind in (source, other):
            ranking = {
                each: published.filled.get((each, kind), (0.0, None))[1] or 0.0
                for each in published.specialties
            }
            lined = {each: lines.rate.expect(_predictors(published, each, kind)).value for each in ranking}
            means.append(sum(lined[each] * ranking[each] for each in ranking) / sum(ranking.values()))
        home, away = published.national[source], published.national[other]
        return cls(
            rate=apart - (means[1] - means[0]),
            ranks_matched=log(away.ranks_matched / home.ranks_matched),
            ranks_unmatched=log(away.ranks_unmatched / home.ranks_unmatched),
            score=Seen(0, 6) if other == "us-img" else Seen(-5, 5),  # no figures by type: our estimate
        )


def _carried(published: Published, lines: _Lines, key: Key, shifts: _Shifts, slope: Seen | None) -> Wanted:
    """Return what a cohort of a type without figures is to show."""
    specialty, kind = key
    row = _predictors(published, specialty, kind)
    rate = lines.rate.expect(row)
    matched, unmatched = _expect(lines.ranks_matched, row), _expect(lines.ranks_unmatched, row)
    score = lines.score.expect(row[[0, 2]])
    sd = lines.score_sd.get(specialty, TYPICAL_SD)
    gap = None
    if lines.gap is not None:
        line = lines.gap.expect(row[:1])
        gap = Seen(line.value / sd, hypot(line.error, 2) / sd)
    targets = Targets(
        rate=Seen(rate.value + shifts.rate, hypot(rate.error, CLOSENESS)),
        ranks_matched=Seen(matched.value + shifts.ranks_matched, hypot(matched.error, CLOSENESS)),
        ranks_unmatched=Seen(unmatched.value + shifts.ranks_unmatched, hypot(unmatched.error, CLOSENESS)),
        gap=gap,
        slope=slope if kind == "us-do" else None,
    )
    mean = Seen(score.value + shifts.score.value, hypot(score.error, shifts.score.error))
    return Wanted(targets, Scores(mean, sd), borrowed=True)
