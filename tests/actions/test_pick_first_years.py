"""A preliminary year beside a specialty, from what is typed to the list."""

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.pick_asked import PickAsked
from hallway.actions.picks import find_pick
from hallway.domain.errors import InvalidValue
from hallway.storage.store import SqliteStore
from tests.cast import TOMAS, FixedClock

STATES = ("OH", "IA", "MI")
OWN = PickAsked(states=STATES, applications=8, objective="preference")


@pytest.fixture
def tomas(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a record of a US-citizen IMG who aims for general surgery."""
    set_up(empty_store, clock, fields=TOMAS)
    return empty_store


@pytest.mark.requirement("PICK-04")
def test_surgery_and_its_preliminary_year_make_one_list_worth_more_than_surgery_alone(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    alone = find_pick(tomas, clock, OWN)
    both = find_pick(
        tomas,
        clock,
        PickAsked(
            specialties=("general surgery", "preliminary surgery=0.3"),
            states=STATES,
            applications=8,
            objective="preference",
        ),
    )
    assert both.specialties == ("General Surgery",)
    assert both.picked.value > alone.picked.value
    assert any("General Surgery (preliminary)" in each for each in both.picked.assumptions)
    assert len({each.unit.code for each in both.programs}) == len(both.programs) == 8


def test_another_specialty_with_a_preliminary_year_applies_to_surgery_for_that_year_only(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    asked = {"specialties": ("plastic surgery", "preliminary surgery"), "applications": 30}
    liked = find_pick(tomas, clock, PickAsked(**asked, objective="preference"))  # type: ignore[arg-type] # by name
    chance = find_pick(tomas, clock, PickAsked(**asked))  # type: ignore[arg-type] # by name
    assert {each.unit.specialty for each in liked.programs} == {
        "General Surgery",
        "Plastic Surgery (Integrated)",
    }
    surgery = [each for each in liked.programs if each.unit.specialty == "General Surgery"]
    assert all(any(track.kind == "preliminary" for track in each.unit.tracks) for each in surgery)
    assert liked.wishes.specialty_values == {"General Surgery (preliminary)": 0.3, "General Surgery": 0.0}
    assert {each.unit.specialty for each in chance.programs} == {"Plastic Surgery (Integrated)"}
    assert liked.picked.p_match.mid < chance.picked.p_match.mid


def test_a_preliminary_year_of_nothing_known_is_refused(tomas: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue):
        find_pick(tomas, clock, PickAsked(specialties=("preliminary quidditch",)))
