"""Family names written first: learned from one correction, offered for others, never changed silently."""

import pytest

from hallway.actions.history import list_history, undo
from hallway.actions.name_orders import (
    apply_family_first,
    find_others,
    forget_family_first,
    list_family_first,
    plan_family_first,
)
from hallway.actions.people import add_person, edit_person, find_person, tell_guesses
from hallway.actions.person_views import show_person
from hallway.actions.standings import trash_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.people import FamilyName, Person
from hallway.storage.store import SqliteStore
from tests.cast import CHEN, FixedClock


@pytest.fixture
def khai(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields={"name": "Nguyễn Thị Minh Khai"}).person


@pytest.fixture
def others(store: SqliteStore, clock: FixedClock) -> list[Person]:
    names = ("Nguyễn Văn An", "NGUYEN Van Binh", "Minh Nguyễn", "Ana Novak")
    return [add_person(store, clock, fields={"name": each}).person for each in names]


def remembered(store: SqliteStore) -> list[str]:
    return [each.name for each in list_family_first(store)]


def parts(person: Person) -> tuple[str, str]:
    return person.given, person.family


def test_a_new_person_gets_the_parts_of_their_name_as_a_guess(
    store: SqliteStore, clock: FixedClock, khai: Person
) -> None:
    assert parts(khai) == ("Nguyễn Thị Minh", "Khai")
    assert tell_guesses(store, person=khai.id)["family"] == "Guessed from the name."
    typed = add_person(store, clock, fields={"name": "Ana Novak", "given": "Annie", "family": "Novak"}).person
    assert (parts(typed), tell_guesses(store, person=typed.id)) == (("Annie", "Novak"), {})


def test_a_family_name_typed_with_a_new_person_teaches_the_same(
    store: SqliteStore, clock: FixedClock
) -> None:
    add_person(store, clock, fields=CHEN)
    assert remembered(store) == []  # with a blank between, the guess was right
    add_person(store, clock, fields={"name": "陈伟", "family": "陈"})
    assert remembered(store) == ["陈"]
    assert list_history(store)[0].says == "Added 陈伟; remembered that 陈 is written first"


def test_a_corrected_family_name_that_stands_first_is_remembered_in_the_same_action(
    store: SqliteStore, clock: FixedClock, khai: Person
) -> None:
    entries = len(list_history(store))
    corrected = edit_person(store, clock, person=khai.id, fields={"family": "Nguyễn"})
    assert parts(corrected) == ("Thị Minh Khai", "Nguyễn")
    assert remembered(store) == ["Nguyễn"]
    assert len(list_history(store)) == entries + 1
    assert list_history(store)[0].says == (
        "Edited Nguyễn Thị Minh Khai; remembered that Nguyễn is written first"
    )
    says = "From the name: you said that Nguyễn is written first."
    assert show_person(store, clock, person=khai.id).parts_say == says
    assert add_person(store, clock, fields={"name": "NGUYEN Van An"}).person.family == "NGUYEN"
    undo(store, clock, entry=list_history(store)[1].id)
    assert (remembered(store), parts(find_person(store, "khai"))) == ([], parts(khai))


def test_it_is_remembered_once_whatever_its_accents(
    store: SqliteStore, clock: FixedClock, khai: Person, others: list[Person]
) -> None:
    edit_person(store, clock, person=khai.id, fields={"family": "Nguyễn"})
    edit_person(store, clock, person=others[1].id, fields={"family": "NGUYEN"})
    edit_person(store, clock, person=khai.id, fields={"family": "Khai"})
    edit_person(store, clock, person=khai.id, fields={"family": "nguyen"})
    assert remembered(store) == ["Nguyễn"]


@pytest.mark.parametrize("family", ["García López", "Juan Carlos García López", "Somebody", ""])
def test_another_correction_is_no_lesson(store: SqliteStore, clock: FixedClock, family: str) -> None:
    juan = add_person(store, clock, fields={"name": "Juan Carlos García López"}).person
    edit_person(store, clock, person=juan.id, fields={"family": family})
    assert remembered(store) == []
    assert find_person(store, juan.id).family == family


def test_the_given_name_follows_a_corrected_family_name_unless_it_was_typed(
    store: SqliteStore, clock: FixedClock
) -> None:
    juan = add_person(store, clock, fields={"name": "Juan Carlos García López"}).person
    first = edit_person(store, clock, person=juan.id, fields={"family": "García López"})
    assert parts(first) == ("Juan Carlos", "García López")
    assert tell_guesses(store, person=juan.id) == {}
    own = edit_person(store, clock, person=juan.id, fields={"given": "Juanca", "family": "García"})
    assert parts(own) == ("Juanca", "García")
    assert parts(edit_person(store, clock, person=juan.id, fields={"family": "López"})) == ("Juanca", "López")


def test_a_new_name_brings_new_parts_unless_the_applicant_corrected_them(
    store: SqliteStore, clock: FixedClock, khai: Person
) -> None:
    ana = add_person(store, clock, fields={"name": "Ana Novak, MD"}).person
    renamed = edit_person(store, clock, person=ana.id, fields={"name": "Ana Novak-Kaya, MD, PhD"})
    assert (renamed.name, parts(renamed), renamed.credentials) == (
        "Ana Novak-Kaya",
        ("Ana", "Novak-Kaya"),
        "MD, PhD",
    )
    edit_person(store, clock, person=khai.id, fields={"given": "Khai", "family": "Thị"})
    again = edit_person(store, clock, person=khai.id, fields={"name": "Nguyễn Minh Khai"})
    assert parts(again) == ("Khai", "Thị")


def test_clearing_both_parts_brings_the_guess_back(
    store: SqliteStore, clock: FixedClock, khai: Person
) -> None:
    edit_person(store, clock, person=khai.id, fields={"given": "K.", "family": "T."})
    assert parts(edit_person(store, clock, person=khai.id, fields={"given": "", "family": ""})) == parts(khai)
    assert parts(edit_person(store, clock, person=khai.id, fields={"family": ""})) == ("Nguyễn Thị Minh", "")


def test_a_name_without_blanks_can_be_corrected_too(store: SqliteStore, clock: FixedClock) -> None:
    wei = add_person(store, clock, fields={"name": "陈伟"}).person
    assert parts(wei) == ("", "")
    assert parts(edit_person(store, clock, person=wei.id, fields={"family": "陈"})) == ("伟", "陈")
    assert parts(add_person(store, clock, fields={"name": "陈小明"}).person) == ("小明", "陈")


def test_others_are_offered_and_not_changed_by_themselves(
    store: SqliteStore, clock: FixedClock, khai: Person, others: list[Person]
) -> None:
    edit_person(store, clock, person=khai.id, fields={"family": "Nguyễn"})
    assert [find_person(store, each.id) for each in others] == others
    plan = find_others(store, person=khai.id)
    assert plan is not None
    assert plan.says == "2 other people here have a name that begins with Nguyễn."
    assert [(each.who.name, each.new_given, each.new_family) for each in plan.people] == [
        ("Nguyễn Văn An", "Văn An", "Nguyễn"),
        ("NGUYEN Van Binh", "Van Binh", "NGUYEN"),
    ]
    entries = len(list_history(store))
    apply_family_first(store, clock, word="nguyen")
    assert [find_person(store, each.id).family for each in others] == ["Nguyễn", "NGUYEN", "Nguyễn", "Novak"]
    assert list_history(store)[0].says == "Remembered that Nguyễn is written first, and changed 2 people"
    assert len(list_history(store)) == entries + 1
    assert find_others(store, person=khai.id) is None
    undo(store, clock)
    assert [find_person(store, each.id) for each in others] == others


def test_only_those_chosen_change_and_who_was_corrected_is_left_out(
    store: SqliteStore, clock: FixedClock, others: list[Person]
) -> None:
    edit_person(store, clock, person=others[1].id, fields={"given": "Binh", "family": "Van"})
    add_person(store, clock, fields={"name": "Nguyễn Gone"})
    trash_person(store, clock, person=find_person(store, "gone").id)
    plan = plan_family_first(store, word="nguyen")
    assert plan.says == "1 person here has a name that begins with Nguyễn."
    assert ([each.who.name for each in plan.people], plan.is_remembered) == (["Nguyễn Văn An"], False)
    done = apply_family_first(store, clock, word="Nguyễn", people=[])
    assert (done.people, remembered(store)) == ((), ["Nguyễn"])
    assert find_person(store, others[0].id) == others[0]


def test_a_family_name_can_be_forgotten_and_people_stay_as_they_are(
    store: SqliteStore, clock: FixedClock, others: list[Person]
) -> None:
    apply_family_first(store, clock, word="Nguyễn")
    before = find_person(store, others[0].id)
    assert forget_family_first(store, clock, word="NGUYEN") == "Nguyễn"
    assert (remembered(store), find_person(store, others[0].id)) == ([], before)
    with pytest.raises(NotFound, match="Nguyễn"):
        forget_family_first(store, clock, word="Nguyễn")
    with pytest.raises(InvalidValue, match="letter"):
        plan_family_first(store, word="...")


def test_nothing_to_do_leaves_no_trace(store: SqliteStore, clock: FixedClock) -> None:
    apply_family_first(store, clock, word="Nguyễn")
    entries = list_history(store)
    apply_family_first(store, clock, word="Nguyễn")
    assert list_history(store) == entries
    with store.reading() as reading:
        assert len(reading.all(FamilyName)) == 1
