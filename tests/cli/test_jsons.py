import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.ports import BackupFile, NameMatch
from hallway.cli.jsons import to_json
from hallway.domain.ids import PersonId
from hallway.domain.people import Group, Person, Relationship

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
DATED = st.dates() | st.datetimes(timezones=st.timezones())
VALUES = st.recursive(
    LEAVES | DATED | st.sampled_from(Group),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_every_value_becomes_json_that_reads_back(value: object) -> None:
    made = to_json(value)

    assert json.loads(json.dumps(made)) == made


@given(st.datetimes(timezones=st.timezones()))
def test_instants_read_back_as_the_same_instant(at: datetime) -> None:
    text = to_json(at)

    assert isinstance(text, str)
    assert datetime.fromisoformat(text).utcoffset() == at.utcoffset()


def test_a_person_becomes_an_object_with_every_field() -> None:
    person = Person(
        id=PersonId("p1"), name="Ana Novak", groups=(Group.MENTOR,), next_follow_up=date(2026, 11, 2)
    )

    made = to_json(person)

    assert isinstance(made, Mapping)
    assert list(made) == [each.name for each in fields(Person)]
    assert (made["groups"], made["next_follow_up"]) == (["mentor"], "2026-11-02")
    assert made["relationship"] == Relationship.UNKNOWN.value


def test_a_named_tuple_is_an_object_and_a_path_is_text() -> None:
    made = datetime(2026, 10, 5, tzinfo=timezone(timedelta(hours=-4)))
    copy = BackupFile(PurePosixPath("a/b.db"), made, size=3, is_automatic=False)

    assert to_json(copy) == {
        "path": "a/b.db", "made": "2026-10-05T00:00:00-04:00", "size": 3, "is_automatic": False
    }  # fmt: skip
    assert to_json((NameMatch(PersonId("p1"), "Ana", "", ""),)) == [
        {"id": "p1", "name": "Ana", "role": "", "institution": ""}
    ]


def test_sets_are_sorted_so_that_the_same_answer_is_the_same_text() -> None:
    assert to_json(frozenset({"b", "a"})) == ["a", "b"]


def test_keys_of_a_closed_set_are_their_values() -> None:
    class Verdict(StrEnum):
        CREATE = "create"

    assert to_json({Verdict.CREATE: 1}) == {"create": 1}


@pytest.mark.parametrize("value", [object(), b"bytes", 1j, Person, datetime(2026, 10, 5, tzinfo=UTC).time()])
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no form in JSON"):
        to_json(value)
