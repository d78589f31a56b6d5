"""What the step rules look at: the whole record, boiled down, at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask
from hallway.domain.digests import Digest
from hallway.domain.ids import PersonId, StepId
from hallway.domain.milestones import Milestone
from hallway.domain.promises import Promise
from hallway.domain.snoozes import Snooze


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthSeen:
    """A tie to a program that was worked out to be worth something, and who could help, the likeliest first.

    `tie` and `points` are in words; `is_old` tells that the record has changed since `made_on`.
    """

    unit: str
    program: str
    kind: str
    tie: str
    points: str
    people: Sequence[PersonId]
    made_on: date
    is_old: bool


@dataclass(frozen=True, slots=True)
class ListDate:
    """What is to be done for the list between two days of a season: "apply" or "rank".

    `count` is of applications that wait, or of programs that interview; `source` says how surely it is known.
    """

    event: str
    opens: date
    closes: date
    count: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The record as the rules see it.

    `people` holds everybody active, each once; `zones` gives a zone for a US state when nothing better is
    known; `new_this_week` and `revived_this_week` count what was done since Monday; `mentor_roles` are those
    that somebody active fills; `worths` holds one tie for each program, the best first.
    """

    applicant: Applicant
    people: Sequence[Digest] = ()
    promises: Sequence[Promise] = ()
    advice: Sequence[Advice] = ()
    asks: Sequence[Ask] = ()
    milestones: Sequence[Milestone] = ()
    snoozes: Sequence[Snooze] = ()
    settled: frozenset[StepId] = frozenset()
    zones: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    new_this_week: int = 0
    revived_this_week: int = 0
    mentor_roles: frozenset[str] = frozenset()
    worths: Sequence[WorthSeen] = ()
    list_dates: Sequence[ListDate] = ()


class Cause(NamedTuple):
    """Why a rule speaks about a subject: the start of its window and what fills its words.

    `start` is in milliseconds since 1970 (UTC); `key` tells this cause from an earlier one of the same rule
    and subject; `deadline` replaces the rule's due and closing; `not_before` pushes the whole window back.
    """

    kind: str
    subject: str
    name: str
    person: Digest | None
    key: str
    start: int
    deadline: date | None = None
    not_before: int = 0
    from_morning: bool = False
    words: Mapping[str, str] = MappingProxyType({})


def ids_of(people: Sequence[Digest]) -> dict[PersonId, Digest]:
    """Return the people by id."""
    return {each.id: each for each in people}
