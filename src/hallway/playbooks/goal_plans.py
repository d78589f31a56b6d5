"""The goals that the guides name: our own words, with a number of the guides for each."""

import importlib.resources
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hallway.domain.goals import Horizon, Measure
from hallway.playbooks.library import FaultyPlaybook, shipped
from hallway.playbooks.shapes import RULE_SHAPE, VALUE_SHAPE, Shape
from hallway.playbooks.strict import Problem, Reader, Table, Where, nearest, read_tree, strings_of
from hallway.playbooks.values import Value

SLOT = "{target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGoal:
    """One goal of the guides; `target` and `within` name values, `text_many` is for more than one.

    It is not suggested to the audiences of `not_for`.
    """

    id: str
    horizon: Horizon
    measure: Measure
    target: str
    within: str
    text: str
    text_many: str
    because: str
    guides: tuple[str, ...]
    rows: tuple[str, ...]
    not_for: tuple[str, ...]


def _one_of(choices: Collection[str]) -> Shape:
    return Shape(f"one of {', '.join(choices)}", f'"{next(iter(choices))}"', lambda each: each in choices)


_TEXT = RULE_SHAPE["says"]
GOAL_SHAPE: Mapping[str, Shape] = {
    "id": _TEXT,
    "horizon": _one_of([each.value for each in Horizon]),
    "measure": _one_of([each.value for each in Measure]),
    "target": RULE_SHAPE["opens"],
    "within": RULE_SHAPE["limit"],
    "text": _TEXT,
    "text_many": _TEXT,
    "because": _TEXT,
    "guides": RULE_SHAPE["guides"],
    "rows": RULE_SHAPE["rows"],
    "not_for": replace(RULE_SHAPE["guides"], is_needed=False),
    "checked": VALUE_SHAPE["checked"],
}


@cache
def planned_goals() -> tuple[PlannedGoal, ...]:
    """Return every goal that ships in playbooks/goals, by how far ahead it lies; read once.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
    """
    folder = importlib.resources.files("hallway.playbooks") / "goals"
    files = [each for each in folder.iterdir() if each.name.endswith(".toml")]
    known = {each.key: each for each in shipped().values}
    text = "\n".join(each.read_text("utf-8") for each in sorted(files, key=lambda each: each.name))
    found, problems = read_goals(text, known)
    if problems:
        raise FaultyPlaybook("The shipped goals", problems)
    return tuple(sorted(found, key=lambda each: tuple(Horizon).index(each.horizon)))


def read_goals(text: str, known: Mapping[str, Value]) -> tuple[tuple[PlannedGoal, ...], tuple[Problem, ...]]:
    """Read goals as they are written in TOML.

    Args:
        text: [[goal]] tables.
        known: the values that a goal may name.

    Returns:
        What was understood, and every fault with its line; a file with faults must not be used.
    """
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return (), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("goal",))
    found = [_read(reader, table, where, known) for where, table in reader.tables(tree, "goal")]
    goals = tuple(each for each in found if each)
    reader.refuse_doubles("goal", [each.id for each in goals])
    return goals, reader.sorted_problems()


def _read(reader: Reader, table: Table, where: Where, known: Mapping[str, Value]) -> PlannedGoal | None:
    before = len(reader.problems)
    taken = reader.take(table, where, GOAL_SHAPE)
    for key, unit in (("target", "count"), ("within", "months")):
        name = str(taken.get(key, ""))
        if name and name not in known:
            reader.fault(where, key, f"There is no value {name!r}.", nearest(name, tuple(known)))
        elif name and known[name].unit != unit:
            reader.fault(where, key, f"{name!r} is in {known[name].unit}.", f"Name a value in {unit}.")
    if SLOT not in str(taken.get("text_many", SLOT)):
        reader.fault(where, "text_many", f"It does not say how many: {SLOT} is missing.", f"Write {SLOT}.")
    if len(reader.problems) > before:
        return None
    return PlannedGoal(
        id=str(taken["id"]),
        horizon=Horizon(str(taken["horizon"])),
        measure=Measure(str(taken["measure"])),
        target=str(taken["target"]),
        within=str(taken.get("within", "")),
        text=str(taken["text"]),
        text_many=str(taken["text_many"]),
        because=str(taken["because"]),
        guides=tuple(strings_of(taken["guides"])),
        rows=tuple(strings_of(taken["rows"])),
        not_for=tuple(strings_of(taken.get("not_for"))),
    )
