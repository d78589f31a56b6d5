"""Forgetting somebody for good: their rows, their images in history, and their name in what history says."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection, Table, delete, or_, select, update

from hallway.domain.errors import PersonNotFound
from hallway.domain.ids import PersonId
from hallway.domain.people import Standing
from hallway.storage.errors import NotTrashed
from hallway.storage.json_texts import from_json, to_json
from hallway.storage.program_tables import KEPT_WORTH, PROGRAM_COMMENT, PROGRAM_NOTE, PROGRAM_TIE
from hallway.storage.schema import (
    ADVICE,
    AFFILIATION,
    ASK,
    CHANGE,
    ENTRY,
    GIVE,
    HELD_ROW,
    INTERACTION,
    MESSAGE,
    NOT_SAME,
    PERSON,
    PROMISE,
    SNOOZE,
    WORK,
)
from hallway.storage.searches import like

SEALED = "its data was purged, and is gone for good."
_NOBODY = "someone purged"
_THEIRS: tuple[Table, ...] = (
    AFFILIATION,
    WORK,
    INTERACTION,
    PROMISE,
    GIVE,
    ASK,
    ADVICE,
    SNOOZE,
    PROGRAM_NOTE,
    PROGRAM_TIE,
    PROGRAM_COMMENT,
    NOT_SAME,
    MESSAGE,
)


def purge(connection: Connection, person: PersonId) -> int:
    """Remove a trashed person with everything that is theirs, scrub history, and return how many rows went.

    Raises:
        PersonNotFound: there is no such person.
        NotTrashed: they are not in the trash.
    """
    row = connection.execute(
        select(PERSON.c.name, PERSON.c.standing).where(PERSON.c.id == person)
    ).one_or_none()
    if row is None:
        raise PersonNotFound(person)
    if row.standing != Standing.TRASHED:
        raise NotTrashed(row.name)
    names = {row.name, *_former_names(connection, person)}
    _scrub_images(connection, person)
    _scrub_words(connection, names)
    _forget_links(connection, person)
    gone = sum(
        connection.execute(delete(table).where(table.c.person == person)).rowcount for table in _THEIRS
    )
    return gone + connection.execute(delete(PERSON).where(PERSON.c.id == person)).rowcount


def _former_names(connection: Connection, person: PersonId) -> set[str]:
    """Return every name that history knows the person by."""
    kept = connection.execute(
        select(CHANGE.c.before, CHANGE.c.after).where(
            CHANGE.c.row_id == person, CHANGE.c.of_table == PERSON.name
        )
    )
    known = (from_json(image) for pair in kept for image in pair if image)
    return {str(each["name"]) for each in known if isinstance(each, dict)}


def _scrub_images(connection: Connection, person: PersonId) -> None:
    """Empty every image of the person and of what was ever theirs, and seal the entries these belong to."""
    marks = [like(f'"{column}":{to_json(person)}') for column in ("person", "other")]
    images = [image.like(mark, escape="\\") for mark in marks for image in (CHANGE.c.before, CHANGE.c.after)]
    theirs = or_(CHANGE.c.row_id == person, *images)
    entries = select(CHANGE.c.entry).where(theirs)
    connection.execute(update(ENTRY).where(ENTRY.c.number.in_(entries)).values(sealed=SEALED))
    connection.execute(update(CHANGE).where(theirs).values(before=None, after=None))


def _scrub_words(connection: Connection, names: Iterable[str]) -> None:
    """Take the names out of what history says."""
    listed = sorted(filter(None, names), key=len, reverse=True)
    if not listed:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")
    for key, says in connection.execute(select(ENTRY.c.id, ENTRY.c.says)).all():
        scrubbed = pattern.sub(_NOBODY, says)
        if scrubbed != says:
            connection.execute(update(ENTRY).where(ENTRY.c.id == key).values(says=scrubbed))


def _forget_links(connection: Connection, person: PersonId) -> None:
    """Let nothing else point to the person."""
    connection.execute(update(PERSON).where(PERSON.c.introduced_by == person).values(introduced_by=None))
    connection.execute(delete(NOT_SAME).where(NOT_SAME.c.other == person))
    for key, candidates in connection.execute(select(HELD_ROW.c.id, HELD_ROW.c.candidates)).all():
        if person in candidates:
            others = [each for each in candidates if each != person]
            connection.execute(update(HELD_ROW).where(HELD_ROW.c.id == key).values(candidates=others))
    for key, rows in connection.execute(select(KEPT_WORTH.c.id, KEPT_WORTH.c.rows)).all():
        if any(person in each["people"] for each in rows):
            left = [each | {"people": [one for one in each["people"] if one != person]} for each in rows]
            connection.execute(update(KEPT_WORTH).where(KEPT_WORTH.c.id == key).values(rows=left))
