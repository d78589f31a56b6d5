"""What is asked of a list, as it is typed and as an address says it."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.pick_asked import PickAsked, check_asked, from_query, to_query
from hallway.actions.pick_limits import (
    read_by_hand,
    read_codes,
    read_mix,
    read_places,
    read_signals,
    read_specialties,
)
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.institutions import InstitutionKind
from hallway.domain.picks import Action
from hallway.facts.directory import units
from hallway.facts.regions import region_states
from hallway.smartpick.wishes import Mix

MEDICINE, FAMILY, SURGERY = "Internal Medicine", "Family Medicine", "General Surgery"
CODES = [each.code for each in units().values() if each.specialty == MEDICINE][:3]

_words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12).map(
    lambda text: normalize("NFC", text)
)
_lists = st.lists(_words, max_size=3).map(tuple)
_amounts = st.none() | st.integers(0, 1_000_000).map(float) | st.floats(0, 1_000_000).map(abs)
asked = st.builds(
    PickAsked,
    specialties=_lists,
    budget=_amounts,
    applications=st.none() | st.integers(0, 10_000),
    signals=_lists,
    rotations=st.integers(0, 10_000),
    rotation_cost=_amounts,
    interviews=st.none() | st.floats(0, 10_000).map(abs),
    states=_lists,
    regions=_lists,
    kinds=_lists,
    mix=_lists,
    must=_lists,
    never=_lists,
    by_hand=_lists,
    objective=st.sampled_from(["chance", "preference"]),
    network=st.booleans(),
    use_counts=st.booleans(),
)


@given(asked)
def test_an_address_says_what_was_asked(each: PickAsked) -> None:
    assert from_query(to_query(each)) == each


def test_nothing_asked_makes_an_empty_address_and_what_it_does_not_know_is_passed_over() -> None:
    assert to_query(PickAsked()) == ""
    assert from_query("?page=3&budget=&must=&network=yes") == PickAsked()
    assert from_query({"must": ["1", "2"], "budget": "$1,200", "network": "no"}) == PickAsked(
        must=("1", "2"), budget=1200.0, network=False
    )


@pytest.mark.parametrize(
    "query",
    [
        "budget=-1",
        "budget=nan",
        "budget=1e99",
        "budget=many",
        "applications=-3",
        "applications=2.5",
        "rotations=123456",
        "interviews=-0.5",
        "network=perhaps",
        "objective=fame",
        "must=%ff%ed%a0%80" + "x" * 200_000,
        "&".join(["must=1"] * 20_000),
    ],
)
def test_what_cannot_be_meant_is_one_message(query: str) -> None:
    with pytest.raises(InvalidValue):
        from_query(query)


@pytest.mark.parametrize("budget", [float("inf"), float("nan"), -0.01, 1e7])
def test_a_number_that_was_not_typed_is_looked_at_too(budget: float) -> None:
    with pytest.raises(InvalidValue, match="budget"):
        check_asked(PickAsked(budget=budget))


def test_specialties_are_named_as_people_do_with_what_they_are_worth() -> None:
    assert read_specialties(["internal medicine", "FM=0.5"]) == {MEDICINE: None, FAMILY: 0.5}
    for wrong in ("family medicine=2", "family medicine=", "family medicine=nan", "alchemy"):
        with pytest.raises(InvalidValue, match="specialty"):
            read_specialties([wrong])
    with pytest.raises(InvalidValue, match="twice"):
        read_specialties(["FM=0.5", "family medicine=0.7"])


def test_signals_are_read_by_tier_and_by_specialty() -> None:
    both = (MEDICINE, FAMILY)
    gold = {Action.GOLD_SIGNAL: 3, Action.SIGNAL: 12}
    assert read_signals(["gold=3, silver=12"], [MEDICINE]) == {MEDICINE: gold}
    assert read_signals(["internal medicine:gold=3,silver=12"], both) == {MEDICINE: gold}
    assert read_signals(["family medicine: 5"], both) == {FAMILY: {Action.GOLD_SIGNAL: 0, Action.SIGNAL: 5}}
    nothing = {Action.GOLD_SIGNAL: 0, Action.SIGNAL: 0}
    assert read_signals(["none"], both) == {MEDICINE: nothing, FAMILY: nothing}
    assert read_signals(["gold=1, silver=4"], both)[FAMILY] == {Action.GOLD_SIGNAL: 0, Action.SIGNAL: 4}
    assert read_signals([], both) == {}


@pytest.mark.parametrize(
    "text",
    ["gold=4", "silver=13", "family medicine:6", "surgery:gold=1", "bronze=1", "gold", "gold=-1", "x:3"],
)
def test_more_signals_than_there_are_or_what_is_no_signal_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_signals([text], [MEDICINE])


def test_places_are_states_and_whole_regions_together() -> None:
    found = read_places(["Ohio"], ["west"], ["university"])
    assert found.states == {"OH", *region_states()["West"]}
    assert found.kinds == {InstitutionKind.UNIVERSITY}
    for states, regions, kinds in ((["Atlantis"], [], []), ([], ["Middle"], []), ([], [], ["castle"])):
        with pytest.raises(InvalidValue):
            read_places(states, regions, kinds)


def test_every_state_of_a_region_is_in_just_one() -> None:
    regions = region_states()
    assert sum(map(len, regions.values())) == len({state for each in regions.values() for state in each})


def test_a_mix_has_least_and_most() -> None:
    assert read_mix(["community>=10, university<=20", "community<=40"]) == {
        InstitutionKind.COMMUNITY: Mix(10, 40),
        InstitutionKind.UNIVERSITY: Mix(0, 20),
    }
    assert read_mix(["military=1"]) == {InstitutionKind.MILITARY: Mix(1, 1)}
    for wrong in ("community", "community>10", "castle>=1", "community>=5; community<=4"):
        with pytest.raises(InvalidValue):
            read_mix([wrong])


def test_programs_are_named_by_code_or_words_and_several_codes_in_one_line() -> None:
    assert list(read_codes([f"{CODES[0]}, {CODES[1]}", CODES[2]])) == CODES
    assert read_by_hand([f"{CODES[0]}=gold"]) == {CODES[0]: Action.GOLD_SIGNAL}
    with pytest.raises(NotFound):
        read_codes(["0000000"])
    for wrong in (CODES[0], f"{CODES[0]}=dance", "=signal"):
        with pytest.raises(InvalidValue):
            read_by_hand([wrong])
    with pytest.raises(InvalidValue, match="Another action"):
        read_by_hand([f"{CODES[0]}=signal", f"{CODES[0]}=rotate"])
