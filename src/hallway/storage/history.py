"""What was done, and how it is undone: by putting back the images of the rows it changed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, Table, exists, select, update

from hallway.actions.ports import HistoryEntry
from hallway.domain.errors import NotFound
from hallway.domain.ids import EntryId
from hallway.storage import images
from hallway.storage.errors import CannotUndo
from hallway.storage.ledgers import Heading, Ledger
from hallway.storage.rows import Cells
from hallway.storage.schema import CHANGE, DOMAIN, ENTRY, PERSON


class _Reversal(NamedTuple):
    """One row of one table, as it is now and as it was before; None means it was not there."""

    present: Cells | None
    past: Cells | None


def read_history(connection: Connection, *, schema: int, limit: int, offset: int) -> tuple[HistoryEntry, ...]:
    """Return the newest entries first."""
    found = connection.execute(select(ENTRY).order_by(ENTRY.c.number.desc()).limit(limit).offset(offset))
    return tuple(_history_entry(row, schema) for row in found)


def undo(
    connection: Connection, wanted: EntryId | None, *, now: datetime, schema: int, new_id: Callable[[], str]
) -> HistoryEntry:
    """Undo one entry, or the latest action; undoing an undo does the action again.

    Raises:
        NotFound: there is no such entry.
        CannotUndo: with the reason.
    """
    entry = _find(connection, wanted)
    _refuse(connection, entry, schema)
    reversals = _read_reversals(connection, entry.number)
    _refuse_orphans(connection, entry, reversals)
    ledger = Ledger(connection)
    _apply(ledger, reversals)
    made = EntryId(new_id())
    verb, root = _describe(connection, entry)
    ledger.close(
        Heading(id=made, action=f"history.{verb}", says=root, at=now, schema=schema, undoes=EntryId(entry.id))
    )
    _mark(connection, entry, made)
    (row,) = connection.execute(select(ENTRY).where(ENTRY.c.id == made))
    return _history_entry(row, schema)


def _history_entry(row: Row[tuple[object, ...]], schema: int) -> HistoryEntry:
    return HistoryEntry(
        id=row.id,
        action=row.action,
        says=row.says,
        at=row.at,
        rows=row.rows,
        undone_by=row.undone_by,
        undoes=row.undoes,
        is_before_migration=row.schema < schema,
    )


def _find(connection: Connection, wanted: EntryId | None) -> Row[tuple[object, ...]]:
    if wanted is not None:
        row = connection.execute(select(ENTRY).where(ENTRY.c.id == wanted)).one_or_none()
        if row is None:
            raise NotFound("history entry", wanted, "See them all: hallway history.")
        return row
    row = connection.execute(
        select(ENTRY)
        .where(ENTRY.c.undoes.is_(None), ENTRY.c.undone_by.is_(None))
        .order_by(ENTRY.c.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise CannotUndo("there is nothing to undo.")
    return row


def _refuse(connection: Connection, entry: Row[tuple[object, ...]], schema: int) -> None:
    """Raise CannotUndo when undoing would lose something, or cannot be done any more."""
    if entry.undone_by is not None:
        raise CannotUndo(f"{entry.says!r} was already undone.")
    if entry.sealed:
        raise CannotUndo(f"{entry.says!r}: {entry.sealed}")
    if entry.schema < schema:
        raise CannotUndo(
            f"{entry.says!r} lies before an update of the file's structure. "
            "The safety copy made then still has the record as it was."
        )
    later = _find_later(connection, entry)
    if later is not None:
        raise CannotUndo(
            f"{entry.says!r} was followed by {later.says!r}, which changed the same. Undo that first."
        )


def _find_later(connection: Connection, entry: Row[tuple[object, ...]]) -> Row[tuple[object, ...]] | None:
    """Return the latest action in force that changed a row which `entry` changed too.

    A later action and its later undo cancel each other out; what is left stands in the way.
    """
    mine, theirs, undone = CHANGE.alias(), CHANGE.alias(), ENTRY.alias()
    return connection.execute(
        select(ENTRY)
        .distinct()
        .join(theirs, theirs.c.entry == ENTRY.c.number)
        .join(mine, (mine.c.row_id == theirs.c.row_id) & (mine.c.of_table == theirs.c.of_table))
        .outerjoin(undone, undone.c.id == ENTRY.c.undoes)
        .where(
            mine.c.entry == entry.number,
            ENTRY.c.number > entry.number,
            ENTRY.c.undone_by.is_(None),
            (undone.c.number.is_(None)) | (undone.c.number <= entry.number),
        )
        .order_by(ENTRY.c.number.desc())
        .limit(1)
    ).one_or_none()


def _read_reversals(connection: Connection, number: int) -> Mapping[Table, Sequence[_Reversal]]:
    """Return what to put back by table, after checking that each row still is as the entry left it."""
    kept: dict[str, dict[str, tuple[str | None, str | None]]] = defaultdict(dict)
    changes = select(CHANGE.c.of_table, CHANGE.c.row_id, CHANGE.c.before, CHANGE.c.after)
    for name, key, before, after in connection.execute(changes.where(CHANGE.c.entry == number)):
        kept[name][key] = (before, after)
    reversals: dict[Table, list[_Reversal]] = {}
    for table in DOMAIN:
        present = images.fetch(connection, table, kept[table.name])
        reversals[table] = []
        for key, (before, after) in kept[table.name].items():
            cells = present.get(key)
            if (None if cells is None else images.to_image(table, cells)) != after:
                raise CannotUndo(
                    "what it changed has been changed again since then, and would be overwritten."
                )
            reversals[table].append(
                _Reversal(cells, None if before is None else images.from_image(table, before))
            )
    return reversals


def _refuse_orphans(
    connection: Connection, entry: Row[tuple[object, ...]], reversals: Mapping[Table, Sequence[_Reversal]]
) -> None:
    """Raise CannotUndo when something that came later belongs to a row that would go."""
    gone = {
        table: {str(present["id"]) for present, past in rows if present is not None and past is None}
        for table, rows in reversals.items()
    }
    going_back = {
        table: {str(present["id"]) for present, _ in rows if present is not None}
        for table, rows in reversals.items()
    }
    for child in DOMAIN:
        for link in (each for each in child.columns if each.foreign_keys):
            (key,) = link.foreign_keys
            for chunk in images.chunks(gone[key.column.table]):
                held = set(connection.scalars(select(child.c.id).where(link.in_(chunk))))
                held -= going_back[child]
                if held:
                    later = _last_entry_of(connection, held.pop(), child)
                    raise CannotUndo(
                        f"{entry.says!r} was followed by {later!r}, which belongs to it. Undo that first."
                    )


def _last_entry_of(connection: Connection, row_id: str, table: Table) -> str:
    """Return what the latest action said that changed a row."""
    is_change = (CHANGE.c.entry == ENTRY.c.number, CHANGE.c.row_id == row_id, CHANGE.c.of_table == table.name)
    latest = select(ENTRY.c.says).where(exists().where(*is_change)).order_by(ENTRY.c.number.desc()).limit(1)
    return connection.scalar(latest) or "a later action"


def _apply(ledger: Ledger, reversals: Mapping[Table, Sequence[_Reversal]]) -> None:
    """Put rows back. Links are checked at the end, but a row can only go when nothing points to it."""
    for table in DOMAIN:
        rows = reversals[table]
        ledger.insert(table, [past for present, past in rows if present is None and past is not None])
        ledger.update(
            table, [(present, past) for present, past in rows if present is not None and past is not None]
        )
    for table in reversed(DOMAIN):
        gone = [present for present, past in reversals[table] if present is not None and past is None]
        if table is PERSON:  # people who go together may have introduced one another
            freed = [
                (row, {**row, "introduced_by": None}) for row in gone if row["introduced_by"] is not None
            ]
            ledger.update(table, freed)
        ledger.delete(table, gone)


def _describe(connection: Connection, entry: Row[tuple[object, ...]]) -> tuple[str, str]:
    """Return the verb, and a sentence about the action at the beginning of a chain of undos."""
    root, is_redo = entry, False
    while root.undoes is not None:
        (root,) = connection.execute(select(ENTRY).where(ENTRY.c.id == root.undoes))
        is_redo = not is_redo
    return ("redo", f"Did again: {root.says}") if is_redo else ("undo", f"Undid: {root.says}")


def _mark(connection: Connection, entry: Row[tuple[object, ...]], by: EntryId) -> None:
    """Say that `entry` is undone; when it was an undo itself, what it undid is in force again, and so on."""
    undone_by: EntryId | None = by
    while True:
        connection.execute(update(ENTRY).where(ENTRY.c.id == entry.id).values(undone_by=undone_by))
        if entry.undoes is None:
            return
        undone_by = None if undone_by is not None else EntryId(entry.id)
        (entry,) = connection.execute(select(ENTRY).where(ENTRY.c.id == entry.undoes))
