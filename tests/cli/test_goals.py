"""Goals at the command line: proposed, added, changed, closed, reviewed, and what became of the network."""

import pytest

from tests.cli.runner import Hallway


def _add(hallway: Hallway, text: str = "Show a poster", *more: str) -> str:
    return str(hallway.tells("goals", "add", text, "--measure", "presentations", *more)["goal"]["id"])


@pytest.mark.requirement("GOA-01", "GOA-02")
def test_the_guides_goals_are_proposed_and_taken(hallway: Hallway) -> None:
    proposed = hallway.tells("goals", "propose")["proposals"]
    assert {each["id"]: each["least"] for each in proposed if each["is_suggested"]} == {
        "short.rotations": 1,
        "short.research": 1,
        "short.mentors": 3,
        "short.reference": 1,
        "medium.letters": 2,
        "medium.presentation": 1,
        "medium.known-at": 3,
    }
    assert "Have three to five mentors to turn to [suggested]" in hallway.does("goals", "propose")

    taken = hallway.tells("goals", "propose", "--take", "suggested", "--take", "early.project")["goals"]

    assert len(taken) == 8
    assert "You have these already." in hallway.does("goals", "propose", "--take", "short.mentors")
    assert "all yours already" in hallway.does("goals", "propose", "--take", "suggested")


def test_goals_are_listed_with_progress_and_who_stands_behind_it(hallway: Hallway) -> None:
    assert "hallway goals propose" in hallway.does("goals", "list")
    hallway.does("goals", "propose", "--take", "short.mentors")
    _add(hallway, "Show a poster", "--target", "1", "--by", "2026-12-01", "--note", "Ohio")
    hallway.does("milestone", "Poster accepted", "--kind", "presentation")

    text = hallway.does("goals", "list")

    assert "Have three to five mentors to turn to: 1 of 3" in text
    assert "Ana Novak" in text
    assert "Show a poster: 1 of 1 (by Tue 1 Dec)" in text
    assert "Reached? hallway goals reach" in text
    assert "This week: 0 of 3 new people, 0 of 1 silent ones." in text
    assert hallway.tells("goals", "list")["week"]["targets"] == [3, 1]


def test_a_goal_is_changed_closed_and_opened_again(hallway: Hallway) -> None:
    goal = _add(hallway)

    changed = hallway.tells("goals", "change", goal[:13], "--target", "2", "--measure", "", "--counted", "1")
    assert changed["goal"] | {"id": ""} == {
        "id": "", "horizon": "short", "text": "Show a poster", "made_on": "2026-10-05", "measure": None,
        "target": 2, "counted": 1, "by": None, "state": "open", "closed_on": None, "note": "",
    }  # fmt: skip
    assert hallway.tells("goals", "reach", goal)["goal"]["closed_on"] == "2026-10-05"
    assert "reached  2026-10-05  Show a poster" in hallway.does("goals", "list", "--closed")
    assert hallway.tells("goals", "bring-back", goal)["goal"]["state"] == "open"
    assert hallway.tells("goals", "drop", goal)["goal"]["state"] == "dropped"


@pytest.mark.requirement("GOA-03")
def test_the_monthly_review_is_walked_kept_and_settles_the_step(hallway: Hallway) -> None:
    goal, other = _add(hallway), _add(hallway, "Give a talk")
    steps = [each["rule"] for each in hallway.tells("today")["steps"]]
    assert "habit.month.review" in steps
    assert "Show a poster: 0 so far." in hallway.does("goals", "review")

    kept = hallway.tells(
        *("goals", "review", "--text", "Fewer, better."),
        *(
            "--change",
            f"{goal}:target=1",
            "--change",
            f"{goal}:note=Ohio",
            "--change",
            f"{other}:state=dropped",
        ),
    )

    assert (kept["conclusion"], [each["text"] for each in kept["standings"]]) == (
        "Fewer, better.",
        ["Show a poster"],
    )
    assert "habit.month.review" not in [each["rule"] for each in hallway.tells("today")["steps"]]
    assert "already" in hallway.does("goals", "review")
    later = hallway.at("2026-11-02T09:00-05:00")
    later.does("milestone", "Poster accepted", "--kind", "presentation")
    plan = later.does("goals", "review")
    assert "Last time, Mon 5 Oct: Fewer, better." in plan
    assert "Show a poster: 1 of 1. 1 more than at your last review." in plan
    assert "New: Poster accepted" in plan
    assert "0 of 1  Show a poster" in later.does("goals", "review", "--history")


@pytest.mark.requirement("GOA-05")
def test_what_networking_became_is_told_with_its_people(hallway: Hallway) -> None:
    hallway.does("milestone", "Abstract with Ana Novak accepted", "--kind", "publication")
    hallway.does("ask", "--of", "Menon", "--rung", "letter", "--answer", "granted")
    hallway.does("milestone", "Joined the sepsis registry", "--kind", "research")

    text = hallway.does("goals", "outcomes")

    assert "Research: 2, 2 in 2026" in text
    assert "Ana Novak: named in it" in text
    assert "Ravi Menon: their country is not noted, so it is not counted." in text
    counted = {each["kind"]: each["this_year"] for each in hallway.tells("goals", "outcomes")["groups"]}
    assert counted == {
        "research": 2, "presentations": 0, "clinical-experience": 0, "us-letters": 0, "advocates": None
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["add", ""], "text"),
        (["add", "x", "--horizon", "soon"], "horizon"),
        (["add", "x", "--measure", "friends"], "measure"),
        (["change", "0199ab12"], "--target"),
        (["change", "0199ab12", "--target", "2"], "0199ab12"),
        (["reach", "zz"], "characters"),
        (["propose", "--take", "short.fame"], "short.fame"),
        (["review", "--text", ""], "conclusion"),
        (["review", "--change", "0199ab12:target=2"], "--text"),
        (["review", "--text", "x", "--change", "0199ab12"], "ID:FIELD=VALUE"),
        (["review", "--text", "x", "--change", "0199ab12:text=y"], "0199ab12"),
        (["review", "--history", "--text", "x"], "stands alone"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else None,
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses("goals", *words)
