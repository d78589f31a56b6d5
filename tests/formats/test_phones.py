"""Phone numbers: one form for what can be read, and the words of whoever wrote it for the rest."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hallway.formats.phones import Phone, last_digits, read_phone, same_phone_key, spell_phone

WRITTEN = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="+0123456789 ()-./x#,;ext", max_size=30),
    st.tuples(
        st.sampled_from(["(915) 544-", "+1 915 544 ", "915.544.", "+92 300 123", "0300 123", "+44 20 7946 "]),
        st.integers(0, 9999).map("{:04}".format),
        st.sampled_from(["", " x12", ", ext. 7", " anexo 3"]),
    ).map("".join),
)
COUNTRIES = st.sampled_from(["US", "PK", "GB", "DE", "BR", "PE", ""])


@pytest.mark.parametrize(
    ("text", "country", "written"),
    [
        ("(915) 544-1234", "US", "+1 915-544-1234"),
        ("915-544-1234 x12", "US", "+1 915-544-1234 ext. 12"),
        ("tel:+1-915-544-1234;ext=12", "US", "+1 915-544-1234 ext. 12"),
        ("+92 300 1234567", "US", "+92 300 1234567"),
        ("0300 1234567", "PK", "+92 300 1234567"),
        ("0049 30 901820", "US", "+49 30 901820"),
        ("011 44 20 7946 0018", "US", "+44 20 7946 0018"),
        ("020 7946 0018", "GB", "+44 20 7946 0018"),
        ("٠٣٠٠١٢٣٤٥٦٧", "PK", "+92 300 1234567"),
    ],
)
def test_a_number_is_written_in_international_form_with_its_extension(
    text: str, country: str, written: str
) -> None:
    phone = read_phone(text, country)
    assert phone is not None
    assert phone.written == spell_phone(text, country) == written


def test_a_number_carries_what_a_machine_dials_and_the_extension() -> None:
    assert read_phone("915-544-1234 x12") == Phone("+1 915-544-1234 ext. 12", "+19155441234", "12")


@pytest.mark.parametrize(
    "text",
    [
        "+1 555 0100, ext. 12",
        "555-0100",
        "0300 1234567",
        "1-800-FLOWERS",
        "915-544-1234 (cell)",
        "cell: 915-544-1234",
        "9155441234/9155441235",
        "ask Greta",
        "",
    ],
)
def test_what_is_no_valid_number_or_says_more_than_one_stays_as_written(text: str) -> None:
    assert read_phone(text, "US") is None
    assert spell_phone(text, "US") == text


@given(WRITTEN, COUNTRIES)
@example("+51 1 1234567 Anexo 12", "PE")
@example("x" * 400, "US")
def test_a_number_that_was_written_once_reads_back_as_itself_anywhere(text: str, country: str) -> None:
    written = spell_phone(text, country)
    for other in (country, "US", "PK", ""):
        again = read_phone(written, other)
        if written != text:
            assert again is not None
            assert again.written == written
    assert spell_phone(written, country) == written
    assert same_phone_key(written, country) == same_phone_key(text, country)


def test_spellings_of_one_number_share_a_key_and_extensions_tell_people_apart() -> None:
    spellings = ["(915) 544-1234", "+1 915 544 1234", "915.544.1234", "tel:+19155441234"]
    assert {same_phone_key(each) for each in spellings} == {"+19155441234"}
    assert len({last_digits(each) for each in spellings}) == 1
    assert same_phone_key("915-544-1234 x12") == same_phone_key("9155441234, ext. 12") != "+19155441234"
    assert same_phone_key("555-0100") == same_phone_key("555 0100")
    assert same_phone_key("0300 1234567", "PK") != same_phone_key("0300 1234567", "US")


@given(WRITTEN, WRITTEN, COUNTRIES)
def test_equal_keys_mean_equal_last_digits(one: str, other: str, country: str) -> None:
    """An index by the last digits finds every pair whose keys are equal."""
    for each in (one, other):
        phone = read_phone(each, country)
        if phone is not None and not phone.e164.endswith(last_digits(each)):
            raise AssertionError((each, phone))
    if read_phone(one, country) and same_phone_key(one, country) == same_phone_key(other, country):
        assert last_digits(one) == last_digits(other)
