"""The vocabulary of sources: what each says, asks and shows, and the words that the record is put into."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import Shape
from hallway.playbooks.strict import Problem, Reader, mapping_of, read_tree, strings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing that the record may know; `fact` is set for personal facts about the recipient (OUT-22)."""

    name: str
    says: str
    ask: str
    example: str
    kind: str = "line"
    is_optional: bool = False
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The sources, and words by status, stage, country and zone."""

    sources: tuple[Source, ...]
    who: Mapping[str, Mapping[str, str]]
    status: Mapping[str, str]
    stage: Mapping[str, str]
    degree: Mapping[str, str]
    adjectives: tuple[str, ...]  # how they end
    nouns: tuple[str, ...]
    countries: Mapping[str, str]
    zones: Mapping[str, str]
    numbers: tuple[str, ...]


def _is_text(each: object) -> bool:
    return isinstance(each, str) and bool(each.strip())


_TEXT = Shape("some words", '"..."', _is_text)
_MAYBE = Shape("some words", '"..."', _is_text, is_needed=False)
_YES = Shape("true or false", "true", lambda each: isinstance(each, bool), is_needed=False)
_SOURCE: Mapping[str, Shape] = {
    "name": _TEXT,
    "says": _TEXT,
    "ask": _TEXT,
    "example": _TEXT,
    "kind": _MAYBE,
    "optional": _YES,
    "fact": _MAYBE,
}
_PARTS = ("source", "who", "status", "stage", "degree", "fields", "countries", "zones", "numbers")


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships, read once.

    Raises:
        FaultyPlaybook: the shipped file has a fault.
    """
    file = importlib.resources.files("hallway.desk") / "words" / "sources.toml"
    text = file.read_text("utf-8")
    tree = read_tree(text)
    if isinstance(tree, Problem):
        raise FaultyPlaybook("sources.toml", (tree,))
    reader = Reader(text)
    reader.refuse_others(tree, _PARTS)
    taken = [reader.take(each, where, _SOURCE) for where, each in reader.tables(tree, "source")]
    reader.refuse_doubles("source", [str(each.get("name")) for each in taken])
    if reader.problems:
        raise FaultyPlaybook("sources.toml", reader.sorted_problems())
    return Vocabulary(
        sources=tuple(
            Source(
                name=str(each["name"]),
                says=str(each["says"]),
                ask=str(each["ask"]),
                example=str(each["example"]),
                kind=str(each.get("kind", "line")),
                is_optional=bool(each.get("optional", False)),
                fact=str(each.get("fact", "")),
            )
            for each in taken
        ),
        who={status: _words(each) for status, each in mapping_of(tree.get("who")).items()},
        status=_words(tree.get("status")),
        stage=_words(tree.get("stage")),
        degree=_words(tree.get("degree")),
        adjectives=tuple(strings_of(mapping_of(tree.get("fields")).get("adjectives"))),
        nouns=tuple(strings_of(mapping_of(tree.get("fields")).get("nouns"))),
        countries=_words(tree.get("countries")),
        zones=_words(tree.get("zones")),
        numbers=tuple(strings_of(mapping_of(tree.get("numbers")).get("words"))),
    )


def _words(each: object) -> Mapping[str, str]:
    return {key: str(value) for key, value in mapping_of(each).items()}
