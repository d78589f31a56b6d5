"""What every room's tests share. A room's own fixtures stand in a conftest.py of that room."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.searching_apart import searching_apart
from tools.requirements_report import faults_of, read_rows

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# No deadline: the same example takes longer on a machine that is busy with something else.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=75, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that claims rows which are not there, or too many."""
    known = {each.id for each in read_rows((ROOT / "docs" / "requirements.md").read_text(encoding="utf-8"))}
    faults = [
        f"{item.nodeid} {fault}"
        for item in items
        if (marks := list(item.iter_markers("requirement")))
        for fault in faults_of([row for mark in marks for row in mark.args], known)
    ]
    if faults:
        raise pytest.UsageError("\n".join(faults))


def pytest_collection_finish() -> None:
    """Leave thousands of collected tests out of every look for garbage, and look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def exact_solver_apart() -> Iterator[None]:
    """Keep the exact solver's library out of this process, where that of lists may be loaded."""
    with searching_apart():
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once.

    While it is open, this thread has a running event loop: `asyncio.run` then works in another thread only.
    """
    found = next((path for each in BROWSERS if (path := shutil.which(each))), None)
    if found is None:
        pytest.skip("there is no Chromium here (Debian: sudo apt install chromium)")
    sandbox = () if os.name == "nt" or os.getuid() else ("--no-sandbox",)  # as root it will not start with it
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=[*BROWSER_FLAGS, *sandbox])
        yield chromium
        chromium.close()
