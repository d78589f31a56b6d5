"""Time zones found for people who have none: told first, then kept in one action."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hallway.actions.person_guesses import with_found_zone
from hallway.actions.ports import Clock, NameMatch, Reading, Store
from hallway.domain.people import Person, Standing


class ZoneOfPerson(NamedTuple):
    """One person, the zone that was found, and where it was found."""

    who: NameMatch
    zone: str
    source: str


@dataclass(frozen=True, slots=True)
class FoundZones:
    """Whose zone can be found, and how many people stay without one."""

    people: tuple[ZoneOfPerson, ...]
    left: int


def plan_zones(store: Store) -> FoundZones:
    """Return whose time zone follows from city, state, country or phone; nothing is written."""
    with store.reading() as reading:
        return _tell(reading, list(_found(reading)))


def apply_zones(store: Store, clock: Clock) -> FoundZones:
    """Keep the zones that can be found, in one action; a zone that is there is never changed."""
    with store.writing("person.find-zones", "Looked for time zones", now=clock.now()) as writing:
        found = list(_found(writing))
        told = _tell(writing, found)
        for _, after in found:
            if after.zone:
                writing.replace(after)
        count = len(told.people)
        writing.says(f"Found the time zone of {count} {'person' if count == 1 else 'people'}")
        return told


def _found(reading: Reading) -> Iterator[tuple[Person, Person]]:
    """Yield everybody without a zone, as they are and as they would be."""
    for each in reading.all(Person):
        if not each.zone and each.standing is not Standing.TRASHED:
            yield each, with_found_zone(each)


def _tell(reading: Reading, found: list[tuple[Person, Person]]) -> FoundZones:
    places = {each.id: each.institution for each in reading.identities()} if found else {}
    people = tuple(
        ZoneOfPerson(
            NameMatch(each.id, each.name, each.role, places.get(each.id, "")), each.zone, each.zone_source
        )
        for _, each in sorted(found, key=lambda pair: pair[1].name.casefold())
        if each.zone
    )
    return FoundZones(people, len(found) - len(people))
