"""What is said beside the odds: when a chance is low, which other paths there are, who reads a guide."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.domain.applicants import Status
from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import RULE_SHAPE, Shape, is_texts
from hallway.playbooks.strict import Problem, Reader, Table, mapping_of, read_tree, strings_of
from hallway.playbooks.values import AUDIENCES


def _is_table(each: object) -> bool:
    return isinstance(each, dict) and is_texts(list(each.values()))


_TEXT = RULE_SHAPE["says"]
_WORDS = Shape("a list of words", '["us-img-plastics"]', lambda each: bool(each) and is_texts(each))
_STATUS = Shape("a status", '"us-md"', lambda each: each in set(Status), is_needed=False)
_SHARE = Shape("a share from 0 to 1", "0.35", lambda each: isinstance(each, float) and 0 <= each <= 1)
_MAYBE = Shape("a text", '"research-anywhere"', lambda each: isinstance(each, str), is_needed=False)
_SAYING: Mapping[str, Shape] = {"says": _TEXT, "because": _TEXT, "guides": _WORDS, "rows": _WORDS}
_LOW: Mapping[str, Shape] = {"chance": _SHARE, **_SAYING}
_COMPETITIVE: Mapping[str, Shape] = {"rate": _SHARE, **_SAYING}
_PATH: Mapping[str, Shape] = {
    "id": _TEXT,
    "title": _TEXT,
    "says": _TEXT,
    "care": _TEXT,
    "effect": _MAYBE,
    "through": Shape("a table of texts", '{ "A" = "B" }', _is_table, is_needed=False),
    "guides": _WORDS,
}
_READER: Mapping[str, Shape] = {
    "audience": Shape("an audience", '"md-plastics"', lambda each: each in AUDIENCES),
    "status": _STATUS,
    "other": _STATUS,
    "specialty": _MAYBE,
}


@dataclass(frozen=True, slots=True)
class Saying:
    """Something to say from `limit` downwards (a share from 0 to 1), why, and which guides say so."""

    limit: float
    says: str
    because: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Another way to the goal.

    `effect` names what studies saw of it, "" where there is no such study; `through` says by which other
    specialty it leads, where the goal has no such positions of its own.
    """

    id: str
    title: str
    says: str
    care: str
    effect: str
    through: Mapping[str, str]
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideReader:
    """What a guide takes for granted of its readers; `other` is who else it is for."""

    status: Status | None
    other: Status | None
    specialty: str


@dataclass(frozen=True, slots=True)
class OddsNotes:
    """Everything that is said beside the odds; the readers by audience."""

    low: Saying
    competitive: Saying
    paths: tuple[Path, ...]
    readers: Mapping[str, GuideReader]


@cache
def odds_notes() -> OddsNotes:
    """Return what ships, read once.

    Raises:
        FaultyPlaybook: the shipped file has a fault.
    """
    path = importlib.resources.files("hallway.playbooks") / "topics" / "odds.toml"
    notes, problems = read_odds_notes(path.read_text("utf-8"))
    if notes is None or problems:
        raise FaultyPlaybook("odds.toml", problems)
    return notes


def read_odds_notes(text: str) -> tuple[OddsNotes | None, tuple[Problem, ...]]:
    """Read what is said beside the odds strictly; with faults there is none of it."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return None, (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("low", "competitive", "path", "reader"))
    low = reader.take(mapping_of(tree.get("low")), ("low", 0), _LOW)
    competitive = reader.take(mapping_of(tree.get("competitive")), ("competitive", 0), _COMPETITIVE)
    paths = [reader.take(each, where, _PATH) for where, each in reader.tables(tree, "path")]
    readers = [reader.take(each, where, _READER) for where, each in reader.tables(tree, "reader")]
    reader.refuse_doubles("path", [str(each.get("id", "")) for each in paths])
    reader.refuse_doubles("reader", [str(each.get("audience", "")) for each in readers])
    if reader.problems:
        return None, reader.sorted_problems()
    return OddsNotes(
        low=_saying(low, "chance"),
        competitive=_saying(competitive, "rate"),
        paths=tuple(map(_path, paths)),
        readers={str(each["audience"]): _reader(each) for each in readers},
    ), ()


def _saying(taken: Table, limit: str) -> Saying:
    return Saying(
        limit=float(str(taken[limit])),
        says=str(taken["says"]),
        because=str(taken["because"]),
        guides=tuple(strings_of(taken["guides"])),
    )


def _path(taken: Table) -> Path:
    return Path(
        id=str(taken["id"]),
        title=str(taken["title"]),
        says=str(taken["says"]),
        care=str(taken["care"]),
        effect=str(taken.get("effect", "")),
        through={name: str(each) for name, each in mapping_of(taken.get("through")).items()},
        guides=tuple(strings_of(taken["guides"])),
    )


def _reader(taken: Table) -> GuideReader:
    return GuideReader(
        status=Status(str(taken["status"])) if "status" in taken else None,
        other=Status(str(taken["other"])) if "other" in taken else None,
        specialty=str(taken.get("specialty", "")),
    )
