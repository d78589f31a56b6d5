"""Tell which column of a file holds what: guessed from its name, and as the applicant says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from hallway.formats.headers import (
    IMPORT_FIELDS,
    ImportField,
    NamePart,
    find_field,
    find_name_part,
    fold_header,
)
from hallway.formats.problems import MalformedOverride, UnknownColumn, UnknownField
from hallway.formats.texts import clean_line

ColumnField: TypeAlias = ImportField | Literal["ignore"]

_TITLES: Final = frozenset({"title", "titel", "titre", "titulo"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file, and the field it is read as; without a field it goes to the notes."""

    header: str
    field: ColumnField | None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column of a file is read as which field."""

    columns: tuple[Column, ...]

    def field_of(self, header: str) -> ColumnField | None:
        """Return the field of the column with this header."""
        return next((column.field for column in self.columns if column.header == header), None)


def guess_mapping(headers: Sequence[str]) -> ColumnMapping:
    """Guess from the column names which column holds what."""
    fields = [find_field(header) for header in headers]
    if fields.count("role") > 1:
        # Beside a job title, "Title" is Dr. or Prof. (Outlook): not the role.
        fields = [
            None if each == "role" and fold_header(header) in _TITLES else each
            for header, each in zip(headers, fields, strict=True)
        ]
    return ColumnMapping(tuple(map(Column, headers, fields)))


def apply_overrides(mapping: ColumnMapping, overrides: Iterable[str]) -> ColumnMapping:
    """Return `mapping` with the applicant's own words, each "Their column=field", laid over it.

    The field "ignore", or none after the sign, leaves a column out altogether.

    Raises:
        UnknownColumn: the file has no such column.
        UnknownField: contacts have no such field.
        MalformedOverride: there is no "=", or no column before it.
    """
    columns = list(mapping.columns)
    for written in overrides:
        header, sign, word = written.rpartition("=")
        if not sign or not header.strip():
            raise MalformedOverride(written)
        place = find_column([column.header for column in columns], header)
        chosen = Column(columns[place].header, _get_field(word), chosen=True)
        if chosen.field == "name" and find_name_part(chosen.header) in {None, "whole"}:
            columns = [_unless_guessed_whole(column) for column in columns]
        columns[place] = chosen
    return ColumnMapping(tuple(columns))


def name_part_of(column: Column) -> NamePart | None:
    """Return which part of a name a column that holds names has, or None when nothing tells."""
    match column.field:
        case "given" | "family":
            return column.field
        case _:
            return find_name_part(column.header)


def _unless_guessed_whole(column: Column) -> Column:
    guessed = column.field == "name" and not column.chosen and find_name_part(column.header) == "whole"
    return replace(column, field=None) if guessed else column


def find_column(headers: Sequence[str], wanted: str) -> int:
    """Return the place of the column that is called so, in any case and with any signs.

    Raises:
        UnknownColumn: there is none, or there are several.
    """
    wanted = clean_line(wanted)
    if wanted in headers:
        return headers.index(wanted)
    alike = [place for place, header in enumerate(headers) if fold_header(header) == fold_header(wanted)]
    if len(alike) != 1:
        raise UnknownColumn(wanted, headers)
    return alike[0]


def _get_field(word: str) -> ColumnField:
    folded = fold_header(word)
    if folded in {"", "ignore"}:
        return "ignore"
    for each in IMPORT_FIELDS:
        if fold_header(each) == folded:
            return each
    raise UnknownField(clean_line(word), (*IMPORT_FIELDS, "ignore"))
