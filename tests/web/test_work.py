"""Long work beside requests."""

import threading

import pytest

from hallway.domain.errors import HallwayError
from hallway.web.work import Progress, ShouldStop, Work, Works

_SOON = 5.0
"""Seconds within which a worker that has nothing to wait for is through."""


class _Stopped(HallwayError):
    """What a task raises that gives up."""


class Gate:
    """A task that tells one of three, then waits until it is opened or should stop."""

    def __init__(self, result: str = "done") -> None:
        self.result = result
        self.begun = 0
        self._open = threading.Event()

    def open(self) -> None:
        """Let it finish."""
        self._open.set()

    def __call__(self, progress: Progress, should_stop: ShouldStop) -> str:
        """Do the work."""
        self.begun += 1
        progress(1, 3)
        while not self._open.wait(0.002):
            if should_stop():
                raise _Stopped
        progress(3, 3)
        return self.result


def test_work_tells_how_far_it_is_and_keeps_its_result() -> None:
    gate, works = Gate(), Works[str]()

    work = works.begin("list", gate, patience=0.05)
    assert (work.is_busy, work.done, work.total, work.result) == (True, 1, 3, None)
    gate.open()
    work.wait(_SOON)

    assert works.look("list") is work
    assert (work.is_busy, work.done, work.result, work.fault) == (False, 3, "done", None)


def test_work_is_begun_once_while_it_is_under_way_and_when_it_is_done() -> None:
    gate, works = Gate(), Works[str]()
    works.begin("list", gate)
    works.begin("list", gate, patience=0.02)
    gate.open()
    works.begin("list", gate, patience=_SOON)
    works.begin("list", gate, patience=_SOON)

    assert gate.begun == 1


def test_work_that_was_stopped_has_neither_result_nor_fault_and_can_be_begun_anew() -> None:
    gate, works = Gate(), Works[str]()
    works.begin("list", gate)
    works.stop("list", patience=_SOON)
    work = works.look("list")
    assert work is not None
    assert (work.is_busy, work.is_stopping, work.result, work.fault) == (False, True, None, None)

    gate.open()

    assert works.begin("list", gate, patience=_SOON).result == "done"
    assert not work.is_stopping


def test_what_went_wrong_is_told_once_and_not_taken_for_a_stop() -> None:
    def fail(_progress: Progress, _should_stop: ShouldStop) -> str:
        raise RuntimeError

    work = Work[str]()
    work.begin(fail)
    work.wait(_SOON)

    assert isinstance(work.take_fault(), RuntimeError)
    assert work.take_fault() is None


def test_a_fault_that_is_no_stop_is_told_even_while_stopping() -> None:
    def fail(_progress: Progress, should_stop: ShouldStop) -> str:
        while not should_stop():
            pass
        raise RuntimeError

    work = Work[str]()
    work.begin(fail)
    work.stop(patience=_SOON)

    assert isinstance(work.fault, RuntimeError)


@pytest.mark.parametrize("most", [1, 2])
def test_the_oldest_work_is_stopped_when_there_is_too_much(most: int) -> None:
    gates = [Gate(str(number)) for number in range(most + 1)]
    works = Works[str](most)
    begun = [works.begin(number, gate) for number, gate in enumerate(gates)]
    begun[0].wait(_SOON)

    assert works.look(0) is None
    assert (begun[0].is_busy, begun[0].result) == (False, None)
    for gate in gates:
        gate.open()
    begun[-1].wait(_SOON)
    assert begun[-1].result == str(most)
