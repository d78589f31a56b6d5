"""Programs found by the codes that lists, letters and people write."""

from collections import Counter

import pytest

from hallway.actions.program_lookups import choose_unit, find_coded, is_code, name_of
from hallway.domain.errors import NotFound
from hallway.facts.directory import units

PLAIN = next(each for each in units().values() if len(each.code) == 7)
OWN_ID = next(each for each in units().values() if len(each.code) == 10)
PLACE = OWN_ID.tracks[0].code[:7]


@pytest.mark.parametrize("code", ["1234440C0", "1234440C10", "1234 440 C 0", "1234-440-C0", "1234440"])
def test_what_lists_print_is_a_code(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize("text", ["", "1234", "1234440C", "1234440C100", "1234440CC", "surgery", "Ward 7C"])
def test_other_words_are_none(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize("ending", ["", "C0", "C10", "c9", " C 10", "-C0"])
def test_a_track_that_is_new_to_the_directory_names_its_program_all_the_same(ending: str) -> None:
    """The digits after the letter tell tracks apart; there are more of them every year, and some have two."""
    assert find_coded(PLAIN.code + ending) is PLAIN
    assert choose_unit(f" {PLAIN.code}{ending} ") is PLAIN


def test_codes_of_both_generations_name_one_program() -> None:
    assert find_coded(OWN_ID.code) is OWN_ID
    assert find_coded(OWN_ID.tracks[0].code) is OWN_ID


def test_ten_digits_are_the_id_of_a_program_and_never_a_place_with_a_rest() -> None:
    assert find_coded(f"{PLAIN.code}555") is None


def test_a_slip_in_a_code_is_told_with_what_was_meant() -> None:
    swapped = PLAIN.code[:5] + PLAIN.code[6] + PLAIN.code[5]
    assert swapped != PLAIN.code

    with pytest.raises(NotFound, match=f"Did you mean .*{PLAIN.code}"):
        choose_unit(swapped)


def test_a_code_like_no_other_says_how_to_find_the_program() -> None:
    with pytest.raises(NotFound, match="Check the code, or find the program by words"):
        choose_unit("0000000C0")


def test_no_two_programs_of_a_specialty_and_place_share_a_name() -> None:
    names = Counter(name_of(each) for each in units().values())
    assert [name for name, count in names.items() if count > 1] == []
