"""The secret of the calendar's address: random, for its owner alone, and outside of the record."""

import stat
from pathlib import Path

import pytest

from hallway.storage.errors import StorageError
from hallway.storage.feed_tokens import find_token, is_token, make_token


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "hallway.db.feed"


def test_there_is_none_until_one_is_made(place: Path) -> None:
    assert find_token(place) is None
    token = make_token(place)
    assert find_token(place) == token


def test_it_is_long_random_and_for_its_owner_alone(place: Path) -> None:
    tokens = {make_token(place) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(each) for each in tokens} == {43}  # 256 bits, six to a letter
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [each.name for each in place.parent.iterdir()] == [place.name]


def test_a_new_one_takes_the_place_of_the_old_one(place: Path) -> None:
    old = make_token(place)
    new = make_token(place)
    assert is_token(place, new)
    assert not is_token(place, old)


@pytest.mark.parametrize("said", ["", "x", "é" * 43, "\udcff", "A" * 43])
def test_nothing_else_is_taken_for_it(place: Path, said: str) -> None:
    assert not is_token(place, said)
    make_token(place)
    assert not is_token(place, said)


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe\x00", b"A" * 44, b"A" * 42 + b"!"])
def test_a_broken_file_is_as_good_as_none(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    assert find_token(place) is None
    assert not is_token(place, content.decode("latin-1"))
    assert find_token(place) != make_token(place)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "feed").mkdir()
    with pytest.raises(StorageError):
        make_token(tmp_path / "feed")
    with pytest.raises(StorageError):
        make_token(tmp_path / "no" / "feed")
    assert [each.name for each in tmp_path.iterdir()] == ["feed"]
