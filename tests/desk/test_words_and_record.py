"""What the record changes in the checks of words: equals, known people, the applicant's own subject."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.findings import Finding
from hallway.desk.material import Material, Recipient
from hallway.desk.subjects import suggest_subject
from hallway.domain.applicants import Applicant, Status
from hallway.domain.ids import ApplicantId, InteractionId, MessageId, PersonId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.messages import Medium, Message, MessageState, Request
from hallway.domain.people import Group, Person
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import make_playbook
from tests import strategies

PLAYBOOK = make_playbook("img-general", overrides={})
ALONE = Material(playbook=PLAYBOOK, today=date(2026, 11, 23))
ATTENDING = Person(id=PersonId("p1"), name="Dr. Maria Lee", family="Lee", role="attending")
FRIEND = Person(id=PersonId("p2"), name="Sam Okafor", given="Sam", groups=(Group.PEER,))
RESIDENT = Person(id=PersonId("p3"), name="Sam Okafor", given="Sam", role="PGY-2")
APPLICANT = Applicant(
    id=ApplicantId("a1"),
    name="Ana Ruiz",
    audience="img-general",
    zone="America/Lima",
    status=Status.US_CITIZEN_IMG,
    specialties=("pediatrics",),
)
DO = replace(APPLICANT, status=Status.US_MD, degree="DO")
CASUAL = "Hey Sam,\n\nI'm gonna send u the draft tonight lol :) Thanks!!!!\n\nBest,\nAna"


def to(person: Person, *interactions: Interaction) -> Material:
    return replace(ALONE, recipient=Recipient(person=person, interactions=interactions))


def found(text: str, material: Material = ALONE, medium: Medium | None = Medium.MAIL) -> dict[str, Finding]:
    return {each.rule: each for each in check(text, Context(material=material, medium=medium)).findings}


@pytest.mark.parametrize("person", [FRIEND, RESIDENT])
def test_equals_may_be_greeted_and_written_to_as_friends(person: Person) -> None:
    assert not {"tone.greeting", "tone.slang", "tone.emoji"} & set(found(CASUAL, to(person)))


def test_the_same_words_to_an_attending_are_told() -> None:
    told = set(found(CASUAL, to(ATTENDING)))
    assert {"tone.greeting", "tone.slang"} <= told
    assert not {"tone.emoji", "tone.exclamations"} & told  # one fault, one finding


@pytest.mark.requirement("OUT-13")
def test_a_casual_greeting_with_a_title_is_surely_meant_for_faculty() -> None:
    greeted = "{}\n\nI am Ana, a student in Lima, and I read your paper on burns.\n\nBest,\nAna"
    assert found(greeted.format("Hey Dr. Lee,"))["tone.greeting"].severity is Severity.STRONG
    assert found(greeted.format("Hey Sam,"))["tone.greeting"].severity is Severity.WARN


def test_a_plain_word_is_offered_in_place_of_slang() -> None:
    finding = found("Dear Dr. Lee,\n\nWanna talk about the burn registry?\n\nBest,\nAna")["tone.slang"]
    assert (finding.quote, finding.replacement) == ("Wanna", "Want to")


@pytest.mark.requirement("OUT-07")
def test_a_sentence_of_mass_mail_is_less_sure_under_a_name_and_nothing_among_people_who_talked() -> None:
    sentence = "Please consider my application for your residency program."
    talk = Interaction(
        id=InteractionId("i1"),
        person=ATTENDING.id,
        kind=Kind.MET,
        zone="UTC",
        at=datetime(2026, 10, 3, tzinfo=UTC),
    )
    nameless = found(f"Dear Program Director,\n\n{sentence}\n\nBest,\nAna")
    named = found(f"Dear Dr. Lee,\n\n{sentence}\n\nBest,\nAna")
    known = found(f"Dear Dr. Lee,\n\n{sentence}\n\nBest,\nAna", to(ATTENDING, talk))
    assert nameless["mass.application"].severity is Severity.STRONG
    assert named["mass.application"].severity is Severity.WARN
    assert "mass.application" not in known


@pytest.mark.requirement("OUT-11")
def test_a_vague_subject_is_answered_with_one_made_from_the_record() -> None:
    text = "Subject: Question\n\nDear Dr. Lee,\n\nWhich scale would you choose today?\n\nBest,\nAna"
    finding = found(text, replace(ALONE, applicant=APPLICANT))["subject.vague"]
    assert finding.replacement is not None
    assert finding.replacement.startswith("US-citizen IMG, pediatrics: ")


def test_the_subject_of_a_do_names_the_own_degree() -> None:
    assert suggest_subject(DO, Request.ADVICE).startswith("US DO graduate, pediatrics: ")


def test_without_a_record_no_subject_is_put_in_place() -> None:
    text = "Subject: Question\n\nDear Dr. Lee,\n\nWhich scale would you choose today?\n\nBest,\nAna"
    assert found(text)["subject.vague"].replacement is None


@pytest.mark.parametrize("request_", list(Request))
def test_every_request_has_a_subject_that_passes_its_own_checks(request_: Request) -> None:
    for applicant in (None, APPLICANT, replace(APPLICANT, status=None, specialties=()), DO):
        subject = suggest_subject(applicant, request_)
        text = f"Subject: {subject}\n\nDear Dr. Lee,\n\nI read your paper on burns.\n\nBest,\nAna"
        assert not [each for each in found(text) if each.startswith("subject.")]


def test_re_is_honest_where_a_mail_went_before() -> None:
    text = "Subject: Re: burn registry\n\nDear Dr. Lee,\n\nMay I ask one more question on it?\n\nBest,\nAna"
    earlier = Message(
        id=MessageId("m1"),
        medium=Medium.MAIL,
        text="",
        state=MessageState.SENT,
        made_at=datetime(2026, 10, 3, tzinfo=UTC),
        edited_at=datetime(2026, 10, 3, tzinfo=UTC),
    )
    assert "subject.false-reply" not in found(text, replace(ALONE, answers=earlier))


def test_a_concrete_goal_in_the_applicants_specialty_stands_in_for_a_vague_one() -> None:
    applicant = replace(APPLICANT, specialties=("neurology",))
    text = "Hi, I am Ana. I am open to anything."
    finding = found(text, replace(ALONE, applicant=applicant), Medium.SPOKEN)["goal.vague"]
    assert "neurology" in finding.remedy


@given(strategies.texts, st.sampled_from(list(Medium)))
def test_whatever_is_typed_findings_point_into_the_text(text: str, medium: Medium) -> None:
    for each in check(text, Context(material=ALONE, medium=medium)).findings:
        assert 0 <= each.start <= each.end <= len(text)
        assert each.quote == text[each.start : each.end]
