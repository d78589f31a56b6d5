"""An exported audience is a file that can be checked, added, and gives the same steps to somebody else."""

import tomllib
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.applicants import change_applicant
from hallway.actions.audience_files import add_audience, check_file, export_audience
from hallway.actions.guides import list_guides
from hallway.actions.overrides import override
from hallway.domain.errors import InvalidValue
from hallway.playbooks.audience_writing import write_audience_file
from hallway.playbooks.layers import lay_over
from hallway.playbooks.library import FaultyPlaybook, make_playbook, read_audience_file
from hallway.playbooks.state import State
from hallway.playbooks.stepping import steps
from hallway.playbooks.values import AUDIENCES
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock
from tests.playbooks.strategies import instants, states
from tests.playbooks.test_layers import CUSTOM, own_values

OWN_RULE = """
[[value]]
key = "tea.every"
says = "How often we have tea."
unit = "days"
default = 9
ours = true
rows = []
checked = 2026-11-22

[[rule]]
id = "own.tea"
rows = ["GOA-03"]
guides = ["img-general"]
says = "Have \\"tea\\" with {name}.\\u007f"
because = "It helps."
starts = "contact"
opens = "tea.every"
due = "tea.every"
closes = "revive.due"
last = "revive.last"
settles = "A contact."
minutes = 5
tier = "habit"
outreach = true
who_also = { match = ["peer"] }
example = [
  { given = { met = 2026-10-02, today = 2026-10-20 }, then = "open" },
  { given = { met = 2026-10-02, today = 2026-10-03 }, then = "none" },
]
"""


@settings(deadline=None)
@given(
    own_values,
    st.sampled_from([*AUDIENCES, "img-neurology"]),
    st.sampled_from(["", OWN_RULE]),
    states(),
    instants,
)
def test_the_export_gives_equal_steps(
    own: dict[str, str], audience: str, rule: str, state: State, now: datetime
) -> None:
    file = CUSTOM + rule
    laid = lay_over(audience, own=own, file=file)
    text = write_audience_file(
        laid, audience="friend", name="A friend's", original=file if laid.custom else ""
    )

    assert check_file(text) == ()
    theirs = make_playbook("friend", overrides={}, custom=read_audience_file(text, "friend"))
    assert {key: each.content for key, each in theirs.values.items()} == {
        key: each.content for key, each in laid.playbook.values.items()
    }
    assert (theirs.rules, theirs.cautions) == (laid.playbook.rules, laid.playbook.cautions)
    assert steps(state, theirs, now) == steps(state, laid.playbook, now)


def test_an_applicants_own_values_go_along_and_can_be_added_elsewhere(
    store: SqliteStore, empty_store: SqliteStore, clock: FixedClock
) -> None:
    add_audience(store, clock, name="n", text=CUSTOM + OWN_RULE)
    change_applicant(store, clock, fields={"audience": "img-neurology"})
    override(store, clock, key="tea.every", value="11")
    text = export_audience(store, audience="our-circle", name="Our circle")

    added = add_audience(empty_store, clock, name="our-circle", text=text)
    change_applicant(empty_store, clock, fields={"audience": added.id})

    view = list_guides(empty_store)
    values = {each.key: each.value for each in view.values}
    assert (view.audience, values["followup.meeting.due"], values["tea.every"]) == ("our-circle", "24", "11")
    assert [each.id for each in view.rules if each.id.startswith("own.")] == ["own.tea"]


def test_an_export_names_nobody_of_the_record(store: SqliteStore, clock: FixedClock) -> None:
    override(store, clock, key="nudge.days", value="4")
    text = export_audience(store, audience="mine", name="Mine")
    assert tomllib.loads(text) == {
        "audience": {"id": "mine", "name": "Mine", "based_on": "us-img-plastics"},
        "values": {"nudge.days": 4},
    }


@pytest.mark.parametrize("audience", ["", "img-general", "With Space", "ünïcode", 'a"b', "x" * 60])
def test_an_id_that_no_audience_may_have_is_refused(store: SqliteStore, audience: str) -> None:
    with pytest.raises(FaultyPlaybook, match="letters, digits and hyphens"):
        export_audience(store, audience=audience, name="Mine")


@given(st.text(min_size=1, max_size=30))
def test_any_name_of_an_audience_is_written_so_that_it_reads_back(name: str) -> None:
    laid = lay_over("img-general", own={}, file=None)
    with suppress(UnicodeEncodeError):
        name.encode()
        text = write_audience_file(laid, audience="mine", name=name)
        assert tomllib.loads(text)["audience"]["name"] == name


def test_a_number_that_ships_is_no_number_of_a_file(store: SqliteStore) -> None:
    del store
    text = CUSTOM + OWN_RULE.replace("tea.every", "nudge.days")
    assert [each.says for each in check_file(text)] == ["'nudge.days' is a number that ships."]


def test_a_window_of_a_file_that_would_close_before_it_is_due_is_refused() -> None:
    problems = check_file(CUSTOM.replace("= 24", "= 999"))
    assert [each.key for each in problems] == ["followup.meeting.due"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        pytest.param("default = 9", 'default = "often"', "default", id="a-window-in-words"),
        pytest.param("default = 9", "default = 9\nfor = { md-plastics = [] }", "for", id="an-empty-range"),
        pytest.param("default = 9", 'default = 9\nfor = { md-plastics = "x" }', "for", id="another-sort"),
        pytest.param('starts = "contact"', 'starts = "week-new"', "limit", id="nothing-to-count-against"),
        pytest.param("default = 9", "default = 99999", "tea.every", id="a-lifetime"),
    ],
)
def test_a_rule_that_could_not_be_followed_is_refused(old: str, new: str, key: str) -> None:
    assert check_file(CUSTOM + OWN_RULE) == ()
    assert key in {each.key for each in check_file(CUSTOM + OWN_RULE.replace(old, new))}


def test_an_override_that_would_leave_the_calendar_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="hundred years"):
        override(store, clock, key="update.mentor.last", value="99999")
