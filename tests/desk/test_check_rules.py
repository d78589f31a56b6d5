"""Every rule of the desk is sourced, can speak, and can be silent: its own examples run."""

from datetime import date

import pytest

from hallway.desk.check_rules import CheckRule, read_rules, shipped_rules
from hallway.desk.checking import DETECTORS, check
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.domain.messages import Medium
from hallway.playbooks.library import make_playbook

PLAYBOOK = make_playbook("img-general", overrides={})
EXAMPLES = [(rule, text, True) for rule in shipped_rules() for text in rule.speaks]
EXAMPLES += [(rule, text, False) for rule in shipped_rules() for text in rule.silent]


def context_for(rule: CheckRule) -> Context:
    medium = next(iter(sorted(rule.media)), Medium.MAIL)
    return Context(material=Material(playbook=PLAYBOOK, today=date(2026, 11, 23)), medium=medium)


@pytest.mark.parametrize(
    ("rule", "text", "speaks"),
    EXAMPLES,
    ids=[f"{rule.id} {at}: {text[:40]}" for at, (rule, text, _) in enumerate(EXAMPLES)],
)
def test_a_rule_speaks_and_is_silent_in_its_own_examples(rule: CheckRule, text: str, speaks: bool) -> None:  # noqa: FBT001 - a case, not a flag
    found = [each.rule for each in check(text, context_for(rule)).findings]
    assert (rule.id in found) is speaks


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_a_rule_names_a_detector_and_limits_that_exist(rule: CheckRule) -> None:
    assert rule.detects in DETECTORS
    assert set(rule.limits) <= set(PLAYBOOK.values)


def test_rule_ids_are_unique_over_all_files() -> None:
    ids = [each.id for each in shipped_rules()]
    assert sorted(ids) == sorted(set(ids))


def test_a_faulty_rule_is_told_with_its_line() -> None:
    _, problems = read_rules('[[check]]\nid = "x"\nrows = ["OUT-02"]\nseverty = "warn"\n')
    assert problems[0].line == 2 or any("severty" in each.says for each in problems)
