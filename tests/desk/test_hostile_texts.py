"""No text, however odd, keeps the checks busy for long: patterns that run away show in texts like these."""

import time
from datetime import UTC, date, datetime

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.playbooks.library import make_playbook

MATERIAL = Material(playbook=make_playbook("img-general", overrides={}), today=date(2026, 11, 22))
CONTEXT = Context(material=MATERIAL, at=datetime(2026, 11, 21, 3, tzinfo=UTC))
LETTERS = 50_000
MOST_SECONDS = 6.0  # of the processor; a quiet machine takes about one, a runaway pattern minutes


@pytest.mark.parametrize(
    "piece",
    [
        "Dr. ",
        "a ",
        "- a\n",
        "_",
        "my dear old ",
        "Dr. Lee and Dr. Ray know ",
        '"a ',
        "a.b.c ",
        "so very very ",
    ],
)
def test_a_long_odd_text_is_checked_in_seconds(piece: str) -> None:
    text = piece * (LETTERS // len(piece))
    began = time.process_time()
    report = check(text, CONTEXT)
    assert time.process_time() - began < MOST_SECONDS
    assert all(0 <= each.start <= each.end <= len(text) for each in report.findings)
