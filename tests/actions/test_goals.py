"""Goals: proposed by the guides or one's own, counted, changed, closed and opened again."""

from datetime import date

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.goal_proposals import propose_goals, take_goals
from hallway.actions.goals import (
    GOAL_FIELDS,
    GoalView,
    add_goal,
    bring_goal_back,
    change_goal,
    drop_goal,
    list_goals,
    reach_goal,
    write_goal,
)
from hallway.actions.history import list_history, undo
from hallway.actions.interactions import record_interaction
from hallway.actions.milestones import record_milestone
from hallway.actions.overrides import override
from hallway.actions.people import add_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.goals import GoalState, Horizon, Measure
from hallway.domain.interactions import Kind
from hallway.domain.milestones import MilestoneKind
from hallway.storage.store import SqliteStore
from tests.cast import ANA, FixedClock

POSTER = {"text": "Show a poster", "horizon": "short", "measure": "presentations", "target": "2"}


def only(store: SqliteStore, clock: FixedClock) -> GoalView:
    [(_, [view])] = list_goals(store, clock).open
    return view


@pytest.mark.requirement("GOA-01", "GOA-02", "GOA-08")
def test_the_guides_goals_are_proposed_with_their_numbers_and_taken_in_one_action(
    store: SqliteStore, clock: FixedClock
) -> None:
    change_applicant(store, clock, fields={"audience": "img-general"})
    proposals = {each.id: each for each in propose_goals(store, clock)}
    assert [each.id for each in proposals.values() if each.is_suggested] == [
        *("short.rotations", "short.research", "short.mentors", "short.reference"),
        *("medium.letters", "medium.presentation", "medium.known-at"),
    ]

    taken = take_goals(store, clock, chosen=["short.mentors", "medium.letters", "early.conference"])

    assert [(each.text, each.horizon, each.target, each.by) for each in taken] == [
        ("Go to one conference, in person or online", Horizon.EARLY, 1, None),
        ("Have three to five mentors to turn to", Horizon.SHORT, 3, date(2027, 11, 23)),
        (
            "Be promised two strong letters from US faculty in your specialty",
            *(Horizon.MEDIUM, 2, date(2029, 11, 23)),
        ),
    ]
    assert list_history(store)[0].says == "Took 3 goals of the guides"


def test_a_goal_that_is_there_already_is_not_taken_twice(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"audience": "us-img-pediatrics"})
    take_goals(store, clock, chosen=["early.project"])

    again = {each.id: each for each in propose_goals(store, clock)}["early.project"]

    assert (again.is_suggested, again.taken) == (False, "Take part in one scholarly project")
    assert take_goals(store, clock, chosen=["early.project"]) == ()
    assert len(list_goals(store, clock).open[0][1]) == 1


def test_a_dropped_goal_may_be_taken_anew(store: SqliteStore, clock: FixedClock) -> None:
    [goal] = take_goals(store, clock, chosen=["early.project"])
    drop_goal(store, clock, goal=goal.id)

    assert len(take_goals(store, clock, chosen=["early.project"])) == 1


def test_where_ones_guide_names_no_goals_all_that_fit_are_suggested(
    store: SqliteStore, clock: FixedClock
) -> None:
    change_applicant(store, clock, fields={"audience": "md-plastics", "status": "us-md"})

    left_out = {each.id for each in propose_goals(store, clock) if not each.is_suggested}

    assert left_out == {"early.electives", "short.rotations"}


def test_the_applicants_own_number_holds_in_a_proposal(store: SqliteStore, clock: FixedClock) -> None:
    override(store, clock, key="mentors.target", value="6-12")
    override(store, clock, key="goals.short.within", value="2")

    mentors = {each.id: each for each in propose_goals(store, clock)}["short.mentors"]

    assert (mentors.text, mentors.least, mentors.by) == (
        "Have six to 12 mentors to turn to",
        6,
        date(2027, 1, 23),
    )


def test_only_goals_of_the_guides_can_be_taken(store: SqliteStore, clock: FixedClock) -> None:
    for chosen in ([], ["short.fame"]):
        with pytest.raises(InvalidValue, match="goal"):
            take_goals(store, clock, chosen=chosen)


def test_progress_is_what_the_record_shows(store: SqliteStore, clock: FixedClock) -> None:
    add_goal(store, clock, fields=POSTER)
    assert only(store, clock).progress.says == "0 of 2"

    record_milestone(store, clock, kind=MilestoneKind.PRESENTATION, text="Poster in Ohio")

    progress = only(store, clock).progress
    assert (progress.says, progress.is_met) == ("1 of 2", False)
    record_milestone(store, clock, kind=MilestoneKind.PRESENTATION, text="Talk in Iowa")
    assert only(store, clock).progress.is_met


def test_a_goal_that_is_met_stays_open_until_the_applicant_says_so(
    store: SqliteStore, clock: FixedClock
) -> None:
    goal = add_goal(store, clock, fields=POSTER | {"target": "1"})
    record_milestone(store, clock, kind=MilestoneKind.PRESENTATION, text="Poster in Ohio")
    assert only(store, clock).goal.state is GoalState.OPEN

    reached = reach_goal(store, clock, goal=goal.id)

    assert (reached.state, reached.closed_on) == (GoalState.REACHED, date(2026, 11, 23))
    assert list_goals(store, clock).closed == (reached,)


@pytest.mark.parametrize(
    ("counted", "target", "says"),
    [("", "4", "not known yet, of 4"), ("1", "4", "1 of 4"), ("0", "", "0 so far"), ("", "", "")],
)
def test_what_the_record_does_not_count_is_counted_by_hand_or_unknown(
    store: SqliteStore, clock: FixedClock, counted: str, target: str, says: str
) -> None:
    fields = {"text": "Read papers", "horizon": "short", "counted": counted, "target": target}
    add_goal(store, clock, fields=fields)

    assert only(store, clock).progress.says == says


def test_a_number_nobody_knows_is_not_made_up(store: SqliteStore, clock: FixedClock) -> None:
    add_person(store, clock, fields={"name": "Ana Novak"})
    add_goal(
        store, clock, fields={"text": "Mentors", "horizon": "short", "measure": "mentors", "target": "3"}
    )

    progress = only(store, clock).progress

    assert (progress.number, progress.says, progress.is_met) == (None, "not known yet, of 3", False)


def test_closed_goals_come_back_and_a_second_click_changes_nothing(
    store: SqliteStore, clock: FixedClock
) -> None:
    goal = add_goal(store, clock, fields=POSTER)
    drop_goal(store, clock, goal=goal.id)
    entries = len(list_history(store))
    drop_goal(store, clock, goal=goal.id[:20])
    assert len(list_history(store)) == entries

    assert bring_goal_back(store, clock, goal=goal.id) == goal


def test_a_goal_is_changed_field_by_field_and_reads_back(store: SqliteStore, clock: FixedClock) -> None:
    goal = add_goal(store, clock, fields=POSTER | {"by": "2027-05-01", "note": "Ohio\nor Iowa"})

    changed = change_goal(store, clock, goal=goal.id, fields={"measure": "", "counted": "1", "by": ""})

    assert (changed.measure, changed.counted, changed.by, changed.text) == (None, 1, None, goal.text)
    back = change_goal(store, clock, goal=goal.id, fields=write_goal(goal))
    assert back == goal
    undo(store, clock)
    assert only(store, clock).goal == changed


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"text": "", "horizon": "short"}, "text"),
        ({"text": "x"}, "horizon"),
        ({"text": "x", "horizon": "soon"}, "horizon"),
        ({"text": "x", "horizon": "short", "measure": "friends"}, "measure"),
        ({"text": "x", "horizon": "short", "target": "0"}, "target"),
        ({"text": "x", "horizon": "short", "target": "many"}, "target"),
        ({"text": "x", "horizon": "short", "by": "soon"}, "by"),
        ({"text": "x", "horizon": "short", "when": "2027-01-01"}, "when"),
    ],
)
def test_a_goal_that_cannot_be_meant_is_refused_by_name(
    store: SqliteStore, clock: FixedClock, fields: dict[str, str], names: str
) -> None:
    with pytest.raises(InvalidValue, match=names):
        add_goal(store, clock, fields=fields)
    assert list_goals(store, clock).open == ()


def test_a_needed_field_cannot_be_emptied(store: SqliteStore, clock: FixedClock) -> None:
    goal = add_goal(store, clock, fields=POSTER)
    for name in (each.name for each in GOAL_FIELDS.values() if each.is_needed):
        with pytest.raises(InvalidValue, match=name):
            change_goal(store, clock, goal=goal.id, fields={name: " "})


def test_a_goal_that_is_not_there_is_named(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match="goal"):
        reach_goal(store, clock, goal="0199abcd")


def test_goals_are_told_by_how_far_ahead_they_lie_and_by_day(store: SqliteStore, clock: FixedClock) -> None:
    for text, horizon, by in (
        ("c", "medium", ""),
        ("b", "short", ""),
        ("a", "short", "2027-01-01"),
        ("d", "early", ""),
    ):
        add_goal(store, clock, fields={"text": text, "horizon": horizon, "by": by})

    told = [(each, [view.goal.text for view in views]) for each, views in list_goals(store, clock).open]

    assert told == [(Horizon.EARLY, ["d"]), (Horizon.SHORT, ["a", "b"]), (Horizon.MEDIUM, ["c"])]


@pytest.mark.requirement("GOA-04", "GOA-07")
def test_the_week_stands_beside_the_goals_with_the_applicants_own_aim(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA).person.id
    record_interaction(store, clock, people=[ana], kind=Kind.MAILED)
    assert list_goals(store, clock).week.targets == (3, 1)

    override(store, clock, key="outreach.week.new", value="2")

    week = list_goals(store, clock).week
    assert (week.targets, week.done.new, week.cadence) == ((2, 1), 1, (0, 0, 0, 0, 0, 0, 0, 1))


def test_every_measure_can_be_chosen(store: SqliteStore, clock: FixedClock) -> None:
    for each in Measure:
        add_goal(store, clock, fields={"text": each, "horizon": "short", "measure": each, "target": "1"})

    [(_, views)] = list_goals(store, clock).open

    assert {view.progress.says for view in views} == {"0 of 1"}
