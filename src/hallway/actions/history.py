"""What was done, undone on request; and safety copies."""

from collections.abc import Iterator

from hallway.actions.lookups import SHORTEST_START
from hallway.actions.ports import BackupFile, Clock, HistoryEntry, Reading, Store
from hallway.domain.errors import HallwayError, InvalidValue, NotFound
from hallway.domain.ids import EntryId

_PAGE = 500


def list_history(store: Store, *, limit: int = 50, offset: int = 0) -> tuple[HistoryEntry, ...]:
    """Return what was done, the newest first."""
    with store.reading() as reading:
        return reading.history(limit=max(limit, 0), offset=max(offset, 0))


def undo(store: Store, clock: Clock, *, entry: str | None = None) -> HistoryEntry:
    """Undo one entry, by its id or the start of it, or the latest that can be undone.

    Raises:
        NotFound: no entry has this id.
        InvalidValue: the start is too short or fits several.
    """
    if entry is None:
        return store.undo(None, now=clock.now())
    with store.reading() as reading:
        chosen = _choose(reading, entry.strip().lower())
    return store.undo(chosen, now=clock.now())


def _choose(reading: Reading, start: str) -> EntryId:
    if len(start) < SHORTEST_START:
        raise InvalidValue("entry", start, f"Type at least {SHORTEST_START} characters of its id.")
    fits = [each for each in _all_entries(reading) if each.id.startswith(start)]
    if not fits:
        raise NotFound("entry of history", start, "See them: hallway history.")
    if len(fits) > 1:
        lines = "".join(f"\n  {each.id}  {each.says}" for each in fits[:8])
        raise InvalidValue("entry", start, f"It fits {len(fits)}. Type more of the id:{lines}")
    return fits[0].id


def _all_entries(reading: Reading) -> Iterator[HistoryEntry]:
    offset = 0
    while page := reading.history(limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)


def back_up(store: Store, clock: Clock) -> BackupFile:
    """Write a checked safety copy now."""
    made = store.back_up(now=clock.now())
    if made is None:
        raise HallwayError("No safety copy was written. Run `hallway doctor` to see why.")
    return made


def list_backups(store: Store) -> tuple[BackupFile, ...]:
    """Return the safety copies, the newest first."""
    return store.backups()
