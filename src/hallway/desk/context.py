"""What a check is told beside the text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from hallway.desk.check_rules import CheckRule
from hallway.desk.drafts import Draft
from hallway.desk.findings import Finding, Hit
from hallway.desk.material import Gone, Material
from hallway.desk.templates import Template
from hallway.domain.messages import Medium, Request

Grammar = Callable[[Draft], Iterable[Finding]]
"""Looks for slips of grammar; an extra that need not be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about a message: what it is made of, when it is to go, and what went before.

    `medium` and `template` are None when nobody said; `at` is None when no moment of sending is meant.
    `gone_today` counts first messages that went on the day of `at`.
    """

    material: Material
    medium: Medium | None = None
    template: Template | None = None
    at: datetime | None = None
    gone: tuple[Gone, ...] = ()
    gone_today: int = 0
    has_cv: bool | None = None
    cv_pages: int | None = None
    grammar: Grammar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A draft with what was understood of it: every detector looks at this.

    `is_cold` tells that the person and the applicant never talked; without a record it is taken for a first
    mail when the text is a mail and is not an answer, a follow-up, a thank-you or an update by its words.
    """

    draft: Draft
    context: Context
    medium: Medium
    request: Request
    is_cold: bool


Detector = Callable[[CheckRule, Reading], Iterable[Hit]]
"""Looks for one kind of fault in a draft."""
