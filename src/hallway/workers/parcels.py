"""What goes to a child process and comes back: arrays and numbers, and never anything that could run."""

import io
import zipfile
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hallway.engine.exact import Aim, ExactAnswer
from hallway.engine.markets import Market
from hallway.engine.matchings import Matching, Status

_MARKET = (
    "seats",
    "list_starts",
    "lists",
    "rank_starts",
    "ranks",
    "couples",
    "pair_starts",
    "pairs",
    "advanced",
    "extra_starts",
    "extras",
    "reversions",
    "parity",
)
_MATCHING = ("programs", "supplemental", "seats", "moved")
_LENGTH = 8
"""Bytes of the number that stands before a parcel."""
_MOST = 2**34
"""Bytes of a parcel: a greater number before it is none of ours."""
_UNKNOWN = -1

Arrays = dict[str, NDArray[np.generic]]


class Question(NamedTuple):
    """What a child is asked: the arguments of `search_exactly`."""

    market: Market
    hint: Matching | None
    seconds: float
    aim: Aim


def write_question(question: Question) -> bytes:
    """Return a question as a parcel."""
    arrays: Arrays = {f"market.{name}": getattr(question.market, name) for name in _MARKET}
    arrays |= _pack(question.hint)
    arrays["seconds"] = np.float64(question.seconds).reshape(1)
    arrays["least"] = np.array([question.aim.least])
    arrays["loose"] = np.array(question.aim.loose, np.int32)
    return _write(arrays)


def read_question(parcel: bytes) -> Question:
    """Read a question."""
    arrays = _read(parcel)
    market = Market(**{name: arrays[f"market.{name}"] for name in _MARKET})  # type: ignore[arg-type] # int32
    aim = Aim(bool(arrays["least"][0]), tuple(arrays["loose"].tolist()))
    return Question(market, _unpack(arrays), float(arrays["seconds"][0]), aim)


def write_answer(answer: ExactAnswer) -> bytes:
    """Return an answer as a parcel."""
    blocking = _UNKNOWN if answer.blocking is None else answer.blocking
    return _write(
        _pack(answer.matching)
        | {"status": np.array([answer.status.value]), "numbers": np.array([blocking, answer.bound])}
    )


def read_answer(parcel: bytes) -> ExactAnswer:
    """Read an answer.

    Raises:
        ValueError: the parcel is not whole.
    """
    try:
        arrays = _read(parcel)
        blocking, bound = arrays["numbers"].tolist()
        status = Status(str(arrays["status"][0]))
        matching = _unpack(arrays)
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        raise ValueError("the parcel is not whole") from fault
    return ExactAnswer(status, matching, None if blocking == _UNKNOWN else blocking, bound)


def send(parcel: bytes, stream: IO[bytes]) -> None:
    """Write a parcel into a stream, with its length before it."""
    stream.write(len(parcel).to_bytes(_LENGTH, "big") + parcel)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one parcel from a stream; None when the stream ended, before it or amid it, or holds none."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > _MOST:
        return None
    parcel = stream.read(length)
    return parcel if len(parcel) == length else None


def _pack(matching: Matching | None) -> Arrays:
    return {} if matching is None else {f"match.{name}": getattr(matching, name) for name in _MATCHING}


def _unpack(arrays: Arrays) -> Matching | None:
    if "match.programs" not in arrays:
        return None
    return Matching(*(arrays[f"match.{name}"].astype(np.int32) for name in _MATCHING))


def _write(arrays: Arrays) -> bytes:
    parcel = io.BytesIO()
    np.savez(parcel, allow_pickle=False, **arrays)
    return parcel.getvalue()


def _read(parcel: bytes) -> Arrays:
    with np.load(io.BytesIO(parcel), allow_pickle=False) as arrays:
        return dict(arrays)
