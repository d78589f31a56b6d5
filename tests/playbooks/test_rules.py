"""Every shipped rule's own examples run; every constant of requirements section 27 ships with its guide."""

import re
from functools import cache
from pathlib import Path

import pytest

from hallway.playbooks.examples import run_caution_example, run_example
from hallway.playbooks.library import make_playbook, shipped
from hallway.playbooks.rules import CautionRule, Playbook, Rule
from hallway.playbooks.values import AUDIENCES, Value, write_content

REQUIREMENTS = (Path(__file__).parents[2] / "docs" / "requirements.md").read_text("utf-8")
COLUMNS = (*AUDIENCES, "default")


@cache
def playbook_for(audience: str) -> Playbook:
    return make_playbook(audience, overrides={})


RULE_EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{index}")
    for rule in shipped().rules
    for index, example in enumerate(rule.example)
]
CAUTION_EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{index}")
    for rule in shipped().cautions
    for index, example in enumerate(rule.example)
]


@pytest.mark.parametrize(("rule", "example"), RULE_EXAMPLES)
def test_a_rule_says_what_its_example_says(rule: Rule, example: dict[str, object]) -> None:
    assert run_example(rule, example, playbook_for) == example["then"]


@pytest.mark.parametrize(("rule", "example"), CAUTION_EXAMPLES)
def test_a_caution_speaks_or_is_silent_as_its_example_says(
    rule: CautionRule, example: dict[str, object]
) -> None:
    assert run_caution_example(rule, example, playbook_for("img-general")) == example["then"]


def constants() -> list[tuple[str, list[str]]]:
    """Return the rows of section 27, with `a.b.warn / max` written out as two keys."""
    section = REQUIREMENTS.split("## 27.")[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if re.match(r"\| [a-z_]+\.", line)
    ]
    found = []
    for name, _, *cells in rows:
        first, *others = [each.strip() for each in re.sub(r"\*\(.*?\)\*", "", name).split(" / ")]
        stem = first.rsplit(".", 1)[0]
        keys = [first, *(f"{stem}.{other}" for other in others)]
        for index, key in enumerate(keys):
            parts = [cell.split("/") for cell in cells]
            found.append((key, [each[index if len(each) > index else 0].strip() for each in parts]))
    return found


RENAMED = {"cv.pages": "cv.pages.short", "research_mail.volume.normal": "research_mail.volume.notice"}
"""Keys that section 27 joins and that ship under a name of their own."""
WORDS_IN_THE_TABLE = {
    "cv.pages",
    "start.months_before_apply",
    "send.days",
    "send.hours",
    "outreach.week.revive",
}


def test_all_constants_of_section_27_are_read() -> None:
    assert len(constants()) == 49


@pytest.mark.parametrize(("key", "cells"), [pytest.param(*each, id=each[0]) for each in constants()])
def test_every_constant_ships_with_the_number_the_guide_gives(key: str, cells: list[str]) -> None:
    value = {each.key: each for each in shipped().values}[RENAMED.get(key, key)]
    if key in WORDS_IN_THE_TABLE:
        return
    for audience, cell in zip(COLUMNS, cells, strict=True):
        wanted = re.fullmatch(r"(\d+)(?:–(\d+))?(?: \(.*\)| each| major)?(?: \*\(ours\)\*)?", cell)
        if wanted:
            assert shipped_as(value, audience) == "-".join(filter(None, wanted.groups())), (audience, cell)


def shipped_as(value: Value, audience: str) -> str:
    return write_content(value.default if audience == "default" else value.shipped_for(audience))


def test_every_number_names_its_guide_or_says_that_it_is_ours() -> None:
    for each in shipped().values:
        assert each.is_ours != bool(each.guides), each.key
        assert each.says, each.key
        assert each.unit, each.key
        assert set(each.guides) <= set(AUDIENCES), each.key


def test_every_row_a_rule_names_is_a_row_of_the_requirements() -> None:
    rows = set(re.findall(r"^\| ([A-Z]{3,4}-\d\d) \|", REQUIREMENTS, flags=re.MULTILINE))
    found = shipped()
    named = {row for rule in found.rules for row in rule.rows}
    named |= {row for caution in found.cautions for row in caution.rows}
    named |= {row for value in found.values for row in value.rows}
    assert named <= rows


@pytest.mark.requirement("PIT-02", "PIT-10", "PIT-12")
def test_pitfalls_that_need_a_moment_of_asking_have_a_caution() -> None:
    found = {row for each in shipped().cautions for row in each.rows}
    assert {"PIT-02", "PIT-10", "PIT-12"} <= found


@pytest.mark.requirement("PIT-03", "PIT-06", "PIT-09")
def test_pitfalls_of_forgetting_have_a_step() -> None:
    found = {row for each in shipped().rules for row in each.rows}
    assert {"PIT-03", "PIT-06", "PIT-09"} <= found
