"""Results worth telling, and whom to tell (MEN-17)."""

from dataclasses import dataclass
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.ports import Clock, NameMatch, Reading, Store
from hallway.domain.advice import Advice
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.digests import Digest
from hallway.domain.ids import MilestoneId, PersonId
from hallway.domain.milestones import Milestone, MilestoneKind
from hallway.domain.people import Group

_GUIDES = frozenset({Group.MENTOR.value, Group.SPONSOR.value})


@dataclass(frozen=True, slots=True)
class Marked:
    """A recorded result, and the people who had a part in it."""

    milestone: Milestone
    tell: tuple[NameMatch, ...]


def record_milestone(
    store: Store, clock: Clock, *, kind: MilestoneKind, text: str, on: date | None = None
) -> Marked:
    """Write down a result and propose who should hear it."""
    text = typed_text.read_needed("text", text, "Say what you achieved.")
    with store.writing("milestone.record", "Noted a milestone", now=clock.now()) as writing:
        today = today_in(writing, clock)
        check_past("on", on, today)
        milestone = Milestone(id=MilestoneId(writing.new_id()), kind=kind, text=text, on=on or today)
        writing.add(milestone)
        writing.says(f"Milestone: {text}")
        return Marked(milestone, _whom_to_tell(writing))


def _whom_to_tell(reading: Reading) -> tuple[NameMatch, ...]:
    """Return active mentors, sponsors, helpers, advisers and letter writers who accept mail."""
    helped: set[PersonId] = {each.person for each in reading.all(Advice)}
    helped |= {
        each.person
        for each in reading.all(Ask, answer=Answer.GRANTED)
        if each.rung.height == Rung.LETTER.height
    }
    told = (each for each in reading.digests() if each.may_follow_up is not False and _has_part(each, helped))
    matches = (NameMatch(each.id, each.name, each.role, each.institution) for each in told)
    return tuple(sorted(matches, key=lambda each: each.name.casefold()))


def _has_part(digest: Digest, helped: set[PersonId]) -> bool:
    in_group = not _GUIDES.isdisjoint(digest.groups.split())
    return in_group or digest.last_helped_me is not None or digest.id in helped
