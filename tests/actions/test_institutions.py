"""Institutions under two names are found, renamed and made one, and everything moves with them."""

import pytest

from hallway.actions.history import undo
from hallway.actions.institution_names import Likeness, compare_places, read_place
from hallway.actions.institutions import (
    find_institution,
    find_institution_doubles,
    list_institutions,
    merge_institutions,
    plan_institution_merge,
    rename_institution,
)
from hallway.actions.people import add_person, find_person
from hallway.actions.person_views import show_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import AffiliationId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Univ. of Westmark", "University of Westmark", Likeness.SAME),
        ("University of Westmark", "The University of Westmark", Likeness.SAME),
        ("St. Elian Hosp.", "Saint Elian Hospital", Likeness.SAME),
        ("Harbor Med Ctr", "Harbor Medical Centre", Likeness.SAME),
        ("Cedar Valley Children's Hospital", "Cedar Valley Childrens Hosp", Likeness.SAME),
        ("Univ. of Westmark", "University of Westmark Hospital", Likeness.PART),
        ("Prairie State Medical School", "Prairie State Medcial School", Likeness.OTHER),
        ("Lakeside University Hospital", "Lakseide University Hospital", Likeness.SPELLED),
        ("Westmark University", "Westmark Medical Center", Likeness.OTHER),
        ("University of North Westmark", "University of South Westmark", Likeness.OTHER),
        ("Westmark College", "Eastmark College", Likeness.OTHER),
        ("Bay Clinic", "Bay Clinic II", Likeness.OTHER),
    ],
)
def test_names_of_places_belong_together_whatever_their_abbreviations(
    one: str, other: str, likeness: Likeness
) -> None:
    assert compare_places(read_place(one), read_place(other)) is likeness
    assert compare_places(read_place(other), read_place(one)) is likeness


@pytest.fixture
def two(store: SqliteStore, clock: FixedClock) -> tuple[Institution, Institution]:
    """Return one place under two names, with Ana at both, Bolu at the one and Chen at the other."""
    for name, place, department, role in (
        ("Ana Novak", "University of Westmark", "Surgery", "attending"),
        ("Bolu Adeyemi", "University of Westmark", "", "chair"),
        ("Chen Wei", "Univ. of Westmark", "surgery", "fellow"),
        ("Diego Nunez", "Univ. of Westmark", "Pediatrics", "resident"),
    ):
        fields = {"name": name, "institution": place, "department": department, "role": role}
        add_person(store, clock, fields=fields)
    one = find_institution(store, "University of Westmark")
    other = find_institution(store, "univ. of westmark")
    ana = find_person(store, "Ana")
    with store.writing("test", "A second place", now=clock.now()) as writing:
        key = AffiliationId(writing.new_id())
        writing.add(Affiliation(id=key, person=ana.id, institution=other.id, role="lecturer", is_main=False))
    return one, other


def test_likely_doubles_are_listed_with_the_larger_one_first(
    store: SqliteStore, clock: FixedClock, two: tuple[Institution, Institution]
) -> None:
    add_person(store, clock, fields={"name": "Elif", "institution": "Cedar Clinic"})
    (pair,) = find_institution_doubles(store)
    assert {pair.one.id, pair.other.id} == {each.id for each in two}
    assert (pair.one.name, pair.one.people, pair.other.people) == ("Univ. of Westmark", 3, 2)
    assert "abbreviations" in pair.says


def test_people_and_departments_move_and_undo_brings_them_back(
    store: SqliteStore, clock: FixedClock, two: tuple[Institution, Institution]
) -> None:
    one, other = two
    before = dump(store)
    plan = plan_institution_merge(store, keep=one.id, other=other.id)
    assert (plan.people, plan.departments, plan.left_out) == (3, 2, ())

    merge_institutions(store, clock, keep=one.id, other=other.id)

    assert [(each.name, each.people) for each in list_institutions(store)] == [("University of Westmark", 4)]
    chen = show_person(store, clock, person=find_person(store, "Chen").id)
    assert (chen.institution, chen.department) == ("University of Westmark", "Surgery")
    with store.reading() as reading:
        assert sorted(each.name for each in reading.all(Department)) == ["Pediatrics", "Surgery"]
        assert len(reading.all(Affiliation, person=find_person(store, "Ana").id)) == 1
    assert "Also: role lecturer" in find_person(store, "Ana").notes
    undo(store, clock)
    assert dump(store) == before


def dump(store: SqliteStore) -> dict[str, list[dict[str, object]]]:
    with store.reading() as reading:
        return {table: [dict(row) for row in rows] for table, rows in reading.dump().items()}


def test_an_institution_is_renamed_and_everybody_follows(
    store: SqliteStore, clock: FixedClock, two: tuple[Institution, Institution]
) -> None:
    rename_institution(store, clock, institution=two[1].id, name="Westmark Campus")
    assert show_person(store, clock, person=find_person(store, "Chen").id).institution == "Westmark Campus"
    with pytest.raises(InvalidValue, match="Merge the two"):
        rename_institution(store, clock, institution=two[1].id, name="university of westmark")
    with pytest.raises(InvalidValue):
        rename_institution(store, clock, institution=two[1].id, name=" ")
    with pytest.raises(InvalidValue, match="two different"):
        merge_institutions(store, clock, keep=two[0].id, other=two[0].id)


def test_an_institution_is_found_by_part_of_its_name_and_by_its_id(
    store: SqliteStore, two: tuple[Institution, Institution]
) -> None:
    assert find_institution(store, two[0].id) == two[0]
    assert find_institution(store, "university west") == two[0]
    with pytest.raises(InvalidValue, match="fits 2"):
        find_institution(store, "westmark")
    with pytest.raises(NotFound, match="Did you mean"):
        find_institution(store, "Univrsity of Westmark")
