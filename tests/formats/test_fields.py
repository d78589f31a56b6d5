import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.fields import (
    find_emails,
    is_web_address,
    join_list,
    join_phones,
    near_zones,
    read_emails,
    read_zone,
    split_groups,
    split_list,
    split_phones,
)
from hallway.formats.texts import clean_line
from tests.formats.rude import rude_text


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ("ana@example.org", ("ana@example.org",)),
        ("mailto:ana@example.org", ("ana@example.org",)),
        ("Ana Ruiz <ana@example.org>", ("ana@example.org",)),
        ("ana@example.org; bo@example.org", ("ana@example.org", "bo@example.org")),
        ("ana@example.org ::: bo@example.org", ("ana@example.org", "bo@example.org")),
        ("ana@example.org, ana@example.org", ("ana@example.org",)),
        ('"Ruiz, Ana" <ana@example.org>; Bo <bo@example.org>', ("ana@example.org", "bo@example.org")),
        ("Ana <ana@example>", ()),
        ("ana@example", ()),
        ("ana@@example.org", ()),
        ("ana example.org", ()),
        ("@example.org", ()),
        ("ana@.org", ()),
        ("ana@example.", ()),
        ("ana@example.org and others", ()),
    ],
)
def test_email_addresses_are_checked_loosely(written: str, addresses: tuple[str, ...]) -> None:
    assert read_emails(written) == addresses


def test_addresses_beside_other_words_are_found() -> None:
    assert find_emails("ana@example.org or ask") == (("ana@example.org",), ("or", "ask"))
    assert find_emails("Ana <ana@example.org>, bo@home") == (("ana@example.org",), ("bo@home",))


@pytest.mark.parametrize(
    "address", ["https://example.org", "HTTP://example.org", "example.org/in/x", "example.org:80"]
)
def test_web_addresses_may_become_links(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///x", "JavaScript:x"])
def test_addresses_that_would_run_something_may_not(address: str) -> None:
    assert not is_web_address(address)


def test_a_zone_is_known_in_any_case() -> None:
    assert read_zone("america/new york") == "America/New_York"
    assert read_zone("UTC") == "UTC"
    assert read_zone("Mars/Olympus") is None


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Eastern Time", "America/New_York"),
        ("central", "America/Chicago"),
        ("PST", "America/Los_Angeles"),
        ("Kolkata, India", "Asia/Kolkata"),
        ("America/New_Yrok", "America/New_York"),
    ],
)
def test_the_nearest_zone_is_suggested(written: str, near: str) -> None:
    assert near_zones(written)[0] == near


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("burns, flaps", ("burns", "flaps")),
        ("burns, hands; flaps", ("burns, hands", "flaps")),
        ("burns\nflaps\n\n", ("burns", "flaps")),
        ("burns; burns;", ("burns",)),
        ('"a; b"; c', ("a; b", "c")),
        ("", ()),
        (" ; ,", (",",)),
    ],
)
def test_lists_are_split(written: str, items: tuple[str, ...]) -> None:
    assert split_list(written) == items


@given(st.lists(rude_text.map(clean_line).filter(bool), max_size=5, unique=True))
def test_a_joined_list_splits_into_its_items(items: list[str]) -> None:
    assert split_list(join_list(items)) == tuple(items)


@given(st.lists(rude_text.map(clean_line).filter(bool), max_size=5, unique=True))
def test_joined_phones_split_into_the_same_ones_commas_and_all(items: list[str]) -> None:
    assert split_phones(join_phones(items)) == tuple(items)


def test_groups_are_told_from_other_words() -> None:
    assert split_groups("Mentors, peer, burns club") == (("mentor", "peer"), ("burns club",))
    assert split_groups("* Sponsor ::: * myContacts") == (("sponsor",), ("myContacts",))
