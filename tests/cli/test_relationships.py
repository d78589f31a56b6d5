"""`hallway relationships`: what one more tie is worth, who could help, and what it costs."""

import pytest

from hallway.facts.directory import units
from tests.cli.runner import Hallway

PROGRAMS = [
    each for each in units().values() if each.specialty == "Plastic Surgery (Integrated)" and each.open_tracks
]
FIRST = PROGRAMS[0]


@pytest.fixture
def hallway(hallway: Hallway) -> Hallway:
    """Return Hallway of an applicant for plastic surgery with a list, and somebody at its first program."""
    hallway.does(
        *("setup", "--status", "us-md", "--specialty", "plastic surgery", "--match-year", "2027"),
        *("--exam", "Step 2 CK; passed; 2026-03-02; 252"),
    )
    hallway.does("programs", "add", *(each.code for each in PROGRAMS[:6]))
    hallway.does(
        *("person", "add", "Amara Okafor", "--role", "attending", "--institution", FIRST.institution),
        *("--state", FIRST.state, "--specialty", "Plastic surgery"),
    )
    hallway.does("person", "edit", "Amara Okafor", "--set", "relationship=trusts-me")
    return hallway


def test_json_holds_ranges_effort_and_people(hallway: Hallway) -> None:
    found = hallway.tells("relationships")

    assert found["basis"] == {"kind": "listed", "name": "", "programs": 6, "made_at": None}
    assert set(found["chance"]) == {"low", "mid", "high"}
    for each in (*found["rows"], *found["others"]):
        assert each["is_measured"]
        assert each["added"]["low"] <= each["added"]["mid"] <= each["added"]["high"]
        assert each["hours"] > 0
    (talk,) = found["talks"]
    assert (talk["code"], talk["people"][0]["name"]) == (FIRST.code, "Amara Okafor")
    blank = [each for each in found["beliefs"] if each["kind"] == "conference"]
    assert blank[0]["added"] is None
    assert [each["score"] for each in found["by_score"] if each["is_own"]] == [252]
    assert found["kept"] is None
    assert hallway.tells("relationships") == found


def test_words_tell_points_people_and_what_is_unknown(hallway: Hallway) -> None:
    said = " ".join(hallway.does("relationships", "--by", "hour").split())

    assert "For your list: 6 programs. Chance to match:" in said
    assert "Where somebody could help" in said
    assert "Could help: Amara Okafor (Amara Okafor works there and knows you)" in said
    assert "At programs of your list, by the hour" in said
    assert "of which applying alone about" in said
    assert "Unknown: nobody measured these; what is told is only a belief" in said
    assert "a meeting at a conference: unknown" in said
    assert "252 (yours)" in said
    assert "Nothing here is a promise" in said


def test_kept_ones_come_to_today_until_they_are_forgotten(hallway: Hallway) -> None:
    assert "Today may propose 1 program worth a conversation" in hallway.does("relationships", "--keep")
    assert "Talk with Amara Okafor about" in hallway.does("today", "--all")
    hallway.does("relationships", "forget")
    assert "Talk with Amara Okafor" not in hallway.does("today", "--all")


def test_own_effort_is_kept_shown_and_taken_back(hallway: Hallway) -> None:
    usual = hallway.tells("relationships", "effort", "rotation")["efforts"][0]
    assert not usual["own_hours"]
    said = hallway.does("relationships", "effort", "rotation", "--hours", "200", "--dollars", "3500")
    assert "200 h, $3,500" in said
    row = hallway.tells("relationships", "--kind", "rotation")["rows"][0]
    assert (row["hours"], row["dollars"]) == (200, 3500)
    assert f"{usual['hours']:g} h (usual)" in hallway.does("relationships", "effort", "rotation", "--usual")
    assert len(hallway.tells("relationships", "effort")["efforts"]) == 9


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--kind", "friendship"), "Choose one of"),
        (("--by", "luck"), "chance, hour, dollar"),
        (("--program", "0000000"), "hallway programs list"),
        (("--limit", "0"), "from 1 on"),
        (("effort", "rotation", "--hours", "-3"), "from 0 to"),
        (("effort", "home", "--hours", "3"), "Nobody can make"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(
    hallway: Hallway, words: tuple[str, ...], says: str
) -> None:
    assert says in hallway.refuses("relationships", *words)
