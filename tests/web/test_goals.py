"""Goals and updates in the browser's way: without script, with every change undone from its own notice."""

import pytest

from hallway.actions.history import undo
from hallway.actions.milestones import record_milestone
from hallway.actions.people import edit_person
from hallway.app import App
from hallway.domain.goals import Goal, GoalState
from hallway.domain.milestones import MilestoneKind
from tests.web.conftest import Cast
from tests.web.tabs import Tab
from tests.web.test_pages import check

PROJECT = "Have one research or quality project under way"


def goals(app: App) -> dict[str, Goal]:
    with app.store.reading() as reading:
        return {each.text: each for each in reading.all(Goal)}


@pytest.mark.requirement("GOA-01", "GOA-02", "GOA-08")
def test_a_newcomer_starts_with_the_guides_goals(tab: Tab, app: App) -> None:
    assert "No goal is open" in tab.open("/goals").text
    assert "/goals/guides" in tab.links

    tab.open("/goals/guides").send("/goals/guides", goal=["short.mentors", "early.conference"])

    assert "Took 2 goals of the guides" in tab.text
    assert "Have one to two mentors to turn to" in tab.text
    assert tab.open("/goals/guides").text.count("Yours already") == 2
    tab.open("/goals/guides").send("/goals/guides", goal=[])
    assert "Choose at least one" in tab.text
    assert len(goals(app)) == 2


def test_goals_show_what_counts_and_who_stands_behind_it(tab: Tab, cast: Cast) -> None:
    tab.open("/goals/guides").send("/goals/guides", goal=["short.mentors", "medium.known-at"])

    tab.open("/goals")

    assert "2 of 1" in tab.text
    assert f"/people/{cast['ana']}" in tab.links
    assert "Harbor Medical Center: Ana Novak" in tab.text
    check(tab)


def test_a_goal_of_ones_own_is_added_changed_closed_and_opened_again(tab: Tab, app: App) -> None:
    tab.open("/goals/new").send("/goals/new", text="Read papers", horizon="short", target="x")
    assert tab.status == 422
    assert "target" in tab.text
    tab.send("/goals/new", target="12", counted="3", note="One a week")
    key = goals(app)["Read papers"].id
    assert "3 of 12" in tab.text

    tab.open(f"/goals/{key}/edit").send(f"/goals/{key}/edit", counted="4", note="")
    assert "4 of 12" in tab.text
    tab.send(f"/goals/{key}/reach")
    assert goals(app)["Read papers"].state is GoalState.REACHED
    assert "1 reached or let go" in tab.text
    tab.send(f"/goals/{key}/bring-back")
    tab.send(f"/goals/{key}/drop")
    assert goals(app)["Read papers"].state is GoalState.DROPPED
    assert tab.open("/goals/unknown/edit").status == 404


@pytest.mark.requirement("GOA-03")
def test_the_review_walks_every_goal_and_settles_the_months_step(tab: Tab, app: App, cast: Cast) -> None:
    del cast
    tab.open("/goals/guides").send("/goals/guides", goal=["short.mentors", "short.research"])
    kept = goals(app)
    mentors, research = kept["Have one to two mentors to turn to"].id, kept[PROJECT].id
    assert "Reread your goals" in tab.open("/steps").text
    assert "/goals/review" in tab.links

    tab.open("/goals/review").send_all(
        "/goals/review", {"conclusion": "", f"target-{mentors}": "2", f"state-{research}": "dropped"}
    )
    assert "conclusion" in tab.text
    assert tab.form("/goals/review").values[f"target-{mentors}"] == ["2"]
    tab.send("/goals/review", conclusion="Two mentors are enough until spring.")

    assert "Reviewed the goals of November, 2 adjusted" in tab.text
    assert "You looked at your goals today" in tab.text
    assert "Reread your goals" not in tab.open("/steps").text
    assert "Two mentors are enough until spring." in tab.open("/goals/review").text
    check(tab)
    undo(app.store, app.clock)
    assert "Reread your goals" in tab.open("/steps").text


@pytest.mark.requirement("GOA-04", "GOA-07")
def test_the_weeks_aim_is_changed_in_place(tab: Tab) -> None:
    text = tab.open("/goals").text
    assert "0 of 3" in text
    assert "An empty week is only a week." in text
    assert "streak" not in text.lower()

    tab.send("/guides/values/outreach.week.new", value="2")

    assert tab.path == "/goals"
    assert "0 of 2" in tab.text


@pytest.mark.requirement("GOA-05")
def test_what_the_network_became_stands_with_the_people(tab: Tab, app: App, cast: Cast) -> None:
    record_milestone(
        app.store, app.clock, kind=MilestoneKind.PUBLICATION, text="Abstract with Ana Novak accepted"
    )
    edit_person(app.store, app.clock, person=cast["bolu"], fields={"relationship": "advocates"})

    tab.open("/goals")

    assert "Ana Novak : named in it" in tab.text
    assert "Bolu Adeyemi advocates for you" in tab.text
    assert "no days kept" in tab.text
    check(tab)


@pytest.mark.requirement("MEN-16")
def test_an_update_is_written_copied_and_noted_as_sent(tab: Tab, app: App, cast: Cast) -> None:
    ana = cast["ana"]
    tab.open(f"/people/{ana}")
    assert f"/people/{ana}/update" in tab.links
    assert "Nothing new is on record" in tab.open(f"/people/{ana}/update").text
    record_milestone(app.store, app.clock, kind=MilestoneKind.EXAM, text="Step 2 CK passed & told")

    tab.open(f"/people/{ana}/update")

    assert "Dear Dr. Novak," in tab.html
    [mail] = [each for each in tab.links if each.startswith("mailto:")]
    assert mail.startswith("mailto:ana.novak@harbor.example.org?subject=A%20short%20update%20from%20Nadia")
    assert "passed%20%26%20told" in mail
    assert "%0D%0A%0D%0A" in mail
    check(tab)
    tab.send(f"/people/{ana}/update")
    assert tab.path == f"/people/{ana}"
    assert "Sent Ana Novak an update" in tab.text
    assert "Nothing new is on record" in tab.open(f"/people/{ana}/update").text


def test_a_step_for_a_mentor_leads_to_the_update(tab: Tab, app: App, cast: Cast) -> None:
    record_milestone(app.store, app.clock, kind=MilestoneKind.EXAM, text="Step 2 CK passed")

    tab.open("/steps")

    (link,) = [each for each in tab.links if each.startswith(f"/write/TPL-16?person={cast['bolu']}&step=")]
    assert "Step 2 CK passed" in tab.open(link).text


def test_a_research_project_is_good_news(tab: Tab) -> None:
    tab.open("/milestones").send("/milestones", kind="research", text="Joined the registry")

    assert "Milestone: Joined the registry" in tab.text
    assert "Joined the registry" in tab.open("/goals").text
