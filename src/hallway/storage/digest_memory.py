"""Digests kept between looks: after an action, only those are gathered again whom it touched."""

from collections.abc import Sequence

from sqlalchemy import Connection, exists, select

from hallway.domain.digests import Digest
from hallway.storage.digests import read_digests, read_digests_of
from hallway.storage.json_texts import from_json
from hallway.storage.schema import AFFILIATION, CHANGE, ENTRY, INSTITUTION, INTERACTION, PERSON

_MOST_CHANGES = 400
"""From so many rows on, gathering everybody at once is as quick, and leaves less to get wrong."""

_OF_A_PERSON = frozenset({AFFILIATION.name, INTERACTION.name})
_OTHERS = frozenset({PERSON.name, INSTITUTION.name})
_READ = (*_OF_A_PERSON, *_OTHERS)
"""The tables that digests are gathered from."""


class DigestMemory:
    """The digests of the latest revision that was asked for."""

    def __init__(self) -> None:
        self._kept: tuple[int, tuple[Digest, ...]] = (-1, ())

    def read(self, connection: Connection, revision: int) -> tuple[Digest, ...]:
        """Return a digest for everybody active, by id, as of the revision that a connection sees."""
        known, kept = self._kept
        if known == revision:
            return kept
        touched = find_touched(connection, known) if 0 <= known < revision else None
        if touched is None:
            made = read_digests(connection)
        else:
            made = _exchange(kept, touched, read_digests_of(connection, sorted(touched)))
        if revision >= known:  # a look at an earlier revision must not push out the later one
            self._kept = (revision, made)
        return made


def find_touched(connection: Connection, since: int) -> set[str] | None:
    """Return the people whose digest may have changed after an entry; None when it may be anybody's.

    A purge writes down nothing about what it took away, so everybody has to be looked at after one.
    """
    is_later = ENTRY.c.number > since
    if connection.scalar(select(exists().where(is_later, ENTRY.c.sealed != ""))):
        return None
    changes = connection.execute(
        select(CHANGE.c.of_table, CHANGE.c.row_id, CHANGE.c.before, CHANGE.c.after)
        .where(CHANGE.c.entry > since, CHANGE.c.of_table.in_(_READ))
        .limit(_MOST_CHANGES + 1)
    ).all()
    if len(changes) > _MOST_CHANGES:
        return None
    touched: set[str] = set()
    places: set[str] = set()
    for name, key, before, after in changes:
        if name == PERSON.name:
            touched.add(key)
        elif name == INSTITUTION.name:
            places.add(key)
        else:
            touched |= {_person_in(image) for image in (before, after) if image}
    if places:
        at_places = select(AFFILIATION.c.person).where(AFFILIATION.c.institution.in_(places)).distinct()
        touched.update(connection.scalars(at_places.limit(_MOST_CHANGES + 1)))
    return touched if len(touched) <= _MOST_CHANGES else None


def _person_in(image: str) -> str:
    found = from_json(image)
    return str(found["person"]) if isinstance(found, dict) else ""


def _exchange(kept: Sequence[Digest], touched: set[str], fresh: Sequence[Digest]) -> tuple[Digest, ...]:
    """Return the digests with those of the touched people in the place of their earlier ones, by id."""
    others = [each for each in kept if each.id not in touched]
    return tuple(sorted((*others, *fresh), key=_id_of))


def _id_of(digest: Digest) -> str:
    return digest.id
