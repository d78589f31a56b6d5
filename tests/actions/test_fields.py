"""Typed text means the same wherever it is typed."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hallway.actions import typed_text
from hallway.actions.applicant_fields import APPLICANT_FIELDS, applicant_as_text, read_applicant
from hallway.actions.fields import Field, FieldKind, get_field, read_field, with_values, write_field
from hallway.actions.person_fields import ATTRIBUTES, PERSON_FIELDS, TypedPerson, read_person
from hallway.domain.applicants import Applicant
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import ApplicantId
from hallway.domain.people import Group, Relationship
from hallway.playbooks.values import AUDIENCES

RUDE = st.one_of(
    st.text(),
    st.text(alphabet=st.characters()),  # halves of letters too
    st.text(alphabet=" ,;|:\n\r\t\v\u2028\x85\x00\u200b\u0301aé-@./<>\"'0123"),
    st.lists(st.sampled_from([*AUDIENCES, "mentor", "yes", "2026-02-30", "2026-03-01", "x@y", "Step 1"])).map(
        "; ".join
    ),
)


@given(st.sampled_from(list(PERSON_FIELDS)), RUDE)
@example("phone", "+1 555 0100, ext. 12")
@example("topics", "clefts, lips;")
@example("email", "Ana Novak <ana@example.org>")
@example("notes", "a\r\n\r\n b \x0c c")
def test_text_typed_for_a_person_is_refused_or_reads_back_as_the_same_value(name: str, text: str) -> None:
    try:
        first = read_person({name: text})
    except InvalidValue:
        return
    assert read_person({name: _written(first, name)}) == first


def _written(typed: TypedPerson, name: str) -> str:
    if name in {"institution", "department", "introduced_by", "last_contact"}:
        return write_field(getattr(typed, name))
    return write_field(typed.values[ATTRIBUTES.get(name, name)])


@given(st.sampled_from(list(APPLICANT_FIELDS)), RUDE)
@example("exams", "Step 1; failed; 2025-03-02; 188 | Step 1; passed; 240")
@example("audience", "\x08")
@example("ties", "Ohio: my family: all of it")
def test_text_typed_for_an_applicant_is_refused_or_reads_back_as_the_same_value(name: str, text: str) -> None:
    blank = Applicant(id=ApplicantId("a"), name="N", audience="img-general", zone="UTC")
    try:
        first = read_applicant({name: text}, tuple(AUDIENCES))
    except InvalidValue:
        return
    written = applicant_as_text(with_values(blank, first))[name]
    assert read_applicant({name: written}, tuple(AUDIENCES)) == first


@given(RUDE)
def test_a_name_that_is_taken_has_a_letter_or_digit(text: str) -> None:
    try:
        name = typed_text.read_name("name", text)
    except InvalidValue:
        return
    assert any(each.isalnum() for each in name)


@pytest.mark.parametrize("name", ["陈 伟", "فرید رضایی", "Núñez", "O’Brien-Smith, Jr.", "नादिया", "J R"])
def test_names_of_every_script_are_kept_as_they_are_written(name: str) -> None:
    assert typed_text.read_name("name", f"  {name}\t") == name


@pytest.mark.parametrize(
    "text", ["12/03/2026", "2026-13-01", "20261122", "2026-W01-1", "tomorrow", "0099-01-01"]
)
def test_a_day_in_another_form_is_refused_with_the_field_and_the_form(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"next_follow_up .*(YYYY-MM-DD|year)"):
        read_person({"next_follow_up": text})


def test_an_iso_day_is_that_day() -> None:
    assert typed_text.read_date("on", " 2026-11-22 ") == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["America/New York", "america/new_york", "AMERICA/NEW_YORK"])
def test_a_zone_may_be_written_with_blanks_and_in_any_case(text: str) -> None:
    assert typed_text.read_zone("zone", text) == "America/New_York"


@pytest.mark.parametrize(
    ("text", "near"), [("New York", "America/New_York"), ("Europe/Berlim", "Europe/Berlin")]
)
def test_an_unknown_zone_is_refused_with_the_nearest_names(text: str, near: str) -> None:
    with pytest.raises(InvalidValue, match=near):
        typed_text.read_zone("zone", text)


def test_a_closed_word_may_be_shortened_and_written_with_blanks() -> None:
    typed = read_person({"relationship": "trusts m", "groups": "MENT, spon"})
    assert typed.values == {"relationship": Relationship.TRUSTS_ME, "groups": (Group.MENTOR, Group.SPONSOR)}


def test_a_word_outside_of_a_closed_list_is_refused_with_the_list() -> None:
    with pytest.raises(InvalidValue, match="unknown, knows-me, trusts-me, advocates"):
        read_person({"relationship": "friend"})


def test_a_start_that_fits_two_words_is_refused_with_both() -> None:
    with pytest.raises(InvalidValue, match="us-citizen-img or us-md"):
        read_applicant({"status": "us"}, tuple(AUDIENCES))


@pytest.mark.parametrize(
    ("text", "meant"), [("Yes", True), ("n", False), ("true", True), ("0", False), ("", None)]
)
def test_yes_and_no_may_be_shortened_and_nothing_means_unknown(text: str, meant: object) -> None:
    assert typed_text.read_yes_no("is_img", text) is meant


def test_an_answer_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(InvalidValue, match="yes or no"):
        typed_text.read_yes_no("is_img", "maybe")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "see my page"]
)
def test_a_link_that_is_no_web_address_is_refused(link: str) -> None:
    with pytest.raises(InvalidValue, match="web address"):
        read_person({"profile_url": link})


def test_a_web_address_without_scheme_gets_one() -> None:
    assert typed_text.read_link("profile_url", "www.example.org/in/ana") == "https://www.example.org/in/ana"


@pytest.mark.parametrize("address", ["ana", "ana@", "@example.org", "a b@example.org"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InvalidValue, match=r"name@example\.org"):
        read_person({"email": address})


def test_an_unknown_field_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(InvalidValue, match="Did you mean institution"):
        read_person({"institutoin": "Harbor"})


def test_a_field_may_be_named_with_hyphens_and_in_any_case() -> None:
    assert get_field(PERSON_FIELDS, "Next-Follow-Up").name == "next_follow_up"


def test_empty_text_clears_every_field_but_the_name() -> None:
    assert {field.name for field in PERSON_FIELDS.values() if _is_refused_empty(field)} == {"name"}


def _is_refused_empty(field: Field) -> bool:
    try:
        read_person({field.name: ""})
    except InvalidValue:
        return True
    return False


def test_text_that_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(InvalidValue, match="under 500"):
        read_person({"role": "x" * 501})
    with pytest.raises(InvalidValue, match="under 100,000"):
        read_person({"notes": "x" * 100_001})


def test_halves_of_letters_are_refused_with_a_remedy() -> None:
    with pytest.raises(HallwayError, match="not text"):
        read_person({"name": "Ana \udce9"})


@pytest.mark.parametrize("fields", [PERSON_FIELDS, APPLICANT_FIELDS], ids=["person", "applicant"])
def test_every_field_is_described(fields: dict[str, Field]) -> None:
    for field in fields.values():
        assert field.label
        assert field.help.endswith((".", "?"))
        assert bool(field.choices) or field.kind not in {FieldKind.CHOICE, FieldKind.CHOICES}


def test_a_number_outside_of_its_range_is_refused_with_the_range() -> None:
    with pytest.raises(InvalidValue, match="2000 to 2100"):
        read_field(APPLICANT_FIELDS["match_year"], "1999")
