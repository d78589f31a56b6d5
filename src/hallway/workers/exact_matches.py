"""The exact solver in a process of its own.

Its library and the one that optimizes lists cannot live in one process, its search hears no "stop" by itself,
and its memory is given back when the process ends.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, cast

from hallway.domain.errors import HallwayError
from hallway.engine.exact import Aim, ExactAnswer, never, solve_with
from hallway.engine.kernels import PLAIN_VARIABLE, Ints
from hallway.engine.markets import Market
from hallway.engine.matchings import Matching, Status
from hallway.workers.exact_child import OUT_OF_MEMORY
from hallway.workers.parcels import Question, read_answer, receive, send, write_question

_LOOKS = 0.02
"""Seconds between two looks whether somebody wants to stop."""
_GRACE = 10.0
"""Seconds beyond its own time that a child has: to start, to load its library, to answer."""
_LEARNED = 500
"""Characters of what a child said at its end that go into a message."""


class ExactSolverMissing(HallwayError):
    """The library of the exact solver is not installed."""

    def __init__(self) -> None:
        super().__init__(
            'The exact solver needs OR-tools, which is not installed. Run: pip install "hallway[exact]". '
            "Without it a match is found and verified as well, but that none exists is not proven."
        )


class ExactSolverDied(HallwayError):
    """The process of the exact solver ended without an answer."""

    def __init__(self, how: str) -> None:
        super().__init__(
            f"The exact solver ended without an answer: {how} Try again with fewer other programs open, or "
            "go without it: the match is then found and verified as well, but not decided where it is open."
        )


def find_exact() -> "ExactInSubprocess | None":
    """Return the exact solver, or None where its library is not installed."""
    return ExactInSubprocess() if find_spec("ortools") is not None else None


class ExactInSubprocess:
    """Decides markets as `solve_exactly` does; the search itself runs in a child process.

    The child ends with the question: when its time is up, when `should_stop()` says so, on Ctrl-C, and when
    this process is gone. What is settled without a search starts no child.
    """

    def __init__(self, command: tuple[str, ...] = ()) -> None:
        """Take another command for the child, if one is given: for tests."""
        # -P: a file in the folder one happens to be in is not taken for a module.
        self._command = command or (sys.executable, "-P", "-m", "hallway.workers.exact_child")

    def __call__(
        self,
        market: Market,
        *,
        seats: Ints,
        hint: Matching | None,
        seconds: float,
        least: bool,
        should_stop: Callable[[], bool] = never,
    ) -> ExactAnswer:
        """Decide a market, as `solve_exactly` says; stop at any moment.

        Raises:
            ExactSolverMissing: OR-tools is not installed.
            ExactSolverDied: the child crashed, or had no memory.
        """
        if find_spec("ortools") is None:
            raise ExactSolverMissing
        searching = _Searching(self._command, should_stop)
        try:
            return solve_with(
                searching,
                market,
                seats=seats,
                hint=hint,
                seconds=seconds,
                least=least,
                should_stop=should_stop,
            )
        finally:
            searching.end()


class _Searching:
    """Searches of one market, all in one child, which starts with the first of them."""

    def __init__(self, command: tuple[str, ...], should_stop: Callable[[], bool]) -> None:
        self._command = command
        self._should_stop = should_stop
        self._child: _Child | None = None

    def __call__(self, market: Market, *, hint: Matching | None, seconds: float, aim: Aim) -> ExactAnswer:
        """Have the child search; when it is stopped, nothing is said but what was proven before."""
        self._child = self._child or _Child(self._command)
        self._child.ask(write_question(Question(market, hint, seconds, aim)))
        until = time.monotonic() + seconds + _GRACE
        answer = self._child.answer(until, self._should_stop)
        if answer is not None:
            return answer
        self.end()
        status, bound = (Status.NONE, 1) if aim.least else (Status.UNDECIDED, 0)
        return ExactAnswer(status, None, None, bound)

    def end(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
        self._child = None


class _Child:
    """One running child: threads write questions and read answers, so that it can be stopped."""

    def __init__(self, command: tuple[str, ...]) -> None:
        environment = os.environ | {PLAIN_VARIABLE: "1"}  # it runs no kernel that is worth compiling
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would flash a black one
            )
        except OSError as fault:
            raise ExactSolverDied(f"its process could not be started ({fault}).") from fault
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)
        self._complaints = cast("IO[bytes]", self._process.stderr)
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._complained = b""
        self._threads: list[Thread] = []
        self._start(self._listen)
        self._start(self._hear_complaints)

    def ask(self, question: bytes) -> None:
        """Send a question; the input stays open, for its end tells the child that we are gone."""
        self._start(partial(self._send, question))

    def answer(self, until: float, should_stop: Callable[[], bool]) -> ExactAnswer | None:
        """Return what the child answers; None when the time was up before, or somebody said stop."""
        while not should_stop() and time.monotonic() < until:
            with suppress(Empty):
                parcel = self._answers.get(timeout=_LOOKS)
                with suppress(ValueError):
                    if parcel is not None:
                        return read_answer(parcel)
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(_GRACE)  # it is ending by itself, and its exit code says why
                self.end()
                raise ExactSolverDied(self._how())
        return None

    def end(self) -> None:
        """End the child if it still runs, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._input, self._output, self._complaints):
            with suppress(OSError):  # what was not written yet cannot be written any more
                pipe.close()

    def _how(self) -> str:
        code = self._process.returncode
        if code in {OUT_OF_MEMORY, -9, 137}:
            return "there was not enough memory for this market."
        lines = self._complained.decode(errors="replace").strip().splitlines()
        last = f" It said: {lines[-1][:_LEARNED]}" if lines else ""
        return f"its process ended with code {code}.{last}"

    def _start(self, work: Callable[[], None]) -> None:
        self._threads.append(Thread(target=work, daemon=True))
        self._threads[-1].start()

    def _send(self, question: bytes) -> None:
        with suppress(OSError):  # it is gone already; its exit code tells more
            send(question, self._input)

    def _listen(self) -> None:
        while True:
            parcel = receive(self._output)
            self._answers.put(parcel)
            if parcel is None:
                return

    def _hear_complaints(self) -> None:
        self._complained = self._complaints.read()
