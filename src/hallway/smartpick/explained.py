"""What a page tells of one topic: words first, then formulas, then a table; source and year last.

The words are packaged; the numbers in them come from the data files and the code.
"""

import importlib.resources
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict, cast

from hallway.smartpick.judgments import Reason


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; the first cell of each row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is explained; `sources` are told last, each with its year."""

    name: str
    says: str
    formulas: tuple[str, ...]
    table: Table | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One part of the page; `id` is where links lead."""

    id: str
    title: str
    lead: str
    points: tuple[Point, ...]


class _Point(TypedDict):
    name: str
    says: str
    formulas: NotRequired[list[str]]
    table: NotRequired[str]
    sources: NotRequired[list[str]]


class _Topic(TypedDict):
    id: str
    title: str
    lead: str
    point: list[_Point]


def read_topic(file: str, values: Mapping[str, str], tables: Mapping[str, Table]) -> Topic:
    """Return a topic with its numbers filled in.

    Raises:
        KeyError: the words name a number or table that is not given.
    """
    path = importlib.resources.files("hallway.smartpick") / "words" / f"{file}.toml"
    tree = cast("_Topic", tomllib.loads(path.read_text("utf-8")))

    def filled(text: str) -> str:
        return " ".join(text.format_map(values).split())

    return Topic(
        tree["id"],
        tree["title"],
        filled(tree["lead"]),
        tuple(
            Point(
                each["name"],
                filled(each["says"]),
                tuple(map(filled, each.get("formulas", ()))),
                tables[each["table"]] if "table" in each else None,
                tuple(map(filled, each.get("sources", ()))),
            )
            for each in tree["point"]
        ),
    )


def cited(reason: Reason) -> str:
    """Return a source with its year."""
    return f"{reason.source}, {reason.year}" if reason.year else reason.source


def listed(some: Sequence[str]) -> str:
    """Return some words as in a sentence."""
    return " and ".join(filter(None, (", ".join(some[:-1]), *some[-1:])))


def sentence(words: str) -> str:
    """Return words with a capital letter first."""
    return words[:1].upper() + words[1:]
