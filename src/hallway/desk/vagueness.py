"""Checks on goals: vague ones, and introductions that leave the goal out."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.context import Detector, Reading
from hallway.desk.findings import Hit
from hallway.desk.phrases import find_phrases, pattern_of
from hallway.domain.messages import Medium

_INTRODUCES = re.compile(r"\b(?:my name is|i am|i'm|this is) ")
_INTRODUCING_ROWS = ("IDN-",)
_ANY_SPECIALTY = "pediatrics"
_LEAST_WORDS = 10


def find_vague_goal(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find goals that are open to everything, each with a concrete one in its place."""
    for number, each in enumerate(find_phrases(rule, reading)):
        yield Hit(start=each.start, end=each.end, words={"instead": concrete_goals(reading, number)})


def find_lacking(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find an introduction in which none of the rule's phrases stands."""
    draft = reading.draft
    if not draft.sentences or draft.words < _LEAST_WORDS or not _is_introduction(reading):
        return
    if not pattern_of(rule.phrases).search(draft.folded) and not _is_vague(reading):  # one fault, one finding
        last = draft.sentences[-1]
        words = {"instead": concrete_goals(reading, 0), "specialty": _specialty(reading)}
        yield Hit(start=last.start, end=last.end, words=words)


def _is_vague(reading: Reading) -> bool:
    rules = (each for each in shipped_rules() if each.detects == "vague-goal")
    return any(True for each in rules for _ in find_phrases(each, reading))


def _is_introduction(reading: Reading) -> bool:
    template = reading.context.template
    if template is not None:
        return any(row.startswith(_INTRODUCING_ROWS) for row in template.rows)
    opening = reading.draft.places("opening")
    introduces = any(_INTRODUCES.search(reading.draft.words_of(each)) for each in opening)
    return introduces and reading.medium in {Medium.SPOKEN, Medium.PROFILE}


def _specialty(reading: Reading) -> str:
    applicant = reading.context.material.applicant
    return applicant.specialties[0] if applicant and applicant.specialties else _ANY_SPECIALTY


def concrete_goals(reading: Reading, number: int) -> str:
    """Return one of the concrete goals, another for each number, in the applicant's specialty."""
    goals = reading.context.material.playbook.values["goals.concrete"].content
    choices = [each for each in goals if isinstance(each, str)] if isinstance(goals, tuple) else [str(goals)]
    return choices[number % len(choices)].replace("{specialty}", _specialty(reading))


DETECTORS: Mapping[str, Detector] = {
    "vague-goal": find_vague_goal,
    "introduction-lacks": find_lacking,
}
"""Detectors of goals by the names that rules give them."""
