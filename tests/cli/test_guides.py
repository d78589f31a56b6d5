from pathlib import Path

import pytest

from tests.cli.runner import Hallway

OWN = """\
[audience]
id = "img-neurology"
name = "IMG neurology"
based_on = "img-general"

[values]
"followup.meeting.due" = 24
"""


def test_every_rule_is_listed(hallway: Hallway) -> None:
    view = hallway.tells("guides", "list")

    text = hallway.does("guides", "list")

    assert view["audience"] == "img-general"
    assert [each["id"] for each in (*view["rules"], *view["cautions"]) if each["id"] not in text] == []


def test_the_numbers_are_listed_on_request(hallway: Hallway) -> None:
    keys = [each["key"] for each in hallway.tells("guides", "list")["values"]]

    text = hallway.does("guides", "list", "--values")

    assert keys
    assert [each for each in keys if each not in text] == []


def test_a_rule_is_shown_with_its_reason_window_and_source(hallway: Hallway) -> None:
    rule = hallway.tells("guides", "show", "follow-up.after-meeting")["rule"]

    text = " ".join(hallway.does("guides", "show", "follow-up.after-meeting").split())

    assert rule["because"] in text
    assert rule["window"] in text
    assert "Guides US-IMG general surgery, MD plastics, IMG general, US-IMG pediatrics" in text


def test_a_number_is_shown_for_every_guide(hallway: Hallway) -> None:
    value = hallway.tells("guides", "show", "followup.meeting.due")["value"]

    assert (value["value"], value["unit"], value["per_audience"]["md-plastics"]) == ("48", "hours", "72")
    assert "MD plastics 72" in " ".join(hallway.does("guides", "show", "followup.meeting.due").split())


def test_an_own_value_lies_over_the_guides_until_it_is_reset(hallway: Hallway) -> None:
    changed = hallway.tells("guides", "override", "followup.meeting.due=60")["value"]
    assert (changed["value"], changed["default"], changed["is_changed"]) == ("60", "48", True)
    assert "(yours; the guide's is 48)" in hallway.does("guides", "show", "followup.meeting.due")

    again = hallway.tells("guides", "reset", "followup.meeting.due")["value"]
    assert (again["value"], again["is_changed"]) == ("48", False)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["override", "followup.meting.due=60"], "followup.meeting.due"),
        (["override", "followup.meeting.due"], "KEY=VALUE"),
        (["override", "followup.meeting.due="], "followup.meeting.due"),
        (["override", "followup.meeting.due=soon"], "soon"),
        (["override", "followup.meeting.due=9999"], "followup.meeting"),
        (["reset", "followup.meting.due"], "followup.meeting.due"),
        (["show", "follow-up.after-meting"], "follow-up.after-meeting"),
        (["check", "missing.toml"], "missing.toml"),
        (["add", "missing.toml"], "missing.toml"),
    ],
)
def test_a_change_of_the_guides_that_cannot_be_meant_is_refused_by_name(
    hallway: Hallway, words: list[str], names: str
) -> None:
    assert names in hallway.refuses("guides", *words)


def test_a_guide_of_ones_own_is_checked_added_and_chosen(hallway: Hallway, tmp_path: Path) -> None:
    path = tmp_path / "img-neurology.toml"
    path.write_text(OWN, encoding="utf-8")

    assert hallway.tells("guides", "check", str(path))["problems"] == []
    added = hallway.tells("guides", "add", str(path))["audience"]
    hallway.does("setup", "--audience", added["id"])

    assert hallway.tells("guides", "show", "followup.meeting.due")["value"]["value"] == "24"


def test_faults_of_a_guide_are_listed_with_their_lines(hallway: Hallway, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("followup.meeting.due", "followup.meting.due"), encoding="utf-8")

    answer = hallway.type("guides", "check", str(path))

    assert answer.code == 2
    assert f"{path}, line 7: " in answer.out
    assert "followup.meeting.due" in answer.out  # the near one
    assert f"hallway: {path} has 1 fault." in answer.err
    assert "followup.meting.due" in hallway.refuses("guides", "add", str(path))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"not toml at all", b"[audience]\nid = 3\n"])
def test_a_rude_guide_is_refused(hallway: Hallway, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)

    assert "own" in hallway.refuses("guides", "add", str(path))
