"""Quick capture: one screen, one post."""

from tests.web.conftest import Cast
from tests.web.tabs import Tab


def test_a_name_alone_is_enough(tab: Tab) -> None:
    tab.open("/capture").send("/capture", press=("then", "done"), name="Elif Kaya")

    assert tab.path.startswith("/people/0")
    assert "You met" in tab.text


def test_person_meeting_promises_and_permission_are_one_entry_of_history(tab: Tab) -> None:
    tab.open("/capture").send(
        "/capture",
        press=("then", "done"),
        name="Elif Kaya",
        institution="Cedar Valley Children's Hospital",
        topic="cooling after birth",
        next_step="send the protocol",
        i_promised="Send the protocol",
        promised_me="Introduce me to the fellow",
        due="2026-11-27",
        role="attending",
        event="Western meeting",
        may_follow_up="yes",
    )

    for words in ("Cedar Valley", "cooling after birth", "Introduce me to the fellow", "welcomes follow-up"):
        assert words in tab.text
    undo = next(each.action for each in tab.forms if each.action.endswith("/undo"))
    tab.send(undo)
    assert tab.path == "/people"
    assert "Elif Kaya" not in tab.open("/people").text


def test_the_next_person_keeps_event_and_place(tab: Tab) -> None:
    tab.open("/capture").send(
        "/capture",
        press=("then", "next"),
        name="Elif Kaya",
        institution="Cedar Valley",
        event="Western meeting",
    )

    kept = tab.form("/capture").values
    assert kept["institution"] == ["Cedar Valley"]
    assert kept["event"] == ["Western meeting"]
    assert kept["name"] == [""]


def test_somebody_known_is_met_again_and_not_added_twice(tab: Tab, cast: Cast) -> None:
    tab.open("/capture")
    assert "Ana Novak" in tab.html

    tab.send("/capture", press=("then", "done"), name="ana novak")

    assert tab.path == f"/people/{cast['ana']}"


def test_without_a_name_everything_else_is_kept(tab: Tab) -> None:
    tab.open("/capture").send("/capture", press=("then", "done"), topic="cooling", i_promised="Send it")

    assert tab.status == 422
    assert tab.form("/capture").values["topic"] == ["cooling"]
    assert tab.form("/capture").values["i_promised"] == ["Send it"]
