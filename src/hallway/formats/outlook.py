"""Read the contacts that Outlook exports: 92 columns, most of them empty."""

from collections.abc import Iterable, Mapping
from typing import Final

from hallway.formats.contacts import ContactFile
from hallway.formats.drafts import Cells, Draft, index_headers
from hallway.formats.fields import split_list
from hallway.formats.headers import find_field, fold_header
from hallway.formats.mappings import Column, ColumnField, ColumnMapping
from hallway.formats.tables import Table

_NAMES: Final = {"firstname", "lastname"}
_SIGNS: Final = {
    "businessstreet",
    "businesscity",
    "homestreet",
    "emaildisplayname",
    "email2address",
    "assistantsphone",
    "officelocation",
    "referredby",
}
_ENOUGH_SIGNS: Final = 3
_EMAILS: Final = ("email", "email2", "email3")
# In this order; the numbers of faxes, pagers, assistants and switchboards go to the notes.
_PHONES: Final = (
    "primaryphone",
    "mobilephone",
    "businessphone",
    "businessphone2",
    "homephone",
    "homephone2",
    "otherphone",
    "carphone",
)
_PLACES: Final = ("business", "home", "other")  # where somebody works comes first
_STREETS: Final = ("street", "street2", "street3", "addresspobox")
# What Outlook fills in by itself. Initials follow from the name.
_DEFAULTS: Final[Mapping[str, frozenset[str]]] = {
    "gender": frozenset({"unspecified"}),
    "priority": frozenset({"normal"}),
    "private": frozenset({"false"}),
    "sensitivity": frozenset({"normal"}),
}
_FIELDS: Final[Mapping[str, ColumnField]] = {
    "title": "ignore",
    "suffix": "credentials",
    "profession": "role",
    "initials": "ignore",
    **dict.fromkeys((f"{each}address" for each in _EMAILS), "email"),
    **dict.fromkeys((f"{each}type" for each in _EMAILS), "ignore"),
    **dict.fromkeys((f"{each}displayname" for each in _EMAILS), "ignore"),
    **dict.fromkeys(_PHONES, "phone"),
    "personalwebpage": "profile_url",
}


def is_outlook(table: Table) -> bool:
    """Tell by its column names whether a table is a classic export of Outlook."""
    names = {fold_header(header) for header in table.headers}
    return names >= _NAMES and len(names & _SIGNS) >= _ENOUGH_SIGNS


def read_outlook(table: Table) -> ContactFile:
    """Read contacts; of several postal addresses the one at work is the place.

    A row that names nobody and has no address (a company alone) is left out, with a problem.
    """
    places = index_headers(table.headers)
    rows = []
    problems = list(table.problems)
    for row in table.rows:
        draft = _read_row(Cells(table.headers, places, row), row.line)
        if draft.is_person:
            rows.append(draft.row())
            problems += draft.problems
        elif draft.lines or draft.kept or draft.notes:
            problems.append(draft.nobody())
    problems.sort(key=lambda problem: problem.line or 0)
    mapping = ColumnMapping(
        tuple(
            Column(header, _FIELDS.get(fold_header(header), find_field(header))) for header in table.headers
        )
    )
    return ContactFile("outlook", mapping, tuple(rows), tuple(problems), ())


def _read_row(cells: Cells, line: int) -> Draft:
    draft = Draft(line)
    _leave_out_noise(cells)
    _read_names(draft, cells)
    notes = cells.take_lines("notes")
    draft.notes += [notes] if notes else []
    draft.put("institution", cells.take("company"), "Company")
    draft.put("department", cells.take("department"), "Department")
    draft.put("role", cells.take("jobtitle"), "Job Title")
    draft.put("role", cells.take("profession"), "Profession")
    draft.put("introduced_by", cells.take("referredby"), "Referred By")
    for name in _PHONES:
        draft.add_phones(cells.take(name))
    for name in ("webpage", "personalwebpage"):
        page = cells.take(name)
        if page:
            draft.add_page(page, "Web Page")
    draft.add_groups(split_list(cells.take_lines("categories")))
    _read_places(draft, cells)
    for header, text in cells.left():
        draft.put_labeled(header, text)
    return draft


def _leave_out_noise(cells: Cells) -> None:
    for name, defaults in _DEFAULTS.items():
        cells.drop(name, defaults)
    cells.take("initials")
    for each in _EMAILS:
        cells.take(f"{each}type")


def _read_names(draft: Draft, cells: Cells) -> None:
    """Read names and mail addresses; a display name counts only where there is no name."""
    parts = (cells.take("firstname"), cells.take("middlename"), cells.take("lastname"))
    nickname = cells.take("nickname")
    shown = []
    for each in _EMAILS:
        address = cells.take(f"{each}address")
        if address:
            draft.add_emails(address, "E-mail Address")
        shown.append(_without_address(cells.take(f"{each}displayname")))
    if not any(parts):
        whole = next(filter(None, (*shown, nickname)), "")
        nickname = "" if nickname == whole else nickname
        parts = (whole, "", "")
    draft.put_name(parts, cells.take("title"), cells.take("suffix"))
    draft.keep("Nickname", nickname)


def _without_address(shown: str) -> str:
    """Return the name in "Ana Ruiz (ana@example.org)", "" when only an address is shown."""
    name = shown.partition("(")[0].partition("<")[0].strip(" \"'")
    return "" if "@" in name else name


def _read_places(draft: Draft, cells: Cells) -> None:
    is_first = True
    for place in _PLACES:
        streets = [cells.take(f"{place}{name}") for name in _STREETS]
        city, state = cells.take(f"{place}city"), cells.take(f"{place}state")
        code = cells.take(f"{place}postalcode")
        country = cells.take(f"{place}countryregion", f"{place}country")
        if not any((*streets, city, state, code, country)):
            continue
        if is_first:
            draft.put("city", city, "City")
            draft.put("state", state, "State")
            draft.put("country", country, "Country")
        if not is_first or any((*streets, code)):
            draft.keep(f"{place.capitalize()} address", _join((*streets, city, f"{state} {code}", country)))
        is_first = False


def _join(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, map(str.strip, parts)))
