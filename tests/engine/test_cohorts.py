from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.engine.cohorts import (
    Cohort,
    figures_of,
    matched_by_score,
    moments,
    normal_nodes,
    ranked_by_score,
)

COHORT = Cohort(
    interview=-4.0, rank=-1.5, slope=0.5, spread=0.8, link=0.3, mix=0.9, applications=60, bend=1.0
)
cohorts = st.builds(
    Cohort,
    interview=st.floats(-6, 1),
    rank=st.floats(-3, 2),
    slope=st.floats(0, 1.5),
    spread=st.floats(0.05, 2),
    link=st.floats(0, 1),
    mix=st.floats(0, 1.5),
    applications=st.floats(1, 200),
    bend=st.floats(0, 2),
)


def test_the_nodes_carry_the_moments_of_the_normal_distribution() -> None:
    nodes, weights = normal_nodes(21)
    assert abs(weights.sum() - 1) < 1e-12
    assert abs(weights @ nodes) < 1e-12
    assert abs(weights @ nodes**2 - 1) < 1e-12


def test_closed_figures_are_those_of_a_simulated_season() -> None:
    rng = np.random.default_rng(2)
    people = 60_000
    z, latent = rng.standard_normal(people), rng.standard_normal(people)
    term = z + COHORT.bend * np.minimum(0, z + 1)
    strength = COHORT.slope * term + COHORT.spread * latent
    ranks, matched = np.zeros(people), np.zeros(people, np.bool_)
    for _ in range(int(COHORT.applications)):
        program = COHORT.mix * rng.standard_normal(people)
        invited = rng.random(people) < 1 / (1 + np.exp(-(COHORT.interview + strength + program)))
        ranks += invited
        matched |= invited & (rng.random(people) < 1 / (1 + np.exp(-(COHORT.rank + COHORT.link * strength))))
    found, ranked = figures_of(COHORT), ranks > 0
    unmatched = ranked & ~matched
    assert abs(found.interviewed - ranked.mean()) < 0.01
    assert abs(found.matched - matched[ranked].mean()) < 0.01
    assert abs(found.ranks_matched - ranks[matched].mean()) < 0.15
    assert abs(found.ranks_unmatched - ranks[unmatched].mean()) < 0.06
    assert abs(found.ranks_matched_sd - ranks[matched].std()) < 0.25
    assert abs(found.score_matched - z[matched].mean()) < 0.03
    assert abs(found.score_unmatched - z[unmatched].mean()) < 0.03


@given(cohorts)
@settings(max_examples=50)
def test_a_better_score_never_lowers_what_a_cohort_shows(cohort: Cohort) -> None:
    scores = np.linspace(-3, 3, 13)
    assert (np.diff(ranked_by_score(cohort, scores)) >= -1e-9).all()
    each = moments(cohort, scores)
    assert (np.diff(each.unmatched, axis=0) <= 1e-9).all()
    rates = matched_by_score(cohort, scores)
    assert ((rates >= 0) & (rates <= 1 + 1e-9)).all()


@given(cohorts, st.floats(1.1, 3))
@settings(max_examples=50)
def test_more_applications_bring_more_interviews(cohort: Cohort, factor: float) -> None:
    more = figures_of(replace(cohort, applications=cohort.applications * factor))
    assert more.interviewed >= figures_of(cohort).interviewed - 1e-9
