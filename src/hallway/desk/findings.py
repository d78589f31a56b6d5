"""What a check found: where, why, and what to do; nothing here blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hallway.playbooks.cautions import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth minding in a text.

    `start` and `end` are code points of the text that was checked; `quote` is what stands between them.
    `guide` is the guide that gives the reason, "" when the rule is ours. `replacement` is what may stand
    there instead, None when only the applicant can know; "" takes it out.
    """

    rule: str
    rows: tuple[str, ...]
    severity: Severity
    start: int
    end: int
    quote: str
    says: str
    because: str
    guide: str
    remedy: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a detector found its fault, and the words that fill its sentences.

    `rows` are those of the template that was missed; empty: the rule's own.
    """

    start: int
    end: int
    words: Mapping[str, str] = field(default_factory=dict)
    severity: Severity | None = None  # None: the rule's own
    replacement: str | None = None
    rows: tuple[str, ...] = ()
