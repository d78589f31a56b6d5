"""Notes about programs: private, each with its source and day."""

from datetime import date

import pytest

from hallway.actions.history import undo
from hallway.actions.people import add_person
from hallway.actions.person_views import show_person
from hallway.actions.ports import Clock, Store
from hallway.actions.program_notes import (
    add_program_note,
    change_program_note,
    list_program_notes,
    remove_program_note,
)
from hallway.actions.standings import purge_person, trash_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import PersonId
from hallway.domain.programs import ProgramNote, ProgramTopic
from hallway.storage.store import SqliteStore
from tests.cast import CHEN, FixedClock


@pytest.fixture
def chen(store: SqliteStore, clock: FixedClock) -> PersonId:
    return add_person(store, clock, fields=CHEN).person.id


def note(
    store: Store, clock: Clock, program: str = "Lakeside", text: str = "Kind", **more: str
) -> ProgramNote:
    return add_program_note(
        store,
        clock,
        program=program,
        topic=ProgramTopic.CULTURE,
        text=text,
        source=more.get("source", "a fellow"),
    )


def listed(store: Store) -> dict[str, list[tuple[str, str]]]:
    return {
        each.program: [(one.note.text, one.source) for one in each.notes]
        for each in list_program_notes(store)
    }


@pytest.mark.requirement("PEE-05")
def test_a_note_has_its_source_and_day(store: SqliteStore, clock: FixedClock, chen: PersonId) -> None:
    made = add_program_note(
        store,
        clock,
        program="Lakeside",
        topic=ProgramTopic.IMG_SUPPORT,
        text="They help with visas",
        person=chen,
        on=date(2026, 11, 1),
    )

    assert (made.topic, made.on, made.person) == (ProgramTopic.IMG_SUPPORT, date(2026, 11, 1), chen)
    assert listed(store) == {"Lakeside": [("They help with visas", "陈 伟")]}


def test_without_a_day_it_was_said_today(store: SqliteStore, clock: FixedClock) -> None:
    assert note(store, clock).on == date(2026, 11, 23)


def test_programs_that_fold_alike_are_one(store: SqliteStore, clock: FixedClock) -> None:
    note(store, clock, "São Lucas", "first")
    note(store, clock, "sao lucas", "second")
    note(store, clock, "Bayfront", "third")

    assert [(each.program, len(each.notes)) for each in list_program_notes(store)] == [
        ("Bayfront", 1), ("São Lucas", 2)
    ]  # fmt: skip
    assert [each.program for each in list_program_notes(store, words="LUCAS")] == ["São Lucas"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ({"program": ""}, "Name the program"),
        ({"text": ""}, "Write what was said"),
        ({"source": ""}, "Say who told you"),
        ({"on": date(2066, 1, 1)}, "Check the year"),
    ],
)
def test_a_note_without_program_text_or_source_is_refused(
    store: SqliteStore, clock: FixedClock, words: dict[str, object], names: str
) -> None:
    whole: dict[str, object] = {
        "program": "Lakeside", "topic": ProgramTopic.CALL, "text": "Every fourth night", "source": "a fellow"
    }  # fmt: skip
    with pytest.raises(InvalidValue, match=names):
        add_program_note(store, clock, **(whole | words))  # type: ignore[arg-type]  # wrong on purpose

    assert listed(store) == {}


def test_a_note_is_changed_in_part_removed_and_brought_back(store: SqliteStore, clock: FixedClock) -> None:
    made = note(store, clock)

    change_program_note(store, clock, note=made.id, text="Very kind")
    assert listed(store) == {"Lakeside": [("Very kind", "a fellow")]}
    with pytest.raises(InvalidValue, match="Say who told you"):
        change_program_note(store, clock, note=made.id, source="")
    remove_program_note(store, clock, note=made.id[:20])
    assert listed(store) == {}
    undo(store, clock)
    assert listed(store) == {"Lakeside": [("Very kind", "a fellow")]}


def test_a_note_that_is_not_there_is_told(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match="note"):
        remove_program_note(store, clock, note="ffffffff")


def test_the_page_of_the_source_shows_the_note(store: SqliteStore, clock: FixedClock, chen: PersonId) -> None:
    made = add_program_note(
        store, clock, program="Lakeside", topic=ProgramTopic.CALL, text="Every fourth night", person=chen
    )

    assert show_person(store, clock, person=chen).program_notes == (made,)


def test_who_lies_in_the_trash_is_not_named_and_purging_takes_their_notes(
    store: SqliteStore, clock: FixedClock, chen: PersonId
) -> None:
    add_program_note(store, clock, program="Lakeside", topic=ProgramTopic.CALL, text="Often", person=chen)
    trash_person(store, clock, person=chen)
    assert listed(store) == {"Lakeside": [("Often", "somebody who is no longer here")]}

    purge_person(store, clock, person=chen)

    assert listed(store) == {}
