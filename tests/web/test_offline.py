"""The page to take along: one file, no network, nothing lost, and each note once in the record."""

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from time import monotonic
from typing import TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.testclient import TestClient

from hallway.actions.applicants import set_up
from hallway.actions.captures import Captured, apply_captures, plan_captures
from hallway.actions.people import find_person
from hallway.actions.person_views import show_person
from hallway.app import App
from hallway.domain.ids import make_id
from hallway.domain.promises import By
from hallway.formats.captures import is_captures, read_captures
from hallway.web import offline
from hallway.web.offline import offline_page
from tests.cast import NADIA

OpenPage: TypeAlias = Callable[..., Page]

THEN = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
"""Sunday afternoon in Chicago, between two talks; the applicant's record is opened the day after."""
WALL = re.compile(r"2026-11-22T15:3[0-2]:\d\d\.\d{3}-06:00")
"""The same, as the clock on the wall says it there."""
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed') } })"
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new Error('full') }"
SHARES = """
    navigator.canShare = () => true;
    navigator.share = async ({ files: [one] }) => { window.shared = [one.name, one.type, await one.text()] };
"""
REFUSES_TO_SHARE = """
    navigator.canShare = () => true;
    navigator.share = async () => { throw new DOMException('Permission denied', 'NotAllowedError') };
"""
COPIES = """
    const writeText = async (text) => { window.copied = text };
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
"""
REFUSES_TO_COPY = """
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
"""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Return a function that opens the saved page on a phone without a network.

    Whatever the page asks for from elsewhere, and whatever its console complains about, fails the test.
    """
    kept = tmp_path / offline.FILE_NAME
    kept.write_text(offline_page(), encoding="utf-8")
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(
        *, width: int = 390, is_dark: bool = False, has_script: bool = True, before: str = ""
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if is_dark else "light",
            java_script_enabled=has_script,
            timezone_id="America/Chicago",
            offline=True,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if before:
            context.add_init_script(before)
        if has_script:
            context.clock.install(time=THEN)
        page = context.new_page()
        page.on("console", lambda each: wrong.append(each.text) if each.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda each: wrong.append(each.url) if is_outside(each.url) else None)
        page.goto(kept.as_uri())
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert wrong == []


def is_outside(address: str) -> bool:
    return not address.startswith(("file:", "data:", "blob:"))


def note(page: Page, name: str, **typed: str) -> None:
    """Write one note the quick way."""
    page.get_by_label("Name", exact=True).fill(name)
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    page.get_by_role("button", name="Save, next person").click()


def saved_file(page: Page) -> tuple[str, bytes]:
    """Save the notes as a file; return its name and what is in it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save a file").press("Enter")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def notes_on(page: Page) -> list[str]:
    return page.locator("#list strong").all_text_contents()


@pytest.mark.browser
@pytest.mark.requirement("CON-18")
def test_notes_written_without_a_network_become_people_and_steps_once(app: App, opened: OpenPage) -> None:
    page = opened()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    began = monotonic()
    type_note(page, ["Elif Kaya", "Cedar Valley", "cooling", "send the protocol", "Send the protocol", ""])
    assert monotonic() - began < 20
    type_note(page, ["陈 伟", "Lakeside University Hospital", "", "", "", "Introduce me to Diego"])
    page.reload()
    assert notes_on(page) == ["陈 伟", "Elif Kaya"]
    name, data = saved_file(page)

    assert (name, is_captures(data)) == ("hallway-notes-2026-11-22.json", True)
    set_up(app.store, app.clock, fields=NADIA)
    assert take_over(app, data) == Captured(created=2, recorded=2, same=0, held=0)
    elif_ = show_person(app.store, app.clock, person=find_person(app.store, "Elif Kaya").id)
    assert (elif_.institution, elif_.person.may_follow_up) == ("Cedar Valley", True)
    assert [(each.zone, each.topics, each.next_step) for each in elif_.interactions] == [
        ("America/Chicago", ("cooling",), "send the protocol")
    ]
    assert THEN <= elif_.interactions[0].at < THEN + timedelta(minutes=2)
    assert {each.rule for each in elif_.steps} >= {"follow-up.after-meeting", "promise.mine.keep"}
    chen = show_person(app.store, app.clock, person=find_person(app.store, "陈 伟").id)
    assert [(each.by, each.text) for each in chen.promises] == [(By.THEM, "Introduce me to Diego")]
    assert take_over(app, data) == Captured(created=0, recorded=0, same=2, held=0)

    page.get_by_role("button", name="It worked: remove 2 notes").press("Enter")
    page.reload()
    assert notes_on(page) == []


def type_note(page: Page, lines: list[str]) -> None:
    """Write one note with nothing but the keyboard, and let them allow a follow-up."""
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Tab")
    for key in ("ArrowLeft", "ArrowLeft", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status")).to_contain_text(f"Noted: {lines[0]}.")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()


def take_over(app: App, data: bytes) -> Captured:
    plan = plan_captures(app.store, app.clock, data=data, name="notes.json")
    return apply_captures(app.store, app.clock, plan=plan)


@pytest.mark.browser
class TestKeeping:
    def test_everything_a_note_says_is_in_the_export(self, opened: OpenPage) -> None:
        page = opened()
        page.get_by_text("Role, event, by when").click()
        page.get_by_label("No", exact=True).check()
        note(
            page,
            "Elif Kaya",
            Where="Cedar Valley",
            You_talked_about="cooling",
            Next_step="send it",
            You_promised="the protocol",
            They_promised="an introduction",
            Role="attending",
            Event="Western meeting",
            Promises_by="2026-11-27",
        )
        _, data = saved_file(page)
        content = json.loads(data)
        (kept,) = content.pop("notes")
        assert WALL.fullmatch(content.pop("made"))
        assert content == {"format": "hallway-notes", "version": 1}
        at = kept.pop("at")
        assert WALL.fullmatch(at)
        assert kept.pop("id")[:13] == make_id(datetime.fromisoformat(at), bytes(10))[:13]
        assert kept == {
            "zone": "America/Chicago",
            "name": "Elif Kaya",
            "institution": "Cedar Valley",
            "role": "attending",
            "topic": "cooling",
            "next_step": "send it",
            "i_promised": "the protocol",
            "promised_me": "an introduction",
            "event": "Western meeting",
            "due": "2026-11-27",
            "may_follow_up": False,
        }
        assert read_captures(data).problems == ()

    def test_the_event_stays_for_the_next_person_and_nothing_else_does(self, opened: OpenPage) -> None:
        page = opened()
        page.get_by_text("Role, event, by when").click()
        page.get_by_label("Yes").check()
        note(page, "Elif Kaya", Where="Cedar Valley", Role="attending", Event="Western meeting")
        for label, text in {"Event": "Western meeting", "Name": "", "Where": "", "Role": ""}.items():
            expect(page.get_by_label(label, exact=True)).to_have_value(text)
        expect(page.get_by_label("Not asked")).to_be_checked()

    def test_what_is_half_typed_outlives_the_page(self, opened: OpenPage) -> None:
        page = opened()
        page.get_by_label("Name", exact=True).fill("Elif Ka")
        page.get_by_label("Yes").check()
        page.reload()
        expect(page.get_by_label("Name", exact=True)).to_have_value("Elif Ka")
        expect(page.get_by_label("Yes")).to_be_checked()

    def test_a_note_needs_a_name_with_a_letter(self, opened: OpenPage) -> None:
        page = opened()
        for name in ("", "  ", "?!"):
            note(page, name, Where="Cedar Valley")
            assert notes_on(page) == []
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        expect(page.get_by_label("Where")).to_have_value("Cedar Valley")

    def test_a_note_is_changed_and_keeps_its_id_and_hour(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Elif Kya", You_talked_about="cooling")
        before = json.loads(saved_file(page)[1])["notes"][0]
        page.get_by_label("Name", exact=True).fill("somebody half typed")
        page.get_by_role("button", name="Edit Elif Kya").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Change: Elif Kya")
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.get_by_label("Name", exact=True).fill("Elif Kaya")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Changed: Elif Kaya.")
        expect(page.get_by_label("Name", exact=True)).to_have_value("somebody half typed")
        assert json.loads(saved_file(page)[1])["notes"] == [before | {"name": "Elif Kaya"}]

    def test_a_change_can_be_left_as_it_was(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Elif Kaya")
        page.get_by_role("button", name="Edit Elif Kaya").click()
        page.get_by_label("Name", exact=True).fill("Somebody else")
        page.get_by_role("button", name="Leave it").click()
        assert notes_on(page) == ["Elif Kaya"]
        expect(page.get_by_label("Name", exact=True)).to_have_value("")

    def test_a_deleted_note_comes_back_on_undo(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Elif Kaya")
        note(page, "Diego Núñez")
        page.get_by_role("button", name="Delete Elif Kaya").press("Enter")
        assert notes_on(page) == ["Diego Núñez"]
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        page.keyboard.press("Enter")
        assert notes_on(page) == ["Diego Núñez", "Elif Kaya"]
        expect(page.get_by_role("heading", name="2 notes on this phone")).to_be_focused()

    def test_two_tabs_with_the_page_keep_each_others_notes(self, opened: OpenPage) -> None:
        page = opened()
        other = page.context.new_page()
        other.goto(page.url)
        note(page, "Elif Kaya")
        note(other, "Diego Núñez")
        expect(page.get_by_role("heading", name="2 notes on this phone")).to_be_visible()
        assert notes_on(page) == notes_on(other)

    def test_a_damaged_note_damages_no_other(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Elif Kaya")
        page.evaluate("localStorage.setItem('hallway-note-x', '{half'); localStorage.setItem('else', '1')")
        page.reload()
        assert notes_on(page) == ["Elif Kaya"]

    @pytest.mark.parametrize("storage", [NO_STORAGE, FULL_STORAGE], ids=["none", "full"])
    def test_where_nothing_can_be_kept_it_says_so_and_works_while_it_is_open(
        self, opened: OpenPage, storage: str
    ) -> None:
        page = opened(before=storage)
        note(page, "Elif Kaya")
        expect(page.get_by_text("this browser keeps nothing for this page")).to_be_visible()
        page.get_by_role("button", name="Edit Elif Kaya").click()
        page.get_by_label("Where").fill("Cedar Valley")
        page.keyboard.press("Enter")
        assert [each.institution for each in read_captures(saved_file(page)[1]).notes] == ["Cedar Valley"]
        page.get_by_role("button", name="Delete Elif Kaya").click()
        assert notes_on(page) == []

    def test_without_script_it_does_not_pretend_to_keep_anything(self, opened: OpenPage) -> None:
        page = opened(has_script=False)
        expect(page.get_by_text("Nothing can be kept here.")).to_be_visible()
        expect(page.locator("form")).to_be_hidden()


@pytest.mark.browser
class TestTakingThemOut:
    def test_notes_stay_until_the_applicant_says_that_the_import_worked(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Elif Kaya")
        saved_file(page)
        expect(page.get_by_role("heading", name="Did the import work?")).to_be_focused()
        note(page, "Diego Núñez")
        page.reload()
        assert notes_on(page) == ["Diego Núñez", "Elif Kaya"]

        page.get_by_role("button", name="Not yet").click()
        expect(page.get_by_role("heading", name="Did the import work?")).to_be_hidden()
        assert notes_on(page) == ["Diego Núñez", "Elif Kaya"]
        page.reload()
        page.get_by_role("button", name="It worked: remove 1 note").click()

        assert notes_on(page) == ["Diego Núñez"]
        page.get_by_role("button", name="Undo").click()
        assert notes_on(page) == ["Diego Núñez", "Elif Kaya"]

    def test_a_note_changed_after_its_export_is_not_removed(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Ana Novak")
        saved_file(page)
        page.get_by_role("button", name="Edit Ana Novak").click()
        page.get_by_label("Where").fill("Harbor Medical Center")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("It worked"))).to_be_hidden()

    def test_they_are_shared_under_an_ending_that_browsers_share(self, opened: OpenPage) -> None:
        page = opened(before=SHARES)
        note(page, "Elif Kaya")
        page.get_by_role("button", name="Share a file").click()
        expect(page.get_by_role("status")).to_contain_text("Shared.")
        name, kind, text = page.evaluate("window.shared")
        assert (name, kind) == ("hallway-notes-2026-11-22.txt", "text/plain")
        assert [each.name for each in read_captures(text.encode()).notes] == ["Elif Kaya"]

    def test_a_browser_that_refuses_to_share_says_what_else_works(self, opened: OpenPage) -> None:
        page = opened(before=REFUSES_TO_SHARE)
        note(page, "Elif Kaya")
        page.get_by_role("button", name="Share a file").click()
        expect(page.get_by_role("alert")).to_contain_text("Save a file or copy the notes as text.")
        expect(page.get_by_role("heading", name="Did the import work?")).to_be_hidden()

    def test_they_are_copied_as_text(self, opened: OpenPage) -> None:
        page = opened(before=COPIES)
        note(page, "Elif Kaya")
        page.get_by_role("button", name="Copy as text").click()
        expect(page.get_by_role("status")).to_contain_text("Copied.")
        assert [each.name for each in read_captures(page.evaluate("copied").encode()).notes] == ["Elif Kaya"]

    def test_a_browser_without_a_clipboard_shows_the_text(self, opened: OpenPage) -> None:
        page = opened(before=REFUSES_TO_COPY)
        note(page, "Elif Kaya")
        page.get_by_role("button", name="Copy as text").click()
        text = page.get_by_label("The notes as text").input_value()
        assert [each.name for each in read_captures(text.encode()).notes] == ["Elif Kaya"]


@pytest.mark.browser
class TestOnAPhone:
    @pytest.mark.parametrize("is_dark", [True, False])
    def test_axe_finds_nothing(self, opened: OpenPage, *, is_dark: bool) -> None:
        page = opened(is_dark=is_dark, before=SHARES)
        assert faults(page) == []
        note(page, "Elif Kaya", Where="Cedar Valley")
        saved_file(page)
        page.get_by_role("button", name="Edit Elif Kaya").click()
        page.evaluate("for (const each of document.querySelectorAll('[hidden]')) each.hidden = false")
        page.evaluate("document.querySelector('details').open = true")
        assert faults(page) == []

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_it_never_scrolls_sideways(self, opened: OpenPage, width: int) -> None:
        page = opened(width=width, before=SHARES)
        note(page, "Supercalifragilistic" * 10, Where="x" * 300)
        saved_file(page)
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room

    def test_the_fields_of_a_note_and_its_button_are_on_one_screen(self, opened: OpenPage) -> None:
        page = opened()
        note(page, "Elif Kaya")
        box = page.get_by_role("button", name="Save, next person").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844


def faults(page: Page) -> list[str]:
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"][:3]
    ]


def inside(tag: str) -> str:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", offline_page(), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_policy_allows_exactly_the_style_and_script_that_are_in_it() -> None:
    said = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', offline_page())
    assert said is not None
    hashes = {
        tag: b64encode(hashlib.sha256(inside(tag).encode()).digest()).decode() for tag in ("style", "script")
    }
    assert unescape(said[1]).split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{hashes['script']}'",
        f"style-src 'sha256-{hashes['style']}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_it_names_nothing_outside_of_itself() -> None:
    page = offline_page()
    assert re.findall(r"https?:|@import|\burl\(|<link(?! rel=\"icon\")", page) == []
    links = re.findall(r'\b(?:src|href)="([^"]*)"', page)
    assert {each.partition(",")[0] for each in links} == {"data:image/svg+xml;base64", "#notes"}
    assert all(b64decode(each.partition(",")[2]).startswith(b"<svg") for each in links if each != "#notes")


@pytest.fixture
def taken(site: FastAPI) -> Iterator[TestClient]:
    """Return a client of the site with this page among its own."""
    site.include_router(offline.router)
    with TestClient(site, base_url="http://127.0.0.1:8770") as opened_:
        yield opened_


def test_the_site_hands_it_out_as_a_file_even_before_set_up(taken: TestClient) -> None:
    answer = taken.get("/capture/offline.html")
    assert (answer.status_code, answer.text) == (200, offline_page())
    assert answer.headers["content-disposition"] == 'attachment; filename="hallway-capture.html"'
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_the_site_does_not_stop_its_script(taken: TestClient) -> None:
    script = b64encode(hashlib.sha256(inside("script").encode()).digest()).decode()
    policy = taken.get("/capture/offline.html").headers["content-security-policy"]
    assert f"script-src 'sha256-{script}'" in policy
    assert "frame-ancestors 'none'" in policy


def test_it_holds_nothing_of_the_record(taken: TestClient, app: App) -> None:
    set_up(app.store, app.clock, fields=NADIA)
    assert "Nadia" not in taken.get("/capture/offline.html").text
