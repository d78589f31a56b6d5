"""People the applicant knows or wants to know."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hallway.domain.ids import FamilyNameId, NotSameId, PersonId, WorkId


class Group(StrEnum):
    """The four groups of a professional network."""

    MENTOR = "mentor"
    SPONSOR = "sponsor"
    PEER = "peer"
    COLLABORATOR = "collaborator"


class Relationship(StrEnum):
    """How far a relationship has come."""

    UNKNOWN = "unknown"
    KNOWS_ME = "knows-me"
    TRUSTS_ME = "trusts-me"
    ADVOCATES = "advocates"


class Level(StrEnum):
    """How far a person's own network reaches."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"


class Office(StrEnum):
    """What makes a person a likely guide or collaborator."""

    APD = "apd"
    RESEARCH_DIRECTOR = "research-director"
    JUNIOR_FACULTY = "junior-faculty"
    MENTORING_INTEREST = "mentoring-interest"


class MentorRole(StrEnum):
    """What a mentor is for; one person may fill several roles, and a role is seldom filled by title."""

    CAREER = "career"
    RESEARCH = "research"
    CLINICAL = "clinical"
    APPLICATION = "application"
    PROCESS = "process"
    PEER = "peer"
    CAREER_SPONSOR = "career-sponsor"


class MentorMerit(StrEnum):
    """What makes a good mentor; four of four is rare and not needed."""

    IN_FIELD = "in-field"
    KNOWS_MATCH = "knows-match"
    HONEST = "honest"
    REACHABLE = "reachable"


class PeerKind(StrEnum):
    """Who a peer is."""

    US_STUDENT = "us-student"
    IMG_APPLICANT = "img-applicant"
    JUNIOR_RESIDENT = "junior-resident"
    MATCHED_CLASSMATE = "matched-classmate"


class PeerGift(StrEnum):
    """What a peer gives."""

    CULTURE = "culture"
    ALERTS = "alerts"
    SUPPORT = "support"


class Standing(StrEnum):
    """Whether a person is at hand, put aside, or on the way out."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    TRASHED = "trashed"


ROLES: tuple[str, ...] = (
    "medical student",
    "PGY-1",
    "PGY-2",
    "PGY-3",
    "PGY-4",
    "PGY-5",
    "PGY-6",
    "PGY-7",
    "resident",
    "chief resident",
    "fellow",
    "attending",
    "associate program director",
    "program director",
    "research director",
    "division chief",
    "chair",
    "program coordinator",
    "dean",
    "researcher",
    "alumnus",
    "community physician",
)
"""Roles the guides name. A role outside of this list is kept as it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person: who they are, where, how we met, and what they have allowed."""

    id: PersonId
    name: str
    given: str = ""
    family: str = ""
    credentials: str = ""
    role: str = ""
    specialty: str = ""
    subspecialty: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile_url: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    zone: str = ""
    zone_source: str = ""  # where `zone` was found, such as "the city El Paso, TX"; "" when it was typed
    how_met: str = ""
    introduced_by: PersonId | None = None
    groups: tuple[Group, ...] = ()
    mentor_roles: tuple[MentorRole, ...] = ()
    mentor_merits: tuple[MentorMerit, ...] = ()
    peer_kind: PeerKind | None = None
    peer_gifts: tuple[PeerGift, ...] = ()
    relationship: Relationship = Relationship.UNKNOWN
    is_img: bool | None = None
    worked_with_imgs: bool | None = None
    is_alumnus: bool | None = None
    offices: tuple[Office, ...] = ()
    level: Level | None = None
    knows_story: bool | None = None
    reach: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    may_follow_up: bool | None = None
    may_follow_up_on: date | None = None
    next_follow_up: date | None = None
    next_follow_up_why: str = ""
    notes: str = ""
    standing: Standing = Standing.ACTIVE
    standing_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A paper, talk or interest of a person: when the applicant read it, and what stayed with them."""

    id: WorkId
    person: PersonId
    title: str
    kind: str = "paper"
    link: str = ""
    read_on: date | None = None
    insight: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSame:
    """Two people whom the applicant told apart: never suggested as one again."""

    id: NotSameId
    person: PersonId
    other: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyName:
    """A family name whose bearers write it first, as the applicant corrected it once."""

    id: FamilyNameId
    name: str
