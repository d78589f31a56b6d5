"""`hallway programs outcome|season`: what came of applications."""

import pytest

from hallway.facts.directory import units
from tests.cli.runner import Hallway

CODE, OTHER = list(units())[:2]
SEASON = ("--season", "2027")


@pytest.mark.requirement("PICK-15")
def test_an_application_is_followed_from_the_first_day_to_the_last(hallway: Hallway) -> None:
    later = hallway.at("2027-03-19T13:00-04:00")
    later.does("programs", "outcome", CODE, *SEASON, "--applied", "2026-09-28")
    later.does("programs", "outcome", OTHER, *SEASON, "--applied", "2026-09-28")
    later.does("programs", "outcome", CODE, *SEASON, "--reply", "interview", "--replied", "2026-10-20")
    later.does("programs", "outcome", CODE, *SEASON, "--interviewed", "2026-11-20", "--rank", "3")
    said = later.does("programs", "outcome", CODE, *SEASON, "--result", "matched")

    assert "2027: matched (applied 2026-09-28, answered" in " ".join(said.split())
    assert later.tells("programs", "show", CODE)["outcomes"][0]["rank"] == 3
    counts = later.tells("programs", "season", *SEASON)
    assert {name: number for name, number in counts.items() if number} == {
        "season": 2027,
        "applied": 2,
        "interviews": 1,
        "silent": 1,
        "ranked": 1,
        "matched": 1,
    }
    assert "no answer yet" in later.does("programs", "season", *SEASON)


def test_parts_are_taken_back_and_whole_seasons_removed(hallway: Hallway) -> None:
    hallway.does("programs", "outcome", CODE, *SEASON, "--reply", "waitlist", "--applied", "2026-09-28")
    hallway.does("programs", "outcome", CODE, *SEASON, "--clear", "reply")
    assert hallway.tells("programs", "show", CODE)["outcomes"][0]["reply"] is None

    hallway.does("programs", "outcome", CODE, "--remove")

    assert hallway.tells("programs", "show", CODE)["outcomes"] == []
    assert "Nothing is noted for 2027" in hallway.does("programs", "season", *SEASON)


def test_without_a_season_it_is_the_applicants_own(hallway: Hallway) -> None:
    assert "Say the match year" in hallway.refuses("programs", "outcome", CODE, "--reply", "interview")
    hallway.does("setup", "--match-year", "2028")

    assert hallway.tells("programs", "outcome", CODE, "--reply", "interview")["outcome"]["season"] == 2028


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Say what came of it"),
        (["--remove", "--rank", "1"], "--remove stands alone"),
        (["--remove"], "Noted of"),
        (["--season", "1890", "--rank", "1"], "from 1952 to 2100"),
        (["--season", "2027", "--rank", "-1"], "from 1 to 300"),
        (["--season", "2027", "--reply", "maybe"], "interview, waitlist, rejected"),
        (["--season", "2027", "--result", "won"], "matched, not-matched"),
        (["--season", "2027", "--applied", "someday"], "YYYY-MM-DD"),
        (["--season", "2027", "--clear", "luck"], "applied_on, reply"),
        (["--season", "2027", "--reply", "rejected", "--result", "matched"], "Correct the reply first"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.refuses("programs", "outcome", CODE, *words)
