"""Promises: who said they would do what, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from hallway.domain.ids import PersonId, PromiseId


class By(StrEnum):
    """Whose word it is."""

    ME = "me"
    THEM = "them"


class PromiseState(StrEnum):
    """Whether a promise is still to be kept."""

    OPEN = "open"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something the applicant or the other person said they would do."""

    id: PromiseId
    person: PersonId
    by: By
    text: str
    made_at: datetime
    due: date | None = None
    state: PromiseState = PromiseState.OPEN
    closed_at: datetime | None = None
    closed_on: date | None = None
    why: str = ""


class Reliability(NamedTuple):
    """How the applicant's own promises went."""

    on_time: int
    late: int
    open: int
    overdue: int
    withdrawn: int


def reliability(promises: Iterable[Promise], today: date) -> Reliability:
    """Count the applicant's own promises by how they went; a kept one without a due date was on time."""
    on_time = late = still_open = overdue = withdrawn = 0
    for each in promises:
        if each.by is not By.ME:
            continue
        if each.state is PromiseState.WITHDRAWN:
            withdrawn += 1
        elif each.state is PromiseState.OPEN:
            still_open += 1
            overdue += each.due is not None and each.due < today
        elif each.due is None or each.closed_on is None or each.closed_on <= each.due:
            on_time += 1
        else:
            late += 1
    return Reliability(on_time, late, still_open, overdue, withdrawn)
