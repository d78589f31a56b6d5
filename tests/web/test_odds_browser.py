"""The odds in a browser: reasons that open in place, on a phone, in the dark, with and without script."""

import re

import pytest
from playwright.sync_api import Route, expect

from hallway.actions.applicants import change_applicant
from hallway.actions.program_facts import record_fact
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie
from hallway.app import App
from hallway.domain.programs import FactKind, Reply, TieKind
from tests.web.conftest import Cast, NewPage
from tests.web.test_browser import PHONE
from tests.web.test_odds import ONE, OTHER, SURGERY, put_on_list
from tests.web.test_programs_browser import checked
from tests.web.test_writing_browser import Serve

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_script", [True, False])
def test_a_score_is_entered_where_the_odds_ask_for_it_and_narrows_them(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    del cast
    page, address = new_page(has_script=has_script), serve(app)
    page.goto(f"{address}/odds")
    page.locator(".beside").get_by_role("link", name="Step 2 CK").click()
    expect(page).to_have_url(re.compile("/profile#of-exams$"))

    page.get_by_label("Score", exact=True).fill("247")
    page.get_by_role("button", name="Add it").click()

    expect(page.locator("#notice")).to_contain_text("Undo")
    page.get_by_role("link", name="Your odds", exact=True).click()
    expect(page.locator(".beside")).not_to_contain_text("Step 2 CK")
    expect(page.locator("main")).to_contain_text("247, where those who apply have")
    page.locator("summary", has_text="Why").first.click()
    expect(page.get_by_role("columnheader", name="Weight").first).to_be_visible()


def test_axe_finds_nothing_on_odds_of_which_much_is_known_nor_on_how_they_work(
    app: App, cast: Cast, serve: Serve, browser_errors: NewPage
) -> None:
    fill(app, cast)
    page, address = browser_errors(**PHONE, is_dark=True), serve(app)
    found: dict[str, list[str]] = {}

    for path in (
        "/odds",
        "/odds?network=off",
        "/odds?specialty=nonsense",
        "/odds?state=PA&kind=community&specialty=pediatrics",
        f"/programs/{SURGERY[4].code}",
        "/profile",
        "/how-smartpick-works",
    ):
        page.goto(address + path)
        expect(page.locator("[hx-trigger=load]")).to_have_count(0)
        found[path] = checked(page)

    assert [(path, fault) for path, faults in found.items() for fault in faults] == []


def test_the_odds_come_to_the_directory_by_themselves_and_lead_to_the_program(
    app: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    fill(app, cast)
    page, address = new_page(), serve(app)
    page.goto(f"{address}/programs?state=IL")
    row = page.locator("#list li", has_text=SURGERY[4].institution)
    expect(row.first).to_contain_text("interviewed, match there")
    page.locator("#list summary", has_text="Why").first.click()
    expect(page.get_by_role("columnheader", name="Weight").first).to_be_visible()

    row.first.get_by_role("link", name=SURGERY[4].institution, exact=True).click()

    expect(page.locator("#chance")).to_contain_text("It has invited you")
    page.locator("#chance summary").click()
    expect(page.locator("#chance")).to_contain_text("General Surgery, IMGs who are not US citizens")


def test_odds_that_come_late_do_not_undo_a_search_that_was_typed_meanwhile(
    app: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    del cast
    page, address = new_page(), serve(app)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile("programs.*odds=yes"), hold)
    page.goto(f"{address}/programs")
    page.get_by_label("Search by name").press_sequentially("ohio")
    expect(page.locator("#list [role=status]")).to_contain_text("programs fit")
    expect(page).to_have_url(re.compile("words=ohio"))

    for each in held:
        each.continue_()
    page.unroute_all()

    expect(page.locator("#list .chance").first).to_be_visible()
    expect(page.locator("#list [role=status]")).to_contain_text("programs fit")


def test_without_script_the_odds_are_one_link_away_and_a_choice_is_made(
    app: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    fill(app, cast)
    page, address = new_page(has_script=False), serve(app)
    page.goto(f"{address}/programs/{ONE.code}")
    page.get_by_role("link", name="Show it").click()
    expect(page.locator("#chance")).to_contain_text("To match there, if you rank it first")
    page.goto(f"{address}/odds?all=yes")

    page.locator("summary", has_text="Choose specialties, states and kinds").click()
    page.get_by_label("State", exact=True).select_option("Texas")
    page.get_by_label("community").check()
    page.get_by_role("button", name="Show these").click()

    expect(page).to_have_url(re.compile("all=yes.*state=TX.*kind=community"))
    expect(page.locator("main")).to_contain_text("in Texas, community")
    page.get_by_role("link", name=re.compile("^left out")).click()
    expect(page).to_have_url(re.compile("state=TX.*kind=community.*network=off"))


def fill(app: App, cast: Cast) -> None:
    """Put programs with ties, cut-offs and answers on the list."""
    store, clock = app.store, app.clock
    change_applicant(store, clock, fields={"status": "non-us-img", "specialties": "General surgery"})
    put_on_list(app, *SURGERY[:6])
    record_fact(store, clock, unit=ONE.code, kind=FactKind.VISAS, text="none", source="its website")
    record_fact(store, clock, unit=OTHER.code, kind=FactKind.IMG_SHARE, text="40", source="its website")
    record_tie(store, clock, unit=OTHER.code, kind=TieKind.RESEARCH, person=cast["ana"], note="the registry")
    record_outcome(store, clock, unit=SURGERY[3].code, season=2028, reply=Reply.REJECTED)
    record_outcome(store, clock, unit=SURGERY[4].code, season=2028, reply=Reply.INTERVIEW)
