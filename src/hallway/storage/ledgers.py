"""Writes rows and remembers what became of each, for the search texts and for history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, func, insert, select

from hallway.domain.ids import EntryId
from hallway.storage import images, searches
from hallway.storage.rows import Cells
from hallway.storage.schema import AFFILIATION, CHANGE, DEPARTMENT, ENTRY, INSTITUTION, PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What history says about an action; `sealed` says why it can never be undone."""

    id: EntryId
    action: str
    says: str
    at: datetime
    schema: int
    undoes: EntryId | None = None
    sealed: str = ""


class Ledger:
    """The rows one action has written: each with its image before the action, and its latest one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._images: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._people: set[str] = set()
        self._institutions: set[str] = set()
        self._departments: set[str] = set()

    def insert(self, table: Table, rows: Sequence[Cells]) -> None:
        """Add rows that are not there."""
        images.put(self._connection, table, rows)
        self._remember(table, ((None, row) for row in rows))

    def update(self, table: Table, pairs: Sequence[tuple[Cells, Cells]]) -> None:
        """Bring rows from the first to the second of each pair."""
        images.overwrite(self._connection, table, [after for _, after in pairs])
        self._remember(table, pairs)

    def delete(self, table: Table, rows: Sequence[Cells]) -> None:
        """Take rows away."""
        images.drop(self._connection, table, [str(row["id"]) for row in rows])
        self._remember(table, ((row, None) for row in rows))

    def refresh_searches(self) -> None:
        """Bring the search texts of everybody up to date whom the rows written so far concern."""
        self._people |= searches.find_affiliated(
            self._connection, institutions=self._institutions, departments=self._departments
        )
        searches.refresh(self._connection, sorted(self._people))
        self._people, self._institutions, self._departments = set(), set(), set()

    def close(self, heading: Heading) -> int:
        """Write search texts and history; return how many rows were changed in the end.

        Without a change nothing is written, unless the entry is sealed: then it stands for something else.
        """
        self.refresh_searches()
        number = (self._connection.scalar(select(func.max(ENTRY.c.number))) or 0) + 1
        changed = [(*row, *pair) for row, pair in self._images.items() if pair[0] != pair[1]]
        if changed or heading.sealed:
            self._connection.execute(insert(ENTRY), _entry(heading, number, len(changed)))
        if changed:
            names = ("seq", "of_table", "row_id", "before", "after")
            self._connection.execute(
                insert(CHANGE),
                [
                    {"entry": number, **dict(zip(names, (seq, *each), strict=True))}
                    for seq, each in enumerate(changed)
                ],
            )
        return len(changed)

    def _remember(self, table: Table, pairs: Iterable[tuple[Cells | None, Cells | None]]) -> None:
        for before, after in pairs:
            row = after or before or {}
            place = (table.name, str(row["id"]))
            old = None if before is None else images.to_image(table, before)
            new = None if after is None else images.to_image(table, after)
            known = self._images.get(place)
            self._images[place] = (known[0] if known else old, new)
            if table is PERSON:
                self._people.add(place[1])
            elif table is AFFILIATION:
                self._people.update(str(each["person"]) for each in (before, after) if each)
            elif table is INSTITUTION:
                self._institutions.add(place[1])
            elif table is DEPARTMENT:
                self._departments.add(place[1])


def _entry(heading: Heading, number: int, rows: int) -> dict[str, object]:
    return {
        "id": heading.id,
        "number": number,
        "action": heading.action,
        "says": heading.says,
        "at": heading.at,
        "schema": heading.schema,
        "rows": rows,
        "undoes": heading.undoes,
        "undone_by": None,
        "sealed": heading.sealed,
    }
