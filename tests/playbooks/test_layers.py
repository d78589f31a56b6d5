"""Own values that fit no longer are set aside with a reason, the others hold, and nothing ever breaks."""

from contextlib import suppress
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.errors import HallwayError
from hallway.playbooks.layers import lay_over
from hallway.playbooks.library import make_playbook, shipped
from hallway.playbooks.values import AUDIENCES

CUSTOM = """\
[audience]
id = "img-neurology"
name = "IMG neurology"
based_on = "us-img-pediatrics"

[values]
"followup.meeting.due" = 24
"""
KEYS = sorted(each.key for each in shipped().values)
MEETING = ["followup.meeting.open", "followup.meeting.due", "followup.meeting.close", "followup.meeting.last"]

keys = st.sampled_from(MEETING) | st.sampled_from(KEYS) | st.text(max_size=10)
typed = st.integers(0, 99_999).map(str) | st.text(max_size=8) | st.sampled_from(["yes", "mon", "3-5", ""])
own_values = st.dictionaries(keys, typed, max_size=8)


def test_a_number_that_is_gone_is_set_aside_and_the_nearest_is_named() -> None:
    laid = lay_over("img-general", own={"followup.meeting.dew": "24", "nudge.days": "4"}, file=None)

    assert laid.used == {"nudge.days": "4"}
    assert laid.playbook.number("nudge.days") == 4
    [aside] = laid.aside
    assert (aside.key, aside.value) == ("followup.meeting.dew", "24")
    assert "no such number any more" in aside.why
    assert "followup.meeting.due" in aside.remedy


def test_a_number_of_another_sort_by_now_is_set_aside() -> None:
    laid = lay_over("img-general", own={"nudge.days": "soon"}, file=None)
    assert [(each.key, "whole number" in each.why) for each in laid.aside] == [("nudge.days", True)]


def test_a_window_that_would_close_before_it_opens_is_set_aside_with_both_ends() -> None:
    laid = lay_over("img-general", own={"followup.meeting.due": "200"}, file=None)
    assert laid.playbook.number("followup.meeting.due") == 48
    assert "may not lie after followup.meeting.close" in laid.aside[0].why


def test_values_that_only_fit_together_are_used_together_in_any_order() -> None:
    moved = {"followup.meeting.due": "200", "followup.meeting.close": "240", "followup.meeting.dew": "1"}
    for order in permutations(moved):
        laid = lay_over("img-general", own={key: moved[key] for key in order}, file=None)
        assert set(laid.used) == {"followup.meeting.due", "followup.meeting.close"}


def test_of_two_that_clash_the_later_word_holds() -> None:
    early, late = {"followup.meeting.due": "60"}, {"followup.meeting.close": "50"}
    assert lay_over("img-general", own=early | late, file=None).used == late
    assert lay_over("img-general", own=late | early, file=None).used == early


def test_a_custom_audience_that_is_refused_falls_back_to_the_guide_it_builds_on() -> None:
    faulty = CUSTOM.replace("followup.meeting.due", "followup.meeting.dew")
    laid = lay_over("img-neurology", own={"nudge.days": "4"}, file=faulty)

    assert laid.playbook.audience == "us-img-pediatrics"
    assert laid.playbook.number("nudge.days") == 4
    assert laid.refused is not None
    assert (laid.refused.audience, laid.refused.instead) == ("img-neurology", "us-img-pediatrics")
    assert "Line 7" in laid.refused.why


@pytest.mark.parametrize(
    "file", [None, "", "not toml", "[audience]\nid = 3\n", "a = " + "[" * 5000, "a = " + "9" * 5000]
)
def test_without_a_readable_file_the_widest_guide_holds(file: str | None) -> None:
    laid = lay_over("img-neurology", own={}, file=file)
    assert laid.playbook.audience == "img-general"
    assert laid.refused is not None


def test_a_file_that_is_about_another_audience_is_not_taken() -> None:
    laid = lay_over("img-cardiology", own={}, file=CUSTOM)
    assert laid.refused is not None
    assert "another audience" in laid.refused.why


@given(own_values, st.sampled_from([*AUDIENCES, "img-neurology", "nobody"]), st.sampled_from([None, CUSTOM]))
def test_whatever_was_kept_as_much_of_it_holds_as_fits(
    own: dict[str, str], audience: str, file: str | None
) -> None:
    laid = lay_over(audience, own=own, file=file)

    assert {*laid.used, *(each.key for each in laid.aside)} == own.keys()
    assert len(laid.used) + len(laid.aside) == len(own)
    alone = make_playbook(laid.guides.audience, overrides=laid.used, custom=laid.custom)
    assert alone == laid.playbook
    for each in laid.aside:  # none of them could have been taken, too
        assert each.why
        assert each.remedy
        with suppress(HallwayError):
            make_playbook(
                laid.guides.audience, overrides={**laid.used, each.key: each.value}, custom=laid.custom
            )
            pytest.fail(f"{each.key} fits")


@given(st.text(max_size=120), st.sampled_from(["name", "based_on", "values", "24"]))
def test_no_file_breaks_the_guides(text: str, place: str) -> None:
    for file in (text, CUSTOM.replace(place, text)):
        assert lay_over("img-neurology", own={"followup.meeting.due": "24"}, file=file).playbook.rules
