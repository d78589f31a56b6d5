"""The secret in the calendar's private address: a small file beside the record, for its owner alone.

It is no part of the record, so that neither history nor an archive nor a safety copy ever holds it.
"""

import os
import re
import secrets
import tempfile
from pathlib import Path

from hallway.storage.errors import translating

_BYTES = 32
"""256 bits: nobody guesses it."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def find_token(path: Path) -> str | None:
    """Return the secret that the file at `path` keeps, or None when none was made or the file is broken.

    Raises:
        StorageError: the file is there and cannot be read.
    """
    with translating(path):
        try:
            text = path.read_bytes()[: 4 * _BYTES].decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
    return text if _TOKEN.fullmatch(text) else None


def make_token(path: Path) -> str:
    """Write a new secret in the place of the one there was, and return it; only its owner may read it.

    Raises:
        StorageError: the file cannot be written; the old secret then stays.
    """
    token = secrets.token_urlsafe(_BYTES)
    with translating(path):
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(f"{token}\n")
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    return token


def is_token(path: Path, said: str) -> bool:
    """Tell whether `said` is the secret; how long that takes does not tell how much of it was right."""
    known = find_token(path)
    # Without a secret there is one comparison, too, with a value that nobody knows.
    wanted = (known or secrets.token_urlsafe(_BYTES)).encode()
    return secrets.compare_digest(wanted, said.encode("utf-8", "replace"))
