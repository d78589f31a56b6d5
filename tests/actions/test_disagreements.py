"""For each topic our default, a guide or own values can hold; a choice touches that topic's numbers only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.applicants import set_up
from hallway.actions.disagreements import choose, list_topics, preview, show_topic
from hallway.actions.guides import list_guides
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.overrides import override
from hallway.actions.people import add_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.interactions import Kind
from hallway.domain.settings import Override
from hallway.playbooks.disagreements import shipped_topics
from hallway.playbooks.library import shipped
from hallway.playbooks.values import AUDIENCES, write_content
from hallway.storage.store import SqliteStore
from tests.cast import ANA, APPLICANTS, FixedClock
from tests.storage.files import new_store

KNOWN = {each.key: each for each in shipped().values}


def test_taking_a_guide_sets_exactly_the_numbers_of_the_topic(store: SqliteStore, clock: FixedClock) -> None:
    override(store, clock, key="nudge.days", value="4")

    view = choose(store, clock, topic="meeting-follow-up", take="us-img-pediatrics")

    assert view.chosen == "us-img-pediatrics"
    assert {each.key: each.value for each in view.values} == {
        "followup.meeting.open": "0",
        "followup.meeting.due": "72",
        "followup.meeting.close": "120",
        "followup.meeting.last": "14",
    }
    with store.reading() as reading:
        own = {each.key: (each.value, each.instead_of) for each in reading.all(Override)}
    assert own == {
        "nudge.days": ("4", "5"),
        "followup.meeting.due": ("72", "48"),
        "followup.meeting.close": ("120", "72"),
    }


def test_a_choice_is_one_action_and_undone_as_one(store: SqliteStore, clock: FixedClock) -> None:
    choose(store, clock, topic="meeting-follow-up", take="md-plastics")
    undo(store, clock)
    assert show_topic(store, "meeting-follow-up").chosen == "default"


def test_going_back_to_the_default_leaves_no_own_value(store: SqliteStore, clock: FixedClock) -> None:
    choose(store, clock, topic="no-reply", take={"followup.noreply.earliest": "12"})
    assert show_topic(store, "no-reply").chosen == "own"
    choose(store, clock, topic="no-reply", take="default")
    assert show_topic(store, "no-reply").chosen == "default"
    with store.reading() as reading:
        assert reading.all(Override) == ()


def test_own_values_leave_the_unnamed_ones_as_they_are(store: SqliteStore, clock: FixedClock) -> None:
    choose(store, clock, topic="weekly", take={"outreach.week.new": "2"})
    view = choose(store, clock, topic="weekly", take={"outreach.week.revive": "2"})
    assert [each.value for each in view.values] == ["2", "2"]


@pytest.mark.parametrize(
    ("topic", "take", "says"),
    [
        pytest.param("letter-lead", "md-plastics", "us-img-plastics", id="silent-guide"),
        pytest.param("weekly", "nobody", "img-general", id="no-guide"),
        pytest.param("headshot", "default", "advice only", id="advice-only"),
        pytest.param("weekly", {"nudge.days": "4"}, "outreach.week.new", id="another-topic"),
        pytest.param("weekly", {"outreach.week.new": "some"}, "whole number", id="no-number"),
        pytest.param("no-reply", {"followup.noreply.latest": "5"}, "may not lie after", id="upside-down"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(
    store: SqliteStore, clock: FixedClock, topic: str, take: str | dict[str, str], says: str
) -> None:
    with pytest.raises(InvalidValue, match=says):
        choose(store, clock, topic=topic, take=take)
    with store.reading() as reading:
        assert reading.all(Override) == ()


def test_a_topic_is_found_by_its_beginning_and_a_slip_names_the_nearest(store: SqliteStore) -> None:
    assert show_topic(store, "mentor-u").id == "mentor-updates"
    with pytest.raises(NotFound, match="no-reply"):
        show_topic(store, "no-replies")


def test_a_preview_tells_numbers_and_open_steps_and_changes_nothing(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA | {"groups": ""}).person.id
    record_interaction(store, clock, people=[ana], kind=Kind.MAILED)
    clock.wait(days=8)

    found = preview(store, clock, topic="no-reply", take="us-img-pediatrics")

    assert [(each.key, each.now, each.then) for each in found.values] == [
        ("followup.noreply.earliest", "10", "7")
    ]
    assert [each.rule for each in found.steps.opened] == ["follow-up.no-reply"]
    assert (found.steps.gone, found.steps.moved, found.steps.count) == ((), (), 1)
    assert show_topic(store, "no-reply").chosen == "default"


@given(st.sampled_from(sorted(AUDIENCES)), st.data())
def test_every_guide_on_offer_can_be_taken_by_everybody(audience: str, data: st.DataObject) -> None:
    clock = FixedClock()
    with new_store() as store:
        set_up(store, clock, fields=APPLICANTS[audience])
        before = {each.key: each.value for each in list_guides(store).values}
        topic = data.draw(st.sampled_from([each for each in shipped_topics() if each.keys]))
        offers = next(each.offers for each in list_topics(store) if each.id == topic.id)
        guide = data.draw(st.sampled_from(["default", *offers]))
        choose(store, clock, topic=topic.id, take=guide)
        after = {each.key: each.value for each in list_guides(store).values}
    taken = audience if guide == "default" else guide
    expected = {key: write_content(KNOWN[key].shipped_for(taken)) for key in topic.keys}
    assert after == before | expected
