"""The list in a browser: with and without script, on a phone, in the dark, on paper, and nothing for axe."""

import re

import pytest
from playwright.sync_api import expect

from hallway.actions.applicants import change_applicant
from hallway.actions.kept_picks import keep_pick
from hallway.actions.pick_asked import PickAsked
from hallway.actions.pick_comments import add_comment
from hallway.actions.pick_wishes import set_wish
from hallway.actions.picks import find_pick
from hallway.actions.program_ties import record_tie
from hallway.app import App
from hallway.domain.programs import TieKind
from tests.web.conftest import Cast, NewPage
from tests.web.test_browser import PHONE
from tests.web.test_pick import ONE, OTHER
from tests.web.test_programs_browser import checked
from tests.web.test_writing_browser import Serve

pytestmark = pytest.mark.browser

SMALL = "states=AR&applications=4"


@pytest.mark.parametrize("has_script", [True, False])
def test_a_smaller_number_is_tried_before_it_is_taken_over(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    fill(app, cast)
    page, address = new_page(has_script=has_script), serve(app)
    page.goto(f"{address}/pick?states=AR&applications=6")
    expect(page.locator("#chance-title")).to_have_text("With these 6 programs")
    page.locator("#change > summary").click()
    page.get_by_label("Applications at most").fill("4")
    page.get_by_role("button", name="What would it change?").first.click()

    expect(page.locator("main")).to_contain_text("Leaves it 2")
    page.get_by_role("link", name="Take it over").click()

    expect(page).to_have_url(re.compile(r"/pick\?applications=4&states=AR$"))
    expect(page.locator("#chance-title")).to_have_text("With these 4 programs")
    page.locator(".picked summary", has_text="Why").first.click()
    expect(page.get_by_role("columnheader", name="Weight").first).to_be_visible()
    expect(page.locator("#proof")).to_contain_text("No list within these limits")


def test_axe_finds_nothing_on_any_page_of_the_list(
    app: App, cast: Cast, serve: Serve, browser_errors: NewPage
) -> None:
    fill(app, cast)
    for name, count in (("Small", 3), ("Large", 5)):
        asked = PickAsked(states=("AR",), applications=count)
        keep_pick(app.store, app.clock, find_pick(app.store, app.clock, asked), name=name)
    page, address = browser_errors(**PHONE, is_dark=True), serve(app)
    found: dict[str, list[str]] = {}

    for path in (
        f"/pick?{SMALL}",
        "/pick?budget=-5",
        f"/pick/program/{ONE.code}?{SMALL}",
        f"/pick/what-if?before=states%3DAR&{SMALL}",
        f"/pick/compare?a={ONE.code}&b={OTHER.code}&asked=states%3DAR",
        "/pick/compare?a=Small&b=Large&asked=states%3DAR",
        "/pick/kept",
        "/pick/comments",
        f"/pick/put-on-list?{SMALL}",
        f"/pick/review?{SMALL}",
        f"/pick/left-out?{SMALL}",
    ):
        page.goto(address + path)
        found[path] = checked(page)

    assert [(path, fault) for path, faults in found.items() for fault in faults] == []


@pytest.mark.requirement("PICK-11")
def test_the_sheet_for_a_mentor_prints_a_box_for_each_program_and_no_buttons(
    app: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    fill(app, cast)
    page, address = new_page(), serve(app)
    page.goto(f"{address}/pick/review?{SMALL}")
    expect(page.get_by_role("button", name="Print it")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".review-rows .box")).to_have_count(4)
    expect(page.locator(".review-rows .box").first).to_be_visible()
    expect(page.get_by_role("button", name="Print it")).to_be_hidden()
    expect(page.locator(".side")).to_be_hidden()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def fill(app: App, cast: Cast) -> None:
    """Put an applicant for internal medicine with a tie, a wish and a comment into the record."""
    store, clock = app.store, app.clock
    change_applicant(store, clock, fields={"status": "non-us-img", "specialties": "Internal medicine"})
    record_tie(store, clock, unit=ONE.code, kind=TieKind.RESEARCH, person=cast["ana"], note="the registry")
    set_wish(store, clock, unit=ONE.code, level="1", fate="must")
    add_comment(store, clock, unit=ONE.code, text="They answer late", who="Dr. Okafor", verdict="doubt")
