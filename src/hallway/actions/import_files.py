"""Reading a file that somebody wants to import: which kind it is, and how its dates are meant."""

from collections.abc import Mapping, Sequence

from hallway.domain.errors import InvalidValue
from hallway.formats.contacts import ContactFile, apply_overrides, guess_mapping, read_contacts
from hallway.formats.dates import KNOWN_ORDERS, KnownOrder
from hallway.formats.detect import detect_kind
from hallway.formats.linkedin import read_linkedin
from hallway.formats.problems import UnreadableFile
from hallway.formats.tables import Table, read_table

KINDS = ("auto", "csv", "linkedin", "archive")
_DATE_FIELDS = ("last_contact", "next_follow_up")


def kind_of_file(data: bytes, *, name: str) -> str:
    """Tell what kind of file this is: csv, linkedin or archive."""
    return detect_kind(data, _table_or_none(data, name))


def _table_or_none(data: bytes, name: str) -> Table | None:
    try:
        return read_table(data, name=name)
    except UnreadableFile:
        return None


def read_file(data: bytes, *, name: str, kind: str, mapping: Sequence[str], dates: str) -> ContactFile:
    """Return the contacts of a file.

    Raises:
        InvalidValue: an unknown kind or order of dates, or an archive.
        UnreadableFile: the file cannot be read at all.
    """
    if kind not in KINDS:
        raise InvalidValue("kind", kind, f"Choose one of: {', '.join(KINDS)}.")
    if kind == "auto":
        kind = detect_kind(data, _table_or_none(data, name))
    if kind == "archive":
        raise InvalidValue("kind", kind, "An archive is a whole record: load it into a new, empty file.")
    order = _read_order(dates)
    table = read_table(data, name=name)
    file = _read_table(table, kind, mapping, {})
    answers = _answers(file, order) if order else {}
    return _read_table(table, kind, mapping, answers) if answers else file


def _read_table(
    table: Table, kind: str, mapping: Sequence[str], orders: Mapping[str, KnownOrder]
) -> ContactFile:
    if kind == "linkedin" and not mapping:
        return read_linkedin(table, date_orders=orders)
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
