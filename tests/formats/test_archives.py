import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.json_values import JsonValue
from hallway.formats.archives import Archive, UnwritableArchive, is_archive, read_archive, write_archive
from hallway.formats.problems import UnreadableFile
from tests.formats.rude import rude_text

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TABLES: dict[str, list[dict[str, JsonValue]]] = {
    "people": [
        {"id": "p1", "name": "José Núñez", "groups": ["mentor"], "img": None},
        {"name": "陳怡君", "id": "p2"},
    ],
    "settings": [],
}

values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | rude_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(rude_text, inner, max_size=3),
    max_leaves=9,
)
tables = st.dictionaries(
    rude_text, st.lists(st.dictionaries(rude_text, values, max_size=4), max_size=3), max_size=4
)


def refusal(data: bytes | str, **options: int) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_archive(data.encode() if isinstance(data, str) else data, name="record.json", **options)
    return str(caught.value)


def archive(**changes: object) -> str:
    content = {"format": "hallway-archive", "version": 1, "made": MADE.isoformat(), "tables": {"people": []}}
    return json.dumps({**content, **changes}, indent=1)


def test_what_was_written_is_read_back() -> None:
    data = write_archive(TABLES, made=MADE, version=3)
    assert read_archive(data) == Archive(3, MADE, {name: tuple(rows) for name, rows in TABLES.items()})


@given(tables, st.datetimes(timezones=st.just(UTC)), st.integers(1, 99))
def test_rude_records_survive_the_round_trip(
    record: dict[str, list[dict[str, JsonValue]]], made: datetime, version: int
) -> None:
    data = write_archive(record, made=made, version=version)
    assert read_archive(data) == Archive(version, made, {name: tuple(rows) for name, rows in record.items()})
    assert is_archive(data)


def test_the_same_record_gives_the_same_bytes() -> None:
    turned = {name: [dict(reversed(row.items())) for row in rows] for name, rows in reversed(TABLES.items())}
    there = MADE.astimezone(timezone(timedelta(hours=5)))
    assert write_archive(turned, made=there, version=1) == write_archive(TABLES, made=MADE, version=1)


def test_a_person_can_read_an_archive() -> None:
    text = write_archive(TABLES, made=MADE, version=1).decode()
    assert text.startswith(
        '{\n "format": "hallway-archive",\n "made": "2026-11-22T09:30:00+00:00",\n "tables": {\n'
    )
    assert '    "name": "José Núñez"\n' in text
    assert text.endswith("}\n")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_keep_is_not_written(value: float) -> None:
    with pytest.raises(UnwritableArchive, match="JSON cannot keep"):
        write_archive({"people": [{"x": value}]}, made=MADE, version=1)


def test_what_could_not_be_read_back_is_not_written() -> None:
    deep: JsonValue = []
    for _ in range(40):
        deep = [deep]
    with pytest.raises(UnwritableArchive, match="Row 1 of the table 'people' is nested too deeply"):
        write_archive({"people": [{"x": deep}]}, made=MADE, version=1)
    with pytest.raises(UnwritableArchive, match="time zone"):
        write_archive({}, made=MADE.replace(tzinfo=None), version=1)
    with pytest.raises(UnwritableArchive, match="version 0"):
        write_archive({}, made=MADE, version=0)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (write_archive(TABLES, made=MADE, version=1), True),
        (b'\xef\xbb\xbf \n{"tables": {}, "format": "hallway-archive"}', True),
        (b"Name,City\nAna,hallway-archive\n", False),
        (b'{"format": "other"}', False),
        (b"", False),
    ],
)
def test_an_archive_is_known_by_its_marker(data: bytes, answer: bool) -> None:  # noqa: FBT001 - an expected value
    assert is_archive(data) is answer


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "record.json, line 1, column 1: it is not JSON there"),
        (archive()[:-5], "it is not JSON there"),
        ("[]", "record.json: it is not a Hallway archive"),
        ("{}", "record.json: it is not a Hallway archive"),
        (archive(format="other"), "record.json: it is not a Hallway archive"),
        (archive(extra=1), "record.json, top level: the key 'extra' is unknown"),
        ('{"format": "hallway-archive", "made": "", "version": 1}', "top level: the key 'tables' is missing"),
        (archive(version="1"), "key 'version': the version is not a number from 1 on"),
        (archive(version=True), "key 'version': the version is not a number from 1 on"),
        (archive(version=0), "key 'version': the version is not a number from 1 on"),
        (archive(made="yesterday"), "key 'made': the time it was made is not an instant"),
        (archive(made="2026-11-22T09:30:00"), "key 'made': the time it was made is not an instant"),
        (archive(made=5), "key 'made': the time it was made is not an instant"),
        (archive(tables=[]), "key 'tables': the tables are not an object"),
        (archive(tables={"people": {}}), "table 'people': it is not a list of rows"),
        (archive(tables={"people": [{}, 5]}), "table 'people', row 2: it is not an object"),
        (archive(tables={"people": [{"a": float("nan")}]}), "line 8: NaN is not a number that can be kept"),
        (
            archive(tables={"people": [{"a": float("-inf")}]}),
            "line 8: -Infinity is not a number that can be kept",
        ),
        (archive(tables={"a": [{"n": 5}]}).replace("5", "1e999"), "line 8: 1e999 is not a number"),
        (archive(tables={"a": [{"n": 5}]}).replace("5", "5" * 9999), "line 8: 555555555"),
        (
            archive(tables={"a": [{"n": 5, "m": 6}]}).replace('"m"', '"\\u006e"'),
            "line 9: the key 'n' stands twice in one object",
        ),
        (
            archive(tables={"a": [{"n": [1, 2.5]}, {"n": 5, "m": 6}]}).replace('"m"', '"n"'),
            "line 15: the key 'n' stands twice in one object",
        ),
        (archive().replace('"version"', '"format"'), "line 3: the key 'format' stands twice in one object"),
        (
            '{"format": "hallway-archive", "made": "2026-11-22T09:30:00Z", "version": 1,\n"tables": {"a": [\n'
            '{"b": ' + "[" * 33 + "]" * 33 + "}]}}",
            "table 'a', row 1: lists and objects are nested too deeply",
        ),
        ("\n" + "[" * 100_000, "line 2: lists and objects are nested too deeply"),
    ],
    ids=str,
)
def test_what_hallway_would_not_have_written_is_refused_with_its_place(text: str, message: str) -> None:
    assert message in refusal(text)


def test_text_in_another_encoding_is_refused_with_its_line() -> None:
    assert "record.json, line 2: its text is not UTF-8" in refusal(b'{"format":\n"\xe9"}')


def test_an_archive_over_the_limit_is_refused_with_its_size() -> None:
    assert "it has 2.0 MB, and at most 1.0 MB are read" in refusal(b" " * 2_000_000, largest=1_000_000)


@given(st.binary(max_size=99) | rude_text.map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_the_bytes_the_answer_is_an_archive_or_a_refusal(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_archive(data)


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_archive_that_lost_a_part_is_refused(start: int, length: int) -> None:
    data = write_archive(TABLES, made=MADE, version=1)
    cut = data[:start] + data[start + length :]
    try:
        found = read_archive(cut)
    except UnreadableFile:
        return
    assert isinstance(found, Archive)
