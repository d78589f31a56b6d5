"""Tables that applicants keep of programs, and what is written of them."""

import io
import string
from contextlib import suppress
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.program_fact_forms import FACT_FORMS, read_fact
from hallway.domain.programs import FactKind
from hallway.formats.problems import MalformedOverride, UnknownColumn, UnreadableFile
from hallway.formats.program_facts import PROGRAM_FIELDS, FactRow, find_program_field
from hallway.formats.program_sheets import (
    ProgramSheet,
    UnknownProgramField,
    choose_program_columns,
    find_pasted_table,
    guess_program_columns,
    read_program_sheet,
    write_program_sheet,
)
from hallway.formats.tables import read_table
from hallway.formats.workbooks import read_sheet
from tests.formats.rude import rude_text

DAY = date(2026, 8, 1)


def read(text: str, *overrides: str) -> ProgramSheet:
    table = read_table(text.encode())
    columns = choose_program_columns(guess_program_columns(table.headers), overrides)
    return read_program_sheet(table, columns)


def told(sheet: ProgramSheet) -> list[tuple[str, str, str]]:
    return [(row.unit, row.kind.value, row.value) for row in sheet.rows]


def says(sheet: ProgramSheet) -> list[str]:
    return [problem.says for problem in sheet.problems]


def test_a_sheet_as_applicants_keep_it_is_read_without_a_mapping() -> None:
    sheet = read(
        "Program Code,Program,State,IMG %,Visa,Step 2 Min,YOG limit,Attempts,USCE,Positions,Contact,"
        "Notes,Source,Date\r\n"
        "9901120C0,Elderfield FM,ZZ,60%,J1/H1b,220,5 years,1,3 months,8,No mails please,"
        "Kind,website,2026-08-01\r\n"
    )
    assert told(sheet) == [
        ("9901120C0", "img-share", "60"),
        ("9901120C0", "visas", "j-1, h-1b"),
        ("9901120C0", "step2-min", "220"),
        ("9901120C0", "most-attempts", "1"),
        ("9901120C0", "most-years", "5"),
        ("9901120C0", "us-months", "3"),
        ("9901120C0", "positions", "8"),
        ("9901120C0", "contact-policy", "No mails please"),
        ("9901120C0", "note", "Kind"),
    ]
    assert {(row.line, row.source, row.on) for row in sheet.rows} == {(2, "website", DAY)}
    assert (sheet.problems, sheet.questions) == ((), ())


def test_codes_of_both_generations_stand_in_one_sheet() -> None:
    """Of NRMP, with and without its track, of 10 characters, of ACGME, and as spreadsheets spoil them."""
    codes = ["9901120c0", "9901-120-C-1", "9901120", "1234400C10", "1209912345", "403512345", "1209912346.0"]
    sheet = read("Code,IMG %\n" + "".join(f"{code},{place + 10}%\n" for place, code in enumerate(codes)))
    assert [row.unit for row in sheet.rows] == [
        "9901120C0",
        "9901120C1",
        "9901120",
        "1234400C10",
        "1209912345",
        "0403512345",
        "1209912346",
    ]
    assert len(sheet.problems) == 0


def test_a_code_that_a_spreadsheet_rounded_is_refused_not_guessed() -> None:
    sheet = read("ACGME ID,IMG %\n1.40351E+09,60%\n9901120C0,50%\n")
    assert told(sheet) == [("9901120C0", "img-share", "50")]
    assert says(sheet) == [
        "The code '1.40351E+09' was cut to a rounded number by a spreadsheet.",
        "This row names no program.",
    ]
    assert "Format that column as text" in sheet.problems[0].remedy


def test_without_a_code_the_words_of_the_name_stand_for_the_program() -> None:
    sheet = read("Hospital,Specialty,State,Visas\nHarbor Light,Medicine,YY,J-1\n,,,H-1B\n")
    assert told(sheet) == [("Harbor Light, Medicine, YY", "visas", "j-1")]
    assert says(sheet) == ["This row names no program."]


def test_percent_cells_of_a_workbook_are_shares() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (
        ["Program code", "IMG share", "Checked on"],
        ["9901120C0", 0.625, DAY],
        ["9902140", 1, DAY],
    ):
        sheet.append(cells)
    sheet["B2"].number_format = "0%"
    saved = io.BytesIO()
    book.save(saved)
    table = read_sheet(saved.getvalue(), None)
    found = read_program_sheet(table, guess_program_columns(table.headers))
    assert told(found) == [("9901120C0", "img-share", "62.5"), ("9902140", "img-share", "100")]
    assert {row.on for row in found.rows} == {DAY}
    assert says(found) == ["The column 'IMG share' has shares from 0 to 1; 0.6 was read as 60 %."]


def test_a_lone_share_among_percentages_is_asked_about() -> None:
    sheet = read("Code,IMG %\n9901120C0,0.6\n9902140C0,60\n9903320C0,0.6%\n")
    assert told(sheet) == [("9902140C0", "img-share", "60"), ("9903320C0", "img-share", "1")]
    assert says(sheet) == ["IMG %: '0.6' may be a share or a percentage."]


def test_visas_in_columns_of_their_own_are_joined() -> None:
    sheet = read(
        "Code,J-1,H-1B\n9901120C0,Yes,no\n9902140C0,no,No\n9903320C0,y,Y\n"
        "9904440C0,no,\n9905440C0,maybe,\n9906440C0,,\n"
    )
    assert told(sheet) == [
        ("9901120C0", "visas", "j-1"),
        ("9902140C0", "visas", "none"),
        ("9903320C0", "visas", "j-1, h-1b"),
    ]
    assert says(sheet) == [
        "'J-1: no' denies J-1 and says nothing of H-1B.",
        "J-1: 'maybe' is neither yes nor no.",
    ]


def test_one_fact_a_row_is_read_too() -> None:
    sheet = read(
        "Program code;Fact;Value;Source;Date\n9901120C0;IMG share;60;you;2026-08-01\n9901120C0;Charm;much;;\n"
        "9901120C0;US-citizen IMG share;15 %;;\n"
    )
    assert told(sheet) == [("9901120C0", "img-share", "60"), ("9901120C0", "us-img-share", "15")]
    assert says(sheet) == ["'Charm' is no fact that is kept of programs."]


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    text = "Code,IMG %,Date\n9901120C0,60%,03/04/2026\n9902140C0,50%,05/06/2026\n"
    sheet = read(text)
    assert [row.on for row in sheet.rows] == [None, None]
    assert [(each.column, each.choices) for each in sheet.questions] == [("Date", ("mdy", "dmy"))]
    assert says(sheet)[0] == "'03/04/2026' may be day first or month first."
    table = read_table(text.encode())
    answered = read_program_sheet(table, guess_program_columns(table.headers), date_order="mdy")
    assert [row.on for row in answered.rows] == [date(2026, 3, 4), date(2026, 5, 6)]
    assert (answered.problems, answered.questions) == ((), ())


def test_a_day_after_the_twelfth_settles_the_order_of_the_column() -> None:
    sheet = read("Code,IMG %,Date\n9901120C0,60%,03/04/2026\n9902140C0,50%,25/06/2026\n9903320C0,5%,soon\n")
    assert [row.on for row in sheet.rows] == [date(2026, 4, 3), date(2026, 6, 25), None]
    assert says(sheet) == ["'soon' is not a date."]


def test_the_same_fact_twice_counts_once_and_a_contradiction_is_told() -> None:
    sheet = read("Code,IMG %,Notes\n9901120C0,60%,a\n9901120C0,60%,b\n9901120C0,55%,a\n9901120C1,55%,\n")
    assert told(sheet) == [
        ("9901120C0", "img-share", "60"),
        ("9901120C0", "note", "a"),
        ("9901120C0", "note", "b"),
        ("9901120C1", "img-share", "55"),
    ]
    assert says(sheet) == [
        "This fact stands there a second time, and 1 more below.",
        "Of 9901120C0, img-share is '55' here and '60' in line 2; the first one was kept.",
    ]


def test_of_another_day_both_values_are_kept() -> None:
    sheet = read("Code,IMG %,Date\n9901120C0,60%,2025-08-01\n9901120C0,55%,2026-08-01\n")
    assert [(row.value, row.on) for row in sheet.rows] == [("60", date(2025, 8, 1)), ("55", DAY)]


def test_every_value_that_cannot_be_meant_is_told_with_its_line_and_a_remedy() -> None:
    sheet = read("Code,IMG %,YOG,Step 2,Visa\n9901120C0,120%,2019,999,yes\n9902140C0,N/A,-,n/a,?\n")
    assert sheet.rows == ()
    assert says(sheet) == [
        "IMG %: '120%' is more than 100 percent.",
        "Visa: 'yes' names neither J-1 nor H-1B.",
        "Step 2: '999' is not from 1 to 300.",
        "YOG: 2019 is a year, and how many years are asked for.",
    ]
    assert {problem.line for problem in sheet.problems} == {2}
    assert all(problem.remedy.endswith("until then this fact is left out.") for problem in sheet.problems)


def test_columns_that_are_not_known_are_named_and_can_be_mapped() -> None:
    text = "Code,Vibe,Immigrants,Rank\n9901120C0,Kind people,60,1\n"
    sheet = read(text, "Vibe=note", "immigrants=IMG share", "Rank=")
    assert told(sheet) == [("9901120C0", "img-share", "60"), ("9901120C0", "note", "Kind people")]
    assert sheet.problems == ()
    assert "No column holds a fact of a program" in says(read(text))[0]
    assert says(read(text, "Vibe=note")) == [
        "Not read, since nothing is known by that name: Immigrants, Rank."
    ]


def test_a_mapping_that_cannot_be_meant_is_refused() -> None:
    columns = guess_program_columns(["Code", "Vibe"])
    for wrong, error in (
        ("Vibe=zeal", UnknownProgramField),
        ("Charm=note", UnknownColumn),
        ("=note", MalformedOverride),
        ("Vibe", MalformedOverride),
    ):
        with pytest.raises(error):
            choose_program_columns(columns, [wrong])


def test_a_sheet_that_names_no_programs_says_so() -> None:
    assert says(read("IMG %,Visa\n60%,J-1\n"))[0].startswith("No column names the programs; the columns are")


def test_every_kind_of_fact_is_found_by_its_word_and_its_label() -> None:
    for kind, form in FACT_FORMS.items():
        assert find_program_field(kind.value) is kind
        assert find_program_field(form.label) is kind
    assert set(FactKind) < set(PROGRAM_FIELDS)


def test_what_is_written_cannot_run_in_a_spreadsheet() -> None:
    row = FactRow(line=1, unit="9901120", kind=FactKind.NOTE, value="=HYPERLINK(1)", source="@x", on=DAY)
    written = write_program_sheet([row], {"9901120": "+Elderfield"}).decode("utf-8-sig")
    assert written.splitlines()[1] == "9901120,'+Elderfield,note,'=HYPERLINK(1),'@x,2026-08-01"


_VALUES = {
    FactKind.KIND: st.sampled_from(["university", "community", "military"]),
    FactKind.IMG_SHARE: st.integers(0, 1000).map(lambda each: f"{each / 10:g}"),
    FactKind.VISAS: st.sampled_from(["j-1", "h-1b", "none", "j-1, h-1b"]),
    FactKind.STEP2_MIN: st.integers(1, 300).map(str),
    FactKind.MOST_ATTEMPTS: st.integers(1, 6).map(str),
    FactKind.MOST_YEARS: st.integers(0, 50).map(str),
    FactKind.US_MONTHS: st.integers(0, 60).map(str),
    FactKind.POSITIONS: st.integers(0, 500).map(str),
    FactKind.INTERVIEWS: st.integers(0, 5000).map(str),
    FactKind.APPLICANTS: st.integers(0, 20_000).map(str),
    FactKind.SIGNALS_ONLY: st.sampled_from(["yes", "mostly", "no"]),
    FactKind.WEBSITE: st.just("https://example.org/residency?a=1,2"),
    FactKind.NOTE: st.sampled_from(["=1+1", "'=x", "two\nlines", "a, b; c", '"quoted"', "-5", "陳怡君"]),
}


@st.composite
def fact_rows(draw: st.DrawFn) -> list[FactRow]:
    made = []
    for unit in draw(st.lists(st.text(string.digits, min_size=7, max_size=7), max_size=4, unique=True)):
        for kind in draw(st.lists(st.sampled_from(list(_VALUES)), max_size=6, unique=True)):
            value = draw(_VALUES[kind])
            if kind is FactKind.IMG_SHARE and 0 < float(value) < 1:
                value = "0"  # a share below one needs its sign
            source = draw(st.sampled_from(["", "website", "=cmd", "a resident, by phone"]))
            on = draw(st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)))
            made.append(FactRow(line=0, unit=unit, kind=kind, value=value, source=source, on=on))
    return made


@settings(max_examples=60, deadline=None)
@given(rows=fact_rows())
def test_what_is_written_reads_back_equal(rows: list[FactRow]) -> None:
    if not rows:
        return
    table = read_table(write_program_sheet(rows, {rows[0].unit: "Elderfield FM"}))
    sheet = read_program_sheet(table, guess_program_columns(table.headers))
    bare = [(each.unit, each.kind, each.value, each.source, each.on) for each in sheet.rows]
    assert bare == [(each.unit, each.kind, each.value, each.source, each.on) for each in rows]


@settings(max_examples=150, deadline=None)
@given(text=rude_text, kind=st.sampled_from(list(FactKind)))
def test_whatever_a_cell_holds_its_value_has_the_form_of_the_record_or_is_refused(
    text: str, kind: FactKind
) -> None:
    cells = [FactRow(line=0, unit="9901120", kind=kind, value=text)]
    table = read_table(write_program_sheet(cells, {}))
    sheet = read_program_sheet(table, guess_program_columns(table.headers))
    for row in sheet.rows:
        assert read_fact(row.kind, row.value) == row.value
    assert len(sheet.rows) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "NRMP code\tHospital\tIMG %\tVisas\n9991140C0\tHarbor Light\t60%\tJ-1\n",
        "\n\nCode,IMG share,Visas\n9991140C0,60,J-1\n",
        "Code\tFact\tValue\n9991140C0\timg-share\t60\n",
    ],
)
def test_rows_pasted_from_a_spreadsheet_are_a_table(text: str) -> None:
    table = find_pasted_table(text)

    assert table is not None
    rows = read_program_sheet(table, guess_program_columns(table.headers)).rows
    assert (rows[0].unit, rows[0].kind, rows[0].value) == ("9991140C0", FactKind.IMG_SHARE, "60")


def test_rows_whose_columns_are_not_known_by_name_can_be_explained() -> None:
    table = find_pasted_table("NRMP\tHospital\tForeign\n9991140\tHarbor Light\t60\n")

    assert table is not None
    columns = choose_program_columns(guess_program_columns(table.headers), ["Foreign=img-share"])
    assert [row.value for row in read_program_sheet(table, columns).rows] == ["60"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9991140 IMG share 60 % (website, 2026-08-01)",
        "9991140\tIMG share\t60 %\n9991140\tVisas\tJ-1",
        "Program\tHarbor Light\nIMG share\t60 %",
        "Harbor Light, Medicine, YY\nIMG 20 %; visas J-1",
        "Harbor Light, IMG share 60 %",
    ],
)
def test_lines_and_blocks_are_none(text: str) -> None:
    assert find_pasted_table(text) is None


def test_rows_with_two_columns_of_one_name_are_refused_and_not_read_as_lines() -> None:
    with pytest.raises(UnreadableFile, match="both called"):
        find_pasted_table("Program\tIMG share\tIMG share\n1\t2\t3")


@given(text=rude_text)
def test_no_text_makes_the_search_for_a_table_fall_over(text: str) -> None:
    with suppress(UnreadableFile):
        find_pasted_table(text)


def test_our_own_sheet_is_read_back_even_where_a_row_reads_like_column_names() -> None:
    row = FactRow(line=2, unit="Code, Program", kind=FactKind.NOTE, value="Notes", source="Source", on=None)
    again = read_table(write_program_sheet([row], {}))
    found = read_program_sheet(again, guess_program_columns(again.headers))
    assert [(each.unit, each.kind, each.value) for each in found.rows] == [(row.unit, row.kind, row.value)]
