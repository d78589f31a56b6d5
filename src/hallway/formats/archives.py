"""The archive: the whole record as one JSON file that reads back to an equal record."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Final, cast

from hallway.domain.errors import HallwayError
from hallway.domain.json_values import JsonValue
from hallway.formats.problems import UnreadableFile

MARKER: Final = "hallway-archive"
_KEYS: Final = frozenset({"format", "version", "made", "tables"})
LARGEST: Final = 500_000_000  # bytes
_DEEPEST: Final = 32  # lists and objects inside each other, the row itself included
_ROWS_AT: Final = 3  # the archive, its tables and the list of rows stand around a row
_LONGEST_NUMBER: Final = 4000  # digits; Python refuses whole numbers from 4,300 digits on
_START: Final = 1024  # bytes
_ANOTHER: Final = "Choose a file that Hallway wrote as an archive, or an older copy of it."
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')


class UnwritableArchive(HallwayError):
    """A record holds something that an archive cannot keep."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The whole record as it was written: its tables, when, and in which version of their shape."""

    version: int
    made: datetime
    tables: Mapping[str, tuple[Mapping[str, JsonValue], ...]]


class _Refused(ValueError):
    """The text is JSON, but not as an archive has it; where is found out afterwards."""


def write_archive(
    tables: Mapping[str, Sequence[Mapping[str, JsonValue]]], *, made: datetime, version: int
) -> bytes:
    """Return the archive of all tables; the same record gives the same bytes.

    Raises:
        UnwritableArchive: a value is not JSON (NaN is not), is nested too deeply, or `made` has no zone.
    """
    if made.utcoffset() is None:
        raise UnwritableArchive("An archive needs an instant with its time zone as the time it was made.")
    if version < 1:
        raise UnwritableArchive(f"An archive cannot have the version {version}; versions count from 1.")
    for table, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            if _is_deeper(row, _DEEPEST):
                raise UnwritableArchive(
                    f"Row {number} of the table {table!r} is nested too deeply to be archived."
                )
    content = {
        "format": MARKER,
        "version": version,
        "made": made.astimezone(UTC).isoformat(),
        "tables": {table: [dict(row) for row in rows] for table, rows in tables.items()},
    }
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    except (TypeError, ValueError) as cause:
        raise UnwritableArchive(f"The record holds a value that JSON cannot keep: {cause}.") from cause
    # Half of a letter has no encoding; written as its JSON escape it survives the round trip.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def is_archive(data: bytes) -> bool:
    """Tell whether `data` looks like an archive, without reading it."""
    return data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and f'"{MARKER}"'.encode() in data


def read_archive(
    data: bytes, *, name: str = "the file", largest: int = LARGEST, newest: int | None = None
) -> Archive:
    """Read an archive, and refuse anything that Hallway would not have written.

    Args:
        data: the file.
        name: what it is called, for messages.
        largest: how many bytes are read at most.
        newest: the newest version whose tables are known; None takes any.

    Raises:
        UnreadableFile: with the place of the first thing that is wrong.
    """
    if len(data) > largest:
        what = f"it has {len(data) / 1_000_000:.1f} MB, and at most {largest / 1_000_000:.1f} MB are read"
        raise UnreadableFile(what, name, _ANOTHER)
    content = _parse(data, name)
    if not isinstance(content, dict) or content.get("format") != MARKER:
        raise UnreadableFile("it is not a Hallway archive", name, _ANOTHER)
    _refuse_newer(content.get("version"), newest, name)
    for key in sorted(content.keys() ^ _KEYS):
        what = f"the key {key!r} is {'missing' if key in _KEYS else 'unknown'}"
        raise UnreadableFile(what, f"{name}, top level", _ANOTHER)
    version = content["version"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableFile("the version is not a number from 1 on", f"{name}, key 'version'", _ANOTHER)
    return Archive(version, _read_made(content["made"], name), _read_tables(content["tables"], name))


def _refuse_newer(version: JsonValue, newest: int | None, name: str) -> None:
    """Refuse what a newer Hallway wrote before anything in it can seem to be wrong."""
    if newest is not None and isinstance(version, int) and version > newest:
        what = f"a newer Hallway wrote it (version {version}; this one reads up to {newest})"
        raise UnreadableFile(what, name, "Update Hallway, then load it again.")


def _parse(data: bytes, name: str) -> object:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile("its text is not UTF-8", f"{name}, line {line}", _ANOTHER) from None
    try:
        return cast(
            "object",
            json.loads(
                text, object_pairs_hook=_read_object, parse_float=_read_float, parse_constant=_refuse_constant
            ),
        )
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise UnreadableFile(f"it is not JSON there ({error.msg})", where, _ANOTHER) from None
    except (ValueError, RecursionError):
        line, what = _find_fault(text)
        raise UnreadableFile(what, f"{name}, line {line}", _ANOTHER) from None


def _read_object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused
    return made


def _read_float(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise _Refused
    return number


def _refuse_constant(_: str) -> float:
    raise _Refused


def _find_fault(text: str) -> tuple[int, str]:
    """Return line and kind of the first thing that the JSON reader refused without saying where."""
    around: list[set[str] | None] = []  # the keys of each object around a sign; None stands for a list
    before = ""
    for found in _TOKEN.finditer(text):
        sign = found[0]
        what = ""
        if sign in {"{", "["}:
            around.append(set() if sign == "{" else None)
            what = "lists and objects are nested too deeply" if len(around) > _DEEPEST + _ROWS_AT else ""
        elif sign in {"}", "]"}:
            around.pop()
        elif sign == ":" and around and around[-1] is not None:
            key = str(json.loads(before))
            what = f"the key {key!r} stands twice in one object" if key in around[-1] else ""
            around[-1].add(key)
        elif sign[0] in "-0123456789NI" and not _is_number(sign):
            what = f"{sign[:30]} is not a number that can be kept"
        if what:
            return text.count("\n", 0, found.start()) + 1, what
        before = sign
    return 1, "it holds a value that cannot be kept"


def _is_number(written: str) -> bool:
    if written.lstrip("-").isdecimal():
        return len(written) < _LONGEST_NUMBER
    try:
        return isfinite(float(written))
    except ValueError:
        return False


def _is_deeper(value: object, allowed: int) -> bool:
    if isinstance(value, Mapping):
        return allowed == 0 or any(_is_deeper(each, allowed - 1) for each in value.values())
    if isinstance(value, list | tuple):
        return allowed == 0 or any(_is_deeper(each, allowed - 1) for each in value)
    return False


def _read_made(value: object, name: str) -> datetime:
    try:
        made = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        made = None
    if made is None or made.utcoffset() is None:
        what = "the time it was made is not an instant such as 2026-01-31T12:00:00+00:00"
        raise UnreadableFile(what, f"{name}, key 'made'", _ANOTHER)
    return made


def _read_tables(value: object, name: str) -> dict[str, tuple[Mapping[str, JsonValue], ...]]:
    if not isinstance(value, dict):
        raise UnreadableFile("the tables are not an object", f"{name}, key 'tables'", _ANOTHER)
    tables: dict[str, tuple[Mapping[str, JsonValue], ...]] = {}
    for table, rows in value.items():
        if not isinstance(rows, list):
            raise UnreadableFile("it is not a list of rows", f"{name}, table {table!r}", _ANOTHER)
        for number, row in enumerate(rows, start=1):
            where = f"{name}, table {table!r}, row {number}"
            if not isinstance(row, dict):
                raise UnreadableFile("it is not an object", where, _ANOTHER)
            if _is_deeper(row, _DEEPEST):
                raise UnreadableFile("lists and objects are nested too deeply", where, _ANOTHER)
        tables[table] = tuple(rows)
    return tables
