"""Goals of the guides as they are written in TOML: read strictly, with numbers that the guides know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.goals import Horizon, Measure
from hallway.playbooks.goal_plans import planned_goals, read_goals
from hallway.playbooks.library import shipped

KNOWN = {each.key: each for each in shipped().values}
GOOD = """
[[goal]]
id = "short.mentors"
horizon = "short"
measure = "mentors"
target = "mentors.target"
within = "goals.short.within"
text = "Have {target} mentor"
text_many = "Have {target} mentors"
because = "Different questions need different people."
guides = ["img-general"]
rows = ["GOA-01"]
checked = 2026-11-21
"""


def test_a_goal_is_read_whole() -> None:
    (goal,), problems = read_goals(GOOD, KNOWN)

    assert problems == ()
    assert (goal.horizon, goal.measure, goal.target) == (Horizon.SHORT, Measure.MENTORS, "mentors.target")


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ('horizon = "short"', 'horizon = "soon"', 4, "one of early, short, medium"),
        ('measure = "mentors"', 'measure = "friends"', 5, "one of mentors"),
        ('target = "mentors.target"', 'target = "mentors.targets"', 6, "no value 'mentors.targets'"),
        ('within = "goals.short.within"', 'within = "mentors.target"', 7, "is in count"),
        ("Have {target} mentors", "Have some mentors", 9, "{target} is missing"),
        ("because", "becuase", 10, "'becuase' is not a key"),
        ("[[goal]]", "[[gaol]]", 2, "not a part of this file"),
        ('"short.mentors"', '"short.mentors', 3, "not TOML"),
    ],
)
def test_a_fault_is_told_with_its_line(before: str, after: str, line: int, says: str) -> None:
    _, problems = read_goals(GOOD.replace(before, after), KNOWN)

    assert any(each.line == line and says in each.says for each in problems), problems


def test_a_goal_stands_once() -> None:
    assert "stands here twice" in read_goals(GOOD + GOOD, KNOWN)[1][0].says


@given(st.text())
def test_any_text_gives_goals_or_problems(text: str) -> None:
    goals, problems = read_goals(text, KNOWN)

    assert goals == () or problems == ()


@pytest.mark.requirement("GOA-01", "GOA-02", "GOA-08")
def test_the_guides_goals_ship_with_their_guide_and_number() -> None:
    told = {each.id: (each.guides, _content(each.target)) for each in planned_goals()}

    assert told == {
        "early.mentorship": (("us-img-pediatrics",), 1),
        "early.project": (("us-img-pediatrics",), 1),
        "early.conference": (("us-img-pediatrics",), 1),
        "early.electives": (("us-img-pediatrics",), 1),
        "short.rotations": (("img-general",), (1, 2)),
        "short.research": (("img-general",), 1),
        "short.mentors": (("img-general",), (3, 5)),
        "short.reference": (("img-general",), 1),
        "medium.letters": (("img-general",), 2),
        "medium.presentation": (("img-general",), 1),
        "medium.known-at": (("img-general", "us-img-plastics"), 3),
    }


def _content(key: str) -> object:
    return KNOWN[key].shipped_for("img-general")
