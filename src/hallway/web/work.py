"""Long work beside the requests that ask how far it is: begun once, looked at, stopped, its result kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeAlias, TypeVar

from hallway.domain.errors import HallwayError

T = TypeVar("T")

Progress: TypeAlias = Callable[[int, int], None]
"""Tells how much of how much is done."""

ShouldStop: TypeAlias = Callable[[], bool]
"""Tells whether the applicant wants it stopped."""

Task: TypeAlias = Callable[[Progress, ShouldStop], T]
"""The work itself: a function that tells how far it is, and asks now and then whether to stop."""

_MOST_KEPT = 8


class Work(Generic[T]):
    """Work of one kind on one thing, done by at most one worker at a time.

    `done` of `total` tell how far it is, `total` being 0 until it is known. `result` is what it came to, None
    until then. `fault` is what went wrong, to be raised again in a request that asks for the result. Work
    that was asked to stop and gave up has neither.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.result: T | None = None
        self.fault: Exception | None = None
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether somebody works on it now."""
        return self._worker is not None and self._worker.is_alive()

    @property
    def is_stopping(self) -> bool:
        """Tell whether it was asked to stop since it was begun."""
        return self._stopping.is_set()

    def begin(self, task: Task[T]) -> bool:
        """Begin some work, unless there is some already: a second click does nothing twice. Tell whether."""
        with self._lock:
            if self.is_busy:
                return False
            self.done = self.total = 0
            self.result = self.fault = None
            self._stopping.clear()
            self._worker = threading.Thread(target=self._run, args=(task,), daemon=True)
            self._worker.start()
        return True

    def wait(self, patience: float) -> None:
        """Wait up to `patience` seconds for the end."""
        if self._worker is not None:
            self._worker.join(patience)

    def stop(self, *, patience: float = 0.0) -> None:
        """Ask the worker to stop, and wait up to `patience` seconds until it has."""
        self._stopping.set()
        self.wait(patience)

    def take_fault(self) -> Exception | None:
        """Return what went wrong, once: whoever takes it shows it."""
        fault, self.fault = self.fault, None
        return fault

    def _run(self, task: Task[T]) -> None:
        try:
            self.result = task(self._note, self._stopping.is_set)
        except Exception as error:  # noqa: BLE001 -- kept, and raised again in the request that asks for the result
            if not (self.is_stopping and isinstance(error, HallwayError)):  # it says no more than "stopped"
                self.fault = error

    def _note(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Works(Generic[T]):
    """Work by what it is about; when there is too much, the oldest is stopped and forgotten."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Work[T]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, key: Hashable, task: Task[T], *, patience: float = 0.0) -> Work[T]:
        """Return the work on `key`, begun now unless it is under way or done, after up to `patience` seconds.

        Work that failed or was stopped is begun anew.
        """
        with self._lock:
            work = self._kept.get(key)
            if work is None:
                work = self._kept[key] = Work()
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)[1].stop()
            if work.result is None:
                work.begin(task)
        work.wait(patience)
        return work

    def look(self, key: Hashable) -> Work[T] | None:
        """Return the work on `key`, None when there is none."""
        with self._lock:
            return self._kept.get(key)

    def stop(self, key: Hashable, *, patience: float = 0.0) -> None:
        """Ask the work on `key` to stop, and wait up to `patience` seconds until it has."""
        work = self.look(key)
        if work is not None:
            work.stop(patience=patience)
