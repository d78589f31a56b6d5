"""When a message goes, and how many went: the recipient's day and hours, and the day's volume."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Context, Detector, Reading
from hallway.desk.findings import Hit
from hallway.domain.messages import Medium
from hallway.domain.times import get_zone
from hallway.playbooks.sendable import Sendable, sendable_in

_GOES = frozenset({Medium.MAIL, Medium.NOTE})


def find_closed_day(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Speak where the moment of sending falls on a weekend or a holiday of the recipient."""
    found = _there(reading)
    if found is None:
        return
    local, sendable = found
    if not sendable.is_open_day(local.date()):
        kind = f"a {local:%A}" if local.weekday() not in sendable.days else f"{local:%A}, a public holiday"
        yield _hit(reading.context, local, sendable, day=kind)


def find_closed_hour(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Speak where the moment of sending lies outside of the recipient's hours."""
    found = _there(reading)
    if found is None:
        return
    local, sendable = found
    if not sendable.first <= local.time() <= sendable.end:
        yield _hit(reading.context, local, sendable, hour=f"{local:%H:%M}")


def find_unknown_zone(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Speak where a moment is meant, and nobody knows what time it is there."""
    other = reading.context.material.recipient
    if reading.context.at is not None and reading.medium in _GOES and other is not None and not other.zone:
        yield Hit(start=0, end=0, words={"name": other.person.name})


def find_volume(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Speak where more first messages went on one day than are usually thoughtful."""
    gone, most = reading.context.gone_today, reading.context.material.playbook.number(rule.limits[0])
    if reading.is_cold and gone >= most:
        yield Hit(start=0, end=0, words={"count": str(gone + 1), "most": str(most)})


def _there(reading: Reading) -> tuple[datetime, Sendable] | None:
    """Return the moment of sending where the recipient is, and what is sendable there.

    Where nobody is named, the moment is taken as it was said: its own zone is the recipient's.
    """
    at, material = reading.context.at, reading.context.material
    if at is None or reading.medium not in _GOES:
        return None
    other = material.recipient
    if other is not None and other.zone:
        return at.astimezone(get_zone(other.zone)), sendable_in(other.zone, other.country, material.playbook)
    if other is not None:
        return None
    zone = material.applicant.zone if material.applicant else "America/New_York"
    return at, sendable_in(zone, "US", material.playbook)


def _hit(context: Context, local: datetime, sendable: Sendable, **words: str) -> Hit:
    other = context.material.recipient
    name = other.person.name if other else "the recipient"
    place = other.zone.rsplit("/", 1)[-1].replace("_", " ") if other else ""
    best = sendable.next_moment(local) if other else None
    return Hit(
        start=0,
        end=0,
        words={
            "name": name,
            "there": f" in {place}" if place else "",
            "best": f"{best:%A} {best.day} {best:%B}, {best:%H:%M} there"
            if best
            else "the next working morning",
            **words,
        },
    )


DETECTORS: Mapping[str, Detector] = {
    "closed-day": find_closed_day,
    "closed-hour": find_closed_hour,
    "unknown-zone": find_unknown_zone,
    "volume": find_volume,
}
