from datetime import date

import pytest

from hallway.formats.contacts import ContactFile, ContactRow
from hallway.formats.linkedin import is_linkedin, read_linkedin
from hallway.formats.tables import read_table

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def read(*rows: str) -> ContactFile:
    return read_linkedin(read_table("\n".join([HEADER, *rows, ""]).encode()))


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        (HEADER, True),
        ("First Name,Last Name,Email Address,Company,Position,Connected On", True),
        ("First Name,Last Name,Email Address", False),
        ("Name,Connected On", False),
    ],
)
def test_an_export_is_known_by_its_header(header: str, answer: bool) -> None:  # noqa: FBT001 - an expected value
    assert is_linkedin(read_table(f"{header}\na,b,c,d,e,f,g\n".encode())) is answer


def test_a_connection_is_read() -> None:
    file = read('Ana,"Ruiz, MD",https://www.linkedin.com/in/ana-0001,ana@example.org,Mercy,Chair,15 Jan 2024')
    assert (file.kind, file.problems, file.questions) == ("linkedin", (), ())
    assert file.rows == (
        ContactRow(
            line=2,
            name="Ana Ruiz, MD",
            given="Ana",
            family="Ruiz",
            credentials="MD",
            role="Chair",
            institution="Mercy",
            emails=("ana@example.org",),
            profile_url="https://www.linkedin.com/in/ana-0001",
            how_met="LinkedIn",
            last_contact=date(2024, 1, 15),
        ),
    )


@pytest.mark.parametrize("written", ["07 Feb 2022", "7-Feb-22", "2022-02-07", "7 févr. 2022"])
def test_older_and_foreign_exports_write_the_day_differently(written: str) -> None:
    assert read(f"Ana,Ruiz,,,,,{written}").rows[0].last_contact == date(2022, 2, 7)


def test_a_day_in_unclear_numbers_is_asked() -> None:
    table = read_table(f"{HEADER}\nAna,Ruiz,,,,,02/07/22\n".encode())
    assert [question.column for question in read_linkedin(table).questions] == ["Connected On"]
    [row] = read_linkedin(table, date_orders={"Connected On": "mdy"}).rows
    assert row.last_contact == date(2022, 2, 7)


def test_members_who_left_are_skipped_and_told() -> None:
    file = read("Ana,Ruiz,,,,,15 Jan 2024", ",,https://www.linkedin.com/in/x,,,,16 Jan 2024", " ,,,,,,")
    assert [row.name for row in file.rows] == ["Ana Ruiz"]
    assert [(problem.line, problem.field) for problem in file.problems] == [(3, "name"), (4, "name")]
    assert file.problems[0].says == (
        "No name (a member who left LinkedIn?); the row holds https://www.linkedin.com/in/x | 16 Jan 2024."
    )


def test_a_row_that_repeats_another_is_left_out_and_told() -> None:
    row = "Ana,Ruiz,https://www.linkedin.com/in/ana,,Mercy,Chair,15 Jan 2024"
    file = read(row, "Bo,Li,,,,,", row)
    [problem] = file.problems
    assert [each.line for each in file.rows] == [2, 3]
    assert (problem.line, problem.says) == (4, "A duplicate: the same row as line 2.")


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("https://www.linkedin.com/in/ana,", "https://uk.linkedin.com/in/Ana/?trk=x,", "profile_url"),
        (",ana@example.org", ",Ana@Example.org", "email"),
    ],
)
def test_two_rows_that_share_an_address_are_both_kept_and_told(first: str, second: str, field: str) -> None:
    file = read(f"Ana,Ruiz,{first},Mercy,Chair,15 Jan 2024", f"Ana,Ruiz-Sol,{second},Grace,Chair,16 Jan 2024")
    [problem] = file.problems
    assert [row.name for row in file.rows] == ["Ana Ruiz", "Ana Ruiz-Sol"]
    assert (problem.line, problem.field) == (3, field)
    assert file.rows[1].problems == (problem,)


def test_rows_without_an_address_are_no_duplicates() -> None:
    assert read("Ana,Ruiz,,,,,15 Jan 2024", "Bo,Li,,,,,15 Jan 2024").problems == ()


def test_columns_that_linkedin_may_add_are_kept_in_the_notes() -> None:
    table = read_table(f"{HEADER},Pronouns\nAna,Ruiz,,,,,15 Jan 2024,she\n".encode())
    assert read_linkedin(table).rows[0].notes == "Pronouns: she"
