"""Gathering what the step rules look at, from the store."""

from datetime import datetime, timedelta

from hallway.actions.applicants import get_in
from hallway.actions.kept_worths import worths_seen
from hallway.actions.list_dates import list_dates
from hallway.actions.ports import Reading, WeekCount
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Answer, Ask
from hallway.domain.ids import PersonId
from hallway.domain.milestones import Milestone
from hallway.domain.people import Person
from hallway.domain.promises import Promise
from hallway.domain.settings import AudienceFile, Override
from hallway.domain.snoozes import Settlement, Snooze
from hallway.domain.times import get_zone
from hallway.facts.zones import zone_of_state
from hallway.playbooks.layers import Laid, lay_over
from hallway.playbooks.rules import Playbook
from hallway.playbooks.state import State
from hallway.playbooks.values import AUDIENCES
from hallway.playbooks.windows import later_by


def laid_over(reading: Reading, audience: str) -> Laid:
    """Return what holds for an audience, and what of the applicant's own no longer fits and is set aside."""
    files = () if audience in AUDIENCES else reading.all(AudienceFile, name=audience)
    return lay_over(audience, own=own_values(reading), file=files[-1].text if files else None)


def playbook_of(reading: Reading, applicant: Applicant) -> Playbook:
    """Return what the guides say to this applicant, with their own values on top."""
    return laid_over(reading, applicant.audience).playbook


def own_values(reading: Reading) -> dict[str, str]:
    """Return what the applicant laid over the guides, as they typed it, by key, in the order of setting."""
    return {each.key: each.value for each in reading.all(Override)}


def week_start(now: datetime, zone: str) -> datetime:
    """Return the applicant's last Monday midnight."""
    local = now.astimezone(get_zone(zone))
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return monday.replace(fold=0)


def week_count(reading: Reading, playbook: Playbook, now: datetime, zone: str) -> WeekCount:
    """Count this week's new and revived people; silent means what the playbook calls silent."""
    monday = week_start(now, zone)
    months = playbook.values["revive.open"]
    silent_before = monday - (later_by(monday, months) - monday)
    return reading.week_count(monday, silent_before=silent_before)


def gather(reading: Reading, now: datetime) -> tuple[State, Playbook]:
    """Return the whole record as the rules see it, and the playbook.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    applicant = get_in(reading)
    playbook = playbook_of(reading, applicant)
    week = week_count(reading, playbook, now, applicant.zone)
    people = reading.digests()
    state = State(
        applicant=applicant,
        people=people,
        promises=reading.all(Promise),
        advice=reading.all(Advice, reported=None),
        asks=reading.all(Ask, answer=Answer.PENDING),
        milestones=reading.all(Milestone),
        snoozes=reading.all(Snooze),
        settled=frozenset(each.step for each in reading.all(Settlement)),
        zones=zone_of_state(),
        new_this_week=week.new,
        revived_this_week=week.revived,
        mentor_roles=reading.mentor_roles(),
        worths=worths_seen(reading, people, applicant),
        list_dates=list_dates(reading, applicant),
    )
    return state, playbook


def gather_around(reading: Reading, person: PersonId) -> tuple[State, Playbook]:
    """Return the part of the record that decides about one person: they, and who is tied by an introduction.

    Nobody else can change this person's steps, so this gives the same ones as the whole record.
    """
    applicant = get_in(reading)
    one = reading.get(Person, person)
    near = [person, *([one.introduced_by] if one.introduced_by else [])]
    near += [each.id for each in reading.all(Person, introduced_by=person)]
    digests = (reading.digest(each) for each in near if reading.get(Person, each).standing == "active")
    state = State(
        applicant=applicant,
        people=[each for each in digests if each],
        promises=reading.all(Promise, person=person),
        advice=reading.all(Advice, person=person),
        asks=reading.all(Ask, person=person),
        milestones=reading.all(Milestone),
        snoozes=reading.all(Snooze),
        settled=frozenset(each.step for each in reading.all(Settlement)),
        zones=zone_of_state(),
    )
    return state, playbook_of(reading, applicant)
