"""A progress update at the command line: shown, printed alone, logged."""

import pytest

from tests.cli.runner import Hallway


@pytest.fixture
def novak(hallway: Hallway) -> Hallway:
    """Return a record in which Ana heard in summer, and an exam was passed since."""
    hallway.does("log", "--with", "Novak", "--kind", "met", "--on", "2026-07-01", "--topic", "sepsis")
    hallway.does("person", "edit", "Novak", "--set", "given=Ana", "--set", "family=Novak")
    hallway.does("milestone", "Step 2 CK passed", "--kind", "exam", "--on", "2026-09-12")
    return hallway


@pytest.mark.requirement("MEN-16")
def test_an_update_is_shown_printed_and_logged(novak: Hallway) -> None:
    shown = novak.does("update", "Novak")
    assert "Subject: A short update from Dana Reyes" in shown
    assert "Missing: No e-mail address of theirs is noted." in shown

    alone = novak.does("update", "Novak", "--text")

    assert alone.startswith("Dear Dr. Novak,\n\nI would like to tell you")
    assert "- Exams: Step 2 CK passed (September 12)." in alone
    assert "Thank you for your guidance" in alone.split("\n\n")[-2]
    logged = novak.tells("update", "Novak", "--sent")
    assert (logged["interaction"]["kind"], logged["interaction"]["channel"]) == ("mailed", "e-mail")
    again = novak.tells("update", "Novak")
    assert (again["text"], again["news"]) == ("", [])
    assert "opens on" in again["next_says"]
    assert novak.tells("update", "Novak", "--sent") is None


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["Nobody"], "Nobody"),
        (["Menon", "--text"], "Nothing new is on record"),
        (["Novak", "--text", "--sent"], "one of the two"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else None,
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses("update", *words)
