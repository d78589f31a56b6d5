"""Somebody purged leaves no trace in the file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hallway.domain.advice import Advice
from hallway.domain.asks import Ask, Rung
from hallway.domain.errors import PersonNotFound
from hallway.domain.gives import Give
from hallway.domain.ids import (
    AdviceId,
    AffiliationId,
    AskId,
    GiveId,
    HeldRowId,
    InteractionId,
    KeptWorthId,
    PersonId,
    ProgramCommentId,
    ProgramTieId,
    PromiseId,
    SnoozeId,
    UnitCode,
    WorkId,
)
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.people import Person, Standing, Work
from hallway.domain.picks import KeptWorth, ProgramComment, WorthRow
from hallway.domain.programs import ProgramTie, TieKind
from hallway.domain.promises import By, Promise
from hallway.domain.settings import HeldRow
from hallway.domain.snoozes import Snooze
from hallway.storage.errors import CannotUndo, NotTrashed
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, HARBOR, put

DAY = date(2026, 11, 1)
SECRET = "quetzalcoatlus"
THEIRS = (
    Affiliation(id=AffiliationId("1"), person=ANA.id, institution=HARBOR.id, role=SECRET),
    Work(id=WorkId("1"), person=ANA.id, title=SECRET),
    Interaction(id=InteractionId("1"), person=ANA.id, at=NOW, zone="UTC", kind=Kind.MET, summary=SECRET),
    Promise(id=PromiseId("1"), person=ANA.id, by=By.ME, text=SECRET, made_at=NOW),
    Give(id=GiveId("1"), person=ANA.id, text=SECRET, on=DAY),
    Ask(id=AskId("1"), person=ANA.id, rung=Rung.ADVICE, on=DAY, text=SECRET),
    Advice(id=AdviceId("1"), person=ANA.id, text=SECRET, given=DAY),
    Snooze(id=SnoozeId("1"), until=DAY, why=SECRET, made_at=NOW, person=ANA.id),
    ProgramTie(
        id=ProgramTieId("1"), unit=UnitCode("1001120"), kind=TieKind.RESEARCH, person=ANA.id, note=SECRET
    ),
    ProgramComment(id=ProgramCommentId("1"), unit=UnitCode("1001120"), text=SECRET, on=DAY, person=ANA.id),
)
ANA_THERE = replace(ANA, name="Ana Quetzalcoatlus", notes=SECRET, emails=("ana@example.org",))


@pytest.fixture
def trashed(store: SqliteStore) -> SqliteStore:
    """Return a file in which Ana was added, renamed, met and trashed."""
    put(store, replace(ANA_THERE, name="Ana Oldname"), HARBOR, says="Added Ana Oldname")
    with store.writing("person.edit", "Renamed Ana Oldname to Ana Quetzalcoatlus", now=NOW) as record:
        record.replace(ANA_THERE)
    put(store, *THEIRS, says="Noted a talk with Ana Quetzalcoatlus")
    put(store, BEN, says="Added Ben Okoro")
    gone = Give(id=GiveId("2"), person=ANA.id, text=SECRET, on=DAY)
    put(store, gone, says="Gave")
    with store.writing("give.remove", "Took back", now=NOW) as record:
        record.remove(Give, gone.id)
    with store.writing("person.trash", "Trashed Ana Quetzalcoatlus", now=NOW) as record:
        record.replace(replace(ANA_THERE, standing=Standing.TRASHED, standing_since=NOW))
    return store


def test_a_purge_takes_everything_that_was_theirs(trashed: SqliteStore) -> None:
    assert trashed.purge(ANA.id, now=NOW) == 1 + len(THEIRS)
    with trashed.reading() as record:
        assert [record.all(type(each)) for each in THEIRS] == [()] * len(THEIRS)
        assert record.all(Person) == (replace(BEN, introduced_by=None),)
        assert record.all(Institution) == (HARBOR,)


def test_a_purge_leaves_no_trace_in_the_file(trashed: SqliteStore, path: Path) -> None:
    trashed.purge(ANA.id, now=NOW)
    written = b"".join(each.read_bytes() for each in path.parent.glob("hallway.db*")).lower()
    assert b"okoro" in written
    assert [each for each in (SECRET, "oldname", "ana@example.org") if each.encode() in written] == []


def test_history_stays_but_does_not_tell_who(trashed: SqliteStore) -> None:
    trashed.purge(ANA.id, now=NOW)
    with trashed.reading() as record:
        assert [each.says for each in reversed(record.history())] == [
            "Added someone purged",
            "Renamed someone purged to someone purged",
            "Noted a talk with someone purged",
            "Added Ben Okoro",
            "Gave",
            "Took back",
            "Trashed someone purged",
            "Purged somebody",
        ]


def test_what_was_purged_cannot_be_brought_back(trashed: SqliteStore) -> None:
    trashed.purge(ANA.id, now=NOW)
    with trashed.reading() as record:
        entries = record.history()
    for each in entries:
        reason = "changed again" if each.says == "Added Ben Okoro" else "purged, and is gone for good"
        with pytest.raises(CannotUndo, match=reason):
            trashed.undo(each.id, now=NOW)


def test_a_candidate_of_a_held_row_is_forgotten(trashed: SqliteStore) -> None:
    both = (ANA.id, BEN.id)
    held = HeldRow(id=HeldRowId("h"), source="s", line=1, reason="r", fields=(), candidates=both, at=NOW)
    put(trashed, held)
    trashed.purge(ANA.id, now=NOW)
    with trashed.reading() as record:
        assert record.all(HeldRow) == (replace(held, candidates=(BEN.id,)),)


def test_who_was_purged_can_help_nowhere(trashed: SqliteStore) -> None:
    row = WorthRow(
        unit=UnitCode("1001120"),
        kind=TieKind.ALUMNI,
        low=0.0,
        mid=0.01,
        high=0.02,
        is_measured=True,
        people=(ANA.id, BEN.id),
    )
    worth = KeptWorth(id=KeptWorthId("w"), made_at=NOW, seen="s", rows=(row, replace(row, people=())))
    put(trashed, worth)
    trashed.purge(ANA.id, now=NOW)
    with trashed.reading() as record:
        (left,) = record.all(KeptWorth)
    assert [each.people for each in left.rows] == [(BEN.id,), ()]


def test_a_link_to_somebody_purged_is_not_brought_back(trashed: SqliteStore) -> None:
    with trashed.writing("person.edit", "Nobody introduced Ben", now=NOW) as record:
        record.replace(replace(BEN, introduced_by=None))
    with trashed.reading() as record:
        entry = record.history()[0].id
    trashed.purge(ANA.id, now=NOW)
    with pytest.raises(CannotUndo, match="a link to something that is gone for good"):
        trashed.undo(entry, now=NOW)


def test_a_purge_counts_as_an_action(trashed: SqliteStore) -> None:
    with trashed.reading() as record:
        before = record.revision()
    trashed.purge(ANA.id, now=NOW)
    with trashed.reading() as record:
        assert record.revision() > before


def test_only_somebody_in_the_trash_can_be_purged(store: SqliteStore) -> None:
    put(store, ANA)
    with pytest.raises(NotTrashed, match="Ana Novák is not in the trash"):
        store.purge(ANA.id, now=NOW)
    with pytest.raises(PersonNotFound):
        store.purge(PersonId("nobody"), now=NOW)


def test_other_names_that_contain_a_purged_one_stay(store: SqliteStore) -> None:
    short = replace(ANA, name="Li", standing=Standing.TRASHED)
    put(store, short, says="Added Li, and Lina Liard")
    store.purge(ANA.id, now=NOW)
    with store.reading() as record:
        assert record.history()[-1].says == "Added someone purged, and Lina Liard"
