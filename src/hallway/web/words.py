"""Instants, spans and states in plain words."""

from datetime import date, datetime, timedelta

from hallway.domain.times import get_zone
from hallway.playbooks.steps import Step, WindowState

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = 7
_TWICE = 2
_FORTNIGHT = 14
_TWO_MONTHS = 61
_TWO_YEARS = 730
_MONTH = 30.44
_YEAR = 365.25
_NOON = 12

STATES: dict[WindowState, str] = {
    WindowState.LATER: "later",
    WindowState.OPEN: "open",
    WindowState.DUE: "due",
    WindowState.CLOSING: "closing",
    WindowState.LATE: "late",
    WindowState.LAPSED: "lapsed",
}


def full_day(day: date) -> str:
    """Return "Sunday, November 22" for a heading."""
    return f"{_DAYS[day.weekday()]}, {day:%B} {day.day}"


def plain_day(day: date, today: date | None = None) -> str:
    """Return "Nov 22, 2026", without the year when it is this one."""
    text = f"{_MONTHS[day.month - 1]} {day.day}"
    return text if today and day.year == today.year else f"{text}, {day.year}"


def near_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", "Friday" within a week, else "Mon, Dec 1"."""
    distance = (day - today).days
    if -1 <= distance <= 1:
        return ("yesterday", "today", "tomorrow")[distance + 1]
    if 1 < distance < _WEEK:
        return _DAYS[day.weekday()]
    return f"{_DAYS[day.weekday()][:3]}, {plain_day(day, today)}"


def hour(instant: datetime) -> str:
    """Return "6 pm", "8:30 am" or "noon"."""
    if (instant.hour, instant.minute) == (_NOON, 0):
        return "noon"
    half = "am" if instant.hour < _NOON else "pm"
    minutes = f":{instant.minute:02}" if instant.minute else ""
    return f"{(instant.hour - 1) % _NOON + 1}{minutes} {half}"


def place(zone: str) -> str:
    """Return the city that names a zone."""
    return zone.rpartition("/")[2].replace("_", " ")


def moment(instant: datetime, now: datetime, zone: str, home: str) -> str:
    """Return "tomorrow, 6 pm in Chicago"; the city is left out at home."""
    local = instant.astimezone(get_zone(zone))
    today = now.astimezone(get_zone(zone)).date()
    away = "" if zone == home else f" in {place(zone)}"
    return f"{near_day(local.date(), today)}, {hour(local)}{away}"


def at_home(instant: datetime, now: datetime, zone: str, home: str) -> str:
    """Return the same instant on the applicant's clock, or "" when it is theirs already."""
    return "" if zone == home else moment(instant, now, home, home)


def until(step: Step, now: datetime, home: str) -> str:
    """Return the state of a step and until when it makes sense: "Closes tomorrow, 6 pm in Chicago"."""
    window = step.window

    def say(instant: datetime) -> str:
        return moment(instant, now, window.zone, home)

    match step.state:
        case WindowState.LATER:
            return f"Opens {say(window.opens)}"
        case WindowState.OPEN:
            return f"Open, best by {say(window.due)}"
        case WindowState.DUE if window.due > now:
            return f"Due {say(window.due)}"
        case WindowState.DUE:
            return f"Due now, closes {say(window.closes)}"
        case WindowState.CLOSING:
            return f"Closes {say(window.closes)}"
        case _:
            last = window.last.astimezone(get_zone(window.zone)).date()
            today = now.astimezone(get_zone(window.zone)).date()
            return f"Late, still worth doing until {near_day(last, today)}"


def span(days: int) -> str:
    """Return "12 days", "5 weeks", "4 months" or "2 years", whichever is read at a glance."""
    if days < _FORTNIGHT:
        return f"{days} day{'' if days == 1 else 's'}"
    if days < _TWO_MONTHS:
        return f"{days // _WEEK} weeks"
    if days < _TWO_YEARS:
        return f"{round(days / _MONTH)} months"
    return f"{round(days / _YEAR)} years"


def ago(days: int) -> str:
    """Return how long ago a day was."""
    if days < 0:
        return f"in {span(-days)}"
    if days <= 1:
        return ("today", "yesterday")[days]
    return f"{span(days)} ago"


def since(instant: datetime, now: datetime, zone: str) -> str:
    """Return how long ago an instant was, in days of this zone."""
    there = get_zone(zone)
    return ago((now.astimezone(there).date() - instant.astimezone(there).date()).days)


def clock(now: datetime, zone: str) -> str:
    """Return what the clock shows in a zone: "9:14 am"."""
    return hour(now.astimezone(get_zone(zone)))


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 person" or "2,000 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """Return "never", "once", "twice" or "7 times"."""
    return ("never", "once", "twice")[number] if number <= _TWICE else f"{number:,} times"


def span_of_minutes(minutes: int) -> str:
    """Return "25 minutes" or "1 hour 10 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour") if hours else "", count(rest, "minute") if rest or not hours else ""]
    return " ".join(filter(None, parts))


def next_monday(today: date) -> date:
    """Return the Monday after this day."""
    return today + timedelta(days=_WEEK - today.weekday())


def local(instant: datetime, zone: str) -> datetime:
    """Return an instant as a clock in this zone shows it."""
    return instant.astimezone(get_zone(zone))


def sentence(text: str) -> str:
    """Return text that begins with a capital; the rest stays: PGY-3 is no Pgy-3."""
    return text[:1].upper() + text[1:]
