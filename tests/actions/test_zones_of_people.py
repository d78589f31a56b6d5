"""Time zones of people: found with their source, and never laid over what the applicant typed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallway.actions.history import list_history, undo
from hallway.actions.people import add_person, describe_person, edit_person, find_person, tell_guesses
from hallway.actions.zones_of_people import apply_zones, plan_zones
from hallway.domain.people import Person
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

EL_PASO = ("America/Denver", "the city El Paso, TX")


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields={"name": "Ana Novak", "city": "El Paso", "state": "TX"}).person


def zone(person: Person) -> tuple[str, str]:
    return person.zone, person.zone_source


def edit(store: SqliteStore, clock: FixedClock, person: Person, **fields: str) -> Person:
    return edit_person(store, clock, person=person.id, fields=fields)


@pytest.mark.requirement("CON-12")
def test_a_city_brings_its_zone_and_tells_where_it_comes_from(store: SqliteStore, ana: Person) -> None:
    assert zone(ana) == EL_PASO
    assert tell_guesses(store, person=ana.id)["zone"] == (
        "Found from the city El Paso, TX. Type another one to keep yours."
    )


def test_a_found_zone_moves_with_the_person(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    assert zone(edit(store, clock, ana, role="fellow")) == EL_PASO
    assert zone(edit(store, clock, ana, city="Houston")) == ("America/Chicago", "the city Houston, TX")
    moved = edit(store, clock, ana, city="", state="", phone="+92 21 34567890")
    assert zone(moved) == ("Asia/Karachi", "the phone +92 21 34567890")
    assert zone(edit(store, clock, ana, phone="")) == ("", "")


@pytest.mark.requirement("CON-12")
def test_a_typed_zone_is_never_overwritten_and_clearing_it_brings_the_found_one_back(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    assert zone(edit(store, clock, ana, zone="Asia/Tokyo")) == ("Asia/Tokyo", "")
    assert zone(edit(store, clock, ana, city="Houston")) == ("Asia/Tokyo", "")
    assert zone(edit(store, clock, ana, city="El Paso", zone="")) == EL_PASO
    both = edit(store, clock, ana, city="Houston", zone="America/Denver")
    assert zone(both) == ("America/Denver", "")


def test_what_stands_on_the_form_can_be_sent_back_unchanged(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit(store, clock, ana, phone="(915) 544-1234 x5; ask Greta")
    before = find_person(store, ana.id)
    entries = list_history(store)
    assert edit_person(store, clock, person=ana.id, fields=describe_person(store, person=ana.id)) == before
    assert list_history(store) == entries


def test_a_phone_is_written_in_one_form_and_a_country_explains_it_later(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    assert edit(store, clock, ana, phone="915.544.1234; 9155441234; 0300 1234567").phones == (
        "+1 915-544-1234",
        "0300 1234567",
    )
    assert edit(store, clock, ana, country="Pakistan", city="", state="").phones == (
        "+1 915-544-1234",
        "+92 300 1234567",
    )


class TestEverybody:
    @pytest.fixture(autouse=True)
    def people(self, store: SqliteStore, clock: FixedClock, ana: Person) -> None:
        """Give Ana and two others no zone, as people of the first version have none."""
        others = [
            add_person(store, clock, fields={"name": "Bolu Adeyemi", "country": "Nigeria"}).person,
            add_person(store, clock, fields={"name": "Elif Kaya"}).person,
        ]
        with store.writing("test", "Took zones away", now=clock.now()) as writing:
            for each in (ana, *others):
                if each.zone:
                    writing.replace(replace(each, zone="", zone_source=""))
        add_person(store, clock, fields={"name": "Typed", "zone": "Asia/Tokyo", "country": "Nigeria"})

    def test_zones_are_told_first_and_kept_in_one_action(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        plan = plan_zones(store)
        assert [(each.who.name, each.zone, each.source) for each in plan.people] == [
            ("Ana Novak", *EL_PASO),
            ("Bolu Adeyemi", "Africa/Lagos", "the country Nigeria"),
        ]
        assert plan.left == 1
        assert find_person(store, ana.id).zone == ""
        assert apply_zones(store, clock) == plan
        assert list_history(store)[0].says == "Found the time zone of 2 people"
        assert zone(find_person(store, ana.id)) == EL_PASO
        assert zone(find_person(store, "typed")) == ("Asia/Tokyo", "")
        assert plan_zones(store).people == ()
        undo(store, clock)
        assert find_person(store, ana.id).zone == ""

    def test_nothing_to_find_leaves_no_trace(self, store: SqliteStore, clock: FixedClock) -> None:
        apply_zones(store, clock)
        entries = list_history(store)
        apply_zones(store, clock)
        assert list_history(store) == entries


PLACES = st.fixed_dictionaries(
    {},
    optional={
        "city": st.sampled_from(["", "El Paso", "Karachi", "Nowhere"]),
        "state": st.sampled_from(["", "TX", "Sindh"]),
        "country": st.sampled_from(["", "USA", "Pakistan", "Wakanda"]),
        "phone": st.sampled_from(["", "0300 1234567", "+1 915 544 1234; x", "call"]),
        "zone": st.sampled_from(["", "Asia/Tokyo", "America/Denver"]),
        "family": st.sampled_from(["", "Nguyễn", "Khai"]),
        "given": st.sampled_from(["", "Khai"]),
        "name": st.sampled_from(["Nguyễn Thị Minh Khai", "Khai Nguyễn, MD", "陈伟"]),
        "credentials": st.sampled_from(["", "PhD"]),
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(PLACES, min_size=1, max_size=4))
def test_a_person_sent_back_as_they_stand_stays_the_same(
    store: SqliteStore, clock: FixedClock, changes: list[dict[str, str]]
) -> None:
    """Typed text round trips, whatever was guessed on the way."""
    person = add_person(store, clock, fields={"name": "Nguyễn Thị Minh Khai"}).person
    for fields in changes:
        person = edit_person(store, clock, person=person.id, fields=fields)
        typed = describe_person(store, person=person.id)
        assert edit_person(store, clock, person=person.id, fields=typed) == person
        if person.zone_source:
            assert person.zone
