"""`hallway match`: files in, a verified match out, an exit code that says what is proven."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any  # an answer is read as a test expects it

import pytest

from hallway.workers import exact_matches
from tests.cli.runner import Hallway, start
from tests.cli.terminals import stop_at

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "match"
MARKET = str(GOLDEN / "market.json")
TABLES = str(GOLDEN / "tables")
KEYS = ["status", "matches", "unfilled", "blocking", "proof", "seconds"]
STOPPED = "hallway: Stopped. No match was made."


def chases(count: int) -> dict[str, object]:
    """Make a market of so many couples and singles who chase each other for ever, after Roth (1984)."""
    numbers = range(count)
    return {
        "applicants": {f"Ravi {each}": [f"Harbor {each}", f"City {each}"] for each in numbers},
        "programs": {
            **{f"Harbor {each}": [f"Dana {each}", f"Ravi {each}"] for each in numbers},
            **{f"City {each}": [f"Ravi {each}", f"Emil {each}"] for each in numbers},
        },
        "capacity": {f"{name} {each}": 1 for each in numbers for name in ("Harbor", "City")},
        "couples": [
            {"members": [f"Dana {each}", f"Emil {each}"], "ranks": [[f"Harbor {each}", f"City {each}"]]}
            for each in numbers
        ],
    }


def put(folder: Path, content: object, name: str = "market.json") -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def masked(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer without what differs from run to run, and without the wording of the proof."""
    assert answer["proof"]["says"]
    return {**answer, "seconds": 0, "proof": {**answer["proof"], "says": "..."}}


# --------------------------------------------------------------------------------------------- answers


@pytest.mark.parametrize("files", [MARKET, TABLES], ids=["json", "tables"])
def test_the_golden_market_has_its_golden_answer(empty: Hallway, files: str) -> None:
    found = empty.tells("match", files)

    assert list(found)[: len(KEYS)] == KEYS
    assert masked(found) == json.loads((GOLDEN / "answer.json").read_text("utf-8"))
    table = (GOLDEN / "answer.csv").read_text("utf-8-sig").splitlines()  # a file has a mark, a pipe has none
    assert empty.type("match", files, "--csv").out.splitlines() == table
    assert not empty.path.exists()


def test_the_text_says_who_is_where_and_what_stays_empty(empty: Hallway) -> None:
    answer = empty.type("match", MARKET)

    assert answer.out.startswith("A stable match.\n  6 of 7 applicants matched, 1 not.\n")
    assert "1 position unfilled in 1 program." in answer.out
    assert "Mesa Radiology  ->  Lakeside University Hospital  1" in answer.out
    assert "Ravi Menon      Mesa Radiology                PGY-1: Prairie Regional" in answer.out
    assert "Sora Lindqvist  (unmatched)" in answer.out
    assert (answer.code, answer.err) == (0, "")


def test_files_may_be_named_one_by_one_and_json_may_come_by_a_pipe(empty: Hallway) -> None:
    tables = [str(each) for each in sorted(Path(TABLES).iterdir())]
    piped = empty.type("match", "-", "--json", stdin=Path(MARKET).read_text("utf-8"))

    assert empty.tells("match", *tables)["matches"] == empty.tells("match", MARKET)["matches"]
    assert piped.data["matches"] == empty.tells("match", MARKET)["matches"]


def test_programs_may_propose(empty: Hallway, tmp_path: Path) -> None:
    crossed = put(
        tmp_path,
        {
            "applicants": {"Ana": ["Harbor", "City"], "Ben": ["City", "Harbor"]},
            "programs": {"Harbor": ["Ben", "Ana"], "City": ["Ana", "Ben"]},
            "capacity": {"Harbor": 1, "City": 1},
        },
    )

    assert empty.tells("match", crossed)["matches"] == {"Ana": "Harbor", "Ben": "City"}
    by_programs = empty.tells("match", crossed, "--proposing", "programs")
    assert by_programs["matches"] == {"Ana": "City", "Ben": "Harbor"}


def test_what_stays_undecided_leaves_with_four_and_says_what_blocks(empty: Hallway, tmp_path: Path) -> None:
    market = put(tmp_path, chases(1))
    text = empty.type("match", market, "--max-retries", "3")
    shape = empty.type("match", market, "--max-retries", "3", "--json")
    table = empty.type("match", market, "--max-retries", "3", "--csv")

    assert text.code == shape.code == table.code == 4
    assert text.out.startswith("Undecided: no stable match was found, and none is ruled out.")
    assert "What blocks it\n  - " in text.out
    assert shape.data["status"] == "undecided"
    assert shape.data["blocking"] == len(shape.data["blocking_pairs"]) > 0
    assert table.err.startswith("hallway: Undecided")
    assert table.out.lstrip("\ufeff").startswith("applicant,program,supplemental")


@pytest.mark.skipif(find_spec("ortools") is None, reason="the extra `exact` is not installed")
def test_what_is_proven_not_to_exist_leaves_with_three(empty: Hallway, tmp_path: Path) -> None:
    answer = empty.type("match", put(tmp_path, chases(1)), "--exact", "--json")

    assert answer.code == 3
    assert answer.data["status"] == "none"
    assert (answer.data["blocking"], answer.data["proof"]["exact"]) == (1, True)


def test_the_whole_answer_goes_into_a_file_by_its_ending(empty: Hallway, tmp_path: Path) -> None:
    shape, table = tmp_path / "answer.json", tmp_path / "answer.csv"
    said = empty.type("match", MARKET, "--out", str(shape))
    empty.does("match", MARKET, "--out", str(table))

    assert said.err == f"hallway: wrote {shape}\n"
    assert said.out.startswith("A stable match.")
    assert json.loads(shape.read_text("utf-8"))["matches"] == empty.tells("match", MARKET)["matches"]
    assert table.read_bytes() == (GOLDEN / "answer.csv").read_bytes()
    assert "is there already" in empty.refuses("match", MARKET, "--out", str(shape))
    empty.does("match", MARKET, "--out", str(shape), "--force")


def test_only_the_first_twenty_are_shown_and_the_way_to_all_is_told(empty: Hallway, tmp_path: Path) -> None:
    people = [f"Applicant {each:02}" for each in range(30)]
    market = {
        "applicants": {each: ["Harbor"] for each in people},
        "programs": {"Harbor": people},
        "capacity": {"Harbor": 5},
    }
    text = empty.does("match", put(tmp_path, market))

    assert "Applicant 19" in text
    assert "Applicant 20" not in text
    assert "and 10 applicants more; all of them: --csv" in text


def test_a_name_does_not_steer_the_terminal_and_runs_no_formula(empty: Hallway, tmp_path: Path) -> None:
    name = "=cmd()\x1b[2J"
    market = put(
        tmp_path,
        {"applicants": {name: ["Harbor"]}, "programs": {"Harbor": [name]}, "capacity": {"Harbor": 1}},
    )

    assert "\x1b" not in empty.does("match", market)
    assert empty.does("match", market, "--csv").splitlines()[1] == "'=cmd()[2J,Harbor,"


def test_the_record_is_neither_opened_nor_made(empty: Hallway) -> None:
    empty.path.write_bytes(b"this is no record")

    assert empty.type("match", MARKET).code == 0
    assert empty.path.read_bytes() == b"this is no record"


# -------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere.json"], "there is no such file"),
        ([MARKET, MARKET], "market.json is named twice"),
        ([MARKET, "--json", "--csv"], "Take one: --json, or --csv."),
        ([MARKET, "--out", "answer.xlsx"], "Let OUT end in .json or .csv"),
        ([MARKET, "--out", "/nowhere/answer.json"], "There is no folder /nowhere."),
        ([MARKET, "--max-retries", "-1"], "--max-retries '-1' cannot be used."),
        ([MARKET, "--seconds", "0"], "--seconds '0' cannot be used."),
        ([MARKET, "--seed", "-1"], "--seed '-1' cannot be used."),
        ([MARKET, "--proposing", "hospitals"], "is not one of applicants, programs"),
        ([str(GOLDEN / "answer.csv")], "no table of a market has the columns"),
        ([str(Path(TABLES) / "applicants.csv")], "the columns program,rank,applicant is missing"),
        ([MARKET, TABLES], "a JSON file holds a whole market"),
        ([], "Missing argument"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_one_line(empty: Hallway, words: list[str], says: str) -> None:
    said = empty.refuses("match", *words)

    assert says in said
    assert said.count("\n") == 1
    assert not empty.path.exists()


def test_a_folder_without_tables_is_refused(empty: Hallway, tmp_path: Path) -> None:
    assert "no table (.csv) lies in this folder" in empty.refuses("match", str(tmp_path))


def test_a_refusal_is_one_object_for_programs(empty: Hallway, tmp_path: Path) -> None:
    answer = empty.type("match", put(tmp_path, {"applicants": {"Ana": ["Harbr"]}}), "--json")

    assert answer.code == 2
    assert answer.data["error"]["kind"] == "UnusableMarket"


def test_the_line_of_a_table_is_told(empty: Hallway, tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "tables")
    with (tmp_path / "tables" / "reversions.csv").open("a", encoding="utf-8") as table:
        table.write("Mesa Radiolgy,Prairie Regional,1\n")

    said = empty.refuses("match", str(tmp_path / "tables"))

    assert (
        "reversions.csv, line 3: there is no program 'Mesa Radiolgy'. Did you mean 'Mesa Radiology'?" in said
    )


def test_without_its_library_the_proof_is_refused(empty: Hallway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_matches, "find_exact", lambda: None)

    assert 'pip install "hallway[exact]"' in empty.refuses("match", MARKET, "--exact")


# ------------------------------------------------------------------------------- a process of its own


def test_the_help_loads_no_engine(tmp_path: Path) -> None:
    done = start(tmp_path, "match", "--help", PYTHONPROFILEIMPORTTIME="1")

    assert done.returncode == 0
    assert "hallway match market.json" in done.stdout
    assert not {"numpy", "numba", "ortools"} & {
        line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()
    }


def test_without_numba_the_same_answer_comes_out(tmp_path: Path) -> None:
    done = start(tmp_path, "match", MARKET, "--json", HALLWAY_PLAIN="1")

    assert (done.returncode, done.stderr) == (0, "")
    assert masked(json.loads(done.stdout)) == json.loads((GOLDEN / "answer.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("moment", "more"),
    [
        (r"Preparing the match engine, once", {}),
        (r"\[#*\.+\] [\d,]+ of 1,000,000", {"HALLWAY_PLAIN": "1"}),
    ],
    ids=["preparing", "searching"],
)
def test_ctrl_c_leaves_the_terminal_sane(tmp_path: Path, moment: str, more: dict[str, str]) -> None:
    words = ["match", put(tmp_path, chases(40)), "--max-retries", "1000000", "--out", "answer.json"]
    environment = {"NUMBA_CACHE_DIR": str(tmp_path / "cache"), **more}

    left = stop_at(tmp_path, words, moment, environment=environment)

    assert (left.code, left.last_line) == (130, STOPPED), left.seen[-400:]
    assert "Traceback" not in left.seen
    assert "Exception ignored" not in left.seen
    assert "\x1b[?25l" not in left.seen  # the cursor was never taken away
    assert not (tmp_path / "answer.json").exists()
