"""Find the parameters of one cohort that reproduce its targets, and how surely.

Least squares with weak priors: Levenberg-Marquardt on numeric derivatives of the closed figures in
`hallway.engine.cohorts`. The covariance is that of the targets' errors carried through, plus what the three
assumptions do (applications sent, spread of programs, link between the stages): the fit is repeated with each
of them moved by one standard deviation.
"""

from dataclasses import dataclass, replace
from math import exp, log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import Cohort, Figures, figures_of, matched_by_score
from tools.odds_borrowing import Seen
from tools.odds_figures import logit

Floats = npt.NDArray[np.float64]
NAMES = ("interview", "rank", "log_slope", "log_spread")
PRIORS = ((-3.8, 3.0), (-1.5, 3.0), (-0.7, 1.2), (-0.2, 1.0))
"""Mean and standard deviation of the four parameters before any figure: wide, to hold what has no target."""
STEP = 1e-4
STIFFEST, ENOUGH = 1e8, 1e-9
CENTERING = 5
CENTERED = 24  # pairs of draws
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Assumed:
    """What no figure tells: each with the standard deviation of its logarithm."""

    applications: float
    mix: float
    link: float
    bend: float
    applications_sd: float = 0.245  # uniform between 60 % and 140 %
    mix_sd: float = 0.3
    link_sd: float = 0.4


Usual: TypeAlias = tuple[Seen, ...]
"""Parameters of a type's cohorts in the order of `NAMES`, and how far they lie apart."""


@dataclass(frozen=True, slots=True)
class BandTarget:
    """The chance to match at a score (z among those who ranked), as log-odds with error."""

    z: float
    seen: Seen


@dataclass(frozen=True, slots=True)
class Targets:
    """What a cohort is to show: log-odds of matching, logs of list lengths, score gap in deviations."""

    rate: Seen
    ranks_matched: Seen | None
    ranks_unmatched: Seen | None
    gap: Seen | None = None
    bands: tuple[BandTarget, ...] = ()
    slope: Seen | None = None  # log of the slope, where other cohorts tell it
    usual: Usual | None = None  # parameters of the type's other cohorts, where lists tell nothing


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters in the order of `NAMES`, their covariance, and what the cohort then shows."""

    values: Floats
    covariance: Floats
    cohort: Cohort
    figures: Figures


def fit_cohort(targets: Targets, assumed: Assumed, *, center_only: bool = False) -> Fit:
    """Fit a cohort and say how surely its parameters are known; `center_only` leaves assumptions out."""
    values, jacobian = _solve(targets, assumed, np.array([each[0] for each in PRIORS]))
    covariance: Floats = np.linalg.inv(jacobian.T @ jacobian).astype(np.float64)
    moves = (
        replace(assumed, applications=assumed.applications * exp(assumed.applications_sd)),
        replace(assumed, mix=assumed.mix * exp(assumed.mix_sd)),
        replace(assumed, link=assumed.link * exp(assumed.link_sd)),
    )
    for moved in () if center_only else moves:
        other, _ = _solve(targets, moved, values)
        covariance += np.outer(other - values, other - values)
    cohort = cohort_of(values, assumed)
    fit = Fit(values, covariance, cohort, figures_of(cohort))
    return fit if center_only else _centered(fit, assumed)


def _centered(fit: Fit, assumed: Assumed) -> Fit:
    """Move the first two parameters until the middle of the draws shows what the fit shows.

    Wide errors bend on their way through the model: drawn evenly around the fit, most would match more.
    """
    generator = np.random.Generator(np.random.Philox(key=CENTERING))
    errors = generator.standard_normal((CENTERED, len(NAMES))) @ np.linalg.cholesky(fit.covariance).T
    errors = np.concatenate([errors, -errors])
    values = fit.values.copy()
    for _ in range(3):
        drawn = [figures_of(cohort_of(np.clip(values + each, -12, 4), assumed)) for each in errors]
        rate = float(np.median([logit(_inside(each.matched)) for each in drawn]))
        ranks = float(np.median([log(each.ranks_matched) for each in drawn]))
        values[1] += logit(_inside(fit.figures.matched)) - rate
        values[0] += log(fit.figures.ranks_matched) - ranks
    return replace(fit, values=values)


def cohort_of(values: Floats, assumed: Assumed) -> Cohort:
    """Return the cohort with these parameters."""
    return Cohort(
        interview=float(values[0]),
        rank=float(values[1]),
        slope=exp(values[2]),
        spread=exp(values[3]),
        link=assumed.link,
        mix=assumed.mix,
        applications=assumed.applications,
        bend=assumed.bend,
    )


def _solve(targets: Targets, assumed: Assumed, start: Floats) -> tuple[Floats, Floats]:
    """Return the parameters and the Jacobian of the weighted residuals there."""
    values, damping = start.copy(), 1e-2
    rest = _residuals(values, targets, assumed)
    for _ in range(ROUNDS):
        jacobian = _jacobian(values, rest, targets, assumed)
        square = jacobian.T @ jacobian
        tried, tried_rest, improved = values, rest, False
        while not improved and damping < STIFFEST:
            move = np.linalg.solve(square + damping * np.diag(np.diag(square)), -jacobian.T @ rest)
            tried = values + np.clip(move, -1, 1)
            tried_rest = _residuals(tried, targets, assumed)
            improved = bool(tried_rest @ tried_rest < rest @ rest)
            damping *= 0.2 if improved else 5
        if not improved:
            break
        gain = float(rest @ rest - tried_rest @ tried_rest)
        values, rest = tried, tried_rest
        if gain < ENOUGH:
            break
    return values, _jacobian(values, rest, targets, assumed)


def _jacobian(values: Floats, rest: Floats, targets: Targets, assumed: Assumed) -> Floats:
    columns = [
        (_residuals(values + STEP * unit, targets, assumed) - rest) / STEP for unit in np.eye(len(values))
    ]
    return np.array(columns).T


def _residuals(values: Floats, targets: Targets, assumed: Assumed) -> Floats:
    cohort = cohort_of(np.clip(values, -12, 4), assumed)
    figures = figures_of(cohort)
    rest = [
        (logit(_inside(figures.matched)) - targets.rate.value) / targets.rate.error,
    ]
    rest.extend(
        (log(mean) - seen.value) / seen.error
        for mean, seen in (
            (figures.ranks_matched, targets.ranks_matched),
            (figures.ranks_unmatched, targets.ranks_unmatched),
        )
        if seen is not None
    )
    if targets.gap is not None:
        gap = figures.score_matched - figures.score_unmatched
        rest.append((gap - targets.gap.value) / targets.gap.error)
    if targets.bands:
        scores = np.array([each.z for each in targets.bands]) + figures.score  # z among all who applied
        rates = matched_by_score(cohort, scores)
        rest.extend(
            (logit(_inside(float(rate))) - each.seen.value) / each.seen.error
            for rate, each in zip(rates, targets.bands, strict=True)
        )
    if targets.slope is not None:
        rest.append((values[2] - targets.slope.value) / targets.slope.error)
    rest.extend(
        (value - seen.value) / seen.error
        for value, seen in zip(values, targets.usual or (), strict=False)  # none, or one for each
    )
    rest.extend((value - mean) / sd for value, (mean, sd) in zip(values, PRIORS, strict=True))
    return np.array(rest)


def _inside(share: float) -> float:
    return min(max(share, 1e-9), 1 - 1e-9)
