"""Putting people aside, into the trash, back, and away for good."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from hallway.actions.ports import BackupFile, Clock, Store
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId
from hallway.domain.people import Person, Standing

_DEEDS: Mapping[Standing, tuple[str, str]] = {
    Standing.ARCHIVED: ("person.archive", "Archived"),
    Standing.ACTIVE: ("person.bring-back", "Brought back"),
    Standing.TRASHED: ("person.trash", "Put into the trash:"),
}


class Purged(NamedTuple):
    """What a purge removed, and the safety copies that still hold it."""

    rows: int
    backups: tuple[BackupFile, ...]


def archive_person(store: Store, clock: Clock, *, person: PersonId) -> Person:
    """Put a person aside: still found by search, but no step is about them."""
    return _stand(store, clock, person, Standing.ARCHIVED)


def bring_back(store: Store, clock: Clock, *, person: PersonId) -> Person:
    """Bring a person back from the archive or the trash."""
    return _stand(store, clock, person, Standing.ACTIVE)


def trash_person(store: Store, clock: Clock, *, person: PersonId) -> Person:
    """Put a person into the trash, from which they can be brought back or purged."""
    return _stand(store, clock, person, Standing.TRASHED)


def _stand(store: Store, clock: Clock, person: PersonId, standing: Standing) -> Person:
    with store.reading() as reading:
        found = reading.get(Person, person)
    if found.standing is standing:
        return found  # a second click does not do it twice
    now = clock.now()
    action, did = _DEEDS[standing]
    with store.writing(action, did, now=now) as writing:
        changed = replace(writing.get(Person, person), standing=standing, standing_since=now)
        writing.replace(changed)
        writing.says(f"{did} {changed.name}")
        return changed


def trash(store: Store) -> tuple[Person, ...]:
    """Return the people in the trash, latest first."""
    with store.reading() as reading:
        found = reading.all(Person, standing=Standing.TRASHED)
    return tuple(sorted(found, key=lambda each: str(each.standing_since), reverse=True))


def purge_person(store: Store, clock: Clock, *, person: PersonId) -> Purged:
    """Remove a trashed person for good, from history too, and name the safety copies that still hold them.

    Every safety copy may: Hallway does not open them to look.
    """
    with store.reading() as reading:
        found = reading.get(Person, person)
    if found.standing is not Standing.TRASHED:
        raise InvalidValue(
            "person", found.name, "Only somebody in the trash can be purged. Trash them first."
        )
    rows = store.purge(person, now=clock.now())
    return Purged(rows, store.backups())
