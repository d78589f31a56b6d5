"""Asks and gives: the ledger, and cautions that never block."""

from datetime import date

import pytest

from hallway.actions.asks import answer_ask, plan_ask, record_ask
from hallway.actions.gives import record_give
from hallway.actions.history import list_history
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person
from hallway.actions.person_views import show_person
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.interactions import Kind
from hallway.domain.people import Person
from hallway.playbooks.cautions import Caution
from hallway.storage.store import SqliteStore
from tests.cast import ANA, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


def rows(cautions: tuple[Caution, ...]) -> set[str]:
    return {row for each in cautions for row in each.rows}


@pytest.mark.requirement("LOG-02")
def test_an_ask_without_a_give_or_a_talk_before_it_is_kept_with_a_caution(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    asked = record_ask(store, clock, person=ana.id, rung=Rung.TASK, text="a part in the registry")
    assert "LOG-02" in rows(asked.cautions)
    assert all(each.says and each.because and each.remedy for each in asked.cautions)
    assert show_person(store, clock, person=ana.id).asks == (asked.ask,)


@pytest.mark.requirement("LOG-02")
@pytest.mark.parametrize("before", ["give", "talk"])
def test_after_a_give_or_a_talk_the_ledger_has_nothing_to_say(
    store: SqliteStore, clock: FixedClock, ana: Person, before: str
) -> None:
    if before == "give":
        record_give(store, clock, person=ana.id, text="Proofread her abstract", on=date(2026, 11, 20))
    else:
        record_interaction(
            store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 20), topics=["hands"]
        )
    assert "LOG-02" not in rows(plan_ask(store, clock, person=ana.id, rung=Rung.ADVICE))


@pytest.mark.requirement("LOG-02")
def test_help_given_and_asks_made_stand_side_by_side(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_give(store, clock, person=ana.id, text="Proofread her abstract", on=date(2026, 10, 1))
    record_give(store, clock, person=ana.id, text="Shared an opening")
    record_ask(store, clock, person=ana.id, rung=Rung.ADVICE, on=date(2026, 11, 1), answer=Answer.GRANTED)
    view = show_person(store, clock, person=ana.id)
    assert (view.given, view.asked) == (2, 1)
    assert [each.text for each in view.gives] == ["Shared an opening", "Proofread her abstract"]
    assert "Help given: 2. Asks made: 1." in view.brief


def test_planning_an_ask_writes_nothing(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    entries = len(list_history(store))
    assert "LOG-03" in rows(plan_ask(store, clock, person=ana.id, rung=Rung.LETTER))
    assert show_person(store, clock, person=ana.id).asks == ()
    assert len(list_history(store)) == entries


def test_an_ask_for_tomorrow_is_kept_with_a_caution(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    asked = record_ask(store, clock, person=ana.id, rung=Rung.ADVICE, needed_by=date(2026, 11, 24))
    assert "LOG-09" in rows(asked.cautions)


def test_an_answer_moves_the_ladder(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    asked = record_ask(store, clock, person=ana.id, rung=Rung.TASK)
    before = show_person(store, clock, person=ana.id)
    answered = answer_ask(store, clock, ask=asked.ask.id[:-2], answer=Answer.GRANTED)
    again = answer_ask(store, clock, ask=asked.ask.id, answer=Answer.GRANTED)
    after = show_person(store, clock, person=ana.id)
    assert (before.rung_reached, after.rung_reached) == ("", "task")
    assert (before.rung_next, after.rung_next) == ("advice", "letter, rotation or advocacy")
    assert answered == again == after.asks[0]


def test_on_the_highest_rung_the_granted_asks_are_named(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    for rung in (Rung.LETTER, Rung.ADVOCACY):
        record_ask(store, clock, person=ana.id, rung=rung, answer=Answer.GRANTED)
    view = show_person(store, clock, person=ana.id)
    assert set(view.rung_reached.split(" and ")) == {"letter", "advocacy"}
    assert "highest rung" in view.rung_says


def test_an_ask_or_a_give_of_a_far_year_is_refused(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    with pytest.raises(InvalidValue, match="Today is"):
        record_ask(store, clock, person=ana.id, rung=Rung.ADVICE, on=date(2062, 11, 24))
    with pytest.raises(InvalidValue, match="Today is"):
        record_give(store, clock, person=ana.id, text="Proofread", on=date(2062, 11, 24))
    with pytest.raises(InvalidValue, match="what you did"):
        record_give(store, clock, person=ana.id, text="")
    with pytest.raises(NotFound):
        answer_ask(store, clock, ask="0000-nothing", answer=Answer.GRANTED)
    with store.reading() as reading:
        assert reading.all(Ask) == ()
