"""A fault in a playbook file is told with its line, its key, and what to write instead."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.errors import InvalidValue
from hallway.playbooks.library import (
    UnknownKey,
    check_audience_file,
    make_playbook,
    read_audience_file,
    shipped,
)
from hallway.playbooks.reading import read_playbook
from hallway.playbooks.values import read_content, write_content

GOOD = """\
[audience]
id = "img-neurology"
name = "International graduate, neurology"
based_on = "img-general"

[values]
"followup.meeting.due" = 24
"followup.meeting.close" = 48
"""


def test_a_custom_audience_is_a_file_and_no_code() -> None:
    custom = read_audience_file(GOOD, "neurology.toml")
    playbook = make_playbook("img-neurology", overrides={}, custom=custom)
    assert playbook.number("followup.meeting.due") == 24
    assert playbook.number("followup.noreply.earliest") == 10


def test_an_unknown_key_is_told_with_its_line_and_the_nearest_one() -> None:
    _, problems = check_audience_file(GOOD.replace('"followup.meeting.close"', '"followup.meting.close"'))
    assert [(each.line, each.key) for each in problems] == [(8, "followup.meting.close")]
    assert "followup.meeting.close" in problems[0].remedy


def test_a_misspelled_part_of_a_rule_is_told_with_its_line() -> None:
    lines = [
        "[[value]]",
        'key = "a.b"',
        'says = "A."',
        'unit = "hours"',
        "defualt = 3",
        "ours = true",
        "rows = []",
    ]
    text = "\n".join([*lines, "checked = 2026-11-21", ""])
    _, problems = read_playbook(text)
    assert (problems[-1].line, problems[-1].key) == (5, "defualt")
    assert "default" in problems[-1].remedy


def test_a_value_of_another_sort_is_refused() -> None:
    _, problems = check_audience_file(GOOD.replace("= 24", '= "soon"'))
    assert [each.line for each in problems] == [7]


def test_what_is_not_toml_is_told_with_its_line() -> None:
    _, problems = check_audience_file("[audience]\nid = \n")
    assert problems[0].line == 2


def test_a_rule_without_a_silent_example_is_refused() -> None:
    rule = next(each for each in shipped().rules if each.id == "habit.month.review")
    text = f"""
[[rule]]
id = "habit.own"
rows = ["GOA-03"]
guides = ["img-general"]
says = "Look back."
because = "It helps."
starts = "month"
opens = "now.at_once"
due = "goals.review.due"
closes = "goals.review.close"
last = "goals.review.last"
settles = "{rule.settles}"
minutes = 5
tier = "habit"
outreach = false
example = [{{ given = {{ today = 2026-10-02 }}, then = "open" }}]
"""
    _, problems = read_playbook(text, known={each.key: each for each in shipped().values})
    assert [each.key for each in problems] == ["example"]


def test_a_window_that_would_close_before_it_is_due_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"followup\.meeting\.close"):
        make_playbook("img-general", overrides={"followup.meeting.due": "200"})


def test_the_applicants_own_value_lies_over_the_guides() -> None:
    playbook = make_playbook("img-general", overrides={"followup.meeting.due": "24"})
    assert playbook.number("followup.meeting.due") == 24
    assert playbook.values["followup.meeting.due"].is_changed


def test_an_unknown_override_names_the_nearest_keys() -> None:
    with pytest.raises(UnknownKey, match=r"update\.mentor\.due"):
        make_playbook("img-general", overrides={"update.mentor.deu": "80"})


def test_an_unknown_audience_names_the_known_ones() -> None:
    with pytest.raises(InvalidValue, match="md-plastics"):
        make_playbook("md-plastic", overrides={})


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    found, problems = check_audience_file(text)
    assert problems or found.audience
    assert all(each.line >= 1 for each in problems)


@given(st.sampled_from(sorted(each.key for each in shipped().values)), st.text(max_size=12))
def test_any_typed_override_is_refused_or_reads_back_the_same(key: str, typed: str) -> None:
    with suppress(InvalidValue):
        playbook = make_playbook("img-general", overrides={key: typed})
        content = playbook.values[key].content
        assert read_content(write_content(content), content, key) == content
