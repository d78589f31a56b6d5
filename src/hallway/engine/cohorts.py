"""What a whole cohort of applicants shows in published figures, computed from the odds of its members.

A cohort is everybody of one applicant type who wants one specialty. Each member has a score (z, standard
normal among all who apply), a latent strength (standard normal, too) and sends `applications` of them to
programs whose terms spread around the specialty's middle. Given strength and score, programs answer
independently; that is the only place where independence is assumed.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
NODES = 21
"""Quadrature nodes of the latent strength."""
SCORE_NODES = 11
MIX_NODES = 5
FEWEST = 1e-12  # of a cohort, to divide by when everybody matches
SUREST = 1 - 1e-12  # a chance of 1 has no logarithm of its rest
BEND_AT = -1.0
"""Standard deviations from the mean below which a score counts more: our choice, as cut-offs lie there."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cohort's parameters, on the log-odds scale unless said otherwise.

    Args:
        interview: log-odds of an interview for the middling applicant at a middling program.
        rank: log-odds to be ranked high enough to match there, given an interview.
        slope: what one standard deviation of the score adds to the first, >= 0.
        spread: standard deviation of the latent strength, > 0.
        link: how much of score and strength carries over to `rank`, >= 0.
        mix: standard deviation of the programs' terms, >= 0.
        applications: how many each member sends, > 0.
        bend: how much steeper the score counts below `BEND_AT`, >= 0.
    """

    interview: float
    rank: float
    slope: float
    spread: float
    link: float
    mix: float
    applications: float
    bend: float = 0.0


class Figures(NamedTuple):
    """What would be published of a cohort: of those who ranked a program, unless said otherwise."""

    interviewed: float  # share of all who applied with at least one interview
    matched: float  # share of those with at least one rank who match
    ranks_matched: float  # mean list length
    ranks_unmatched: float
    ranks_matched_sd: float
    ranks_unmatched_sd: float
    score_matched: float  # mean z
    score_unmatched: float

    @property
    def score(self) -> float:
        """Return the mean z of all who ranked a program."""
        return self.matched * self.score_matched + (1 - self.matched) * self.score_unmatched


class Moments(NamedTuple):
    """Joint moments at each score and strength; U is "no program matches", whatever the interviews."""

    none: Floats  # chance of no interview
    unmatched: Floats  # chance of U
    ranks: Floats  # mean number of interviews
    ranks_unmatched: Floats  # mean number of interviews, given U
    variance: Floats
    variance_unmatched: Floats


@cache
def normal_nodes(count: int) -> tuple[Floats, Floats]:
    """Return Gauss-Hermite nodes and weights of the standard normal distribution; the weights sum to 1.

    Both are read-only, as everybody gets the same ones: to find them takes longer than all that uses them.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    answer = np.asarray(nodes, np.float64), np.asarray(weights / weights.sum(), np.float64)
    for each in answer:
        each.setflags(write=False)
    return answer


def score_term(scores: Floats, bend: float) -> Floats:
    """Return how a score (z) counts: evenly, and more steeply where programs begin to cut off."""
    answer: Floats = scores + bend * np.minimum(0.0, scores - BEND_AT)
    return answer


def moments(cohort: Cohort, scores: Floats) -> Moments:
    """Return the moments of a cohort's members by score (rows, z) and latent strength (columns, nodes)."""
    nodes, _ = normal_nodes(NODES)
    terms, share = normal_nodes(MIX_NODES)
    strength = cohort.slope * score_term(scores, cohort.bend)[:, None] + cohort.spread * nodes[None, :]
    rank = _logistic(cohort.rank + cohort.link * strength)
    invited = np.minimum(_logistic(cohort.interview + strength[:, :, None] + cohort.mix * terms), SUREST)
    count = cohort.applications * share  # applications that go to programs of each term
    match = invited * rank[:, :, None]
    tilted = (invited - match) / (1 - match)  # chance of an interview, given no match at that program
    return Moments(
        none=np.exp(np.log1p(-invited) @ count),
        unmatched=np.exp(np.log1p(-match) @ count),
        ranks=invited @ count,
        ranks_unmatched=tilted @ count,
        variance=(invited * (1 - invited)) @ count,
        variance_unmatched=(tilted * (1 - tilted)) @ count,
    )


def figures_of(cohort: Cohort) -> Figures:
    """Return what would be published of a cohort."""
    scores, score_weights = normal_nodes(SCORE_NODES)
    _, weights = normal_nodes(NODES)
    each = moments(cohort, scores)
    weight = score_weights[:, None] * weights[None, :]
    matched = float((weight * (1 - each.unmatched)).sum())
    ranked = float((weight * (1 - each.none)).sum())
    unmatched = max(float((weight * (each.unmatched - each.none)).sum()), FEWEST)
    # First and second moments of the number of ranks, jointly with U; without an interview they are zero.
    first, second = each.ranks, each.variance + each.ranks**2
    first_u = each.unmatched * each.ranks_unmatched
    second_u = each.unmatched * (each.variance_unmatched + each.ranks_unmatched**2)
    mean = float((weight * (first - first_u)).sum()) / matched
    mean_u = float((weight * first_u).sum()) / unmatched
    square = float((weight * (second - second_u)).sum()) / matched
    square_u = float((weight * second_u).sum()) / unmatched
    score = float((weight * (1 - each.unmatched) * scores[:, None]).sum()) / matched
    score_u = float((weight * (each.unmatched - each.none) * scores[:, None]).sum()) / unmatched
    return Figures(
        interviewed=ranked,
        matched=matched / ranked,
        ranks_matched=mean,
        ranks_unmatched=mean_u,
        ranks_matched_sd=max(square - mean**2, 0.0) ** 0.5,
        ranks_unmatched_sd=max(square_u - mean_u**2, 0.0) ** 0.5,
        score_matched=score,
        score_unmatched=score_u,
    )


def matched_by_score(cohort: Cohort, scores: Floats) -> Floats:
    """Return the chance to match of those with at least one rank, at each score (z)."""
    _, weights = normal_nodes(NODES)
    each = moments(cohort, scores)
    answer: Floats = ((1 - each.unmatched) @ weights) / ((1 - each.none) @ weights)
    return answer


def ranked_by_score(cohort: Cohort, scores: Floats) -> Floats:
    """Return the chance of at least one interview at each score (z)."""
    _, weights = normal_nodes(NODES)
    answer: Floats = (1 - moments(cohort, scores).none) @ weights
    return answer


def _logistic(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-value))
