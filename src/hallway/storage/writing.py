"""One action: rows are written at once, history and search texts when the block ends."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from hallway.actions.ports import NameMatch, PeopleFilter, PeoplePage
from hallway.domain.errors import NotFound
from hallway.storage.errors import TakenId
from hallway.storage.images import STAMPS, fetch, find_known
from hallway.storage.json_texts import to_json
from hallway.storage.ledgers import Ledger
from hallway.storage.reading import RecordReading, noun_of
from hallway.storage.rows import TABLES, Cells, rows_of
from hallway.storage.schema import DOMAIN

_ORDER = {table.name: place for place, table in enumerate(DOMAIN)}


class RecordWriting(RecordReading):
    """Implements `ports.Writing` inside of one writing transaction."""

    def __init__(
        self, connection: Connection, *, schema: int, says: str, now: datetime, new_id: Callable[[], str]
    ) -> None:
        super().__init__(connection, schema=schema)
        self.ledger = Ledger(connection)
        self.last_words = says
        self._now = now
        self._new_id = new_id

    def new_id(self) -> str:
        """Return a fresh UUIDv7."""
        return self._new_id()

    def add(self, value: object) -> None:
        """Add a value; an equal one with the same id is kept once."""
        self.add_all((value,))

    def add_all(self, values: Iterable[object]) -> None:
        """Add many values in bulk, whatever their order.

        Raises:
            TakenId: a different value has the id of one of these.
        """
        by_kind: dict[type, dict[str, Cells]] = defaultdict(dict)
        for value in values:
            kind = type(value)
            cells = rows_of(kind).to_cells(value)
            known = by_kind[kind].setdefault(str(cells["id"]), cells)
            if known is not cells:
                _require_equal(kind, known, cells)
        for kind in sorted(by_kind, key=lambda each: _ORDER[TABLES[each].name]):
            self._insert(kind, by_kind[kind])

    def replace(self, value: object) -> None:
        """Put `value` in the place of the one with its id."""
        rows = rows_of(type(value))
        cells = rows.to_cells(value)
        before = self._fetch(type(value), str(cells["id"]))
        after: Cells = {**cells, **{stamp: before[stamp] for stamp in STAMPS}}
        if to_json(after) != to_json(before):
            self.ledger.update(rows.table, [(before, {**after, "changed_at": self._now})])

    def remove(self, kind: type[object], key: str) -> None:
        """Remove the value with this id."""
        self.ledger.delete(rows_of(kind).table, [self._fetch(kind, key)])

    def says(self, text: str) -> None:
        """Set what history says about this action, once it is known."""
        self.last_words = text

    def people(self, wanted: PeopleFilter, *, now: datetime, limit: int, offset: int = 0) -> PeoplePage:
        """Return one page of the people that fit, with what this action has written."""
        self.ledger.refresh_searches()
        return super().people(wanted, now=now, limit=limit, offset=offset)

    def match_names(self, words: str, *, limit: int = 20) -> tuple[NameMatch, ...]:
        """Return people by name, with those that this action has written."""
        self.ledger.refresh_searches()
        return super().match_names(words, limit=limit)

    def _insert(self, kind: type, cells_by_key: dict[str, Cells]) -> None:
        table = TABLES[kind]
        taken = find_known(self._connection, table, cells_by_key)
        for key, known in fetch(self._connection, table, taken).items():
            _require_equal(kind, known, cells_by_key[key])
        stamps: Cells = dict.fromkeys(STAMPS, self._now)
        self.ledger.insert(
            table, [{**cells, **stamps} for key, cells in cells_by_key.items() if key not in taken]
        )

    def _fetch(self, kind: type, key: str) -> Cells:
        found = fetch(self._connection, TABLES[kind], (key,)).get(key)
        if found is None:
            raise NotFound(noun_of(kind), key)
        return found


def _require_equal(kind: type, known: Cells, wanted: Cells) -> None:
    """Raise TakenId unless both rows say the same; when they were written does not matter."""
    if to_json({name: known[name] for name in wanted}) != to_json(wanted):
        raise TakenId(noun_of(kind), str(wanted["id"]))
