"""Every kind of file and pasted text goes the same road: read, previewed, taken over, undone."""

from datetime import date

import pytest

from hallway.actions.held import held_rows
from hallway.actions.history import undo
from hallway.actions.import_decisions import Verdict
from hallway.actions.import_files import KINDS, ImportRequest, kind_of_file, read_file
from hallway.actions.import_pasted import kind_of_pasted
from hallway.actions.imports import ImportPlan, apply_import, plan_import
from hallway.actions.people import find_person, list_people
from hallway.actions.person_views import show_person
from hallway.actions.ports import PeopleFilter
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.formats.problems import UnreadableFile
from hallway.formats.tracker_workbooks import write_tracker_workbook
from hallway.formats.trackers import TrackerRow
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

GOOGLE = """\
First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,\
E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value
Elif,,Kaya,Cedar Valley,Attending,* myContacts,Work,elif@example.org,Mobile,+1 206 555 0100
"""
OUTLOOK = """\
First Name,Middle Name,Last Name,Title,Suffix,Company,Department,Job Title,\
Business Street,Business City,Business Phone,E-mail Address,E-mail Type,E-mail Display Name,Categories,Notes
Elif,,Kaya,Dr.,MD,Cedar Valley,Pediatrics,Attending,\
,,+1 206 555 0100,elif@example.org,SMTP,Elif Kaya (elif@example.org),,
"""
LINKEDIN = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Elif,Kaya,https://www.linkedin.com/in/elif-kaya,elif@example.org,Cedar Valley,Attending,14 Apr 2026
"""
CSV = "Name,Role,Institution,E-mail\nElif Kaya,Attending,Cedar Valley,elif@example.org\n"
VCARD = """\
BEGIN:VCARD
VERSION:4.0
FN:Elif Kaya
ORG:Cedar Valley
TITLE:Attending
EMAIL:elif@example.org
END:VCARD
"""
TEXT = "Elif Kaya, attending, Cedar Valley <elif@example.org>\nOmar Haddad, fellow, Harbor Medical Center\n"
MECARD = "MECARD:N:Kaya,Elif;ORG:Cedar Valley;EMAIL:elif@example.org;;"
PAPER = "Elif Kaya, MD\nAttending\nCedar Valley Children's Hospital\nTel: +1 206 555 0100\nelif@example.org\n"


def workbook(*names: str) -> bytes:
    """Return a workbook with these people."""
    rows = [
        TrackerRow(name=each, role="attending", institution="Cedar Valley", emails=(f"{number}@example.org",))
        for number, each in enumerate(names)
    ]
    return write_tracker_workbook(rows, made=date(2026, 11, 22))


FILES: tuple[tuple[str, str, bytes], ...] = (
    ("csv", "people.csv", CSV.encode()),
    ("linkedin", "Connections.csv", LINKEDIN.encode()),
    ("google", "contacts.csv", GOOGLE.encode()),
    ("outlook", "contacts.csv", OUTLOOK.encode()),
    ("vcard", "contacts.vcf", VCARD.encode()),
    ("xlsx", "people.xlsx", workbook("Elif Kaya")),
    ("text", "people.txt", TEXT.encode()),
)


def look(store: SqliteStore, clock: FixedClock, data: bytes, name: str = "people.csv") -> ImportPlan:
    return plan_import(store, clock, data=data, name=name)


def names(store: SqliteStore, clock: FixedClock) -> list[str]:
    return [each.name for each in list_people(store, clock, PeopleFilter()).lines]


@pytest.mark.parametrize(("kind", "name", "data"), FILES, ids=[kind for kind, _, _ in FILES])
def test_every_kind_of_file_is_known_and_goes_the_same_road(
    store: SqliteStore, clock: FixedClock, kind: str, name: str, data: bytes
) -> None:
    assert kind_of_file(data, name=name) == kind
    planned = look(store, clock, data, name)
    assert planned.kind == kind
    assert planned.rows[0].verdict is Verdict.CREATE

    apply_import(store, clock, plan=planned)

    elif_ = find_person(store, "Elif Kaya")
    assert elif_.role == "attending"
    assert show_person(store, clock, person=elif_.id).institution == "Cedar Valley"
    again = look(store, clock, data, name)
    assert {each.verdict for each in again.rows} == {Verdict.SAME}
    undo(store, clock)
    assert names(store, clock) == []


@pytest.mark.parametrize(("kind", "name", "data"), FILES, ids=[kind for kind, _, _ in FILES])
def test_a_kind_that_is_said_counts(
    store: SqliteStore, clock: FixedClock, kind: str, name: str, data: bytes
) -> None:
    assert plan_import(store, clock, data=data, name=name, kind=kind).kind == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TEXT, "text"),
        ("Elif Kaya, attending, Cedar Valley", "text"),
        ("Elif Kaya\nOmar Haddad", "text"),
        ("elif@example.org\nomar@example.org", "text"),
        (MECARD, "card"),
        (PAPER, "card"),
        ("https://www.linkedin.com/in/elif-kaya", "card"),
        (VCARD, "vcard"),
        (CSV, "csv"),
        ("Name\tRole\nElif Kaya\tattending", "csv"),
    ],
    ids=["list", "one", "names", "addresses", "mecard", "paper", "link", "vcard", "csv", "cells"],
)
def test_a_pasted_text_is_told_apart(text: str, kind: str) -> None:
    assert kind_of_pasted(text) == kind


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize("text", [MECARD, PAPER], ids=["code", "photo"])
def test_a_pasted_card_becomes_one_person(store: SqliteStore, clock: FixedClock, text: str) -> None:
    planned = plan_import(store, clock, data=text.encode(), name="Pasted text", is_pasted=True)
    assert (planned.kind, len(planned.rows)) == ("card", 1)

    apply_import(store, clock, plan=planned)

    person = find_person(store, "Elif Kaya")
    assert person.emails == ("elif@example.org",)


def test_a_file_with_columns_is_never_taken_for_a_list_or_a_card(
    store: SqliteStore, clock: FixedClock
) -> None:
    for name in ("people.csv", "people.txt"):
        assert kind_of_file(CSV.encode(), name=name) == "csv"
    assert kind_of_file(b"Color,Size\nred,3\n", name="shirts.csv") == "csv"
    assert look(store, clock, b"Color,Size\nred,3\n").rows == ()


def test_pasted_rows_that_need_the_applicant_wait_in_the_inbox(store: SqliteStore, clock: FixedClock) -> None:
    text = b"Elif Kaya, attending, Cedar Valley\nElif Kaya, chair, Cedar Valley\n"
    planned = plan_import(store, clock, data=text, name="Pasted text", is_pasted=True)
    assert apply_import(store, clock, plan=planned).held == 1
    assert [each.source for each in held_rows(store)] == ["Pasted text"]


def test_a_sheet_is_chosen_by_name_and_the_others_are_told(store: SqliteStore, clock: FixedClock) -> None:
    data = two_sheets()
    planned = look(store, clock, data, "people.xlsx")
    assert (planned.sheet, planned.sheets) == ("Fellows", ("Fellows", "Chairs"))
    assert any("'Chairs'" in each.says for each in planned.problems)

    other = plan_import(store, clock, data=data, name="people.xlsx", sheet="Chairs")

    assert other.sheet == "Chairs"
    assert [each.name for each in other.rows] == ["Hugo Almeida"]


def two_sheets() -> bytes:
    """Return a workbook with people on two sheets."""
    from io import BytesIO  # noqa: PLC0415 - only here

    from openpyxl import Workbook  # noqa: PLC0415 - as above

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, people in (("Fellows", ["Elif Kaya", "Omar Haddad"]), ("Chairs", ["Hugo Almeida"])):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "Role", "E-mail"])
        for each in people:
            sheet.append([each, title.removesuffix("s"), f"{each.split()[0].lower()}@example.org"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "request_", "says"),
    [
        (CSV.encode(), ImportRequest(kind="excel"), "Choose one of: auto, csv"),
        (CSV.encode(), ImportRequest(sheet="Chairs"), "Only a workbook"),
        (VCARD.encode(), ImportRequest(mapping=("Name=name",)), "no columns"),
        (CSV.encode(), ImportRequest(dates="ydm"), "dmy"),
        (two_sheets(), ImportRequest(sheet="Deans"), "Deans"),
        (two_sheets(), ImportRequest(mapping=("Nmae=role",)), "'Name'"),
    ],
    ids=["kind", "sheet", "mapping", "dates", "no-such-sheet", "no-such-column"],
)
def test_words_that_do_not_fit_the_file_are_refused(data: bytes, request_: ImportRequest, says: str) -> None:
    with pytest.raises(HallwayError, match=says):
        read_file(data, name="people", request=request_)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02"], ids=["empty", "blank", "binary"])
def test_a_pasted_nothing_is_refused(store: SqliteStore, clock: FixedClock, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        plan_import(store, clock, data=data, name="Pasted text", is_pasted=True)


def test_an_archive_is_no_list(store: SqliteStore, clock: FixedClock) -> None:
    data = b'{"format": "hallway-archive", "version": 2, "made": "2026-11-22T09:30:00Z", "tables": {}}'
    assert kind_of_file(data, name="hallway.json") == "archive"
    with pytest.raises(InvalidValue, match="whole record"):
        look(store, clock, data, "hallway.json")
