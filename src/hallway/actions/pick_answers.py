"""What a list is told as: its programs by name, with people, comments and wishes, and two lists compared."""

from dataclasses import dataclass

from hallway.actions.odds import Source
from hallway.actions.odds_inputs import Assumption
from hallway.actions.odds_paths import Fallback
from hallway.actions.pick_asked import PickAsked
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action, KeptPick, ProgramComment, ProgramWish
from hallway.facts.directory import Unit
from hallway.smartpick.factors import Range
from hallway.smartpick.odds import ProgramOdds
from hallway.smartpick.picked import LeftOut, Picked, PickedProgram
from hallway.smartpick.profiles import Profile
from hallway.smartpick.wishes import PickWishes


@dataclass(frozen=True, slots=True)
class ToldComment:
    """A comment with who made it, in words."""

    comment: ProgramComment
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedAnswer:
    """A program of the list as it is called; `people` are those who tie the applicant to it."""

    unit: Unit
    name: str
    is_listed: bool
    people: tuple[str, ...]
    comments: tuple[ToldComment, ...]
    wish: ProgramWish | None
    pick: PickedProgram


@dataclass(frozen=True, slots=True)
class LeftOutAnswer:
    """A program that is not on the list, as it is called."""

    unit: Unit
    name: str
    left_out: LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class PickAnswer:
    """The list with everything said beside it.

    `looked_at` counts the programs it was chosen from. `wishes` is what was asked, and what the record holds
    of wishes, as SmartPick took it.
    """

    asked: PickAsked
    profile: Profile
    specialties: tuple[str, ...]
    match_year: int
    picked: Picked
    programs: tuple[PickedAnswer, ...]
    left_out: tuple[LeftOutAnswer, ...]
    looked_at: int
    fallback: Fallback | None
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]
    without: tuple[str, ...]
    wishes: PickWishes
    input_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickSide:
    """One of two lists that are compared; `kept` holds what was seen when it was kept."""

    name: str
    kept: KeptPick | None
    p_match: Range
    conditional: Range
    value: float
    upper_bound: float
    cost: float
    actions: tuple[tuple[UnitCode, Action], ...]


@dataclass(frozen=True, slots=True)
class SideProgram:
    """A program on one list or both, with what is done there on each; None where it is not on it."""

    unit: Unit | None  # None where the directory has lost it
    code: UnitCode
    name: str
    before: Action | None
    after: Action | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two lists beside each other, both worked out from the record of today.

    `moves` is the change of the chance over the same draws: None where the draws of the two are not the same.
    `changed` are programs on both lists where something else is done.
    """

    before: PickSide
    after: PickSide
    added: tuple[SideProgram, ...]
    dropped: tuple[SideProgram, ...]
    changed: tuple[SideProgram, ...]
    kept: tuple[SideProgram, ...]
    moves: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One program: on the list or why not, and what changes when it is added or taken off.

    Exactly one of `picked` and `left_out` is set. `gain` is what it adds to the list or would add to it, in
    the units of the objective, and None where it cannot be on it. `odds` is None where nothing was published
    to start from. `otherwise` is the best list with the opposite of what is proposed beside this one, None
    where there is none within the limits.
    """

    unit: Unit
    name: str
    picked: PickedAnswer | None
    left_out: LeftOutAnswer | None
    gain: float | None
    people: tuple[str, ...]
    comments: tuple[ToldComment, ...]
    wish: ProgramWish | None
    odds: ProgramOdds | None
    whole: PickAnswer
    otherwise: Compared | None
