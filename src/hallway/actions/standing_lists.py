"""The list as it stands: the one kept last, else the programs put on the list; what it leaves room for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from hallway.actions.odds_inputs import Assumption, Known, Wishes
from hallway.actions.pick_asked import PickAsked, from_query
from hallway.actions.pick_limits import read_places
from hallway.actions.ports import Reading
from hallway.actions.program_lookups import current_code, find_coded
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action, KeptPick
from hallway.facts.fees import application_fee
from hallway.smartpick.views import ProgramView


@dataclass(frozen=True, slots=True)
class Basis:
    """Which list it is: one that was kept, the applicant's own, or what SmartPick proposes without wishes."""

    kind: Literal["kept", "listed", "proposed"]
    name: str
    programs: int
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A list with what is planned at each program.

    `is_full`: a further program would take the place of one that is on it.
    """

    basis: Basis
    programs: Mapping[UnitCode, Action]
    is_full: bool
    wishes: Wishes = field(default_factory=Wishes)
    assumptions: tuple[Assumption, ...] = ()

    def fits(self, view: ProgramView) -> bool:
        """Tell whether a program lies where the applicant would go, as far as the list was asked for so."""
        return self.wishes.fits(view)

    def next_fee(self, specialty: str) -> float:
        """Return what one more application in a specialty costs, in US dollars."""
        return next_fee(self.programs, specialty)


def read_standing(reading: Reading, known: Known) -> Standing | None:
    """Return the list as it stands, with applications already sent; None where there is none."""
    kept = max(reading.all(KeptPick), key=lambda each: (each.made_at, each.id), default=None)
    sent = dict.fromkeys(sorted(known.applied), Action.APPLY)
    if kept is not None:
        asked = _asked(kept)
        programs = sent | _today(kept.programs)
        if programs:
            return Standing(
                basis=Basis("kept", kept.name, len(programs), kept.made_at),
                programs=programs,
                is_full=_is_full(asked, kept, programs),
                wishes=_wishes(asked),
            )
    listed = sent | dict.fromkeys(sorted(known.listed), Action.APPLY)
    listed = _today(listed)
    if not listed:
        return None
    return Standing(basis=Basis("listed", "", len(listed)), programs=listed, is_full=False)


def next_fee(programs: Iterable[UnitCode], specialty: str) -> float:
    """Return what one more application in a specialty costs beside these, in US dollars."""
    own = [each for code in programs if (each := find_coded(code)) and each.specialty == specialty]
    return application_fee(len(own) + 1)


def _today(programs: Mapping[UnitCode, Action]) -> dict[UnitCode, Action]:
    """Return the programs that the directory still has, by their code of today."""
    found: dict[UnitCode, Action] = {}
    for code, action in programs.items():
        unit = find_coded(current_code(code))
        if unit is not None:
            found[unit.code] = action
    return found


def _asked(kept: KeptPick) -> PickAsked:
    try:
        return from_query(kept.asked)
    except InvalidValue:
        return PickAsked()  # kept by an older Hallway that took more: its limits count as the usual ones


def _wishes(asked: PickAsked) -> Wishes:
    try:
        return read_places(asked.states, asked.regions, asked.kinds)
    except InvalidValue:
        return Wishes()


def _is_full(asked: PickAsked, kept: KeptPick, programs: Mapping[UnitCode, Action]) -> bool:
    """Tell whether the count or the budget of a kept list leaves no room; without either the usual count."""
    if asked.applications is None and asked.budget is None:
        return True
    if asked.applications is not None and len(programs) >= asked.applications:
        return True
    if asked.budget is None:
        return False
    specialties = {each.specialty for code in programs if (each := find_coded(code))}
    cheapest = min((next_fee(programs, each) for each in specialties), default=0.0)
    return kept.cost + cheapest > asked.budget
