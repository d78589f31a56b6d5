"""Where the five guides disagree: what every guide says on a topic, our rule, and the numbers it sets."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.playbooks.library import FaultyPlaybook, shipped
from hallway.playbooks.shapes import TOPIC_SHAPE
from hallway.playbooks.strict import Problem, Reader, Table, Where, mapping_of, nearest, read_tree, strings_of
from hallway.playbooks.values import AUDIENCES, Value

SILENT = "-"
"""What stands for a guide that says nothing about a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing about which the guides differ.

    `says` has every guide in our words, "-" for a silent one; `ours` is the rule that ships; `keys` are the
    numbers a choice sets, none for a topic that is advice only.
    """

    id: str
    name: str
    says: Mapping[str, str]
    ours: str
    keys: tuple[str, ...]
    rows: tuple[str, ...]

    def has_value(self, guide: str, values: Mapping[str, Value]) -> bool:
        """Tell whether a guide states a number for this topic, so that it can be taken."""
        return any(
            guide in values[key].guides and guide in values[key].per_audience
            for key in self.keys
            if key in values
        )


@cache
def shipped_topics() -> tuple[Topic, ...]:
    """Return the topics that ship, read once.

    Raises:
        FaultyPlaybook: the shipped file has a fault.
    """
    path = importlib.resources.files("hallway.playbooks") / "topics" / "disagreements.toml"
    topics, problems = read_topics(path.read_text("utf-8"), {each.key: each for each in shipped().values})
    if problems:
        raise FaultyPlaybook("disagreements.toml", problems)
    return topics


def read_topics(text: str, known: Mapping[str, Value]) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Read topics strictly.

    Args:
        text: TOML with [[topic]] tables.
        known: the values that topics may set; each belongs to one topic at most.

    Returns:
        What was understood, and every fault with its line; a file with faults must not be used.
    """
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return (), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("topic",))
    owners: dict[str, str] = {}
    found = (_read(reader, each, where, known, owners) for where, each in reader.tables(tree, "topic"))
    topics = tuple(each for each in found if each)
    reader.refuse_doubles("topic", [each.id for each in topics])
    return topics, reader.sorted_problems()


def _read(
    reader: Reader, table: Table, where: Where, known: Mapping[str, Value], owners: dict[str, str]
) -> Topic | None:
    before = len(reader.problems)
    taken = reader.take(table, where, TOPIC_SHAPE)
    says = {key: str(each) for key, each in mapping_of(taken.get("says")).items()}
    for guide in AUDIENCES:
        if "says" in taken and guide not in says:
            reader.fault(
                where, "says", f"{guide} is missing.", f'Write {guide} = "{SILENT}" when it is silent.'
            )
    keys = strings_of(taken.get("keys"))
    for key in keys:
        if key not in known:
            reader.fault(where, "keys", f"There is no value {key!r}.", nearest(key, tuple(known)))
        elif owners.setdefault(key, str(taken.get("id"))) != str(taken.get("id")):
            reader.fault(where, "keys", f"{key!r} belongs to {owners[key]} already.", "Name it once.")
    if len(reader.problems) > before:
        return None
    return Topic(
        id=str(taken["id"]),
        name=str(taken["name"]),
        says={guide: says[guide] for guide in AUDIENCES},
        ours=str(taken["ours"]),
        keys=tuple(keys),
        rows=tuple(strings_of(taken["rows"])),
    )
