"""The whole record goes out as plain rows and comes back equal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from hallway.actions.archives import export_archive, load_archive, open_archive
from hallway.domain.institutions import Institution
from hallway.domain.json_values import JsonValue
from hallway.domain.people import Person
from hallway.storage.errors import BrokenLink, NotEmpty, TakenId, UnknownField, UnknownTable
from hallway.storage.rows import TABLES
from hallway.storage.schema import DOMAIN
from hallway.storage.store import SqliteStore
from tests.cast import NOW, FixedClock
from tests.storage.files import ANA, BEN, HARBOR, new_store, put
from tests.strategies import KINDS, records

LATER = NOW + timedelta(days=1)
Tables = Mapping[str, Sequence[Mapping[str, JsonValue]]]


@settings(max_examples=25)
@given(records())
def test_a_record_comes_back_from_its_archive(record: tuple[object, ...]) -> None:
    """Every table goes along, and what is written out again is the same to the last byte."""
    clock = FixedClock()
    with new_store() as store, new_store() as other:
        put(store, *record)
        file = export_archive(store, clock)
        assert set(open_archive(file).tables) == {each.name for each in DOMAIN}
        assert load_archive(other, clock, data=file) == len(record)
        assert export_archive(other, clock) == file
        assert _dump(other) == _dump(store)


def test_the_generated_records_hold_every_kind_of_value() -> None:
    assert set(KINDS) == set(TABLES)


def test_an_archive_is_plain_readable_json(store: SqliteStore) -> None:
    put(store, replace(ANA, standing_since=NOW), HARBOR)
    archive = _dump(store)
    assert archive["institution"] == [
        {
            "id": "harbor",
            "name": "Harbor Medical Center",
            "kind": "unknown",
            "city": "",
            "state": "NY",
            "country": "United States",
            "zone": "",
            "created_at": "2026-11-23T15:30:00.000Z",
            "changed_at": "2026-11-23T15:30:00.000Z",
        }
    ]
    (person,) = archive["person"]
    assert (person["emails"], person["standing_since"]) == (["ana@example.org"], "2026-11-23T15:30:00.000Z")
    assert "search" not in person


def test_loading_is_one_action_that_can_be_undone(store: SqliteStore) -> None:
    store.load(_two_people(), says="Brought in an archive", now=LATER)
    with store.reading() as record:
        (entry,) = record.history()
        assert (entry.action, entry.says, entry.rows) == ("archive.load", "Brought in an archive", 2)
        assert [each.id for each in record.match_names("novak")] == ["ana"]
    store.undo(None, now=LATER)
    assert not any(_dump(store).values())


def test_rows_without_stamps_count_as_made_now(store: SqliteStore) -> None:
    store.load({"institution": [{"id": "x", "name": "Somewhere"}]}, says="", now=LATER)
    with store.reading() as record:
        assert record.all(Institution)[0].name == "Somewhere"
    assert _dump(store)["institution"][0]["created_at"] == "2026-11-24T15:30:00.000Z"


def test_an_archive_goes_into_an_empty_record_only(store: SqliteStore) -> None:
    put(store, HARBOR)
    with pytest.raises(NotEmpty, match="already holds a record"):
        store.load(_two_people(), says="", now=LATER)
    with store.reading() as record:
        assert record.all(Person) == ()


@pytest.mark.parametrize(
    ("tables", "error", "says"),
    [
        ({"shoe": []}, UnknownTable, "a table 'shoe' that this Hallway does not know"),
        ({"person": [{"id": "x", "name": "X", "shoe": 1}]}, UnknownField, "'shoe' is not a field"),
        ({"person": [{"id": "x"}]}, UnknownField, "'name' is missing"),
        ({"person": ["Ana"]}, UnknownField, "'row' is not an object"),
        (
            {"institution": [{"id": "x", "name": "X", "created_at": "soon"}]},
            UnknownField,
            "'created_at' is not an",
        ),
        (
            {"institution": [{"id": "x", "name": "X"}, {"id": "x", "name": "X"}]},
            TakenId,
            "another institution",
        ),
        ({"department": [{"id": "x", "name": "X", "institution": "nowhere"}]}, BrokenLink, "not there"),
    ],
    ids=["table", "field", "missing", "no-row", "stamp", "twice", "link"],
)
def test_an_archive_that_does_not_fit_is_refused_whole(
    store: SqliteStore, tables: Tables, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        store.load({"audience_file": [{"id": "a", "name": "a", "text": "t"}], **tables}, says="", now=LATER)
    assert not any(_dump(store).values())


def _two_people() -> Tables:
    with new_store() as store:
        put(store, ANA, BEN)
        return _dump(store)


def _dump(store: SqliteStore) -> Tables:
    with store.reading() as record:
        return record.dump()
