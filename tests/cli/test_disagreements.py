"""The guides' disagreements are read and settled at the terminal."""

import pytest

from tests.cli.runner import Hallway


def test_every_topic_is_listed_with_each_guide(hallway: Hallway) -> None:
    topics = hallway.tells("guides", "disagreements")["topics"]
    text = " ".join(hallway.does("guides", "disagreements").split())

    assert len(topics) == 25
    assert [each["id"] for each in topics if each["name"] not in text] == []
    assert "IMG general (yours) be persistent" not in text
    assert "US-IMG pediatrics one to two weeks, then move on" in text


def test_one_topic_is_shown_with_what_can_be_chosen(hallway: Hallway) -> None:
    text = " ".join(hallway.does("guides", "disagreements", "no-reply").split())
    assert "Now our default: followup.noreply.earliest 10 days" in text
    assert "where X is default, us-img-plastics, us-img-pediatrics." in text


def test_a_guide_is_chosen_after_a_preview(hallway: Hallway) -> None:
    choice = ["guides", "disagreements", "no-reply", "--choose", "us-img-pediatrics"]
    found = hallway.tells(*choice, "--preview")
    assert [(each["key"], each["then"]) for each in found["values"]] == [("followup.noreply.earliest", "7")]
    assert found["steps"] == {"opened": [], "gone": [], "moved": []}
    assert "10 days -> 7 days" in hallway.does(*choice, "--preview")

    assert hallway.tells(*choice)["topic"]["chosen"] == "us-img-pediatrics"
    assert "Undid: Chose for Waiting when nobody answers" in hallway.does("undo")


def test_own_values_are_set_for_a_topic(hallway: Hallway) -> None:
    hallway.does("guides", "disagreements", "weekly", "--set", "outreach.week.new=2")
    assert hallway.tells("guides", "disagreements", "weekly")["topic"]["chosen"] == "own"
    assert "Now your own: outreach.week.new 2" in " ".join(
        hallway.does("guides", "disagreements", "weekly").split()
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["weekly", "--choose", "default", "--set", "outreach.week.new=2"], "--choose or --set"),
        (["--choose", "default"], "Name the topic"),
        (["weekly", "--preview"], "--choose GUIDE"),
        (["weekly", "--choose", "md-plastics"], "img-general"),
        (["week", "--set", "nudge.days=2"], "outreach.week.new"),
        (["no-replies"], "no-reply"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses("guides", "disagreements", *words)
