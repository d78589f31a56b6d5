"""`hallway programs fact|correct|forget|paste|import`: what the applicant knows, with source and age."""

from pathlib import Path

import pytest

from hallway.facts.directory import units
from tests.cli.runner import Hallway
from tests.cli.test_applicants import converse
from tests.formats.test_workbooks import save

ACGME = next(each for each in units().values() if len(each.code) == 10 and len(each.tracks) == 1)
PLAIN = next(each for each in units().values() if len(each.code) == 7)
CODE = ACGME.code


def _write(path: Path, text: str | bytes) -> str:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


# ------------------------------------------------------------------------------------------- one by one


def test_a_fact_is_kept_with_its_source_and_grows_old(hallway: Hallway) -> None:
    said = hallway.does("programs", "fact", CODE, "img-share", "60", "--source", "website")
    assert said.startswith("IMG share of ")

    later = hallway.at("2026-11-04T09:00-05:00")
    assert "website · 2026-10-05 · 30 days old" in later.does("programs", "show", CODE)
    later.does("programs", "fact", CODE, "img share", "55 %", "--source", "a resident")
    told = later.tells("programs", "show", CODE)["facts"]["img-share"]
    assert (told["fact"]["value"], told["days_old"]) == ("55", 0)
    assert "before: 60% (website, 2026-10-05)" in later.does("programs", "show", CODE)


def test_the_latest_day_counts_in_whatever_order_facts_are_typed(hallway: Hallway) -> None:
    hallway.does("programs", "fact", CODE, "positions", "12", "--source", "website")
    hallway.does("programs", "fact", CODE, "positions", "9", "--source", "website", "--on", "2025-10-01")

    assert hallway.tells("programs", "show", CODE)["facts"]["positions"]["fact"]["value"] == "12"


def test_a_forgotten_fact_lets_the_one_before_count_again(hallway: Hallway) -> None:
    hallway.does("programs", "fact", CODE, "step2-min", "230", "--source", "website", "--on", "2026-09-01")
    made = hallway.tells("programs", "fact", CODE, "step2-min", "225", "--source", "open house")["fact"]

    assert "minimum 225" in hallway.does("programs", "forget", CODE, "step2-min").replace("\n", " ")
    assert hallway.tells("programs", "show", CODE)["facts"]["step2-min"]["fact"]["value"] == "230"
    hallway.does("undo")
    assert made["id"] in hallway.does("programs", "show", CODE, "--ids")
    hallway.does("programs", "forget", made["id"])
    assert hallway.tells("programs", "show", CODE)["facts"]["step2-min"]["fact"]["value"] == "230"


def test_a_guessed_kind_is_corrected_for_one_or_for_all_there(hallway: Hallway) -> None:
    guessed = next(
        each
        for each in units().values()
        if each.kind_guess == "university"
        and sum(one.institution_code == each.institution_code for one in units().values()) > 1
    )
    assert "our guess" in hallway.does("programs", "show", guessed.code)

    hallway.does("programs", "correct", guessed.code, "--kind", "comm")

    view = hallway.tells("programs", "show", guessed.code)
    assert (view["kind"], view["is_guess"]) == ("community", False)
    made = hallway.tells("programs", "correct", guessed.code, "--kind", "university", "--everywhere")["facts"]
    assert len(made) == sum(each.institution_code == guessed.institution_code for each in units().values())


# ---------------------------------------------------------------------------------------------- at once


PASTED = f"""\
{CODE}
IMG share: 70 %
Visas: J-1
Source: website
{PLAIN.code} IMG share 20 % (a resident, 2026-09-20)
0000000 IMG share 10 %
"""


def test_pasted_facts_are_shown_before_they_are_taken(hallway: Hallway) -> None:
    hallway.does("programs", "fact", CODE, "img-share", "60", "--source", "website", "--on", "2026-09-01")
    before = hallway.dump()

    preview = hallway.type("programs", "paste", stdin=PASTED)

    assert preview.code == 0
    assert "3 facts of 2 programs" in preview.out
    assert "2 new, 1 would change what counts" in preview.out
    assert "~ IMG share 60% -> 70% (website, 2026-10-05)" in preview.out
    assert "line 6, IMG share: There is no program with the code '0000000'" in preview.out
    assert "Nothing was changed yet." in preview.out
    assert hallway.dump() == before

    taken = hallway.type("programs", "paste", "-", "--yes", "--json", stdin=PASTED).data
    assert taken["applied"] == {"written": 3, "programs": 2, "problems": 1}
    assert hallway.tells("programs", "show", CODE)["facts"]["visas"]["fact"]["source"] == "website"
    hallway.does("undo")
    assert hallway.dump() == before


def test_a_table_of_codes_of_two_generations_meets_at_one_program(hallway: Hallway, tmp_path: Path) -> None:
    track = ACGME.tracks[0].code
    table = f"NRMP,Percent IMGs,Most attempts,Checked\n{CODE},60%,,2026-09-01\n{track},60%,1,2026-09-01\n"
    file = _write(tmp_path / "programs.csv", table)

    plan = hallway.tells("programs", "import", file)

    assert [(each["unit"], each["kind"]) for each in plan["changes"]] == [
        (CODE, "img-share"),
        (CODE, "most-attempts"),
    ]
    assert {each["field"] for each in plan["columns"]} == {"code", "img-share", "most-attempts", "date"}
    assert plan["applied"] is None


def test_two_generations_that_contradict_are_told_and_the_first_is_kept(
    hallway: Hallway, tmp_path: Path
) -> None:
    file = _write(tmp_path / "programs.csv", f"Code,IMG %\n{CODE},60%\n{ACGME.tracks[0].code},55%\n")

    said = hallway.does("programs", "import", file, "--yes")

    assert f"line 3, IMG share: IMG share of {CODE} is '55' here and '60' in line 2." in said
    told = hallway.tells("programs", "show", CODE)["facts"]["img-share"]["fact"]
    assert (told["value"], told["source"]) == ("60", "programs.csv")


def test_columns_are_mapped_and_sources_said(hallway: Hallway, tmp_path: Path) -> None:
    file = _write(tmp_path / "mine.csv", f"My key,Foreign\n{CODE},60%\n")
    assert "names the programs" in hallway.refuses("programs", "import", file, "--yes")

    words = ("--map", "My key=code", "--map", "Foreign=img-share", "--source", "their websites", "--yes")
    hallway.does("programs", "import", file, *words)

    assert hallway.tells("programs", "show", CODE)["facts"]["img-share"]["fact"]["source"] == "their websites"


def test_days_that_can_be_read_in_two_ways_are_asked_about(hallway: Hallway, tmp_path: Path) -> None:
    file = _write(tmp_path / "mine.csv", f"Code,IMG %,Checked\n{CODE},60%,03/04/2026\n")

    assert "--dates mdy or --dates dmy" in hallway.refuses("programs", "import", file, "--yes")
    assert "can be read in more than one way" in hallway.does("programs", "import", file)
    hallway.does("programs", "import", file, "--yes", "--dates", "dmy")

    assert hallway.tells("programs", "show", CODE)["facts"]["img-share"]["fact"]["on"] == "2026-04-03"


def test_a_workbook_is_read_as_a_table_is(hallway: Hallway, tmp_path: Path) -> None:
    book = save(("Mine", [["Code", "Visas"], [CODE, "J-1, H-1B"]]), ("Else", [["a", "b"], ["1", "2"]]))
    file = _write(tmp_path / "mine.xlsx", book)

    plan = hallway.tells("programs", "import", file, "--sheet", "Mine")

    assert (plan["sheet"], plan["sheets"]) == ("Mine", ["Mine", "Else"])
    assert [each["value"] for each in plan["changes"]] == ["j-1, h-1b"]


def test_at_a_terminal_it_asks_and_takes_over(hallway: Hallway, tmp_path: Path) -> None:
    file = _write(tmp_path / "facts.txt", f"{CODE} IMG share 60 % (website)\n")

    declined, _ = converse(hallway.path.parent, ["programs", "paste", file], [("Apply this?", "n")])
    assert (declined, hallway.tells("programs", "show", CODE)["facts"]) == (0, {})
    agreed, _ = converse(hallway.path.parent, ["programs", "paste", file], [("Apply this?", "y")])
    assert (agreed, list(hallway.tells("programs", "show", CODE)["facts"])) == (0, ["img-share"])


# --------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["fact", CODE, "step2-min", "999", "--source", "website"], "not from 1 to 300"),
        (["fact", CODE, "most-attempts", "--source", "website", "--", "-1"], "Most attempts '-1'"),
        (["fact", CODE, "img-share", "160 %", "--source", "website"], "more than 100 percent"),
        (["fact", CODE, "img-shore", "60", "--source", "website"], "img-share"),
        (["fact", CODE, "img-share", "60"], "--source"),
        (["fact", "0000000", "img-share", "60", "--source", "website"], "0000000"),
        (["fact", CODE, "img-share", "60", "--source", "website", "--on", "2099-01-01"], "2099"),
        (["correct", CODE, "--kind", "school"], "university, community, military"),
        (["correct", CODE, "--kind", ""], "Choose university, community or military"),
        (["forget", "ffffffff"], "ffffffff"),
        (["forget", CODE, "visas"], "Nothing of this kind is known"),
        (["import", "no-such.csv"], "no such file"),
        (["paste", "no-such.txt"], "no such file"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.refuses("programs", *words)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", "", "it is empty"),
        ("people.csv", "Name,Role\nAna Novak,fellow\n", "No fact of it can be used"),
        ("unknown.csv", "Code,IMG %\n0000000,60%\n", "0000000"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "Cannot read picture.csv"),
        ("headers.csv", "Code,IMG %\n", "no rows"),
    ],
)
def test_a_file_without_a_usable_fact_is_refused(
    hallway: Hallway, tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    assert says in hallway.refuses("programs", "import", _write(tmp_path / name, content), "--yes")


def test_rows_copied_from_a_spreadsheet_are_read_by_their_columns(hallway: Hallway) -> None:
    rows = f"NRMP code\tProgram\tForeign\tVisas\n{CODE}\tHarbor Light\t60 %\tJ-1\n"
    typed = ("programs", "paste", "-", "--map", "Foreign=img-share", "--source", "website", "--yes")

    assert hallway.type(*typed, stdin=rows).code == 0
    facts = hallway.tells("programs", "show", CODE)["facts"]
    assert {kind: each["fact"]["value"] for kind, each in facts.items()} == {
        "img-share": "60",
        "visas": "j-1",
    }

    refused = hallway.type("programs", "paste", "-", "--map", "a=b", "--yes", stdin=f"{CODE} IMG share 50 %")
    assert (refused.code, "Only rows with column names" in refused.err) == (2, True)
