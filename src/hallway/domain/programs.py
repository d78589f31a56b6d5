"""What the applicant knows of programs, has to do with them, and hears from them.

A program is named by its unit code: the ten digits of its ACGME id where that is known, else the seven digits
of institution and specialty in its NRMP code. One application goes to one unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hallway.domain.ids import (
    ListedProgramId,
    PersonId,
    ProgramAliasId,
    ProgramCountsId,
    ProgramFactId,
    ProgramNoteId,
    ProgramOutcomeId,
    ProgramTieId,
    UnitCode,
)

NO_UNIT = UnitCode("")


class ProgramTopic(StrEnum):
    """What a note about a program is about."""

    CULTURE = "culture"
    CALL = "call"
    IMG_SUPPORT = "img-support"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramNote:
    """Something said about a program, by whom (a person of the record, or a source in words) and when.

    `unit` is "" while nobody has said which program of the directory is meant by `program`.
    """

    id: ProgramNoteId
    program: str
    topic: ProgramTopic
    text: str
    on: date
    person: PersonId | None = None
    source: str = ""
    unit: UnitCode = NO_UNIT


class FactKind(StrEnum):
    """What can be known of a program; the value of each has one form (see `read_fact` in actions)."""

    KIND = "kind"  # university, community or military
    IMG_SHARE = "img-share"  # percent of residents, 0-100
    US_IMG_SHARE = "us-img-share"  # percent of residents, 0-100
    VISAS = "visas"  # j-1, h-1b, none; several with a comma
    STEP2_MIN = "step2-min"  # cut-off, 1-300
    MOST_ATTEMPTS = "most-attempts"  # at any Step, 1-6
    MOST_YEARS = "most-years"  # since graduation, 0-50
    US_MONTHS = "us-months"  # of US clinical experience asked for, 0-60
    POSITIONS = "positions"  # a year, 0-500
    INTERVIEWS = "interviews"  # given a year, 0-5000
    APPLICANTS = "applicants"  # a year, 0-20000
    SIGNALS_ONLY = "signals-only"  # yes, mostly, no: whether it interviews only who signaled
    CONTACT_POLICY = "contact-policy"  # in words
    WEBSITE = "website"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFact:
    """One thing known of one program, from whom and since when; a later one of the same kind counts."""

    id: ProgramFactId
    unit: UnitCode
    kind: FactKind
    value: str
    on: date
    source: str = ""


class TieKind(StrEnum):
    """What may tie an applicant to a program."""

    HOME = "home"
    ROTATION = "rotation"
    RESEARCH = "research"
    ALUMNI = "alumni"
    MENTOR_REACH = "mentor-reach"
    CONFERENCE = "conference"
    OPEN_HOUSE = "open-house"
    GEOGRAPHY = "geography"
    SIGNAL = "signal"
    GOLD_SIGNAL = "gold-signal"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTie:
    """A tie to a program that the applicant recorded by hand, with the person behind it, if any."""

    id: ProgramTieId
    unit: UnitCode
    kind: TieKind
    person: PersonId | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProgram:
    """A program on the applicant's list, and why."""

    id: ListedProgramId
    unit: UnitCode
    reasons: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAlias:
    """What a name means that the applicant uses for a hospital, school or program.

    `code` is that of an institution (four digits) or of a unit, or "" for a place without any program.
    """

    id: ProgramAliasId
    name: str
    code: str


class Reply(StrEnum):
    """What a program answered to an application."""

    INTERVIEW = "interview"
    WAITLIST = "waitlist"
    REJECTED = "rejected"


class Result(StrEnum):
    """What came of a program on Match Day."""

    MATCHED = "matched"
    NOT_MATCHED = "not-matched"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramOutcome:
    """One application in one season, as far as it has come."""

    id: ProgramOutcomeId
    unit: UnitCode
    season: int  # the match year
    applied_on: date | None = None
    reply: Reply | None = None
    replied_on: date | None = None
    interviewed_on: date | None = None
    rank: int | None = None  # the applicant's own, from 1
    result: Result | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramCounts:
    """Positions and fills of tracks, from an official report that the applicant read in.

    `rows` maps an NRMP track code to its (quota, filled) of each of `years`, newest first; None where the
    report gives none. They enter the odds only where the applicant switched that on.
    """

    id: ProgramCountsId
    report: str
    years: tuple[int, ...]
    on: date
    in_odds: bool = False
    rows: Mapping[str, tuple[tuple[int | None, int | None], ...]] = field(default_factory=dict)
