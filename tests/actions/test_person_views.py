"""Everything about one person, and what to read before meeting them."""

from datetime import date

import pytest

from hallway.actions.advice import record_advice
from hallway.actions.asks import record_ask
from hallway.actions.gives import record_give
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person, add_work, edit_person
from hallway.actions.person_views import CLOSED_KINDLY, WAITING, show_person
from hallway.actions.promises import keep_promise, make_promise, withdraw_promise
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.asks import Answer, Rung
from hallway.domain.errors import NotFound
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Channel, Kind
from hallway.domain.people import Person
from hallway.domain.promises import By
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, ELIF, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


def test_the_timeline_holds_everything_newest_first(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(
        store,
        clock,
        people=[ana.id],
        kind=Kind.MET,
        on=date(2026, 10, 1),
        channel=Channel.POSTER,
        event="Congress",
        topics=["clefts", "speech"],
        summary="She laughed.",
        learned="Start small.",
        next_step="write",
        promised_me=["connect me"],
        due=date(2026, 12, 1),
    )
    record_advice(
        store, clock, person=ana.id, text="Apply early", given=date(2026, 10, 2), acted_on=date(2026, 10, 3)
    )
    record_ask(store, clock, person=ana.id, rung=Rung.MEETING, on=date(2026, 10, 4), answer=Answer.GRANTED)
    record_give(store, clock, person=ana.id, text="Proofread", on=date(2026, 10, 5))
    add_work(
        store, clock, person=ana.id, title="Cleft outcomes", link="example.org/c", read_on=date(2026, 10, 6)
    )
    mine = make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")
    withdraw_promise(store, clock, promise=mine.id, why="exam moved")
    timeline = show_person(store, clock, person=ana.id).timeline
    assert [(each.on.isoformat(), each.says) for each in timeline] == [
        ("2026-11-23", "You withdrew the promise: send my CV"),
        ("2026-11-23", "You promised: send my CV"),
        ("2026-10-06", "You read their paper: Cleft outcomes"),
        ("2026-10-05", "You helped: Proofread"),
        ("2026-10-04", "You asked for a short meeting (granted)"),
        ("2026-10-03", "You acted on: Apply early"),
        ("2026-10-02", "They advised: Apply early"),
        ("2026-10-01", "They promised: connect me (by 2026-12-01)"),
        ("2026-10-01", "You met (poster), Congress"),
    ]
    assert timeline[-1].detail == "About: clefts; speech\nShe laughed.\nLearned: Start small.\nNext: write"
    assert (timeline[0].detail, timeline[2].detail) == ("exam moved", "https://example.org/c")


@pytest.mark.usefixtures("ana")
def test_the_brief_tells_what_to_know_before_a_meeting(store: SqliteStore, clock: FixedClock) -> None:
    bolu = add_person(
        store,
        clock,
        fields=BOLU | {"introduced_by": "Ana Novak", "topics": "hands", "credentials": "MD, FACS"},
    ).person
    record_interaction(
        store,
        clock,
        people=[bolu.id],
        kind=Kind.CALLED,
        on=date(2026, 11, 22),
        channel=Channel.PHONE,
        topics=["registry"],
        learned="Wants finishers.",
        promised_me=["name a resident"],
    )
    add_work(store, clock, person=bolu.id, title="Hands in war", kind="talk")
    assert show_person(store, clock, person=bolu.id).brief == (
        "Bolu Adeyemi, MD, FACS, program director, Plastic surgery, Harbor Medical Center.",
        "You met through: rotation; introduced by Ana Novak.",
        "Last contact on 2026-11-22, yesterday: You talked on the phone (phone), about registry.",
        "You learned: Wants finishers.",
        "They promised: name a resident.",
        "Shared topics: hands.",
        "Their talk: Hands in war (not read yet).",
        "On the ladder: a short meeting. Next comes a small task or research.",
    )


def test_somebody_never_contacted_has_a_short_brief_and_no_silence(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    view = show_person(store, clock, person=ana.id)
    assert (view.last_contact, view.days_silent, view.thread) == (None, None, "")
    assert "No contact yet." in view.brief
    assert (view.rung_reached, view.rung_next) == ("", "advice")
    assert view.rung_says == "On the ladder: nothing yet. Next comes advice."


def test_silence_is_counted_in_the_applicants_days(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(store, clock, people=[ana.id], kind=Kind.MET)
    clock.wait(hours=13, minutes=29)  # one minute before midnight in New York
    assert show_person(store, clock, person=ana.id).days_silent == 0
    clock.wait(minutes=1)
    assert show_person(store, clock, person=ana.id).days_silent == 1


def test_a_note_to_myself_is_no_contact(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    record_interaction(store, clock, people=[ana.id], kind=Kind.NOTE, summary="Saw her talk online.")
    assert show_person(store, clock, person=ana.id).last_contact is None


def test_a_cold_thread_waits_then_rests_after_its_one_follow_up_and_wakes_with_a_reply(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    stranger = add_person(store, clock, fields=ELIF).person

    def thread_after(kind: Kind, day: int, person: Person = stranger) -> str:
        record_interaction(store, clock, people=[person.id], kind=kind, on=date(2026, 11, day))
        return show_person(store, clock, person=person.id).thread

    assert thread_after(Kind.MAILED, 1) == WAITING
    assert thread_after(Kind.MAILED, 13) == CLOSED_KINDLY
    assert thread_after(Kind.REPLIED, 20) == ""
    assert thread_after(Kind.MAILED, 20, ana) == ""  # a mentor is not written to cold


def test_the_next_thing_is_told_in_one_sentence(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    def says() -> str:
        return show_person(store, clock, person=ana.id).next_says

    assert says().startswith("No next follow-up is planned.")
    edit_person(
        store, clock, person=ana.id, fields={"next_follow_up": "2026-11-20", "next_follow_up_why": "abstract"}
    )
    assert "abstract" in says()
    record_interaction(store, clock, people=[ana.id], kind=Kind.MET, topics=["clefts"])
    assert says().startswith("Write to Ana Novak")
    edit_person(store, clock, person=ana.id, fields={"may_follow_up": "no"})
    assert says() == "They asked not to be followed up: Hallway suggests nothing."
    archive_person(store, clock, person=ana.id)
    assert says() == "Archived: Hallway suggests nothing about them."


def test_others_at_the_same_place_are_told_without_the_trash(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    add_person(store, clock, fields=CHEN)
    assert [each.name for each in show_person(store, clock, person=ana.id).others_there] == ["Bolu Adeyemi"]
    trash_person(store, clock, person=bolu.id)
    assert show_person(store, clock, person=ana.id).others_there == ()


def test_reliability_counts_the_promises_to_this_person(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    keep_promise(store, clock, promise=make_promise(store, clock, person=ana.id, by=By.ME, text="one").id)
    make_promise(store, clock, person=bolu.id, by=By.ME, text="two")
    reliability = show_person(store, clock, person=ana.id).reliability
    assert (reliability.on_time, reliability.open) == (1, 0)


def test_nobody_is_shown_for_an_unknown_id(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound):
        show_person(store, clock, person=PersonId("nobody"))
