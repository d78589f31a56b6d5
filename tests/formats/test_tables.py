from typing import Literal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hallway.formats.problems import UnreadableFile
from hallway.formats.tables import Limits, Row, Table, read_table
from tests.formats.rude import rude_text

PREAMBLE = 'Notes:\n"Some addresses are missing, as ""members"" decide."\n\n'
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_table(data, limits=Limits(**limits))
    return str(caught.value)


def test_a_plain_table_is_read() -> None:
    table = read_table(b"Name,City\nAna,Dallas\nBo,Boston\n")
    assert table == Table(
        headers=("Name", "City"),
        rows=(Row(2, ("Ana", "Dallas")), Row(3, ("Bo", "Boston"))),
        encoding="utf-8",
        delimiter=",",
    )


# ---------------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("codec", "bom", "encoding"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le"),
        ("cp1252", b"", "windows-1252"),
    ],
)
def test_every_encoding_of_spreadsheets_is_recognized(codec: str, bom: bytes, encoding: str) -> None:
    table = read_table(bom + "Name,City\nZoë Núñez – “Z”,Málaga\n".encode(codec))
    assert table.headers == ("Name", "City")
    assert table.rows == (Row(2, ("Zoë Núñez – “Z”", "Málaga")),)
    assert table.encoding == encoding


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_chinese_without_a_mark_is_recognized(codec: str) -> None:
    table = read_table("姓名,城市\n陳怡君,臺北市\n一一一,一一\n".encode(codec))
    assert [row.cells for row in table.rows] == [("陳怡君", "臺北市"), ("一一一", "一一")]


@given(
    cells=st.lists(
        st.text(st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1).filter(str.strip),
        min_size=1,
        max_size=8,
    ),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_what_was_encoded_is_read_again(cells: list[str], codec: str) -> None:
    quoted = "\r\n".join('"' + cell.replace('"', '""') + '","x"' for cell in cells)
    table = read_table(f"Name,City\r\n{quoted}\r\n".encode(codec))
    assert [row.cells[0] for row in table.rows] == cells


@given(st.text(st.characters(codec="cp1252", exclude_categories=["C"]), min_size=1))
def test_windows_1252_is_read_again_unless_it_is_utf_8_too(cell: str) -> None:
    written = cell.replace('"', '""')
    data = f'Name,City\n"ÀÀÀ{written}",x\n'.encode("cp1252")
    table = read_table(data)
    assume(table.encoding == "windows-1252")
    assert table.rows == (Row(2, (f"ÀÀÀ{cell}", "x")),)


def test_a_few_damaged_letters_do_not_turn_a_utf_8_file_into_another_encoding() -> None:
    good = "Núñez,Málaga\n" * 3
    table = read_table(b"Name,City\n" + good.encode() + b"Jos\xe9,x\n" + good.encode())
    assert table.encoding == "utf-8"
    assert table.rows[0].cells == ("Núñez", "Málaga")
    assert [problem.line for problem in table.problems] == [5]


def test_bytes_that_windows_1252_does_not_know_are_told_with_their_line() -> None:
    table = read_table(b"Name,City\nJos\xe9,x\nA\x81a,y\n")
    assert table.encoding == "windows-1252"
    assert [problem.line for problem in table.problems] == [3]


def test_many_damaged_lines_are_counted() -> None:
    table = read_table(b"Name,City\n" + b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xff,x\n" * 25)
    assert [problem.line for problem in table.problems] == [*range(2, 22), None]
    assert "5 more lines" in table.problems[-1].says


def test_a_column_whose_delimiter_is_never_clear_is_refused_with_the_open_quote() -> None:
    assert "line 1: a quotation mark is opened here" in refusal(b'"Name,City\nAna,x\n')


def test_utf_16_that_was_cut_off_is_refused() -> None:
    assert "cut off" in refusal(b"\xff\xfe" + "Name,City\nAna,x".encode("utf-16-le")[:-1])


# --------------------------------------------------------------------------------------- delimiters


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_found(sign: str) -> None:
    table = read_table(f"Name{sign}City{sign}Fee\nAna{sign}Dallas{sign}1\n".encode())
    assert table.delimiter == sign
    assert table.rows == (Row(2, ("Ana", "Dallas", "1")),)


def test_commas_inside_cells_do_not_hide_the_semicolons_between_them() -> None:
    rows = "".join(f"Ana {each};Dallas, TX, USA;one, two, three, four\n" for each in range(9))
    table = read_table(f"Who;Spot;What\n{rows}".encode())
    assert table.delimiter == ";"
    assert table.headers == ("Who", "Spot", "What")


def test_semicolons_inside_cells_do_not_hide_the_commas_between_them() -> None:
    rows = "".join(f"Ana {each},burns; flaps; hands; rounds; jokes\n" for each in range(9))
    assert read_table(f"Name,Topics\n{rows}".encode()).headers == ("Name", "Topics")


def test_a_table_of_one_column_is_read() -> None:
    table = read_table(b"Name\nAna\nBo\n")
    assert (table.headers, [row.cells for row in table.rows]) == (("Name",), [("Ana",), ("Bo",)])


def test_the_delimiter_that_excel_wrote_down_is_believed() -> None:
    table = read_table(b"sep=;\nWho;Spot, or city\nAna;Dallas\n")
    assert (table.delimiter, table.headers, table.rows[0].line) == (";", ("Who", "Spot, or city"), 3)


# ------------------------------------------------------------------------------------------- header


@pytest.mark.parametrize(
    "preamble",
    [
        "",
        PREAMBLE,
        'Notes:\n"Some addresses are missing, as ""members"" decide."\n',
        "Notes:\nSome addresses, as members decide, are missing.\n\n",
        "My network\n\n",
        "My network,,,,,,\nUpdated:,2026-01-02,,,,,\n",
        "\n\n",
    ],
)
def test_lines_above_the_header_are_skipped_whatever_their_number(preamble: str) -> None:
    table = read_table(f"{preamble}{LINKEDIN}Ana,Ruiz,,,Mercy,Chair,15 Jan 2024\n".encode())
    assert table.headers[0] == "First Name"
    assert table.rows == (
        Row(preamble.count("\n") + 2, ("Ana", "Ruiz", "", "", "Mercy", "Chair", "15 Jan 2024")),
    )


def test_a_header_of_unknown_words_is_found_below_a_title() -> None:
    table = read_table(b"Program list, 2026\n\nrank,code,track,seats\n1,9999440C0,C,6\n2,9998440C0,C,4\n")
    assert table.headers == ("rank", "code", "track", "seats")


def test_a_row_of_header_words_below_a_header_is_a_row() -> None:
    table = read_table(b"Doctor,Spot,Stuff\nAna,Mercy,x\nMentor,Hospital,y\n")
    assert table.headers == ("Doctor", "Spot", "Stuff")


def test_a_file_without_a_header_is_refused_and_the_remedy_is_told() -> None:
    message = refusal(b"Ana Ruiz,ana@example.org\nBo Li,bo@example.org\n")
    assert "'ana@example.org' stands where a column name is expected" in message
    assert "Put a line above" in message


def test_two_columns_of_one_name_are_refused_with_both_places() -> None:
    message = refusal(b"Name,Notes,City,NOTES\nAna,a,b,c\n")
    assert "line 1: columns 2 and 4 are both called 'Notes'" in message
    assert "Rename one of them" in message


def test_a_header_without_rows_is_refused() -> None:
    assert "line 4: it has column names but no rows" in refusal((PREAMBLE + LINKEDIN).encode())
    assert "no rows" in refusal(b"Name,City\n,\n , \n")


def test_columns_without_name_and_value_are_left_out() -> None:
    table = read_table(b"Name,,City,,\nAna,,Dallas,,\n")
    assert (table.headers, table.rows) == (("Name", "City"), (Row(2, ("Ana", "Dallas")),))


def test_columns_without_name_but_with_values_are_numbered() -> None:
    table = read_table(b"Name,,City,\nAna,x,Dallas,y\nBo,,Boston,\n")
    assert table.headers == ("Name", "Column 2", "City", "Column 4")
    assert table.rows[0].cells == ("Ana", "x", "Dallas", "y")


def test_a_number_that_is_a_name_already_gets_a_star() -> None:
    assert read_table(b"Name,,Column 2\nAna,x,y\n").headers == ("Name", "Column 2*", "Column 2")


def test_a_repeated_header_is_left_out_and_told() -> None:
    table = read_table(b"Name,City\nAna,x\nName,City\nBo,y\n")
    assert [row.cells[0] for row in table.rows] == ["Ana", "Bo"]
    assert [problem.line for problem in table.problems] == [3]


# --------------------------------------------------------------------------------------------- rows


def test_a_row_with_too_few_cells_is_filled_up() -> None:
    assert read_table(b"Name,City,Notes\nAna\n").rows == (Row(2, ("Ana", "", "")),)


def test_a_row_with_too_many_cells_is_a_problem_with_its_line() -> None:
    table = read_table(b"Name,City\nAna,Dallas\nBo,Boston,MA,,02101\n")
    assert table.rows[1].cells == ("Bo", "Boston")
    [problem] = table.problems
    assert (problem.line, "MA | 02101" in problem.says) == (3, True)


def test_empty_cells_too_many_are_no_problem() -> None:
    assert read_table(b"Name,City\nAna,Dallas,,,\n").problems == ()


def test_the_line_of_a_row_is_the_line_in_the_file() -> None:
    table = read_table(b'Name,Notes\n\nAna,"one\ntwo\n\nfour"\n\nBo,x\nCy,"a\nb"\nDi,y\n')
    assert [(row.line, row.cells[0]) for row in table.rows] == [(3, "Ana"), (8, "Bo"), (9, "Cy"), (11, "Di")]
    assert table.rows[0].cells[1] == "one\ntwo\n\nfour"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    text = 'Name,Notes\nAna,"one\ntwo"\nBo,x\n'
    assert read_table(text.replace("\n", end).encode()).rows == read_table(text.encode()).rows


def test_mixed_line_ends_are_read() -> None:
    table = read_table(b"Name,City\r\nAna,x\rBo,y\nCy,z")
    assert [(row.line, row.cells[0]) for row in table.rows] == [(2, "Ana"), (3, "Bo"), (4, "Cy")]


@pytest.mark.parametrize(
    ("written", "cells"),
    [
        ('"Ruiz, MD",x', ("Ruiz, MD", "x")),
        ('"say ""hi""",x', ('say "hi"', "x")),
        ('5" nail,x', ('5" nail', "x")),
        ('"Ana" Ruiz,x', ("Ana Ruiz", "x")),
        ('"Ana" ,x', ("Ana", "x")),
        ('Ana, "Dallas, TX"', ("Ana", "Dallas, TX")),
        ('"",x', ("", "x")),
        ('"""",x', ('"', "x")),
    ],
)
def test_quotation_marks_are_read_kindly(written: str, cells: tuple[str, str]) -> None:
    assert read_table(f"Name,City\n{written}\n".encode()).rows == (Row(2, cells),)


def test_a_quotation_mark_that_is_never_closed_is_told_with_the_line_where_it_opens() -> None:
    message = refusal(b'Name,City\nAna,x\nBo,"Boston\nCy,z\n')
    assert "line 3: a quotation mark is opened here and never closed" in message


def test_a_list_of_names_alone_is_not_split_at_its_commas() -> None:
    table = read_table(b"Name\nRuiz, Ana\nLi, Bo\n")
    assert (table.headers, [row.cells for row in table.rows]) == (("Name",), [("Ruiz, Ana",), ("Li, Bo",)])


def test_a_forgotten_mark_is_told_where_it_was_forgotten_not_where_the_last_one_opens() -> None:
    message = refusal(b'Name,City\nAna,"x\nBo,"y"\nCy,"z"\nDi,"w"\n')
    assert "line 2: a quotation mark" in message


# ------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    "data", [b"", b" ", b"\n\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a", b'""', b"sep=;\n"]
)
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "it is empty" in refusal(data)


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "an Excel workbook", "with the kind xlsx"),
        (
            b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.bin",
            "a binary Excel",
            "save it as xlsx or CSV",
        ),
        (
            b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "OpenDocument",
            "save it as xlsx or CSV",
        ),
        (b"PK\x03\x04\x14\x00Index/Document.iwa", "an Apple Numbers document", "save it as xlsx or CSV"),
        (b"PK\x03\x04\x14\x00Connections.csv", "a zip archive", "read the CSV file inside"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Excel", "save it as xlsx or CSV"),
        (
            b"\xd0\xcf\x11\xe0\x00" + "EncryptedPackage".encode("utf-16-le"),
            "a password protects it",
            "without the password",
        ),
        (b"%PDF-1.7\n", "a PDF document", "save it as CSV"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture", "save it as CSV"),
        (b"\xff\xd8\xff\xe0\x00", "a JPEG picture", "save it as CSV"),
        (b"<!DOCTYPE html><html>", "a web page", "save it as CSV"),
        (b"Name,City\nA\x00na,x\n", "NUL", "save it as CSV"),
        (bytes(range(1, 32)) * 9, "binary data", "save it as CSV"),
    ],
)
def test_a_file_that_is_no_text_is_named_and_the_way_out_is_told(data: bytes, kind: str, remedy: str) -> None:
    message = refusal(data)
    assert kind in message
    assert remedy in message


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    assert "it has 50.0 MB, and at most 0.0 MB" in refusal(b"x" * 50_000_000, size=10)


@pytest.mark.parametrize("quote", ["", '"'])
def test_too_many_columns_are_refused(quote: str) -> None:
    header = ",".join(f"{quote}c{each}{quote}" for each in range(501))
    assert "line 1: it has more than 500 columns" in refusal(f"{header}\n1\n".encode())


def test_as_many_columns_as_allowed_are_read() -> None:
    header = ",".join(f"c{each}" for each in range(500))
    assert len(read_table(f"{header},,,\n1\n".encode()).headers) == 500


def test_too_many_rows_are_refused_with_the_line_of_the_first_one_too_many() -> None:
    assert "line 5: it has more than 3 rows" in refusal(b"Name\na\nb\nc\nd\ne\n", rows=3)
    assert len(read_table(b"Name\na\nb\nc\n", limits=Limits(rows=3)).rows) == 3


def test_too_many_lines_are_refused() -> None:
    assert "it has 12 lines, and at most 10 are read" in refusal(b"Name\n" + b"\n" * 10 + b"Ana", lines=10)


@pytest.mark.parametrize(
    "cell", ["x" * 101, '"' + "x" * 101 + '"', '"' + "x\n" * 51 + '"', '"x"' + "y" * 100]
)
def test_a_cell_over_the_limit_is_refused_with_its_line(cell: str) -> None:
    message = refusal(f"Name,Notes\nAna,ok\nBo,{cell}\n".encode(), cell=100)
    assert "line 3: a cell that begins here is longer than 100 characters" in message


def test_the_name_of_the_file_stands_in_the_message() -> None:
    with pytest.raises(UnreadableFile, match=r"^Cannot read contacts\.csv: it is empty\."):
        read_table(b"", name="contacts.csv")


# --------------------------------------------------------------------------------------------- laws


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b'"')
@example(b"\x00a\x00b\x00\n\x00c")
def test_whatever_the_bytes_the_answer_is_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = read_table(data)
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)


@given(
    st.lists(st.lists(rude_text, max_size=5), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_whatever_the_text_the_answer_is_a_table_or_a_refusal(
    cells: list[list[str]], sign: str, codec: Literal["utf-8", "utf-16", "cp1252"]
) -> None:
    text = "\n".join(sign.join(row) for row in cells)
    try:
        table = read_table(text.encode(codec, "replace"), limits=Limits(rows=4, columns=3, cell=50))
    except UnreadableFile:
        return
    lines = [row.line for row in table.rows]
    assert lines == sorted(set(lines))
    assert all(len(row.cells) == len(table.headers) <= 3 for row in table.rows)
