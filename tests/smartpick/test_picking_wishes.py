from dataclasses import replace

import pytest

from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.picks import Action, Fate
from hallway.domain.programs import FactKind, Reply, TieKind
from hallway.engine.portfolios import Infeasible
from hallway.facts.directory import units
from hallway.smartpick.limits import fee_tiers
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.picking import pick
from hallway.smartpick.preliminary_names import read_preliminary
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import Mix, PickWishes
from tests.smartpick.lists import MD, ROUNDING, actions, best, best_by, codes, why
from tests.smartpick.seasons import (
    FAMILY,
    IMG,
    MEDICINE,
    SURGERY,
    answered,
    views,
    with_fact,
    with_tie,
)

# ------------------------------------------------------------------------------------ wishes


@pytest.mark.requirement("PICK-05")
def test_must_never_and_what_is_done_by_hand_hold_whatever_the_chances_say() -> None:
    some = views(MEDICINE, 12)
    free = best(some, applications=4, rotations=1)
    one, other = sorted(codes(free))[:2]
    out = sorted({each.unit.code for each in some} - codes(free))
    found = best(
        some,
        applications=4,
        fates={one: Fate.NEVER, out[0]: Fate.MUST},
        actions={out[1]: Action.GOLD_SIGNAL, other: Action.APPLY},
    )
    assert one not in codes(found)
    assert why(found, one) == "You said never."
    assert actions(found)[out[1]] is Action.GOLD_SIGNAL
    assert actions(found)[other] is Action.APPLY
    assert out[0] in codes(found)
    assert len(found.programs) == 4
    assert found.value < free.value


@pytest.mark.requirement("PICK-04")
@pytest.mark.parametrize(
    ("kind", "value", "says"),
    [
        (FactKind.STEP2_MIN, "250", "at least 250; you have 245"),
        (FactKind.VISAS, "none", "It sponsors no visa; you need J-1."),
        (FactKind.MOST_YEARS, "2", "at most 2; you have 3"),
    ],
)
def test_a_program_with_a_hard_cut_off_is_never_picked_and_the_list_says_why(
    kind: FactKind, value: str, says: str
) -> None:
    some = views(MEDICINE, 5)
    shut = with_tie(with_fact(some[0], kind, value), TieKind.HOME)
    found = best([shut, *some[1:]], applications=5, rotations=1)
    assert shut.unit.code not in codes(found)
    assert says in why(found, shut.unit.code)
    wanted = best([shut, *some[1:]], applications=5, fates={shut.unit.code: Fate.MUST})
    assert wanted.programs[-1].code == shut.unit.code
    assert wanted.programs[-1].marginal == 0


def test_a_turned_down_application_is_off_the_list_and_keeps_its_place_among_fees_and_counts() -> None:
    some = views(MEDICINE, 12)
    tried = [answered(some[0], Reply.REJECTED), answered(some[1], Reply.INTERVIEW), *some[2:]]
    found = best(tried, applications=5)
    assert why(found, some[0].unit.code) == "It has rejected you."
    assert len(found.programs) == 4
    met = next(each for each in found.programs if each.code == some[1].unit.code)
    assert met.is_sent
    assert met.cost == 0
    assert met.p_interview.low == pytest.approx(1)
    assert found.cost == 3 * 11
    with pytest.raises(Infeasible, match="applications by 1"):
        best([answered(each, Reply.REJECTED) for each in some[:3]], applications=2)


def test_fees_rise_after_thirty_programs_of_each_specialty_and_the_budget_is_kept() -> None:
    assert fee_tiers() == ((30, 11.0), (float("inf"), 30.0))
    some = [*views(MEDICINE, 40), *views(FAMILY, 40)]
    found = best(some, MD, budget=780, signals={MEDICINE: {}, FAMILY: {}})
    counts = [sum(each.specialty == name for each in found.programs) for name in (MEDICINE, FAMILY)]
    assert found.cost <= 780
    assert sum(counts) >= 60
    assert found.cost == sum(11 * min(30, each) + 30 * max(0, each - 30) for each in counts)


def test_where_signals_decide_all_of_them_are_spent_and_the_other_programs_are_told_as_waste() -> None:
    some = views("Otolaryngology", 18)
    found = best(some, MD, applications=12, signals={"Otolaryngology": {Action.SIGNAL: 7}})
    signaled = [each.marginal for each in found.programs if each.action is Action.SIGNAL]
    others = [each.marginal for each in found.programs if each.action is Action.APPLY]
    assert len(signaled) == 7
    assert min(signaled) > 20 * max(others)
    weak = best(
        some, replace(IMG, visa="none"), applications=12, signals={"Otolaryngology": {Action.SIGNAL: 7}}
    )
    assert "5 programs of the list add less than 0.01 points each, $55 in all" in weak.assumptions[-1]
    none = best(some, MD, applications=12, signals={"Otolaryngology": {}})
    assert none.value > 20 * sum(others)  # who sends no signal at all is not held to have passed them over


def test_a_signal_that_was_sent_stays_where_it_is_and_is_counted() -> None:
    some = views(MEDICINE, 20)
    sent = [with_tie(some[0], TieKind.GOLD_SIGNAL), *some[1:]]
    limits = {MEDICINE: {Action.GOLD_SIGNAL: 1, Action.SIGNAL: 2}}
    found = best(sent, applications=6, signals=limits)
    done = actions(found)
    assert done[some[0].unit.code] is Action.GOLD_SIGNAL
    assert sorted(done.values()).count(Action.GOLD_SIGNAL) == 1
    assert sorted(done.values()).count(Action.SIGNAL) == 2


def test_without_the_network_ties_count_nothing_and_signals_are_still_to_be_sent() -> None:
    some = views(MEDICINE, 20)
    tied = [
        *some[:-2],
        with_tie(some[-2], TieKind.HOME, TieKind.ROTATION),
        with_tie(some[-1], TieKind.SIGNAL),
    ]
    off = best_by(tied, {"applications": 6}, network=False)
    bare = best(some, applications=6)
    assert replace(off, assumptions=()) == replace(bare, assumptions=())
    assert Action.GOLD_SIGNAL in actions(off).values()
    assert [each for each in off.assumptions if "The network is off" in each]
    on = best(tied, applications=6)
    assert on.value > off.value
    assert on.programs[0].code == some[-2].unit.code


def test_kinds_of_institutions_are_mixed_as_wished() -> None:
    some = [each for each in views(MEDICINE, 40) if each.unit.kind_guess is not None]
    free = best(some, applications=6)
    kinds = {each.unit.code: each.unit.kind_guess for each in some}
    rare = InstitutionKind.UNIVERSITY
    found = best(some, applications=6, mix={rare: Mix(least=3, most=3)})
    assert sum(kinds[each] is rare for each in codes(found)) == 3
    assert sum(kinds[each] is rare for each in codes(free)) != 3
    assert found.value < free.value


def test_the_expected_interviews_stay_below_what_one_could_attend() -> None:
    some = views(FAMILY, 30)
    found = best(some, MD, applications=30, interviews=3.0)
    assert sum(each.p_interview.mid for each in found.programs) < 3.5
    assert len(found.programs) < 30


@pytest.mark.parametrize(
    ("wishes", "name"),
    [
        ({"applications": 1}, "applications"),
        ({"budget": 5.0}, "budget"),
        ({"signals": {MEDICINE: {}}}, f"signals in {MEDICINE}"),
        ({"mix": {InstitutionKind.MILITARY: Mix(least=2)}}, "at least 2 military programs"),
    ],
)
def test_what_cannot_be_kept_is_named_in_words_with_how_much_it_lacks(
    wishes: dict[str, object], name: str
) -> None:
    some = views(MEDICINE, 6)
    must = {each.unit.code: Fate.MUST for each in some[:2]}
    with pytest.raises(Infeasible) as refused:
        best_by(some, {"fates": must, "actions": {some[2].unit.code: Action.SIGNAL}} | wishes)
    assert name in {each.name for each in refused.value.bindings}
    assert all(each.by > 0 for each in refused.value.bindings)


@pytest.mark.parametrize(
    "wishes",
    [
        {"budget": -1.0},
        {"applications": -3},
        {"interviews": float("nan")},
        {"levels": {UnitCode("x"): 0}},
        {"specialty_values": {FAMILY: 1.5}},
        {"mix": {InstitutionKind.COMMUNITY: Mix(least=3, most=2)}},
        {"signals": {FAMILY: {Action.SIGNAL: -1}}},
    ],
)
def test_wishes_that_cannot_be_meant_are_refused(wishes: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        PickWishes(**wishes)  # type: ignore[arg-type] # rude on purpose


# ------------------------------------------------------------------------- several specialties


def test_medicine_and_family_medicine_share_a_list_by_what_each_is_worth() -> None:
    some = [*views(MEDICINE, 25), *views(FAMILY, 25)]
    signals: dict[str, dict[Action, int]] = {MEDICINE: {}, FAMILY: {}}
    chance = best(some, applications=20, signals=signals)
    liked = best(
        some, applications=20, signals=signals, objective="preference", specialty_values={FAMILY: 0.3}
    )
    counts = [sum(each.specialty == FAMILY for each in one.programs) for one in (chance, liked)]
    assert counts[1] < counts[0]
    assert {each.specialty for each in chance.programs} == {MEDICINE, FAMILY}
    assert liked.p_match.mid <= chance.p_match.mid + 0.001


def test_programs_that_are_liked_more_come_sooner_where_the_chance_tells_nothing_apart() -> None:
    some = views(SURGERY, 20)
    codes_of = sorted(each.unit.code for each in some)
    liked = dict.fromkeys(codes_of[-4:], 1)
    found = best(some, MD, applications=4, levels=liked, signals={SURGERY: {}})
    assert codes(found) == set(liked)
    assert all(each.alike == 16 and each.robust for each in found.programs)
    preferred = pick(
        MD,
        some,
        read_parameters(),
        PickWishes(applications=1, signals={SURGERY: {}}),
        preferred=codes_of[5:6],
    )
    assert codes(preferred) == set(codes_of[5:6])


@pytest.mark.requirement("PICK-04")
def test_a_preliminary_year_counts_by_its_worth_and_never_as_a_match() -> None:
    some = views(SURGERY, 30)
    only = [each for each in units().values() if not each.training_tracks and each.specialty == SURGERY]
    some += [ProgramView(each) for each in only]
    own: dict[str, object] = {"applications": 12, "objective": "preference"}
    without = best_by(some, own)
    with_year = best_by(some, own | {"specialty_values": {f"{SURGERY} (preliminary)": 0.3}})
    alone = best_by(some, own | {"specialty_values": {f"{SURGERY} (preliminary)": 0.3, SURGERY: 0.0}})
    assert without.value < with_year.value <= without.value + 0.3
    assert codes(without).isdisjoint(each.code for each in only)
    assert with_year.upper_bound - with_year.value <= 0.0002 * with_year.upper_bound + ROUNDING
    assert with_year.p_match.mid <= without.p_match.mid + 0.001
    assert alone.p_match.high == 0
    assert 0 < alone.value < 0.3
    factors = {each.name for one in with_year.programs for each in one.factors}
    assert "preliminary year" in factors
    in_chance = best(some, applications=12, specialty_values={f"{SURGERY} (preliminary)": 0.3})
    assert in_chance.value == best(some, applications=12).value


@pytest.mark.parametrize(
    ("text", "specialty"),
    [
        ("preliminary surgery", SURGERY),
        ("General Surgery (preliminary)", SURGERY),
        ("Prelim Medicine", MEDICINE),
        ("surgery", None),
        ("preliminary", None),
        ("", None),
    ],
)
def test_a_preliminary_year_is_read_from_words(text: str, specialty: str | None) -> None:
    assert read_preliminary(text) == specialty
