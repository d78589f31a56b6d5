"""The guides can be read, and every number in them changed and reset."""

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.audience_files import add_audience, check_file
from hallway.actions.guides import RuleView, ValueView, list_guides, show_guide
from hallway.actions.history import undo
from hallway.actions.overrides import override, reset
from hallway.domain.errors import InvalidValue
from hallway.playbooks.library import FaultyPlaybook, UnknownKey
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

CUSTOM = """\
[audience]
id = "us-img-ophthalmology"
name = "US-citizen IMG, ophthalmology"
based_on = "us-img-plastics"

[values]
"followup.meeting.due" = 24
"""


def test_every_rule_shows_its_reason_its_numbers_and_its_guides(store: SqliteStore) -> None:
    view = list_guides(store)
    assert view.audience == "us-img-plastics"
    assert len(view.audiences) == 5
    for rule in (*view.rules, *view.cautions):
        assert rule.because
        assert rule.guides
        assert rule.examples
    meeting = next(each for each in view.rules if each.id == "follow-up.after-meeting")
    assert "due after 48 hours" in meeting.window
    assert meeting.template == "TPL-12"


def test_a_number_shows_every_audience_and_whether_it_is_ours(store: SqliteStore) -> None:
    found = show_guide(store, "update.mentor.due")
    assert isinstance(found, ValueView)
    assert found.value == "75"
    assert found.per_audience["us-img-general-surgery"] == "105"
    assert found.is_ours
    assert "update.mentor" in found.rules


def test_a_rule_is_found_by_the_start_of_its_name_and_a_slip_names_the_nearest(store: SqliteStore) -> None:
    assert isinstance(show_guide(store, "follow-up.no"), RuleView)
    with pytest.raises(UnknownKey, match=r"follow-up\.no-reply"):
        show_guide(store, "follow-up.noreplies")


def test_an_own_value_is_marked_and_can_be_reset_or_undone(store: SqliteStore, clock: FixedClock) -> None:
    changed = override(store, clock, key="followup.noreply.latest", value="21")
    assert (changed.value, changed.default, changed.is_changed) == ("21", "14", True)
    again = reset(store, clock, key="followup.noreply.latest")
    assert again is not None
    assert again.is_changed is False
    undo(store, clock)
    found = show_guide(store, "followup.noreply.latest")
    assert isinstance(found, ValueView)
    assert found.value == "21"


@pytest.mark.parametrize(
    ("key", "value"), [("followup.noreply.latest", "soon"), ("followup.noreply.latest", "5")]
)
def test_a_value_that_cannot_be_meant_changes_nothing(
    store: SqliteStore, clock: FixedClock, key: str, value: str
) -> None:
    with pytest.raises(InvalidValue, match=key):
        override(store, clock, key=key, value=value)
    found = show_guide(store, key)
    assert isinstance(found, ValueView)
    assert not found.is_changed


def test_a_custom_audience_is_added_checked_and_chosen(store: SqliteStore, clock: FixedClock) -> None:
    assert check_file(CUSTOM) == ()
    added = add_audience(store, clock, name="eyes.toml", text=CUSTOM)
    change_applicant(store, clock, fields={"audience": added.id})
    view = list_guides(store)
    assert view.audience == "us-img-ophthalmology"
    assert next(each.value for each in view.values if each.key == "followup.meeting.due") == "24"
    assert next(each.value for each in view.values if each.key == "update.mentor.due") == "75"


def test_a_faulty_audience_is_refused_with_its_lines(store: SqliteStore, clock: FixedClock) -> None:
    faulty = CUSTOM.replace("followup.meeting.due", "followup.meeting.do")
    assert [each.line for each in check_file(faulty)] == [7]
    with pytest.raises(FaultyPlaybook, match=r"eyes\.toml, line 7"):
        add_audience(store, clock, name="eyes.toml", text=faulty)
