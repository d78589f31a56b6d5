"""What somebody typed, read kindly about its form and strictly about its meaning.

Every reader takes the name of the field it reads for, so that its error can name it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from hallway.domain.errors import InvalidValue
from hallway.domain.names import fold
from hallway.domain.times import get_zone
from hallway.formats.texts import clean_lines

LONGEST_LINE = 500
LONGEST_TEXT = 100_000
_YEARS = range(1900, 2200)  # outside of them nobody living was met, and instants overflow
_BROKEN = re.compile("[\ud800-\udfff]")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_ADDRESS = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+")
_IN_BRACKETS = re.compile(r".*<(.+)>")
_HOST = re.compile(r"[^\s/:@.]+(?:\.[^\s/:@.]+)+(?::[0-9]+)?(?:[/?#]\S*)?")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})


def read_text(field: str, text: str) -> str:
    """Return text of any length in NFC, trimmed, with plain line ends and without control characters.

    Raises:
        InvalidValue: it is too long, or holds bytes that are not text.
    """
    if _BROKEN.search(text):
        raise InvalidValue(field, text[:40], "It holds bytes that are not text. Type it again.")
    if len(text) > LONGEST_TEXT:
        raise InvalidValue(field, text[:40] + "...", f"Keep it under {LONGEST_TEXT:,} characters.")
    return clean_lines(text)


def read_line(field: str, text: str) -> str:
    """Return text as one line with single spaces."""
    line = " ".join(read_text(field, text).split())
    if len(line) > LONGEST_LINE:
        raise InvalidValue(field, line[:40] + "...", f"Keep it under {LONGEST_LINE} characters.")
    return line


def read_name(field: str, text: str) -> str:
    """Return a name in any script; a name needs at least one letter or digit."""
    line = read_line(field, text)
    if not any(each.isalnum() for each in line):
        raise InvalidValue(field, line, "Type a name with at least one letter.")
    return line


def read_needed(field: str, text: str, remedy: str) -> str:
    """Return one line, or raise with `remedy` when there is none."""
    line = read_line(field, text)
    if not line:
        raise InvalidValue(field, line, remedy)
    return line


def read_list(field: str, text: str, *, has_commas: bool = True) -> tuple[str, ...]:
    """Return the items between semicolons or line ends, or between commas when there is neither."""
    whole = read_text(field, text)
    is_split = ";" in whole or "\n" in whole or not has_commas
    parts = re.split(r"[;\n]", whole) if is_split else whole.split(",")
    return unite(read_line(field, each) for each in parts)


def write_list(items: Sequence[str]) -> str:
    """Return items as `read_list` reads them back."""
    together = "; ".join(items)
    return together + ";" if len(items) == 1 and "," in together else together


def unite(*lists: Iterable[str]) -> tuple[str, ...]:
    """Return all items once, in order; items that fold alike are one, and empty ones fall away."""
    known: dict[str, str] = {}
    for each in (item for items in lists for item in items):
        if each:
            known.setdefault(fold(each) or each, each)
    return tuple(known.values())


def read_date(field: str, text: str) -> date | None:
    """Return the day written as YYYY-MM-DD, or None for no text."""
    line = read_line(field, text)
    if not line:
        return None
    try:
        day = date.fromisoformat(line) if _ISO_DAY.fullmatch(line) else None
    except ValueError:
        day = None
    if day is None:
        raise InvalidValue(field, line[:40], "Write the day as YYYY-MM-DD, such as 2026-11-22.")
    if day.year not in _YEARS:
        raise InvalidValue(field, line, f"The year must lie between {_YEARS[0]} and {_YEARS[-1]}.")
    return day


def read_number(field: str, text: str, allowed: range) -> int | None:
    """Return a whole number within `allowed`, or None for no text."""
    line = read_line(field, text)
    if not line:
        return None
    if not _NUMBER.fullmatch(line) or int(line) not in allowed:
        raise InvalidValue(field, line[:40], f"Type a whole number from {allowed[0]} to {allowed[-1]}.")
    return int(line)


def read_yes_no(field: str, text: str) -> bool | None:
    """Return True for yes, False for no, None for no text."""
    word = fold(read_line(field, text))
    if not word:
        return None
    if word not in _YES | _NO:
        raise InvalidValue(field, text[:40], "Type yes or no, or leave it empty.")
    return word in _YES


def read_choice(field: str, text: str, choices: Sequence[str]) -> str:
    """Return the choice that `text` means, "" for no text.

    An unambiguous start is enough, and spaces stand for hyphens: "knows m" means "knows-me".
    """
    wanted = _bare(read_line(field, text))
    if not wanted:
        return ""
    fits = [each for each in choices if _bare(each) == wanted]
    fits = fits or [each for each in choices if _bare(each).startswith(wanted)]
    if len(fits) == 1:
        return fits[0]
    remedy = f"It could be {' or '.join(fits)}." if fits else f"Choose one of: {', '.join(choices)}."
    raise InvalidValue(field, text[:40], remedy)


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]+", "", fold(text))


def read_zone(field: str, text: str) -> str:
    """Return an IANA zone as it is spelled, "" for no text; case and blanks may differ.

    Raises:
        InvalidValue: no such zone; the nearest names are told.
    """
    line = read_line(field, text)
    if not line:
        return ""
    try:
        return get_zone(line).key
    except InvalidValue:
        zones = _zones()
        wanted = line.casefold().replace(" ", "_")
        if wanted in zones:
            return zones[wanted]
        places = {each.rpartition("/")[2]: each for each in zones if "/" in each}
        near = [zones[places.get(each, each)] for each in get_close_matches(wanted, [*places, *zones], n=3)]
        guess = f" Did you mean {', '.join(dict.fromkeys(near))}?" if near else ""
        raise InvalidValue(field, line[:40], f"Use an IANA name such as America/New_York.{guess}") from None


@cache
def _zones() -> dict[str, str]:
    return {each.casefold(): each for each in sorted(available_timezones())}


def read_emails(field: str, text: str) -> tuple[str, ...]:
    """Return e-mail addresses; a name before <address> falls away."""
    return unite(_read_email(field, each) for each in read_list(field, text))


def _read_email(field: str, text: str) -> str:
    inside = _IN_BRACKETS.fullmatch(text)
    address = (inside[1] if inside else text).strip().removeprefix("mailto:")
    if not _ADDRESS.fullmatch(address):
        raise InvalidValue(field, text[:60], "Write it like name@example.org; put ; between several.")
    return address


def read_link(field: str, text: str) -> str:
    """Return a web address with its scheme, "" for no text; other schemes could run in the browser."""
    line = read_line(field, text)
    if not line:
        return ""
    scheme, divider, rest = line.partition("://")
    if not divider:
        scheme, rest = "https", line
    if scheme.casefold() not in {"http", "https"} or not _HOST.fullmatch(rest):
        raise InvalidValue(field, line[:60], "Write a web address such as https://example.org/ana.")
    return f"{scheme.casefold()}://{rest}"
