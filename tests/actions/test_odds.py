"""Odds: the record, the facts and SmartPick together."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.audience_files import add_audience
from hallway.actions.odds import NoFigures, OddsAnswer, find_odds
from hallway.actions.odds_inputs import hash_inputs
from hallway.actions.people import add_person
from hallway.actions.program_counts import ACKNOWLEDGMENT, import_counts, use_counts
from hallway.actions.program_facts import correct_kind, record_fact
from hallway.actions.program_lookups import name_of
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie, withdraw_tie
from hallway.actions.programs import list_program
from hallway.domain.errors import InvalidValue, NoApplicant, NotFound
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, Reply, TieKind
from hallway.facts.directory import Unit, units
from hallway.facts.evidence import tie_effects
from hallway.facts.figures import ApplicantType
from hallway.smartpick.factors import Range
from hallway.storage.store import SqliteStore
from tests.cast import CLAIRE, TOMAS, ZEYNEP, FixedClock

MEDICINE, SURGERY = "Internal Medicine", "General Surgery"
OPEN = {
    name: [each for each in units().values() if each.specialty == name and each.open_tracks]
    for name in (MEDICINE, SURGERY)
}
LIST = [each.code for each in OPEN[SURGERY][::30]][:8]


@pytest.fixture
def tomas(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a record of a US-citizen IMG who aims for general surgery and has a list."""
    set_up(empty_store, clock, fields=TOMAS)
    list_program(empty_store, clock, units=LIST)
    return empty_store


def range_at(found: OddsAnswer, code: UnitCode) -> Range:
    return next(each.odds.p_interview for each in found.programs if each.unit.code == code)


def width(each: Range) -> float:
    return each.high - each.low


@pytest.mark.requirement("PICK-13")
def test_every_odd_is_a_range_and_both_meanings_of_the_whole_are_told(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    found = find_odds(tomas, clock)

    assert {each.unit.code for each in found.programs} == set(LIST)
    assert found.whole.is_own_list
    for each in (found.whole.conditional, found.whole.unconditional, found.whole.interviewed):
        assert 0 < each.low < each.mid < each.high < 1
    assert found.whole.conditional.mid > found.whole.unconditional.mid
    assert all(each.odds.p_interview.low < each.odds.p_interview.high for each in found.programs)
    assert any("short list" in each.says for each in found.assumptions)


@pytest.mark.requirement("PICK-07", "PICK-14")
def test_every_factor_names_its_weight_its_source_and_its_year(tomas: SqliteStore, clock: FixedClock) -> None:
    record_fact(
        tomas,
        clock,
        unit=LIST[0],
        kind=FactKind.IMG_SHARE,
        text="40",
        source="its website",
        on=date(2026, 10, 1),
    )
    found = find_odds(tomas, clock)

    factors = [*found.factors, *(factor for each in found.programs for factor in each.odds.factors)]
    assert all(each.source and each.year for each in factors)
    assert all(each.weight is not None for each in factors)
    mine = next(each for each in found.programs if each.unit.code == LIST[0])
    share = next(each for each in mine.odds.factors if each.name == "share of IMGs")
    assert (share.source, share.year) == ("its website", "2026")
    assert {(each.source, each.year) for each in found.sources} == {
        (each.source, each.year) for each in factors
    }
    assert FactKind.IMG_SHARE.value not in mine.odds.unknown
    assert all(FactKind.IMG_SHARE.value in each.odds.unknown for each in found.programs if each is not mine)


@pytest.mark.requirement("PICK-14")
def test_the_same_record_gives_the_same_answer_and_another_record_another_hash(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    first = find_odds(tomas, clock)
    assert find_odds(tomas, clock) == first

    record_fact(tomas, clock, unit=LIST[0], kind=FactKind.VISAS, text="j-1")
    assert find_odds(tomas, clock).input_hash != first.input_hash
    assert find_odds(tomas, clock, network=False).input_hash != first.input_hash


@pytest.mark.requirement("PICK-01", "PICK-02")
def test_scores_attempts_and_years_of_the_record_enter_and_narrow(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    set_up(empty_store, clock, fields=ZEYNEP)
    before = find_odds(empty_store, clock)
    assert before.profile.step2 is None  # only planned
    assert before.unknown == ("Step 2 CK", "years since graduation", "publications")

    change_applicant(
        empty_store,
        clock,
        fields={
            "exams": "Step 2 CK; failed; 2025-08-01 | Step 2 CK; passed; 2026-08-01; 251; attempt 2",
            "graduation_year": "2024",
            "publications": "5",
            "visa": "h-1b",
        },
    )
    after = find_odds(empty_store, clock)

    profile = after.profile
    assert (profile.step2, profile.attempts, profile.years_since) == (251, 2, 4)
    assert (profile.visa, profile.publications) == ("h-1b", 5)
    assert after.unknown == ()
    assert width(after.programs[0].odds.p_interview) < width(before.programs[0].odds.p_interview)
    assert not [each for each in after.assumptions if each.field == "visa"]
    assert [each for each in before.assumptions if each.field == "visa"]


@pytest.mark.requirement("PICK-03")
def test_wishes_of_specialty_place_and_kind_choose_what_is_looked_at(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    found = find_odds(
        tomas, clock, specialties=["im"], states=["Ohio", "PA"], kinds=["community"], everything=True
    )
    assert {each.unit.state for each in found.programs} == {"OH", "PA"}
    assert {each.unit.kind_guess for each in found.programs} == {InstitutionKind.COMMUNITY}
    assert found.specialties == (MEDICINE,)

    gone = found.programs[0].unit.code
    correct_kind(tomas, clock, unit=gone, kind=InstitutionKind.UNIVERSITY)
    again = find_odds(
        tomas, clock, specialties=["im"], states=["Ohio", "PA"], kinds=["community"], everything=True
    )
    assert gone not in {each.unit.code for each in again.programs}

    with pytest.raises(InvalidValue, match="fits your wishes"):
        find_odds(tomas, clock, specialties=["plastic surgery"], states=["Guam"], everything=True)
    with pytest.raises(InvalidValue, match="US state"):
        find_odds(tomas, clock, states=["Atlantis"])


@pytest.mark.requirement("PICK-03")
def test_inside_a_band_programs_in_the_applicants_own_places_stand_first(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    found = find_odds(tomas, clock, everything=True, network=False)  # then ties tell nothing apart
    bands = [each.odds.band or 10_000 for each in found.programs]
    assert bands == sorted(bands)
    first = [each.is_connected for each in found.programs if each.odds.band == 1]
    assert first == sorted(first, reverse=True)
    assert {each.unit.state for each in found.programs if each.is_connected} == {"OH", "IA"}


@pytest.mark.requirement("PICK-10")
def test_ties_count_visibly_with_the_people_behind_them_until_they_are_switched_off(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    code = LIST[0]
    bare = find_odds(tomas, clock)
    person = add_person(tomas, clock, fields={"name": "Amara Okafor", "role": "attending"}).person
    tie = record_tie(tomas, clock, unit=code, kind=TieKind.ROTATION, person=person.id, on=date(2026, 9, 1))

    tied, off = find_odds(tomas, clock), find_odds(tomas, clock, network=False)

    assert range_at(tied, code).mid > range_at(bare, code).mid
    mine = next(each for each in tied.programs if each.unit.code == code)
    factor = next(each for each in mine.odds.factors if each.name == "rotation there")
    assert "Amara Okafor" in factor.value
    assert "2026-09-01" in factor.value
    assert mine.is_connected
    assert mine.odds.band == 1
    assert all(each.name != "rotation there" for one in off.programs for each in one.odds.factors)
    withdraw_tie(tomas, clock, tie=tie.id)
    assert range_at(off, code) == range_at(find_odds(tomas, clock, network=False), code)
    assert find_odds(tomas, clock).whole == bare.whole


@pytest.mark.requirement("PICK-09")
def test_place_kind_and_own_share_of_imgs_tell_programs_apart(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    set_up(empty_store, clock, fields=ZEYNEP)
    found = find_odds(empty_store, clock)
    names = {factor.name for each in found.programs for factor in each.odds.factors}
    assert {"state", "kind"} <= names
    assert len({each.odds.band for each in found.programs}) > 2

    code = next(each.unit.code for each in reversed(found.programs) if each.odds.band)
    before = range_at(found, code)
    record_fact(empty_store, clock, unit=code, kind=FactKind.IMG_SHARE, text="80", source="its website")
    assert range_at(find_odds(empty_store, clock), code).mid > before.mid


@pytest.mark.requirement("PICK-15")
def test_answers_of_programs_move_the_odds_at_all_others(tomas: SqliteStore, clock: FixedClock) -> None:
    other = LIST[1]
    before = find_odds(tomas, clock)
    record_outcome(tomas, clock, unit=LIST[0], reply=Reply.INTERVIEW)
    invited = find_odds(tomas, clock)
    assert range_at(invited, other).mid > range_at(before, other).mid
    assert invited.whole.interviewed.low > 0.999

    record_outcome(tomas, clock, unit=LIST[0], reply=Reply.REJECTED)
    for code in LIST[2:]:
        record_outcome(tomas, clock, unit=code, reply=Reply.REJECTED)
    refused = find_odds(tomas, clock)
    assert range_at(refused, other).mid < range_at(before, other).mid
    gone = next(each for each in refused.programs if each.unit.code == LIST[0])
    assert (gone.odds.band, gone.odds.p_match_there.high) == (None, 0)
    assert gone.outcome is not None


def test_answers_of_another_season_change_nothing(tomas: SqliteStore, clock: FixedClock) -> None:
    before = find_odds(tomas, clock)
    record_outcome(tomas, clock, unit=LIST[0], season=2026, reply=Reply.REJECTED)
    assert find_odds(tomas, clock) == before


def test_a_hard_cut_off_closes_a_program_and_says_why(tomas: SqliteStore, clock: FixedClock) -> None:
    change_applicant(tomas, clock, fields={"exams": "Step 2 CK; passed; 2026-08-01; 231"})
    record_fact(tomas, clock, unit=LIST[0], kind=FactKind.STEP2_MIN, text="240", source="its website")
    found = find_odds(tomas, clock, units=[LIST[0]])
    (only,) = found.programs
    assert only.odds.p_interview == Range(0, 0, 0)
    assert only.odds.closed == ("Its least Step 2 CK: at least 240; you have 231.",)


def test_one_program_is_told_as_among_all_others(tomas: SqliteStore, clock: FixedClock) -> None:
    every = find_odds(tomas, clock)
    (only,) = find_odds(tomas, clock, units=[LIST[3]]).programs
    assert only == next(each for each in every.programs if each.unit.code == LIST[3])
    assert find_odds(tomas, clock, units=[LIST[3]]).whole == every.whole


def test_without_a_list_as_many_programs_count_as_one_usually_applies_to_and_that_is_said(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    set_up(empty_store, clock, fields=TOMAS)
    found = find_odds(empty_store, clock)
    assert found.looked_at == sum(each.specialty == SURGERY for each in units().values())
    assert not found.whole.is_own_list
    said = next(each for each in found.assumptions if "no list yet" in each.says)
    assert f"{found.whole.programs} of the {len(OPEN[SURGERY])} open programs" in said.says
    assert said.source
    assert said.year


def test_what_a_guide_takes_for_granted_is_told_with_what_else_may_be(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    fields = {"name": "Sam Lindqvist", "audience": "img-general", "zone": "Europe/Stockholm"}
    set_up(empty_store, clock, fields={**fields, "specialties": "internal medicine; wilderness medicine"})
    found = find_odds(empty_store, clock)
    assert found.profile.type is ApplicantType.NON_US_IMG
    assert {each.field for each in found.assumptions} == {"status", "specialties", "match_year", ""}
    assert found.match_year == 2027
    assert found.otherwise is not None
    assert found.otherwise.says == "If you are a US-citizen IMG"
    assert found.otherwise.unconditional != found.whole.unconditional

    change_applicant(empty_store, clock, fields={"status": "us-citizen-img"})
    assert find_odds(empty_store, clock).whole.unconditional == found.otherwise.unconditional


def test_without_any_specialty_it_asks_for_one(empty_store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NoApplicant):
        find_odds(empty_store, clock)
    set_up(empty_store, clock, fields={"name": "Sam", "audience": "img-general", "zone": "UTC"})
    with pytest.raises(InvalidValue, match="hallway setup --specialty"):
        find_odds(empty_store, clock)
    assert find_odds(empty_store, clock, units=[LIST[0]]).specialties == (SURGERY,)
    with pytest.raises(InvalidValue, match="Did you mean"):
        find_odds(empty_store, clock, specialties=["intestinal mending"])
    with pytest.raises(NotFound):
        find_odds(empty_store, clock, units=["9999999"])


def test_where_nothing_was_published_there_are_no_odds_instead_of_a_guess(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    with pytest.raises(NoFigures, match="Transitional Year"):
        find_odds(tomas, clock, specialties=["transitional year"])

    unknown = next(each for each in units().values() if each.specialty == "Transitional Year")
    list_program(tomas, clock, units=[unknown.code])
    found = find_odds(tomas, clock)
    assert found.without == (name_of(unknown),)
    assert {each.unit.code for each in found.programs} == set(LIST)


def test_several_specialties_share_the_usual_number_of_applications(
    tomas: SqliteStore, clock: FixedClock
) -> None:
    one = find_odds(tomas, clock, specialties=["im"])
    both = find_odds(tomas, clock, specialties=["im", "family medicine"])
    assert both.whole.programs == one.whole.programs
    assert both.specialties == (MEDICINE, "Family Medicine")
    assert sum("no list yet" in each.says for each in both.assumptions) == 2


def test_answers_that_are_not_looked_at_are_told(tomas: SqliteStore, clock: FixedClock) -> None:
    record_outcome(tomas, clock, unit=LIST[0], reply=Reply.REJECTED)
    found = find_odds(tomas, clock, specialties=["im"])
    assert any("not looked at here, and what came of them: 1" in each.says for each in found.assumptions)


def test_an_audience_of_ones_own_has_the_readers_of_the_guide_it_builds_on(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    text = '[audience]\nid = "our-circle"\nname = "Ours"\nbased_on = "us-img-pediatrics"\n'
    add_audience(empty_store, clock, name="our-circle", text=text)
    set_up(empty_store, clock, fields={"name": "Ravi Menon", "audience": "our-circle", "zone": "UTC"})
    found = find_odds(empty_store, clock)
    assert (found.profile.type, found.specialties) == (ApplicantType.US_IMG, ("Pediatrics",))


@pytest.mark.requirement("PICK-12", "PRO-17")
def test_a_hard_goal_is_told_honestly_with_other_ways(store: SqliteStore, clock: FixedClock) -> None:
    fallback = find_odds(store, clock).fallback  # Nadia: an IMG who aims for plastic surgery
    assert fallback is not None
    assert fallback.rate is not None
    assert fallback.rate < 0.4
    assert "research years" in fallback.competitive
    assert [each.id for each in fallback.paths] == ["preliminary", "research-year", "parallel"]
    assert "programs of General Surgery" in fallback.paths[0].says
    effect = tie_effects()["research-anywhere"]
    assert effect.value.shift is not None
    assert fallback.paths[1].effect == Range(
        effect.value.shift.low, effect.value.shift.central, effect.value.shift.high
    )
    assert fallback.paths[1].source == effect.source


def test_a_likely_goal_has_no_fallback(empty_store: SqliteStore, clock: FixedClock) -> None:
    fields = {"name": "Claire Osei", "audience": "md-plastics", "zone": "UTC", "specialties": "pediatrics"}
    set_up(empty_store, clock, fields={**fields, "status": "us-md"})
    assert find_odds(empty_store, clock).fallback is None


def test_counts_of_a_report_count_only_where_they_were_let_in(tomas: SqliteStore, clock: FixedClock) -> None:
    unit: Unit = units()[UnitCode(LIST[0])]
    track = unit.open_tracks[0].code
    before = find_odds(tomas, clock)
    counts = import_counts(tomas, clock, report="Results 2026", years=(2026,), rows={track: ((99, 99),)})
    assert find_odds(tomas, clock) == before

    use_counts(tomas, clock, counts=counts.id, acknowledgment=ACKNOWLEDGMENT)
    after = find_odds(tomas, clock)
    assert range_at(after, unit.code).mid > range_at(before, unit.code).mid
    size = next(
        factor
        for each in after.programs
        if each.unit is unit
        for factor in each.odds.factors
        if factor.name == "size"
    )
    assert (size.source, size.year) == ("Results 2026", "2026")
    assert find_odds(tomas, clock, use_counts=False) == before


def test_what_to_find_out_next_names_the_field_that_tells_it(tomas: SqliteStore, clock: FixedClock) -> None:
    found = find_odds(tomas, clock)
    assert found.narrows[0].fact == "Step 2 CK"
    assert found.narrows[0].field == "exams"
    assert found.narrows[0].part > 0.05
    assert found.wanted
    assert {each.code for each in found.wanted} <= set(LIST)


@given(
    st.dictionaries(st.text(max_size=5), st.integers() | st.floats(allow_nan=False) | st.none(), max_size=5)
)
@settings(max_examples=30)
def test_the_hash_knows_values_and_no_order(values: dict[str, object]) -> None:
    turned = dict(reversed(values.items()))
    assert hash_inputs(values) == hash_inputs(turned)
    assert hash_inputs({**values, "one more": 1}) != hash_inputs(values)


def test_what_is_taken_for_granted_of_degree_and_graduation_is_told(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    fields = {**CLAIRE, "degree": "", "graduation_year": "2031", "match_year": "2027"}
    set_up(empty_store, clock, fields=fields)

    told = [each.says for each in find_odds(empty_store, clock).assumptions]

    assert any(each.startswith("You have not said your degree: taken as MD.") for each in told)
    assert any(each.startswith("You graduate in 2031, after that Match") for each in told)


def test_a_do_of_a_us_school_has_the_odds_of_their_own_group(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    set_up(empty_store, clock, fields={**CLAIRE, "degree": "D.O.", "specialties": "family medicine"})

    found = find_odds(empty_store, clock)

    assert found.profile.type is ApplicantType.US_DO
    assert found.borrowed
    assert not any("degree" in each.says for each in found.assumptions)
