"""Opening with a request for help into residency, and pressing after an interview: both are told."""

from datetime import date

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.domain.messages import Medium
from hallway.playbooks.library import make_playbook

MATERIAL = Material(playbook=make_playbook("img-general", overrides={}), today=date(2026, 11, 23))


def rows(text: str, medium: Medium) -> set[str]:
    report = check(text, Context(material=MATERIAL, medium=medium))
    return {row for each in report.findings for row in each.rows}


@pytest.mark.requirement("CNF-17", "PIT-17")
@pytest.mark.parametrize(
    ("script", "is_told"),
    [
        ("Hello Dr. Kim, can you help me get into residency at your hospital?", True),
        ("Hi, I am Ali. I need help to match this year, could you help me get a position?", True),
        ("Hello Dr. Kim, I am Ali. How do you choose whom to visit first?", False),
    ],
    ids=["help", "need", "question"],
)
def test_a_prepared_talk_does_not_open_with_a_request_for_help_into_residency(
    script: str,
    is_told: bool,  # noqa: FBT001 - a case, not a flag
) -> None:
    assert ("CNF-17" in rows(script, Medium.SPOKEN)) is is_told


LETTER = "Dear Dr. Kim,\n\nThank you for the interview on Friday; {more}\n\nSincerely,\nAli Hassan\n"


@pytest.mark.requirement("PIT-16", "INT-08")
@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ("could you tell me where I stand on your rank list?", True),
        ("I will rank your program first, and I hope that you will rank me highly as well.", True),
        ("our talk about home visits confirmed how much I would like to train with your residents.", False),
    ],
    ids=["where I stand", "rank me", "interest"],
)
def test_nobody_is_pressed_about_ranking_after_an_interview(
    more: str,
    is_told: bool,  # noqa: FBT001 - a case, not a flag
) -> None:
    assert ("PIT-16" in rows(LETTER.format(more=more), Medium.MAIL)) is is_told
