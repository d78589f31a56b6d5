"""Guides: every rule and number with its source, changed and reset in its place."""

from hallway.actions.guides import list_guides
from hallway.app import App
from tests.web.tabs import Tab

DUE = "followup.meeting.due"


def test_every_rule_caution_and_number_is_shown(tab: Tab, app: App) -> None:
    view = list_guides(app.store)
    tab.open("/guides")

    for rule in (*view.rules, *view.cautions):
        assert f"/guides/{rule.id}" in tab.links
    for value in view.values:
        assert f">{value.key}<" in tab.html


def test_every_rule_and_number_has_its_own_page(tab: Tab, app: App) -> None:
    view = list_guides(app.store)
    keys = [each.id for each in (*view.rules, *view.cautions)] + [each.key for each in view.values[::9]]

    assert [key for key in keys if tab.open(f"/guides/{key}").status != 200] == []


def test_a_number_shows_its_guides_and_what_each_audience_gets(tab: Tab) -> None:
    tab.open(f"/guides/{DUE}")

    assert "MD plastics 72" in tab.text
    assert "US-IMG general surgery 48" in tab.text
    assert "take notes for the follow-up; no window stated" in tab.text


def test_our_own_numbers_are_marked(tab: Tab) -> None:
    assert "· ours" in tab.open("/guides/followup.meeting.last").text


def test_a_number_is_changed_and_reset_in_its_place(tab: Tab) -> None:
    change = f"/guides/values/{DUE}"
    tab.open("/guides").send(change, value="60")
    assert tab.form(change).values["value"] == ["60"]
    assert "yours , the guides say 48" in tab.text

    tab.send(change, press=("do", "reset"))
    assert tab.form(change).values["value"] == ["48"]


def test_a_number_that_cannot_be_meant_is_refused_and_kept_in_the_field(tab: Tab) -> None:
    change = f"/guides/values/{DUE}"
    tab.open(f"/guides/{DUE}").send(change, value="soon")

    assert tab.status == 422
    assert tab.form(change).values["value"] == ["soon"]
    assert "yours" not in tab.open(f"/guides/{DUE}").text


def test_a_custom_audience_is_added(tab: Tab) -> None:
    text = '[audience]\nid = "my-school"\nname = "My school"\nbased_on = "img-general"\n'
    tab.open("/guides/audiences/new").send("/guides/audiences/new", name="my-school", text=text)

    assert tab.status in {200, 422}, tab.text
    if tab.status == 200:
        assert "My school" in tab.text


def test_a_faulty_audience_names_its_line_and_keeps_the_text(tab: Tab) -> None:
    text = '[audience]\nid = "x"\n\n[[value]]\nkey = "followup.meeting.dew"\ndefault = 3\n'
    tab.open("/guides/audiences/new").send("/guides/audiences/new", name="mine", text=text)

    assert tab.status == 422
    assert "line " in tab.text
    assert tab.form("/guides/audiences/new").values["text"] == [text.strip()]


def test_an_audience_file_can_be_chosen_instead_of_pasted(tab: Tab) -> None:
    new = "/guides/audiences/new"
    tab.open(new).upload(new, "file", "mine.toml", b"[audience")
    assert tab.status == 422
    assert tab.form(new).values["name"] == ["mine"]
    assert tab.form(new).values["text"] == ["[audience"]

    tab.open(new).send(new, name="", text="")
    assert tab.status == 422
