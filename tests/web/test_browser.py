"""The pages as people use them: in a real browser, with and without script, by keyboard and on a phone."""

import re
from collections.abc import Callable
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hallway.actions.applicants import set_up
from hallway.app import App
from tests.cast import NADIA
from tests.web.conftest import Cast, NewPage
from tests.web.test_imports import LIST
from tests.web.test_pages import PLAIN

pytestmark = pytest.mark.browser

Serve = Callable[[App], str]

AXE = Axe()
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.requirement("ACC-09")
def test_the_first_run_leads_to_today(app: App, serve: Serve, new_page: NewPage, *, has_script: bool) -> None:
    page = new_page(has_script=has_script)
    page.goto(serve(app))

    page.get_by_label("What is your name?").fill("Zeynep Şahin")
    page.get_by_label("School abroad, any specialty").check()
    page.get_by_label("Which Match?").fill("2028")
    page.get_by_label("Which specialty?").fill("Internal medicine")
    clock = page.get_by_label("Where does your clock stand?")
    if has_script:
        expect(clock).to_have_value("America/Chicago")  # the browser's own zone
    else:
        clock.select_option("Europe/Istanbul")
    page.get_by_role("button", name="Open my hallway").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Monday, November 23")
    expect(page.get_by_role("button", name=re.compile("^Done")).first).to_be_visible()


@pytest.mark.requirement("CON-18")
def test_somebody_is_captured_on_one_phone_screen_well_under_twenty_seconds(
    app: App, serve: Serve, new_page: NewPage
) -> None:
    set_up(app.store, app.clock, fields=NADIA)
    page = new_page(**PHONE)
    page.goto(f"{serve(app)}/capture")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    for name in ("Name", "Where", "You talked about", "Next step", "You promised", "They promised", "Yes"):
        assert is_on_screen(page, name), name
    began = monotonic()

    page.keyboard.type("Elif Kaya")
    page.get_by_label("Where").fill("Cedar Valley")
    page.get_by_label("You talked about").fill("cooling")
    page.get_by_label("Next step").fill("send the protocol")
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Save, next person").click()

    expect(page.get_by_role("status").first).to_contain_text("Met Elif Kaya")
    assert monotonic() - began < 20
    expect(page.get_by_label("Where")).to_have_value("Cedar Valley")
    expect(page.get_by_label("Name", exact=True)).to_have_value("")


def is_on_screen(page: Page, label: str) -> bool:
    """Tell whether a control is visible without scrolling, above the bar of pages."""
    box = page.get_by_label(label, exact=True).bounding_box()
    bar = page.locator("nav.bottom").bounding_box()
    return box is not None and bar is not None and box["y"] + box["height"] <= bar["y"]


def test_a_day_goes_by_keyboard_alone(app: App, cast: Cast, serve: Serve, new_page: NewPage) -> None:
    del cast
    page = new_page()
    page.goto(serve(app))
    steps = page.locator("li.step")
    first, second = (str(steps.nth(place).get_attribute("data-step")) for place in (0, 1))

    page.keyboard.press("j")
    expect(steps.nth(0)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(f'[data-step="{first}"]')).to_have_count(0)
    expect(page.locator("#notice")).to_contain_text("Undo")
    expect(steps.nth(0)).to_be_focused()

    page.keyboard.press("u")
    expect(page.locator(f'[data-step="{first}"]')).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(f"#why-{second}")).to_be_focused()
    page.keyboard.type("jxc")
    expect(page.locator(f"#why-{second}")).to_have_value("jxc")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-step="{second}"]')).to_have_count(0)


def test_keys_lead_to_pages_and_the_palette_to_people(
    app: App, cast: Cast, serve: Serve, new_page: NewPage
) -> None:
    page = new_page()
    address = serve(app)
    page.goto(address)

    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{address}/people")
    page.keyboard.press("/")
    expect(page.get_by_label("Search by name")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("nunez")
    expect(page.locator("#palette-found a").first).to_contain_text("Diego Núñez")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/people/{cast['diego']}")
    page.keyboard.press("c")
    expect(page).to_have_url(f"{address}/capture")


def test_people_are_found_while_typing(app: App, cast: Cast, serve: Serve, new_page: NewPage) -> None:
    del cast
    page = new_page()
    page.goto(f"{serve(app)}/people")
    expect(page.locator("#list .name")).to_have_count(4)

    page.get_by_label("Search by name").press_sequentially("nunez")

    expect(page.locator("#list .name")).to_have_text(["Diego Núñez"])
    expect(page).to_have_url(re.compile("words=nunez"))
    expect(page.get_by_label("Search by name")).to_be_focused()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_file_is_imported_after_a_preview_and_undone(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    del cast
    (app.path.parent / "list.csv").write_bytes(LIST)
    page = new_page(has_script=has_script)
    address = serve(app)
    page.goto(f"{address}/import")

    page.get_by_label("The file").set_input_files(app.path.parent / "list.csv")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="month, day, year").click()
    expect(page.get_by_role("row", name=re.compile("Elif Kaya"))).to_contain_text("New: attending")
    page.get_by_role("button", name=re.compile("Take over")).click()
    expect(page.get_by_role("main")).to_contain_text("1 new person")
    page.get_by_role("button", name="Undo the whole import").click()
    page.goto(f"{address}/people")

    expect(page.get_by_role("main")).not_to_contain_text("Elif Kaya")


def test_without_script_a_day_works_the_same(app: App, cast: Cast, serve: Serve, new_page: NewPage) -> None:
    page = new_page(has_script=False)
    address = serve(app)
    page.goto(address)
    first = str(page.locator("li.step").first.get_attribute("data-step"))

    page.get_by_role("button", name=re.compile("^Done")).first.click()
    expect(page.locator(f'[data-step="{first}"]')).to_have_count(0)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(f'[data-step="{first}"]')).to_be_visible()
    page.locator("summary", has_text="Snooze").first.click()
    page.get_by_role("button", name="Next week").first.click()
    expect(page.locator(f'[data-step="{first}"]')).to_have_count(0)

    page.goto(f"{address}/people")
    page.get_by_label("Search by name").fill("nunez")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("Diego Núñez").click()
    page.get_by_role("link", name="Log a contact").click()
    page.get_by_label("One thing you learned").fill("Ask about the registry")
    page.get_by_role("button", name="Write it down").click()
    expect(page).to_have_url(f"{address}/people/{cast['diego']}")
    expect(page.get_by_role("main")).to_contain_text("Learned: Ask about the registry")


def test_an_error_while_settling_is_shown_in_place(
    app: App, cast: Cast, serve: Serve, browser_errors: NewPage
) -> None:
    del cast
    page, other = browser_errors(), browser_errors()
    address = serve(app)
    page.goto(address)
    other.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#notice")).to_contain_text("Undo")

    other.keyboard.press("j")
    other.keyboard.press("x")

    expect(other.locator("#notice")).to_contain_text("There is no step")
    expect(other.locator("li.step").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_scrolls_sideways(app: App, cast: Cast, serve: Serve, new_page: NewPage, width: int) -> None:
    page = new_page(width=width)
    address = serve(app)

    for path in paths(cast):
        page.goto(address + path)
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room, path


@pytest.mark.parametrize(("width", "is_dark"), [(390, True), (1280, False)])
def test_axe_finds_nothing_on_any_page(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, is_dark: bool, width: int
) -> None:
    page = new_page(width=width, is_dark=is_dark)
    address = serve(app)

    # On the phone the first folds of a page speak for all: hundreds alike would take minutes.
    folds = 12 if is_dark else 10_000
    found = {path: faults for path in paths(cast) if (faults := axe(page, address + path, folds=folds))}

    assert found == {}


def test_axe_finds_nothing_before_set_up_and_in_errors(
    app: App, serve: Serve, browser_errors: NewPage
) -> None:
    page = browser_errors()
    address = serve(app)

    assert {path: axe(page, address + path) for path in ("/setup", "/nowhere")} == {
        "/setup": [],
        "/nowhere": [],
    }


def test_axe_finds_nothing_in_what_follows_a_form(
    app: App, cast: Cast, serve: Serve, browser_errors: NewPage
) -> None:
    page = browser_errors(**PHONE)
    address = serve(app)
    (app.path.parent / "list.csv").write_bytes(LIST)
    found: dict[str, list[str]] = {}

    page.goto(f"{address}/import")
    page.get_by_label("The file").set_input_files(app.path.parent / "list.csv")
    page.get_by_role("button", name="Look at it").click()
    found["preview"] = faults_on(page)
    page.get_by_role("button", name=re.compile("Take over")).click()
    found["result"] = faults_on(page)
    page.goto(f"{address}/import/inbox")
    found["inbox"] = faults_on(page)
    page.goto(f"{address}/people/{cast['bolu']}/ask")
    page.get_by_label("a letter").check()
    page.get_by_role("button", name="What should I mind?").click()
    found["cautions"] = faults_on(page)
    page.goto(f"{address}/people/new")
    page.get_by_label("Name", exact=True).fill("Ana Novak")
    page.get_by_role("button", name="Add").click()
    found["lookalikes"] = faults_on(page)
    page.goto(f"{address}/guides/followup.meeting.due")
    page.get_by_role("textbox").last.fill("soon")
    page.get_by_role("button", name="Set").click()
    found["fault"] = faults_on(page)
    page.goto(f"{address}/people/{cast['chen']}")
    page.get_by_role("button", name="Trash").click()
    page.goto(f"{address}/trash/{cast['chen']}/purge")
    found["purge"] = faults_on(page)

    assert {name: faults for name, faults in found.items() if faults} == {}


def paths(cast: Cast) -> tuple[str, ...]:
    """Return every page there is."""
    person = f"/people/{cast['ana']}"
    parts = ("", "/log", "/ask", "/edit", "/brief", "/merge", f"/merge?other={cast['bolu']}")
    return (*PLAIN, *(person + part for part in parts))


def axe(page: Page, address: str, *, folds: int = 10_000) -> list[str]:
    """Open a page and return what axe finds on it."""
    page.goto(address)
    return faults_on(page, folds=folds)


def faults_on(page: Page, *, folds: int = 10_000) -> list[str]:
    """Return what axe finds on the page that is shown, with the first folds opened."""
    opened = "Array.from(document.querySelectorAll('details')).slice(0, most)"
    page.evaluate(f"most => {{ for (const each of {opened}) each.open = true }}", folds)
    results = AXE.run(page)
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in results.response["violations"]
        for node in each["nodes"][:3]
    ]


def test_a_form_of_a_foreign_site_changes_nothing(app: App, serve: Serve, browser_errors: NewPage) -> None:
    set_up(app.store, app.clock, fields=NADIA)
    address = serve(app)
    page = browser_errors()
    trap = f"""<form method="post" action="{address}/people/new"><input name="name" value="Mallory"></form>"""
    page.route("http://trap.example.org/", lambda route: route.fulfill(body=trap, content_type="text/html"))
    page.goto("http://trap.example.org/")

    page.evaluate("document.forms[0].submit()")
    expect(page.get_by_role("main")).to_contain_text("Another site tried to change something here")

    page.goto(f"{address}/people")
    expect(page.get_by_role("main")).not_to_contain_text("Mallory")
