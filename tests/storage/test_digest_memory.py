"""Digests kept over actions are those that a fresh look gathers."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hallway.domain.digests import Digest
from hallway.domain.errors import HallwayError
from hallway.domain.gives import Give
from hallway.domain.ids import AffiliationId, GiveId, InstitutionId, InteractionId, PersonId
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.people import Person, Standing
from hallway.storage.digest_memory import DigestMemory, find_touched
from hallway.storage.digests import read_digests
from hallway.storage.schema import ENTRY
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, HARBOR, new_store, put

PEOPLE = [replace(BEN, id=PersonId(key), introduced_by=None) for key in "abcd"]
PLACES = [replace(HARBOR, id=InstitutionId(key)) for key in "xy"]
Value: TypeAlias = Person | Institution | Affiliation | Interaction | Give
DOINGS = ("person", "interaction", "move", "place", "affiliation", "stand", "purge", "undo", "give", "drop")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_memory_changes_nothing(data: st.DataObject) -> None:
    memory = DigestMemory()
    with new_store() as store:
        put(store, *PEOPLE[:2], *PLACES)
        for turn in range(10):
            with suppress(HallwayError):
                _do(store, data.draw(st.sampled_from(DOINGS)), data, turn)
            if data.draw(st.booleans()):
                assert _kept(store, memory) == _fresh(store)


def _do(store: SqliteStore, doing: str, data: st.DataObject, turn: int) -> None:
    who, place = data.draw(st.sampled_from(PEOPLE)), data.draw(st.sampled_from(PLACES))
    at = NOW - timedelta(days=data.draw(st.integers(0, 9)))
    if doing == "purge":
        _write(store, replace(who, standing=Standing.TRASHED, standing_since=NOW))
        store.purge(who.id, now=NOW)
    elif doing == "undo":
        with store.reading() as reading:
            entries = [each.id for each in reading.history(limit=5)]
        store.undo(data.draw(st.sampled_from(entries)), now=NOW)
    elif doing == "move":
        with store.writing("test", "Moved", now=NOW) as writing:
            for each in writing.all(Interaction):
                writing.replace(replace(each, person=who.id))
    elif doing == "drop":
        with store.writing("test", "Dropped", now=NOW) as writing:
            for talk in writing.all(Interaction)[:1]:
                writing.remove(Interaction, talk.id)
            for bond in writing.all(Affiliation)[:1]:
                writing.remove(Affiliation, bond.id)
    else:
        values: dict[str, Value] = {
            "person": replace(who, name=f"Name {turn}", state=data.draw(st.sampled_from(["", "OH"]))),
            "stand": replace(who, standing=data.draw(st.sampled_from(Standing)), standing_since=NOW),
            "place": replace(place, zone=f"Zone/{turn}"),
            "affiliation": Affiliation(
                id=AffiliationId(f"{who.id}{place.id}"), person=who.id, institution=place.id
            ),
            "interaction": Interaction(
                id=InteractionId(f"i{turn}"),
                person=who.id,
                at=at,
                zone="UTC",
                kind=data.draw(st.sampled_from(Kind)),
            ),
            "give": Give(id=GiveId(f"g{turn}"), person=who.id, text="t", on=at.date()),
        }
        _write(store, values[doing])


def _write(store: SqliteStore, value: Value) -> None:
    with store.writing("test", "Wrote", now=NOW) as writing:
        if writing.find(type(value), value.id) is None:
            writing.add(value)
        else:
            writing.replace(value)


def _fresh(store: SqliteStore) -> Sequence[Digest]:
    with store._engine.connect() as connection:  # noqa: SLF001 - the look without a memory
        return read_digests(connection)


def _kept(store: SqliteStore, memory: DigestMemory) -> Sequence[Digest]:
    with store.reading() as reading:
        revision = reading.revision()
    with store._engine.connect() as connection:  # noqa: SLF001 - beside the store's own memory
        return memory.read(connection, revision)


def test_only_those_whom_an_action_touched_are_gathered_again(store: SqliteStore) -> None:
    put(store, ANA, BEN)
    memory = DigestMemory()
    before = {each.id: each for each in _kept(store, memory)}
    put(store, Interaction(id=InteractionId("i"), person=ANA.id, at=NOW, zone="UTC", kind=Kind.MET))
    after = {each.id: each for each in _kept(store, memory)}

    assert after[BEN.id] is before[BEN.id]
    assert after[ANA.id].talks == 1


def test_a_look_at_an_earlier_revision_does_not_push_out_the_later_one(store: SqliteStore) -> None:
    put(store, ANA)
    memory = DigestMemory()
    with store.reading() as reading:
        early = reading.revision()
        put(store, BEN)
        late = _kept(store, memory)
        assert len(reading.digests()) == 1
        assert reading.revision() == early
    assert _kept(store, memory) is late


def test_after_very_many_changes_or_a_purge_everybody_is_looked_at(store: SqliteStore) -> None:
    put(store, ANA)
    many = [
        Interaction(id=InteractionId(f"i{n}"), person=ANA.id, at=NOW, zone="UTC", kind=Kind.MET)
        for n in range(500)
    ]
    put(store, *many)
    _write(store, replace(BEN, introduced_by=None, standing=Standing.TRASHED, standing_since=NOW))
    with store._engine.connect() as connection:  # noqa: SLF001 - as above
        newest = connection.scalars(select(ENTRY.c.number).order_by(ENTRY.c.number)).all()
        assert find_touched(connection, newest[0]) is None
        assert find_touched(connection, newest[1]) == {BEN.id}
    store.purge(BEN.id, now=NOW)
    with store._engine.connect() as connection:  # noqa: SLF001 - as above
        assert find_touched(connection, newest[1]) is None
