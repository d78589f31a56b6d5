"""JSON as the record spells it: no spaces, letters of every script as they are, one text for one value."""

from datetime import UTC, date, datetime
from json import JSONDecoder, JSONEncoder

from hallway.domain.json_values import JsonValue


def to_iso(value: date | datetime) -> str:
    """Return a day as 2026-11-22, an instant as 2026-11-22T01:02:03.456Z."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value.isoformat()


_WRITER = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=to_iso)
_READER = JSONDecoder()


def to_json(value: object) -> str:
    """Return `value` as text; days and instants become ISO texts."""
    return "[]" if value == [] else _WRITER.encode(value)


def from_json(text: str) -> JsonValue:
    """Return the value of `text`; days and instants stay texts."""
    value: JsonValue = [] if text == "[]" else _READER.decode(text)
    return value
