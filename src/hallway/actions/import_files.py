"""Reading a file that somebody wants to import: its kind, its sheet, and how its dates are meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from hallway.actions.import_pasted import kind_of_pasted, read_pasted_text
from hallway.domain.errors import InvalidValue
from hallway.formats.cards import read_card
from hallway.formats.contacts import ContactFile, read_contacts
from hallway.formats.dates import KNOWN_ORDERS, KnownOrder
from hallway.formats.detect import detect_kind
from hallway.formats.google import read_google
from hallway.formats.linkedin import read_linkedin
from hallway.formats.mappings import apply_overrides, guess_mapping
from hallway.formats.outlook import read_outlook
from hallway.formats.pasted import read_pasted
from hallway.formats.problems import UnreadableFile
from hallway.formats.tables import Table, read_table
from hallway.formats.vcards import read_vcards
from hallway.formats.workbooks import read_workbook

KINDS = ("auto", "csv", "linkedin", "google", "outlook", "vcard", "xlsx", "text", "card", "archive")
TABLES = frozenset({"csv", "linkedin", "google", "outlook", "xlsx"})
"""Kinds whose rows stand in columns."""

_DATE_FIELDS = ("last_contact", "next_follow_up")
_NOTES = frozenset({".txt", ".text", ".md"})
"""Endings of files that people write by hand, so that one without columns can be a plain list."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What the applicant says about a file: its kind, its columns, the order of its dates, and the sheet."""

    kind: str = "auto"
    mapping: tuple[str, ...] = ()
    dates: str = ""
    sheet: str = ""
    is_pasted: bool = False


@dataclass(frozen=True, slots=True)
class ImportFile:
    """The contacts of a file, the sheet they stood on, and all sheets there are."""

    contacts: ContactFile
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def kind_of_file(data: bytes, *, name: str, is_pasted: bool = False) -> str:
    """Tell what kind of file this is, one of `KINDS`; whether it can be read is another matter."""
    return _look(data, name, is_pasted=is_pasted)[0]


def _look(data: bytes, name: str, *, is_pasted: bool) -> tuple[str, Table | None]:
    """Return the kind of a file, and the table it holds when that is what was looked at."""
    table = _table_or_none(data, name)
    kind: str = detect_kind(data, table)
    if kind == "csv" and (is_pasted or PurePath(name).suffix.casefold() in _NOTES):
        kind = kind_of_pasted(read_pasted_text(data, name=name))
    return kind, table


def _table_or_none(data: bytes, name: str) -> Table | None:
    try:
        return read_table(data, name=name)
    except UnreadableFile:
        return None


def read_file(data: bytes, *, name: str, request: ImportRequest) -> ImportFile:
    """Return the contacts of a file.

    Raises:
        InvalidValue: an unknown kind or order of dates, words about columns or sheets that it does not have,
            or an archive.
        UnreadableFile: the file cannot be read at all.
    """
    order = _read_order(request.dates)
    kind, table = request.kind, None
    if kind not in KINDS:
        raise InvalidValue("kind", kind, f"Choose one of: {', '.join(KINDS)}.")
    if kind == "auto":
        kind, table = _look(data, name, is_pasted=request.is_pasted)
    if kind == "archive":
        raise InvalidValue("kind", kind, "An archive is a whole record: load it into a new, empty file.")
    _refuse_strange_words(kind, request)
    if kind == "xlsx":
        return _read_workbook(data, name, request, order)
    if kind in TABLES:
        return ImportFile(_read_rows(table or read_table(data, name=name), kind, request.mapping, order))
    return ImportFile(_read_cards(data, name, kind))


def _refuse_strange_words(kind: str, request: ImportRequest) -> None:
    if request.sheet and kind != "xlsx":
        raise InvalidValue("sheet", request.sheet, "Only a workbook (xlsx) has sheets. Leave it out.")
    if request.mapping and kind not in TABLES:
        raise InvalidValue("map", request.mapping[0], "This file has no columns. Leave it out.")


def _read_cards(data: bytes, name: str, kind: str) -> ContactFile:
    if kind == "vcard":
        return read_vcards(data, name=name)
    text = read_pasted_text(data, name=name)
    return read_card(text) if kind == "card" else read_pasted(text, name=name)


def _read_workbook(data: bytes, name: str, request: ImportRequest, order: KnownOrder | None) -> ImportFile:
    book = read_workbook(data, request.sheet or None, name=name)
    kind = detect_kind(b"", book.table)  # an export of contacts may have been saved as a workbook
    contacts = _read_rows(book.table, kind, request.mapping, order)
    return ImportFile(replace(contacts, kind="xlsx"), book.chosen, tuple(each.name for each in book.sheets))


def _read_rows(table: Table, kind: str, mapping: Sequence[str], order: KnownOrder | None) -> ContactFile:
    """Read a table as its kind; an answer about dates goes to every column that asked."""
    file = _read_table(table, kind, mapping, {})
    answers = _answers(file, order) if order else {}
    return _read_table(table, kind, mapping, answers) if answers else file


def _read_table(
    table: Table, kind: str, mapping: Sequence[str], orders: Mapping[str, KnownOrder]
) -> ContactFile:
    if not mapping:
        if kind == "linkedin":
            return read_linkedin(table, date_orders=orders)
        if kind == "google":
            return read_google(table)
        if kind == "outlook":
            return read_outlook(table)
    columns = apply_overrides(guess_mapping(table.headers), mapping)
    return read_contacts(table, columns, date_orders=orders)


def _read_order(dates: str) -> KnownOrder | None:
    if not dates:
        return None
    order = next((each for each in KNOWN_ORDERS if each == dates.strip().lower()), None)
    if order is None:
        raise InvalidValue("dates", dates, f"Choose one of: {', '.join(KNOWN_ORDERS)}.")
    return order


def _answers(file: ContactFile, order: KnownOrder) -> dict[str, KnownOrder]:
    """Answer every open question, and every column whose dates contradict each other."""
    mixed = {each.field for each in file.problems if each.line is None and each.field in _DATE_FIELDS}
    asked = [each.column for each in file.questions]
    asked += [each.header for each in file.mapping.columns if each.field in mixed]
    return dict.fromkeys(asked, order)
