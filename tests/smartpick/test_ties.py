import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.programs import TieKind
from hallway.facts.evidence import joint_rules
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.ties import added, predicted
from hallway.smartpick.views import TieView
from tests.smartpick.seasons import MEDICINE

kinds = st.sets(st.sampled_from(TieKind))


def seen(some: set[TieKind], *, is_img: bool = False) -> tuple[float, float]:
    interview, rank, _ = predicted(
        [TieView(each) for each in some], specialty=MEDICINE, is_img=is_img, parameters=read_parameters()
    )
    return float(np.median(interview)), float(np.median(rank))


def gained(some: set[TieKind], have: set[TieKind], *, is_img: bool = False) -> float:
    shift, _ = added(
        some,
        [TieView(each) for each in have],
        specialty=MEDICINE,
        is_img=is_img,
        parameters=read_parameters(),
    )
    return float(np.median(shift))


@given(kinds, st.sampled_from(TieKind), st.booleans())
def test_a_further_tie_never_lowers_the_middle_of_what_ties_are_worth(
    some: set[TieKind],
    more: TieKind,
    is_img: bool,  # noqa: FBT001 - drawn
) -> None:
    before, after = seen(some, is_img=is_img), seen(some | {more}, is_img=is_img)
    assert after[0] >= before[0] - 1e-9
    assert after[1] >= before[1] - 1e-9


@given(kinds, st.booleans())
def test_ties_to_one_program_are_capped(some: set[TieKind], is_img: bool) -> None:  # noqa: FBT001 - drawn
    interview, rank, _ = predicted(
        [TieView(each) for each in some], specialty=MEDICINE, is_img=is_img, parameters=read_parameters()
    )
    assert interview.max(initial=0) <= joint_rules().most
    assert rank.max(initial=0) <= joint_rules().most


@pytest.mark.parametrize("kind", [TieKind.HOME, TieKind.ROTATION, TieKind.SIGNAL, TieKind.GEOGRAPHY])
def test_what_a_tie_adds_is_less_than_what_goes_along_with_it(kind: TieKind) -> None:
    assert 0 < gained({kind}, set()) < seen({kind})[0]


def test_a_tie_that_one_has_already_adds_nothing() -> None:
    assert gained({TieKind.ROTATION}, {TieKind.ROTATION}) == 0
    assert gained({TieKind.SIGNAL}, {TieKind.GOLD_SIGNAL}) == 0


def test_a_gold_signal_is_a_signal_and_more_and_two_of_a_kind_are_one() -> None:
    assert seen({TieKind.GOLD_SIGNAL}) == seen({TieKind.GOLD_SIGNAL, TieKind.SIGNAL})
    assert seen({TieKind.GOLD_SIGNAL})[0] > seen({TieKind.SIGNAL})[0]
    twice, _, _ = predicted(
        [TieView(TieKind.SIGNAL), TieView(TieKind.SIGNAL)],
        specialty=MEDICINE,
        is_img=False,
        parameters=read_parameters(),
    )
    assert float(np.median(twice)) == seen({TieKind.SIGNAL})[0]


def test_ties_of_imgs_have_a_wider_range_around_the_same_middle() -> None:
    ties = [TieView(TieKind.ROTATION)]
    of_img, of_md = (
        predicted(ties, specialty=MEDICINE, is_img=each, parameters=read_parameters())[0]
        for each in (True, False)
    )
    low, mid, high = np.quantile(of_img, (0.05, 0.5, 0.95))
    usual_low, usual_mid, usual_high = np.quantile(of_md, (0.05, 0.5, 0.95))
    assert low < usual_low
    assert high > usual_high
    assert abs(mid - usual_mid) < 0.1


def test_what_nobody_measured_counts_nothing_and_says_so() -> None:
    _, _, factors = predicted(
        [TieView(TieKind.OPEN_HOUSE)], specialty=MEDICINE, is_img=True, parameters=read_parameters()
    )
    assert [(each.name, each.note) for each in factors] == [
        ("open house", "Nobody measured what it adds; it counts nothing.")
    ]
    assert seen({TieKind.OPEN_HOUSE}) == (0, 0)
