"""Laws that hold for steps whatever the record looks like."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.applicants import Applicant
from hallway.domain.digests import Digest, make_digest
from hallway.domain.ids import ApplicantId, InteractionId, PersonId, SnoozeId
from hallway.domain.interactions import TWO_WAY, Interaction, Kind
from hallway.domain.people import Person
from hallway.domain.snoozes import Snooze
from hallway.domain.times import day_of, get_zone, to_milliseconds
from hallway.playbooks.library import make_playbook
from hallway.playbooks.state import State
from hallway.playbooks.stepping import steps
from hallway.playbooks.steps import Step, WindowState
from tests.playbooks.strategies import audiences, instants, people, states, zones


def said(state: State, now: datetime, audience: str = "img-general") -> tuple[Step, ...]:
    return steps(state, make_playbook(audience, overrides={}), now)


@given(states(), instants, audiences)
def test_the_same_record_and_moment_give_the_same_steps(state: State, now: datetime, audience: str) -> None:
    assert said(state, now, audience) == said(state, now, audience)


@given(states(), instants, audiences)
def test_there_is_one_step_for_a_rule_and_a_subject(state: State, now: datetime, audience: str) -> None:
    keys = [(each.rule, each.subject.id) for each in said(state, now, audience)]
    assert len(keys) == len(set(keys))


@given(states(), instants)
def test_step_ids_are_distinct_and_nothing_lapsed_is_listed(state: State, now: datetime) -> None:
    found = said(state, now)
    assert len({each.id for each in found}) == len(found)
    assert WindowState.LAPSED not in {each.state for each in found}


@given(states(), instants)
def test_every_step_explains_itself(state: State, now: datetime) -> None:
    for each in said(state, now):
        assert each.says
        assert "{" not in each.says
        assert each.because
        assert each.rows
        assert each.guides
        assert each.settles


@pytest.mark.requirement("FUP-06")
@given(states(), instants, st.sampled_from([Kind.MAILED, Kind.MET, Kind.CALLED]))
def test_logging_a_contact_resets_every_silence_clock(state: State, now: datetime, kind: Kind) -> None:
    """A contact at this very moment leaves no update, nudge or revival open about anybody."""
    fresh = [with_contact(each, kind, now) for each in state.people]
    rules = {each.rule for each in said(replace(state, people=fresh, milestones=[]), now) if is_open(each)}
    assert not rules & {"update.mentor", "update.revive", "follow-up.planned"}


@given(states(), instants)
def test_a_settled_step_does_not_come_back_for_the_same_cause(state: State, now: datetime) -> None:
    found = said(state, now)
    settled = replace(state, settled=frozenset(each.id for each in found))
    assert not {each.id for each in said(settled, now)} & {each.id for each in found}
    later = said(settled, now + timedelta(days=2))
    assert not {each.id for each in later} & {each.id for each in found}


@given(states(), instants, st.integers(1, 40))
def test_a_snoozed_step_is_hidden_until_its_day_and_back_then(state: State, now: datetime, wait: int) -> None:
    found = said(state, now)
    today = day_of(now, state.applicant.zone)
    snoozes = [
        Snooze(
            id=SnoozeId(each.id), step=each.id, until=today + timedelta(days=wait), why="busy", made_at=now
        )
        for each in found
    ]
    put_off = replace(state, snoozes=snoozes)
    assert said(put_off, now) == ()
    after = now + timedelta(days=wait, hours=1)  # clocks may have gone back: the day has come all the same
    assert said(put_off, after) == said(state, after)


@given(states(), instants)
def test_a_persons_snooze_ends_when_something_new_happens(state: State, now: datetime) -> None:
    until = day_of(now, state.applicant.zone) + timedelta(days=30)
    snoozes = [
        Snooze(id=SnoozeId(each.id), person=each.id, until=until, why="away", made_at=now)
        for each in state.people
    ]
    quiet = replace(
        state,
        snoozes=snoozes,
        promises=(),
        people=[
            each for each in state.people if max(filter(None, each[14:22]), default=0) <= to_milliseconds(now)
        ],
    )
    assert not [each for each in said(quiet, now) if each.person]
    later = now + timedelta(hours=1)
    met = replace(quiet, people=[with_contact(each, Kind.MET, later) for each in quiet.people])
    told = {
        each.person
        for each in said(met, later + timedelta(hours=1))
        if each.rule == "follow-up.after-meeting"
    }
    assert told == {each.id for each in met.people if each.may_follow_up is not False}


@given(states(), instants, people("z"))
def test_adding_an_unrelated_person_changes_nobody_elses_steps(
    state: State, now: datetime, stranger: Digest
) -> None:
    alone = stranger._replace(introduced_by=None)
    more = replace(state, people=[*state.people, alone])
    before = [each for each in said(state, now) if each.person]
    after = [each for each in said(more, now) if each.person and each.person != "z"]
    assert before == after


@pytest.mark.requirement("FUP-03")
@given(states(), instants, instants)
def test_after_one_nudge_the_thread_is_closed_kindly(state: State, first: datetime, now: datetime) -> None:
    who = Person(id=PersonId("q"), name="Quiet")
    mails = [
        Interaction(
            id=InteractionId(str(day)),
            person=who.id,
            at=first + timedelta(days=day),
            zone="UTC",
            kind=Kind.MAILED,
        )
        for day in (0, 11)
    ]
    cold = replace(state, people=[make_digest(who, mails)], promises=(), advice=(), asks=())
    assert [each.rule for each in said(cold, now) if each.person == "q"] == []


@pytest.mark.requirement("CON-13")
@given(states(), instants)
def test_refused_permission_means_no_outreach_ever(state: State, now: datetime) -> None:
    refused = replace(state, people=[each._replace(may_follow_up=False) for each in state.people])
    assert not [each for each in said(refused, now) if each.is_outreach and each.person]


@given(states(), instants, zones, zones)
def test_steps_about_people_are_the_same_wherever_the_instant_is_written(
    state: State, now: datetime, one: str, other: str
) -> None:
    """`now` is an instant: the zone it is written in changes nothing."""
    assert said(state, now.astimezone(get_zone(one))) == said(state, now.astimezone(get_zone(other)))


@given(instants, zones)
def test_a_reply_settles_the_wait_for_one(first: datetime, zone: str) -> None:
    who = Person(id=PersonId("q"), name="Quiet", zone=zone)
    mail = Interaction(id=InteractionId("1"), person=who.id, at=first, zone="UTC", kind=Kind.MAILED)
    for kind in TWO_WAY:
        answer = Interaction(
            id=InteractionId("2"), person=who.id, at=first + timedelta(days=5), zone="UTC", kind=kind
        )
        found = said(only(make_digest(who, [mail, answer])), first + timedelta(days=12))
        assert "follow-up.no-reply" not in {each.rule for each in found}


@pytest.mark.requirement("FUP-07")
def test_an_imported_last_contact_sets_the_silence_clock_and_starts_no_follow_up() -> None:
    who = Person(id=PersonId("i"), name="Imported", zone="UTC")
    at = datetime.fromisoformat("2026-06-01T12:00:00+00:00")
    seen = Interaction(id=InteractionId("1"), person=who.id, at=at, zone="UTC", kind=Kind.IMPORTED)
    state = only(make_digest(who, [seen]))
    assert [each.rule for each in said(state, at + timedelta(days=1)) if each.person] == []
    assert [each.rule for each in said(state, at + timedelta(days=100)) if each.person] == ["update.revive"]


def only(person: Digest) -> State:
    return State(
        applicant=Applicant(id=ApplicantId("me"), name="Me", audience="img-general", zone="UTC"),
        people=[person],
    )


def with_contact(person: Digest, kind: Kind, at: datetime) -> Digest:
    stamp = to_milliseconds(at)
    if kind is Kind.MAILED:
        return person._replace(
            last_mailed=stamp,
            first_mailed=person.first_mailed or stamp,
            mails=person.mails + 1,
            next_follow_up=None,
        )
    talked = person._replace(
        talks=person.talks + 1, first_talk=person.first_talk or stamp, next_follow_up=None
    )
    return talked._replace(last_met=stamp) if kind is Kind.MET else talked._replace(last_called=stamp)


def is_open(step: Step) -> bool:
    return step.state is not WindowState.LATER
