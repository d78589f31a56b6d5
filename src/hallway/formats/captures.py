"""Notes taken offline: what the page on a phone exports, read back note by note."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, cast

from hallway.domain.errors import InvalidValue
from hallway.domain.ids import InteractionId
from hallway.domain.times import from_milliseconds, get_zone, to_milliseconds
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.texts import clean_line, shorten

MARKER: Final = "hallway-notes"
VERSION: Final = 1
LARGEST: Final = 5_000_000  # bytes
MOST: Final = 5_000  # notes
LONGEST: Final = 500  # characters of one field; the page stops typing there
LINES: Final = (
    "name",
    "institution",
    "role",
    "topic",
    "next_step",
    "i_promised",
    "promised_me",
    "event",
)

_KEYS: Final = frozenset({"format", "version", "made", "notes"})
_NOTE_KEYS: Final = frozenset({"id", "at", "zone", *LINES, "due", "may_follow_up"})
_YEARS: Final = range(1900, 2200)  # outside of them nobody living was met, and instants overflow
_START: Final = 1024  # bytes
_MARKED: Final = re.compile(rb'"format"\s*:\s*"hallway-notes"')
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AGAIN: Final = "Export the notes on the phone again and choose that file."
_CHANGE: Final = "Change the note on the phone and export again."
_BY_HAND: Final = "The file was changed on its way. Export again, or log this contact here."


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedNote:
    """One encounter as it was noted on a phone; `number` counts the notes of the file from 1.

    `at` is UTC. `zone` is where the phone was, "" when it did not say or this machine does not know the name.
    """

    number: int
    id: InteractionId
    at: datetime
    zone: str
    name: str
    institution: str = ""
    role: str = ""
    topic: str = ""
    next_step: str = ""
    i_promised: str = ""
    promised_me: str = ""
    due: date | None = None
    event: str = ""
    may_follow_up: bool | None = None


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """The notes of a file that can be used, and what is wrong with the others."""

    notes: tuple[CapturedNote, ...]
    problems: tuple[Problem, ...]


class _Faulty(ValueError):
    """One note cannot be used."""

    def __init__(self, field: str, says: str, remedy: str = _BY_HAND) -> None:
        super().__init__(says)
        self.field = field
        self.says = says
        self.remedy = remedy


def is_captures(data: bytes) -> bool:
    """Tell whether `data` looks like notes taken offline, without reading it."""
    start = data[:_START]
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _MARKED.search(start) is not None


def read_captures(data: bytes, *, name: str = "the file") -> CaptureFile:
    """Read exported notes; a faulty one becomes a problem with its number, and the rest is read.

    Raises:
        UnreadableFile: the file as a whole is not what the page exports.
    """
    if len(data) > LARGEST:
        what = f"it has {len(data) / 1_000_000:.1f} MB, and notes have at most {LARGEST // 1_000_000} MB"
        raise UnreadableFile(what, name, _AGAIN)
    content = _parse(data, name)
    if not isinstance(content, dict) or content.get("format") != MARKER:
        raise UnreadableFile("it holds no notes taken offline", name, _AGAIN)
    _check_version(content.get("version"), name)
    if odd := sorted(content.keys() ^ _KEYS):
        what = f"the key {shorten(odd[0])!r} is {'missing' if odd[0] in _KEYS else 'unknown'}"
        raise UnreadableFile(what, f"{name}, top level", _AGAIN)
    if _find_instant(content["made"]) is None:
        what = "the time it was made is not an instant such as 2026-01-31T12:00:00-05:00"
        raise UnreadableFile(what, f"{name}, key 'made'", _AGAIN)
    written = content["notes"]
    if not isinstance(written, list):
        raise UnreadableFile("the notes are not a list", f"{name}, key 'notes'", _AGAIN)
    if len(written) > MOST:
        what = f"it holds {len(written):,} notes, and at most {MOST:,} are read at once"
        raise UnreadableFile(what, f"{name}, key 'notes'", "Remove what is imported from the phone first.")
    return _read_notes(written)


def _parse(data: bytes, name: str) -> object:
    try:
        return cast("object", json.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile("its text is not UTF-8", f"{name}, line {line}", _AGAIN) from None
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise UnreadableFile(f"it is not JSON there ({error.msg})", where, _AGAIN) from None
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of lists in each other
        raise UnreadableFile("it holds a value that no note has", name, _AGAIN) from None


def _check_version(version: object, name: str) -> None:
    where = f"{name}, key 'version'"
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableFile("the version is not a number from 1 on", where, _AGAIN)
    if version > VERSION:
        what = "a newer Hallway made the page on the phone"
        raise UnreadableFile(what, where, "Update Hallway here, then import it; the file stays good.")


def _read_notes(written: list[object]) -> CaptureFile:
    notes: dict[InteractionId, CapturedNote] = {}
    problems: list[Problem] = []
    for number, each in enumerate(written, start=1):
        try:
            note = _read_note(number, each, notes)
        except _Faulty as fault:
            says = f"{_called(number, each)}: {fault.says}"
            problems.append(Problem(number, fault.field, says, fault.remedy))
        else:
            notes[note.id] = note
    return CaptureFile(tuple(notes.values()), tuple(problems))


def _called(number: int, written: object) -> str:
    """Return how a note that cannot be used is called: by its number, and whom it is about."""
    name = written.get("name") if isinstance(written, dict) else None
    about = shorten(name) if isinstance(name, str) else ""
    return f"Note {number} about {about}" if about else f"Note {number}"


def _read_note(number: int, written: object, known: Mapping[InteractionId, CapturedNote]) -> CapturedNote:
    if not isinstance(written, dict):
        raise _Faulty("notes", "it is not an object.")
    if unknown := sorted(written.keys() - _NOTE_KEYS):
        raise _Faulty(shorten(unknown[0]), f"its key {shorten(unknown[0])!r} is unknown.")
    return CapturedNote(
        number=number,
        id=_read_id(written.get("id"), known),
        at=_read_instant(written.get("at")),
        zone=_read_zone(written.get("zone")),
        due=_read_day(written.get("due")),
        may_follow_up=_read_answer(written.get("may_follow_up")),
        **dict(_read_lines(written)),
    )


def _read_id(value: object, known: Mapping[InteractionId, CapturedNote]) -> InteractionId:
    text = value.lower() if isinstance(value, str) else ""
    if not _ID.fullmatch(text):
        raise _Faulty("id", "its id is not one that the page makes (a UUID, version 7).")
    if twin := known.get(InteractionId(text)):
        raise _Faulty("id", f"it has the id of note {twin.number}.")
    return InteractionId(text)


def _read_instant(value: object) -> datetime:
    at = _find_instant(value)
    if at is None:
        raise _Faulty("at", "its time is not an instant such as 2026-01-31T12:00:00-05:00.")
    return from_milliseconds(to_milliseconds(at))


def _find_instant(value: object) -> datetime | None:
    """Return an instant with its offset in UTC, or None when it is none."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if at is None or at.utcoffset() is None or at.year not in _YEARS:
        return None
    return at.astimezone(UTC)


def _read_zone(value: object) -> str:
    """Return a zone that this machine knows, else "": what a phone calls it says nothing about the note."""
    try:
        return get_zone(value).key if isinstance(value, str) else ""
    except InvalidValue:
        return ""


def _read_day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise _Faulty("due", "the day of its promises is not a day such as 2026-01-31.", _CHANGE)
    return day


def _read_answer(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise _Faulty("may_follow_up", "whether you may follow up is neither true nor false.", _CHANGE)


def _read_lines(written: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for field in LINES:
        value = written.get(field)
        if value is not None and not isinstance(value, str):
            raise _Faulty(field, f"its {field!r} is not text.", _CHANGE)
        line = clean_line(value or "")
        if len(line) > LONGEST:
            raise _Faulty(field, f"its {field!r} is longer than {LONGEST} characters.", _CHANGE)
        if field == "name" and not any(each.isalnum() for each in line):
            raise _Faulty(field, "it has no name.", _CHANGE)
        yield field, line
