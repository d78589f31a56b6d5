"""The cast as material: what the desk is told about each applicant and somebody who knows them well."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hallway.actions.applicant_fields import read_applicant
from hallway.actions.fields import with_values
from hallway.actions.person_fields import read_person
from hallway.desk.material import Material, Recipient
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.documents import DocumentKind, DocumentVersion
from hallway.domain.ids import (
    AdviceId,
    ApplicantId,
    AskId,
    DepartmentId,
    DocumentId,
    InstitutionId,
    InteractionId,
    MessageId,
    MilestoneId,
    PersonId,
    PromiseId,
    WorkId,
)
from hallway.domain.institutions import Department, Institution
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.messages import Medium, Message, MessageState
from hallway.domain.milestones import Milestone, MilestoneKind
from hallway.domain.names import fold
from hallway.domain.people import Person, Relationship, Work
from hallway.domain.promises import By, Promise
from hallway.playbooks.library import make_playbook
from hallway.playbooks.values import AUDIENCES
from tests.cast import ANA, APPLICANTS, BOLU, DIEGO, ELIF, HUGO, NOW

TODAY = NOW.date()
FIRST_MAIL_ON = datetime(2026, 11, 11, 14, tzinfo=UTC)
MENTORS = {
    "us-img-plastics": ANA,
    "us-img-general-surgery": DIEGO,
    "md-plastics": BOLU,
    "img-general": HUGO,
    "us-img-pediatrics": ELIF,
}
FIELDS = {
    "us-img-plastics": ("Craniofacial growth after early repair", "growth slowed only after a second repair"),
    "us-img-general-surgery": (
        "Trauma registries in rural hospitals",
        "transfer times mattered more than distance",
    ),
    "md-plastics": ("Outcomes after free flap surgery", "patients asked first about returning to work"),
    "img-general": (
        "Follow-up after heart failure admissions",
        "a phone call in the first week halved readmissions",
    ),
    "us-img-pediatrics": (
        "Early feeding of preterm infants",
        "families felt safer when they had a part in the plan",
    ),
}
ALIKE = {
    "stage": "final-year",
    "degree": "MD",
    "graduation_year": "2027",
    "location": "Chicago, IL",
    "sub_interests": "outcomes research",
    "research_skills": "chart review; literature search; statistics in R",
    "hours_per_week": "6",
    "works_remotely": "yes",
    "languages": "Spanish; English",
    "exams": "Step 1; passed; 2026-03-02 | Step 2 CK; planned; 2027-02-10",
}


def applicant_of(audience: str) -> Applicant:
    """Return the cast's applicant of one guide, with every field of the profile that texts are made of."""
    values = read_applicant({**ALIKE, **APPLICANTS[audience]}, tuple(AUDIENCES))
    blank = Applicant(id=ApplicantId("applicant"), name="", audience="", zone="UTC")
    named = with_values(blank, values)
    handle = fold(named.name).replace(" ", ".")
    return replace(
        named,
        email=f"{handle}@example.org",
        phone="+1 555 0142",
        profile_url=f"https://www.example.org/in/{handle}",
    )


def full_material(audience: str, *, is_cold: bool = False, is_followed_up: bool = False) -> Material:
    """Return a record that has an answer to nearly everything.

    Args:
        audience: whose guide, and which applicant.
        is_cold: the person and the applicant never talked.
        is_followed_up: the last mail to them got no answer, and is followed up now.
    """
    return Material(
        playbook=make_playbook(audience, overrides={}),
        today=TODAY,
        applicant=applicant_of(audience),
        recipient=recipient_of(audience, is_cold=is_cold, is_followed_up=is_followed_up),
        answers=_first_mail(audience) if is_followed_up else None,
        milestones=(
            Milestone(
                id=MilestoneId("m1"),
                kind=MilestoneKind.PRESENTATION,
                text="presented my first poster",
                on=TODAY - timedelta(days=9),
            ),
        ),
        documents=(
            DocumentVersion(
                id=DocumentId("cv"),
                kind=DocumentKind.CV_SHORT,
                label="CV November 2026",
                on=date(2026, 11, 1),
                pages=1,
            ),
        ),
        known_names=("Ana Novak",),
    )


def empty_material(audience: str) -> Material:
    """Return what is known when no record is open."""
    return Material(playbook=make_playbook(audience, overrides={}), today=TODAY)


def recipient_of(audience: str, *, is_cold: bool = False, is_followed_up: bool = False) -> Recipient:
    """Return somebody of the applicant's specialty: a stranger, or a mentor of many months."""
    fields = MENTORS[audience]
    title, insight = FIELDS[audience]
    typed = read_person({key: fields[key] for key in fields if key not in {"institution", "department"}})
    given, family = fields["name"].split()
    person = with_values(Person(id=PersonId("person"), name="", given=given, family=family), typed.values)
    person = replace(person, groups=()) if is_cold else replace(person, relationship=Relationship.TRUSTS_ME)
    home = Institution(id=InstitutionId("home"), name=fields["institution"], zone=fields["zone"])
    work = Work(
        id=WorkId("work"), person=person.id, title=title, insight=insight, read_on=TODAY - timedelta(days=20)
    )
    stranger = Recipient(
        person=person,
        institution=home,
        department=Department(id=DepartmentId("unit"), institution=home.id, name=fields["specialty"]),
        zone=fields["zone"],
        country="US",
        works=(work,),
    )
    if is_followed_up:
        return replace(
            stranger,
            interactions=(_contact(Kind.MAILED, 12, Channel.E_MAIL),),
            messages=(_first_mail(audience),),
            unanswered=1,
        )
    return stranger if is_cold else _befriended(stranger, insight)


def _befriended(stranger: Recipient, insight: str) -> Recipient:
    person = stranger.person.id
    asks = [(Rung.ADVICE, 300), (Rung.MEETING, 240), (Rung.TASK, 180)]
    return replace(
        stranger,
        interactions=(
            _contact(Kind.MET, 3, Channel.IN_PERSON, event="the fall meeting", learned=insight),
            _contact(Kind.HELPED_THEM, 20, Channel.E_MAIL),
            _contact(Kind.ROTATION_ENDED, 40, Channel.IN_PERSON),
            _contact(Kind.CALLED, 90, Channel.VIDEO),
            _contact(Kind.MET, 240, Channel.IN_PERSON),
            _contact(Kind.REPLIED, 300, Channel.E_MAIL),
        ),
        asks=tuple(
            Ask(
                id=AskId(rung.value),
                person=person,
                rung=rung,
                on=TODAY - timedelta(days=days),
                answer=Answer.GRANTED,
            )
            for rung, days in reversed(asks)
        ),
        advice=(
            Advice(
                id=AdviceId("advice"),
                person=person,
                text="present a poster before applying",
                given=TODAY - timedelta(days=90),
                acted_on=TODAY - timedelta(days=9),
                result="two residents asked me to join their project",
            ),
        ),
        promises=(
            Promise(
                id=PromiseId("promise"),
                person=person,
                by=By.ME,
                text="the draft of our methods section",
                made_at=NOW - timedelta(days=10),
                due=TODAY + timedelta(days=1),
            ),
        ),
    )


def _contact(
    kind: Kind, days: int, channel: Channel, *, event: str = "", learned: str = "", topic: str = ""
) -> Interaction:
    return Interaction(
        id=InteractionId(f"{kind}-{days}"),
        person=PersonId("person"),
        at=NOW - timedelta(days=days),
        zone="America/New_York",
        kind=kind,
        channel=channel,
        event=event,
        learned=learned,
        topics=(topic,) if topic else (),
    )


def _first_mail(audience: str) -> Message:
    title, insight = FIELDS[audience]
    return Message(
        id=MessageId("first"),
        medium=Medium.MAIL,
        person=PersonId("person"),
        template="TPL-01",
        subject=f"Question about {title}",
        text=f"Dear Doctor,\n\n{long_words(title, insight)}\n\nBest regards,\nOne of the cast",
        state=MessageState.SENT,
        made_at=FIRST_MAIL_ON,
        edited_at=FIRST_MAIL_ON,
        sent_at=FIRST_MAIL_ON,
    )


def long_words(title: str, insight: str) -> str:
    """Return a body of the length that a first mail has."""
    return (
        f"I read your paper {title} this month, and one point has stayed with me: {insight}. "
        "In the clinic where I work we see the same question every week, and nobody has counted it yet. "
        "I have reviewed charts for a year, write in R, and have six hours a week to give. "
        "Could you tell me which first step you would take in my place, if you have a moment? "
        "I know how full your days are, and a line would help me a great deal. "
        "If somebody in your group is closer to this question, I would be glad to write to them instead."
    )
