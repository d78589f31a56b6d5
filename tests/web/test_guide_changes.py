"""What changed in the guides, what is kept aside, and sharing one's own, in the browser."""

from hallway.app import App
from hallway.domain.ids import OverrideId
from hallway.domain.settings import Override
from tests.cast import NOW
from tests.web.tabs import Tab

DUE = "followup.meeting.due"


def _older_version_set(app: App, key: str, value: str, instead_of: str = "") -> None:
    with app.store.writing("test", "An older version wrote", now=NOW) as writing:
        writing.add(Override(id=OverrideId(f"o-{key}"), key=key, value=value, instead_of=instead_of))


def test_changes_between_versions_are_shown_and_can_be_turned_around(tab: Tab) -> None:
    assert "0.5.0" in tab.open("/guides/changes").text
    tab.open("/guides/changes?old=0.2.0&new=0.3.0")
    assert "Numbers added" in tab.text
    assert "/guides/follow-up.unanswered" in tab.links

    assert "Numbers removed" in tab.open("/guides/changes?old=0.2.0&new=0.1.0").text
    assert "Nothing changed" in tab.open("/guides/changes?old=0.1.0&new=0.1.0").text
    assert tab.open("/guides/changes?old=0.0.1").status == 404


def test_what_is_set_aside_is_told_on_today_and_let_go_under_guides(tab: Tab, app: App) -> None:
    _older_version_set(app, "mentors.old", "3")

    assert "One of your own numbers is kept and not used." in tab.open("/").text
    tab.open("/guides")
    assert "The guides have no such number any more." in tab.text
    tab.send("/guides/values/mentors.old", press=("do", "reset"))
    assert "Kept, not used" not in tab.text
    assert "kept and not used" not in tab.open("/").text


def test_a_guide_that_moved_is_answered_in_its_place(tab: Tab, app: App) -> None:
    _older_version_set(app, DUE, "60", "36")
    told = "has changed from 36 hours to 48 hours since you set yours"
    assert told in tab.open("/guides").text
    assert told in tab.open(f"/guides/{DUE}").text

    tab.send(f"/guides/values/{DUE}", press=("do", "keep"))
    assert told not in tab.text
    assert tab.open(f"/guides/{DUE}").form(f"/guides/values/{DUE}").values["value"] == ["60"]


def test_own_numbers_are_shown_beside_the_shipped_and_handed_over_as_a_file(tab: Tab) -> None:
    tab.open("/guides/yours")
    assert "Nothing differs" in tab.text
    tab.open("/guides").send(f"/guides/values/{DUE}", value="60")
    assert "48 hours 60 hours" in tab.open("/guides/yours").text

    assert f'"{DUE}" = 60' in tab.open("/guides/yours/file?audience=our-circle&name=Ours").html
    assert tab.open("/guides/yours/file?audience=Our+Circle").status == 422
    assert tab.form("/guides/yours/file").values["audience"] == ["Our Circle"]


def test_a_rule_shows_its_window_edge_by_edge_and_a_number_its_facts(tab: Tab) -> None:
    tab.open("/guides/follow-up.after-meeting")
    assert "Last sensible day after 14 days Time zone the recipient's time zone" in tab.text.replace("’", "'")
    tab.open("/guides/mail.cold.words.max")
    assert "a strong word from here on" in tab.text
    assert "Holds for US-IMG plastics; it comes from your guide. Measured in words." in tab.text
