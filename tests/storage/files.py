"""New files for generated examples: each example needs its own, and a copy is quicker than a creation."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from hallway.actions.ports import Store
from hallway.domain.ids import InstitutionId, PersonId
from hallway.domain.institutions import Institution
from hallway.domain.people import Person
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NOW, FixedClock

NOBODY = 65534
ANA = Person(id=PersonId("ana"), name="Ana Novák", role="fellow", emails=("ana@example.org",))
BEN = Person(id=PersonId("ben"), name="Ben Okoro", role="attending", introduced_by=PersonId("ana"))
HARBOR = Institution(
    id=InstitutionId("harbor"), name="Harbor Medical Center", state="NY", country="United States"
)


@contextmanager
def new_store() -> Iterator[SqliteStore]:
    """Open an empty file that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hallway.db"
        shutil.copy(_empty_file(), path)
        with open_store(path, clock_now=FixedClock().now) as store:
            yield store


def put(store: Store, *values: object, says: str = "Added") -> None:
    """Add values in one action."""
    with store.writing("test.add", says, now=NOW) as record:
        record.add_all(values)


@contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Let the tests be run by root too, whom no file mode stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@cache
def _empty_file() -> Path:
    path = Path(tempfile.mkdtemp()) / "empty.db"
    open_store(path, clock_now=FixedClock().now).close()
    return path
