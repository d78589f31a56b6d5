import csv
from collections import Counter
from importlib.resources import files

import pytest

from hallway.facts.regions import US_ELSEWHERE, country_name, us_region


@pytest.mark.parametrize(
    ("state", "region"),
    [
        ("NY", "Northeast"),
        ("ohio", "Midwest"),
        ("tx", "South"),
        ("District of Columbia", "South"),
        ("California", "West"),
        ("", US_ELSEWHERE),
        ("Bavaria", US_ELSEWHERE),
    ],
)
def test_a_state_lies_in_its_census_region(state: str, region: str) -> None:
    assert us_region(state) == region


def test_the_four_regions_have_as_many_states_as_the_census_gives_them() -> None:
    text = (files("hallway.facts") / "data" / "us_state_regions.csv").read_text("utf-8")
    counts = Counter(row["region"] for row in csv.DictReader(text.splitlines()))

    assert counts == {"Northeast": 9, "Midwest": 12, "South": 17, "West": 13, "Territories": 5}


def test_a_country_has_one_name_however_it_is_written() -> None:
    assert {country_name(each) for each in ("DE", "germany", "Germany")} == {"Germany"}
    assert country_name("  Land   of Oz ") == "Land of Oz"
