"""Read dates as people write them, and never guess which number is the month."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from hallway.domain.names import fold

KnownOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]
DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd", "unclear", "mixed", "none"]

KNOWN_ORDERS: Final[tuple[KnownOrder, ...]] = ("dmy", "mdy", "ymd")

_MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (  # English, then Spanish, German and French
            "january jan enero ene januar janner janvier janv",
            "february feb febrero februar fevrier fevr fev",
            "march mar marzo marz mrz mars",
            "april apr abril abr avril avr",
            "may mayo mai",
            "june jun junio juni juin",
            "july jul julio juli juillet juil",
            "august aug agosto ago aout",
            "september sept sep septiembre septembre",
            "october oct octubre oktober okt octobre",
            "november nov noviembre novembre",
            "december dec diciembre dic dezember dez decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS: Final = frozenset(
    name
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue tues wed thu thur thurs fri sat sun",
        "lunes martes miercoles jueves viernes sabado domingo",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for name in names.split()
)
_SMALL_WORDS: Final = frozenset({"de", "del", "of", "the", "le", "el"})
_LONGEST: Final = 64  # characters; "Wednesday, September 30th, 2026 at 10:30:00 PM UTC" has 50
_CLOCK: Final = re.compile(
    r"(?:\s*T|,?\s+(?:at\s+)?)[0-2]?\d:[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{2}|\d{4}|\d)\.?")
_SOLID: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SIGNS: Final = re.compile(r"[\s,./'\-]+")
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?")
_LONGEST_MONTH: Final = 31
_FULL_YEAR: Final = 4  # digits
_SHORT_YEAR: Final = 2  # digits
_PARTS: Final = 3  # day, month, year
_WINDOW: Final = 70  # two digits mean 1970 to 2069
_YEARS: Final = range(1900, 2200)


def date_order(values: Iterable[str]) -> DateOrder:
    """Tell in which order the numeric dates of one column are written, where they force it.

    Returns:
        An order when some value allows no other; "unclear" when every value could be read in two ways;
        "mixed" when two values contradict each other; "ymd" when all have the year first; "none" when no
        value is a numeric date. Dates with a month's name or the year first are read in any order, so they
        decide nothing.
    """
    common: frozenset[KnownOrder] | None = None
    years_first = False
    for value in values:
        numbers = _find_numbers(_without_clock(value))
        if numbers is None:
            continue
        if len(numbers[0]) == _FULL_YEAR:
            years_first = True
            continue
        possible = frozenset(_readings(numbers))
        if possible:
            common = possible if common is None else common & possible
    if common is None:
        return "ymd" if years_first else "none"
    if len(common) > 1:
        return "unclear"
    return next(iter(common), "mixed")


def possible_orders(values: Iterable[str]) -> tuple[KnownOrder, ...]:
    """Return the orders in which all of these dates, or else most of them, can be read."""
    counts = dict.fromkeys(KNOWN_ORDERS, 0)
    for value in values:
        numbers = _find_numbers(_without_clock(value))
        for order in () if numbers is None else _readings(numbers):
            counts[order] += 1
    most = max(counts.values())
    return tuple(order for order in ("mdy", "dmy", "ymd") if most and counts[order] == most)


def read_date(text: str, order: DateOrder) -> date | None:
    """Return the day that `text` names, or None when it names none or could be another one too."""
    written = _without_clock(text)
    numbers = _find_numbers(written)
    if numbers is None:
        return _read_words(written)
    readings = _readings(numbers)
    if len(numbers[0]) == _FULL_YEAR:
        return readings.get("ymd")
    if order == "mixed":
        return None
    if order in {"unclear", "none"}:
        days = set(readings.values())
        return days.pop() if len(days) == 1 else None
    return next((day for each, day in readings.items() if each == order), None)


def _without_clock(text: str) -> str:
    text = text.strip()
    return "" if len(text) > _LONGEST else _CLOCK.sub("", text)


def _find_numbers(text: str) -> tuple[str, str, str, str] | None:
    solid = _SOLID.fullmatch(text)
    if solid is not None:
        return solid[1], "", solid[2], solid[3]
    found = _NUMERIC.fullmatch(text)
    return None if found is None else (found[1], found[2], found[3], found[4])


def _readings(numbers: tuple[str, str, str, str]) -> dict[KnownOrder, date]:
    """Return every day that three numbers can mean, by order."""
    first, sign, second, third = numbers
    orders: dict[KnownOrder, tuple[str, str, str]] = {}
    if len(first) == _FULL_YEAR:
        orders["ymd"] = (first, second, third)
    else:
        orders["dmy"] = (third, second, first)
        orders["mdy"] = (third, first, second)
        # 24-01-15 is as likely a short ISO date as the 24th; with other signs nobody writes the year first.
        if sign == "-" or int(first) > _LONGEST_MONTH:
            orders["ymd"] = (first, second, third)
    days = ((order, _make_date(*parts)) for order, parts in orders.items())
    return {order: day for order, day in days if day is not None}


def _make_date(year: str, month: str, day: str) -> date | None:
    if len(year) not in {_SHORT_YEAR, _FULL_YEAR} or len(day) > len("31"):
        return None
    number = int(year)
    if len(year) == _SHORT_YEAR:
        number += 1900 if number >= _WINDOW else 2000
    if number not in _YEARS:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


@lru_cache(maxsize=4096)  # many people on one list share a day
def _read_words(text: str) -> date | None:
    """Read a date whose month is written as a word."""
    words = [word for word in _SIGNS.split(fold(text)) if word and word not in _SMALL_WORDS]
    if words and words[0] in _WEEKDAYS:
        del words[0]
    months = [place for place, word in enumerate(words) if word in _MONTHS]
    if len(words) != _PARTS or len(months) != 1:
        return None
    month = str(_MONTHS[words.pop(months[0])])
    first, second = words
    if len(first) == _FULL_YEAR:
        first, second = second, first
    day = _DAY.fullmatch(first)
    return None if day is None or not second.isdecimal() else _make_date(second, month, day[1])
