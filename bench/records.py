"""Large invented records: the same seed gives the same people, so that measurements can be compared."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from hallway.actions.ports import Store
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant, Status
from hallway.domain.ids import (
    AdviceId,
    AffiliationId,
    ApplicantId,
    InstitutionId,
    InteractionId,
    PersonId,
    PromiseId,
    make_id,
)
from hallway.domain.institutions import Affiliation, Institution, InstitutionKind
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.people import ROLES, Group, Person, Relationship
from hallway.domain.promises import By, Promise, PromiseState

_STARTS = (
    "Ba",
    "Ce",
    "Do",
    "Fa",
    "Gu",
    "Ha",
    "I",
    "Jo",
    "Ka",
    "Lu",
    "Mi",
    "Núñ",
    "O",
    "Pé",
    "Ra",
    "Šo",
    "Te",
    "Va",
    "Zö",
)
_MIDDLES = ("", "la", "ri", "no", "de", "mi", "ta", "ve", "shi", "lan", "ber")
_ENDS = ("n", "ro", "ez", "ska", "li", "dra", "to", "va", "sen", "moto", "kar", "ides")
_STATES = (
    ("NY", "America/New_York"),
    ("TX", "America/Chicago"),
    ("CA", "America/Los_Angeles"),
    ("OH", "America/New_York"),
    ("AZ", "America/Phoenix"),
    ("FL", "America/New_York"),
)
_SPECIALTIES = ("plastic surgery", "general surgery", "internal medicine", "pediatrics", "family medicine")
_TOPICS = (
    "flap outcomes",
    "trauma registry",
    "global health",
    "quality project",
    "case report",
    "away rotation",
)
_KINDS = {
    Kind.MET: 22,
    Kind.MAILED: 34,
    Kind.CALLED: 6,
    Kind.REPLIED: 20,
    Kind.HELPED_ME: 4,
    Kind.HELPED_THEM: 4,
    Kind.ROTATION_ENDED: 2,
    Kind.NOTE: 5,
    Kind.IMPORTED: 3,
}
_DAYS = 3 * 365


def make_record(store: Store, *, people: int, interactions: int, seed: int, now: datetime) -> None:
    """Fill an empty store with an applicant, `people`, and `interactions` of the three years before `now`."""
    with store.writing("bench.fill", "Invented a record", now=now) as record:
        record.add_all(_Inventor(random.Random(seed), now).values(people, interactions))  # noqa: S311 - no secret


class _Inventor:
    """Draws everything from one source of randomness."""

    def __init__(self, source: random.Random, now: datetime) -> None:
        self._source = source
        self._now = now

    def values(self, people: int, interactions: int) -> Iterator[object]:
        """Yield every value of the record."""
        yield Applicant(
            id=ApplicantId(self._id()),
            name=self._name(),
            audience="img-general",
            zone="America/New_York",
            status=Status.NON_US_IMG,
            specialties=("internal medicine",),
            match_year=self._now.year + 1,
        )
        places = [self._institution() for _ in range(max(1, people // 12))]
        yield from places
        known: list[PersonId] = []
        for added in sorted(self._instant() for _ in range(people)):
            person = self._person(added, known)
            known.append(person.id)
            yield person
            yield self._affiliation(person.id, places)
        for _ in range(interactions):
            yield self._interaction(known)
        for _ in range(people // 10):
            yield self._promise(known)
        for _ in range(people // 20):
            yield self._advice(known)

    def _id(self) -> str:
        return make_id(self._instant(), self._source.randbytes(10))

    def _happens(self, percent: int) -> bool:
        return self._source.randrange(100) < percent

    def _instant(self) -> datetime:
        return self._now - timedelta(minutes=self._source.randrange(1, _DAYS * 24 * 60))

    def _day(self, *, ahead: int = 0) -> date:
        return self._now.date() + timedelta(days=self._source.randrange(-_DAYS, ahead + 1))

    def _word(self) -> str:
        return "".join(map(self._source.choice, (_STARTS, _MIDDLES, _ENDS)))

    def _name(self) -> str:
        return f"{self._word()} {self._word()}"

    def _institution(self) -> Institution:
        state, zone = self._source.choice(_STATES)
        return Institution(
            id=InstitutionId(self._id()),
            name=f"{self._word()} {self._source.choice(('University Hospital', 'Medical Center', 'Clinic'))}",
            kind=self._source.choice(tuple(InstitutionKind)),
            city=self._word(),
            state=state,
            country="United States",
            zone=zone,
        )

    def _person(self, added: datetime, known: Sequence[PersonId]) -> Person:
        source, given, family = self._source, self._word(), self._word()
        is_introduced = bool(known) and self._happens(10)
        return Person(
            id=PersonId(make_id(added, self._source.randbytes(10))),
            name=f"{given} {family}",
            given=given,
            family=family,
            role=source.choice(ROLES),
            specialty=source.choice(_SPECIALTIES),
            emails=(f"{family.casefold()}{source.randrange(1000)}@example.edu",),
            how_met=source.choice(("conference", "e-mail", "rotation", "alumni list")),
            introduced_by=source.choice(known) if is_introduced else None,
            groups=tuple(source.sample(tuple(Group), k=source.choice((0, 0, 0, 1, 1, 2)))),
            relationship=source.choice(tuple(Relationship)),
            is_alumnus=source.choice((None, None, None, True, False)),
            topics=tuple(source.sample(_TOPICS, k=source.choice((0, 1, 2)))),
            may_follow_up=source.choice((None, None, None, True)),
            next_follow_up=self._day(ahead=90) if self._happens(10) else None,
            notes=f"Works on {source.choice(_TOPICS)} with {self._name()}.",
        )

    def _affiliation(self, person: PersonId, places: Sequence[Institution]) -> Affiliation:
        place = self._source.choice(places)
        return Affiliation(id=AffiliationId(self._id()), person=person, institution=place.id)

    def _interaction(self, known: Sequence[PersonId]) -> Interaction:
        source = self._source
        has_words = self._happens(85)
        return Interaction(
            id=InteractionId(self._id()),
            person=source.choice(known),
            at=self._instant(),
            zone="America/New_York",
            kind=source.choices(tuple(_KINDS), weights=tuple(_KINDS.values()))[0],
            channel=source.choice(tuple(Channel)),
            topics=(source.choice(_TOPICS),) if has_words else (),
            summary=f"We spoke about {source.choice(_TOPICS)} and what to read first." if has_words else "",
            next_step="Send the draft." if has_words and self._happens(40) else "",
        )

    def _promise(self, known: Sequence[PersonId]) -> Promise:
        made, source = self._instant(), self._source
        return Promise(
            id=PromiseId(self._id()),
            person=source.choice(known),
            by=source.choice(tuple(By)),
            text=f"Send the {source.choice(_TOPICS)} table",
            made_at=made,
            due=made.date() + timedelta(days=source.randrange(3, 60)),
            state=source.choices(tuple(PromiseState), weights=(1, 8, 1))[0],
        )

    def _advice(self, known: Sequence[PersonId]) -> Advice:
        given = self._day()
        return Advice(
            id=AdviceId(self._id()),
            person=self._source.choice(known),
            text=f"Read about {self._source.choice(_TOPICS)} first",
            given=given,
            acted_on=given + timedelta(days=20) if self._happens(60) else None,
        )
