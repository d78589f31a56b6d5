"""How far an import has come, and whether the applicant wants it stopped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from hallway.domain.errors import HallwayError

T = TypeVar("T")
Progress: TypeAlias = Callable[[int, int], None]
ShouldStop: TypeAlias = Callable[[], bool]

_PACE = 200
"""After how many rows it is told and asked: often enough to stop within a blink."""


class ImportStopped(HallwayError):
    """The applicant stopped an import; what it had begun to write is gone with it."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was imported.")


@dataclass(slots=True)
class Watch:
    """Tells how far several passes over the same rows have come, and stops between rows when asked to.

    What is told are rows of the file, so that it ends with all of them however many passes there are.
    """

    rows: int
    passes: int
    progress: Progress | None = None
    should_stop: ShouldStop | None = None
    finished: int = 0

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items of one pass, and watch meanwhile.

        Raises:
            ImportStopped: the applicant wants it stopped.
        """
        self.look()
        for done, each in enumerate(items, start=1):
            yield each
            if done % _PACE == 0:
                self.note(done, self.rows)
        self.finish()

    def note(self, done: int, total: int) -> None:
        """Tell that `done` of `total` rows of this pass are through.

        Raises:
            ImportStopped: the applicant wants it stopped.
        """
        self.look()
        if self.progress:
            share = min(done, total) * self.rows // max(total, 1)
            self.progress((self.finished * self.rows + share) // self.passes, self.rows)

    def finish(self) -> None:
        """Tell that this pass is through, and begin the next one."""
        self.look()
        self.finished += 1
        if self.progress:
            self.progress(self.finished * self.rows // self.passes, self.rows)

    def look(self) -> None:
        """Raise ImportStopped when the applicant wants it stopped."""
        if self.should_stop is not None and self.should_stop():
            raise ImportStopped
