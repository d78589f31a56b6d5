"""Reading playbook TOML strictly: an unknown key is an error with its line and the nearest valid key."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from hallway.playbooks.rules import DETECTS, KINDS, STARTS, CautionRule, Rule
from hallway.playbooks.steps import Tier
from hallway.playbooks.values import AUDIENCES, WINDOW_UNITS, Content, Value, is_numeric

Table = Mapping[str, object]

_ROW = re.compile(r"[A-Z]{3,4}-\d{2}")
_SLOTS = re.compile(r"\{(\w*)\}")
_SLOT_NAMES = frozenset({"name", "text", "when", "why", "other", "count", "target", "done"})
_CAUTION_SLOTS = frozenset(
    {"name", "rung", "reached", "instead", "silence", "needed", "count", "gap", "word", "ahead"}
)
_GROUPS = ("mentor", "sponsor", "peer", "collaborator")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a playbook file: where it is, what it is, what to write instead."""

    line: int
    key: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A custom audience: a name, the guide it builds on, and its own values."""

    id: str
    name: str
    based_on: str
    values: Mapping[str, Content]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookFile:
    """What one file holds."""

    values: tuple[Value, ...] = ()
    rules: tuple[Rule, ...] = ()
    cautions: tuple[CautionRule, ...] = ()
    audience: Audience | None = None


@dataclass(slots=True)
class _Reader:
    """Collects problems while tables become values; knows the text only to name lines."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def fault(self, where: tuple[str, int], key: str, says: str, remedy: str) -> None:
        self.problems.append(Problem(_line_of(self.text, where, key), key, says, remedy))

    def take(self, table: Table, where: tuple[str, int], shape: Mapping[str, "_Shape"]) -> dict[str, object]:
        """Return the keys of `table` that fit `shape`; note unknown, missing and ill-shaped ones."""
        for key in table:
            if key not in shape:
                self.fault(
                    where, key, f"{key!r} is not a key of [[{where[0]}]].", _nearest(key, tuple(shape))
                )
        taken: dict[str, object] = {}
        for key, wanted in shape.items():
            if key not in table:
                if wanted.is_needed:
                    self.fault(
                        where, key, f"[[{where[0]}]] needs {key!r}.", f"Write {key} = {wanted.sample}."
                    )
                continue
            if wanted.fits(table[key]):
                taken[key] = table[key]
            else:
                self.fault(
                    where,
                    key,
                    f"{key!r} must be {wanted.says}.",
                    f"Write for example {key} = {wanted.sample}.",
                )
        return taken


@dataclass(frozen=True, slots=True)
class _Shape:
    says: str
    sample: str
    fits: Callable[[object], bool]
    is_needed: bool = True


def _is_text(each: object) -> bool:
    return isinstance(each, str) and bool(each.strip())


def _is_number(each: object) -> bool:
    return isinstance(each, int) and not isinstance(each, bool) and each >= 0


def _is_texts(each: object) -> bool:
    return isinstance(each, list) and all(_is_text(item) for item in each)


def _is_content(each: object) -> bool:
    if isinstance(each, list):
        return bool(each) and (all(_is_number(item) for item in each) or _is_texts(each))
    return isinstance(each, bool) or _is_number(each) or _is_text(each)


def _among(choices: Sequence[str]) -> Callable[[object], bool]:
    return lambda each: each in choices


def _all_among(choices: Sequence[str]) -> Callable[[object], bool]:
    return lambda each: isinstance(each, list) and all(item in choices for item in each)


def _is_rows(each: object) -> bool:
    return (
        _is_texts(each) and all(_ROW.fullmatch(item) for item in each if isinstance(item, str))
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
_TEXT = _Shape("a text", '"..."', _is_text)
_GUIDES = _Shape(f"a list of guides among {_NAMES}", '["img-general"]', _all_among(tuple(AUDIENCES)))
_ROWS = _Shape("a list of requirement rows", '["FUP-01"]', _is_rows)
_EXAMPLES = _Shape(
    "a list of { given = { ... }, then = ... }",
    '[{ given = { today = 2026-10-02 }, then = "open" }]',
    _is_examples,
)

_VALUE_SHAPE: Mapping[str, _Shape] = {
    "key": _TEXT,
    "says": _TEXT,
    "unit": _TEXT,
    "default": _Shape(
        "a number, a range [low, high], yes/no as true/false, a word, or a list", "48", _is_content
    ),
    "for": _Shape(
        f"values for guides among {_NAMES}",
        "{ md-plastics = 72 }",
        _for_audiences(_is_content),
        is_needed=False,
    ),
    "wording": _Shape(
        f"texts for guides among {_NAMES}",
        '{ md-plastics = "regular" }',
        _for_audiences(_is_text),
        is_needed=False,
    ),
    "guides": _Shape(_GUIDES.says, _GUIDES.sample, _GUIDES.fits, is_needed=False),
    "ours": _Shape("true or false", "true", lambda each: isinstance(each, bool), is_needed=False),
    "rows": _ROWS,
    "checked": _Shape("a day", "2026-11-21", lambda each: isinstance(each, date)),
}

_RULE_SHAPE: Mapping[str, _Shape] = {
    "id": _TEXT,
    "rows": _ROWS,
    "guides": _GUIDES,
    "says": _TEXT,
    "because": _TEXT,
    "starts": _Shape(f"one of {', '.join(STARTS)}", '"meeting"', _among(tuple(STARTS))),
    "opens": _TEXT,
    "due": _TEXT,
    "closes": _TEXT,
    "last": _TEXT,
    "settles": _TEXT,
    "minutes": _Shape("a whole number of minutes", "10", _is_number),
    "tier": _Shape("promise, window or habit", '"window"', _among([each.value for each in Tier])),
    "outreach": _Shape("true or false", "true", lambda each: isinstance(each, bool)),
    "who": _Shape("a list of groups", '["mentor"]', _all_among(_GROUPS), is_needed=False),
    "who_not": _Shape("a list of groups", '["mentor"]', _all_among(_GROUPS), is_needed=False),
    "who_also": _Shape(
        "groups by kind of result", '{ match = ["peer"] }', _maps(_all_among(_GROUPS)), is_needed=False
    ),
    "settled_by": _Shape(
        f"a list among {', '.join(KINDS)}", '["mailed"]', _all_among(KINDS), is_needed=False
    ),
    "settled_from": _Shape("start or opens", '"opens"', _among(("start", "opens")), is_needed=False),
    "yields_to": _Shape("a list of rule ids", '["follow-up.after-meeting"]', _is_texts, is_needed=False),
    "foretold": _Shape("true or false", "false", lambda each: isinstance(each, bool), is_needed=False),
    "limit": _Shape("a value key", '"outreach.week.new"', _is_text, is_needed=False),
    "not_before": _Shape("a value key", '"update.mentor.pure_min_gap"', _is_text, is_needed=False),
    "template": _Shape("a template id", '"TPL-12"', _is_text, is_needed=False),
    "template_for": _Shape(
        "template ids for guides", '{ md-plastics = "TPL-14" }', _for_audiences(_is_text), is_needed=False
    ),
    "example": _EXAMPLES,
}

_CAUTION_SHAPE: Mapping[str, _Shape] = {
    "id": _TEXT,
    "rows": _ROWS,
    "guides": _GUIDES,
    "severity": _Shape("note, warn or strong", '"warn"', _among(("note", "warn", "strong"))),
    "detects": _Shape(f"one of {', '.join(DETECTS)}", '"last-minute"', _among(DETECTS)),
    "says": _TEXT,
    "because": _TEXT,
    "remedy": _TEXT,
    "limits": _Shape("a list of value keys", '["ask.last_minute"]', _is_texts, is_needed=False),
    "example": _EXAMPLES,
}

_AUDIENCE_SHAPE: Mapping[str, _Shape] = {
    "id": _Shape(
        "a short name of letters, digits and hyphens that no guide has",
        '"img-neurology"',
        lambda each: (
            isinstance(each, str)
            and bool(re.fullmatch(r"[a-z][a-z0-9-]{1,40}", each))
            and each not in AUDIENCES
        ),
    ),
    "name": _TEXT,
    "based_on": _Shape(f"one of {_NAMES}", '"img-general"', _among(tuple(AUDIENCES))),
}


def read_playbook(
    text: str, *, known: Mapping[str, Value] | None = None
) -> tuple[PlaybookFile, tuple[Problem, ...]]:
    """Read one playbook file.

    Args:
        text: TOML with [[value]], [[rule]] and [[caution]] tables, or [audience] and [values].
        known: values from other files, which rules here may name and [values] may change.

    Returns:
        What was understood, and every fault with its line; a file with faults must not be used.
    """
    try:
        tree: Table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        found = re.search(r"line (\d+)", str(cause))
        problem = Problem(
            int(found[1]) if found else 1, "", f"This is not TOML: {cause}.", "Mend this line first."
        )
        return PlaybookFile(), (problem,)
    reader = _Reader(text)
    tops = ("value", "rule", "caution", "audience", "values")
    for key in tree:
        if key not in tops:
            reader.fault(("", 0), key, f"{key!r} is not a part of a playbook.", _nearest(key, tops))
    values = tuple(
        filter(None, (_read_value(reader, each, ("value", i)) for i, each in _tables(reader, tree, "value")))
    )
    keys = {**(known or {}), **{each.key: each for each in values}}
    rules = tuple(
        filter(
            None, (_read_rule(reader, each, ("rule", i), keys) for i, each in _tables(reader, tree, "rule"))
        )
    )
    cautions = tuple(
        filter(
            None,
            (
                _read_caution(reader, each, ("caution", i), keys)
                for i, each in _tables(reader, tree, "caution")
            ),
        )
    )
    _refuse_doubles(reader, "value", [each.key for each in values])
    _refuse_doubles(reader, "rule", [each.id for each in rules])
    audience = _read_audience(reader, tree, keys)
    problems = tuple(sorted(reader.problems, key=lambda each: each.line))
    return PlaybookFile(values=values, rules=rules, cautions=cautions, audience=audience), problems


def _tables(reader: _Reader, tree: Table, name: str) -> list[tuple[int, Table]]:
    found = tree.get(name, [])
    if isinstance(found, list) and all(isinstance(each, dict) for each in found):
        return list(enumerate(found))
    reader.fault(
        ("", 0),
        name,
        f"{name!r} must be written as [[{name}]] tables.",
        f"Begin each with a line [[{name}]].",
    )
    return []


def _read_value(reader: _Reader, table: Table, where: tuple[str, int]) -> Value | None:
    before = len(reader.problems)
    taken = reader.take(table, where, _VALUE_SHAPE)
    guides = tuple(_strings(taken.get("guides")))
    is_ours = bool(taken.get("ours", False))
    if is_ours == bool(guides):
        reader.fault(
            where,
            "guides",
            "A value comes from guides or is ours, one of the two.",
            "Write guides = [...] or ours = true.",
        )
    if len(reader.problems) > before:
        return None
    default = _content(taken["default"])
    return Value(
        key=str(taken["key"]),
        says=str(taken["says"]),
        unit=str(taken["unit"]),
        default=default,
        per_audience={key: _content(each) for key, each in _mapping(taken.get("for")).items()},
        wording={key: str(each) for key, each in _mapping(taken.get("wording")).items()},
        guides=guides,
        is_ours=is_ours,
        rows=tuple(_strings(taken["rows"])),
        content=default,
    )


def _read_rule(
    reader: _Reader, table: Table, where: tuple[str, int], keys: Mapping[str, Value]
) -> Rule | None:
    before = len(reader.problems)
    taken = reader.take(table, where, _RULE_SHAPE)
    for edge in ("opens", "due", "closes", "last", "limit", "not_before"):
        _check_key(reader, where, edge, taken, keys, is_window=edge != "limit")
    _check_slots(reader, where, taken, _SLOT_NAMES)
    _check_examples(reader, where, taken, speaking=lambda then: then != "none")
    if len(reader.problems) > before:
        return None
    return Rule(
        id=str(taken["id"]),
        rows=tuple(_strings(taken["rows"])),
        guides=tuple(_strings(taken["guides"])),
        says=str(taken["says"]),
        because=str(taken["because"]),
        starts=str(taken["starts"]),
        opens=str(taken["opens"]),
        due=str(taken["due"]),
        closes=str(taken["closes"]),
        last=str(taken["last"]),
        settles=str(taken["settles"]),
        minutes=int(str(taken["minutes"])),
        tier=Tier(str(taken["tier"])),
        outreach=bool(taken["outreach"]),
        who=tuple(_strings(taken.get("who"))),
        who_not=tuple(_strings(taken.get("who_not"))),
        who_also={key: tuple(_strings(each)) for key, each in _mapping(taken.get("who_also")).items()},
        settled_by=tuple(_strings(taken.get("settled_by"))),
        settled_from=str(taken.get("settled_from", "start")),
        yields_to=tuple(_strings(taken.get("yields_to"))),
        foretold=bool(taken.get("foretold", True)),
        limit=str(taken.get("limit", "")),
        not_before=str(taken.get("not_before", "")),
        template=str(taken.get("template", "")),
        template_for={key: str(each) for key, each in _mapping(taken.get("template_for")).items()},
        example=_examples(taken["example"]),
    )


def _read_caution(
    reader: _Reader, table: Table, where: tuple[str, int], keys: Mapping[str, Value]
) -> CautionRule | None:
    before = len(reader.problems)
    taken = reader.take(table, where, _CAUTION_SHAPE)
    for limit in _strings(taken.get("limits")):
        if limit not in keys:
            reader.fault(where, "limits", f"There is no value {limit!r}.", _nearest(limit, tuple(keys)))
    _check_slots(reader, where, taken, _CAUTION_SLOTS)
    _check_examples(reader, where, taken, speaking=lambda then: then == "speaks")
    if len(reader.problems) > before:
        return None
    return CautionRule(
        id=str(taken["id"]),
        rows=tuple(_strings(taken["rows"])),
        guides=tuple(_strings(taken["guides"])),
        severity=str(taken["severity"]),
        detects=str(taken["detects"]),
        says=str(taken["says"]),
        because=str(taken["because"]),
        remedy=str(taken["remedy"]),
        limits=tuple(_strings(taken.get("limits"))),
        example=_examples(taken["example"]),
    )


def _read_audience(reader: _Reader, tree: Table, keys: Mapping[str, Value]) -> Audience | None:
    if "audience" not in tree and "values" not in tree:
        return None
    table = tree.get("audience")
    if not isinstance(table, dict):
        reader.fault(
            ("", 0),
            "audience",
            "A custom audience needs an [audience] table.",
            "Write [audience] with id, name, based_on.",
        )
        return None
    before = len(reader.problems)
    taken = reader.take(table, ("audience", 0), _AUDIENCE_SHAPE)
    changed: dict[str, Content] = {}
    for key, each in _mapping(tree.get("values")).items():
        if key not in keys:
            reader.fault(("values", 0), key, f"There is no value {key!r}.", _nearest(key, tuple(keys)))
        elif not _is_content(each) or not _is_alike(_content(each), keys[key].default):
            reader.fault(
                ("values", 0),
                key,
                f"{key!r} is of another sort.",
                f"It is measured in {keys[key].unit}; ours is {keys[key].default}.",
            )
        else:
            changed[key] = _content(each)
    if len(reader.problems) > before:
        return None
    return Audience(
        id=str(taken["id"]), name=str(taken["name"]), based_on=str(taken["based_on"]), values=changed
    )


def _check_key(
    reader: _Reader,
    where: tuple[str, int],
    edge: str,
    taken: Table,
    keys: Mapping[str, Value],
    *,
    is_window: bool,
) -> None:
    if edge not in taken:
        return
    key = str(taken[edge])
    if key not in keys:
        reader.fault(where, edge, f"There is no value {key!r}.", _nearest(key, tuple(keys)))
    elif is_window and keys[key].unit not in WINDOW_UNITS:
        reader.fault(
            where, edge, f"{key!r} is in {keys[key].unit}.", f"A window needs {', '.join(WINDOW_UNITS)}."
        )


def _check_slots(reader: _Reader, where: tuple[str, int], taken: Table, names: frozenset[str]) -> None:
    for key in ("says", "remedy"):
        for slot in _SLOTS.findall(str(taken.get(key, ""))):
            if slot not in names:
                reader.fault(where, key, f"{{{slot}}} is not a slot.", _nearest(slot, tuple(sorted(names))))


def _check_examples(
    reader: _Reader, where: tuple[str, int], taken: Table, *, speaking: Callable[[str], bool]
) -> None:
    """Hold every rule to one example that speaks and one that stays silent."""
    spoken = {speaking(str(each["then"])) for each in _examples(taken.get("example", []))}
    if spoken != {True, False}:
        reader.fault(
            where,
            "example",
            "A rule needs an example that speaks and one that stays silent.",
            "Add the missing one.",
        )


def _refuse_doubles(reader: _Reader, name: str, ids: Sequence[str]) -> None:
    for index, each in enumerate(ids):
        if each in ids[:index]:
            reader.fault((name, index), "id", f"{each!r} stands here twice.", "Keep one of them.")


def _nearest(word: str, choices: Sequence[str]) -> str:
    near = get_close_matches(word, choices, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else f"Valid: {', '.join(choices[:12])}."


def _line_of(text: str, where: tuple[str, int], key: str) -> int:
    """Return the line of `key` in the n-th table of a name; else the table's own line, or 1."""
    name, index = where
    header, count, start, inside = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}"), -1, 1, name == ""
    for number, line in enumerate(text.splitlines(), start=1):
        found = header.match(line)
        if found and not re.match(r"\s*\[.*\]\s*=", line):
            if name == "" and found[1] == key:
                return number
            count += found[1] == name
            if inside and name:
                break
            inside = found[1] == name and count == index
            start = number if inside else start
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return start


def _mapping(each: object) -> Mapping[str, object]:
    return each if isinstance(each, dict) else {}


def _strings(each: object) -> Sequence[str]:
    return [str(item) for item in each] if isinstance(each, list) else []


def _examples(each: object) -> tuple[Mapping[str, object], ...]:
    return tuple(item for item in each if isinstance(item, dict)) if isinstance(each, list) else ()


def _content(each: object) -> Content:
    if isinstance(each, list):
        if all(isinstance(item, int) for item in each):
            return tuple(int(item) for item in each)
        return tuple(str(item) for item in each)
    return each if isinstance(each, bool | int) else str(each)


def _is_alike(one: Content, other: Content) -> bool:
    return (is_numeric(one) and is_numeric(other)) or type(one) is type(other)
