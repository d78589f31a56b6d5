"""A card at the terminal: shown first, saved on a word, and never twice."""

from pathlib import Path

import pytest

from tests.cli.runner import Hallway
from tests.cli.test_applicants import converse

MECARD = "MECARD:N:Kaya,Elif;ORG:Cedar Valley;TITLE:Attending;EMAIL:elif@example.org;;"


def test_a_card_is_shown_and_changes_nothing(hallway: Hallway) -> None:
    before = hallway.dump()
    text = hallway.does("card", MECARD)
    assert "Elif Kaya" in text
    assert "elif@example.org" in text
    assert "Nothing was changed yet." in text
    assert hallway.dump() == before


@pytest.mark.requirement("CON-19")
def test_yes_saves_the_person_and_the_meeting_in_one_action(hallway: Hallway) -> None:
    before = hallway.dump()

    answer = hallway.tells("card", MECARD, "--yes", "--event", "ACAPS", "--topic", "cooling")

    assert answer["saved"]["is_new"]
    assert answer["saved"]["meeting"]["event"] == "ACAPS"
    assert answer["connect"] == "https://www.linkedin.com/search/results/people/?keywords=Elif%20Kaya"
    person = hallway.tells("person", "show", "Elif Kaya")["person"]
    assert (person["role"], person["emails"], person["how_met"], person["relationship"]) == (
        "attending",
        ["elif@example.org"],
        "ACAPS",
        "knows-me",
    )
    hallway.does("undo")
    assert hallway.dump() == before


def test_without_a_meeting_only_the_person_is_saved(hallway: Hallway) -> None:
    answer = hallway.tells("card", MECARD, "--yes", "--set", "role=fellow", "--set", "topics=cooling")
    assert answer["saved"]["meeting"] is None
    person = hallway.tells("person", "show", "Elif Kaya")["person"]
    assert (person["role"], person["topics"], person["relationship"]) == ("fellow", ["cooling"], "unknown")


def test_a_card_comes_on_stdin_or_as_a_file(hallway: Hallway, tmp_path: Path) -> None:
    assert "Elif Kaya" in hallway.type("card", "-", stdin=MECARD).out
    (tmp_path / "elif.txt").write_text(MECARD, encoding="utf-8")
    assert "Elif Kaya" in hallway.does("card", str(tmp_path / "elif.txt"))


def test_somebody_with_the_same_address_is_filled(hallway: Hallway) -> None:
    hallway.does("card", MECARD, "--yes")

    answer = hallway.tells("card", MECARD + "TEL:+12065550100;", "--yes", "--met")
    again = hallway.tells("card", "MECARD:N:Kaya,Elif;EMAIL:elif@example.org;TEL:+12065550100;;", "--yes")

    assert not answer["saved"]["is_new"]
    assert not again["saved"]["is_new"]
    assert hallway.tells("person", "list", "Kaya")["total"] == 1


def test_a_doubt_is_asked_back(hallway: Hallway) -> None:
    doubtful = "MECARD:N:Novak,Ana;EMAIL:other@example.org;;"
    shown = hallway.does("card", doubtful)
    assert "--as-new" in shown
    assert "--into" in hallway.refuses("card", doubtful, "--yes")

    assert not hallway.tells("card", doubtful, "--yes", "--into", "Ana Novak")["saved"]["is_new"]
    assert hallway.tells("card", "MECARD:N:Novak,Ana;;", "--yes", "--as-new")["saved"]["is_new"]
    assert hallway.tells("person", "list", "Novak")["total"] == 2


def test_at_a_terminal_it_asks(hallway: Hallway) -> None:
    code, seen = converse(hallway.path.parent, ["card", MECARD], [("Save this?", "y")])
    assert (code, hallway.tells("person", "list", "Kaya")["total"]) == (0, 1), seen


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["  "], "empty"),
        ([MECARD, "--as-new", "--into", "Ana"], "--as-new"),
        ([MECARD, "--into", "Nobody Here", "--yes"], "Nobody Here"),
        ([MECARD, "--set", "shoe=44"], "shoe"),
        ([MECARD, "--set", "email=nowhere"], "nowhere"),
        ([MECARD, "--on", "soon", "--yes"], "soon"),
    ],
    ids=["blank", "both", "nobody", "field", "value", "day"],
)
def test_what_cannot_be_meant_is_refused(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses("card", *words)
