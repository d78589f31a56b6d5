"""Rehearsals by the watch, and small steps that are ticked off."""

from datetime import timedelta

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.pitches import set_pitch
from hallway.actions.practice import (
    exercises,
    find_exercise,
    list_practice,
    log_practice,
    look_at_confidence,
    rehearse,
    remove_practice,
)
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.messages import PitchUse
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock


@pytest.mark.requirement("ACC-03", "IDN-08")
def test_tries_are_told_against_the_window_newest_first(store: SqliteStore, clock: FixedClock) -> None:
    set_pitch(store, clock, PitchUse.BASE, text="I am Nadia.")
    for seconds in (18, 25, 41):
        log_practice(store, clock, exercise="base", seconds=seconds)
        clock.wait(days=1)
    log_practice(store, clock, exercise="base", note="without a watch")

    found = rehearse(store, clock, PitchUse.BASE)

    assert (found.least, found.most, found.within) == (20, 30, 1)
    assert [each.length.says if each.length else "" for each in found.tries] == [
        "",
        "41 seconds: 11 over your 20 to 30. Take something out rather than speak faster.",
        "25 seconds: within your 20 to 30.",
        "18 seconds: 2 under your 20 to 30. Speak more slowly, or say one thing more.",
    ]


def test_a_version_has_its_own_window(store: SqliteStore, clock: FixedClock) -> None:
    assert (
        rehearse(store, clock, PitchUse.OPEN_HOUSE).least,
        rehearse(store, clock, PitchUse.MAIL).least,
    ) == (
        0,
        20,
    )


@pytest.mark.requirement("ACC-02", "ACC-03")
@pytest.mark.parametrize(("flag", "first"), [("introvert", "introvert"), ("accent-or-shy", "accent")])
def test_the_path_of_the_own_circumstances_comes_first_and_the_other_can_be_found(
    store: SqliteStore, clock: FixedClock, flag: str, first: str
) -> None:
    assert not any(each.is_mine for each in look_at_confidence(store, clock).paths)

    change_applicant(store, clock, fields={"flags": flag})

    paths = look_at_confidence(store, clock).paths
    assert [each.path.id for each in paths if each.is_mine] == [first]
    assert paths[0].path.id == first
    assert len(paths) == 2


def test_a_step_is_ticked_off_repeated_and_taken_back(store: SqliteStore, clock: FixedClock) -> None:
    path = look_at_confidence(store, clock, path="introvert").paths[0]
    assert path.next_step is path.steps[0]

    log_practice(store, clock, exercise="choose-one")
    again = log_practice(store, clock, exercise="step:choose-one")

    path = look_at_confidence(store, clock, path="introvert").paths[0]
    assert len(path.steps[0].done) == 2
    assert path.next_step is not None
    assert path.next_step.step.id == "two-questions"

    remove_practice(store, clock, practice=again.id)
    assert len(look_at_confidence(store, clock, path="introvert").paths[0].steps[0].done) == 1


def test_every_exercise_has_one_name_and_is_found_by_its_bare_id() -> None:
    bare = [each.partition(":")[2] for each in exercises()]

    assert len(bare) == len(set(bare))
    assert [find_exercise(each) for each in bare] == list(exercises())


def test_what_cannot_be_meant_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match="choose-one"):
        log_practice(store, clock, exercise="chose-one")
    with pytest.raises(InvalidValue, match="between 1 and 3600"):
        log_practice(store, clock, exercise="base", seconds=0)
    with pytest.raises(InvalidValue):
        log_practice(store, clock, exercise="base", on=clock.now().date() + timedelta(days=2000))
    with pytest.raises(NotFound, match="accent, introvert"):
        look_at_confidence(store, clock, path="loud")
    assert list_practice(store) == ()
