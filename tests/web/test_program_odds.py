"""Odds beside each program: in the directory, on a program's page, and where the applicant would go."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from hallway.actions import odds as actions
from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.odds import find_odds
from hallway.actions.program_facts import record_fact
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.programs import list_program
from hallway.app import App
from hallway.domain.programs import FactKind, Reply
from hallway.facts.directory import Unit, search_units, units
from hallway.web.odds_pictures import draw_ranges
from hallway.web.odds_words import reach
from tests.cast import APPLICANTS
from tests.web.tabs import Tab

SURGERY = [each for each in search_units("", specialties=["General surgery"]) if each.open_tracks]
ONE, OTHER = SURGERY[0], SURGERY[1]
HERE = f"/programs/{ONE.code}"


@pytest.fixture
def surgeon(tab: Tab, app: App) -> Tab:
    """Return a tab onto the record of a non-US graduate with a score who aims for general surgery."""
    fields = {
        "status": "non-us-img",
        "specialties": "General surgery",
        "needs_visa": "yes",
        "exams": "Step 2 CK; passed; 2026-03-02; 240",
    }
    change_applicant(app.store, app.clock, fields=fields)
    return tab


# ------------------------------------------------------------------------------------- the directory


@pytest.mark.requirement("PICK-13", "APP-01")
def test_each_program_of_the_directory_stands_with_its_band_its_range_and_its_reasons(
    surgeon: Tab, app: App
) -> None:
    answer = find_odds(app.store, app.clock, specialties=["General Surgery"], everything=True)
    here = next(each.odds for each in answer.programs if each.unit is ONE)
    bands = max(each.odds.band or 0 for each in answer.programs)

    page = surgeon.open("/programs?odds=yes")

    assert f"match there {reach(here.p_match_there)} band {here.band} of {bands}" in page.text
    assert len(re.findall(r"band \d of", page.text)) >= 40
    assert "Specialty and type of applicant" in page.text
    assert "what is known cannot tell the programs of a specialty apart" in page.text


def test_the_directory_comes_at_once_and_asks_again_for_the_odds(surgeon: Tab) -> None:
    page = surgeon.open("/programs?words=memorial&page=2")

    assert "Your chance at each is being reckoned" in page.text
    again = re.findall(r'hx-get="([^"]*)"[^>]*hx-trigger="load"', page.html)
    assert [parse_qs(urlsplit(each.replace("&amp;", "&")).query) for each in again] == [
        {"words": ["memorial"], "page": ["1"], "odds": ["yes"]}
    ]
    surgeon.open(again[0].replace("&amp;", "&"))
    assert "band" in surgeon.text
    assert 'hx-trigger="load"' not in surgeon.html


def test_odds_in_the_directory_are_kept_and_never_stale(surgeon: Tab, app: App) -> None:
    surgeon.open("/programs?odds=yes")
    assert "No chance as things stand" not in surgeon.open("/programs").text
    assert "band 1 of" in surgeon.open("/programs?state=OH").text
    assert "band" in surgeon.open(HERE).text

    record_fact(app.store, app.clock, unit=ONE.code, kind=FactKind.VISAS, text="none", source="its website")

    assert "is being reckoned" in surgeon.open("/programs").text
    assert "It is being reckoned" in surgeon.open(HERE).text
    assert "No chance as things stand" in surgeon.open("/programs?odds=yes").text
    assert "No chance as things stand" in surgeon.open(HERE).text


def test_without_a_specialty_the_directory_says_what_to_say_first(tab: Tab, app: App) -> None:
    change_applicant(app.store, app.clock, fields={"audience": "img-general", "specialties": ""})

    assert "choose a specialty here" in tab.open("/programs").text
    assert "/profile#of-specialties" in tab.links
    assert "band" not in tab.text
    assert "band 1 of" in tab.open("/programs?specialty=Pediatrics&odds=yes").text


def test_programs_of_too_many_specialties_show_no_odds_side_by_side(surgeon: Tab) -> None:
    page = surgeon.open("/programs?specialty=all&odds=yes")

    assert "Choose one specialty to see your chance at each program" in page.text
    code = ONE.tracks[0].code
    assert "band" in surgeon.open(f"/programs?specialty=all&words={code}&odds=yes").text


# ------------------------------------------------------------------------------------- one program


@pytest.mark.requirement("PICK-07", "PICK-14")
def test_a_program_shows_its_whole_odds_with_every_factor_and_what_is_not_known(surgeon: Tab) -> None:
    page = surgeon.open(f"{HERE}?odds=yes")

    share = r"(under )?\d+%"
    for says in ("Of an interview, if you apply", "To match there, if you rank it first"):
        assert re.search(f"{says} {share} {share} {share}", page.text)
    assert re.search(r"Band \d of \d in General Surgery, with \d+ other programs", page.text)
    assert "Not known of it: IMG share" in page.text
    assert re.search(r"240, where those who apply have", page.text)
    assert "/odds?specialty=General+Surgery&all=yes" in page.links


def test_the_band_of_a_program_is_the_same_wherever_it_stands(surgeon: Tab) -> None:
    there = surgeon.open(f"{HERE}?odds=yes").text
    band = re.findall(r"Band (\d) of (\d)", there)[0]

    row = surgeon.open(f"/programs?words={ONE.code}").text
    assert f"band {band[0]} of {band[1]}" in row


def test_a_cut_off_an_invitation_and_a_rejection_are_said_plainly(surgeon: Tab, app: App) -> None:
    third = SURGERY[2]
    record_fact(app.store, app.clock, unit=ONE.code, kind=FactKind.STEP2_MIN, text="250", source="website")
    record_outcome(app.store, app.clock, unit=OTHER.code, season=2028, reply=Reply.INTERVIEW)
    record_outcome(app.store, app.clock, unit=third.code, season=2028, reply=Reply.REJECTED)

    closed = surgeon.open(f"{HERE}?odds=yes").text
    assert "No chance as things stand" in closed
    assert "at least 250; you have 240" in closed
    invited = surgeon.open(f"/programs/{OTHER.code}").text
    assert "It has invited you" in invited
    assert "Of an interview, if you apply" not in invited
    assert "It answered that there is no interview" in surgeon.open(f"/programs/{third.code}").text


def test_a_program_whose_specialty_nobody_published_figures_of_says_so(
    surgeon: Tab, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise actions.NoFigures(["General Surgery"], "non-us-img")

    monkeypatch.setattr(actions, "find_odds", nothing)
    list_program(app.store, app.clock, units=[ONE.code])

    page = surgeon.open(f"{HERE}?odds=yes")

    assert page.status == 200
    assert "Nothing was published that says how" in page.text
    assert "No odds yet: Nothing was published" in surgeon.open("/programs?odds=yes").text


# ------------------------------------------------------------------------------------- where to


def shown(page: Tab) -> list[Unit]:
    """Return the programs that a page of odds leads to by name."""
    part = page.html.partition('id="programs"')[2]
    return [units()[code] for code in re.findall(r'<h4><a class="quiet" href="/programs/(\w+)"', part)]


@pytest.mark.requirement("PICK-03", "PICK-09")
def test_odds_are_looked_at_in_some_states_and_kinds_of_places_only(surgeon: Tab) -> None:
    page = surgeon.open("/odds?state=Ohio&state=PA&kind=community")

    assert "in Ohio or Pennsylvania, community" in page.text
    assert shown(page)
    assert {each.state for each in shown(page)} == {"OH", "PA"}
    assert {each.kind_guess for each in shown(page)} == {"community"}
    for link in (each for each in page.links if each.startswith("/odds?") and "network=off" in each):
        assert parse_qs(urlsplit(link).query)["state"] == ["OH", "PA"]


def test_what_was_chosen_stays_until_it_is_unticked(surgeon: Tab) -> None:
    page = surgeon.open("/odds?state=OH&network=off")

    assert re.findall(r'type="checkbox" name="(\w+)" value="([^"]+)" checked', page.html) == [
        ("specialty", "General Surgery"),
        ("state", "OH"),
    ]
    assert '<input type="hidden" name="network" value="off">' in page.html
    both = surgeon.open("/odds?network=off&specialty=General+Surgery&specialty=&state=OH&state=TX&kind=")
    assert {each.state for each in shown(both)} == {"OH", "TX"}
    assert "without your rotations, mentors, signals" in both.text


def test_several_specialties_are_looked_at_together(surgeon: Tab) -> None:
    page = surgeon.open("/odds?specialty=pediatrics&specialty=family+medicine&state=VT")

    assert "The chance to match in Pediatrics, Family Medicine" in page.text
    assert {each.specialty for each in shown(page)} == {"Pediatrics", "Family Medicine"}
    assert {each.state for each in shown(page)} == {"VT"}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("state=Narnia", "State 'Narnia' cannot be used. Type a US state"),
        ("kind=castle", "castle"),
        ("specialty=underwater+basketry", "underwater basketry"),
        ("state=GU&kind=military", "No program there fits your wishes"),
        ("state=" + "x" * 5000, "Type a US state"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_told_and_can_be_mended(surgeon: Tab, query: str, says: str) -> None:
    page = surgeon.open(f"/odds?{query}")

    assert page.status == 422
    assert says in page.text
    assert "/odds" in page.links
    assert any(each.action == "/odds" for each in page.forms)


# ------------------------------------------------------------------------------------- the picture


def test_small_chances_are_drawn_on_a_scale_that_tells_them_apart(surgeon: Tab, app: App) -> None:
    del surgeon
    answer = find_odds(app.store, app.clock, specialties=["General Surgery"], everything=True)
    small = answer.programs[0].odds.p_match_there
    picture = draw_ranges([("There", small)], most=0.1)

    assert [says for _, says in picture.ticks] == ["0%", "2.5%", "5%", "7.5%", "10%"]
    assert picture.rows[0].width > draw_ranges([("There", small)]).rows[0].width


# ------------------------------------------------------------------------------------- the first minute


@pytest.mark.requirement("PICK-01")
@pytest.mark.parametrize("audience", ["img-general", "md-plastics", "us-img-pediatrics"])
def test_four_answers_lead_to_bands_in_the_directory_and_an_exam_narrows_them(
    audience: str, new_tab: Tab, app: App
) -> None:
    applicant = APPLICANTS[audience]
    four = ("name", "audience", "zone", "specialties")
    set_up(app.store, app.clock, fields={name: applicant[name] for name in four})

    directory = new_tab.open("/programs?odds=yes")
    assert "band 1 of" in directory.text
    first = re.findall(r'<h2><a class="quiet" href="(/programs/\w+)"', directory.html)[0]
    assert "Of you, Step 2 CK would narrow it most" in new_tab.open(first).text

    new_tab.open("/profile").send("/profile/exam", exam="Step 2 CK", state="passed", score="247", attempt="1")

    assert "247, where those who apply have" in new_tab.open(f"{first}?odds=yes").text
    assert "Of you, Step 2 CK" not in new_tab.text
