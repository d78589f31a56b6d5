"""The monthly review: what moved, what is adjusted, one sentence; it settles the month's step."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.goal_reviews import (
    REVIEW_RULE,
    Standing,
    list_reviews,
    plan_review,
    read_review,
    save_review,
    write_review,
)
from hallway.actions.goals import add_goal, change_goal, list_goals
from hallway.actions.history import list_history, undo
from hallway.actions.milestones import record_milestone
from hallway.actions.settling import settle_step
from hallway.actions.today import today
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.goals import Goal, GoalReview, GoalState
from hallway.domain.ids import GoalId, GoalReviewId
from hallway.domain.milestones import MilestoneKind
from hallway.domain.snoozes import Settlement
from hallway.playbooks.steps import Step
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

POSTER = {"text": "Show a poster", "horizon": "short", "measure": "presentations", "target": "2"}


@pytest.fixture
def poster(store: SqliteStore, clock: FixedClock) -> Goal:
    return add_goal(store, clock, fields=POSTER)


def step(store: SqliteStore, clock: FixedClock) -> Step | None:
    found = (each.step for each in today(store, clock).steps)
    return next((each for each in found if each.rule == REVIEW_RULE), None)


@pytest.mark.requirement("GOA-03")
def test_a_review_settles_this_months_step_and_undo_brings_it_back(
    store: SqliteStore, clock: FixedClock, poster: Goal
) -> None:
    due = step(store, clock)
    assert due is not None

    save_review(store, clock, text="One poster is enough this year.", changes={poster.id: {"target": "1"}})

    assert step(store, clock) is None
    assert plan_review(store, clock).is_done
    assert list_history(store)[0].says == "Reviewed the goals of November, 1 adjusted"
    undo(store, clock)
    assert step(store, clock) == due
    assert list_reviews(store) == ()
    assert list_goals(store, clock).open[0][1][0].goal == poster


def test_the_step_comes_again_next_month(store: SqliteStore, clock: FixedClock) -> None:
    save_review(store, clock, text="Keep going.")
    clock.instant = datetime(2026, 12, 2, 15, tzinfo=UTC)

    assert step(store, clock) is not None
    assert not plan_review(store, clock).is_done


def test_a_second_review_in_a_month_is_kept_and_settles_nothing_twice(
    store: SqliteStore, clock: FixedClock
) -> None:
    due = step(store, clock)
    assert due is not None
    settle_step(store, clock, step=due.id)
    first = save_review(store, clock, text="Keep going.")
    assert save_review(store, clock, text="Keep going.") == first  # a second click
    save_review(store, clock, text="Keep going gently.")

    with store.reading() as reading:
        assert len(reading.all(Settlement)) == 1
    assert [each.conclusion for each in list_reviews(store)] == ["Keep going gently.", "Keep going."]


@pytest.mark.requirement("GOA-03")
def test_a_review_tells_what_moved_since_the_last_one(
    store: SqliteStore, clock: FixedClock, poster: Goal
) -> None:
    hand = add_goal(store, clock, fields={"text": "Read papers", "horizon": "short", "counted": "5"})
    record_milestone(
        store, clock, kind=MilestoneKind.PRESENTATION, text="Poster in Ohio", on=date(2026, 11, 2)
    )
    assert [each.moved for each in plan_review(store, clock).lines] == ["", ""]
    save_review(store, clock, text="Well begun.", changes={hand.id: {"counted": "6"}})
    clock.instant = datetime(2026, 12, 20, 15, tzinfo=UTC)
    record_milestone(
        store, clock, kind=MilestoneKind.PRESENTATION, text="Talk in Iowa", on=date(2026, 12, 10)
    )
    new = add_goal(store, clock, fields={"text": "Sleep", "horizon": "early"})

    plan = plan_review(store, clock)

    told = {each.view.goal.id: (each.moved, [one.says for one in each.news]) for each in plan.lines}
    assert told == {
        poster.id: ("1 more than at your last review.", ["Talk in Iowa"]),
        hand.id: ("As it was at your last review.", []),
        new.id: ("New since your last review.", []),
    }
    assert plan.last is not None
    assert {each.text: each.says for each in plan.last.standings} == {
        "Show a poster": "1 of 2",
        "Read papers": "6 so far",
    }


def test_fewer_is_told_as_plainly_as_more_and_unknown_is_not_compared(
    store: SqliteStore, clock: FixedClock
) -> None:
    hand = add_goal(store, clock, fields={"text": "Read papers", "horizon": "short", "counted": "5"})
    save_review(store, clock, text="Fine.")
    moved = {}
    for counted in ("3", "9", ""):
        change_goal(store, clock, goal=hand.id, fields={"counted": counted})
        moved[counted] = plan_review(store, clock).lines[0].moved

    assert moved == {
        "3": "2 fewer than at your last review.",
        "9": "4 more than at your last review.",
        "": "",
    }


def test_goals_are_adjusted_and_closed_in_the_same_action(
    store: SqliteStore, clock: FixedClock, poster: Goal
) -> None:
    other = add_goal(store, clock, fields={"text": "Read papers", "horizon": "medium"})

    save_review(
        store,
        clock,
        text="Less, and better.",
        changes={
            poster.id: {"state": "reached", "note": "both in Ohio"},
            other.id: {"by": "2027-05-01", "target": "10", "state": "open"},
        },
    )

    view = list_goals(store, clock)
    [(_, [left])] = view.open
    assert (left.goal.by, left.goal.target) == (date(2027, 5, 1), 10)
    assert [(each.state, each.closed_on, each.note) for each in view.closed] == [
        (GoalState.REACHED, date(2026, 11, 23), "both in Ohio")
    ]
    assert [each.goal for each in list_reviews(store)[0].standings] == [other.id]


@pytest.mark.parametrize(
    ("text", "fields", "names"),
    [
        ("", {}, "conclusion"),
        ("Fine.", {"state": "lost"}, "state"),
        ("Fine.", {"target": "-1"}, "target"),
        ("Fine.", {"text": "Another goal"}, "text"),
    ],
)
def test_a_review_that_cannot_be_meant_changes_nothing(
    store: SqliteStore, clock: FixedClock, poster: Goal, *, text: str, fields: dict[str, str], names: str
) -> None:
    with pytest.raises(InvalidValue, match=names):
        save_review(store, clock, text=text, changes={poster.id: {"note": "x"}, poster.id[:20]: fields})

    assert list_reviews(store) == ()
    assert list_goals(store, clock).open[0][1][0].goal == poster


def test_a_goal_that_is_not_there_is_named(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match="goal"):
        save_review(store, clock, text="Fine.", changes={"0199abcd": {"note": "x"}})


one_line = st.text(st.characters(exclude_categories=["Cs"])).map(lambda each: " ".join(each.split()))
standings = st.builds(
    Standing,
    goal=st.uuids().map(lambda each: GoalId(str(each))),
    text=one_line,
    number=st.none() | st.integers(0, 99),
    target=st.none() | st.integers(1, 99),
)


@given(one_line | standings.map(lambda each: write_review("", [each])[1:]), st.lists(standings))
def test_a_review_reads_back_as_it_was_written(conclusion: str, stood: list[Standing]) -> None:
    review = GoalReview(id=GoalReviewId("r"), on=date(2026, 11, 23), text=write_review(conclusion, stood))

    view = read_review(review)

    assert (view.conclusion, view.standings) == (conclusion, tuple(stood))


@given(st.text())
def test_a_review_of_elsewhere_keeps_all_its_words(text: str) -> None:
    review = GoalReview(id=GoalReviewId("r"), on=date(2026, 11, 23), text=text)

    view = read_review(review)

    lines = text.split("\n")
    assert view.conclusion.split("\n")[0] == lines[0]
    assert view.conclusion.count("\n") + 1 + len(view.standings) == len(lines)
