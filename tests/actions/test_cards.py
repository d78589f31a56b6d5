"""A card is read into typed text, found again by its address, and saved with the meeting."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.cards import CARD_FIELDS, Meeting, connect_link, plan_card, read_card, save_card
from hallway.actions.people import add_person
from hallway.actions.person_views import show_person
from hallway.domain.errors import InvalidValue
from hallway.domain.people import Relationship
from hallway.formats.problems import UnreadableFile
from hallway.storage.store import SqliteStore
from tests.cast import ANA, FixedClock
from tests.formats.rude import rude_text
from tests.storage.files import new_store

PAPER = """\
CEDAR VALLEY CHILDREN'S HOSPITAL
Elif Kaya, MD, PhD
Attending, Division of Neonatology
Tel: +1 206 555 0100
elif.kaya@cedar.example.org
Seattle, WA 98101
"""


@pytest.mark.requirement("CON-19")
def test_the_text_of_a_photographed_card_becomes_fields(store: SqliteStore, clock: FixedClock) -> None:
    card = read_card(store, clock, data=PAPER.encode())
    assert card.fields["name"] == "Elif Kaya"
    assert card.fields["credentials"] == "MD, PhD"
    assert card.fields["email"] == "elif.kaya@cedar.example.org"
    assert card.fields["institution"].casefold() == "cedar valley children's hospital"
    assert set(card.fields) <= set(CARD_FIELDS)


def test_of_several_cards_in_one_file_the_first_is_read_and_the_others_told(
    store: SqliteStore, clock: FixedClock
) -> None:
    both = "".join(
        f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nEND:VCARD\n" for name in ("Elif Kaya", "Omar Haddad")
    )
    card = read_card(store, clock, data=both.encode())
    assert card.fields["name"] == "Elif Kaya"
    assert any(each.says.startswith("1 more person stands in it") for each in card.problems)


def test_an_address_proves_who_it_is_and_a_name_only_suggests_it(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA).person
    nobody = plan_card(store, fields={"name": "Elif Kaya"})
    proven = plan_card(store, fields={"name": "Ana Novak", "email": ANA["email"], "city": "Boston"})
    alike = plan_card(store, fields={"name": "Ana Novak", "institution": ANA["institution"]})
    assert (nobody.people, nobody.is_same, nobody.says) == ((), False, "")
    assert ([each.id for each in proven.people], proven.is_same) == ([ana.id], True)
    assert proven.fills == (("city", "Boston"),)
    assert ([each.id for each in alike.people], alike.is_same) == ([ana.id], False)


def test_a_card_fills_what_is_empty_and_the_notes_keep_what_differs(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA).person
    saved = save_card(
        store, clock, fields={"name": "Ana Novak", "role": "attending", "city": "Boston"}, into=ana.id
    )
    assert not saved.is_new
    assert (saved.person.role, saved.person.city) == ("fellow", "Boston")
    assert "attending" in saved.person.notes


def test_the_meeting_moves_the_relationship_and_says_how_we_met(
    store: SqliteStore, clock: FixedClock
) -> None:
    saved = save_card(
        store, clock, fields={"name": "Elif Kaya"}, meeting=Meeting(event="ACAPS", topics="flaps")
    )
    person = show_person(store, clock, person=saved.person.id).person
    assert (person.relationship, person.how_met) == (Relationship.KNOWS_ME, "ACAPS")
    assert saved.meeting is not None
    assert (saved.meeting.topics, saved.meeting.is_timed) == (("flaps",), True)


def test_a_card_without_a_name_is_not_saved(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="no name"):
        save_card(store, clock, fields={"name": " ", "email": "a@example.org"})


@pytest.mark.parametrize(
    ("profile", "link"),
    [
        ("https://www.linkedin.com/in/elif", "https://www.linkedin.com/in/elif"),
        ("linkedin.com/in/elif", "https://linkedin.com/in/elif"),
        ("https://de.linkedin.com/in/elif", "https://de.linkedin.com/in/elif"),
        ("https://linkedin.com.example.org/in/elif", "search"),
        ("https://notlinkedin.com/in/elif", "search"),
        ("javascript://linkedin.com/%0aalert(1)", "search"),
        ("https://user@linkedin.com/", "search"),
        ("", "search"),
    ],
)
def test_the_link_to_connect_leads_to_linkedin_and_nowhere_else(profile: str, link: str) -> None:
    wanted = "https://www.linkedin.com/search/results/people/?keywords=Elif%20%22Kaya%22%26x"
    found = connect_link({"name": 'Elif "Kaya"&x', "profile_url": profile})
    assert found == (wanted if link == "search" else link)


def test_without_a_name_there_is_nobody_to_look_for() -> None:
    assert connect_link({"name": "  "}) == ""


@given(texts=st.lists(rude_text | st.text(), max_size=8))
@settings(max_examples=20)
def test_whatever_is_pasted_becomes_fields_or_a_refusal(texts: list[str]) -> None:
    """What was understood can always be looked up and shown on a form."""
    with new_store() as store:
        for text in texts:
            with suppress(UnreadableFile):
                card = read_card(store, FixedClock(), data=text.encode("utf-8", "replace"))
                assert set(card.fields) <= set(CARD_FIELDS)
                assert any(card.fields.values())
                plan_card(store, fields=card.fields)
