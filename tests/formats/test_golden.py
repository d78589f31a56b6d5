"""Files as real programs and people save them, with invented people: tests/golden."""

from datetime import date
from pathlib import Path

import pytest

from hallway.formats.contacts import ContactFile, ContactRow, DateQuestion, read_contacts
from hallway.formats.dates import KnownOrder
from hallway.formats.detect import detect_kind
from hallway.formats.linkedin import read_linkedin
from hallway.formats.mappings import guess_mapping
from hallway.formats.tables import Table, read_table

GOLDEN = Path(__file__).parents[1] / "golden"


def table(name: str) -> Table:
    return read_table((GOLDEN / name).read_bytes(), name=name)


def contacts(name: str, orders: dict[str, KnownOrder] | None = None) -> ContactFile:
    found = table(name)
    return read_contacts(found, guess_mapping(found.headers), date_orders=orders)


def plain(row: ContactRow) -> dict[str, object]:
    """Return what a row says, without what it does not say."""
    return {each: value for each in row.__slots__ if (value := getattr(row, each)) and each != "problems"}


def told(file: ContactFile) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.says) for problem in file.problems]


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "kind"),
    [
        ("linkedin_connections.csv", "utf-8-sig", ",", "linkedin"),
        ("tracker_windows_1252.csv", "windows-1252", ";", "csv"),
        ("contacts_utf_16.txt", "utf-16-le", "\t", "csv"),
    ],
)
def test_what_they_are_is_recognized(name: str, encoding: str, delimiter: str, kind: str) -> None:
    found = table(name)
    assert (found.encoding, found.delimiter, found.problems) == (encoding, delimiter, ())
    assert detect_kind((GOLDEN / name).read_bytes(), found) == kind


def test_a_linkedin_export_with_its_preamble() -> None:
    file = read_linkedin(table("linkedin_connections.csv"))
    assert [plain(row) for row in file.rows] == [
        {
            "line": 5,
            "name": "Ines Calloway",
            "given": "Ines",
            "family": "Calloway",
            "role": "Associate Program Director, Plastic Surgery",
            "institution": "Lakeside University Hospital",
            "profile_url": "https://www.linkedin.com/in/ines-calloway-0001",
            "how_met": "LinkedIn",
            "last_contact": date(2024, 1, 15),
        },
        {
            "line": 6,
            "name": "José Núñez-Ferrer, MD",
            "given": "José",
            "family": "Núñez-Ferrer",
            "credentials": "MD",
            "role": 'Chief Resident "PGY-5"',
            "institution": "Mercy Hill Medical Center, Inc.",
            "emails": ("jose.nunez@example.edu",),
            "profile_url": "https://www.linkedin.com/in/jose-nunez-0002",
            "how_met": "LinkedIn",
            "last_contact": date(2025, 11, 3),
        },
        {
            "line": 8,
            "name": "Zofia Łukowska",
            "given": "Zofia",
            "family": "Łukowska",
            "role": "Research Fellow",
            "institution": "Uniwersytet Przykładowy",
            "profile_url": "https://www.linkedin.com/in/zofia-lukowska-0003",
            "how_met": "LinkedIn",
            "last_contact": date(2022, 2, 7),
        },
        {
            "line": 9,
            "name": "陳 怡君",
            "given": "陳",
            "family": "怡君",
            "profile_url": "https://www.linkedin.com/in/chen-0004",
            "how_met": "LinkedIn",
            "last_contact": date(2024, 2, 29),
        },
        {
            "line": 11,
            "name": "Omar Haddad",
            "given": "Omar",
            "family": "Haddad",
            "role": "Attending",
            "institution": "Haddad Family Clinic",
            "emails": ("o.haddad@example.org",),
            "profile_url": "https://www.linkedin.com/in/omar-haddad-0005/",
            "how_met": "LinkedIn",
            "last_contact": date(2025, 12, 31),
        },
        {
            "line": 13,
            "name": "Omar Haddad",
            "given": "Omar",
            "family": "Haddad",
            "role": "Attending",
            "institution": "Haddad Family Clinic",
            "profile_url": "https://linkedin.com/in/omar-haddad-0005",
            "how_met": "LinkedIn",
            "last_contact": date(2026, 1, 1),
        },
    ]
    assert told(file) == [
        (7, "No name (a member who left LinkedIn?); the row holds 21 Feb 2023."),
        (10, "A duplicate: the same row as line 5."),
        (13, "A duplicate? The same profile address as line 11."),
    ]


def test_a_hand_made_tracker_in_windows_1252_with_semicolons() -> None:
    file = contacts("tracker_windows_1252.csv")
    assert [plain(row) for row in file.rows] == [
        {
            "line": 4,
            "name": "Dr. Jürgen Weißbäcker",
            "role": "Oberarzt",
            "institution": "Klinikum Musterstadt",
            "emails": ("j.weissbaecker@example.org",),
            "how_met": "Kongress – München",
            "last_contact": date(2026, 3, 25),
            "topics": ("Lappenplastik",),
            "next_follow_up": date(2026, 8, 3),
            "groups": ("mentor",),
            "notes": "„Sehr hilfsbereit“\nZuständig: Anna",
        },
        {
            "line": 5,
            "name": "Prof. Élodie Beauséjour",
            "role": "Chefärztin",
            "institution": "Hôpital d’Exemple",
            "how_met": "Hospitation",
            "last_contact": date(2026, 5, 4),
            "topics": ("Brandverletzte", "Handchirurgie"),
            "groups": ("sponsor",),
            "notes": "Zeile eins\nZeile zwei\nE-Mail: elodie@example\nGroups: Alumni\nZuständig: Anna",
        },
        {
            "line": 8,
            "role": "Sekretariat",
            "institution": "Klinikum Musterstadt",
            "emails": ("sekretariat@example.org",),
        },
    ]
    assert told(file) == [
        (5, "'elodie@example' is not an e-mail address (column 'E-Mail')."),
        (7, "Empty row."),
        (8, "No name, only the e-mail address sekretariat@example.org."),
    ]


def test_a_unicode_text_that_excel_exported() -> None:
    file = contacts("contacts_utf_16.txt", {"Last spoke": "mdy", "Follow up on": "mdy"})
    assert [plain(row) for row in file.rows] == [
        {
            "line": 2,
            "name": "Amara Okonkwo-Lindqvist",
            "role": "Program Director",
            "institution": "Riverbend General",
            "emails": ("amara@example.edu",),
            "phones": ("+1 555 0100",),
            "city": "Dallas",
            "zone": "America/Chicago",
            "how_met": "Poster session",
            "last_contact": date(2026, 4, 5),
            "next_follow_up": date(2026, 6, 1),
            "groups": ("mentor",),
            "notes": 'Asked about "free flaps", twice\nGroups: burns club',
        },
        {
            "line": 3,
            "name": "محمد رضا",
            "role": "Fellow",
            "institution": "Riverbend General",
            "city": "Dallas",
            "last_contact": date(2026, 11, 12),
            "groups": ("peer",),
            "notes": "Time Zone: central time\nColumn 14: call after 5",
        },
        {
            "line": 4,
            "name": "Nguyễn Thị Bích Ngọc",
            "role": "Chair",
            "institution": "Northfield Children's",
            "emails": ("ngoc@example.edu", "office@example.edu"),
            "city": "Boston",
            "zone": "America/New_York",
            "how_met": "Introduced at rounds",
            "groups": ("sponsor",),
            "notes": "first line\nsecond line",
        },
    ]
    assert told(file) == [(3, "'central time' is not a time zone (column 'Time Zone').")]


def test_the_unclear_dates_of_that_export_are_asked_first() -> None:
    file = contacts("contacts_utf_16.txt")
    assert file.questions == (
        DateQuestion("Last spoke", ("04/05/2026", "11/12/2026"), ("mdy", "dmy")),
        DateQuestion("Follow up on", ("06/01/2026",), ("mdy", "dmy")),
    )
    assert [row.last_contact for row in file.rows] == [None, None, None]
