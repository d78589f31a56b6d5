"""The whole record as JSON-ready rows, and back into an empty one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from hallway.domain.json_values import JsonValue
from hallway.storage.errors import NotEmpty, TakenId, UnknownField, UnknownTable
from hallway.storage.images import STAMPS, columns_of
from hallway.storage.ledgers import Ledger
from hallway.storage.rows import TABLES, Cells, RowsOf, rows_of, to_plain
from hallway.storage.schema import DOMAIN

_KINDS: Mapping[str, type] = {table.name: kind for kind, table in TABLES.items()}


def dump(connection: Connection) -> dict[str, list[dict[str, JsonValue]]]:
    """Return every domain table, rows by id; history is left out."""
    tables: dict[str, list[dict[str, JsonValue]]] = {}
    for table in DOMAIN:
        columns = columns_of(table)
        names = [each.name for each in columns]
        rows = connection.execute(select(*columns).order_by(table.c.id))
        tables[table.name] = [to_plain(dict(zip(names, row, strict=True))) for row in rows]
    return tables


def load(
    connection: Connection,
    tables: Mapping[str, Sequence[Mapping[str, JsonValue]]],
    *,
    path: Path,
    now: datetime,
) -> Ledger:
    """Add every row of `tables` to a record that is still empty.

    Raises:
        NotEmpty: the record holds something.
        UnknownTable, UnknownField, TakenId: the archive does not fit.
    """
    for table in DOMAIN:
        if connection.execute(select(table.c.id).limit(1)).one_or_none():
            raise NotEmpty(path)
    for name in tables.keys() - _KINDS.keys():
        raise UnknownTable(name)
    ledger = Ledger(connection)
    for table in DOMAIN:
        ledger.insert(table, _read_rows(table.name, tables.get(table.name, ()), now))
    return ledger


def _read_rows(name: str, plain_rows: Sequence[Mapping[str, JsonValue]], now: datetime) -> list[Cells]:
    rows: dict[str, Cells] = {}
    for plain in plain_rows:
        cells = _read_row(name, plain, now)
        if rows.setdefault(str(cells["id"]), cells) is not cells:
            raise TakenId(name.replace("_", " "), str(cells["id"]))
    return list(rows.values())


def _read_row(name: str, plain: Mapping[str, JsonValue], now: datetime) -> Cells:
    kind: RowsOf[object] = rows_of(_KINDS[name])
    if not isinstance(plain, Mapping):
        raise UnknownField(name, "row", "is not an object")
    value = kind.from_plain({field: cell for field, cell in plain.items() if field not in STAMPS})
    stamps = {stamp: _read_stamp(name, stamp, plain.get(stamp), now) for stamp in STAMPS}
    return {**kind.to_cells(value), **stamps}


def _read_stamp(name: str, stamp: str, cell: JsonValue, now: datetime) -> datetime:
    if cell is None:
        return now
    try:
        instant = datetime.fromisoformat(str(cell))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise UnknownField(name, stamp, "is not an instant such as 2026-11-22T01:02:03.456Z")
    return instant
