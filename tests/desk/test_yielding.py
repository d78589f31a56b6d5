"""One fault gives one finding: rules that yield to others, and the rows that the others then carry."""

from datetime import date

import pytest

from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.findings import Finding
from hallway.desk.material import Material
from hallway.domain.messages import Medium
from hallway.playbooks.library import make_playbook

PLAYBOOK = make_playbook("img-general", overrides={})
RULES = {each.id: each for each in shipped_rules()}
YIELDING = [each for each in RULES.values() if each.yields_to or each.yields_beside]


def found(text: str) -> dict[str, Finding]:
    context = Context(material=Material(playbook=PLAYBOOK, today=date(2026, 11, 23)), medium=Medium.MAIL)
    return {each.rule: each for each in check(text, context).findings}


@pytest.mark.parametrize("rule", YIELDING, ids=lambda each: each.id)
def test_a_rule_yields_to_rules_that_exist_and_never_in_a_circle(rule: CheckRule) -> None:
    reached: set[str] = set()
    ahead = [*rule.yields_to, *rule.yields_beside]
    while ahead:
        each = ahead.pop()
        if each not in reached:
            reached.add(each)
            ahead += [*RULES[each].yields_to, *RULES[each].yields_beside]
    assert rule.id not in reached


def test_a_mail_to_everybody_is_told_once_with_the_rows_of_all_that_it_lacks() -> None:
    told = found(
        "Dear Program Director,\n\nMy name is Ana, a graduate from Peru. I admire your esteemed program. "
        "Please consider my application for any open position.\n\nRegards,\nAna Ruiz"
    )
    assert told.keys() & {"mass.application", "mass.office", "mass.flattery", "personal.generic"} == {
        "mass.application"
    }
    assert {"OUT-13", "OUT-07", "PIT-07"} <= set(told["mass.application"].rows)


def test_what_stands_in_another_sentence_does_not_yield_to_its_neighbor() -> None:
    told = found(
        "Dear Dr. Lee,\n\nYour paper on burns helped our ward. Pls tell me which dressing you use. "
        "I liked the photos :)\n\nBest regards,\nAna Ruiz"
    )
    assert told.keys() >= {"tone.slang", "tone.emoji"}
    beside = found("Dear Dr. Lee,\n\nYour paper on burns helped us, pls tell me more :)\n\nBest,\nAna Ruiz")
    assert "tone.slang" in beside
    assert "tone.emoji" not in beside
