"""`hallway network`, `hallway prospect`, `hallway program-note`."""

import pytest

from tests.cli.runner import Hallway


@pytest.mark.requirement("CON-23")
def test_the_network_is_shown_with_its_gaps(hallway: Hallway) -> None:
    said = hallway.does("network", "show")

    assert "Your network: 2 people" in said
    assert "short by 2" in said  # of three to five mentors there is one
    assert "IMG general" in said
    assert "Mentor roles: none is noted yet." in said


def test_the_network_is_one_json_object(hallway: Hallway) -> None:
    told = hallway.tells("network", "show")

    assert told["people"] == 2
    groups = next(each for each in told["balances"] if each["aspect"] == "group")
    assert {each["value"]: each["people"] for each in groups["shares"]}["mentor"] == 1
    assert {each["key"]: each["state"] for each in told["targets"]}["mentors.target"] == "short"


def test_an_empty_record_says_where_to_begin(empty: Hallway) -> None:
    empty.does("setup", "--name", "Dana Reyes", "--audience", "img-general", "--zone", "America/New_York")

    assert "hallway network prompts" in empty.does("network", "show")
    assert "No mentors yet" in empty.does("network", "roles")
    assert "No program yet" in empty.does("network", "known-at")


@pytest.mark.requirement("MEN-02", "MEN-05")
def test_roles_are_given_and_open_ones_are_told(hallway: Hallway) -> None:
    hallway.does(
        *("person", "edit", "Novak", "--set", "mentor_roles=career; research"),
        *("--set", "mentor_merits=honest; reachable"),
    )

    said = hallway.does("network", "roles")

    assert "Open mentor roles: process, peer" in said
    assert "2 of 4" in said
    assert "Mentor for    career, research" in hallway.does("person", "show", "Novak")
    assert [each["name"] for each in hallway.tells("person", "list", "--mentor-role", "career")["lines"]] == [
        "Ana Novak"
    ]
    assert any(each["rule"] == "mentor.roles.open" for each in hallway.tells("today", "--all")["steps"])


@pytest.mark.requirement("GOA-06")
def test_programs_where_the_name_is_known_are_listed(hallway: Hallway) -> None:
    hallway.does("log", "--with", "Novak", "--kind", "met", "--topic", "flaps")

    assert hallway.tells("network", "known-at")["programs"][0]["program"] == "Harbor Medical Center"
    assert "Harbor Medical Center: Ana Novak" in hallway.does("network", "known-at")


@pytest.mark.requirement("CON-20", "CON-21")
def test_people_are_added_from_a_source(hallway: Hallway) -> None:
    said = hallway.does(
        "prospect", "add", "--source", "alumni-list", "Chen Wei, PGY-2, Lakeside Hospital", "Farid Rezai"
    )

    assert "Added 2 people from: Alumni of your medical school." in said
    assert "Alumni of your medical school (2 people)" in hallway.does("network", "prospects")
    assert "Classmates who matched (not tried yet)" in hallway.does("network", "prompts")
    assert hallway.tells("person", "show", "Chen")["person"]["how_met"] == "alumni list"


@pytest.mark.requirement("CON-22")
def test_an_office_is_asked(hallway: Hallway) -> None:
    hallway.does(
        *("network", "asked", "dean", "--who", "Greta Lindqvist", "--way", "in-person"),
        *("--promised", "send the match lists", "--due", "2026-12-01"),
    )

    said = hallway.does("network", "offices", "dean")

    assert "Asked Greta Lindqvist on 2026-10-05" in said
    assert "My name is Dana Reyes." in said
    assert "Still missing: your school, your specialty, year of your Match" in said
    assert "Alumni office" not in said
    assert hallway.tells("promise", "--list")["theirs"][0]["promise"]["text"] == "send the match lists"


@pytest.mark.requirement("PEE-05")
def test_notes_about_programs_are_kept_changed_and_removed(hallway: Hallway) -> None:
    note = hallway.tells(
        *("program-note", "add", "Harbor Medical Center", "Call every fourth night"),
        *("--topic", "call", "--by", "Novak", "--on", "2026-10-01"),
    )["note"]
    assert "Call every fourth night (call; Ana Novak, 2026-10-01)" in hallway.does("program-note", "list")

    hallway.does("program-note", "change", note["id"], "--text", "Call every fifth night")
    assert "fifth" in hallway.does("program-note", "list", "harbor")
    hallway.does("program-note", "remove", note["id"])
    assert "Nothing yet." in hallway.does("program-note", "list")


@pytest.mark.requirement("PEE-05")
def test_no_export_but_the_archive_carries_a_note(hallway: Hallway) -> None:
    hallway.does("program-note", "add", "Harbor", "Quietly unhappy", "--source", "a fellow")
    out = hallway.path.parent / "out"
    out.mkdir()
    for kind in ("csv", "google", "vcf", "ics", "json"):
        hallway.does("export", str(out / kind), "--kind", kind)

    holding = {each.name for each in out.iterdir() if b"Quietly unhappy" in each.read_bytes()}

    assert holding == {"json"}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["prospect", "add", "--source", "alumny-list", "Ana"], "alumni-list"),
        (["prospect", "add", "--source", "alumni-list", " "], "at least one line"),
        (["network", "asked", "deen"], "dean"),
        (["network", "asked", "dean", "--way", "pigeon"], "pigeon"),
        (["network", "offices", "deen"], "dean"),
        (["program-note", "add", "Harbor", "Kind"], "Say who told you"),
        (["program-note", "add", "Harbor", "Kind", "--by", "Nobody"], "Nobody"),
        (["program-note", "remove", "ffffff"], "ffffff"),
        (["person", "edit", "Novak", "--set", "mentor_roles=hero"], "hero"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses(*words)
