"""Words that a mail does better without are found in sentences that are none of the rules' own examples."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.domain.messages import Medium
from hallway.playbooks.library import make_playbook

PLAYBOOK = make_playbook("img-general", overrides={})
HERE = Path(__file__).parent
FAULTY: Mapping[str, Mapping[str, list[str]]] = tomllib.loads((HERE / "faulty_words.toml").read_text("utf-8"))
SOUND: Mapping[str, list[str]] = tomllib.loads((HERE / "sound_words.toml").read_text("utf-8"))
FRAMES = {
    "sentences": "Dear Dr. Lee,\n\n{}\n\nBest regards,\nAna Ruiz",
    "greetings": "{}\n\nI read your paper on burns.\n\nBest regards,\nAna Ruiz",
    "subjects": "Subject: {}\n\nDear Dr. Lee,\n\nI am a student in Lima and read your paper.\n\nBest,\nAna",
}
MEDIA = {"mails": Medium.MAIL, "posts": Medium.POST, "notes": Medium.NOTE, "pitches": Medium.SPOKEN}
CASES = [
    (rule.removesuffix(".greeting"), FRAMES.get(kind, "{}").format(text), MEDIA.get(kind, Medium.MAIL))
    for rule, kinds in FAULTY.items()
    for kind, texts in kinds.items()
    for text in texts
]
FAMILIES = ("tone.", "mass.", "leftover.", "note.", "subject.", "post.", "goal.", "claim.")


def rules_in(text: str, medium: Medium) -> list[str]:
    context = Context(material=Material(playbook=PLAYBOOK, today=date(2026, 11, 23)), medium=medium)
    return [each.rule for each in check(text, context).findings]


@pytest.mark.parametrize(("rule", "text", "medium"), CASES)
@pytest.mark.requirement("OUT-13", "OUT-07", "PIT-05")
def test_a_faulty_wording_is_found(rule: str, text: str, medium: Medium) -> None:
    assert any(each.startswith(rule) for each in rules_in(text, medium))


@pytest.mark.parametrize(
    ("text", "medium"), [(text, MEDIA[kind]) for kind, texts in SOUND.items() for text in texts]
)
def test_nothing_is_said_about_the_words_of_a_sound_text(text: str, medium: Medium) -> None:
    assert [each for each in rules_in(text, medium) if each.startswith(FAMILIES)] == []


def test_there_are_many_faulty_wordings() -> None:
    assert len(CASES) >= 150
