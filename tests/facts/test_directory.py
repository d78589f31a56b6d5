"""The directory of programs: units, their tracks, and finding them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.times import get_zone
from hallway.facts.directory import (
    LISTED_SINCE,
    NO_NAME,
    Unit,
    find_unit,
    listing,
    nearest_units,
    search_units,
    units,
)
from hallway.facts.places import find_region
from hallway.facts.specialties import specialties


def test_every_track_belongs_to_exactly_one_unit() -> None:
    """6,513 tracks of the 2025 Main Match; a unit is what one application goes to."""
    tracks = Counter(track.code for unit in units().values() for track in unit.tracks)
    kinds = Counter(track.kind for unit in units().values() for track in unit.tracks)

    assert len(tracks) == listing().value == 6513
    assert set(tracks.values()) == {1}
    assert kinds == {
        "categorical": 4746,
        "preliminary": 826,
        "advanced": 640,
        "physician-reserved": 204,
        "primary-care": 97,
    }
    assert len(units()) == 4723
    assert sum(len(code) == 10 for code in units()) == 715
    assert len({unit.institution_code for unit in units().values()}) == 900


def test_the_listing_says_where_it_comes_from() -> None:
    found = listing()
    assert (found.year, found.confidence) == ("2025", "primary")
    assert "2025 Main Residency Match" in found.source


def test_every_unit_is_somewhere_and_of_a_specialty() -> None:
    names = {each.code: each.name for each in specialties().values()}
    for code, unit in units().items():
        region = find_region(unit.state, "US")
        assert unit.code == code
        assert unit.specialty == names[unit.specialty_code]
        assert unit.city == unit.city.strip(" ,")
        assert unit.city
        assert region is not None
        assert unit.state == region.code
        assert get_zone(unit.zone).key == unit.zone
        assert {each.code[:4] for each in unit.tracks} == {unit.institution_code}
        assert {each.code[4:7] for each in unit.tracks} == {unit.specialty_code}
        assert unit.first_listed == min(each.first_listed for each in unit.tracks) >= LISTED_SINCE


@given(st.data())
def test_every_unit_is_found_by_its_code_and_by_each_of_its_tracks(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted(units().values(), key=lambda each: each.code)))
    track = data.draw(st.sampled_from(unit.tracks))
    gap = data.draw(st.integers(0, len(track.code)))
    spaced = f" {track.code[:gap]} {track.code[gap:].lower()} "

    assert find_unit(unit.code) == find_unit(track.code) == find_unit(spaced) == unit
    assert unit in search_units(track.code)
    assert nearest_units(track.code) == (unit,)


@pytest.mark.parametrize(
    "code", ["", " ", "0", "440", "1234", "9999999", "9999999C0", "440012102", "é", "1" * 999]
)
def test_a_code_that_nobody_has_finds_no_unit(code: str) -> None:
    assert find_unit(code) is None


def _unit(code: str) -> Unit:
    return units()[UnitCode(code)]


def test_a_preliminary_year_lies_in_the_program_but_never_counts_as_the_specialty() -> None:
    """Surgery at one institution: the program, and preliminary tracks that have no id of their own."""
    unit = _unit("4400121022")
    assert find_unit("1007440C0") == unit
    kinds = {each.kind for each in unit.tracks}
    assert kinds == {"categorical", "preliminary"}
    assert {each.kind for each in unit.training_tracks} == {"categorical"}
    transitional = [each for each in units().values() if each.specialty == "Transitional Year"]
    assert len(transitional) == 160
    assert not any(each.training_tracks for each in transitional)


def test_two_programs_of_one_institution_are_two_units_with_their_own_preliminary_years() -> None:
    """Named places tell which program a preliminary track belongs to; where nothing tells, it stays apart."""
    tampa, orlando = find_unit("1102440C1"), find_unit("1102440C0")
    assert tampa is not None
    assert orlando is not None
    assert tampa.code == "4401100005"
    assert orlando.code == "4401112416"
    assert find_unit("1102440P0") == tampa  # "Surgery Prelim/Tampa"
    assert find_unit("2978440P2") == _unit("2978440")  # for radiologists, of no named place
    assert find_unit("1824320C3") == _unit("1824320")  # categorical: another program, its id unknown


def test_tracks_that_are_kept_for_others_are_not_open() -> None:
    military = [each for each in units().values() if each.is_military]
    assert {each.institution_code for each in military} >= {"1431", "1717", "2376"}
    assert all(each.open_tracks == () for each in military)
    mixed = find_unit("1548160C1")  # "Neurological Surgery/Military" beside the open track
    assert mixed is not None
    assert not mixed.is_military
    assert [each.code for each in mixed.open_tracks] == ["1548160C0"]
    reserved = find_unit("1062040R0")
    assert reserved is not None
    assert {each.kind for each in reserved.open_tracks} == {"categorical", "advanced"}


def test_a_guess_of_the_kind_is_none_where_nothing_tells() -> None:
    kinds = Counter({each.institution_code: each.kind_guess for each in units().values()}.values())
    assert kinds == {
        InstitutionKind.COMMUNITY: 538,
        InstitutionKind.UNIVERSITY: 188,
        InstitutionKind.MILITARY: 3,
        None: 171,
    }
    assert all(each.kind_guess is None for each in units().values() if each.institution == NO_NAME)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Kansas", "u kansas"),
        ("UNIV OF KANSAS", "Ünivérsity  of   Kansas!"),
        ("ucsf", "uc san francisco"),
        ("saint louis hospital", "st. louis hosp"),
        ("mount sinai", "MT SINAI"),
        ("children's hospital", "childrens hosp"),
        ("psychiatry california", "psychiatry CA"),
        ("new york psych", "psychiatry NY"),
        ("ob/gyn texas", "obstetrics and gynecology TX"),
        ("mem'l med center", "mem'l medical ctr"),
    ],
)
def test_short_and_long_forms_find_the_same(one: str, other: str) -> None:
    assert set(search_units(one)) == set(search_units(other))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("mayo clinic arizona surgery", "4400321402"),
        ("hopkins baltimore internal medicine", "1242140"),
        ("1007440P2", "4400121022"),
        ("440012102", "4400121022"),
        ("oregon health science university neurology", "1599180"),
        ("univ of puerto rico peds", "3204211217"),
    ],
)
def test_a_search_finds_what_is_meant(words: str, code: str) -> None:
    found = search_units(words)
    assert len(found) <= 12
    assert code in {each.code for each in found}


def test_filters_narrow_a_search() -> None:
    found = search_units(
        "hospital",
        specialties=["surgery", "psych"],
        states=["Pennsylvania", "ny"],
        kinds=[InstitutionKind.COMMUNITY],
        tracks=["preliminary"],
    )
    assert found
    assert {each.specialty for each in found} == {"General Surgery"}  # psychiatry has no preliminary year
    assert {each.state for each in found} == {"PA", "NY"}
    assert {each.kind_guess for each in found} == {InstitutionKind.COMMUNITY}
    assert search_units("", states=["Atlantis"]) == search_units("", specialties=["astrology"]) == ()
    assert len(search_units("")) == len(search_units(" - of the ")) == 4723


@given(
    st.text(max_size=40),
    st.lists(st.text(max_size=8), max_size=2),
    st.lists(st.text(max_size=8), max_size=2),
    st.integers(0, 6),
)
def test_any_words_find_units_or_none_and_more_words_never_find_more(
    words: str, fields: list[str], states: list[str], count: int
) -> None:
    found = search_units(words, specialties=fields, states=states)
    assert set(found) <= set(units().values())
    assert set(search_units(f"{words} hospital", specialties=fields, states=states)) <= set(found)
    assert len(nearest_units(words, count)) <= max(count, 1)


def test_a_page_pasted_into_the_search_is_no_trouble() -> None:
    assert search_units("lorem ipsum " * 50_000) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("univercity of kansaz", "U Kansas SOM-Kansas City"),
        ("Loma Lnda", "Loma Linda University-CA"),
        ("University of Kansas Medical Center dermatology", "U Kansas SOM-Kansas City"),
    ],
)
def test_something_like_a_name_brings_suggestions(typed: str, meant: str) -> None:
    assert meant in {each.institution for each in nearest_units(typed)}


def test_nonsense_brings_no_suggestions() -> None:
    assert nearest_units("qqqq") == nearest_units("") == ()
