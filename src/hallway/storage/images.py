"""Rows by id: fetched, put and dropped as cells, without knowing what they mean."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from hallway.storage.columns import Json
from hallway.storage.json_texts import from_json, to_json
from hallway.storage.rows import Cells, from_plain

STAMPS = ("created_at", "changed_at")
_DERIVED = "search"
_CHUNK = 500
"""How many ids one statement names; databases limit their number."""


@cache
def columns_of(table: Table) -> tuple[Column[Any], ...]:  # Any: columns of every type
    """Return the columns a row is made of; derived ones are left out."""
    return tuple(each for each in table.columns if each.name != _DERIVED)


_SPEAKING = object()


@cache
def _blanks_of(table: Table) -> Cells:
    """Return what a cell holds when it says nothing, for each column that may say nothing."""
    blanks: Cells = {each.name: None for each in columns_of(table) if each.nullable}
    for each in columns_of(table):
        if not each.nullable and isinstance(each.type, Text | Json):
            blanks[each.name] = "" if isinstance(each.type, Text) else []
    return blanks


def to_image(table: Table, cells: Cells) -> str:
    """Return a row as JSON text in the order of its columns, without the cells that say nothing.

    Equal rows have equal images, however their cells were put together: undo compares them.
    """
    blanks = _blanks_of(table)
    told = ((each.name, cells[each.name]) for each in columns_of(table) if each.name in cells)
    return to_json({name: cell for name, cell in told if cell != blanks.get(name, _SPEAKING)})


def from_image(table: Table, image: str) -> Cells:
    """Return the row of an image."""
    told = from_json(image)
    if not isinstance(told, dict):
        raise TypeError(image)
    return {**_blanks_of(table), **from_plain(table, told)}


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """Cut ids into lists that fit into one statement."""
    rest = iter(keys)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def fetch(connection: Connection, table: Table, keys: Iterable[str]) -> dict[str, Cells]:
    """Return the rows that are there, by id."""
    columns = columns_of(table)
    names = [each.name for each in columns]
    found: dict[str, Cells] = {}
    for chunk in chunks(keys):
        for row in connection.execute(select(*columns).where(table.c.id.in_(chunk))):
            found[row[0]] = dict(zip(names, row, strict=True))
    return found


def find_known(connection: Connection, table: Table, keys: Iterable[str]) -> set[str]:
    """Return which of these ids are taken."""
    known: set[str] = set()
    for chunk in chunks(keys):
        known.update(connection.scalars(select(table.c.id).where(table.c.id.in_(chunk))))
    return known


def put(connection: Connection, table: Table, rows: Sequence[Cells]) -> None:
    """Insert rows that are not there."""
    if rows:
        connection.execute(insert(table), rows)


def overwrite(connection: Connection, table: Table, rows: Sequence[Cells]) -> None:
    """Give rows that are there new cells."""
    if rows:
        names = [each.name for each in columns_of(table) if each.name != "id"]
        change = update(table).where(table.c.id == bindparam("its_id"))
        values: dict[str, BindParameter[object]] = {name: bindparam(f"new_{name}") for name in names}
        connection.execute(
            change.values(values),
            [{"its_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows],
        )


def drop(connection: Connection, table: Table, keys: Iterable[str]) -> None:
    """Delete rows."""
    for chunk in chunks(keys):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))
