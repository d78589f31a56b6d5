"""Who applies: what the odds need to know of an applicant, each of it possibly unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hallway.domain.applicants import Applicant, ExamState
from hallway.domain.errors import InvalidValue
from hallway.domain.names import fold
from hallway.facts.figures import ApplicantType
from hallway.facts.match_figures import type_of_applicant
from hallway.facts.specialties import find_specialty, near_specialties

Visa = Literal["none", "j-1", "h-1b"]
STEP2_NAMES = ("step 2 ck", "step 2", "step2", "step2 ck", "usmle step 2 ck", "usmle step 2")
IMG_TYPES = (ApplicantType.US_IMG, ApplicantType.NON_US_IMG)
LOWEST, HIGHEST = 100, 300
MOST_ATTEMPTS = 10
MOST_YEARS = 70
MOST_PUBLICATIONS = 2000
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Profile:
    """What the odds know of an applicant; None is unknown, and widens the ranges.

    Args:
        type: the kind of applicant, as published figures sort them; not "all".
        specialties: canonical names, the preferred one first; empty: whatever the programs are of.
        step2: Step 2 CK, 100-300.
        attempts: the most attempts at any Step, 1 = passed the first time.
        years_since: since graduation, 0 or more; below 0 is not meant.
        visa: "none" needed, or the one that is needed.
        publications: papers, talks and posters.
        us_months: of clinical experience in the US.
    """

    type: ApplicantType
    specialties: tuple[str, ...] = ()
    step2: int | None = None
    attempts: int | None = None
    years_since: int | None = None
    visa: Visa | None = None
    publications: int | None = None
    us_months: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.type is ApplicantType.ALL:
            raise InvalidValue(
                "Type of applicant", "all", "Say which one: us-md, us-do, us-img or non-us-img."
            )
        _within("Step 2 CK", self.step2, LOWEST, HIGHEST)
        _within("Attempts at a Step", self.attempts, 1, MOST_ATTEMPTS)
        _within("Years since graduation", self.years_since, 0, MOST_YEARS)
        _within("Publications", self.publications, 0, MOST_PUBLICATIONS)
        _within("Months in the US", self.us_months, 0, MOST_MONTHS)

    @property
    def is_img(self) -> bool:
        """Whether the applicant graduated abroad."""
        return self.type in IMG_TYPES


def make_profile(
    applicant: Applicant, *, match_year: int, publications: int | None = None, us_months: int | None = None
) -> Profile | None:
    """Return what an applicant's record says, or None while their status is not in it.

    Raises:
        InvalidValue: a score, year or specialty cannot be meant.
    """
    kind = type_of_applicant(applicant)
    if kind is None:
        return None
    graduated = applicant.graduation_year
    return Profile(
        type=kind,
        specialties=tuple(read_specialties(applicant.specialties)),
        step2=_score(applicant),
        attempts=_attempts(applicant),
        years_since=None if graduated is None else max(0, match_year - graduated),
        visa=_visa(applicant, kind),
        publications=publications,
        us_months=us_months,
    )


def read_specialties(names: Iterable[str]) -> Iterable[str]:
    """Yield the canonical names of specialties.

    Raises:
        InvalidValue: one of them is not known.
    """
    for name in names:
        found = find_specialty(name)
        if found is None:
            near = " or ".join(near_specialties(name)) or "a specialty of the Match"
            raise InvalidValue("Specialty", name, f"Did you mean {near}?")
        yield found.name


def _within(what: str, value: int | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:
        raise InvalidValue(
            what, str(value), f"It lies between {least} and {most}; leave it out when unknown."
        )


def _score(applicant: Applicant) -> int | None:
    taken = [each for each in applicant.exams if _is_step2(each.name) and each.state is ExamState.PASSED]
    scores = [each.score for each in taken if each.score is not None]
    return max(scores, default=None)


def _is_step2(name: str) -> bool:
    return " ".join(fold(name).replace("-", " ").split()) in STEP2_NAMES


def _attempts(applicant: Applicant) -> int | None:
    """Return the most attempts at a Step that was passed or failed, or None when none was taken."""
    taken = [
        each.attempt
        for each in applicant.exams
        if "step" in fold(each.name) and each.state in {ExamState.PASSED, ExamState.FAILED}
    ]
    return max(taken, default=None)


def _visa(applicant: Applicant, kind: ApplicantType) -> Visa | None:
    if kind is not ApplicantType.NON_US_IMG:
        return "none"
    if applicant.needs_visa is None:
        return None
    return "j-1" if applicant.needs_visa else "none"
