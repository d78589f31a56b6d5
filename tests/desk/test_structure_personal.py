"""Is a mail about its reader, and does it begin with them?"""
# ruff: noqa: E501 - mails as they are typed: a paragraph is one line

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.drafts import read_draft
from hallway.desk.material import Material
from hallway.desk.personal import first_fact
from hallway.domain.messages import Medium
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import make_playbook
from tests.desk.structure_texts import GOOD

PLAYBOOK = make_playbook("img-general", overrides={})
CONTEXT = Context(material=Material(playbook=PLAYBOOK, today=date(2026, 11, 23)), medium=Medium.MAIL)
FAMILIES = ("length", "personal", "order", "recipient", "follow-up", "offer", "cv", "profile")

FACTS = """\
I read your paper on early burn excision and it changed how I think.
Your 2024 registry paper made me rethink flap choice.
I recently read your article "Outcomes of cleft repair in rural hospitals" in a journal club.
I really enjoyed your talk at the spring meeting last month.
We met at the Midwest Surgical Symposium.
Dr. Alvarez suggested I write to you.
My mentor Dr. Lin recommended that I contact you.
As an alumna of Universidad San Telmo, I wanted to write to you.
You also graduated from my medical school.
I saw that you matched from the Caribbean and would love to know how you prepared.
Your cleft clinic's outreach in Guatemala is what I want to learn about.
I have followed your work on keloid scars for two years.
I read with great interest your research about sickle cell pain.
Respected sir, I have gone through your article about vitamin D in neonates.
Your lab's focus on the microbiome is close to my thesis.
My family lives in El Paso and I would love to come home.
I heard you speak at grand rounds on neonatal sepsis.
Your interest in global surgery matches mine.
I got your email from Dr. Khan.
Your study of pediatric asthma action plans is great.
I saw your poster about wound care in diabetic foot.
I read the paper on perforator flaps that you published in 2025.
In your podcast episode with Dr. Ray you explained how residents fail.
You gave the lecture on cleft palate at our school in May.
My father, Dr. Osei, trained with you in Accra.
I am a fellow IMG from Peru.
As a resident at Lakeside who also came from Egypt, you know the path.
Your publication regarding hypertension in young adults impressed me.
Your program's simulation curriculum and rural track attract me.
Your hospital serves many Spanish-speaking families, and I speak Spanish.
I worked with you on the airway project.
During my rotation with you I learned to close a wound.""".splitlines()
HOLLOW = """\
I am very impressed by your work.
I am fascinated by your research.
I admire your esteemed research and your achievements in the field of surgery.
I am interested in your research in pediatrics.
Your work in plastic surgery is truly inspiring.
I read your recent paper with great interest.
I came across your profile on the hospital website and was impressed by your expertise.
I would love to join your team and contribute to your ongoing projects.
I am looking for a research position in your lab.
I want to do an observership at your hospital.
Your research at Northfield Medical School is impressive.
I have read many of your publications and I find them excellent.
Please let me know if you have any position in your department.
I would be honored to work under your guidance.
I am interested in your prestigious residency program.
I need your help to match. If you can help me please let me know.
You are a leader in the field of cardiology.
I have been following your career and I am inspired by your dedication to patients.
I would be grateful if you could offer me a position.
Do you have any projects where I can help?
I hope that you can give me some time to talk.
I will be thankful for your help.""".splitlines()


def found(text: str, rule: str = "", context: Context = CONTEXT) -> list[str]:
    """Return the rules of structure that speak about a text, or those that begin with `rule`."""
    wanted = (rule,) if rule else FAMILIES
    return [each.rule for each in check(text, context).findings if each.rule.startswith(wanted)]


IMPERSONAL = {"personal.missing", "personal.generic", "mass.application", "mass.flattery"}
"""Rules that yield to each other: a mail that could have gone to anybody is told once."""


def rules_of(text: str) -> list[str]:
    return [each.rule for each in check(text, CONTEXT).findings]


def mail(body: str) -> str:
    return f"Dear Dr. Lee,\n\n{body}\n\nBest regards,\nAna Ruiz"


@pytest.mark.parametrize("name", GOOD)
def test_a_good_mail_has_nothing_loud_about_its_structure(name: str) -> None:
    findings = check(GOOD[name], CONTEXT).findings
    loud = [
        each for each in findings if each.rule.startswith(FAMILIES) and each.severity is not Severity.NOTE
    ]
    assert [(each.rule, each.quote) for each in loud] == []


@pytest.mark.requirement("OUT-04")
@pytest.mark.parametrize("sentence", FACTS)
def test_one_fact_about_the_reader_is_enough(sentence: str) -> None:
    text = mail(f"My name is Ana, and I am a graduate from Peru. {sentence} Could I help with data?")
    assert found(text, "personal") == []


@pytest.mark.requirement("OUT-04", "PIT-07")
@pytest.mark.parametrize("sentence", HOLLOW)
def test_praise_and_requests_are_no_facts(sentence: str) -> None:
    text = mail(f"My name is Ana, and I am a graduate from Peru. {sentence} Could you help me?")
    assert first_fact(read_draft(text)) is None
    assert len([each for each in rules_of(text) if each in IMPERSONAL]) == 1


def test_a_mail_without_a_word_about_its_reader_is_told_strongly() -> None:
    text = mail("My name is Ana, a graduate from Peru. I would like to do research. Could you help me?")
    (finding,) = [each for each in check(text, CONTEXT).findings if each.rule.startswith("personal")]
    assert (finding.severity, finding.quote) == (Severity.STRONG, "Dear Dr. Lee,")


def test_a_fact_in_the_subject_line_counts() -> None:
    text = "Subject: Your talk on nerve transfers in Omaha\n\n" + mail(
        "My name is Ana, a graduate from Peru. Could I ask one question?"
    )
    assert found(text, "personal") == []


def test_a_mail_in_another_language_is_not_judged_by_english_words() -> None:
    text = (
        "Estimado Dr. Lee:\n\nMe llamo Ana Ruiz y soy estudiante. ¿Podría ayudarme con una rotación?\n\nAna"
    )
    assert found(text, "personal") == []


@pytest.mark.requirement("OUT-05", "PIT-17")
@pytest.mark.parametrize(
    "opening",
    [
        "I need a research position to match.",
        "I am looking for an observership in your hospital.",
        "I am writing to request a letter of recommendation.",
        "Please help me get into residency.",
        "I want to match in internal medicine and need US clinical experience.",
        "I would like to request an elective in your department.",
        "My name is Ana Ruiz. I am seeking research opportunities in your lab.",
        "I hope this finds you well. I am applying for a research position with you.",
        "Kindly give me a chance for observership.",
        "Do you have any open positions for a research volunteer?",
        "Could you give me an opportunity to work with you?",
        "I am writing to ask if you have any research openings.",
        "I lack US clinical experience and hope you can help me.",
        "I am in urgent need of a letter.",
    ],
)
def test_a_mail_that_begins_with_a_need_is_told(opening: str) -> None:
    assert found(mail(f"{opening} I also read your study of early burn excision."), "order") == [
        "order.own-need"
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "I read your study of early burn excision. I am looking for a research position.",
        "My name is Ana Ruiz, a student in Lima. Your talk in Omaha stayed with me. I need one piece of advice.",
        "I am writing to ask about your 2025 paper on perforator flaps.",
        "I am looking forward to your session at the spring meeting.",
        "Dr. Alvarez suggested I write to you. I am looking for research experience.",
        "I am a student hoping to match into pediatrics. Your asthma study made me count our own plans.",
        "You need not answer today. Your study of burns raised a question for me.",
        "Your paper on burns shows a need for better dressings.",
        "I hope you are well. We met in Boise, and I would like to ask for an observership.",
        "As an alumna of San Telmo, I would like to ask you for a letter to the visiting office.",
    ],
)
def test_a_mail_that_begins_with_the_reader_is_not_told(opening: str) -> None:
    assert found(mail(opening), "order") == []


def _pieces() -> Iterator[str]:
    yield from FACTS[:8]
    yield from HOLLOW[:8]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(list(_pieces())), min_size=1, max_size=6), st.sampled_from(FACTS[8:20]))
def test_adding_a_fact_never_makes_a_mail_less_personal(some: list[str], fact: str) -> None:
    assert first_fact(read_draft(mail(" ".join([*some, fact])))) is not None
