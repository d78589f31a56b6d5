from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hallway.formats.archives import write_archive
from hallway.formats.detect import detect_kind
from hallway.formats.tables import read_table
from hallway.formats.tracker_workbooks import write_tracker_workbook

GOLDEN = Path(__file__).parents[1] / "golden"


def test_an_archive_is_detected_without_a_table() -> None:
    data = write_archive({}, made=datetime(2026, 11, 22, tzinfo=UTC), version=1)
    assert detect_kind(data, None) == "archive"


def test_a_linkedin_export_is_detected_by_its_table() -> None:
    data = b"Notes:\nx\n\nFirst Name,Last Name,URL,Connected On\nAna,Ruiz,,15 Jan 2024\n"
    assert detect_kind(data, read_table(data)) == "linkedin"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("google_contacts_2024.csv", "google"),
        ("google_contacts_2023.csv", "google"),
        ("outlook_windows_1252.csv", "outlook"),
        ("tracker_windows_1252.csv", "csv"),
    ],
)
def test_the_exports_of_mail_programs_are_detected_by_their_tables(name: str, kind: str) -> None:
    data = (GOLDEN / name).read_bytes()
    assert detect_kind(data, read_table(data)) == kind


def test_a_workbook_and_cards_are_detected_by_their_bytes() -> None:
    assert detect_kind(write_tracker_workbook([], made=date(2026, 11, 22)), None) == "xlsx"
    assert detect_kind(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nEND:VCARD\r\n", None) == "vcard"


def test_a_table_of_ones_own_with_usual_columns_is_no_export() -> None:
    for header in (
        "First Name,Last Name,E-mail Address,Mobile Phone,Company,How met",
        "Given Name,Family Name,Organization",
        "First Name,Last Name,Labels",
    ):
        data = f"{header}\na,b,c,d,e,f\n".encode()
        assert detect_kind(data, read_table(data)) == "csv"


def test_any_other_table_is_a_table() -> None:
    data = b"Name,City\nAna,Dallas\n"
    assert detect_kind(data, read_table(data)) == "csv"
    assert detect_kind(b"\x00", None) == "csv"
