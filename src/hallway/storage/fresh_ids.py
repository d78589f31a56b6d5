"""Fresh ids that sort in the order of their making, even within one millisecond."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from hallway.domain.ids import make_id
from hallway.domain.times import from_milliseconds, to_milliseconds

_RANDOM_BYTES = 10
_COUNTS = 0x1000
"""RFC 9562 leaves twelve bits after the time, which may count what is made within one millisecond."""


class IdMaker:
    """Makes UUIDv7 ids from a clock and randomness that are handed in."""

    def __init__(self, clock_now: Callable[[], datetime], random_bytes: Callable[[int], bytes]) -> None:
        self._clock_now = clock_now
        self._random_bytes = random_bytes
        self._lock = Lock()
        self._stamp = -1
        self._count = 0

    def __call__(self) -> str:
        """Return a fresh id."""
        with self._lock:
            stamp = max(to_milliseconds(self._clock_now()), self._stamp)
            randomness = self._random_bytes(_RANDOM_BYTES)
            count = self._count + 1 if stamp == self._stamp else randomness[0] & 0x07
            if count == _COUNTS:
                stamp, count = stamp + 1, 0
            self._stamp, self._count = stamp, count
        return make_id(from_milliseconds(stamp), count.to_bytes(2, "big") + randomness[2:])
