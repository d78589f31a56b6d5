"""A sample applicant with a small network, all invented: for a first look, the tutorial and the demo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hallway.actions.advice import record_advice
from hallway.actions.applicants import set_up
from hallway.actions.asks import record_ask
from hallway.actions.gives import record_give
from hallway.actions.goal_proposals import take_goals
from hallway.actions.interactions import record_interaction
from hallway.actions.milestones import record_milestone
from hallway.actions.people import add_person, add_work
from hallway.actions.ports import Clock, Store
from hallway.domain.asks import Answer, Rung
from hallway.domain.ids import MessageId, PersonId
from hallway.domain.interactions import Channel, Kind
from hallway.domain.messages import Medium, Message, MessageState, Request, Way
from hallway.domain.milestones import MilestoneKind
from hallway.domain.times import day_of, noon

APPLICANT: Mapping[str, str] = {
    "name": "Marisol Vega",
    "audience": "us-img-general-surgery",
    "zone": "America/New_York",
    "status": "us-citizen-img",
    "flags": "no-home-program",
    "specialties": "General surgery",
    "sub_interests": "trauma; acute care",
    "school": "Universidad San Telmo",
    "school_country": "Mexico",
    "degree": "MD",
    "stage": "final-year",
    "location": "Newark, New Jersey",
    "languages": "English; Spanish",
    "research_skills": "chart review; systematic review",
    "hours_per_week": "8",
    "works_remotely": "yes",
    "why_specialty": "A summer on the trauma service showed me what calm hands are worth.",
    "why_abroad": "I chose a school where I would see much, early, and in two languages.",
}

_GOALS = ("early.mentorship", "early.conference", "short.research", "medium.presentation", "medium.known-at")

_FIRST_MAIL = """Dear Dr. Okoye,

Your paper on transfer times in rural trauma showed me that the first forty minutes are lost before anybody
drives, and I now time every call on my own service.

I am a US-citizen IMG in my final year at Universidad San Telmo in Mexico, preparing for general surgery. May
I ask your advice on one question: which single measure would you record first in a hospital that has none?

Thank you for your time.

Kind regards,
Marisol Vega"""

_PEOPLE: tuple[Mapping[str, str], ...] = (
    {
        "name": "Dr. Helen Marsh",
        "role": "associate program director",
        "specialty": "General surgery",
        "institution": "Harbor Medical Center",
        "department": "Surgery",
        "city": "Newark",
        "state": "NJ",
        "country": "US",
        "email": "h.marsh@harbor.example.org",
        "how_met": "rotation",
        "groups": "mentor",
        "topics": "trauma outcomes",
        "knows_story": "yes",
    },
    {
        "name": "Dr. Tomás Quiroga",
        "role": "attending",
        "specialty": "Trauma surgery",
        "institution": "Lakeside University Hospital",
        "city": "Chicago",
        "state": "IL",
        "country": "US",
        "email": "tquiroga@lakeside.example.edu",
        "how_met": "conference",
        "worked_with_imgs": "yes",
    },
    {
        "name": "Dr. Aiko Tanabe",
        "role": "PGY-3",
        "specialty": "General surgery",
        "institution": "Lakeside University Hospital",
        "city": "Chicago",
        "state": "IL",
        "country": "US",
        "how_met": "conference",
        "is_img": "yes",
        "groups": "peer",
    },
    {
        "name": "Dr. Samuel Okoye",
        "role": "research director",
        "specialty": "General surgery",
        "institution": "Prairie State Medical School",
        "city": "Omaha",
        "state": "NE",
        "country": "US",
        "email": "sokoye@prairie.example.edu",
        "how_met": "e-mail",
    },
    {
        "name": "Dr. Ruth Feldmann",
        "role": "attending",
        "specialty": "Acute care surgery",
        "institution": "Harbor Medical Center",
        "city": "Newark",
        "state": "NJ",
        "country": "US",
        "how_met": "rotation",
        "groups": "mentor; sponsor",
        "mentor_roles": "clinical; career-sponsor",
        "mentor_merits": "knows-match; honest",
        "reach": "Harbor Medical Center; Bayfront General",
    },
    {
        "name": "Priya Raman",
        "role": "PGY-1",
        "specialty": "General surgery",
        "institution": "Bayfront General",
        "city": "San Diego",
        "state": "CA",
        "country": "US",
        "how_met": "alumni list",
        "is_alumnus": "yes",
        "is_img": "yes",
        "groups": "peer",
    },
    {
        "name": "Dr. Elena Ionescu",
        "role": "attending",
        "specialty": "Colorectal surgery",
        "institution": "St. Brendan Hospital",
        "city": "Boston",
        "state": "MA",
        "country": "US",
        "how_met": "introduction",
        "introduced_by": "Helen Marsh",
    },
    {
        "name": "Dr. Wole Adeyinka",
        "role": "program director",
        "specialty": "General surgery",
        "institution": "Bayfront General",
        "city": "San Diego",
        "state": "CA",
        "country": "US",
        "how_met": "program site",
    },
    {
        "name": "Luis Ferreira",
        "role": "research fellow",
        "specialty": "Surgical outcomes",
        "institution": "Prairie State Medical School",
        "city": "Omaha",
        "state": "NE",
        "country": "US",
        "how_met": "online group",
        "groups": "collaborator",
    },
    {
        "name": "Dr. Grace Lindqvist",
        "role": "community physician",
        "specialty": "General surgery",
        "institution": "Cedar Valley Clinic",
        "city": "Des Moines",
        "state": "IA",
        "country": "US",
        "how_met": "family friend",
    },
)


@dataclass(frozen=True, slots=True)
class _At:
    """A clock that stands some days before another."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant


def fill_sample(store: Store, clock: Clock) -> None:
    """Fill an empty record with the sample applicant, dated so that today has something on it."""
    now = clock.now()

    def at(days: int) -> Clock:
        return _At(now - timedelta(days=days))

    def on(days: int) -> date:
        return day_of(now - timedelta(days=days), APPLICANT["zone"])

    set_up(store, at(200), fields={**APPLICANT, "match_year": str(now.year + (2 if now.month > 8 else 1))})  # noqa: PLR2004 - applications open in September
    who = [_add(store, at(190 - index), fields) for index, fields in enumerate(_PEOPLE[:6])]
    who += [_add(store, at(8 - index), fields) for index, fields in enumerate(_PEOPLE[6:])]
    marsh, quiroga, tanabe, okoye, feldmann, raman, _, _, ferreira, lindqvist = who
    record_interaction(
        store, at(45), people=[feldmann], kind=Kind.ROTATION_ENDED, on=on(45), event="Acute care elective"
    )
    record_interaction(
        store, at(44), people=[feldmann], kind=Kind.MAILED, on=on(44), topics=["thanks for the elective"]
    )
    record_interaction(
        store,
        at(140),
        people=[lindqvist],
        kind=Kind.CALLED,
        on=on(140),
        channel=Channel.PHONE,
        topics=["how she chose surgery"],
    )
    record_interaction(
        store, at(118), people=[raman], kind=Kind.REPLIED, on=on(118), topics=["her first year"]
    )
    record_interaction(
        store,
        at(117),
        people=[raman],
        kind=Kind.MAILED,
        on=on(117),
        topics=["thanks, and a question on call"],
    )
    record_interaction(
        store,
        at(95),
        people=[marsh],
        kind=Kind.MET,
        on=on(95),
        topics=["trauma outcomes project"],
        learned="She looks for people who finish small things.",
    )
    record_interaction(
        store, at(94), people=[marsh], kind=Kind.MAILED, on=on(94), topics=["thanks and next steps"]
    )
    record_advice(
        store, at(25), person=marsh, text="Write up the splenic injury series as an abstract", given=on(25)
    )
    record_ask(store, at(60), person=ferreira, rung=Rung.TASK, on=on(60), answer=Answer.GRANTED)
    take_goals(store, at(40), chosen=_GOALS)
    record_interaction(
        store,
        at(30),
        people=[ferreira],
        kind=Kind.HELPED_THEM,
        on=on(30),
        topics=["cleaned the transfer data set"],
    )
    record_give(
        store, at(29), person=raman, text="Shared a question bank for the first in-training exam", on=on(29)
    )
    add_work(
        store,
        at(13),
        person=okoye,
        title="Transfer times in rural trauma",
        kind="paper",
        link="https://example.org/rural-trauma",
        read_on=on(13),
        insight="the first forty minutes are lost before anybody drives",
    )
    _write_first_mail(store, at(12), okoye)
    record_milestone(
        store,
        at(3),
        kind=MilestoneKind.PRESENTATION,
        text="Poster accepted at the state surgical meeting",
        on=on(3),
    )
    record_interaction(
        store,
        at(1),
        people=[quiroga],
        kind=Kind.MET,
        on=now - timedelta(hours=26),
        channel=Channel.POSTER,
        topics=["whole blood in the trauma bay"],
        event="Regional trauma meeting",
        promised_me=["introduce me to his research coordinator"],
        may_follow_up=True,
    )
    record_interaction(
        store,
        at(1),
        people=[tanabe],
        kind=Kind.MET,
        on=now - timedelta(hours=25),
        channel=Channel.IN_PERSON,
        topics=["matching as an IMG"],
        event="Regional trauma meeting",
        i_promised=["send her my poster as a PDF"],
        due=on(-1),
    )


def _write_first_mail(store: Store, clock: Clock, person: PersonId) -> None:
    """Put a mail that waits for its answer into the outbox, with what sending one writes down.

    It is not sent by the action: checking it would take longer than everything else at the demo's start.
    """
    day = day_of(clock.now(), APPLICANT["zone"])
    moment = noon(day, APPLICANT["zone"])
    subject = "US-citizen IMG, general surgery: a question on your transfer paper"
    contact = record_interaction(
        store, clock, people=[person], kind=Kind.MAILED, on=day, summary=f"Wrote: {subject}"
    ).interactions[0]
    record_ask(store, clock, person=person, rung=Rung.ADVICE, on=day, text=subject)
    with store.writing("message.send", f"Sent a message: {subject}", now=clock.now()) as writing:
        writing.add(
            Message(
                id=MessageId(writing.new_id()),
                medium=Medium.MAIL,
                text=_FIRST_MAIL,
                person=person,
                subject=subject,
                address="sokoye@prairie.example.edu",
                asks=Request.ADVICE,
                facts=("work: Transfer times in rural trauma",),
                filled=(("topic", "transfer times in rural trauma"),),
                state=MessageState.SENT,
                way=Way.MAILTO,
                made_at=moment,
                edited_at=moment,
                sent_at=moment,
                interaction=contact.id,
            )
        )


def _add(store: Store, clock: Clock, fields: Mapping[str, str]) -> PersonId:
    return add_person(store, clock, fields=fields).person.id
