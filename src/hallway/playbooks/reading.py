"""Reading playbook TOML strictly: an unknown key is an error with its line and the nearest valid key."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from hallway.playbooks.rules import CautionRule, Rule
from hallway.playbooks.shapes import AUDIENCE_SHAPE, CAUTION_SHAPE, RULE_SHAPE, VALUE_SHAPE, Shape, is_content
from hallway.playbooks.steps import Tier
from hallway.playbooks.values import WINDOW_UNITS, Content, Value, is_numeric

Table = Mapping[str, object]

_SLOTS = re.compile(r"\{(\w*)\}")
_SLOT_NAMES = frozenset({"name", "text", "when", "why", "other", "count", "target", "done"})
_CAUTION_SLOTS = frozenset(
    {"name", "rung", "reached", "instead", "silence", "needed", "count", "gap", "word", "ahead"}
)


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

    def take(self, table: Table, where: tuple[str, int], shape: Mapping[str, "Shape"]) -> dict[str, object]:
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
    taken = reader.take(table, where, VALUE_SHAPE)
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
    taken = reader.take(table, where, RULE_SHAPE)
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
    taken = reader.take(table, where, CAUTION_SHAPE)
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
    taken = reader.take(table, ("audience", 0), AUDIENCE_SHAPE)
    changed: dict[str, Content] = {}
    for key, each in _mapping(tree.get("values")).items():
        if key not in keys:
            reader.fault(("values", 0), key, f"There is no value {key!r}.", _nearest(key, tuple(keys)))
        elif not is_content(each) or not _is_alike(_content(each), keys[key].default):
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
