"""Reading playbook TOML strictly: an unknown key is an error with its line and the nearest valid key."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hallway.playbooks.rules import COUNTING, CautionRule, Rule
from hallway.playbooks.shapes import AUDIENCE_SHAPE, CAUTION_SHAPE, RULE_SHAPE, VALUE_SHAPE, is_content
from hallway.playbooks.steps import Tier
from hallway.playbooks.strict import Problem, Reader, Table, Where, mapping_of, nearest, read_tree, strings_of
from hallway.playbooks.values import WINDOW_UNITS, Content, Value, is_numeric

_SLOTS = re.compile(r"\{(\w*)\}")
_SLOT_NAMES = frozenset(
    {"name", "text", "when", "why", "other", "count", "target", "done", "program", "tie", "points", "old"}
)
_CAUTION_SLOTS = frozenset(
    {"name", "rung", "reached", "instead", "silence", "needed", "count", "gap", "word", "ahead"}
)


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
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return PlaybookFile(), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("value", "rule", "caution", "audience", "values"))
    found = (_read_value(reader, each, where) for where, each in reader.tables(tree, "value"))
    values = tuple(each for each in found if each)
    keys = {**(known or {}), **{each.key: each for each in values}}
    rules = (_read_rule(reader, each, where, keys) for where, each in reader.tables(tree, "rule"))
    cautions = (_read_caution(reader, each, where, keys) for where, each in reader.tables(tree, "caution"))
    read = PlaybookFile(
        values=values,
        rules=tuple(each for each in rules if each),
        cautions=tuple(each for each in cautions if each),
        audience=_read_audience(reader, tree, keys),
    )
    reader.refuse_doubles("value", [each.key for each in values])
    reader.refuse_doubles("rule", [each.id for each in read.rules])
    reader.refuse_doubles("caution", [each.id for each in read.cautions])
    return read, reader.sorted_problems()


def _read_value(reader: Reader, table: Table, where: Where) -> Value | None:
    before = len(reader.problems)
    taken = reader.take(table, where, VALUE_SHAPE)
    guides = tuple(strings_of(taken.get("guides")))
    is_ours = bool(taken.get("ours", False))
    if is_ours == bool(guides):
        reader.fault(
            where,
            "guides",
            "A value comes from guides or is ours, one of the two.",
            "Write guides = [...] or ours = true.",
        )
    default = _content(taken.get("default", 0))
    if taken.get("unit") in WINDOW_UNITS and not is_numeric(default):
        reader.fault(where, "default", f"A value in {taken['unit']} is a number.", "Write default = 3.")
    for name, each in mapping_of(taken.get("for")).items():
        if not _is_alike(_content(each), default):
            reader.fault(where, "for", f"The value for {name} is of another sort.", "Write all of one sort.")
    if len(reader.problems) > before:
        return None
    return Value(
        key=str(taken["key"]),
        says=str(taken["says"]),
        unit=str(taken["unit"]),
        default=default,
        per_audience={key: _content(each) for key, each in mapping_of(taken.get("for")).items()},
        wording={key: str(each) for key, each in mapping_of(taken.get("wording")).items()},
        guides=guides,
        is_ours=is_ours,
        rows=tuple(strings_of(taken["rows"])),
        content=default,
    )


def _read_rule(reader: Reader, table: Table, where: Where, keys: Mapping[str, Value]) -> Rule | None:
    before = len(reader.problems)
    taken = reader.take(table, where, RULE_SHAPE)
    for edge in ("opens", "due", "closes", "last", "limit", "not_before"):
        _check_key(reader, where, edge, taken, keys, is_window=edge != "limit")
    if taken.get("starts") in COUNTING and "limit" not in taken:
        reader.fault(where, "limit", f"{taken['starts']!r} needs a limit.", "Write the key of a count.")
    _check_slots(reader, where, taken, _SLOT_NAMES)
    _check_examples(reader, where, taken, speaking=lambda then: then != "none")
    if len(reader.problems) > before:
        return None
    return Rule(
        id=str(taken["id"]),
        rows=tuple(strings_of(taken["rows"])),
        guides=tuple(strings_of(taken["guides"])),
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
        who=tuple(strings_of(taken.get("who"))),
        who_not=tuple(strings_of(taken.get("who_not"))),
        who_also={key: tuple(strings_of(each)) for key, each in mapping_of(taken.get("who_also")).items()},
        settled_by=tuple(strings_of(taken.get("settled_by"))),
        settled_from=str(taken.get("settled_from", "start")),
        yields_to=tuple(strings_of(taken.get("yields_to"))),
        foretold=bool(taken.get("foretold", True)),
        limit=str(taken.get("limit", "")),
        not_before=str(taken.get("not_before", "")),
        template=str(taken.get("template", "")),
        template_for={key: str(each) for key, each in mapping_of(taken.get("template_for")).items()},
        example=_examples(taken["example"]),
    )


def _read_caution(
    reader: Reader, table: Table, where: Where, keys: Mapping[str, Value]
) -> CautionRule | None:
    before = len(reader.problems)
    taken = reader.take(table, where, CAUTION_SHAPE)
    for limit in strings_of(taken.get("limits")):
        if limit not in keys:
            reader.fault(where, "limits", f"There is no value {limit!r}.", nearest(limit, tuple(keys)))
    _check_slots(reader, where, taken, _CAUTION_SLOTS)
    _check_examples(reader, where, taken, speaking=lambda then: then == "speaks")
    if len(reader.problems) > before:
        return None
    return CautionRule(
        id=str(taken["id"]),
        rows=tuple(strings_of(taken["rows"])),
        guides=tuple(strings_of(taken["guides"])),
        severity=str(taken["severity"]),
        detects=str(taken["detects"]),
        says=str(taken["says"]),
        because=str(taken["because"]),
        remedy=str(taken["remedy"]),
        limits=tuple(strings_of(taken.get("limits"))),
        example=_examples(taken["example"]),
    )


def _read_audience(reader: Reader, tree: Table, keys: Mapping[str, Value]) -> Audience | None:
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
    for key, each in mapping_of(tree.get("values")).items():
        if key not in keys:
            reader.fault(("values", 0), key, f"There is no value {key!r}.", nearest(key, tuple(keys)))
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
    reader: Reader,
    where: Where,
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
        reader.fault(where, edge, f"There is no value {key!r}.", nearest(key, tuple(keys)))
    elif is_window and keys[key].unit not in WINDOW_UNITS:
        reader.fault(
            where, edge, f"{key!r} is in {keys[key].unit}.", f"A window needs {', '.join(WINDOW_UNITS)}."
        )
    elif not is_numeric(keys[key].default):
        reader.fault(where, edge, f"{key!r} is no number.", "A limit needs a count.")


def _check_slots(reader: Reader, where: Where, taken: Table, names: frozenset[str]) -> None:
    for key in ("says", "remedy"):
        for slot in _SLOTS.findall(str(taken.get(key, ""))):
            if slot not in names:
                reader.fault(where, key, f"{{{slot}}} is not a slot.", nearest(slot, tuple(sorted(names))))


def _check_examples(reader: Reader, where: Where, taken: Table, *, speaking: Callable[[str], bool]) -> None:
    """Hold every rule to one example that speaks and one that stays silent."""
    spoken = {speaking(str(each["then"])) for each in _examples(taken.get("example", []))}
    if spoken != {True, False}:
        reader.fault(
            where,
            "example",
            "A rule needs an example that speaks and one that stays silent.",
            "Add the missing one.",
        )


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
