"""Writing in a real browser: what to mind appears beside the words, and a press mends it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hallway.actions.messages import make_ready, mark_sent, save_message
from hallway.app import App
from hallway.domain.messages import Message, Way
from tests.web.conftest import Cast, NewPage
from tests.web.test_browser import axe

pytestmark = pytest.mark.browser

Serve = Callable[[App], str]

SLOPPY = (
    "Dear Dr. Novak,\n\nI wanna learn from you, 陈 👩🏽‍⚕️ said so. I wanna begin soon.\n\nBest regards,\nNadia"
)


@pytest.fixture
def message(app: App, cast: Cast) -> Message:
    """Keep a draft with more than one fault."""
    return save_message(
        app.store, app.clock, text=SLOPPY, subject="hey", person=cast["ana"], template="TPL-01"
    )


@pytest.mark.parametrize(("width", "is_dark"), [(390, True), (1280, False)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    app: App, cast: Cast, message: Message, serve: Serve, new_page: NewPage, *, width: int, is_dark: bool
) -> None:
    gone, ready = (
        save_message(app.store, app.clock, text=SLOPPY, subject="Thank you" * 9, person=cast["diego"])
        for _ in range(2)
    )
    mark_sent(app.store, app.clock, message=gone.id)
    make_ready(app.store, app.clock, message=ready.id, way=Way.COPIED)
    page, address = new_page(width=width, is_dark=is_dark), serve(app)
    paths = (
        f"/write?person={cast['ana']}",
        f"/write/TPL-01?person={cast['diego']}",
        *(f"/messages/{each.id}" for each in (message, gone, ready)),
        "/outbox",
        "/check",
        "/templates",
    )

    found = {path: faults for path in paths if (faults := axe(page, address + path))}

    assert found == {}
    for path in paths:
        page.goto(address + path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room, path


@pytest.mark.requirement("OUT-23")
@pytest.mark.parametrize("has_script", [True, False])
def test_a_letter_is_written_mended_and_taken_along(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, has_script: bool
) -> None:
    page = new_page(has_script=has_script)
    page.goto(f"{serve(app)}/write/TPL-01?person={cast['ana']}")
    page.get_by_role("button", name="Keep as a draft").click()

    page.get_by_label("Subject").fill("US-IMG student, plastic surgery: a question")
    page.get_by_label("Text", exact=True).fill(SLOPPY)
    if not has_script:
        page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Write “want to” instead").first.click()

    expect(page.get_by_label("Text", exact=True)).to_have_value(SLOPPY.replace("wanna", "want to", 1))
    expect(page.locator("#notice")).to_contain_text("Undo")
    page.get_by_role("button", name="Write “want to” instead").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(SLOPPY.replace("wanna", "want to"))

    mail = exported(page)
    assert "X-Unsent: 1" in mail
    assert "To: Ana Novak <ana.novak@harbor.example.org>" in mail or "ana.novak@harbor.example.org" in mail
    page.get_by_role("button", name="I sent it").click()
    expect(page.locator("#notice")).to_contain_text("Sent a message to Ana Novak")
    expect(page.get_by_role("button", name="They replied")).to_be_visible()


def exported(page: Page) -> str:
    """Press for the mail as a file, and return what is in it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as a mail").click()
    assert waiting.value.suggested_filename.endswith(".eml")
    return Path(waiting.value.path()).read_text("utf-8")


def test_what_to_mind_is_told_while_one_types_and_leads_to_the_words(
    app: App, message: Message, serve: Serve, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{serve(app)}/messages/{message.id}")
    text = page.get_by_label("Text", exact=True)

    text.fill("Dear Dr. Novak,\n\n陈 👩🏽‍⚕️ said so, and I gonna begin.\n\nBest regards,\nNadia")
    note = page.locator(".note", has_text="gonna").first
    expect(note).to_be_visible()
    expect(page.locator("#summary")).to_contain_text("to mind")
    note.get_by_role("link").first.press("Enter")

    expect(text).to_be_focused()
    assert page.evaluate(_CHOSEN) == "gonna"


_CHOSEN = """() => {
  const field = document.activeElement;
  return field.value.slice(field.selectionStart, field.selectionEnd);
}"""


def test_the_text_is_copied_and_the_message_made_ready_by_one_press(
    app: App, message: Message, serve: Serve, new_page: NewPage
) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{serve(app)}/messages/{message.id}")

    page.get_by_role("button", name="Copy", exact=True).click()

    expect(page.get_by_role("heading", name="On its way?")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SLOPPY


def test_the_letter_prints_alone(app: App, message: Message, serve: Serve, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{serve(app)}/messages/{message.id}")
    page.get_by_label("Text", exact=True).fill("Dear Ana,\n\nThank you.")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    shown = page.locator("main").inner_text()
    assert "Thank you." in shown
    assert "What to mind" not in shown
    assert "Save and check" not in shown


def test_a_step_is_written_for_by_one_key(app: App, cast: Cast, serve: Serve, new_page: NewPage) -> None:
    page = new_page()
    page.goto(serve(app))

    page.keyboard.press("j")
    page.keyboard.press("w")

    expect(page).to_have_url(re.compile(rf"/write/TPL-\d+\?person={cast['ana']}&step="))
