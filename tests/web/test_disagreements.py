"""Where the guides disagree: read as a table, settled topic by topic."""

from hallway.actions.disagreements import list_topics
from hallway.app import App
from tests.web.tabs import Tab

PAGE = "/guides/disagreements"


def test_every_topic_shows_what_each_guide_says_and_ones_own_is_marked(tab: Tab, app: App) -> None:
    topics = list_topics(app.store)
    tab.open("/guides").open(PAGE)

    assert len(topics) == 25
    for each in topics:
        assert f"{PAGE}/{each.id}" in tab.links
        assert each.ours.split(";")[0] in tab.text
    assert "US-IMG plastics (yours)" in tab.html
    assert "one to two weeks, then move on" in tab.text


def test_every_topic_has_its_own_page(tab: Tab, app: App) -> None:
    pages = [f"{PAGE}/{each.id}" for each in list_topics(app.store)]
    assert [page for page in pages if tab.open(page).status != 200] == []
    assert tab.open(f"{PAGE}/nothing-like-it").status == 404
    assert "take it as advice" in tab.open(f"{PAGE}/headshot").text


def test_a_guide_is_chosen_after_seeing_what_would_change(tab: Tab) -> None:
    page = f"{PAGE}/no-reply"
    tab.open(page).send(page, press=("do", "preview"), take="us-img-pediatrics")
    assert "10 days → 7 days" in tab.text
    assert tab.form(page).values["take"] == ["us-img-pediatrics"]

    tab.send(page, take="us-img-pediatrics")
    assert tab.path.startswith(PAGE)
    assert "Chose for Waiting when nobody answers: us-img-pediatrics" in tab.text
    assert tab.open(page).form(page).values["take"] == ["us-img-pediatrics"]


def test_own_numbers_are_set_for_a_topic_and_a_slip_is_kept_in_its_field(tab: Tab) -> None:
    own = f"{PAGE}/weekly/own"
    tab.open(f"{PAGE}/weekly").send_all(own, {"outreach.week.new": "some"})
    assert tab.status == 422
    assert tab.form(own).values["outreach.week.new"] == ["some"]

    tab.send_all(own, {"outreach.week.new": "2"})
    assert "your own" in tab.text
