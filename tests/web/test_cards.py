"""A card becomes a person: read, corrected, saved with the meeting, and never twice."""

import pytest
from starlette.testclient import TestClient

from hallway.actions.history import list_history
from hallway.app import App
from tests.cast import ANA
from tests.web.conftest import Cast
from tests.web.tabs import Tab

MECARD = "MECARD:N:Kaya,Elif;ORG:Cedar Valley;TITLE:Attending;EMAIL:elif@example.org;TEL:+12065550100;;"
VCARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Elif Kaya\r\nORG:Cedar Valley\r\nEND:VCARD\r\n"


def read(tab: Tab, text: str = MECARD, event: str = "") -> Tab:
    """Paste the text of a card and have it read."""
    return tab.open("/card").send("/card", text=text, event=event)


def person_of(tab: Tab) -> str:
    """Return the path of the person that a saved card leads to."""
    return next(each for each in tab.links if each.startswith("/people/0"))


@pytest.mark.requirement("CON-19")
def test_a_pasted_code_becomes_an_editable_form_and_then_a_person(tab: Tab, app: App) -> None:
    read(tab, event="ACAPS")
    values = tab.form("/card/save").values
    assert (values["name"], values["institution"], values["email"]) == (
        ["Elif Kaya"],
        ["Cedar Valley"],
        ["elif@example.org"],
    )
    before = len(list_history(app.store))

    tab.send("/card/save", role="fellow", topics="cooling", next_step="send the protocol")

    assert tab.path.startswith("/card/saved/")
    assert len(list_history(app.store)) == before + 1
    tab.open(person_of(tab))
    for each in ("Elif Kaya", "Fellow", "Cedar Valley", "cooling", "send the protocol", "ACAPS"):
        assert each in tab.text


def test_undo_takes_person_and_meeting_back(tab: Tab) -> None:
    read(tab).send("/card/save", press=("into", ""))
    undo = next(each.action for each in tab.forms if each.action.endswith("/undo"))

    tab.send(undo)

    assert tab.path == "/card"
    assert "Elif Kaya" not in tab.open("/people").text


def test_a_card_without_a_meeting_is_saved_alone(tab: Tab) -> None:
    read(tab)
    del tab.form("/card/save").values["met"]

    tab.send("/card/save", press=("into", ""))

    assert "does not know me yet" in tab.open(person_of(tab)).text


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize(
    ("more", "link"),
    [
        ("URL:https://www.linkedin.com/in/elif-kaya;", "https://www.linkedin.com/in/elif-kaya"),
        ("", "https://www.linkedin.com/search/results/people/?keywords=Elif%20Kaya"),
    ],
    ids=["profile", "search"],
)
def test_one_can_connect_on_linkedin_at_once(tab: Tab, more: str, link: str) -> None:
    read(tab, MECARD.removesuffix(";") + more + ";")
    assert f'href="{link}" target="_blank" rel="noopener noreferrer"' in tab.html
    tab.send("/card/save", press=("into", ""))
    assert link in tab.links


def test_the_event_stays_for_the_next_card(tab: Tab) -> None:
    read(tab, event="ACAPS & friends").send("/card/save", press=("into", ""))
    assert "/card?event=ACAPS%20%26%20friends" in tab.links
    assert tab.open("/card?event=ACAPS%20%26%20friends").form("/card").values["event"] == ["ACAPS & friends"]


def test_somebody_with_the_same_address_is_filled_and_not_doubled(tab: Tab, cast: Cast) -> None:
    read(tab, f"MECARD:N:Novak,Ana;EMAIL:{ANA['email']};TEL:+12125550100;;")
    assert "Ana Novak is here already. Fills phone." in tab.text

    tab.send("/card/save", press=("into", cast["ana"]))

    assert tab.path.startswith(f"/card/saved/{cast['ana']}")
    assert "212-555-0100" in tab.open(f"/people/{cast['ana']}").text
    assert len({each for each in tab.open("/people?words=novak").links if each.startswith("/people/0")}) == 1


def test_who_may_be_the_same_is_asked_even_when_the_form_was_corrected(tab: Tab, cast: Cast) -> None:
    read(tab, "MECARD:N:Novac,Ana;ORG:Harbor Medical Center;;")
    assert not tab.form("/card/save").values.get("into")

    tab.send("/card/save", name="Ana Novak", press=("into", ""))

    assert "Do you know them?" in tab.text
    assert ("into", cast["ana"]) in tab.form("/card/save").buttons
    tab.send("/card/save", press=("into", "new"))
    assert len({each for each in tab.open("/people?words=novak").links if each.startswith("/people/0")}) == 2


def test_a_card_file_is_read(client: TestClient, tab: Tab) -> None:
    answer = client.post("/card", files={"file": ("elif.vcf", VCARD, "text/vcard")}, data={"text": ""})
    assert 'value="Elif Kaya"' in answer.text
    del tab


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_pasted_is_told(tab: Tab, text: str) -> None:
    read(tab, text)
    assert tab.status == 422
    assert "Paste the text of a card" in tab.text


def test_what_nobody_understands_is_kept_in_the_notes(tab: Tab) -> None:
    read(tab, "~~ 12 ~~")
    assert tab.status == 200
    assert tab.form("/card/save").values["notes"] == ["~~ 12 ~~"]
    tab.send("/card/save", press=("into", ""))
    assert tab.status == 422
    assert tab.form("/card/save").values["notes"] == ["~~ 12 ~~"]


def test_a_field_that_cannot_be_meant_is_told_beside_it(tab: Tab) -> None:
    read(tab).send("/card/save", email="not an address", press=("into", ""))
    assert tab.status == 422
    assert "not an address" in tab.text
    assert tab.form("/card/save").values["topics"] == [""]
