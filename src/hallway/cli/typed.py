"""What was typed as words of a command: days, instants, pairs, files."""

import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hallway.actions.applicants import get_applicant
from hallway.actions.typed_text import read_date
from hallway.domain.errors import InvalidValue
from hallway.domain.times import day_of
from hallway.formats.problems import UnreadableFile

if TYPE_CHECKING:
    from hallway.app import App
    from hallway.formats.contacts import DateQuestion

_DAYS_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_LARGEST = 50_000_000  # bytes; the readers refuse more anyway
_YEARS = range(1900, 2200)


def read_day(app: "App", option: str, text: str) -> date:
    """Return the day that was typed."""
    shift = _DAYS_FROM_TODAY.get(text.strip().casefold())
    if shift is not None:
        return day_of(app.clock.now(), get_applicant(app.store).zone) + timedelta(days=shift)
    day = read_date(option, text)
    if day is None:
        raise InvalidValue(option, text, "Write the day as YYYY-MM-DD, such as 2026-11-22.")
    return day


def find_day(app: "App", option: str, text: str | None) -> date | None:
    """Return the day that was typed, or None when the option was left out."""
    return None if text is None else read_day(app, option, text)


def find_moment(app: "App", option: str, text: str | None) -> date | datetime | None:
    """Return the day or the instant that was typed; without an offset it is the applicant's own time."""
    if text is None or ":" not in text:
        return find_day(app, option, text)
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        remedy = "Write a day such as 2026-10-05, or an instant such as 2026-10-05T18:30-05:00."
        raise InvalidValue(option, text, remedy) from None
    if instant.year not in _YEARS:
        raise InvalidValue(option, text, f"The year must lie between {_YEARS[0]} and {_YEARS[-1]}.")
    return instant


def read_pairs(option: str, words: Sequence[str]) -> dict[str, str]:
    """Return FIELD=VALUE words as a mapping; a field named twice is refused."""
    pairs: dict[str, str] = {}
    for each in words:
        field, sign, value = each.partition("=")
        if not sign or not field.strip():
            raise InvalidValue(option, each, 'Write it as FIELD=VALUE, such as "role=program director".')
        if field.strip() in pairs:
            raise InvalidValue(option, each, f"{field.strip()} is named twice. Keep one of them.")
        pairs[field.strip()] = value.strip()
    return pairs


def read_bytes(path: str, *, largest: int = _LARGEST) -> bytes:
    """Return what a file of at most `largest` bytes holds, or what comes in on stdin for `-`.

    Raises:
        UnreadableFile: it is missing, a folder, too large, or closed to the applicant.
    """
    if path == "-":
        return _read_stdin(largest)
    place = Path(path).expanduser()
    try:
        if place.is_dir():
            raise UnreadableFile("it is a folder", path, "Name a file in it.")
        if place.exists() and not place.is_file():
            raise UnreadableFile("it is a device or a pipe", path, "Name a file, or use - for stdin.")
        if place.stat().st_size > largest:
            raise _too_large(path, largest)
        return place.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("there is no such file", path, "Check the spelling and the folder.") from None
    except (OSError, ValueError) as cause:
        reason = getattr(cause, "strerror", None) or str(cause)
        raise UnreadableFile(reason.lower(), path, "Check who may read it.") from cause


def _read_stdin(largest: int) -> bytes:

    data = sys.stdin.buffer.read(largest + 1)
    if len(data) > largest:
        raise _too_large("stdin", largest)
    return data


def _too_large(path: str, largest: int) -> UnreadableFile:
    what = f"it has more than {largest // 1_000_000} MB"
    return UnreadableFile(what, path, "Split it into smaller files.")


def read_text_file(path: str) -> str:
    """Return the text of a file in UTF-8."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise UnreadableFile("it is not text in UTF-8", path, "Save it as UTF-8.") from cause


def ask_for_order(question: "DateQuestion") -> str:
    """Return what to say of days in a file that can be read in more than one way."""
    choices = " or ".join(f"--dates {each}" for each in question.choices)
    return (
        f"The dates in {question.column!r} ({', '.join(question.examples)}) can be read in more than "
        f"one way. Say which comes first, day, month or year: {choices}."
    )
