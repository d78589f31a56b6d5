"""Events as contacts name them."""

from datetime import timedelta

from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.people import Person, Standing
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import put


def contact(
    key: str, event: str, *, days: int = 0, kind: Kind = Kind.MET, person: str = "ana"
) -> Interaction:
    return Interaction(
        id=InteractionId(key),
        person=PersonId(person),
        at=NOW - timedelta(days=days),
        zone="UTC",
        kind=kind,
        event=event,
    )


def test_an_event_counts_once_however_it_is_spelled(store: SqliteStore) -> None:
    put(store, Person(id=PersonId("ana"), name="Ana"), Person(id=PersonId("bo"), name="Bo"))
    put(
        store,
        contact("1", "ACAPS Congress", days=2),
        contact("2", "acaps  congress", days=1, person="bo"),
        contact("3", "Grand rounds", days=9),
        contact("4", ""),
    )

    with store.reading() as reading:
        events = reading.events()

    assert [(each.name, each.first, each.last) for each in events] == [
        ("ACAPS Congress", NOW - timedelta(days=2), NOW - timedelta(days=1)),
        ("Grand rounds", NOW - timedelta(days=9), NOW - timedelta(days=9)),
    ]


def test_a_rotation_is_no_event_and_who_is_in_the_trash_names_none(store: SqliteStore) -> None:
    put(store, Person(id=PersonId("ana"), name="Ana"))
    put(store, Person(id=PersonId("bo"), name="Bo", standing=Standing.TRASHED))
    put(
        store,
        contact("1", "Trauma elective", kind=Kind.ROTATION_ENDED),
        contact("2", "trauma elective", days=20),
        contact("3", "Poster day", person="bo"),
    )

    with store.reading() as reading:
        assert reading.events() == []
