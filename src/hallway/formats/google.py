"""Read the contacts that Google exports, as it writes them since 2024 and as it wrote them before."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hallway.domain.names import fold
from hallway.formats.contacts import ContactFile
from hallway.formats.drafts import Cells, Draft, index_headers
from hallway.formats.headers import find_field, fold_header
from hallway.formats.mappings import Column, ColumnField, ColumnMapping
from hallway.formats.tables import Table
from hallway.formats.texts import clean_line

SEPARATOR: Final = " ::: "
"""What Google writes between several values in one cell."""
_NEW_SIGNS: Final = {"phoneticfirstname", "fileas", "organizationname", "organizationtitle", "labels"}
_OLD_SIGNS: Final = {"groupmembership", "yominame", "organization1name", "email1type", "phone1type"}
_NUMBERED: Final = re.compile(r"(.{1,40}?) (\d{1,3}) - (.{1,40})")
# Labels that Google gives to everybody: they say nothing about a person.
_SYSTEM_LABELS: Final = frozenset({"mycontacts", "starred", "othercontacts"})
_US_PLACE: Final = re.compile(r"(?P<city>[^,\n]+), *(?P<state>[A-Z]{2}) +\d{5}(?:-\d{4})?")
_PLACE_PARTS: Final = ("city", "region", "country")
_COLUMN_FIELDS: Final[Mapping[str, ColumnField]] = {
    "name": "name",
    "fileas": "name",
    "additionalname": "name",
    "namesuffix": "credentials",
    "occupation": "role",
    "photo": "ignore",
}
_GROUP_FIELDS: Final[Mapping[tuple[str, str], ColumnField]] = {
    ("email", "value"): "email",
    ("phone", "value"): "phone",
    ("website", "value"): "profile_url",
    ("organization", "name"): "institution",
    ("organization", "title"): "role",
    ("organization", "department"): "department",
    ("address", "city"): "city",
    ("address", "region"): "state",
    ("address", "country"): "country",
}
_KINDS: Final = {"event": "Event", "relation": "Relation", "customfield": "Custom field"}
_LABELS: Final = frozenset({"label", "type"})


def is_google(table: Table) -> bool:
    """Tell by its column names whether a table is an export of Google Contacts, of either generation."""
    names = {fold_header(header) for header in table.headers}
    is_new = names >= {"firstname", "lastname"} and len(names & _NEW_SIGNS) > 1
    return is_new or (names >= {"givenname", "familyname"} and bool(names & _OLD_SIGNS))


def read_google(table: Table) -> ContactFile:
    """Read contacts; labels of addresses fall away, and what has no field goes to the notes.

    A row that names nobody and has no address (an organization alone) is left out, with a problem.
    """
    layout = _make_layout(table.headers)
    rows = []
    problems = list(table.problems)
    for row in table.rows:
        draft = _read_row(layout, Cells(table.headers, layout.places, row), row.line)
        if draft.is_person:
            rows.append(draft.row())
            problems += draft.problems
        elif draft.lines or draft.kept or draft.notes:
            problems.append(draft.nobody())
    problems.sort(key=lambda problem: problem.line or 0)
    return ContactFile("google", _map_columns(table.headers), tuple(rows), tuple(problems), ())


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand; `groups` are the numbered ones: their parts by folded name, in order."""

    places: Mapping[str, int]
    groups: Mapping[str, tuple[Mapping[str, int], ...]]


def _make_layout(headers: Sequence[str]) -> _Layout:
    numbered: dict[str, dict[int, dict[str, int]]] = {}
    for place, header in enumerate(headers):
        found = _NUMBERED.fullmatch(header)
        if found is not None:
            group = numbered.setdefault(fold_header(found[1]), {}).setdefault(int(found[2]), {})
            group.setdefault(fold_header(found[3]), place)
    groups = {name: tuple(parts for _, parts in sorted(each.items())) for name, each in numbered.items()}
    places = index_headers(headers)
    if "organizationname" in places or "organizationtitle" in places:
        names = ("name", "title", "department")
        single = {name: places[f"organization{name}"] for name in names if f"organization{name}" in places}
        groups["organization"] = (single, *groups.get("organization", ()))
    return _Layout(places, groups)


def _map_columns(headers: Sequence[str]) -> ColumnMapping:
    return ColumnMapping(tuple(Column(header, _find_column_field(header)) for header in headers))


def _find_column_field(header: str) -> ColumnField | None:
    found = _NUMBERED.fullmatch(header)
    if found is not None:
        part = fold_header(found[3])
        return "ignore" if part in _LABELS else _GROUP_FIELDS.get((fold_header(found[1]), part))
    return _COLUMN_FIELDS.get(fold_header(header), find_field(header))


# ---------------------------------------------------------------------------------------------- rows


def _read_row(layout: _Layout, cells: Cells, line: int) -> Draft:
    draft = Draft(line)
    cells.take("photo")
    _read_names(draft, cells)
    notes = cells.take_lines("notes")
    draft.notes += [notes] if notes else []
    _read_organizations(draft, layout, cells)
    draft.put("role", cells.take("occupation"), "Occupation")
    for label, text in _values(layout, cells, "email"):
        draft.add_emails(text, label or "E-mail")
    for label, text in _values(layout, cells, "phone"):
        if "fax" in label.casefold():
            draft.keep(label, text)
        else:
            draft.add_phones(text)
    for label, text in _values(layout, cells, "website"):
        draft.add_page(text, label or "Website")
    _read_addresses(draft, layout, cells)
    draft.add_groups(_read_labels(cells.take("labels", "groupmembership")))
    for kind in _KINDS:
        for label, text in _values(layout, cells, kind):
            draft.put_labeled(label or _KINDS[kind], text)
    for header, text in cells.left():
        draft.put_labeled(header, text)
    return draft


def _values(layout: _Layout, cells: Cells, kind: str) -> Iterator[tuple[str, str]]:
    """Yield label and text of every value of one kind; one cell may hold several."""
    for parts in layout.groups.get(kind, ()):
        text = cells.take_at(parts.get("value", -1))
        label = clean_line(cells.take_at(next((parts[each] for each in _LABELS if each in parts), -1)))
        for each in filter(None, map(clean_line, text.split(SEPARATOR))):
            yield label.removeprefix("*").strip(), each


def _read_names(draft: Draft, cells: Cells) -> None:
    given = cells.take("firstname", "givenname")
    middle = cells.take("middlename", "additionalname")
    family = cells.take("lastname", "familyname")
    whole, shown, nickname = cells.take("name"), cells.take("fileas"), cells.take("nickname")
    prefix, suffix = cells.take("nameprefix"), cells.take("namesuffix")
    if not (given or middle or family):
        # Many keep somebody under a display name or a nickname only.
        wholes = dict.fromkeys(filter(None, (whole, shown, nickname)))
        given = next(iter(wholes), "")
        whole, shown, nickname = ("" if text == given else text for text in (whole, shown, nickname))
    draft.put_name((given, middle, family), prefix, suffix)
    known = _words(f"{prefix} {given} {middle} {family} {suffix}")
    for label, text in (("Name", whole), ("File As", shown)):
        if not _words(text) <= known:
            draft.keep(label, text)
    draft.keep("Nickname", nickname)


def _words(text: str) -> set[str]:
    return set(fold(text).replace(",", " ").replace(".", " ").split())


def _read_organizations(draft: Draft, layout: _Layout, cells: Cells) -> None:
    for parts in layout.groups.get("organization", ()):
        cells.take_at(parts.get("type", -1))
        names = cells.take_at(parts.get("name", -1)).split(SEPARATOR)
        titles = cells.take_at(parts.get("title", -1)).split(SEPARATOR)
        for name in map(clean_line, names):
            draft.put("institution", name, "Organization")
        for title in map(clean_line, titles):
            draft.put("role", title, "Job title")
        draft.put("department", clean_line(cells.take_at(parts.get("department", -1))), "Department")


def _read_addresses(draft: Draft, layout: _Layout, cells: Cells) -> None:
    """Put the first address, one at work before others; the notes keep each that says more than a place."""
    found: list[tuple[str, dict[str, str]]] = []
    for parts in layout.groups.get("address", ()):
        texts = {name: cells.take_at(place) for name, place in parts.items()}
        label = clean_line(texts.pop("label", "") or texts.pop("type", ""))
        if any(texts.values()):
            found.append((label.removeprefix("*").strip(), texts))
    found.sort(key=lambda address: address[0].casefold() != "work")
    for number, (label, texts) in enumerate(found):
        place = _find_place(texts)
        whole = ", ".join(_address_lines(texts))
        if number == 0 and any(place):
            draft.put("city", place[0], "City")
            draft.put("state", place[1], "State")
            draft.put("country", place[2], "Country")
        if number or not _words(whole) <= _words(" ".join(place)):
            draft.keep(f"{label} address".strip().capitalize(), whole)


def _find_place(texts: Mapping[str, str]) -> tuple[str, str, str]:
    """Return city, state and country; of an address as one text, those in the form of the US."""
    city, state, country = (clean_line(texts.get(name, "")) for name in _PLACE_PARTS)
    found = _US_PLACE.search(texts.get("formatted", ""))
    if not (city or state) and found is not None:
        return found["city"].strip(), found["state"], country or "USA"
    return city, state, country


def _address_lines(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield an address as it is written, or else its parts."""
    written = texts.get("formatted", "")
    names = ("street", "extendedaddress", "pobox", "city", "region", "postalcode", "country")
    parts = [texts.get(name, "") for name in names]
    for text in (written, *(part for part in parts if not _words(part) <= _words(written))):
        yield from filter(None, map(clean_line, text.split("\n")))


def _read_labels(text: str) -> Iterable[str]:
    for item in text.split(SEPARATOR.strip()):
        label = item.strip().removeprefix("*").strip()
        if fold_header(label) not in _SYSTEM_LABELS:
            yield label
