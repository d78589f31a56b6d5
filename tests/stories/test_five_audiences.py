"""From a contact list to the right steps on ten dates in two years, for each of the five audiences.

The expected steps are worked out by hand from requirements section 25 and the exact meaning of a window;
every moment is 3 pm in New York. The list holds Ana, a mentor (last contact Mon 3 Aug 2026), Ben, a peer
(Mon 4 May 2026), and Chidi, never contacted. Then:

    Mon  5 Oct 2026   meets Dana at a conference, noon
    Tue  6 Oct 2026   first mail to Chidi, noon; no answer ever comes
    Tue 20 Oct 2026   the one follow-up to Chidi, after that day's look
    Wed  4 Nov 2026   a mail to Ana, after that day's look
    Tue  1 Feb 2028   a rotation with Eve ends; she is thanked the next day
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.imports import apply_import, plan_import
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person, find_person
from hallway.actions.ports import Clock, Store
from hallway.actions.today import today
from hallway.domain.interactions import Kind
from hallway.storage.store import open_store

NEW_YORK = ZoneInfo("America/New_York")
CONTACTS = b"""\
Full name,Title,Hospital,Circle,Last spoke,Time zone
Ana Novak,attending,Harbor Medical Center,mentor,2026-08-03,America/New_York
Ben Adeyemi,PGY-2,Harbor Medical Center,peer,2026-05-04,America/New_York
Chidi Eze,research director,Lakeside University Hospital,,,America/New_York
"""
PLASTICS, SURGERY, MD = "us-img-plastics", "us-img-general-surgery", "md-plastics"
GENERAL, PEDIATRICS = "img-general", "us-img-pediatrics"
MEETING, NO_REPLY = "follow-up.after-meeting", "follow-up.no-reply"
UPDATE, REVIVE, ROTATION = "update.mentor", "update.revive", "follow-up.rotation-update"

Steps = Mapping[str, Mapping[str, str]]
Looks = tuple[tuple[date, Steps], ...]


@dataclass
class SetClock:
    """A clock that the story sets."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


def looks(*, ana: tuple[str, ...], dana: tuple[str, ...], chidi: tuple[str, ...]) -> Looks:
    """Return the ten dates with what is expected; "-" means that the rule is silent.

    Ben and Eve are the same for everybody: a peer silent since May is to be woken from August, should be by
    4 November 2026, and is late after 4 May 2027; the update after a rotation opens three weeks after it.
    """
    days = (
        date(2026, 10, 5),
        date(2026, 10, 7),
        date(2026, 10, 9),
        date(2026, 10, 14),
        date(2026, 10, 16),
        date(2026, 10, 20),
        date(2026, 11, 2),
        date(2026, 11, 4),
        date(2027, 1, 5),
        date(2028, 3, 1),
    )
    ben = ("open",) * 7 + ("due", "due", "late")
    found = []
    for index, day in enumerate(days):
        expected = {
            "Ana Novak": {UPDATE: ana[index]},
            "Ben Adeyemi": {REVIVE: ben[index]},
            "Chidi Eze": {NO_REPLY: chidi[index]},
            "Dana Whitfield": {(MEETING if index < 8 else REVIVE): dana[index]},
            "Eve Marchetti": {ROTATION: "open" if index == 9 else "-"},
        }
        found.append(
            (day, {name: {r: s for r, s in each.items() if s != "-"} for name, each in expected.items()})
        )
    return tuple(found)


# Dana, met on Mon 5 Oct at noon. From January she is a contact silent for three months.
WITHIN_72_HOURS = ("open", "closing", "late", "late", "late", "-", "-", "-", "open", "late")
"""Due Wed 7 noon, closes Thu 8 noon, lapses Mon 19 noon."""
WITHIN_DAYS = ("open", "open", "due", "late", "late", "-", "-", "-", "open", "late")
"""Due Thu 8 noon; day 5 (Saturday) and day 7 (Columbus Day) both roll to Tue 13, 6 pm."""

# Chidi, mailed on Tue 6 Oct at noon; the second mail of 20 Oct closes the thread kindly.
FROM_DAY_10 = ("-", "later", "later", "later", "open", "late", "-", "-", "-", "-")
FROM_DAY_7 = ("-", "later", "later", "open", "open", "late", "-", "-", "-", "-")

# Ana, silent since 3 Aug; mailed on 4 Nov 2026 and never after: a year on, no update comes.
EVERY_2_TO_3_MONTHS_DUE_75 = ("open",) * 5 + ("due", "closing", "late", "open", "-")
"""Opens 3 Oct, due 17 Oct (Saturday: Mon 19, 6 pm), closes 3 Nov noon; again from 4 Jan."""
EVERY_2_TO_3_MONTHS_DUE_90 = ("open",) * 6 + ("closing", "late", "open", "-")
"""Opens 3 Oct, due 1 Nov (Sunday: Mon 2, 6 pm), closes 3 Nov noon; again from 4 Jan."""
EVERY_3_TO_4_MONTHS = ("later",) * 7 + ("open", "later", "-")
"""Opens 3 Nov noon, due 16 Nov, closes 3 Dec; again from 4 Feb."""

STORIES: Mapping[str, Looks] = {
    PLASTICS: looks(ana=EVERY_2_TO_3_MONTHS_DUE_75, dana=WITHIN_72_HOURS, chidi=FROM_DAY_10),
    SURGERY: looks(ana=EVERY_3_TO_4_MONTHS, dana=WITHIN_72_HOURS, chidi=FROM_DAY_10),
    MD: looks(ana=EVERY_2_TO_3_MONTHS_DUE_90, dana=WITHIN_DAYS, chidi=FROM_DAY_10),
    GENERAL: looks(ana=EVERY_2_TO_3_MONTHS_DUE_90, dana=WITHIN_72_HOURS, chidi=FROM_DAY_10),
    PEDIATRICS: looks(ana=EVERY_2_TO_3_MONTHS_DUE_90, dana=WITHIN_DAYS, chidi=FROM_DAY_7),
}


@pytest.mark.requirement("FUP-01", "FUP-02", "MEN-15")
@pytest.mark.parametrize("audience", sorted(STORIES))
def test_an_applicant_is_told_the_right_steps_on_ten_dates(audience: str, tmp_path: Path) -> None:
    clock = SetClock(datetime(2026, 10, 4, 16, tzinfo=UTC))
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        begin(store, clock, audience)
        for day, expected in STORIES[audience]:
            clock.instant = datetime(day.year, day.month, day.day, 15, tzinfo=NEW_YORK).astimezone(UTC)
            happen_before(store, clock, day)
            found = told(store, clock)
            assert found == {name: each for name, each in expected.items() if each}, day
            happen_after(store, clock, day)


def begin(store: Store, clock: Clock, audience: str) -> None:
    set_up(store, clock, fields={"name": "Marisol Vega", "audience": audience, "zone": "America/New_York"})
    plan = plan_import(store, clock, data=CONTACTS, name="contacts.csv")
    done = apply_import(store, clock, plan=plan)
    assert (done.created, done.held) == (3, 0)


def happen_before(store: Store, clock: Clock, day: date) -> None:
    if day == date(2026, 10, 5):
        dana = add_person(store, clock, fields={"name": "Dana Whitfield", "zone": "America/New_York"}).person
        record_interaction(store, clock, people=[dana.id], kind=Kind.MET, on=day, topics=["flap monitoring"])
    if day == date(2026, 10, 7):
        mail(store, clock, "Chidi", date(2026, 10, 6))
    if day == date(2028, 3, 1):
        eve = add_person(store, clock, fields={"name": "Eve Marchetti", "zone": "America/New_York"}).person
        record_interaction(store, clock, people=[eve.id], kind=Kind.ROTATION_ENDED, on=date(2028, 2, 1))
        mail(store, clock, "Eve", date(2028, 2, 2))


def happen_after(store: Store, clock: Clock, day: date) -> None:
    if day == date(2026, 10, 20):
        mail(store, clock, "Chidi", day)
    if day == date(2026, 11, 4):
        mail(store, clock, "Ana", day)


def mail(store: Store, clock: Clock, name: str, day: date) -> None:
    record_interaction(store, clock, people=[find_person(store, name).id], kind=Kind.MAILED, on=day)


def told(store: Store, clock: Clock) -> dict[str, dict[str, str]]:
    """Return every step about a person as name -> rule -> state."""
    found: dict[str, dict[str, str]] = {}
    for each in today(store, clock).steps:
        if each.step.subject.kind == "person":
            found.setdefault(each.step.subject.name, {})[each.step.rule] = each.step.state.value
    return found
