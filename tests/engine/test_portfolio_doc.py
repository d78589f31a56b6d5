"""The optimizer's page is true: every example in it runs and prints what it shows."""

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "portfolio.md"


def test_every_example_of_the_page_prints_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.failed == 0, capsys.readouterr().out
    assert result.attempted == PAGE.read_text("utf-8").count(">>> ")
