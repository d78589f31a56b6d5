"""The phrases of a progress update: all there, each with its own slots."""

import importlib.resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.playbooks.update_phrases import read_phrases, update_phrases

SHIPPED = (importlib.resources.files("hallway.playbooks") / "updates" / "progress.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('id = "closing"', 'id = "closing.kind"', "no phrase 'closing.kind'"),
        ('id = "closing"', 'id = "closing.kind"', "The phrase 'closing' is missing"),
        ("{me}", "{you}", "'subject' needs other slots"),
        ("Dear {name},", "Dear colleague,", "'greeting.plain' needs other slots"),
        ('id = "closing"', 'id = "subject"', "stands here twice"),
        ("[titles]", "[title]", "'title' is not a part"),
        ("credentials = [", "credentials = [1, ", "must be a list of words"),
        ("[[phrase]]", "[[phrase", "not TOML"),
    ],
)
def test_a_fault_is_told(before: str, after: str, says: str) -> None:
    problems = read_phrases(SHIPPED.replace(before, after, 1))[1]

    assert any(says in each.says for each in problems), problems


@given(st.text())
def test_no_text_at_all_is_taken_for_phrases(text: str) -> None:
    assert read_phrases(text)[1]


@pytest.mark.parametrize(
    ("role", "credentials", "is_doctor"),
    [
        ("PGY-3", "", True),
        ("associate program director", "", True),
        ("Chief of Surgery", "", True),
        ("", "M.D., PhD", True),
        ("dean", "", False),
        ("dean", "MBBS", True),
        ("program coordinator", "", False),
        ("medical student", "", False),
        ("research assistant", "BSc", False),
        ("", "", False),
    ],
)
def test_who_is_addressed_as_a_doctor_is_on_record(role: str, credentials: str, *, is_doctor: bool) -> None:
    assert update_phrases().is_doctor(role, credentials) is is_doctor


def test_a_slot_is_filled_once_even_with_braces_in_its_words() -> None:
    assert (
        update_phrases()
        .say("news.advice", text="{result}", result="done")
        .startswith("Your advice, “{result}”")
    )
