"""The page "How SmartPick works" leaves nothing out and says nothing that is not so."""

import importlib.resources
import re
from fnmatch import fnmatchcase
from pathlib import Path
from string import Formatter

import pytest

from hallway.facts.signals import signal_limit
from hallway.smartpick.efforts import usual_efforts
from hallway.smartpick.explained import read_topic
from hallway.smartpick.explained_lists import list_numbers, list_topic
from hallway.smartpick.explained_worths import worth_numbers, worth_topic
from hallway.smartpick.parameter_names import FILES, named_parameters, purposes, values_by_name
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.ties import NAMES
from tools.odds_formulas import explained_lines

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "how-smartpick-works.md"
RESULTS = "calibration"


def test_every_file_of_parameters_is_read() -> None:
    folder = importlib.resources.files("hallway.smartpick") / "data"
    found = {each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")}
    assert found == {*FILES, RESULTS}


def test_every_parameter_of_the_data_files_is_named_and_none_that_is_not_there() -> None:
    """When this fails, say in smartpick/words/parameters.toml what the number does."""
    values = values_by_name()
    patterns = purposes()
    lacking = [name for name in values if not any(fnmatchcase(name, each) for each in patterns)]
    stale = [each for each in patterns if not any(fnmatchcase(name, each) for name in values)]
    assert (lacking, stale) == ([], [])


def test_each_parameter_is_told_with_its_value_its_purpose_and_its_source() -> None:
    named = {each.name: each for each in named_parameters()}
    assert named["picking.curve.most"].value == str(picking_choices().curve.most)
    assert named["picking.waste.gain"].source == "our own choice, 2026"
    for kind, each in usual_efforts().items():
        assert f"{kind} {each.hours:g}" in named["efforts.*.hours"].value.split("; ")
    assert all(each.value and each.says and each.source for each in named.values())


@pytest.mark.parametrize(("file", "numbers"), [("list", list_numbers()), ("worth", worth_numbers())])
def test_every_number_of_the_words_is_filled_in_and_none_is_left_over(
    file: str, numbers: dict[str, str]
) -> None:
    path = importlib.resources.files("hallway.smartpick") / "words" / f"{file}.toml"
    asked = {name for _, name, _, _ in Formatter().parse(path.read_text("utf-8")) if name}
    assert asked == numbers.keys()


def test_words_that_name_a_number_that_is_not_there_are_refused() -> None:
    with pytest.raises(KeyError, match="apart"):
        read_topic("list", {name: "" for name in list_numbers() if name != "apart"}, {})


def test_the_words_hold_no_number_that_the_data_or_the_code_has() -> None:
    """Only those of words themselves: levels begin at 1, hundreds, and the ends of a range."""
    for file in ("list", "worth"):
        path = importlib.resources.files("hallway.smartpick") / "words" / f"{file}.toml"
        text = re.sub(
            r"\{\w+\}|PGY-[12]|10%, 50% and 90%|5th and 95th percentile|#.*", "", path.read_text("utf-8")
        )
        assert set(re.findall(r"\d+", text)) <= {"0", "1", "100"}


def test_signals_and_efforts_are_told_as_the_data_has_them() -> None:
    signals = next(each.table for each in list_topic().points if each.name == "How many signals")
    assert signals is not None
    for specialty, told, _ in signals.rows:
        limit = signal_limit(specialty)
        assert limit is not None
        parts = [int(each) for each in re.findall(r"\d+", told)]
        assert sum(parts) == limit.value.total
    efforts = next(each.table for each in worth_topic().points if each.name == "For each hour and dollar")
    assert efforts is not None
    assert len(efforts.rows) == sum(each.is_action for each in usual_efforts().values())
    assert {name.casefold() for name, *_ in efforts.rows} <= {each.casefold() for each in NAMES.values()}


def test_the_reference_page_says_the_same_words() -> None:
    """When this fails, run ./run calibrate."""
    assert DOCS.read_text("utf-8").endswith("".join(f"{line}\n" for line in explained_lines()))
