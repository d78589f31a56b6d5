"""Cautions speak from the record, say why and what else to do, and never block."""

from datetime import timedelta

import pytest

from hallway.actions.asks import answer_ask, record_ask
from hallway.actions.gives import record_give
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person
from hallway.actions.warnings import on_note
from hallway.domain.asks import Answer, Rung
from hallway.domain.interactions import Kind
from hallway.domain.people import Person
from hallway.storage.store import SqliteStore
from tests.cast import BOLU, NOW, FixedClock


@pytest.fixture
def bolu(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields={**BOLU, "groups": ""}).person


def log(store: SqliteStore, clock: FixedClock, person: Person, kind: Kind, days_ago: int) -> set[str]:
    on = (NOW - timedelta(days=days_ago)).date()
    found = record_interaction(store, clock, people=[person.id], kind=kind, on=on, topics=["flaps"])
    return {each.rule.removeprefix("caution.") for each in found.cautions}


def ask(
    store: SqliteStore, clock: FixedClock, person: Person, rung: Rung, *, needed_in: int | None = None
) -> set[str]:
    needed = NOW.date() + timedelta(days=needed_in) if needed_in is not None else None
    found = record_ask(store, clock, person=person.id, rung=rung, needed_by=needed)
    return {each.rule.removeprefix("caution.") for each in found.cautions}


@pytest.mark.requirement("LOG-03", "PIT-02")
def test_a_letter_after_one_meeting_skips_rungs(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    log(store, clock, bolu, Kind.MET, 3)
    assert "rung-skipped" in ask(store, clock, bolu, Rung.LETTER)


@pytest.mark.requirement("LOG-03")
def test_a_letter_after_a_rotation_skips_nothing(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    log(store, clock, bolu, Kind.ROTATION_ENDED, 30)
    record_give(store, clock, person=bolu.id, text="cleaned the data set")
    assert ask(store, clock, bolu, Rung.LETTER) == {"large-ask-after-first-reply"}
    log(store, clock, bolu, Kind.CALLED, 10)
    assert "rung-skipped" not in ask(store, clock, bolu, Rung.LETTER)


def test_talks_spread_over_weeks_are_sustained_work(
    store: SqliteStore, clock: FixedClock, bolu: Person
) -> None:
    for days in (60, 40, 10):
        log(store, clock, bolu, Kind.CALLED, days)
    assert ask(store, clock, bolu, Rung.LETTER) == set()


@pytest.mark.requirement("LOG-02")
def test_help_given_first_makes_an_ask_a_turn(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    assert {"ask-before-give", "task-from-stranger"} <= ask(store, clock, bolu, Rung.TASK)
    record_give(store, clock, person=bolu.id, text="slides")
    assert "ask-before-give" not in ask(store, clock, bolu, Rung.TASK)


@pytest.mark.requirement("LOG-07", "PIT-10")
def test_a_request_after_a_year_of_silence_is_flagged(
    store: SqliteStore, clock: FixedClock, bolu: Person
) -> None:
    log(store, clock, bolu, Kind.MET, 400)
    assert "ask-after-long-silence" in ask(store, clock, bolu, Rung.ADVICE)


def test_half_a_year_of_silence_gets_a_softer_word(
    store: SqliteStore, clock: FixedClock, bolu: Person
) -> None:
    log(store, clock, bolu, Kind.MET, 200)
    assert ask(store, clock, bolu, Rung.ADVICE) == {"ask-after-silence"}


@pytest.mark.requirement("LOG-09")
def test_a_same_day_or_next_day_ask_is_flagged(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    assert "last-minute" in ask(store, clock, bolu, Rung.ADVICE, needed_in=1)
    assert "last-minute" not in ask(store, clock, bolu, Rung.ADVICE, needed_in=14)


@pytest.mark.requirement("FUP-11", "PIT-02")
def test_after_a_first_reply_a_letter_is_too_large(
    store: SqliteStore, clock: FixedClock, bolu: Person
) -> None:
    log(store, clock, bolu, Kind.MAILED, 12)
    log(store, clock, bolu, Kind.REPLIED, 1)
    assert "large-ask-after-first-reply" in ask(store, clock, bolu, Rung.LETTER)
    assert "large-ask-after-first-reply" not in ask(store, clock, bolu, Rung.ADVICE)


@pytest.mark.requirement("FUP-15")
def test_asks_in_a_row_want_news_or_thanks_in_between(
    store: SqliteStore, clock: FixedClock, bolu: Person
) -> None:
    log(store, clock, bolu, Kind.MET, 40)
    for _ in range(2):
        ask(store, clock, bolu, Rung.MEETING)
    assert "asks-in-a-row" in ask(store, clock, bolu, Rung.MEETING)


@pytest.mark.requirement("FUP-04", "PIT-12")
def test_two_unanswered_mails_within_days_are_flagged(
    store: SqliteStore, clock: FixedClock, bolu: Person
) -> None:
    assert log(store, clock, bolu, Kind.MAILED, 4) == set()
    assert log(store, clock, bolu, Kind.MAILED, 1) == {"nudge-within-days"}


@pytest.mark.requirement("FUP-03")
def test_a_third_unanswered_mail_is_flagged(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    log(store, clock, bolu, Kind.MAILED, 40)
    assert log(store, clock, bolu, Kind.MAILED, 28) == set()
    assert log(store, clock, bolu, Kind.MAILED, 10) == {"nudge-again"}


@pytest.mark.requirement("CON-13")
def test_a_refused_follow_up_is_flagged(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    record_interaction(store, clock, people=[bolu.id], kind=Kind.MET, may_follow_up=False)
    assert "permission-refused" in ask(store, clock, bolu, Rung.ADVICE)
    assert "permission-refused" in log(store, clock, bolu, Kind.MAILED, 0)


def test_a_hesitant_writer_is_not_pushed(store: SqliteStore, clock: FixedClock, bolu: Person) -> None:
    log(store, clock, bolu, Kind.ROTATION_ENDED, 30)
    asked = record_ask(store, clock, person=bolu.id, rung=Rung.LETTER)
    answer_ask(store, clock, ask=asked.ask.id, answer=Answer.HESITATED)
    assert "letter-hesitation" in ask(store, clock, bolu, Rung.LETTER)


@pytest.mark.requirement("LOG-11")
def test_private_matters_in_a_note_are_pointed_out(store: SqliteStore) -> None:
    with store.reading() as reading:
        assert [each.rule for each in on_note(reading, "She is going through a DIVORCE.")] == [
            "caution.private-note"
        ]
        assert on_note(reading, "Works on limb salvage; likes early mornings.") == ()
