"""Read the Connections.csv of a member's own LinkedIn export."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from hallway.formats.contacts import ContactFile, ContactRow, read_contacts
from hallway.formats.credentials import find_credentials
from hallway.formats.dates import KnownOrder
from hallway.formats.headers import fold_header
from hallway.formats.mappings import guess_mapping
from hallway.formats.problems import Problem
from hallway.formats.tables import Row, Table
from hallway.formats.texts import clean_line, shorten

_OWN_HEADERS: Final = frozenset({"firstname", "lastname", "connectedon"})
_NAMES: Final = frozenset({"firstname", "lastname"})
_LEFT_OUT: Final = "Nothing: it was left out."
_COMPARE: Final = "Compare the two before you take both over."
_BEGINNING: Final = re.compile(r"^(?:https?://)?(?:[a-z]{2,3}\.)?")


def is_linkedin(table: Table) -> bool:
    """Tell by its column names whether a table is a LinkedIn export of connections."""
    return {fold_header(header) for header in table.headers} >= _OWN_HEADERS


def read_linkedin(table: Table, *, date_orders: Mapping[str, KnownOrder] | None = None) -> ContactFile:
    """Read connections: the day of connecting is the last contact, and LinkedIn is how they met.

    Rows without a name (members who left) are skipped, and so are rows that repeat an earlier one entirely. A
    row that shares the profile address or e-mail address of an earlier one is kept, with a problem.
    """
    rows, skipped = _skip_rows(table)
    trimmed = replace(table, rows=rows, problems=(*table.problems, *skipped))
    mapping = guess_mapping(table.headers)
    file = read_contacts(trimmed, mapping, date_orders=date_orders, how_met="LinkedIn")
    found = tuple(_tell_doubles(file.rows))
    contacts = tuple(
        replace(_find_letters(row), problems=(*row.problems, *doubles))
        for row, doubles in zip(file.rows, found, strict=True)
    )
    problems = sorted((*file.problems, *chain.from_iterable(found)), key=lambda problem: problem.line or 0)
    return replace(file, kind="linkedin", rows=contacts, problems=tuple(problems))


def _find_letters(row: ContactRow) -> ContactRow:
    """Tell a last name from the letters behind it, which members write into the same field."""
    family, letters = find_credentials(row.family or "")
    return replace(row, family=family, credentials=letters) if letters else row


def _skip_rows(table: Table) -> tuple[tuple[Row, ...], list[Problem]]:
    names = [place for place, header in enumerate(table.headers) if fold_header(header) in _NAMES]
    seen: dict[tuple[str, ...], int] = {}
    kept: list[Row] = []
    problems: list[Problem] = []
    for row in table.rows:
        first = seen.setdefault(row.cells, row.line)
        if not any(clean_line(row.cells[place]) for place in names):
            holds = shorten(" | ".join(filter(None, map(clean_line, row.cells)))) or "nothing else either"
            says = f"No name (a member who left LinkedIn?); the row holds {holds}."
            problems.append(Problem(row.line, "name", says, _LEFT_OUT))
        elif first != row.line:
            problems.append(Problem(row.line, None, f"A duplicate: the same row as line {first}.", _LEFT_OUT))
        else:
            kept.append(row)
    return tuple(kept), problems


def _tell_doubles(rows: Iterable[ContactRow]) -> Iterator[tuple[Problem, ...]]:
    """Yield for each row the problems of sharing an address with an earlier one."""
    profiles: dict[str, int] = {}
    emails: dict[str, int] = {}
    for row in rows:
        problems = []
        if row.profile_url is not None:
            first = profiles.setdefault(_bare(row.profile_url), row.line)
            if first != row.line:
                says = f"A duplicate? The same profile address as line {first}."
                problems.append(Problem(row.line, "profile_url", says, _COMPARE))
        for email in row.emails:
            first = emails.setdefault(email.casefold(), row.line)
            if first != row.line:
                says = f"A duplicate? The same e-mail address as line {first}."
                problems.append(Problem(row.line, "email", says, _COMPARE))
        yield tuple(problems)


def _bare(address: str) -> str:
    """Return a profile address without scheme, country, query and closing slash."""
    path = address.casefold().partition("?")[0].partition("#")[0].rstrip("/")
    return _BEGINNING.sub("", path)
