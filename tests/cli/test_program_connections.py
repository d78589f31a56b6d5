"""`hallway programs tie|connections|coverage|reach|place`: what ties the applicant to programs."""

import pytest

from hallway.actions.program_places import listed_institutions
from hallway.facts.directory import units
from tests.cli.runner import Hallway

WHERE = next(
    each
    for each in listed_institutions().values()
    if sum(one.name == each.name for one in listed_institutions().values()) == 1
    and {"Internal Medicine", "Family Medicine"} <= {one.specialty for one in each.units}
)
MEDICINE = next(each for each in WHERE.units if each.specialty == "Internal Medicine")
FAMILY = next(each for each in WHERE.units if each.specialty == "Family Medicine")
ELSEWHERE = next(each for each in units().values() if each.institution_code != WHERE.code)


@pytest.fixture
def there(hallway: Hallway) -> Hallway:
    """Return Hallway with somebody met at a conference who works at an institution of the directory."""
    hallway.does(
        *("person", "add", "Lena Fischer", "--role", "attending", "--institution", WHERE.name),
        *("--specialty", "internal medicine", "--group", "sponsor"),
    )
    hallway.does("log", "--with", "Fischer", "--kind", "met", "--event", "ACP", "--topic", "sepsis")
    return hallway


# ------------------------------------------------------------------------------------------ connections


def test_a_connection_follows_from_people_and_names_them(there: Hallway) -> None:
    found = there.tells("programs", "connections")["programs"]

    assert [each["unit"] for each in found] == [MEDICINE.code]
    tie = found[0]["connections"][0]
    assert (tie["kind"], tie["sureness"], tie["on"]) == ("conference", "real", "2026-10-05")
    assert [each["name"] for each in tie["people"]] == ["Lena Fischer"]
    assert "conference: You met Lena Fischer at ACP" in there.does("programs", "connections", MEDICINE.code)
    assert there.tells("programs", "list", "--connected")["total"] == 1


def test_a_tie_is_written_down_and_withdrawn(there: Hallway) -> None:
    made = there.tells("programs", "tie", FAMILY.code, "rotation", "--with", "Menon", "--note", "wards")[
        "tie"
    ]

    said = there.does("programs", "connections", FAMILY.code, "--ids")
    assert "rotation: You noted a rotation there: wards (Ravi Menon)" in said
    assert made["id"] in said
    assert "Withdrew a rotation there" in there.does("programs", "untie", made["id"])
    assert "No connection yet." in there.does("programs", "connections", FAMILY.code)


def test_nobody_ties_to_nothing_and_that_is_said(empty: Hallway) -> None:
    empty.does("setup", "--name", "Dana Reyes", "--audience", "img-general", "--zone", "America/New_York")

    assert "No connection yet." in empty.does("programs", "connections")
    assert "No name is open." in empty.does("programs", "place")
    assert "Nothing is on your list yet." in empty.does("programs", "coverage")
    assert "Nothing is on your list yet." in empty.does("programs", "reach")


# --------------------------------------------------------------------------------------------- the list


@pytest.mark.requirement("APP-08")
def test_coverage_counts_real_connections_only(there: Hallway) -> None:
    there.does("programs", "add", MEDICINE.code, FAMILY.code, ELSEWHERE.code)
    there.does("programs", "tie", ELSEWHERE.code, "signal")

    told = there.tells("programs", "coverage")

    assert (told["listed"], round(told["share"], 3)) == (3, 0.333)
    assert [each["unit"] for each in told["connected"]] == [MEDICINE.code]
    assert [each["unit"] for each in told["place"]] == [ELSEWHERE.code]
    said = there.does("programs", "coverage")
    assert said.startswith("1 of 3 listed programs with a real connection (33%)")
    assert "None yet\n" in said


@pytest.mark.requirement("SPO-05")
def test_reach_tells_who_could_speak_to_which_program(there: Hallway) -> None:
    there.does("programs", "add", MEDICINE.code, ELSEWHERE.code)

    told = there.tells("programs", "reach")

    fischer = next(each for each in told["sponsors"] if each["person"]["name"] == "Lena Fischer")
    assert fischer["reaches"] == {MEDICINE.code: "works there"}
    assert [code for code, _ in told["alone"]] == [ELSEWHERE.code]
    said = there.does("programs", "reach")
    assert "Reached by no sponsor" in said
    assert "Not noted whom they know: Ana Novak, Lena Fischer." in " ".join(said.split())
    assert "works there" in there.does("programs", "reach", "Fischer")


# ------------------------------------------------------------------------------------------ which place


def test_a_name_that_may_mean_a_place_is_asked_about_and_answered(hallway: Hallway) -> None:
    near = WHERE.name.rpartition(" ")[0] or WHERE.name[:-1]
    hallway.does("person", "add", "Lena Fischer", "--institution", near, "--specialty", "internal medicine")
    hallway.does("log", "--with", "Fischer", "--kind", "met", "--event", "ACP", "--topic", "sepsis")
    asked = hallway.tells("programs", "place", near)["questions"]
    assert WHERE.code in {each["code"] for each in asked[0]["candidates"]}
    assert "(Lena Fischer)" in hallway.does("programs", "place")
    assert hallway.tells("programs", "connections")["programs"] == []

    assert WHERE.name in hallway.does("programs", "place", near, "--means", WHERE.code)

    assert hallway.tells("programs", "connections")["programs"][0]["unit"] == MEDICINE.code
    hallway.does("programs", "place", near, "--ask-again")
    assert hallway.tells("programs", "connections")["programs"] == []
    hallway.does("programs", "place", near, "--means", "none")
    assert near not in {each["name"] for each in hallway.tells("programs", "place")["questions"]}


# --------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["tie", "0000000", "signal"], "0000000"),
        (["tie", MEDICINE.code, "cousin"], "rotation"),
        (["tie", MEDICINE.code, "rotation", "--with", "Nobody"], "Nobody"),
        (["untie", "ffffffff"], "ffffffff"),
        (["connections", "zzz qqq"], "no program 'zzz qqq'"),
        (["reach", "Nobody"], "Nobody"),
        (["place", "Harbor", "--means", "9999"], "No institution of the directory has this code"),
        (["place", "Harbor", "--means", "1", "--ask-again"], "exclude each other"),
        (["place", "--means", "none"], "Say which name you mean"),
        (["place", "Harbor", "--ask-again"], "Nothing was said about this name"),
        (["place", "Zzz"], "Nothing is open about 'Zzz'"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.refuses("programs", *words)
