from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.domain.errors import InvalidValue
from hallway.domain.programs import FactKind, Reply, TieKind
from hallway.facts.directory import units
from hallway.facts.figures import ApplicantType
from hallway.smartpick.factors import Range
from hallway.smartpick.odds import Odds, odds_of
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import ProgramView
from tests.smartpick.seasons import (
    FAMILY,
    IMG,
    MEDICINE,
    PLASTICS,
    SURGERY,
    TYPES,
    answered,
    any_views,
    profiles,
    programs,
    views,
    with_fact,
    with_tie,
)

ROUNDING = 1e-6
QUICK = settings(max_examples=20)


def odds(profile: Profile, some: list[ProgramView], *, network: bool = True, ask: bool = False) -> Odds:
    return odds_of(profile, some, read_parameters(), network=network, ask=ask)


def numbers(found: Odds) -> list[float]:
    """Return every number of the odds, in the order of codes."""
    ranges = [found.conditional, found.unconditional, found.interviewed]
    for each in sorted(found.programs, key=lambda one: one.code):
        ranges += [each.p_interview, each.p_match_there]
    return [value for each in ranges for value in (each.low, each.mid, each.high)]


def width(each: Range) -> float:
    return each.high - each.low


@pytest.mark.requirement("PICK-13")
@given(profiles, any_views)
@QUICK
def test_odds_are_chances_in_order_and_the_condition_only_raises_them(
    profile: Profile, some: list[ProgramView]
) -> None:
    found = odds(profile, some)
    assert all(0 <= each <= 1 for each in numbers(found))
    for each in (found.conditional, found.unconditional, *(one.p_interview for one in found.programs)):
        assert each.low <= each.mid <= each.high
    assert found.conditional.mid >= found.unconditional.mid - ROUNDING
    assert found.conditional.low >= found.unconditional.low - ROUNDING


@given(profiles, any_views, st.integers(1, 60))
@QUICK
def test_a_stronger_score_never_lowers_any_odd(profile: Profile, some: list[ProgramView], more: int) -> None:
    weaker = replace(profile, step2=profile.step2 or 220)
    stronger = replace(weaker, step2=min(300, (weaker.step2 or 220) + more))
    before, after = numbers(odds(weaker, some)), numbers(odds(stronger, some))
    # Over several specialties a better score may bring the interview where matching is harder: the chance
    # of those who are interviewed at all (the first three numbers) is then another crowd's.
    first = 0 if len({each.unit.specialty for each in some}) == 1 else 3
    pairs = zip(before[first:], after[first:], strict=True)
    assert all(high >= low - ROUNDING for low, high in pairs)


@given(profiles, any_views, st.sampled_from(TieKind))
@QUICK
def test_a_tie_never_lowers_the_middle_of_an_odd(
    profile: Profile, some: list[ProgramView], kind: TieKind
) -> None:
    # Where signals are a gate, the first one written down tells that the other programs have none.
    kind = TieKind.ROTATION if kind in {TieKind.SIGNAL, TieKind.GOLD_SIGNAL} else kind
    tied = [with_tie(some[0], kind), *some[1:]]
    before, after = odds(profile, some), odds(profile, tied)
    assert after.unconditional.mid >= before.unconditional.mid - ROUNDING
    code = some[0].unit.code
    one, other = before.program(code), after.program(code)
    if one is not None and other is not None:
        assert other.p_interview.mid >= one.p_interview.mid - ROUNDING
        assert other.p_match_there.mid >= one.p_match_there.mid - ROUNDING


@given(profiles, any_views)
@QUICK
def test_the_order_of_programs_does_not_matter_and_the_same_input_gives_the_same_answer(
    profile: Profile, some: list[ProgramView]
) -> None:
    assert odds(profile, some) == odds(profile, some[::-1])


@pytest.mark.requirement("PICK-10")
@given(profiles, any_views)
@QUICK
def test_without_the_network_exactly_the_ties_are_gone(profile: Profile, some: list[ProgramView]) -> None:
    bare = [
        ProgramView(
            each.unit,
            each.kind,
            {kind: fact for kind, fact in each.facts.items() if kind is not FactKind.SIGNALS_ONLY},
            (),
            each.outcome,
        )
        for each in some
    ]
    assert numbers(odds(profile, some, network=False)) == numbers(odds(profile, bare))


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("specialty", [MEDICINE, SURGERY, PLASTICS])
def test_what_is_unknown_of_the_applicant_widens_the_range_and_does_not_shift_it(
    kind: ApplicantType, specialty: str
) -> None:
    cell = read_parameters().cell(specialty, kind.value)
    assert cell is not None
    some = views(specialty, 30)
    middling = Profile(
        type=kind, step2=round(cell.score_mean), attempts=1, years_since=0, visa="none", publications=2
    )
    known, unknown = odds(middling, some), odds(replace(middling, step2=None), some)
    assert width(unknown.unconditional) > width(known.unconditional)
    assert unknown.unconditional.low < known.unconditional.mid < unknown.unconditional.high
    assert abs(unknown.unconditional.mid - known.unconditional.mid) < 0.06


def test_a_share_of_imgs_that_was_looked_up_narrows_a_program_and_outweighs_state_and_kind() -> None:
    view = views()[0]
    share = read_parameters().specialties[MEDICINE].img_share
    before = odds(IMG, [view]).programs[0]
    after = odds(IMG, [with_fact(view, FactKind.IMG_SHARE, f"{100 * share:.0f}")]).programs[0]
    assert {each.name for each in before.factors} >= {"state"}
    assert {each.name for each in after.factors}.isdisjoint({"state", "kind"})
    ratio_before = before.p_interview.high / before.p_interview.low
    assert after.p_interview.high / after.p_interview.low < ratio_before
    low, high = (
        odds(IMG, [with_fact(view, FactKind.IMG_SHARE, each)]).programs[0].p_interview.mid
        for each in ("5", "80")
    )
    assert low < after.p_interview.mid < high


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        (FactKind.STEP2_MIN, "250", "at least 250; you have 245"),
        (FactKind.MOST_YEARS, "2", "at most 2; you have 3"),
        (FactKind.US_MONTHS, "6", "at least 6 months; you have 3"),
        (FactKind.VISAS, "none", "It sponsors no visa; you need J-1."),
        (FactKind.VISAS, "h-1b", "It sponsors H-1B; you need J-1."),
    ],
)
def test_a_hard_cut_off_gives_zero_and_says_why(kind: FactKind, value: str, why: str) -> None:
    view = with_fact(views()[0], kind, value)
    found = odds(IMG, [view, *views()[1:3]]).program(view.unit.code)
    assert found is not None
    assert (found.p_interview, found.p_match_there, found.band) == (Range(0, 0, 0), Range(0, 0, 0), None)
    assert [why in each for each in found.closed] == [True]


def test_attempts_beyond_the_limit_close_a_program_and_a_limit_that_is_kept_does_not() -> None:
    view = with_fact(views()[0], FactKind.MOST_ATTEMPTS, "1")
    assert odds(IMG, [view]).programs[0].closed == ()
    twice = odds(replace(IMG, attempts=2), [view]).programs[0]
    assert twice.closed == ("Its most attempts: at most 1; you have 2.",)
    kept = with_fact(with_fact(views()[0], FactKind.STEP2_MIN, "245"), FactKind.VISAS, "j-1, h-1b")
    assert odds(IMG, [kept]).programs[0].closed == ()


def test_an_unknown_score_leaves_a_cut_off_open_but_wide() -> None:
    view = with_fact(views()[0], FactKind.STEP2_MIN, "250")
    found = odds(replace(IMG, step2=None), [view]).programs[0]
    assert found.closed == ()
    assert found.p_interview.low == 0 < found.p_interview.high


def test_military_and_reserved_and_preliminary_programs_are_named_and_not_counted() -> None:
    closed = [
        each
        for each in units().values()
        if not each.open_tracks and read_parameters().cell(each.specialty, "us-md")
    ]
    found = odds(Profile(type=ApplicantType.US_MD, step2=250), [ProgramView(each) for each in closed[:40]])
    assert found.unconditional == Range(0, 0, 0)
    reasons = {each.closed[0].split(":")[0] for each in found.programs}
    assert reasons <= {
        "A military program",
        "Preliminary years only",
        "Its positions are reserved for physicians who have trained before.",
    }
    assert all(each.p_interview == Range(0, 0, 0) and not each.counted for each in found.programs)


@pytest.mark.requirement("PICK-15")
@given(st.sampled_from(TYPES), st.integers(0, 5))
@QUICK
def test_a_rejection_never_raises_and_an_interview_never_lowers_the_odds(
    kind: ApplicantType, which: int
) -> None:
    profile, some = Profile(type=kind, step2=240), views(FAMILY, 6)

    def after(reply: Reply | None) -> list[float]:
        changed = [answered(each, reply) if number == which else each for number, each in enumerate(some)]
        found = odds(profile, changed)
        others = [each.p_match_there.mid for each in sorted(found.programs, key=lambda one: one.code)]
        mine = sorted(view.unit.code for view in some).index(some[which].unit.code)
        del others[mine]
        return [found.unconditional.low, found.unconditional.mid, found.unconditional.high, *others]

    rejected, unanswered, interview = after(Reply.REJECTED), after(None), after(Reply.INTERVIEW)
    assert after(Reply.WAITLIST) == unanswered
    assert all(low <= high + ROUNDING for low, high in zip(rejected, unanswered, strict=True))
    assert all(low <= high + ROUNDING for low, high in zip(unanswered, interview, strict=True))


def test_programs_that_facts_cannot_tell_apart_share_a_band_and_equal_facts_have_equal_odds() -> None:
    alike = [
        each for each in programs(MEDICINE, 400, step=1) if each.state == "NY" and each.kind_guess is None
    ][:6]
    found = odds(IMG, [ProgramView(each) for each in alike])
    assert len({(each.band, each.p_interview, each.p_match_there) for each in found.programs}) == 1
    far = [with_fact(ProgramView(alike[0]), FactKind.IMG_SHARE, "95"), *map(ProgramView, alike[1:5])]
    far.append(with_fact(ProgramView(alike[5]), FactKind.IMG_SHARE, "1"))
    bands = {each.code: each.band for each in odds(IMG, far).programs}
    assert bands[alike[0].code] == 1
    assert bands[alike[5].code] == max(each for each in bands.values() if each)
    assert bands[alike[5].code] != 1


@pytest.mark.requirement("PICK-07", "PICK-14")
def test_every_factor_names_its_source_and_what_is_borrowed_says_so() -> None:
    view = with_tie(views()[0], TieKind.ROTATION, TieKind.MENTOR_REACH)
    found = odds(replace(IMG, type=ApplicantType.US_IMG, visa="none"), [view])
    (program,) = found.programs
    assert program.borrowed
    assert program.factors[0].borrowed
    assert all(each.source and each.year for each in (*program.factors, *found.factors))
    by_name = {each.name: each for each in program.factors}
    assert by_name["rotation there"].value == "Amara Okafor"
    assert by_name["a mentor who knows them"].note == "Nobody measured it; this is a belief."
    assert not odds(IMG, [view]).programs[0].borrowed


def test_signals_written_down_elsewhere_nearly_close_a_program_in_specialties_with_many() -> None:
    some = views("Orthopaedic Surgery", 6)
    profile = Profile(type=ApplicantType.US_MD, step2=255)
    signaled = [with_tie(some[0], TieKind.SIGNAL), *some[1:]]
    before, after = odds(profile, some), odds(profile, signaled)
    code = some[1].unit.code
    one, other = before.program(code), after.program(code)
    assert one is not None
    assert other is not None
    assert other.p_interview.high < 0.03 * one.p_interview.high
    open_again = [with_fact(each, FactKind.SIGNALS_ONLY, "no") for each in signaled]
    third = odds(profile, open_again).program(code)
    assert third is not None
    assert third.p_interview == one.p_interview


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("step2", 999),
        ("step2", 12),
        ("attempts", -1),
        ("attempts", 0),
        ("years_since", -4),
        ("years_since", 136),
    ],
)
def test_what_cannot_be_meant_of_an_applicant_is_refused_with_a_remedy(field: str, value: int) -> None:
    with pytest.raises(InvalidValue, match="lies between"):
        replace(IMG, **{field: value})  # type: ignore[arg-type] # the fields named hold numbers


def test_no_programs_give_no_chance_and_unknown_specialties_are_named() -> None:
    assert odds(IMG, []).unconditional == Range(0, 0, 0)
    transitional = next(each for each in units().values() if each.specialty == "Transitional Year")
    found = odds(IMG, [ProgramView(transitional), *views()[:1]])
    assert found.without == (transitional.code,)
    assert len(found.programs) == 1


def test_programs_share_the_applicants_strength() -> None:
    some = views(MEDICINE, 60)
    both = odds(IMG, some).unconditional.mid
    one, other = odds(IMG, some[::2]).unconditional.mid, odds(IMG, some[1::2]).unconditional.mid
    assert max(one, other) < both < 1 - (1 - one) * (1 - other) - 0.01


def test_several_specialties_are_added_up() -> None:
    some = [*views(SURGERY, 10), *views(FAMILY, 10)]
    both = odds(IMG, some)
    assert {each.specialty for each in both.programs} == {SURGERY, FAMILY}
    assert [each.name for each in both.factors][:2] == [f"Step 2 CK, {FAMILY}", f"Step 2 CK, {SURGERY}"]
    assert both.unconditional.mid > max(
        odds(IMG, some[:10]).unconditional.mid, odds(IMG, some[10:]).unconditional.mid
    )


def test_the_odds_say_what_to_find_out_next() -> None:
    found = odds(replace(IMG, step2=None, visa=None), views(MEDICINE, 40), ask=True)
    assert found.unknown == ("Step 2 CK", "visa")
    assert found.narrows[0].fact == "Step 2 CK"
    assert found.narrows[0].part > 0.1
    assert len(found.wanted) == 15
    assert len({each.code for each in found.wanted}) == 15
    assert {each.fact for each in found.wanted} == {FactKind.IMG_SHARE}


@pytest.mark.parametrize("kind", [ApplicantType.US_MD, ApplicantType.US_DO])
def test_a_us_graduate_of_an_earlier_year_has_less_than_a_senior_but_is_not_written_off(
    kind: ApplicantType,
) -> None:
    """Published: 38 of 100 who rank plastic surgery hold a place in it, where 64 of 100 seniors do."""
    some = [ProgramView(each) for each in programs(PLASTICS, 60, step=1)]
    senior = Profile(type=kind, step2=255, attempts=1, years_since=0, publications=4)
    earlier, longer = (replace(senior, years_since=each) for each in (1, 6))
    unsaid = replace(earlier, step2=None)
    before, after = odds(senior, some).conditional, odds(earlier, some).conditional
    assert 0.4 * before.mid < after.mid < 0.8 * before.mid
    assert after.high / after.low > before.high / before.low
    assert odds(longer, some).conditional == after  # nobody tells what another year does
    assert odds(unsaid, some).conditional.mid < after.mid  # lower scores are a part of what holds them back
