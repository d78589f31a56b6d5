"""Fees, signals, states, employers and surveys."""

import pytest

from hallway.facts.directory import units
from hallway.facts.employers import WHAT_IT_IS, employers, employers_named_like
from hallway.facts.fees import APPLICATION, application_tiers, fees
from hallway.facts.places import find_region
from hallway.facts.signals import results_of, signal_limit, signal_limits
from hallway.facts.specialties import specialties
from hallway.facts.state_openness import state_effect, state_effects
from hallway.facts.surveys import counts, counts_of, director_weights


def test_the_fee_of_applying_is_that_of_the_newest_season_known_to_the_end() -> None:
    """Of the 2027 season only the first tier was found."""
    tiers = application_tiers()
    assert [(each.year, each.value.tier_low, each.value.tier_high, each.value.amount) for each in tiers] == [
        ("2026", 1, 30, 11),
        ("2026", 31, None, 30),
    ]
    newest = [each for each in fees() if each.value.name == APPLICATION and each.year == "2027"]
    assert [each.value.tier_high for each in newest] == [30]
    assert all(each.value.amount is None or each.value.amount > 0 for each in fees())


def test_signal_limits_are_those_of_the_newest_season_unless_told() -> None:
    found = signal_limit("Internal Medicine")
    assert found is not None
    assert (found.year, found.value.gold, found.value.silver, found.value.total) == ("2027", 3, 12, 15)
    assert (found.confidence, "check with AAMC" in found.note) == ("secondary", True)
    before = signal_limit("im", 2023)
    assert before is not None
    assert (before.value.gold, before.value.total) == (None, 7)


def test_no_signals_is_nought_and_an_unknown_limit_is_none() -> None:
    none = signal_limit("Nuclear Medicine")
    assert none is not None
    assert none.value.total == 0
    assert signal_limit("Internal Medicine/Dermatology") is signal_limit("astrology") is None
    assert signal_limit("im", 1999) is None


def test_gold_and_silver_make_the_total() -> None:
    for each in signal_limits():
        limit = each.value
        assert limit.gold is None or limit.silver is None or limit.gold + limit.silver == limit.total
        assert limit.total >= 0


def test_what_was_counted_of_signals_is_found_by_specialty() -> None:
    rates = {each.value.measure: each.value.value for each in results_of("Orthopaedic Surgery")}
    assert rates["interview-rate-not-signaled"] == 0.92
    assert results_of("astrology") == ()


def test_a_state_has_an_effect_with_its_error() -> None:
    found = state_effect("New York")
    assert found is not None
    assert found == state_effect(" ny ")
    assert (found.value.log_odds, found.value.standard_error, found.confidence) == (
        0.54,
        0.03,
        "our estimate",
    )
    assert found.value.img_share == pytest.approx(0.354)
    small = state_effect("Alaska")
    assert small is not None
    assert small.value.standard_error > 10 * found.value.standard_error
    assert state_effect("Bavaria") is state_effect("") is None


def test_every_state_with_programs_has_an_effect() -> None:
    assert {each.state for each in units().values()} == state_effects().keys()
    assert all(find_region(each, "US") for each in state_effects())


def test_an_employer_is_the_institution_only_by_its_whole_name_and_state() -> None:
    """Evidence about an employer, never a program's visa policy."""
    codes = {each.institution_code: each.institution for each in units().values()}
    same = {codes[code]: employers_named_like(code) for code in codes if employers_named_like(code)}
    assert len(employers()) == 210
    assert len(same) == 41
    assert [each.value.name for each in same["Oregon Health & Science Univ"]] == [
        "Oregon Health & Science University"
    ]
    assert "Emory University SOM-GA" not in same  # Emory University pays, the listing names the school
    assert all(
        each.value.state == unit.state
        for unit in units().values()
        for each in employers_named_like(unit.institution_code)
    )
    assert employers_named_like("0000") == ()
    assert WHAT_IT_IS == "evidence about an employer"


def test_figures_of_surveys_are_found_by_specialty() -> None:
    means = [
        (each.year, each.value.applicant_type, each.value.value)
        for each in counts_of("all", "applications-per-applicant")
        if each.value.statistic == "mean"
    ]
    assert ("2022", "all-img", 139) in means
    assert all(each.value.unit for each in counts())
    conflicting = [
        each for each in counts_of("ortho", "applications-per-applicant") if "CONFLICT" in each.note
    ]
    assert conflicting
    assert {each.value.specialty for each in director_weights()} <= {*specialties(), "all"}
    assert len(director_weights()) == 44
