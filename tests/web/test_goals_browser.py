"""Goals and updates in a real browser: on both widths, in both lights, with and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from hallway.actions.goal_proposals import propose_goals, take_goals
from hallway.actions.goal_reviews import save_review
from hallway.actions.goals import add_goal
from hallway.actions.milestones import record_milestone
from hallway.actions.promises import make_promise
from hallway.app import App
from hallway.domain.milestones import MilestoneKind
from hallway.domain.promises import By
from tests.web.conftest import Cast, NewPage
from tests.web.test_browser import axe

pytestmark = pytest.mark.browser

Serve = Callable[[App], str]


@pytest.fixture
def full(app: App, cast: Cast) -> App:
    """Return a record with goals of every sort, a review, and something to tell."""
    store, clock = app.store, app.clock
    take_goals(
        store, clock, chosen=[each.id for each in propose_goals(store, clock) if each.measure != "letters"]
    )
    add_goal(
        store, clock, fields={"text": "Read papers", "horizon": "early", "target": "12", "note": "weekly"}
    )
    save_review(store, clock, text="Well begun.")
    for kind in MilestoneKind:
        record_milestone(store, clock, kind=kind, text=f"A long enough {kind} result with Ana Novak in it")
    make_promise(store, clock, person=cast["bolu"], by=By.ME, text="Send the table")
    return app


@pytest.mark.parametrize(("width", "is_dark"), [(390, True), (1280, False)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    full: App, cast: Cast, serve: Serve, new_page: NewPage, *, width: int, is_dark: bool
) -> None:
    page, address = new_page(width=width, is_dark=is_dark), serve(full)
    paths = ("/goals", "/goals/guides", "/goals/review", f"/people/{cast['bolu']}/update")

    found = {path: faults for path in paths if (faults := axe(page, address + path))}

    assert found == {}
    for path in paths:
        page.goto(address + path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room, path


@pytest.mark.requirement("MEN-16")
def test_the_text_of_an_update_is_copied_with_one_press(
    full: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{serve(full)}/people/{cast['bolu']}/update")

    page.get_by_role("button", name="Copy the text").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == page.get_by_role("textbox", name="Text").input_value()
    )


@pytest.mark.parametrize("has_script", [True, False])
def test_a_month_is_reviewed_and_undone(
    full: App, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    page = new_page(width=390, height=844, has_script=has_script)
    page.goto(f"{serve(full)}/goals/review")

    page.get_by_role("group", name="Read papers").get_by_label("Let it go").check()
    page.get_by_label("Your conclusion").fill("Fewer, better.")
    page.get_by_role("button", name="Keep this review").click()

    expect(page.get_by_role("status")).to_contain_text("Reviewed the goals of November, 1 adjusted")
    expect(page.get_by_role("heading", name="Read papers")).to_have_count(0)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Read papers")).to_be_visible()
