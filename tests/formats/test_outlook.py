from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.contacts import ContactRow
from hallway.formats.outlook import is_outlook, read_outlook
from hallway.formats.tables import Row, Table, read_table
from hallway.formats.texts import clean_line
from tests.formats.rude import rude_text

GOLDEN = Path(__file__).parents[1] / "golden" / "outlook_windows_1252.csv"
HEADERS = GOLDEN.read_text("cp1252").partition("\n")[0].strip().split(",")


def read(**cells: str) -> ContactRow:
    """Read one row of an export, its columns named without spaces and signs."""
    names = {"".join(filter(str.isalnum, header)): place for place, header in enumerate(HEADERS)}
    values = [""] * len(HEADERS)
    for name, cell in cells.items():
        values[names[name]] = cell
    [row] = read_outlook(Table(tuple(HEADERS), (Row(2, tuple(values)),), "utf-8", ",")).rows
    return row


def test_a_classic_export_of_92_columns_in_windows_1252() -> None:
    table = read_table(GOLDEN.read_bytes())
    file = read_outlook(table)
    assert (len(table.headers), table.encoding) == (92, "windows-1252")
    assert (file.kind, file.questions) == ("outlook", ())
    assert [replace(row, problems=()) for row in file.rows] == [
        ContactRow(
            line=2,
            name="Élodie Beauséjour",
            given="Élodie",
            family="Beauséjour",
            credentials="MD",
            role="Chief – Burns",
            institution="Hôpital d’Exemple",
            department="Burns",
            emails=("elodie@example.org", "e.beausejour@example.edu"),
            phones=("555 0112", "555 0111"),
            profile_url="https://example.org/elodie",
            city="Montréal",
            state="QC",
            country="Canada",
            introduced_by="Ines Calloway",
            groups=("mentor",),
            notes=(
                "first line\nsecond line\n"
                "Groups: Burns Club\n"
                "Business address: 1 Rue de l’Exemple, Floor 2, Montréal, QC H2X 1Y4, Canada\n"
                "Home address: Laval, QC, Canada\n"
                "Assistant's Phone: 555 0113\n"
                "Business Fax: 555 0110\n"
                "Assistant's Name: Bo Li\n"
                "Spouse: Luc"
            ),
        ),
        ContactRow(line=4, name="Omar Haddad", emails=("o.haddad@example.org",)),
        ContactRow(
            line=6,
            name="Jürgen Weißbäcker",
            given="Jürgen",
            family="Weißbäcker",
            city="Salem",
            state="OR",
            notes=(
                "E-mail Address: /o=Example/ou=First/cn=Recipients/cn=jw\n"
                "Home address: 2 Oak St, Salem, OR 97301\n"
                "Birthday: 2/29/1980"
            ),
        ),
    ]
    assert [(problem.line, problem.field) for problem in file.problems] == [(5, "name"), (6, "email")]
    assert file.problems[0].says.endswith("only Riverbend General.")


def test_what_outlook_fills_in_by_itself_is_no_note() -> None:
    row = read(
        FirstName="Ana",
        LastName="Ruiz",
        EmailAddress="ana@example.org",
        EmailType="SMTP",
        EmailDisplayName="Ana Ruiz (ana@example.org)",
        Email2Type="SMTP",
        Anniversary="0/0/00",
        Birthday="0/0/00",
        Gender="Unspecified",
        Priority="Normal",
        Private="False",
        Sensitivity="Normal",
        Initials="A.R.",
    )
    assert (row.name, row.notes, row.problems) == ("Ana Ruiz", None, ())


def test_what_somebody_filled_in_is() -> None:
    row = read(FirstName="Ana", Gender="Female", Private="True", User1="parks at P2", Hobby="chess")
    assert row.notes == "Gender: Female\nHobby: chess\nPrivate: True\nUser 1: parks at P2"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Ana Ruiz (ana@example.org)", "Ana Ruiz"),
        ("'Ana Ruiz'", "Ana Ruiz"),
        ("ana@example.org", None),
        ("", None),
    ],
)
def test_a_display_name_counts_where_there_is_no_name(shown: str, name: str | None) -> None:
    assert read(EmailAddress="ana@example.org", EmailDisplayName=shown).name == name


def test_the_old_name_of_the_country_column_is_known() -> None:
    table = Table(
        ("First Name", "Last Name", "Business Street", "Business City", "Business Country", "Home Street"),
        (Row(2, ("Ana", "Ruiz", "1 Elm St", "Dallas", "USA", "")),),
        "utf-8",
        ",",
    )
    assert is_outlook(table)
    [row] = read_outlook(table).rows
    assert (row.country, row.notes) == ("USA", "Business address: 1 Elm St, Dallas, USA")


def test_columns_that_somebody_added_are_read_by_their_names() -> None:
    table = read_table(GOLDEN.read_bytes())
    row = Row(2, (*table.rows[0].cells, "2026-03-07", "burns; flaps"))
    added = Table((*table.headers, "Last contact", "Topics"), (row,), "utf-8", ",")
    [read_row] = read_outlook(added).rows
    assert (read_row.last_contact, read_row.topics) == (date(2026, 3, 7), ("burns", "flaps"))


@given(st.dictionaries(st.sampled_from(range(len(HEADERS))), rude_text, max_size=12))
def test_whatever_the_cells_rows_are_people_and_nothing_is_lost(cells: dict[int, str]) -> None:
    values = tuple(cells.get(place, "") for place in range(len(HEADERS)))
    file = read_outlook(Table(tuple(HEADERS), (Row(2, values),), "utf-8", ","))
    for row in file.rows:
        assert row.name or row.emails or row.phones
        assert row.name == clean_line(row.name or "") or row.name is None
    assert all(problem.says and problem.remedy for problem in file.problems)
