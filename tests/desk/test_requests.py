"""What a text asks for is read from its sentences: asked, not thanked for, offered, told or refused."""

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.context import Context
from hallway.desk.drafts import read_draft
from hallway.desk.material import Material
from hallway.desk.requests import Thing, find_requests, recognize
from hallway.desk.understanding import guess_medium, understand
from hallway.desk.word_lists import compile_phrases, read_lists
from hallway.domain.messages import Medium, Request
from hallway.playbooks.library import make_playbook
from tests.cast import NOW
from tests.desk.composing_all import TEMPLATES

SENTENCES = tomllib.loads(Path(__file__).with_name("asking.toml").read_text("utf-8"))
MORE = tomllib.loads(Path(__file__).with_name("asking_more.toml").read_text("utf-8"))
CASES = [(request, text) for part in (SENTENCES, MORE) for request, texts in part.items() for text in texts]
NOTHING = [each for each in SENTENCES["none"] if "\n" not in each]
CONTEXT = Context(material=Material(playbook=make_playbook("img-general", overrides={}), today=NOW.date()))


@pytest.mark.requirement("LOG-03", "OUT-24")
@pytest.mark.parametrize(
    ("request_", "text"), CASES, ids=[f"{at} {each}: {text[:40]}" for at, (each, text) in enumerate(CASES)]
)
def test_the_request_of_a_sentence_is_recognized(request_: str, text: str) -> None:
    assert recognize(read_draft(text)) == request_


@given(st.sampled_from(NOTHING), st.sampled_from(CASES))
def test_words_that_ask_for_nothing_change_no_request(nothing: str, case: tuple[str, str]) -> None:
    request, text = case
    if "\n" not in text and request != Request.INFORM:
        found = recognize(read_draft(f"Dear Dr. Kaya,\n\n{nothing}\n\n{text}\n\nBest,\nRavi"))
        assert found == request or (found, request) == (Request.INFORM, Request.NONE)  # news beside news


@given(st.sampled_from(CASES))
def test_quoted_mail_asks_for_nothing(case: tuple[str, str]) -> None:
    quoted = "\n".join(f"> {line}" for line in case[1].splitlines())
    draft = read_draft(f"Dear Dr. Kaya,\n\nThank you for the talk.\n\nBest,\nRavi\n\n{quoted}")
    assert recognize(draft) is Request.NONE


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_found_stands_in_it(text: str) -> None:
    draft = read_draft(text)
    for each in find_requests(draft):
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.sentence.start <= each.span.start
        assert each.span.end <= each.sentence.end


def test_the_highest_rung_is_the_request_of_a_text() -> None:
    text = "Which journal would you try? Could we meet for a call? Would you write me a strong letter?"
    assert recognize(read_draft(text)) is Request.LETTER
    assert [each.thing for each in find_requests(read_draft(text))] == [
        Thing.ADVICE,
        Thing.MEETING,
        Thing.LETTER,
    ]


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("Would you have time for a call, or would you rather look at my abstract?", True),
        ("Would you look at my abstract? If not, would you have time for a call?", True),
        ("Would you look at my abstract? Would you have time for a call?", False),
    ],
)
def test_an_alternative_is_no_second_request(text: str, is_other: bool) -> None:  # noqa: FBT001 - a case, not a flag
    assert any(each.is_other_way for each in find_requests(read_draft(text))) is is_other


@pytest.mark.parametrize("break_", ["\n", "  ", "\r\n", "\u00a0"])
def test_line_breaks_and_odd_spaces_hide_no_request(break_: str) -> None:
    words = "Would you be willing to write me a strong letter of recommendation?".replace(" ", break_, 9)
    assert recognize(read_draft(words)) is Request.LETTER


def test_a_template_settles_whether_a_call_is_a_meeting_or_advice() -> None:
    text = "Dear Dr. Kaya,\n\nWould you have 15 minutes for a call?\n\nBest,\nRavi"
    plain = understand(read_draft(text), CONTEXT)
    asked = Context(material=CONTEXT.material, template=TEMPLATES["TPL-07"])
    assert plain.request is Request.MEETING
    assert understand(read_draft(text), asked).request is Request.ADVICE


def test_what_a_pitch_says_it_looks_for_is_asked_of_nobody() -> None:
    pitch = (
        "Hi, I am Nadia, a final-year student. I am looking for a remote research project on cleft outcomes."
    )
    assert recognize(read_draft(pitch), Medium.SPOKEN) is Request.NONE
    assert recognize(read_draft(pitch), Medium.MAIL) is Request.TASK


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Hi, I am Zeynep, a final-year student. I want to become an internist.", Medium.SPOKEN),
        ("Hello, my name is Ravi and I am a US-citizen IMG.", Medium.SPOKEN),
        ("Hi Dr. Osei, I enjoyed your article and would like to connect.", Medium.NOTE),
        ("Final-year medical student | Plastic surgery | Outcomes research", Medium.PROFILE),
        ("A good week at the wards! #medicine #match2027", Medium.POST),
        ("Our poster on burn contractures is up at the regional meeting, pic below.", Medium.POST),
        ("Interview season is brutal. One program sent its rejections at 2 am. Unbelievable.", Medium.POST),
        (
            "Matched! Four years, two continents, one very tired coffee machine. Pediatrics it is.",
            Medium.POST,
        ),
        ("I'd like to add you to my professional network on LinkedIn.", Medium.NOTE),
        ("I need the letter by tomorrow.", Medium.MAIL),
        ("I read your paper on sepsis and would be grateful for 15 minutes of your time.", Medium.MAIL),
        ("I am a 2024 graduate looking for a research position. My CV is attached to this.", Medium.MAIL),
        ("hi dr can u help me", Medium.MAIL),
        ("Dear Dr. Kaya,\nI am Ravi, a student.\nBest,\nRavi", Medium.MAIL),
        ("Subject: Hello\n\nHi, I am Ravi.", Medium.MAIL),
        ("", Medium.MAIL),
    ],
)
def test_the_sort_of_a_text_is_guessed_from_its_form(text: str, medium: Medium) -> None:
    assert guess_medium(read_draft(text)) is medium


@pytest.mark.parametrize(
    ("text", "is_cold"),
    [
        ("Dear Dr. Kaya,\nMy name is Ravi. I read your paper.\nThank you for your time,\nRavi", True),
        ("Dear Dr. Kaya,\nThank you for meeting with me on Tuesday.\nRavi", False),
        ("Dear Dr. Kaya,\nI am following up on my e-mail of October 3.\nRavi", False),
        ("Dear Dr. Kaya,\nA short update: I passed Step 2.\nRavi", False),
        ("Dear Dr. Kaya,\nIt was great to meet you at the congress.\nRavi", False),
        (
            "Dear Dr. Kaya,\nThank you.\nRavi\n\nOn Mon, Nov 2, 2026 at 9:00 AM Elif Kaya wrote:\n> Come by.",
            False,
        ),
    ],
)
def test_a_first_mail_is_told_from_an_answer_thanks_or_an_update(text: str, is_cold: bool) -> None:  # noqa: FBT001 - a case, not a flag
    assert understand(read_draft(text), CONTEXT).is_cold is is_cold


def test_a_list_of_wordings_names_other_lists_and_leaves_gaps() -> None:
    lists = {"paper": ("cv", "personal statement")}
    pattern = compile_phrases(("read * my {paper}",), lists)
    assert pattern.search("please read my cv")
    assert pattern.search("please read all of this slowly in my cv") is None
    assert pattern.search("please read it over in my cv")
    assert pattern.search("please read through my\npersonal  statement")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[list]]\nid = "a"\nsays = "x"\nphrases = ["{b} c"]', "no list 'b'"),
        ('[[list]]\nid = "a"\nsays = "x"\nphrases = ["(c"]', "cannot be read"),
        ('[[list]]\nid = "a"\nsays = "x"\nphrases = ["{a}"]', "cannot be read"),
        ('[[list]]\nid = "a"\nsays = "x"', "needs 'phrases'"),
        ('[[lists]]\nid = "a"', "not a part of this file"),
    ],
)
def test_a_faulty_list_of_wordings_is_told_with_its_line(text: str, says: str) -> None:
    _, problems = read_lists(text)
    assert any(says in each.says for each in problems)
    assert all(each.line >= 1 and each.remedy for each in problems)


@pytest.mark.parametrize("piece", ["A ", "please ", "could you ", "if you could i would be grateful "])
def test_a_hostile_text_is_read_in_a_moment(piece: str) -> None:
    """What lies beyond the first lines of an endless sentence is not read."""
    draft = read_draft(piece * (100_000 // len(piece)))
    started = process_time()
    find_requests(draft)
    assert process_time() - started < 1
