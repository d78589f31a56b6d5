"""A list goes out to mentors as a sheet, and comes back with what they say."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from hallway.domain.picks import Verdict
from hallway.formats.pick_sheets import (
    HEADERS,
    CommentRow,
    PickRow,
    read_comments,
    write_pick_sheet,
    write_pick_workbook,
)
from hallway.formats.tables import Table, read_table
from hallway.formats.workbooks import read_workbook
from tests.formats.rude import rude_text

MADE = date(2026, 9, 1)


FIRST = PickRow(
    code="9991140001",
    name="Internal Medicine, Lakeside Hospital",
    city="Springfield",
    state="OH",
    action="apply",
    interview=(0.04, 0.2, 0.5),
    there=(0.02, 0.1, 0.4),
    adds=0.0123,
    band=2,
    robust=True,
    alike=12,
    dollars=11.0,
    why="rotation there",
    unknown="visas",
)


def read_back(data: bytes) -> Table:
    return read_table(data, name="list.csv")


def test_the_sheet_has_a_line_for_each_program_and_empty_cells_for_the_mentor() -> None:
    lines = list(csv.DictReader(io.StringIO(write_pick_sheet([FIRST]).decode("utf-8-sig"))))
    assert lines[0]["Code"] == "9991140001"
    assert lines[0]["Interview, low"] == "0.0400"
    assert lines[0]["Adds"] == "0.0123"
    assert (lines[0]["Comment"], lines[0]["Verdict"], lines[0]["By"]) == ("", "", "")


def test_a_second_reader_opens_the_workbook_and_finds_numbers_as_numbers() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_pick_workbook([FIRST], made=MADE)))
    sheet = book.get_sheet_by_name("Programs").to_python()
    assert tuple(sheet[0]) == HEADERS
    assert sheet[1][HEADERS.index("Match there, high")] == pytest.approx(0.4)
    assert sheet[1][0] == "9991140001"


def test_the_same_list_gives_the_same_bytes() -> None:
    assert write_pick_workbook([FIRST], made=MADE) == write_pick_workbook([FIRST], made=MADE)


@given(text=rude_text, by=rude_text)
def test_a_comment_comes_back_as_it_was_written(text: str, by: str) -> None:
    sheet = write_pick_sheet([replace(FIRST, comment=text, verdict="doubt", by=by)])
    found = read_comments(read_back(sheet))
    assert len(found.rows) == 1
    assert found.rows[0].verdict is Verdict.DOUBT
    assert found.rows[0].code == "9991140001"


def test_comments_come_back_from_a_workbook_with_the_verdict_and_the_name() -> None:
    rows = [
        replace(FIRST, comment="Their coordinator answers.", verdict="Keep", by="Dr. Imani Okafor"),
        replace(FIRST, code="9991140002"),
    ]
    book = read_workbook(write_pick_workbook(rows, made=MADE))
    found = read_comments(book.table)
    assert found.rows == (
        CommentRow(2, "9991140001", "Their coordinator answers.", Verdict.KEEP, "Dr. Imani Okafor"),
    )
    assert found.problems == ()


def test_a_lost_zero_comes_back_and_a_rounded_code_is_told() -> None:
    table = read_back(
        b"Code,Comment,Verdict\n400121001,fine,yes\n4.00E+08,which one?,no\nnonsense,hm,maybe\n"
    )
    found = read_comments(table)
    assert [each.code for each in found.rows] == ["0400121001"]
    assert [each.line for each in found.problems] == [3, 4]


def test_a_verdict_nobody_knows_is_told_and_the_comment_kept() -> None:
    found = read_comments(read_back(b"Code,Comment,Verdict\n9991140001,fine,perhaps not\n"))
    assert found.rows[0].verdict is None
    assert "perhaps not" in found.problems[0].says


def test_a_sheet_without_comments_says_which_column_is_missing() -> None:
    found = read_comments(read_back(b"Code,Program\n9991140001,Somewhere\n"))
    assert found.rows == ()
    assert "Comment" in found.problems[0].says
