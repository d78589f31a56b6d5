"""The whole calibration: judgments and figures in, every cohort's parameters out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import log

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import matched_by_score
from hallway.smartpick.judgments import Judgments
from tools.odds_borrowing import Seen
from tools.odds_figures import Published, logit
from tools.odds_fitting import Assumed, Fit, Usual, fit_cohort
from tools.odds_predictors import FEW_PROGRAMS
from tools.odds_targets import Key, Wanted, band_middle, band_scores, wanted_of

Floats = npt.NDArray[np.float64]
ENOUGH = 50  # people in a band
LEAST_APART = 0.5  # how far a parameter of so small a specialty lies off at least
LARGE = ("Internal Medicine", "Family Medicine", "Pediatrics", "General Surgery", "Obstetrics and Gynecology")
"""The specialties in which the spreads of IMGs' list lengths are published of a hundred people or more."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was chosen before the cohorts are fitted, and what they are fitted with."""

    judgments: Judgments
    bend: float
    link: float
    slope: Seen | None = None
    usual: Mapping[str, Usual] = field(default_factory=dict)
    assumed: dict[Key, Assumed] = field(default_factory=dict)
    draw_key: int = 20261122


def assumed_for(published: Published, model: Model, key: Key) -> Assumed:
    """Return what is assumed of a cohort."""
    specialty, kind = key
    words = model.judgments
    sent = words.applications
    assumed = Assumed(
        applications=min(sent.value[kind], max(1.0, sent.reach * published.programs[specialty])),
        mix=words.mix.value[kind],
        link=model.link,
        bend=model.bend,
        applications_sd=sent.sd,
        mix_sd=words.mix.sd,
        link_sd=words.link_sd,
    )
    model.assumed[key] = assumed
    return assumed


def calibrate(
    published: Published, judgments: Judgments
) -> tuple[Model, Mapping[Key, Wanted], Mapping[Key, Fit]]:
    """Choose bend and link, learn the slopes of US MDs, then fit every cohort."""
    wanted = wanted_of(published)
    link = judgments.links[len(judgments.links) // 2]
    by_bend = {
        each: _band_misfit(published, wanted, Model(judgments, each, link)) for each in judgments.bends
    }
    bend = min(by_bend, key=lambda each: by_bend[each])
    by_link = {
        each: _spread_misfit(published, wanted, Model(judgments, bend, each)) for each in judgments.links
    }
    link = min(by_link, key=lambda each: by_link[each])
    model = Model(judgments, bend, link)
    slopes = [
        fit_cohort(wanted[key].targets, assumed_for(published, model, key)).values[2]
        for key, figures in sorted(published.cells.items())
        if figures.bands
    ]
    model = Model(judgments, bend, link, Seen(float(np.mean(slopes)), max(float(np.std(slopes)), 0.1)))
    model = replace(model, usual=_usual(published, model))
    wanted = wanted_of(published, slope=model.slope, usual=model.usual)
    fits = {
        key: fit_cohort(each.targets, assumed_for(published, model, key))
        for key, each in sorted(wanted.items())
    }
    return model, wanted, fits


def _usual(published: Published, model: Model) -> Mapping[str, Usual]:
    """Return the parameters of each type's cohorts that have programs enough, and how far they lie apart."""
    found: dict[str, list[Floats]] = {}
    for key, each in sorted(wanted_of(published, slope=model.slope).items()):
        if published.programs[key[0]] >= FEW_PROGRAMS:
            fit = fit_cohort(each.targets, assumed_for(published, model, key), center_only=True)
            found.setdefault(key[1], []).append(fit.values)
    return {
        kind: tuple(
            Seen(float(column.mean()), max(float(column.std()), LEAST_APART)) for column in np.array(rows).T
        )
        for kind, rows in found.items()
    }


def _band_misfit(published: Published, wanted: Mapping[Key, Wanted], model: Model) -> float:
    """Return the squared distance from published score bands, in their standard errors."""
    total = 0.0
    for key, figures in sorted(published.cells.items()):
        if not figures.bands:
            continue
        each = wanted[key]
        fit = fit_cohort(each.targets, assumed_for(published, model, key), center_only=True)
        mean, sd, _ = band_scores(figures.bands)
        for band in figures.bands:
            if band.n < ENOUGH:
                continue
            z = (band_middle(band, mean, sd) - each.scores.mean.value) / each.scores.sd + fit.figures.score
            rate = float(matched_by_score(fit.cohort, np.array([z]))[0])
            smooth = (band.n * band.rate + 0.5) / (band.n + 1)
            total += band.n * (logit(rate) - logit(smooth)) ** 2 * smooth * (1 - smooth)
    return total


def _spread_misfit(published: Published, wanted: Mapping[Key, Wanted], model: Model) -> float:
    """Return the squared distance from published standard deviations of list lengths, in logs."""
    total = 0.0
    for specialty in LARGE:
        key = (specialty, "non-us-img")
        figures = published.cells[key]
        fit = fit_cohort(wanted[key].targets, assumed_for(published, model, key), center_only=True)
        for mean, sd in (
            (figures.ranks_matched, fit.figures.ranks_matched_sd),
            (figures.ranks_unmatched, fit.figures.ranks_unmatched_sd),
        ):
            if mean is not None:
                total += log(sd / mean.sd) ** 2
    return total
