"""`hallway programs import-nrmp|counts`: an official report comes in, and into the odds only on a word."""

from pathlib import Path

import pytest

from hallway.actions.program_counts import ACKNOWLEDGMENT
from hallway.facts.directory import units
from tests.cli.runner import Hallway
from tests.cli.test_applicants import converse
from tests.formats.report_pdfs import Track, make_content, make_pdf, make_report

UNIT = next(each for each in units().values() if each.specialty == "Family Medicine")
TRACK = UNIT.tracks[0].code
ROWS = [Track(TRACK), Track("9999120C0")]  # the second is no track of the directory
SUMS = [2 * each for each in ROWS[0].cells if each is not None]


@pytest.fixture
def report(tmp_path: Path) -> str:
    """Return the path of a report whose sums are right."""
    return _write(tmp_path / "report.pdf", make_report("new", ROWS, totals=SUMS))


def _write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("layout", ["new", "old"])
def test_a_report_is_shown_with_whose_terms_apply_before_it_is_kept(
    hallway: Hallway, tmp_path: Path, layout: str
) -> None:
    file = _write(tmp_path / "report.pdf", make_report(layout, ROWS, totals=SUMS))
    before = hallway.dump()

    said = hallway.does("programs", "import-nrmp", file)

    assert "1 page, 2 tracks (1 in the directory)" in said
    assert said.count("agrees") == 5
    assert "its written permission" in " ".join(said.split())
    assert said.endswith("Nothing was kept yet.\nTo keep it for reference, type the same again with --yes.\n")
    assert hallway.dump() == before


def test_a_report_is_kept_for_reference_and_undone(hallway: Hallway, report: str) -> None:
    before = hallway.dump()

    told = hallway.tells("programs", "import-nrmp", report, "--yes")

    assert (told["tracks"], told["in_directory"], told["unread"], told["pages"]) == (2, 1, 0, 1)
    assert told["sums"] == told["totals"]
    assert told["applied"]["in_odds"] is False
    said = hallway.does("programs", "show", UNIT.code)
    assert "for reference only" in said
    assert f"  {TRACK}          8 of 8  7 of 8  6 of 6  5 of 6  6 of 6" in said
    seen = hallway.tells("programs", "show", UNIT.code)["counts"][0]
    assert list(seen["tracks"]) == [TRACK]  # the rest of the report is not repeated here
    hallway.does("undo")
    assert hallway.dump() == before


def test_sums_that_differ_and_rows_that_cannot_be_read_are_told(hallway: Hallway, tmp_path: Path) -> None:
    rows = [*ROWS, Track("1000120C0", cells=(8, 8, 8))]
    file = _write(tmp_path / "report.pdf", make_report("new", rows, totals=[each + 1 for each in SUMS]))

    said = hallway.does("programs", "import-nrmp", file)

    assert "1 row that cannot be read" in said
    assert said.count("differs: ") == 5
    assert "! 1000120C0: Page 1: the row of 1000120C0 has" in said


def test_numbers_enter_the_odds_only_after_their_terms_were_read(hallway: Hallway, report: str) -> None:
    hallway.does("programs", "import-nrmp", report, "--yes")

    shown = hallway.type("programs", "counts", "use")
    assert (shown.code, "its written permission" in " ".join(shown.out.split())) == (2, True)
    assert f'--acknowledge "{ACKNOWLEDGMENT}"' in shown.err
    assert "Read this first." in hallway.refuses("programs", "counts", "use", "--acknowledge", "yes")
    assert hallway.tells("programs", "counts")["reports"][0]["in_odds"] is False

    hallway.does("programs", "counts", "use", "--acknowledge", ACKNOWLEDGMENT)
    assert "used in the odds" in hallway.does("programs", "show", UNIT.code)
    hallway.does("programs", "counts", "use", "2021-2025")  # a second time asks nothing
    hallway.does("programs", "counts", "stop")
    assert "for reference only" in " ".join(hallway.does("programs", "counts").split())
    hallway.does("programs", "counts", "forget")
    assert "No report yet." in hallway.does("programs", "counts")


def test_of_several_reports_one_must_be_named(hallway: Hallway, report: str, tmp_path: Path) -> None:
    old = _write(tmp_path / "old.pdf", make_report("old", ROWS))
    hallway.does("programs", "import-nrmp", report, "--yes")
    hallway.does("programs", "import-nrmp", old, "--yes")

    assert "Say which report" in hallway.refuses("programs", "counts", "forget")
    assert "No report is called" in hallway.refuses("programs", "counts", "forget", "2031")
    assert "2016-2020" in hallway.does("programs", "counts", "forget", "2016")
    assert len(hallway.tells("programs", "counts")["reports"]) == 1


def test_at_a_terminal_it_asks_twice_for_two_different_things(hallway: Hallway, report: str) -> None:
    kept, _ = converse(hallway.path.parent, ["programs", "import-nrmp", report], [("for reference?", "y")])
    assert (kept, len(hallway.tells("programs", "counts")["reports"])) == (0, 1)

    used, seen = converse(hallway.path.parent, ["programs", "counts", "use"], [("Type: ", ACKNOWLEDGMENT)])
    assert (used, hallway.tells("programs", "counts")["reports"][0]["in_odds"]) == (0, True), seen


# --------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"Code,Quota\n", "it is no PDF document"),
        (make_pdf([b"q Q"], picture=True), "its pages are pictures (a scan or photographs)"),
        (make_pdf([make_content([(36, 700, "Charting Outcomes in the Match")])]), "Charting Outcomes"),
        (make_pdf([make_content([(36, 700, "Curriculum Vitae")])]), "a CV"),
        (make_report("new", ROWS)[:400], "Cannot read report.pdf"),
    ],
    ids=["empty", "csv", "scan", "charting", "cv", "cut"],
)
def test_a_file_that_is_no_such_report_is_refused(
    hallway: Hallway, tmp_path: Path, data: bytes, says: str
) -> None:
    said = hallway.refuses("programs", "import-nrmp", _write(tmp_path / "report.pdf", data), "--yes")

    assert says in said


def test_a_file_of_300_megabytes_is_refused_unread(hallway: Hallway, tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(300_000_000)

    said = hallway.refuses("programs", "import-nrmp", str(tmp_path / "large.pdf"))

    assert "it has 300 MB, and at most 50 MB are read" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["import-nrmp", "no-such.pdf"], "there is no such file"),
        (["import-nrmp", "."], "it is a folder"),
        (["counts", "use"], "hallway programs import-nrmp FILE.pdf"),
        (["counts", "forget", "2025"], "No report was read in yet"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.refuses("programs", *words)
