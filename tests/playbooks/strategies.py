"""Rude records for the step rules: any mix of people, contacts, promises and days."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask, Rung
from hallway.domain.digests import Digest, make_digest
from hallway.domain.ids import AdviceId, ApplicantId, AskId, InteractionId, MilestoneId, PersonId, PromiseId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.milestones import Milestone, MilestoneKind
from hallway.domain.people import Group, Person
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import to_milliseconds
from hallway.playbooks.state import State
from hallway.playbooks.values import AUDIENCES

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/Phoenix",
    "UTC",
)
audiences = st.sampled_from(sorted(AUDIENCES))
zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - made aware at once
    lambda each: each.replace(tzinfo=UTC, microsecond=0)
)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def people(draw: st.DrawFn, key: str) -> Digest:
    who = PersonId(key)
    person = Person(
        id=who,
        name=f"Person {key}",
        zone=draw(st.sampled_from(("", *ZONES))),
        country=draw(st.sampled_from(("", "US", "India", "Nowhere"))),
        state=draw(st.sampled_from(("", "IL", "ZZ"))),
        groups=tuple(draw(st.sets(st.sampled_from(Group)))),
        may_follow_up=draw(st.sampled_from((None, True, False))),
        next_follow_up=draw(st.none() | days),
        introduced_by=draw(st.sampled_from((None, PersonId("a"), PersonId("gone")))),
    )
    talks = [
        Interaction(
            id=InteractionId(f"{key}{index}"),
            person=who,
            at=at,
            zone="UTC",
            kind=kind,
            topics=draw(st.sampled_from(((), ("a topic",)))),
        )
        for index, (kind, at) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(Kind), instants), max_size=5))
        )
    ]
    return make_digest(person, talks, added=to_milliseconds(draw(instants)))


@st.composite
def states(draw: st.DrawFn) -> State:
    keys = ["a", "b", "c"][: draw(st.integers(0, 3))]
    others = [PersonId(each) for each in (*keys, "gone")]
    promises = [
        Promise(
            id=PromiseId(f"p{index}"),
            person=draw(st.sampled_from(others)),
            by=draw(st.sampled_from(By)),
            text="send it",
            made_at=draw(instants),
            due=draw(st.none() | days),
            state=draw(st.sampled_from(PromiseState)),
            closed_on=draw(st.none() | days),
        )
        for index in range(draw(st.integers(0, 3)))
    ]
    return State(
        applicant=Applicant(id=ApplicantId("me"), name="Me", audience="img-general", zone=draw(zones)),
        people=[draw(people(each)) for each in keys],
        promises=promises,
        advice=[
            Advice(
                id=AdviceId(f"v{index}"),
                person=draw(st.sampled_from(others)),
                text="read it",
                given=draw(days),
                acted_on=draw(st.none() | days),
            )
            for index in range(draw(st.integers(0, 2)))
        ],
        asks=[
            Ask(id=AskId(f"q{index}"), person=draw(st.sampled_from(others)), rung=Rung.ADVICE, on=draw(days))
            for index in range(draw(st.integers(0, 3)))
        ],
        milestones=[
            Milestone(
                id=MilestoneId("m"), kind=draw(st.sampled_from(MilestoneKind)), text="news", on=draw(days)
            )
            for _ in range(draw(st.integers(0, 1)))
        ],
        zones={"IL": "America/Chicago"},
        new_this_week=draw(st.integers(0, 4)),
        revived_this_week=draw(st.integers(0, 2)),
    )
