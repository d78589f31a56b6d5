"""Advice, milestones and documents."""

from datetime import date

import pytest

from hallway.actions.advice import change_advice, record_advice
from hallway.actions.asks import record_ask
from hallway.actions.documents import list_documents, record_document
from hallway.actions.interactions import record_interaction
from hallway.actions.milestones import record_milestone
from hallway.actions.people import add_person, edit_person
from hallway.actions.person_views import show_person
from hallway.actions.standings import archive_person
from hallway.domain.asks import Answer, Rung
from hallway.domain.documents import DocumentKind
from hallway.domain.errors import InvalidValue
from hallway.domain.interactions import Kind
from hallway.domain.milestones import MilestoneKind
from hallway.domain.people import Person
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, DIEGO, ELIF, GRETA, HUGO, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


@pytest.mark.requirement("LOG-04")
def test_advice_is_followed_from_given_to_reported_back(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    given = record_advice(store, clock, person=ana.id, text="Write up the series", given=date(2026, 11, 1))
    acted = record_advice(
        store,
        clock,
        person=ana.id,
        text="write up  the SERIES",
        acted_on=date(2026, 11, 20),
        result="Submitted",
    )
    reported = change_advice(store, clock, advice=given.id[:-1], reported=date(2026, 11, 23))
    view = show_person(store, clock, person=ana.id)
    assert view.advice == (reported,)
    assert (acted.id, acted.given, acted.acted_on, acted.reported) == (
        given.id,
        date(2026, 11, 1),
        date(2026, 11, 20),
        None,
    )
    assert (reported.text, reported.result, reported.reported) == (
        "Write up the series",
        "Submitted",
        date(2026, 11, 23),
    )
    assert [each.kind for each in view.timeline] == ["advice-reported", "advice-acted", "advice"]


def test_the_same_advice_of_somebody_else_is_another_one(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    one = record_advice(store, clock, person=ana.id, text="Write up the series")
    other = record_advice(store, clock, person=bolu.id, text="Write up the series")
    assert one.id != other.id


@pytest.mark.parametrize("field", ["acted_on", "reported"])
def test_nobody_acts_on_advice_before_it_is_given_or_years_ahead(
    store: SqliteStore, clock: FixedClock, ana: Person, field: str
) -> None:
    for day in (date(2026, 10, 31), date(2062, 11, 24)):
        with pytest.raises(InvalidValue, match=field):
            record_advice(
                store,
                clock,
                person=ana.id,
                text="Write",
                given=date(2026, 11, 1),
                acted_on=day if field == "acted_on" else None,
                reported=day if field == "reported" else None,
            )
    assert show_person(store, clock, person=ana.id).advice == ()


def test_advice_that_is_not_reported_back_stands_in_the_brief(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_advice(store, clock, person=ana.id, text="Write up the series")
    assert (
        "They advised: Write up the series (not yet acted on)."
        in show_person(store, clock, person=ana.id).brief
    )


def test_a_milestone_proposes_those_who_had_a_part_in_it(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bolu, chen, diego, elif_, greta, hugo = (
        add_person(store, clock, fields=each).person for each in (BOLU, CHEN, DIEGO, ELIF, GRETA, HUGO)
    )
    edit_person(store, clock, person=diego.id, fields={"may_follow_up": "no"})  # a mentor who refused
    record_interaction(store, clock, people=[elif_.id], kind=Kind.HELPED_ME)
    record_advice(store, clock, person=greta.id, text="Apply early")
    record_ask(store, clock, person=hugo.id, rung=Rung.LETTER, answer=Answer.GRANTED)
    marked = record_milestone(store, clock, kind=MilestoneKind.EXAM, text="Passed Step 2")
    assert {each.id for each in marked.tell} == {ana.id, bolu.id, elif_.id, greta.id, hugo.id}
    assert chen.id not in {each.id for each in marked.tell}
    assert marked.milestone.on == date(2026, 11, 23)
    archive_person(store, clock, person=ana.id)
    again = record_milestone(store, clock, kind=MilestoneKind.MATCH, text="Matched")
    assert ana.id not in {each.id for each in again.tell}


def test_a_milestone_of_a_far_year_or_without_words_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="Today is"):
        record_milestone(store, clock, kind=MilestoneKind.EXAM, text="Passed", on=date(2062, 11, 24))
    with pytest.raises(InvalidValue, match="what you achieved"):
        record_milestone(store, clock, kind=MilestoneKind.EXAM, text=" ")


def test_versions_of_papers_are_kept_by_kind_and_label(store: SqliteStore, clock: FixedClock) -> None:
    record_document(store, clock, kind=DocumentKind.CV_SHORT, label="March", on=date(2026, 3, 1), pages=1)
    record_document(store, clock, kind=DocumentKind.CV_FULL, label="March", on=date(2026, 3, 2), pages=2)
    record_document(store, clock, kind=DocumentKind.CV_SHORT, label="march", note="with the poster")
    newest, older = list_documents(store)
    assert (newest.kind, newest.pages) == (DocumentKind.CV_FULL, 2)
    assert (older.label, older.on, older.pages, older.note) == (
        "march",
        date(2026, 3, 1),
        1,
        "with the poster",
    )


@pytest.mark.parametrize("pages", [0, -1, 501])
def test_a_paper_has_a_number_of_pages_that_can_be(store: SqliteStore, clock: FixedClock, pages: int) -> None:
    with pytest.raises(InvalidValue, match="1 to 500"):
        record_document(store, clock, kind=DocumentKind.CV_FULL, label="March", pages=pages)


def test_advice_noted_after_it_was_acted_on_was_given_by_then(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    advice = record_advice(
        store, clock, person=ana.id, text="Call the lab", acted_on=date(2026, 11, 10), result="they have room"
    )
    assert (advice.given, advice.acted_on) == (date(2026, 11, 10), date(2026, 11, 10))
