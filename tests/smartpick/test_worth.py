"""What one more tie adds: shrunken, over a whole list, and never out of nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.domain.programs import FactKind, Reply, TieKind
from hallway.facts.signals import signal_limit
from hallway.smartpick.efforts import usual_efforts
from hallway.smartpick.odds import odds_of
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.standing_list import StandingList
from hallway.smartpick.ties import SIGNALS, is_measured
from hallway.smartpick.views import ProgramView
from hallway.smartpick.worth import Standing, TieWorth, Worths, worth_of
from tests.smartpick.seasons import IMG, MEDICINE, SURGERY, answered, programs, views, with_fact, with_tie

MEASURED = frozenset(kind for kind in TieKind if is_measured(kind)[0])
OF_SURGERY = replace(IMG, specialties=(SURGERY,))
ORTHO = "Orthopaedic Surgery"


def worths(
    some: Sequence[ProgramView],
    *,
    listed: Mapping[UnitCode, Action] | None = None,
    is_full: bool = False,
    network: bool = True,
    score: int | None = 245,
) -> Worths:
    """Return the worth of ties where all programs are on the list, unless told otherwise."""
    on_it = {each.unit.code: Action.APPLY for each in some} if listed is None else listed
    profile = replace(OF_SURGERY, step2=score)
    return worth_of(profile, some, read_parameters(), on_it, is_full=is_full, network=network)


def row(found: Worths, code: UnitCode, kind: TieKind) -> TieWorth:
    return next(each for each in found.rows if (each.code, each.kind) == (code, kind))


@cache
def plain() -> tuple[ProgramView, ...]:
    return tuple(views(SURGERY, 6))


codes = st.integers(0, 5)
kinds = st.sampled_from(TieKind)
ties = st.dictionaries(codes, st.sets(kinds, max_size=4), max_size=4)


def tied(have: Mapping[int, set[TieKind]]) -> list[ProgramView]:
    return [with_tie(view, *sorted(have.get(number, ()))) for number, view in enumerate(plain())]


# ---------------------------------------------------------------------------------------------- laws


@settings(max_examples=12)
@given(ties, st.integers(200, 270))
def test_the_middle_of_a_measured_tie_is_never_negative(have: Mapping[int, set[TieKind]], score: int) -> None:
    for each in worths(tied(have), score=score).rows:
        if each.is_measured:
            assert each.added.mid >= -1e-9
        assert each.added.low <= each.added.mid <= each.added.high


@settings(max_examples=12)
@given(ties)
def test_a_tie_that_is_there_is_not_offered_again(have: Mapping[int, set[TieKind]]) -> None:
    some = tied(have)
    offered = {(each.code, each.kind) for each in worths(some).rows}
    for view in some:
        for tie in view.ties:
            assert (view.unit.code, tie.kind) not in offered
            if tie.kind is TieKind.GOLD_SIGNAL:
                assert (view.unit.code, TieKind.SIGNAL) not in offered


@settings(max_examples=6)
@given(ties, st.permutations(range(6)))
def test_order_does_not_matter_and_the_same_input_gives_the_same_answer(
    have: Mapping[int, set[TieKind]], order: Sequence[int]
) -> None:
    some = tied(have)
    shuffled = [some[each] for each in order]
    assert worths(some) == worths(shuffled) == worths(some)


@settings(max_examples=6)
@given(ties)
def test_without_the_network_every_tie_counts_nothing_and_may_be_made(
    have: Mapping[int, set[TieKind]],
) -> None:
    off, bare = worths(tied(have), network=False), worths(plain(), network=False)
    assert off.rows == bare.rows
    assert off.chance == off.bare == bare.chance
    assert off.tied == sum(map(len, have.values()))  # told, and not hidden silently


@pytest.mark.requirement("PICK-10")
def test_ties_there_are_raise_the_chance_visibly_until_they_are_switched_off() -> None:
    some = tied({0: {TieKind.ROTATION}, 1: {TieKind.RESEARCH}})
    on, off = worths(some), worths(some, network=False)
    assert on.bare == off.chance
    assert on.chance.mid > on.bare.mid
    assert on.tied == 2


# --------------------------------------------------------------------------------------- against odds


def test_the_chance_of_the_list_is_that_of_the_odds() -> None:
    some = tied({0: {TieKind.ROTATION}, 2: {TieKind.SIGNAL}})
    found = worths(some)
    whole = odds_of(OF_SURGERY, some, read_parameters(), ask=False).unconditional
    assert found.chance.mid == pytest.approx(whole.mid, abs=1e-6)
    assert found.chance.high == pytest.approx(whole.high, abs=1e-6)


def test_what_is_added_is_less_than_what_goes_along_with_the_tie() -> None:
    code = plain()[0].unit.code
    added = row(worths(plain()), code, TieKind.ROTATION).added.mid
    before, after = worths(plain()).chance.mid, worths(tied({0: {TieKind.ROTATION}})).chance.mid
    assert 0 < added < after - before


def test_equal_facts_give_equal_worth_and_say_how_many_are_alike() -> None:
    same = [each for each in programs(SURGERY, 400, step=1) if each.state == "OH"]
    kind = same[0].kind_guess
    some = [ProgramView(each) for each in same if each.kind_guess is kind][:4]
    found = [each for each in worths(some).rows if each.kind is TieKind.ROTATION]
    assert len({round(each.added.mid, 3) for each in found}) == 1
    assert max(each.alike for each in found) >= 1


def test_a_closed_door_is_opened_by_no_tie_and_an_answer_ends_the_offer() -> None:
    shut = with_fact(plain()[0], FactKind.STEP2_MIN, "280")
    refused = answered(plain()[1], Reply.REJECTED)
    met = answered(plain()[2], Reply.INTERVIEW)
    found = worths([shut, refused, met, *plain()[3:]])
    offered = {each.code for each in found.rows}
    assert {shut.unit.code, refused.unit.code} == set(found.closed)
    assert offered.isdisjoint(found.closed)
    assert row(found, met.unit.code, TieKind.ROTATION).added.mid > 0  # it still counts on the rank list
    assert (
        row(found, met.unit.code, TieKind.RESEARCH).added.high == 0
    )  # it would count for the interview only
    assert not [each for each in found.rows if each.code == met.unit.code and each.kind in SIGNALS]


# ------------------------------------------------------------------------------------- what is unknown


def test_what_nobody_measured_stands_behind_what_was_measured_and_without_belief_adds_nothing() -> None:
    found = worths(plain())
    marks = [each.is_measured for each in found.rows]
    assert marks == sorted(marks, reverse=True)
    blank = [each for each in found.rows if each.is_blank]
    assert {each.kind for each in blank} == {TieKind.CONFERENCE, TieKind.OPEN_HOUSE}
    assert {each.added.high for each in blank} == {0}
    believed = {each.kind for each in found.rows if not (each.is_measured or each.is_blank)}
    assert believed == {TieKind.MENTOR_REACH, TieKind.LETTER, TieKind.ALUMNI}


def test_home_and_place_cannot_be_made() -> None:
    found = worths(plain())
    truths = {each.kind for each in found.rows if each.standing is Standing.TRUTH}
    assert truths == {TieKind.HOME, TieKind.GEOGRAPHY}
    assert all(each.best == 0 for each in found.rows if each.standing is Standing.TRUTH)


def test_every_usual_effort_has_a_reason_and_truths_cost_nothing() -> None:
    efforts = usual_efforts()
    assert set(efforts) == set(TieKind)
    for each in efforts.values():
        assert each.says
        assert each.source
        assert (each.hours > 0) is each.is_action
        assert each.dollars >= 0


# --------------------------------------------------------------------------------------------- signals


def test_signals_that_are_all_spent_are_not_ranked_among_actions() -> None:
    limit = signal_limit(SURGERY)
    assert limit is not None
    some = [ProgramView(each) for each in programs(SURGERY, limit.value.total + 2, step=2)]
    planned = {each.unit.code: Action.SIGNAL for each in some[:-2]}
    rest = {each.unit.code: Action.APPLY for each in some[-2:]}

    full, room = (
        worths(some, listed=planned | rest),
        worths(some, listed=dict.fromkeys(planned | rest, Action.APPLY)),
    )

    for code in rest:
        assert row(full, code, TieKind.SIGNAL).standing is Standing.SPENT
        assert row(room, code, TieKind.SIGNAL).standing is Standing.ACTION
    assert full.planned == limit.value.total
    assert not [each for each in full.rows if each.code in planned and each.kind is TieKind.SIGNAL]
    assert full.chance.mid > room.chance.mid


def test_where_signals_are_many_one_is_a_gate_that_opens_once_they_are_planned() -> None:
    some = [ProgramView(each) for each in programs(ORTHO, 8)]
    first, other = some[0].unit.code, some[1].unit.code
    apply = {each.unit.code: Action.APPLY for each in some}
    planned = worth_of(IMG, some, read_parameters(), apply | {first: Action.SIGNAL})
    signal = row(planned, other, TieKind.SIGNAL)
    research = row(planned, other, TieKind.RESEARCH)
    assert signal.added.mid > 20 * research.added.mid  # behind the gate hardly anything else counts
    unplanned = worth_of(IMG, some, read_parameters(), apply)
    assert row(unplanned, other, TieKind.SIGNAL).added.mid > 0
    assert row(unplanned, other, TieKind.RESEARCH).added.mid > research.added.mid


# --------------------------------------------------------------------------------------- off the list


def test_a_program_off_a_full_list_takes_the_place_of_the_one_that_adds_least() -> None:
    some = plain()
    on_it = {each.unit.code: Action.APPLY for each in some[:-1]}
    new = some[-1].unit.code
    room, full = worths(some, listed=on_it), worths(some, listed=on_it, is_full=True)
    beside, instead = row(room, new, TieKind.ROTATION), row(full, new, TieKind.ROTATION)
    assert beside.instead is None
    assert instead.instead == full.instead
    assert full.instead in on_it
    assert beside.applying is not None
    assert instead.applying is not None
    assert beside.added.mid > instead.added.mid > instead.applying
    assert beside.applying > instead.applying
    assert row(full, some[0].unit.code, TieKind.ROTATION) == row(room, some[0].unit.code, TieKind.ROTATION)


def test_applying_with_a_tie_beside_the_list_is_the_difference_of_two_lists() -> None:
    some = [replace(each) for each in plain()]
    on_it = {each.unit.code: Action.APPLY for each in some[:-1]}
    look = StandingList(OF_SURGERY, some, read_parameters(), on_it, network=True)
    number = look.codes.index(some[-1].unit.code)
    gained = look.gains(number, [TieKind.ROTATION], instead=None)[0]
    wanted = (
        look.additions.chance(look.unmatched * (1 - look.there(number, [TieKind.ROTATION]))) - look.chance
    )
    np.testing.assert_allclose(gained, wanted, atol=1e-9)


# ------------------------------------------------------------------------------------------ by score


@pytest.mark.requirement("ACC-08")
def test_ties_do_most_at_scores_in_the_middle_where_they_decide_who_is_looked_at() -> None:
    some = [ProgramView(each) for each in programs(MEDICINE, 90, step=5)]
    listed = {each.unit.code: Action.APPLY for each in some}
    profile = replace(IMG, specialties=(MEDICINE,), step2=236)
    lines = worth_of(profile, some, read_parameters(), listed).by_score
    assert [each.score for each in lines if each.is_own] == [236]
    scores = [each.score for each in lines]
    assert scores == sorted(scores)
    assert len(scores) == 4
    chances = [each.now.mid for each in lines]
    assert chances == sorted(chances)  # scores open the file
    low, *middle, high = (each.more.mid for each in lines)
    assert min(middle) > low
    assert min(middle) > high
