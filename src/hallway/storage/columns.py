"""What the columns of every table are made of: kinds of cells, and names for every constraint."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

from hallway.domain.json_values import JsonValue
from hallway.domain.times import from_milliseconds, to_milliseconds
from hallway.storage.json_texts import from_json, to_json


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as whole milliseconds since 1970 (UTC): every database orders it alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Return the milliseconds."""
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """Return the UTC instant."""
        return None if value is None else from_milliseconds(value)


class Json(TypeDecorator[JsonValue]):
    """A list or an object as JSON text, spelled in one way only, so that equal values are equal texts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: JsonValue, _dialect: Dialect) -> str | None:
        """Return the text."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> JsonValue:
        """Return the value."""
        return None if value is None else from_json(value)


METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
    }
)
"""Every constraint has a name, because a migration can only change what it can name."""


def table_of(
    name: str, *columns: Column[Any] | CheckConstraint | Index
) -> Table:  # Any: columns of every type
    """Return a domain table: id first, then `columns`, then when the row came and changed."""
    return Table(
        name,
        METADATA,
        Column("id", Text, primary_key=True),
        *columns,
        Column("created_at", Instant, nullable=False),
        Column("changed_at", Instant, nullable=False),
    )


def text_of(name: str) -> Column[str]:
    """Return a column of text that every row has."""
    return Column(name, Text, nullable=False)


def list_of(name: str) -> Column[JsonValue]:
    """Return a column of lists or objects as JSON."""
    return Column(name, Json, nullable=False)


def added_text(name: str) -> Column[str]:
    """Return a column that older files got later: the rows that were there take its default."""
    return Column(name, Text, nullable=False, server_default="")


def added_list(name: str) -> Column[JsonValue]:
    """Return a column of lists that older files got later."""
    return Column(name, Json, nullable=False, server_default="[]")


def maybe(name: str) -> Column[bool]:
    """Return a column of yes, no, or nobody knows."""
    return Column(name, Boolean, nullable=True)


def day(name: str, *, nullable: bool = True) -> Column[Any]:  # Any: Date yields date | None by nullability
    """Return a column of days."""
    return Column(name, Date, nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> Column[Any]:  # Any: as above
    """Return a column of instants."""
    return Column(name, Instant, nullable=nullable)


def link(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    """Return a column that points to a row of another table."""
    # Deferred: an action may add rows in any order; RESTRICT still stops a removal at once.
    key = ForeignKey(f"{target}.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    return Column(name, Text, key, nullable=nullable)


def one_of(column: str, values: Iterable[StrEnum]) -> CheckConstraint:
    """Return the check that a column holds one of some words."""
    listed = ", ".join(f"'{each.value}'" for each in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def real(name: str, *, nullable: bool = False) -> Column[Any]:  # Any: as above
    """Return a column of numbers that need not be whole."""
    return Column(name, Float, nullable=nullable)
