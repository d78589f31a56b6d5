"""Programs of the directory: found by code or by words, and called by a name."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeVar

from hallway.actions import typed_text
from hallway.actions.ports import Reading
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.names import fold
from hallway.domain.programs import FactKind, ProgramFact, ProgramOutcome, ProgramTie
from hallway.facts.directory import Unit, find_unit, nearest_units, search_units, units
from hallway.formats.program_codes import read_code

AtUnit = TypeVar("AtUnit", ProgramFact, ProgramTie, ProgramOutcome)

_CODE = re.compile(r"[0-9]{7,10}|[0-9]{7}[A-Z][0-9]{1,2}")
_TRACK = re.compile(
    r"([0-9]{7})(?:[A-Z][0-9]{1,2})?"
)  # of NRMP; the letter and what follows tell tracks apart
_PLACE_AND_SPECIALTY = 7  # digits of an NRMP code that stay when the ACGME id of a program becomes known
_MOST_TOLD = 8
_MOST_NEAR = 3


def choose_unit(words: str) -> Unit:
    """Return which program `words` mean: a code, or every word of institution, place and specialty.

    Raises:
        NotFound: none fits; the nearest are told.
        InvalidValue: there are no words, or several fit; each is told with its code.
    """
    wanted = typed_text.read_line("program", words)
    if not wanted:
        raise InvalidValue("program", "", "Type its code, such as 9991140, or words of its name.")
    known = find_coded(wanted)
    if known is not None:
        return known
    if is_code(wanted):
        near = "; ".join(f"{each.code} {name_of(each)}" for each in _near_codes(wanted))
        guess = f"Did you mean {near}? Else find" if near else "Check the code, or find"
        raise NotFound(
            "program with the code", wanted, f"{guess} the program by words: hallway programs list."
        )
    found = search_units(wanted)
    exact = [each for each in found if fold(wanted) in {fold(name_of(each)), fold(each.institution)}]
    fits = exact if len(exact) == 1 else found
    if not fits:
        near = "; ".join(f"{each.code} {name_of(each)}" for each in nearest_units(wanted, 3))
        remedy = f"Did you mean {near}?" if near else "See them all: hallway programs list."
        raise NotFound("program", wanted, remedy)
    if len(fits) > 1:
        told = "".join(f"\n  {each.code}  {name_of(each)}" for each in fits[:_MOST_TOLD])
        more = f"\n  and {len(fits) - _MOST_TOLD} more" if len(fits) > _MOST_TOLD else ""
        raise InvalidValue("program", wanted, f"It fits {len(fits)}. Name one by its code:{told}{more}")
    return fits[0]


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a program's or a track's code."""
    return _CODE.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    """Return a code without blanks and hyphens, as every list writes it."""
    code = read_code(text)
    return code if isinstance(code, str) else "".join(text.upper().split())


def _near_codes(text: str) -> tuple[Unit, ...]:
    """Return the programs whose code differs in one sign from what was typed, or has two of them swapped."""
    wanted = _bare(text)
    near: dict[UnitCode, Unit] = {}
    for unit in units().values():
        if any(_is_slip(wanted, code) for code in (unit.code, *(each.code for each in unit.tracks))):
            near.setdefault(unit.code, unit)
    return tuple(near.values())[:_MOST_NEAR]


def _is_slip(typed: str, code: str) -> bool:
    if len(typed) != len(code):
        return False
    other = [place for place, sign in enumerate(code) if sign != typed[place]]
    if len(other) == 2:  # noqa: PLR2004 - two that changed places
        first, second = other
        return second == first + 1 and typed[first] == code[second] and typed[second] == code[first]
    return len(other) == 1


@lru_cache(maxsize=16_384)
def find_coded(text: str) -> Unit | None:
    """Return the program that a code names; one of institution and specialty finds the ACGME program too."""
    bare = _bare(text)
    known = find_unit(text) or find_unit(bare)
    track = _TRACK.fullmatch(bare)
    if known or not track:
        return known
    same = _by_place_and_specialty().get(track[1], ())
    return same[0] if len(same) == 1 else None


@cache
def _by_place_and_specialty() -> Mapping[str, tuple[Unit, ...]]:
    found: dict[str, dict[UnitCode, Unit]] = {}
    for unit in units().values():
        for track in unit.tracks:
            found.setdefault(track.code[:_PLACE_AND_SPECIALTY], {})[unit.code] = unit
    return {start: tuple(same.values()) for start, same in found.items()}


def current_code(code: UnitCode) -> UnitCode:
    """Return the code by which the directory calls a program today, or the same where it has lost it."""
    unit = find_coded(code)
    return unit.code if unit else code


def kept_at(reading: Reading, kind: type[AtUnit], unit: Unit) -> tuple[AtUnit, ...]:
    """Return what is kept of a program, under its code of today and the one it had before its ACGME id."""
    starts: set[str] = {track.code[:_PLACE_AND_SPECIALTY] for track in unit.tracks}
    codes: set[str] = {unit.code, *(each for each in starts if find_coded(each) is unit)}
    return tuple(each for code in sorted(codes) for each in reading.all(kind, unit=code))


def name_of(unit: Unit) -> str:
    """Return what people call a program, with its place: what tells it from others.

    Two programs of one specialty at one institution bear the names of their first tracks.
    """
    plain = _plain_name(unit, unit.specialty)
    return _plain_name(unit, unit.tracks[0].name) if plain in _shared_names() else plain


def _plain_name(unit: Unit, what: str) -> str:
    where = ", ".join(filter(None, (unit.city, unit.state)))
    return f"{what}, {unit.institution}" + (f" ({where})" if where else "")


@cache
def _shared_names() -> frozenset[str]:
    """Return the names that more than one program of the directory would bear."""
    counts = Counter(_plain_name(each, each.specialty) for each in units().values())
    return frozenset(name for name, count in counts.items() if count > 1)


def name_of_code(code: UnitCode) -> str:
    """Return the same for a code of the record, which the directory may have lost."""
    unit = find_coded(code)
    return name_of(unit) if unit else f"{code} (no longer in the directory)"


def latest_facts(reading: Reading) -> dict[UnitCode, dict[FactKind, ProgramFact]]:
    """Return what is known of each program: of every kind the latest, and of one day the last written."""
    known: dict[UnitCode, dict[FactKind, ProgramFact]] = {}
    for each in sorted(reading.all(ProgramFact), key=lambda fact: (fact.on, fact.id)):
        known.setdefault(current_code(each.unit), {})[each.kind] = each
    return known


def kind_of(unit: Unit, facts: dict[FactKind, ProgramFact]) -> tuple[InstitutionKind | None, bool]:
    """Return what kind of institution it is, and whether that is only our guess; None while nobody knows."""
    said = facts.get(FactKind.KIND)
    if said is not None:
        return InstitutionKind(said.value), False
    return unit.kind_guess, unit.kind_guess is not None
