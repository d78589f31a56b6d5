"""What is said beside the odds: read strictly, and in keeping with the directory."""

from importlib.resources import files

import pytest

from hallway.facts.evidence import tie_effects
from hallway.facts.specialties import specialties
from hallway.playbooks.odds_notes import odds_notes, read_odds_notes
from hallway.playbooks.values import AUDIENCES

SHIPPED = (files("hallway.playbooks") / "topics" / "odds.toml").read_text("utf-8")


def test_what_ships_names_specialties_and_effects_that_there_are() -> None:
    notes = odds_notes()
    assert set(notes.readers) == set(AUDIENCES)
    named = {name for path in notes.paths for pair in path.through.items() for name in pair}
    named |= {each.specialty for each in notes.readers.values() if each.specialty}
    assert named <= set(specialties())
    assert {each.effect for each in notes.paths if each.effect} <= set(tie_effects())
    assert {guide for each in notes.paths for guide in each.guides} <= set(AUDIENCES)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("chance = 0.35", "chance = 35", "'chance' must be a share from 0 to 1."),
        ("chance = 0.35", "", "[[low]] needs 'chance'."),
        ('id = "parallel"', 'id = "preliminary"', "'preliminary' stands here twice."),
        ('status = "us-md"', 'status = "md"', "'status' must be a status."),
        ("[low]", "[lower]", "'lower' is not a part of this file."),
        ('title = "A parallel plan"', 'titel = "A parallel plan"', "'titel' is not a key of [[path]]."),
        ("[low]", "[low", "This is not TOML"),
        ("through = {", 'through = { "A" = 1, ', "'through' must be a table of texts."),
    ],
)
def test_a_fault_is_told_and_nothing_is_used(old: str, new: str, says: str) -> None:
    assert old in SHIPPED
    notes, problems = read_odds_notes(SHIPPED.replace(old, new, 1))
    assert notes is None
    assert any(each.says.startswith(says) for each in problems), problems
