"""The applicant: everything that presets, pitches and windows depend on."""

from datetime import date

import pytest

from hallway.actions.applicants import (
    change_applicant,
    describe_applicant,
    find_applicant,
    get_applicant,
    set_up,
)
from hallway.actions.guides import list_guides
from hallway.actions.history import list_history, undo
from hallway.domain.applicants import Exam, ExamState, Flag, Stage, Status, Tie, Visa
from hallway.domain.errors import InvalidValue, NoApplicant
from hallway.domain.ids import AudienceFileId
from hallway.domain.settings import AudienceFile
from hallway.storage.store import SqliteStore
from tests.cast import APPLICANTS, NADIA, ZEYNEP, FixedClock


def test_before_set_up_there_is_no_applicant(empty_store: SqliteStore) -> None:
    assert find_applicant(empty_store) is None
    with pytest.raises(NoApplicant, match="hallway setup"):
        get_applicant(empty_store)


@pytest.mark.parametrize("audience", APPLICANTS)
def test_every_one_of_the_cast_can_set_themselves_up(
    empty_store: SqliteStore, clock: FixedClock, audience: str
) -> None:
    applicant = set_up(empty_store, clock, fields=APPLICANTS[audience])
    assert (applicant.name, applicant.audience) == (APPLICANTS[audience]["name"], audience)
    assert get_applicant(empty_store) == applicant


@pytest.mark.requirement("PRO-01")
def test_the_audience_and_its_flags_are_kept_and_drive_the_numbers(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    everything = "no-home-program; still abroad; decided-late; re-applicant"
    applicant = set_up(empty_store, clock, fields=NADIA | {"flags": everything})
    plastics = {each.key: each.value for each in list_guides(empty_store).values}
    changed = change_applicant(empty_store, clock, fields={"audience": "us-img-pediatrics"})
    pediatrics = {each.key: each.value for each in list_guides(empty_store).values}
    assert applicant.status is Status.US_CITIZEN_IMG
    assert applicant.flags == (Flag.NO_HOME_PROGRAM, Flag.STILL_ABROAD, Flag.DECIDED_LATE, Flag.RE_APPLICANT)
    assert changed.audience == "us-img-pediatrics"
    assert (plastics["followup.noreply.earliest"], pediatrics["followup.noreply.earliest"]) == ("10", "7")


@pytest.mark.requirement("PRO-02", "PRO-03")
def test_the_core_profile_and_the_specialties_are_kept(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(
        store,
        clock,
        fields={
            "school": "Universidad del Mar Austral",
            "school_country": "Chile",
            "degree": "MD",
            "graduation_year": "2027",
            "stage": "final year",
            "location": "Valdivia, Chile; on the wards",
            "match_year": "2028",
            "specialties": "Plastic surgery; General surgery",
            "sub_interests": "burn; hand; craniofacial",
        },
    )
    kept = get_applicant(store)
    assert (kept.name, kept.school, kept.school_country) == (
        NADIA["name"],
        "Universidad del Mar Austral",
        "Chile",
    )
    assert (kept.degree, kept.graduation_year, kept.match_year) == ("MD", 2027, 2028)
    assert (kept.stage, kept.location) == (Stage.FINAL_YEAR, "Valdivia, Chile; on the wards")
    assert kept.specialties == ("Plastic surgery", "General surgery")
    assert kept.sub_interests == ("burn", "hand", "craniofacial")


@pytest.mark.requirement("PRO-04")
def test_exams_are_kept_with_day_state_score_and_attempt(store: SqliteStore, clock: FixedClock) -> None:
    lines = """
        Step 1; failed; 2025-03-02; 188
        Step 1; passed; 2025-09-14
        Step 2 CK; planned; 2027-02-10
        PLAB 1; awaiting; 2026-11-05
        MCCQE Part I; passed; 2024-10-01; 252
    """
    change_applicant(store, clock, fields={"exams": lines})
    assert get_applicant(store).exams == (
        Exam(name="Step 1", state=ExamState.FAILED, on=date(2025, 3, 2), score=188),
        Exam(name="Step 1", state=ExamState.PASSED, on=date(2025, 9, 14), attempt=2),
        Exam(name="Step 2 CK", state=ExamState.PLANNED, on=date(2027, 2, 10)),
        Exam(name="PLAB 1", state=ExamState.AWAITING, on=date(2026, 11, 5)),
        Exam(name="MCCQE Part I", state=ExamState.PASSED, on=date(2024, 10, 1), score=252),
    )


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("; passed", "Begin with the exam"),
        ("Step 1; 240", "say passed or failed"),
        ("Step 1; sat it", "Choose one of"),
        ("Step 1; passed; 2025-2-3", "YYYY-MM-DD"),
        ("Step 1; passed; 123456", "100 to 300"),
        ("Step 2 CK; passed; 999", "100 to 300"),
        ("USMLE Step 2 CK; passed; 301", "100 to 300"),
        ("Step 1; passed; -1", "100 to 300"),
        ("Step 1; failed; attempt -2", "1 to 10"),
        ("Step 1; failed; attempt 0", "1 to 10"),
        ("MCCQE Part I; passed; 1000", "1 to 999"),
        ("Step 1; attempt 2 | Step 1; attempt 2", "Number each one"),
    ],
)
def test_an_exam_that_cannot_be_meant_is_refused_with_a_remedy(
    store: SqliteStore, clock: FixedClock, line: str, remedy: str
) -> None:
    with pytest.raises(InvalidValue, match=remedy):
        change_applicant(store, clock, fields={"exams": line})


@pytest.mark.requirement("PRO-05", "PRO-06", "PRO-07")
def test_strengths_story_and_what_a_mentor_should_have_are_kept(
    store: SqliteStore, clock: FixedClock
) -> None:
    change_applicant(
        store,
        clock,
        fields={
            "strengths": "outcomes research; technical; teaching",
            "why_specialty": "A burned hand that wrote again.",
            "experiences": "Night shifts in the burn unit.\nA summer in the lab.",
            "why_abroad": "I wanted to see much, early.",
            "mentor_values": "global health; innovation",
        },
    )
    kept = get_applicant(store)
    assert kept.strengths == ("outcomes research", "technical", "teaching")
    assert kept.why_specialty == "A burned hand that wrote again."
    assert kept.experiences == "Night shifts in the burn unit.\nA summer in the lab."
    assert kept.why_abroad == "I wanted to see much, early."
    assert kept.mentor_values == ("global health", "innovation")


@pytest.mark.requirement("PRO-08", "PRO-09")
def test_languages_research_skills_and_availability_are_kept(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(
        store,
        clock,
        fields={
            "languages": "Spanish, English",
            "offers_translation": "yes",
            "research_skills": "data entry; systematic review",
            "hours_per_week": "6",
            "works_remotely": "y",
            "zone": "America/Santiago",
        },
    )
    kept = get_applicant(store)
    assert (kept.languages, kept.offers_translation) == (("Spanish", "English"), True)
    assert kept.research_skills == ("data entry", "systematic review")
    assert (kept.hours_per_week, kept.zone, kept.works_remotely) == (6, "America/Santiago", True)


@pytest.mark.requirement("PRO-10")
def test_every_tie_to_a_place_carries_a_reason(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(
        store, clock, fields={"ties": "Ohio: my family lives there | Iowa: I went to college there"}
    )
    with pytest.raises(InvalidValue, match="place and reason"):
        change_applicant(store, clock, fields={"ties": "Ohio"})
    assert get_applicant(store).ties == (
        Tie(place="Ohio", reason="my family lives there"),
        Tie(place="Iowa", reason="I went to college there"),
    )


@pytest.mark.requirement("PRO-11")
def test_a_us_citizen_needs_no_visa_and_others_say_whether_they_do(
    store: SqliteStore, clock: FixedClock
) -> None:
    assert get_applicant(store).needs_visa is False
    with pytest.raises(InvalidValue, match="US citizen needs none"):
        change_applicant(store, clock, fields={"needs_visa": "yes"})
    assert change_applicant(store, clock, fields=ZEYNEP).needs_visa is True


@pytest.mark.requirement("PRO-11")
def test_the_visa_is_named_once_it_is_known_and_agrees_with_the_need(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    set_up(empty_store, clock, fields={key: text for key, text in ZEYNEP.items() if key != "needs_visa"})
    assert change_applicant(empty_store, clock, fields={"visa": "h1b"}).needs_visa is True
    assert get_applicant(empty_store).visa is Visa.H1B
    with pytest.raises(InvalidValue, match="Change one of the two"):
        change_applicant(empty_store, clock, fields={"needs_visa": "no", "visa": "j-1"})
    assert change_applicant(empty_store, clock, fields={"needs_visa": "no"}).visa is None
    with pytest.raises(InvalidValue, match="You said that you need none"):
        change_applicant(empty_store, clock, fields={"visa": "j-1"})


def test_a_us_citizen_names_no_visa(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="US citizen needs none"):
        change_applicant(store, clock, fields={"visa": "j-1"})


def test_what_programs_ask_for_is_kept_and_unknown_until_then(store: SqliteStore, clock: FixedClock) -> None:
    before = get_applicant(store)
    kept = change_applicant(store, clock, fields={"publications": "7", "us_months": "4"})
    assert (before.publications, before.us_months) == (None, None)
    assert (kept.publications, kept.us_months) == (7, 4)


@pytest.mark.parametrize("year", ["1890", "2200", "-5", "last year"])
def test_a_graduation_year_that_cannot_be_meant_is_refused(
    store: SqliteStore, clock: FixedClock, year: str
) -> None:
    with pytest.raises(InvalidValue, match="1950 to 2100"):
        change_applicant(store, clock, fields={"graduation_year": year})


@pytest.mark.parametrize("missing", ["name", "audience", "zone"])
def test_set_up_needs_name_audience_and_zone(
    empty_store: SqliteStore, clock: FixedClock, missing: str
) -> None:
    with pytest.raises(InvalidValue, match=f"{missing} .*needed"):
        set_up(empty_store, clock, fields={key: text for key, text in NADIA.items() if key != missing})
    assert find_applicant(empty_store) is None


def test_setting_up_twice_changes_the_same_applicant(store: SqliteStore, clock: FixedClock) -> None:
    first = get_applicant(store)
    second = set_up(store, clock, fields={"name": "Nadia Brandt-Ruiz"})
    assert (second.id, second.name, second.school) == (first.id, "Nadia Brandt-Ruiz", first.school)


def test_an_unknown_audience_is_refused_and_one_of_a_file_is_taken(
    store: SqliteStore, clock: FixedClock
) -> None:
    with pytest.raises(InvalidValue, match="us-img-pediatrics"):
        change_applicant(store, clock, fields={"audience": "img-urology"})
    with store.writing("test", "A custom audience", now=clock.now()) as writing:
        writing.add(AudienceFile(id=AudienceFileId(writing.new_id()), name="img-urology", text=""))
    assert change_applicant(store, clock, fields={"audience": "img-urology"}).audience == "img-urology"


def test_a_refused_field_leaves_all_the_others_unchanged(store: SqliteStore, clock: FixedClock) -> None:
    before = get_applicant(store)
    with pytest.raises(InvalidValue):
        change_applicant(store, clock, fields={"school": "Elsewhere", "match_year": "soon"})
    assert get_applicant(store) == before


def test_a_form_shows_what_reads_back_as_the_same_applicant(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    applicant = set_up(empty_store, clock, fields=ZEYNEP)
    assert set_up(empty_store, clock, fields=describe_applicant(empty_store)) == applicant


def test_a_change_can_be_undone(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"school": "Elsewhere"})
    assert list_history(store)[0].says == "Changed your school"
    undo(store, clock)
    assert get_applicant(store).school == NADIA["school"]
