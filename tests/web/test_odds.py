"""The pages of the odds: the range, the programs in bands, the profile, and how it all works."""

import re
from datetime import date

import pytest

from hallway.actions import odds as actions
from hallway.actions.applicants import change_applicant, describe_applicant
from hallway.actions.program_facts import record_fact
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program
from hallway.app import App
from hallway.domain.programs import FactKind, Reply, TieKind
from hallway.facts.directory import Unit, units
from hallway.facts.figures import gaps
from hallway.smartpick.calibration import read_calibration
from hallway.smartpick.explained_lists import list_topic
from hallway.smartpick.explained_worths import worth_topic
from hallway.smartpick.factors import Range
from hallway.smartpick.parameter_names import named_parameters
from hallway.smartpick.parameters import Parameters, inputs_hash, read_parameters
from hallway.web.odds_pictures import WIDTH, draw_ranges
from hallway.web.odds_words import percent, reach, scale_for, weight
from tests.web.tabs import Tab

SURGERY = [each for each in units().values() if each.specialty == "General Surgery" and each.open_tracks]
ONE, OTHER, THIRD = SURGERY[:3]
SCORED = "Step 2 CK; passed; 2026-03-02; 240"


@pytest.fixture
def surgeon(tab: Tab, app: App) -> Tab:
    """Return a tab onto the record of a non-US graduate who aims for general surgery and needs a visa."""
    fields = {"status": "non-us-img", "specialties": "General surgery", "needs_visa": "yes", "exams": SCORED}
    change_applicant(app.store, app.clock, fields=fields)
    return tab


def put_on_list(app: App, *programs: Unit) -> None:
    """Put programs on the list."""
    list_program(app.store, app.clock, units=[each.code for each in programs])


# ------------------------------------------------------------------------------------------ odds


@pytest.mark.requirement("PICK-13")
def test_the_chance_is_a_range_with_two_meanings_and_no_promise(surgeon: Tab, app: App) -> None:
    put_on_list(app, ONE, OTHER)

    page = surgeon.open("/odds")

    assert "At the 2 programs of your list" in page.text
    chance = odds_in(page)
    assert 0 <= chance["in all"][0] <= chance["in all"][1] <= chance["in all"][2] <= 100
    assert chance["in all"][1] <= chance["once interviewed"][1]
    assert "when it is still open whether any of them interviews you" in page.text
    assert "published match rates, which count only people who ranked a program" in page.text
    assert "never a promise" in page.text


@pytest.mark.requirement("PICK-07", "PICK-14")
def test_each_program_opens_its_reasons_with_weight_source_and_what_is_borrowed(
    surgeon: Tab, app: App
) -> None:
    put_on_list(app, ONE)
    record_tie(app.store, app.clock, unit=ONE.code, kind=TieKind.ROTATION, note="four weeks of trauma")

    page = surgeon.open("/odds")

    assert re.search(r"Rotation there \+[\d.]+ \(\+[\d.]+ to \+[\d.]+\) four weeks of trauma", page.text)
    assert "Sergesketter et al., J Surg Educ 2024" in page.text
    assert "borrowed" in page.text
    assert "Not known of it: IMG share" in page.text
    assert f"/programs/{ONE.code}#facts" in page.links


@pytest.mark.requirement("PICK-10")
def test_without_people_the_tie_is_left_out_and_the_chance_is_no_higher(surgeon: Tab, app: App) -> None:
    put_on_list(app, ONE, OTHER)
    record_tie(app.store, app.clock, unit=ONE.code, kind=TieKind.ROTATION)
    with_people = odds_in(surgeon.open("/odds"))

    page = surgeon.open("/odds?network=off")

    assert "Rotation there" not in page.text
    assert odds_in(page)["in all"][1] <= with_people["in all"][1]
    assert "without your rotations, mentors, signals" in page.text


def test_a_cut_off_closes_a_program_and_says_why(surgeon: Tab, app: App) -> None:
    put_on_list(app, ONE, OTHER)
    record_fact(
        app.store, app.clock, unit=ONE.code, kind=FactKind.STEP2_MIN, text="250", source="its website"
    )

    page = surgeon.open("/odds")

    assert "No chance as things stand" in page.text
    assert "at least 250; you have 240" in page.text
    assert "Closed, or answered" in page.text


def test_without_a_list_all_programs_of_the_specialty_stand_in_bands_page_by_page(surgeon: Tab) -> None:
    page = surgeon.open("/odds")

    assert "as many as one usually applies to" in page.text
    assert "Band 1" in page.text
    assert page.html.count('class="much"') == 40
    further = surgeon.open("/odds?page=2")
    assert "page 2 of" in further.text
    last = surgeon.open("/odds?page=99999")
    assert last.status == 200


def test_another_specialty_can_be_looked_at_and_a_wrong_name_is_told(surgeon: Tab) -> None:
    assert "The chance to match in Pediatrics" in surgeon.open("/odds?specialty=pediatrics").text
    wrong = surgeon.open("/odds?specialty=underwater+basketry")
    assert wrong.status == 422
    assert "underwater basketry" in wrong.text
    assert "/odds" in wrong.links


def test_a_page_that_is_no_number_is_refused_kindly(surgeon: Tab) -> None:
    assert surgeon.open("/odds?page=many").status == 422


def test_before_a_specialty_is_named_the_page_says_what_to_do(tab: Tab, app: App) -> None:
    change_applicant(app.store, app.clock, fields={"audience": "img-general", "specialties": ""})

    page = tab.open("/odds")

    assert page.status == 200
    assert "Say which specialty you aim for" in page.text
    assert "/profile" in page.links


@pytest.mark.requirement("PICK-12")
def test_a_very_low_chance_names_other_ways_kindly(tab: Tab) -> None:
    page = tab.open("/odds")

    assert "Beside this goal" in page.text
    assert "preliminary" in page.text.casefold()


@pytest.mark.requirement("PICK-15")
def test_an_interview_that_is_written_down_moves_the_odds_of_the_others_up(surgeon: Tab, app: App) -> None:
    put_on_list(app, ONE, OTHER, THIRD)
    before = odds_in(surgeon.open("/odds"))

    record_outcome(
        app.store, app.clock, unit=ONE.code, season=2028, reply=Reply.INTERVIEW, replied_on=date(2026, 11, 2)
    )

    page = surgeon.open("/odds")
    assert "interviewed, match there" in page.text
    after = odds_in(page)
    assert after["in all"][1] >= before["in all"][1]


def test_odds_are_kept_until_the_record_changes(
    surgeon: Tab, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_list(app, ONE)
    reckoned: list[Parameters] = []

    def count() -> Parameters:
        reckoned.append(read_parameters())
        return reckoned[-1]

    monkeypatch.setattr(actions, "read_parameters", count)

    surgeon.open("/odds")
    surgeon.open("/odds")
    surgeon.open("/profile")
    assert len(reckoned) == 1

    put_on_list(app, OTHER)
    assert "At the 2 programs" in surgeon.open("/odds").text
    assert len(reckoned) == 2


def odds_in(page: Tab) -> dict[str, tuple[int, int, int]]:
    """Return the table of chances: low, middle and high in percent by what they are of."""
    share = r"((?:under |over )?\d+)%"
    found = re.findall(rf"To match, (in all|once interviewed) {share} {share} {share}", page.text)
    return {says: (_whole(low), _whole(mid), _whole(high)) for says, low, mid, high in found}


def _whole(text: str) -> int:
    return 0 if text.startswith("under") else int(text.removeprefix("over "))


# ------------------------------------------------------------------------------------------ profile


def test_the_profile_says_first_what_would_narrow_the_range_most(tab: Tab) -> None:
    page = tab.open("/profile")

    first = page.text.partition("Say this next")[2].split("narrower")[0]
    assert "Step 2 CK" in first
    assert "#of-exams" in page.links
    assert page.text.count("Why it matters.") > 6


def test_scores_are_added_one_by_one_and_corrected(tab: Tab, app: App) -> None:
    tab.open("/profile").send("/profile/exam", exam="Step 2 CK", state="passed", score="24", attempt="1")
    assert tab.status == 422
    assert "24" in tab.text
    tab.send("/profile/exam", score="241")
    tab.open("/profile").send("/profile/exam", exam="Step 1", state="failed", score="", attempt="1")
    tab.open("/profile").send("/profile/exam", exam="step 2 ck", state="passed", score="251", attempt="1")

    assert describe_applicant(app.store)["exams"] == "Step 1; failed\nstep 2 ck; passed; 251"


def test_what_the_odds_know_is_changed_and_undone_in_one_place(tab: Tab, app: App) -> None:
    tab.open("/profile").send("/profile", graduation_year="2024", publications="5", status="non-us-img")

    assert "Undo" in tab.text
    kept = describe_applicant(app.store)
    assert (kept["graduation_year"], kept["publications"], kept["status"]) == ("2024", "5", "non-us-img")


@pytest.mark.parametrize(
    ("field", "typed"), [("graduation_year", "1890"), ("publications", "-3"), ("match_year", "soon")]
)
def test_what_cannot_be_meant_is_told_and_nothing_is_changed(tab: Tab, field: str, typed: str) -> None:
    tab.open("/profile").send_all("/profile", {field: typed})

    assert tab.status == 422
    assert typed in tab.html
    assert "Not saved yet." in tab.text


# ------------------------------------------------------------------------------------------ how it works


@pytest.mark.requirement("PICK-14")
def test_every_parameter_gap_and_miss_stands_on_one_page(tab: Tab) -> None:
    page = tab.open("/how-smartpick-works")

    for gap in gaps().values():
        assert " ".join(gap.split()) in page.text
    known = read_calibration()
    assert f"{known.met} of {known.targets}" in page.text
    for miss in known.missed:
        assert miss.specialty in page.text
    for each in (
        "Each failed attempt",
        "Rotation there",
        "Applications sent",
        "Gates multiply",
        "Internal Medicine",
    ):
        assert each in page.text


def test_the_list_the_worth_of_a_tie_and_every_parameter_of_the_data_files_are_told(tab: Tab) -> None:
    page = tab.open("/how-smartpick-works").text

    for topic in (list_topic(), worth_topic()):
        for point in topic.points:
            assert point.says in page
            assert all(each in page for each in point.formulas)
    for each in named_parameters():
        assert each.name.replace(".", ". ") in page  # it may be broken there
        assert f"{each.says[1:]}. {each.source}" in page


def test_the_calibration_that_is_shown_is_of_the_figures_that_are_packaged() -> None:
    assert read_calibration().inputs == inputs_hash()


def test_fitted_numbers_are_shown_for_any_type(tab: Tab) -> None:
    assert "For US MD seniors." in tab.open("/how-smartpick-works?type=us-md").text
    assert tab.open("/how-smartpick-works?type=nonsense").status == 200


# ------------------------------------------------------------------------------------------ words, pictures


def test_chances_never_read_surer_than_they_are() -> None:
    assert [percent(each) for each in (0, 0.001, 0.012, 0.344, 0.996, 1)] == [
        "0%",
        "under 1%",
        "1%",
        "34%",
        "over 99%",
        "100%",
    ]
    assert reach(Range(0.12, 0.3, 0.45)) == "12% to 45%"
    assert reach(Range(0.0001, 0.3, 0.45)) == "up to 45%"
    assert reach(Range(0.0001, 0.001, 0.002)) == "under 1%"
    assert weight(Range(-0.81, -0.5, 0.0)) == "−0.5 (−0.81 to 0)"
    assert [scale_for(each) for each in (0.01, 0.07, 0.9)] == [0.02, 0.1, 1.0]


def test_a_range_is_drawn_inside_its_track_even_at_the_ends() -> None:
    for chance in (Range(0, 0, 0), Range(1, 1, 1), Range(0.2, 0.4, 0.9)):
        (row,) = draw_ranges([("In all", chance)]).rows
        assert 0 <= row.x <= row.mid + 3
        assert row.x + row.width <= WIDTH
        assert row.mid + 3 <= WIDTH
