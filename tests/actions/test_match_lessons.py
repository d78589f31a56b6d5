"""The small match of the page: lists as they are typed, invented others, and what its end says."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.match_lessons import (
    MOST,
    MOST_IN_ALL,
    MOST_POSITIONS,
    SAMPLE,
    SAMPLE_SEED,
    YOU,
    Choice,
    Standing,
    Trial,
    TrialKind,
    UnfitLesson,
    draw_market,
    look_at_end,
    programs_in_record,
    read_choices,
    read_seed,
    read_trial,
    teach_match,
    write_trial,
)
from hallway.actions.people import add_person
from hallway.actions.ports import Store
from hallway.actions.program_notes import add_program_note
from hallway.domain.errors import HallwayError
from hallway.domain.programs import ProgramTopic
from hallway.engine.stepping import Reply
from tests.cast import ANA, FixedClock

NAMES = ("Harbor", "Lakeside", "Cedar Valley", "Northgate", "Riverside", "St. Elmo", "Bayview", "Summit")


@st.composite
def lessons(draw: st.DrawFn) -> tuple[tuple[Choice, ...], int]:
    """Draw a list within the limits, with anything supposed of its programs, and a seed."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(2, MOST))]
    left = MOST_IN_ALL - len(names)
    choices = []
    for name in names:
        more = draw(st.integers(0, min(left, MOST_POSITIONS - 1)))
        left -= more
        choices.append(Choice(name, draw(st.sampled_from(Standing)), 1 + more))
    return tuple(choices), draw(st.integers(1, 9_999))


TRIALS = st.sampled_from([None, Trial(TrialKind.SWAP), Trial(TrialKind.TURN), Trial(TrialKind.WITHOUT, 1)])


@given(lessons(), TRIALS)
def test_every_lesson_ends_stable_and_no_tried_list_brings_more(
    lesson: tuple[tuple[Choice, ...], int], trial: Trial | None
) -> None:
    taught = teach_match(*lesson, trial)
    ending = look_at_end(taught)

    assert ending.blocking == 0
    assert not any(each.even_alone for each in ending.reasons)
    assert _worth(taught.place) >= _worth(taught.real_place)
    assert taught.state_at(taught.last).waiting == ()
    assert taught.last <= 100  # a match that nobody would step through to its end
    if ending.tries:
        assert ending.tries.better == 0
    if trial is None:
        assert taught.place == taught.real_place


def _worth(place: int | None) -> int:
    return MOST if place is None else place


@given(lessons(), st.randoms(use_true_random=False))
def test_a_reordered_list_meets_the_same_others(
    lesson: tuple[tuple[Choice, ...], int], random: object
) -> None:
    choices, seed = lesson
    mixed = list(choices)
    random.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis hands in a random.Random

    before, after = draw_market(choices, seed), draw_market(mixed, seed)

    def by_name(market_lists: tuple[tuple[int, ...], ...], programs: tuple[str, ...]) -> list[list[str]]:
        return [[programs[each] for each in mine] for mine in market_lists[1:]]

    assert by_name(before.lists, before.programs) == by_name(after.lists, after.programs)
    ranks = dict(zip(after.programs, after.ranks, strict=True))
    assert [ranks[each] for each in before.programs] == list(before.ranks)


@pytest.mark.parametrize("standing", [Standing.TOP, Standing.MIDDLE, Standing.LOW])
def test_the_user_stands_where_they_suppose(standing: Standing) -> None:
    ranks = draw_market([Choice(each, standing, 2) for each in NAMES[:3]], 5).ranks

    places = [each.index(YOU) / (len(each) - 1) for each in ranks]
    aim = {Standing.TOP: 0.0, Standing.MIDDLE: 0.5, Standing.LOW: 1.0}[standing]
    assert all(abs(place - aim) <= 0.17 for place in places), places


def test_a_program_that_does_not_rank_the_user_never_holds_them() -> None:
    lesson = teach_match(tuple(Choice(each, Standing.NEVER, 2) for each in NAMES[:3]), 5)

    assert lesson.place is None
    assert {each.reply for each in lesson.steps if each.applicant == YOU} == {Reply.UNRANKED}
    assert [each.is_ranked for each in look_at_end(lesson).reasons] == [False, False, False]


def test_the_sample_shows_every_reply_and_ends_with_the_second_choice() -> None:
    lesson = teach_match(SAMPLE, SAMPLE_SEED)

    assert {each.reply for each in lesson.steps} == set(Reply)
    assert any(each.released == YOU for each in lesson.steps)
    assert lesson.place == 1
    tries = look_at_end(lesson).tries
    assert tries is not None
    assert (tries.better, sum(tries)) == (0, 63)


def test_a_pasted_list_loses_its_numbers_and_empty_lines() -> None:
    text = "1. Harbor  Medical\r\n\n 2) Lakeside\n- Cedar Valley\n• 3rd Street Clinic\n"

    choices = read_choices(text, {})

    assert [each.program for each in choices] == [
        "Harbor Medical",
        "Lakeside",
        "Cedar Valley",
        "3rd Street Clinic",
    ]
    assert {(each.standing, each.positions) for each in choices} == {(Standing.DRAWN, 2)}


def test_what_was_supposed_follows_a_program_by_its_name() -> None:
    choices = read_choices("LAKESIDE\nHarbor", {"lakeside": ("low", "3"), "gone": ("top", "1")})

    assert choices == (Choice("LAKESIDE", Standing.LOW, 3), Choice("Harbor", Standing.DRAWN, 2))


@pytest.mark.parametrize(
    ("text", "supposed", "field", "says"),
    [
        ("", {}, "programs", "Without a program there is nothing to show. Write at least 2"),
        (" \n\n", {}, "programs", "Without a program"),
        ("Harbor", {}, "programs", "One program is no list to walk down. Write at least 2"),
        ("\n".join(f"Program {each}" for each in range(40)), {}, "programs", "These are 40 programs"),
        (
            "Harbor\nLakeside\nHÁRBOR",
            {},
            "programs",
            "“HÁRBOR” stands there twice, as number 1 and as number 3",
        ),
        ("Harbor\n" + "x" * 10_000, {}, "programs", "Line 2 is 10,000 characters long"),
        ("Harbor\n!!!", {}, "programs", "Line 2, “!!!”, has no letter"),
        ("Harbor\nB", {"harbor": ("", "0")}, "positions", "“0” positions at Harbor cannot be shown"),
        ("Harbor\nB", {"harbor": ("", "-1")}, "positions", "whole number from 1 to 4"),
        ("Harbor\nB", {"harbor": ("", "999")}, "positions", "“999” positions"),
        ("Harbor\nB", {"harbor": ("", "2.5")}, "positions", "“2.5” positions"),
        ("Harbor\nB", {"harbor": ("highest", "")}, "standing", "“highest” is no answer"),
        (
            "\n".join(NAMES),
            dict.fromkeys(map(str.casefold, NAMES), ("", "4")),
            "positions",
            "32 positions together",
        ),
    ],
)
def test_a_list_that_cannot_be_shown_is_refused_with_what_where_and_what_to_do(
    text: str, supposed: dict[str, tuple[str, str]], field: str, says: str
) -> None:
    with pytest.raises(UnfitLesson, match=says) as caught:
        read_choices(text, supposed)

    assert caught.value.field == field
    assert len(str(caught.value)) < 250


@given(st.text(max_size=300), st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str, standing: str, number: str) -> None:
    with suppress(HallwayError):
        choices = read_choices(text, {"harbor": (standing, number)})
        teach_match(choices, read_seed(number), read_trial(standing, len(choices)))


@pytest.mark.parametrize("text", ["x", "0", "-1", "10000", "1e3", "²", "x" * 10_000])
def test_a_seed_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnfitLesson, match="Type any whole number from 1 to 9999") as caught:
        read_seed(text)

    assert caught.value.field == "seed"


def test_what_is_tried_is_written_as_it_is_read() -> None:
    for trial in (None, Trial(TrialKind.SWAP), Trial(TrialKind.TURN), Trial(TrialKind.WITHOUT, 2)):
        assert read_trial(write_trial(trial), 3) == trial
    for text in ("without-4", "without-0", "without-", "without", "swap-1", "x", "turned"):
        with pytest.raises(UnfitLesson, match="nothing to be tried"):
            read_trial(text, 3)


def test_programs_of_the_record_are_those_where_the_name_is_known_and_those_with_a_note(
    store: Store, clock: FixedClock
) -> None:
    assert programs_in_record(store) == ()
    add_person(store, clock, fields=ANA)
    add_program_note(
        store, clock, program="Tidewater", topic=ProgramTopic.CALL, text="Every fourth night", source="a talk"
    )

    found = programs_in_record(store)

    assert found[-1] == "Tidewater"
    assert len(set(found)) == len(found) <= MOST
