"""The lists of wordings that ship: every phrase of them can be read by itself."""

import importlib.resources

import pytest

from hallway.desk.word_lists import read_lists, wordings

FOLDER = importlib.resources.files("hallway.desk") / "words"
SHIPPED = sorted(each.name.removesuffix(".toml") for each in FOLDER.iterdir() if each.name.endswith(".toml"))


@pytest.mark.parametrize("name", [each for each in SHIPPED if each != "sources"])
def test_every_list_that_ships_becomes_a_pattern(name: str) -> None:
    found, problems = read_lists((FOLDER / f"{name}.toml").read_text("utf-8"))
    assert problems == ()
    assert all(wordings(name, each).pattern for each in found)
