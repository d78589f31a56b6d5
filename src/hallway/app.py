"""The library's front door: joins the rooms and opens a record."""

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hallway.actions.ports import BackupFile, Clock, Store
from hallway.actions.today import TodayMemory
from hallway.domain.errors import InvalidValue, NotFound
from hallway.storage.store import open_store

if TYPE_CHECKING:
    from hallway.storage.health import Check

FILE_NAME = "hallway.db"
FILE_VARIABLE = "HALLWAY_FILE"
_FEED = ".feed"
"""What the name of the file with the calendar's private address adds to that of the record."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC, in whole milliseconds."""
        return _whole(datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class SetClock:
    """A clock that stands still, as `--at` sets it."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant


@dataclass(frozen=True, slots=True)
class App:
    """An open record and a clock: what every face works with."""

    store: Store
    clock: Clock
    path: Path
    memory: TodayMemory = field(default_factory=TodayMemory)


def default_path() -> Path:
    """Return where the record lies: HALLWAY_FILE, or the platform's data folder."""
    named = os.environ.get(FILE_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 - not needed when the file is named

    return platformdirs.user_data_path("hallway") / FILE_NAME


def open_app(path: Path | None = None, *, clock: Clock | None = None) -> App:
    """Open a record, creating an empty one where none is.

    Raises:
        StorageError: the file cannot be used; the message says why and what to do.
    """
    where, ticking = path or default_path(), clock or SystemClock()
    return App(open_store(where, clock_now=ticking.now), ticking, where)


def set_clock(at: str) -> Clock:
    """Return a clock that stands at an ISO instant; one without an offset means UTC.

    Raises:
        InvalidValue: it is not an ISO instant.
    """
    try:
        instant = datetime.fromisoformat(at.strip())
    except ValueError as cause:
        raise InvalidValue("--at", at, "Write an ISO instant such as 2026-10-01T09:00-04:00.") from cause
    return SetClock(
        _whole(instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC))
    )


def examine(path: Path, clock: Clock) -> "tuple[Check, ...]":
    """Return what `doctor` finds about a record's file, without changing it."""
    from hallway.storage.health import examine as look  # noqa: PLC0415 - only doctor and Settings need it

    return look(path, now=clock.now())


def restore(path: Path, backup: Path | None, clock: Clock) -> BackupFile | None:
    """Put a checked backup, the newest when none is named, in the place of the record.

    Raises:
        NotFound: none is named, and there is none.
        StorageError: it is no backup, or cannot be read, or the record is in use.

    Returns:
        The backup made of the record as it was, or None when there was none.
    """
    from hallway.storage import backups  # noqa: PLC0415 - rare

    known = backups.find_backups(path)
    if backup is None and not known:
        raise NotFound("safety copy of", str(path), "Name the file of one.")
    return backups.restore(backup or Path(known[0].path), path, now=clock.now())


def find_feed_token(app: App) -> str | None:
    """Return the secret in the calendar's private address, or None when none was made."""
    from hallway.storage import feed_tokens  # noqa: PLC0415 - only the calendar's address needs it

    return feed_tokens.find_token(_feed_of(app))


def make_feed_token(app: App) -> str:
    """Make a new private address for the calendar, and return its secret; the old one then leads nowhere."""
    from hallway.storage import feed_tokens  # noqa: PLC0415 - as above

    return feed_tokens.make_token(_feed_of(app))


def is_feed_token(app: App, said: str) -> bool:
    """Tell whether `said` is the secret in the calendar's private address."""
    from hallway.storage import feed_tokens  # noqa: PLC0415 - as above

    return feed_tokens.is_token(_feed_of(app), said)


def _feed_of(app: App) -> Path:
    return app.path.with_name(app.path.name + _FEED)


def make_demo(clock: Clock | None = None) -> App:
    """Open a throw-away record with the sample applicant; it is removed when the program ends."""
    from hallway.actions.samples import fill_sample  # noqa: PLC0415 - only for the demo

    folder = Path(tempfile.mkdtemp(prefix="hallway-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = open_app(folder / FILE_NAME, clock=clock)
    fill_sample(app.store, app.clock)
    return app


def _whole(instant: datetime) -> datetime:
    """Return an instant without its microseconds: the record keeps milliseconds."""
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
