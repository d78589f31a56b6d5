"""How the Match works in a real browser: with and without script, by keys, on phones and on paper."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from hallway.app import App
from tests.web.conftest import NewPage
from tests.web.tabs import Tab
from tests.web.test_browser import axe
from tests.web.test_writing_browser import Serve

pytestmark = pytest.mark.browser

EIGHT = urlencode(
    [
        ("program", "Massachusetts and Beyond Regional Medical Center, Main Campus"[:60]),
        ("program", "x" * 60),
        *(("program", f"Program {each}") for each in range(6)),
        *[("positions", "2")] * 8,
    ]
)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_list_of_ones_own_is_walked_through_and_tried_otherwise(
    app: App, tab: Tab, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    del tab  # only to have Nadia in there
    page, address = new_page(width=390, height=844, has_script=has_script), serve(app)
    page.goto(f"{address}/match")
    page.get_by_text("Use your own list").click()
    page.get_by_label("Your rank order list").fill("Tidewater\nOak Ridge\nSummit")
    page.get_by_label("Others drawn from number").fill("12")
    page.get_by_role("button", name="Show me the match").click()

    says = page.locator("#says")
    expect(says).to_contain_text("Nobody has proposed yet")
    page.get_by_role("link", name="Next step").click()
    expect(says).to_contain_text("You propose to Tidewater, your first choice.")
    expect(page).to_have_url(re.compile(r"program=Tidewater.*&step=1#story$"))
    page.get_by_role("link", name="Next step").click()
    expect(page.locator("#story")).to_contain_text("Step 2 of")
    page.go_back()
    expect(page.locator("#story")).to_contain_text("Step 1 of")
    page.get_by_role("link", name="End of the match").click()
    expect(says).to_contain_text("Nobody is left to propose")
    page.get_by_role("link", name="Turn your list upside down").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "A try: with your list turned upside down"
    )
    expect(page.locator("#verdict")).to_be_visible()
    page.get_by_role("link", name="Back to your true order").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("On your list")


def test_keys_step_without_loading_the_page_anew(app: App, tab: Tab, serve: Serve, new_page: NewPage) -> None:
    del tab  # only to have Nadia in there
    page, address = new_page(), serve(app)
    page.goto(f"{address}/match")
    page.evaluate("document.body.dataset.same = 'yes'")
    story = page.locator("#story")

    for key, shown in (
        ("ArrowRight", "Step 1 of"),
        ("ArrowRight", "Step 2 of"),
        ("ArrowLeft", "Step 1 of"),
        ("End", "Step 16 of"),
        ("ArrowRight", "Step 16 of"),
        ("Home", "Start, 16 steps ahead"),
        ("j", "Step 1 of"),
    ):
        page.keyboard.press(key)
        expect(story).to_contain_text(shown)
    page.get_by_role("link", name="End of the match").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#says")).to_be_focused()
    page.get_by_text("Use your own list").click()
    page.get_by_label("Your rank order list").fill("Tidewater")
    page.keyboard.press("ArrowLeft")

    expect(story).to_contain_text("Step 16 of")
    assert page.evaluate("document.body.dataset.same") == "yes"


def test_every_state_of_the_page_suits_phones_and_readers(
    app: App, tab: Tab, serve: Serve, browser_errors: NewPage
) -> None:
    del tab  # only to have Nadia in there
    page, address = browser_errors(width=390, is_dark=True), serve(app)
    paths = (
        "/match?step=3",
        "/match?step=last&try=swap",
        f"/match?{EIGHT}&step=9",
        f"/match?{EIGHT}&step=last",
        "/match?program=A&program=a",
        "/match?step=99",
    )

    found = {path: faults for path in paths if (faults := axe(page, address + path))}

    assert found == {}
    for path in paths:
        page.goto(address + path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room, path


def test_all_steps_print_as_a_list(app: App, tab: Tab, serve: Serve, new_page: NewPage) -> None:
    del tab  # only to have Nadia in there
    page, address = new_page(), serve(app)
    page.goto(f"{address}/match?step=3")
    page.emulate_media(media="print")

    expect(page.locator(".every-step li").last).to_be_visible()
    expect(page.locator(".every-step li")).to_have_count(16)
    expect(page.locator(".stepper")).to_be_hidden()
    expect(page.locator(".scene")).to_be_visible()
