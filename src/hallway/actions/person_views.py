"""Everything about one person, for one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from hallway.actions.applicants import find_applicant, find_in, today_in, zone_of
from hallway.actions.briefs import Frame, brief
from hallway.actions.contacts import last_contact
from hallway.actions.person_changes import place_names
from hallway.actions.person_guesses import family_first_in, tell_parts
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, NameMatch, PeopleFilter, Reading, Store
from hallway.actions.promises import in_order
from hallway.actions.states import playbook_of
from hallway.actions.timelines import RUNG_WORDS, Dealings, TimelineItem, timeline
from hallway.actions.today import steps_of
from hallway.domain.advice import Advice
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.digests import Digest
from hallway.domain.gives import Give
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import CONTACTS, Interaction, Kind
from hallway.domain.ladder import height_reached, next_rungs, rungs_at
from hallway.domain.people import Person, Standing, Work
from hallway.domain.programs import ProgramNote
from hallway.domain.promises import Promise, PromiseState, Reliability, reliability
from hallway.domain.times import day_of
from hallway.playbooks.clocks import is_closed_kindly, is_cold
from hallway.playbooks.steps import Step, WindowState

Dated = TypeVar("Dated", Give, Ask, ProgramNote)

WAITING = "waiting for an answer"
CLOSED_KINDLY = "closed kindly"
_MOST_OTHERS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person with everything on record about them and everything that follows from it."""

    person: Person
    institution: str
    department: str
    introduced_by: str
    last_contact: datetime | None
    days_silent: int | None
    rung_reached: str
    rung_next: str
    rung_says: str
    thread: str
    others_there: tuple[NameMatch, ...]
    is_open_encounter: bool
    given: int
    asked: int
    interactions: tuple[Interaction, ...]
    promises: tuple[Promise, ...]
    gives: tuple[Give, ...]
    asks: tuple[Ask, ...]
    advice: tuple[Advice, ...]
    works: tuple[Work, ...]
    program_notes: tuple[ProgramNote, ...]
    timeline: tuple[TimelineItem, ...]
    steps: tuple[Step, ...]
    next_says: str
    brief: tuple[str, ...]
    reliability: Reliability
    parts_say: str
    """Where given and family name come from, "" when they are the applicant's own."""


def show_person(store: Store, clock: Clock, *, person: PersonId) -> PersonView:
    """Return everything about one person."""
    steps = steps_of(store, clock, person) if find_applicant(store) else ()
    with store.reading() as reading:
        return _view(reading, clock, reading.get(Person, person), steps)


def _view(reading: Reading, clock: Clock, person: Person, steps: tuple[Step, ...]) -> PersonView:
    zone, today = zone_of(reading), today_in(reading, clock)
    dealings = _dealings(reading, person.id)
    digest = reading.digest(person.id)
    latest = last_contact(digest)
    place = main_affiliation(reading.all(Affiliation, person=person.id))
    institution, department = place_names(reading, place)
    introducer = reading.find(Person, person.introduced_by) if person.introduced_by else None
    introduced_by = introducer.name if introducer else ""
    height = height_reached(dealings.asks, dealings.interactions)
    rung_says = _rung_says(height)
    frame = Frame(
        institution=institution, introduced_by=introduced_by, rung_says=rung_says, zone=zone, today=today
    )
    return PersonView(
        person=person,
        institution=institution,
        department=department,
        introduced_by=introduced_by,
        last_contact=latest,
        days_silent=None if latest is None else max((today - day_of(latest, zone)).days, 0),
        rung_reached=_rung_reached(height, dealings.asks),
        rung_next=_join(each.value for each in next_rungs(height)),
        rung_says=rung_says,
        thread=_thread(reading, digest),
        others_there=_others(reading, clock, person.id, institution),
        is_open_encounter=is_open_encounter(person, dealings),
        given=len(dealings.gives),
        asked=len(dealings.asks),
        interactions=dealings.interactions,
        promises=dealings.promises,
        gives=dealings.gives,
        asks=dealings.asks,
        advice=dealings.advice,
        works=dealings.works,
        program_notes=_newest_first(reading.all(ProgramNote, person=person.id)),
        timeline=timeline(dealings, zone),
        steps=steps,
        next_says=_next_says(person, steps),
        brief=brief(person, dealings, frame),
        reliability=reliability(dealings.promises, today),
        parts_say=tell_parts(person, family_first_in(reading)),
    )


def _dealings(reading: Reading, person: PersonId) -> Dealings:
    interactions = sorted(
        reading.all(Interaction, person=person), key=lambda each: (each.at, each.id), reverse=True
    )
    return Dealings(
        interactions=tuple(interactions),
        promises=tuple(in_order(reading.all(Promise, person=person))),
        gives=_newest_first(reading.all(Give, person=person)),
        asks=_newest_first(reading.all(Ask, person=person)),
        advice=tuple(sorted(reading.all(Advice, person=person), key=lambda each: each.given, reverse=True)),
        works=tuple(reversed(reading.all(Work, person=person))),
        companions={
            each: _companions(reading, each, person)
            for each in {one.occasion for one in interactions}
            if each
        },
    )


def _newest_first(kept: Iterable[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(kept, key=lambda each: each.on, reverse=True))


def _companions(reading: Reading, occasion: str, person: PersonId) -> str:
    others = (each.person for each in reading.all(Interaction, occasion=occasion) if each.person != person)
    return _join((reading.get(Person, each).name for each in others), "and")


def _join(words: Iterable[str], last: str = "or") -> str:
    *before, end = [*words] or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def _rung_reached(height: int, asks: Iterable[Ask]) -> str:
    """Return the rung reached; on the highest, which of its asks were granted."""
    if height == 0:
        return ""
    granted = [each.rung for each in asks if each.answer is Answer.GRANTED and each.rung.height == height]
    return _join((each.value for each in dict.fromkeys(granted or rungs_at(height))), "and")


def _rung_says(height: int) -> str:
    wanted = _join(RUNG_WORDS[each] for each in next_rungs(height))
    if height == 0:
        return f"On the ladder: nothing yet. Next comes {wanted}."
    reached = _join(RUNG_WORDS[each] for each in rungs_at(height))
    if height == Rung.LETTER.height:
        return f"On the ladder: {reached}, the highest rung. Keep giving."
    return f"On the ladder: {reached}. Next comes {wanted}."


def _thread(reading: Reading, digest: Digest | None) -> str:
    """Return how a thread of cold mails stands: after its follow-up it rests (FUP-02, FUP-03)."""
    applicant = find_in(reading)
    if applicant is None or digest is None or not is_cold(digest) or not digest.mails:
        return ""
    return CLOSED_KINDLY if is_closed_kindly(digest, playbook_of(reading, applicant)) else WAITING


def _others(reading: Reading, clock: Clock, person: PersonId, institution: str) -> tuple[NameMatch, ...]:
    """Return active people at the same institution, by name."""
    if not institution:
        return ()
    page = reading.people(PeopleFilter(institution=institution), now=clock.now(), limit=_MOST_OTHERS + 1)
    others = (each for each in page.lines if each.id != person)
    return tuple(NameMatch(each.id, each.name, each.role, each.institution) for each in others)[:_MOST_OTHERS]


def is_open_encounter(person: Person, dealings: Dealings) -> bool:
    """Tell whether the latest contact was a meeting or call from which nothing followed yet (CON-25)."""
    latest = next((each for each in dealings.interactions if each.kind in CONTACTS), None)
    if latest is None or latest.kind not in {Kind.MET, Kind.CALLED} or latest.next_step:
        return False
    is_promised = any(each.state is PromiseState.OPEN for each in dealings.promises)
    return person.next_follow_up is None and not is_promised


def _next_says(person: Person, steps: tuple[Step, ...]) -> str:
    if person.standing is not Standing.ACTIVE:
        return f"{person.standing.capitalize()}: Hallway suggests nothing about them."
    if person.may_follow_up is False:
        return "They asked not to be followed up: Hallway suggests nothing."
    if steps:
        first = steps[0]
        is_later = first.state is WindowState.LATER
        return f"From {first.window.opens.date()} on: {first.says}" if is_later else first.says
    if person.next_follow_up:
        why = f": {person.next_follow_up_why}" if person.next_follow_up_why else "."
        return f"Next follow-up on {person.next_follow_up}{why}"
    return "No next follow-up is planned. Choose a day, so that this contact does not go silent."
