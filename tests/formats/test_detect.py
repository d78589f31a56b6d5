from datetime import UTC, datetime

from hallway.formats.archives import write_archive
from hallway.formats.detect import detect_kind
from hallway.formats.tables import read_table


def test_an_archive_is_detected_without_a_table() -> None:
    data = write_archive({}, made=datetime(2026, 11, 22, tzinfo=UTC), version=1)
    assert detect_kind(data, None) == "archive"


def test_a_linkedin_export_is_detected_by_its_table() -> None:
    data = b"Notes:\nx\n\nFirst Name,Last Name,URL,Connected On\nAna,Ruiz,,15 Jan 2024\n"
    assert detect_kind(data, read_table(data)) == "linkedin"


def test_any_other_table_is_a_table() -> None:
    data = b"Name,City\nAna,Dallas\n"
    assert detect_kind(data, read_table(data)) == "csv"
    assert detect_kind(b"\x00", None) == "csv"
