"""`hallway pitch`, `hallway practice` and `hallway confidence`, as somebody types them."""

import pytest

from hallway.cli.confidence import WAYS
from hallway.cli.main import COMMANDS
from hallway.desk.confidence import PAGES
from tests.cli.runner import Hallway

BASE = (
    "I am Dana Reyes, a graduate from Lima. I hope to train in internal medicine, and diabetes draws me "
    "most. I have helped with two chart reviews on foot ulcers. I am looking for a research position in Ohio."
)


@pytest.mark.requirement("IDN-07")
def test_from_the_base_to_versions_that_are_told_when_it_changes(hallway: Hallway) -> None:
    assert "hallway pitch derive base" in hallway.refuses("pitch", "derive", "mail")
    hallway.does("pitch", "set", "base", BASE)
    made = hallway.tells(
        "pitch", "derive", "linkedin", "--set", "them=Dr. Novak", "--set", "reason=I read your study"
    )
    assert made["pitch"]["text"].startswith("Dear Dr. Novak, I am Dana Reyes")
    assert made["length"]["unit"] == "characters"

    hallway.does("pitch", "set", "base", BASE.replace("Ohio", "Iowa"))

    assert "Made from an earlier base: linkedin." in hallway.does("pitch", "list")
    assert "--replace" in hallway.refuses("pitch", "derive", "linkedin", "--set", "reason=I heard your talk")
    shown = hallway.tells("pitch", "show", "linkedin")
    assert (shown["is_stale"], "Dr. Novak" in shown["proposal"]["text"]) == (True, True)
    hallway.does("pitch", "keep", "linkedin")
    assert "earlier base" not in hallway.does("pitch", "list")
    hallway.does("pitch", "remove", "linkedin")
    assert hallway.tells("pitch", "show", "linkedin")["text"] is None


def test_the_base_is_made_from_the_record_with_its_questions_open(hallway: Hallway) -> None:
    text = hallway.does("pitch", "derive", "base", "--set", "seeking=a research position in Ohio")

    assert "Kept: base" in text
    assert "I am looking for a research position in Ohio" in " ".join(text.split())
    assert "A gap is still open" in " ".join(text.split())
    other = hallway.tells("pitch", "derive", "base", "--form", "TPL-41-IDN-03", "--replace")
    assert other["pitch"]["text"] != text
    assert "--form" in hallway.refuses("pitch", "derive", "mail", "--form", "TPL-41")


@pytest.mark.requirement("IDN-08", "IDN-10")
def test_a_text_is_checked_for_one_use_without_being_kept(hallway: Hallway) -> None:
    before = hallway.dump()

    found = hallway.tells("pitch", "check", "base", "I am Dana, a doctor. I am just exploring.")

    assert hallway.dump() == before
    assert found["spoken"]["says"].startswith("About 4 seconds to say: 26 under your 30 to 45.")
    assert "goal.vague" in {each["rule"] for each in found["check"]["findings"]}
    assert "Type one after it" in hallway.refuses("pitch", "check", "base")


def test_a_rehearsal_is_noted_and_told_against_the_window(hallway: Hallway) -> None:
    hallway.does("pitch", "set", "base", BASE)

    text = hallway.does("practice", "log", "base", "--seconds", "52", "--note", "slower")

    assert "52 seconds: 7 over your 30 to 45." in text
    assert "Said aloud once; 0 within 30 to 45 seconds." in text
    assert "52 s" in hallway.does("practice", "list", "base")
    entry = hallway.tells("practice", "list")["practices"][0]
    hallway.does("practice", "remove", entry["id"])
    assert hallway.tells("practice", "list") == {"practices": []}
    assert "Choose one of" in hallway.refuses("practice", "log", "singing")
    assert "--seconds" in hallway.refuses("practice", "log", "base", "--seconds", "0")


@pytest.mark.requirement("ACC-02", "ACC-03")
def test_paths_are_walked_in_small_steps(hallway: Hallway) -> None:
    path = hallway.tells("confidence", "--path", "introvert")["paths"][0]
    first = path["steps"][0]["step"]["id"]

    hallway.does("practice", "log", first)

    assert "One person at a time: 1 of 7 steps done" in hallway.does("confidence", "--path", "introvert")
    accent = hallway.does("confidence", "--path", "accent")
    assert "When you did not understand" in accent
    assert "hallway practice log aloud-alone" in accent
    assert "accent, introvert" in hallway.refuses("confidence", "--path", "loud")


def test_who_has_no_flag_finds_every_thought_and_both_paths(hallway: Hallway) -> None:
    text = hallway.does("confidence")

    assert "You bring something" in text
    assert "hallway confidence --path introvert" in text
    assert "hallway confidence --path accent" in text


def test_every_step_knows_its_command() -> None:
    assert set(WAYS) == set(PAGES)
    assert {each.split()[1] for each in WAYS.values()} <= set(COMMANDS)
