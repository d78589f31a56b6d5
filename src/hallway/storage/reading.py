"""A consistent look at the record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from hallway.actions.ports import (
    AnswerRow,
    ConnectionRow,
    EventSeen,
    GoneRow,
    HistoryEntry,
    IdentityRow,
    NameMatch,
    NetworkRow,
    OutboxRow,
    PeopleFilter,
    PeoplePage,
    WeekCount,
)
from hallway.domain.digests import Digest
from hallway.domain.errors import NotFound
from hallway.domain.ids import PersonId
from hallway.domain.json_values import JsonValue
from hallway.storage import (
    archives,
    connections,
    digests,
    events,
    history,
    networks,
    outboxes,
    people,
    sent_messages,
)
from hallway.storage.connections import ConnectionMemory
from hallway.storage.digest_memory import DigestMemory
from hallway.storage.rows import rows_of
from hallway.storage.schema import ENTRY
from hallway.storage.sent_messages import GoneMemory

T = TypeVar("T")


class RecordReading:
    """Implements `ports.Reading` inside of one transaction."""

    def __init__(
        self,
        connection: Connection,
        *,
        schema: int,
        memory: DigestMemory | None = None,
        gone: GoneMemory | None = None,
        ties: ConnectionMemory | None = None,
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._memory = memory
        self._gone = gone
        self._ties = ties

    def find(self, kind: type[T], key: str) -> T | None:
        """Return the value with this id, or None."""
        rows = rows_of(kind)
        row = self._connection.execute(select(*rows.columns).where(rows.table.c.id == key)).one_or_none()
        return None if row is None else rows.from_cells(row)

    def get(self, kind: type[T], key: str) -> T:
        """Return the value with this id, or raise NotFound."""
        value = self.find(kind, key)
        if value is None:
            raise NotFound(noun_of(kind), key)
        return value

    def all(self, kind: type[T], /, **equal: object) -> tuple[T, ...]:
        """Return all values whose fields equal these, oldest first."""
        rows = rows_of(kind)
        meant: list[ColumnElement[bool]] = []
        for name, value in equal.items():
            column = rows.table.c[name]
            meant.append(column.is_(None) if value is None else column == rows.to_cell(name, value))
        found = self._connection.execute(
            select(*rows.columns).where(*meant).order_by(rows.table.c.created_at, rows.table.c.id)
        )
        return tuple(rows.from_cells(row) for row in found)

    def revision(self) -> int:
        """Return a number that grows with every committed action."""
        return self._connection.scalar(select(func.max(ENTRY.c.number))) or 0

    def digests(self) -> Sequence[Digest]:
        """Return one digest for every active person, by id."""
        if self._memory is None:
            return digests.read_digests(self._connection)
        return self._memory.read(self._connection, self.revision())

    def digest(self, person: PersonId) -> Digest | None:
        """Return one person's digest, archived and trashed people included."""
        return digests.read_digest(self._connection, person)

    def network(self) -> Sequence[NetworkRow]:
        """Return what a look at the whole network needs, for everybody active or archived, by id."""
        return networks.read_network(self._connection)

    def connections(self) -> Sequence[ConnectionRow]:
        """Return what may tie people to programs, for everybody active or archived, by id."""
        if self._ties is None:
            return connections.read_connections(self._connection)
        return self._ties.read(self._connection, self.revision())

    def mentor_roles(self) -> frozenset[str]:
        """Return the mentor roles that somebody active fills."""
        return networks.read_mentor_roles(self._connection)

    def week_count(self, since: datetime, *, silent_before: datetime) -> WeekCount:
        """Count people contacted since `since`: for the first time, and after a silence."""
        return digests.count_week(self._connection, since, silent_before)

    def cadence(self, starts: Sequence[datetime]) -> tuple[int, ...]:
        """Return how many contacts fall between each start and the next, the last being open."""
        return digests.count_contacts(self._connection, starts)

    def events(self) -> Sequence[EventSeen]:
        """Return every event that a contact names, rotations left out, the latest first."""
        return events.read_events(self._connection)

    def gone(self, *, but: PersonId, institution: str, thanks: bool, limit: int) -> Sequence[GoneRow]:
        """Return messages that went to others and may be too much like another one, the newest first."""

        def read() -> Sequence[GoneRow]:
            return sent_messages.read_gone(
                self._connection, but=but, institution=institution, thanks=thanks, limit=limit
            )

        key = (but, institution, thanks, limit)
        return read() if self._gone is None else self._gone.rows(self.revision(), key, read)

    def outbox(
        self,
        *,
        state: str | None = None,
        person: PersonId | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Sequence[OutboxRow]:
        """Return messages, the one to which something happened last first."""
        return outboxes.read_outbox(self._connection, state=state, person=person, limit=limit, offset=offset)

    def outbox_sizes(self) -> Mapping[str, int]:
        """Return how many messages are in each state that any is in."""
        return outboxes.count_states(self._connection)

    def answers(self) -> Sequence[AnswerRow]:
        """Return the mails and notes that reached somebody, the oldest first."""
        return outboxes.read_answers(self._connection)

    def first_mails(self, since: datetime, until: datetime) -> int:
        """Count the people whom a mail reached as the first contact of all, within a span."""
        return sent_messages.count_first_mails(self._connection, since, until)

    def names(self) -> Sequence[str]:
        """Return the names of everybody who is not in the trash."""

        def read() -> Sequence[str]:
            return sent_messages.read_names(self._connection)

        return read() if self._gone is None else self._gone.names(self.revision(), read)

    def people(self, wanted: PeopleFilter, *, now: datetime, limit: int, offset: int = 0) -> PeoplePage:
        """Return one page of the people that fit."""
        return people.read_people(self._connection, wanted, now=now, limit=limit, offset=offset)

    def facets(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Return what active people can be filtered by, with their numbers, largest first."""
        return people.read_facets(self._connection)

    def match_names(self, words: str, *, limit: int = 20) -> tuple[NameMatch, ...]:
        """Return active and archived people whose name holds every word, or whose id starts so."""
        return people.match_names(self._connection, words, limit=limit)

    def identities(self) -> Sequence[IdentityRow]:
        """Return what an import compares, for everybody who is not purged."""
        return people.read_identities(self._connection)

    def history(self, *, limit: int = 50, offset: int = 0) -> tuple[HistoryEntry, ...]:
        """Return the newest entries first."""
        return history.read_history(self._connection, schema=self._schema, limit=limit, offset=offset)

    def dump(self) -> Mapping[str, Sequence[Mapping[str, JsonValue]]]:
        """Return every table as JSON-ready rows, history left out."""
        return archives.dump(self._connection)


def noun_of(kind: type) -> str:
    """Return what people call a row of this type."""
    return rows_of(kind).table.name.replace("_", " ")
