"""What changed in the guides is told for this applicant: their audience, their own values, their steps."""

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.audience_files import add_audience
from hallway.actions.guide_changes import list_changes, list_own_differences
from hallway.actions.guides import Source
from hallway.actions.interactions import record_interaction
from hallway.actions.overrides import override
from hallway.actions.people import add_person
from hallway.domain.errors import NotFound
from hallway.domain.interactions import Kind
from hallway.playbooks.snapshots import versions
from hallway.storage.store import SqliteStore
from tests.actions.test_audience_files import OWN_RULE
from tests.cast import ANA, FixedClock
from tests.playbooks.test_layers import CUSTOM


def test_by_default_the_version_before_is_compared_with_this_one(
    store: SqliteStore, clock: FixedClock
) -> None:
    latest = list_changes(store, clock)
    found = list_changes(store, clock, old="0.2.0", new="0.3.0")
    assert (latest.old, latest.new) == (versions()[-2], versions()[-1])
    assert "speaking.rate" in {each.key for each in found.values if each.sort == "added"}
    assert "follow-up.unanswered" in {each.id for each in found.rules if each.sort == "added"}


def test_backwards_what_was_added_is_removed(store: SqliteStore, clock: FixedClock) -> None:
    found = list_changes(store, clock, old="0.2.0", new="0.1.0")
    assert "mentors.roles" in {each.key for each in found.values if each.sort == "removed"}


def test_a_version_against_itself_has_no_changes(store: SqliteStore, clock: FixedClock) -> None:
    found = list_changes(store, clock, old="0.1.0", new="0.1.0")
    assert (found.values, found.rules) == ((), ())


def test_a_version_that_is_not_kept_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match=r"9\.9\.9"):
        list_changes(store, clock, new="9.9.9")


def test_a_changed_number_that_is_yours_is_marked(store: SqliteStore, clock: FixedClock) -> None:
    override(store, clock, key="speaking.rate", value="120")
    found = list_changes(store, clock, old="0.2.0", new="0.3.0")
    own = {each.key: each.own for each in found.values if each.own}
    assert own == {"speaking.rate": "120 words a minute"}


def test_before_set_up_changes_can_be_read_too(empty_store: SqliteStore, clock: FixedClock) -> None:
    assert list_changes(empty_store, clock, old="0.2.0", new="0.3.0").values


def test_own_numbers_are_told_beside_the_shipped_ones_with_the_steps_they_move(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA).person.id
    record_interaction(store, clock, people=[ana], kind=Kind.MET, topics=["a"], next_step="b")
    override(store, clock, key="followup.meeting.due", value="24")
    override(store, clock, key="nudge.days", value="4")

    found = list_own_differences(store, clock)

    assert [(each.key, each.shipped, each.yours, each.steps) for each in found.values] == [
        ("followup.meeting.due", "48", "24", 1),
        ("nudge.days", "5", "4", 0),
    ]
    assert {each.source for each in found.values} == {Source.YOURS}


def test_numbers_and_rules_of_an_own_audience_are_told_too(store: SqliteStore, clock: FixedClock) -> None:
    add_audience(store, clock, name="n", text=CUSTOM + OWN_RULE)
    change_applicant(store, clock, fields={"audience": "img-neurology"})

    found = list_own_differences(store, clock)

    assert (found.audience, found.base, found.rules) == ("img-neurology", "us-img-pediatrics", ("own.tea",))
    assert [(each.key, each.shipped, each.yours, each.source) for each in found.values] == [
        ("followup.meeting.due", "72", "24", Source.YOUR_AUDIENCE),
        ("tea.every", "", "9", Source.YOUR_AUDIENCE),
    ]
