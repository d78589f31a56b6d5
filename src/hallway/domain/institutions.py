"""Institutions and their departments."""

from dataclasses import dataclass
from enum import StrEnum

from hallway.domain.ids import AffiliationId, DepartmentId, InstitutionId, PersonId


class InstitutionKind(StrEnum):
    """What sort of place an institution is, as far as is known."""

    UNIVERSITY = "university"
    COMMUNITY = "community"
    MILITARY = "military"
    SCHOOL = "school"
    SOCIETY = "society"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A hospital, school or society."""

    id: InstitutionId
    name: str
    kind: InstitutionKind = InstitutionKind.UNKNOWN
    city: str = ""
    state: str = ""
    country: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """An institution's department: the unit in which no two people get the same text."""

    id: DepartmentId
    institution: InstitutionId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A person's place at an institution; one of them is the main one."""

    id: AffiliationId
    person: PersonId
    institution: InstitutionId
    department: DepartmentId | None = None
    role: str = ""
    is_main: bool = True
