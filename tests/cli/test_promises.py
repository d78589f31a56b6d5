import pytest

from tests.cli.runner import Hallway


def _promise(hallway: Hallway, by: str = "me", due: str = "2026-10-09") -> str:
    made = hallway.tells("promise", "--by", by, "--person", "Novak", "send the poster", "--due", due)[
        "promise"
    ]
    return str(made["id"])


def test_a_promise_is_recorded(hallway: Hallway) -> None:
    made = hallway.tells("promise", "--by", "them", "--person", "Novak", "introduce me to Dr. Rao")["promise"]

    assert (made["by"], made["text"], made["due"], made["state"]) == (
        "them",
        "introduce me to Dr. Rao",
        None,
        "open",
    )


def test_promises_are_listed_by_whose_word_it_is(hallway: Hallway) -> None:
    mine, theirs = _promise(hallway), _promise(hallway, "them")

    listed = hallway.tells("promise", "--list")

    assert [(each["promise"]["id"], each["name"]) for each in listed["mine"]] == [(mine, "Ana Novak")]
    assert [each["promise"]["id"] for each in listed["theirs"]] == [theirs]


@pytest.mark.requirement("LOG-12")
def test_the_list_says_how_the_applicants_own_promises_went(hallway: Hallway) -> None:
    hallway.does("promise", "--keep", _promise(hallway))
    hallway.does("promise", "--keep", _promise(hallway, due="2026-10-01"))
    _promise(hallway)

    assert hallway.tells("promise", "--list")["reliability"] == {
        "on_time": 1, "late": 1, "open": 1, "overdue": 0, "withdrawn": 0
    }  # fmt: skip
    assert "Yours so far: 1 on time, 1 late, 1 open, 0 overdue." in hallway.does("promise", "--list")


def test_the_id_in_the_list_is_enough_to_keep_a_promise(hallway: Hallway) -> None:
    for _ in range(3):
        _promise(hallway)
    first = next(
        line.split()[0] for line in hallway.does("promise", "--list").splitlines() if " open " in line
    )

    kept = hallway.tells("promise", "--keep", first, "--on", "2026-10-04")["promise"]

    assert (kept["state"], kept["closed_on"]) == ("kept", "2026-10-04")


def test_a_withdrawn_promise_keeps_its_reason(hallway: Hallway) -> None:
    dropped = hallway.tells("promise", "--withdraw", _promise(hallway), "--why", "the project ended")[
        "promise"
    ]

    assert (dropped["state"], dropped["why"]) == ("withdrawn", "the project ended")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], "--list"),
        (["send it"], "--by"),
        (["send it", "--by", "me"], "--person"),
        (["send it", "--by", "us", "--person", "Novak"], "me, them"),
        (["", "--by", "me", "--person", "Novak"], "promise"),
        (["send it", "--by", "me", "--person", "Novak", "--due", "Friday"], "Friday"),
        (["--list", "--keep", "abcd"], "one thing"),
        (["--keep", "ffffff"], "ffffff"),
        (["--withdraw", "ffffff"], "ffffff"),
    ],
)
def test_a_promise_that_cannot_be_meant_is_refused_by_name(
    hallway: Hallway, words: list[str], names: str
) -> None:
    assert names in hallway.refuses("promise", *words)


def test_no_promises_are_told_with_how_to_make_one(hallway: Hallway) -> None:
    assert "hallway promise --by me" in hallway.does("promise", "--list")
