"""A program that writes to a file, to be run beside another, or to be killed.

writer.py FILE PREFIX ACTIONS PEOPLE    that many actions, each adding that many people
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from hallway.domain.ids import PersonId
from hallway.domain.people import Person
from hallway.storage.store import open_store

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def main(path: str, prefix: str, actions: int, people: int) -> None:
    """Say "ready", write, say "done"."""
    batches = [
        [Person(id=PersonId(f"{prefix}-{action}-{each}"), name=f"Invented {each}") for each in range(people)]
        for action in range(actions)
    ]
    with open_store(Path(path), clock_now=lambda: NOW, busy_seconds=60) as store:
        print("ready", flush=True)  # noqa: T201 - how it talks to the test
        for action, batch in enumerate(batches):
            with store.writing("test.add", f"{prefix}-{action}", now=NOW) as record:
                record.add_all(batch)
        print("done", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
