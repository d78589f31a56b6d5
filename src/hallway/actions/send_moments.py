"""When a message to somebody is welcome: the next good moment where they are (OUT-10)."""

from dataclasses import dataclass
from datetime import datetime

from hallway.actions.applicants import zone_of
from hallway.actions.materials import recipient_of
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.warnings import playbook_in
from hallway.desk.material import Recipient
from hallway.domain.ids import PersonId
from hallway.domain.people import Person
from hallway.domain.times import get_zone
from hallway.playbooks.sendable import sendable_in


@dataclass(frozen=True, slots=True)
class SendMoment:
    """The next good moment for a message: an aware instant in the recipient's zone.

    `zone` is theirs, or the applicant's own when theirs is unknown, which `is_known` tells; `says` is one
    sentence with the hours on both clocks.
    """

    best: datetime
    is_now: bool
    zone: str
    is_known: bool
    says: str


def send_moment(store: Store, clock: Clock, *, person: PersonId, at: datetime | None = None) -> SendMoment:
    """Return the next good moment for a message to a person, from now or from `at` on."""
    with store.reading() as reading:
        return moment_in(reading, recipient_of(reading, reading.get(Person, person)), at or clock.now())


def moment_in(reading: Reading, recipient: Recipient, at: datetime) -> SendMoment:
    """Return the next good moment within a look at the record."""
    home = zone_of(reading)
    zone = recipient.zone or home
    sendable = sendable_in(zone, recipient.country, playbook_in(reading))
    best = sendable.next_moment(at)
    is_now = sendable.is_sendable(at)
    says = _says(recipient, best, at.astimezone(get_zone(zone)), home, is_now=is_now)
    return SendMoment(best, is_now, zone, bool(recipient.zone), says)


def _says(recipient: Recipient, best: datetime, there: datetime, home: str, *, is_now: bool) -> str:
    if not recipient.zone:
        unknown = f"Where {recipient.person.name} works is not on record, so your own clock is used."
        return f"{unknown} {'Now is fine.' if is_now else f'Best moment: {_clock(best)}.'}"
    place = _place(recipient.zone)
    if is_now:
        return f"Now is a good moment: it is {_clock(there)} in {place}."
    yours = best.astimezone(get_zone(home))
    is_apart = yours.utcoffset() != best.utcoffset()
    day = "" if yours.date() == best.date() else f"{yours:%A} "
    for_you = f", {day}{yours:%H:%M} for you" if is_apart else ""
    return f"Best moment: {_clock(best)} in {place}{for_you}. It is {_clock(there)} there now."


def _clock(at: datetime) -> str:
    return f"{at:%A} {at:%H:%M}"


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
