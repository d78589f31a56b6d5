"""Files between preview and confirmation: in memory only, few, and not for long."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from hallway.actions.import_files import ImportRequest
from hallway.actions.imports import Imported, ImportPlan
from hallway.domain.errors import HallwayError
from hallway.formats.problems import Problem
from hallway.web.work import Work

LIFETIME = 30 * 60
"""Seconds that an uploaded file is kept."""

_MOST_BYTES = 128 * 1024 * 1024
_MOST_KEPT = 8


class UploadGone(HallwayError):
    """A preview was left for so long that its file was forgotten."""

    def __init__(self) -> None:
        super().__init__(
            "This preview is no longer here: a file is kept in memory for half an hour and never on disk. "
            "Nothing was changed. Choose the file again."
        )


@dataclass(slots=True)
class Upload:
    """One file, what the applicant answered about it, and the work on it.

    It is looked at, or taken over once `is_applying`.
    """

    name: str
    data: bytes
    request: ImportRequest = field(default_factory=ImportRequest)
    plan: ImportPlan | None = None
    remarks: Mapping[int, Sequence[Problem]] = field(default_factory=dict)
    made: float = field(default_factory=monotonic)
    is_applying: bool = False
    result: Imported | None = None
    work: Work[None] = field(default_factory=Work)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Uploads:
    """The files that wait; the oldest make room for new ones."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, upload: Upload) -> str:
        """Keep a file and return the token that fetches it."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._forget_old()
            self._kept[token] = upload
            while len(self._kept) > _MOST_KEPT or self._bytes() > _MOST_BYTES:
                idle = [
                    each for each, kept in self._kept.items() if not (kept.is_applying and kept.work.is_busy)
                ]
                if idle[0] == token:
                    break  # all others are being taken over
                self._drop(idle[0])
        return token

    def get(self, token: str) -> Upload:
        """Return a file.

        Raises:
            UploadGone: there is no such file any more.
        """
        with self._lock:
            self._forget_old()
            found = self._kept.get(token)
        if found is None:
            raise UploadGone
        return found

    def forget(self, token: str) -> None:
        """Forget a file at once."""
        with self._lock:
            if token in self._kept:
                self._drop(token)

    def _drop(self, token: str) -> None:
        self._kept.pop(token).work.stop()

    def _bytes(self) -> int:
        return sum(len(each.data) for each in self._kept.values())

    def _forget_old(self) -> None:
        oldest = monotonic() - LIFETIME
        for token in [
            each for each, kept in self._kept.items() if kept.made < oldest and not kept.work.is_busy
        ]:
            self._drop(token)
