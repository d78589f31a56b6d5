"""Write contacts as Google Contacts reads them, in the columns it has had since 2024."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hallway.formats.drafts import is_part_of_name
from hallway.formats.fields import join_list
from hallway.formats.google import SEPARATOR
from hallway.formats.texts import clean_line, make_writable, neutralize
from hallway.formats.trackers import TrackerRow

_SINGLE: Final = (
    "First Name",
    "Middle Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Middle Name",
    "Phonetic Last Name",
    "Name Prefix",
    "Name Suffix",
    "Nickname",
    "File As",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Birthday",
    "Notes",
    "Photo",
    "Labels",
)
_ADDRESS: Final = (
    "Address 1 - Label",
    "Address 1 - Formatted",
    "Address 1 - Street",
    "Address 1 - City",
    "Address 1 - PO Box",
    "Address 1 - Region",
    "Address 1 - Postal Code",
    "Address 1 - Country",
    "Address 1 - Extended Address",
    "Website 1 - Label",
    "Website 1 - Value",
)
# Digits and the signs between them run nothing, and no telephone dials an apostrophe.
_PHONE: Final = re.compile(r"\+[0-9][0-9 ().\-]*")


def write_google(rows: Iterable[TrackerRow]) -> bytes:
    """Return a CSV file that Google Contacts imports, and no cell that a spreadsheet would run.

    What Google has no column for stands in custom fields, under the names of the tracker's columns.
    """
    everybody = [(row, _name_parts(row)) for row in rows]
    emails = max((len(row.emails) for row, _ in everybody), default=1)
    phones = max((len(row.phones) for row, _ in everybody), default=1)
    headers = [*_SINGLE, *_numbered("E-mail", emails), *_numbered("Phone", phones), *_ADDRESS]
    people = [
        (_cells(row, parts, emails, phones), tuple(_custom_fields(row, parts))) for row, parts in everybody
    ]
    customs = max((len(custom) for _, custom in people), default=0)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*headers, *_numbered("Custom Field", customs)])
    for cells, custom in people:
        pairs = [cell for pair in custom for cell in pair]
        padding = [""] * (2 * customs - len(pairs))
        writer.writerow([_write_cell(cell) for cell in (*cells, *pairs, *padding)])
    return text.getvalue().encode("utf-8-sig")


def _numbered(kind: str, count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        yield f"{kind} {number} - Label"
        yield f"{kind} {number} - Value"


def _name_parts(row: TrackerRow) -> tuple[str, str, str]:
    """Return first, middle and last name where they make up the whole one; else the whole one alone."""
    name, given, family = clean_line(row.name), clean_line(row.given or ""), clean_line(row.family or "")
    around = len(given) + len(family)
    if (
        given
        and family
        and len(name) > around
        and name.startswith(f"{given} ")
        and name.endswith(f" {family}")
    ):
        return given, name[len(given) : len(name) - len(family)].strip(), family
    return name, "", ""


def _cells(row: TrackerRow, parts: Sequence[str], emails: int, phones: int) -> tuple[str, ...]:
    credentials = clean_line(row.credentials or "")
    single = {
        **dict(zip(("First Name", "Middle Name", "Last Name"), parts, strict=True)),
        "Name Suffix": "" if is_part_of_name(credentials) else credentials,
        "Organization Name": clean_line(row.institution or ""),
        "Organization Title": clean_line(row.role or ""),
        "Organization Department": clean_line(row.department or ""),
        "Notes": row.notes or "",
        "Labels": SEPARATOR.join((*row.groups, "* myContacts")),
    }
    address = {
        "Address 1 - City": clean_line(row.city or ""),
        "Address 1 - Region": clean_line(row.state or ""),
        "Address 1 - Country": clean_line(row.country or ""),
        "Website 1 - Value": row.profile_url or "",
    }
    return (
        *(single.get(header, "") for header in _SINGLE),
        *_values(row.emails, emails),
        *_values(row.phones, phones),
        *(address.get(header, "") for header in _ADDRESS),
    )


def _values(values: Sequence[str], count: int) -> Iterator[str]:
    for place in range(count):
        yield ""  # no label
        yield clean_line(values[place]) if place < len(values) else ""


def _custom_fields(row: TrackerRow, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    is_split = bool(parts[2])
    credentials = clean_line(row.credentials or "")
    fields = (
        ("Given name", "" if is_split else row.given),
        ("Family name", "" if is_split else row.family),
        ("Credentials", credentials if is_part_of_name(credentials) else ""),
        ("Specialty", row.specialty),
        ("Subspecialty", row.subspecialty),
        ("How met", row.how_met),
        ("Introduced by", row.introduced_by),
        ("Last contact", row.last_contact.isoformat() if row.last_contact else ""),
        ("Next follow-up", row.next_follow_up.isoformat() if row.next_follow_up else ""),
        ("Topics", join_list(filter(None, map(clean_line, row.topics)))),
        ("Zone", row.zone),
    )
    for label, text in fields:
        line = clean_line(text or "")
        if line:
            yield label, line


def _write_cell(cell: str) -> str:
    return cell if _PHONE.fullmatch(cell) else neutralize(make_writable(cell))
