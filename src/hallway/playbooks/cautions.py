"""What is worth knowing before an ask, a nudge or a note: detection that explains and never blocks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.asks import Rung
from hallway.domain.names import fold
from hallway.playbooks.rules import CautionRule, Playbook

_DAYS_A_MONTH = 30.44
_LARGE = frozenset({Rung.LETTER, Rung.ROTATION, Rung.ADVOCACY})


class Severity(StrEnum):
    """How loud a caution is; none of them blocks."""

    NOTE = "note"
    WARN = "warn"
    STRONG = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is about to happen, or just happened, between the applicant and one person.

    `reached` is "none" or the highest rung the record shows; `unanswered` counts the mails since they last
    took part; `mail_gap` and `silent_days` and `days_left` are days, None when unknown.
    """

    name: str = ""
    rung: Rung | None = None
    reached: str = "none"
    sustained: bool = False
    talks: int = 0
    gives: int = 0
    silent_days: int | None = None
    days_left: int | None = None
    needed: date | None = None
    pending: int = 0
    asks_in_row: int = 0
    may_follow_up: bool | None = None
    hesitated: bool = False
    unanswered: int = 0
    mail_gap: int | None = None
    text: str = ""
    days_ahead: int = 0


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing worth knowing, with its reason and a way out."""

    rule: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    severity: Severity
    says: str
    because: str
    remedy: str


def cautions(situation: Situation, playbook: Playbook) -> tuple[Caution, ...]:
    """Return every caution that speaks in this situation, the loudest first."""
    spoken = [
        _caution(rule, situation, playbook) for rule in playbook.cautions if speaks(rule, situation, playbook)
    ]
    return tuple(sorted(spoken, key=lambda each: tuple(Severity).index(each.severity), reverse=True))


def speaks(rule: CautionRule, situation: Situation, playbook: Playbook) -> bool:
    """Tell whether one caution has something to say."""
    limits = [playbook.number(key) for key in rule.limits if isinstance(playbook.values[key].content, int)]
    return _DETECTORS[rule.detects](situation, limits or [0], playbook)


def _caution(rule: CautionRule, situation: Situation, playbook: Playbook) -> Caution:
    words = _words(situation, playbook)

    def fill(text: str) -> str:
        for slot, word in words.items():
            text = text.replace("{" + slot + "}", word)
        return text

    return Caution(
        rule=rule.id,
        rows=rule.rows,
        guides=rule.guides,
        severity=Severity(rule.severity),
        says=fill(rule.says),
        because=fill(rule.because),
        remedy=fill(rule.remedy),
    )


_NAMES: Mapping[str, str] = {
    "none": "no talk yet",
    "advice": "advice",
    "meeting": "a meeting",
    "task": "a task done together",
}


def _words(situation: Situation, playbook: Playbook) -> Mapping[str, str]:
    reached = "sustained work" if situation.sustained else _NAMES.get(situation.reached, situation.reached)
    instead = {"none": "advice or a short talk", "advice": "a short meeting", "meeting": "a small task"}
    count = situation.unanswered or situation.asks_in_row
    return {
        "name": situation.name,
        "rung": situation.rung.value if situation.rung else "request",
        "reached": reached,
        "instead": instead.get(situation.reached, "work over a longer time"),
        "silence": _silence(situation.silent_days or 0),
        "needed": f"{situation.needed:%a} {situation.needed.day} {situation.needed:%b}"
        if situation.needed
        else "then",
        "count": str(situation.pending + 1 if situation.pending and not situation.unanswered else count),
        "gap": str(situation.mail_gap or 0),
        "ahead": f"{situation.days_ahead} day{'s' * (situation.days_ahead != 1)}",
        "word": _private_word(situation, playbook) or "something private",
    }


def _silence(days: int) -> str:
    months = round(days / _DAYS_A_MONTH)
    return f"{days} days" if months < 2 else f"{months} months"  # noqa: PLR2004 - plain speech from two months on


def _private_word(situation: Situation, playbook: Playbook) -> str:
    listed = playbook.values["note.private.words"].content
    text = fold(situation.text)
    words = [str(each) for each in listed] if isinstance(listed, tuple) else [str(listed)]
    return next((word for word in words if re.search(rf"\b{re.escape(fold(word))}\b", text)), "")


def _months(days: int | None) -> float:
    return (days or 0) / _DAYS_A_MONTH


def _is_large(it: Situation) -> bool:
    return it.rung in _LARGE


_Detector = Callable[[Situation, list[int], Playbook], bool]

_DETECTORS: Mapping[str, _Detector] = {
    "rung-skipped": lambda it, _, __: _is_large(it) and not it.sustained,
    "task-from-stranger": lambda it, _, __: it.rung is Rung.TASK and it.talks == 0,
    "ask-before-give": lambda it, limits, _: (
        it.rung not in {None, Rung.ADVICE, Rung.MEETING} and it.gives == 0 and it.talks < limits[0]
    ),
    "long-silence": lambda it, limits, _: it.rung is not None and _months(it.silent_days) >= limits[0],
    "some-silence": lambda it, limits, _: (
        it.rung is not None and limits[0] <= _months(it.silent_days) < limits[-1]
    ),
    "large-after-reply": lambda it, limits, _: _is_large(it) and 0 < it.talks < limits[0],
    "last-minute": lambda it, limits, _: (
        it.rung is not None and it.days_left is not None and it.days_left <= limits[0]
    ),
    "many-questions": lambda it, limits, _: it.rung is Rung.ADVICE and it.pending + 1 >= limits[0],
    "asks-in-a-row": lambda it, limits, _: it.rung is not None and it.asks_in_row >= limits[0],
    "refused": lambda it, _, __: it.may_follow_up is False and (it.rung is not None or it.unanswered > 0),
    "nudge-again": lambda it, limits, _: it.talks == 0 and it.unanswered > limits[0] + 1,
    "nudge-within-days": lambda it, limits, _: (
        it.unanswered > 1 and it.mail_gap is not None and it.mail_gap <= limits[0]
    ),
    "hesitated": lambda it, _, __: it.hesitated and it.rung is not None,
    "day-ahead": lambda it, _, __: it.days_ahead > 0,
    "private-note": lambda it, _, playbook: bool(it.text) and bool(_private_word(it, playbook)),
}
