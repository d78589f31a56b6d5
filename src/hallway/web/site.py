"""What one running server holds: the record, sample data on demand, and what waits in memory."""

import threading
from collections.abc import Callable

from hallway.actions.ports import Clock
from hallway.app import App
from hallway.web.notices import Notices
from hallway.web.uploads import Uploads


class Site:
    """The record that is served, and beside it a throw-away copy with sample data once somebody asks."""

    def __init__(self, app: App, make_sample: Callable[[Clock], App]) -> None:
        self.app = app
        self.notices = Notices()
        self.uploads = Uploads()
        self._make_sample = make_sample
        self._sample: App | None = None
        self._lock = threading.Lock()

    def sample(self) -> App:
        """Return the sample data, made when it is first asked for."""
        with self._lock:
            if self._sample is None:
                self._sample = self._make_sample(self.app.clock)
            return self._sample
