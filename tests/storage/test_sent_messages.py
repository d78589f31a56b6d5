"""Messages that have gone, as the checks of likeness and volume look at them."""

from datetime import timedelta

from hallway.actions.ports import GoneRow
from hallway.domain.ids import AffiliationId, InstitutionId, InteractionId, MessageId, PersonId
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.messages import Medium, Message, MessageState, Request
from hallway.domain.people import Person, Standing
from hallway.storage.sent_messages import GoneMemory
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import put

ANA, BO, CY = PersonId("ana"), PersonId("bo"), PersonId("cy")
HOUSE = InstitutionId("harbor")


def fill(store: SqliteStore) -> None:
    put(store, *(Person(id=each, name=each.title()) for each in (ANA, BO, CY)))
    put(store, Person(id=PersonId("gone"), name="Gone", standing=Standing.TRASHED))
    put(store, Institution(id=HOUSE, name="Harbor"))
    put(store, *(Affiliation(id=AffiliationId(each), person=each, institution=HOUSE) for each in (ANA, BO)))


def message(
    key: str, person: PersonId, *, state: MessageState = MessageState.SENT, asks: Request = Request.MEETING
) -> Message:
    return Message(
        id=MessageId(key),
        medium=Medium.MAIL,
        text=key,
        person=person,
        asks=asks,
        filled=(("topic", "flaps"),),
        state=state,
        made_at=NOW,
        edited_at=NOW,
        sent_at=None if state is MessageState.DRAFT else NOW - timedelta(days=int(key[-1])),
    )


def test_what_went_to_the_house_is_found_the_newest_first(store: SqliteStore) -> None:
    fill(store)
    put(
        store,
        message("old 9", BO, state=MessageState.REPLIED),
        message("new 1", BO),
        message("her own 2", ANA),
        message("elsewhere 3", CY),
        message("draft 4", BO, state=MessageState.DRAFT),
        message("came back 5", BO, state=MessageState.BOUNCED),
    )
    with store.reading() as reading:
        found = reading.gone(but=ANA, institution=HOUSE, thanks=False, limit=10)
        first = reading.gone(but=ANA, institution=HOUSE, thanks=False, limit=1)
        nowhere = reading.gone(but=ANA, institution="", thanks=False, limit=10)

    assert [(each.text, each.name, each.words) for each in found] == [
        ("new 1", "Bo", ("flaps",)),
        ("old 9", "Bo", ("flaps",)),
    ]
    assert [each.institution for each in found] == [HOUSE, HOUSE]
    assert [each.text for each in first] == ["new 1"]
    assert list(nowhere) == []


def test_thanks_are_found_wherever_they_went(store: SqliteStore) -> None:
    fill(store)
    put(store, message("thanks 1", CY, asks=Request.NONE), message("ask 2", CY))
    with store.reading() as reading:
        found = reading.gone(but=ANA, institution="", thanks=True, limit=10)

    assert [(each.text, each.institution, each.department) for each in found] == [("thanks 1", "", "")]


def test_only_the_first_contact_of_all_is_a_first_mail(store: SqliteStore) -> None:
    fill(store)

    def contact(key: str, person: PersonId, days: int, kind: Kind = Kind.MAILED) -> Interaction:
        at = NOW - timedelta(days=days)
        return Interaction(id=InteractionId(key), person=person, at=at, zone="UTC", kind=kind)

    put(
        store,
        contact("1", ANA, 0),
        contact("2", ANA, 0),  # written to twice: one person
        contact("3", BO, 0),
        contact("4", BO, 30, Kind.MET),
        contact("5", CY, 0),
        contact("6", CY, 40, Kind.NOTE),  # a note is no contact
    )
    with store.reading() as reading:
        today = reading.first_mails(NOW, NOW + timedelta(days=1))
        before = reading.first_mails(NOW - timedelta(days=50), NOW)

    assert (today, before) == (2, 0)


def test_names_leave_out_who_is_in_the_trash(store: SqliteStore) -> None:
    fill(store)
    with store.reading() as reading:
        assert sorted(reading.names()) == ["Ana", "Bo", "Cy"]


def test_a_look_that_is_kept_is_forgotten_with_the_next_action(store: SqliteStore) -> None:
    fill(store)

    def look() -> tuple[list[str], list[str]]:
        with store.reading() as reading:
            found = reading.gone(but=ANA, institution=HOUSE, thanks=False, limit=10)
            return [each.text for each in found], sorted(reading.names())

    assert look() == look() == ([], ["Ana", "Bo", "Cy"])
    put(store, message("new 1", BO), Person(id=PersonId("dee"), name="Dee"))
    assert look() == look() == (["new 1"], ["Ana", "Bo", "Cy", "Dee"])
    store.undo(None, now=NOW)
    assert look()[0] == []


def test_looks_of_several_sorts_are_kept_apart_and_few_of_them() -> None:
    memory, asked = GoneMemory(), []

    def look(revision: int, key: int) -> int:
        def read() -> list[GoneRow]:
            asked.append((revision, key))
            return [GoneRow(str(key), "", "", "", NOW, (), "")]

        return int(memory.rows(revision, (key,), read)[0].name)

    assert [look(1, key) for key in (1, 2, 1, 2)] == [1, 2, 1, 2]
    assert asked == [(1, 1), (1, 2)]
    assert [look(1, key) for key in (3, 4, 5, 1)] == [3, 4, 5, 1]
    assert asked[2:] == [(1, 3), (1, 4), (1, 5), (1, 1)]  # the first had made room
    assert look(2, 1) == 1
    assert asked[-1] == (2, 1)
