"""Published Match figures: read as printed, unknown where nothing is printed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.applicants import Status
from hallway.facts.figures import ApplicantType
from hallway.facts.match_figures import (
    list_length_years,
    list_lengths,
    national_rates,
    national_totals,
    outcomes,
    score_bands,
    specialty_sizes,
    type_of,
)
from hallway.facts.specialties import specialties


def test_outcomes_are_read_as_printed() -> None:
    found = outcomes("Internal Medicine", ApplicantType.NON_US_IMG)
    assert found is not None
    assert (found.year, found.value.matched.applicants, found.value.not_matched.applicants) == (
        "2026",
        3392,
        3600,
    )
    assert found.value.rate == pytest.approx(3392 / 6992)
    good, bad = found.value.matched.step2, found.value.not_matched.step2
    assert good is not None
    assert bad is not None
    assert (good.n, good.mean, good.sd, good.median) == (2649, 249, 14, 251)
    assert (bad.n, bad.mean, bad.sd, bad.median) == (2730, 242, 14, 243)


def test_what_was_not_printed_is_none() -> None:
    """Five applicants matched in dermatology: too few for their scores to be printed."""
    found = outcomes("derm", ApplicantType.NON_US_IMG)
    assert found is not None
    assert found.value.matched.applicants == 5
    assert found.value.matched.step2 is None
    together = outcomes("all", ApplicantType.NON_US_IMG)
    assert together is not None
    assert together.value.rate is None
    assert together.value.matched.ranks is not None
    assert (together.value.matched.ranks.n, together.value.matched.ranks.median) == (None, 5)


@pytest.mark.parametrize("kind", [ApplicantType.US_IMG, ApplicantType.US_MD, ApplicantType.ALL])
def test_nobody_publishes_outcomes_by_specialty_for_others(kind: ApplicantType) -> None:
    assert all(outcomes(each, kind) is None for each in specialties())


def test_bands_of_scores_rise_and_say_when_they_are_approximate() -> None:
    bands = score_bands("im", ApplicantType.US_MD)
    assert [each.value.low for each in bands] == [None, 200, 210, 220, 230, 240, 250]
    assert bands[-1].value.high is None
    approximate = score_bands("ortho", ApplicantType.NON_US_IMG)
    assert [each.value.rate for each in approximate] == pytest.approx(
        [0.015, 0.021, 0.057, 0.126, 0.278, 0.502, 0.613]
    )
    assert all("approximate" in each.note and each.value.n is None for each in approximate)
    assert score_bands("Pathology", ApplicantType.US_IMG) == ()


def test_mean_lengths_of_lists_are_those_of_the_newest_year_unless_told() -> None:
    found = list_lengths(ApplicantType.NON_US_IMG)
    assert found is not None
    assert (found.year, found.value.matched, found.value.unmatched) == ("2025", 7.26, 3.2)
    assert list_length_years(ApplicantType.US_IMG) == (2025, 2024, 2023, 2022, 2021, 2020, 2019)
    before = list_lengths(ApplicantType.NON_US_IMG, 2019)
    assert before is not None
    assert before.year == "2019"
    assert list_lengths(ApplicantType.US_IMG, 1987) is None
    assert list_lengths("martian") is None


def test_national_rates_are_shares_newest_first() -> None:
    rates = national_rates(ApplicantType.NON_US_IMG)
    assert [(each.year, round(each.value, 3), each.confidence) for each in rates] == [
        ("2026", 0.564, "secondary"),
        ("2025", 0.58, "primary"),
        ("2024", 0.585, "primary"),
        ("2023", 0.594, "primary"),
    ]
    assert all(0 < each.value < 1 for kind in ApplicantType for each in national_rates(kind))
    assert national_totals("positions-offered")[0].value == 44_344
    assert national_totals("no such measure") == ()


def test_sources_that_contradict_each_other_are_both_shown() -> None:
    couples = [each for each in national_totals("couples") if each.year == "2024"]
    assert {each.value for each in couples} == {1300, 1218}
    assert any("CONFLICT" in each.note for each in couples)


def test_sizes_keep_kinds_apart() -> None:
    sizes = {each.value.kind: each.value for each in specialty_sizes("Surgery-General")}
    assert sizes.keys() == {"pgy-1", "categorical", "preliminary"}
    assert (sizes["categorical"].offered, sizes["preliminary"].offered) == (1778, 1194)
    assert sizes["categorical"].filled_by[ApplicantType.NON_US_IMG] == 114
    assert sizes["pgy-1"].ranking[ApplicantType.US_IMG] is None
    assert specialty_sizes("Urology") == ()


def test_every_status_is_a_kind_of_applicant() -> None:
    assert {type_of(each) for each in Status} == {
        ApplicantType.US_MD,
        ApplicantType.US_IMG,
        ApplicantType.NON_US_IMG,
    }


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_words_bring_figures_or_none(specialty: str, kind: str) -> None:
    assert outcomes(specialty, kind) is None
    assert score_bands(specialty, kind) == ()
    assert national_rates(kind) == () or kind in {*ApplicantType}
    for each in specialty_sizes(specialty):
        assert each.value.offered is None or math.isfinite(each.value.offered)
