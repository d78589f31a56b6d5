"""The applicant: whose hallway this is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.ids import ApplicantId
from hallway.domain.names import fold


class Status(StrEnum):
    """Citizenship and school, as program directors sort applicants."""

    US_CITIZEN_IMG = "us-citizen-img"
    NON_US_IMG = "non-us-img"
    US_MD = "us-md"


class Flag(StrEnum):
    """A circumstance that changes what the guides advise."""

    NO_HOME_PROGRAM = "no-home-program"
    STILL_ABROAD = "still-abroad"
    DECIDED_LATE = "decided-late"
    RE_APPLICANT = "re-applicant"
    INTROVERT = "introvert"
    LOW_FUNDS = "low-funds"
    ACCENT_OR_SHY = "accent-or-shy"


class Visa(StrEnum):
    """On which visa an applicant would train."""

    J1 = "j-1"
    H1B = "h-1b"


class Stage(StrEnum):
    """Where the applicant stands in training."""

    STUDENT = "student"
    FINAL_YEAR = "final-year"
    RECENT_GRADUATE = "recent-graduate"
    RESEARCH_YEAR = "research-year"
    RESIDENT = "resident"


class ExamState(StrEnum):
    """Whether an exam lies ahead or behind."""

    PLANNED = "planned"
    PASSED = "passed"
    FAILED = "failed"
    AWAITING = "awaiting-result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """One attempt at one exam: Step 1, Step 2 CK, PLAB, MCCQE or another."""

    name: str
    state: ExamState = ExamState.PLANNED
    on: date | None = None
    score: int | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A place the applicant is tied to, with a reason that can be said to a program there."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Whose hallway it is: everything that presets, pitches and windows depend on."""

    id: ApplicantId
    name: str
    audience: str
    zone: str
    status: Status | None = None
    flags: tuple[Flag, ...] = ()
    specialties: tuple[str, ...] = ()
    sub_interests: tuple[str, ...] = ()
    school: str = ""
    school_country: str = ""
    degree: str = ""
    graduation_year: int | None = None
    stage: Stage | None = None
    location: str = ""
    match_year: int | None = None
    exams: tuple[Exam, ...] = ()
    strengths: tuple[str, ...] = ()
    why_specialty: str = ""
    experiences: str = ""
    why_abroad: str = ""
    mentor_values: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    offers_translation: bool | None = None
    research_skills: tuple[str, ...] = ()
    hours_per_week: int | None = None
    works_remotely: bool | None = None
    ties: tuple[Tie, ...] = ()
    needs_visa: bool | None = None
    email: str = ""
    phone: str = ""
    profile_url: str = ""
    visa: Visa | None = None  # None while it is open which one, and where none is needed
    publications: int | None = None
    us_months: int | None = None  # of clinical experience in the United States

    @property
    def is_us_do(self) -> bool:
        """Whether they are of a US school of osteopathic medicine: told by the degree, DO."""
        words = fold(self.degree).replace(".", "").replace(",", " ").split()
        return self.status is Status.US_MD and ("do" in words or "osteopathic" in words)
