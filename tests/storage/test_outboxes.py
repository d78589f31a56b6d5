"""The outbox in pages, and lean rows to count answers by."""

from datetime import timedelta

from hallway.domain.ids import MessageId, PersonId
from hallway.domain.messages import Medium, Message, MessageState, Request
from hallway.domain.people import Person, Standing
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import put

ANA, BO = PersonId("ana"), PersonId("bo")


def message(key: str, days: int, person: PersonId | None = ANA, **more: object) -> Message:
    at = NOW - timedelta(days=days)
    fields = {"medium": Medium.MAIL, "text": key, "made_at": at, "edited_at": at, "asks": Request.MEETING}
    return Message(id=MessageId(key), person=person, **(fields | more))  # type: ignore[arg-type]  # fields by name


def sent(key: str, days: int, person: PersonId | None = ANA, **more: object) -> Message:
    fields = {"state": MessageState.SENT, "sent_at": NOW - timedelta(days=days)}
    return message(key, days + 1, person, **(fields | more))


def fill(store: SqliteStore) -> None:
    put(store, Person(id=ANA, name="Ana", role="fellow"))
    put(store, Person(id=BO, name="Bo", standing=Standing.ARCHIVED))
    put(
        store,
        sent("first", 30),
        sent("nudge", 15, answers=MessageId("first")),
        sent("heard", 40, BO, state=MessageState.REPLIED, settled_at=NOW - timedelta(days=2)),
        message("draft", 20, None),
        sent("back", 12, state=MessageState.BOUNCED, answers=MessageId("nudge")),
        sent("said", 11, medium=Medium.SPOKEN),
    )


def test_a_page_holds_what_something_happened_to_last(store: SqliteStore) -> None:
    fill(store)
    with store.reading() as reading:
        found = reading.outbox()
        pages = [reading.outbox(limit=2, offset=offset) for offset in (0, 2, 4, 6)]
        of_ana = reading.outbox(person=ANA, state=MessageState.SENT)
        first = reading.get(Message, "first")

    assert [(each.message.id, each.name) for each in found] == [
        ("heard", "Bo"),
        ("said", "Ana"),
        ("back", "Ana"),
        ("nudge", "Ana"),
        ("draft", ""),
        ("first", "Ana"),
    ]
    assert [row for page in pages for row in page] == list(found)
    assert [each.message.id for each in of_ana] == ["said", "nudge", "first"]
    assert of_ana[-1].message == first


def test_a_message_is_followed_up_by_what_reached_them(store: SqliteStore) -> None:
    fill(store)
    with store.reading() as reading:
        assert [each.message.id for each in reading.outbox() if each.is_followed_up] == ["first"]


def test_states_are_counted(store: SqliteStore) -> None:
    fill(store)
    with store.reading() as reading:
        assert reading.outbox_sizes() == {"sent": 3, "replied": 1, "draft": 1, "bounced": 1}


def test_answers_are_counted_over_what_reached_somebody_in_writing(store: SqliteStore) -> None:
    fill(store)
    put(store, sent("to nobody", 3, None))
    with store.reading() as reading:
        found = reading.answers()

    assert [(each.state, each.role, each.at) for each in found] == [
        ("replied", "", NOW - timedelta(days=40)),
        ("sent", "fellow", NOW - timedelta(days=30)),
        ("sent", "fellow", NOW - timedelta(days=15)),
    ]
