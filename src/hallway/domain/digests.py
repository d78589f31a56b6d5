"""What the step rules need to know about a person, gathered from the whole record.

Instants are milliseconds since 1970 (UTC) or None: ten thousand people are compared with thresholds on every
page, and only the few whose window is near become dates.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from hallway.domain.ids import PersonId
from hallway.domain.interactions import CONTACTS, TWO_WAY, Interaction, Kind
from hallway.domain.people import Person
from hallway.domain.times import to_milliseconds


class Digest(NamedTuple):
    """One active person, boiled down: derived from the record, never typed."""

    id: PersonId
    name: str
    role: str
    institution: str
    zone: str  # "" when unknown
    state: str  # US state, "" when unknown
    country: str  # "" when unknown
    groups: str  # space-joined Group values
    introduced_by: PersonId | None
    is_alumnus: bool | None
    may_follow_up: bool | None
    next_follow_up: date | None
    next_follow_up_why: str
    added: int
    last_met: int | None
    last_mailed: int | None
    last_called: int | None
    last_replied: int | None
    last_helped_me: int | None
    last_helped_them: int | None
    last_rotation_ended: int | None
    last_imported: int | None
    first_mailed: int | None  # earliest mail to them
    mails: int  # how many mails went to them
    talks: int  # two-way contacts: met, called, replied, helped-me, rotation-ended
    first_talk: int | None  # earliest two-way contact
    first_contact: int | None  # earliest contact that was not imported
    topicless: int | None  # latest meeting that was noted without topic and without next step


def make_digest(
    person: Person, interactions: Iterable[Interaction], *, institution: str = "", added: int = 0
) -> Digest:
    """Boil one person down, slowly and plainly: what the store's own gathering must agree with."""
    seen = sorted(((to_milliseconds(each.at), each) for each in interactions), key=lambda pair: pair[0])

    def latest(*kinds: Kind) -> int | None:
        return max((at for at, each in seen if each.kind in kinds), default=None)

    def earliest(kinds: Iterable[Kind]) -> int | None:
        return min((at for at, each in seen if each.kind in set(kinds)), default=None)

    bare = [
        at
        for at, each in seen
        if each.kind in {Kind.MET, Kind.CALLED} and not (each.topics or each.summary or each.next_step)
    ]
    return Digest(
        id=person.id,
        name=person.name,
        role=person.role,
        institution=institution,
        zone=person.zone,
        state=person.state,
        country=person.country,
        groups=" ".join(person.groups),
        introduced_by=person.introduced_by,
        is_alumnus=person.is_alumnus,
        may_follow_up=person.may_follow_up,
        next_follow_up=person.next_follow_up,
        next_follow_up_why=person.next_follow_up_why,
        added=added,
        last_met=latest(Kind.MET),
        last_mailed=latest(Kind.MAILED),
        last_called=latest(Kind.CALLED),
        last_replied=latest(Kind.REPLIED),
        last_helped_me=latest(Kind.HELPED_ME),
        last_helped_them=latest(Kind.HELPED_THEM),
        last_rotation_ended=latest(Kind.ROTATION_ENDED),
        last_imported=latest(Kind.IMPORTED),
        first_mailed=earliest({Kind.MAILED}),
        mails=sum(each.kind is Kind.MAILED for _, each in seen),
        talks=sum(each.kind in TWO_WAY for _, each in seen),
        first_talk=earliest(TWO_WAY),
        first_contact=earliest(CONTACTS - {Kind.IMPORTED}),
        topicless=max(bare, default=None),
    )
