"""A site over a real file, a client that behaves like a browser tab, and a real browser."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from time import sleep
from typing import TypeAlias

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.testclient import TestClient

from hallway.actions.advice import record_advice
from hallway.actions.applicants import set_up
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person, add_work
from hallway.actions.promises import make_promise
from hallway.app import App
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Channel, Kind
from hallway.domain.promises import By
from hallway.storage.store import SqliteStore, open_store
from hallway.web import server
from tests.cast import ANA, BOLU, CHEN, DIEGO, NADIA, FixedClock
from tests.web.tabs import Tab

PORT = 8770

Cast: TypeAlias = Mapping[str, PersonId]
NewPage: TypeAlias = Callable[..., Page]


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock at half past ten on a Monday in New York."""
    return FixedClock()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[SqliteStore]:
    """Open a new file without an applicant."""
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as opened:
        yield opened


@pytest.fixture
def app(tmp_path: Path, store: SqliteStore, clock: FixedClock) -> App:
    """Return the house over the new file."""
    return App(store, clock, tmp_path / "hallway.db")


@pytest.fixture
def site(tmp_path: Path, app: App, clock: FixedClock) -> Iterator[FastAPI]:
    """Return the site; its sample data is a second file with one invented person."""
    with open_store(tmp_path / "sample.db", clock_now=clock.now) as sample:

        def make_sample(_clock: object) -> App:
            set_up(sample, clock, fields=NADIA | {"name": "Invented Applicant"})
            add_person(sample, clock, fields={"name": "Invented Person"})
            return App(sample, clock, tmp_path / "sample.db")

        yield server.make_site(app, port=PORT, make_sample=make_sample)


@pytest.fixture
def client(site: FastAPI) -> Iterator[TestClient]:
    """Return a client that sends what a browser sends from one of our own pages."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(site, base_url=f"http://127.0.0.1:{PORT}", headers=headers) as opened:
        yield opened


@pytest.fixture
def new_tab(client: TestClient) -> Tab:
    """Return a tab onto a file in which nobody has set themselves up."""
    return Tab(client)


@pytest.fixture
def tab(new_tab: Tab, app: App) -> Tab:
    """Return a tab onto Nadia's empty record."""
    set_up(app.store, app.clock, fields=NADIA)
    return new_tab


@pytest.fixture
def cast(tab: Tab, app: App, clock: FixedClock) -> Cast:
    """Put Ana, Bolu, Chen and Diego into Nadia's record, with something open with Ana."""
    del tab  # only to have Nadia in there
    clock.instant = datetime(2026, 11, 20, 15, tzinfo=UTC)
    added = {
        name: add_person(app.store, clock, fields=fields).person.id
        for name, fields in {"ana": ANA, "bolu": BOLU, "chen": CHEN, "diego": DIEGO}.items()
    }
    _fill(app, added["ana"])
    clock.instant = FixedClock().instant
    return added


def _fill(app: App, ana: PersonId) -> None:
    record_interaction(
        app.store,
        app.clock,
        people=[ana],
        kind=Kind.MET,
        channel=Channel.VIDEO,
        topics=["cranial vault"],
        learned="Measure twice",
        next_step="send the table",
    )
    make_promise(
        app.store, app.clock, person=ana, by=By.ME, text="Send the revised table", due=date(2026, 11, 24)
    )
    make_promise(app.store, app.clock, person=ana, by=By.THEM, text="Introduce you to Bolu")
    record_advice(app.store, app.clock, person=ana, text="Read the checklist first")
    add_work(app.store, app.clock, person=ana, title="Vault remodeling", read_on=date(2026, 11, 1))


@dataclass
class _Running:
    address: str
    server: uvicorn.Server
    thread: Thread


@pytest.fixture
def serve() -> Iterator[Callable[[App], str]]:
    """Return a function that serves a record for the length of one test and returns its address."""
    running: list[_Running] = []

    def start(app: App) -> str:
        listener = server.listen("127.0.0.1", 0)
        port = listener.getsockname()[1]
        own = uvicorn.Server(server.configure(app, port))
        thread = Thread(target=own.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not own.started:
            sleep(0.01)
        running.append(_Running(f"http://127.0.0.1:{port}", own, thread))
        return running[-1].address

    yield start
    for each in running:
        each.server.should_exit = True
        each.thread.join()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Return a function that opens a page in a fresh profile; complaints of its console fail the test."""
    complaints: list[str] = []
    yield from _pages(browser, complaints)
    assert complaints == []


@pytest.fixture
def browser_errors(browser: Browser) -> Iterator[NewPage]:
    """Return the same for a test that meets an error page, of which the console complains rightly."""
    yield from _pages(browser, [])


def _pages(browser: Browser, complaints: list[str]) -> Iterator[NewPage]:
    contexts: list[BrowserContext] = []

    def open_page(
        *, width: int = 1280, height: int = 800, is_dark: bool = False, has_script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if is_dark else "light",
            java_script_enabled=has_script,
            timezone_id="America/Chicago",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda each: complaints.append(each.text) if each.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for each in contexts:
        each.close()
