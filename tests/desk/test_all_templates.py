"""Every template composes for every audience: full, it passes its own checks; empty, it asks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.checking import check
from hallway.desk.composing import compose
from hallway.desk.context import Context
from hallway.desk.templates import GROUP, Template, slots_of
from hallway.domain.messages import Medium, Request
from hallway.playbooks.cautions import Severity
from hallway.playbooks.values import AUDIENCES
from tests.desk.composing_all import TEMPLATES, composed, report, unanswered
from tests.desk.full_record import empty_material

CASES = [(each, audience) for each in TEMPLATES for audience in AUDIENCES]
QUESTION = re.compile(r"\[[^\[\]]+\]")
LEFTOVERS = re.compile(r"\{|\}|None|\(\s*\)|\[\s*\]|  | ,| \.(?!\w)|,,|\.\.|,\.|\n\n\n| \n|\n ")
FROM_THE_GUIDE = frozenset({"ask.minutes", "ask.conference_minutes", "ask.questions"})
GAP = "leftover.gap"
ABOUT_A_TALK = frozenset({"TPL-41-IDN-06", "TPL-42", "TPL-44"})
"""Their one question is about somebody's work: it may be told as advice, and it climbs no further."""
TO_NOBODY = frozenset({Medium.PAPER, Medium.PROFILE})


def test_all_forty_seven_templates_are_there() -> None:
    numbers = {each[:6] for each in TEMPLATES}
    assert numbers == {f"TPL-{number:02}" for number in range(1, 48)}
    assert numbers <= set(TEMPLATES)
    assert all(each[:6] in TEMPLATES[each].rows for each in TEMPLATES)


@pytest.mark.parametrize(("template", "audience"), CASES)
@pytest.mark.parametrize("is_short", [False, True], ids=["full", "short"])
def test_a_full_record_leaves_no_question_and_no_fault(
    template: str, audience: str, *, is_short: bool
) -> None:
    whole = composed(template, audience, is_short=is_short)
    assert whole.questions == ()
    assert "[" not in whole.text + whole.subject
    assert LEFTOVERS.search(f"{whole.subject}\n{whole.text}") is None
    found = report(template, audience, is_short=is_short).findings
    assert [(each.rule, each.quote) for each in found if each.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("template", "audience"), CASES)
def test_what_is_asked_is_what_the_template_says_it_asks(template: str, audience: str) -> None:
    chosen, asked = TEMPLATES[template], report(template, audience).ask
    if template in ABOUT_A_TALK:
        assert asked in {Request.NONE, Request.ADVICE}
    elif chosen.medium not in TO_NOBODY:
        assert asked is expected_request(chosen, audience)


def expected_request(template: Template, audience: str) -> Request:
    """Return what a template asks: in pediatrics nobody is asked to confirm interest after interviews."""
    if template.id == "TPL-35" and audience == "us-img-pediatrics":
        return Request.NONE
    return template.request


@pytest.mark.parametrize(("template", "audience"), CASES)
def test_an_empty_record_makes_every_needed_slot_a_question(template: str, audience: str) -> None:
    chosen = TEMPLATES[template]
    whole = unanswered(template, audience)
    texts = [part.said_to(audience) for part in chosen.parts if not part.when and not part.needs]
    texts.append(chosen.subject_for.get(audience, chosen.subject))
    outside = set(slots_of(GROUP.sub("", each) for each in texts))
    needed = {each.name for each in chosen.slots if each.is_needed and each.name in outside}
    asked = {each.slot for each in whole.questions}
    assert needed - asked == needed & {name for name, _ in whole.filled} == needed & FROM_THE_GUIDE
    told = QUESTION.sub("X", f"{whole.subject}\n{whole.text}")
    assert LEFTOVERS.search(told) is None
    assert len(QUESTION.findall(f"{whole.subject}\n{whole.text}")) >= len(asked & outside)


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_open_question_is_told_as_a_gap(template: str) -> None:
    for text, audience in {unanswered(template, each).text: each for each in AUDIENCES}.items():
        chosen = TEMPLATES[template]
        context = Context(material=empty_material(audience), medium=chosen.medium, template=chosen)
        told = [each.quote for each in check(text, context).findings if each.rule == GAP]
        missed = [each for each in QUESTION.findall(text) if not any(each in quote for quote in told)]
        assert missed == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_needed_slot_has_a_question_and_an_example(template: str) -> None:
    for each in TEMPLATES[template].slots:
        assert each.ask
        assert each.example or each.source or each.choices


@given(st.sampled_from(sorted(TEMPLATES)), st.sampled_from(sorted(AUDIENCES)), st.data())
def test_whatever_is_answered_the_rest_is_asked_and_nothing_is_left_over(
    template: str, audience: str, data: st.DataObject
) -> None:
    chosen = TEMPLATES[template]
    examples = {each.name: each.example for each in chosen.slots}
    answered = data.draw(st.sets(st.sampled_from(sorted(examples))) if examples else st.just(set()))
    whole = compose(chosen, empty_material(audience), {each: examples[each] for each in answered})
    said = f"{whole.subject}\n{whole.text}"
    asked = {each.slot for each in whole.questions}
    assert asked.isdisjoint(answered)
    assert all(f"[{each.ask}]" in said for each in chosen.slots if each.name in asked and not each.choices)
    assert LEFTOVERS.search(QUESTION.sub("X", said)) is None
