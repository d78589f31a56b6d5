"""Lists of people: found by any word in any spelling, filtered, ordered and counted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from hallway.actions.ports import IdentityRow, NameMatch, PeopleFilter, PersonLine
from hallway.domain.ids import AffiliationId, DepartmentId, InstitutionId, InteractionId, PersonId, PromiseId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.names import fold
from hallway.domain.people import Group, Person, Relationship, Standing
from hallway.domain.promises import By, Promise, PromiseState
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, HARBOR, new_store, put
from tests.strategies import records

CLINIC = Institution(id=InstitutionId("clinic"), name="Clínica del Mar")
HAND = Department(id=DepartmentId("hand"), institution=HARBOR.id, name="Hand surgery")
DIEGO = Person(
    id=PersonId("diego"),
    name="Diego Núñez",
    role="program director",
    specialty="plastic surgery",
    groups=(Group.MENTOR, Group.SPONSOR),
    relationship=Relationship.TRUSTS_ME,
    topics=("flap outcomes", "50% rule"),
    notes="Met in Łódź",
    city="Rochester",
)
CHEN = Person(id=PersonId("chen"), name="陈 伟", specialty="pediatrics", groups=(Group.MENTOR,))
PLACES = (
    *(HARBOR, CLINIC, HAND),
    Affiliation(id=AffiliationId("1"), person=DIEGO.id, institution=HARBOR.id, department=HAND.id),
    Affiliation(id=AffiliationId("2"), person=DIEGO.id, institution=CLINIC.id, is_main=False),
    Affiliation(id=AffiliationId("3"), person=CHEN.id, institution=CLINIC.id),
)


@pytest.fixture
def known(store: SqliteStore) -> SqliteStore:
    """Return a file with four people in it."""
    put(store, ANA, BEN, DIEGO, CHEN, *PLACES)
    return store


def found(store: SqliteStore, **wanted: Any) -> list[str]:  # noqa: ANN401 - whatever a filter takes
    """Return the ids on the first page of a list."""
    with store.reading() as record:
        page = record.people(replace(PeopleFilter(), **wanted), now=NOW, limit=50)
    assert page.total == len(page.lines)
    return [each.id for each in page.lines]


@pytest.mark.parametrize(
    "words",
    [
        "nunez",
        "NÚÑEZ diego",
        "program dir",
        "plastic",
        "rochester",
        "lodz",
        "flap",
        "50%",
        "hand surg",
        "clinica diego",
        "harbor nunez",
    ],
)
def test_a_person_is_found_by_any_words_in_any_spelling(known: SqliteStore, words: str) -> None:
    assert found(known, words=words) == [DIEGO.id]


@pytest.mark.parametrize("words", ["diego nobody", "d%o", "d_ego", "\\", "5%0"])
def test_words_that_do_not_all_fit_find_nobody(known: SqliteStore, words: str) -> None:
    assert found(known, words=words) == []


def test_search_follows_a_change_of_the_person_or_the_place(known: SqliteStore) -> None:
    with known.writing("test", "x", now=NOW) as record:
        record.replace(replace(HARBOR, name="Sea Hospital"))
        record.replace(replace(HAND, name="Microsurgery"))
        record.replace(replace(DIEGO, notes=""))
    assert found(known, words="sea hospital micro") == [DIEGO.id]
    assert found(known, words="harbor") == found(known, words="lodz") == []


def test_search_follows_somebody_who_leaves_a_place(known: SqliteStore) -> None:
    with known.writing("test", "x", now=NOW) as record:
        record.remove(Affiliation, "1")
    assert found(known, words="harbor") == []


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        ({}, ["ana", "ben", "diego", "chen"]),
        ({"group": "mentor"}, ["diego", "chen"]),
        ({"group": "sponsor"}, ["diego"]),
        ({"group": "ment"}, []),
        ({"relationship": "trusts-me"}, ["diego"]),
        ({"specialty": "pediatrics"}, ["chen"]),
        ({"specialty": "SURGERY"}, ["diego"]),
        ({"institution": "Clínica del Mar"}, ["diego", "chen"]),
        ({"institution": "harbor"}, ["diego"]),
        ({"institution": "nowhere"}, []),
        ({"standing": "archived"}, []),
        ({"group": "mentor", "specialty": "pediatrics"}, ["chen"]),
    ],
    ids=str,
)
def test_people_are_filtered(known: SqliteStore, wanted: dict[str, Any], who: list[str]) -> None:
    assert found(known, **wanted) == who


def test_a_line_tells_what_a_list_shows(known: SqliteStore) -> None:
    put(known, _contact(DIEGO, 3, Kind.MET), _contact(DIEGO, 2, Kind.REPLIED), _contact(DIEGO, 1, Kind.NOTE))
    with known.writing("test", "x", now=NOW) as record:
        record.replace(replace(DIEGO, next_follow_up=date(2026, 12, 1)))
    with known.reading() as record:
        page = record.people(PeopleFilter(words="diego"), now=NOW, limit=50)
    assert page.lines == (
        PersonLine(
            id=DIEGO.id,
            name="Diego Núñez",
            role="program director",
            specialty="plastic surgery",
            institution="Harbor Medical Center",
            groups=("mentor", "sponsor"),
            relationship="trusts-me",
            standing="active",
            last_contact=NOW - timedelta(days=2),
            last_kind="replied",
            next_follow_up=date(2026, 12, 1),
        ),
    )


def test_pages_follow_each_other(known: SqliteStore) -> None:
    with known.reading() as record:
        first = record.people(PeopleFilter(), now=NOW, limit=3)
        second = record.people(PeopleFilter(), now=NOW, limit=3, offset=3)
        beyond = record.people(PeopleFilter(), now=NOW, limit=3, offset=9)
    assert [each.id for each in first.lines + second.lines] == ["ana", "ben", "diego", "chen"]
    assert (first.total, second.total, beyond) == (4, 4, ((), 4))


def test_the_longest_silent_come_first_or_the_latest_contacts(known: SqliteStore) -> None:
    put(known, _contact(ANA, 10), _contact(BEN, 200), _contact(BEN, 100), _contact(CHEN, 1, Kind.IMPORTED))
    assert found(known, order="silence") == ["ben", "ana", "chen", "diego"]
    assert found(known, order="recent") == ["chen", "ana", "ben", "diego"]
    assert found(known, silent_days=10, order="silence") == ["ben", "ana"]
    assert found(known, silent_days=101) == []


class TestOpenEncounters:
    """A meeting without a next step is open until something follows."""

    def test_a_last_meeting_without_a_next_step_is_open(self, known: SqliteStore) -> None:
        put(known, _contact(ANA, 5, Kind.MET), _contact(BEN, 5, Kind.CALLED), _contact(CHEN, 5, Kind.MAILED))
        assert found(known, is_open_encounter=True) == ["ana", "ben"]

    def test_a_next_step_a_later_contact_a_plan_or_a_promise_closes_it(self, known: SqliteStore) -> None:
        promise = Promise(id=PromiseId("p"), person=BEN.id, by=By.ME, text="t", made_at=NOW)
        put(
            known,
            replace(_contact(ANA, 5, Kind.MET), next_step="Send the draft"),
            *(_contact(BEN, 5, Kind.MET), promise),
            *(_contact(CHEN, 5, Kind.MET), _contact(CHEN, 4, Kind.MAILED)),
            _contact(DIEGO, 5, Kind.MET),
        )
        with known.writing("test", "x", now=NOW) as record:
            record.replace(replace(DIEGO, next_follow_up=date(2026, 12, 1)))
        assert found(known, is_open_encounter=True) == []
        with known.writing("test", "x", now=NOW) as record:
            record.replace(replace(promise, state=PromiseState.KEPT))
        assert found(known, is_open_encounter=True) == ["ben"]


def test_facets_count_active_people_the_most_first(known: SqliteStore) -> None:
    with known.writing("test", "x", now=NOW) as record:
        record.replace(replace(BEN, standing=Standing.ARCHIVED, specialty="surgery", groups=(Group.PEER,)))
    with known.reading() as record:
        assert record.facets() == {
            "group": (("mentor", 2), ("sponsor", 1)),
            "relationship": (("unknown", 2), ("trusts-me", 1)),
            "institution": (("Clínica del Mar", 2), ("Harbor Medical Center", 1)),
            "specialty": (("pediatrics", 1), ("plastic surgery", 1)),
        }


class TestNames:
    """Somebody typed in part."""

    def test_every_word_must_be_in_the_name_itself(self, known: SqliteStore) -> None:
        assert _named(known, "nunez d") == [DIEGO.id]
        assert _named(known, "陈") == [CHEN.id]
        assert (
            _named(known, "harbor")
            == _named(known, "plastic")
            == _named(known, "")
            == _named(known, "%")
            == []
        )

    def test_a_match_is_told_apart_by_role_and_institution(self, known: SqliteStore) -> None:
        with known.reading() as record:
            assert record.match_names("diego") == (
                NameMatch(DIEGO.id, "Diego Núñez", "program director", "Harbor Medical Center"),
            )

    def test_an_exact_name_comes_first(self, known: SqliteStore) -> None:
        put(
            known,
            replace(ANA, id=PersonId("a1"), name="Aana Novak"),
            replace(ANA, id=PersonId("a2"), name="Novak"),
        )
        assert _named(known, "novak") == ["a2", "a1", "ana"]

    def test_the_start_of_an_id_will_do(self, known: SqliteStore) -> None:
        assert _named(known, "DIE") == [DIEGO.id]
        assert _named(known, " ch ") == [CHEN.id]

    def test_archived_people_are_found_and_trashed_ones_are_not(self, known: SqliteStore) -> None:
        with known.writing("test", "x", now=NOW) as record:
            record.replace(replace(ANA, standing=Standing.ARCHIVED))
            record.replace(replace(BEN, standing=Standing.TRASHED))
        assert (_named(known, "ana"), _named(known, "ben")) == ([ANA.id], [])

    def test_no_more_are_told_than_asked_for(self, known: SqliteStore) -> None:
        with known.reading() as record:
            assert len(record.match_names("e", limit=1)) == 1


def test_identities_tell_what_an_import_compares(known: SqliteStore) -> None:
    with known.reading() as record:
        assert record.identities()[0] == IdentityRow(
            ANA.id, "Ana Novák", "", ("ana@example.org",), "", Standing.ACTIVE
        )
        assert [each.institution for each in record.identities()] == [
            "",
            "",
            "Clínica del Mar",
            "Harbor Medical Center",
        ]


@settings(max_examples=40)
@given(records(most=4))
def test_everybody_is_found_by_the_words_of_their_own_name(values: tuple[object, ...]) -> None:
    with new_store() as store:
        put(store, *values)
        for each in values:
            if isinstance(each, Person) and fold(each.name):
                assert each.id in found(store, words=each.name, standing=each.standing)
                assert each.standing is Standing.TRASHED or each.id in _named(store, each.name)


def _named(store: SqliteStore, words: str) -> list[str]:
    with store.reading() as record:
        return [each.id for each in record.match_names(words)]


def _contact(person: Person, days: int, kind: Kind = Kind.MAILED) -> Interaction:
    at: datetime = NOW - timedelta(days=days)
    return Interaction(id=InteractionId(f"{person.id}{days}"), person=person.id, at=at, zone="UTC", kind=kind)
