"""A real terminal for commands that are stopped with Ctrl-C."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.cli.runner import environment_of


class Left(NamedTuple):
    """How a process left, and what it wrote to the terminal."""

    code: int
    seen: str

    @property
    def last_line(self) -> str:
        """Return what stands in the last line."""
        return self.seen.rstrip("\n").rpartition("\n")[2].rpartition("\r")[2]


def stop_at(
    folder: Path,
    words: Sequence[str],
    moment: str,
    *,
    patience: float = 15,
    environment: Mapping[str, str] | None = None,
) -> Left:
    """Run a command at a terminal and press Ctrl-C once `moment`, a pattern, is seen.

    It is pressed again after `patience` (seconds), as anybody would: a signal that comes between the writing
    of a question and the waiting for its answer wakes nobody. `environment` comes on top of the usual one.
    """
    ours, theirs = pty.openpty()
    # A run in the background ignores the signal, and so would every program it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "hallway", *words],
        env={**environment_of(folder), "TERM": "dumb", **(environment or {})},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    os.close(theirs)
    seen, again, end = "", 0.0, time.monotonic() + 110
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.05)[0]:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not piece:
                break
            seen += piece.decode("utf-8", "replace")
        if time.monotonic() > again and re.search(moment, seen):
            process.send_signal(signal.SIGINT)
            again = time.monotonic() + patience
    os.close(ours)
    return Left(process.wait(timeout=20), seen.replace("\r\n", "\n"))
