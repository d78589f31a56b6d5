"""Domain values as rows and back: read from the types of their fields, once for each type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from math import isfinite
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Generic, NewType, TypeAlias, TypeVar, Union, cast, get_args, get_origin

from sqlalchemy import Date, Table

from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask
from hallway.domain.documents import DocumentVersion
from hallway.domain.gives import Give
from hallway.domain.goals import Goal, GoalReview
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.interactions import Interaction
from hallway.domain.json_values import JsonValue
from hallway.domain.messages import Message, Pitch, Practice, TemplateFile
from hallway.domain.milestones import Milestone
from hallway.domain.people import FamilyName, NotSame, Person, Work
from hallway.domain.picks import KeptPick, KeptWorth, ProgramComment, ProgramWish, TieEffort
from hallway.domain.programs import (
    ListedProgram,
    ProgramAlias,
    ProgramCounts,
    ProgramFact,
    ProgramNote,
    ProgramOutcome,
    ProgramTie,
)
from hallway.domain.promises import Promise
from hallway.domain.settings import AudienceFile, HeldRow, Override
from hallway.domain.snoozes import Settlement, Snooze
from hallway.storage import program_tables, schema
from hallway.storage.columns import Instant
from hallway.storage.errors import UnknownField
from hallway.storage.json_texts import to_iso

T = TypeVar("T")
Cell: TypeAlias = "JsonValue | date | datetime"
Cells: TypeAlias = dict[str, Cell]
Convert: TypeAlias = Callable[[Any], Any]  # Any: each converter is only used on the field it was made for

TABLES: Mapping[type, Table] = {
    Applicant: schema.APPLICANT,
    Institution: schema.INSTITUTION,
    Department: schema.DEPARTMENT,
    Person: schema.PERSON,
    Affiliation: schema.AFFILIATION,
    Work: schema.WORK,
    Interaction: schema.INTERACTION,
    Promise: schema.PROMISE,
    Give: schema.GIVE,
    Ask: schema.ASK,
    Advice: schema.ADVICE,
    Milestone: schema.MILESTONE,
    Snooze: schema.SNOOZE,
    Settlement: schema.SETTLEMENT,
    DocumentVersion: schema.DOCUMENT,
    Override: schema.OVERRIDE,
    AudienceFile: schema.AUDIENCE_FILE,
    HeldRow: schema.HELD_ROW,
    Goal: schema.GOAL,
    GoalReview: schema.GOAL_REVIEW,
    ProgramNote: program_tables.PROGRAM_NOTE,
    NotSame: schema.NOT_SAME,
    FamilyName: schema.FAMILY_NAME,
    Message: schema.MESSAGE,
    TemplateFile: schema.TEMPLATE_FILE,
    Pitch: schema.PITCH,
    Practice: schema.PRACTICE,
    ProgramFact: program_tables.PROGRAM_FACT,
    ProgramTie: program_tables.PROGRAM_TIE,
    ListedProgram: program_tables.LISTED_PROGRAM,
    ProgramAlias: program_tables.PROGRAM_ALIAS,
    ProgramOutcome: program_tables.PROGRAM_OUTCOME,
    ProgramCounts: program_tables.PROGRAM_COUNTS,
    ProgramWish: program_tables.PROGRAM_WISH,
    ProgramComment: program_tables.PROGRAM_COMMENT,
    KeptPick: program_tables.KEPT_PICK,
    TieEffort: program_tables.TIE_EFFORT,
    KeptWorth: program_tables.KEPT_WORTH,
}
"""Which table keeps which values."""


class RowsOf(Generic[T]):
    """Turns values of one type into cells of their table and back."""

    def __init__(self, kind: type[T], table: Table) -> None:
        self.kind = kind
        self.table = table
        self._fields: tuple[Field[Any], ...] = fields(
            cast("Any", kind)
        )  # Any: `kind` is a dataclass by registry
        self.names = tuple(each.name for each in self._fields)
        self.columns = tuple(table.c[name] for name in self.names)
        self._cells = attrgetter(*self.names)
        self._to_cell = _converters(self._fields, _to_cell)
        self._from_cell = _converters(self._fields, _from_cell)
        self._encoders = {self.names[index]: convert for index, convert in self._to_cell}
        self._readers = {each.name: _from_plain(each.type) for each in self._fields}

    def to_cells(self, value: T) -> Cells:
        """Return what the columns take."""
        cells = list(self._cells(value))
        for index, convert in self._to_cell:
            cells[index] = convert(cells[index])
        return dict(zip(self.names, cells, strict=True))

    def to_cell(self, name: str, value: object) -> Cell:
        """Return what one column takes."""
        convert = self._encoders.get(name)
        return cast("Cell", convert(value) if convert and value is not None else value)

    def from_cells(self, cells: Sequence[object]) -> T:
        """Return the value of a row whose cells stand in the order of `names`."""
        parts = list(cells)
        for index, convert in self._from_cell:
            parts[index] = convert(parts[index])
        return self.kind(**dict(zip(self.names, parts, strict=True)))

    def from_plain(self, plain: Mapping[str, JsonValue]) -> T:
        """Return the value of a JSON row from outside; what an older row lacks gets its default.

        Raises:
            UnknownField: a field is missing, unknown, or holds something else than it should.
        """
        parts: dict[str, object] = {}
        for name in plain.keys() - self._readers.keys():
            raise UnknownField(self.table.name, name, "is not a field of this version")
        for field in self._fields:
            if field.name in plain:
                try:
                    parts[field.name] = self._readers[field.name](plain[field.name])
                except (ValueError, TypeError, KeyError, AttributeError) as cause:
                    raise UnknownField(
                        self.table.name, field.name, "holds a value that does not fit"
                    ) from cause
            elif field.default is MISSING and field.default_factory is MISSING:
                raise UnknownField(self.table.name, field.name, "is missing")
        return self.kind(**parts)


_MADE: dict[type, RowsOf[Any]] = {}  # Any: each type maps to the translator of that type


def rows_of(kind: type[T]) -> RowsOf[T]:
    """Return the translator for one type of domain value."""
    made = _MADE.get(kind)
    if made is None:
        made = _MADE[kind] = RowsOf(kind, TABLES[kind])
    return made


def to_plain(cells: Mapping[str, Cell]) -> dict[str, JsonValue]:
    """Return cells as JSON-ready values: days and instants as ISO texts."""
    return {name: to_iso(cell) if isinstance(cell, date) else cell for name, cell in cells.items()}


def from_plain(table: Table, plain: Mapping[str, JsonValue]) -> Cells:
    """Return the cells of a JSON image that this program wrote."""
    cells: Cells = dict(plain)
    for name, read in _readers_of(table):
        text = plain.get(name)
        if text is not None:
            cells[name] = read(text)
    return cells


@cache
def _readers_of(table: Table) -> tuple[tuple[str, Convert], ...]:
    kinds: dict[type, Convert] = {Instant: datetime.fromisoformat, Date: date.fromisoformat}
    return tuple((each.name, kinds[type(each.type)]) for each in table.columns if type(each.type) in kinds)


def _converters(
    of: Sequence[Field[Any]],  # Any: fields of every type
    make: Callable[[object], Convert | None],
) -> tuple[tuple[int, Convert], ...]:
    made = ((index, make(each.type)) for index, each in enumerate(of))
    return tuple((index, convert) for index, convert in made if convert)


def _bare(hint: object) -> tuple[object, bool]:
    """Return a type without NewType and None, and whether None was allowed."""
    if isinstance(hint, NewType):
        return _bare(hint.__supertype__)
    if get_origin(hint) in {UnionType, Union}:
        (inner,) = (each for each in get_args(hint) if each is not NoneType)
        return _bare(inner)[0], True
    return hint, False


def _or_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _to_cell(hint: object) -> Convert | None:
    """Return how a field becomes a cell; None when it is one already (days and instants are)."""
    bare, has_none = _bare(hint)
    if bare is date or bare is datetime:
        return None
    convert = _to_plain(bare)
    return _or_none(convert) if convert and has_none else convert


def _to_plain(hint: object) -> Convert | None:
    """Return how a value becomes JSON-ready; None when it is already."""
    bare, has_none = _bare(hint)
    convert: Convert | None = None
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        convert = attrgetter("value")
    elif bare is date or bare is datetime:
        convert = to_iso
    elif get_origin(bare) is tuple:
        inner = _to_plain(get_args(bare)[0])
        convert = list if inner is None else lambda values: [inner(each) for each in values]
    elif get_origin(bare) is Mapping:
        convert = _plain_mapping(_to_plain(get_args(bare)[1]))
    elif is_dataclass(bare):
        parts = {each.name: _to_plain(each.type) for each in fields(bare)}
        convert = lambda value: {  # noqa: E731 - one of five small converters, kept in sight of each other
            name: part(getattr(value, name)) if part else getattr(value, name) for name, part in parts.items()
        }
    return _or_none(convert) if convert and has_none else convert


def _from_cell(hint: object) -> Convert | None:
    """Return how a cell becomes a field; None when it is one already."""
    bare, has_none = _bare(hint)
    convert: Convert | None = None
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        convert = (
            bare._value2member_map_.__getitem__
        )  # a plain dict look-up: four times as fast as calling the enum
    elif get_origin(bare) is tuple:
        inner, _ = _bare(get_args(bare)[0])
        convert = tuple if inner is str else _from_plain(bare)
    elif get_origin(bare) is Mapping:
        convert = _from_plain(bare)
    return _or_none(convert) if convert and has_none else convert


def _from_plain(hint: object) -> Convert:
    """Return how a JSON value from outside becomes a field; it raises when the value does not fit."""
    bare, has_none = _bare(hint)
    convert: Convert
    if bare is datetime:
        convert = _read_instant
    elif bare is date:
        convert = date.fromisoformat
    elif isinstance(bare, type) and issubclass(bare, StrEnum):
        convert = bare
    elif get_origin(bare) is tuple:
        convert = _read_tuple(get_args(bare))
    elif get_origin(bare) is Mapping:
        convert = _read_mapping(get_args(bare)[1])
    elif is_dataclass(bare) and isinstance(bare, type):
        convert = _read_dataclass(bare)
    elif bare is float:
        convert = _read_real
    else:
        convert = _require(cast("type", bare))
    return _or_none(convert) if has_none else convert


def _read_instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(UTC)


def _read_real(number: object) -> float:
    if type(number) not in {int, float} or not isfinite(real := float(cast("float", number))):
        raise TypeError(number)
    return real


def _read_tuple(hints: tuple[object, ...]) -> Convert:
    first = _from_plain(hints[0])
    length = None if hints[-1] is Ellipsis else len(hints)

    def read(values: object) -> tuple[object, ...]:
        if not isinstance(values, list) or (length is not None and len(values) != length):
            raise TypeError(values)
        return tuple(first(each) for each in values)

    return read


def _plain_mapping(inner: Convert | None) -> Convert:
    """Return what writes a mapping in the order of its keys, so that equal ones are equal texts."""
    return lambda values: {key: inner(values[key]) if inner else values[key] for key in sorted(values)}


def _read_mapping(hint: object) -> Convert:
    read_value = _from_plain(hint)

    def read(values: object) -> dict[str, object]:
        if not isinstance(values, dict):
            raise TypeError(values)
        return {key: read_value(value) for key, value in values.items()}

    return read


def _read_dataclass(kind: type) -> Convert:
    parts = {each.name: _from_plain(each.type) for each in fields(kind)}

    def read(plain: Mapping[str, object]) -> object:
        return kind(**{name: parts[name](value) for name, value in plain.items()})

    return read


def _require(kind: type) -> Convert:
    def read(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return read
