"""Notes taken offline: strict about the file, kind about single notes."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.ids import InteractionId
from hallway.domain.json_values import JsonValue
from hallway.formats.archives import is_archive, write_archive
from hallway.formats.captures import (
    LARGEST,
    LONGEST,
    MOST,
    CapturedNote,
    CaptureFile,
    is_captures,
    read_captures,
)
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.texts import clean_line
from tests.formats.rude import rude_text

ID = "019aa300-7c3b-7a70-a681-7fa631097771"
OTHER = "019aa300-7c3c-79f6-9fe9-d092bf87b364"
NOTE: dict[str, JsonValue] = {
    "id": ID,
    "at": "2026-11-20T18:04:09.123-06:00",
    "zone": "America/Chicago",
    "name": "Elif Kaya",
    "institution": "Cedar Valley Children’s Hospital",
    "role": "attending",
    "topic": "cooling after birth",
    "next_step": "send the protocol",
    "i_promised": "send the protocol",
    "promised_me": "introduce me to the fellow",
    "event": "Western meeting",
    "due": "2026-11-27",
    "may_follow_up": True,
}
BARE: dict[str, JsonValue] = {"id": ID, "at": "2026-11-20T18:04:09Z", "name": "Elif Kaya"}

values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | rude_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(rude_text, inner, max_size=3),
    max_leaves=6,
)
rude_notes = st.lists(
    st.fixed_dictionaries({}, optional={key: st.just(value) | values for key, value in NOTE.items()})
    | values,
    max_size=4,
)


def written(*notes: JsonValue, **changes: JsonValue) -> bytes:
    content = {"format": "hallway-notes", "version": 1, "made": "2026-11-20T19:00:00-06:00", "notes": notes}
    return json.dumps({**content, **changes}).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_captures(data, name="notes.json")
    return str(caught.value)


def problem(**changes: JsonValue) -> Problem:
    file = read_captures(written(NOTE | changes))
    assert file.notes == ()
    return file.problems[0]


def test_every_field_of_a_note_is_read() -> None:
    note = CapturedNote(
        number=1,
        id=InteractionId(ID),
        at=datetime(2026, 11, 21, 0, 4, 9, 123_000, tzinfo=UTC),
        zone="America/Chicago",
        name="Elif Kaya",
        institution="Cedar Valley Children’s Hospital",
        role="attending",
        topic="cooling after birth",
        next_step="send the protocol",
        i_promised="send the protocol",
        promised_me="introduce me to the fellow",
        event="Western meeting",
        due=date(2026, 11, 27),
        may_follow_up=True,
    )
    assert read_captures(written(NOTE)) == CaptureFile((note,), ())


def test_a_name_an_id_and_an_instant_are_enough() -> None:
    note = CapturedNote(
        number=1,
        id=InteractionId(ID),
        at=datetime(2026, 11, 20, 18, 4, 9, tzinfo=UTC),
        zone="",
        name="Elif Kaya",
    )
    assert read_captures(written(BARE)).notes == (note,)


def test_a_file_without_notes_is_read_as_such() -> None:
    assert read_captures(written()) == CaptureFile((), ())


def test_text_is_cleaned_as_everywhere() -> None:
    file = read_captures(written(BARE | {"name": "  Jose\u0301\tNu\u0301n\u0303ez\u202e ", "topic": None}))
    assert [(each.name, each.topic) for each in file.notes] == [("José Núñez", "")]


@pytest.mark.parametrize("zone", ["Etc/Unknown", "Mars/Olympus", "../../secret", "", None, 7, "\x00"])
def test_a_zone_that_is_not_known_here_does_not_cost_the_note(zone: JsonValue) -> None:
    assert [each.zone for each in read_captures(written(NOTE | {"zone": zone})).notes] == [""]


def test_ids_are_compared_in_one_spelling() -> None:
    assert read_captures(written(BARE | {"id": ID.upper()})).notes[0].id == ID


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "no name"),
        ("name", "?!", "no name"),
        ("name", None, "no name"),
        ("name", ["Ana"], "not text"),
        ("topic", 7, "not text"),
        ("event", "x" * (LONGEST + 1), "longer than 500 characters"),
        ("id", "7", "id is not one"),
        ("id", "019aa300-7c3b-4a70-a681-7fa631097771", "id is not one"),
        ("id", None, "id is not one"),
        ("at", "2026-11-20T18:04:09", "not an instant"),
        ("at", "2026-11-20", "not an instant"),
        ("at", "0001-01-01T00:00:00+14:00", "not an instant"),
        ("at", 1_763_683_449, "not an instant"),
        ("due", "27.11.2026", "not a day"),
        ("due", "2026-02-30", "not a day"),
        ("due", "9999-01-01", "not a day"),
        ("due", 20261127, "not a day"),
        ("may_follow_up", "yes", "neither true nor false"),
    ],
)
def test_a_faulty_note_is_told_with_its_number_and_what_to_do(
    field: str, value: JsonValue, says: str
) -> None:
    found = problem(**{field: value})
    assert (found.line, found.field) == (1, field)
    assert says in found.says
    assert found.remedy


def test_a_faulty_note_is_called_by_the_name_in_it() -> None:
    assert problem(due="soon").says.startswith("Note 1 about Elif Kaya: ")


def test_what_is_not_a_note_and_what_no_page_writes_are_told() -> None:
    file = read_captures(written("Elif", NOTE | {"mood": "good"}))
    assert [each.says for each in file.problems] == [
        "Note 1: it is not an object.",
        "Note 2 about Elif Kaya: its key 'mood' is unknown.",
    ]


def test_the_good_notes_beside_faulty_ones_are_read() -> None:
    file = read_captures(written({}, NOTE, None, BARE | {"id": OTHER}))
    assert [each.number for each in file.notes] == [2, 4]
    assert [each.line for each in file.problems] == [1, 3]


def test_of_two_notes_with_one_id_the_second_is_told() -> None:
    file = read_captures(written(NOTE, BARE))
    assert [each.number for each in file.notes] == [1]
    assert [(each.line, each.says) for each in file.problems] == [
        (2, "Note 2 about Elif Kaya: it has the id of note 1.")
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is not JSON there"),
        (b'{"format": "hallway-notes",\n "version": }', "notes.json, line 2, column 13: it is not JSON"),
        (b'{"format": "hallway-notes"\xff}', "notes.json, line 1: its text is not UTF-8"),
        (b"[]", "holds no notes taken offline"),
        (b'{"format": "hallway-archive"}', "holds no notes taken offline"),
        (written(format=["hallway-notes"]), "holds no notes taken offline"),
        (written(version=0), "the version is not a number"),
        (written(version=True), "the version is not a number"),
        (written(version=2), "a newer Hallway made the page"),
        (written(mood="good"), "the key 'mood' is unknown"),
        (written(made="yesterday"), "the time it was made is not an instant"),
        (written(notes={}), "the notes are not a list"),
        (b'{"format": "hallway-notes", "version": 1, "made": "2026-11-20T19:00:00Z"}', "'notes' is missing"),
        (b'{"format": ' + b"[" * 100_000, "a value that no note has"),
        (b'{"version": ' + b"1" * 5_000 + b"}", "a value that no note has"),
    ],
)
def test_a_file_that_is_not_what_the_page_exports_is_refused_with_the_place(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    assert "5.0 MB" in refusal(written() + b" " * LARGEST)
    assert "5,001 notes" in refusal(written(*[None] * (MOST + 1)))


def test_notes_are_told_from_archives_whatever_they_talk_about() -> None:
    notes = written(NOTE | {"topic": "hallway-archive"})
    archive = write_archive(
        {"x": [{"topic": "hallway-notes"}]}, made=datetime(2026, 1, 1, tzinfo=UTC), version=1
    )
    assert (is_captures(notes), is_captures(b"\xef\xbb\xbf" + notes)) == (True, True)
    assert (is_captures(archive), is_archive(archive)) == (False, True)
    assert not any(is_captures(each) for each in (b"", b"Name,Topic\nAna,hallway-notes\n", b"\x00\xff"))


def is_read_or_refused(data: bytes) -> bool:
    try:
        read_captures(data)
    except UnreadableFile as error:
        return bool(error.what and error.where and error.remedy)
    return True


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    assert is_read_or_refused(data)
    assert is_captures(data) in {True, False}


@given(st.dictionaries(st.sampled_from(["format", "version", "made", "notes", "x"]), values), rude_notes)
def test_any_json_is_read_or_refused(changes: dict[str, JsonValue], notes: list[JsonValue]) -> None:
    assert is_read_or_refused(written(*notes, **changes))


@given(st.data())
def test_a_file_cut_off_anywhere_is_refused(data: st.DataObject) -> None:
    whole = written(NOTE, BARE)
    end = data.draw(st.integers(0, len(whole) - 1))
    assert "it is not JSON there" in refusal(whole[:end])


@given(rude_notes)
def test_every_note_is_either_read_or_told(notes: list[JsonValue]) -> None:
    file = read_captures(written(*notes))
    numbers = [each.number for each in file.notes] + [each.line for each in file.problems]
    assert sorted(filter(None, numbers)) == list(range(1, len(notes) + 1))
    assert len({each.id for each in file.notes}) == len(file.notes)
    for each in file.notes:
        assert each.name == each.name.strip() != ""
        assert all("\n" not in text for text in (each.name, each.topic, each.event))


@given(rude_text)
def test_what_was_typed_comes_back_as_it_is_kept(topic: str) -> None:
    file = read_captures(written(BARE | {"topic": topic}))
    kept = clean_line(topic)
    assert [each.topic for each in file.notes] == ([kept] if len(kept) <= LONGEST else [])
