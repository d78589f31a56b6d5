"""Steps kept between two looks: only those are told anew whose person or whose hour has changed.

Most steps hang on one person alone (`clocks`). What they are changes when that person's digest does, when the
guides do, or when now passes an edge of a window; until the next such edge they are what they were.
"""

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from hallway.domain.digests import Digest
from hallway.playbooks.steps import Step, Window
from hallway.playbooks.windows import Windows


class Told(NamedTuple):
    """A step, and what decides about its suggested moment: when it opens (seconds) and where it goes."""

    step: Step
    opens: float
    country: str


class Telling(NamedTuple):
    """What was told about somebody at `since`, and until when it stays so; both in seconds since 1970."""

    person: Digest
    since: float
    until: float
    told: tuple[Told, ...]


Tell = Callable[[Digest], tuple[tuple[Told, ...], float]]
"""Says the steps of somebody and until when they stay so."""


class StepMemory:
    """The latest tellings about everybody, under one set of conditions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under: tuple[object, ...] = ()
        self._tellings: dict[str, Telling] = {}

    def recall(
        self, people: Sequence[Digest], windows: Windows, tell: Tell, under: tuple[object, ...]
    ) -> Iterator[Step]:
        """Yield the steps about all these people, as `tell` would say them now.

        Args:
            people: everybody active, each once.
            windows: knows now, and the moments at which a message is welcome.
            tell: asked only about those of whom nothing is kept that still holds.
            under: what else the answers depend on; with other things than last time, nothing kept holds.
        """
        with self._lock:
            known = self._tellings if under == self._under else {}
            now = windows.stamp
            fresh: dict[str, Telling] = {}
            for person in people:
                kept = known.get(person.id)
                if kept is None or kept.person is not person or not _holds(kept, now):
                    told, until = tell(person)
                    kept = Telling(person, now, until, told)
                fresh[person.id] = kept
            self._under, self._tellings = under, fresh
        for kept in fresh.values():
            for each in kept.told:
                yield each.step if each.opens > now else _at_once(each, windows)


def _holds(kept: Telling, now: float) -> bool:
    return kept.since <= now < kept.until or kept.since == now


def _at_once(each: Told, windows: Windows) -> Step:
    """Return a step that is open: the moment suggested for it is the next good one from now on."""
    step, window = each.step, each.step.window
    moment = windows.next_moment(window.zone, each.country)
    window = Window._make((*window[:_SUGGESTED], moment))
    return Step._make((*step[:_WINDOW], window, *step[_WINDOW + 1 :]))


_WINDOW = Step._fields.index("window")
_SUGGESTED = Window._fields.index("suggested")
