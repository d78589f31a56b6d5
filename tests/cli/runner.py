"""`hallway` as somebody types it, on a real file."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from hallway.app import open_app
from hallway.cli.main import app
from hallway.domain.json_values import JsonValue

SOURCE = Path(__file__).resolve().parents[2] / "src"
MONDAY = "2026-10-05T09:00-04:00"


class Answer(NamedTuple):
    """What a command said, and how it left."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 -- a test reads it as it expects it
        """Return the one JSON object on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Hallway:
    """The command on one record, with the clock standing at one instant."""

    path: Path
    now: str = MONDAY

    def type(self, *words: str, stdin: str | None = None) -> Answer:
        """Type a command and return what it answers, whatever that is."""
        typed = ["--file", str(self.path), "--at", self.now, *words]
        result = CliRunner().invoke(app, typed, input=stdin)
        return Answer(result.exit_code, result.stdout, result.stderr)

    def does(self, *words: str) -> str:
        """Type a command that must be done, and return its text."""
        answer = self.type(*words)
        assert answer.code == 0, answer
        return answer.out

    def tells(self, *words: str) -> Any:  # noqa: ANN401 -- as above
        """Type a command that must be done, and return its JSON."""
        return json.loads(self.does(*words, "--json"))

    def refuses(self, *words: str) -> str:
        """Type a command that must be refused without touching the record, and return its message."""
        before = self.dump()
        answer = self.type(*words)
        assert answer.code == 2, answer
        assert answer.err.startswith("hallway: "), answer
        assert "Traceback" not in answer.err
        assert self.dump() == before
        return answer.err

    def at(self, now: str) -> "Hallway":
        """Return the same record at another instant."""
        return replace(self, now=now)

    def dump(self) -> Mapping[str, Sequence[Mapping[str, JsonValue]]]:
        """Return everything in the record, history left out; tables without rows are no difference."""
        if not self.path.exists():
            return {}
        store = open_app(self.path).store
        assert isinstance(store, AbstractContextManager)  # closed at once: a test opens many
        with store, store.reading() as reading:
            return {table: list(rows) for table, rows in reading.dump().items() if rows}


def environment_of(folder: Path) -> Mapping[str, str]:
    """Return the environment of a process of its own, whose record and home lie in one folder."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(SOURCE),
        "HOME": str(folder),
        "HALLWAY_FILE": str(folder / "hallway.db"),
    }


def start(folder: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run `python -m hallway` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hallway", *words],
        env={**environment_of(folder), **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
