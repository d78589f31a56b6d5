"""The keys that each table of a playbook takes, and what their values must look like."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hallway.playbooks.rules import DETECTS, KINDS, STARTS
from hallway.playbooks.steps import Tier
from hallway.playbooks.values import AUDIENCES

_GROUPS = ("mentor", "sponsor", "peer", "collaborator")
_ROW = re.compile(r"[A-Z]{3,4}-\d{2}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What one key takes: in words, as a sample to write, and as a test."""

    says: str
    sample: str
    fits: Callable[[object], bool]
    is_needed: bool = True


def _is_text(each: object) -> bool:
    return isinstance(each, str) and bool(each.strip())


def _is_number(each: object) -> bool:
    return isinstance(each, int) and not isinstance(each, bool) and each >= 0


def is_texts(each: object) -> bool:
    """Tell whether something read from TOML is a list of texts, each with something in it."""
    return isinstance(each, list) and all(_is_text(item) for item in each)


def is_content(each: object) -> bool:
    """Tell whether something read from TOML can be a value of the guides."""
    if isinstance(each, list):
        return bool(each) and (all(_is_number(item) for item in each) or is_texts(each))
    return isinstance(each, bool) or _is_number(each) or _is_text(each)


def _among(choices: Sequence[str]) -> Callable[[object], bool]:
    return lambda each: each in choices


def _all_among(choices: Sequence[str]) -> Callable[[object], bool]:
    return lambda each: isinstance(each, list) and all(item in choices for item in each)


def _is_rows(each: object) -> bool:
    return (
        is_texts(each) and all(_ROW.fullmatch(item) for item in each if isinstance(item, str))
        if isinstance(each, list)
        else False
    )


def _maps(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda each: isinstance(each, dict) and all(fits(item) for item in each.values())


def _for_audiences(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda each: (
        isinstance(each, dict) and all(key in AUDIENCES and fits(item) for key, item in each.items())
    )


def _is_examples(each: object) -> bool:
    return isinstance(each, list) and all(
        isinstance(item, dict)
        and set(item) == {"given", "then"}
        and isinstance(item["given"], dict)
        and _is_text(item["then"])
        for item in each
    )


_NAMES = ", ".join(AUDIENCES)
TEXT = Shape("a text", '"..."', _is_text)
GUIDES = Shape(f"a list of guides among {_NAMES}", '["img-general"]', _all_among(tuple(AUDIENCES)))
ROWS = Shape("a list of requirement rows", '["FUP-01"]', _is_rows)
_EXAMPLES = Shape(
    "a list of { given = { ... }, then = ... }",
    '[{ given = { today = 2026-10-02 }, then = "open" }]',
    _is_examples,
)

VALUE_SHAPE: Mapping[str, Shape] = {
    "key": TEXT,
    "says": TEXT,
    "unit": TEXT,
    "default": Shape(
        "a number, a range [low, high], yes/no as true/false, a word, or a list", "48", is_content
    ),
    "for": Shape(
        f"values for guides among {_NAMES}",
        "{ md-plastics = 72 }",
        _for_audiences(is_content),
        is_needed=False,
    ),
    "wording": Shape(
        f"texts for guides among {_NAMES}",
        '{ md-plastics = "regular" }',
        _for_audiences(_is_text),
        is_needed=False,
    ),
    "guides": Shape(GUIDES.says, GUIDES.sample, GUIDES.fits, is_needed=False),
    "ours": Shape("true or false", "true", lambda each: isinstance(each, bool), is_needed=False),
    "rows": ROWS,
    "checked": Shape("a day", "2026-11-21", lambda each: isinstance(each, date)),
}

RULE_SHAPE: Mapping[str, Shape] = {
    "id": TEXT,
    "rows": ROWS,
    "guides": GUIDES,
    "says": TEXT,
    "because": TEXT,
    "starts": Shape(f"one of {', '.join(STARTS)}", '"meeting"', _among(tuple(STARTS))),
    "opens": TEXT,
    "due": TEXT,
    "closes": TEXT,
    "last": TEXT,
    "settles": TEXT,
    "minutes": Shape("a whole number of minutes", "10", _is_number),
    "tier": Shape("promise, window or habit", '"window"', _among([each.value for each in Tier])),
    "outreach": Shape("true or false", "true", lambda each: isinstance(each, bool)),
    "who": Shape("a list of groups", '["mentor"]', _all_among(_GROUPS), is_needed=False),
    "who_not": Shape("a list of groups", '["mentor"]', _all_among(_GROUPS), is_needed=False),
    "who_also": Shape(
        "groups by kind of result", '{ match = ["peer"] }', _maps(_all_among(_GROUPS)), is_needed=False
    ),
    "settled_by": Shape(f"a list among {', '.join(KINDS)}", '["mailed"]', _all_among(KINDS), is_needed=False),
    "settled_from": Shape("start or opens", '"opens"', _among(("start", "opens")), is_needed=False),
    "yields_to": Shape("a list of rule ids", '["follow-up.after-meeting"]', is_texts, is_needed=False),
    "foretold": Shape("true or false", "false", lambda each: isinstance(each, bool), is_needed=False),
    "limit": Shape("a value key", '"outreach.week.new"', _is_text, is_needed=False),
    "not_before": Shape("a value key", '"update.mentor.pure_min_gap"', _is_text, is_needed=False),
    "template": Shape("a template id", '"TPL-12"', _is_text, is_needed=False),
    "template_for": Shape(
        "template ids for guides", '{ md-plastics = "TPL-14" }', _for_audiences(_is_text), is_needed=False
    ),
    "example": _EXAMPLES,
}

CAUTION_SHAPE: Mapping[str, Shape] = {
    "id": TEXT,
    "rows": ROWS,
    "guides": GUIDES,
    "severity": Shape("note, warn or strong", '"warn"', _among(("note", "warn", "strong"))),
    "detects": Shape(f"one of {', '.join(DETECTS)}", '"last-minute"', _among(DETECTS)),
    "says": TEXT,
    "because": TEXT,
    "remedy": TEXT,
    "limits": Shape("a list of value keys", '["ask.last_minute"]', is_texts, is_needed=False),
    "example": _EXAMPLES,
}

AUDIENCE_SHAPE: Mapping[str, Shape] = {
    "id": Shape(
        "a short name of letters, digits and hyphens that no guide has",
        '"img-neurology"',
        lambda each: (
            isinstance(each, str)
            and bool(re.fullmatch(r"[a-z][a-z0-9-]{1,40}", each))
            and each not in AUDIENCES
        ),
    ),
    "name": TEXT,
    "based_on": Shape(f"one of {_NAMES}", '"img-general"', _among(tuple(AUDIENCES))),
}

TOPIC_SHAPE: Mapping[str, Shape] = {
    "id": TEXT,
    "name": TEXT,
    "says": Shape(
        f'texts for all of {_NAMES}, "-" for a silent one',
        '{ md-plastics = "-" }',
        _for_audiences(_is_text),
    ),
    "ours": TEXT,
    "keys": Shape("a list of value keys", '["followup.meeting.due"]', is_texts),
    "rows": ROWS,
    "checked": Shape("a day", "2026-11-21", lambda each: isinstance(each, date)),
}

LIMIT_SHAPE: Mapping[str, Shape] = {
    "id": TEXT,
    "says": TEXT,
    "warn": Shape("a value key", '"mail.cold.words.warn"', _is_text, is_needed=False),
    "strong": Shape("a value key", '"mail.cold.words.max"', _is_text, is_needed=False),
    "because": TEXT,
    "rows": ROWS,
}
