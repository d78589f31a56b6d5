import pytest

from hallway.domain.applicants import Applicant, Exam, ExamState, Status
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ApplicantId
from hallway.facts.figures import ApplicantType
from hallway.smartpick.profiles import Profile, make_profile


def an_applicant(**fields: object) -> Applicant:
    given = {
        "id": ApplicantId("a"),
        "name": "Marisol Vega",
        "audience": "img-general",
        "zone": "America/New_York",
    }
    return Applicant(**(given | fields))  # type: ignore[arg-type] # fields by name, as the test gives them


@pytest.mark.requirement("PICK-01", "PICK-02")
def test_a_record_becomes_a_profile() -> None:
    applicant = an_applicant(
        status=Status.NON_US_IMG,
        specialties=("IM", "Surgery-General"),
        graduation_year=2022,
        needs_visa=True,
        exams=(
            Exam(name="Step 1", state=ExamState.FAILED, attempt=1),
            Exam(name="Step 1", state=ExamState.PASSED, attempt=2),
            Exam(name="Step 2 CK", state=ExamState.PASSED, score=247),
            Exam(name="Step 3", state=ExamState.PLANNED, attempt=3),
        ),
    )
    assert make_profile(applicant, match_year=2027) == Profile(
        type=ApplicantType.NON_US_IMG,
        specialties=("Internal Medicine", "General Surgery"),
        step2=247,
        attempts=2,
        years_since=5,
        visa="j-1",
    )


def test_what_the_record_does_not_say_stays_unknown() -> None:
    assert make_profile(an_applicant(status=Status.NON_US_IMG), match_year=2027) == Profile(
        type=ApplicantType.NON_US_IMG
    )
    assert make_profile(an_applicant(), match_year=2027) is None


def test_us_citizens_need_no_visa_and_a_year_ahead_is_not_counted() -> None:
    found = make_profile(an_applicant(status=Status.US_MD, graduation_year=2028), match_year=2027)
    assert found == Profile(type=ApplicantType.US_MD, years_since=0, visa="none")


def test_a_specialty_that_is_none_is_refused_with_a_guess() -> None:
    with pytest.raises(InvalidValue, match=r"Did you mean .*Pediatrics"):
        make_profile(an_applicant(status=Status.US_MD, specialties=("Pediatrix care",)), match_year=2027)


def test_a_graduation_long_before_any_applicant_was_born_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Years since graduation '137'"):
        make_profile(an_applicant(status=Status.NON_US_IMG, graduation_year=1890), match_year=2027)


def test_all_types_together_are_no_applicant() -> None:
    with pytest.raises(InvalidValue, match="Say which one"):
        Profile(type=ApplicantType.ALL)


@pytest.mark.parametrize("degree", ["DO", "D.O.", "do, MPH", "Doctor of Osteopathic Medicine"])
def test_the_degree_tells_a_do_of_a_us_school(degree: str) -> None:
    found = make_profile(an_applicant(status=Status.US_MD, degree=degree), match_year=2027)

    assert found == Profile(type=ApplicantType.US_DO, visa="none")


@pytest.mark.parametrize(
    ("status", "degree"), [(Status.US_MD, "MD"), (Status.US_MD, ""), (Status.US_CITIZEN_IMG, "DO")]
)
def test_nobody_else_is_one(status: Status, degree: str) -> None:
    found = make_profile(an_applicant(status=status, degree=degree), match_year=2027)

    assert found is not None
    assert found.type is not ApplicantType.US_DO
