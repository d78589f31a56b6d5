"""How two people stand to each other: what the record shows, or without one what the text itself says."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hallway.desk.context import Context, Reading
from hallway.desk.drafts import Draft
from hallway.desk.material import Recipient
from hallway.desk.requests import Thing, find_requests
from hallway.desk.understanding import shows
from hallway.desk.word_lists import wordings
from hallway.domain.asks import Answer, Rung
from hallway.domain.interactions import CONTACTS, TWO_WAY, Kind
from hallway.domain.ladder import height_reached, is_sustained
from hallway.domain.people import Relationship
from hallway.playbooks.cautions import Situation
from hallway.playbooks.rules import Playbook

_REACHED = {0: "none", 1: "advice", 2: "meeting", 3: "task"}
_TRUSTED = frozenset({Relationship.TRUSTS_ME, Relationship.ADVOCATES})


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the two have come.

    `talks` is None without a record; `is_sustained` tells of work together over time, `is_early` that they
    are strangers or have only begun, `is_trusted` that the applicant has judged that this person trusts them,
    `is_grouped` that they stand in a group of the network.
    """

    talks: int | None
    is_sustained: bool
    is_early: bool
    is_trusted: bool = False
    is_grouped: bool = False


def day_of_sending(context: Context) -> date:
    """Return the day on which the message is to go."""
    return context.at.date() if context.at else context.material.today


def standing_of(reading: Reading) -> Standing:
    """Return how far the two have come, by the record or else by the text."""
    other = reading.context.material.recipient
    if other is None:
        return _by_words(reading.draft, is_cold=reading.is_cold)
    talks = sum(each.kind in TWO_WAY for each in other.interactions)
    sustained = _is_sustained(other, reading.context.material.playbook)
    trusted = other.person.relationship in _TRUSTED
    is_early = not sustained and not trusted and not other.person.groups
    return Standing(talks, sustained, is_early, trusted, bool(other.person.groups))


@lru_cache(maxsize=16)
def _by_words(draft: Draft, *, is_cold: bool) -> Standing:
    worked = _have_worked(draft)
    return Standing(None, worked, not worked and (is_cold or shows(draft, "stranger")))


def _have_worked(draft: Draft) -> bool:
    """Tell whether a text shows work together; the weeks of a rotation that it asks for are still to come."""
    to_come = {each.sentence for each in find_requests(draft) if each.thing is Thing.ROTATION}
    past = [
        each
        for each in (None if to_come else draft.subject, draft.salutation, *draft.sentences, draft.closing)
        if each is not None and each not in to_come
    ]
    pattern = wordings("relations", "worked")
    return any(pattern.search(draft.folded, each.start, each.end) for each in past)


def _is_sustained(other: Recipient, playbook: Playbook) -> bool:
    return is_sustained(
        other.interactions,
        other.asks,
        talks=playbook.number("ladder.sustained.talks"),
        days=playbook.number("ladder.sustained.days"),
    )


def situation_of(reading: Reading) -> Situation:
    """Return the record as the guides' cautions look at it, this message counted as one more mail."""
    material, today = reading.context.material, day_of_sending(reading.context)
    other = material.recipient
    if other is None:
        return Situation()
    rung = reading.request.rung
    contacts = [each.at for each in other.interactions if each.kind in CONTACTS]
    mails = [each.at for each in other.interactions if each.kind is Kind.MAILED]
    talks = [each for each in other.interactions if each.kind in TWO_WAY]
    return Situation(
        name=other.person.name,
        rung=rung,
        reached=_REACHED.get(height_reached(other.asks, other.interactions), "task"),
        sustained=_is_sustained(other, material.playbook),
        talks=len(talks) or len(other.person.groups),
        gives=sum(each.kind is Kind.HELPED_THEM for each in other.interactions),
        silent_days=(today - max(contacts).date()).days if contacts else None,
        pending=sum(each.answer is Answer.PENDING and each.rung is Rung.ADVICE for each in other.asks),
        may_follow_up=other.person.may_follow_up,
        hesitated=any(each.answer is Answer.HESITATED and each.rung is rung for each in other.asks),
        unanswered=other.unanswered + 1,
        mail_gap=max((today - max(mails).date()).days, 0) if mails and other.unanswered else None,
    )
