"""Rules and cautions as they are read from TOML, and the playbook that holds them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from hallway.domain.errors import InvalidValue
from hallway.playbooks.steps import Tier, Window
from hallway.playbooks.values import WINDOW_UNITS, Value, write_content

Example = Mapping[str, object]

STARTS: Mapping[str, str] = {
    "meeting": "a meeting or call with them",
    "help": "help they gave you",
    "reply": "a reply from them",
    "cold-mail": "a first mail to someone you have not talked with",
    "open-ask": "a mail that asked someone you have talked with for advice or a meeting",
    "rotation-end": "the end of a rotation with them",
    "contact": "your last contact with them",
    "planned": "the follow-up you planned",
    "bare-meeting": "a meeting noted without topic or next step",
    "introduction": "an introduction to them",
    "introduced-contact": "your first contact with someone they introduced you to",
    "promise-mine": "a promise you made",
    "promise-mine-overdue": "the day your promise was due",
    "promise-withdrawn": "the day you withdrew a promise",
    "promise-theirs": "an offer they made",
    "advice-given": "advice they gave",
    "advice-acted": "the day you acted on advice",
    "milestone": "a result of yours",
    "open-questions": "the first of several open questions to them",
    "week-new": "the beginning of the week",
    "week-revive": "the beginning of the week",
    "month": "the beginning of the month",
    "roles-open": "the beginning of a month in which a mentor role is open",
    "program-worth": "the day on which you had Today propose relationships",
    "applications-open": "the day from which applications may be sent, while some of your list are not",
    "ranking-opens": "the day on which ranking opens, where a program interviews you",
}
"""What may start a window, in plain words: the closed vocabulary of `starts`."""

COUNTING = frozenset({"open-questions", "week-new", "week-revive", "program-worth"})
"""Starts that count something against the rule's `limit`."""

KINDS = ("met", "mailed", "called", "replied", "helped-me", "helped-them", "rotation-ended", "imported")
"""Kinds of interaction that `settled_by` may name, in the order of the digest's `last_` fields."""

DETECTS = (
    "rung-skipped",
    "task-from-stranger",
    "ask-before-give",
    "long-silence",
    "some-silence",
    "large-after-reply",
    "last-minute",
    "many-questions",
    "asks-in-a-row",
    "refused",
    "nudge-again",
    "nudge-within-days",
    "hesitated",
    "private-note",
    "day-ahead",
)
"""What a caution may look for: the closed vocabulary of `detects`."""

REVIVE = "update.revive"
"""The rule that speaks about everybody who fell silent: faces and the week's habit treat it apart."""

OPEN_ROLES = "mentor.roles.open"
"""The rule that names open mentor roles: faces lead from it to the worksheet of prospects."""

_DAYS = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 30.5}
_LONGEST = 36_525
"""A window that reaches further than this many days was not meant, and leaves the calendar in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule that gives steps: when its window lies, whom it concerns, what settles it."""

    id: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    says: str
    because: str
    starts: str
    opens: str
    due: str
    closes: str
    last: str
    settles: str
    minutes: int
    tier: Tier
    outreach: bool
    who: tuple[str, ...] = ()
    who_not: tuple[str, ...] = ()
    who_also: Mapping[str, tuple[str, ...]]
    settled_by: tuple[str, ...] = ()
    settled_from: str = "start"
    yields_to: tuple[str, ...] = ()
    foretold: bool = True
    limit: str = ""
    not_before: str = ""
    template: str = ""
    template_for: Mapping[str, str]
    example: tuple[Example, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the value keys this rule depends on, each once."""
        named = (self.opens, self.due, self.closes, self.last, self.limit, self.not_before)
        return tuple(dict.fromkeys(key for key in named if key))


@dataclass(frozen=True, slots=True, kw_only=True)
class CautionRule:
    """One rule that speaks before an ask, a nudge or a note; it explains and never blocks."""

    id: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    severity: str
    detects: str
    says: str
    because: str
    remedy: str
    limits: tuple[str, ...] = ()
    example: tuple[Example, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the value keys this caution depends on."""
        return self.limits


Frame = tuple[Window, float, float, float, float]
"""A window as it is before it opens, and when it opens, is due, closes and lapses in seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Everything the guides say to one audience, with the applicant's own changes on top."""

    audience: str
    base: str
    values: Mapping[str, Value]
    rules: tuple[Rule, ...]
    cautions: tuple[CautionRule, ...]
    frames: dict[tuple[object, ...], Frame] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What `windows` has worked out under these numbers, whatever the time: the same for the same cause."""

    def number(self, key: str) -> int:
        """Return the number under `key`; the upper end of a range."""
        return self.values[key].number

    def template(self, rule: Rule) -> str:
        """Return the template this audience uses for a rule."""
        return rule.template_for.get(self.base, rule.template)


def check_windows(playbook: Playbook, own: Collection[str]) -> None:
    """Refuse a playbook in which a window would close before it opens, or would stay open for a lifetime.

    Args:
        playbook: what is asked about.
        own: the keys whose values are not the shipped ones; windows of shipped values alone are in order.

    Raises:
        InvalidValue: naming both keys and which to change first.
    """
    for rule in playbook.rules:
        edges = [playbook.values[key] for key in (rule.opens, rule.due, rule.closes, rule.last)]
        for each in edges:
            if each.key in own and _span(each, at_most=True) > _LONGEST:
                typed = f"{write_content(each.content)} {each.unit}"
                raise InvalidValue(each.key, typed, "A window ends within a hundred years.")
        for earlier, later in pairwise(edges):
            first, second = _span(earlier, at_most=True), _span(later, at_most=False)
            if first > second and (earlier.key in own or later.key in own):
                changed, other = (earlier, later) if earlier.key in own else (later, earlier)
                raise InvalidValue(
                    changed.key,
                    f"{write_content(changed.content)} {changed.unit}",
                    f"In {rule.id}, {earlier.key} may not lie after {later.key}. Change {other.key} first.",
                )


def _span(value: Value, *, at_most: bool) -> float:
    """Return a value in days; months are taken short or long so that equal spans never collide."""
    days = _DAYS[value.unit] if value.unit in WINDOW_UNITS else 1
    slack = value.number * 1.5 if value.unit == "months" else 0.0
    return value.number * days - slack if at_most else value.number * days + slack
