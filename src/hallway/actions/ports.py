"""What the actions need from the doors: a store, a clock."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple, Protocol, TypeVar

from hallway.domain.digests import Digest
from hallway.domain.ids import EntryId, PersonId
from hallway.domain.json_values import JsonValue
from hallway.domain.messages import Message

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time; tests and `--at` set it."""

    def now(self) -> datetime:
        """Return the present instant: aware, UTC, whole milliseconds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Which people to list; an empty filter lists everybody who is active."""

    words: str = ""
    group: str = ""
    relationship: str = ""
    mentor_role: str = ""
    institution: str = ""
    specialty: str = ""
    silent_days: int | None = None
    standing: str = "active"
    is_open_encounter: bool = False
    order: str = "name"  # name | silence | recent


class PersonLine(NamedTuple):
    """One line of a list of people."""

    id: PersonId
    name: str
    role: str
    specialty: str
    institution: str
    groups: tuple[str, ...]
    relationship: str
    standing: str
    last_contact: datetime | None
    last_kind: str
    next_follow_up: date | None


class PeoplePage(NamedTuple):
    """A page of people and how many there are in all."""

    lines: tuple[PersonLine, ...]
    total: int


class NameMatch(NamedTuple):
    """A person found by name, told apart by role and institution."""

    id: PersonId
    name: str
    role: str
    institution: str


class IdentityRow(NamedTuple):
    """What an import compares to find a person again."""

    id: PersonId
    name: str
    institution: str
    emails: tuple[str, ...]
    profile_url: str
    standing: str


class NetworkRow(NamedTuple):
    """What a look at the whole network needs to know about one person.

    Zone, state and country are the person's own, else their institution's, "" when unknown.
    """

    id: PersonId
    name: str
    role: str
    specialty: str
    institution: str
    institution_kind: str
    zone: str
    state: str
    country: str
    how_met: str
    groups: tuple[str, ...]
    relationship: str
    level: str
    is_img: bool | None
    worked_with_imgs: bool | None
    knows_story: bool | None
    mentor_roles: tuple[str, ...]
    mentor_merits: tuple[str, ...]
    peer_kind: str
    reach: tuple[str, ...]
    standing: str
    has_talked: bool


class PlaceSeen(NamedTuple):
    """Where somebody works, as the record names it; "" for what is not known."""

    institution: str
    department: str
    state: str
    country: str


class ContactSeen(NamedTuple):
    """The latest contact of one kind that names one event, or a rotation's end."""

    kind: str
    event: str
    channel: str
    at: datetime


class ConnectionRow(NamedTuple):
    """What may tie one person to programs: where they work, whom they know, where the applicant met them."""

    id: PersonId
    name: str
    role: str
    specialty: str
    how_met: str
    groups: tuple[str, ...]
    mentor_roles: tuple[str, ...]
    relationship: str
    is_alumnus: bool | None
    reach: tuple[str, ...]
    standing: str
    has_talked: bool
    places: tuple[PlaceSeen, ...]
    contacts: tuple[ContactSeen, ...]


class WeekCount(NamedTuple):
    """What was done since an instant: people contacted for the first time, and silent ones revived."""

    new: int
    revived: int


class GoneRow(NamedTuple):
    """A message that has gone to somebody, as a look at likeness needs it.

    `institution` and `department` are ids, "" when unknown; `words` is what filled its slots.
    """

    name: str
    text: str
    institution: str
    department: str
    sent_at: datetime
    words: tuple[str, ...]
    template: str


class OutboxRow(NamedTuple):
    """One message of a list, whom it is for ("" for a text to nobody), and whether it was followed up."""

    message: Message
    name: str
    is_followed_up: bool


class AnswerRow(NamedTuple):
    """A message that reached somebody, as counts of answers need it; `at` is when it went."""

    template: str
    state: str
    asks: str
    role: str
    at: datetime


class EventSeen(NamedTuple):
    """A conference or another event, as contacts name it, with its first and last contact."""

    name: str
    first: datetime
    last: datetime


class HistoryEntry(NamedTuple):
    """One action as history keeps it."""

    id: EntryId
    action: str  # "person.add"
    says: str  # "Added Ana Novak"
    at: datetime
    rows: int
    undone_by: EntryId | None
    undoes: EntryId | None
    is_before_migration: bool


class BackupFile(NamedTuple):
    """One safety copy of the file."""

    path: PurePath
    made: datetime
    size: int
    is_automatic: bool


class Reading(Protocol):
    """A consistent look at the record."""

    def find(self, kind: type[T], key: str) -> T | None:
        """Return the value with this id, or None."""
        ...

    def get(self, kind: type[T], key: str) -> T:
        """Return the value with this id, or raise NotFound."""
        ...

    def all(self, kind: type[T], /, **equal: object) -> tuple[T, ...]:
        """Return all values whose fields equal these, oldest first."""
        ...

    def revision(self) -> int:
        """Return a number that grows with every committed action."""
        ...

    def digests(self) -> Sequence[Digest]:
        """Return one digest for every active person, by id."""
        ...

    def digest(self, person: PersonId) -> Digest | None:
        """Return one person's digest, archived and trashed people included."""
        ...

    def network(self) -> Sequence[NetworkRow]:
        """Return what a look at the whole network needs, for everybody active or archived, by id."""
        ...

    def connections(self) -> Sequence[ConnectionRow]:
        """Return what may tie people to programs, for everybody active or archived, by id."""
        ...

    def mentor_roles(self) -> frozenset[str]:
        """Return the mentor roles that somebody active fills."""
        ...

    def week_count(self, since: datetime, *, silent_before: datetime) -> WeekCount:
        """Count people first contacted since `since`, and silent ones contacted since.

        Silent is who had their latest contact before `since` already before `silent_before`.
        """
        ...

    def cadence(self, starts: Sequence[datetime]) -> tuple[int, ...]:
        """Return how many contacts fall between each start and the next; imports and notes do not count."""
        ...

    def events(self) -> Sequence[EventSeen]:
        """Return every event that a contact names, rotations left out, the latest first."""
        ...

    def gone(self, *, but: PersonId, institution: str, thanks: bool, limit: int) -> Sequence[GoneRow]:
        """Return messages that went to others, the newest first.

        Those to the institution, and with `thanks` those to anybody that ask for nothing.
        """
        ...

    def outbox(
        self,
        *,
        state: str | None = None,
        person: PersonId | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Sequence[OutboxRow]:
        """Return messages, the one to which something happened last first."""
        ...

    def outbox_sizes(self) -> Mapping[str, int]:
        """Return how many messages are in each state that any is in."""
        ...

    def answers(self) -> Sequence[AnswerRow]:
        """Return the mails and notes that reached somebody, the oldest first."""
        ...

    def first_mails(self, since: datetime, until: datetime) -> int:
        """Count the people whom a mail reached as the first contact of all, within a span."""
        ...

    def names(self) -> Sequence[str]:
        """Return the names of everybody who is not in the trash."""
        ...

    def people(self, wanted: PeopleFilter, *, now: datetime, limit: int, offset: int = 0) -> PeoplePage:
        """Return one page of the people that fit."""
        ...

    def facets(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Return the values in use with their counts for group, relationship, institution and specialty."""
        ...

    def match_names(self, words: str, *, limit: int = 20) -> tuple[NameMatch, ...]:
        """Return active and archived people whose folded name holds every word, or whose id starts so."""
        ...

    def identities(self) -> Sequence[IdentityRow]:
        """Return what an import compares, for everybody who is not purged."""
        ...

    def history(self, *, limit: int = 50, offset: int = 0) -> tuple[HistoryEntry, ...]:
        """Return the newest entries first."""
        ...

    def dump(self) -> Mapping[str, Sequence[Mapping[str, JsonValue]]]:
        """Return every table as JSON-ready rows, history left out."""
        ...


class Writing(Reading, Protocol):
    """One action: all of it happens and is remembered, or none of it."""

    def new_id(self) -> str:
        """Return a fresh UUIDv7."""
        ...

    def add(self, value: object) -> None:
        """Add a value; an equal one with the same id is kept once."""
        ...

    def add_all(self, values: Iterable[object]) -> None:
        """Add many values in bulk."""
        ...

    def replace(self, value: object) -> None:
        """Put `value` in the place of the one with its id."""
        ...

    def remove(self, kind: type[object], key: str) -> None:
        """Remove the value with this id."""
        ...

    def says(self, text: str) -> None:
        """Set what history says about this action, once it is known."""
        ...


class Store(Protocol):
    """The file, or the database of a group."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a consistent look."""
        ...

    def writing(self, action: str, says: str, *, now: datetime) -> AbstractContextManager[Writing]:
        """Open one action; leaving by an exception undoes everything."""
        ...

    def undo(self, entry: EntryId | None, *, now: datetime) -> HistoryEntry:
        """Undo one entry, or the latest that still can be; raise CannotUndo with the reason."""
        ...

    def load(
        self, tables: Mapping[str, Sequence[Mapping[str, JsonValue]]], *, says: str, now: datetime
    ) -> int:
        """Add every row of an archive to an empty record in one action; return how many."""
        ...

    def purge(self, person: PersonId, *, now: datetime) -> int:
        """Remove a trashed person for good, scrub them from history, and return how many rows went."""
        ...

    def back_up(self, *, now: datetime, is_automatic: bool = False) -> BackupFile | None:
        """Write a checked safety copy; an automatic one at most once in a day."""
        ...

    def backups(self) -> tuple[BackupFile, ...]:
        """Return the safety copies, newest first."""
        ...
