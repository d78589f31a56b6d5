"""Conferences and other events, as the contacts of the record name them."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from hallway.actions.ports import EventSeen
from hallway.domain.interactions import Kind
from hallway.domain.names import fold
from hallway.domain.people import Standing
from hallway.storage.schema import INTERACTION, PERSON

_I = INTERACTION.c
_NAMED = (
    select(_I.event, func.min(_I.at), func.max(_I.at))
    .join(PERSON, PERSON.c.id == _I.person)
    .where(_I.event != "", PERSON.c.standing != Standing.TRASHED.value)
    .group_by(_I.event)
)
_ROTATIONS = select(_I.event).where(_I.event != "", _I.kind == Kind.ROTATION_ENDED.value).distinct()


def read_events(connection: Connection) -> Sequence[EventSeen]:
    """Return every event that a contact names, the latest first.

    Names that fold alike are one event. What a rotation's end names is that rotation, not an event.
    """
    rotations = {fold(name) for (name,) in connection.execute(_ROTATIONS)}
    found: dict[str, EventSeen] = {}
    for name, first, last in connection.execute(_NAMED):
        key = fold(name)
        if key in rotations:
            continue
        known = found.get(key, EventSeen(name, first, last))
        found[key] = EventSeen(known.name, min(known.first, first), max(known.last, last))
    return sorted(found.values(), key=lambda each: (each.last, each.name), reverse=True)
