"""What follow-ups, offers of help, mails to programs, CVs and profiles have to say."""
# ruff: noqa: E501 - mails as they are typed: a paragraph is one line

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.findings import Finding
from hallway.desk.material import Material
from hallway.desk.profiles import check_address
from hallway.desk.template_reading import shipped_templates
from hallway.domain.applicants import Applicant
from hallway.domain.ids import ApplicantId
from hallway.domain.messages import Medium
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import make_playbook

TODAY = date(2026, 11, 23)
TEMPLATES = {each.id: each for each in shipped_templates()}


def context(
    medium: Medium = Medium.MAIL,
    audience: str = "img-general",
    template: str = "",
    *,
    has_cv: bool | None = None,
    cv_pages: int | None = None,
) -> Context:
    material = Material(playbook=make_playbook(audience, overrides={}), today=TODAY)
    return Context(
        material=material,
        medium=medium,
        template=TEMPLATES.get(template),
        has_cv=has_cv,
        cv_pages=cv_pages,
    )


def mail(body: str, greeting: str = "Dear Dr. Lee,") -> str:
    return f"{greeting}\n\n{body}\n\nBest regards,\nAna Ruiz"


def told(text: str, rule: str, where: Context | None = None) -> list[Finding]:
    return [each for each in check(text, where or context()).findings if each.rule == rule]


WHOLE_NUDGES = [
    "I wrote to you on October 3 about helping with your burn registry. If you are too busy, no problem; could I ask a resident or fellow instead?",
    "Two weeks ago I sent you an email asking whether visiting students may join your clinic. I completely understand if this is not possible. Perhaps someone else could point me the right way?",
    "I am following up on my message of 12 November regarding the cleft outcomes study. Please feel free to ignore this if now is not a good time; I would also be glad to contact one of your residents.",
    "Last Monday I e-mailed you about your asthma study. No reply is needed if it does not suit you. Is there a fellow who would be a better person to ask?",
    "I know you are very busy, so only a short follow-up to my e-mail from last week about hand research. If it is not possible I understand; maybe another member of the team can guide me.",
]
BARE_NUDGES = [
    ("I am following up on my email. I have not heard back from you.", Severity.WARN),
    (
        "I wrote to you on October 3 about your burn registry. Please let me know your decision.",
        Severity.WARN,
    ),
    ("Did you get my email? I am waiting.", Severity.WARN),
    ("Resending my message below in case it was missed. Please reply soon.", Severity.WARN),
    ("I sent you a request last week about your registry. I am still hoping for your answer.", Severity.WARN),
    (
        "I wrote to you on October 3 about helping with your burn registry. If you are too busy, no problem at all.",
        Severity.NOTE,
    ),
]
NO_NUDGES = [
    "As we discussed, I am following up on our conversation at the meeting. Here is my abstract.",
    "Thank you for your reply to my earlier email. Tuesday works well.",
    "I read your study on follow-up after burns. How did you reach those who had moved?",
    "I wrote a case report on burns and would like to ask where to send it.",
    "You asked me to write again in November about the registry, so here I am.",
    "My first mail in your language: I read your study of burns and have a question.",
]


@pytest.mark.requirement("FUP-05")
@pytest.mark.parametrize("body", WHOLE_NUDGES)
def test_a_whole_follow_up_is_not_told(body: str) -> None:
    assert told(mail(body), "follow-up.no-reply") == []


@pytest.mark.requirement("FUP-05")
@pytest.mark.parametrize(("body", "severity"), BARE_NUDGES)
def test_a_follow_up_without_a_way_out_is_told(body: str, severity: Severity) -> None:
    (finding,) = told(mail(body), "follow-up.no-reply")
    assert finding.severity is severity


@pytest.mark.parametrize("body", NO_NUDGES)
def test_what_follows_a_talk_is_no_nudge(body: str) -> None:
    assert told(mail(body), "follow-up.no-reply") == []


@pytest.mark.requirement("FUP-12")
@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        ("It was great to meet you at the conference. I would love to stay in touch.", "one specific thing"),
        ("Nice meeting you at the annual meeting last week. Please find my CV below.", "one specific thing"),
        (
            "Thank you for taking the time to talk after your session. It was an honor. I hope to keep in touch.",
            "one specific",
        ),
        (
            "It was a pleasure to meet you at the poster session. Your advice on writing early stayed with me. All the best.",
            "who you are",
        ),
    ],
)
def test_a_mail_after_a_conference_says_what_stayed_and_who_writes(body: str, lacks: str) -> None:
    (finding,) = told(mail(body), "follow-up.conference")
    assert lacks in finding.says


@pytest.mark.parametrize(
    "body",
    [
        "It was good to meet you at the spring meeting. Your point about early excision made me read more. I am Ana, the student from Lima who asked about children. May I ask one question?",
        "I look forward to meeting you at the spring meeting. I am a student from Lima. Might you have ten minutes?",
        "It would be great to meet you at the conference. I am a student and read your study of burns.",
        "We met at the open house, and I have applied. Thank you.",
        "I really enjoyed our conversation at the hand symposium. I am a third-year student in Lima. What you said about writing early was what I needed. I would be happy to help with the registry.",
    ],
)
def test_whole_mails_and_mails_before_a_conference_are_not_told(body: str) -> None:
    assert told(mail(body), "follow-up.conference") == []


@pytest.mark.parametrize(
    ("body", "is_empty"),
    [
        ("Thank you for everything. It was a wonderful month and I learned a lot from all of you.", True),
        ("Thank you so much for everything. It was a great honor. I am very grateful.", True),
        ("Thank you for the month. The case of the boy with burns taught me to ask before I look.", False),
    ],
)
def test_thanks_after_a_rotation_name_something(body: str, is_empty: bool) -> None:  # noqa: FBT001 - a case, not a flag
    found = told(mail(body), "follow-up.thanks", context(template="TPL-25"))
    assert bool(found) is is_empty
    assert all("TPL-25" in each.rows for each in found)


OFFER = "I read your paper on early burn excision. "


@pytest.mark.parametrize(("has_cv", "is_told"), [(False, True), (None, False), (True, False)])
def test_an_offer_of_research_help_goes_with_a_cv(has_cv: bool | None, is_told: bool) -> None:  # noqa: FBT001 - a case
    text = mail(
        OFFER
        + "I would be glad to help with chart review for your research ten hours a week. Could I join a project?"
    )
    assert bool(told(text, "cv.unmentioned", context(has_cv=has_cv))) is is_told


@pytest.mark.requirement("OUT-21")
@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("I would love to help with your research. Could I join?", Severity.WARN),
        ("I want to contribute to any of your projects. Is it possible?", Severity.WARN),
        ("Do you have any research position in your lab?", Severity.WARN),
        ("I am hardworking and a fast learner. May I join your research team?", Severity.WARN),
        ("I know SPSS and chart review. Could I help with your research?", Severity.NOTE),
        ("I am free ten hours a week. Could I help with your research?", Severity.NOTE),
        ("I could do chart review ten hours a week, remotely. Could I help with your research?", None),
        (
            "I have two years of experience in data extraction and can volunteer until June. Could I assist with your study?",
            None,
        ),
        ("How did you define early?", None),
    ],
)
def test_an_offer_of_research_help_says_skill_and_availability(body: str, severity: Severity | None) -> None:
    found = told(mail(OFFER + body), "offer.research")
    assert (found[0].severity if found else None) is severity


@pytest.mark.requirement("OUT-21")
def test_the_surgery_guide_also_asks_for_hours_and_zone() -> None:
    body = mail(OFFER + "I know REDCap and am free this summer. Could I help with your research?")
    (finding,) = told(body, "offer.research", context(audience="us-img-general-surgery"))
    assert "hours a week" in finding.says
    assert "time zone" in finding.says
    assert told(body, "offer.research") == []


@pytest.mark.requirement("OUT-09")
@pytest.mark.parametrize(
    ("greeting", "body", "is_told"),
    [
        (
            "Dear Program Director,",
            "I am very interested in your residency program. Please look at my application.",
            True,
        ),
        (
            "Dear Residency Coordinator,",
            "I am applying to your program and hope for an interview invitation.",
            True,
        ),
        ("Dear Selection Committee,", "I want to match at your program and will work hard.", True),
        ("Dear Program Director,", "I applied to your program because my family lives in El Paso.", False),
        ("Dear Program Coordinator,", "Does your program accept visiting students for an elective?", False),
        (
            "Dear Program Director,",
            "Dr. Hale suggested I write to you before I apply to your program.",
            False,
        ),
        ("Dear Dr. Lee,", "I read your paper on burns and have applied to your program.", False),
        (
            "Dear Residency Team,",
            "My poster was accepted at your research day, and I applied to your program.",
            False,
        ),
    ],
)
def test_a_mail_to_a_program_needs_a_reason(greeting: str, body: str, is_told: bool) -> None:  # noqa: FBT001 - a case
    assert bool(told(mail(body, greeting), "offer.program")) is is_told


@pytest.mark.requirement("KIT-02")
@pytest.mark.parametrize(
    ("sentence", "has_cv", "is_told"),
    [
        ("My CV is attached.", False, True),
        ("Please find attached my resume.", False, True),
        ("I have attached my one-page CV.", False, True),
        ("I attach my CV for your review.", False, True),
        ("My CV is attached.", True, False),
        ("My CV is attached.", None, False),
        ("I can send my CV.", False, False),
        ("The abstract is attached.", False, False),
        ("I am attached to the surgical ward.", False, False),
    ],
)
def test_a_cv_that_is_promised_goes_along(sentence: str, has_cv: bool | None, is_told: bool) -> None:  # noqa: FBT001 - a case
    found = told(mail(OFFER + sentence), "cv.missing", context(has_cv=has_cv))
    assert bool(found) is is_told


@pytest.mark.requirement("KIT-02")
@pytest.mark.parametrize(
    ("audience", "pages", "is_told"),
    [
        ("us-img-plastics", 1, False),
        ("us-img-plastics", 2, True),
        ("md-plastics", 2, False),
        ("md-plastics", 3, True),
    ],
)
def test_the_cv_has_the_pages_of_its_guide(audience: str, pages: int, is_told: bool) -> None:  # noqa: FBT001 - a case
    where = context(audience=audience, has_cv=True, cv_pages=pages)
    assert bool(told(mail(OFFER + "My CV is attached."), "cv.pages", where)) is is_told


@pytest.mark.requirement("KIT-07")
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("cutiepie_ana98@example.org", "Ana Ruiz"),
        ("dr.love@example.org", "Ana Ruiz"),
        ("dr.love@example.org", ""),
        ("princessnadia@example.org", "Nadia Brandt"),
        ("ana.ruiz1998@example.org", "Ana Ruiz"),
        ("anaruiz_92@example.org", "Ana Ruiz"),
        ("futuresurgeon@example.org", ""),
        ("surfer.dude@example.org", "Ana Ruiz"),
        ("x4711@example.org", "Ana Ruiz"),
        ("soccerboy77@example.org", ""),
        ("ana.the.best@example.org", "Ana Ruiz"),
        ("rockstar_md@example.org", "Tomás Núñez"),
        ("babygirl@example.org", ""),
        ("brain.lover@example.org", "Ana Ruiz"),
        ("novak_fan@example.org", "Jana Ruiz"),
    ],
)
def test_a_nickname_or_a_year_in_an_address_is_told(address: str, name: str) -> None:
    fault = check_address(address, name)
    assert fault is not None
    assert fault.says
    assert "." in fault.suggestion


@pytest.mark.requirement("KIT-07")
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ana.ruiz@example.org", "Ana Ruiz"),
        ("aruiz@example.org", "Ana Ruiz"),
        ("ruiz.ana@example.org", "Ana Ruiz"),
        ("ana.ruiz.md@example.org", "Ana Ruiz"),
        ("dr.ana.ruiz@example.org", "Ana Ruiz"),
        ("anaruizmd@example.org", "Ana Ruiz, MD"),
        ("ana.m.ruiz@example.org", "Ana María Ruiz"),
        ("amruiz@example.org", "Ana María Ruiz"),
        ("tomas.nunez@example.org", "Tomás Núñez"),
        ("nusrat.k@example.org", "Nusrat Karim"),
        ("ar4521@school.example.edu", "Ana Ruiz"),
        ("ana.ruiz+residency@example.org", "Ana Ruiz"),
        ("ana_ruiz2@example.org", "Ana Ruiz"),
        ("lovell.hunter@example.org", "Lovell Hunter"),
        ("angel.ramos@example.org", "Angel Ramos"),
        ("j.king@example.org", "Jordan King"),
        ("jordan.king@example.org", ""),
        ("wei.li@example.org", "李伟"),
        ("oconnor.s@example.org", "Siobhán O'Connor"),
        ("no address", "Ana Ruiz"),
        ("info@example.org", "Ana Ruiz"),
        ("claire.osei@example.org", ""),
    ],
)
def test_an_address_that_is_only_a_name_is_not_told(address: str, name: str) -> None:
    assert check_address(address, name) is None


def test_the_suggestion_keeps_the_provider() -> None:
    fault = check_address("cutiepie@example.org", "Tomás Núñez")
    assert fault is not None
    assert "tomas.nunez@example.org" in fault.suggestion


def test_the_address_of_the_record_is_told_at_the_name() -> None:
    applicant = Applicant(
        id=ApplicantId("a"),
        name="Ana Ruiz",
        audience="img-general",
        zone="America/Lima",
        email="cutiepie@example.org",
    )
    material = Material(playbook=make_playbook("img-general", overrides={}), today=TODAY, applicant=applicant)
    (finding,) = told(mail(OFFER), "profile.address", Context(material=material, medium=Medium.MAIL))
    assert finding.quote == "Ana Ruiz"
    assert finding.severity is Severity.NOTE


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=30))
def test_any_text_as_an_address_has_an_answer(address: str, name: str) -> None:
    fault = check_address(address, name)
    assert fault is None or fault.says


@pytest.mark.requirement("KIT-05")
@pytest.mark.parametrize(
    ("words", "is_told"), [(60, True), (99, True), (100, False), (150, False), (151, True)]
)
def test_a_bio_has_the_words_of_the_guide(words: int, is_told: bool) -> None:  # noqa: FBT001 - a case, not a flag
    text = "Ana Ruiz is a student. " + " ".join(["word"] * (words - 6)) + " here."
    found = told(text, "profile.bio", context(Medium.PROFILE, "md-plastics", "TPL-45"))
    assert bool(found) is is_told


@pytest.mark.requirement("WEB-02")
@pytest.mark.parametrize(
    ("audience", "sentences", "is_told"),
    [
        ("us-img-general-surgery", 3, False),
        ("us-img-general-surgery", 5, True),
        ("img-general", 5, False),
        ("img-general", 6, False),
        ("img-general", 7, True),
        ("img-general", 2, True),
    ],
)
def test_an_about_has_the_sentences_of_its_guide(audience: str, sentences: int, is_told: bool) -> None:  # noqa: FBT001 - a case
    text = (
        "Final-year student in Peru | burn surgery | Match 2028\n\n" + "I work on burns in Lima. " * sentences
    )
    found = told(text, "profile.about", context(Medium.PROFILE, audience, "TPL-28"))
    assert bool(found) is is_told
