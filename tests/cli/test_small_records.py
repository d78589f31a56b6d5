"""Gives, advice, milestones and documents: one command each."""

import pytest

from tests.cli.runner import Hallway


def test_help_given_is_recorded(hallway: Hallway) -> None:
    give = hallway.tells("give", "--to", "Menon", "proofread his abstract", "--on", "2026-10-02")["give"]

    assert (give["text"], give["on"]) == ("proofread his abstract", "2026-10-02")
    assert hallway.tells("person", "show", "Menon")["given"] == 1


@pytest.mark.requirement("LOG-04")
def test_advice_is_followed_from_given_to_reported(hallway: Hallway) -> None:
    text = "write to Dr. Rao about the registry"
    hallway.does("advice", "--from", "Novak", text, "--given", "2026-10-01")
    hallway.does("advice", "--from", "Novak", text, "--acted-on", "2026-10-03", "--result", "she said yes")

    advice = hallway.tells("advice", "--from", "Novak", text, "--reported", "2026-10-05")["advice"]

    assert (advice["given"], advice["acted_on"], advice["reported"]) == (
        "2026-10-01",
        "2026-10-03",
        "2026-10-05",
    )
    assert advice["result"] == "she said yes"
    assert len(hallway.tells("person", "show", "Novak")["advice"]) == 1


@pytest.mark.requirement("MEN-17")
def test_a_milestone_names_whom_to_tell(hallway: Hallway) -> None:
    marked = hallway.tells("milestone", "Step 2 CK passed", "--kind", "exam", "--on", "2026-10-02")

    assert marked["milestone"]["on"] == "2026-10-02"
    assert [each["name"] for each in marked["tell"]] == ["Ana Novak"]
    assert "Tell them: Ana Novak" in hallway.does("milestone", "Poster accepted", "--kind", "presentation")


def test_versions_of_papers_are_noted_and_listed(hallway: Hallway) -> None:
    hallway.does("document", "add", "--kind", "cv-short", "--label", "one page, October", "--pages", "1")

    [document] = hallway.tells("document", "list")["documents"]

    assert (document["kind"], document["label"], document["pages"]) == ("cv-short", "one page, October", 1)
    assert "one page, October" in hallway.does("document", "list")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["give", "--to", "Novak", ""], "text"),
        (["give", "--to", "Novak", "x", "--on", "2062-01-01"], "2062-01-01"),
        (["advice", "--from", "Novak", ""], "text"),
        (["advice", "--from", "Novak", "x", "--given", "2026-10-02", "--acted-on", "2026-10-01"], "acted_on"),
        (["milestone", "", "--kind", "exam"], "text"),
        (["milestone", "x", "--kind", "party"], "exam, research, publication"),
        (["milestone", "x", "--kind", "exam", "--on", "2026-13-01"], "2026-13-01"),
        (["document", "add", "--kind", "cv-short", "--label", ""], "label"),
        (["document", "add", "--kind", "diary", "--label", "x"], "cv-short"),
        (["document", "add", "--kind", "cv-short", "--label", "x", "--pages", "many"], "--pages"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else None,
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses(*words)
