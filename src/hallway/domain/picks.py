"""What the applicant and others want of a list, which lists were kept, what a relationship was worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from hallway.domain.ids import (
    KeptPickId,
    KeptWorthId,
    PersonId,
    ProgramCommentId,
    ProgramWishId,
    TieEffortId,
    UnitCode,
)
from hallway.domain.programs import TieKind


class Action(StrEnum):
    """What to do about a program; each but the first includes applying."""

    APPLY = "apply"
    SIGNAL = "signal"  # a preference signal; the silver one where there are two tiers
    GOLD_SIGNAL = "gold-signal"
    ROTATE = "rotate"  # a rotation or sub-internship there before applying


class Fate(StrEnum):
    """Whether a program is on every list, or on none."""

    MUST = "must"
    NEVER = "never"


class Verdict(StrEnum):
    """What somebody who looked at the list thinks of a program on it."""

    KEEP = "keep"
    DOUBT = "doubt"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramWish:
    """What the applicant wants of one program: at most one for each unit.

    `level` says how much they would like to train there, 1 most to 5 least. `action` is done by hand,
    whatever the list would do. At least one of the three is set.
    """

    id: ProgramWishId
    unit: UnitCode
    level: int | None = None
    fate: Fate | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramComment:
    """What a mentor or resident said of a program on the list: a person of the record, or a name in words."""

    id: ProgramCommentId
    unit: UnitCode
    text: str
    on: date
    person: PersonId | None = None
    who: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPick:
    """A list as it came out once: what was asked for, what was picked, and the chance as it was seen.

    `asked` holds the options as a query string, as in the address of the page. `programs` maps units to
    actions. Chances lie in 0..1; `value` and `upper_bound` are in the units of the objective.
    """

    id: KeptPickId
    name: str
    made_at: datetime
    asked: str
    input_hash: str
    low: float
    mid: float
    high: float
    value: float
    upper_bound: float
    cost: float  # US dollars
    programs: Mapping[UnitCode, Action] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEffort:
    """What one tie of a kind costs this applicant; None takes the usual effort."""

    id: TieEffortId
    kind: TieKind
    hours: float | None = None
    dollars: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthRow:
    """What one more tie to one program would add to the chance to match, as it was worked out; 0..1 each."""

    unit: UnitCode
    kind: TieKind
    low: float
    mid: float
    high: float
    is_measured: bool
    people: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWorth:
    """The relationships worth most when they were last worked out; there is at most one.

    `seen` is a hash of those parts of the record that it depends on: where it differs now, the rows are old.
    """

    id: KeptWorthId
    made_at: datetime
    seen: str
    rows: tuple[WorthRow, ...] = ()
