"""Programs in a real browser: by the map and by typing, on a phone, with and without script, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from hallway.actions.people import add_person
from hallway.actions.program_facts import record_fact
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program
from hallway.app import App
from hallway.domain.programs import FactKind, Reply, TieKind
from tests.web.conftest import Cast, NewPage
from tests.web.test_browser import PHONE, faults_on
from tests.web.test_programs import HERE, ONE, OTHER, PLASTICS, report_of
from tests.web.test_writing_browser import Serve

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_script", [True, False])
def test_a_program_is_chosen_on_the_map_and_a_fact_of_it_entered(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    del cast
    page, address = new_page(has_script=has_script), serve(app)
    page.goto(f"{address}/programs")
    page.locator(".tiles a", has_text="NY").click()
    expect(page).to_have_url(re.compile("state=NY"))
    page.locator("#list .programs summary").first.click()
    page.get_by_label("Why this one?").first.fill("Close to home")
    page.get_by_role("button", name=re.compile(f"Put it on your list.*{ONE.institution}")).click()
    expect(page.locator("#notice")).to_contain_text("Undo")
    page.get_by_role("link", name=ONE.institution, exact=True).click()

    page.locator("summary", has_text="Visas").click()
    visas = page.locator("details[open] form", has=page.locator('input[value="visas"]'))
    visas.get_by_label("Visas").fill("J1 and H1B")
    visas.get_by_label("Source").fill("its website")
    visas.get_by_role("button").click()

    expect(page.locator("#facts + .ledger")).to_contain_text("Visas: J-1, H-1B")
    expect(page.locator("#facts + .ledger")).to_contain_text("its website, today")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Nothing yet. Every fact")


def test_the_list_and_the_map_follow_what_is_typed(
    app: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    del cast
    page, address = new_page(), serve(app)
    page.goto(address)
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_url(f"{address}/programs")
    ohio = sum(each.state == "OH" for each in PLASTICS)

    page.get_by_label("Search by name").press_sequentially("ohio")

    expect(page.locator("#list [role=status]")).to_contain_text(f"{ohio} programs fit")
    expect(page.locator("#states title", has_text="Iowa")).to_have_text("Iowa: 0")
    expect(page.get_by_label("Search by name")).to_be_focused()
    expect(page).to_have_url(re.compile("words=ohio"))


def test_axe_finds_nothing_on_a_program_of_which_much_is_known(
    app: App, cast: Cast, serve: Serve, browser_errors: NewPage
) -> None:
    fill(app, cast)
    (app.path.parent / "report.pdf").write_bytes(report_of(ONE))
    page, address = browser_errors(**PHONE, is_dark=True), serve(app)
    found: dict[str, list[str]] = {}

    for path in (HERE, "/programs/list", "/programs?mine=yes", "/programs/9999999"):
        page.goto(address + path)
        expect(page.locator("[hx-trigger=load]")).to_have_count(0)
        found[path] = checked(page)
    page.goto(f"{address}{HERE}")
    page.locator("summary", has_text="Most attempts").click()
    page.get_by_label("Most attempts").fill("-1")
    page.get_by_role("button", name=re.compile("Save.*Most attempts")).click()
    expect(page.get_by_label("Most attempts")).to_have_value("-1")
    found["fault"] = checked(page)
    page.goto(f"{address}/programs/facts")
    page.get_by_label("Facts", exact=True).fill(f"{OTHER.code} IMG share 20\n{OTHER.code} Step 2 minimum 999")
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would happen")
    found["preview"] = checked(page)
    page.goto(f"{address}/programs/facts")
    page.get_by_label("The report").set_input_files(app.path.parent / "report.pdf")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the report says")
    found["report"] = checked(page)
    page.get_by_role("button", name="Keep these counts").click()
    expect(page.locator("main")).to_contain_text("For reference only")
    found["facts"] = checked(page)
    page.goto(f"{address}/programs/list")
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader", name="Comment")).to_be_visible()
    expect(page.get_by_role("button", name="Take off")).to_be_hidden()

    assert {name: faults for name, faults in found.items() if faults} == {}


def checked(page: Page) -> list[str]:
    """Return what axe finds on the page that is shown, and whether it is wider than the screen."""
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*faults_on(page), *(["wider than the screen"] if is_wide else [])]


def fill(app: App, cast: Cast) -> None:
    """Put much about one program into the record."""
    store, clock = app.store, app.clock
    list_program(store, clock, units=[ONE.code, OTHER.code], reasons="Their cleft clinic")
    record_fact(store, clock, unit=ONE.code, kind=FactKind.IMG_SHARE, text="15", source="website")
    record_fact(store, clock, unit=ONE.code, kind=FactKind.CONTACT_POLICY, text="Write to the coordinator")
    record_tie(store, clock, unit=ONE.code, kind=TieKind.RESEARCH, person=cast["ana"], note="the registry")
    record_outcome(store, clock, unit=ONE.code, season=2026, reply=Reply.REJECTED)
    name = ONE.institution.replace("Med Ctr-NY", "Medical Center")
    speaks = {"groups": "sponsor", "relationship": "trusts-me", "reach": OTHER.code}
    works_there = {"institution": name, "specialty": "Plastic surgery"}
    add_person(store, clock, fields={"name": "Elif Kaya", **works_there, **speaks})
