"""From published figures to what each cohort is to show, borrowed where nothing was published."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import erf, hypot, log, sqrt
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from tools.odds_borrowing import Line, Seen, fit_line, shrink
from tools.odds_figures import Band, CellFigures, Mean, Published, logit
from tools.odds_fitting import BandTarget, Targets, Usual
from tools.odds_predictors import FEW_PROGRAMS, predictors_of

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
ALIKE = 0.7
"""How far a specialty that stands off the line of one type does so for the other, too: our estimate."""
OTHER_SCORES = {"us-img": Seen(-6, 4), "us-do": Seen(-5, 5)}
"""Step 2 CK less that of the type that is borrowed from, in points: no figures by specialty; our estimate."""
SHORT = 1.0
"""Standard error, in log-odds, of carrying match rates of long lists to so few programs: our estimate."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Step 2 CK of those who ranked a program, in points."""

    mean: Seen
    sd: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one cohort is to show, and whether none of it was published for this specialty and type."""

    targets: Targets
    scores: Scores
    borrowed: bool


def wanted_of(
    published: Published,
    *,
    without: Iterable[Key] = (),
    slope: Seen | None = None,
    usual: Mapping[str, Usual] = MappingProxyType({}),
) -> Mapping[Key, Wanted]:
    """Return what every cohort is to show; `without` leaves the figures of some cohorts out.

    `slope` is what cohorts with figures by score tell of the others of US graduates; `usual` are the
    parameters of each type's cohorts, which specialties of few programs take over.
    """
    held_out = frozenset(without)
    cells = {key: each for key, each in published.cells.items() if key not in held_out}
    wanted: dict[Key, Wanted] = {}
    for kind in ("non-us-img", "us-md"):
        lines = _lines(published, cells, kind)
        for specialty in published.specialties:
            figures = cells.get((specialty, kind), CellFigures())
            wanted[specialty, kind] = _own(lines, figures, (specialty, kind), slope)
        for other, source in BORROWED_FROM.items():
            if source == kind:
                wanted |= _carried(published, lines, wanted, (kind, other), slope)
    return {
        (specialty, kind): _of_few(each, usual[kind])
        if published.programs[specialty] < FEW_PROGRAMS and kind in usual
        else each
        for (specialty, kind), each in wanted.items()
    }


def _of_few(wanted: Wanted, usual: Usual) -> Wanted:
    """Return what a cohort with a handful of programs is to show: each program answers as elsewhere.

    Else a list as long as elsewhere would ask for an interview at nearly every program.
    """
    rate = wanted.targets.rate
    if wanted.borrowed:
        rate = Seen(rate.value, hypot(rate.error, SHORT))
    return replace(wanted, targets=Targets(rate, ranks_matched=None, ranks_unmatched=None, usual=usual))


# ------------------------------------------------------------------------------------------------ lines


@dataclass(frozen=True, slots=True)
class _Lines:
    rate: Line
    ranks_matched: Line
    ranks_unmatched: Line
    gap: Line | None  # points
    score: Line  # points
    score_sd: Mapping[str, float]
    rows: Mapping[str, Floats]  # predictors by specialty


def _lines(published: Published, cells: Mapping[Key, CellFigures], kind: str) -> _Lines:
    own = {specialty: each for (specialty, other), each in cells.items() if other == kind}
    rows = predictors_of(published, kind)
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
        rows=rows,
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


def _own(lines: _Lines, figures: CellFigures, key: Key, slope: Seen | None) -> Wanted:
    """Return what a cohort of a type with figures is to show: its own figures, drawn to the line."""
    specialty, kind = key
    row = lines.rows[specialty]
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


def _carried(
    published: Published,
    lines: _Lines,
    wanted: Mapping[Key, Wanted],
    kinds: tuple[str, str],
    slope: Seen | None,
) -> dict[Key, Wanted]:
    """Return what the cohorts of a type without figures are to show.

    By specialty they follow the line of the type with figures, by their own predictors, and stand off it
    where that type does. Their level is that of the national figures.
    """
    source, other = kinds
    rates = _alike(published, lines, wanted, kinds)
    home, away = published.national[source], published.national[other]
    apart = logit(away.rate) - logit(home.rate) - _mean_apart(published, wanted, rates, kinds)
    carried: dict[Key, Wanted] = {}
    for specialty in published.specialties:
        row, theirs = lines.rows[specialty], wanted[specialty, source]
        matched, unmatched = _expect(lines.ranks_matched, row), _expect(lines.ranks_unmatched, row)
        gap = None
        if lines.gap is not None:
            line = lines.gap.expect(row[:1])
            gap = Seen(line.value / theirs.scores.sd, hypot(line.error, 2) / theirs.scores.sd)
        rate, shift = rates[specialty], OTHER_SCORES[other]
        targets = Targets(
            rate=Seen(rate.value + apart, hypot(rate.error, CLOSENESS)),
            ranks_matched=_moved(matched, log(away.ranks_matched / home.ranks_matched)),
            ranks_unmatched=_moved(unmatched, log(away.ranks_unmatched / home.ranks_unmatched)),
            gap=gap,
            slope=slope if other == "us-do" else None,
        )
        score = theirs.scores.mean
        mean = Seen(score.value + shift.value, hypot(score.error, shift.error))
        carried[specialty, other] = Wanted(targets, Scores(mean, theirs.scores.sd), borrowed=True)
    return carried


def _moved(seen: Seen, by: float) -> Seen:
    return Seen(seen.value + by, hypot(seen.error, CLOSENESS))


def _alike(
    published: Published, lines: _Lines, wanted: Mapping[Key, Wanted], kinds: tuple[str, str]
) -> Mapping[str, Seen]:
    """Return log-odds to match by specialty, but for the level: the line, and what the first type adds."""
    source, other = kinds
    rows = predictors_of(published, other)
    rates: dict[str, Seen] = {}
    for specialty in published.specialties:
        line, theirs = lines.rate.expect(rows[specialty]), wanted[specialty, source].targets.rate
        off = theirs.value - lines.rate.expect(lines.rows[specialty]).value
        known = (
            1 - min(theirs.error / line.error, 1.0) ** 2
        )  # how much of the spread that type's figures tell
        left = line.error * sqrt(1 - ALIKE**2 * known)
        rates[specialty] = Seen(line.value + ALIKE * off, left)
    return rates


def _mean_apart(
    published: Published, wanted: Mapping[Key, Wanted], rates: Mapping[str, Seen], kinds: tuple[str, str]
) -> float:
    """Return how far two types' rates lie apart before the level is set, by how many rank each specialty."""
    source, other = kinds
    means = []
    for kind in kinds:
        people = {each: published.filled.get((each, kind), (0.0, None))[1] or 0.0 for each in rates}
        values = {
            each: rates[each].value if kind == other else wanted[each, source].targets.rate.value
            for each in people
        }
        means.append(sum(values[each] * people[each] for each in people) / sum(people.values()))
    return means[1] - means[0]
