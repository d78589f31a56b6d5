"""What studies found about ties, and how cautiously it is read."""

import math

import pytest

from hallway.domain.programs import TieKind
from hallway.facts.evidence import (
    Stage,
    effects_of,
    joint_rules,
    studies,
    studies_of,
    tie_effects,
    warnings,
)
from hallway.facts.figures import Confidence
from hallway.facts.signals import signal_limit


def test_shifts_are_in_order_and_finite() -> None:
    for each in tie_effects().values():
        shift = each.value.shift
        if shift is not None:
            assert shift.low <= shift.central <= shift.high, each.value.id
            assert all(map(math.isfinite, (shift.low, shift.central, shift.high)))
            assert shift.central >= 0, "a tie never lowers the odds in the middle"


def test_every_effect_says_that_it_is_our_judgment_and_names_its_studies() -> None:
    for each in tie_effects().values():
        assert each.confidence == Confidence.OURS
        assert studies_of(each.value), each.value.id
        assert each.note
        assert each.value.confounders or each.value.shift is None


def test_what_nobody_measured_is_marked_unknown() -> None:
    unknown = {each.value.id for each in tie_effects().values() if each.value.is_unknown}
    assert unknown == {"mentor-interview", "mentor-rank", "letter", "alumni", "conference", "open-house"}
    for tie in (TieKind.OPEN_HOUSE, TieKind.CONFERENCE):
        (found,) = effects_of(tie, Stage.INTERVIEW)
        assert found.value.shift is None


def test_every_tie_that_the_record_knows_has_an_effect_at_the_interview() -> None:
    assert {each for each in TieKind if not effects_of(each, Stage.INTERVIEW)} == set()


def test_many_signals_are_a_gate_and_few_are_not() -> None:
    few, many = effects_of(TieKind.SIGNAL, Stage.INTERVIEW)
    assert (few.value.is_gate, many.value.is_gate) == (False, True)
    assert many.value.without == (0.0, 0.02)
    assert many.value.shift is None
    rules = joint_rules()
    ortho, pediatrics, medicine = (signal_limit(each) for each in ("ortho", "peds", "im"))
    assert ortho is not None
    assert pediatrics is not None
    assert medicine is not None
    assert ortho.value.total >= rules.many_signals
    assert pediatrics.value.total <= rules.few_signals < medicine.value.total < rules.many_signals


def test_ties_are_capped_and_deflated_together() -> None:
    rules = joint_rules()
    assert rules.most == 3.0
    assert rules.inflated == (0.5, 1.0)
    assert rules.img_low == 0.5
    assert len(warnings()) == 3


@pytest.mark.parametrize(
    ("study", "effect"),
    [("sig-9spec", "2.71-9.07"), ("sig-ent-jamano", "~5"), ("call-ent-pre-obs", "no association (P=.62)")],
)
def test_what_was_printed_in_words_stays_words(study: str, effect: str) -> None:
    assert studies()[study].value.effect == effect


def test_contrary_results_ship_too() -> None:
    contrary = {each.value.id for each in studies().values() if "CONTRARY" in each.note}
    assert contrary >= {"geo-uro-disclose", "lor-derm-pd"}
    empty = {each.value.id for each in studies().values() if each.value.measure == "none"}
    assert len(empty) == 11
