"""What a fuzzer starts from, or once found, is read every time, and so are many small changes of it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.targets import TARGETS

CORPUS = Path(__file__).resolve().parents[2] / "fuzz" / "corpus"
INPUTS = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*"))


def changed(data: bytes, times: int) -> Iterator[bytes]:
    """Yield `data` with bytes dropped, doubled, swapped and replaced, the same way every time."""
    chance = random.Random(len(data))  # noqa: S311 - no secret: the same changes every time
    for _ in range(times):
        made = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(made) + 1)
            match chance.randrange(4):
                case 0:
                    del made[at : at + chance.randint(1, 9)]
                case 1:
                    made[at:at] = made[at : at + chance.randint(1, 30)]
                case 2:
                    made[at : at + 1] = bytes([chance.choice(b"\x00\n\r,;:=\"'\\<>&{}[]\xff\xc3")])
                case _:
                    made = made[at:] + made[:at]
        yield bytes(made)


def test_every_reader_has_first_inputs() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_and_its_small_changes_are_read_or_refused(name: str) -> None:
    target, data = TARGETS[name.partition("/")[0]], (CORPUS / name).read_bytes()
    target(data)
    for each in changed(data, 150):
        target(each)


def test_the_corpus_stays_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.glob("*/*")) < 200_000
