"""The calendar's private address, printed and made anew."""

import stat
from pathlib import Path

import pytest

from tests.cli.runner import Hallway


def feed_of(hallway: Hallway) -> Path:
    return hallway.path.with_name("hallway.db.feed")


def test_the_address_is_made_once_and_kept(hallway: Hallway) -> None:
    first = hallway.tells("calendar", "address")
    again = hallway.tells("calendar", "address")

    assert (first["is_new"], again["is_new"]) == (True, False)
    assert first["address"] == again["address"]
    secret = feed_of(hallway).read_text("ascii").strip()
    assert first["address"] == f"http://127.0.0.1:8770/calendar/{secret}.ics"
    assert stat.S_IMODE(feed_of(hallway).stat().st_mode) == 0o600


def test_a_new_address_takes_the_place_of_the_old_one(hallway: Hallway) -> None:
    old = hallway.tells("calendar", "address")["address"]
    assert hallway.tells("calendar", "address", "--new")["address"] != old


def test_the_port_is_the_one_that_is_served(hallway: Hallway) -> None:
    assert ":9000/" in hallway.does("calendar", "address", "--port", "9000")


@pytest.mark.parametrize("words", [["--port", "0"], ["--port", "x"]])
def test_a_port_that_cannot_be_is_refused(hallway: Hallway, words: list[str]) -> None:
    assert "--port" in hallway.refuses("calendar", "address", *words)


def test_neither_record_nor_history_changes(hallway: Hallway) -> None:
    before = hallway.dump(), hallway.tells("history")
    hallway.does("calendar", "address", "--new")
    assert (hallway.dump(), hallway.tells("history")) == before
