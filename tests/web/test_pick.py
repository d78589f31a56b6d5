"""The pages of the list: the chance with its proof, each program with its gain, what if, and what stays."""

import csv
import io
import re
from collections.abc import Callable
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from hallway.actions import pick_looks, picks
from hallway.actions.applicants import change_applicant
from hallway.actions.kept_picks import list_kept
from hallway.actions.people import add_person
from hallway.actions.pick_answers import PickAnswer
from hallway.actions.pick_asked import PickAsked, to_query
from hallway.actions.pick_comments import add_comment, list_comments
from hallway.actions.pick_wishes import list_wishes, set_wish
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program, listed_programs
from hallway.app import App
from hallway.domain.picks import Action, Fate
from hallway.domain.programs import TieKind
from hallway.engine.portfolios import Choice
from hallway.facts.directory import Unit, units
from hallway.smartpick.factors import Range
from hallway.smartpick.parameters import Parameters, read_parameters
from hallway.smartpick.picked import CurvePoint
from hallway.web import pick_forms
from hallway.web.pick_pictures import draw_curve, find_flat
from hallway.web.pick_words import added, dollars, shift, signed
from hallway.web.pick_words import alike as say_alike
from tests.web.tabs import Tab

ELSEWHERE: Unit = next(
    each for each in units().values() if each.specialty == "Internal Medicine" and each.state == "OH"
)
ARKANSAS = [
    each
    for each in units().values()
    if each.specialty == "Internal Medicine" and each.state == "AR" and each.open_tracks
]
ONE, OTHER = ARKANSAS[:2]
HERE = "/pick?states=AR"


@pytest.fixture
def internist(tab: Tab, app: App) -> Tab:
    """Return a tab onto the record of a non-US graduate who aims for internal medicine."""
    fields = {
        "status": "non-us-img",
        "specialties": "Internal medicine",
        "needs_visa": "yes",
        "exams": "Step 2 CK; passed; 2026-03-02; 240",
    }
    change_applicant(app.store, app.clock, fields=fields)
    return tab


# ------------------------------------------------------------------------------------------ the list


@pytest.mark.requirement("PICK-04", "PICK-05", "PICK-06")
def test_the_list_says_its_chance_its_proof_and_what_each_program_adds(internist: Tab) -> None:
    page = internist.open(f"{HERE}&applications=5")

    assert "With these 5 programs" in page.text
    assert "best chance to match in Internal Medicine" in page.text
    assert "never a promise" in page.text
    assert re.search(r"To match, in all (under )?\d+% (under )?\d+% \d+%", page.text)
    assert re.search(r"No list within these limits (is better|can beat this)", page.text)
    assert page.text.count("Adds ") == 5
    gains = [float(each) for each in re.findall(r"Adds ([\d.]+) points?", page.text)]
    assert gains == sorted(gains, reverse=True)
    assert "leaving it out saves $" in page.text
    assert "stays on the list whatever turns out" in page.text or "depends on what nobody" in page.text


def test_each_program_opens_its_reasons_and_leads_to_what_is_missing(internist: Tab) -> None:
    page = internist.open(f"{HERE}&applications=3")

    assert "What it is made of" in page.text
    assert "Not known of it: IMG share" in page.text
    assert any(each.endswith("#facts") for each in page.links)


@pytest.mark.requirement("PICK-06")
def test_what_is_left_out_says_why_and_what_it_would_add(internist: Tab) -> None:
    page = internist.open(f"{HERE}&applications=3")
    left = len(ARKANSAS) - 3
    assert f"{left} programs, the nearest first, and why" in page.text

    page = internist.open("/pick/left-out?states=AR&applications=3")

    assert page.html.count("/pick/program/") == left
    assert "your limits aside" in page.text


def test_the_gain_curve_is_drawn_and_stands_in_a_table(internist: Tab) -> None:
    page = internist.open(f"{HERE}&applications=5")

    assert 'class="curve"' in page.html
    assert "(this list)" in page.text
    assert re.search(r"5 \(this list\) \d+% [\d.]+ points \$\d+", page.text)


def test_without_people_their_ties_do_not_count(internist: Tab, app: App) -> None:
    record_tie(app.store, app.clock, unit=ONE.code, kind=TieKind.ROTATION, note="four weeks")
    assert "Rotation there" in internist.open(f"{HERE}&must={ONE.code}").text

    page = internist.open(f"{HERE}&must={ONE.code}&network=no")

    assert "Rotation there" not in page.text
    assert "without people" in page.text


def test_a_form_leads_to_the_shortest_address_that_says_the_same(internist: Tab) -> None:
    page = internist.open(
        "/pick?budget=&applications=4&specialties=&objective=chance&states=ar%3B+Oklahoma&network=yes"
        "&signals-gold:Internal+Medicine=1&signals-silver:Internal+Medicine=2&mix-community-least=1"
        "&mix-community-most=&must=&never="
    )

    assert page.status == 200
    assert "states=ar&states=Oklahoma" in page.path
    assert "budget" not in page.path
    assert "at most 4 applications" in page.text
    assert "1 gold signal, 2 silver signals" in page.text
    field = page.form("/pick").values
    assert field["signals-gold:Internal Medicine"] == ["1"]
    assert field["mix-community-least"] == ["1"]


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("budget=-5", 422, "number from 0 to"),
        ("applications=many", 422, "applications"),
        ("signals=gold%3D40", 422, "at most 3 gold signals"),
        ("signals-gold:Internal+Medicine=40", 422, "at most 3 gold signals"),
        ("specialties=underwater+basketry", 422, "underwater basketry"),
        ("states=Atlantis", 422, "Atlantis"),
        ("regions=Middle+Earth", 422, "Midwest"),
        ("kinds=castle", 422, "castle"),
        ("objective=glory", 422, "glory"),
        (f"must={ONE.code}&never={ONE.code}", 422, "take one away"),
        ("must=9999999", 404, "9999999"),
        ("page=x", 422, "page"),
        (f"must={ONE.code}&budget=1", 409, "a budget higher by $"),
    ],
)
def test_what_cannot_be_meant_is_told_above_the_form_and_nothing_is_lost(
    internist: Tab, asked: str, status: int, says: str
) -> None:
    page = internist.open(f"/pick?{asked}&interviews=7")

    assert page.status == status
    assert says in page.text
    assert page.form("/pick").values["interviews"] == ["7"]


def test_a_place_without_programs_says_so(internist: Tab) -> None:
    page = internist.open("/pick?states=Guam")
    assert page.status == 422
    assert "Widen your wishes" in page.text


@pytest.mark.requirement("PICK-12")
def test_a_hard_goal_names_other_ways_beside_the_list(tab: Tab) -> None:
    page = tab.open("/pick?applications=5")

    assert "Beside this goal" in page.text
    assert "preliminary" in page.text.casefold()


@pytest.mark.requirement("PICK-08")
def test_the_sample_shows_a_list_at_once_before_anything_is_set_up(new_tab: Tab) -> None:
    new_tab.open("/setup")
    new_tab.send("/setup/sample")

    page = new_tab.open("/pick?applications=5")

    assert "Sample data." in page.text
    assert "With these 5 programs" in page.text


def test_a_newcomer_without_a_specialty_is_asked_two_questions_and_gets_a_list(tab: Tab, app: App) -> None:
    change_applicant(
        app.store, app.clock, fields={"audience": "img-general", "specialties": "", "status": ""}
    )
    page = tab.open("/pick")
    assert page.status == 200
    assert "Two questions first" in page.text

    wrong = tab.send("/pick/start", specialties="pediatrics", score="high", status="non-us-img")
    assert wrong.status == 422
    assert wrong.form("/pick/start").values["specialties"] == ["pediatrics"]

    page = tab.send(
        "/pick/start", specialties="pediatrics", score="238", status="non-us-img", needs_visa="yes"
    )
    assert page.path == "/pick"
    assert "best chance to match in Pediatrics" in page.text


def test_a_list_is_kept_in_memory_until_the_record_changes(
    internist: Tab, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned: list[Parameters] = []

    def count() -> Parameters:
        reckoned.append(read_parameters())
        return reckoned[-1]

    monkeypatch.setattr(pick_looks, "read_parameters", count)
    internist.open(f"{HERE}&applications=3")
    internist.open(f"{HERE}&applications=3")
    internist.open("/pick/review?states=AR&applications=3")
    assert len(reckoned) == 1

    set_wish(app.store, app.clock, unit=ONE.code, fate="must")
    assert "must be on it" in internist.open(f"{HERE}&applications=3").text
    assert len(reckoned) == 2


# ------------------------------------------------------------------------------------ single programs


def test_a_wish_is_kept_from_the_list_and_taken_back(internist: Tab, app: App) -> None:
    internist.open(f"{HERE}&applications=3&must={ONE.code}")
    form = next(each for each in internist.forms if each.values.get("unit") == [ONE.code])
    page = internist.post(
        "/pick/wishes",
        unit=ONE.code,
        level="1",
        fate="must",
        action="gold-signal",
        back=form.values["back"][0],
    )

    assert page.path.startswith("/pick?")
    kept = list_wishes(app.store)[0].wish
    assert (kept.level, kept.fate, kept.action) == (1, Fate.MUST, Action.GOLD_SIGNAL)
    assert "wish 1" in page.text
    assert "Undo" in page.text

    page = internist.open("/pick/kept")
    assert "wish 1; must be on it; by hand: gold signal" in page.text
    page = internist.send("/pick/wishes")
    assert "None yet" in page.text
    assert list_wishes(app.store) == ()


@pytest.mark.requirement("PICK-06")
def test_a_program_tells_why_it_is_on_the_list_who_helps_and_how_it_would_be_without(
    internist: Tab, app: App
) -> None:
    ana = add_person(app.store, app.clock, fields={"name": "Ana Prieto"}).person.id
    record_tie(app.store, app.clock, unit=ONE.code, kind=TieKind.RESEARCH, person=ana, note="the registry")

    page = internist.open(f"/pick/program/{ONE.code}?states=AR&applications=3")

    assert "Why it is on the list" in page.text
    assert "so much would the whole list lose without it" in page.text
    assert "Who could help there Ana Prieto" in page.text
    assert "Without it" in page.text
    assert "The chance to match moves by" in page.text

    left = next(
        each
        for each in internist.open("/pick/left-out?states=AR&applications=3").links
        if "/pick/program/" in each
    )
    page = internist.open(left)
    assert "Why it is not on the list" in page.text
    assert "With it" in page.text


def test_what_if_shows_both_before_anything_is_taken_over(internist: Tab, app: App) -> None:
    internist.open(f"{HERE}&applications=5")
    page = internist.open("/pick/what-if?before=states%3DAR%26applications%3D5&states=AR&applications=3")

    assert "You try: at most 3 applications" in page.text
    assert "Leaves it 2" in page.text
    assert "As it is What you try" in page.text
    assert "/pick?applications=3&states=AR" in page.links
    assert list_wishes(app.store) == ()


@pytest.mark.parametrize(
    ("tried", "taken_over", "says"),
    [
        ("fate=never", f"never={ONE.code}", "never: "),
        ("fate=must", f"must={ONE.code}", "must: "),
        ("action=signal", f"by_hand={ONE.code}%3Dsignal", "by hand: "),
    ],
)
def test_a_wish_for_one_program_is_tried_from_the_list(
    internist: Tab, tried: str, taken_over: str, says: str
) -> None:
    page = internist.open(
        f"/pick/what-if?asked=states%3DAR%26applications%3D4&unit={ONE.code}&{tried}&back=/pick"
    )

    assert page.status == 200
    assert f"You try: {says}" in page.text
    assert any(taken_over in each for each in page.links)
    assert "Save it as a wish for good" in page.html


def test_a_trial_that_cannot_be_meant_is_told_and_kept_in_the_form(internist: Tab) -> None:
    page = internist.open("/pick/what-if?before=states%3DAR&states=AR&applications=-3&add=nonsense")
    assert page.status == 422
    assert page.form("/pick/what-if").values["applications"] == ["-3"]


def test_two_programs_stand_side_by_side(internist: Tab) -> None:
    page = internist.open(f"/pick/compare?a={ONE.code}&b={OTHER.code}&asked=states%3DAR%26applications%3D3")

    assert ONE.institution in page.text
    assert OTHER.institution in page.text
    assert "Match there" in page.text
    assert page.html.count('scope="col"') == 2

    wrong = internist.open(f"/pick/compare?a={ONE.code}&b=9999999&asked=states%3DAR%26applications%3D3")
    assert wrong.status == 404
    assert wrong.form("/pick/compare").values["b"] == ["9999999"]


# ------------------------------------------------------------------------------------ what stays


def test_lists_are_kept_compared_and_forgotten(internist: Tab, app: App) -> None:
    for name, count in (("Small", 3), ("Large", 5)):
        internist.open(f"{HERE}&applications={count}")
        internist.send("/pick/keep", name=name)
    again = internist.open(f"{HERE}&applications=4").send("/pick/keep", name="small")
    assert again.status == 422
    assert "Another list is called so" in again.text
    assert again.form("/pick/keep").values["name"] == ["small"]

    page = internist.open("/pick/compare?a=Small&b=Large&asked=states%3DAR")
    assert "Only on Large 2" in page.text
    assert "When it was kept" in page.text

    internist.open("/pick/kept")
    page = internist.send(f"/pick/kept/{list_kept(app.store)[0].id}/forget")
    assert [each.name for each in list_kept(app.store)] == ["Small"]
    assert "Undo" in page.text


@pytest.mark.requirement("APP-01")
def test_the_list_becomes_my_own_after_a_look_and_can_be_undone(internist: Tab, app: App) -> None:
    plan_at = "/pick/put-on-list?states=AR&applications=3"
    list_program(app.store, app.clock, units=[ELSEWHERE.code], reasons="close to home")
    page = internist.open(plan_at)
    assert "Comes on it 3" in page.text
    assert "Stays, though not picked 1" in page.text
    assert len(listed_programs(app.store)) == 1

    page = internist.send("/pick/put-on-list")
    assert page.path == "/programs/list"
    assert len(listed_programs(app.store)) == 4
    assert all(each.listed.reasons for each in listed_programs(app.store))

    internist.open(f"{plan_at}&only=yes")
    assert "Is taken off 1" in internist.text
    internist.send("/pick/put-on-list")
    assert len(listed_programs(app.store)) == 3


# ------------------------------------------------------------------------------------ mentors


@pytest.mark.requirement("PICK-11", "APP-02")
def test_a_mentors_sheet_goes_out_and_its_comments_come_back_program_by_program(
    internist: Tab, app: App
) -> None:
    page = internist.open("/pick/review?states=AR&applications=3")
    assert page.text.count("☐ keep") == 3
    assert "What I ask of you" in page.text
    sheet = internist.open("/pick/list.csv?states=AR&applications=3").html
    rows = list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"))))
    at = {name: place for place, name in enumerate(rows[0])}
    rows[1][at["Comment"]], rows[1][at["Verdict"]] = "Ask Dr. Okafor first", "keep"
    rows[1][at["By"]] = "Imani Okafor"
    rows[2][at["Comment"]], rows[2][at["Code"]] = "Never heard of it", "99"
    back = io.StringIO()
    csv.writer(back).writerows(rows)

    internist.open("/pick/comments")
    page = internist.upload("/pick/comments/file", "file", "list.csv", back.getvalue().encode())
    assert list_comments(app.store) == ()
    assert "1 comment of list.csv" in page.text
    assert "What needs another look" in page.text

    apply_at = next(each.action for each in internist.forms if each.action.endswith("/apply"))
    page = internist.send(apply_at)
    assert "Ask Dr. Okafor first" in page.text
    assert "keep it" in page.text
    assert "Undo" in page.text


def test_a_comment_is_typed_shown_beside_its_program_and_removed(internist: Tab, app: App) -> None:
    internist.open(f"/pick/program/{ONE.code}?states=AR&applications=3")
    wrong = internist.send("/pick/comments", text="They take IMGs")
    assert wrong.status == 422
    assert wrong.form("/pick/comments").values["text"] == ["They take IMGs"]

    page = wrong.send("/pick/comments", text="They take IMGs", by="Dr. Okafor", verdict="keep")
    assert page.path.startswith(f"/pick/program/{ONE.code}")
    assert "They take IMGs" in page.text
    assert "Dr. Okafor : keep it" in internist.open(f"{HERE}&must={ONE.code}").text

    internist.open("/pick/comments")
    [told] = list_comments(app.store)
    internist.send(f"/pick/comments/{told.comments[0].comment.id}/remove")
    assert list_comments(app.store) == ()


def test_a_sheet_that_is_none_is_refused_in_its_own_form(internist: Tab) -> None:
    internist.open("/pick/comments")
    page = internist.upload("/pick/comments/file", "file", "list.csv", b"")
    assert page.status == 422
    assert "Choose the workbook or CSV" in page.text
    assert internist.open("/pick/comments/files/nothing").status == 410


def test_files_of_the_list_are_handed_over(internist: Tab, app: App) -> None:
    add_comment(app.store, app.clock, unit=ONE.code, text="stays at home", who="Dr. Okafor")
    csv_file = internist.open("/pick/list.csv?states=AR&applications=3").html
    assert csv_file.count("\n") == 4
    assert "stays at home" not in csv_file
    assert internist.open("/pick/list.html?states=AR&applications=3").status == 200
    assert internist.open("/pick/list.pdf?states=AR").path == "/pick?states=AR"


# ------------------------------------------------------------------------------------ the proof


def test_the_proof_can_be_tightened_in_the_background(internist: Tab) -> None:
    page = internist.open(HERE)
    page = internist.post("/pick/proof", asked="states=AR")
    assert page.path.startswith("/pick?states=AR")
    assert "No list within these limits" in page.text

    page = internist.open("/pick/proof?states=AR")
    assert 'id="proof"' in page.html
    assert internist.post("/pick/proof/stop", asked="states=AR").status == 200


def test_a_pass_under_way_shows_how_far_it_is_and_stops_on_a_word(
    internist: Tab, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    internist.open(HERE)
    whole = picks.find_pick(app.store, app.clock, PickAsked(states=("AR",)))

    def prove_on(*given: object, go_on: Callable[[Choice], bool]) -> PickAnswer:
        del given
        while go_on(Choice((), 0.5, 0.512, 0.0, 0.5)):
            sleep(0.01)
        return whole

    monkeypatch.setattr(picks, "find_pick", prove_on)

    page = internist.post("/pick/proof", asked="states=AR")
    assert "Closing the gap further: at most 1.2 points so far" in page.text
    assert 'hx-get="/pick/proof?states=AR"' in page.html
    assert "/pick?states=AR#proof" in page.links
    assert "Closing the gap further" in internist.open("/pick/proof?states=AR").text

    page = internist.send("/pick/proof/stop")
    assert "Closing the gap further" not in page.text
    assert "Show the list as it is now" in internist.open("/pick/proof?states=AR").text


# ------------------------------------------------------------------------------------ words and pictures


def test_numbers_of_a_list_read_as_people_say_them() -> None:
    assert added(0.0031) == "0.31 points"
    assert added(0.00004) == "under 0.01 points"
    assert dollars(1254.0) == "$1,254"
    assert dollars(30.5) == "$30.50"
    assert signed(-0.012) == "−1.2"
    assert signed(0.0) == "0"
    assert shift(Range(0.004, 0.012, 0.021)) == "+1.2 points (+0.4 to +2.1)"
    assert say_alike(0) == ""
    assert say_alike(1).startswith("1 other is as good")
    assert say_alike(12).startswith("12 others are as good")


_TEXT = st.text("abc 12é&=%+#'\"<>/", min_size=1, max_size=12).map(str.strip).filter(bool)
_AMOUNT = st.none() | st.integers(0, 999_999).map(float) | st.floats(0, 999).map(lambda each: round(each, 2))


@given(
    asked=st.builds(
        PickAsked,
        budget=_AMOUNT,
        interviews=st.none() | st.integers(0, 99).map(float),
        applications=st.none() | st.integers(0, 999),
        rotations=st.integers(0, 9),
        specialties=st.lists(_TEXT, max_size=2).map(tuple),
        states=st.lists(_TEXT, max_size=2).map(tuple),
        must=st.lists(_TEXT, max_size=3).map(tuple),
        never=st.lists(_TEXT, max_size=3).map(tuple),
        by_hand=st.lists(_TEXT, max_size=2).map(tuple),
        mix=st.sampled_from([(), ("community>=3",), ("community>=3", "university<=20")]),
        objective=st.sampled_from(["chance", "preference"]),
        network=st.booleans(),
    )
)
def test_a_form_filled_in_with_what_was_asked_asks_the_same_again(asked: PickAsked) -> None:
    filled = [(name, value) for name, value in pick_forms.fill(asked, None).items() if name != "mix"]

    again = pick_forms.read_asked(QueryParams(filled))

    assert pick_forms.at("/pick", again) == pick_forms.at("/pick", asked)
    said = pick_forms.describe(asked)
    assert all(address.startswith("/pick") for _, address in said)
    assert pick_forms.is_plain(QueryParams(to_query(asked)), asked)


def test_the_curve_finds_where_it_gets_flat_and_never_leaves_its_frame() -> None:
    points = [CurvePoint(each, 0.5 * (1 - 0.9**each), 11.0 * each) for each in range(1, 61)]

    curve = draw_curve(points, 20, 0.44)

    assert curve is not None
    flat = find_flat(points)
    assert flat is not None
    assert points[flat + 9].value - points[flat - 1].value < 0.01
    assert points[flat + 8].value - points[flat - 2].value >= 0.01
    xs = [float(each) for each in re.findall(r"[ML]([\d.]+) ", curve.path)]
    ys = [float(each) for each in re.findall(r"[ML][\d.]+ ([\d.]+)", curve.path)]
    assert xs == sorted(xs)
    assert min(xs) == curve.left
    assert max(xs) <= curve.right
    assert curve.top <= min(ys) <= max(ys) <= curve.bottom
    assert any(each.is_yours for each in curve.steps)
    assert sum(each.gained for each in curve.steps) == pytest.approx(points[-1].value)
    assert draw_curve([], 0, 0.0) is None
