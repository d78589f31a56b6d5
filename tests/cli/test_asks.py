import pytest

from tests.cli.runner import Hallway


def test_an_ask_is_recorded_with_what_was_worth_minding(hallway: Hallway) -> None:
    asked = hallway.tells(
        "ask", "--of", "Menon", "--rung", "letter", "--text", "a strong letter", "--needed-by", "2027-08-01"
    )

    assert set(asked) == {"ask", "cautions"}
    assert (asked["ask"]["rung"], asked["ask"]["answer"], asked["ask"]["on"]) == (
        "letter",
        "pending",
        "2026-10-05",
    )
    assert any("LOG-03" in each["rows"] for each in asked["cautions"])


@pytest.mark.requirement("LOG-03")
def test_a_skipped_rung_is_explained_and_not_blocked(hallway: Hallway) -> None:
    text = hallway.does("ask", "--of", "Menon", "--rung", "letter")

    assert "Recorded: asked Ravi Menon for letter, pending." in text
    assert "Why: " in text
    assert "Instead: " in text


def test_checking_first_records_nothing(hallway: Hallway) -> None:
    before = hallway.dump()

    checked = hallway.tells("ask", "--of", "Menon", "--rung", "letter", "--check")

    assert checked["ask"] is None
    assert checked["cautions"]
    assert hallway.dump() == before


def test_nothing_speaks_against_a_small_ask(hallway: Hallway) -> None:
    assert "Nothing speaks against it" in hallway.does("ask", "--of", "Menon", "--rung", "advice", "--check")


def test_an_answer_is_recorded_later(hallway: Hallway) -> None:
    key = hallway.tells("ask", "--of", "Menon", "--rung", "advice")["ask"]["id"]

    assert hallway.tells("ask", "--id", key, "--answer", "granted")["ask"]["answer"] == "granted"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--of", "Menon"], "--rung"),
        (["--rung", "advice"], "--of"),
        (["--of", "Menon", "--rung", "favor"], "advice, meeting, task"),
        (["--of", "Menon", "--rung", "advice", "--answer", "maybe"], "granted"),
        (["--of", "Menon", "--rung", "advice", "--on", "someday"], "someday"),
        (["--of", "Menon", "--rung", "advice", "--needed-by", "soon"], "soon"),
        (["--id", "ffff"], "--answer"),
        (["--id", "ffffff", "--answer", "granted"], "ffffff"),
    ],
)
def test_an_ask_that_cannot_be_meant_is_refused_by_name(
    hallway: Hallway, words: list[str], names: str
) -> None:
    assert names in hallway.refuses("ask", *words)
