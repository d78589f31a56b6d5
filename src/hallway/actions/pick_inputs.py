"""What a list is worked out from: who asks, what is known, what was asked, the programs to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from hallway.actions.odds_inputs import Asker, Assumption, Known, Wishes, read_asker, read_known
from hallway.actions.pick_asked import PickAsked, check_asked, read_objective
from hallway.actions.pick_limits import (
    read_by_hand,
    read_codes,
    read_mix,
    read_places,
    read_signals,
    read_specialties,
    refuse_contradictions,
)
from hallway.actions.pick_wishes import wishes_in
from hallway.actions.ports import Clock, Reading
from hallway.actions.program_lookups import find_coded
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action, Fate, ProgramWish
from hallway.facts.directory import Unit
from hallway.facts.directory import units as all_units
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.preliminary_names import has_preliminary, specialty_of
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import PickWishes


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that goes into a list; `kept` are the wishes of the record by program."""

    asked: PickAsked
    asker: Asker
    known: Known
    wishes: PickWishes
    units: tuple[Unit, ...]
    places: Wishes
    kept: Mapping[UnitCode, ProgramWish]
    assumptions: tuple[Assumption, ...]

    @property
    def views(self) -> list[ProgramView]:
        """What is known of each program to choose from."""
        return [self.known.view(each) for each in self.units]


def read_inputs(reading: Reading, clock: Clock, asked: PickAsked) -> Inputs:
    """Return what a list is worked out from; what is asked outweighs what the record holds of wishes.

    Raises:
        NoApplicant: nobody has been set up.
        NotFound, InvalidValue: something that was asked is not known, cannot be meant, or contradicts itself.
    """
    check_asked(asked)
    worth = read_specialties(asked.specialties)
    places = read_places(asked.states, asked.regions, asked.kinds)
    asker = read_asker(reading, clock, specialties=[each for each in worth if specialty_of(each) is None])
    known = read_known(reading, match_year=asker.match_year, use_counts=asked.use_counts)
    kept = wishes_in(reading)
    wishes = _wishes(asked, asker, worth, kept)
    named = {*read_codes(asked.must), *read_by_hand(asked.by_hand)}
    units = _units(asker, known, places, wishes, named, is_chosen=bool(worth))
    return Inputs(asked, asker, known, wishes, units, places, kept, tuple(_said(asked, asker, worth)))


def _wishes(
    asked: PickAsked, asker: Asker, worth: Mapping[str, float | None], kept: Mapping[UnitCode, ProgramWish]
) -> PickWishes:
    must, never, by_hand = read_codes(asked.must), read_codes(asked.never), read_by_hand(asked.by_hand)
    refuse_contradictions(must, never, by_hand)
    fates = {code: each.fate for code, each in kept.items() if each.fate is not None}
    actions = {code: each.action for code, each in kept.items() if each.action is not None}
    fates = {code: fate for code, fate in fates.items() if code not in by_hand}
    fates |= dict.fromkeys(must, Fate.MUST) | dict.fromkeys(never, Fate.NEVER)
    actions = {code: action for code, action in actions.items() if code not in never} | by_hand
    objective: Literal["chance", "preference"] = (
        "preference" if read_objective(asked.objective) == "preference" else "chance"
    )
    return PickWishes(
        budget=asked.budget,
        applications=asked.applications,
        signals=read_signals(asked.signals, asker.specialties),
        rotations=asked.rotations,
        rotation_cost=asked.rotation_cost or 0.0,
        interviews=asked.interviews,
        fates=fates,
        actions=actions,
        mix=read_mix(asked.mix),
        objective=objective,
        levels={code: each.level for code, each in kept.items() if each.level is not None},
        specialty_values=_values(worth, asker),
    )


def _values(worth: Mapping[str, float | None], asker: Asker) -> dict[str, float]:
    """Return what matches are worth: where only the preliminary year is wanted, the specialty is not."""
    usual = picking_choices().preliminary.value
    values = {name: value for name, value in worth.items() if value is not None}
    for name in worth:
        specialty = specialty_of(name)
        if specialty is not None:
            values.setdefault(name, usual)
            if specialty not in asker.specialties:
                values[specialty] = 0.0
    return values


def _units(
    asker: Asker,
    known: Known,
    places: Wishes,
    wishes: PickWishes,
    named: set[UnitCode],
    *,
    is_chosen: bool,
) -> tuple[Unit, ...]:
    """Return the programs to choose from: those that fit, what has to be on the list, and what was sent."""
    wanted = frozenset(asker.specialties)
    held = (
        known.applied | {code for code, fate in wishes.fates.items() if fate is Fate.MUST} | {*wishes.actions}
    )
    own = [each for code in sorted(held | named) if (each := find_coded(code))]
    if is_chosen:
        own = [each for each in own if each.specialty in wanted or each.code in named]
    first_years = {specialty_of(each) for each in wishes.specialty_values}
    if wishes.objective == "chance":
        first_years = set()  # a preliminary year is no match, and its specialty is not wanted
    fit = [
        each
        for each in all_units().values()
        if each.specialty in wanted or (each.specialty in first_years and has_preliminary(each))
        if places.fits(known.view(each))
    ]
    if not fit and not own:
        raise InvalidValue(*_nothing_left(asker, places))
    return tuple({each.code: each for each in (*own, *fit)}.values())


def _nothing_left(asker: Asker, places: Wishes) -> tuple[str, str, str]:
    names = ", ".join(asker.specialties)
    if not names:
        return "specialty", "", 'Say which one you aim for: hallway setup --specialty "internal medicine"'
    if places == Wishes():
        return "specialty", names, "The directory lists no program of it: it is matched elsewhere."
    where = ", ".join((*sorted(places.states), *sorted(each.value for each in places.kinds)))
    return "state or kind", where, f"No program of {names} fits it. Widen your wishes."


def _said(asked: PickAsked, asker: Asker, worth: Mapping[str, float | None]) -> list[Assumption]:
    said = list(asker.assumptions)
    if asked.rotations and asked.rotation_cost is None:
        said.append(Assumption("You have not said what a rotation costs: taken as 0 dollars."))
    if any(value is not None for value in worth.values()) and read_objective(asked.objective) == "chance":
        said.append(
            Assumption("What a specialty is worth to you counts for preference only, not for the chance.")
        )
    return said


def with_units(inputs: Inputs, codes: Mapping[UnitCode, Action]) -> Inputs:
    """Return the same with the programs of a given list among those to choose from."""
    more = [each for code in sorted(codes) if (each := find_coded(code))]
    return replace(inputs, units=tuple({each.code: each for each in (*inputs.units, *more)}.values()))
