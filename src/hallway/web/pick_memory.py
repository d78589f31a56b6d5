"""Lists between looks: the same record on the same day gives the same list, and a proof goes on behind it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

from hallway.actions.pick_asked import PickAsked
from hallway.actions.ports import Store
from hallway.web.days import days_of
from hallway.web.visits import Visit
from hallway.web.work import Progress, ShouldStop, Work, Works

if TYPE_CHECKING:  # they bring numpy, which the server does without until somebody asks for a list
    from hallway.actions.pick_answers import PickAnswer
    from hallway.engine.portfolios import Choice

T = TypeVar("T")

_KEPT = 12
_LONGEST = 120.0
"""Seconds after which the background pass stops: a proof that takes longer is seldom worth the warmth."""


class _Memory:
    """What was worked out of one record, the latest few, and the proofs that go on."""

    def __init__(self) -> None:
        self.known: OrderedDict[Hashable, object] = OrderedDict()
        self.proofs: Works[PickAnswer] = Works()
        self.gaps: dict[Hashable, float] = {}
        self.lock = Lock()


_memories: "WeakKeyDictionary[Store, _Memory]" = WeakKeyDictionary()
_lock = Lock()


def recall(visit: Visit, about: Hashable, work_out: Callable[[], T]) -> T:
    """Return what was worked out before while record and day are the same, else work it out and keep it."""
    memory, key = _memory_of(visit), (*_moment(visit), about)
    with memory.lock:
        if key in memory.known:
            memory.known.move_to_end(key)
            return cast("T", memory.known[key])
    found = work_out()
    with memory.lock:
        memory.known[key] = found
        while len(memory.known) > _KEPT:
            memory.known.popitem(last=False)
    return found


def answer_to(visit: Visit, asked: PickAsked) -> "PickAnswer":
    """Return the list, with the tightest proof that was found so far.

    Raises:
        HallwayError: there is none, or something asked for cannot be meant; the message says why.
    """
    proof = proof_of(visit, asked)
    if proof is not None and not proof.is_busy and proof.result is not None:
        return proof.result

    def work_out() -> "PickAnswer":
        from hallway.actions.picks import find_pick  # noqa: PLC0415 - numpy and the solver

        return find_pick(visit.store, visit.app.clock, asked)

    return recall(visit, ("list", asked), work_out)


def proof_of(visit: Visit, asked: PickAsked) -> "Work[PickAnswer] | None":
    """Return the background pass over this list, None when there was none."""
    return _memory_of(visit).proofs.look((*_moment(visit), asked))


def begin_proof(visit: Visit, asked: PickAsked, *, patience: float) -> None:
    """Begin to close the gap further in the background, unless that is under way or done."""
    store, clock, memory = visit.store, visit.app.clock, _memory_of(visit)
    key = (*_moment(visit), asked)

    def work(progress: Progress, should_stop: ShouldStop) -> "PickAnswer":
        from hallway.actions.picks import find_pick  # noqa: PLC0415 - numpy and the solver

        begun = monotonic()

        def go_on(choice: "Choice") -> bool:
            memory.gaps[key] = choice.upper_bound - choice.value
            spent = monotonic() - begun
            progress(int(spent), int(_LONGEST))
            return spent < _LONGEST and not should_stop()

        return find_pick(store, clock, asked, go_on=go_on)

    memory.gaps.clear()  # only the latest is looked at
    memory.proofs.begin(key, work, patience=patience)


def gap_so_far(visit: Visit, asked: PickAsked) -> float | None:
    """Return what a pass under way has left between the list and its bound, None before it says so."""
    return _memory_of(visit).gaps.get((*_moment(visit), asked))


def stop_proof(visit: Visit, asked: PickAsked, *, patience: float) -> None:
    """Stop closing the gap; the best that was found stays."""
    _memory_of(visit).proofs.stop((*_moment(visit), asked), patience=patience)


def _memory_of(visit: Visit) -> _Memory:
    with _lock:
        return _memories.setdefault(visit.store, _Memory())


def _moment(visit: Visit) -> tuple[object, object]:
    """Return what a list depends on beside what is asked: the state of the record, and the day."""
    with visit.store.reading() as reading:
        return reading.revision(), days_of(visit).today
