"""Does a mail fit the person it goes to: name, title, place, and who is named beside them?"""

from datetime import date

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.findings import Finding
from hallway.desk.material import Material, Recipient
from hallway.domain.ids import InstitutionId, PersonId, WorkId
from hallway.domain.institutions import Institution
from hallway.domain.messages import Medium
from hallway.domain.people import Group, Person, Work
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import make_playbook

PLAYBOOK = make_playbook("img-general", overrides={})
TODAY = date(2026, 11, 23)
NORTHFIELD = Institution(id=InstitutionId("i1"), name="Northfield University Hospital", city="Northfield")


def person(
    name: str, *, given: str = "", family: str = "", role: str = "attending", credentials: str = "MD"
) -> Person:
    return Person(
        id=PersonId("p1"), name=name, given=given, family=family, role=role, credentials=credentials
    )


OKAFOR = person("Chidi Okafor", given="Chidi", family="Okafor")


def context(
    who: Person = OKAFOR,
    *,
    introduced_by: str = "",
    known: tuple[str, ...] = (),
    works: tuple[Work, ...] = (),
) -> Context:
    recipient = Recipient(person=who, institution=NORTHFIELD, introduced_by=introduced_by, works=works)
    material = Material(playbook=PLAYBOOK, today=TODAY, recipient=recipient, known_names=known)
    return Context(material=material, medium=Medium.MAIL)


def told(text: str, rule: str, context: Context) -> list[Finding]:
    return [each for each in check(text, context).findings if each.rule == rule]


def mail(body: str, greeting: str = "Dear Dr. Okafor,") -> str:
    return f"{greeting}\n\n{body}\n\nBest regards,\nAna Ruiz"


BODY = "I read your study of early burn excision. May I ask how you defined early?"


@pytest.mark.requirement("OUT-13", "OUT-04")
@pytest.mark.parametrize(
    "greeting", ["Dear Dr. Lindqvist,", "Dear Professor Maria Santos,", "Hello Ms. Park,"]
)
def test_somebody_elses_name_is_told_strongly(greeting: str) -> None:
    (finding,) = told(mail(BODY, greeting), "recipient.name", context())
    assert (finding.severity, finding.quote) == (Severity.STRONG, greeting)


def test_a_slip_in_the_name_is_told_less_loudly() -> None:
    (finding,) = told(mail(BODY, "Dear Dr. Okafar,"), "recipient.name", context())
    assert finding.severity is Severity.WARN


@pytest.mark.parametrize(
    ("who", "greeting"),
    [
        (OKAFOR, "Dear Dr. Okafor,"),
        (OKAFOR, "Dear Dr. Chidi,"),
        (OKAFOR, "Dear Dr. OKAFOR:"),
        (OKAFOR, "Dear Chidi Okafor, MD,"),
        (OKAFOR, "Dear Doctor,"),
        (OKAFOR, "Dear Dr. Okafor and Dr. Lindqvist,"),
        (OKAFOR, "Respected Sir,"),
        (OKAFOR, "Good morning Professor Okafor,"),
        (person("Tomás Núñez", given="Tomás", family="Núñez"), "Dear Dr. Nunez,"),
        (person("Jürgen Müller", given="Jürgen", family="Müller"), "Dear Dr. Mueller,"),
        (person("Robert Ashe", given="Robert", family="Ashe"), "Dear Dr. Bob Ashe,"),
        (person("Robert Ashe", given="Robert", family="Ashe"), "Dear Bob,"),
        (person("李 伟", given="伟", family="李"), "Dear Dr. Li,"),
        (person("Айгерим Сатпаева"), "Dear Dr. Satpayeva,"),
        (person("Li Wei", given="Wei", family="Li"), "Dear Dr. Wei,"),
        (person("Siobhán O'Brien", given="Siobhán", family="O'Brien"), "Dear Dr. O’Brien,"),
        (person("Anna Garcia-Lopez", given="Anna", family="Garcia-Lopez"), "Dear Dr. Garcia,"),
        (person("Anna Garcia-Lopez", given="Anna", family="Garcia-Lopez"), "Dear Dr. Garcia Lopez,"),
        (person("Abdul Rahman Siddiqui", given="Abdul Rahman", family="Siddiqui"), "Dear Dr. Rahman,"),
        (person("Søren Sørensen", given="Søren", family="Sørensen"), "Dear Dr. Sorensen,"),
        (person("Nguyễn Thị Mai", given="Mai", family="Nguyễn"), "Dear Dr. Nguyen,"),
        (person("Vikram"), "Dear Dr. Vikram,"),
    ],
)
def test_any_part_of_a_name_in_any_writing_is_right(who: Person, greeting: str) -> None:
    assert told(mail(BODY, greeting), "recipient.name", context(who)) == []


@pytest.mark.requirement("OUT-13")
@pytest.mark.parametrize(
    ("who", "greeting"),
    [
        (OKAFOR, "Dear Mr. Okafor,"),
        (OKAFOR, "Dear Chidi,"),
        (OKAFOR, "Hi Chidi,"),
        (person("Maya Lind", given="Maya", family="Lind", role="program director"), "Dear Mrs. Lind,"),
        (person("Maya Lind", given="Maya", family="Lind", role="PGY-2"), "Dear Ms. Lind,"),
    ],
)
def test_less_than_a_physicians_title_is_told(who: Person, greeting: str) -> None:
    (finding,) = told(mail(BODY, greeting), "recipient.title", context(who))
    assert finding.severity is Severity.WARN


@pytest.mark.parametrize(
    ("who", "greeting"),
    [
        (OKAFOR, "Dear Dr. Okafor,"),
        (OKAFOR, "Dear Professor Okafor,"),
        (
            person("Rosa Ortiz", given="Rosa", family="Ortiz", role="program coordinator", credentials=""),
            "Dear Ms. Ortiz,",
        ),
        (person("Sam Lee", given="Sam", family="Lee", role="PGY-2"), "Hi Sam,"),
        (person("Sam Lee", given="Sam", family="Lee", role="medical student", credentials=""), "Hi Sam,"),
        (person("Sam Lee", given="Sam", family="Lee", role="", credentials=""), "Dear Mr. Lee,"),
    ],
)
def test_the_title_that_is_due_is_not_told(who: Person, greeting: str) -> None:
    assert told(mail(BODY, greeting), "recipient.title", context(who)) == []


def test_a_peer_is_greeted_by_the_first_name() -> None:
    peer = Person(
        id=PersonId("p2"),
        name="Sam Lee",
        given="Sam",
        family="Lee",
        credentials="MD",
        role="attending",
        groups=(Group.PEER,),
    )
    assert told(mail(BODY, "Hi Sam,"), "recipient.title", context(peer)) == []


@pytest.mark.requirement("OUT-04", "PIT-07")
@pytest.mark.parametrize(
    ("sentence", "is_wrong"),
    [
        ("I admire your program at Lakeside Medical Center.", True),
        ("I would like to visit your department at Riverton University.", True),
        ("I admire your program at Northfield University Hospital.", False),
        ("I admire your program at Northfield.", False),
        ("I admire your program at NUH.", False),
        ("I admire your program at the University Hospital.", False),
        ("I worked at Lakeside Medical Center.", False),
        ("I read your work with Lakeside Medical Center.", False),
    ],
)
def test_another_institution_as_theirs_is_told(sentence: str, is_wrong: bool) -> None:  # noqa: FBT001 - a case, not a flag
    assert bool(told(mail(sentence), "recipient.place", context())) is is_wrong


@pytest.mark.requirement("PIT-13")
@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Gregor Hale told me you would help.",
        "Professor Hale recommended me for your team.",
        "I personally know Dr. Hale.",
        "I am a close friend of Dr. Hale.",
        "Dr. Hale knows me well.",
    ],
)
def test_a_name_that_the_record_does_not_know_is_told(sentence: str) -> None:
    (finding,) = told(mail(sentence), "recipient.name-dropping", context())
    assert "Hale" in finding.says


@pytest.mark.parametrize(
    ("sentence", "known", "introduced_by"),
    [
        ("Dr. Gregor Hale suggested I write to you.", ("Gregor Hale",), ""),
        ("Dr. Hale suggested I write to you.", (), "Gregor Hale"),
        ("I read the paper by Dr. Hale and Dr. Sato.", (), ""),
        ("I worked with Dr. Hale on a chart review.", (), ""),
        ("Dr. Okafor, your talk showed me a way.", (), ""),
    ],
)
def test_an_introduction_that_the_record_knows_is_none(
    sentence: str, known: tuple[str, ...], introduced_by: str
) -> None:
    told_of = told(
        mail(sentence), "recipient.name-dropping", context(introduced_by=introduced_by, known=known)
    )
    assert told_of == []


def test_a_work_of_the_record_is_a_fact_in_whatever_words() -> None:
    work = Work(id=WorkId("w1"), person=PersonId("p1"), title="Transfer times in rural trauma registries")
    text = mail("My name is Ana. Transfer times in rural places interest me too. Could I help with data?")
    assert told(text, "personal.missing", context(works=(work,))) == []
    assert len(told(text, "personal.missing", context())) == 1
