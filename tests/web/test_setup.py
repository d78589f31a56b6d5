"""The first run."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hallway.actions.applicants import find_applicant
from hallway.app import App
from hallway.storage.store import open_store
from hallway.web.server import make_site
from tests.cast import FixedClock
from tests.web.conftest import PORT
from tests.web.tabs import Tab

ANSWERS: dict[str, str | list[str]] = {
    "name": "Zeynep Şahin",
    "audience": "img-general",
    "zone": "Europe/Istanbul",
    "match_year": "2028",
    "specialties": "Internal medicine",
}


@pytest.mark.parametrize("path", ["/", "/people", "/settings", "/history", "/promises", "/guides"])
def test_without_an_applicant_pages_lead_to_the_four_questions(new_tab: Tab, path: str) -> None:
    new_tab.open(path)

    assert new_tab.path == ("/guides" if path == "/guides" else "/setup")


@pytest.mark.requirement("ACC-09")
def test_four_answers_open_today_without_any_account(new_tab: Tab, app: App) -> None:
    new_tab.open("/")
    assert "there is nothing to sign up for" in new_tab.text
    assert "password" not in new_tab.html.lower()

    new_tab.send_all("/setup", ANSWERS)

    assert new_tab.path == "/"
    assert "Monday, November 23" in new_tab.text
    applicant = find_applicant(app.store)
    assert applicant is not None
    assert (applicant.name, applicant.audience, applicant.zone) == (
        "Zeynep Şahin",
        "img-general",
        "Europe/Istanbul",
    )
    assert (applicant.match_year, applicant.specialties) == (2028, ("Internal medicine",))


def test_today_has_something_on_it_from_the_start(new_tab: Tab) -> None:
    new_tab.open("/setup").send_all("/setup", ANSWERS)

    assert "Reach out to 3 new people this week (0 so far)." in new_tab.text
    assert "/capture" in new_tab.links


@pytest.mark.parametrize("missing", ["name", "audience", "zone"])
def test_a_missing_answer_is_asked_for_and_the_others_are_kept(new_tab: Tab, missing: str) -> None:
    typed = {name: each for name, each in ANSWERS.items() if name != missing}

    new_tab.open("/setup").send_all("/setup", typed)

    assert new_tab.status == 422
    kept = new_tab.form("/setup").values
    assert all(kept[name] == [each] for name, each in typed.items())


def test_whoever_has_answered_is_not_asked_again(tab: Tab) -> None:
    assert tab.open("/setup").path == "/"


def test_looking_around_happens_in_a_copy(new_tab: Tab, app: App) -> None:
    new_tab.open("/setup").send("/setup/sample")

    assert "Sample data." in new_tab.text
    assert "Invented Person" in new_tab.open("/people").text
    new_tab.open("/people/new").send("/people/new", name="Added to the sample")
    assert "Added to the sample" in new_tab.open("/people").text
    new_tab.send("/setup/sample/leave")
    assert new_tab.path == "/setup"
    assert find_applicant(app.store) is None


def test_an_archive_brings_everything_back(
    tab: Tab, client: TestClient, tmp_path: Path, clock: FixedClock
) -> None:
    tab.open("/people/new").send("/people/new", name="Ana Novak")
    archive = client.get("/export/archive").content

    with open_store(tmp_path / "new.db", clock_now=clock.now) as store:
        site = make_site(App(store, clock, tmp_path / "new.db"), port=PORT)
        with TestClient(site, base_url=str(client.base_url), headers=dict(client.headers)) as other:
            fresh = Tab(other).open("/setup")
            fresh.upload("/setup/archive", "archive", "hallway-archive.json", archive)

            assert fresh.path == "/"
            assert "Ana Novak" in fresh.open("/people").text


def test_a_broken_archive_is_refused_with_its_reason(new_tab: Tab) -> None:
    new_tab.open("/setup").upload("/setup/archive", "archive", "x.json", b"{]")

    assert 400 <= new_tab.status < 500
    assert "x.json" in new_tab.text
