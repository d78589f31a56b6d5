"""Read single values as people write them: addresses, time zones, lists and groups."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final
from zoneinfo import available_timezones

from hallway.domain.names import fold
from hallway.domain.people import Group
from hallway.formats.texts import clean_line

_EMAIL: Final = re.compile(r"[^@\s<>]+@[^@\s<>.][^@\s<>]*\.[^@\s<>]*[^@\s<>.]")
_LONGEST_EMAIL: Final = 320  # characters, by RFC 3696
_BETWEEN_EMAILS: Final = re.compile(r"\s*(?:[;,|]|:::|\s)\s*")
_ANGLES: Final = re.compile(r"[<>]")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+\-]*):(?!\d)", re.IGNORECASE)
_WEB_SCHEMES: Final = frozenset({"http", "https"})
_LIST_ITEM: Final = re.compile(r'(?:\s*"((?:[^"]|"")*)"\s*|([^;\n]*))(?:[;\n]|$)')
_GROUPS: Final = {word: group.value for group in Group for word in (group.value, f"{group.value}s")}
# What people in the US write for their zone; only a suggestion, since Indiana and Arizona differ.
_US_ZONES: Final = {
    "e": "America/New_York",
    "c": "America/Chicago",
    "m": "America/Denver",
    "p": "America/Los_Angeles",
}
_US_ZONE: Final = re.compile(
    r"(?:us )?([ecmp])(?:[sd]?t|astern|entral|ountain|acific)(?: (?:standard |daylight )?time)?"
)


def read_emails(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses that `text` consists of; none when any part of it is something else."""
    addresses, others = find_emails(text)
    return () if others else addresses


def find_emails(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the e-mail addresses in `text`, and its other words; names before <address> are neither."""
    is_named = "<" in text and ">" in text
    words = _BETWEEN_EMAILS.split((_ANGLES.sub(" ", text) if is_named else text).strip(" ;,"))
    parts = [word.removeprefix("mailto:") for word in words if word and not (is_named and "@" not in word)]
    found = [len(part) <= _LONGEST_EMAIL and _EMAIL.fullmatch(part) is not None for part in parts]
    addresses = (part for part, is_one in zip(parts, found, strict=True) if is_one)
    others = (part for part, is_one in zip(parts, found, strict=True) if not is_one)
    return tuple(dict.fromkeys(addresses)), tuple(others)


def is_web_address(text: str) -> bool:
    """Tell whether a face may make a link of `text`: a web address, or one without its scheme."""
    scheme = _SCHEME.match(text)
    return scheme is None or scheme[1].lower() in _WEB_SCHEMES


def read_zone(text: str) -> str | None:
    """Return the IANA zone that `text` names, in its proper spelling, or None."""
    return _zones().get(text.casefold().replace(" ", "_"))


@lru_cache(maxsize=1024)
def near_zones(text: str) -> tuple[str, ...]:
    """Return up to three IANA zones that `text` may mean."""
    usual = _US_ZONE.fullmatch(fold(text))
    if usual is not None:
        return (_US_ZONES[usual[1]],)
    city = fold(text).replace(" ", "_").rsplit("/", 1)[-1].split(",", 1)[0][:40]
    alike = {key.rsplit("/", 1)[-1]: zone for key, zone in _zones().items() if f"/{city[:1]}" in key}
    return tuple(alike[each] for each in get_close_matches(city, alike))


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in sorted(available_timezones())}


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a cell that lists several: one a line, or between semicolons, or else commas."""
    is_divided = ";" in text or "\n" in text or text.startswith('"')
    return split_phones(text) if is_divided else _unite(text.split(","))


def split_phones(text: str) -> tuple[str, ...]:
    """Return the items of a cell that lists several; a comma divides nothing ("555 0100, ext. 2")."""
    return _unite(
        item[2] if item[1] is None else item[1].replace('""', '"') for item in _LIST_ITEM.finditer(text)
    )


def _unite(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in map(clean_line, items) if item))


def join_list(items: Iterable[str]) -> str:
    """Write items into one cell so that `split_list` returns the same items."""
    text = join_phones(items)
    return text + ";" if "," in text and ";" not in text else text


def join_phones(items: Iterable[str]) -> str:
    """Write items into one cell so that `split_phones` returns the same items."""
    return "; ".join(
        '"' + item.replace('"', '""') + '"' if ";" in item or "\n" in item or item.startswith('"') else item
        for item in items
    )


def split_groups(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the network groups that a cell names, and its other words."""
    items = [item.removeprefix("* ") for item in split_list(text.replace(" ::: ", ";"))]
    known = [_GROUPS.get(fold(item)) for item in items]
    groups = dict.fromkeys(group for group in known if group is not None)
    return tuple(groups), tuple(item for item, group in zip(items, known, strict=True) if group is None)
