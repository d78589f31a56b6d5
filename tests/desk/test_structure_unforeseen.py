"""Structure checks on people, needs and lives told in other words than the rules' own examples."""

import pytest

from hallway.desk.checking import check
from hallway.desk.findings import Finding
from hallway.domain.messages import Medium
from tests.desk.test_structure_content import context

FACT = "Your paper on asthma plans in school camps stayed with me."
WHO = "I am a fourth-year student in Nairobi. Could I ask one question about it by mail?"


def told(body: str, row: str) -> list[Finding]:
    text = f"Dear Dr. Okafor,\n\n{body}\n\nKind regards,\nRavi Menon"
    return [each for each in check(text, context(Medium.MAIL)).findings if row in each.rows]


DROPPED = (
    "Dr. Stevens and the chairman Dr. Gould are close family friends and said you would take care of me.",
    "My father trained with your chief.",
    "I was told by several big names to write to you.",
    "I happen to be on a first-name basis with your department chair.",
    "The CEO of your hospital is my father's classmate.",
    "Many senior people in your society know me personally and can speak for me.",
    "I am the nephew of Professor Castellanos, the famous cardiologist.",
    "You can ask Dr. Pryce about me, he and my father play golf together.",
)
NOT_DROPPED = (
    "My mentor, Dr. Iris Alvarez, suggested that I write to you.",
    "My father is a nurse in Kisumu, and he tried the plan first.",
    "I heard the president of the society mention your plan in her lecture.",
    "Dr. Alvarez, my supervisor, was your fellow in 2015 and sends her regards.",
    "We showed it to the director of our hospital, who is a friend of simple tools.",
    "I know Dr. Hale only from her book.",
    "My friend Amina, a second-year resident with you, said that you welcome questions.",
)


@pytest.mark.requirement("PIT-13")
@pytest.mark.parametrize("sentence", DROPPED)
def test_rank_that_is_held_out_is_told_in_any_words(sentence: str) -> None:
    assert len(told(f"{FACT} {sentence}\n\n{WHO}", "PIT-13")) == 1


@pytest.mark.parametrize("sentence", NOT_DROPPED)
def test_people_who_are_only_mentioned_are_not_told(sentence: str) -> None:
    assert told(f"{FACT} {sentence}\n\n{WHO}", "PIT-13") == []


@pytest.mark.requirement("OUT-05")
@pytest.mark.parametrize(
    "sentence",
    [
        "I am a hardworking doctor seeking residency position in internal medicine.",
        "I must find an observership before June, otherwise I cannot apply.",
        "My application lacks US experience, and I hope you can solve that.",
        "My visa ends in May and before it I have to find a research job.",
    ],
)
def test_a_need_that_opens_a_mail_is_told_in_any_words(sentence: str) -> None:
    assert told(f"{sentence} {FACT}\n\n{WHO}", "OUT-05")


@pytest.mark.requirement("OUT-12")
@pytest.mark.parametrize(
    "sentence",
    [
        "At the age of six I lost my sister to measles, and that day I promised to become a doctor.",
        "As far back as I can remember I wanted to be a doctor.",
        "I finished school in 2008, joined medical college, passed in 2015, worked in Dubai, and moved here.",
    ],
)
def test_a_life_is_told_in_one_sentence_too(sentence: str) -> None:
    assert told(f"{FACT} {sentence}\n\n{WHO}", "OUT-12")


@pytest.mark.parametrize(
    "sentence",
    [
        "I grew up in Kisumu, where your camp was held in 2019.",
        "I finished school in Kenya and started medicine in Cuba in 2019; I will graduate in 2027.",
        "My mother has asthma, so I read your plan at home first.",
    ],
)
def test_one_fact_of_a_life_is_not_told(sentence: str) -> None:
    assert told(f"{FACT} {sentence}\n\n{WHO}", "OUT-12") == []


@pytest.mark.requirement("OUT-02")
def test_a_long_first_mail_is_one_though_it_speaks_of_talks_and_meetings() -> None:
    long = " ".join(["We met the same trouble with cuffs, and you mentioned it in your lecture."] * 20)
    found = told(f"My name is Ravi Menon. {FACT} {long}\n\n{WHO}", "OUT-02")
    assert [each.rule for each in found] == ["length.cold"]
