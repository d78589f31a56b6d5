"""Importing as people do it, on a phone and with a keyboard, with and without script."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hallway.app import App
from tests.actions.test_import_files import VCARD, two_sheets
from tests.web.conftest import Cast, NewPage
from tests.web.test_cards import MECARD
from tests.web.test_imports import LIST, Gate

pytestmark = pytest.mark.browser

Serve = Callable[[App], str]

AXE = Axe()
PHONE = {"width": 390, "height": 844}


def check(page: Page) -> None:
    """Assert that axe finds nothing, and that nothing lies beside the screen."""
    assert [each["id"] for each in AXE.run(page).response["violations"]] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize(
    ("file", "has_script"),
    [(("people.xlsx", two_sheets()), True), (("cards.vcf", VCARD.encode()), False)],
    ids=["workbook", "vcard-without-script"],
)
def test_a_file_is_looked_at_taken_over_and_undone_on_a_phone(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, file: tuple[str, bytes], *, has_script: bool
) -> None:
    del cast
    name, data = file
    (app.path.parent / name).write_bytes(data)
    page = new_page(**PHONE, has_script=has_script)
    address = serve(app)
    page.goto(f"{address}/import")
    page.get_by_label("The file").set_input_files(app.path.parent / name)
    page.get_by_role("button", name="Look at it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What would happen")
    expect(page.get_by_role("row", name=re.compile("Elif Kaya"))).to_contain_text("New")
    if has_script:
        check(page)
    page.get_by_role("button", name=re.compile("Take over")).click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("[12] new p"))
    if has_script:
        check(page)
    page.get_by_role("button", name="Undo the whole import").click()
    page.goto(f"{address}/people")

    expect(page.get_by_role("main")).not_to_contain_text("Elif Kaya")


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize("has_script", [True, False])
def test_a_card_is_saved_by_keyboard_on_a_phone(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    del cast
    page = new_page(**PHONE, has_script=has_script)
    page.goto(f"{serve(app)}/card")
    page.get_by_label("The text of the card or its code").focus()
    page.keyboard.insert_text(MECARD)
    page.get_by_label("Event").focus()
    page.keyboard.type("ACAPS")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Name", exact=True)).to_have_value("Elif Kaya")
    expect(page.get_by_label("Event")).to_have_value("ACAPS")
    if has_script:
        check(page)
    page.get_by_label("You talked about").focus()
    page.keyboard.type("cooling")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Elif Kaya is in your record")
    link = page.get_by_role("link", name="Connect on LinkedIn")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute(
        "href", "https://www.linkedin.com/search/results/people/?keywords=Elif%20Kaya"
    )
    if has_script:
        check(page)


def test_long_work_is_watched_and_canceled_on_a_phone(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages that poll lead on by themselves once there is something to see."""
    del cast
    gate = Gate(monkeypatch)  # from now on no click waits for its result
    (app.path.parent / "list.csv").write_bytes(LIST)
    page = new_page(**PHONE)
    page.goto(f"{serve(app)}/import")
    page.get_by_label("The file").set_input_files(app.path.parent / "list.csv")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would happen")

    page.get_by_role("button", name=re.compile("Take over")).click()
    expect(page.get_by_role("main")).to_contain_text("2 of 4 rows")
    check(page)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("main")).to_contain_text("Stopping")
    check(page)
    gate.may_go_on.set()

    expect(page.get_by_role("status").first).to_contain_text("Stopped. Nothing was imported.")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would happen")
