"""How things look in a terminal: the one place that knows about width, color and the wording of dates."""

import os
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from hallway.domain.times import get_zone
from hallway.playbooks.cautions import Caution, Severity
from hallway.playbooks.steps import Step, WindowState

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NARROWEST, _WIDEST = 40, 100
_NOON = 12
_BOLD, _FAINT, _YELLOW, _END = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"
_SHORTEST_ID = 8

GUIDES = {
    "us-img-plastics": "US-IMG plastics",
    "us-img-general-surgery": "US-IMG general surgery",
    "md-plastics": "MD plastics",
    "img-general": "IMG general",
    "us-img-pediatrics": "US-IMG pediatrics",
}


# ------------------------------------------------------------------------------------- the terminal


@cache
def width() -> int:
    """Return how many cells a line may have."""
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def is_colored() -> bool:
    """Tell whether color helps: on a terminal that can, and not where NO_COLOR asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Return `text` as a heading."""
    return f"{_BOLD}{text}{_END}" if is_colored() else text


def faint(text: str) -> str:
    """Return `text` as an aside."""
    return f"{_FAINT}{text}{_END}" if is_colored() else text


def alert(text: str) -> str:
    """Return `text` as something that presses; the words must press without color, too."""
    return f"{_YELLOW}{text}{_END}" if is_colored() else text


def clean(text: str) -> str:
    """Return `text` without control signs: an imported name must not steer the terminal."""
    if text.isprintable():
        return text
    return "".join(" " if each in "\n\t" else each for each in text if each.isprintable() or each in "\n\t")


def cells(text: str) -> int:
    """Return how many cells `text` takes: wide scripts take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(each) for each in text)


def _cells_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def cut(text: str, room: int) -> str:
    """Return `text` shortened to `room` cells."""
    if cells(text) <= room:
        return text
    kept, used = "", 1
    for each in text:
        used += _cells_of(each)
        if used > room:
            break
        kept += each
    return kept.rstrip() + "…"


def wrap(text: str, *, indent: int = 0, first: str | None = None) -> Iterator[str]:
    """Return `text` in lines that fit, all indented; `first` stands in the indent of the first line."""
    room = max(width() - indent, 20)
    line = ""
    lines: list[str] = []
    for word in clean(text).split():
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    for number, each in enumerate(lines):
        start = f"{first:<{indent}}" if first is not None and number == 0 else " " * indent
        yield (start + each).rstrip()


def table(rows: Sequence[Sequence[str]], *, indent: int = 2) -> Iterator[str]:
    """Return rows in columns; the widest column gives way until all fit."""
    if not rows:
        return
    texts = [[clean(each) for each in row] for row in rows]
    wide = [max(cells(row[place]) for row in texts) for place in range(len(texts[0]))]
    room = width() - indent - 2 * (len(wide) - 1)
    while sum(wide) > room and max(wide) > len("1234567890"):
        wide[wide.index(max(wide))] -= 1
    for row in texts:
        padded = (_pad(cut(each, size), size) for each, size in zip(row, wide, strict=True))
        yield (" " * indent + "  ".join(padded)).rstrip()


def _pad(text: str, size: int) -> str:
    return text + " " * (size - cells(text))


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Return for each id the start that is enough to tell it from the others."""
    length = _SHORTEST_ID
    while length < max((len(each) for each in ids), default=0) and len({each[:length] for each in ids}) < len(
        set(ids)
    ):
        length += 1
    return {each: each[:length] for each in ids}


# ------------------------------------------------------------------------------------ days and hours


def day(on: date, today: date) -> str:
    """Return "Mon 5 Oct", with the year when it is another one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}{year}"


def hour(at: datetime) -> str:
    """Return "6 pm", "8:30 am" or "noon"."""
    if (at.hour, at.minute) == (_NOON, 0):
        return "noon"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes} {'am' if at.hour < _NOON else 'pm'}"


def moment(at: datetime, *, now: datetime, zone: str, home: str) -> str:
    """Return "Mon 5 Oct, 6 pm in Chicago"; at home the place is left out.

    Midnight is told as the end of the day before: "Mon, midnight" would be read as either of two nights.
    """
    there = get_zone(zone)
    local, today = at.astimezone(there), now.astimezone(there).date()
    place = "" if zone == home else f" in {_city(zone)}"
    if (local.hour, local.minute) == (0, 0):
        return f"the end of {day(local.date() - timedelta(days=1), today)}{place}"
    return f"{day(local.date(), today)}, {hour(local)}{place}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def stamp(at: datetime, *, now: datetime, home: str) -> str:
    """Return an instant on the applicant's own clock."""
    return moment(at, now=now, zone=home, home=home)


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 person" or "2,000 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def yes_no(value: bool | None) -> str:
    """Return yes, no, or nothing for unknown."""
    return "" if value is None else ("yes" if value else "no")


# ---------------------------------------------------------------------------------- steps, cautions


def until(step: Step, *, now: datetime, home: str) -> str:
    """Return until when a step makes sense, in one line that names a place away from home once."""
    window = step.window
    place = "" if window.zone == home else f" in {_city(window.zone)}"

    def say(at: datetime) -> str:
        return moment(at, now=now, zone=window.zone, home=window.zone)

    match step.state:
        case WindowState.LATER:
            return f"Opens {say(window.opens)}{place}; due {say(window.due)}"
        case WindowState.LATE | WindowState.LAPSED:
            return f"Late since {say(window.closes)}{place}; still worth doing until {say(window.last)}"
        case WindowState.CLOSING:
            text = f"Closing: until {say(window.closes)}{place}"
        case WindowState.DUE if window.due <= now:
            text = f"Due; closes {say(window.closes)}{place}"
        case _ if window.due == window.closes:
            text = f"Due by {say(window.due)}{place}"
        case _:
            text = f"Due {say(window.due)}{place}; closes {say(window.closes)}"
    if step.is_outreach and now < window.suggested < window.closes:
        text += f"; a good moment is {say(window.suggested)}"
    return text


def guides(keys: Sequence[str]) -> str:
    """Return the guides by name, or that a choice is ours."""
    return ", ".join(GUIDES.get(each, each) for each in keys) or "our own choice"


def steps(some: Sequence[Step], *, now: datetime, home: str) -> Iterator[str]:
    """Return numbered steps: what, until when, why, from which guide, and the id to type."""
    for number, each in enumerate(some, start=1):
        yield ""
        yield from (bold(line) for line in wrap(each.says, indent=4, first=f"{number:>2}. "))
        line = until(each, now=now, home=home)
        presses = each.state in {WindowState.CLOSING, WindowState.LATE, WindowState.DUE}
        yield from (alert(one) if presses else one for one in wrap(line, indent=4))
        yield from wrap(f"Why: {each.because}", indent=4)
        if each.template and each.person:
            whom = shlex.quote(clean(each.subject.name))
            yield f"    Write it: hallway write {each.template} --to {whom} --step {each.id}"
        about = f"{guides(each.guides)} · {each.rule} · {count(each.minutes, 'minute')} · id {each.id}"
        yield from (faint(one) for one in wrap(about, indent=4))


def cautions(some: Sequence[Caution]) -> Iterator[str]:
    """Return cautions: they explain and never block."""
    words = {Severity.NOTE: "Note", Severity.WARN: "Careful", Severity.STRONG: "Stop and think"}
    for each in some:
        yield ""
        yield from (alert(line) for line in wrap(f"{words[each.severity]}: {each.says}", indent=2))
        yield from wrap(f"Why: {each.because}", indent=4)
        if each.remedy:
            yield from wrap(f"Instead: {each.remedy}", indent=4)
        yield from (faint(line) for line in wrap(f"{guides(each.guides)} · {each.rule}", indent=4))
