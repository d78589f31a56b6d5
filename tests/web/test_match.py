"""How the Match works: a small match step by step, its words, its addresses, and what is refused."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from hallway.actions.match_lessons import (
    SAMPLE,
    SAMPLE_SEED,
    Choice,
    Lesson,
    Standing,
    Trial,
    TrialKind,
    teach_match,
)
from hallway.web.match_pictures import WIDTH, draw_scene
from hallway.web.match_words import say_picture, say_verdict
from tests.web.conftest import Cast
from tests.web.tabs import Tab

MINE = "Tidewater General\nSummit & Sons <Hospital>\nOak Ridge"
SAMPLE_LESSON = teach_match(SAMPLE, SAMPLE_SEED)


def said(lesson: Lesson) -> list[str]:
    """Return what every picture says."""
    return [say_picture(lesson, each) for each in range(lesson.last + 1)]


def test_every_kind_of_step_has_its_sentence() -> None:
    sentences = said(SAMPLE_LESSON)

    assert sentences[0] == "Nobody has proposed yet. Everybody waits in the hallway, and you go first."
    assert sentences[1] == (
        "You propose to Harbor Medical Center, your first choice. "
        "It has a free position and holds you for now."
    )
    assert sentences[3] == (
        "Ben proposes to Harbor Medical Center, Ben’s first choice. It is full, but ranks Ben above you: "
        "it holds Ben for now and lets you go. You go on to the next program on your list."
    )
    assert sentences[5] == (
        "Chloe proposes to Northgate Clinic, Chloe’s first choice. It is full, with somebody "
        "it ranks higher. Chloe goes on to the next program on the list."
    )
    assert sentences[6] == (
        "Chloe proposes to Harbor Medical Center, Chloe’s second choice. It did not rank Chloe, "
        "so nothing comes of it. That was the last program on Chloe’s list."
    )
    assert sentences[15] == (
        "Farah proposes to Lakeside University Hospital, Farah’s third choice. "
        "It is full, with people it ranks higher. That was the last program on Farah’s list."
    )
    assert sentences[16] == (
        "Nobody is left to propose, so what was held for now is final. "
        "You match with Lakeside University Hospital, your second choice."
    )


def test_somebody_without_a_position_is_told_so_kindly(tab: Tab) -> None:
    nowhere = "/match?program=Tidewater&program=Oak+Ridge&standing=never&standing=never"

    tab.open(f"{nowhere}&step=last")

    assert "Among these invented people you stay without a position." in tab.text
    assert "says nothing about you" in tab.text
    assert "Tidewater : it did not rank you." in tab.text
    assert "SOAP" in tab.text


def test_what_a_tried_list_brings_is_told_beside_the_true_one() -> None:
    choices = tuple(Choice(each, Standing.TOP, 1) for each in ("Harbor", "Lakeside", "Oak Ridge"))
    turned, shorter = (
        teach_match(choices, 3, trial) for trial in (Trial(TrialKind.TURN), Trial(TrialKind.WITHOUT, 2))
    )

    assert say_verdict(turned) == (
        "This list ends with Oak Ridge, your third choice, your true order with Harbor, your first choice. "
        "You lose by it."
    )
    assert say_verdict(shorter) == (
        "It changes nothing for you: both lists end with Harbor, your first choice."
    )
    assert say_picture(turned, 1).startswith("You propose to Oak Ridge, number 1 on the list you try.")


def test_a_typed_list_leads_to_an_address_that_holds_it(tab: Tab) -> None:
    tab.open("/match").send("/match", programs=MINE, seed="12")

    assert tab.status == 200
    query = parse_qs(urlsplit(tab.path).query)
    assert query["program"] == MINE.split("\n")
    assert query["seed"] == ["12"]
    assert "On your list" in tab.text
    assert "Summit & Sons <Hospital>" in unescape(tab.html)
    assert "<Hospital>" not in tab.html

    again = tab.open(tab.path).form("/match").values
    assert again["programs"] == [MINE]
    assert [again[f"named-{each}"] for each in (1, 2, 3)] == [[each] for each in MINE.split("\n")]
    assert [again[f"standing-{each}"] for each in (1, 2, 3)] == [["drawn"]] * 3


def test_what_is_supposed_of_a_program_is_kept_when_the_list_is_reordered(tab: Tab) -> None:
    tab.open("/match").send("/match", programs=MINE)
    tab.send_all(
        "/match", {"standing-1": "top", "positions-1": "1", "standing-3": "never", "positions-3": "3"}
    )
    tab.send("/match", programs="Oak Ridge\nNew One\nTidewater General")

    query = parse_qs(urlsplit(tab.path).query)
    assert query["program"] == ["Oak Ridge", "New One", "Tidewater General"]
    assert query["standing"] == ["never", "drawn", "top"]
    assert query["positions"] == ["3", "2", "1"]


def test_every_step_can_be_walked_to_and_back_by_its_links(tab: Tab) -> None:
    tab.open("/match")
    for number in range(1, SAMPLE_LESSON.last + 1):
        following = f"/match?step={number}#story"
        assert following in tab.links
        tab.open(following)
        assert f"Step {number} of {SAMPLE_LESSON.last}" in tab.text
        assert say_picture(SAMPLE_LESSON, number) in tab.text
    assert f"/match?step={SAMPLE_LESSON.last - 1}#story" in tab.links
    assert "/match?step=0#story" in tab.links


def test_the_table_says_what_the_picture_shows(tab: Tab) -> None:
    tab.open("/match?step=3")
    assert "Harbor Medical Center 1 Ben" in tab.text
    assert "Northgate Clinic 1 Amara" in tab.text
    assert "Still to propose: you, Chloe, Dana, Emil and Farah." in tab.text

    scene = draw_scene(SAMPLE_LESSON, 3)
    away = [each.name for each in scene.tokens if (each.x, each.y) != (each.home_x, each.home_y)]
    assert away == ["Amara", "Ben"]
    assert [each.kind for each in scene.arrows] == ["yes", "back"]
    assert [each.is_asked for each in scene.rows] == [True, False, False, False]


def test_nothing_is_drawn_outside_the_picture() -> None:
    names = ["Massachusetts " * 4, "x" * 60, *(f"Program {each}" for each in range(6))]
    lesson = teach_match(tuple(Choice(each.strip(), Standing.LOW, 2) for each in names), 8)

    for number in range(lesson.last + 1):
        scene = draw_scene(lesson, number)
        for token in scene.tokens:
            assert 21 <= token.x <= WIDTH - 21
            assert 12 <= token.y <= scene.height - 12
        for row in scene.rows:
            assert all(len(line) <= 22 for _, line in row.lines)
            assert len(row.lines) <= 2


def test_the_end_says_why_it_holds_and_lets_other_lists_be_tried(tab: Tab) -> None:
    tab.open("/match?step=last")

    assert "Harbor Medical Center : it is full with Ben, ranked above you." in tab.text
    assert "We also ran the 63 other lists that these programs allow. None ends better for you" in tab.text
    tries = [each for each in tab.links if "try=" in each]
    assert len(tries) == 6
    for each in tries:
        tab.open(each)
        assert tab.status == 200
        assert "Back to your true order" in tab.text
        assert "brings you further" not in tab.text
    tab.open("/match?try=turn&step=last")
    assert (
        "This list ends with Cedar Valley Hospital, your third choice, "
        "your true order with Lakeside University Hospital, your second choice. You lose by it." in tab.text
    )


def test_others_can_be_drawn_anew_and_come_back_by_their_number(tab: Tab) -> None:
    tab.open("/match")
    other = next(each for each in tab.links if "seed=" in each)

    assert "seed=5" in other
    assert tab.open(other).html != tab.open("/match").html
    assert tab.open(other).html == tab.open(other).html
    assert "seed=1&amp;step=0" in tab.open("/match?seed=9999").html


def test_programs_of_the_record_can_be_taken(tab: Tab, cast: Cast) -> None:
    assert "programs of your record" not in tab.open("/match").text
    for person, place in (("bolu", "Tidewater General"), ("chen", "Oak Ridge Hospital")):
        tab.post(
            "/network/programs", program=place, topic="call", text="Kind people", person=cast[person], on=""
        )

    tab.open("/match")
    assert "Or take the programs of your record" in tab.text
    taken = next(each for each in tab.links if each.endswith("#yours"))
    tab.open(taken)

    assert {"Tidewater General", "Oak Ridge Hospital"} <= set(parse_qs(urlsplit(taken).query)["program"])
    assert "On your list" in tab.text


def test_nothing_that_is_typed_here_is_stored(tab: Tab, client: TestClient) -> None:
    before = client.get("/history").text
    tab.open("/match").send("/match", programs=MINE)

    assert client.get("/history").text == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"programs": ""}, "Write at least two programs, one a line"),
        ({"programs": "Tidewater"}, "One program is no list to walk down."),
        ({"programs": "\n".join(f"Program {each}" for each in range(40))}, "These are 40 programs"),
        ({"programs": "Tidewater\nOak Ridge\n tidewater"}, "stands there twice, as number 1 and as number 3"),
        ({"programs": "Tidewater\n" + "x" * 10_000}, "Line 2 is 10,000 characters long"),
        ({"programs": "x\n" * 20_000}, "These are 20,000 programs"),
        ({"programs": MINE, "seed": "seven"}, "The others cannot be drawn from “seven”."),
        ({"programs": MINE, "seed": "<script>alert(1)</script>"}, "cannot be drawn from “<script>"),
        ({"positions-2": "0"}, "“0” positions at Summit & Sons <Hospital> cannot be shown."),
        ({"positions-3": "-1"}, "“-1” positions at Oak Ridge cannot be shown."),
        ({"positions-1": "999"}, "Type a whole number from 1 to 4."),
        (
            {"standing-1": "first"},
            "Where Tidewater General might rank you: “first” is no answer.",
        ),
    ],
)
def test_what_cannot_be_shown_is_told_in_place_and_nothing_typed_is_lost(
    tab: Tab, typed: dict[str, str], says: str
) -> None:
    tab.open("/match").send("/match", programs=MINE)

    tab.send_all("/match", typed)

    assert tab.status == 422
    assert says in tab.text
    assert tab.html.count('role="alert"') == 1
    form = tab.form("/match").values
    assert form["programs"] == [typed.get("programs", MINE).strip()]
    assert form["seed"] == [typed.get("seed", str(SAMPLE_SEED))]
    assert [form[f"positions-{each}"] for each in (1, 2, 3)] == [
        [typed.get(f"positions-{each}", "2")] for each in (1, 2, 3)
    ]
    assert "<script>alert" not in tab.html


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("step=17", "There is no step 17: this list takes 16. This is the last one."),
        (f"step={'9' * 5000}", "this list takes 16."),
        ("step=-1", "There is no step -1. This is the beginning."),
        ("step=two", "“two” is no step. This is the beginning."),
        ("step=²", "“²” is no step."),
        ("try=cheat", "“cheat” is nothing to be tried here."),
        ("try=without-9", "nothing to be tried here"),
        ("seed=0", "The others cannot be drawn from “0”."),
        ("program=Tidewater", "One program is no list"),
        ("program=A&program=B&positions=0", "“0” positions at A"),
        ("program=A&program=B&standing=best", "“best” is no answer"),
        ("program=%00&program=%ff%fe", "has no letter"),
        ("program=" + "y" * 10_000 + "&program=B", "Line 1 is 10,000 characters long"),
    ],
)
def test_an_address_that_cannot_be_shown_is_answered_with_one_message(
    tab: Tab, query: str, says: str
) -> None:
    tab.open(f"/match?{query}")

    assert tab.status == 422
    assert says in tab.text
    assert tab.html.count('role="alert"') == 1
    assert len(tab.html) < 80_000


def test_the_page_says_near_the_picture_that_the_others_are_invented(tab: Tab) -> None:
    text = tab.open("/match?step=4").text

    assert "Everybody here but you is invented" in text
    assert "It does not show your chances." in text


def test_the_page_is_reached_from_help_more_and_the_palette(tab: Tab) -> None:
    for path in ("/help", "/more", "/search?words=match", "/search?words=rank+order"):
        assert "/match" in tab.open(path).links, path


def test_the_page_opens_before_anybody_is_set_up(new_tab: Tab) -> None:
    assert new_tab.open("/match?step=last").status == 200
