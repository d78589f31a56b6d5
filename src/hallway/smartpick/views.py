"""A program as the odds see it: what is known of it, what ties the applicant to it, what it has answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ProgramOutcome, TieKind
from hallway.facts.directory import Unit


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One fact of a program in the form that `FactKind` says, from whom and since when."""

    value: str
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie to a program, and the person behind it."""

    kind: TieKind
    note: str = ""
    on: date | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class ProgramView:
    """Everything about one program that may enter its odds.

    `kind` is what the applicant says of the institution, or None: then the unit's guess counts, as a guess.
    """

    unit: Unit
    kind: InstitutionKind | None = None
    facts: Mapping[FactKind, KnownFact] = field(default_factory=dict)
    ties: tuple[TieView, ...] = ()
    outcome: ProgramOutcome | None = None
