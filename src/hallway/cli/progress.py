"""A bar for long work, on a terminal only."""

import os
import sys
from dataclasses import dataclass, field
from shutil import get_terminal_size
from time import monotonic

_CELLS = 30
_PATIENCE = 0.4
"""Seconds after which somebody wonders whether anything happens."""


@dataclass(slots=True)
class Bar:
    """Draws how far some work has come; a script sees nothing of it."""

    says: str = ""
    is_patient: bool = False
    began: float = field(default_factory=monotonic)
    is_drawn: bool = False

    def wait(self, words: str) -> None:
        """Say what is done while nobody knows how long it takes."""
        if sys.stderr.isatty():
            self._write(words)

    def draw(self, done: int, whole: int) -> None:
        """Show that `done` of `whole` are through; a patient bar shows only what takes long."""
        is_soon = self.is_patient and not self.is_drawn and monotonic() - self.began < _PATIENCE
        if not sys.stderr.isatty() or is_soon:
            return
        filled = _CELLS * done // max(whole, 1)
        self._write(f"[{'#' * filled}{'.' * (_CELLS - filled)}] {done:,} of {whole:,}{self.says}")
        if done >= whole:
            self.close()

    def close(self) -> None:
        """End the line, so that what follows stands on its own."""
        if self.is_drawn:
            self.is_drawn = False
            sys.stderr.write("\n")
            sys.stderr.flush()

    def _write(self, words: str) -> None:
        self.is_drawn = True
        words = words[: get_terminal_size().columns - 1]  # a line that wraps would be left behind by the next
        sys.stderr.write(f"\r{words}\x1b[K" if _can_erase() else f"\r{words}")
        sys.stderr.flush()


def _can_erase() -> bool:
    return os.environ.get("TERM") not in {None, "dumb"}
