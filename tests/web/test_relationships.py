"""The page on the worth of relationships: ranges, people, efforts, and what Today proposes of it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from hallway.actions.applicants import change_applicant
from hallway.actions.people import add_person
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program
from hallway.app import App
from hallway.domain.programs import TieKind
from hallway.facts.directory import units
from tests.web.conftest import Cast, NewPage
from tests.web.tabs import Tab
from tests.web.test_browser import PHONE
from tests.web.test_programs_browser import checked
from tests.web.test_writing_browser import Serve

PROGRAMS = [
    each for each in units().values() if each.specialty == "Plastic Surgery (Integrated)" and each.open_tracks
]
FIRST, SECOND = PROGRAMS[:2]


def fill(app: App) -> None:
    """Put a list, a tie and somebody who could help into Nadia's record."""
    list_program(app.store, app.clock, units=[each.code for each in PROGRAMS[:6]])
    record_tie(app.store, app.clock, unit=SECOND.code, kind=TieKind.RESEARCH)
    change_applicant(app.store, app.clock, fields={"exams": "Step 2 CK; passed; 2026-03-02; 248"})
    fields = {
        "name": "Amara Okafor",
        "role": "attending",
        "institution": FIRST.institution,
        "state": FIRST.state,
        "specialty": "Plastic surgery",
        "relationship": "trusts-me",
    }
    add_person(app.store, app.clock, fields=fields)


@pytest.mark.requirement("PICK-10", "SPO-05")
def test_the_page_shows_what_ties_add_and_who_could_help_and_lets_ties_be_left_out(
    tab: Tab, app: App
) -> None:
    fill(app)

    page = tab.open("/relationships")

    assert "over your list of 6 programs" in page.text
    assert "Without your ties" in page.text
    assert "Could help: Amara Okafor" in page.text
    assert "At programs of your list" in page.text
    assert "Nobody measured what these add" in page.text
    assert "never a promise" in page.text
    assert f"/relationships?program={FIRST.code}" in page.links

    off = page.open("/relationships?network=off")
    assert "Your own ties count nothing here, as you asked" in off.text
    one = page.open(f"/relationships?program={FIRST.code}")
    assert one.text.count("Amara Okafor") > 1
    assert "At other programs" not in one.text


@pytest.mark.requirement("ACC-08")
def test_the_page_shows_what_ties_do_at_the_own_score_and_beside_it(tab: Tab, app: App) -> None:
    fill(app)
    page = tab.open("/relationships")
    assert "248 yours" in page.text
    assert "Scores open the file; relationships decide who looks at it" in page.text
    assert "Five more ties add" in page.text


def test_own_effort_is_typed_in_place_refused_where_it_cannot_be_and_taken_back(tab: Tab, app: App) -> None:
    fill(app)
    action = "/relationships/efforts/rotation"
    page = tab.open("/relationships").send(action, hours="200", dollars="$3,500")
    assert page.status == 200
    assert "200 hours, 3,500 dollars" in page.text
    assert page.form(action).values["hours"] == ["200"]

    wrong = page.send(action, hours="-2")
    assert wrong.status == 422
    assert "from 0 to" in wrong.text
    assert wrong.form(action).values["hours"] == ["-2"]
    assert "usual: 180" in wrong.send(action, hours="", dollars="").text
    assert tab.form(action).values["hours"] == [""]


def test_today_proposes_what_was_kept_until_it_is_forgotten(tab: Tab, app: App) -> None:
    fill(app)
    page = tab.open("/relationships").send("/relationships/today")
    assert "Today proposes up to two of 1 program worth a conversation" in page.text
    day = page.open("/")
    assert "Talk with Amara Okafor about" in day.text
    (way,) = [each for each in day.links if each.startswith("/relationships")]
    assert parse_qs(urlsplit(way).query) == {"program": [FIRST.code]}

    record_tie(app.store, app.clock, unit=SECOND.code, kind=TieKind.SIGNAL)
    assert "your record has changed since" in tab.open("/").text
    old = tab.open("/relationships")
    assert "they were worked out before your record changed" in old.text
    assert "Renew what Today proposes" in old.text
    gone = old.post("/relationships/today", do="forget")
    assert "Let Today propose these" in gone.text
    assert "Talk with Amara Okafor" not in gone.open("/").text


@pytest.mark.parametrize("query", ["kind=friendship", "by=luck", "program=0000000"])
def test_an_address_that_means_nothing_says_so_and_leads_back(tab: Tab, app: App, query: str) -> None:
    fill(app)
    page = tab.open(f"/relationships?{query}")
    assert page.status in {404, 422}
    assert "/relationships" in page.links


def test_who_has_no_list_sees_the_proposed_one_and_who_has_no_specialty_is_asked(tab: Tab, app: App) -> None:
    page = tab.open("/relationships")
    assert "over the list that SmartPick proposes" in page.text
    assert "Nobody in your record could help at these programs yet" in page.text
    assert "/network/prospects" in page.links

    change_applicant(app.store, app.clock, fields={"specialties": "Hand surgery"})
    empty = tab.open("/relationships")
    assert empty.status == 200
    assert "Nothing to reckon with yet" in empty.text
    assert "/profile" in empty.links


@pytest.mark.browser
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    app: App, cast: Cast, serve: Serve, browser_errors: NewPage
) -> None:
    del cast
    fill(app)
    page, address = browser_errors(**PHONE, is_dark=True), serve(app)
    found: dict[str, list[str]] = {}
    for path in ("/relationships", f"/relationships?program={FIRST.code}", "/relationships?kind=nonsense"):
        page.goto(address + path)
        for each in page.locator("main details.fold > summary").all()[:6]:
            each.click()
        found[path] = checked(page)
    assert [(path, fault) for path, faults in found.items() for fault in faults] == []


@pytest.mark.browser
def test_it_all_works_without_script(app: App, cast: Cast, serve: Serve, new_page: NewPage) -> None:
    del cast
    fill(app)
    page, address = new_page(has_script=False), serve(app)
    page.goto(f"{address}/relationships")
    page.get_by_label("In the order of").select_option("hour")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#rows li").first).to_contain_text("signal")
    page.get_by_role("link", name="Relationships", exact=True).click()
    page.get_by_role("button", name="Let Today propose these").click()
    expect(page.locator("#talks")).to_contain_text("Today proposes")
