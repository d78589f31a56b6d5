"""The worth of relationships: from the record, for the list as it stands, with the people who could help."""

from dataclasses import replace
from datetime import date

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.kept_picks import keep_pick
from hallway.actions.kept_worths import find_kept, forget_worths, keep_worths, points
from hallway.actions.people import add_person
from hallway.actions.pick_asked import PickAsked
from hallway.actions.picks import find_pick
from hallway.actions.program_facts import record_fact
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program
from hallway.actions.relationships import (
    Relationships,
    find_relationships,
    read_kind,
    rows_for_today,
)
from hallway.actions.standings import trash_person
from hallway.actions.tie_efforts import clear_effort, list_efforts, set_effort
from hallway.actions.today import today
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import PersonId, UnitCode
from hallway.domain.interactions import Channel, Kind
from hallway.domain.picks import WorthRow
from hallway.domain.programs import FactKind, TieKind
from hallway.facts.directory import Unit, units
from hallway.storage.store import SqliteStore
from tests.cast import APPLICANTS, TOMAS, FixedClock

PLASTICS = "Plastic Surgery (Integrated)"
SURGERY = [each for each in units().values() if each.specialty == PLASTICS and each.open_tracks]
LIST = SURGERY[::9][:8]
FIRST, SECOND = LIST[0], LIST[1]
CONVERSATION = "program.conversation"


@pytest.fixture
def tomas(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a record of a US-citizen IMG who aims for plastic surgery and has a list."""
    set_up(empty_store, clock, fields=TOMAS | {"specialties": "Plastic surgery"})
    list_program(empty_store, clock, units=[each.code for each in LIST])
    return empty_store


def someone_at(store: SqliteStore, clock: FixedClock, unit: Unit, **fields: str) -> PersonId:
    """Add somebody who works at a program."""
    named = {
        "name": "Amara Okafor",
        "role": "attending",
        "institution": unit.institution,
        "state": unit.state,
        "specialty": "Plastic surgery",
    }
    return add_person(store, clock, fields=named | fields).person.id


def at(found: Relationships, code: UnitCode) -> list[TieKind]:
    return [each.worth.kind for each in (*found.rows, *found.others) if each.unit.code == code]


# ------------------------------------------------------------------------------------ which list


def test_it_is_reckoned_for_the_own_list_until_one_was_kept(tomas: SqliteStore, clock: FixedClock) -> None:
    own = find_relationships(tomas, clock)
    assert (own.basis.kind, own.basis.programs) == ("listed", len(LIST))
    assert {each.unit.code for each in own.rows} <= {each.code for each in LIST}
    assert own.others
    assert all(each.worth.instead is None for each in own.others)
    assert all(
        each.fee > 0 and each.dollars > each.fee for each in own.others if each.worth.kind is TieKind.ROTATION
    )

    answer = find_pick(tomas, clock, PickAsked(applications=12, states=("OH", "PA", "NY")))
    keep_pick(tomas, clock, answer, name="First try")
    kept = find_relationships(tomas, clock)

    assert (kept.basis.kind, kept.basis.name, kept.basis.programs) == ("kept", "First try", 12)
    assert kept.chance.mid == pytest.approx(answer.picked.p_match.mid, abs=1e-4)
    assert kept.instead  # the count is used up
    assert {each.unit.state for each in kept.others} <= {"OH", "PA", "NY"}
    assert all(each.fee == 0 for each in kept.others)


@pytest.mark.parametrize("audience", APPLICANTS)
def test_who_has_no_list_is_answered_for_the_one_that_would_be_proposed(
    empty_store: SqliteStore, clock: FixedClock, audience: str
) -> None:
    set_up(empty_store, clock, fields=APPLICANTS[audience])
    found = find_relationships(empty_store, clock)
    assert found.basis.kind == "proposed"
    assert any("You have no list yet" in each.says for each in found.assumptions)
    assert found.rows
    assert not found.talks
    assert 0 < found.chance.low < found.chance.high < 1


def test_applications_that_were_sent_belong_to_the_list(tomas: SqliteStore, clock: FixedClock) -> None:
    other = next(each for each in SURGERY if each not in LIST)
    record_outcome(tomas, clock, unit=other.code, applied_on=date(2026, 9, 30), season=2028)
    found = find_relationships(tomas, clock, program=other.code)
    assert found.basis.programs == len(LIST) + 1
    assert {each.worth.is_listed for each in found.rows} == {True}
    assert not {TieKind.SIGNAL, TieKind.GOLD_SIGNAL} & set(
        at(found, other.code)
    )  # they go with the application


# -------------------------------------------------------------------------------------- order, kinds


def test_rows_stand_in_the_order_that_is_asked_for(tomas: SqliteStore, clock: FixedClock) -> None:
    by_chance = [round(each.worth.added.mid, 4) for each in find_relationships(tomas, clock).rows]
    assert by_chance == sorted(by_chance, reverse=True)
    by_hour = find_relationships(tomas, clock, by="hour")
    rates = [round(each.per_hour.mid, 4) for each in by_hour.rows if each.per_hour]
    assert [each.per_hour is not None for each in by_hour.rows] == [True] * len(by_hour.rows)
    assert rates == sorted(rates, reverse=True)
    assert by_hour.rows[0].worth.kind is TieKind.SIGNAL
    by_dollar = find_relationships(tomas, clock, by="dollar")
    assert by_dollar.rows[0].per_dollar is None  # what costs nothing stands first


def test_own_hours_and_dollars_count_in_the_place_of_usual_ones(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    usual = find_relationships(tomas, clock, program=FIRST.code, kind=TieKind.ROTATION).rows[0]
    set_effort(tomas, clock, kind=TieKind.ROTATION, hours=18.0)
    set_effort(tomas, clock, kind=TieKind.ROTATION, dollars=0.0)
    own = find_relationships(tomas, clock, program=FIRST.code, kind=TieKind.ROTATION).rows[0]

    assert (own.hours, own.dollars, own.per_dollar) == (18.0, 0.0, None)
    assert own.worth.added == usual.worth.added
    assert own.per_hour is not None
    assert usual.per_hour is not None
    assert own.per_hour.mid == pytest.approx(usual.per_hour.mid * usual.hours / 18)

    undo(tomas, clock)
    assert (
        find_relationships(tomas, clock, program=FIRST.code, kind=TieKind.ROTATION).rows[0].dollars
        == usual.dollars
    )
    clear_effort(tomas, clock, kind=TieKind.ROTATION)
    assert not any(each.own_hours or each.own_dollars for each in list_efforts(tomas))


@pytest.mark.parametrize(
    ("kind", "costs", "says"),
    [
        (TieKind.ROTATION, {"hours": -1.0}, "from 0 to"),
        (TieKind.ROTATION, {"dollars": float("inf")}, "from 0 to"),
        (TieKind.ROTATION, {"hours": float("nan")}, "from 0 to"),
        (TieKind.ROTATION, {}, "hours, dollars, or both"),
        (TieKind.HOME, {"hours": 2.0}, "Nobody can make"),
    ],
)
def test_efforts_that_cannot_be_meant_are_refused(
    tomas: SqliteStore, clock: FixedClock, kind: TieKind, costs: dict[str, float], says: str
) -> None:
    with pytest.raises(InvalidValue, match=says):
        set_effort(tomas, clock, kind=kind, **costs)


def test_beliefs_stand_apart_unless_they_are_to_be_mixed(tomas: SqliteStore, clock: FixedClock) -> None:
    apart, mixed = find_relationships(tomas, clock), find_relationships(tomas, clock, mixed=True)
    assert all(each.worth.is_measured for each in (*apart.rows, *apart.others))
    assert not any(each.worth.is_measured for each in apart.beliefs)
    assert {TieKind.CONFERENCE, TieKind.MENTOR_REACH} <= {each.worth.kind for each in apart.beliefs}
    assert TieKind.MENTOR_REACH in {each.worth.kind for each in mixed.rows}
    assert mixed.beliefs == ()


def test_one_program_or_kind_shows_every_tie_and_bad_words_are_refused(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    one = find_relationships(tomas, clock, program=FIRST.code)
    told = {each.worth.kind for each in (*one.rows, *one.beliefs, *one.truths)}
    assert told == {each for each in TieKind if one.totals[each]}
    many = find_relationships(tomas, clock, kind=TieKind.ROTATION, limit=30)
    assert {each.worth.kind for each in (*many.rows, *many.others)} == {TieKind.ROTATION}
    assert len(many.others) == 30

    assert read_kind("Mentor reach") is TieKind.MENTOR_REACH
    assert read_kind("") is None
    for wrong in (
        lambda: read_kind("friendship"),
        lambda: find_relationships(tomas, clock, by="luck"),
        lambda: find_relationships(tomas, clock, limit=0),
    ):
        with pytest.raises(InvalidValue):
            wrong()
    with pytest.raises(NotFound, match="hallway programs list"):
        find_relationships(tomas, clock, program="0000000")


# ------------------------------------------------------------------------------------------ people


@pytest.mark.requirement("SPO-05", "CON-15")
def test_the_people_who_could_help_at_a_program_are_named_and_open_questions_are_asked(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    close = someone_at(tomas, clock, FIRST, relationship="trusts-me")
    fields = {
        "name": "Ben Adeyemi",
        "role": "chief",
        "reach": SECOND.institution,
        "specialty": "Plastic surgery",
    }
    distant = add_person(tomas, clock, fields=fields).person.id

    talks = {each.unit.code: each for each in find_relationships(tomas, clock).talks}

    (helper,) = talks[FIRST.code].people
    assert (helper.person.id, helper.is_question) == (close, False)
    assert "works there and knows you" in helper.why
    (asked,) = talks[SECOND.code].people
    assert (asked.person.id, asked.is_question) == (distant, True)
    assert "does not know you well enough yet" in asked.why
    here = find_relationships(tomas, clock, program=SECOND.code)
    mentor = next(each for each in here.beliefs if each.worth.kind is TieKind.MENTOR_REACH)
    assert mentor.people == (asked,)
    assert not any(
        each.people
        for each in (*here.rows, *here.truths)
        if each.worth.kind in {TieKind.SIGNAL, TieKind.HOME}
    )


@pytest.mark.requirement("PICK-10")
def test_ties_enter_visibly_and_can_be_switched_off(tomas: SqliteStore, clock: FixedClock) -> None:
    record_tie(tomas, clock, unit=FIRST.code, kind=TieKind.ROTATION)
    on, off = find_relationships(tomas, clock), find_relationships(tomas, clock, network=False)
    assert on.chance.mid > off.chance.mid
    assert on.bare == off.chance == off.bare
    assert on.tied == off.tied > 0
    offered = {
        each: TieKind.ROTATION
        in at(find_relationships(tomas, clock, program=FIRST.code, network=each), FIRST.code)
        for each in (True, False)
    }
    assert offered == {True: False, False: True}
    assert on.input_hash != off.input_hash
    assert find_relationships(tomas, clock) == on


# ------------------------------------------------------------------------------------------- Today


def proposed(store: SqliteStore, clock: FixedClock) -> list[str]:
    return [each.step.says for each in today(store, clock).steps if each.step.rule == CONVERSATION]


@pytest.mark.requirement("PICK-10")
def test_today_proposes_two_programs_worth_a_conversation_and_marks_what_is_old(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    for name, unit in zip(("Amara Okafor", "Ben Adeyemi", "Cleo Marsh"), LIST, strict=False):
        someone_at(tomas, clock, unit, name=name, relationship="trusts-me")
    assert proposed(tomas, clock) == []

    found = find_relationships(tomas, clock)
    kept = keep_worths(tomas, clock, rows_for_today(found))

    assert len(kept.rows) == 3
    first, second = proposed(tomas, clock)
    best = found.talks[0]
    assert first.startswith("Talk with ")
    assert best.name in first + second
    assert f"may add {points(best.worth.added.low, best.worth.added.high)} to your chance" in first + second
    assert "changed since" not in first + second
    assert find_kept(tomas) == (kept, False)

    clock.wait(days=1)
    record_fact(tomas, clock, unit=best.unit.code, kind=FactKind.STEP2_MIN, text="250")
    assert find_kept(tomas)[1]
    assert all(
        "Worked out on 23 Nov; your record has changed since." in each for each in proposed(tomas, clock)
    )


def test_a_talk_a_trashed_person_a_tie_or_forgetting_ends_the_proposal(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    people = [
        someone_at(tomas, clock, unit, name=name, relationship="trusts-me")
        for name, unit in zip(("Amara Okafor", "Ben Adeyemi", "Cleo Marsh"), LIST, strict=False)
    ]
    found = find_relationships(tomas, clock)
    rows = rows_for_today(found)
    keep_worths(tomas, clock, rows)
    clock.wait(hours=30)
    whom = {each.people[0]: each for each in rows}

    record_interaction(
        tomas, clock, people=[people[0]], kind=Kind.CALLED, channel=Channel.PHONE, topics=["rotation"]
    )
    assert not [each for each in proposed(tomas, clock) if "Amara" in each]
    trash_person(tomas, clock, person=people[1])
    assert not [each for each in proposed(tomas, clock) if "Ben" in each]
    assert [each for each in proposed(tomas, clock) if "Cleo" in each]
    record_tie(tomas, clock, unit=whom[people[2]].unit, kind=whom[people[2]].kind)
    assert proposed(tomas, clock) == []

    keep_worths(tomas, clock, rows)
    forget_worths(tomas, clock)
    assert find_kept(tomas) == (None, False)
    assert proposed(tomas, clock) == []


def test_what_is_no_longer_in_the_directory_is_passed_over(tomas: SqliteStore, clock: FixedClock) -> None:
    person = someone_at(tomas, clock, FIRST, relationship="trusts-me")
    good = WorthRow(
        unit=FIRST.code,
        kind=TieKind.ROTATION,
        low=0.001,
        mid=0.01,
        high=0.02,
        is_measured=True,
        people=(person,),
    )
    keep_worths(tomas, clock, [replace(good, unit=UnitCode("0000000")), good])
    assert len(proposed(tomas, clock)) == 1


def test_points_are_no_more_exact_than_meant() -> None:
    assert points(0.004, 0.021) == "0.4 to 2.1 points"
    assert points(0.0, 0.0) == "0 points"
    assert points(0.12, 0.254) == "12 to 25 points"
    assert points(-0.00001, 0.01) == "0 to 1 points"
    assert points(-0.002, 0.01) == "−0.2 to 1 points"
