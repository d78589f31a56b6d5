"""What each template from the meeting agenda on promises: its slots, its limit, its request, its variants."""

import pytest

from hallway.desk.checking import check
from hallway.desk.composing import compose
from hallway.desk.context import Context
from hallway.desk.drafts import read_draft
from hallway.domain.messages import Medium, Request
from hallway.playbooks.cautions import Severity
from hallway.playbooks.values import AUDIENCES
from tests.desk.composing_all import TEMPLATES, composed, report, text_of
from tests.desk.full_record import full_material

PLASTICS, SURGERY, MD, GENERAL, PEDIATRICS = AUDIENCES
HALF_A_PAGE = 25
SHORT = 150


def about_sentences(audience: str) -> int:
    _, about = composed("TPL-28", audience).text.split("\n\n")
    return len(read_draft(about).sentences)


def questions_in(text: str) -> int:
    return sum(line.endswith("?") for line in text.splitlines())


def test_the_audiences_stand_in_the_order_that_these_tests_name_them_in() -> None:
    assert (PLASTICS, SURGERY, MD, GENERAL, PEDIATRICS) == (
        "us-img-plastics",
        "us-img-general-surgery",
        "md-plastics",
        "img-general",
        "us-img-pediatrics",
    )


@pytest.mark.requirement("TPL-21")
def test_an_agenda_has_the_guides_number_of_questions_on_half_a_page() -> None:
    assert questions_in(composed("TPL-21", PLASTICS).text) == 3
    assert questions_in(composed("TPL-21", GENERAL).text) == 6
    assert questions_in(composed("TPL-21", GENERAL, is_short=True).text) == 3
    whole = composed("TPL-21", GENERAL)
    assert "CV" in whole.text
    assert "Timeline" in whole.text
    assert report("TPL-21", GENERAL).lines <= HALF_A_PAGE


@pytest.mark.requirement("TPL-22")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_question_at_the_midpoint_is_two_sentences_that_ask_for_advice(audience: str) -> None:
    found = report("TPL-22", audience)
    assert (found.sentences, found.ask) == (2, Request.ADVICE)
    assert TEMPLATES["TPL-22"].medium is Medium.SPOKEN


@pytest.mark.requirement("TPL-23", "ROT-11")
def test_the_last_day_thanks_asks_for_advice_and_for_staying_in_touch() -> None:
    text = composed("TPL-23", PEDIATRICS).text
    assert text.startswith("Thank you")
    assert "strengthen" in text
    assert "stay in touch" in text
    assert "e-mail" in text
    assert report("TPL-23", PEDIATRICS).sentences == 3
    assert report("TPL-23", PEDIATRICS).ask is Request.ADVICE


@pytest.mark.requirement("TPL-24", "ROT-12")
def test_the_end_of_an_away_month_asks_about_fit_and_competitiveness_in_two_sentences() -> None:
    text = composed("TPL-24", SURGERY).text
    assert "see myself" in text
    assert "competitive" in text
    assert (report("TPL-24", SURGERY).sentences, report("TPL-24", SURGERY).ask) == (2, Request.ADVICE)


@pytest.mark.requirement("TPL-25")
def test_thanks_for_a_rotation_name_a_moment_and_a_lesson_and_ask_nothing() -> None:
    found = report("TPL-25", PEDIATRICS)
    assert {"moment", "lesson"} <= {each.name for each in TEMPLATES["TPL-25"].slots if each.is_needed}
    assert found.ask is Request.NONE
    assert found.words <= SHORT


@pytest.mark.requirement("TPL-26")
@pytest.mark.parametrize("whom", ["attending", "resident"])
def test_an_offer_of_help_has_words_for_attendings_and_for_residents(whom: str) -> None:
    chosen, material = TEMPLATES["TPL-26"], full_material(GENERAL)
    text = compose(chosen, material, {"whom": whom, "offer": "pull the articles for Thursday"}).text
    assert "could pull the articles for Thursday." in text
    assert ("teaching" in text, "team" in text) == (whom == "attending", whom == "resident")
    found = check(text, Context(material=material, medium=chosen.medium, template=chosen))
    assert (found.sentences, found.ask, found.findings) == (2, Request.NONE, ())


@pytest.mark.requirement("TPL-27")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_connection_note_names_the_person_and_the_reason_within_the_platforms_limit(audience: str) -> None:
    whole = composed("TPL-27", audience)
    assert len(whole.text) <= 300
    assert whole.text.startswith("Dear Dr. ")
    assert "follow your work" in whole.text
    assert {"reason", "me.who"} <= {each.name for each in TEMPLATES["TPL-27"].slots if each.is_needed}


@pytest.mark.requirement("TPL-28", "WEB-01", "WEB-02")
def test_an_about_is_as_long_as_the_audience_has_it_and_the_headline_says_status_and_aim() -> None:
    assert about_sentences(SURGERY) in {3, 4}
    assert about_sentences(GENERAL) in range(3, 7)
    for audience in AUDIENCES:
        headline = composed("TPL-28", audience).text.splitlines()[0]
        assert headline.count("|") == 2
        assert headline[-4:].isdigit()
    assert composed("TPL-28", SURGERY).text.startswith("US-citizen IMG, ")
    assert "IMG" not in composed("TPL-28", MD).text


@pytest.mark.requirement("TPL-29")
def test_a_request_to_put_in_a_word_names_programs_and_asks_whether_they_are_comfortable() -> None:
    text = composed("TPL-29", SURGERY).text
    assert "comfortable" in text
    assert "understand completely" in text
    assert report("TPL-29", SURGERY).ask is Request.ADVOCACY


@pytest.mark.requirement("TPL-30")
def test_an_endorsement_is_a_draft_with_relation_qualities_and_fit_for_the_mentor_to_change() -> None:
    needed = {each.name for each in TEMPLATES["TPL-30"].slots if each.is_needed}
    assert {"relation", "quality", "fit"} <= needed
    assert "change freely" in composed("TPL-30", SURGERY).text
    assert report("TPL-30", SURGERY).words <= SHORT


@pytest.mark.requirement("TPL-31")
def test_telling_a_program_of_an_application_names_the_connection_and_asks_nothing() -> None:
    needed = {each.name for each in TEMPLATES["TPL-31"].slots if each.is_needed}
    assert {"connection", "highlight"} <= needed
    assert report("TPL-31", PEDIATRICS).ask is Request.NONE


@pytest.mark.requirement("TPL-32")
def test_thanks_for_an_open_house_name_the_session_and_a_point_of_it() -> None:
    needed = {each.name for each in TEMPLATES["TPL-32"].slots if each.is_needed}
    assert {"event", "point"} <= needed
    assert report("TPL-32", SURGERY).ask is Request.NONE


@pytest.mark.requirement("TPL-33", "INT-05")
def test_interview_thanks_say_interest_again_only_for_top_choices_and_never_in_the_md_guide() -> None:
    assert "very interested" in composed("TPL-33", SURGERY).text
    assert "very interested" not in composed("TPL-33", SURGERY, is_short=True).text
    assert "very interested" not in composed("TPL-33", MD).text
    assert "the coordinator" in composed("TPL-33", PEDIATRICS).text
    assert report("TPL-33", PEDIATRICS).ask is Request.NONE


def test_in_pediatrics_the_coordinator_is_thanked_for_the_day() -> None:
    chosen, material = TEMPLATES["TPL-33"], full_material(PEDIATRICS)
    answers = {"whom": "coordinator", "day": "2026-11-19", "takeaway": "a clear picture of a second year"}
    whole = compose(chosen, material, answers)
    assert "Thank you for arranging my interview day" in whole.text
    assert "talking with you" not in whole.text
    found = check(text_of(whole), Context(material=material, medium=chosen.medium, template=chosen))
    assert (whole.questions, found.ask) == ((), Request.NONE)
    assert all(each.severity is Severity.NOTE for each in found.findings)


@pytest.mark.requirement("TPL-34")
def test_interview_news_inform_a_mentor_of_their_tie_and_demand_nothing() -> None:
    text = composed("TPL-34", MD).text
    assert "need nothing from you" in text
    assert "?" not in text
    assert report("TPL-34", MD).ask is Request.INFORM


@pytest.mark.requirement("TPL-35")
def test_a_top_choice_update_asks_only_when_wished_and_never_in_pediatrics() -> None:
    assert report("TPL-35", SURGERY).ask is Request.ADVOCACY
    assert "?" not in composed("TPL-35", SURGERY, is_short=True).text
    assert "?" not in composed("TPL-35", PEDIATRICS).text


@pytest.mark.requirement("TPL-36")
def test_a_note_after_an_interview_confirms_interest_without_a_word_on_ranking() -> None:
    text = composed("TPL-36", PEDIATRICS).text
    assert "interest" in text
    assert "rank" not in text
    assert report("TPL-36", PEDIATRICS).ask is Request.NONE


@pytest.mark.requirement("TPL-37", "PST-05")
def test_matched_thanks_say_where_name_the_help_and_offer_a_hand() -> None:
    needed = {each.name for each in TEMPLATES["TPL-37"].slots if each.is_needed}
    assert {"program", "help"} <= needed
    assert "of use to you" in composed("TPL-37", GENERAL).text


@pytest.mark.requirement("TPL-38", "PST-04")
def test_an_unmatched_update_tells_the_result_and_asks_what_held_it_back() -> None:
    text = composed("TPL-38", GENERAL).text
    assert "did not match" in text
    assert "next cycle" in text
    assert report("TPL-38", GENERAL).ask is Request.ADVICE


@pytest.mark.requirement("TPL-39", "LOG-10")
def test_leaving_a_project_says_why_hands_the_work_over_and_thanks() -> None:
    needed = {each.name for each in TEMPLATES["TPL-39"].slots if each.is_needed}
    assert {"reason", "handover"} <= needed
    text = composed("TPL-39", PLASTICS).text
    assert "hand over" in text
    assert "Thank you" in text
    assert report("TPL-39", PLASTICS).ask is Request.NONE


@pytest.mark.requirement("TPL-40")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_delay_is_told_in_three_sentences_with_its_cause_and_the_new_date(audience: str) -> None:
    assert report("TPL-40", audience).sentences == 3
    assert {"cause", "new_day"} <= {each.name for each in TEMPLATES["TPL-40"].slots if each.is_needed}


IDENTITY = ["TPL-41-IDN-01", "TPL-41-IDN-02", "TPL-41-IDN-03", "TPL-41", "TPL-41-IDN-05", "TPL-41-IDN-06"]


@pytest.mark.requirement("TPL-41")
def test_the_identity_set_has_every_form() -> None:
    forms = [row for each in IDENTITY for row in TEMPLATES[each].rows if row.startswith("IDN-0")]
    assert {f"IDN-0{number}" for number in range(1, 7)} <= set(forms)


@pytest.mark.requirement("IDN-01", "IDN-02")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_identity_is_one_sentence_and_with_the_year_two_at_most(audience: str) -> None:
    assert report("TPL-41-IDN-01", audience).sentences == 1
    assert report("TPL-41-IDN-02", audience).sentences <= 2
    assert "20" in composed("TPL-41-IDN-02", audience).text


@pytest.mark.requirement("IDN-03", "IDN-05")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_brand_summary_has_two_or_three_sentences_and_an_introduction_four_parts(audience: str) -> None:
    assert report("TPL-41-IDN-03", audience).sentences in {2, 3}
    assert report("TPL-41-IDN-05", audience).sentences == 4


@pytest.mark.requirement("IDN-04")
def test_a_pitch_takes_as_long_as_the_audience_gives_it() -> None:
    assert 20 <= report("TPL-41", PLASTICS).seconds <= 30
    assert 30 <= report("TPL-41", GENERAL).seconds <= 45


@pytest.mark.requirement("IDN-06")
def test_a_conference_introduction_greets_tells_of_the_talk_and_asks_one_question() -> None:
    text = composed("TPL-41-IDN-06", MD).text
    assert text.startswith("Hello, I am Claire Osei, ")
    assert "Dr. Adeyemi, I enjoyed your talk on" in text
    assert text.count("?") == 1


@pytest.mark.requirement("TPL-42")
def test_a_poster_talk_takes_one_to_two_minutes_asks_about_them_and_offers_to_write() -> None:
    assert 60 <= report("TPL-42", PLASTICS).seconds <= 120
    text = composed("TPL-42", PLASTICS).text
    assert "where you work?" in text
    assert "e-mail" in text


@pytest.mark.requirement("TPL-43", "PRO-14")
def test_an_answer_about_the_path_is_deliberate_and_turns_to_skills_without_apology() -> None:
    text = composed("TPL-43", PLASTICS).text
    assert 30 <= report("TPL-43", PLASTICS).seconds <= 45
    assert "on purpose" in text
    assert "sorry" not in text
    assert "unfortunately" not in text


@pytest.mark.requirement("TPL-44")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_question_in_a_session_is_one_in_two_sentences(audience: str) -> None:
    assert report("TPL-44", audience).sentences <= 2
    assert composed("TPL-44", audience).text.count("?") == 1


@pytest.mark.requirement("TPL-45", "KIT-05")
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("is_short", [False, True])
def test_a_bio_has_a_hundred_to_a_hundred_and_fifty_words(audience: str, *, is_short: bool) -> None:
    assert 100 <= len(composed("TPL-45", audience, is_short=is_short).text.split()) <= 150


@pytest.mark.requirement("TPL-46", "KIT-08")
def test_a_signature_holds_who_and_where_and_a_card_the_name_status_and_profile() -> None:
    signature, card = composed("TPL-46", SURGERY).text.split("On a card")
    for each in ("Tomás Núñez", "US-citizen IMG", "Universidad San Telmo", "2027", "@example.org", "+1 555"):
        assert each in signature
    for each in ("Tomás Núñez", "US-citizen IMG", "Universidad San Telmo", "https://"):
        assert each in card
    assert "{" not in signature + card


@pytest.mark.requirement("TPL-47")
def test_an_offer_to_help_on_projects_is_short_and_says_skills_hours_and_zone() -> None:
    assert report("TPL-47", PEDIATRICS).sentences <= 2
    needed = {each.name for each in TEMPLATES["TPL-47"].slots if each.is_needed}
    assert {"me.skills", "me.hours"} <= needed
    assert "remote" in composed("TPL-47", PEDIATRICS).text
    assert report("TPL-47", PEDIATRICS).ask is Request.TASK
