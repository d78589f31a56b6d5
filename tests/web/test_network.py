"""The pages of the network: seen, and ending in records."""

import pytest

from hallway.actions.people import edit_person, list_people
from hallway.actions.ports import PeopleFilter
from hallway.app import App
from tests.web.conftest import Cast, NewPage
from tests.web.tabs import Tab
from tests.web.test_browser import Serve, axe
from tests.web.test_pages import check

PATHS = (
    "/network",
    "/network/roles",
    "/network/programs",
    "/network/prompts",
    "/network/prospects",
    "/network/offices",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_keeps_the_laws(tab: Tab, cast: Cast, path: str) -> None:
    del cast
    check(tab.open(path))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_keeps_the_laws_when_there_is_nothing_yet(tab: Tab, path: str) -> None:
    check(tab.open(path))


@pytest.mark.requirement("CON-23")
def test_the_overview_shows_gaps_with_their_guide_and_numbers_beside_every_bar(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/network")

    assert "Met Mentors to have 2 here, wanted: 1–2" in tab.text
    assert "Your own specialty" not in tab.text
    assert "/guides/mentors.target" in tab.links
    assert "/people?group=mentor" in tab.links
    assert "US-IMG plastics" in tab.text
    assert "Nobody has a mentor role noted yet" in tab.text


def test_a_new_applicant_sees_what_to_do_first(tab: Tab) -> None:
    tab.open("/network")

    assert "Begin with whom you know" in tab.text
    assert "/network/prompts" in tab.links


@pytest.mark.requirement("MEN-01", "MEN-02", "MEN-06")
def test_the_matrix_shows_who_fills_which_role_and_what_is_open(tab: Tab, cast: Cast, app: App) -> None:
    edit_person(
        app.store,
        app.clock,
        person=cast["ana"],
        fields={"mentor_roles": "career; research", "mentor_merits": "honest", "worked_with_imgs": "yes"},
    )

    tab.open("/network/roles")

    assert "Ana Novak fellow, Harbor Medical Center" in tab.text
    assert "1 of 4" in tab.text
    assert "Met Your career mentor is an IMG or has worked with IMGs." in tab.text
    assert tab.text.count(" Open ") == 2
    assert "/network/prospects#community-physicians" in tab.links


def test_today_leads_from_open_roles_to_the_worksheet(tab: Tab, cast: Cast, app: App) -> None:
    edit_person(app.store, app.clock, person=cast["ana"], fields={"mentor_roles": "career"})

    tab.open("/steps")

    assert "what no mentor covers yet: research, clinical and application" in tab.text
    assert "/network/prospects" in tab.links


@pytest.mark.requirement("CON-20", "CON-21")
def test_lines_become_people_and_are_undone_from_the_notice(tab: Tab, app: App) -> None:
    tab.open("/network/prospects")
    assert tab.text.count("Not tried yet") == 12

    tab.send("/network/prospects/alumni-list", people="Elif Kaya, attending, Cedar Valley\nHugo Almeida")

    assert "Added 2 people." in tab.text
    assert "2 people so far" in tab.text
    undo = next(each.action for each in tab.forms if each.action.endswith("/undo"))
    tab.send(undo)
    assert list_people(app.store, app.clock, PeopleFilter()).total == 0

    tab.open("/network/prompts").send("/network/prompts/connected-professors", people="Hugo Almeida")
    assert "1 person so far" in tab.text


def test_no_lines_are_refused_in_their_place(tab: Tab) -> None:
    tab.open("/network/prompts").send("/network/prompts/family-circle", people=" ")

    assert tab.status == 422
    assert "Write at least one line" in tab.text
    assert '<details class="fold" open>' in tab.html


def test_an_unknown_source_is_refused(tab: Tab) -> None:
    tab.open("/network/prompts")
    tab.form("/network/prompts/family-circle").action = "/network/prompts/nowhere"

    tab.send("/network/prompts/nowhere", people="Ana")

    assert "There is no source" in tab.text


@pytest.mark.requirement("CON-22")
def test_an_office_is_asked_and_the_page_remembers_whom(tab: Tab) -> None:
    tab.open("/network/offices")
    assert "My name is Nadia Brandt." in tab.html

    tab.send("/network/offices/alumni", who="Greta Lindqvist", promised="Send the directory")

    assert "Asked the alumni office: Greta Lindqvist" in tab.text
    assert "Asked today Greta Lindqvist" in tab.text
    tab.open("/promises")
    assert "Send the directory" in tab.text


def test_a_day_that_cannot_be_meant_stays_in_the_form(tab: Tab) -> None:
    tab.open("/network/offices").send("/network/offices/dean", who="Greta", on="2066-01-01")

    assert "Check the year" in tab.text
    assert tab.form("/network/offices/dean").values["who"] == ["Greta"]


@pytest.mark.requirement("GOA-06", "PEE-05")
def test_programs_show_who_knows_me_and_what_was_said(tab: Tab, cast: Cast) -> None:
    tab.open(f"/network/programs?person={cast['ana']}")
    assert "Known at 1 program" in tab.text
    assert tab.form("/network/programs").values["person"] == ["Ana Novak"]

    tab.send("/network/programs", program="Lakeside", text="Residents eat together", topic="culture")
    assert "Residents eat together" in tab.text

    change = next(each for each in tab.forms if "/notes/" in each.action)
    tab.send(change.action, text="Residents seldom eat")
    assert "Residents seldom eat" in tab.text
    tab.open(f"/people/{cast['ana']}")
    assert "What they told you of programs Lakeside" in tab.text
    tab.open("/network/programs").send(f"{change.action}/remove")
    assert "Residents seldom eat" not in tab.text.replace("Removed", "")


def test_a_note_without_a_source_is_refused_with_what_was_typed(tab: Tab) -> None:
    tab.open("/network/programs").send("/network/programs", program="Lakeside", text="Kind")

    assert "Say who told you" in tab.text
    assert tab.form("/network/programs").values["text"] == ["Kind"]


@pytest.mark.requirement("MEN-05", "PEE-01", "PEE-02")
def test_roles_merits_and_gifts_are_given_on_the_form_and_shown(tab: Tab, cast: Cast) -> None:
    person = f"/people/{cast['chen']}"
    tab.open(f"{person}/edit").send_all(
        f"{person}/edit",
        {
            "mentor_roles": ["", "process"],
            "mentor_merits": ["", "honest", "knows-match"],
            "peer_kind": "junior-resident",
            "peer_gifts": ["", "culture", "support"],
        },
    )

    assert "Mentor for process" in tab.text
    assert "A good mentor: 2 of 4" in tab.text
    assert "junior resident" in tab.text
    assert "Gives you culture , moral support" in tab.text.replace("culture,", "culture ,")
    tab.open("/people?mentor_role=process")
    assert "1 person found" in tab.text


def test_the_section_is_folded_for_who_is_neither_mentor_nor_peer(tab: Tab, cast: Cast) -> None:
    tab.open(f"/people/{cast['bolu']}/edit")  # a sponsor
    assert "<summary>As a mentor or peer</summary>" in tab.html
    tab.open(f"/people/{cast['ana']}/edit")  # a mentor
    assert "<h2>As a mentor or peer</h2>" in tab.html


@pytest.mark.browser
@pytest.mark.parametrize(("width", "is_dark"), [(390, True), (1280, False)])
def test_no_page_scrolls_sideways_and_axe_finds_nothing(
    app: App, cast: Cast, serve: Serve, new_page: NewPage, *, width: int, is_dark: bool
) -> None:
    edit_person(
        app.store,
        app.clock,
        person=cast["ana"],
        fields={"mentor_roles": "career; peer", "relationship": "trusts-me"},
    )
    page = new_page(width=width, is_dark=is_dark)
    address = serve(app)
    found = {}
    for path in PATHS:
        found[path] = axe(page, address + path)
        room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert needed <= room, path

    assert found == {path: [] for path in PATHS}
