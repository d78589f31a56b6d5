"""The last contact with a person: derived from the record, never typed twice (CON-04)."""

from collections.abc import Callable
from datetime import date, datetime

from hallway.actions.ports import Reading
from hallway.domain.digests import Digest
from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.times import day_of, from_milliseconds, noon
from hallway.playbooks import clocks


def last_contact(digest: Digest | None) -> datetime | None:
    """Return the instant of the latest contact of any kind, imported ones included."""
    latest = clocks.last_contact(digest) if digest else 0
    return from_milliseconds(latest) if latest else None


def last_day(reading: Reading, person: PersonId, zone: str) -> date | None:
    """Return the day of the latest contact in the applicant's zone."""
    latest = last_contact(reading.digest(person))
    return None if latest is None else day_of(latest, zone)


def last_days(reading: Reading, zone: str) -> Callable[[PersonId], date | None]:
    """Return `last_day` for many people at once: everybody active is asked for in one go."""
    digests: dict[PersonId, Digest] = {}

    def find(person: PersonId) -> date | None:
        if not digests:
            digests.update((each.id, each) for each in reading.digests())
        latest = last_contact(digests.get(person) or reading.digest(person))
        return None if latest is None else day_of(latest, zone)

    return find


def imported_contact(key: str, person: PersonId, day: date, zone: str) -> Interaction:
    """Return the contact that a typed or imported day stands for: it starts no follow-up window."""
    return Interaction(
        id=InteractionId(key),
        person=person,
        at=noon(day, zone),
        zone=zone,
        kind=Kind.IMPORTED,
        is_timed=False,
    )
