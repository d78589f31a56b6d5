"""The watch in a real browser; and axe and a phone's width for every page of the studio."""

import pytest
from playwright.sync_api import expect

from hallway.actions.pitches import derive_pitch, set_pitch
from hallway.actions.practice import log_practice
from hallway.app import App
from hallway.domain.messages import PitchUse
from tests.web.conftest import NewPage
from tests.web.tabs import Tab
from tests.web.test_browser import axe
from tests.web.test_writing_browser import Serve

pytestmark = pytest.mark.browser

BASE = "I am Nadia Brandt, a student in Chile. I hope to train in plastic surgery. I am looking for a mentor."


def test_the_studio_suits_phones_and_readers_and_the_watch_fills_the_seconds_in(
    app: App, tab: Tab, serve: Serve, new_page: NewPage
) -> None:
    del tab  # only to have Nadia in there
    set_pitch(app.store, app.clock, PitchUse.BASE, text=BASE)
    derive_pitch(app.store, app.clock, PitchUse.LINKEDIN)
    set_pitch(app.store, app.clock, PitchUse.BASE, text=BASE.replace("mentor", "year of research"))
    log_practice(app.store, app.clock, exercise="base", seconds=44)
    log_practice(app.store, app.clock, exercise="choose-one")
    page, address = new_page(width=390, is_dark=True), serve(app)
    paths = ("/pitch", "/pitch/linkedin", "/pitch/base", "/pitch/base/rehearse", "/confidence")

    found = {path: faults for path in paths if (faults := axe(page, address + path))}

    assert found == {}
    for path in paths:
        page.goto(address + path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room, path

    page.goto(f"{address}/pitch/base")
    page.get_by_label("Text", exact=True).fill("I am Nadia, and I am just exploring.")
    expect(page.locator("#found")).to_contain_text("just exploring")
    expect(page.locator("#length")).to_contain_text("under your 20 to 30")
    page.get_by_role("button", name="Keep it").click()
    page.goto(f"{address}/pitch/base/rehearse")
    page.get_by_role("button", name="Start the watch").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_label("Seconds it took")).to_have_value("1")
    page.get_by_role("button", name="Note this try").click()
    expect(page.locator("main")).to_contain_text("1 second: 19 under your 20 to 30.")
