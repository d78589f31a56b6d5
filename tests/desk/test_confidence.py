"""Encouragement as data: everything that the rows name is there, and a fault in it is told with its line."""

import pytest

from hallway.desk.confidence import encouragement, read_encouragement
from hallway.domain.applicants import Flag


@pytest.mark.requirement("ACC-01", "ACC-07", "ACC-08")
def test_the_cards_say_what_to_think_of() -> None:
    by_row: dict[str, list[str]] = {}
    for card in encouragement().cards:
        for row in card.rows:
            by_row.setdefault(row, []).append(card.id)

    assert by_row == {
        "ACC-01": ["value", "curiosity", "listen"],
        "ACC-07": ["silence"],
        "ACC-08": ["scores"],
    }
    assert all(card.guides for card in encouragement().cards)


def test_every_path_is_offered_by_a_flag_and_leads_somewhere() -> None:
    paths = {each.id: each for each in encouragement().paths}

    assert {each.flag for each in paths.values()} == {Flag.INTROVERT, Flag.ACCENT_OR_SHY}
    for each in paths.values():
        assert all(step.page or step.template for step in each.steps)


def test_a_fault_is_told_with_its_line() -> None:
    faulty = (
        '[[step]]\npath = "accnt"\nid = "a"\ntitle = "A"\nsays = "B"\ntemplate = "TPL-99"\npage = "moon"\n'
    )

    found, problems = read_encouragement(
        '[[path]]\nid = "accent"\nname = "A"\nflag = "introvert"\nsays = "B"\nguides = []\n'
        'rows = ["ACC-03"]\n' + faulty
    )

    assert found.paths == ()
    assert [(each.line, each.key) for each in problems] == [(9, "path"), (13, "template"), (14, "page")]
    assert "accent" in problems[0].remedy
