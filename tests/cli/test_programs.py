"""`hallway programs`: the directory, the list, and one program with all that is known of it."""

import pytest

from hallway.actions.program_lookups import name_of
from hallway.app import open_app
from hallway.domain.ids import ListedProgramId, UnitCode
from hallway.domain.programs import ListedProgram
from hallway.facts.directory import Unit, find_unit, units
from tests.cli.runner import Hallway

CODES = tuple(each.code for each in units().values() if each.specialty == "Internal Medicine")
CODE = CODES[0]


def unit_of(code: str) -> Unit:
    found = find_unit(code)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------ the directory


def test_the_directory_is_listed_page_by_page(hallway: Hallway) -> None:
    first = hallway.tells("programs", "list", "--per-page", "20")
    second = hallway.tells("programs", "list", "--per-page", "20", "--page", "2")

    assert first["total"] == len(units())
    assert (first["page"], second["page"], first["pages"]) == (1, 2, -(-len(units()) // 20))
    codes = [each["unit"]["code"] for each in (*first["lines"], *second["lines"])]
    assert codes == list(units())[:40]
    assert sum(first["by_state"].values()) == sum(first["by_specialty"].values()) == first["total"]


def test_filters_narrow_the_directory_and_are_told(hallway: Hallway) -> None:
    words = ("programs", "list", "--specialty", "im", "--state", "Ohio", "--state", "PA")
    found = hallway.tells(*words, "--per-page", "500")
    wanted = [
        each.code
        for each in units().values()
        if each.specialty == "Internal Medicine" and each.state in {"OH", "PA"}
    ]

    assert [each["unit"]["code"] for each in found["lines"]] == wanted
    assert list(found["by_specialty"]) == ["Internal Medicine"]
    said = hallway.does(*words)
    assert said.startswith("Internal Medicine\n  Code")
    assert f"{len(wanted)} programs, page 1 of" in said
    assert "Most in: " in said
    assert "A kind with ? is our guess: hallway programs correct CODE --kind KIND" in said


def test_words_find_a_program_however_they_are_typed(hallway: Hallway) -> None:
    place = units()[CODE]
    typed = [*place.institution.upper().replace("-", " ").split(), "internal", "medicine"]

    found = hallway.tells("programs", "list", *typed)

    assert CODE in {each["unit"]["code"] for each in found["lines"]}
    assert hallway.tells("programs", "list", CODE)["lines"][0]["unit"]["code"] == CODE


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--listed"], "Put one on it: hallway programs add CODE"),
        (["--connected"], "Say where people work and whom they know: hallway person edit NAME"),
        (["zzz", "qqq"], "No program fits. Fewer words or filters find more"),
        (["clevland"], "Near what you typed:"),
        (["--specialty", "urology"], "without Urology"),
    ],
)
def test_an_empty_list_says_what_to_do(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.does("programs", "list", *words)
    assert hallway.tells("programs", "list", *words)["lines"] == []


def test_a_track_is_found_as_its_program(hallway: Hallway) -> None:
    track = units()[CODE].tracks[0].code

    view = hallway.tells("programs", "show", track)

    assert view["unit"]["code"] == CODE
    assert track in hallway.does("programs", "show", CODE)


def test_a_new_program_says_what_is_not_known_and_what_the_place_is_like(hallway: Hallway) -> None:
    code = next(each.code for each in units().values() if each.state == "OH")

    said = hallway.does("programs", "show", code)

    assert said.startswith(name_of(units()[code]))
    assert "Nothing yet.\n  Not known: Kind of institution, IMG share" in said
    assert f'hallway programs fact {code} kind "community" --source website' in said
    assert "None that the record shows." in said
    assert "went to international graduates" in said
    view = hallway.tells("programs", "show", code)
    assert view["state"]["value"]["state"] == "OH"
    assert view["state"]["confidence"] == "our estimate"


# ----------------------------------------------------------------------------------------------- the list


@pytest.mark.requirement("APP-01")
def test_programs_come_on_the_list_with_why_and_go(hallway: Hallway) -> None:
    hallway.does("programs", "add", CODE, "--why", "Community; takes IMGs")
    hallway.does("programs", "add", CODES[1], CODES[2])
    hallway.does("programs", "add", CODE)  # a second time takes nothing away

    listed = hallway.tells("programs", "list", "--listed")
    assert {each["unit"]["code"] for each in listed["lines"]} == set(CODES[:3])
    assert {each["reasons"] for each in listed["lines"]} == {"Community; takes IMGs", ""}
    assert "\n      Community; takes IMGs\n" in hallway.does("programs", "list", "--listed")
    assert "on it: Community; takes IMGs" in hallway.does("programs", "show", CODE)
    assert hallway.tells("programs", "show", CODE)["listed"]["reasons"] == "Community; takes IMGs"

    said = hallway.does("programs", "drop", CODES[1])
    assert said == f"Off your list: {name_of(unit_of(CODES[1]))}\n"
    hallway.does("undo")
    assert hallway.tells("programs", "list", "--listed")["total"] == 3


def test_a_program_that_left_the_directory_is_not_forgotten(hallway: Hallway) -> None:
    app = open_app(hallway.path)
    lost = ListedProgram(id=ListedProgramId("0" * 32), unit=UnitCode("9999999"), reasons="Ana is there")
    with app.store.writing("test", "Listed", now=app.clock.now()) as writing:
        writing.add(lost)

    said = hallway.does("programs", "list", "--listed")

    assert "Also on your list: 9999999 (no longer in the directory) (Ana is there)" in said
    assert hallway.tells("programs", "list")["lost"][0]["unit"] == "9999999"
    hallway.does("programs", "drop", "9999999")
    assert hallway.tells("programs", "list")["lost"] == []


def test_one_unknown_program_keeps_all_off_the_list(hallway: Hallway) -> None:
    hallway.refuses("programs", "add", CODE, "0000000")

    assert hallway.tells("programs", "list", "--listed")["total"] == 0


# ------------------------------------------------------------------------------------------------- notes


def test_what_people_say_stands_with_the_program(hallway: Hallway) -> None:
    made = hallway.tells(
        *("programs", "note", CODE, "Residents teach each other", "--topic", "culture"),
        *("--by", "Novak", "--on", "2026-10-01"),
    )["note"]

    assert made["unit"] == CODE
    said = hallway.does("programs", "show", CODE, "--ids")
    assert "What you heard\n  - Residents teach each other (culture; Ana Novak, 2026-10-01)" in said
    assert made["id"] in said
    assert unit_of(CODE).specialty in hallway.does("program-note", "list")


# --------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "0000000"], "no program with the code '0000000'"),
        (["show", "9999999C0"], "hallway programs list"),
        (["show", "clevland clnic urology"], "Did you mean"),
        (["show", "internal medicine"], "Name one by its code"),
        (["show", " "], "Type its code"),
        (["list", "--state", "Ontario"], "Type a US state"),
        (["list", "--specialty", "zzzz"], "a specialty of the Match, such as"),
        (["list", "--specialty", "internal"], "Did you mean Internal Medicine"),
        (["list", "--kind", "rural"], "university, community, military"),
        (["list", "--track", "night"], "categorical"),
        (["list", "--page", "0"], "--page"),
        (["note", CODE, "Kind"], "Say who told you"),
        (["drop", CODE], "not on your list"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.refuses("programs", *words)
