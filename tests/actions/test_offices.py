"""Asking offices: a text filled from the applicant, and a word that one has asked."""

from datetime import date

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import undo
from hallway.actions.offices import OfficeKit, UnknownOffice, ask_office, list_offices
from hallway.actions.people import add_person, list_people
from hallway.actions.ports import PeopleFilter
from hallway.domain.errors import InvalidValue
from hallway.domain.interactions import Channel, Kind
from hallway.domain.people import Relationship
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock


def kit(store: SqliteStore, office: str = "dean") -> OfficeKit:
    return next(each for each in list_offices(store) if each.office.id == office)


@pytest.mark.requirement("CON-22")
def test_the_request_is_filled_from_the_applicant(store: SqliteStore) -> None:
    text = kit(store).text

    assert "My name is Nadia Brandt. I study at Universidad del Mar Austral" in text
    assert "residency in Plastic surgery in the 2028 Match" in text
    assert kit(store).missing == ()


def test_what_is_not_known_is_named_and_stands_in_brackets(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"school": "", "match_year": ""})

    assert kit(store).missing == ("your school", "year of your Match")
    assert "[your school]" in kit(store).text


def test_before_set_up_the_whole_text_is_in_brackets(empty_store: SqliteStore) -> None:
    assert "[your name]" in kit(empty_store).text


@pytest.mark.requirement("CON-22")
def test_having_asked_becomes_a_person_a_contact_and_their_promise(
    store: SqliteStore, clock: FixedClock
) -> None:
    done = ask_office(
        store, clock, office="dean", who="Greta Lindqvist", promised="send the lists", due=date(2026, 12, 1)
    )

    assert (done.person.name, done.person.role, done.is_new) == ("Greta Lindqvist", "dean", True)
    assert (done.interaction.kind, done.interaction.channel) == (Kind.MAILED, Channel.E_MAIL)
    assert [(each.text, each.due) for each in done.promises] == [("send the lists", date(2026, 12, 1))]
    assert [(each.person.name, each.on) for each in kit(store).asked] == [
        ("Greta Lindqvist", date(2026, 11, 23))
    ]
    assert kit(store, "alumni").asked == ()


def test_undo_takes_back_all_of_it(store: SqliteStore, clock: FixedClock) -> None:
    ask_office(store, clock, office="dean", who="Greta Lindqvist", promised="send the lists")

    undo(store, clock)

    assert list_people(store, clock, PeopleFilter()).total == 0
    assert kit(store).asked == ()


def test_somebody_who_is_here_is_not_added_again(store: SqliteStore, clock: FixedClock) -> None:
    greta = add_person(store, clock, fields={"name": "Greta Lindqvist"}).person

    done = ask_office(
        store, clock, office="alumni", who="greta lindqvist", way="phone", on=date(2026, 11, 20)
    )

    assert (done.person.id, done.is_new) == (greta.id, False)
    assert done.person.relationship is Relationship.KNOWS_ME
    assert kit(store, "alumni").asked[0].on == date(2026, 11, 20)


def test_without_a_name_it_is_the_office_itself(store: SqliteStore, clock: FixedClock) -> None:
    first = ask_office(store, clock, office="student-affairs")
    second = ask_office(store, clock, office="student-affairs", way="in-person")

    assert first.person.name == "Student-affairs office"
    assert second.person.id == first.person.id


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ({"office": "deen"}, "Did you mean dean"),
        ({"office": "dean", "way": "pigeon"}, "pigeon"),
        ({"office": "dean", "due": date(2026, 12, 1)}, "Say what they promised"),
        ({"office": "dean", "on": date(2056, 12, 1)}, "Check the year"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    store: SqliteStore, clock: FixedClock, words: dict[str, object], names: str
) -> None:
    with pytest.raises((UnknownOffice, InvalidValue), match=names):
        ask_office(store, clock, **words)  # type: ignore[arg-type]  # wrong on purpose

    assert list_people(store, clock, PeopleFilter()).total == 0
