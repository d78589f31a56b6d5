"""What the guides said is kept for every released version, and differences between versions are told."""

import re
from dataclasses import replace

import pytest

from hallway.domain.errors import NotFound
from hallway.playbooks.library import shipped
from hallway.playbooks.snapshots import (
    Snapshot,
    ValueThen,
    compare,
    read_snapshot,
    snapshot_of,
    take_snapshot,
    versions,
    write_snapshot,
)
from tools.snapshot_guides import path_of, version

NOW = take_snapshot(shipped())


def test_the_guides_are_those_of_the_snapshot_of_this_version() -> None:
    """When they are not: raise the version in pyproject.toml, then run tools/snapshot_guides.py.

    While this version is not released yet, tools/snapshot_guides.py --again writes its snapshot anew.
    """
    assert path_of(version()).read_text(encoding="utf-8") == write_snapshot(NOW)
    assert versions()[-1] == version()


def test_a_snapshot_reads_back_as_it_was_written() -> None:
    assert read_snapshot(write_snapshot(NOW)) == NOW


def test_every_kept_version_can_be_read_and_differs_from_itself_in_nothing() -> None:
    for each in versions():
        assert re.fullmatch(r"\d+\.\d+\.\d+", each)
        kept = snapshot_of(each)
        assert (compare(kept, kept).values, compare(kept, kept).rules) == ((), ())


def test_a_version_that_is_not_kept_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotFound, match=r"0\.1\.0"):
        snapshot_of("0.0.9")


def test_a_moved_number_is_told_for_the_audiences_it_moved_for() -> None:
    due = NOW.values["followup.meeting.due"]
    moved = replace(due, by_audience={**due.by_audience, "md-plastics": "36"})

    [change] = compare(NOW, _with_value(moved.key, moved)).values

    assert (change.key, change.audiences) == (due.key, {"md-plastics": ("72 hours", "36 hours")})


def test_another_unit_is_a_change_for_everybody() -> None:
    nudge = replace(NOW.values["nudge.days"], unit="weeks")
    [change] = compare(NOW, _with_value(nudge.key, nudge)).values
    assert set(change.audiences.values()) == {("5 days", "5 weeks")}


def test_what_was_added_and_removed_is_told_both_ways() -> None:
    less = Snapshot(
        values={key: each for key, each in NOW.values.items() if key != "nudge.days"},
        rules={key: each for key, each in NOW.rules.items() if key != "update.mentor"},
    )
    gone, came = compare(NOW, less), compare(less, NOW)

    assert [(each.key, each.new) for each in gone.values] == [("nudge.days", None)]
    assert [(each.key, each.old) for each in came.values] == [("nudge.days", None)]
    assert [(each.id, each.parts) for each in gone.rules] == [("update.mentor", ("removed",))]
    assert [(each.id, each.parts) for each in came.rules] == [("update.mentor", ("added",))]


def test_a_rule_names_which_part_of_it_changed() -> None:
    rule = NOW.rules["update.mentor"]
    other = replace(rule, says="Write.", edges=(*rule.edges[:3], "revive.last"))
    changed = replace(NOW, rules={**NOW.rules, rule.id: other})
    assert [(each.id, each.parts) for each in compare(NOW, changed).rules] == [
        ("update.mentor", ("words", "window"))
    ]


def _with_value(key: str, value: ValueThen) -> Snapshot:
    return replace(NOW, values={**NOW.values, key: value})
