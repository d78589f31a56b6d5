"""The list: the record, what was asked and SmartPick together."""

from dataclasses import replace

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.kept_picks import forget_kept, is_kept, keep_pick, list_kept
from hallway.actions.odds import NoFigures
from hallway.actions.people import add_person
from hallway.actions.pick_answers import PickAnswer
from hallway.actions.pick_asked import PickAsked, from_query
from hallway.actions.pick_comments import add_comment
from hallway.actions.pick_lists import apply_list, plan_list
from hallway.actions.pick_looks import NoList
from hallway.actions.pick_wishes import clear_wish, list_wishes, set_wish
from hallway.actions.picks import compare_picks, compare_programs, explain_pick, find_pick, what_if
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program, listed_programs
from hallway.domain.errors import InvalidValue, NoApplicant, NotFound
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.picks import Action, Fate
from hallway.domain.programs import Reply, TieKind
from hallway.facts.directory import units
from hallway.storage.store import SqliteStore
from tests.cast import TOMAS, FixedClock

SURGERY = "General Surgery"
STATES = ("OH", "IA", "MI")
THERE = [
    each.code
    for each in units().values()
    if each.specialty == SURGERY and each.state in STATES and each.open_tracks and not each.is_military
]
ELSEWHERE = next(each.code for each in units().values() if each.specialty == SURGERY and each.state == "TX")
SMALL = PickAsked(states=STATES, applications=8)


@pytest.fixture
def tomas(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a record of a US-citizen IMG who aims for general surgery."""
    set_up(empty_store, clock, fields=TOMAS)
    return empty_store


def codes(found: PickAnswer) -> list[UnitCode]:
    return [each.unit.code for each in found.programs]


@pytest.mark.requirement("PICK-04", "PICK-05")
def test_a_list_is_sized_ordered_and_comes_with_its_objective_chance_and_proof(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    found = find_pick(tomas, clock, SMALL)

    assert len(found.programs) == 8
    assert {each.unit.state for each in found.programs} <= set(STATES)
    gains = [each.pick.marginal for each in found.programs]
    assert gains == sorted(gains, reverse=True)
    assert found.wishes.objective == "chance"
    assert 0 < found.picked.p_match.low < found.picked.p_match.mid < found.picked.p_match.high < 1
    assert found.picked.value <= found.picked.upper_bound <= found.picked.value * 1.0003
    assert found.looked_at >= len(THERE)
    assert found.sources
    assert found.input_hash == find_pick(tomas, clock, SMALL).input_hash


def test_wishes_of_the_record_hold_and_what_is_asked_outweighs_them(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    first = codes(find_pick(tomas, clock, SMALL))
    worst = next(code for code in THERE if code not in first)
    set_wish(tomas, clock, unit=worst, fate="must")
    set_wish(tomas, clock, unit=first[0], fate="never")
    set_wish(tomas, clock, unit=first[1], action="apply")
    set_wish(tomas, clock, unit=ELSEWHERE, fate="must", level="1")

    found = find_pick(tomas, clock, SMALL)
    assert {worst, first[1], ELSEWHERE} <= set(codes(found))
    assert first[0] not in codes(found)
    assert next(each for each in found.left_out if each.unit.code == first[0]).left_out.why
    actions = {each.unit.code: each for each in found.programs}
    assert actions[first[1]].pick.action is Action.APPLY
    wish = actions[ELSEWHERE].wish
    assert wish is not None
    assert wish.level == 1

    asked = replace(SMALL, must=(first[0],), never=(worst, first[1]))
    otherwise = find_pick(tomas, clock, asked)
    assert first[0] in codes(otherwise)
    assert {worst, first[1]}.isdisjoint(codes(otherwise))


def test_a_wish_is_changed_in_parts_and_gone_when_nothing_is_left(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    code = THERE[0]
    made = set_wish(tomas, clock, unit=code, level="2", action="signal")
    assert made is not None
    assert (made.level, made.fate, made.action) == (2, None, Action.SIGNAL)
    made = set_wish(tomas, clock, unit=code, fate="never")
    assert made is not None
    assert (made.level, made.fate, made.action) == (2, Fate.NEVER, None)
    made = set_wish(tomas, clock, unit=code, action="rotate")
    assert made is not None
    assert (made.fate, made.action) == (None, Action.ROTATE)
    (told,) = list_wishes(tomas)
    assert told.unit is units()[code]
    assert set_wish(tomas, clock, unit=code, level="", action="") is None
    assert list_wishes(tomas) == ()
    with pytest.raises(InvalidValue, match="Nothing is wished"):
        clear_wish(tomas, clock, unit=code)
    for given in ({"level": "6"}, {"fate": "perhaps"}, {"fate": "never", "action": "signal"}, {}):
        with pytest.raises(InvalidValue):
            set_wish(tomas, clock, unit=code, **given)


def test_people_who_tie_one_to_a_program_and_comments_stand_beside_it(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(tomas, clock, fields={"name": "Ana Novak"}).person
    record_tie(tomas, clock, unit=THERE[0], kind=TieKind.ROTATION, person=ana.id)
    add_comment(tomas, clock, unit=THERE[0], text="Kind to IMGs", person=ana.id, verdict="keep")

    with_her = find_pick(tomas, clock, SMALL)
    mine = next(each for each in with_her.programs if each.unit.code == THERE[0])
    assert mine.people == ("Ana Novak",)
    assert [(each.by, each.comment.text) for each in mine.comments] == [("Ana Novak", "Kind to IMGs")]

    without = find_pick(tomas, clock, replace(SMALL, network=False))
    assert without.picked.value < with_her.picked.value


def test_what_was_sent_stays_on_the_list_and_a_rejection_takes_it_off(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    sent, turned_down = THERE[-1], THERE[-2]
    record_outcome(tomas, clock, unit=sent, reply=Reply.INTERVIEW)
    record_outcome(tomas, clock, unit=turned_down, reply=Reply.REJECTED)
    found = find_pick(tomas, clock, SMALL)
    mine = next(each for each in found.programs if each.unit.code == sent)
    assert mine.pick.is_sent
    assert mine.pick.cost == 0
    assert turned_down not in codes(found)


@pytest.mark.requirement("PICK-06")
def test_each_program_says_what_it_adds_and_the_opposite_is_worked_out(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    found = find_pick(tomas, clock, SMALL)
    assert all(each.pick.marginal > 0 for each in found.programs)

    on_it = explain_pick(tomas, clock, SMALL, codes(found)[0])
    assert on_it.picked is not None
    assert on_it.gain == on_it.picked.pick.marginal
    assert on_it.otherwise is not None
    assert codes(found)[0] in [each.code for each in on_it.otherwise.dropped]
    assert on_it.otherwise.after.value <= on_it.otherwise.before.upper_bound

    beside = next(code for code in THERE if code not in codes(found))
    off_it = explain_pick(tomas, clock, SMALL, beside)
    assert off_it.left_out is not None
    assert off_it.left_out.left_out.why
    assert off_it.odds is not None
    assert off_it.otherwise is not None
    assert beside in [each.code for each in off_it.otherwise.added]
    assert len(off_it.otherwise.after.actions) == 8


def test_a_program_outside_what_was_asked_says_so_and_can_be_tried(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    outside = explain_pick(tomas, clock, SMALL, ELSEWHERE)
    assert outside.left_out is not None
    assert "outside the states" in outside.left_out.left_out.why
    assert outside.otherwise is not None
    assert ELSEWHERE in [each.code for each in outside.otherwise.added]

    family = next(each.code for each in units().values() if each.specialty == "Family Medicine")
    other = explain_pick(tomas, clock, SMALL, family)
    assert other.left_out is not None
    assert other.left_out.left_out.why == "The list is for General Surgery."


def test_what_if_shows_both_lists_and_how_the_chance_moves(tomas: SqliteStore, clock: FixedClock) -> None:
    beside = next(code for code in THERE if code not in codes(find_pick(tomas, clock, SMALL)))
    found = what_if(tomas, clock, SMALL, add=(beside,), applications=12)
    assert len(found.before.actions) == 8
    assert len(found.after.actions) == 12
    assert beside in [each.code for each in found.added]
    assert found.moves is not None
    assert found.moves.low > 0
    fewer = what_if(tomas, clock, SMALL, budget=30.0, signals=("none",))
    assert fewer.moves is not None
    assert fewer.moves.high < 0
    assert fewer.after.cost <= 30


def test_kept_lists_are_compared_on_the_record_of_today(tomas: SqliteStore, clock: FixedClock) -> None:
    short = keep_pick(tomas, clock, find_pick(tomas, clock, replace(SMALL, applications=4)), name="Short")
    clock.wait(days=1)
    keep_pick(tomas, clock, find_pick(tomas, clock, SMALL), name="Long")
    assert [each.name for each in list_kept(tomas)] == ["Long", "Short"]
    assert from_query(short.asked) == replace(SMALL, applications=4)
    with pytest.raises(InvalidValue, match="called so"):
        keep_pick(tomas, clock, find_pick(tomas, clock, SMALL), name="short")

    found = compare_picks(tomas, clock, "short", "Long", SMALL)
    assert found.moves is not None
    assert found.moves.low > 0
    assert found.before.kept == short
    assert found.before.p_match.mid == pytest.approx(short.mid)
    assert len(found.added) - len(found.dropped) == 4

    forget_kept(tomas, clock, "Short")
    assert not is_kept(tomas, "Short")
    with pytest.raises(NotFound, match="kept list"):
        compare_picks(tomas, clock, "Short", "Long", SMALL)


def test_two_programs_stand_beside_each_other_on_the_list_or_not(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    on_it = codes(find_pick(tomas, clock, SMALL))[0]
    one, other = compare_programs(tomas, clock, SMALL, on_it, ELSEWHERE)
    assert (one.picked is None, other.picked is None) == (False, True)


def test_a_list_becomes_ones_own_with_reasons_and_undo_takes_it_back(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    found = find_pick(tomas, clock, SMALL)
    list_program(tomas, clock, units=[codes(found)[0], ELSEWHERE], reasons="My own")
    plan = plan_list(tomas, found)
    assert (len(plan.added), len(plan.stay), len(plan.removed)) == (7, 1, 0)
    assert [each.code for each in plan.others] == [ELSEWHERE]
    assert listed(tomas) == {codes(found)[0], ELSEWHERE}

    apply_list(tomas, clock, plan)
    assert listed(tomas) == {*codes(found), ELSEWHERE}
    assert all(each.listed.reasons for each in listed_programs(tomas))
    with pytest.raises(InvalidValue, match="already"):
        apply_list(tomas, clock, plan_list(tomas, found))

    apply_list(tomas, clock, plan_list(tomas, found, only=True))
    assert listed(tomas) == set(codes(found))
    tomas.undo(None, now=clock.now())
    tomas.undo(None, now=clock.now())
    assert listed(tomas) == {codes(found)[0], ELSEWHERE}


def listed(store: SqliteStore) -> set[UnitCode]:
    return {each.listed.unit for each in listed_programs(store)}


def test_limits_that_cannot_be_kept_are_named_with_what_would_let_a_list(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    with pytest.raises(NoList, match=r"a budget higher by \$") as caught:
        find_pick(tomas, clock, replace(SMALL, budget=12.0, must=tuple(THERE[:3])))
    assert caught.value.bindings[0].name == "budget"
    with pytest.raises(NoList, match="applications: 1 more"):
        find_pick(tomas, clock, replace(SMALL, applications=2, must=tuple(THERE[:3])))


def test_what_was_sent_is_not_told_as_a_way_out(tomas: SqliteStore, clock: FixedClock) -> None:
    for code in THERE[:3]:
        record_outcome(tomas, clock, unit=code, reply=Reply.WAITLIST)
    with pytest.raises(NoList) as caught:
        find_pick(tomas, clock, replace(SMALL, applications=1))
    assert "applications: 2 more" in str(caught.value)
    assert "already sent" not in str(caught.value)


def test_no_money_makes_an_empty_list_and_says_so(tomas: SqliteStore, clock: FixedClock) -> None:
    found = find_pick(tomas, clock, replace(SMALL, budget=0.0))
    assert found.programs == ()
    assert found.picked.p_match.high == 0


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (PickAsked(must=(THERE[0],), never=(THERE[0],)), "named under must, too"),
        (PickAsked(by_hand=(f"{THERE[0]}=signal",), never=(THERE[0],)), "named under by hand, too"),
        (PickAsked(budget=-1.0), "from 0 to"),
        (PickAsked(applications=-1), "from 0 to"),
        (PickAsked(signals=("26",)), "at most 15 signals"),
        (PickAsked(states=("Atlantis",)), "US state"),
        (PickAsked(states=("AK",)), "Widen your wishes"),
        (PickAsked(objective="fame"), "chance, preference"),
        (PickAsked(specialties=("alchemy",)), "Did you mean"),
    ],
)
def test_what_cannot_be_asked_is_one_message(
    tomas: SqliteStore, clock: FixedClock, asked: PickAsked, says: str
) -> None:
    with pytest.raises(InvalidValue, match=says):
        find_pick(tomas, clock, asked)


def test_an_unknown_code_names_the_nearest(tomas: SqliteStore, clock: FixedClock) -> None:
    wrong = THERE[0][:-1] + ("1" if THERE[0][-1] != "1" else "2")
    with pytest.raises(NotFound):
        find_pick(tomas, clock, PickAsked(must=(wrong,)))


def test_without_an_applicant_or_figures_there_is_no_list(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    with pytest.raises(NoApplicant):
        find_pick(empty_store, clock, PickAsked())
    set_up(empty_store, clock, fields=TOMAS)
    with pytest.raises(NoFigures):
        find_pick(empty_store, clock, PickAsked(specialties=("transitional year",)))


def test_a_mix_of_kinds_and_the_preference_are_honored(tomas: SqliteStore, clock: FixedClock) -> None:
    asked = replace(SMALL, mix=("university>=5",), objective="preference")
    loved = THERE[3]
    set_wish(tomas, clock, unit=loved, level="1")
    found = find_pick(tomas, clock, asked)
    kinds = [each.unit.kind_guess for each in found.programs]
    assert kinds.count(InstitutionKind.UNIVERSITY) >= 5
    assert found.wishes.levels == {loved: 1}
    assert 0 < found.picked.value < sum(found.picked.drawn) / len(found.picked.drawn)
