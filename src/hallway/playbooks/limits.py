"""Limits: the numbers from which something is worth a word, or a strong one, each with its reason."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.playbooks.library import FaultyPlaybook, shipped
from hallway.playbooks.shapes import LIMIT_SHAPE
from hallway.playbooks.strict import Problem, Reader, Table, Where, nearest, read_tree, strings_of
from hallway.playbooks.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit: the keys of its warn and strong levels, "" where there is none, and why it is there."""

    id: str
    says: str
    warn: str
    strong: str
    because: str
    rows: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of its levels."""
        return tuple(key for key in (self.warn, self.strong) if key)


@cache
def shipped_limits() -> tuple[Limit, ...]:
    """Return the limits that ship, read once.

    Raises:
        FaultyPlaybook: the shipped file has a fault.
    """
    path = importlib.resources.files("hallway.playbooks") / "topics" / "limits.toml"
    limits, problems = read_limits(path.read_text("utf-8"), {each.key: each for each in shipped().values})
    if problems:
        raise FaultyPlaybook("limits.toml", problems)
    return limits


def read_limits(text: str, known: Mapping[str, Value]) -> tuple[tuple[Limit, ...], tuple[Problem, ...]]:
    """Read limits strictly.

    Args:
        text: TOML with [[limit]] tables.
        known: the values that limits may name.

    Returns:
        What was understood, and every fault with its line; a file with faults must not be used.
    """
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return (), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("limit",))
    found = (_read(reader, each, where, known) for where, each in reader.tables(tree, "limit"))
    limits = tuple(each for each in found if each)
    reader.refuse_doubles("limit", [each.id for each in limits])
    return limits, reader.sorted_problems()


def _read(reader: Reader, table: Table, where: Where, known: Mapping[str, Value]) -> Limit | None:
    before = len(reader.problems)
    taken = reader.take(table, where, LIMIT_SHAPE)
    levels = [level for level in ("warn", "strong") if level in taken]
    if not levels:
        reader.fault(where, "warn", "A limit has a level.", "Write warn or strong with the key of a value.")
    for level in levels:
        key = str(taken[level])
        if key not in known:
            reader.fault(where, level, f"There is no value {key!r}.", nearest(key, tuple(known)))
    if len(reader.problems) > before:
        return None
    return Limit(
        id=str(taken["id"]),
        says=str(taken["says"]),
        warn=str(taken.get("warn", "")),
        strong=str(taken.get("strong", "")),
        because=str(taken["because"]),
        rows=tuple(strings_of(taken["rows"])),
    )
