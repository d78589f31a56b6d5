"""`hallway programs look-up`, what names mean, and a note that finds its program."""

from pathlib import Path

import pytest

from hallway.facts.directory import units
from tests.cli.runner import Hallway

MEDICINE = [each for each in units().values() if each.specialty == "Internal Medicine" and each.open_tracks]
CODES = [each.code for each in MEDICINE[:3]]


@pytest.fixture
def listed(hallway: Hallway) -> Hallway:
    """Return Hallway of an IMG for internal medicine with three programs on the list."""
    hallway.does("setup", "--status", "non-us-img", "--specialty", "internal medicine", "--needs-visa", "yes")
    hallway.does("programs", "add", *CODES)
    return hallway


def test_what_to_look_up_first_is_told_with_what_it_would_tell(listed: Hallway) -> None:
    found = listed.tells("programs", "look-up", "--most", "4")
    said = listed.does("programs", "look-up", "--most", "4")

    assert (found["listed"], found["is_measured"], sum(len(each["facts"]) for each in found["programs"])) == (
        3,
        True,
        4,
    )
    assert {each["unit"] for each in found["programs"]} == set(CODES)
    moves = [each["facts"][0]["moves"] for each in found["programs"]]
    assert moves == sorted(moves, reverse=True)
    first = found["programs"][0]
    assert said.startswith("4 facts worth looking up first\n")
    assert f"{first['unit']}" in said
    assert f"{first['facts'][0]['label']} ({first['facts'][0]['kind']}): " in said
    assert f"and {found['more']} facts that can wait" in said


def test_the_lines_to_fill_in_come_back_by_paste(listed: Hallway, tmp_path: Path) -> None:
    blank = listed.does("programs", "look-up", "--blank")
    assert blank == listed.tells("programs", "look-up")["blank"] + "\n"

    file = tmp_path / "facts.txt"
    file.write_text(blank.replace("IMG share:", "IMG share: 40 %"))
    listed.does("programs", "paste", str(file), "--source", "website", "--yes")

    known = [listed.tells("programs", "show", code)["facts"] for code in CODES]
    assert [each["img-share"]["fact"]["value"] for each in known] == ["40"] * 3
    left = listed.tells("programs", "look-up")["programs"]
    assert "img-share" not in {fact["kind"] for each in left for fact in each["facts"]}


def test_an_empty_list_says_how_to_begin(hallway: Hallway) -> None:
    assert "Nothing is on your list yet." in hallway.does("programs", "look-up")
    assert hallway.does("programs", "look-up", "--blank") == ""


def test_what_names_mean_is_told_beside_what_is_open(hallway: Hallway) -> None:
    hallway.does("programs", "place", "Lakeside Clinic", "--means", "none")
    hallway.does("programs", "place", "Their program", "--means", CODES[0])

    told = hallway.tells("programs", "place")
    assert [each["name"] for each in told["meanings"]] == ["Lakeside Clinic", "Their program"]
    assert told["meanings"][0]["means"] == "no place with programs"
    assert '"Lakeside Clinic": no place with programs' in hallway.does("programs", "place", "lakeside")
    assert "Their program" not in hallway.does("programs", "place", "lakeside")


def test_a_note_finds_its_program_and_loses_it(hallway: Hallway) -> None:
    note = hallway.tells("program-note", "add", "Some place", "Kind people", "--source", "a fellow")["note"]

    changed = hallway.tells("program-note", "change", note["id"], "--unit", CODES[0])["note"]
    assert (changed["unit"], changed["text"]) == (CODES[0], "Kind people")
    assert "Kind people" in hallway.does("programs", "show", CODES[0])

    assert hallway.tells("program-note", "change", note["id"], "--unit", "")["note"]["unit"] == ""
    assert "Kind people" not in hallway.does("programs", "show", CODES[0])
    assert "0000000C0" in hallway.refuses("program-note", "change", note["id"], "--unit", "0000000C0")
