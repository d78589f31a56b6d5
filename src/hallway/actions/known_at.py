"""Programs where somebody would recognize the applicant's name (GOA-06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hallway.actions.ports import NetworkRow, Reading
from hallway.actions.whereabouts import is_in_us
from hallway.domain.ids import PersonId
from hallway.domain.institutions import InstitutionKind
from hallway.domain.names import fold
from hallway.domain.people import Relationship, Standing

_NO_PROGRAM = frozenset({InstitutionKind.SCHOOL.value, InstitutionKind.SOCIETY.value})


class KnownBy(NamedTuple):
    """Somebody who knows the applicant, and their tie to a program: they work there, or can speak to it."""

    id: PersonId
    name: str
    role: str
    works_there: bool


@dataclass(frozen=True, slots=True)
class KnownAt:
    """A program where the name would be recognized, and by whom; those who work there come first."""

    program: str
    people: tuple[KnownBy, ...]


def known_at(reading: Reading) -> tuple[KnownAt, ...]:
    """Return the programs where somebody would recognize the applicant's name, by name.

    That is where somebody active works, or to which they can speak, who knows the applicant or has dealt
    with them both ways. A program written in several ways counts once when accents and case are all that
    differs. Where somebody works abroad, or at a school or society, is no program.
    """
    return programs_of(reading.network())


def programs_of(rows: Iterable[NetworkRow]) -> tuple[KnownAt, ...]:
    """Return the same from rows that were read before."""
    folded: dict[str, str] = {}  # few programs for many people: each is folded once
    spelled: dict[str, str] = {}
    people: dict[str, dict[PersonId, KnownBy]] = {}
    for row in filter(knows_me, rows):
        for program, works_there in _programs(row):
            key = folded.get(program)
            if key is None:
                key = folded[program] = fold(program)
            spelled.setdefault(key, program)
            known = KnownBy(row.id, row.name, row.role, works_there)
            if key:
                people.setdefault(key, {}).setdefault(row.id, known)
    found = (
        KnownAt(spelled[key], tuple(sorted(each.values(), key=_nearest))) for key, each in people.items()
    )
    return tuple(sorted(found, key=lambda each: fold(each.program)))


def knows_me(row: NetworkRow) -> bool:
    """Tell whether somebody active would recognize the applicant's name."""
    is_active = row.standing == Standing.ACTIVE
    return is_active and (row.relationship != Relationship.UNKNOWN or row.has_talked)


def _programs(row: NetworkRow) -> Iterable[tuple[str, bool]]:
    """Return the programs of one person, the one where they work first."""
    is_program = row.institution_kind not in _NO_PROGRAM and is_in_us(row) is not False
    if row.institution and is_program:
        yield row.institution, True
    for each in row.reach:
        yield each, False


def _nearest(each: KnownBy) -> tuple[bool, str, str]:
    return not each.works_there, each.name, each.id
