from math import log

import numpy as np

from hallway.smartpick.judgments import judgments
from tools.odds_borrowing import Seen, fit_line, shrink
from tools.odds_checks import Guess, binomial_range
from tools.odds_figures import (
    TYPES,
    Band,
    CellFigures,
    Graduates,
    Mean,
    National,
    Published,
    logit,
    read_published,
)
from tools.odds_fitting import Assumed, Targets, fit_cohort
from tools.odds_lists import matched_by_ranks
from tools.odds_predictors import predictors_of
from tools.odds_targets import band_scores, filled_bands, wanted_of

SCORES = (Mean(250, 14, 50), Mean(243, 14, 50))
ASSUMED = Assumed(applications=80, mix=0.9, link=0.2, bend=1.0)


def test_a_fit_shows_what_it_was_to_show() -> None:
    targets = Targets(
        rate=Seen(logit(0.485), 0.03),
        ranks_matched=Seen(log(6.1), 0.03),
        ranks_unmatched=Seen(log(2.5), 0.03),
        gap=Seen(0.5, 0.05),
    )
    found = fit_cohort(targets, ASSUMED)
    assert abs(found.figures.matched - 0.485) < 0.01
    assert abs(found.figures.ranks_matched / 6.1 - 1) < 0.03
    assert abs(found.figures.ranks_unmatched / 2.5 - 1) < 0.03
    assert abs(found.figures.score_matched - found.figures.score_unmatched - 0.5) < 0.05


def test_weak_figures_leave_wide_errors() -> None:
    def spread(error: float) -> float:
        targets = Targets(Seen(logit(0.4), error), Seen(log(5), error), Seen(log(2), error))
        return float(np.trace(fit_cohort(targets, ASSUMED).covariance))

    assert spread(0.5) > 2 * spread(0.05)


def test_a_figure_is_drawn_to_the_line_as_far_as_it_is_weak() -> None:
    expected = Seen(0.0, 0.5)
    assert shrink(None, expected) == expected
    weak, strong = shrink(Seen(1.0, 1.0), expected), shrink(Seen(1.0, 0.1), expected)
    assert 0 < weak.value < 0.3
    assert 0.9 < strong.value < 1
    assert strong.error < weak.error < 0.5


def test_a_line_finds_what_made_the_figures_and_how_far_they_lie_apart() -> None:
    rng = np.random.default_rng(4)
    rows = {str(each): np.array([1.0, rng.normal()]) for each in range(60)}
    seen = {name: Seen(0.5 + 0.8 * row[1] + 0.3 * rng.normal(), 0.05) for name, row in rows.items()}
    line = fit_line(seen, rows, scale=1)
    assert np.abs(line.coefficients - np.array([0.5, 0.8])).max() < 0.15
    assert 0.2 < line.spread < 0.4
    assert line.expect(np.array([1.0, 0.0])).error > 0.2


def test_held_out_figures_leave_no_trace() -> None:
    cells = {
        (name, "non-us-img"): CellFigures(matched, 100 - matched, Mean(5, 4, 50), Mean(2, 1, 50), *SCORES)
        for name, matched in (("A", 40), ("B", 50), ("C", 60))
    } | {(name, "us-md"): CellFigures(80, 20, None, None, *SCORES) for name in "ABC"}

    def published(of_a: int) -> Published:
        figures = CellFigures(of_a, 100 - of_a, Mean(of_a, 4, 50), Mean(2, 1, 50), *SCORES)
        return Published(
            cells=cells | {("A", "non-us-img"): figures},
            filled={(name, kind): (40.0, 100.0) for name in "ABC" for kind in TYPES},
            md_share=dict.fromkeys("ABC", 0.5),
            programs=dict.fromkeys("ABC", 100),
            national={kind: National(0.6, 8, 3, "2025") for kind in TYPES},
            visa_rates=(0.5, 0.6, 0.55),
        )

    key = ("A", "non-us-img")
    one, other = (wanted_of(published(each), without=(key,))[key] for each in (5, 95))
    assert one == other
    assert one.borrowed
    assert wanted_of(published(5))[key] != wanted_of(published(95))[key]


def test_the_gap_of_a_table_is_filled_between_its_neighbors() -> None:
    bands = (Band(220, 229, 50, 0.4), Band(230, 239, 120, 0.6), Band(250, None, 200, 0.9))
    filled = filled_bands(bands)
    assert [(each.low, each.high, each.rate) for each in filled][2] == (240, 249, 0.75)
    mean, sd, people = band_scores(bands)
    assert 235 < mean < 260
    assert 8 <= sd < 22
    assert people == 370


def test_the_binomial_range_is_that_of_clopper_and_pearson() -> None:
    low, high = binomial_range(0, 5)
    assert low == 0
    assert abs(high - (1 - 0.1 ** (1 / 5))) < 1e-9
    low, high = binomial_range(5, 5)
    assert abs(low - 0.1 ** (1 / 5)) < 1e-9
    assert high == 1
    low, high = binomial_range(4, 28)
    assert low < 4 / 28 < high


def test_wide_open_ranges_do_not_pass() -> None:
    def guess(low: float, high: float) -> float:
        return Guess(("A", "us-md"), 100, 0.5, low, (low + high) / 2, high).score

    assert guess(0.45, 0.55) < guess(0, 1) < guess(0.7, 0.9)


def test_every_judgment_says_why_and_whence() -> None:
    words = judgments()
    reasons = [
        words.applications.reason,
        words.mix.reason,
        words.rest.reason,
        words.link_reason,
        words.bend_reason,
        words.attempts.reason,
        words.years.reason,
        words.graduate.reason,
        words.publications.reason,
        words.kinds.reason,
        words.state.reason,
        words.share.reason,
        words.size.reason,
        words.signals_only.reason,
        words.asking_reason,
        *(each.reason for each in words.ties.values()),
    ]
    assert all(each.says and each.source for each in reasons)


def test_a_specialty_of_few_programs_takes_over_how_programs_answer_elsewhere() -> None:
    """A list as long as elsewhere would ask for an interview at nearly each of them."""
    usual = (Seen(-4.5, 0.5), Seen(-1.4, 0.5), Seen(-0.6, 0.5), Seen(-0.2, 0.5))
    three = Assumed(applications=2.4, mix=0.9, link=0.2, bend=1.0)
    found = fit_cohort(Targets(Seen(logit(0.5), 1.1), None, None, usual=usual), three)
    assert np.abs(found.values - [each.value for each in usual]).max() < 1
    assert found.figures.interviewed < 0.2


def test_shares_of_few_people_are_drawn_to_what_is_usual_there() -> None:
    names = ("A", "B", "C", "Tiny")
    ranking = {"A": (40.0, 100.0), "B": (50.0, 100.0), "C": (60.0, 100.0), "Tiny": (0.0, 1.0)}
    published = Published(
        cells={},
        filled={(name, "us-do"): ranking[name] for name in names},
        md_share={"A": 0.7, "B": 0.6, "C": 0.5, "Tiny": 0.6, "Unknown": 0.6},
        programs=dict.fromkeys((*names, "Unknown"), 100),
        national={},
        visa_rates=(0.5, 0.6, 0.55),
    )
    rows = predictors_of(published, "us-do")
    assert rows["A"][1] < rows["B"][1] < rows["C"][1]
    assert abs(rows["Unknown"][1] - rows["B"][1]) < 0.1
    assert rows["Unknown"][1] - 0.5 < rows["Tiny"][1] < rows["Unknown"][1]


def test_graduates_of_earlier_years_are_what_is_left_of_all() -> None:
    """Plastic surgery: 16 of 42 hold a place, where 199 of 309 seniors do."""
    found = read_published().graduates
    assert found["Plastic Surgery (Integrated)"] == Graduates(16, 42, 199, 309)
    assert "Diagnostic Radiology" not in found  # most of its positions begin in the second year
    assert all(
        each.held * each.seniors_ranking <= each.ranking * each.seniors_held
        for each in found.values()
        if each.ranking >= 10
    )


def test_a_longer_list_is_worth_more_and_a_list_of_one_what_one_program_is() -> None:
    cohort = fit_cohort(
        Targets(Seen(logit(0.5), 0.1), Seen(log(6), 0.1), Seen(log(2.5), 0.1)), ASSUMED
    ).cohort
    rates = matched_by_ranks(cohort)
    assert (np.diff(rates) > 0).all()
    assert abs(rates[0] - 1 / (1 + np.exp(-cohort.rank))) < 0.1
    assert rates[-1] < 1
