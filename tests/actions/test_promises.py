"""Promises of both sides, and how reliable the applicant was."""

from datetime import date

import pytest

from hallway.actions.history import list_history, undo
from hallway.actions.people import add_person
from hallway.actions.promises import keep_promise, list_promises, make_promise, withdraw_promise
from hallway.actions.standings import trash_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.people import Person
from hallway.domain.promises import By, PromiseState, Reliability
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


@pytest.mark.requirement("CON-14")
def test_what_they_offered_and_what_i_promised_are_kept_with_their_days(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    theirs = make_promise(store, clock, person=ana.id, by=By.THEM, text="write to me and I will connect you")
    later = make_promise(store, clock, person=ana.id, by=By.ME, text="share the sheet", due=date(2026, 12, 9))
    sooner = make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV", due=date(2026, 11, 30))
    undated = make_promise(store, clock, person=ana.id, by=By.ME, text="say hello")
    listed = list_promises(store, clock)
    assert listed.theirs == ((theirs, "Ana Novak"),)
    assert [each for each, _ in listed.mine] == [sooner, later, undated]


@pytest.mark.requirement("LOG-12")
def test_my_promises_are_counted_by_how_they_went(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    def promise(text: str, due: date | None) -> str:
        return make_promise(store, clock, person=ana.id, by=By.ME, text=text, due=due).id

    on_time, late = promise("a", date(2026, 11, 25)), promise("b", date(2026, 11, 25))
    undated, dropped = promise("c", None), promise("d", date(2026, 11, 25))
    promise("e", date(2026, 11, 26))
    promise("f", date(2026, 12, 24))
    make_promise(store, clock, person=ana.id, by=By.THEM, text="theirs do not count", due=date(2026, 11, 24))
    clock.wait(days=5)
    keep_promise(store, clock, promise=on_time, on=date(2026, 11, 25))
    keep_promise(store, clock, promise=late)
    keep_promise(store, clock, promise=undated)
    withdraw_promise(store, clock, promise=dropped, why="exam moved")
    assert list_promises(store, clock).reliability == Reliability(
        on_time=2, late=1, open=2, overdue=1, withdrawn=1
    )


def test_a_promise_is_kept_today_or_on_an_earlier_day_and_not_years_ahead(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    promise = make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")
    with pytest.raises(InvalidValue, match="Today is"):
        keep_promise(store, clock, promise=promise.id, on=date(2062, 11, 24))
    kept = keep_promise(store, clock, promise=promise.id)
    assert (kept.state, kept.closed_on, kept.closed_at) == (
        PromiseState.KEPT,
        date(2026, 11, 23),
        clock.now(),
    )


def test_the_start_of_an_id_is_enough_when_it_is_unique(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    first = make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")
    clock.wait(days=1)
    second = make_promise(store, clock, person=ana.id, by=By.ME, text="send the paper")
    with pytest.raises(InvalidValue, match=r"(?s)fits 2.*send my CV.*send the paper"):
        keep_promise(store, clock, promise=first.id[:4])
    with pytest.raises(InvalidValue, match="at least 4"):
        keep_promise(store, clock, promise=first.id[:3])
    with pytest.raises(NotFound, match="promise 'ffff'"):
        keep_promise(store, clock, promise="ffff")
    assert keep_promise(store, clock, promise=second.id[:13].upper()).id == second.id


def test_a_second_click_changes_nothing(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    promise = make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")
    kept = keep_promise(store, clock, promise=promise.id)
    entries = len(list_history(store))
    clock.wait(days=2)
    assert keep_promise(store, clock, promise=promise.id) == kept
    assert len(list_history(store)) == entries
    with pytest.raises(InvalidValue, match="kept on 2026-11-23"):
        withdraw_promise(store, clock, promise=promise.id, why="too late")


def test_closing_can_be_undone(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    promise = make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")
    withdraw_promise(store, clock, promise=promise.id, why="dropped the project")
    undo(store, clock)
    assert list_promises(store, clock).mine == ((promise, "Ana Novak"),)


def test_a_promise_needs_words_and_somebody_who_is_here(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    with pytest.raises(InvalidValue, match="what was promised"):
        make_promise(store, clock, person=ana.id, by=By.ME, text=" \n ")
    trash_person(store, clock, person=ana.id)
    with pytest.raises(InvalidValue, match="trash"):
        make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")


def test_promises_with_people_in_the_trash_are_not_listed(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    make_promise(store, clock, person=ana.id, by=By.ME, text="send my CV")
    kept = make_promise(store, clock, person=bolu.id, by=By.ME, text="send my CV")
    trash_person(store, clock, person=ana.id)
    listed = list_promises(store, clock)
    assert listed.mine == ((kept, "Bolu Adeyemi"),)
    assert listed.reliability.open == 1
