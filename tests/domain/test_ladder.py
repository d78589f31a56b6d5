"""The ladder of asks is climbed by what happened and what was granted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.ids import AskId, InteractionId, PersonId
from hallway.domain.interactions import TWO_WAY, Channel, Interaction, Kind
from hallway.domain.ladder import (
    TOP,
    after_contact,
    height_reached,
    is_sustained,
    next_rungs,
    rungs_at,
    skipped,
)
from hallway.domain.people import Relationship
from tests.cast import NOW


def contact(kind: Kind, channel: Channel | None = None) -> Interaction:
    return Interaction(
        id=InteractionId("i"), person=PersonId("p"), at=NOW, zone="UTC", kind=kind, channel=channel
    )


def ask(rung: Rung, answer: Answer) -> Ask:
    return Ask(id=AskId("a"), person=PersonId("p"), rung=rung, on=date(2026, 11, 1), answer=answer)


CONTACTS = st.lists(st.builds(contact, st.sampled_from(Kind), st.sampled_from([None, *Channel])))
ASKS = st.lists(st.builds(ask, st.sampled_from(Rung), st.sampled_from(Answer)))


@pytest.mark.parametrize(
    ("kind", "channel", "height"),
    [
        (Kind.MAILED, Channel.E_MAIL, 0),
        (Kind.NOTE, None, 0),
        (Kind.IMPORTED, None, 0),
        (Kind.MET, Channel.POSTER, 1),
        (Kind.REPLIED, Channel.E_MAIL, 1),
        (Kind.MET, Channel.VIDEO, 2),
        (Kind.CALLED, None, 2),
        (Kind.ROTATION_ENDED, None, 3),
    ],
)
def test_what_happened_stands_on_its_rung(kind: Kind, channel: Channel | None, height: int) -> None:
    assert height_reached([], [contact(kind, channel)]) == height


def test_only_what_was_granted_counts() -> None:
    for answer in (Answer.PENDING, Answer.DECLINED, Answer.HESITATED):
        assert height_reached([ask(Rung.LETTER, answer)], []) == 0
    assert height_reached([ask(Rung.LETTER, Answer.GRANTED)], []) == TOP


def test_a_letter_a_rotation_and_advocacy_stand_on_the_same_rung() -> None:
    assert rungs_at(TOP) == (Rung.LETTER, Rung.ROTATION, Rung.ADVOCACY)


def test_an_ask_leaps_over_the_rungs_between() -> None:
    assert skipped(Rung.LETTER, 0) == (Rung.ADVICE, Rung.MEETING, Rung.TASK)
    assert skipped(Rung.TASK, 1) == (Rung.MEETING,)
    assert skipped(Rung.MEETING, 1) == ()
    assert skipped(Rung.ADVICE, 4) == ()


@given(asks=ASKS, contacts=CONTACTS, more=CONTACTS)
def test_nobody_climbs_down(asks: list[Ask], contacts: list[Interaction], more: list[Interaction]) -> None:
    height = height_reached(asks, contacts)
    assert 0 <= height <= height_reached(asks, contacts + more) <= TOP


@given(asks=ASKS, contacts=CONTACTS)
def test_the_next_rung_never_skips_one(asks: list[Ask], contacts: list[Interaction]) -> None:
    height = height_reached(asks, contacts)
    for rung in next_rungs(height):
        assert skipped(rung, height) == ()


@given(st.sampled_from(Relationship), st.sampled_from(Kind))
def test_a_contact_only_turns_strangers_into_people_who_know_me(
    relationship: Relationship, kind: Kind
) -> None:
    is_new = relationship is Relationship.UNKNOWN and kind in TWO_WAY
    assert after_contact(relationship, kind) is (Relationship.KNOWS_ME if is_new else relationship)


@pytest.mark.parametrize(
    ("asks", "contacts", "expected"),
    [
        ([], [], False),
        ([], [contact(Kind.ROTATION_ENDED)], True),
        ([ask(Rung.TASK, Answer.GRANTED)], [], True),
        ([ask(Rung.TASK, Answer.PENDING), ask(Rung.ADVICE, Answer.GRANTED)], [], False),
        ([], [contact(Kind.MET)] * 5, False),
        (
            [],
            [contact(Kind.MET), contact(Kind.MET), replace(contact(Kind.MET), at=NOW + timedelta(days=30))],
            True,
        ),
        (
            [],
            [contact(Kind.MAILED)] * 9 + [replace(contact(Kind.MAILED), at=NOW + timedelta(days=30))],
            False,
        ),
    ],
)
def test_work_over_time_is_a_rotation_a_task_or_talks_over_weeks(
    asks: list[Ask], contacts: list[Interaction], *, expected: bool
) -> None:
    assert is_sustained(contacts, asks, talks=3, days=28) is expected
