import pytest
from hypothesis import given

from hallway.formats.texts import clean_line, clean_lines, make_writable, neutralize, restore, shorten
from tests.formats.rude import rude_text


def test_text_is_composed_so_that_two_spellings_of_one_name_are_equal() -> None:
    assert clean_line("Jose\u0301") == "José"


def test_text_is_trimmed_and_spaces_inside_are_single() -> None:
    assert clean_line("  Ana \u00a0  Ruiz\t") == "Ana Ruiz"


def test_control_characters_are_removed() -> None:
    assert clean_line("A\x00n\x07a\x7f") == "Ana"


def test_marks_that_turn_text_around_are_removed_and_joiners_stay() -> None:
    assert clean_line("\u202eana\u202c \u2066x\u2069") == "ana x"
    assert clean_line("می\u200cخو") == "می\u200cخو"


def test_line_ends_stay_in_notes_only() -> None:
    written = "one\r\ntwo\rthree\u2028four\x0bfive"
    assert clean_lines(written) == "one\ntwo\nthree\nfour\nfive"
    assert clean_line(written) == "one two three four five"


@given(rude_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_line(clean_lines(text)) == clean_line(text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d", "'="])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert neutralize(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "Ana", "'Ana", "a=b", "5", "ana@example.org"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert neutralize(text) == text
    assert restore(text) == text


@given(rude_text)
def test_restoring_takes_away_what_neutralizing_wrote(text: str) -> None:
    assert restore(neutralize(text)) == text


@given(rude_text)
def test_writable_text_can_be_encoded_and_has_no_nul(text: str) -> None:
    assert b"\x00" not in make_writable(text).encode()


def test_a_long_text_is_shortened_for_a_message() -> None:
    assert shorten("word " * 50, 20) == "word word word word…"
    assert shorten("two\nlines") == "two lines"
