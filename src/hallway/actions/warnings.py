"""What to mind before an ask, after a mail, and in a note: the record's view of the guides' cautions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hallway.actions.applicants import find_in, zone_of
from hallway.actions.ports import Reading
from hallway.actions.states import laid_over, playbook_of
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.gives import Give
from hallway.domain.interactions import CONTACTS, TWO_WAY, Interaction, Kind
from hallway.domain.ladder import height_reached, is_sustained
from hallway.domain.people import Person
from hallway.domain.times import day_of
from hallway.playbooks.cautions import Caution, Situation, cautions
from hallway.playbooks.library import ANY_AUDIENCE
from hallway.playbooks.rules import Playbook

_REACHED = {0: "none", 1: "advice", 2: "meeting", 3: "task"}


def before_ask(reading: Reading, ask: Ask) -> tuple[Caution, ...]:
    """Return what to mind before an ask is made; the ask itself is not in the record yet."""
    person = reading.get(Person, ask.person)
    zone, playbook = zone_of(reading), playbook_in(reading)
    past = [each for each in _interactions(reading, ask.person) if day_of(each.at, zone) <= ask.on]
    asks = [each for each in reading.all(Ask, person=ask.person) if each.id != ask.id]
    gives = reading.all(Give, person=ask.person)
    talks = [each for each in past if each.kind in TWO_WAY]
    contacts = [day_of(each.at, zone) for each in past if each.kind in CONTACTS]
    height = height_reached(asks, past)
    situation = Situation(
        name=person.name,
        rung=ask.rung,
        reached=_REACHED.get(height, "task"),
        sustained=is_sustained(
            past,
            asks,
            talks=playbook.number("ladder.sustained.talks"),
            days=playbook.number("ladder.sustained.days"),
        ),
        talks=len(talks),
        gives=len(gives),
        silent_days=(ask.on - max(contacts)).days if contacts else None,
        days_left=(ask.needed_by - ask.on).days if ask.needed_by else None,
        needed=ask.needed_by,
        pending=sum(each.answer is Answer.PENDING and each.rung is Rung.ADVICE for each in asks),
        asks_in_row=_in_a_row(asks, past, gives, zone),
        may_follow_up=person.may_follow_up,
        hesitated=any(each.answer is Answer.HESITATED and each.rung is ask.rung for each in asks),
    )
    return cautions(situation, playbook)


def after_interaction(reading: Reading, interaction: Interaction, now: datetime) -> tuple[Caution, ...]:
    """Return what to mind after a contact was noted: a nudge too many or too soon, a refusal, a slip."""
    zone, playbook = zone_of(reading), playbook_in(reading)
    ahead = max((day_of(interaction.at, zone) - day_of(now, zone)).days, 0)
    if interaction.kind is not Kind.MAILED:
        return cautions(Situation(days_ahead=ahead), playbook)
    person = reading.get(Person, interaction.person)
    seen = _interactions(reading, interaction.person)
    last_talk = max((each.at for each in seen if each.kind in TWO_WAY), default=None)
    mails = sorted(
        each.at for each in seen if each.kind is Kind.MAILED and (last_talk is None or each.at > last_talk)
    )
    situation = Situation(
        name=person.name,
        talks=sum(each.kind in TWO_WAY for each in seen) or len(person.groups),
        unanswered=max(len(mails), 1),
        mail_gap=(mails[-1] - mails[-2]) // timedelta(days=1) if len(mails) > 1 else None,
        may_follow_up=person.may_follow_up,
        days_ahead=ahead,
    )
    return cautions(situation, playbook)


def on_note(reading: Reading, text: str) -> tuple[Caution, ...]:
    """Return what to mind in a note about somebody (LOG-11)."""
    return cautions(Situation(text=text), playbook_in(reading)) if text.strip() else ()


def playbook_in(reading: Reading) -> Playbook:
    """Return what the guides say to the applicant; before set-up, what they say to anybody."""
    applicant = find_in(reading)
    return playbook_of(reading, applicant) if applicant else laid_over(reading, ANY_AUDIENCE).playbook


def _interactions(reading: Reading, person: str) -> Sequence[Interaction]:
    return reading.all(Interaction, person=person)


def _in_a_row(asks: Sequence[Ask], past: Sequence[Interaction], gives: Sequence[Give], zone: str) -> int:
    """Count the asks since the applicant last gave help, news or thanks (a mail on a day without an ask)."""
    asked = {each.on for each in asks}
    gave: list[date] = [each.on for each in gives]
    gave += [
        day_of(each.at, zone)
        for each in past
        if each.kind is Kind.HELPED_THEM or (each.kind is Kind.MAILED and day_of(each.at, zone) not in asked)
    ]
    since = max(gave, default=date.min)
    return sum(each.on > since for each in asks)
